/** Shape of an invented draft. Texts are written for the demonstration; none is copied from a law or a real document. */

/** Kinds of people who comment, as the form has them. */
export type Submitter =
  | '个人'
  | '企业'
  | '行业协会商会'
  | '基层组织'
  | '人大代表'
  | '政协委员'
  | '立法联系点'
  | '专家';

/** One comment and what became of it. */
export interface DraftComment {
  readonly by: Submitter;
  readonly text: string;
  /** Number of the article it speaks of, from 1; absent: the whole draft. */
  readonly article?: number;
  readonly disposition: '采纳' | '部分采纳' | '不采纳' | '与本件无关';
  /** Needed unless taken in full. */
  readonly reason?: string;
}

/** One invented draft. */
export interface DraftText {
  /** Stable key, part of case ids: never changed, never reused. */
  readonly key: string;
  /** Title without the place's name. */
  readonly name: string;
  readonly kind: '通知' | '通告' | '意见' | '公告' | '决定';
  /** Key of the drafting organ, e.g. `urban-management`. */
  readonly lead: string;
  /** Closely concerns enterprises. */
  readonly business: boolean;
  /** Major interests of the public. */
  readonly major: boolean;
  /** 试行 or 暂行. */
  readonly trial?: boolean;
  /** Issued by the drafting department itself. */
  readonly department?: boolean;
  readonly necessity: string;
  readonly research: string;
  /** Articles in order; paragraphs are separated by line breaks. */
  readonly articles: readonly string[];
  readonly explanation: string;
  readonly basis: string;
  readonly comments: readonly DraftComment[];
  /** Keys of the departments asked. */
  readonly asks: readonly string[];
  /** Enterprises and associations heard, where the draft concerns them. */
  readonly heard?: readonly string[];
  /** What a change of the text is, and the article (from 1) that takes its place. */
  readonly change: { readonly article: number; readonly text: string; readonly why: string };
  /** What the reviewer finds. */
  readonly review: string;
  /** Interpretation for ordinary people. */
  readonly plain: string;
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 第一条 to 第九十九条. */
export function articleNumber(n: number): string {
  const tens = Math.floor(n / 10);
  const text = n < 10 ? DIGITS[n] : `${tens > 1 ? DIGITS[tens] : ''}十${n % 10 ? DIGITS[n % 10] : ''}`;
  return `第${text}条`;
}

/** Comment helpers, so that the texts read as texts. */
export const took = (by: Submitter, text: string, article?: number): DraftComment => ({
  by,
  text,
  disposition: '采纳',
  ...(article && { article }),
});
export const partly = (by: Submitter, text: string, reason: string, article?: number): DraftComment => ({
  by,
  text,
  disposition: '部分采纳',
  reason,
  ...(article && { article }),
});
export const declined = (by: Submitter, text: string, reason: string, article?: number): DraftComment => ({
  by,
  text,
  disposition: '不采纳',
  reason,
  ...(article && { article }),
});
