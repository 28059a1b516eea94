/**
 * What visits to enterprises stand on (R24.7, rest of R7.3), and what no confirmed source fixes. The words of the State
 * Council's opinion and the Ministry's answers are known here by secondary sources only: all of them show as 未核实.
 */
import { days, design, hours, workdays } from '@fadu/kernel';
import {
  penaltyLaw as apl,
  threeSystemsOpinion as g118,
  businessEnvironmentRegulations as obe,
  privateEconomyLaw as pel,
  inspectionAnswers as qa,
  randomInspectionOpinion as rio,
  jilinEnterpriseRules as rules2014,
  enforcementSupervisionRegulations as sup,
  inspectionOpinion as visits,
} from '../../../statutes/index.ts';
import { RESULT_LIMIT, task7, task24 } from '../common.ts';

export { RESULT_LIMIT, task7, task24 };

/** Register of visits: one entry for each organ and visit, made by the acts of `inspection` alone. */
export const INSPECTION_VISITS = 'inspection-visit';
/** Places taken in the count of a year, so that two entries at the same moment cannot both be the last allowed. */
export const VISIT_PLACES = 'inspection-visit-place';

/** Kinds of inspection (answers, 1). A joint draw's task is of a kind of its own. */
export const CLASSES = ['日常检查', '双随机抽查', '专项检查', '上级部署的专项检查', '个案检查'] as const;
export type InspectionClass = (typeof CLASSES)[number];

/** What gives ground for an inspection. */
export const GROUNDS = [
  '年度检查计划',
  '双随机抽查任务',
  '专项检查方案',
  '投诉举报',
  '案件线索',
  '转办交办',
  '数据监测预警',
  '企业申请',
  '紧急危险',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** Which grounds belong to which kind. */
export const GROUNDS_OF: Readonly<Record<InspectionClass, readonly Ground[]>> = {
  日常检查: ['年度检查计划'],
  双随机抽查: ['双随机抽查任务'],
  专项检查: ['专项检查方案'],
  上级部署的专项检查: ['专项检查方案'],
  个案检查: ['投诉举报', '案件线索', '转办交办', '数据监测预警', '企业申请', '紧急危险'],
};

/** What the cap of the year does to a kind: refuses, gives an alarm, or does not look at it. */
export type CapEffect = 'refuse' | 'alarm' | 'none';

/**
 * `capExempt` of the pack. Planned kinds stop at the cap. A visit that a report, a clue or a request asks for is counted,
 * not refused, and gives an alarm beyond the cap (未核实: whether it is exempt); what a superior orders is not counted.
 */
export const CAP_EFFECTS: Readonly<Record<InspectionClass, CapEffect>> = {
  日常检查: 'refuse',
  双随机抽查: 'refuse',
  专项检查: 'refuse',
  上级部署的专项检查: 'none',
  个案检查: 'alarm',
};
export const capEffects = design(
  '投诉举报、转办交办、数据监测、企业申请引起的检查计入次数、超过上限不禁止而报警（是否豁免未核实）；上级部署的专项不计入',
);

/** Two visits of one organ for one item within so many days are one too many, unless a case asks for it (DESIGN). */
export const REPEAT_DAYS = 30;
export const repeatDays = design(`同一机关${REPEAT_DAYS}日内不就同一事项检查同一企业两次，个案检查除外`);

export const METHODS = ['现场检查', '书面检查', '非现场检查'] as const;
/** Kinds of object. Individual businesses and cooperatives are covered by reference (answers). */
export const ENTERPRISE_KINDS = [
  '企业',
  '农民专业合作社',
  '个体工商户（有字号）',
  '个体工商户（无字号）',
] as const;

/** How the enterprise's code was scanned (model of another province: DESIGN here). */
export const SCAN_MODES = ['入企前扫码', '情况紧急，离开前补扫', '没有网络，事后补录'] as const;
/** Without network the scan is made up for within so many days (DESIGN after the model). */
export const SCAN_LIMIT = days(10);
export const scanCite = design(
  '入企前扫企业码或者营业执照二维码；情况紧急的离开前补扫；没有网络的十日内补录并写明原因',
);

/** Approval after an urgent visit (DESIGN: the answers say afterwards, no figure). */
export const APPROVAL_LIMIT = hours(24);
export const approvalLimit = design('情况紧急先行检查的，二十四小时内报机关负责人补办批准（期限未核实）');

/** Report of an unplanned inspection after it ends (rule of 2014, 未核实). */
export const UNPLANNED_LIMIT = workdays(20);

/** What was ordered is checked within so many days after its day (DESIGN). */
export const RECHECK_DAYS = 15;
export const recheckDays = design(`改正期限届满后${RECHECK_DAYS}日内复查`);

/** Words in which an inspection hides (opinion, 4): they change nothing, and the name must say what it is. */
export const DISGUISES = /走访|督导|调研|观摩|服务/;

export const cites = {
  ground: [visits.art('6'), qa.art('1'), task24],
  body: [visits.art('1'), apl.art('20')],
  item: [visits.art('2'), obe.art('54'), task24],
  cap: [visits.art('5'), qa.art('3'), capEffects, task24],
  repeat: [visits.art('5'), repeatDays, task24],
  joint: [pel.art('52'), obe.art('54'), visits.art('7')],
  approval: [visits.art('6'), qa.art('2')],
  urgent: [qa.art('2'), approvalLimit],
  notice: [visits.art('6'), qa.art('4')],
  officers: [apl.art('42'), sup.art('17'), visits.art('1')],
  recusal: [apl.art('43')],
  scan: [visits.art('9'), scanCite],
  record: [visits.art('6'), g118.art('8'), g118.art('9')],
  offsite: [visits.art('7'), obe.art('54')],
  result: [visits.art('6')],
  publication: [g118.art('6'), obe.art('54'), rio.art('2'), task7],
  followUp: [rio.art('3'), apl.art('28'), task7],
  unplanned: [rules2014.art('5')],
  disguise: [visits.art('4')],
  refusal: [visits.art('2'), visits.art('9')],
} as const;
