/** The courses that a handling of a service item can take: where each ends, which items it fits, and what one handling is. */
import type { DateStr } from '@fadu/kernel';
import type { Material, ServiceItem } from '@fadu/plan/functions/service-items/index';
import type { Resident } from '../people.ts';

/** How a handling goes. */
export type ServiceCourse =
  | 'granted'
  | 'at-once'
  | 'fixed-on-spot'
  | 'corrected'
  | 'corrected-on-paper'
  | 'given-up'
  | 'silent'
  | 'lacking'
  | 'withdrawn'
  | 'withdrawn-on-paper'
  | 'first-step'
  | 'second-step'
  | 'third-step'
  | 'refused'
  | 'other-organ'
  | 'not-required'
  | 'sent-back'
  | 'denied'
  | 'special'
  | 'hearing'
  | 'extended'
  | 'committed'
  | 'put-right'
  | 'revoked';

/** Where each course ends. */
export const COURSE_ENDS: Readonly<Record<ServiceCourse, string>> = {
  granted: 'granted',
  'at-once': 'granted',
  'fixed-on-spot': 'granted',
  corrected: 'granted',
  'corrected-on-paper': 'granted',
  'given-up': 'given-up',
  silent: 'granted',
  lacking: 'granted',
  withdrawn: 'withdrawn',
  'withdrawn-on-paper': 'withdrawn',
  'first-step': 'granted',
  'second-step': 'granted',
  'third-step': 'granted',
  refused: 'refused',
  'other-organ': 'not-competent',
  'not-required': 'not-required',
  'sent-back': 'granted',
  denied: 'denied',
  special: 'granted',
  hearing: 'granted',
  extended: 'granted',
  committed: 'granted',
  'put-right': 'granted',
  revoked: 'revoked',
};

/** What is told of a course, in the report of the seeding. */
export const COURSE_SAYS: Readonly<Record<ServiceCourse, string>> = {
  granted: '审查后准予',
  'at-once': '当场准予',
  'fixed-on-spot': '当场更正后准予',
  corrected: '一次告知补正后准予',
  'corrected-on-paper': '补正送到窗口后准予',
  'given-up': '逾期不补正，视为放弃',
  silent: '逾期没有告知，视为受理',
  lacking: '容缺受理，补齐后准予',
  withdrawn: '申请人撤回',
  'withdrawn-on-paper': '书面撤回',
  'first-step': '上报首席代表后受理',
  'second-step': '上报大厅协调后受理',
  'third-step': '上报部门负责人后受理',
  refused: '三级上报后不予受理',
  'other-organ': '告知有权机关',
  'not-required': '告知不需要取得许可',
  'sent-back': '退回重新审查后准予',
  denied: '不予',
  special: '经过特殊程序后准予',
  hearing: '听证后准予',
  extended: '延长期限后准予',
  committed: '凭承诺准予，核查属实',
  'put-right': '凭承诺准予，整改合格',
  revoked: '凭承诺准予，整改后仍不符合，撤销',
};

/** Ways in which an application comes. */
export type Channel = '网上' | '窗口' | '乡镇（街道）' | '自助终端' | '邮寄' | '电话';

/** One handling. */
export interface HandlingPlan {
  readonly id: string;
  readonly item: ServiceItem;
  readonly course: ServiceCourse;
  readonly channel: Channel;
  readonly start: DateStr;
  readonly applicant: Resident;
  /** What is applied for, in the applicant's words. */
  readonly matter: string;
  /** Somebody acts for the applicant. */
  readonly proxy?: { readonly name: string; readonly relation: string };
  /** The applicant has an account that the window enters. */
  readonly account?: boolean;
  /** Working days from acceptance to the decision; more than promised is late. */
  readonly days: number;
  /** Organ whose windows receive it: the hall, or the township that handles it. */
  readonly window: string;
  /** Which of the window's people. */
  readonly clerk?: number;
  /** An organ that has the power instead. */
  readonly competent?: string;
}

/** Materials that the applicant hands in whatever the case. */
export const askedOf = (item: ServiceItem): readonly Material[] =>
  item.materials.filter((m) => m.source === '申请人' && m.need !== '特定情形');

/** Whether a course can be told of an item. */
export function suitsItem(course: ServiceCourse, item: ServiceItem): boolean {
  const asked = askedOf(item);
  const must = asked.filter((m) => m.need === '必要');
  switch (course) {
    case 'at-once':
      return item.promisedDays === 0 && !item.hearing && !item.thirdParty;
    case 'corrected':
    case 'corrected-on-paper':
    case 'given-up':
      return must.length > 0;
    case 'lacking':
      return asked.some((m) => m.need === '可容缺') && item.promisedDays > 0 && !item.hearing;
    case 'special':
      return (item.special?.length ?? 0) > 0 && !item.hearing;
    case 'hearing':
      return (item.hearing || item.thirdParty) && item.kind === '行政许可';
    case 'committed':
    case 'put-right':
    case 'revoked':
      return item.commitment === '可以告知承诺' && item.checkDays !== undefined;
    case 'extended':
      return item.promisedDays >= 5 && item.statutoryDays >= 15 && !item.joint && !item.hearing;
    case 'not-required':
      return item.kind === '行政许可';
    case 'denied':
    case 'sent-back':
      return item.promisedDays > 0 && !item.hearing;
    case 'granted':
      return item.promisedDays > 0 && !item.hearing;
    case 'withdrawn':
    case 'withdrawn-on-paper':
    case 'refused':
    case 'other-organ':
      return true;
    default:
      return !item.hearing;
  }
}
