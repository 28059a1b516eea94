/** The steps by which a due date explains itself, and the sentences they say. */
import { formatDate, formatRange, fromDay } from './date.ts';
import { type DateStr, days, hours, limitText, months, workdays } from './limit.ts';
import type { Leg } from './span.ts';

/** What a step of the explanation tells. */
export type StepKind = 'start' | 'skip' | 'count' | 'extend' | 'pause' | 'roll' | 'end' | 'unit';

/** One step of the explanation of a date: a range of days and one Chinese sentence about it. */
export interface Step {
  readonly kind: StepKind;
  readonly from: DateStr;
  readonly to: DateStr;
  /** Days of the limit's unit counted in a `count` step; calendar days left out in `skip`, `pause`, `roll`. */
  readonly days?: number;
  readonly text: string;
}

/** A run of days of one sort, in epoch days, while counting. */
export interface Run {
  kind: 'count' | 'skip' | 'pause';
  from: number;
  to: number;
  /** Days counted, or days left out. */
  days: number;
  /** Names of what is skipped: holidays, or 周末. */
  names: string[];
  /** Weekend days that are worked, in a `count` run of working days. */
  madeUp: number[];
  /** Ordinary weekend days folded into a `count` run. */
  weekend: number;
  why?: string | undefined;
}

const MAKERS = { workday: workdays, day: days, hour: hours, month: months };

/** The length of a leg in words: 20个工作日. */
export const legText = (leg: Leg): string => limitText(MAKERS[leg.unit](leg.n));

/** A step over epoch days. */
export const step = (kind: StepKind, from: number, to: number, text: string, n?: number): Step => ({
  kind,
  from: fromDay(from),
  to: fromDay(to),
  ...(n === undefined ? {} : { days: n }),
  text,
});

/** A range of epoch days in words. */
export const rangeText = (from: number, to: number): string => formatRange(fromDay(from), fromDay(to));

/** A day with its day of the week in words. */
export const dayText = (day: number): string => formatDate(fromDay(day));

const unitText = (unit: Leg['unit'], n: number): string =>
  legText({ unit: unit === 'workday' ? 'workday' : 'day', n });

/** Fold an ordinary weekend between two counted runs into one run, so that a long count reads in few lines. */
export function foldWeekends(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i] as Run;
    const prev = out.at(-1);
    const next = runs[i + 1];
    if (run.kind === 'skip' && isWeekend(run) && prev?.kind === 'count' && next?.kind === 'count') {
      prev.from = Math.min(prev.from, next.from);
      prev.to = Math.max(prev.to, next.to);
      prev.days += next.days;
      prev.weekend += run.days;
      prev.madeUp.push(...next.madeUp);
      i++;
    } else out.push({ ...run, madeUp: [...run.madeUp] });
  }
  return out;
}

const isWeekend = (run: Run): boolean => run.names.every((n) => n === '周末');

/** Say what a run of days is. `total` is what has been counted when the run ends. */
export function runStep(run: Run, unit: Leg['unit'], total: number): Step {
  const range = rangeText(run.from, run.to);
  if (run.kind === 'skip') {
    // A weekend that touches a holiday is told as part of it.
    const what = isWeekend(run) ? '周末' : `${run.names.filter((n) => n !== '周末').join('、')}放假`;
    return step('skip', run.from, run.to, `${range}${what}，不计${run.days}日。`, run.days);
  }
  if (run.kind === 'pause') {
    const why = run.why ? `（${run.why}）` : '';
    return step('pause', run.from, run.to, `${range}期间不计入期限${why}，不计${run.days}日。`, run.days);
  }
  const notes = [
    run.weekend > 0 ? `其间周末${run.weekend}日不计` : '',
    run.madeUp.length > 0 ? `${run.madeUp.map((d) => rangeText(d, d)).join('、')}调休上班，照计` : '',
  ].filter(Boolean);
  const sum = total > run.days ? `，累计${unitText(unit, total)}` : '';
  const note = notes.length ? `（${notes.join('；')}）` : '';
  return step('count', run.from, run.to, `${range}计${unitText(unit, run.days)}${sum}${note}。`, run.days);
}
