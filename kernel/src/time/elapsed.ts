/** How much of a limit has passed, what remains in words, and whether something came in time. */
import { type Calendar, kindOfDay } from './calendar.ts';
import {
  addMonths,
  dateOf,
  dayAt,
  fromDay,
  HOUR_MS,
  isInstant,
  startOfDay,
  timeOfDay,
  toMs,
} from './date.ts';
import { workdaysBetween } from './fast.ts';
import { type DateStr, type Instant, limitText, type Unit, workdays } from './limit.ts';
import { daySpans, type Exclusion, excludedDays, merged, msSpans } from './span.ts';

/** How to measure what has passed. `calendar` is needed for working days. */
export interface ElapsedOptions {
  readonly calendar: Calendar;
  readonly exclude?: readonly Exclusion[];
  /** Count the start day too. */
  readonly includeStart?: boolean;
}

/**
 * Whole units that have passed after `start` up to and including the day `to` (hours: up to the moment), without
 * the excluded stretches. 0 when `to` is not after `start`.
 * @throws CalendarMissing, BadDate
 */
export function elapsed(
  start: DateStr | Instant,
  to: DateStr | Instant,
  unit: Unit,
  options: ElapsedOptions,
): number {
  if (unit === 'hour') {
    const at = (x: DateStr | Instant) => toMs(isInstant(x) ? x : startOfDay(x));
    const [a, b] = [at(start), at(to)];
    if (b <= a) return 0;
    return Math.floor((b - a - excludedDays(merged(msSpans(options.exclude)), a, b)) / HOUR_MS);
  }
  const a = dayAt(start) - (options.includeStart ? 1 : 0);
  const b = dayAt(to);
  if (b <= a) return 0;
  const spans = merged(daySpans(options.exclude));
  const lost = excludedDays(spans, a, b);
  if (unit === 'day') return b - a - lost;
  if (unit === 'workday') {
    let n = workdaysBetween(options.calendar, a, b);
    for (const s of spans) n -= workdaysBetween(options.calendar, Math.max(s.from, a), Math.min(s.to, b));
    return n;
  }
  const from = fromDay(a);
  const until = b - lost;
  let n = Math.max(0, Math.floor((until - a) / 31));
  while (dayAt(addMonths(from, n + 1)) <= until) n++;
  return unit === 'year' ? Math.floor(n / 12) : n;
}

/** What remains until a due date, or by how much it has passed. */
export interface Remaining {
  readonly state: 'ahead' | 'today' | 'overdue';
  readonly n: number;
  readonly unit: Unit;
  /** 还剩 3 个工作日, 已逾期 2 日, 今天到期. */
  readonly text: string;
}

const spaced = (unit: Unit, n: number): string =>
  unit === 'hour'
    ? `${n} 小时`
    : unit === 'workday'
      ? limitText(workdays(n)).replace(String(n), `${n} `)
      : `${n} 日`;

/** 还剩 n units. */
export const aheadText = (unit: Unit, n: number): string => `还剩 ${spaced(unit, n)}`;

/**
 * What remains, in words. Working-day limits are told in working days while they run; what is overdue is told in
 * calendar days (hour limits: in hours). A plain date as `now` means some time on that day.
 * @throws CalendarMissing, BadDate
 */
export function remaining(
  now: DateStr | Instant,
  due: { readonly due: DateStr; readonly dueAt: Instant },
  options: { readonly unit: Unit; readonly calendar: Calendar },
): Remaining {
  const [today, last] = [dayAt(now), dayAt(due.due)];
  const late = isInstant(now) ? toMs(now) > toMs(due.dueAt) : today > last;
  if (options.unit === 'hour' || (late && today <= last)) {
    const ms = Math.abs(toMs(due.dueAt) - toMs(isInstant(now) ? now : startOfDay(now)));
    const minutes = Math.floor(ms / 60_000);
    const inHours = minutes >= 60;
    const n = inHours ? Math.floor(minutes / 60) : 0;
    const amount = inHours ? `${n} 小时` : `${minutes} 分钟`;
    return late
      ? { state: 'overdue', n, unit: 'hour', text: `已逾期 ${amount}` }
      : { state: 'ahead', n, unit: 'hour', text: `还剩 ${amount}` };
  }
  if (late) return { state: 'overdue', n: today - last, unit: 'day', text: `已逾期 ${today - last} 日` };
  if (today === last) return { state: 'today', n: 0, unit: options.unit, text: '今天到期' };
  if (options.unit === 'workday') {
    const n = workdaysBetween(options.calendar, today, last);
    if (n > 0) return { state: 'ahead', n, unit: 'workday', text: aheadText('workday', n) };
  }
  return { state: 'ahead', n: last - today, unit: 'day', text: aheadText('day', last - today) };
}

/** How something reached an organ: when it arrived and, by post, when it was handed to the postal enterprise. */
export interface Filing {
  readonly arrived: DateStr | Instant;
  /** Postmark day. Time in transit is not counted (民事诉讼法第八十五条第四款). */
  readonly posted?: DateStr;
}

/** Whether a filing is in time. A plain date of arrival is taken as within the hours of that day. */
export function filedInTime(
  due: { readonly due: DateStr; readonly dueAt: Instant },
  filing: Filing,
): boolean {
  if (filing.posted !== undefined && dayAt(filing.posted) <= dayAt(due.due)) return true;
  return isInstant(filing.arrived)
    ? toMs(filing.arrived) <= toMs(due.dueAt)
    : dayAt(filing.arrived) <= dayAt(due.due);
}

/**
 * The day on which an organ has received something, for its own limit: the day of arrival; with `closesAt`
 * (close of business, `HH:MM`), the next working day when it came later or on a day that is not worked.
 * @throws CalendarMissing, BadDate
 */
export function receivedOn(arrived: Instant, calendar: Calendar, closesAt?: string): DateStr {
  const date = dateOf(arrived);
  if (closesAt === undefined) return date;
  let day = dayAt(date);
  if (toMs(arrived) > toMs(timeOfDay(date, closesAt))) day++;
  while (!kindOfDay(calendar, day).working) day++;
  return fromDay(day);
}

/**
 * The working day by which an organ plans to act when a limit ends on a date: that date, or the last working day
 * before it. For limits that do not roll, such as a seal that ends on a holiday.
 * @throws CalendarMissing, BadDate
 */
export function actBy(date: DateStr, calendar: Calendar): DateStr {
  let day = dayAt(date);
  while (!kindOfDay(calendar, day).working) day--;
  return fromDay(day);
}
