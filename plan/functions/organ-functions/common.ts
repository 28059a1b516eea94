/** What the parts of the organ functions share: the plan's task, sources, and what a city sets for itself. */
import { design, planTask, workdays } from '@fadu/kernel';

export { sandingOpinion } from '../../statutes/index.ts';

export const task1 = planTask(
  1,
  '优化政府组织结构，理顺部门职责，开展三定规定执行情况跟踪评估，及时调整职能',
);

/** No source confirmed here fixes these values; a city sets its own. */
export const settings = {
  /** From the notice of the assessment to the organ's self-assessment. */
  selfAssessment: workdays(20),
  /** From the self-assessment to the report. */
  report: workdays(40),
  /** From the revision to the organ's application to adjust the power list. */
  update: workdays(10),
} as const;

export const selfLimit = design('收到评估通知后20个工作日内完成自评');
export const reportLimit = design('自评后40个工作日内完成核查和评估报告');
export const updateLimit = design('职能修订后10个工作日内申请调整权责清单');
