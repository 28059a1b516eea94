/** When a subject or a place is warned of (R23.2): rules as data. Every threshold is DESIGN and shown as such. */
import { addMonths, type Citation, type DateStr, design } from '@fadu/kernel';
import { riskTask } from './common.ts';
import type { SignalKind } from './signals.ts';

export const LEVELS = ['中', '高'] as const;
export type Level = (typeof LEVELS)[number];

/** One rule: so many signals of these kinds about one subject, or at one place, within so many months. */
export interface SignalRule {
  readonly code: string;
  readonly title: string;
  readonly over: 'subject' | 'place';
  readonly kinds: readonly SignalKind[];
  readonly months: number;
  readonly least: number;
  readonly level: Level;
  readonly cites: readonly Citation[];
}

const rule = (
  code: string,
  title: string,
  over: SignalRule['over'],
  kinds: readonly SignalKind[],
  [months, least]: readonly [months: number, least: number],
  level: Level,
): SignalRule => ({
  code,
  title,
  over,
  kinds,
  months,
  least,
  level,
  cites: [riskTask, design(`${title}：${months}个月内${least}次即预警，次数和时间由本系统设定，可以调整`)],
});

/**
 * The latest signal is at most so many days old (DESIGN): a warning is early, and a city that begins with its history is
 * not warned of all of it in one night.
 */
export const FRESH_DAYS = 30;

/** The rules that run. */
export const signalRules: readonly SignalRule[] = [
  rule('REPORTS-SUBJECT', '多次举报同一单位', 'subject', ['report'], [3, 3], '中'),
  rule('REPORTS-PLACE', '同一地点举报集中', 'place', ['report'], [3, 5], '中'),
  rule('PENALTIES', '同一单位反复受到处罚', 'subject', ['penalty'], [12, 3], '高'),
  rule('PROBLEMS', '同一单位检查屡次发现问题', 'subject', ['problem'], [12, 2], '中'),
  rule('OVERDUE', '责令改正到期没有改正', 'subject', ['overdue'], [12, 1], '高'),
];

/** The rule of this code; undefined: there is none. */
export const ruleOf = (code: string): SignalRule | undefined => signalRules.find((r) => r.code === code);

/** First day that a rule counts on a day. */
export const windowFrom = (of: SignalRule, today: DateStr): DateStr => addMonths(today, -of.months);
