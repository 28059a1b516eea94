/** The parts of a plan while they are being read, and how each becomes its finished form. */
import { chineseNumber } from '@fadu/kernel/citation';
import { type ListPart, readBodies } from './bodies.ts';
import { datesIn } from './dates.ts';
import type { Faults } from './faults.ts';
import { isFinished, keyOf, type SourceLine } from './lines.ts';
import type { OrganIndex } from './organ-index.ts';
import type { BodyRef, ImportedChapter, ImportedSection, ImportedTask } from './plan-model.ts';

/** A paragraph being read: its pieces, a line each. */
export type Paragraph = { text: string; line: SourceLine }[];

/** A task being read. */
export interface TaskDraft {
  readonly number: number;
  readonly head: SourceLine;
  last: SourceLine;
  readonly text: Paragraph;
  lead?: ListPart[];
  responsible?: ListPart[];
}

/** A section being read. */
export interface SectionDraft {
  readonly number: number;
  readonly title: string;
  readonly line: SourceLine;
  readonly tasks: ImportedTask[];
  readonly prose: Paragraph;
  /** Numbers of its tasks, noted when a task begins. */
  readonly numbers: number[];
}

/** A chapter being read. */
export interface ChapterDraft {
  readonly number: number;
  readonly title: string;
  readonly line: SourceLine;
  readonly sections: SectionDraft[];
}

/** The three numbered levels, and how a message shows a number of each. */
export const SHOW = {
  chapter: (n: number) => `第${chineseNumber(n)}章`,
  section: (n: number) => `第（${chineseNumber(n)}）节`,
  task: (n: number) => `第${n}项任务`,
} as const;

/** A numbered level of a plan. */
export type Level = keyof typeof SHOW;

/** The paragraph as one text. */
export const textOf = (paragraph: Paragraph): string => paragraph.map((p) => p.text).join('');

const datesOf = (paragraph: Paragraph) => datesIn(paragraph.map((p) => ({ text: p.text, line: p.line.no })));

/** Note a paragraph that does not come to its end. */
export function checkFinished(paragraph: Paragraph, faults: Faults): void {
  const last = paragraph.at(-1);
  if (last && !isFinished(textOf(paragraph)))
    faults.add(
      last.line,
      'text-unfinished',
      '段落没有结束：末尾缺少句号，后文可能丢失。请对照原件补全本段。',
    );
}

/** A chapter in its finished form. */
export const finishChapter = (chapter: ChapterDraft): ImportedChapter => ({
  number: chapter.number,
  title: chapter.title,
  line: chapter.line.no,
  sections: chapter.sections.map(finishSection),
});

function finishSection(section: SectionDraft): ImportedSection {
  const prose = textOf(section.prose);
  return {
    number: section.number,
    title: section.title,
    line: section.line.no,
    tasks: section.numbers,
    ...(prose ? { prose } : {}),
    dates: datesOf(section.prose),
  };
}

/** Check a task that has come to its end, resolve its bodies, and give it its finished form. */
export function finishTask(
  task: TaskDraft,
  place: { chapter: number; section: number },
  organs: OrganIndex,
  faults: Faults,
): ImportedTask {
  const text = textOf(task.text);
  const show = SHOW.task(task.number);
  if (keyOf(text) === '') faults.add(task.head, 'task-empty', `${show}没有内容。请补上任务正文。`);
  else checkFinished(task.text, faults);
  if (!task.lead && !task.responsible)
    faults.add(task.head, 'body-missing', `${show}没有牵头部门行，也没有责任部门行。请在任务正文之后补上。`);
  else if (task.lead?.[0] && !task.responsible)
    faults.add(
      task.lead[0].line,
      'responsible-missing',
      `${show}只有牵头部门，没有责任部门行。请在本行之后补上。`,
    );

  const lead = resolveList(task.lead, '牵头部门', organs, faults);
  const responsible = resolveList(task.responsible, '责任部门', organs, faults);
  const inferred = task.lead ? undefined : responsible[0];
  const hasOrgan = responsible.some((b) => b.kind === 'organ');
  return {
    number: task.number,
    text,
    ...place,
    lead: inferred ? [inferred] : lead,
    responsible,
    ...(inferred ? { leadFlagged: hasOrgan ? 'first-listed' : 'group-only' } : {}),
    dates: datesOf(task.text),
    lines: { from: task.head.no, to: task.last.no },
  };
}

/** Read and check one list of bodies; `name` is the list's name in messages. */
function resolveList(
  parts: readonly ListPart[] | undefined,
  name: string,
  organs: OrganIndex,
  faults: Faults,
): readonly BodyRef[] {
  const first = parts?.[0];
  const last = parts?.at(-1);
  if (!parts || !first || !last) return [];
  const list = readBodies(parts, organs);
  if (list.empty) faults.add(first.line, 'body-empty', `${name}之后没有任何机关。请按原件填写。`);
  else if (list.unfinished)
    faults.add(last.line, 'body-unfinished', `${name}名单以分隔号结尾，其后缺少机关。请按原件补全。`);
  for (const { name: unknown, line } of list.unknown)
    faults.add(
      line,
      'body-unknown',
      `${name}中的“${unknown}”不在机关名录中，最接近的是“${organs.nearest(unknown)}”。请更正名称，或先在名录中登记该机关。`,
    );
  for (const { name: repeated, line } of list.repeated)
    faults.add(line, 'body-repeated', `${name}中“${repeated}”列了两次。请删去重复的一处。`);
  return list.bodies;
}
