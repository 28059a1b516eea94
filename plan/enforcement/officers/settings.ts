/** What officers' certificates stand on, and what no confirmed source fixes. */
import { design, planTask, workdays, years } from '@fadu/kernel';

export const task25 = planTask(
  25,
  '统一行政执法人员资格管理：考试合格、持证上岗，合同工、临时工不得执法；配备执法装备',
);
export const task52 = planTask(52, '加强执法人员培训，每人每年不少于规定学时');

/** Kinds of staff. Only the first may be certified. */
export const STAFF_KINDS = [
  '在编在职人员',
  '合同制人员',
  '临时聘用人员',
  '公益性岗位人员',
  '劳务派遣人员',
  '辅助人员',
] as const;
export type StaffKind = (typeof STAFF_KINDS)[number];
export const CERTIFIABLE: StaffKind = '在编在职人员';

/** Hours of professional and legal training a year (task 52). */
export const TRAINING_HOURS = 60;

/** Pass mark of the exam out of 100 (DESIGN). */
export const PASS_MARK = 60;
export const passMark = design('考试满分100分，60分合格；省里另有规定的改为省里的分数线');

/** Validity of a certificate (未核实): a later day is refused. */
export const VALIDITY = years(5);
export const validity = design('证件有效期不超过五年（未核实，以证件管理机关规定为准）');

/** From submission to issue or refusal (DESIGN). */
export const ISSUE_LIMIT = workdays(20);
export const issueLimit = design('司法行政部门收到报送后20个工作日内审核发证或者说明不发证的理由');

/** From one yearly check to the next (DESIGN: a year from the day of issue or of the last check). */
export const CHECK_LIMIT = years(1);
export const checkLimit = design('自发证或者上次审验之日起一年内完成年度审验');

/** Why a certificate is stopped for a time. */
export const SUSPENSION_REASONS = [
  '投诉举报核查期间',
  '年度审验不合格',
  '离岗教育期间',
  '涉嫌违纪违法被调查',
] as const;
/** Why a certificate ends before its day. The day of the event is the last day. */
export const CLOSING_REASONS = [
  '调离执法岗位',
  '退休',
  '辞职或者辞退',
  '单位撤销或者职责划出',
  '证件遗失补发',
] as const;
