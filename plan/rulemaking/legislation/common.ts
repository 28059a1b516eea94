/** What local legislation shares: the plan’s tasks, who acts, and the values that no source fixes. */
import { days, type Limit, planTask, post, workdays, years } from '@fadu/kernel';

export const task9 = planTask(9, '制定与企业密切相关的规定，要充分听取企业和行业协会商会意见');
export const task13 = planTask(13, '在设区的市的立法权限和领域内立法，突出重点和地方特色');
export const task14 = planTask(
  14,
  '健全立项、起草、论证、协调、审议机制；年度立法计划与人大计划衔接；征求意见、采纳反馈和立法联系点；争议上报协调',
);
export const task15 = planTask(15, '立法前评估、风险评估、第三方评估；配套规定同步起草；规章备案');

/** Kinds of instrument this system makes. */
export type Instrument = 'government-rule' | 'local-regulation';

/** Names of the instruments as the plan and the registers print them. */
export const INSTRUMENT_NAMES: Readonly<Record<Instrument, '政府规章' | '地方性法规'>> = {
  'government-rule': '政府规章',
  'local-regulation': '地方性法规',
};

export const drafter = [post('drafter', 'lead')];
export const leadHead = [post('head', 'lead')];
/** Heads of every drafting unit, the lead included. */
export const draftingHeads = [post('head', 'lead'), post('head', 'co-drafters')];
/** The justice bureau: who examines, who leads it, and its office. */
export const examiner = [post('legality-reviewer', 'examiner')];
export const examinerHead = [post('head', 'examiner')];
export const examinerClerk = [post('office-clerk', 'examiner')];
export const clerk = [post('office-clerk', 'office')];
export const mayor = [post('principal-head', 'maker')];
export const leader = [post('responsible-leader', 'maker'), post('principal-head', 'maker')];

/** Values that no confirmed source fixes; a city sets its own. */
export const settings = {
  /** Comment period where a shorter one was allowed with a recorded reason. */
  shortComment: days(10) as Limit,
  departmentOpinion: workdays(10) as Limit,
  examination: workdays(60) as Limit,
  dispute: workdays(15) as Limit,
  /** 及时: gazette, website and newspaper after promulgation. */
  publication: workdays(10) as Limit,
  /** Suggestions for the annual plan. */
  collection: days(30) as Limit,
  expedient: years(2) as Limit,
  surveyMinimum: days(7) as Limit,
  contactPointYears: 5,
} as const;

/** Days between promulgation and the first lawful day of a rule: full days that must have passed, then the next one. */
export const DAYS_BEFORE_FORCE = 30;
