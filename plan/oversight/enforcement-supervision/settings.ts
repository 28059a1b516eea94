/** What supervision of enforcement stands on, and what no confirmed source fixes. */
import { days, design, planTask, workdays } from '@fadu/kernel';

export const task39 = planTask(
  39,
  '建立省市县乡四级全覆盖的行政执法协调监督体系，监督执法全过程；追究错案责任；不得下达或者变相下达罚没指标',
);

/** Answer to an urging letter, unless the letter sets another day (DESIGN). */
export const URGING_ANSWER = days(15);
export const urgingAnswer = design('督办函没有写明期限的，15日内履行并报告');
/** Answer to an opinion, unless it sets another day (DESIGN). */
export const OPINION_ANSWER = days(30);
export const opinionAnswer = design('意见书没有写明期限的，30日内纠正并报告');
/** Answer to a decision of the government (DESIGN). */
export const DECISION_ANSWER = days(30);
export const decisionAnswer = design('决定书没有写明期限的，30日内执行并报告');
/** From the opening of a supervision case until its facts are established or not (DESIGN). */
export const VERIFY_LIMIT = workdays(10);
export const verifyLimit = design('监督立件后10个工作日内核实');
/** 「及时研究决定」 on an objection (DESIGN). */
export const OBJECTION_LIMIT = workdays(10);
export const objectionLimit = design('执法机关提出异议的，10个工作日内研究决定');
/** The government decides on a proposal (DESIGN). */
export const GOVERNMENT_LIMIT = workdays(15);
export const governmentLimit = design('监督机构提请后，政府15个工作日内决定');

/** An organ whose superior stands above the region's government: findings are told to that superior. */
export const VERTICAL_KINDS: readonly string[] = ['vertical'];
