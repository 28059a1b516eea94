/** Where every task of every region stands now: cases, figures and the counties' progress brought together. */
import {
  type Measured,
  PLAN,
  TASKS,
  type TaskProgress,
  taskProgress,
} from '@fadu/plan/leadership/plan-tracking/index';
import type { Office, Region } from '../office.ts';
import { notFound } from '../problem.ts';
import { type TrackedTask, trackedTasks } from './cases.ts';
import { measuredTasks } from './measures.ts';

/** One task of one region: its progress, and its case where one was opened. */
export interface StandingTask {
  readonly progress: TaskProgress;
  readonly tracked?: TrackedTask;
}

/** The region a question is about: the one asked for, else the city. @throws Problem 404 for a region that is not there */
export function planRegion(office: Office, code?: string): Region {
  const region =
    code === undefined
      ? office.regions.find((r) => r.parent === null)
      : office.regions.find((r) => r.code === code);
  if (!region) throw notFound('这个地区');
  return region;
}

/**
 * Every task of the given region and of those below it, by region. A county's task counts for the city only if its case
 * names the city's case of the same task.
 */
export async function standing(
  office: Office,
  region: Region,
): Promise<ReadonlyMap<string, readonly StandingTask[]>> {
  const all = (await trackedTasks(office)).filter((t) => t.plan === PLAN.number);
  const below = office.regions.filter((r) => r.parent === region.code);
  const at = { now: office.now(), calendar: office.calendar };
  const known = new Set(office.regions.map((r) => r.code));
  const out = new Map<string, readonly StandingTask[]>();
  for (const r of [...below, region]) {
    const own = all.filter((t) => t.region === r.code);
    const adopts = r.parent !== null && known.has(r.parent);
    // A county that tracks nothing has nothing to measure against.
    const figures: ReadonlyMap<number, readonly Measured[]> =
      own.length || !adopts ? await measuredTasks(office, r.code) : new Map();
    const children = r === region ? below.flatMap((b) => out.get(b.code) ?? []) : [];
    out.set(
      r.code,
      TASKS.map((task): StandingTask => {
        const tracked = own.find((t) => t.task === task.number);
        const progress = taskProgress(
          {
            task,
            region: r.code,
            ...(tracked && { state: tracked.state }),
            adopts: adopts && !tracked,
            children: tracked
              ? children
                  .filter((c) => c.tracked?.parent === tracked.id && c.tracked.task === task.number)
                  .map((c) => c.progress)
              : [],
            measures: !adopts || tracked ? (figures.get(task.number) ?? []) : [],
          },
          at,
        );
        return { progress, ...(tracked && { tracked }) };
      }),
    );
  }
  return out;
}
