/** What a citation is: the text it means, the place in it, and where it stands in the words. */

/** Text that a citation means. */
export type CitedText =
  /** By its name as printed, without book-title marks; `number` is the document number printed after it. */
  | { readonly kind: 'named'; readonly name: string; readonly number?: string }
  /** The citing text itself: 本法, 本办法, 前条, 前款. */
  | { readonly kind: 'self' };

/** A place inside a text; numbers in digits. `to…` is the last one of a range. */
export interface CitedPlace {
  readonly article?: string;
  readonly toArticle?: string;
  readonly paragraph?: number;
  readonly toParagraph?: number;
  readonly item?: number;
  readonly toItem?: number;
  readonly subitem?: number;
}

/** One citation and where it stands: `[from, to)` in UTF-16 units. Spans of one string never overlap. */
export interface FoundCitation extends CitedPlace {
  readonly from: number;
  readonly to: number;
  readonly of: CitedText;
}
