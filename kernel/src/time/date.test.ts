import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as d from './date.ts';

describe('R90.2 dates', () => {
  test('epoch days agree with UTC over 1900 to 2200 and come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 84_006 }), (day) => {
        const date = d.fromDay(day);
        expect(date).toBe(new Date(day * d.DAY_MS).toISOString().slice(0, 10));
        expect(d.toDay(date)).toBe(day);
        expect(d.weekday(date)).toBe(new Date(day * d.DAY_MS).getUTCDay());
      }),
    );
  });

  test('a text that is not a real day is refused and named', () => {
    for (const bad of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-4-1',
      '20260401',
      '0000-01-01',
      '2026-04-31',
      '２０２６-01-01',
    ])
      expect(() => d.parseDate(bad), bad).toThrow(new RegExp(`“${bad}”不是有效的日期`));
    expect(() => d.parseDate(undefined as unknown as string)).toThrow(d.BadDate);
    expect(d.parseDate('2024-02-29')).toBe('2024-02-29');
    expect(() => d.addDays('9999-12-31', 1)).toThrow(RangeError);
  });

  test('months end on the corresponding day or the month end', () => {
    expect(d.addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(d.addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(d.addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(d.addMonths('2025-11-30', 3)).toBe('2026-02-28');
    expect(d.addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(d.addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(d.addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });

  test('an instant belongs to the day China shows', () => {
    expect(d.dateOf('2026-02-10T15:59:59.999Z')).toBe('2026-02-10');
    expect(d.dateOf('2026-02-10T16:00:00.000Z')).toBe('2026-02-11');
    expect(d.dateOf('2026-02-10T23:50:00+08:00')).toBe('2026-02-10');
    expect(d.startOfDay('2026-02-11')).toBe('2026-02-10T16:00:00.000Z');
    expect(d.endOfDay('2026-02-11')).toBe('2026-02-11T15:59:59.999Z');
    expect(d.timeOfDay('2026-02-11', '17:30')).toBe('2026-02-11T09:30:00.000Z');
    for (const bad of [
      '2026-02-10T16:00:00',
      '2026-02-10',
      'today',
      '2026-02-30T00:00:00.000Z',
      '2026-02-10T25:00:00Z',
    ])
      expect(() => d.dateOf(bad), bad).toThrow(d.BadDate);
    expect(() => d.timeOfDay('2026-02-11', '24:30')).toThrow(d.BadDate);
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 84_006 }), (day) => {
        const date = d.fromDay(day);
        expect(d.dateOf(d.startOfDay(date))).toBe(date);
        expect(d.dateOf(d.endOfDay(date))).toBe(date);
        expect(d.toMs(d.endOfDay(date)) - d.toMs(d.startOfDay(date))).toBe(d.DAY_MS - 1);
      }),
    );
  });

  test('dates in words', () => {
    expect(d.formatDate('2026-05-09')).toBe('2026年5月9日（星期六）');
    expect(d.formatRange('2026-10-01', '2026-10-01')).toBe('2026年10月1日');
    expect(d.formatRange('2026-10-01', '2026-10-07')).toBe('2026年10月1日至7日');
    expect(d.formatRange('2026-09-30', '2026-10-07')).toBe('2026年9月30日至10月7日');
    expect(d.formatRange('2026-12-31', '2027-01-02')).toBe('2026年12月31日至2027年1月2日');
    expect(d.formatInstant('2026-05-01T14:05:00.000Z')).toBe('2026年5月1日（星期五）22:05');
  });
});
