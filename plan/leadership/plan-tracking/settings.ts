/** Values of the tracking of tasks that no source fixes (DESIGN): administrative practice, a city sets its own. */
import { days, design, months, planTask, workdays } from '@fadu/kernel';

/** The plan's own measure: what is done must be quantifiable, provable and comparable. */
export const task49 = planTask(49, '推进情况要拿得出数字、证据和比较');
/** Supervision of the plan: interviews, listed supervision, assessment. */
export const task48 = planTask(48, '对推进不力的督察、约谈、挂牌督办，并纳入考核');
/** The whole ledger is practice, not statute. */
export const practice = design('方案任务台账的报送、亮灯和督办规则，属于行政管理惯例');

export const settings = {
  /** How often the lead body reports. */
  reportEvery: months(3),
  /** A returned report is sent again within this. */
  resubmit: workdays(5),
  /** A supervision sheet is answered within this. */
  supervisionReply: workdays(5),
  /** An application for closure is checked within this. */
  closureCheck: workdays(20),
  /** Longest rectification; the sheet itself names the day. */
  rectification: days(60),
  /** A milestone this near with too little done turns the light yellow. */
  nearDays: 30,
  /** What counts as enough shortly before a milestone, in percent. */
  nearlyDone: 80,
  /** A report later than this many working days turns the light from yellow to red. */
  lateReport: 5,
} as const;
