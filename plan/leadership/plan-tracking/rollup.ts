/** Summing up the progress of tasks: by chapter, by body, by region, over the whole plan. */
import { LIGHT_TEXT, LIGHTS, type Light, type TaskProgress } from './progress.ts';

/** The sum of some tasks. */
export interface Summary {
  readonly light: Light;
  readonly text: string;
  /** Mean of the tasks' completion in whole percent, rounded down; tasks that do not apply are left out. */
  readonly completion: number;
  readonly counts: Readonly<Record<Light, number>>;
  /** Tasks in the sum. */
  readonly total: number;
  /** Tasks that were due and are not finished. */
  readonly overdue: number;
  /** Pieces of accepted evidence; one that serves two tasks counts once. */
  readonly evidence: number;
  /** The tasks behind the figures. */
  readonly tasks: readonly {
    readonly number: number;
    readonly region: string;
    readonly light: Light;
    readonly completion: number;
    readonly caseId?: string;
  }[];
}

/** Sum up tasks: red if any is red, yellow if any is yellow, else green while any is under way, blue when all are closed. */
export function summarise(all: readonly TaskProgress[]): Summary {
  const items = all.filter((p) => !p.excluded);
  const counts = Object.fromEntries(
    LIGHTS.map((l) => [l, items.filter((p) => p.light === l).length]),
  ) as Record<Light, number>;
  const light = summaryLight(counts, items.length);
  return {
    light,
    text: LIGHT_TEXT[light],
    completion: items.length ? Math.floor(items.reduce((n, p) => n + p.completion, 0) / items.length) : 0,
    counts,
    total: items.length,
    overdue: items.filter((p) => p.overdueSince).length,
    evidence: new Set(items.flatMap((p) => p.evidence)).size,
    tasks: items.map((p) => ({
      number: p.task,
      region: p.region,
      light: p.light,
      completion: p.completion,
      ...(p.caseId && { caseId: p.caseId }),
    })),
  };
}

function summaryLight(counts: Readonly<Record<Light, number>>, total: number): Light {
  if (counts.red) return 'red';
  if (counts.yellow) return 'yellow';
  if (total === counts.grey) return 'grey';
  return counts.blue + counts.grey === total && counts.grey === 0 ? 'blue' : 'green';
}
