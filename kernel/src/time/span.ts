/** Stretches of time that do not count, and what a limit with its extensions is counted as. */
import { DAY_MS, dayAt, dayStartMs, fromDay, isInstant, toMs } from './date.ts';
import { type DateStr, type Instant, type Limit, limitText, type Unit } from './limit.ts';

/**
 * A stretch that does not count: the days `d` with `from < d <= to`. The day on which it begins is still spent,
 * the day on which it ends is not. `to: null` is a stretch that has not ended. Instants mean their day in China,
 * except under hour limits, which take them exactly.
 */
export interface Exclusion {
  readonly from: DateStr | Instant;
  readonly to: DateStr | Instant | null;
  /** Why, for the explanation, e.g. 征求第三方意见. */
  readonly why?: string;
}

/** An exclusion in numbers; `to` is `Infinity` while it has not ended. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly why?: string;
}

/** A limit and extension whose units cannot be counted one after the other. */
export class MixedUnits extends Error {
  override readonly name = 'MixedUnits';
  readonly code = 'time.mixed-units';
}

/** There is no due date: the count is stopped by a stretch that has not ended. */
export class NoDueDate extends Error {
  override readonly name = 'NoDueDate';
  readonly code = 'time.no-due-date';
  readonly since: DateStr;
  constructor(since: DateStr) {
    super(`期限自${since}起中止，尚未恢复，没有到期日；恢复后再计算`);
    this.since = since;
  }
}

const ordered = (list: readonly Exclusion[], at: (x: DateStr | Instant) => number): Span[] =>
  list
    .map((x) => ({ from: at(x.from), to: x.to === null ? Number.POSITIVE_INFINITY : at(x.to), why: x.why }))
    .map((s, i) => {
      if (s.to < s.from)
        throw new RangeError(`不计入期限的一段从${list[i]?.from}到${list[i]?.to}，结束早于开始，请更正`);
      return s;
    })
    .filter((s) => s.to > s.from)
    .sort((a, b) => a.from - b.from || a.to - b.to);

/** Exclusions as epoch days, in order, not merged. @throws RangeError when one ends before it begins. */
export const daySpans = (list: readonly Exclusion[] = []): Span[] => ordered(list, dayAt);

/** Exclusions as milliseconds, in order; a date is taken as the end of that day. */
export const msSpans = (list: readonly Exclusion[] = []): Span[] =>
  ordered(list, (x) => (isInstant(x) ? toMs(x) : dayStartMs(dayAt(x)) + DAY_MS));

/** Ordered spans with overlapping and touching ones made one. */
export function merged(spans: readonly Span[]): Span[] {
  const out: { from: number; to: number; why?: string }[] = [];
  for (const s of spans) {
    const prev = out.at(-1);
    if (prev && s.from <= prev.to) prev.to = Math.max(prev.to, s.to);
    else out.push({ ...s });
  }
  return out;
}

/** The span in which a day does not count, if any. */
export const spanAt = (spans: readonly Span[], day: number): Span | undefined =>
  spans.find((s) => s.from < day && day <= s.to);

/** How many of the days `d` with `from < d <= to` lie in merged spans. */
export function excludedDays(spans: readonly Span[], from: number, to: number): number {
  let n = 0;
  for (const s of spans) n += Math.max(0, Math.min(s.to, to) - Math.max(s.from, from));
  return n;
}

/** One stretch of counting in one unit. */
export interface Leg {
  readonly unit: Exclude<Unit, 'year'>;
  readonly n: number;
}

/**
 * The limit and its extensions as legs to be counted one after the other without rolling in between. Neighbours
 * in one unit are summed: 60 days and 30 more are 90 days from the start. Years count as twelve months.
 * @throws MixedUnits when hours meet another unit.
 */
export function legsOf(limit: Limit, extend: readonly Limit[] = []): Leg[] {
  const out: { unit: Leg['unit']; n: number }[] = [];
  for (const l of [limit, ...extend]) {
    const leg =
      l.unit === 'year' ? { unit: 'month' as const, n: l.n * 12 } : { unit: l.unit as Leg['unit'], n: l.n };
    const prev = out.at(-1);
    if (prev?.unit === leg.unit) prev.n += leg.n;
    else out.push(leg);
  }
  if (out.length > 1 && out.some((l) => l.unit === 'hour'))
    throw new MixedUnits(`${limitText(limit)}不能以其他单位延长：小时不与日、月合并计算`);
  return out;
}

/** Name a day span for an error. */
export const noDueSince = (span: Span): NoDueDate => new NoDueDate(fromDay(span.from));
