/**
 * The plan's 53 tasks as facts: who leads, who is responsible, which systems carry it, what is dated and what can be
 * measured. Titles and goals are our own summaries; the document's sentences live only in an imported plan.
 */
import { systemsOfTask } from '../../index-of-systems.ts';
import { CHAPTERS, type ChapterFacts, type SectionFacts } from './chapters.ts';
import { type DatedFact, TASK_ROWS, type TaskRhythm, type TaskRow } from './task-rows.ts';

export type { DatedFact, TaskRhythm, TaskRow };

/** Everything known about one task. */
export interface TaskFacts extends TaskRow {
  readonly chapter: number;
  readonly section: number;
  /** Ids of the systems that carry it (`plan/index-of-systems.ts`). */
  readonly systems: readonly string[];
  readonly dated: readonly DatedFact[];
  readonly rhythm: TaskRhythm;
}

/** Where a task stands. Throws RangeError when no section lists it. */
export function placeOfTask(task: number): { chapter: ChapterFacts; section: SectionFacts } {
  for (const chapter of CHAPTERS)
    for (const section of chapter.sections) if (section.tasks.includes(task)) return { chapter, section };
  throw new RangeError(`the plan has no task ${task}`);
}

/** The 53 tasks in order. */
export const TASKS: readonly TaskFacts[] = TASK_ROWS.map((row) => {
  const { chapter, section } = placeOfTask(row.number);
  return {
    ...row,
    chapter: chapter.number,
    section: section.number,
    systems: systemsOfTask(row.number),
    dated: row.dated ?? [],
    rhythm: row.rhythm ?? 'continuous',
  };
});

/** The facts of one task, or nothing. */
export const taskFacts = (task: number): TaskFacts | undefined => TASKS.find((t) => t.number === task);

/** Facts of the document as a whole. */
export const PLAN = {
  title: '吉林市法治政府建设实施方案(2021—2025年)',
  number: '吉市发〔2022〕7号',
  indexNumber: '11220200013513606F/2022-02254',
  /** Ids of the issuing organs. */
  issuers: ['jl-party-committee', 'jl-government'],
  madeOn: '2022-02-25',
  publishedOn: '2022-02-25',
  /** First and last day of the plan's period. */
  period: { from: '2021-01-01', to: '2025-12-31' },
} as const;
