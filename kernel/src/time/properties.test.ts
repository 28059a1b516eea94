import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixture as calendar } from './calendar.fixture.ts';
import { dayKind } from './calendar.ts';
import { type CountOptions, dueBy, dueDateOnly, dueFast, minOpen, noticeBefore } from './count.ts';
import { addDays, daysBetween, fromDay, toDay } from './date.ts';
import { elapsed } from './elapsed.ts';
import { days, type Limit, months, workdays } from './limit.ts';
import { NoDueDate } from './span.ts';

const first = toDay('2025-01-01');
const date = fc.integer({ min: first, max: first + 480 }).map(fromDay);
const limit = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map(workdays),
  fc.integer({ min: 0, max: 90 }).map(days),
  fc.integer({ min: 0, max: 6 }).map(months),
);
const countable = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map(workdays),
  fc.integer({ min: 1, max: 90 }).map(days),
);
const exclusion = fc
  .tuple(date, fc.integer({ min: 0, max: 40 }))
  .map(([from, n]) => ({ from, to: addDays(from, n) }));
const exclude = fc.array(exclusion, { maxLength: 4 });
const lastDay = fc.constantFrom('roll' as const, 'keep' as const);
const RUNS = { numRuns: 3000 };

/** Due date, or the name of the error. */
const attempt = <T>(f: () => T): T | string => {
  try {
    return f();
  } catch (e) {
    return (e as Error).name;
  }
};

describe('R90.2 properties of counting', () => {
  test('the fast path equals the count that explains itself, errors included', () => {
    const open = fc.option(
      date.map((from) => ({ from, to: null })),
      { freq: 6 },
    );
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.integer({ min: first - 20, max: first + 1100 }).map(fromDay),
        limit,
        exclude,
        open,
        fc.array(limit, { maxLength: 2 }),
        lastDay,
        fc.boolean(),
        fc.constantFrom('counts' as const, 'holds' as const),
        (start, l, list, tail, extend, last, includeStart, lastDayPause) => {
          const options: CountOptions = {
            calendar,
            exclude: tail ? [...list, tail] : list,
            extend,
            lastDay: last,
            includeStart,
            lastDayPause,
          };
          const slow = attempt(() => {
            const { due, dueAt, provisional } = dueBy(start, l, options);
            return { due, dueAt, provisional };
          });
          expect(attempt(() => dueFast(start, l, options))).toEqual(slow);
          const sort = typeof slow === 'string' ? slow : slow.provisional ? 'provisional' : 'due';
          seen.set(sort, (seen.get(sort) ?? 0) + 1);
        },
      ),
      { numRuns: 10_000 },
    );
    // The generator reaches every outcome, so the equality above is about something.
    expect([...seen.keys()].sort()).toEqual(['CalendarMissing', 'NoDueDate', 'due', 'provisional']);
    for (const n of seen.values()) expect(n).toBeGreaterThan(100);
  });

  test('later start, later or equal due date; longer limit, later or equal due date', () => {
    const grown = (l: Limit): Limit =>
      l.unit === 'workday' ? workdays(l.n + 1) : l.unit === 'day' ? days(l.n + 1) : months(l.n + 1);
    fc.assert(
      fc.property(date, limit, exclude, lastDay, (start, l, list, last) => {
        const options = { calendar, lastDay: last, exclude: list };
        const due = dueDateOnly(start, l, options);
        expect(dueDateOnly(start, grown(l), options) >= due).toBe(true);
        // Month ends are where the law itself is not monotone once days are excluded: 30 and 31 January + 1 month
        // end on one day, and the excluded 31st is made up for only in the first.
        if (l.unit !== 'month' || list.length === 0)
          expect(dueDateOnly(addDays(start, 1), l, options) >= due).toBe(true);
      }),
      RUNS,
    );
  });

  test('an exclusion or an extension never shortens, nothing is due before it starts', () => {
    fc.assert(
      fc.property(date, limit, exclude, exclusion, limit, lastDay, (start, l, list, more, longer, last) => {
        const options = { calendar, lastDay: last, exclude: list };
        const due = dueDateOnly(start, l, options);
        expect(due >= start).toBe(true);
        expect(dueDateOnly(start, l, { ...options, exclude: [...list, more] }) >= due).toBe(true);
        expect(dueDateOnly(start, l, { ...options, extend: [longer] }) >= due).toBe(true);
      }),
      RUNS,
    );
  });

  test('a working-day due date is a working day outside every exclusion; so is any rolled one', () => {
    fc.assert(
      fc.property(date, countable, exclude, lastDay, (start, l, list, last) => {
        const { due } = dueBy(start, l, { calendar, lastDay: last, exclude: list });
        if (l.unit === 'workday' || last === 'roll') expect(dayKind(calendar, due).working).toBe(true);
        expect(list.some((x) => x.from < due && due <= x.to)).toBe(false);
      }),
      RUNS,
    );
  });

  test('the explanation counts to the limit and covers every day once, each sentence ending properly', () => {
    fc.assert(
      fc.property(date, countable, exclude, fc.option(countable), (start, l, list, extra) => {
        const extend = extra?.unit === l.unit ? [extra] : [];
        const answer = dueBy(start, l, { calendar, exclude: list, extend });
        const total = l.n + (extend[0]?.n ?? 0);
        const counted = answer.steps.filter((s) => s.kind === 'count').reduce((n, s) => n + (s.days ?? 0), 0);
        expect(counted).toBe(total);
        const ranges = answer.steps.filter(
          (s) => s.kind === 'count' || s.kind === 'skip' || s.kind === 'pause',
        );
        let at = start;
        for (const s of ranges) {
          expect(s.from).toBe(addDays(at, 1));
          at = s.to;
        }
        expect(at).toBe(answer.nominal);
        // Skips and pauses are told in calendar days.
        for (const s of ranges) if (s.kind !== 'count') expect(s.days).toBe(daysBetween(s.from, s.to) + 1);
        for (const s of answer.steps) expect(s.text).toMatch(/^[^,.:;()!?]+。$/);
        // Counting the other way round: so many units have passed by the nominal day, one fewer the day before.
        const measure = (to: string) => elapsed(start, to, l.unit, { calendar, exclude: list });
        expect(measure(answer.nominal)).toBe(total);
        expect(measure(addDays(answer.nominal, -1))).toBe(total - 1);
      }),
      RUNS,
    );
  });

  test('a minimum never looks at the day it ends on, and a notice before an event undoes the count', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 40 }), (start, n, w) => {
        const open = minOpen(start, days(n), calendar);
        expect(daysBetween(start, open.lastProtected)).toBe(n);
        expect(daysBetween(start, open.firstAllowed)).toBe(n + 1);
        expect(noticeBefore(open.lastProtected, days(n), calendar).due).toBe(start);
        const event = dueDateOnly(addDays(start, 14), workdays(w), { calendar });
        const back = noticeBefore(event, workdays(w), calendar).due;
        // From the latest lawful day there are still w working days up to the day before the event.
        expect(elapsed(addDays(back, -1), addDays(event, -1), 'workday', { calendar })).toBe(w);
        expect(dayKind(calendar, back).working).toBe(true);
      }),
      RUNS,
    );
  });

  test('a stretch without an end either leaves the due date alone or takes it away', () => {
    fc.assert(
      fc.property(date, limit, date, (start, l, from) => {
        const due = dueDateOnly(start, l, { calendar });
        const open = attempt(() => dueDateOnly(start, l, { calendar, exclude: [{ from, to: null }] }));
        expect(open === due || open === NoDueDate.name).toBe(true);
        expect(open === due).toBe(from >= due || (l.n === 0 && open === due));
      }),
      RUNS,
    );
  });
});
