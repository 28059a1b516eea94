/** The yearly holiday notice as a person enters it, and as the API takes it. Pure. */
import type { CalendarYear } from '@fadu/kernel/time/calendar';
import { daysFrom } from './days.ts';

/** One holiday: its name, first and last day off, and the weekend days worked for it. */
export interface HolidayRow {
  readonly name?: string;
  readonly from?: string;
  readonly to?: string;
  readonly worked?: readonly string[];
}

/** The longest block a notice has ever had is nine days. */
const LONGEST = 12;

/** What is wrong with the rows, as sentences; empty when they can be sent. */
export function holidayFaults(year: number, rows: readonly HolidayRow[]): string[] {
  const faults: string[] = [];
  if (rows.length === 0) faults.push('至少写一个节日');
  const taken = new Map<string, string>();
  rows.forEach((row, i) => {
    const what = row.name?.trim() || `第 ${i + 1} 个节日`;
    if (!row.name?.trim()) faults.push(`第 ${i + 1} 行没有写节日名称`);
    if (!row.from || !row.to) {
      faults.push(`“${what}”没有写放假的起止日期`);
      return;
    }
    if (row.to < row.from) faults.push(`“${what}”的结束日期早于开始日期`);
    else if (daysFrom(row.from, row.to).length > LONGEST)
      faults.push(`“${what}”放假超过 ${LONGEST} 天，请核对`);
    if (!row.to.startsWith(`${year}-`)) faults.push(`“${what}”不在 ${year} 年`);
    for (const day of daysFrom(row.from, row.to)) {
      const other = taken.get(day);
      if (other) faults.push(`${day} 既在“${other}”又在“${what}”`);
      taken.set(day, what);
    }
  });
  for (const row of rows)
    for (const day of row.worked ?? []) if (taken.has(day)) faults.push(`${day} 既放假又上班，请核对`);
  return [...new Set(faults)];
}

/** The notice as the API takes it. */
export function noticeBody(
  notice: string,
  rows: readonly HolidayRow[],
): Pick<CalendarYear, 'notice' | 'rest' | 'worked'> {
  return {
    notice: notice.trim(),
    rest: rows.flatMap((r) =>
      r.from && r.to ? daysFrom(r.from, r.to).map((date) => ({ date, name: r.name?.trim() ?? '' })) : [],
    ),
    worked: [...new Set(rows.flatMap((r) => r.worked ?? []))].sort(),
  };
}

/** The rows of a year that is already entered, for correcting it. */
export function rowsOf(year: CalendarYear): HolidayRow[] {
  const rows: { name: string; from: string; to: string; worked: string[] }[] = [];
  for (const { date, name } of [...year.rest].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = rows.at(-1);
    if (last?.name === name && daysFrom(last.to, date).length === 2) last.to = date;
    else rows.push({ name, from: date, to: date, worked: [] });
  }
  for (const day of year.worked) {
    // A day worked belongs to the nearest holiday.
    const distance = (r: { from: string; to: string }) =>
      Math.min(Math.abs(Date.parse(day) - Date.parse(r.from)), Math.abs(Date.parse(day) - Date.parse(r.to)));
    rows.sort((a, b) => distance(a) - distance(b))[0]?.worked.push(day);
  }
  return rows.sort((a, b) => (a.from < b.from ? -1 : 1));
}
