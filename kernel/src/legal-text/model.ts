/**
 * A text of law as structure: what it is called, what happened to it, and its parts down to the item. Every line of the
 * source has its place in it, so that the text can be written out again without loss.
 */
import type { DateStr } from '../time/limit.ts';

/** 编, 章, 节, 条, 款, 项, 目; and what stands beside them. */
export type NodeKind =
  /** 编 */
  | 'part'
  /** 章 */
  | 'chapter'
  /** 节 */
  | 'section'
  /** A heading with no number of its own kind (附则 without a number, a sub-heading of a decision). */
  | 'heading'
  /** 条; in decisions and amendments, the numbered clause (一、). */
  | 'article'
  /** 款: an unnumbered paragraph of an article, counted from 1. */
  | 'paragraph'
  /** 项: （一） */
  | 'item'
  /** 目: 1. */
  | 'subitem'
  /** Text outside articles: preamble, a decision's first sentence, closing words. */
  | 'text'
  /** A row of a table, or a line of an annex that has no other form. */
  | 'row'
  /** 附件, 附表, 附录 */
  | 'annex';

export interface TextNode {
  readonly kind: NodeKind;
  /**
   * Akoma Ntoso eId, unique in the text. Articles are numbered through the whole text and carry no prefix:
   * `art_12-1__para_2__point_3`; others do: `part_1__chp_2__sec_3`; in an annex everything does: `annex_1__art_2`.
   */
  readonly eId: string;
  /** Number as printed: 第十二条之一, 第二章, （三）. */
  readonly number?: string;
  /** Number in digits: `12-1`, `2`, `3`. */
  readonly num?: string;
  /** Heading of a part, chapter, section or annex. */
  readonly heading?: string;
  /** Words of the node itself, without its number. */
  readonly text?: string;
  readonly children?: readonly TextNode[];
  /** First and last line in the source, from 1, of the node itself and all that is in it. */
  readonly lines?: readonly [from: number, to: number];
}

/** Something that happened to the text, as its head says (题注). */
export interface TextEvent {
  readonly kind: 'adopted' | 'approved' | 'promulgated' | 'effective' | 'amended' | 'repealed';
  readonly on?: DateStr;
  /** Body that did it, as printed. */
  readonly by?: string;
  /** Number of the order or announcement. */
  readonly number?: string;
  /** The words as printed, this event's only; a line that tells several events is divided among them. */
  readonly says: string;
  /** Read from the same words as the event before it (公布施行 is two events): not to be printed twice. */
  readonly again?: true;
  /** Line in the source, from 1. */
  readonly line?: number;
}

/** A text of law as read from a source. */
export interface LegalText {
  readonly title: string;
  readonly events: readonly TextEvent[];
  /** Lines of the head that are not events: contents, notes. Kept as printed. */
  readonly preface: readonly { readonly text: string; readonly line?: number }[];
  readonly body: readonly TextNode[];
}

/** A line that could not be placed with confidence; it is kept as `text` or `row` all the same. */
export interface Unplaced {
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

/** Result of reading a source. */
export interface Reading {
  readonly text: LegalText;
  readonly unplaced: readonly Unplaced[];
  /** Lines of the source; every one that is not blank is in the text. */
  readonly lines: number;
  /** Lines of blanks, or of Markdown marks only. `lines` less `blank` less `unplaced` were placed with confidence. */
  readonly blank: number;
  /** The title as its lines: of one part of a large text, the text's title and the part's (民法典, 合同编). */
  readonly titles: readonly string[];
}
