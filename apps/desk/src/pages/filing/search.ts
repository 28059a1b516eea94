/** The filters of the filing platform, as they stand in the address bar. */

/** What the list shows. `deferred`: registration was put off until something is supplemented. */
export const SHOWS = ['missing', 'open', 'deferred', 'late', 'on-time'] as const;
export type Show = (typeof SHOWS)[number];

/** The filters. */
export interface FilingSearch {
  readonly year?: string;
  /** Organ id of the maker. */
  readonly maker?: string;
  readonly show?: Show;
}

/** What a filing begins from: a published document or rule; a regulation, which is only watched; the yearly catalogue. */
export const START_KINDS = ['document', 'rule', 'regulation', 'catalogue'] as const;
export type StartKind = (typeof START_KINDS)[number];
