/** The notice that issues a document (印发通知): it says what was passed and encloses the text. */
import { type Block, type OfficialPaper, PaperError } from './model.ts';

/** What an issue notice is made from. */
export interface IssueNotice
  extends Pick<
    OfficialPaper,
    'number' | 'secrecy' | 'urgency' | 'date' | 'copyTo' | 'printedBy' | 'note' | 'demo' | 'verify' | 'seal'
  > {
  /** The organ that issues. */
  readonly organ: string;
  /** Default: the organ's name and 文件. */
  readonly organMark?: string;
  readonly recipients: string;
  readonly document: {
    /** Name without book-title marks. */
    readonly title: string;
    readonly blocks: readonly Block[];
    /** 题注, without parentheses. */
    readonly caption?: string;
  };
  /** The meeting that passed it, e.g. 2026年3月2日市人民政府第12次常务会议. */
  readonly passedBy?: string;
  /** Paragraphs between the opening sentence and the signature. */
  readonly more?: readonly string[];
}

/** Puts a name in book-title marks; marks inside become single ones (GB/T 15834-2011 §4.15). */
export function bookTitle(name: string): string {
  const bare = /^《[^《》]*》$/.test(name) ? name.slice(1, -1) : name;
  return `《${bare.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
}

/**
 * Builds 「…关于印发《…》的通知」 with the text enclosed on a page of its own.
 * @throws PaperError when the enclosed document has no title or no text
 */
export function issueNotice(input: IssueNotice): OfficialPaper {
  const { organ, organMark, recipients, document, passedBy, more, ...rest } = input;
  if (document.title.trim() === '' || document.blocks.length === 0) {
    throw new PaperError('empty', '印发文本', '印发通知必须附有标题和正文齐全的被印发文件，请先补齐再印发。');
  }
  const name = bookTitle(document.title);
  const opening = passedBy
    ? `${name}已经${passedBy.replace(/(审议|讨论)?通过$/, '')}审议通过，现印发给你们，请认真贯彻执行。`
    : `现将${name}印发给你们，请认真贯彻执行。`;
  return {
    ...rest,
    kind: '文件',
    organ,
    organMark: organMark ?? `${organ}文件`,
    title: `${organ}关于印发${name}的通知`,
    recipients,
    blocks: [opening, ...(more ?? [])].map((text) => ({ kind: 'paragraph', text })),
    enclosures: [
      {
        title: document.title.replace(/^《([^《》]*)》$/, '$1'),
        caption: document.caption,
        blocks: document.blocks,
      },
    ],
  };
}
