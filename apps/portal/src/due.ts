/** The due-date calculator: from an address's query to an answer that explains itself. Pure. */
import {
  addDays,
  addMonths,
  BadDate,
  type Calendar,
  CalendarMissing,
  type Due,
  dayKind,
  days,
  dueBy,
  type Exclusion,
  hours,
  type Limit,
  minOpen,
  months,
  noticeBefore,
  parseDate,
  resolveLimit,
  type Statute,
  type Step,
  timeOfDay,
  weekday,
  workdays,
  years,
} from '@fadu/kernel';
import * as statuteList from '@fadu/plan/statutes/index';
import type { FieldFault } from './parts.tsx';

/** Statutes that people may count by, by title. */
export const STATUTES: readonly Statute[] = Object.values(statuteList)
  .filter((s): s is Statute => typeof s === 'object' && s !== null && 'articles' in s && 'counting' in s)
  .sort((a, b) => a.title.localeCompare(b.title, 'zh-CN'));

/** Statutes that say themselves what 「日」 means. */
export const COUNTING_STATUTES = STATUTES.filter(
  (s) => s.counting.workdaysFor?.length || s.counting.workdaysUpTo !== undefined,
);

export const UNITS = [
  ['workday', '工作日'],
  ['day', '日（自然日）'],
  ['hour', '小时'],
  ['month', '个月'],
  ['year', '年'],
] as const;
export type UnitName = (typeof UNITS)[number][0];

export const PURPOSES = [
  ['due', '最晚哪天办完'],
  ['minimum', '最早哪天可以做（至少要满这么久）'],
  ['notice', '最晚哪天通知（提前这么久）'],
] as const;
export type Purpose = (typeof PURPOSES)[number][0];

/** Stretches that the form offers. */
export const EXCLUSIONS = 3;

/** What was asked, as it stands in the address. */
export interface DueQuestion {
  readonly start: string;
  /** `HH:MM`, for hours. */
  readonly time: string;
  readonly n: string;
  /** A unit, or `statute:<code>`: what that statute means by 「日」. */
  readonly unit: string;
  readonly purpose: Purpose;
  readonly lastDay: 'roll' | 'keep';
  readonly exclude: readonly { readonly from: string; readonly to: string; readonly why: string }[];
}

/** Kind of a day on the small calendar. */
export type DayMark = 'start' | 'counted' | 'off' | 'worked' | 'excluded' | 'due' | 'plain';

export interface CalendarDay {
  readonly date: string;
  readonly day: number;
  readonly mark: DayMark;
  /** 春节, 调休上班, 不计入, 起算, 到期; empty for an ordinary day. */
  readonly word: string;
}

/** A month by weeks, Monday first; null before the first and after the last day. */
export interface CalendarMonth {
  readonly year: number;
  readonly month: number;
  readonly weeks: readonly (readonly (CalendarDay | null)[])[];
}

export interface DueAnswer {
  readonly purpose: Purpose;
  readonly due: string;
  readonly dueAt: string;
  readonly byHour: boolean;
  /** First day allowed, for a minimum. */
  readonly firstAllowed: string | null;
  readonly provisional: boolean;
  readonly steps: readonly Step[];
  /** Months between start and due; those in the middle of a long limit are left out. */
  readonly months: readonly CalendarMonth[];
  readonly shortened: boolean;
}

/** What was asked, from the address. */
export function questionOf(query: (name: string) => string | undefined): DueQuestion {
  const text = (name: string) => (query(name) ?? '').trim().slice(0, 40);
  return {
    start: text('start'),
    time: text('time'),
    n: text('n'),
    unit: text('unit') || 'workday',
    purpose: PURPOSES.find(([p]) => p === query('purpose'))?.[0] ?? 'due',
    lastDay: query('lastDay') === 'keep' ? 'keep' : 'roll',
    exclude: Array.from({ length: EXCLUSIONS }, (_, i) => ({
      from: text(`from${i + 1}`),
      to: text(`to${i + 1}`),
      why: text(`why${i + 1}`),
    })),
  };
}

const LONGEST: Readonly<Record<UnitName, number>> = {
  workday: 1000,
  day: 3660,
  hour: 10_000,
  month: 240,
  year: 50,
};

function limitOf(unit: UnitName, n: number): Limit {
  switch (unit) {
    case 'workday':
      return workdays(n);
    case 'day':
      return days(n);
    case 'hour':
      return hours(n);
    case 'month':
      return months(n);
    case 'year':
      return years(n);
    default:
      return unit satisfies never;
  }
}

const isDay = (text: string): boolean => {
  try {
    parseDate(text);
    return true;
  } catch {
    return false;
  }
};

/** Answer a question, or say field by field what is missing. */
export function answerDue(
  q: DueQuestion,
  calendar: Calendar,
): { answer: DueAnswer } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const statute = q.unit.startsWith('statute:')
    ? STATUTES.find((s) => `statute:${s.code}` === q.unit)
    : undefined;
  const unit = UNITS.find(([u]) => u === q.unit)?.[0];
  const n = Number(q.n);
  if (!isDay(q.start)) faults.push({ field: 'start', say: '请填写起算的日期，如2026-05-09' });
  if (!/^\d{1,5}$/.test(q.n) || n < 1) faults.push({ field: 'n', say: '期限的数量应为正整数' });
  else if (n > LONGEST[unit ?? 'day'])
    faults.push({ field: 'n', say: `最多可以算到${LONGEST[unit ?? 'day']}` });
  if (!statute && !unit) faults.push({ field: 'unit', say: '请选择期限的单位或者依据的法律' });
  if (unit === 'hour' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(q.time))
    faults.push({ field: 'time', say: '以小时计的期限要填写起算的钟点，如22:00' });
  const exclude: Exclusion[] = [];
  q.exclude.forEach((x, i) => {
    if (!x.from && !x.to) return;
    if (!isDay(x.from) || !isDay(x.to))
      faults.push({
        field: isDay(x.from) ? `to${i + 1}` : `from${i + 1}`,
        say: `第${i + 1}段不计入的时间要写明起止日期`,
      });
    else if (x.to < x.from)
      faults.push({ field: `to${i + 1}`, say: `第${i + 1}段不计入的时间，结束不能早于开始` });
    else exclude.push({ from: x.from, to: x.to, ...(x.why && { why: x.why }) });
  });
  if (q.purpose === 'notice' && exclude.length)
    faults.push({ field: 'from1', say: '倒推通知的日期时没有不计入的时间' });
  if (faults.length) return { faults };

  const resolved = statute && resolveLimit(n, statute);
  const limit = resolved?.limit ?? limitOf(unit as UnitName, n);
  const start = unit === 'hour' ? timeOfDay(q.start, q.time) : q.start;
  try {
    const due = compute(q, start, limit, calendar, exclude, resolved?.step);
    const firstAllowed = 'firstAllowed' in due ? (due.firstAllowed as string) : null;
    const back = due.due < q.start;
    const [from, to] = back ? [due.due, q.start] : [q.start, firstAllowed ?? due.due];
    const picture = monthsBetween(from, to);
    return {
      answer: {
        purpose: q.purpose,
        due: due.due,
        dueAt: due.dueAt,
        byHour: unit === 'hour',
        firstAllowed,
        provisional: due.provisional,
        steps: due.steps,
        months: picture.shown.map((m) => monthPicture(m, calendar, q, due, exclude)),
        shortened: picture.shortened,
      },
    };
  } catch (error) {
    if (error instanceof CalendarMissing || error instanceof BadDate || error instanceof RangeError) {
      const say = error instanceof RangeError ? '算出的日期超出了可以计算的范围' : error.message;
      return { faults: [{ field: 'start', say }] };
    }
    throw error;
  }
}

function compute(
  q: DueQuestion,
  start: string,
  limit: Limit,
  calendar: Calendar,
  exclude: readonly Exclusion[],
  because: Pick<Step, 'kind' | 'text'> | undefined,
): Due {
  if (q.purpose === 'notice') {
    const done = noticeBefore(start, limit, calendar);
    return because ? { ...done, steps: [{ ...because, from: q.start, to: q.start }, ...done.steps] } : done;
  }
  if (q.purpose === 'minimum') {
    const done = minOpen(start, limit, calendar, { exclude });
    return because ? { ...done, steps: [{ ...because, from: q.start, to: q.start }, ...done.steps] } : done;
  }
  return dueBy(start, limit, { calendar, lastDay: q.lastDay, exclude, ...(because && { because }) });
}

/** Most months that are drawn; of a longer limit the beginning and the end. */
const MOST_MONTHS = 6;

function monthsBetween(from: string, to: string): { shown: string[]; shortened: boolean } {
  const all: string[] = [];
  for (let m = `${from.slice(0, 7)}-01`; m <= to && all.length < 1000; m = addMonths(m, 1)) all.push(m);
  if (all.length <= MOST_MONTHS) return { shown: all, shortened: false };
  return { shown: [...all.slice(0, 3), ...all.slice(-3)], shortened: true };
}

function monthPicture(
  first: string,
  calendar: Calendar,
  q: DueQuestion,
  due: Due,
  exclude: readonly Exclusion[],
): CalendarMonth {
  const next = addMonths(first, 1);
  const cells: (CalendarDay | null)[] = Array.from({ length: (weekday(first) + 6) % 7 }, () => null);
  for (let date = first; date < next; date = addDays(date, 1))
    cells.push(dayPicture(date, calendar, q, due, exclude));
  while (cells.length % 7) cells.push(null);
  return {
    year: Number(first.slice(0, 4)),
    month: Number(first.slice(5, 7)),
    weeks: Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7)),
  };
}

function dayPicture(
  date: string,
  calendar: Calendar,
  q: DueQuestion,
  due: Due,
  exclude: readonly Exclusion[],
): CalendarDay {
  const day = Number(date.slice(8));
  const at = (mark: DayMark, word: string): CalendarDay => ({ date, day, mark, word });
  let reason = '';
  try {
    reason = dayKind(calendar, date).reason;
  } catch (error) {
    // Calendar days may run into years whose arrangement is not known; they are counted all the same.
    if (!(error instanceof CalendarMissing)) throw error;
  }
  const name = reason === '工作日' || reason === '周末' ? '' : reason;
  if (date === due.due) return at('due', name ? `截止，${name}` : '截止');
  if (date === q.start) return at('start', '起算');
  const out = exclude.find((x) => x.to !== null && x.from < date && date <= x.to);
  if (out) return at('excluded', '不计入');
  const [from, to] = due.due < q.start ? [due.due, q.start] : [q.start, due.due];
  const within = date > from && date < to;
  const counted = within && due.steps.some((s) => s.kind === 'count' && s.from <= date && date <= s.to);
  if (reason === '调休上班') return at('worked', name);
  const off = reason !== '' && reason !== '工作日';
  const skipsRest =
    due.steps.some((s) => s.kind === 'skip') ||
    q.unit === 'workday' ||
    due.steps.some((s) => s.text.includes('周末'));
  if (off && (skipsRest || !counted)) return at('off', name);
  return at(counted ? 'counted' : 'plain', name);
}
