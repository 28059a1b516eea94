/**
 * Time counted a second time, day by day and from the words of the rule, so that the kernel's clocks have something to
 * be compared with. Nothing of the kernel's arithmetic is used here: days are whole numbers since 1970-01-01 in China
 * (UTC+8), and whether a day is worked is read straight from the notices.
 */
import type { Calendar, ClockDef, ClockEventAt, Limit } from '@fadu/kernel';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const EAST = 8 * HOUR;

/** Where a clock stands, as counted by hand. */
export interface Reading {
  readonly state: 'idle' | 'running' | 'paused' | 'elapsed' | 'stopped';
  /** `YYYY-MM-DD`, where there is a due date. */
  readonly due?: string;
  /** Last moment, in milliseconds. */
  readonly dueMs?: number;
  readonly late: boolean;
}

/** A year that no notice speaks of. */
export class NoNotice extends Error {}

const pad = (n: number): string => String(n).padStart(2, '0');
/** `YYYY-MM-DD` of a day number. */
export const dateText = (day: number): string => {
  const d = new Date(day * DAY);
  return `${String(d.getUTCFullYear()).padStart(4, '0')}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
};
/** Day number of a date. */
export const dayNumber = (date: string): number =>
  Math.round(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY,
  );
/** Day in China of a moment in milliseconds. */
export const dayOfMs = (ms: number): number => Math.floor((ms + EAST) / DAY);
const endMs = (day: number): number => (day + 1) * DAY - EAST - 1;

const tables = new WeakMap<Calendar, Map<string, boolean>>();

/** Whether a day is worked: what the latest notice says of it, else Monday to Friday. @throws NoNotice */
export function worked(calendar: Calendar, day: number): boolean {
  let special = tables.get(calendar);
  if (!special) {
    special = new Map();
    for (const year of Object.keys(calendar.years)
      .map(Number)
      .sort((a, b) => a - b)) {
      for (const rest of calendar.years[year]?.rest ?? []) special.set(rest.date, false);
      for (const date of calendar.years[year]?.worked ?? []) special.set(date, true);
    }
    tables.set(calendar, special);
  }
  const date = dateText(day);
  if (!calendar.years[Number(date.slice(0, 4))]) throw new NoNotice(date.slice(0, 4));
  const week = new Date(day * DAY).getUTCDay();
  return special.get(date) ?? (week !== 0 && week !== 6);
}

/** A stretch that does not count, in milliseconds; `to` is Infinity while it lasts. */
interface Held {
  readonly from: number;
  to: number;
}

/** The last run of a clock, from its events. */
interface Run {
  phase: 'idle' | 'running' | 'paused' | 'stopped';
  start: number;
  stop?: number;
  lengths: Limit[];
  held: Held[];
}

function runOf(events: readonly ClockEventAt[], nowMs: number): Run {
  const run: Run = { phase: 'idle', start: 0, lengths: [], held: [] };
  const past = events
    .map((event, i) => ({ event, i, ms: Date.parse(event.at) }))
    .filter((x) => x.ms <= nowMs)
    .sort((a, b) => a.ms - b.ms || a.i - b.i);
  for (const { event, ms } of past) {
    const alive = run.phase === 'running' || run.phase === 'paused';
    if (event.kind === 'restart' || (event.kind === 'start' && !alive)) {
      run.phase = 'running';
      run.start = ms;
      run.stop = undefined;
      run.lengths = event.limit ? [event.limit] : [];
      run.held = [];
    } else if (event.kind === 'stop' && alive) {
      run.phase = 'stopped';
      run.stop = ms;
    } else if (event.kind === 'pause' && run.phase === 'running') {
      run.phase = 'paused';
      run.held.push({ from: ms, to: Number.POSITIVE_INFINITY });
    } else if (event.kind === 'resume' && run.phase === 'paused') {
      run.phase = 'running';
      (run.held.at(-1) as Held).to = ms;
    } else if (event.kind === 'extend' && event.limit) run.lengths.push(event.limit);
  }
  return run;
}

/** The corresponding day `n` months on, or the last of that month. */
function monthsOn(day: number, n: number): number {
  const d = new Date(day * DAY);
  const first = Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + n, 1);
  const next = new Date(first);
  const size = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate();
  return Math.round(first / DAY) + Math.min(d.getUTCDate(), size) - 1;
}

/** The exact moment at which hours are over; undefined while a stretch holds them. */
function hoursOver(run: Run, n: number): number | undefined {
  let at = run.start + n * HOUR;
  for (;;) {
    let lost = 0;
    for (const h of run.held) lost += Math.max(0, Math.min(h.to, at) - Math.max(h.from, run.start));
    const next = run.start + n * HOUR + lost;
    if (next === at)
      return run.held.some((h) => h.to === Number.POSITIVE_INFINITY && h.from < at) ? undefined : at;
    at = next;
    if (run.held.some((h) => h.to === Number.POSITIVE_INFINITY && h.from < at)) {
      const open = run.held.find((h) => h.to === Number.POSITIVE_INFINITY) as Held;
      if (at > open.from) return undefined;
    }
  }
}

/** The due day: count, then move off what is not worked, then wait while it is held; undefined when held for good. */
function dueDay(run: Run, def: ClockDef, calendar: Calendar): number | undefined {
  const stretches = run.held.map((h) => ({
    from: dayOfMs(h.from),
    to: h.to === Number.POSITIVE_INFINITY ? h.to : dayOfMs(h.to),
  }));
  const held = (day: number): boolean => stretches.some((s) => s.from < day && day <= s.to);
  const forGood = (day: number): boolean =>
    stretches.some((s) => s.from < day && s.to === Number.POSITIVE_INFINITY);
  const legs: { unit: Limit['unit']; n: number }[] = [];
  for (const l of run.lengths) {
    const leg = l.unit === 'year' ? { unit: 'month' as const, n: 12 * l.n } : { unit: l.unit, n: l.n };
    const last = legs.at(-1);
    if (last && last.unit === leg.unit) last.n += leg.n;
    else legs.push(leg);
  }
  const start = dayOfMs(run.start);
  let day = start;
  const count = (n: number, inWorkdays: boolean): boolean => {
    for (let left = n; left > 0; ) {
      day += 1;
      if (forGood(day)) return false;
      if (!held(day) && (!inWorkdays || worked(calendar, day))) left -= 1;
    }
    return true;
  };
  for (const leg of legs) {
    if (leg.unit === 'month') {
      const end = monthsOn(day, leg.n);
      let lost = 0;
      for (let d = day + 1; d <= end; d++) {
        if (forGood(d)) return undefined;
        if (held(d)) lost += 1;
      }
      day = end;
      if (!count(lost, false)) return undefined;
    } else if (!count(leg.n, leg.unit === 'workday')) return undefined;
  }
  const minimum = def.kind === 'minimum';
  const rolls = def.lastDay === 'roll' && !minimum;
  const settle = (moves: boolean): boolean => {
    while (held(day) || (moves && !worked(calendar, day))) {
      if (forGood(day)) return false;
      day += 1;
    }
    return true;
  };
  if (rolls && !settle(true)) return undefined;
  // A stretch that begins on the last day keeps that day open until it ends.
  while (!minimum && held(day + 1) && !held(day)) {
    if (forGood(day + 1)) return undefined;
    do day += 1;
    while (held(day));
    if (!settle(rolls || legs.at(-1)?.unit === 'workday')) return undefined;
  }
  return day;
}

/** Read a clock at a moment, from its recorded events alone. @throws NoNotice */
export function readClock(
  def: ClockDef,
  events: readonly ClockEventAt[],
  calendar: Calendar,
  nowMs: number,
): Reading {
  const run = runOf(events, nowMs);
  if (run.phase === 'idle') return { state: 'idle', late: false };
  let due: string | undefined;
  let dueMs: number | undefined;
  if (run.lengths[0]?.unit === 'hour') {
    dueMs = hoursOver(
      run,
      run.lengths.reduce((sum, l) => sum + l.n, 0),
    );
    if (dueMs !== undefined) due = dateText(dayOfMs(dueMs));
  } else {
    const day = dueDay(run, def, calendar);
    if (day !== undefined) {
      due = dateText(day);
      dueMs = endMs(day);
    }
  }
  const stopped = run.phase === 'stopped';
  if (due === undefined || dueMs === undefined) return { state: stopped ? 'stopped' : 'paused', late: false };
  const over = nowMs > dueMs;
  return {
    state: stopped ? 'stopped' : over ? 'elapsed' : 'running',
    due,
    dueMs,
    late: def.kind !== 'minimum' && (stopped ? (run.stop as number) > dueMs : over),
  };
}
