/** The form that opens a task, filled from the plan's facts: nobody types the plan in again. */
import type { DateStr } from '@fadu/kernel';
import { PLAN, taskFacts } from './facts.ts';
import { rhythmText } from './forms.ts';
import { expandBody } from './organs.ts';

/** A milestone as the form takes it. */
export interface MilestoneInput {
  readonly due: DateStr;
  readonly deliverable: string;
  readonly evidence: '文件' | '数据' | '公示链接' | '现场记录' | '其他';
}

/**
 * Input of `open-task` for one task of our plan: title, rhythm, dated targets and bodies (groups expanded, leads left
 * out of the responsible) as the plan has them, with the milestones the coordinating office sets.
 * @throws RangeError when the plan has no such task
 */
export function openingInput(task: number, milestones: readonly MilestoneInput[]) {
  const facts = taskFacts(task);
  if (!facts) throw new RangeError(`the plan has no task ${task}`);
  const lead = [...new Set(facts.lead.flatMap((id) => expandBody(id, task)))];
  return {
    plan: PLAN.number,
    taskNo: task,
    title: facts.title,
    lead,
    responsible: [...new Set(facts.responsible.flatMap((id) => expandBody(id, task, lead)))].filter(
      (id) => !lead.includes(id),
    ),
    rhythm: rhythmText(facts.rhythm),
    milestones,
    targets: facts.dated.map(({ due, what }) => ({ due, what })),
    planEnd: PLAN.period.to,
  };
}
