/** R90.2 where counting goes wrong first: century years, texts that are nearly dates, the last minute, several units in a row. */
import { describe, expect, test } from 'vitest';
import { fixture as calendar } from './calendar.fixture.ts';
import { calendarVersion, dayKind, makeCalendar } from './calendar.ts';
import { type CountOptions, countLimit, dueBy, dueFast, minOpen, noticeBefore } from './count.ts';
import * as d from './date.ts';
import { days, hours, type Limit, months, workdays, years } from './limit.ts';

describe('R90.2 dates at their limits', () => {
  test('a century year is a leap year only every fourth time', () => {
    for (const [year, last] of [
      [1900, 28],
      [2000, 29],
      [2024, 29],
      [2026, 28],
      [2100, 28],
      [2400, 29],
    ] as const)
      expect(d.daysInMonth(year, 2), String(year)).toBe(last);
    expect([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((m) => d.daysInMonth(2026, m))).toEqual([
      31, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
    expect(d.parseDate('2000-02-29')).toBe('2000-02-29');
    expect(() => d.parseDate('2100-02-29')).toThrow(d.BadDate);
    expect(d.addMonths('2000-02-29', 1200)).toBe('2100-02-28');
    for (const date of [
      '0001-01-01',
      '0400-02-29',
      '1600-03-01',
      '1899-12-31',
      '1969-12-31',
      '2100-03-01',
      '9999-12-31',
    ]) {
      const day = Date.parse(`${date}T00:00:00Z`) / d.DAY_MS;
      expect(d.toDay(date), date).toBe(day);
      expect(d.fromDay(day)).toBe(date);
      expect(d.weekday(date), date).toBe(new Date(day * d.DAY_MS).getUTCDay());
    }
    expect(() => d.addDays('0001-01-01', -1)).toThrow(RangeError);
    expect([d.daysBetween('2026-03-01', '2026-02-28'), d.yearOf('0099-01-01')]).toEqual([-1, 99]);
  });

  test('a text that is nearly a date is refused, with what was given', () => {
    for (const bad of [
      '2026-0/-01',
      '2026-01-0:',
      '202a-01-01',
      '2026/01-01',
      '2026-01/01',
      '2026-01-00',
      '2026-01-32',
      '2026-12-310',
      '026-12-311',
      '',
    ])
      expect(() => d.toDay(bad), bad).toThrow(d.BadDate);
    try {
      d.toDay('2026-02-30');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: 'BadDate', code: 'time.bad-date', value: '2026-02-30' });
    }
  });

  test('months forwards and backwards over years', () => {
    expect([0, 1, 12, 13, -1, -12, -13, 23].map((n) => d.addMonths('2026-12-31', n))).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-12-31',
      '2028-01-31',
      '2026-11-30',
      '2025-12-31',
      '2025-11-30',
      '2028-11-30',
    ]);
    expect(d.addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });

  test('an instant is written whole: nothing before, nothing after, a stated offset', () => {
    const at = '2026-02-10T00:00:00';
    for (const good of [`${at}Z`, `${at}.5Z`, `${at}.123Z`, `${at}+08:00`, `${at}-05:30`])
      expect(d.isInstant(good), good).toBe(true);
    for (const bad of [
      `${at}Zx`,
      `x${at}Z`,
      `${at}.1234Z`,
      `${at}.Z`,
      `${at}+0800`,
      `${at}+8:00`,
      at,
      '2026-02-10',
      `${at.slice(0, 16)}Z`,
    ])
      expect(d.isInstant(bad), bad).toBe(false);
    expect(d.toMs(`${at}+08:00`)).toBe(Date.parse(`${at}Z`) - 8 * d.HOUR_MS);
    for (const bad of [`${at.slice(0, 17)}61Z`, '2026-02-29T00:00:00Z', `${at}Z\n`, 5 as never])
      expect(() => d.toMs(bad), String(bad)).toThrow(d.BadDate);
    expect(d.dayAt('2026-02-10T15:59:59.999Z')).toBe(d.toDay('2026-02-10'));
    expect(d.dayAt('2026-02-10T16:00:00Z')).toBe(d.toDay('2026-02-11'));
    expect(d.dayAt('2026-02-10')).toBe(d.toDay('2026-02-10'));
  });

  test('a clock time is two digits, a colon, two digits, and ends at 24:00', () => {
    const on = (time: string) => d.timeOfDay('2026-02-11', time);
    expect([on('00:00'), on('23:59'), on('24:00')]).toEqual([
      '2026-02-10T16:00:00.000Z',
      '2026-02-11T15:59:00.000Z',
      '2026-02-11T16:00:00.000Z',
    ]);
    for (const bad of ['24:01', '25:00', '09:60', '9:00', '09:0', '09-00', 'ab:cd', '09:000', '109:00'])
      expect(() => on(bad), bad).toThrow(d.BadDate);
  });

  test('dates and ranges as people write them', () => {
    expect(d.formatDate('2026-05-09')).toBe('2026年5月9日（星期六）');
    expect(d.formatRange('2026-10-01', '2026-10-01')).toBe('2026年10月1日');
    expect(d.formatRange('2026-10-01', '2026-10-07')).toBe('2026年10月1日至7日');
    expect(d.formatRange('2026-09-30', '2026-10-07')).toBe('2026年9月30日至10月7日');
    expect(d.formatRange('2025-10-01', '2026-10-07')).toBe('2025年10月1日至2026年10月7日');
    expect(d.formatInstant('2026-05-01T14:05:30Z')).toBe('2026年5月1日（星期五）22:05');
    expect(d.formatInstant('2026-04-30T16:00:00Z')).toBe('2026年5月1日（星期五）00:00');
  });
});

describe('R90.2 counting at its limits', () => {
  const due = (start: string, limit: Limit, options: Partial<CountOptions> = {}) => {
    const all = { calendar, ...options };
    const answer = dueBy(start, limit, all);
    const { due: day, dueAt, provisional } = answer;
    expect(dueFast(start, limit, all), 'the fast way').toEqual({ due: day, dueAt, provisional });
    return answer;
  };

  test('close of business ends the day earlier and is said', () => {
    const at = (closesAt: string) => due('2026-03-02', workdays(5), { closesAt });
    expect(at('17:00').dueAt).toBe(d.timeOfDay('2026-03-09', '17:00'));
    expect(at('17:00').steps.at(-1)?.text).toContain('17时届满');
    expect(at('17:30').steps.at(-1)?.text).toContain('17:30届满');
  });

  test('the start day counts once, in the first unit only', () => {
    const keep = { lastDay: 'keep' as const, includeStart: true };
    // Days 2 to 4 March; then a month to the corresponding day, which is not shortened again.
    expect(due('2026-03-02', days(3), { ...keep, extend: [months(1)] }).due).toBe('2026-04-04');
    expect(due('2026-03-02', months(1), { ...keep, extend: [days(3)] }).due).toBe('2026-04-04');
    expect(due('2026-03-02', workdays(3), { ...keep, extend: [months(1)] }).due).toBe('2026-04-04');
    expect(due('2026-03-31', months(1), keep).due).toBe('2026-04-30');
    expect(due('2026-03-02', years(1), keep).due).toBe('2027-03-01');
    // The days end on the last of February: the month after them ends on 28 March, not on the last of March.
    expect(due('2026-02-26', days(3), { ...keep, extend: [months(1)] }).due).toBe('2026-03-28');
  });

  test('the reason for the unit stands first, for days and for hours', () => {
    const because = { kind: 'start' as const, text: '按工作日计算。' };
    expect(
      due('2026-03-02', days(3), { because })
        .steps.map((s) => s.text)
        .slice(0, 2),
    ).toEqual(['按工作日计算。', '2026年3月2日（星期一）起算，期限3日，当日不计入。']);
    const byHours = due('2026-03-02T01:30:00.000Z', hours(24), { because });
    expect(byHours.steps.map((s) => s.text)).toEqual([
      '按工作日计算。',
      '2026年3月2日（星期一）09:30起算，期限24小时。',
      '2026年3月2日（星期一）09:30至2026年3月3日（星期二）09:30连续计算，夜间和节假日照计。',
      '2026年3月3日（星期二）09:30届满，以小时计的期限不因节假日顺延。',
    ]);
    expect(due('2026-03-02T01:30:00.000Z', hours(24)).steps[0]?.text).toContain('期限24小时');
    expect(() => dueBy('2026-03-02', hours(24), { calendar })).toThrow(/精确时刻/);
  });

  test('hours stop for what is excluded: over before, from the first minute, at the last minute, not yet ended', () => {
    const start = '2026-03-02T00:00:00.000Z';
    const h = (n: number) => new Date(Date.parse(start) + n * d.HOUR_MS).toISOString();
    const ends = (from: number, to: number | null) =>
      due(start, hours(10), { exclude: [{ from: h(from), to: to === null ? null : h(to), why: '鉴定' }] });
    expect(ends(-5, 0).dueAt).toBe(h(10));
    expect(ends(-5, 2).dueAt).toBe(h(12));
    expect(ends(0, 2).dueAt).toBe(h(12));
    expect(ends(9, 12).dueAt).toBe(h(13));
    expect(ends(10, 12).dueAt).toBe(h(10));
    expect(ends(10, null).dueAt).toBe(h(10));
    expect(ends(4, 6).steps.map((s) => [s.kind, s.text.slice(-12)])).toEqual(
      [
        ['start', '0起算，期限10小时。'],
        ['count', '一）12:00计入期限。'],
        ['pause', '00不计入期限（鉴定）。'],
        ['count', '计算，夜间和节假日照计。'],
        ['end', '期限不因节假日顺延。'],
      ].map(([kind, text]) => [kind, expect.stringContaining(String(text).slice(-6))]),
    );
    const stopped = countLimit(start, hours(10), { calendar, exclude: [{ from: h(4), to: null }] });
    expect(stopped).toMatchObject({ left: [{ unit: 'hour', n: 6 }], provisional: false });
    const part = countLimit(start, hours(10), { calendar, exclude: [{ from: h(3.5), to: null }] });
    expect(part).toMatchObject({ left: [{ unit: 'hour', n: 7 }] });
    for (const how of [dueBy, dueFast])
      expect(() => how(start, hours(10), { calendar, exclude: [{ from: h(4), to: null }] })).toThrow(
        expect.objectContaining({ name: 'NoDueDate' }),
      );
  });

  test('what is left of a stopped count, by unit, extensions kept whole', () => {
    const open = (from: string) => ({ calendar, exclude: [{ from, to: null }] });
    expect(countLimit('2026-03-02', workdays(5), open('2026-03-04'))).toMatchObject({
      left: [{ unit: 'workday', n: 3 }],
    });
    expect(countLimit('2026-03-02', days(10), { ...open('2026-03-04'), extend: [months(1)] })).toMatchObject({
      left: [
        { unit: 'day', n: 8 },
        { unit: 'month', n: 1 },
      ],
    });
    // A month becomes days once it is broken: 2 April is the corresponding day, 29 days after the 4th.
    expect(countLimit('2026-03-02', months(1), open('2026-03-04'))).toMatchObject({
      left: [{ unit: 'day', n: 29 }],
    });
    // A stretch before the open one is made up for in days.
    const both = {
      calendar,
      exclude: [
        { from: '2026-03-03', to: '2026-03-06' },
        { from: '2026-03-10', to: null },
      ],
    };
    expect(countLimit('2026-03-02', months(1), both)).toMatchObject({ left: [{ unit: 'day', n: 26 }] });
    // One that begins on the last day came too late.
    expect(countLimit('2026-03-02', days(10), open('2026-03-12'))).toMatchObject({ due: '2026-03-12' });
    expect(countLimit('2026-03-02', months(1), open('2026-04-02'))).toMatchObject({ due: '2026-04-02' });
  });

  test('a minimum in hours is over at the minute, one in days on the next day', () => {
    const byHours = minOpen('2026-03-02T01:30:00.000Z', hours(48), calendar);
    expect([byHours.firstAllowedAt, byHours.firstAllowed, byHours.lastProtected]).toEqual([
      '2026-03-04T01:30:00.000Z',
      '2026-03-04',
      '2026-03-04',
    ]);
    expect(byHours.steps.at(-1)).toEqual({
      kind: 'end',
      from: '2026-03-04',
      to: '2026-03-04',
      text: '2026年3月4日（星期三）09:30起方可进行。',
    });
    const byDays = minOpen('2026-02-10', days(30), calendar);
    expect([byDays.lastProtected, byDays.firstAllowed, byDays.firstAllowedAt]).toEqual([
      '2026-03-12',
      '2026-03-13',
      d.startOfDay('2026-03-13'),
    ]);
    expect(
      minOpen('2026-02-10', days(30), calendar, { exclude: [{ from: '2026-02-20', to: '2026-02-25' }] })
        .firstAllowed,
    ).toBe('2026-03-18');
  });

  test('notice before an event: hours back from the minute, months and years to the corresponding day', () => {
    const byHours = noticeBefore('2026-03-04T01:30:00.000Z', hours(48), calendar);
    expect([byHours.dueAt, byHours.due]).toEqual(['2026-03-02T01:30:00.000Z', '2026-03-02']);
    expect(byHours.steps.map((s) => s.kind)).toEqual(['start', 'end']);
    expect(noticeBefore('2026-03-31', months(1), calendar).due).toBe('2026-02-28');
    expect(noticeBefore('2028-02-29', years(1), calendar).due).toBe('2027-02-28');
    expect(noticeBefore('2026-03-12', workdays(7), calendar)).toMatchObject({
      due: '2026-03-03',
      provisional: false,
    });
    // Back over the end of December, which waits for the next notice.
    expect(noticeBefore('2027-01-05', workdays(3), calendar).provisional).toBe(true);
    expect(noticeBefore('2026-03-12', days(0), calendar).due).toBe('2026-03-12');
  });
});

describe('R90.2 the working calendar at its limits', () => {
  const year = (n: number, more: object = {}) => ({
    year: n,
    notice: '通知',
    adopted: true,
    rest: [],
    worked: [],
    ...more,
  });
  test('years may come in any order: the version is the same, and differs with every content', () => {
    const a = makeCalendar([year(2025), year(2026)]);
    expect(makeCalendar([year(2026), year(2025)]).version).toBe(a.version);
    expect(a.version).toMatch(/^2025\+2026#[0-9a-f]{12}$/);
    expect(calendarVersion({ 2026: year(2026), 2025: year(2025) })).toBe(a.version);
    const rest = [{ date: '2026-01-01', name: '元旦' }];
    const others = [
      year(2026, { adopted: false }),
      year(2026, { notice: '别的通知' }),
      year(2026, { rest }),
      year(2026, { worked: ['2026-01-03'] }),
      year(2027),
    ].map((y) => makeCalendar([year(2025), y]).version);
    expect(new Set([a.version, ...others]).size).toBe(6);
    const two = [{ date: '2026-01-02', name: '元旦' }, ...rest];
    expect(makeCalendar([year(2026, { rest: two })]).version).toBe(
      makeCalendar([year(2026, { rest: [...two].reverse() })]).version,
    );
  });

  test('a missing year in the middle is told only when it is asked about', () => {
    const gap = makeCalendar([year(2025), year(2027)]);
    expect(dayKind(gap, '2025-12-31').working).toBe(true);
    expect(dayKind(gap, '2027-01-01').working).toBe(true);
    expect(() => dayKind(gap, '2026-01-01')).toThrow(/2026年/);
    expect(() => dayKind(gap, '2026-12-31')).toThrow(/2026年/);
    expect(dueFast('2027-01-04', workdays(3), { calendar: gap }).due).toBe('2027-01-07');
  });

  test('the year is a whole number from 1950 to 9998, a day belongs to it or to December before', () => {
    for (const bad of [1949, 9999, 2026.5])
      expect(() => makeCalendar([year(bad)]), String(bad)).toThrow(/四位数/);
    for (const good of [1950, 9998]) expect(makeCalendar([year(good)]).years[good]).toBeDefined();
    const rest = (date: string) => () => makeCalendar([year(2026, { rest: [{ date, name: '元旦' }] })]);
    expect(rest('2025-12-31')).not.toThrow();
    for (const bad of ['2025-11-30', '2024-12-31', '2027-01-01'])
      expect(rest(bad), bad).toThrow(/不属于该年度/);
  });
});
