import { describe, expect, test } from 'vitest';
import { fixture as calendar } from './calendar.fixture.ts';
import { type CountOptions, dueBy, dueDateOnly, minOpen, noticeBefore } from './count.ts';
import { days, hours, type Limit, months, workdays, years } from './limit.ts';
import { MixedUnits, NoDueDate } from './span.ts';

const due = (start: string, limit: Limit, options: Partial<CountOptions> = {}) =>
  dueBy(start, limit, { calendar, ...options });

describe('R90.2 counting', () => {
  test('a due date explains itself step by step', () => {
    const answer = due('2026-09-24', workdays(10), {
      exclude: [{ from: '2026-09-28', to: '2026-10-08', why: '征求第三方意见' }],
      extend: [workdays(5)],
    });
    const day = (kind: string, date: string, text: string) => ({ kind, from: date, to: date, text });
    const range = (kind: string, from: string, to: string, n: number, text: string) => ({
      kind,
      from,
      to,
      days: n,
      text,
    });
    expect(answer.steps).toEqual([
      day('start', '2026-09-24', '2026年9月24日（星期四）起算，期限10个工作日，当日不计入。'),
      day(
        'extend',
        '2026-09-24',
        '延长5个工作日，与原期限合并为15个工作日，自起算日连续计算，不从顺延后的日期起算。',
      ),
      range('skip', '2026-09-25', '2026-09-27', 3, '2026年9月25日至27日中秋节放假，不计3日。'),
      range('count', '2026-09-28', '2026-09-28', 1, '2026年9月28日计1个工作日。'),
      range(
        'pause',
        '2026-09-29',
        '2026-10-08',
        10,
        '2026年9月29日至10月8日期间不计入期限（征求第三方意见），不计10日。',
      ),
      range(
        'count',
        '2026-10-09',
        '2026-10-27',
        14,
        '2026年10月9日至27日计14个工作日，累计15个工作日（其间周末5日不计；2026年10月10日调休上班，照计）。',
      ),
      day('end', '2026-10-27', '2026年10月27日（星期二）24时届满。'),
    ]);
    expect([answer.due, answer.dueAt, answer.nominal, answer.provisional]).toEqual([
      '2026-10-27',
      '2026-10-27T15:59:59.999Z',
      '2026-10-27',
      false,
    ]);
  });

  test('days roll over a holiday, or stay when told to', () => {
    const rolled = due('2026-09-18', days(15));
    expect([rolled.nominal, rolled.due]).toEqual(['2026-10-03', '2026-10-08']);
    expect(rolled.steps.find((s) => s.kind === 'roll')?.text).toBe(
      '最后一日2026年10月3日（星期六）适逢国庆节，顺延至2026年10月8日（星期四）。',
    );
    const kept = due('2026-09-18', days(15), { lastDay: 'keep' });
    expect([kept.due, kept.steps.at(-1)?.text]).toEqual([
      '2026-10-03',
      '2026年10月3日（星期六）24时届满，遇休息日不顺延。',
    ]);
  });

  test('a limit that never looks at the calendar needs no arrangement', () => {
    expect(due('2026-01-05', years(20), { lastDay: 'keep' }).due).toBe('2046-01-05');
    expect(minOpen('2027-12-20', days(30), calendar).firstAllowed).toBe('2028-01-20');
    expect(noticeBefore('2030-03-31', months(1), calendar).due).toBe('2030-02-28');
    expect(() => due('2026-01-05', years(20))).toThrow(/缺少2046年/);
  });

  test('extensions in one unit are summed before rolling; other units follow on unrolled', () => {
    // 60 days end Sunday 16 August 2026 and would roll; 60 + 30 counted through do not use the rolled day.
    const whole = due('2026-06-17', days(60), { extend: [days(30)] });
    expect([due('2026-06-17', days(60)).due, whole.due]).toEqual(['2026-08-17', '2026-09-15']);
    const mixed = due('2026-06-17', days(60), { extend: [months(1)] });
    expect([mixed.nominal, mixed.due]).toEqual(['2026-09-16', '2026-09-16']);
    expect(due('2026-01-31', years(1), { extend: [months(1)] }).nominal).toBe('2027-02-28');
    expect(() => due('2026-06-17T00:00:00.000Z', hours(24), { extend: [days(1)] })).toThrow(MixedUnits);
  });

  test('the start day can be counted', () => {
    expect(due('2026-03-02', days(3), { includeStart: true }).due).toBe('2026-03-04');
    expect(due('2026-03-02', workdays(5), { includeStart: true }).due).toBe('2026-03-06');
    const keep = { includeStart: true, lastDay: 'keep' as const };
    expect(due('2026-03-01', months(1), keep).due).toBe('2026-03-31');
    expect(due('2026-01-31', months(1), keep).due).toBe('2026-02-28');
    expect(due('2026-03-02', days(0), keep).due).toBe('2026-03-02');
  });

  test('excluded days: the first still counts, the last does not; months make up for them in days', () => {
    const exclude = [{ from: '2026-03-05', to: '2026-03-09' }];
    expect(due('2026-03-02', days(10), { exclude }).nominal).toBe('2026-03-16');
    expect(due('2026-03-02', months(6), { exclude }).nominal).toBe('2026-09-06');
    const twice = [
      { from: '2026-03-04', to: '2026-03-08' },
      ...exclude,
      { from: '2026-02-01', to: '2026-02-03' },
    ];
    expect(due('2026-03-02', days(10), { exclude: twice }).nominal).toBe('2026-03-17');
    expect(due('2026-03-02', days(10), { exclude: [{ from: '2026-03-12', to: '2026-04-01' }] }).due).toBe(
      '2026-03-12',
    );
    expect(() =>
      due('2026-03-02', days(10), { exclude: [{ from: '2026-03-09', to: '2026-03-05' }] }),
    ).toThrow(/结束早于开始/);
  });

  test('instants stand for their day in China', () => {
    const exclude = [{ from: '2026-03-04T16:00:00.000Z', to: '2026-03-09T15:59:00.000Z' }];
    expect(due('2026-03-01T16:00:00.000Z', days(10), { exclude }).nominal).toBe('2026-03-16');
  });

  test('while a stretch has not ended there is no due date, unless the count was complete before', () => {
    const exclude = [{ from: '2026-03-05', to: null }];
    for (const limit of [days(10), workdays(10), months(1)]) {
      expect(() => due('2026-03-02', limit, { exclude })).toThrow(NoDueDate);
      expect(() => dueDateOnly('2026-03-02', limit, { calendar, exclude })).toThrow(NoDueDate);
    }
    expect(() => due('2026-03-02', days(10), { exclude })).toThrow(/自2026-03-05起中止/);
    expect(due('2026-03-02', days(3), { exclude }).due).toBe('2026-03-05');
    // Rolling cannot pass it either: day 5 is Saturday 7 March, the stretch begins that day.
    expect(() => due('2026-03-02', days(5), { exclude: [{ from: '2026-03-07', to: null }] })).toThrow(
      NoDueDate,
    );
    expect(due('2026-03-02', days(5), { exclude: [{ from: '2026-03-07', to: '2026-03-10' }] }).due).toBe(
      '2026-03-11',
    );
  });

  test('a stretch that begins on the last day leaves it spent, or holds it', () => {
    const exclude = [{ from: '2026-03-05', to: '2026-03-20' }];
    expect(due('2026-03-02', days(3), { exclude }).due).toBe('2026-03-05');
    const held = due('2026-03-02', days(3), { exclude, lastDayPause: 'holds' });
    expect([held.nominal, held.due]).toEqual(['2026-03-05', '2026-03-23']);
    const options = { exclude, lastDayPause: 'holds' as const, lastDay: 'keep' as const };
    expect(due('2026-03-02', days(3), options).due).toBe('2026-03-21');
    expect(due('2026-03-02', workdays(3), options).due).toBe('2026-03-23');
  });

  test('hours run from the moment through nights and holidays and stop only where they are excluded', () => {
    const start = '2026-04-30T14:00:00.000Z';
    const answer = due(start, hours(24));
    expect([answer.dueAt, answer.due, answer.provisional]).toEqual([
      '2026-05-01T14:00:00.000Z',
      '2026-05-01',
      false,
    ]);
    const exclude = [{ from: '2026-04-30T16:00:00.000Z', to: '2026-04-30T19:30:00.000Z' }];
    expect(due(start, hours(24), { exclude }).dueAt).toBe('2026-05-01T17:30:00.000Z');
    expect(due(start, hours(24), { exclude: [{ from: '2026-04-30', to: '2026-05-01' }] }).dueAt).toBe(
      '2026-05-02T14:00:00.000Z',
    );
    expect(due(start, hours(24), { extend: [hours(12)] }).dueAt).toBe('2026-05-02T02:00:00.000Z');
    expect(() =>
      due(start, hours(24), { exclude: [{ from: '2026-04-30T16:00:00.000Z', to: null }] }),
    ).toThrow(NoDueDate);
    expect(() => due('2026-04-30', hours(24))).toThrow(/精确时刻/);
  });

  test('office hours end the last day where a statute says so', () => {
    expect(due('2026-03-02', days(3), { closesAt: '17:00' }).dueAt).toBe('2026-03-05T09:00:00.000Z');
    expect(due('2026-03-02', days(3), { closesAt: '17:00' }).steps.at(-1)?.text).toBe(
      '2026年3月5日（星期四）17时届满。',
    );
  });

  test('a minimum is full days, never rolled; a notice is counted back, never rolled', () => {
    const open = minOpen('2026-09-05', days(30), calendar);
    expect([open.lastProtected, open.firstAllowed, open.firstAllowedAt]).toEqual([
      '2026-10-05',
      '2026-10-06',
      '2026-10-05T16:00:00.000Z',
    ]);
    const paused = minOpen('2026-09-05', days(30), calendar, {
      exclude: [{ from: '2026-09-10', to: '2026-09-12' }],
    });
    expect(paused.lastProtected).toBe('2026-10-07');
    expect(minOpen('2026-09-24', workdays(3), calendar).lastProtected).toBe('2026-09-30');
    const inHours = minOpen('2026-09-24T08:00:00.000Z', hours(24), calendar);
    expect(inHours.firstAllowedAt).toBe('2026-09-25T08:00:00.000Z');
    const back = noticeBefore('2026-06-24', workdays(7), calendar);
    expect([back.due, back.dueAt]).toEqual(['2026-06-12', '2026-06-12T15:59:59.999Z']);
    expect(back.steps.map((s) => [s.kind, s.from, s.to, s.days])).toEqual([
      ['start', '2026-06-24', '2026-06-24', undefined],
      ['count', '2026-06-22', '2026-06-23', 2],
      ['skip', '2026-06-19', '2026-06-21', 3],
      ['count', '2026-06-12', '2026-06-18', 5],
      ['end', '2026-06-12', '2026-06-12', undefined],
    ]);
    expect(noticeBefore('2026-10-12', days(7), calendar).due).toBe('2026-10-05');
    expect(noticeBefore('2026-10-12T02:00:00.000Z', hours(48), calendar).dueAt).toBe(
      '2026-10-10T02:00:00.000Z',
    );
    expect(() => noticeBefore('2025-01-03', workdays(7), calendar)).toThrow(/缺少2024年/);
  });

  test('a date that rests on a year not announced is provisional and says so', () => {
    const answer = due('2026-12-20', workdays(20));
    expect([answer.due, answer.provisional]).toEqual(['2027-01-18', true]);
    expect(answer.steps.at(-1)?.text).toContain('暂定');
    expect(due('2026-12-01', days(30)).provisional).toBe(true);
    expect(due('2026-12-01', days(30), { lastDay: 'keep' }).provisional).toBe(false);
    expect(due('2026-12-01', workdays(15)).provisional).toBe(false);
  });
});
