/**
 * Which days are worked. The calendar is data: the State Council's arrangement of each year. A year that is not
 * in the data is an error, never Monday to Friday; a year not announced yet is computed and marked provisional.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { dayOfCivil, fromDay, toDay, weekdayOfDay, yearOf } from './date.ts';
import type { DateStr } from './limit.ts';

/** One year's arrangement of holidays. */
export interface CalendarYear {
  readonly year: number;
  /** The notice it comes from, or for a year not announced yet how it was computed. */
  readonly notice: string;
  /** False while the State Council has not announced the year: days of it are provisional. */
  readonly adopted: boolean;
  /** Days off, weekends inside a block included. May name days at the end of the year before. */
  readonly rest: readonly { readonly date: DateStr; readonly name: string }[];
  /** Weekend days that are worked (调休上班). May name days at the end of the year before. */
  readonly worked: readonly DateStr[];
}

/** The arrangements of several years. Treat as immutable: indexes are kept by object identity. */
export interface Calendar {
  /** Changes with the content; kept beside every computed date so that it can be computed again. */
  readonly version: string;
  readonly years: Readonly<Record<number, CalendarYear>>;
}

/** What kind of day it is, and why. */
export interface DayKind {
  readonly working: boolean;
  /** 工作日, 周末, 调休上班, or the holiday's name. */
  readonly reason: string;
  /** The arrangement that decides about this day has not been announced. */
  readonly provisional: boolean;
}

/** A computation reached a year for which there is no arrangement. */
export class CalendarMissing extends Error {
  override readonly name = 'CalendarMissing';
  readonly code = 'time.calendar-missing';
  readonly year: number;
  constructor(year: number) {
    super(`缺少${year}年的放假安排，不得按周一至周五推算工作日；请先录入国务院办公厅当年的节假日安排通知`);
    this.year = year;
  }
}

/** An arrangement that contradicts itself. */
export class BadCalendar extends Error {
  override readonly name = 'BadCalendar';
  readonly code = 'time.bad-calendar';
}

/** Day counts of one calendar, for answers in constant time. Days are epoch days. */
export interface CalendarIndex {
  readonly first: number;
  readonly last: number;
  /** `worked[i]`: working days from `first` up to but not including `first + i`. */
  readonly worked: Int32Array;
  /** `open[i]`: provisional days from `first` up to but not including `first + i`. */
  readonly open: Int32Array;
  /** `nth[k]`: the day that is the working day number `k` (from 0). */
  readonly nth: Int32Array;
  /** Years between the first and the last that are absent. */
  readonly gaps: readonly { readonly from: number; readonly to: number; readonly year: number }[];
  /** Days that are not what their weekday says. */
  readonly special: ReadonlyMap<number, { readonly working: boolean; readonly reason: string }>;
}

const WORKED = '调休上班';
const indexes = new WeakMap<Calendar, CalendarIndex>();
const isWeekend = (day: number): boolean => weekdayOfDay(day) % 6 === 0;

/**
 * The last days of a year belong to two notices: that of 2019 fixed 29 to 31 December 2018, that of 2023 fixed
 * 31 December 2022. Until the following year is announced they are provisional.
 */
const YEAR_END_DAYS = 3;

function build(calendar: Calendar): CalendarIndex {
  const years = Object.values(calendar.years).sort((a, b) => a.year - b.year);
  const [head, tail] = [years[0], years.at(-1)];
  if (!head || !tail) throw new BadCalendar('放假安排为空，至少应有一个年度');
  const special = new Map<number, { working: boolean; reason: string }>();
  // Later notices come later and so prevail over what an earlier one said of the same day.
  for (const y of years) {
    for (const r of y.rest) special.set(toDay(r.date), { working: false, reason: r.name });
    for (const w of y.worked) special.set(toDay(w), { working: true, reason: WORKED });
  }
  const first = dayOfCivil(head.year, 1, 1);
  const last = dayOfCivil(tail.year, 12, 31);
  const size = last - first + 1;
  const worked = new Int32Array(size + 1);
  const open = new Int32Array(size + 1);
  const nth: number[] = [];
  const gaps: { from: number; to: number; year: number }[] = [];
  for (let year = head.year; year <= tail.year; year++) {
    const from = dayOfCivil(year, 1, 1);
    const to = dayOfCivil(year, 12, 31);
    const known = calendar.years[year];
    const nextAdopted = calendar.years[year + 1]?.adopted === true;
    if (!known) gaps.push({ from, to, year });
    for (let day = from; day <= to; day++) {
      const working = known !== undefined && (special.get(day)?.working ?? !isWeekend(day));
      const provisional = !known?.adopted || (!nextAdopted && day > to - YEAR_END_DAYS);
      const i = day - first;
      worked[i + 1] = (worked[i] as number) + (working ? 1 : 0);
      open[i + 1] = (open[i] as number) + (provisional ? 1 : 0);
      if (working) nth.push(day);
    }
  }
  return { first, last, worked, open, nth: Int32Array.from(nth), gaps, special };
}

/** The index of a calendar, built once for each calendar object. */
export function indexOf(calendar: Calendar): CalendarIndex {
  let index = indexes.get(calendar);
  if (!index) {
    index = build(calendar);
    indexes.set(calendar, index);
  }
  return index;
}

/** Check that the arrangement of every day from `from` to `to` is there. @throws CalendarMissing */
export function assertKnown(index: CalendarIndex, from: number, to: number): void {
  if (to < from) return;
  if (from < index.first) throw new CalendarMissing(yearOf(fromDay(from)));
  for (const gap of index.gaps)
    if (gap.from <= to && gap.to >= from)
      throw new CalendarMissing(Math.max(gap.year, yearOf(fromDay(from))));
  if (to > index.last) throw new CalendarMissing(yearOf(fromDay(Math.max(from, index.last + 1))));
}

/** Kind of an epoch day. @throws CalendarMissing */
export function kindOfDay(calendar: Calendar, day: number): DayKind {
  const index = indexOf(calendar);
  assertKnown(index, day, day);
  const i = day - index.first;
  const provisional = (index.open[i + 1] as number) > (index.open[i] as number);
  const special = index.special.get(day);
  if (special) return { ...special, provisional };
  return isWeekend(day)
    ? { working: false, reason: '周末', provisional }
    : { working: true, reason: '工作日', provisional };
}

/** Whether a date is worked, why, and whether that is announced. @throws CalendarMissing, BadDate */
export const dayKind = (calendar: Calendar, date: DateStr): DayKind => kindOfDay(calendar, toDay(date));

/** A version that follows from the content: same arrangements, same version. */
export function calendarVersion(years: Calendar['years']): string {
  const list = Object.values(years).sort((a, b) => a.year - b.year);
  const names = list.map((y) => (y.adopted ? `${y.year}` : `${y.year}?`));
  const content = JSON.stringify(
    list.map((y) => [
      y.year,
      y.notice,
      y.adopted,
      y.rest.map((r) => [r.date, r.name]).sort(),
      [...y.worked].sort(),
    ]),
  );
  return `${names.join('+')}#${bytesToHex(sha256(utf8ToBytes(content))).slice(0, 12)}`;
}

/** Check one year's arrangement. @throws BadCalendar, BadDate */
function check(y: CalendarYear): void {
  const say = (text: string): never => {
    throw new BadCalendar(`${y.year}年放假安排有误：${text}`);
  };
  if (!Number.isInteger(y.year) || y.year < 1950 || y.year > 9998) say('年度应为四位数');
  if (!y.notice.trim()) say('应写明所依据的通知');
  const seen = new Set<DateStr>();
  for (const date of [...y.rest.map((r) => r.date), ...y.worked]) {
    const inside = yearOf(date) === y.year || date.startsWith(`${y.year - 1}-12-`);
    if (!inside) say(`${date}不属于该年度，也不在上一年12月`);
    if (seen.has(date)) say(`${date}重复，或既放假又上班`);
    seen.add(date);
  }
  for (const r of y.rest) if (!r.name.trim()) say(`${r.date}没有节日名称`);
  for (const w of y.worked) if (!isWeekend(toDay(w))) say(`${w}不是周末，不能列为调休上班日`);
}

/** A calendar of checked years with its version. @throws BadCalendar, BadDate */
export function makeCalendar(list: readonly CalendarYear[]): Calendar {
  const years: Record<number, CalendarYear> = {};
  for (const y of list) {
    check(y);
    if (years[y.year]) throw new BadCalendar(`${y.year}年放假安排重复`);
    years[y.year] = y;
  }
  return { version: calendarVersion(years), years };
}

/**
 * The calendar after the yearly notice: `year` replaces what stood for that year (a provisional year, or an
 * earlier notice that was changed) and the version changes. The old calendar stays as it was.
 * @throws BadCalendar when the arrangement contradicts itself or is not announced.
 */
export function adoptYear(calendar: Calendar, year: CalendarYear): Calendar {
  if (!year.adopted) throw new BadCalendar(`${year.year}年放假安排尚未公布，不能作为正式安排录入`);
  const others = Object.values(calendar.years).filter((y) => y.year !== year.year);
  return makeCalendar([...others, year]);
}
