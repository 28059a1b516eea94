import { describe, expect, test } from 'vitest';
import { fixture as calendar } from './calendar.fixture.ts';
import { dueBy } from './count.ts';
import { timeOfDay } from './date.ts';
import { elapsed, filedInTime, receivedOn, remaining } from './elapsed.ts';
import { days, hours, workdays } from './limit.ts';

describe('R90.2 what has passed and what remains', () => {
  test('elapsed in every unit', () => {
    const options = { calendar };
    expect(elapsed('2026-10-12', '2026-10-19', 'workday', options)).toBe(5);
    expect(elapsed('2026-02-12', '2026-02-28', 'workday', options)).toBe(7);
    expect(elapsed('2026-02-12', '2026-02-28', 'day', options)).toBe(16);
    expect(elapsed('2026-02-12', '2026-02-28', 'day', { calendar, includeStart: true })).toBe(17);
    expect(elapsed('2026-02-28', '2026-02-12', 'day', options)).toBe(0);
    expect(elapsed('2026-01-31', '2026-02-28', 'month', options)).toBe(1);
    expect(elapsed('2026-01-30', '2026-02-27', 'month', options)).toBe(0);
    expect(elapsed('2024-02-29', '2026-02-28', 'year', options)).toBe(2);
    expect(elapsed('2024-03-01', '2026-02-28', 'year', options)).toBe(1);
    expect(elapsed('2026-03-01T00:00:00.000Z', '2026-03-02T01:30:00.000Z', 'hour', options)).toBe(25);
    const exclude = [{ from: '2026-03-05', to: '2026-03-09' }];
    expect(elapsed('2026-03-02', '2026-03-12', 'day', { calendar, exclude })).toBe(6);
    expect(elapsed('2026-03-02', '2026-03-12', 'workday', { calendar, exclude })).toBe(6);
    expect(elapsed('2026-03-02', '2026-04-05', 'month', { calendar, exclude })).toBe(0);
    expect(() => elapsed('2027-12-01', '2028-01-10', 'workday', options)).toThrow(/缺少2028年/);
  });

  test('remaining in words', () => {
    const workday = { unit: 'workday' as const, calendar };
    const due = dueBy('2026-02-10', workdays(20), { calendar });
    expect(due.due).toBe('2026-03-16');
    const say = (now: string) => remaining(now, due, workday).text;
    expect(say('2026-03-11')).toBe('还剩 3 个工作日');
    expect(say('2026-03-15')).toBe('还剩 1 个工作日');
    expect(say('2026-03-16')).toBe('今天到期');
    expect(say(timeOfDay('2026-03-16', '23:59'))).toBe('今天到期');
    expect(say('2026-03-18')).toBe('已逾期 2 日');
    expect(say(timeOfDay('2026-03-17', '00:00'))).toBe('已逾期 1 日');
    const office = dueBy('2026-03-02', days(3), { calendar, closesAt: '17:00' });
    expect(remaining(timeOfDay('2026-03-05', '16:00'), office, { unit: 'day', calendar }).text).toBe(
      '今天到期',
    );
    expect(remaining(timeOfDay('2026-03-05', '17:30'), office, { unit: 'day', calendar }).text).toBe(
      '已逾期 30 分钟',
    );
    expect(remaining('2026-03-01', office, { unit: 'day', calendar }).text).toBe('还剩 4 日');
    const hour = dueBy(timeOfDay('2026-04-30', '22:00'), hours(24), { calendar });
    const inHours = (date: string, time: string) =>
      remaining(timeOfDay(date, time), hour, { unit: 'hour', calendar }).text;
    expect(inHours('2026-05-01', '17:00')).toBe('还剩 5 小时');
    expect(inHours('2026-05-01', '21:20')).toBe('还剩 40 分钟');
    expect(inHours('2026-05-02', '01:10')).toBe('已逾期 3 小时');
  });

  test('in time: by arrival, by postmark, by office hours', () => {
    const due = dueBy('2026-08-09', days(60), { calendar });
    expect(due.due).toBe('2026-10-08');
    expect(filedInTime(due, { arrived: timeOfDay('2026-10-08', '23:50') })).toBe(true);
    expect(filedInTime(due, { arrived: timeOfDay('2026-10-09', '00:00') })).toBe(false);
    expect(filedInTime(due, { arrived: '2026-10-09', posted: '2026-09-30' })).toBe(true);
    expect(filedInTime(due, { arrived: '2026-10-12', posted: '2026-10-09' })).toBe(false);
    expect(receivedOn(timeOfDay('2026-09-30', '23:50'), calendar)).toBe('2026-09-30');
    expect(receivedOn(timeOfDay('2026-09-30', '23:50'), calendar, '17:00')).toBe('2026-10-08');
    expect(receivedOn(timeOfDay('2026-09-30', '16:59'), calendar, '17:00')).toBe('2026-09-30');
  });
});
