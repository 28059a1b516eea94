/** Days as a clerk reads them: with weekday, and whether they are worked. */
import { type Calendar, CalendarMissing, dayKind } from '@fadu/kernel/time/calendar';
import { addDays, dateOf, daysBetween, weekday, yearOf } from '@fadu/kernel/time/date';

const WEEK = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const;

/** Name of the day of the week. */
export const weekdayWord = (day: string): string => WEEK[weekday(day)] as string;

/** What sort of day it is; null when the year's arrangement is not known. */
export function kindOfDay(calendar: Calendar | undefined, day: string) {
  if (!calendar) return null;
  try {
    return dayKind(calendar, day);
  } catch (error) {
    if (error instanceof CalendarMissing || error instanceof RangeError) return null;
    throw error;
  }
}

/** Month and day with weekday, and the year where it is not this one: 5月9日 星期六. */
export function shortDay(day: string, today?: string): string {
  const [y, m, d] = day.split('-').map(Number);
  const year = today && yearOf(today) === y ? '' : `${y}年`;
  return `${year}${m}月${d}日 ${weekdayWord(day)}`;
}

/** A day without its weekday: 2026年5月9日. */
export function plainDay(day: string): string {
  const [y, m, d] = day.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

/** A day in full, with what is special about it: 2026年5月9日（星期六，调休上班）. */
export function longDay(day: string, calendar?: Calendar): string {
  const [y, m, d] = day.split('-').map(Number);
  const kind = kindOfDay(calendar, day);
  const special = kind && !['工作日', '周末'].includes(kind.reason) ? `，${kind.reason}` : '';
  return `${y}年${m}月${d}日（${weekdayWord(day)}${special}）`;
}

/** An instant to the minute, in China Standard Time: 11月20日 09:30. */
export function moment(instant: string, today?: string): string {
  const day = dateOf(instant);
  const [y, m, d] = day.split('-').map(Number);
  const clock = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${today && yearOf(today) === y ? '' : `${y}年`}${m}月${d}日 ${clock}`;
}

/** Every day from one to the other, both included; at most 800. */
export function daysFrom(from: string, to: string): string[] {
  const n = Math.min(daysBetween(from, to) + 1, 800);
  return n <= 0 ? [] : Array.from({ length: n }, (_, i) => addDays(from, i));
}

/** The months of a year, each as weeks from Monday; days of other months are null. */
export function monthGrid(year: number, month: number): (string | null)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const lead = (weekday(first) + 6) % 7;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells: (string | null)[] = [
    ...Array.from({ length: lead }, () => null),
    ...Array.from({ length: days }, (_, i) => addDays(first, i)),
  ];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}
