/** What the steps of coordinating conflicting policies share. No statute fixes the limits: all are our own settings. */
import { days, design, planTask, post, workdays } from '@fadu/kernel';
import { legislationLaw as leg } from '../../statutes/index.ts';

export const task16 = planTask(
  16,
  '部门之间政策不一致的，利益相关主体可以申请协调，由主要实施部门牵头协调和评估',
);

/** Lengths a city sets for itself. */
export const settings = {
  admissibility: workdays(5),
  position: workdays(5),
  coordination: days(30),
  extension: days(15),
  answer: workdays(5),
  decision: days(15),
} as const;

export const timeCites = {
  admissibility: [design('受理审查期限按5个工作日设定')],
  position: [design('部门提出意见的期限按5个工作日设定')],
  coordination: [design('协调期限按30日设定，可以延长一次，不超过15日')],
  answer: [design('书面答复申请人的期限按5个工作日设定')],
  decision: [design('上报决定的期限按15日设定')],
} as const;

/** Rules of conflict, applied by analogy to documents below the level of rules. */
export const CONFLICT_RULES = [
  '上位法优于下位法',
  '特别规定优于一般规定',
  '同一机关新规定优于旧规定',
  '以上规则不能解决，由有权机关决定',
] as const;
export const ruleCites = [
  leg.art('99'),
  leg.art('100'),
  leg.art('103'),
  design('对规范性文件和部门政策比照适用'),
];

/** How a coordination may end. */
export const OUTCOMES = ['协调一致的解释', '修改', '废止', '临时适用规则', '不存在冲突'] as const;

export const desk = [post('filing-reviewer', 'desk')];
export const leadClerk = [post('office-clerk', 'lead')];
export const leadHead = [post('head', 'lead')];
