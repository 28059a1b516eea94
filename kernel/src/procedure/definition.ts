/**
 * What a statutory procedure is: phases, acts, clocks, conditions and laws, all as data.
 * One definition serves the engine, the form, the API schema, the chart, the guide, the test generator and the prover.
 */

import type { z } from 'zod';
import type { Citation } from '../citation.ts';
import type { PaperTemplate } from '../paper.ts';
import type { Calendar } from '../time/calendar.ts';
import type { DateStr, Instant, Limit } from '../time/limit.ts';
import type { InstrumentEvent, RegisterChange } from './effects.ts';
import type { Guard } from './guard.ts';
import type { Law } from './law.ts';
import type { AnswerTo, Question } from './question.ts';
import type { CaseView } from './state.ts';

/** A form: one Zod object whose fields carry `.meta({ title, description })` in Chinese. */
export type Form = z.ZodObject;

/** Who may perform an act, always in relation to the case. */
export type Performer =
  /** Holder of a role in an organ that is bound to the case under `of`. */
  | { readonly kind: 'post'; readonly role: string; readonly of: string }
  /** Holder of a role in any organ; for acts that open a case or join it from outside. */
  | { readonly kind: 'office'; readonly role: string }
  /** A person or enterprise bound to the case under this relation (applicant, party, third party). */
  | { readonly kind: 'party'; readonly relation: string }
  /** Anyone, signed in or not. */
  | { readonly kind: 'public' }
  /** Anyone who is signed in. */
  | { readonly kind: 'resident' }
  /** The system, when a clock runs out. */
  | { readonly kind: 'system' };

/** A named check that refuses: stable code, rule, and a sentence that a citizen understands. */
export interface Need {
  /** Stable code, unique in the procedure, e.g. `N1`. */
  readonly code: string;
  readonly guard: Guard;
  readonly cites: readonly Citation[];
  /** What is wrong and what to do, one Chinese sentence. */
  readonly say: string;
}

/** What a check on the input may look at. */
export interface Env {
  readonly now: Instant;
  /** Today in China Standard Time. */
  readonly today: DateStr;
  readonly calendar: Calendar;
  /** What the office knows of an organ by its id; undefined when there is none. */
  readonly organ: (id: string) => OrganFacts | undefined;
  /** Organs of a region, by id; none where the directory is not at hand. For rules that name the right organ. */
  readonly organsOf: (region: string) => readonly OrganFacts[];
  /** Account of the person acting now; undefined for anonymous and system. */
  readonly person?: string;
  /** Organ under whose post that person acts; undefined for the public and the system. */
  readonly acting?: string;
  /**
   * What the office answered to a question that the act or its rule asked (`asks`): texts of law, entries of registers
   * as they stand. @throws DefinitionError for a question that was not asked
   */
  readonly answer: <Q extends Question>(question: Q) => AnswerTo<Q>;
}

/** What rules may ask about an organ. */
export interface OrganFacts {
  readonly id: string;
  readonly name: string;
  /** As papers print it: 演示市人民政府, where `name` says 市政府. */
  readonly fullName?: string;
  /** government, department, township, dispatched, authorised, party, congress, court, internal … */
  readonly kind: string;
  readonly region: string;
  /** Unified social credit code, where it has one. */
  readonly uscc?: string | null;
}

/** Questions that follow from what was entered. `today`: the day of the act, as rules read it in `env.today`. */
export type Asks = (
  input: Readonly<Record<string, unknown>>,
  view: CaseView,
  today: DateStr,
) => readonly Question[];

/** A named check on what was entered, in the light of the case. */
export interface InputRule {
  readonly code: string;
  readonly cites: readonly Citation[];
  /** The sentence shown when it refuses; the check may return a more exact one. */
  readonly say: string;
  /** Field that the sentence belongs to. */
  readonly field?: string;
  /** What this rule must know beyond the case; asked with what its act asks (`ActDef.asks`). */
  readonly asks?: Asks;
  /** Trying is what the law forbids: a refusal by this rule is recorded with the person, though nothing else is written. */
  readonly recorded?: boolean;
  /** True when lawful; false or a sentence when not. */
  readonly check: (input: Readonly<Record<string, unknown>>, view: CaseView, env: Env) => boolean | string;
}

/**
 * The day on which the law lets a clock event happen, where that is not the day of recording: an input field with a
 * date (the letter was signed for on Friday, recorded on Monday), the last day of a clock that ran out, or a day or
 * moment that follows from what was entered (a limit of hours begins at the minute, not when it is recorded).
 */
export type EffectDay =
  | string
  | { readonly lastDayOf: string }
  | {
      readonly at: (
        input: Readonly<Record<string, unknown>>,
        view: CaseView,
      ) => DateStr | Instant | undefined;
    };

/** What an act does to a clock. */
export type ClockEffect =
  | {
      readonly do: 'stop' | 'pause' | 'resume';
      readonly clock: string;
      readonly when?: Guard;
      readonly on?: EffectDay;
    }
  /**
   * Start, or start anew; `until` names an input field with the last day, which then fixes the length. `length`: what the law
   * leaves to a list that the case stands on (the days of a service item); undefined: the clock's own limit.
   */
  | {
      readonly do: 'start' | 'restart';
      readonly clock: string;
      readonly when?: Guard;
      readonly until?: string;
      readonly length?: (view: CaseView, input: Readonly<Record<string, unknown>>) => Limit | undefined;
      readonly on?: EffectDay;
    }
  /** Extend by the length in the given input field (a whole number of the extension's unit), or by all that is allowed. */
  | { readonly do: 'extend'; readonly clock: string; readonly byField?: string; readonly when?: Guard };

/** How an act binds organs or people to the case. */
export interface Binding {
  readonly relation: string;
  /**
   * `actor.organ`, `actor.person`, the name of an input field holding an id or a list of ids, or the ids that follow
   * from what was entered and answered.
   */
  readonly from:
    | 'actor.organ'
    | 'actor.person'
    | (string & {})
    | ((input: Readonly<Record<string, unknown>>, view: CaseView, env: Env) => readonly string[]);
}

/** Values for a form, from the facts of a case. */
export interface Prefill {
  /** What it must know beyond the case, asked when the form is shown. */
  readonly asks?: (view: CaseView, today: DateStr) => readonly Question[];
  /** Field → value; what is undefined is left to the person. */
  readonly from: (view: CaseView, env: Env) => Readonly<Record<string, unknown>>;
}

/** A case of another procedure that grows out of this one: a report becomes a penalty case. */
export interface LeadsTo {
  /** Procedure and opening act, by their codes. */
  readonly procedure: string;
  readonly act: string;
  /** What is done by it, as a button says it: 据此登记处罚案件来源. */
  readonly title: string;
  /** Phases of this case in which it may be offered. */
  readonly in: readonly string[];
  /** Offered only while this holds of the case; absent: always. */
  readonly when?: (view: CaseView) => boolean;
  /** What its form begins with. */
  readonly from: (view: CaseView, env: Env) => Readonly<Record<string, unknown>>;
}

export interface ActDef {
  readonly title: string;
  /** One sentence for the guide: what is done here. */
  readonly about?: string;
  readonly by: readonly Performer[];
  /** Phases in which it may happen. The opening act has none. */
  readonly in: readonly string[];
  /** This act opens the case. */
  readonly opens?: boolean;
  readonly cites: readonly Citation[];
  readonly needs?: readonly Need[];
  readonly form?: Form;
  /**
   * What this act must know beyond its case: asked of the office once the form is filled in, before the decision.
   * The answers are recorded with the act, so that the decision can be retraced. What a single rule must know stands
   * with the rule (`InputRule.asks`).
   */
  readonly asks?: Asks;
  readonly rules?: readonly InputRule[];
  /**
   * What the form begins with, from what the case knows already, so that nothing is typed twice. A proposal that the
   * person may change: the rules judge what is sent, whoever filled it in. Judgements (was it minor?) are never proposed.
   */
  readonly prefill?: Prefill;
  /** Conditions whose value this act may change. */
  readonly settles?: readonly string[];
  /** The possible results as named branches; without them every combination of `settles` is possible. */
  readonly outcomes?: Readonly<
    Record<string, { readonly title: string; readonly conds: Readonly<Record<string, boolean>> }>
  >;
  /** May happen again while it is in force (a comment, a report). Default: once, until voided. */
  readonly repeats?: boolean;
  /** Phase it moves the case to, by outcome where the result decides. */
  readonly to?: string | readonly { readonly when: Guard; readonly phase: string }[];
  /** Earlier acts that lose their force. */
  readonly voids?: readonly string[];
  readonly clocks?: readonly ClockEffect[];
  readonly binds?: readonly Binding[];
  /** Papers this act makes. */
  readonly papers?: readonly string[];
  /** Number series this act draws from, without gaps or repeats: `series` per organ and year. */
  readonly numbers?: readonly string[];
  /** What becomes public at this moment; the office carries it out. */
  readonly publishes?: readonly string[];
  /** Entries of registers that this act makes or changes, from the case's facts (this act included). */
  readonly entries?: (view: CaseView, env: Env) => readonly RegisterChange[];
  /** What this act records as having happened to texts of law, in the same transaction as the act. */
  readonly instrumentEvents?: (view: CaseView, env: Env) => readonly InstrumentEvent[];
  /** Seen by everyone on the time line of a public case. Fields marked `personal` are never shown. */
  readonly public?: boolean;
  /**
   * What everyone sees of it enters the log as well, by its digest (leaf `said`): nobody can later show that something
   * else was made public then. For what people hold their government to: a commitment, a result.
   */
  readonly attested?: boolean;
  /** What everyone sees of it, where that is not simply what was entered. */
  readonly publicBody?: (view: CaseView, env: Env) => Readonly<Record<string, unknown>>;
}

/** A series of numbers: drawn per organ and year, without gaps or repeats. */
export interface SeriesDef {
  readonly title: string;
  /** `{mark}` is the organ's own mark (机关代字), `{uscc}` its credit code, `{year}`, `{n}`, or `{n:5}` padded. */
  readonly format: string;
  /** Relation whose organ owns the series; `actor.organ`: the organ under whose post the act is done. */
  readonly of: string;
}

/** What a clock is for. */
export type ClockKind =
  /** Someone must act before it ends; an end of the case with it running leaves a duty open. */
  | 'duty'
  /** Someone may act while it runs; when it ends the right is gone. */
  | 'right'
  /** A period that must have passed before something may happen. */
  | 'minimum';

export interface ClockDef {
  readonly title: string;
  readonly kind: ClockKind;
  /** Role (or relation) that owes the act, or holds the right. */
  readonly owedBy: string;
  /** Length; where facts decide, the first entry whose guard holds. */
  readonly limit:
    | Limit
    | readonly { readonly when: Guard; readonly limit: Limit; readonly cites: readonly Citation[] }[];
  readonly lastDay: 'roll' | 'keep';
  readonly cites: readonly Citation[];
  readonly extension?: { readonly limit: Limit; readonly times: number; readonly cites: readonly Citation[] };
  /** Warn this long before the end. */
  readonly warnBefore?: Limit;
  /** What running out does, beyond the flag: an act by the system. */
  readonly onExpiry?: string;
  /** A duty that outlives the case (e.g. payment after the file is closed). */
  readonly survives?: boolean;
}

/** A test on the facts, as data where it can be, as a pure function with a Chinese label where it cannot. */
export type Test =
  | { readonly is: readonly [path: string, value: unknown] }
  | { readonly oneOf: readonly [path: string, values: readonly unknown[]] }
  | { readonly has: string }
  | { readonly fn: (view: CaseView) => boolean };

export interface ConditionDef {
  /** The condition as people say it: 审核结论为合法. */
  readonly title: string;
  readonly test: Test;
}

export interface PhaseDef {
  readonly title: string;
  /** The case ends here; the word says how. */
  readonly end?: 'done' | 'stopped';
}

/** A rule that says which version of the procedure a case follows when the law changes on its way. */
export interface Transition {
  readonly says: string;
  readonly cites: readonly Citation[];
}

export interface Procedure {
  readonly code: string;
  readonly title: string;
  /** System (spec id) that it belongs to. */
  readonly system: string;
  /** Version label and first day on which new cases begin under it. */
  readonly version: string;
  readonly from: DateStr;
  readonly cites: readonly Citation[];
  readonly about: string;
  readonly transition?: Transition;
  /** Relation → what it is called: lead → 起草单位. */
  readonly relations: Readonly<Record<string, string>>;
  /** Role → what it is called: drafter → 起草人员. */
  readonly roles: Readonly<Record<string, string>>;
  readonly phases: Readonly<Record<string, PhaseDef>>;
  readonly acts: Readonly<Record<string, ActDef>>;
  readonly clocks: Readonly<Record<string, ClockDef>>;
  readonly conditions: Readonly<Record<string, ConditionDef>>;
  readonly laws: readonly Law[];
  readonly papers: Readonly<Record<string, PaperTemplate>>;
  /** Input path of the case's title, e.g. `propose.title`; of several the first that is filled (`titleOf` reads it). */
  readonly titleFrom: string | readonly string[];
  /** Relation that owns the case: its organ's region is the case's region. */
  readonly owner: string;
  /** Relations whose organs handle the case together with the owner and so see what is personal in it: a window that accepts. */
  readonly handlers?: readonly string[];
  /** Number series that acts draw from. */
  readonly series?: Readonly<Record<string, SeriesDef>>;
  /** Acts from which on everyone may see that the case exists and where it stands. Default: never. */
  readonly publicFrom?: readonly string[];
  /**
   * Conditions and facts (`act.field`) of a case that any organ's act may be told when it asks (`linked`), though that
   * organ does not see the case: that a thing is under seal already. Default: nothing, not even that there is a case.
   */
  readonly tells?: readonly string[];
  /** Cases that grow out of this one, offered to who may open them. */
  readonly leadsTo?: readonly LeadsTo[];
}

/** Parts that many procedures share; the same shape as the procedure's own parts. */
export interface Fragment {
  readonly acts?: Readonly<Record<string, ActDef>>;
  readonly clocks?: Readonly<Record<string, ClockDef>>;
  readonly conditions?: Readonly<Record<string, ConditionDef>>;
  readonly laws?: readonly Law[];
  readonly papers?: Readonly<Record<string, PaperTemplate>>;
}

/** The title of a case, from the facts its procedure names; empty when none is filled. */
export const titleOf = (procedure: Pick<Procedure, 'titleFrom'>, view: CaseView): string =>
  [procedure.titleFrom]
    .flat()
    .map((path) => view.text(path))
    .find(Boolean) ?? '';

/** Merge fragments into one; a name that two of them define is an error. */
export function merge(...parts: readonly Fragment[]): Required<Fragment> {
  const out = { acts: {}, clocks: {}, conditions: {}, papers: {} } as Record<string, Record<string, unknown>>;
  for (const part of parts) {
    for (const kind of ['acts', 'clocks', 'conditions', 'papers'] as const) {
      for (const [name, def] of Object.entries(part[kind] ?? {})) {
        if (out[kind]?.[name]) throw new Error(`${kind}.${name} is defined twice`);
        (out[kind] as Record<string, unknown>)[name] = def;
      }
    }
  }
  return { ...out, laws: parts.flatMap((p) => p.laws ?? []) } as unknown as Required<Fragment>;
}

/** Holder of a role in an organ bound to the case. */
export const post = (role: string, of: string): Performer => ({ kind: 'post', role, of });
/** Holder of a role in any organ. */
export const office = (role: string): Performer => ({ kind: 'office', role });
/** A person or enterprise bound to the case. */
export const party = (relation: string): Performer => ({ kind: 'party', relation });
/** Anyone, signed in or not. */
export const anyone: Performer = { kind: 'public' };
/** Anyone who is signed in. */
export const resident: Performer = { kind: 'resident' };
/** The system itself. */
export const system: Performer = { kind: 'system' };

/** A named check: `need('N1', done('legality-review'), '…', [cite])`. */
export const need = (code: string, guard: Guard, say: string, cites: readonly Citation[]): Need => ({
  code,
  guard,
  say,
  cites,
});
