/**
 * What an act may ask beyond its own case: how a text of law stands on a day, what a register says, what stands
 * on an article, and how another case stands. Questions are data; the office answers them before the decision, and the answers are recorded.
 */
import type { SourceKind } from '../citation.ts';
import type { Commitment, DrawFault, DrawPlan, DrawResult, ListKind } from '../draw/model.ts';
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
  /** First day on which any version of it was the law. */
  readonly firstInForce?: DateStr;
  /** Who made it, e.g. 国务院. */
  readonly maker?: string;
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

/** A place that entries stand on, with how its text stands on the day asked for; null: not known. */
export interface BasisFacts {
  readonly ref: LegalRef;
  readonly facts: InstrumentFacts | null;
}

/** An entry with how each of its bases stands. */
export interface ItemFacts {
  readonly entry: EntryFacts;
  readonly bases: readonly BasisFacts[];
}

/** An entry that names others, with those that it names. */
export interface NamedFacts {
  readonly entry: EntryFacts;
  /** In the order in which they are named; those that are not there are left out. Only the fields of `keep`. */
  readonly named: readonly EntryFacts[];
}

/** What an act may know of another case, as far as the organ that asks may see it. */
export interface CaseFacts {
  readonly id: string;
  readonly procedure: string;
  readonly title: string;
  readonly phase: string;
  readonly ended?: 'done' | 'stopped';
  /** Organ whose case it is. */
  readonly owner: string;
  /** The facts asked for, by their path `act.field`; those that the case does not have are left out. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Conditions that hold. */
  readonly conds: readonly string[];
  /** Acts in force, each with the day it was last done. */
  readonly done: Readonly<Record<string, DateStr>>;
  /** Numbers drawn, by series; the latest of each. */
  readonly numbers: Readonly<Record<string, string>>;
  /** The asking organ does not see this case: only what its procedure tells everyone is here. */
  readonly hidden?: true;
}

/** One earlier decision against the same party: by whom and when, nothing of the case itself. */
export interface EarlierDecision {
  readonly organ: string;
  readonly on: DateStr;
}

/** Something in the code that stands on a text of law: an act, clock, law or paper of a procedure, or a register. */
export interface CodeUse {
  readonly kind: 'procedure' | 'act' | 'clock' | 'law' | 'paper' | 'register';
  /** Code of the procedure or register. */
  readonly of: string;
  /** What that is called. */
  readonly ofTitle: string;
  readonly code: string;
  readonly title: string;
}

/** What is known of a committed list (`@fadu/kernel/draw`), without its rows. */
export interface ListFacts {
  /** SHA-256 under which it is committed. */
  readonly hash: string;
  readonly kind: ListKind;
  readonly title: string;
  /** Organ that committed it. */
  readonly organ: string;
  readonly rows: number;
  /** SHA-256 of the keys alone: the same for lists of the same objects. */
  readonly keys: string;
  readonly at: string;
}

/** A draw as computed, with the names that the committed lists show. */
export interface DrawOutcome {
  /** What stands against it; then there is no result. */
  readonly faults: readonly DrawFault[];
  readonly result?: DrawResult;
  /** Key of each object and officer drawn, and the name in the lists. */
  readonly names: Readonly<Record<string, string>>;
}

/** A stretch of a recording that is missing, and why. Seconds from its beginning. */
export interface MaterialGap {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Kinds of files that are handed in to a case. */
export const MATERIAL_KINDS = ['照片', '录音', '录像', '扫描件'] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];

/** What is known of a file handed in to a case, without its bytes. */
export interface MaterialFacts {
  readonly id: string;
  readonly kind: MaterialKind;
  readonly name: string;
  /** Number of the act whose record it is; absent: it belongs to the case as a whole. */
  readonly seq?: number;
  readonly sha256: string;
  readonly capturedAt: string;
  readonly handedAt: string;
  /** A recording without interruption; always true of pictures and scans. */
  readonly continuous: boolean;
  readonly gaps: readonly MaterialGap[];
}

/** How often something happened in a month, in a field. */
export interface TallyRow {
  readonly field: string;
  readonly kind: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly n: number;
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
  | { readonly ask: 'standing-on'; readonly ref: LegalRef; readonly on: DateStr }
  /** Every basis named by the entries that stand on this text (and article), with how it stands on the day. */
  | { readonly ask: 'bases-of'; readonly ref: LegalRef; readonly on: DateStr }
  /** One entry as it stands on a day (as `entry`), with how each of its bases stands. Answer: the item, or null. */
  | { readonly ask: 'item'; readonly register: string; readonly code: string; readonly on: DateStr }
  /**
   * One entry as it stands on a day (as `entry`), with the entries of the register `of` that the rows of its field `list`
   * name in their field `by`, as those stand. Of these only the fields of `keep` are answered. Answer: both, or null.
   */
  | {
      readonly ask: 'named';
      readonly register: string;
      readonly code: string;
      readonly on: DateStr;
      readonly list: string;
      readonly by: string;
      readonly of: string;
      readonly keep: readonly string[];
    }
  /**
   * Entries of a register in force on a day, in every region of the city, whose field holds one of the values. Only the
   * fields of `keep` are answered. At most 20,000 entries.
   */
  | {
      readonly ask: 'peers';
      readonly register: string;
      readonly on: DateStr;
      readonly field: string;
      readonly values: readonly string[];
      readonly keep: readonly string[];
    }
  /**
   * How many entries of a register each year has, in the case's region and those below: entries whose body holds all of
   * `where`, each code once, by the year of the day in the body's field `day`. Answer: year → number.
   */
  | {
      readonly ask: 'yearly';
      readonly register: string;
      readonly day: string;
      readonly where?: Readonly<Record<string, unknown>>;
    }
  /** What in the code cites this text (and article): acts, clocks, laws and papers of procedures, registers. */
  | { readonly ask: 'code-uses'; readonly ref: LegalRef }
  /**
   * Another case, named by its id or by a number that one of its acts drew. Answer: its facts, or null where there is
   * none that the organ asking may see (or several with that number).
   */
  | { readonly ask: 'case'; readonly case: string; readonly facts: readonly string[] }
  /**
   * Cases of a procedure to which this id is bound under any relation; `to` is an id, or the number of a case, which
   * then stands for the case's id. Answer: their facts, newest first, at most 200; cases that the organ asking does not
   * see only as far as their procedure `tells`.
   */
  | {
      readonly ask: 'linked';
      readonly to: string;
      readonly procedure: string;
      readonly facts: readonly string[];
      /** Only cases that stand in one of these phases; absent: all. */
      readonly in?: readonly string[];
    }
  /** Files handed in to this case. Answer: what is known of each, in the order of handing in; of other cases none. */
  | { readonly ask: 'materials'; readonly case: string }
  /** Committed lists by their hashes. Answer: what is known of each, those that there are, in the order asked. */
  | { readonly ask: 'lists'; readonly hashes: readonly string[] }
  /** Findings of supervision by their ids. Answer: how each stands, those that there are. */
  | { readonly ask: 'findings'; readonly ids: readonly string[] }
  /** What would stop a draw over committed lists, found before the public value is known. Answer: the faults. */
  | { readonly ask: 'draw-faults'; readonly plan: DrawPlan; readonly lists: Commitment['lists'] }
  /** The draw itself, computed from committed lists and the announced value. Answer: its outcome. */
  | { readonly ask: 'draw'; readonly commitment: Commitment; readonly value: string }
  /**
   * Earlier decisions against a party, in every region of the city, by any organ: cases of these procedures opened on
   * its identity code (and in this field of enforcement, where given) in which `act` was done on or after `since` and
   * none of `undone` followed. Answer: the decisions, newest first, at most 50.
   */
  | {
      readonly ask: 'earlier';
      readonly procedures: readonly string[];
      readonly party: string;
      readonly field?: string;
      readonly act: string;
      readonly undone: readonly string[];
      readonly since: DateStr;
    }
  /**
   * What happened in enforcement on the days `from` to `to`, as the record shows it: in the case's region and those
   * below; of these fields, kinds, organs, about this subject or place, where they are given. Answer: how often, by
   * field, kind and month, in that order; what never happened is left out.
   */
  | {
      readonly ask: 'tally';
      readonly from: DateStr;
      readonly to: DateStr;
      readonly fields?: readonly string[];
      readonly kinds?: readonly string[];
      readonly organs?: readonly string[];
      readonly subject?: string;
      readonly place?: string;
    };

/** The answer that belongs to a question. */
export type AnswerTo<Q extends Question> = Q extends { ask: 'instrument' }
  ? InstrumentFacts | null
  : Q extends { ask: 'entry' }
    ? EntryFacts | null
    : Q extends { ask: 'yearly' }
      ? Readonly<Record<string, number>>
      : Q extends { ask: 'item' }
        ? ItemFacts | null
        : Q extends { ask: 'named' }
          ? NamedFacts | null
          : Q extends { ask: 'bases-of' }
            ? readonly BasisFacts[]
            : Q extends { ask: 'earlier' }
              ? readonly EarlierDecision[]
              : Q extends { ask: 'tally' }
                ? readonly TallyRow[]
                : Q extends { ask: 'code-uses' }
                  ? readonly CodeUse[]
                  : Q extends { ask: 'case' }
                    ? CaseFacts | null
                    : Q extends { ask: 'linked' }
                      ? readonly CaseFacts[]
                      : Q extends { ask: 'materials' }
                        ? readonly MaterialFacts[]
                        : Q extends { ask: 'lists' }
                          ? readonly ListFacts[]
                          : Q extends { ask: 'findings' }
                            ? readonly FindingFacts[]
                            : Q extends { ask: 'draw-faults' }
                              ? readonly DrawFault[]
                              : Q extends { ask: 'draw' }
                                ? DrawOutcome
                                : readonly EntryFacts[];

export type Answer = AnswerTo<Question>;

/** How a finding of supervision stands. */
export interface FindingFacts {
  readonly id: string;
  /** Still going on: nothing has been done that ends it. */
  readonly open: boolean;
  readonly says: string;
}

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
