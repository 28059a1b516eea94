import { describe, expect, test } from 'vitest';
import { fixture, notice2027 } from './calendar.fixture.ts';
import {
  adoptYear,
  BadCalendar,
  CalendarMissing,
  type CalendarYear,
  calendarVersion,
  dayKind,
  makeCalendar,
} from './calendar.ts';
import { dueBy, dueFast } from './count.ts';
import { workdays } from './limit.ts';

const kind = (date: string) => dayKind(fixture, date);

describe('R90.2 the working calendar', () => {
  test('each kind of day says why', () => {
    expect(kind('2026-02-11')).toEqual({ working: true, reason: '工作日', provisional: false });
    expect(kind('2026-02-14')).toEqual({ working: true, reason: '调休上班', provisional: false });
    expect(kind('2026-02-20')).toEqual({ working: false, reason: '春节', provisional: false });
    expect(kind('2026-03-07')).toEqual({ working: false, reason: '周末', provisional: false });
    expect(kind('2027-02-05')).toEqual({ working: false, reason: '春节', provisional: true });
    expect(kind('2027-03-01')).toEqual({ working: true, reason: '工作日', provisional: true });
  });

  test('the last three days of a year wait for the next notice', () => {
    expect(kind('2026-12-28').provisional).toBe(false);
    expect(kind('2026-12-29').provisional).toBe(true);
    expect(kind('2026-12-31').provisional).toBe(true);
    expect(kind('2025-12-31').provisional).toBe(false);
    expect(dayKind(adoptYear(fixture, notice2027), '2026-12-29').provisional).toBe(false);
  });

  test('a year that is not in the data is an error that says what to do, never Monday to Friday', () => {
    for (const date of ['2024-12-31', '2028-01-03']) expect(() => kind(date)).toThrow(CalendarMissing);
    expect(() => kind('2028-01-03')).toThrow(/缺少2028年的放假安排.*不得按周一至周五推算.*请先录入/);
    const [a, c] = [fixture.years[2025], notice2027] as [CalendarYear, CalendarYear];
    const gap = makeCalendar([a, c]);
    expect(dayKind(gap, '2025-12-30').working).toBe(true);
    const missing = () => dayKind(gap, '2026-06-01');
    expect(missing).toThrow(/2026年/);
    expect(() => dueBy('2025-12-20', workdays(20), { calendar: gap })).toThrow(/2026年/);
    expect(() => dueFast('2025-12-20', workdays(20), { calendar: gap })).toThrow(/2026年/);
    expect(() => dueFast('2025-12-20', workdays(400), { calendar: gap })).toThrow(/2026年/);
    expect(() => dueBy('2027-12-20', workdays(20), { calendar: fixture })).toThrow(/2028年/);
    expect(() => dueFast('2027-12-20', workdays(20), { calendar: fixture })).toThrow(/2028年/);
  });

  test('adopting a notice is an act: a new calendar, a new version, the old one as it was', () => {
    const next = adoptYear(fixture, notice2027);
    expect(next.version).not.toBe(fixture.version);
    expect(adoptYear(fixture, notice2027).version).toBe(next.version);
    expect(fixture.years[2027]?.adopted).toBe(false);
    expect(dayKind(next, '2026-12-31')).toEqual({ working: false, reason: '元旦', provisional: false });
    expect(dayKind(next, '2027-01-03')).toEqual({ working: true, reason: '调休上班', provisional: false });
    expect(kind('2026-12-31').working).toBe(true);
    const before = dueBy('2026-12-25', workdays(5), { calendar: fixture });
    const after = dueBy('2026-12-25', workdays(5), { calendar: next });
    expect([before.due, before.provisional, before.calendar]).toEqual(['2027-01-04', true, fixture.version]);
    expect([after.due, after.provisional, after.calendar]).toEqual(['2027-01-04', false, next.version]);
    expect(dueBy('2026-12-25', workdays(4), { calendar: fixture }).due).toBe('2026-12-31');
    expect(dueBy('2026-12-25', workdays(4), { calendar: next }).due).toBe('2027-01-03');
    expect(calendarVersion(next.years)).toBe(next.version);
  });

  test('a notice that contradicts itself, or is not out, is refused and nothing changes', () => {
    const say = (patch: Partial<CalendarYear>) => () => adoptYear(fixture, { ...notice2027, ...patch });
    expect(say({ adopted: false })).toThrow(/尚未公布/);
    expect(say({ notice: ' ' })).toThrow(/通知/);
    expect(say({ worked: ['2027-01-04'] })).toThrow(/2027-01-04不是周末/);
    expect(say({ worked: ['2027-01-02'] })).toThrow(/既放假又上班/);
    expect(say({ rest: [{ date: '2028-01-01', name: '元旦' }] })).toThrow(/不属于该年度/);
    expect(say({ rest: [{ date: '2027-02-30', name: '元旦' }] })).toThrow(/不是有效的日期/);
    expect(say({ rest: [{ date: '2027-01-01', name: '' }] })).toThrow(BadCalendar);
    expect(() => makeCalendar([notice2027, notice2027])).toThrow(/重复/);
    expect(() => dayKind(makeCalendar([]), '2026-01-01')).toThrow(/为空/);
    expect(fixture.years[2027]?.adopted).toBe(false);
  });
});
