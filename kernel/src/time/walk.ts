/**
 * The count that explains itself: day by day, as a person would with a wall calendar. `fast.ts` reaches the same
 * dates by the index; a property test holds the two together.
 */
import { type Calendar, kindOfDay } from './calendar.ts';
import { addMonths, dayOfCivil, daysInMonth, fromDay, toDay, weekdayOfDay, yearOf } from './date.ts';
import type { DateStr } from './limit.ts';
import { excludedDays, type Leg, merged, type Span, spanAt } from './span.ts';
import { dayText, foldWeekends, legText, type Run, rangeText, runStep, type Step, step } from './words.ts';

/** Whether a last day that is not worked moves to the next working day. */
export type LastDay = 'roll' | 'keep';
/**
 * What a stretch that begins on the very last day does: nothing, because that day is spent (`counts`), or it
 * holds that day open until the stretch ends (`holds`).
 */
export type LastDayPause = 'counts' | 'holds';

/** What is counted, in epoch days. */
export interface Count {
  readonly start: number;
  readonly legs: readonly Leg[];
  readonly spans: readonly Span[];
  readonly lastDay: LastDay;
  readonly includeStart: boolean;
  readonly lastDayPause: LastDayPause;
}

/** How a count came out. `day` is absent when a stretch that has not ended stops it; then `left` remains. */
export interface Walked {
  readonly day?: number;
  readonly nominal?: number;
  readonly provisional: boolean;
  readonly steps: Step[];
  /** Legs not yet counted when the count is stopped. */
  readonly left: readonly Leg[];
}

interface Legwork {
  /** Last day counted; absent when stopped. */
  day?: number;
  /** Counted so far. */
  counted: number;
  provisional: boolean;
  runs: Run[];
}

/** Extend the last run by a day, or begin a new one. */
function put(runs: Run[], kind: Run['kind'], day: number, name?: string, why?: string): Run {
  const last = runs.at(-1);
  const run =
    last?.kind === kind && last.why === why
      ? last
      : { kind, from: day, to: day, days: 0, names: [], madeUp: [], weekend: 0, why };
  if (run !== last) runs.push(run);
  run.from = Math.min(run.from, day);
  run.to = Math.max(run.to, day);
  run.days += 1;
  if (name && !run.names.includes(name)) run.names.push(name);
  return run;
}

/**
 * Count `n` days or working days from the day after `pos` (before it, when `dir` is -1).
 * @throws CalendarMissing
 */
export function walkDays(
  calendar: Calendar,
  pos: number,
  leg: { unit: 'workday' | 'day'; n: number },
  spans: readonly Span[],
  dir: 1 | -1 = 1,
): Legwork {
  const runs: Run[] = [];
  let counted = 0;
  let provisional = false;
  let day = pos;
  while (counted < leg.n) {
    day += dir;
    const span = spanAt(spans, day);
    if (span) {
      if (span.to === Number.POSITIVE_INFINITY) return { counted, provisional, runs };
      put(runs, 'pause', day, undefined, span.why);
      continue;
    }
    if (leg.unit === 'day') {
      put(runs, 'count', day);
      counted++;
      continue;
    }
    const kind = kindOfDay(calendar, day);
    provisional ||= kind.provisional;
    if (kind.working) {
      const run = put(runs, 'count', day);
      if (weekdayOfDay(day) % 6 === 0) run.madeUp.push(day);
      counted++;
    } else put(runs, 'skip', day, kind.reason);
  }
  return { day, counted, provisional, runs };
}

/**
 * The day on which `n` months end. The start day is the one not counted; when it is counted (`whole`), the
 * period ends on the day before the corresponding day, or on the month's last day where there is none.
 */
export function monthEnd(start: DateStr, n: number, whole = false): { day: number; corresponding: boolean } {
  const end = toDay(addMonths(start, n));
  const wanted = Number(start.slice(8));
  const corresponding = Number(fromDay(end).slice(8)) === wanted;
  return { day: whole && corresponding ? end - 1 : end, corresponding };
}

/** Whether a day is the last of its month. */
const isMonthEnd = (day: number): boolean => {
  const date = fromDay(day);
  const [y, m] = [yearOf(date), Number(date.slice(5, 7))];
  return day === dayOfCivil(y, m, daysInMonth(y, m));
};

/** Count months, then make up for the excluded days among them. */
function walkMonths(calendar: Calendar, pos: number, leg: Leg, spans: readonly Span[], whole: boolean) {
  const base = whole ? pos + 1 : pos;
  const { day: end, corresponding } = monthEnd(fromDay(base), leg.n, whole);
  const how = corresponding ? '至对应日' : isMonthEnd(end) ? '当月没有对应日，至月末' : '至';
  const steps: Step[] = [];
  const open = spans.find((s) => s.to === Number.POSITIVE_INFINITY);
  if (open && Math.max(open.from, pos) < end) {
    const from = Math.max(open.from, pos);
    const before = excludedDays(merged(spans), pos, from);
    return { steps, leftDays: end - from + before, end };
  }
  const debt = excludedDays(merged(spans), pos, end);
  if (end > pos) steps.push(step('count', pos + 1, end, `计${legText(leg)}，${how}${dayText(end)}。`));
  if (debt === 0) return { steps, day: end, end };
  for (const s of spans) {
    const [from, to] = [Math.max(s.from, pos), Math.min(s.to, end)];
    if (to > from)
      steps.push(
        runStep(
          {
            kind: 'pause',
            from: from + 1,
            to,
            days: to - from,
            names: [],
            madeUp: [],
            weekend: 0,
            why: s.why,
          },
          'day',
          0,
        ),
      );
  }
  const more = walkDays(calendar, end, { unit: 'day', n: debt }, spans);
  steps.push(...more.runs.map((r) => runStep(r, 'day', r.days)));
  return more.day === undefined
    ? { steps, leftDays: debt - more.counted, end }
    : { steps, day: more.day, end };
}

/** The steps of a leg's runs with running totals, ordinary weekends folded. */
export function runSteps(runs: readonly Run[], unit: Leg['unit']): Step[] {
  let total = 0;
  return foldWeekends(runs).map((run) => {
    if (run.kind === 'count') total += run.days;
    return runStep(run, unit, total);
  });
}

/** Move a day that is not worked or not countable to the next that is. */
function roll(calendar: Calendar, from: number, spans: readonly Span[], lastDay: LastDay) {
  let day = from;
  let provisional = false;
  const names: string[] = [];
  for (;;) {
    const span = spanAt(spans, day);
    if (span) {
      if (span.to === Number.POSITIVE_INFINITY) return { provisional, names };
      if (!names.includes('期间中止')) names.push('期间中止');
      day = span.to + 1;
      continue;
    }
    if (lastDay === 'keep') return { day, provisional, names };
    const kind = kindOfDay(calendar, day);
    provisional ||= kind.provisional;
    if (kind.working) return { day, provisional, names };
    if (!names.includes(kind.reason)) names.push(kind.reason);
    day++;
  }
}

/** Count, roll and explain. Hours are not counted here. @throws CalendarMissing */
export function walk(calendar: Calendar, count: Count): Walked {
  const { start, legs, spans, lastDay } = count;
  const steps: Step[] = [];
  let provisional = false;
  let pos = count.includeStart ? start - 1 : start;
  for (const [i, leg] of legs.entries()) {
    const rest = legs.slice(i + 1);
    if (leg.unit === 'workday' || leg.unit === 'day') {
      const done = walkDays(calendar, pos, { unit: leg.unit, n: leg.n }, spans);
      provisional ||= done.provisional;
      steps.push(...runSteps(done.runs, leg.unit));
      if (done.day === undefined)
        return { provisional, steps, left: [{ unit: leg.unit, n: leg.n - done.counted }, ...rest] };
      pos = done.day;
    } else {
      const done = walkMonths(calendar, pos, leg, spans, i === 0 && count.includeStart);
      steps.push(...done.steps);
      if (done.day === undefined)
        return { provisional, steps, left: [{ unit: 'day', n: done.leftDays ?? 0 }, ...rest] };
      pos = done.day;
    }
  }
  // A limit of nothing that counts its start day ends on the start day all the same.
  const nominal = Math.max(pos, start);
  let day = nominal;
  const inWorkdays = legs.at(-1)?.unit === 'workday';
  const settle = (from: number): boolean => {
    const rolled =
      lastDay === 'roll' || from > nominal
        ? roll(calendar, from, spans, lastDay === 'roll' || inWorkdays ? 'roll' : 'keep')
        : { day: from, provisional: false, names: [] };
    provisional ||= rolled.provisional;
    if (rolled.day === undefined) return false;
    if (rolled.day > from)
      steps.push(
        step(
          'roll',
          from,
          rolled.day,
          `最后一日${dayText(from)}适逢${rolled.names.join('、')}，顺延至${dayText(rolled.day)}。`,
          rolled.day - from,
        ),
      );
    day = rolled.day;
    return true;
  };
  if (!settle(nominal)) return { provisional, steps, left: [{ unit: 'day', n: 0 }] };
  while (count.lastDayPause === 'holds') {
    const held = merged(spans).find((s) => s.from === day);
    if (!held) break;
    if (held.to === Number.POSITIVE_INFINITY) return { provisional, steps, left: [{ unit: 'day', n: 0 }] };
    const text = `最后一日${dayText(day)}当日中止，${rangeText(day, held.to)}不计入期限，恢复后于次日继续。`;
    steps.push(step('pause', day, held.to, text, held.to - day + 1));
    if (!settle(held.to + 1)) return { provisional, steps, left: [{ unit: 'day', n: 0 }] };
  }
  return { day, nominal, provisional, steps, left: [] };
}
