import { execFileSync } from 'node:child_process';
import {
  addDays,
  adoptYear,
  CalendarMissing,
  dayKind,
  dueBy,
  elapsed,
  workdays,
} from '@fadu/kernel/time/index';
import { describe, expect, test } from 'vitest';
import { chinaCalendar as calendar } from './china.ts';

/** The table of the services domain pack, §7.3, typed by hand: rest periods, make-up workdays, working days. */
const TABLE: readonly (readonly [year: number, rest: string, worked: string, workdays: number])[] = [
  [
    2021,
    '01-01/03; 02-11/17; 04-03/05; 05-01/05; 06-12/14; 09-19/21; 10-01/07',
    '02-07, 02-20, 04-25, 05-08, 09-18, 09-26, 10-09',
    250,
  ],
  [
    2022,
    '01-01/03; 01-31/02-06; 04-03/05; 04-30/05-04; 06-03/05; 09-10/12; 10-01/07; 12-31',
    '01-29, 01-30, 04-02, 04-24, 05-07, 10-08, 10-09',
    249,
  ],
  [
    2023,
    '01-01/02; 01-21/27; 04-05; 04-29/05-03; 06-22/24; 09-29/10-06',
    '01-28, 01-29, 04-23, 05-06, 06-25, 10-07, 10-08',
    249,
  ],
  [
    2024,
    '01-01; 02-10/17; 04-04/06; 05-01/05; 06-10; 09-15/17; 10-01/07',
    '02-04, 02-18, 04-07, 04-28, 05-11, 09-14, 09-29, 10-12',
    251,
  ],
  [
    2025,
    '01-01; 01-28/02-04; 04-04/06; 05-01/05; 05-31/06-02; 10-01/08',
    '01-26, 02-08, 04-27, 09-28, 10-11',
    248,
  ],
  [
    2026,
    '01-01/03; 02-15/23; 04-04/06; 05-01/05; 06-19/21; 09-25/27; 10-01/07',
    '01-04, 02-14, 02-28, 05-09, 09-20, 10-10',
    248,
  ],
];

/** `04-30/05-04` of a year as single dates. */
function dates(year: number, period: string): string[] {
  const [from = '', to = from] = period.split('/');
  const last = to.length === 2 ? `${from.slice(0, 3)}${to}` : to;
  const out = [`${year}-${from}`];
  while (out.at(-1) !== `${year}-${last}`) out.push(addDays(out.at(-1) as string, 1));
  return out;
}

/** All dates of a year. */
const daysOf = (year: number): string[] => dates(year, '01-01/12-31');

describe('R90.2 the calendar of China', () => {
  test.each(TABLE)('%i is as the table of the domain pack says', (year, rest, worked, n) => {
    const kinds = daysOf(year).map((date) => ({ date, ...dayKind(calendar, date) }));
    const named = kinds.filter((k) => !k.working && k.reason !== '周末').map((k) => k.date);
    expect(named).toEqual(rest.split('; ').flatMap((p) => dates(year, p)));
    expect(kinds.filter((k) => k.reason === '调休上班').map((k) => k.date)).toEqual(
      worked.split(', ').map((d) => `${year}-${d}`),
    );
    expect(kinds.filter((k) => k.working)).toHaveLength(n);
    expect(
      elapsed(`${year}-01-01`, `${year}-12-31`, 'workday', { calendar, includeStart: year > 2021 }),
    ).toBe(n);
  });

  test('each announced year names its notice', () => {
    expect(calendar.years[2026]?.notice).toBe(
      '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号，2025-11-04）',
    );
    for (const [year] of TABLE)
      expect(calendar.years[year]?.notice).toMatch(
        new RegExp(
          `^国务院办公厅关于${year}年部分节假日安排的通知（国办发明电〔${year - 1}〕\\d+号，${year - 1}-1[012]-\\d\\d）$`,
        ),
      );
  });

  test('the notice for 2023 fixes the last day of 2022', () => {
    expect(calendar.years[2023]?.rest[0]).toEqual({ date: '2022-12-31', name: '元旦' });
    expect(calendar.years[2022]?.rest.some((r) => r.date === '2022-12-31')).toBe(false);
    expect(dayKind(calendar, '2022-12-31')).toEqual({ working: false, reason: '元旦', provisional: false });
  });

  test("traps: New Year's Eve worked in 2024, a holiday since 2025; half-day holidays are working days", () => {
    expect(dayKind(calendar, '2024-02-09').working).toBe(true);
    expect(dayKind(calendar, '2025-01-28')).toMatchObject({ working: false, reason: '春节' });
    for (const date of ['2023-03-08', '2023-05-04', '2023-06-01', '2023-08-01'])
      expect(dayKind(calendar, date)).toEqual({ working: true, reason: '工作日', provisional: false });
  });

  test.each([2027, 2028, 2029, 2030, 2031])(
    '%i is provisional: thirteen statutory days where the lunar calendar puts them, and weekends',
    (y) => {
      const year = calendar.years[y];
      expect(year).toMatchObject({ adopted: false, worked: [] });
      expect(year?.notice).toContain('尚未公布');
      // The data set's lunar tables read the machine's time zone, so they are asked in a process that has China's.
      // (The Unicode tables are no help: the new moon of 6 February 2027 comes at 23:56, and they miss the day.)
      const ask = `const c = require('chinese-days');
      const of = (day) => c.getSolarDateFromLunar('${y}-' + day).date;
      console.log(JSON.stringify([of('01-01'), c.getSolarTermDate(${y}, 4, 'pure_brightness'), of('05-05'), of('08-15')]))`;
      const answer = execFileSync(process.execPath, ['-e', ask], {
        cwd: import.meta.dirname,
        env: { ...process.env, TZ: 'Asia/Shanghai' },
      });
      const [newYear, qingming, dragonBoat, midAutumn] = JSON.parse(String(answer));
      const statutory = [
        `${y}-01-01`,
        ...[-1, 0, 1, 2].map((n) => addDays(newYear, n)),
        qingming,
        `${y}-05-01`,
        `${y}-05-02`,
        dragonBoat,
        midAutumn,
        ...[1, 2, 3].map((n) => `${y}-10-0${n}`),
      ];
      expect(statutory).toHaveLength(13);
      expect(year?.rest.map((r) => r.date)).toEqual([...new Set(statutory)].sort());
      expect(daysOf(y).every((date) => dayKind(calendar, date).provisional)).toBe(true);
    },
  );

  test('a day that is two holidays is named as both; weekends of a provisional year rest', () => {
    expect(dayKind(calendar, '2028-10-03')).toMatchObject({ working: false, reason: '中秋节、国庆节' });
    expect(dayKind(calendar, '2027-01-09')).toMatchObject({ working: false, reason: '周末' });
  });

  test('a year before or after the data is an error; a notice can be adopted', () => {
    expect(() => dayKind(calendar, '2020-12-31')).toThrow(CalendarMissing);
    expect(() => dueBy('2031-12-28', workdays(10), { calendar })).toThrow(/缺少2032年/);
    const next = adoptYear(calendar, {
      year: 2028,
      notice: '国务院办公厅关于2028年部分节假日安排的通知（测试）',
      adopted: true,
      rest: [{ date: '2028-01-01', name: '元旦' }],
      worked: [],
    });
    expect(dueBy('2027-12-28', workdays(10), { calendar: next }).due).toBe('2028-01-11');
    expect(dayKind(next, '2028-01-26')).toMatchObject({ working: true, provisional: false });
    expect(next.version).not.toBe(calendar.version);
  });
});
