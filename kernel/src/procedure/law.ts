/**
 * Laws: what must hold on every path of a procedure, written apart from its flow. A law watches the sequence of
 * acts and knows nothing of the guards that are meant to keep it; the prover shows that it holds, and the engine
 * runs the same monitors again on each act.
 */
import type { Citation } from '../citation.ts';
import { type Atoms, type Guard, holds } from './guard.ts';

/** An act, optionally only where a guard holds right after it: the review that ended with 合法. */
export interface Event {
  readonly act: string;
  readonly with?: Guard;
}

export type LawRule =
  /** `then` never happens unless `first` has happened before it, and after the last of `since`. */
  | {
      readonly kind: 'precedes';
      readonly first: readonly Event[];
      readonly then: string;
      readonly since?: readonly string[];
      /** The law asks this only where the guard holds when `then` happens. */
      readonly where?: Guard;
    }
  /** `act` never happens while `guard` fails (a guard over facts and clocks, not over the flow). */
  | { readonly kind: 'only-while'; readonly act: string; readonly guard: Guard }
  /** Once `cause` has happened the case does not end (in one of `ends`, default every end) before `effect` has. */
  | {
      readonly kind: 'answered';
      readonly cause: Event;
      readonly effect: readonly string[];
      readonly ends?: readonly string[];
    }
  /** The same person never performs both acts in one case. */
  | { readonly kind: 'apart'; readonly act: string; readonly from: string }
  /** At most `times` of `act`, counted anew after each of `per`. */
  | {
      readonly kind: 'at-most';
      readonly act: string;
      readonly times: number;
      readonly per?: readonly string[];
    }
  /** `act` never before the clock has run its length, unless the guard holds. */
  | { readonly kind: 'waits'; readonly act: string; readonly clock: string; readonly unless?: Guard }
  /** Never both in one case. */
  | { readonly kind: 'exclusive'; readonly acts: readonly [string, string] }
  /** Every path that ends in one of these phases has done all these acts (and has them in force). */
  | { readonly kind: 'ends-with'; readonly ends: readonly string[]; readonly acts: readonly string[] };

export interface Law {
  readonly code: string;
  /** The law in one Chinese sentence. */
  readonly says: string;
  readonly cites: readonly Citation[];
  readonly rule: LawRule;
}

/** Write a law: `law('N1', '未经合法性审核不得提请审议', [cite], { kind: 'precedes', … })`. */
export const law = (code: string, says: string, cites: readonly Citation[], rule: LawRule): Law => ({
  code,
  says,
  cites,
  rule,
});

/** One step on a path as a monitor sees it. */
export interface Step {
  readonly act: string;
  /** State just before the act; same-person answers for the person acting. */
  readonly before: Atoms;
  /** State just after it. */
  readonly after: Atoms;
  /** The end phase reached, if the case ended with this step. */
  readonly ended?: string;
}

/** A small finite automaton: states are small whole numbers; BROKEN is final. */
export interface Monitor {
  readonly start: number;
  next(state: number, step: Step): number;
}

export const BROKEN = -1;

const matches = (event: Event, step: Step) =>
  event.act === step.act && (!event.with || holds(event.with, step.after));

/** The automaton that watches one law. */
export function monitor(rule: LawRule): Monitor {
  switch (rule.kind) {
    case 'precedes':
      return {
        start: 0,
        next(state, step) {
          if (step.act === rule.then && state === 0 && (!rule.where || holds(rule.where, step.before)))
            return BROKEN;
          if (rule.first.some((event) => matches(event, step))) return 1;
          // A later act of the same kind with another result takes the place of the earlier one.
          if (rule.first.some((event) => event.act === step.act)) return 0;
          return rule.since?.includes(step.act) ? 0 : state;
        },
      };
    case 'only-while':
      return {
        start: 0,
        next: (state, step) => (step.act === rule.act && !holds(rule.guard, step.before) ? BROKEN : state),
      };
    case 'answered':
      return {
        start: 0,
        next(state, step) {
          let open = state;
          if (rule.effect.includes(step.act)) open = 0;
          if (matches(rule.cause, step)) open = 1;
          return open === 1 && step.ended && (!rule.ends || rule.ends.includes(step.ended)) ? BROKEN : open;
        },
      };
    case 'apart':
      return {
        start: 0,
        next: (state, step) => (step.act === rule.act && step.before.samePerson(rule.from) ? BROKEN : state),
      };
    case 'at-most':
      return {
        start: 0,
        next(state, step) {
          const count = (rule.per?.includes(step.act) ? 0 : state) + (step.act === rule.act ? 1 : 0);
          return count > rule.times ? BROKEN : count;
        },
      };
    case 'waits':
      return {
        start: 0,
        next: (state, step) =>
          step.act === rule.act &&
          step.before.clock(rule.clock) !== 'elapsed' &&
          !(rule.unless && holds(rule.unless, step.before))
            ? BROKEN
            : state,
      };
    case 'exclusive':
      return {
        start: 0,
        next(state, step) {
          const bit = step.act === rule.acts[0] ? 1 : step.act === rule.acts[1] ? 2 : 0;
          return (state | bit) === 3 ? BROKEN : state | bit;
        },
      };
    case 'ends-with':
      return {
        start: 0,
        next: (state, step) =>
          step.ended && rule.ends.includes(step.ended) && !rule.acts.every((act) => step.after.done(act))
            ? BROKEN
            : state,
      };
    default:
      return rule satisfies never;
  }
}

/** The atoms a law reads, as guards, so that the prover keeps what the law needs to see. */
export function guardsOf(rule: LawRule): Guard[] {
  switch (rule.kind) {
    case 'precedes':
      return [...rule.first.flatMap((e) => (e.with ? [e.with] : [])), ...(rule.where ? [rule.where] : [])];
    case 'only-while':
      return [rule.guard];
    case 'answered':
      return rule.cause.with ? [rule.cause.with] : [];
    case 'apart':
      return [{ op: 'same-person', act: rule.from }];
    case 'waits':
      return [{ op: 'clock', clock: rule.clock, is: 'elapsed' }, ...(rule.unless ? [rule.unless] : [])];
    case 'ends-with':
      return rule.acts.map((act) => ({ op: 'done', act }) as const);
    case 'at-most':
    case 'exclusive':
      return [];
    default:
      return rule satisfies never;
  }
}

/** Every act a law names; used to check that it speaks of acts that exist. */
export function actsOf(rule: LawRule): string[] {
  switch (rule.kind) {
    case 'precedes':
      return [...rule.first.map((e) => e.act), rule.then, ...(rule.since ?? [])];
    case 'only-while':
    case 'waits':
      return [rule.act];
    case 'answered':
      return [rule.cause.act, ...rule.effect];
    case 'apart':
      return [rule.act, rule.from];
    case 'at-most':
      return [rule.act, ...(rule.per ?? [])];
    case 'exclusive':
      return [...rule.acts];
    case 'ends-with':
      return [...rule.acts];
    default:
      return rule satisfies never;
  }
}
