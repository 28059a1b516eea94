/**
 * Calendar arithmetic on plain dates. A date is a count of days since 1970-01-01, so no machine's time zone can
 * move it; an instant belongs to the date that China Standard Time (UTC+8, no summer time since 1992) shows.
 */
import type { DateStr, Instant } from './limit.ts';

/** Length of one day and of one hour in milliseconds. */
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
const CST_MS = 8 * HOUR_MS;

/** A text that should be a date or an instant and is not. */
export class BadDate extends Error {
  override readonly name = 'BadDate';
  readonly code = 'time.bad-date';
  /** What was given. */
  readonly value: unknown;
  constructor(value: unknown, what: string) {
    super(`“${String(value)}”不是有效的${what}`);
    this.value = value;
  }
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
const isLeap = (y: number): boolean => y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days in a month (1–12) of a year. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] as number);

/** Epoch day of a civil date (proleptic Gregorian). */
export function dayOfCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468;
}

/** Year, month (1–12) and day of an epoch day. */
export function civilOfDay(day: number): { year: number; month: number; day: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

const digits = (text: string, from: number, to: number): number => {
  let n = 0;
  for (let i = from; i < to; i++) {
    const d = text.charCodeAt(i) - 48;
    if (d < 0 || d > 9) return -1;
    n = n * 10 + d;
  }
  return n;
};

/** Year, month and day of a date string. @throws BadDate unless it is a real day written `YYYY-MM-DD`. */
function civil(date: unknown): [year: number, month: number, day: number] {
  if (typeof date === 'string' && date.length === 10 && date[4] === '-' && date[7] === '-') {
    const y = digits(date, 0, 4);
    const m = digits(date, 5, 7);
    const d = digits(date, 8, 10);
    if (y >= 1 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m)) return [y, m, d];
  }
  throw new BadDate(date, '日期，应为真实存在的“年-月-日”，如2026-05-09');
}

/** Epoch day of a date. @throws BadDate */
export function toDay(date: DateStr): number {
  const [y, m, d] = civil(date);
  return dayOfCivil(y, m, d);
}

/** Date of an epoch day. @throws RangeError outside the years 1 to 9999. */
export function fromDay(day: number): DateStr {
  const c = civilOfDay(day);
  if (c.year < 1 || c.year > 9999) throw new RangeError(`day ${day} is outside the years 1 to 9999`);
  return `${String(c.year).padStart(4, '0')}-${two(c.month)}-${two(c.day)}`;
}

/** Check a text from outside and give it back as a date. @throws BadDate */
export function parseDate(text: string): DateStr {
  civil(text);
  return text;
}

/** The year of a date. */
export const yearOf = (date: DateStr): number => civil(date)[0];

/** The date `n` days later (earlier when negative). */
export const addDays = (date: DateStr, n: number): DateStr => fromDay(toDay(date) + n);

/** Whole days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: DateStr, to: DateStr): number => toDay(to) - toDay(from);

/** The corresponding day `n` months on, or the month's last day where there is none (民法典第二百零二条). */
export function addMonths(date: DateStr, n: number): DateStr {
  const [y, m, d] = civil(date);
  const at = y * 12 + (m - 1) + n;
  const year = Math.floor(at / 12);
  const month = at - year * 12 + 1;
  return fromDay(dayOfCivil(year, month, Math.min(d, daysInMonth(year, month))));
}

/** Day of the week of an epoch day: 0 Sunday to 6 Saturday. */
export const weekdayOfDay = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** Day of the week: 0 Sunday to 6 Saturday. */
export const weekday = (date: DateStr): number => weekdayOfDay(toDay(date));

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is written as an instant rather than as a date. Checks the shape only. */
export const isInstant = (text: string): boolean => INSTANT.test(text);

/** Milliseconds since the epoch. @throws BadDate unless it is ISO 8601 with a stated offset. */
export function toMs(instant: Instant): number {
  const ms = typeof instant === 'string' && INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new BadDate(instant, '时刻，应带时区，如2026-02-10T01:00:00.000Z');
  civil(instant.slice(0, 10));
  return ms;
}

/** The instant of a number of milliseconds since the epoch, in UTC. */
export const fromMs = (ms: number): Instant => new Date(ms).toISOString();

/** The date on which an instant falls in China. @throws BadDate */
export const dateOf = (instant: Instant): DateStr => fromDay(Math.floor((toMs(instant) + CST_MS) / DAY_MS));

/** Epoch day of a date, or of the day in China on which an instant falls. @throws BadDate */
export const dayAt = (at: DateStr | Instant): number =>
  at.length === 10 ? toDay(at) : Math.floor((toMs(at) + CST_MS) / DAY_MS);

/** Milliseconds at which an epoch day begins in China. */
export const dayStartMs = (day: number): number => day * DAY_MS - CST_MS;

/** The first instant of a date in China. */
export const startOfDay = (date: DateStr): Instant => fromMs(dayStartMs(toDay(date)));

/** The last instant (millisecond) of a date in China: 24时. */
export const endOfDay = (date: DateStr): Instant => fromMs(dayStartMs(toDay(date) + 1) - 1);

/** The instant of a clock time `HH:MM` on a date in China. @throws BadDate */
export function timeOfDay(date: DateStr, time: string): Instant {
  const [h, m] = [digits(time, 0, 2), digits(time, 3, 5)];
  if (!/^\d{2}:\d{2}$/.test(time) || h > 24 || m > 59 || (h === 24 && m > 0))
    throw new BadDate(time, '钟点，应写作 17:00 的样式');
  return fromMs(dayStartMs(toDay(date)) + h * HOUR_MS + m * 60_000);
}

const WEEKDAYS = '日一二三四五六';

/** A date as people write it, with the day of the week: 2026年5月9日（星期六）. */
export function formatDate(date: DateStr): string {
  const [y, m, d] = civil(date);
  return `${y}年${m}月${d}日（星期${WEEKDAYS[weekday(date)]}）`;
}

/** A range as people write it, naming the year and the month once: 2026年10月1日至7日. */
export function formatRange(from: DateStr, to: DateStr): string {
  const [y, m, d] = civil(from);
  const [y2, m2, d2] = civil(to);
  const head = `${y}年${m}月${d}日`;
  if (from === to) return head;
  if (y !== y2) return `${head}至${y2}年${m2}月${d2}日`;
  return m !== m2 ? `${head}至${m2}月${d2}日` : `${head}至${d2}日`;
}

/** An instant as people write it, by the clock in China: 2026年5月1日（星期五）22:00. */
export function formatInstant(instant: Instant): string {
  const date = dateOf(instant);
  const minutes = Math.floor((toMs(instant) - dayStartMs(toDay(date))) / 60_000);
  return `${formatDate(date)}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
