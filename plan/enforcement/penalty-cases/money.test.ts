import { days, dueDateOnly } from '@fadu/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chinaCalendar } from '../../calendar/china.ts';
import { lateFine } from './money.ts';

const one = (
  amount: number,
  dueOn: string,
  through: string,
  more: Partial<Parameters<typeof lateFine>[0]> = {},
) => lateFine({ receivables: [{ amount, dueOn }], payments: [], through, ...more });

describe('INV-P8 late fine (行政处罚法第七十二条、第七十三条)', () => {
  test('edge case 4: received 2026-09-21, fine 10,000: due 10-08, 300 a day from 10-09, capped on day 34', () => {
    const dueOn = dueDateOnly('2026-09-21', days(15), { calendar: chinaCalendar, lastDay: 'roll' });
    expect(dueOn).toBe('2026-10-08');
    expect(one(10_000, dueOn, '2026-10-08')).toMatchObject({ days: 0, amount: 0 });
    expect(one(10_000, dueOn, '2026-10-09')).toMatchObject({ days: 1, amount: 300 });
    expect(one(10_000, dueOn, '2026-11-10')).toMatchObject({ days: 33, amount: 9900, capped: false });
    expect(one(10_000, dueOn, '2026-11-11')).toMatchObject({
      days: 34,
      amount: 10_000,
      capped: true,
      cappedOn: '2026-11-11',
    });
    expect(one(10_000, dueOn, '2027-06-30')).toMatchObject({ days: 34, amount: 10_000, capped: true });
  });

  test('edge case 5: fine 40,000 under review from 30 March to 20 May, paid 29 May: 21 days, 25,200; naive counting hits the cap', () => {
    const dueOn = dueDateOnly('2026-03-02', days(15), { calendar: chinaCalendar, lastDay: 'roll' });
    expect(dueOn).toBe('2026-03-17');
    const facts = {
      payments: [{ amount: 40_000, on: '2026-05-29' }],
      suspensions: [{ from: '2026-03-30', to: '2026-05-20' }],
    };
    expect(one(40_000, dueOn, '2026-05-29', facts)).toEqual({ days: 21, amount: 25_200, capped: false });
    // Nothing accrues after the payment day.
    expect(one(40_000, dueOn, '2026-06-30', facts)).toEqual({ days: 21, amount: 25_200, capped: false });
    expect(one(40_000, dueOn, '2026-05-29')).toMatchObject({ amount: 40_000, capped: true });
  });

  test('a part payment stops the late fine on what was paid; a suspension that lasts stops all', () => {
    expect(
      one(10_000, '2026-03-17', '2026-03-21', { payments: [{ amount: 6000, on: '2026-03-19' }] }),
    ).toMatchObject({ days: 4, amount: 300 * 2 + 120 * 2 });
    expect(one(10_000, '2026-03-17', '2026-12-31', { suspensions: [{ from: '2026-03-19' }] })).toMatchObject({
      days: 1,
      amount: 300,
    });
  });

  test('an instalment accrues only after its own date', () => {
    const plan = [
      { amount: 5000, dueOn: '2026-04-30' },
      { amount: 5000, dueOn: '2026-05-31' },
    ];
    expect(lateFine({ receivables: plan, payments: [], through: '2026-04-30' }).amount).toBe(0);
    expect(lateFine({ receivables: plan, payments: [], through: '2026-05-02' }).amount).toBe(300);
    expect(
      lateFine({ receivables: plan, payments: [{ amount: 5000, on: '2026-04-28' }], through: '2026-06-02' })
        .amount,
    ).toBe(300);
  });

  test('half a cent is rounded up', () => {
    // 3 % of 0.50 yuan is 1.5 cents.
    expect(one(0.5, '2026-03-17', '2026-03-18').amount).toBe(0.02);
    expect(one(333.33, '2026-03-17', '2026-03-18').amount).toBe(10);
  });

  test('never above the fine, never falling with time, nothing while suspended', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 60 }),
        (cents, span, pause) => {
          const fine = cents / 100;
          const day = (n: number) => new Date(Date.UTC(2026, 2, 17 + n)).toISOString().slice(0, 10);
          const at = one(fine, '2026-03-17', day(span));
          const later = one(fine, '2026-03-17', day(span + 1));
          expect(at.amount).toBeLessThanOrEqual(fine);
          expect(later.amount).toBeGreaterThanOrEqual(at.amount);
          const held = one(fine, '2026-03-17', day(span + pause), {
            suspensions: [{ from: day(span + 1), to: day(span + pause) }],
          });
          expect(held.amount).toBe(at.amount);
        },
      ),
    );
  });
});
