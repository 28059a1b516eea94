/**
 * Counting limits. `dueBy`: a limit that binds someone to act. `minOpen`: a minimum that protects the public.
 * `noticeBefore`: so long before an event. Each answer explains itself step by step.
 */
import type { Calendar } from './calendar.ts';
import {
  BadDate,
  dateOf,
  dayAt,
  dayStartMs,
  endOfDay,
  formatDate,
  formatInstant,
  fromDay,
  fromMs,
  HOUR_MS,
  isInstant,
  timeOfDay,
  toMs,
} from './date.ts';
import { fastDue } from './fast.ts';
import { type DateStr, type Instant, type Limit, limitText } from './limit.ts';
import {
  daySpans,
  type Exclusion,
  type Leg,
  legsOf,
  merged,
  msSpans,
  NoDueDate,
  noDueSince,
  type Span,
} from './span.ts';
import { type Count, type LastDay, type LastDayPause, monthEnd, runSteps, walk, walkDays } from './walk.ts';
import { dayText, legText, rangeText, type Step, step } from './words.ts';

/** How a limit is counted. */
export interface CountOptions {
  readonly calendar: Calendar;
  /** A last day that is not worked moves to the next working day (`roll`, the default) or stays (`keep`). */
  readonly lastDay?: LastDay;
  /** Stretches that do not count. */
  readonly exclude?: readonly Exclusion[];
  /** Extensions; they add to the count before anything rolls. */
  readonly extend?: readonly Limit[];
  /** Count the start day as the first day. */
  readonly includeStart?: boolean;
  /** Close of business `HH:MM` where a statute ties the last day to office hours; else the day ends at 24:00. */
  readonly closesAt?: string;
  /** What a stretch beginning on the last day does; default `counts`: that day is spent. */
  readonly lastDayPause?: LastDayPause;
  /** Why the limit has this unit (from `resolveLimit`), to stand first in the explanation. */
  readonly because?: Pick<Step, 'kind' | 'text'>;
}

/** A date with its explanation. */
export interface Due {
  /** The day it falls on. */
  readonly due: DateStr;
  /** The last moment: the end of that day in China, or the exact moment for hours. */
  readonly dueAt: Instant;
  /** The day before rolling. */
  readonly nominal: DateStr;
  /** It rests on a yearly arrangement that has not been announced. */
  readonly provisional: boolean;
  readonly steps: readonly Step[];
  /** Version of the calendar it was computed with. */
  readonly calendar: string;
}

/** How a minimum came out. `due`, `dueAt` and `nominal` are the last protected day. */
export interface Minimum extends Due {
  readonly lastProtected: DateStr;
  /** First day on which the protected act may happen. */
  readonly firstAllowed: DateStr;
  readonly firstAllowedAt: Instant;
}

/** What is left of a count that is stopped. */
export interface Stopped {
  readonly left: readonly Leg[];
  readonly provisional: boolean;
  readonly steps: readonly Step[];
}

const asCount = (start: DateStr | Instant, legs: readonly Leg[], options: CountOptions): Count => ({
  start: dayAt(start),
  legs,
  spans: daySpans(options.exclude),
  lastDay: options.lastDay ?? 'roll',
  includeStart: options.includeStart ?? false,
  lastDayPause: options.lastDayPause ?? 'counts',
});

/** When a day ends: at 24:00, or at close of business. */
const lastMoment = (due: DateStr, closesAt: string | undefined): Instant =>
  closesAt ? timeOfDay(due, closesAt) : endOfDay(due);

const TENTATIVE = '所涉年度的放假安排尚未公布，此日期为暂定，公布后重算。';

function openSteps(start: number, limit: Limit, legs: readonly Leg[], options: CountOptions): Step[] {
  const first = options.includeStart ? '当日计入' : '当日不计入';
  const steps = [step('start', start, start, `${dayText(start)}起算，期限${limitText(limit)}，${first}。`)];
  if (options.because) steps.unshift(step(options.because.kind, start, start, options.because.text));
  const extend = options.extend ?? [];
  if (extend.length > 0) {
    const sum = legs.map(legText).join('加');
    const added = extend.map(limitText).join('、');
    steps.push(
      step(
        'extend',
        start,
        start,
        `延长${added}，与原期限合并为${sum}，自起算日连续计算，不从顺延后的日期起算。`,
      ),
    );
  }
  return steps;
}

/** The moment a start stands for under an hour limit. @throws BadDate for a plain date. */
function momentOf(at: DateStr | Instant): number {
  if (!isInstant(at)) throw new BadDate(at, '起算时刻：以小时计的期限应给出精确时刻，不能只给日期');
  return toMs(at);
}

/** Hours run through nights and holidays, from the moment, and never roll. */
function walkHours(at: number, n: number, spans: readonly Span[]) {
  const steps: Step[] = [];
  let pos = at;
  let need = n * HOUR_MS;
  const say = (kind: 'count' | 'pause', from: number, to: number, text: string) => {
    const [a, b] = [dateOf(fromMs(from)), dateOf(fromMs(to))];
    steps.push({
      kind,
      from: a,
      to: b,
      text: `${formatInstant(fromMs(from))}至${formatInstant(fromMs(to))}${text}`,
    });
  };
  for (const s of spans) {
    if (s.to <= pos) continue;
    const from = Math.max(s.from, pos);
    if (pos + need <= from) break;
    need -= from - pos;
    if (from > pos) say('count', pos, from, '计入期限。');
    if (s.to === Number.POSITIVE_INFINITY) return { need, steps, stopped: s };
    say('pause', from, s.to, `不计入期限${s.why ? `（${s.why}）` : ''}。`);
    pos = s.to;
  }
  if (need > 0) say('count', pos, pos + need, '连续计算，夜间和节假日照计。');
  return { at: pos + need, need: 0, steps };
}

/**
 * Count a limit as far as it goes: a due date, or what is left while a stretch that has not ended stops it.
 * @throws CalendarMissing, MixedUnits, BadDate
 */
export function countLimit(start: DateStr | Instant, limit: Limit, options: CountOptions): Due | Stopped {
  const legs = legsOf(limit, options.extend);
  const startDay = dayAt(start);
  const steps = openSteps(startDay, limit, legs, options);
  if (legs[0]?.unit === 'hour') {
    const n = legs[0].n;
    const head = step(
      'start',
      startDay,
      startDay,
      `${formatInstant(fromMs(momentOf(start)))}起算，期限${limitText(limit)}。`,
    );
    steps.splice(options.because ? 1 : 0, 1, head);
    const done = walkHours(momentOf(start), n, merged(msSpans(options.exclude)));
    steps.push(...done.steps);
    if (done.at === undefined)
      return { left: [{ unit: 'hour', n: Math.ceil(done.need / HOUR_MS) }], provisional: false, steps };
    const dueAt = fromMs(done.at);
    const due = dateOf(dueAt);
    steps.push({
      kind: 'end',
      from: due,
      to: due,
      text: `${formatInstant(dueAt)}届满，以小时计的期限不因节假日顺延。`,
    });
    return { due, dueAt, nominal: due, provisional: false, steps, calendar: options.calendar.version };
  }
  const count = asCount(start, legs, options);
  const done = walk(options.calendar, count);
  steps.push(...done.steps);
  const { provisional } = done;
  if (done.day === undefined || done.nominal === undefined) return { left: done.left, provisional, steps };
  const due = fromDay(done.day);
  const hour = options.closesAt ?? '24:00';
  const kept = count.lastDay === 'keep' ? '，遇休息日不顺延' : '';
  const mark = provisional ? TENTATIVE : '';
  steps.push(
    step('end', done.day, done.day, `${dayText(done.day)}${hour.replace(':00', '时')}届满${kept}。${mark}`),
  );
  return {
    due,
    dueAt: lastMoment(due, options.closesAt),
    nominal: fromDay(done.nominal),
    provisional,
    steps,
    calendar: options.calendar.version,
  };
}

/**
 * When a limit that binds someone to act ends. The start day is not counted; excluded days are not counted;
 * extensions add to the count before the last day rolls; hours run from the moment.
 * @throws NoDueDate while an exclusion that has not ended stops the count
 * @throws CalendarMissing, MixedUnits, BadDate
 */
export function dueBy(start: DateStr | Instant, limit: Limit, options: CountOptions): Due {
  const done = countLimit(start, limit, options);
  if ('due' in done) return done;
  const open = options.exclude?.find((x) => x.to === null);
  throw new NoDueDate(open ? fromDay(dayAt(open.from)) : fromDay(dayAt(start)));
}

/**
 * Due day, last moment and standing without the explanation, by the calendar's index: what re-dating a million
 * clocks after the yearly notice asks for. Equals `dueBy` (held by a property test). Same errors.
 */
export function dueFast(
  start: DateStr | Instant,
  limit: Limit,
  options: CountOptions,
): Pick<Due, 'due' | 'dueAt' | 'provisional'> {
  const legs = legsOf(limit, options.extend);
  if (legs[0]?.unit === 'hour') {
    const done = walkHours(momentOf(start), legs[0].n, merged(msSpans(options.exclude)));
    if (done.at === undefined) throw noDueSince({ from: dayAt(fromMs(done.stopped.from)), to: 0 });
    const dueAt = fromMs(done.at);
    return { due: dateOf(dueAt), dueAt, provisional: false };
  }
  const { day, provisional } = fastDue(options.calendar, asCount(start, legs, options));
  const due = fromDay(day);
  return { due, dueAt: lastMoment(due, options.closesAt), provisional };
}

/** The due day alone; see `dueFast`. */
export const dueDateOnly = (start: DateStr | Instant, limit: Limit, options: CountOptions): DateStr =>
  dueFast(start, limit, options).due;

/**
 * A minimum that protects the public (comment period, gap before entry into force): so many full days must have
 * passed, the start day not counted; never rolled, so never shortened and never lengthened by holidays.
 * @throws NoDueDate, CalendarMissing, MixedUnits, BadDate
 */
export function minOpen(
  start: DateStr | Instant,
  limit: Limit,
  calendar: Calendar,
  options: { exclude?: readonly Exclusion[]; extend?: readonly Limit[] } = {},
): Minimum {
  const done = dueBy(start, limit, { ...options, calendar, lastDay: 'keep' });
  if (limit.unit === 'hour') {
    const at = fromMs(toMs(done.dueAt));
    const text = `${formatInstant(at)}起方可进行。`;
    const steps = [...done.steps.slice(0, -1), { kind: 'end' as const, from: done.due, to: done.due, text }];
    return { ...done, steps, lastProtected: done.due, firstAllowed: dateOf(at), firstAllowedAt: at };
  }
  const next = dayAt(done.due) + 1;
  const mark = done.provisional ? TENTATIVE : '';
  const text = `满${limitText(limit)}的最后一日为${formatDate(done.due)}，不因休息日顺延或缩短；${dayText(next)}起方可进行。${mark}`;
  const day = dayAt(done.due);
  return {
    ...done,
    steps: [...done.steps.slice(0, -1), step('end', day, day, text)],
    lastProtected: done.due,
    firstAllowed: fromDay(next),
    firstAllowedAt: fromMs(dayStartMs(next)),
  };
}

/**
 * The latest lawful day to do something `limit` before an event (notice of a hearing): counted back from the
 * event, whose day is not counted; no rolling.
 * @throws CalendarMissing, BadDate
 */
export function noticeBefore(event: DateStr | Instant, limit: Limit, calendar: Calendar): Due {
  const version = calendar.version;
  if (limit.unit === 'hour') {
    const at = fromMs(momentOf(event) - limit.n * HOUR_MS);
    const due = dateOf(at);
    const steps: Step[] = [
      {
        kind: 'start',
        from: dateOf(event),
        to: dateOf(event),
        text: `${formatInstant(event)}起倒算${limitText(limit)}。`,
      },
      { kind: 'end', from: due, to: due, text: `最迟为${formatInstant(at)}。` },
    ];
    return { due, dueAt: at, nominal: due, provisional: false, steps, calendar: version };
  }
  const from = dayAt(event);
  const steps = [
    step('start', from, from, `${dayText(from)}为期日，当日不计入，向前倒算${limitText(limit)}。`),
  ];
  let day: number;
  let provisional = false;
  if (limit.unit === 'workday' || limit.unit === 'day') {
    const done = walkDays(calendar, from, { unit: limit.unit, n: limit.n }, [], -1);
    day = done.day ?? from;
    provisional = done.provisional;
    steps.push(...runSteps(done.runs, limit.unit));
  } else {
    day = monthEnd(fromDay(from), limit.unit === 'year' ? -12 * limit.n : -limit.n).day;
    if (day < from)
      steps.push(step('count', day, from - 1, `倒算${limitText(limit)}，至${rangeText(day, day)}。`));
  }
  const mark = provisional ? TENTATIVE : '';
  steps.push(step('end', day, day, `最迟为${dayText(day)}，遇休息日不顺延。${mark}`));
  const due = fromDay(day);
  return { due, dueAt: endOfDay(due), nominal: due, provisional, steps, calendar: version };
}
