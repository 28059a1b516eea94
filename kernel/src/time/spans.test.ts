/** R90.2 stretches that do not count, what remains in words, and what is in time: each at its last day and minute. */
import { describe, expect, test } from 'vitest';
import { fixture as calendar } from './calendar.fixture.ts';
import { BadCalendar, CalendarMissing } from './calendar.ts';
import { startOfDay, timeOfDay, toDay } from './date.ts';
import { actBy, elapsed, filedInTime, receivedOn, remaining } from './elapsed.ts';
import { days, hours, months, workdays, years } from './limit.ts';
import { daySpans, excludedDays, legsOf, MixedUnits, merged, msSpans, NoDueDate, spanAt } from './span.ts';

describe('R90.2 stretches', () => {
  const s = (from: number, to: number) => ({ from, to });
  test('in order of their beginning, then of their end; empty ones go; one that ends before it begins is refused', () => {
    const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}`;
    const list = [
      { from: day(9), to: day(12) },
      { from: day(3), to: null },
      { from: day(3), to: day(5), why: '鉴定' },
      { from: day(7), to: day(7) },
    ];
    expect(daySpans(list)).toEqual([
      { from: toDay(day(3)), to: toDay(day(5)), why: '鉴定' },
      { from: toDay(day(3)), to: Number.POSITIVE_INFINITY, why: undefined },
      { from: toDay(day(9)), to: toDay(day(12)), why: undefined },
    ]);
    expect(daySpans()).toEqual([]);
    expect(() => daySpans([{ from: day(9), to: day(8) }])).toThrow(/2026-03-09到2026-03-08，结束早于开始/);
    // A date among moments is the end of that day.
    expect(msSpans([{ from: day(3), to: timeOfDay(day(4), '10:00') }])).toEqual([
      { from: Date.parse(startOfDay(day(4))), to: Date.parse(timeOfDay(day(4), '10:00')), why: undefined },
    ]);
  });

  test('overlapping and touching ones are one; what lies apart stays apart; none is changed in place', () => {
    const list = [s(1, 5), s(2, 3), s(5, 7), s(9, 10), s(9, 12)];
    expect(merged(list)).toEqual([s(1, 7), s(9, 12)]);
    expect(list[0]).toEqual(s(1, 5));
    expect(merged([])).toEqual([]);
    expect(merged([s(1, 2), s(3, 4)])).toEqual([s(1, 2), s(3, 4)]);
  });

  test('the first day of a stretch counts, its last does not', () => {
    const one = [s(10, 13)];
    expect([9, 10, 11, 13, 14].map((d) => spanAt(one, d) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(excludedDays(one, 0, 20)).toBe(3);
    expect(excludedDays(one, 11, 12)).toBe(1);
    expect(excludedDays(one, 13, 20)).toBe(0);
    expect(excludedDays(one, 0, 10)).toBe(0);
    expect(excludedDays([s(1, 3), s(5, 6)], 2, 9)).toBe(2);
  });

  test('neighbours in one unit are summed, years are months, hours stay alone', () => {
    expect(legsOf(days(60), [days(30), months(1), years(1), days(2)])).toEqual([
      { unit: 'day', n: 90 },
      { unit: 'month', n: 13 },
      { unit: 'day', n: 2 },
    ]);
    expect(legsOf(hours(24), [hours(12)])).toEqual([{ unit: 'hour', n: 36 }]);
    expect(legsOf(workdays(5), [days(1)])).toHaveLength(2);
    for (const mixed of [() => legsOf(hours(24), [days(1)]), () => legsOf(days(1), [hours(24)])])
      expect(mixed).toThrow(expect.objectContaining({ name: 'MixedUnits', code: 'time.mixed-units' }));
    expect(new MixedUnits('x')).toBeInstanceOf(Error);
    expect(new NoDueDate('2026-03-04')).toMatchObject({
      code: 'time.no-due-date',
      since: '2026-03-04',
      name: 'NoDueDate',
    });
    expect(new BadCalendar('x')).toMatchObject({ code: 'time.bad-calendar', name: 'BadCalendar' });
    expect(new CalendarMissing(2030)).toMatchObject({
      code: 'time.calendar-missing',
      name: 'CalendarMissing',
    });
  });
});

describe('R90.2 what remains', () => {
  const due = (date: string, time = '24:00') => ({
    due: date,
    dueAt: new Date(Date.parse(timeOfDay(date, time)) - (time === '24:00' ? 1 : 0)).toISOString(),
  });
  const left = (now: string, d: ReturnType<typeof due>, unit: 'day' | 'workday' | 'hour') =>
    remaining(now, d, { unit, calendar });

  test('whole answers: ahead, today, overdue', () => {
    expect(left('2026-03-18', due('2026-03-16'), 'workday')).toEqual({
      state: 'overdue',
      n: 2,
      unit: 'day',
      text: '已逾期 2 日',
    });
    expect(left('2026-03-16', due('2026-03-16'), 'workday')).toEqual({
      state: 'today',
      n: 0,
      unit: 'workday',
      text: '今天到期',
    });
    expect(left('2026-03-13', due('2026-03-16'), 'workday')).toEqual({
      state: 'ahead',
      n: 1,
      unit: 'workday',
      text: '还剩 1 个工作日',
    });
    expect(left('2026-03-13', due('2026-03-16'), 'day')).toEqual({
      state: 'ahead',
      n: 3,
      unit: 'day',
      text: '还剩 3 日',
    });
    // No working day is left on a weekend: told in days.
    expect(left('2026-03-14', due('2026-03-15'), 'workday')).toEqual({
      state: 'ahead',
      n: 1,
      unit: 'day',
      text: '还剩 1 日',
    });
  });

  test('to the minute: the last moment is in time, the next is late', () => {
    const at = due('2026-03-05', '17:00');
    const moment = (ms: number) => new Date(Date.parse(at.dueAt) + ms).toISOString();
    expect(left(moment(0), at, 'day').state).toBe('today');
    expect(left(moment(1), at, 'day')).toEqual({
      state: 'overdue',
      n: 0,
      unit: 'hour',
      text: '已逾期 0 分钟',
    });
    expect(left(moment(59 * 60_000), at, 'day').text).toBe('已逾期 59 分钟');
    expect(left(moment(60 * 60_000), at, 'day')).toEqual({
      state: 'overdue',
      n: 1,
      unit: 'hour',
      text: '已逾期 1 小时',
    });
    expect(left(moment(-60 * 60_000), at, 'hour')).toEqual({
      state: 'ahead',
      n: 1,
      unit: 'hour',
      text: '还剩 1 小时',
    });
    expect(left(moment(-59 * 60_000), at, 'hour')).toEqual({
      state: 'ahead',
      n: 0,
      unit: 'hour',
      text: '还剩 59 分钟',
    });
    expect(left('2026-03-05', at, 'hour').text).toBe('还剩 17 小时');
    expect(left('2026-03-06', at, 'hour').text).toBe('已逾期 7 小时');
  });

  test('in time by arrival to the millisecond, by postmark to the day', () => {
    const at = due('2026-03-05', '17:00');
    const arrived = (ms: number) => ({ arrived: new Date(Date.parse(at.dueAt) + ms).toISOString() });
    expect([filedInTime(at, arrived(0)), filedInTime(at, arrived(1))]).toEqual([true, false]);
    expect([filedInTime(at, { arrived: '2026-03-05' }), filedInTime(at, { arrived: '2026-03-06' })]).toEqual([
      true,
      false,
    ]);
    const posted = (day: string) => filedInTime(at, { arrived: '2026-03-20', posted: day });
    expect([posted('2026-03-05'), posted('2026-03-06')]).toEqual([true, false]);
  });

  test('received at close of business is received that day; later, or on a day that is not worked, on the next that is', () => {
    const on = (date: string, time: string, closes?: string) =>
      receivedOn(timeOfDay(date, time), calendar, closes);
    expect(on('2026-03-05', '17:00', '17:00')).toBe('2026-03-05');
    expect(on('2026-03-05', '17:01', '17:00')).toBe('2026-03-06');
    expect(on('2026-03-06', '17:01', '17:00')).toBe('2026-03-09');
    expect(on('2026-03-07', '09:00', '17:00')).toBe('2026-03-09');
    expect(on('2026-03-07', '23:00')).toBe('2026-03-07');
    expect([
      actBy('2026-03-08', calendar),
      actBy('2026-03-09', calendar),
      actBy('2026-02-20', calendar),
    ]).toEqual(['2026-03-06', '2026-03-09', '2026-02-14']);
  });

  test('what has passed: nothing before the start, months and years at the corresponding day, hours whole', () => {
    const o = { calendar };
    expect(elapsed('2026-03-02', '2026-03-02', 'day', o)).toBe(0);
    expect(elapsed('2026-03-02', '2026-03-02', 'day', { calendar, includeStart: true })).toBe(1);
    expect([
      elapsed('2026-01-15', '2026-02-14', 'month', o),
      elapsed('2026-01-15', '2026-02-15', 'month', o),
    ]).toEqual([0, 1]);
    expect([
      elapsed('2025-03-10', '2026-03-09', 'year', o),
      elapsed('2025-03-10', '2026-03-10', 'year', o),
    ]).toEqual([0, 1]);
    const h = (to: string) => elapsed('2026-03-01T00:00:00.000Z', to, 'hour', o);
    expect([
      h('2026-03-01T00:59:59.999Z'),
      h('2026-03-01T01:00:00.000Z'),
      h('2026-02-28T00:00:00.000Z'),
    ]).toEqual([0, 1, 0]);
  });
});
