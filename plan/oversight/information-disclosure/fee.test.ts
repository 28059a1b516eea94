import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feeByItem, feeByPage, feeText } from './fee.ts';

describe('R40.2 information processing fee (§5.4)', () => {
  it('45 items in one month: 20 × 100 + 10 × 200 + 5 × 300 = 5,500', () => {
    const fee = feeByItem(45);
    expect(fee.amount).toBe(5500);
    expect(fee.tiers.map((t) => [t.units, t.each])).toEqual([
      [10, 0],
      [20, 100],
      [10, 200],
      [5, 300],
    ]);
    expect(feeText(fee)).toBe(
      '第1至10件不收费；第11至30件，每件100元，20件计2000元；第31至40件，每件200元，10件计2000元；第41至45件，每件300元，5件计1500元；合计5500元',
    );
  });

  it('250 pages: 70 × 10 + 100 × 20 + 50 × 40 = 4,700', () => {
    expect(feeByPage(250).amount).toBe(4700);
    expect(feeByPage(250).tiers.map((t) => [t.units, t.each])).toEqual([
      [30, 0],
      [70, 10],
      [100, 20],
      [50, 40],
    ]);
  });

  it('§5.7 row 9: 31 applications in May cost 2,200, 4 in June nothing', () => {
    expect(feeByItem(31).amount).toBe(2200);
    expect(feeByItem(4).amount).toBe(0);
  });

  it.each([
    [10, 0],
    [11, 100],
    [30, 2000],
    [40, 4000],
    [41, 4300],
    [51, 7400],
  ])('%i items: %i yuan', (items, yuan) => {
    expect(feeByItem(items).amount).toBe(yuan);
  });

  it.each([
    [30, 0],
    [31, 10],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
  ])('%i pages: %i yuan', (pages, yuan) => {
    expect(feeByPage(pages).amount).toBe(yuan);
  });

  it('charged application by application, a month comes to the same sum', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }), (parts) => {
        let earlier = 0;
        let sum = 0;
        for (const items of parts) {
          sum += feeByItem(items, earlier).amount;
          earlier += items;
        }
        return sum === feeByItem(earlier).amount;
      }),
    );
  });

  it('a tier of one unit is named alone', () => {
    expect(feeText(feeByItem(1, 30))).toBe('第31件，每件200元，1件计200元；合计200元');
  });

  it('refuses what is no whole number', () => {
    expect(() => feeByItem(1.5)).toThrow('件数');
    expect(() => feeByPage(-1)).toThrow('页数');
  });
});
