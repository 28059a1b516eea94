/** When execution may happen: not at night, not on a statutory holiday (article 43), not too soon after urging (51). */
import { type Calendar, type DateStr, dayKind, daysUnder, formatDate, noticeBefore } from '@fadu/kernel';
import { compulsionLaw as acl } from '../../statutes/index.ts';

/** Night, Beijing time: the law names no hours (DESIGN). */
export const NIGHT = { from: '22:00', to: '06:00' } as const;

const isNight = (time: string): boolean => time >= NIGHT.from || time < NIGHT.to;

/** Why an execution from `from` to `to` on a day needs urgency; null: it needs none. Weekends are no holidays. */
export function untimely(on: DateStr, from: string, to: string, calendar: Calendar): string | null {
  const kind = dayKind(calendar, on);
  if (!kind.working && kind.reason !== '周末') return `${formatDate(on)}是${kind.reason}假期`;
  if (to < from) return `${from}至次日${to}在夜间`;
  return isNight(from) || isNight(to) ? `${from}至${to}在夜间（${NIGHT.from}至次日${NIGHT.to}）` : null;
}

/** The last day on which the second urging before substitute performance on a day is in time (article 51, item 2). */
export const lastUrgingDay = (on: DateStr, calendar: Calendar): DateStr =>
  noticeBefore(on, daysUnder(acl.counting, 3), calendar).due;
