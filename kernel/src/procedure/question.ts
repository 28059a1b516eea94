/**
 * What an act may ask beyond its own case: how a text of law stands on a day, what a register says, and what stands
 * on an article. Questions are data; the office answers them before the decision, and the answers are recorded.
 */
import type { SourceKind } from '../citation.ts';
import type { DateStr } from '../time/limit.ts';

/** A place in a text of law as a person enters it: 《行政处罚法》第五十七条第一款第（二）项. */
export interface LegalRef {
  /** Title (with or without 中华人民共和国), code of a statute object, or document number. */
  readonly instrument: string;
  /** Article in digits, `12-1` for 第十二条之一; absent: the whole text. */
  readonly article?: string;
  /** Paragraph (款), from 1. */
  readonly paragraph?: number;
  /** Item (项), from 1. */
  readonly item?: number;
}

/** How a text of law stands on a day. */
export type LegalStatus = 'not-yet' | 'in-force' | 'amended' | 'repealed' | 'expired';

/** What is known of a text of law, and of the article asked for, on a day. */
export interface InstrumentFacts {
  /** Canonical id, the same whatever way it was named. */
  readonly id: string;
  readonly title: string;
  readonly kind: SourceKind;
  /** Region whose law it is; absent for national law. */
  readonly region?: string;
  /** Of the text on the day. `amended` is the status of an older version only and never the answer here. */
  readonly status: LegalStatus;
  /** First day of the version that is the law on the day. */
  readonly inForce?: DateStr;
  /** Whether the text has this article on the day; true when no article was asked. */
  readonly articleExists: boolean;
  /** The article was repealed (or left out of the version in force) while the text stands. */
  readonly articleRepealed: boolean;
  /** The full text is here; otherwise only articles we stand on are known, by our own summary. */
  readonly complete: boolean;
}

/** An entry of a register as it stands on a day. */
export interface EntryFacts {
  readonly region: string;
  readonly register: string;
  readonly code: string;
  readonly version: number;
  readonly lawFrom: DateStr;
  readonly lawTo?: DateStr;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A question and the form of its answer. */
export type Question =
  /** How a text, and one article of it, stands on a day. Answer: facts, or null when the text is not known. */
  | { readonly ask: 'instrument'; readonly ref: LegalRef; readonly on: DateStr }
  /** One entry as it stands on a day, in the case's region or one above it. Answer: the entry, or null. */
  | { readonly ask: 'entry'; readonly register: string; readonly code: string; readonly on: DateStr }
  /**
   * Entries in force on a day in the case's region and those below whose body holds all of `where` (JSON containment).
   * Answer: at most 5,000 entries, ordered by region and code.
   */
  | {
      readonly ask: 'entries';
      readonly register: string;
      readonly on: DateStr;
      readonly where?: Readonly<Record<string, unknown>>;
    }
  /**
   * Entries of any register in force on a day, in the case's region and those below, whose `basis` names this text
   * (and article, where given). Answer: the entries.
   */
  | { readonly ask: 'standing-on'; readonly ref: LegalRef; readonly on: DateStr };

/** The answer that belongs to a question. */
export type AnswerTo<Q extends Question> = Q extends { ask: 'instrument' }
  ? InstrumentFacts | null
  : Q extends { ask: 'entry' }
    ? EntryFacts | null
    : readonly EntryFacts[];

export type Answer = AnswerTo<Question>;

/** One question with its answer, as recorded with the act. */
export interface Answered {
  readonly question: Question;
  readonly answer: Answer;
}

/** The same text for the same question, whatever the order of its fields. */
export function questionKey(q: Question): string {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .filter(([, v]) => v !== undefined)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([k, v]) => [k, sorted(v)]),
          )
        : value;
  return JSON.stringify(sorted(q));
}
