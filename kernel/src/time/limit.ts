/**
 * Lengths of time as the law writes them. The unit is part of the type: statutes differ, so a bare number of
 * days does not compile anywhere a limit is asked for.
 */
import type { DayCounting } from '../citation.ts';

/** Calendar date in China Standard Time, `YYYY-MM-DD`. */
export type DateStr = string;
/** Moment, ISO 8601 in UTC with milliseconds, e.g. `2026-02-10T01:00:00.000Z`. Strings compare in time order. */
export type Instant = string;

export type Unit = 'workday' | 'day' | 'hour' | 'month' | 'year';

declare const made: unique symbol;
/** A length of time in one unit. Only the makers below produce one. */
export interface Limit<U extends Unit = Unit> {
  readonly unit: U;
  readonly n: number;
  readonly [made]?: never;
}

const make = <U extends Unit>(unit: U, n: number): Limit<U> => {
  if (!Number.isInteger(n) || n < 0)
    throw new RangeError(`a limit takes a whole number of ${unit}s, not ${n}`);
  return Object.freeze({ unit, n });
};

/** Working days by the State Council's yearly arrangement. */
export const workdays = (n: number) => make('workday', n);
/** Calendar days. */
export const days = (n: number) => make('day', n);
/** Clock hours; they run through nights and holidays. */
export const hours = (n: number) => make('hour', n);
/** Calendar months, ending on the corresponding day or the month's last. */
export const months = (n: number) => make('month', n);
/** Calendar years. */
export const years = (n: number) => make('year', n);

/** What 「n日」 means in a statute with this way of counting: working days or calendar days. */
export function daysUnder(counting: DayCounting, n: number): Limit<'workday'> | Limit<'day'> {
  const working =
    counting.workdaysFor?.includes(n) || (counting.workdaysUpTo !== undefined && n <= counting.workdaysUpTo);
  return working ? workdays(n) : days(n);
}

const NAMES: Record<Unit, string> = {
  workday: '个工作日',
  day: '日',
  hour: '小时',
  month: '个月',
  year: '年',
};

/** A limit as people say it: 20个工作日, 60日, 24小时. */
export const limitText = (l: Limit): string => `${l.n}${NAMES[l.unit]}`;
