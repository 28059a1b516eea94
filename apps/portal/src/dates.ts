/** Dates as people read them. */
import { type Calendar, CalendarMissing, dateOf, dayKind, formatDate, type Instant } from '@fadu/kernel';

/** 2026年5月9日. Anything that is not a date comes back as it is. */
export const shortDate = (date: string): string => {
  const m = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  return m ? `${Number(m[1])}年${Number(m[2])}月${Number(m[3])}日` : date;
};

/** 2026年5月9日（星期六，调休上班）: with the day of the week, and why it is worked or not where that is not plain. */
export function longDate(calendar: Calendar, date: string): string {
  const text = formatDate(date);
  try {
    const { reason } = dayKind(calendar, date);
    return reason === '工作日' || reason === '周末' ? text : text.replace(/）$/, `，${reason}）`);
  } catch (error) {
    // A year whose arrangement is not known has no reasons to tell.
    if (error instanceof CalendarMissing) return text;
    throw error;
  }
}

/** The day of a moment, in China: 2026年5月9日. */
export const dayOf = (at: Instant): string => shortDate(dateOf(at));

/** A moment by the clock in China: 2026年5月9日 14:05. */
export function momentText(at: Instant): string {
  const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${shortDate(local)} ${local.slice(11, 16)}`;
}
