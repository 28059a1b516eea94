/** What an act brings about outside its case: entries of registers, and events of texts of law. */
import type { DateStr } from '../time/limit.ts';

/** A change of one register entry, with the days from and to which it is the law. */
export interface RegisterChange {
  readonly register: string;
  readonly code: string;
  /** Region whose register it is, where that is one below the case's own. Default: the case's. */
  readonly region?: string;
  readonly lawFrom: DateStr;
  /** Last day on which it is the law; absent for no end. */
  readonly lawTo?: DateStr;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A text of law, or articles of it, amended or repealed from a day on. */
export interface InstrumentEvent {
  /** Canonical id of the text. */
  readonly instrument: string;
  readonly kind: 'amended' | 'repealed';
  /** Articles concerned, in digits; empty for the whole text. */
  readonly articles: readonly string[];
  /** First day on which it counts. */
  readonly on: DateStr;
  /** What amended or repealed it. */
  readonly by?: string;
  /** What happened, one sentence. */
  readonly says: string;
}
