/** What all steps of a normative document share: the plan’s tasks, who acts, and what a city sets for itself. */
import { planTask, post, workdays } from '@fadu/kernel';

export const task16 = planTask(
  16,
  '严格履行制发程序；未经审核或者审核不合法的不得提请审议，征求意见不能代替合法性审查',
);
export const task36 = planTask(
  36,
  '涉及群众重大利益的，还要征求人大代表、政协委员意见，未采纳的书面回复并说明理由',
);

export const drafter = [post('drafter', 'lead')];
export const leadHead = [post('head', 'lead')];
export const clerk = [post('office-clerk', 'office')];

/** Values that no confirmed source fixes; a city sets its own. */
export const settings = {
  commentDays: workdays(15),
  departmentOpinion: workdays(5),
  maxValidityYears: 5,
  maxTrialYears: 2,
  fairCompetitionNeeded: true,
} as const;
