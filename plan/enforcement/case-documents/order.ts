/**
 * The order of a case file as data: volumes, sections, and which papers, steps and files lie in each. No law fixes the
 * order (file review scores cover, index, order and page numbers, split DESIGN): every value here is DESIGN and may be
 * changed. What a section does not name goes to the last section of the first volume, so that nothing is left out.
 */
import { type CaseView, type Citation, dateOf, design, type MaterialKind } from '@fadu/kernel';
import { penaltyLaw as apl } from '../../statutes/index.ts';
import { type Officer, officersText } from '../officers/contact.ts';

/** 正卷 is open to the party; 副卷 holds what the organ said to itself. */
export const VOLUMES = ['正卷', '副卷'] as const;
export type Volume = (typeof VOLUMES)[number];

/** One section of a file. Within it everything lies in the order of time. */
export interface FileSection {
  readonly title: string;
  readonly volume: Volume;
  /** Papers that lie here, by template. */
  readonly papers: readonly string[];
  /** Acts without a paper whose record sheet lies here. */
  readonly acts: readonly string[];
  /** Files that lie here. */
  readonly materials: readonly MaterialKind[];
}

/** A file as data. */
export interface FileOrder {
  readonly title: string;
  readonly cites: readonly Citation[];
  readonly sections: readonly FileSection[];
  /** Lines of the cover; empty values are left out. */
  readonly cover: (
    view: CaseView,
    organName: (id: string) => string,
  ) => readonly (readonly [string, string])[];
}

const section = (
  volume: Volume,
  title: string,
  papers: readonly string[],
  acts: readonly string[] = [],
  materials: readonly MaterialKind[] = [],
): FileSection => ({ title, volume, papers, acts, materials });

const cites = [apl.art('47'), design('卷内材料的次序')];
const MEDIA: readonly MaterialKind[] = ['照片', '扫描件', '录音', '录像'];

const dayText = (iso: string): string => {
  const [y, m, d] = iso.split('-').map(Number);
  return `${y}年${m}月${d}日`;
};
const dayOfAct = (view: CaseView, ...acts: string[]): string => {
  const found = acts.flatMap((act) => view.all(act)).at(-1);
  return found ? dayText(dateOf(found.at)) : '';
};

/** Both penalty procedures. */
const penalty = (title: string): FileOrder => ({
  title,
  cites,
  sections: [
    section(
      '正卷',
      '处罚决定和送达',
      [
        'decision',
        'no-penalty-decision',
        'on-spot-decision',
        'repair-notice',
        'guidance-letter',
        'education-record',
        'correction-notice',
        'serve-decision-receipt',
      ],
      ['serve-decision-announce', 'decide-transfer'],
    ),
    section('正卷', '立案', ['filing-approval', 'no-filing-approval', 'transfer-letter'], ['to-ordinary']),
    section(
      '正卷',
      '调查取证',
      ['contact-record', 'on-spot-record', 'preservation-notice', 'disposal-notice'],
      [
        'start-test',
        'end-test',
        'ask-recusal',
        'decide-recusal',
        'resume',
        'transfer-police',
        'police-reply',
      ],
      MEDIA,
    ),
    section(
      '正卷',
      '告知、陈述申辩和听证',
      [
        'notice',
        'serve-notice-receipt',
        'waiver',
        'reexamination',
        'hearing-notice',
        'serve-hearing-notice-receipt',
        'hearing-minutes',
      ],
      [
        'serve-notice-announce',
        'state-defence',
        'tell-rights',
        'hear-party',
        'request-hearing',
        'withdraw-hearing',
        'explain-law',
      ],
    ),
    section(
      '正卷',
      '履行、执行和救济',
      [
        'deferral-decision',
        'late-fine-decision',
        'cash-record',
        'urge-letter',
        'serve-urge-receipt',
        'court-application',
        'revocation',
      ],
      [
        'publish',
        'withdraw-publication',
        'perform-other',
        'record-payment',
        'request-deferral',
        'deferral-over',
        'reduce-late-fine',
        'hand-in-cash',
        'bank-cash',
        'register-remedy',
        'remedy-upheld',
        'remedy-changed',
        'remedy-set-aside',
        'suit-period-over',
        'serve-urge-announce',
        'court-result',
      ],
    ),
    section('正卷', '结案', ['closing-approval', 'termination-approval', 'withdrawal-approval'], ['finish']),
    section(
      '副卷',
      '案源和内部审批',
      [
        'clue-record',
        'suspension-approval',
        'end-report',
        'case-review-opinion',
        'hearing-report',
        'revision',
        'departure-approval',
      ],
      [
        'extend-verification',
        'extend-decision',
        'set-period',
        'reopen-investigation',
        'submit-no-penalty',
        'submit-decision',
        'void-form',
        'withhold-publication',
        'end-withholding',
      ],
    ),
    section('副卷', '法制审核和集体讨论', ['legality-opinion', 'deliberation-record'], ['report-decision']),
  ],
  cover: (view, organName) => [
    ['办案机关', organName(view.bound('lead')[0] ?? '')],
    ['案由', view.text('register-clue.title')],
    ['当事人', view.text('register-clue.partyName')],
    ['立案号', view.issued('file', 'case') ?? ''],
    [
      '决定书文号',
      view.issued('decide-penalty', 'decision') ??
        view.issued('decide-no-penalty', 'decision') ??
        view.issued('decide-penalty', 'on-spot') ??
        '',
    ],
    [
      '办案人员',
      officersText(
        (view.get('file.officers') ?? view.get('register-clue.officers') ?? []) as readonly Officer[],
      ),
    ],
    ['立案日期', dayOfAct(view, 'file')],
    ['决定日期', dayOfAct(view, 'decide-penalty', 'decide-no-penalty')],
    ['结案日期', dayOfAct(view, 'close', 'close-unexecuted', 'close-set-aside')],
  ],
});

/** What a file without an order of its own is: everything in the order of time, in one volume. */
const inTime: FileOrder = {
  title: '案卷',
  cites: [design('没有规定次序的案卷按时间先后排列')],
  sections: [],
  cover: (view, organName) => [
    ['机关', organName(Object.values(view.state.bindings)[0]?.[0] ?? '')],
    ['立件日期', view.state.acts[0] ? dayText(dateOf(view.state.acts[0].at)) : ''],
  ],
};

const ORDERS: Readonly<Record<string, FileOrder>> = {
  'penalty-ordinary': penalty('行政处罚案卷（普通程序）'),
  'penalty-simple': penalty('行政处罚案卷（简易程序）'),
};

/** The order of a procedure's files. */
export const fileOrder = (procedure: string): FileOrder => ORDERS[procedure] ?? inTime;

/** Where what no section names lies. */
export const OTHER_SECTION: FileSection = section('正卷', '其他材料', []);

/** Section of a paper. */
export const sectionOfPaper = (order: FileOrder, template: string): FileSection =>
  order.sections.find((s) => s.papers.includes(template)) ?? OTHER_SECTION;

/** Section of a step that makes no paper. */
export const sectionOfAct = (order: FileOrder, act: string): FileSection =>
  order.sections.find((s) => s.acts.includes(act)) ?? OTHER_SECTION;

/** Section of a file that was handed in. */
export const sectionOfMaterial = (order: FileOrder, kind: MaterialKind): FileSection =>
  order.sections.find((s) => s.materials.includes(kind)) ?? OTHER_SECTION;
