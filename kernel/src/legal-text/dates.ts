/** Days as texts of law write them: 2021年7月15日, 二○二一年七月十五日, １９９７年１０月１日. */
import { daysInMonth } from '../time/date.ts';
import type { DateStr } from '../time/limit.ts';
import { numberOf } from './numerals.ts';

/** A day found in a text. */
export interface WrittenDate {
  readonly on: DateStr;
  /** Where it begins in the text, and how long it is. */
  readonly at: number;
  readonly length: number;
}

const N = '[0-9０-９〇○零一二三四五六七八九十]';
const YEAR = '[12１２][0-9０-９]{3}|[一二][〇○零ОO0一二三四五六七八九]{3}';
const WRITTEN = new RegExp(`(${YEAR})\\s*年\\s*(${N}{1,3})\\s*月\\s*(${N}{1,3})\\s*日`, 'gu');

const two = (n: number) => String(n).padStart(2, '0');

/** Every real day that the text names, in order. What is no day of the calendar is left out. */
export function datesIn(text: string): WrittenDate[] {
  const out: WrittenDate[] = [];
  for (const m of text.matchAll(WRITTEN)) {
    const [, written = '', month2 = '', day2 = ''] = m;
    const year = numberOf(/^[12１２]/.test(written) ? written : written.replace(/[ОO0]/g, '〇'));
    const month = numberOf(month2);
    const day = numberOf(day2);
    if (!year || !month || !day || month > 12 || day > daysInMonth(year, month)) continue;
    out.push({ on: `${year}-${two(month)}-${two(day)}`, at: m.index, length: m[0].length });
  }
  return out;
}

/** The first day that the text names. */
export const dateIn = (text: string): DateStr | undefined => datesIn(text)[0]?.on;

/** The day in a file's name: `行政复议法(2023-09-01).md`. */
export function dateOfName(name: string): DateStr | undefined {
  const m = /[(（_-]?((?:19|20)\d\d)[-.]?(\d\d)[-.]?(\d\d)[)）]?(?:\.[A-Za-z]+)?$/u.exec(name);
  if (!m) return undefined;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
    ? `${m[1]}-${m[2]}-${m[3]}`
    : undefined;
}
