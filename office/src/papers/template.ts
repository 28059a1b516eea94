/** From the words of a case to a paper: what a procedure composes gets its frame here; letters of everyday kinds. */
import type { DateStr, PaperText } from '@fadu/kernel';
import { type Block, type OfficialPaper, PaperError, type PaperKind } from './model.ts';

/** What the office adds to the words: who, when, number, seal, proof. */
export interface PaperFrame
  extends Pick<
    OfficialPaper,
    'number' | 'signer' | 'secrecy' | 'urgency' | 'copyTo' | 'printedBy' | 'demo' | 'verify' | 'seal'
  > {
  readonly kind: PaperKind;
  readonly organ: string;
  /** Default by kind: organ and 文件, organ, organ and 令, organ and 公告. */
  readonly organMark?: string;
  readonly date: DateStr;
}

const MARK: Record<PaperKind, (organ: string) => string> = {
  文件: (organ) => `${organ}文件`,
  信函: (organ) => organ,
  命令: (organ) => `${organ}令`,
  公告: (organ) => `${organ}公告`,
};

/** The red mark of an organ for a layout. */
export const organMarkFor = (kind: PaperKind, organ: string): string => MARK[kind](organ);

/** Frames the words that a procedure's template composed. */
export function framePaper(text: PaperText, frame: PaperFrame): OfficialPaper {
  const { organMark, ...rest } = frame;
  return { ...rest, ...text, organMark: organMark ?? organMarkFor(frame.kind, frame.organ) };
}

/** Everyday letters: opinion, notice to a party, decision. */
export type LetterTemplate = 'opinion' | 'notice' | 'decision';

/** What a letter says. */
export interface LetterFacts {
  readonly title: string;
  readonly recipients?: string;
  /** First paragraph: what was received or found. */
  readonly opening: string;
  /** What is advised, told or decided; several are numbered 一、二、. */
  readonly points: readonly string[];
  /** How and until when the decision can be contested. A decision must say it. */
  readonly remedy?: string;
  /** 联系人 and telephone, printed as 附注. */
  readonly contact?: string;
}

const DIGITS = '零一二三四五六七八九';

/** 1 to 99 in Chinese numerals: 十, 十一, 二十三. */
export function chineseNumber(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`1 to 99 expected, not ${n}`);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`;
}

const CLOSING: Record<LetterTemplate, string> = {
  opinion: '以上意见，请研究并书面反馈采纳情况。',
  notice: '特此告知。',
  decision: '',
};

/**
 * The words of a letter.
 * @throws PaperError when nothing is said, or a decision does not say how it can be contested
 */
export function letterText(template: LetterTemplate, facts: LetterFacts): PaperText {
  if (facts.points.length === 0) {
    throw new PaperError('empty', '正文', '函件至少要写明一项意见、告知事项或者决定内容，请补充。');
  }
  if (template === 'decision' && !facts.remedy?.trim()) {
    throw new PaperError(
      'remedy',
      '救济途径',
      '决定书应当告知申请行政复议、提起行政诉讼的途径和期限，请补充。',
    );
  }
  const numbered = facts.points.length > 1;
  const points = facts.points.map((text, i) => (numbered ? `${chineseNumber(i + 1)}、${text}` : text));
  const texts = [facts.opening, ...points, facts.remedy ?? '', CLOSING[template]].filter(
    (text) => text.trim() !== '',
  );
  return {
    title: facts.title,
    recipients: facts.recipients,
    blocks: texts.map((text) => ({ kind: 'paragraph', text })),
    note: facts.contact,
  };
}

/** What a receipt of delivery records; what is not known yet stays open to be filled in by hand. */
export interface DeliveryFacts {
  /** Case name or number. */
  readonly caseName: string;
  /** Papers delivered, with their numbers. */
  readonly papers: readonly { readonly title: string; readonly number?: string }[];
  readonly addressee: string;
  /** 直接送达, 留置送达, 邮寄送达, 电子送达 … */
  readonly method: string;
  readonly place?: string;
  readonly deliveredBy?: readonly string[];
  readonly receivedAt?: string;
  readonly remarks?: string;
}

/** 送达回证 as a form. */
export function deliveryReceipt(facts: DeliveryFacts): { title: string; blocks: Block[] } {
  if (facts.papers.length === 0) {
    throw new PaperError('empty', '送达文书', '送达回证至少要列明一份送达文书，请补充。');
  }
  const papers = facts.papers
    .map(({ title, number }) => (number ? `${title}（${number}）` : title))
    .join('\n');
  const rows: [string, string][] = [
    ['案　　由', facts.caseName],
    ['送达文书名称及文号', papers],
    ['受送达人', facts.addressee],
    ['送达方式', facts.method],
    ['送达地点', facts.place ?? ''],
    ['送达人（签名）', facts.deliveredBy?.join('、') ?? ''],
    ['收件人（签名或者盖章）\n及收到日期', facts.receivedAt ?? '\n'],
    ['备注（代收、留置理由）', facts.remarks ?? ''],
  ];
  return {
    title: '送达回证',
    blocks: [{ kind: 'table', rows, columns: [{ width: 4, align: 'center' }, { width: 8 }] }],
  };
}
