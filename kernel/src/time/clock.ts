/**
 * A statutory clock: the fold of what started, stopped, paused and extended it. Nothing is stored but the events;
 * the due date is computed from them and the calendar whenever it is asked for.
 */
import { type Citation, citeText } from '../citation.ts';
import type { Calendar } from './calendar.ts';
import { type CountOptions, countLimit, type Due, dueFast, minOpen, noticeBefore } from './count.ts';
import { startOfDay, toMs } from './date.ts';
import { aheadText, type Remaining, remaining } from './elapsed.ts';
import { type DateStr, type Instant, type Limit, limitText } from './limit.ts';
import { type Exclusion, type Leg, NoDueDate } from './span.ts';
import type { LastDay } from './walk.ts';
import { legText, type Step } from './words.ts';

/** What a clock is, as the law writes it. */
export interface ClockSpec {
  readonly code: string;
  readonly title: string;
  /** Role that owes the act in time. */
  readonly owedBy: string;
  readonly limit: Limit;
  /** `due`: act by then. `minimum`: not before then. */
  readonly direction: 'due' | 'minimum';
  /** What a last day does that is not worked. A `minimum` never rolls. */
  readonly lastDay: LastDay;
  readonly citation: Citation;
  /** How far it may be extended: the longest single extension, and how often. */
  readonly extension?: { readonly limit: Limit; readonly times: number; readonly citation: Citation };
  /** How long before the due date people are warned. */
  readonly warnBefore?: Limit;
}

/** What happens to a clock. */
export type ClockEventKind = 'start' | 'stop' | 'pause' | 'resume' | 'extend' | 'restart';

/** One thing that happened to a clock, by an act of the case. */
export interface ClockEvent {
  readonly kind: ClockEventKind;
  readonly at: Instant;
  /** The act that did it. */
  readonly act: string;
  /** Length of an extension (default: the whole the spec allows), or of a run that fixes its own length. */
  readonly limit?: Limit;
  /** Ground of a pause. Pauses on different grounds may overlap; each ends with the `resume` of its ground. */
  readonly ground?: string;
}

/** Why an extension is refused. */
export type RefusedExtension =
  | 'not-running'
  | 'none-allowed'
  | 'too-often'
  | 'other-unit'
  | 'too-long'
  | 'expired';

/** An extension beyond what the law allows. The event must not be recorded. */
export class ExtensionRefused extends Error {
  override readonly name = 'ExtensionRefused';
  readonly code = 'time.extension-refused';
  readonly reason: RefusedExtension;
  readonly citation: Citation;
  constructor(spec: ClockSpec, reason: RefusedExtension, why: string) {
    const citation = spec.extension?.citation ?? spec.citation;
    super(`“${spec.title}”不能延长：${why}（${citeText(citation)}）`);
    this.reason = reason;
    this.citation = citation;
  }
}

type Phase = 'idle' | 'running' | 'paused' | 'stopped';
type Effect = 'begin' | 'end' | 'hold' | 'release' | 'lengthen' | 'none';

/**
 * What each event does in each phase. `none`: no effect, so that one act can stop or pause all clocks of a case;
 * such events are listed in the answer as `ignored`.
 */
const EFFECTS: Readonly<Record<Phase, Readonly<Record<ClockEventKind, Effect>>>> = {
  idle: { start: 'begin', restart: 'begin', stop: 'none', pause: 'none', resume: 'none', extend: 'lengthen' },
  running: {
    start: 'none',
    restart: 'begin',
    stop: 'end',
    pause: 'hold',
    resume: 'none',
    extend: 'lengthen',
  },
  paused: {
    start: 'none',
    restart: 'begin',
    stop: 'end',
    pause: 'hold',
    resume: 'release',
    extend: 'lengthen',
  },
  stopped: {
    start: 'begin',
    restart: 'begin',
    stop: 'none',
    pause: 'none',
    resume: 'none',
    extend: 'lengthen',
  },
};

/** The last run of a clock, before any date is computed. */
export interface ClockRun {
  readonly phase: Phase;
  readonly startedAt?: Instant;
  readonly startedBy?: string;
  readonly stoppedAt?: Instant;
  readonly stoppedBy?: string;
  readonly limit: Limit;
  readonly extend: readonly Limit[];
  /** Pauses as intervals; one that has not ended has `to: null`. */
  readonly exclude: readonly Exclusion[];
  /** Events that had no effect where the clock stood. */
  readonly ignored: readonly ClockEvent[];
}

const optionsOf = (spec: ClockSpec, run: ClockRun, calendar: Calendar): CountOptions => ({
  calendar,
  lastDay: spec.direction === 'minimum' ? 'keep' : spec.lastDay,
  exclude: run.exclude,
  extend: run.extend,
  lastDayPause: spec.direction === 'minimum' ? 'counts' : 'holds',
});

/** Due date of a run, or undefined when it has none. */
function dueOf(
  spec: ClockSpec,
  run: ClockRun,
  calendar: Calendar,
): Pick<Due, 'due' | 'dueAt' | 'provisional'> | undefined {
  if (run.startedAt === undefined) return undefined;
  try {
    return dueFast(run.startedAt, run.limit, optionsOf(spec, run, calendar));
  } catch (e) {
    if (e instanceof NoDueDate) return undefined;
    throw e;
  }
}

/** The extension an event asks for. @throws ExtensionRefused */
function extensionOf(spec: ClockSpec, run: ClockRun, event: ClockEvent): Limit {
  const allowed = spec.extension;
  const refuse = (reason: RefusedExtension, why: string): never => {
    throw new ExtensionRefused(spec, reason, why);
  };
  if (run.phase !== 'running' && run.phase !== 'paused') return refuse('not-running', '期限没有在计算');
  if (!allowed || allowed.times === 0) return refuse('none-allowed', '依据没有规定可以延长');
  if (run.extend.length >= allowed.times)
    return refuse('too-often', `最多延长${allowed.times}次，已延长${run.extend.length}次`);
  const limit = event.limit ?? allowed.limit;
  if (limit.unit !== allowed.limit.unit)
    return refuse('other-unit', `延长应以“${limitText(allowed.limit)}”的单位计算，不是“${limitText(limit)}”`);
  if (limit.n > allowed.limit.n)
    return refuse('too-long', `每次最长${limitText(allowed.limit)}，请求${limitText(limit)}`);
  return limit;
}

const close = (list: readonly Exclusion[], event: ClockEvent): Exclusion[] =>
  list.map((x) => (x.to === null && x.why === event.ground ? { ...x, to: event.at } : x));

/** The run after one event. @throws ExtensionRefused */
function apply(spec: ClockSpec, run: ClockRun, event: ClockEvent): ClockRun {
  const ignored = (): ClockRun => ({ ...run, ignored: [...run.ignored, event] });
  const isOpen = run.exclude.some((x) => x.to === null && x.why === event.ground);
  const effect = EFFECTS[run.phase][event.kind];
  switch (effect) {
    case 'begin':
      return {
        phase: 'running',
        startedAt: event.at,
        startedBy: event.act,
        limit: event.limit ?? spec.limit,
        extend: [],
        exclude: [],
        ignored: run.ignored,
      };
    case 'end':
      return { ...run, phase: 'stopped', stoppedAt: event.at, stoppedBy: event.act };
    case 'hold':
      return isOpen
        ? ignored()
        : {
            ...run,
            phase: 'paused',
            exclude: [...run.exclude, { from: event.at, to: null, why: event.ground }],
          };
    case 'release': {
      if (!isOpen) return ignored();
      const exclude = close(run.exclude, event);
      return { ...run, phase: exclude.some((x) => x.to === null) ? 'paused' : 'running', exclude };
    }
    case 'lengthen':
      return { ...run, extend: [...run.extend, extensionOf(spec, run, event)] };
    case 'none':
      return ignored();
    default:
      return effect satisfies never;
  }
}

/**
 * Fold the events of a clock, oldest first by `at` (events of one moment keep their order).
 * No calendar takes part: what is recorded stays valid when a yearly notice moves a date.
 * @throws ExtensionRefused, BadDate
 */
export function foldClock(spec: ClockSpec, events: readonly ClockEvent[]): ClockRun {
  let run: ClockRun = { phase: 'idle', limit: spec.limit, extend: [], exclude: [], ignored: [] };
  const inOrder = events.map((e) => [toMs(e.at), e] as const).sort((a, b) => a[0] - b[0]);
  for (const [, event] of inOrder) run = apply(spec, run, event);
  return run;
}

/**
 * Check an event before it is recorded: all that the fold checks, and that an extension comes while the limit
 * still runs. (Asked once, with the calendar of the day; a later notice does not undo a recorded extension.)
 * @throws ExtensionRefused, CalendarMissing, BadDate
 */
export function checkEvent(
  spec: ClockSpec,
  events: readonly ClockEvent[],
  event: ClockEvent,
  calendar: Calendar,
): void {
  const run = foldClock(spec, events);
  apply(spec, run, event);
  if (event.kind !== 'extend') return;
  const due = dueOf(spec, run, calendar);
  if (due !== undefined && toMs(event.at) > toMs(due.dueAt))
    throw new ExtensionRefused(spec, 'expired', `期限已于${due.due}届满`);
}

/** Where a clock stands. */
export interface ClockState {
  readonly state: 'idle' | 'running' | 'paused' | 'expired' | 'stopped';
  readonly startedAt?: Instant;
  /** Absent while idle, and while a pause stops the count. For a `minimum`: the last protected day. */
  readonly due?: DateStr;
  readonly dueAt?: Instant;
  /** `minimum` only: the first moment at which the protected act may happen. */
  readonly firstAllowedAt?: Instant;
  readonly stoppedAt?: Instant;
  /** The act came after the due date, or has not come and the due date has passed. */
  readonly late: boolean;
  /** `minimum` only: it was stopped before the minimum was over. */
  readonly early: boolean;
  readonly provisional: boolean;
  /** What remains, in words; told while running, paused or expired. */
  readonly remaining?: Remaining;
  /** First day of warning, and whether it has come. */
  readonly warnFrom?: DateStr;
  readonly warning: boolean;
  readonly steps: readonly Step[];
  readonly ignored: readonly ClockEvent[];
}

/** What is left of a stopped count, in words. */
function leftOver(left: readonly Leg[]): Remaining {
  const [first, ...rest] = left;
  const unit = first?.unit ?? 'day';
  const n = first?.n ?? 0;
  const more = rest.map((l) => `加${legText(l)}`).join('');
  return { state: 'ahead', n, unit, text: `${aheadText(unit, n)}${more}（中止期间不计）` };
}

/**
 * The state of a clock at a moment; events after `now` have not happened yet.
 * @throws ExtensionRefused, CalendarMissing, BadDate
 */
export function clockState(
  spec: ClockSpec,
  events: readonly ClockEvent[],
  calendar: Calendar,
  now: Instant,
): ClockState {
  const at = toMs(now);
  const happened = events.filter((e) => toMs(e.at) <= at);
  const run = foldClock(spec, happened);
  const { startedAt, stoppedAt, ignored } = run;
  const nothing = { late: false, early: false, warning: false, ignored };
  if (startedAt === undefined) return { state: 'idle', provisional: false, steps: [], ...nothing };
  const known = { startedAt, ...(stoppedAt === undefined ? {} : { stoppedAt }) };
  const counted = countLimit(startedAt, run.limit, optionsOf(spec, run, calendar));
  if (!('due' in counted)) {
    const { provisional, steps } = counted;
    const left = stoppedAt === undefined ? { remaining: leftOver(counted.left) } : {};
    return { state: stoppedAt ? 'stopped' : 'paused', provisional, steps, ...nothing, ...known, ...left };
  }
  const minimum =
    spec.direction === 'minimum'
      ? minOpen(startedAt, run.limit, calendar, { exclude: run.exclude, extend: run.extend })
      : undefined;
  const { due, dueAt, provisional, steps } = minimum ?? counted;
  const expired = at > toMs(dueAt);
  const state = stoppedAt ? 'stopped' : expired ? 'expired' : 'running';
  const late = !minimum && (stoppedAt ? toMs(stoppedAt) > toMs(dueAt) : expired);
  const early = minimum && stoppedAt ? toMs(stoppedAt) < toMs(minimum.firstAllowedAt) : false;
  const warnFrom = warning(spec, { due, dueAt }, calendar);
  const warnAt =
    warnFrom && (spec.warnBefore?.unit === 'hour' ? toMs(warnFrom.dueAt) : toMs(startOfDay(warnFrom.due)));
  return {
    state,
    ...known,
    due,
    dueAt,
    ...(minimum ? { firstAllowedAt: minimum.firstAllowedAt } : {}),
    late,
    early,
    provisional,
    ...(stoppedAt === undefined && !(minimum && expired)
      ? { remaining: remaining(now, { due, dueAt }, { unit: run.limit.unit, calendar }) }
      : {}),
    ...(warnFrom ? { warnFrom: warnFrom.due } : {}),
    warning: state === 'running' && warnAt !== undefined && at >= warnAt,
    steps,
    ignored,
  };
}

const warning = (spec: ClockSpec, { due, dueAt }: Pick<Due, 'due' | 'dueAt'>, calendar: Calendar) =>
  spec.warnBefore && noticeBefore(spec.warnBefore.unit === 'hour' ? dueAt : due, spec.warnBefore, calendar);

/** First day of warning before a due date; undefined where the clock gives none. Same errors as a count. */
export const warnDay = (
  spec: ClockSpec,
  due: Pick<Due, 'due' | 'dueAt'>,
  calendar: Calendar,
): DateStr | undefined => warning(spec, due, calendar)?.due;

/** Due date of a clock by the fast path, for re-dating many clocks; undefined when it has none. Same errors. */
export function clockDue(
  spec: ClockSpec,
  events: readonly ClockEvent[],
  calendar: Calendar,
): Pick<Due, 'due' | 'dueAt' | 'provisional'> | undefined {
  return dueOf(spec, foldClock(spec, events), calendar);
}
