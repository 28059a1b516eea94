/** What the power and item registers share: the plan's task, who acts, and what a city sets for itself. */
import { design, planTask, workdays } from '@fadu/kernel';

export const task4 = planTask(
  4,
  '全面实行政府权责清单制度，编制行政许可、备案、公共服务、收费、基金、购买服务、中介服务等清单，动态调整并公布',
);

/** Values that no confirmed source fixes (local practice elsewhere); a city sets its own. */
export const settings = {
  /** From the trigger to the organ's application, or to its report after a change of law. */
  apply: workdays(10),
  /** From receipt to the reviewers' opinions. */
  review: workdays(15),
  /** From approval to publication. */
  publish: workdays(3),
  /** Entries that one batch carries at most. */
  batch: 5_000,
  /** Changes that one adjustment carries at most. */
  changes: 200,
} as const;

export const applyLimit = design('依据变动后10个工作日内申请调整清单');
export const reviewLimit = design('收到调整申请后15个工作日内审核');
export const publishLimit = design('批准后3个工作日内公布');
