/** What the three procedures of fair competition share: tasks of the plan, who acts, and what a city sets for itself. */
import { days, months, planTask, post, workdays } from '@fadu/kernel';

export const task10 = planTask(10, '受理滥用行政权力排除、限制竞争的举报，核查线索，依法处理并督促整改');
export const task11 = planTask(11, '落实公平竞争审查，清理妨碍统一市场和公平竞争的存量政策措施');

export const drafter = [post('drafter', 'lead')];
export const leadHead = [post('head', 'lead')];
export const reviewer = [post('competition-reviewer', 'reviewer')];
export const regulator = [post('competition-reviewer', 'lead')];
export const intake = [post('competition-reviewer', 'intake')];
export const intakeHead = [post('head', 'intake')];

/** Values that no confirmed source fixes; a city sets its own. */
export const settings = {
  /** Time of the reviewer for one measure. */
  review: workdays(10),
  /** Time to sort a clue. */
  assess: workdays(5),
  /** Time to check a clue (the national figure of 60 days is not confirmed). */
  check: days(60),
  /** Time of makers to decide on documents found in the stock. */
  decideStock: workdays(20),
  /** Time to repeal or amend what was decided. */
  executeStock: months(6),
  /** Longest exception that is granted at one time, in years. */
  maxExceptionYears: 5,
} as const;
