/** The same dates as `walk.ts`, by the calendar's index: constant time a leg, for re-dating very many clocks. */
import { assertKnown, type Calendar, type CalendarIndex, CalendarMissing, indexOf } from './calendar.ts';
import { fromDay, yearOf } from './date.ts';
import { excludedDays, type Leg, merged, noDueSince, type Span } from './span.ts';
import { type Count, monthEnd } from './walk.ts';

/** A due day in epoch days, and whether it rests on an arrangement not announced yet. */
export interface FastDue {
  readonly day: number;
  readonly provisional: boolean;
}

/** Working days from the calendar's first day up to and including `day`. */
const upTo = (index: CalendarIndex, day: number): number => index.worked[day - index.first + 1] as number;

/** Working days `d` with `from < d <= to`. @throws CalendarMissing */
export function workdaysBetween(calendar: Calendar, from: number, to: number): number {
  if (to <= from) return 0;
  const index = indexOf(calendar);
  assertKnown(index, from + 1, to);
  return upTo(index, to) - upTo(index, from);
}

/** Whether any day `d` with `from < d <= to` is provisional. */
const anyOpen = (index: CalendarIndex, from: number, to: number): boolean =>
  to > from && (index.open[to - index.first + 1] as number) > (index.open[from - index.first + 1] as number);

/** Error for a count that runs beyond the data. */
function beyond(index: CalendarIndex, from: number): never {
  assertKnown(index, from, index.last);
  throw new CalendarMissing(yearOf(fromDay(Math.max(from, index.last + 1))));
}

/** The working day on which `need` working days after `pos` are complete, or undefined beyond the data. */
function nthWorkday(index: CalendarIndex, pos: number, need: number): number | undefined {
  if (pos < index.first - 1) assertKnown(index, pos + 1, pos + 1);
  if (pos > index.last) return undefined;
  return index.nth[upTo(index, pos) + need - 1];
}

function countWorkdays(calendar: Calendar, start: number, n: number, spans: readonly Span[]): FastDue {
  const index = indexOf(calendar);
  let pos = start;
  let need = n;
  let provisional = false;
  if (n === 0) return { day: start, provisional };
  for (const span of spans) {
    if (span.to <= pos) continue;
    if (span.from > pos) {
      const day = nthWorkday(index, pos, need);
      if (day !== undefined && day <= span.from) break;
      if (span.from > index.last) beyond(index, pos + 1);
      assertKnown(index, pos + 1, span.from);
      need -= upTo(index, span.from) - upTo(index, pos);
      provisional ||= anyOpen(index, pos, span.from);
    }
    if (span.to === Number.POSITIVE_INFINITY) throw noDueSince(span);
    pos = span.to;
    if (pos > index.last) beyond(index, pos + 1);
  }
  const day = nthWorkday(index, pos, need);
  if (day === undefined) beyond(index, pos + 1);
  assertKnown(index, pos + 1, day);
  return { day, provisional: provisional || anyOpen(index, pos, day) };
}

function countDays(start: number, n: number, spans: readonly Span[]): number {
  let pos = start;
  let need = n;
  if (n === 0) return start;
  for (const span of spans) {
    if (span.to <= pos) continue;
    const from = Math.max(span.from, pos);
    if (pos + need <= from) break;
    if (span.to === Number.POSITIVE_INFINITY) throw noDueSince(span);
    need -= from - pos;
    pos = span.to;
  }
  return pos + need;
}

function countMonths(pos: number, leg: Leg, spans: readonly Span[], whole: boolean): number {
  const end = monthEnd(fromDay(whole ? pos + 1 : pos), leg.n, whole).day;
  if (spans.length === 0) return end;
  const open = spans.find((s) => s.to === Number.POSITIVE_INFINITY);
  if (open && Math.max(open.from, pos) < end) throw noDueSince(open);
  return countDays(end, excludedDays(spans, pos, end), spans);
}

/** First day from `day` on that is countable and, when `working`, worked. @throws NoDueDate, CalendarMissing */
function settle(calendar: Calendar, from: number, spans: readonly Span[], working: boolean): FastDue {
  const index = indexOf(calendar);
  let day = from;
  let provisional = false;
  for (;;) {
    const span = spans.find((s) => s.from < day && day <= s.to);
    if (span) {
      if (span.to === Number.POSITIVE_INFINITY) throw noDueSince(span);
      day = span.to + 1;
      continue;
    }
    if (!working) return { day, provisional };
    assertKnown(index, day, day);
    provisional ||= anyOpen(index, day - 1, day);
    if (upTo(index, day) > upTo(index, day - 1)) return { day, provisional };
    day++;
  }
}

/** The due day of a count, without its explanation. @throws NoDueDate, CalendarMissing */
export function fastDue(calendar: Calendar, count: Count): FastDue {
  const spans = count.spans.length ? merged(count.spans) : count.spans;
  const { start, legs, lastDay } = count;
  let provisional = false;
  let pos = count.includeStart ? start - 1 : start;
  for (const [i, leg] of legs.entries()) {
    if (leg.unit === 'workday') {
      const done = countWorkdays(calendar, pos, leg.n, spans);
      provisional ||= done.provisional;
      pos = done.day;
    } else if (leg.unit === 'day') pos = countDays(pos, leg.n, spans);
    else pos = countMonths(pos, leg, spans, i === 0 && count.includeStart);
  }
  const nominal = Math.max(pos, start);
  const rolls = lastDay === 'roll';
  let due = rolls ? settle(calendar, nominal, spans, true) : { day: nominal, provisional: false };
  provisional ||= due.provisional;
  if (count.lastDayPause === 'holds') {
    const working = rolls || legs.at(-1)?.unit === 'workday';
    for (;;) {
      const held = spans.find((s) => s.from === due.day && s.to > due.day);
      if (!held) break;
      if (held.to === Number.POSITIVE_INFINITY) throw noDueSince(held);
      due = settle(calendar, held.to + 1, spans, working);
      provisional ||= due.provisional;
    }
  }
  return { day: due.day, provisional };
}
