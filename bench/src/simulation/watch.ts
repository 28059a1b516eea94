/**
 * The laws of a procedure read as sentences over everything that was done in a case, from its first act to the last:
 * "for every … there is an earlier …". The kernel's monitors are automata that keep one number for each law; here
 * nothing is kept but the list of steps, so a fault in one is not a fault in the other.
 */
import type { Guard, Law, LawEvent, Procedure } from '@fadu/kernel';
import { type Facts, isTrue } from './book.ts';

/** One step that was taken, with what was true right before and right after it. */
export interface Taken {
  readonly act: string;
  readonly before: Facts;
  readonly after: Facts;
  /** Phase in which the case ended with this step. */
  readonly ended?: string | undefined;
}

/** What a law's sentence needs to know of each step, asked once, when the step is taken. */
export type Marks = Readonly<Record<string, boolean>>;

const was = (event: LawEvent, step: Taken): boolean =>
  event.act === step.act && (event.with === undefined || isTrue(event.with, step.after));
const before = (guard: Guard | undefined, step: Taken): boolean =>
  guard === undefined || isTrue(guard, step.before);

/** The marks of a step under one law. */
export function marksOf({ rule }: Law, step: Taken): Marks {
  switch (rule.kind) {
    case 'precedes':
      return {
        asked: step.act === rule.then && before(rule.where, step),
        first: rule.first.some((e) => was(e, step)),
        other: rule.first.some((e) => e.act === step.act),
        since: rule.since?.includes(step.act) ?? false,
      };
    case 'only-while':
      return { wrong: step.act === rule.act && !isTrue(rule.guard, step.before) };
    case 'answered':
      return {
        cause: was(rule.cause, step),
        effect: rule.effect.includes(step.act),
        end: step.ended !== undefined && (rule.ends === undefined || rule.ends.includes(step.ended)),
      };
    case 'apart':
      return { wrong: step.act === rule.act && isTrue({ op: 'same-person', act: rule.from }, step.before) };
    case 'at-most':
      return { one: step.act === rule.act, anew: rule.per?.includes(step.act) ?? false };
    case 'waits':
      return {
        wrong:
          step.act === rule.act &&
          !isTrue({ op: 'clock', clock: rule.clock, is: 'elapsed' }, step.before) &&
          !(rule.unless !== undefined && isTrue(rule.unless, step.before)),
      };
    case 'exclusive':
      return { left: step.act === rule.acts[0], right: step.act === rule.acts[1] };
    case 'ends-with':
      return {
        wrong:
          step.ended !== undefined &&
          rule.ends.includes(step.ended) &&
          rule.acts.some((act) => !isTrue({ op: 'done', act }, step.after)),
      };
    default:
      return rule satisfies never;
  }
}

/** Whether the last of these steps breaks the law, read over all of them. */
export function breaks({ rule }: Law, steps: readonly Marks[]): boolean {
  const last = steps.length - 1;
  const now = steps[last];
  if (!now) return false;
  switch (rule.kind) {
    case 'precedes': {
      if (!now.asked) return false;
      // There is an earlier step that is one of `first`, and none after it that takes it away.
      const good = steps.findLastIndex((m, i) => i < last && m.first === true);
      if (good < 0) return true;
      return steps.some((m, i) => i > good && i < last && (m.other === true || m.since === true));
    }
    case 'answered': {
      if (!now.end) return false;
      return steps.some((m, i) => m.cause === true && !steps.some((n, j) => j > i && n.effect === true));
    }
    case 'at-most': {
      const from = Math.max(
        0,
        steps.findLastIndex((m) => m.anew === true),
      );
      return steps.slice(from).filter((m) => m.one === true).length > rule.times;
    }
    case 'exclusive':
      return steps.some((m) => m.left === true) && steps.some((m) => m.right === true);
    case 'only-while':
    case 'apart':
    case 'waits':
    case 'ends-with':
      return now.wrong === true;
    default:
      return rule satisfies never;
  }
}

/** The laws of a case under watch: marks are kept for each law, and the last step is judged over all. */
export class Watch {
  readonly procedure: Procedure;
  private readonly marks: Map<string, Marks[]>;

  constructor(procedure: Procedure, marks?: Map<string, Marks[]>) {
    this.procedure = procedure;
    this.marks = marks ?? new Map(procedure.laws.map((l) => [l.code, []]));
  }

  /** Codes of the laws that this step would break. Nothing is kept until `take`. */
  judge(step: Taken): string[] {
    return this.procedure.laws
      .filter((law) => breaks(law, [...(this.marks.get(law.code) ?? []), marksOf(law, step)]))
      .map((law) => law.code);
  }

  /** Keep a step. */
  take(step: Taken): void {
    for (const law of this.procedure.laws) this.marks.get(law.code)?.push(marksOf(law, step));
  }
}
