/**
 * The shape of a plan that is known beforehand. Numbering shows most damage, but not all: a lost heading of the last
 * chapter or section leaves no gap, and a lost lead line looks like a task that never had one. For the plan whose facts
 * we keep, the importer compares places and leads as well.
 */
import { CHAPTERS, type ChapterFacts } from './chapters.ts';
import { PLAN, TASKS } from './facts.ts';
import type { Faults } from './faults.ts';
import type { HeadField } from './head.ts';
import { keyOf, type SourceLine } from './lines.ts';
import type { ImportedPlan, PlanHead } from './plan-model.ts';

/** What is known of one plan. */
export interface PlanShape {
  readonly title: string;
  readonly number: string;
  readonly indexNumber: string;
  readonly chapters: readonly ChapterFacts[];
  /** Tasks for which the document names no lead. */
  readonly withoutLead: readonly number[];
}

/** The plan of Jilin City for 2021 to 2025. */
export const JILIN_2021_2025: PlanShape = {
  title: PLAN.title,
  number: PLAN.number,
  indexNumber: PLAN.indexNumber,
  chapters: CHAPTERS,
  withoutLead: TASKS.filter((t) => t.leadMissing).map((t) => t.number),
};

const IDENTITY = [
  ['标题', 'title'],
  ['发文字号', 'number'],
  ['索引号', 'indexNumber'],
] as const;

/** The known plan that a head belongs to: any one of title, document number and index number is enough. */
export const shapeFor = (head: PlanHead, shapes: readonly PlanShape[]): PlanShape | undefined =>
  shapes.find((s) => IDENTITY.some(([, key]) => keyOf(s[key]) === keyOf(head[key])));

/** Compare a plan that reads without a fault with what is known of it. Faults: `head-conflict`, `misplaced`, `count`, `lead-*`. */
export function compareShape(
  plan: ImportedPlan,
  shape: PlanShape,
  fields: ReadonlyMap<string, HeadField>,
  lines: ReadonlyMap<number, SourceLine>,
  end: SourceLine,
  faults: Faults,
): void {
  const at = (no: number): SourceLine => lines.get(no) ?? end;
  for (const [label, key] of IDENTITY)
    if (keyOf(plan[key]) !== keyOf(shape[key]))
      faults.add(
        fields.get(label)?.line ?? end,
        'head-conflict',
        `“${label}”与该方案已知的“${shape[key]}”不符。请核对是否抄错，或是否选错文件。`,
      );

  const counts = [
    ['章', plan.chapters.length, shape.chapters.length],
    ['节', plan.chapters.flatMap((c) => c.sections).length, shape.chapters.flatMap((c) => c.sections).length],
    ['项任务', plan.tasks.length, shape.chapters.flatMap((c) => c.sections.flatMap((s) => s.tasks)).length],
  ] as const;
  for (const [unit, found, known] of counts)
    if (found !== known)
      faults.add(
        end,
        'count',
        `全文应有${known}${unit}，只读到${found}${unit}。请核对文件是否完整、标题是否丢失。`,
      );

  const sectionHome = new Map(shape.chapters.flatMap((c) => c.sections.map((s) => [s.number, c.number])));
  const strayed = plan.chapters
    .flatMap((c) => c.sections.map((s) => ({ s, chapter: c.number })))
    .find(({ s, chapter }) => sectionHome.get(s.number) !== chapter);
  if (strayed)
    faults.add(
      at(strayed.s.line),
      'misplaced',
      `第${strayed.s.number}节应在第${sectionHome.get(strayed.s.number) ?? '（无）'}章，现在第${strayed.chapter}章。请核对其前的章标题是否丢失。`,
    );

  const taskHome = new Map(
    shape.chapters.flatMap((c) => c.sections.flatMap((s) => s.tasks.map((t) => [t, s.number]))),
  );
  const lost = plan.tasks.find((t) => taskHome.get(t.number) !== t.section);
  if (lost)
    faults.add(
      at(lost.lines.from),
      'misplaced',
      `第${lost.number}项任务应在第${taskHome.get(lost.number) ?? '（无）'}节，现在第${lost.section}节。请核对其前的节标题是否丢失。`,
    );

  for (const task of plan.tasks) {
    const known = shape.withoutLead.includes(task.number);
    if (task.leadFlagged && !known)
      faults.add(
        at(task.lines.from),
        'lead-missing',
        `第${task.number}项任务原件列有牵头部门，此处没有读到。请在责任部门行之前补上牵头部门行。`,
      );
    else if (!task.leadFlagged && known)
      faults.add(
        at(task.lines.from),
        'lead-unexpected',
        `第${task.number}项任务原件未列牵头部门，此处却有。请核对是否误加。`,
      );
  }
}
