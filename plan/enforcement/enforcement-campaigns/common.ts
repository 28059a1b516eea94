/** What campaigns and risk warnings stand on, and what no confirmed source fixes. */
import { days, design, months, planTask, workdays } from '@fadu/kernel';
import {
  penaltyLaw as apl,
  threeSystemsOpinion as g118,
  inspectionOpinion,
  twoLinesRules,
} from '../../statutes/index.ts';

export const task23 = planTask(23, '分领域梳理群众反映强烈的突出问题，开展集中专项整治');
export const riskTask = planTask(23, '对潜在风险大、可能造成严重不良后果的，加强日常监管和执法巡查');
export const task24 = planTask(24, '除有法定依据外，不得要求特定区域或者行业的市场主体普遍停产停业');

/** Register of campaigns; their own page shows them. Only the acts of `enforcement-campaign` write it. */
export const ENFORCEMENT_CAMPAIGNS = 'enforcement-campaign';

/** A campaign lasts no longer than this (DESIGN). */
export const LONGEST = months(12);
/** The figures that are its evidence reach back no longer than this (DESIGN). */
export const LOOK_BACK_MONTHS = 24;
/** Days after its end by which it is closed with figures (DESIGN). */
export const CLOSE_WITHIN_DAYS = 30;

export const limits = {
  /** The government answers a plan (DESIGN). */
  approval: workdays(10),
  /** From approval to publication (DESIGN). */
  publication: workdays(5),
  /** From closing to publication of the result: as results of enforcement. */
  result: workdays(20),
  /** The campaign itself, and its closing, end on days of their own. */
  run: days(1),
} as const;

export const evidenceSays = design(
  '方案以记录里的数字为依据：群众举报没有记录的领域，只有上级部署的才能开展',
);
export const longestSays = design('一次专项整治不超过十二个月，结束后三十日内办结');
export const approvalSays = design('县级以上人民政府十个工作日内批准或者退回，批准后五个工作日内公布');
export const apartSays = design('拟订方案的人不批准方案，办结的人不公布结果');

export const cites = {
  evidence: [task23, evidenceSays],
  plan: [task23, longestSays],
  approval: [task23, inspectionOpinion.art('8'), approvalSays],
  publication: [task23, inspectionOpinion.art('8'), approvalSays],
  visits: [inspectionOpinion.art('8'), inspectionOpinion.art('2')],
  quota: [apl.art('74'), twoLinesRules.art('8')],
  halt: [task24],
  apart: [apartSays, task23],
  closing: [task23, longestSays],
  result: [task23, g118.art('6')],
} as const;

/** How a risk warning is kept in time (all DESIGN). */
export const warningLimits = {
  high: workdays(5),
  middle: workdays(10),
  answer: workdays(10),
  supervision: workdays(20),
} as const;
export const warningSays = design(
  '高风险五个工作日、中风险十个工作日内处置或者说明，逾期自动升级到监督机构，监督机构二十个工作日内了结',
);
export const noPersons = design('自然人不作为风险预警对象，只提示单位和场所');
export const freshSays = design('最近三十日内还有新信号的才预警；查明不属实的举报、被撤销的处罚不算');
export const confirmSays = design('处置和说明由机关负责人确认，经办人不能自己确认');
