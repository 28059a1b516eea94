/** What credit grading stands on, its limits, and what no confirmed source fixes. */
import { addDays, addMonths, type DateStr, design, planTask, workdays } from '@fadu/kernel';
import {
  creditCatalogue,
  creditMeasureList,
  creditRepairPlan,
  creditSupervisionOpinion,
  creditRepairMeasures as repair,
} from '../../statutes/index.ts';

export const task7 = planTask(
  7,
  '推进信用分级分类监管：按公共信用评价结果确定监管力度，抽查比例和频次与信用挂钩，依法实施守信激励和失信惩戒',
);

/** Register codes. What is no longer shown must not be read there, so these three have no public list and no history page. */
export const CREDIT_RECORDS = 'credit-record';
export const CREDIT_GRADES = 'credit-grade';
export const CREDIT_MEASURE_USES = 'credit-measure-use';

/** Classes of credit risk, from good to bad. */
export const CLASSES = ['A', 'B', 'C', 'D'] as const;
export type CreditClass = (typeof CLASSES)[number];

/** How grave a record is; it decides how long it may be shown. */
export const GRAVITIES = ['轻微', '一般', '严重'] as const;
export type Gravity = (typeof GRAVITIES)[number];

/** Whom a record or a grade may be about. Natural persons stand in neither (DESIGN): they are protected, not graded. */
export const SUBJECT_KINDS = [
  '企业',
  '个体工商户',
  '农民专业合作社',
  '社会组织',
  '事业单位',
  '其他组织',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const noPersons = design(
  '信用分级只针对有统一社会信用代码的单位和个体工商户；自然人不分级，个人信息不进入本系统的信用记录',
);

/** Shortest and longest showing in months; minor records have no shortest. Figures of the order on credit repair. */
export const SHOWN_MONTHS: Readonly<Record<Gravity, { readonly least: number; readonly most: number }>> = {
  轻微: { least: 0, most: 3 },
  一般: { least: 3, most: 12 },
  严重: { least: 12, most: 36 },
};

/** First day on which repair may be asked for: from the date of the document. */
export const repairFrom = (gravity: Gravity, decidedOn: DateStr): DateStr =>
  addMonths(decidedOn, SHOWN_MONTHS[gravity].least);

/** Last day on which the record is shown: the day before the longest period is over (INV-C3: never later). */
export const shownUntil = (gravity: Gravity, decidedOn: DateStr): DateStr =>
  addDays(addMonths(decidedOn, SHOWN_MONTHS[gravity].most), -1);

export const limits = {
  /** The determiner decides whether to take the application up. */
  acceptance: workdays(3),
  /** Result from the application. */
  repair: workdays(10),
  repairExtension: workdays(10),
  objection: workdays(7),
  removal: workdays(3),
} as const;

export const objectionLimit = design('异议自提出之日起7个工作日内核实答复，期间标注“有异议”');
export const removalLimit = design('异议成立或者决定被撤销的，3个工作日内删除记录');
export const extensionRule = design('情况复杂的可以延长一次10个工作日（延长的长度没有核实到原文）');
export const countWhileDisputed = design('有异议的记录标注异议，核实以前仍然计入分级');

export const cites = {
  catalogue: [creditCatalogue.art('1'), task7],
  measures: [creditMeasureList.art('1'), creditMeasureList.art('2'), task7],
  repair: [repair.art('1'), creditRepairPlan.art('1'), creditRepairPlan.art('2')],
  ends: [creditRepairPlan.art('3'), repair.art('1')],
  notice: [creditRepairPlan.art('4')],
  grading: [creditSupervisionOpinion.art('1'), task7],
  objection: [objectionLimit, task7],
  shown: [repair.art('1')],
} as const;
