/** Names that the procedures of compulsion share: who acts, the plan's task, limits no statute fixes. */
import { days, daysUnder, design, hours, type Limit, planTask, post } from '@fadu/kernel';
import { compulsionLaw as acl } from '../../statutes/index.ts';

export const task24 = planTask(
  24,
  '实施行政强制要有依据、经批准、有清单、有期限，强制执行前要催告，期满应当解除，超期的措施必须被发现',
);

export const officer = [post('enforcement-officer', 'lead')];
export const clerk = [post('case-clerk', 'lead')];
export const handler = [post('case-clerk', 'lead'), post('enforcement-officer', 'lead')];
export const head = [post('head', 'lead')];

export const roles = {
  'enforcement-officer': '执法人员',
  'case-clerk': '办案机构经办人',
  head: '机关负责人',
} as const;

/** C1, C2: thirty days, and thirty more once. */
export const MEASURE: Limit = daysUnder(acl.counting, 30);
/** C2: the freezing decision reaches the party within three days, which article 69 makes working days. */
export const SERVE_FREEZE: Limit = daysUnder(acl.counting, 3);
/** C3. */
export const APPROVAL: Limit = hours(24);
/** The alarm before a measure ends. */
export const ALARM: Limit = daysUnder(acl.counting, 5);
/** Return after lifting or lapse: the law says at once. */
export const RETURN: Limit = days(1);
export const returnLimit = design('解除、失效后应当立即返还；本系统按次日内是否返还来判断及时');
export const neverRolls = design('对财产的强制措施到期即止，最后一日是休息日的不顺延');
export const alarmRule = design('期满前5个工作日提醒，到期当日列入今天到期，期满自动失效');
/** A measure taken on the spot that nobody approved in time. */
export const unapprovedRule = design('24小时内没有补办批准的，按未获批准处理：立即解除，不能逾期补批');

/** Whether any of these is entered as false or left empty, with the words for the sentence. */
export const missingOf = (
  input: Readonly<Record<string, unknown>>,
  asked: Readonly<Record<string, string>>,
): string[] => Object.entries(asked).flatMap(([field, what]) => (input[field] ? [] : [what]));
