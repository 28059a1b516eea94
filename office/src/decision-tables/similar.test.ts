import { describe, expect, test } from 'vitest';
import { type ComparedCase, closest, likeness, unlike } from './similar.ts';

let n = 0;
const one = (more: Partial<ComparedCase> = {}): ComparedCase => ({
  id: `c${++n}`,
  title: '演示案',
  decidedOn: '2026-03-10',
  item: '220211001000',
  benchmark: 'b',
  tier: '从轻',
  facts: { goodsValue: 800, corrected: true },
  outcome: '给予处罚',
  fine: 55_000,
  level: 0.95,
  ...more,
});

describe('R22.1 like cases', () => {
  test('R22.1 likeness: the benchmark must be the same, the tier counts half, each fact its share', () => {
    expect(likeness(one(), one())).toBe(1);
    expect(likeness(one(), one({ benchmark: 'other' }))).toBe(0);
    expect(likeness(one(), one({ tier: '一般' }))).toBe(0.5);
    expect(likeness(one(), one({ facts: { goodsValue: 400, corrected: true } }))).toBe(0.875);
    expect(likeness(one(), one({ facts: { goodsValue: 800, corrected: false } }))).toBe(0.75);
  });
  test('R22.1 the closest come first, of those equally alike the newest; the case itself is left out', () => {
    const of = one({ id: 'me' });
    const found = closest(of, [
      of,
      one({ id: 'far', tier: '从重', facts: { goodsValue: 9_000_000, corrected: false } }),
      one({ id: 'old', decidedOn: '2025-01-01' }),
      one({ id: 'new' }),
      one({ id: 'other', benchmark: 'x' }),
    ]);
    expect(found.map((c) => c.id)).toEqual(['new', 'old']);
  });
});

describe('R22.1 like cases treated unlike (± 30 %, DESIGN)', () => {
  const alike = () => [one(), one(), one(), one()];
  test('R22.1 a case far from the median of the others is found, with those it was compared with', () => {
    const odd = one({ id: 'odd', level: 1.4 });
    const found = unlike([...alike(), odd]);
    expect(found.map((u) => u.case.id)).toEqual(['odd']);
    expect(found[0]?.among).toHaveLength(4);
    expect(found[0]?.apart).toBeCloseTo(0.47, 2);
    expect(unlike([...alike(), one({ level: 0.5 })])[0]?.apart).toBeLessThan(-0.3);
  });
  test('R22.1 within the share, with reasons on record, in another tier, or with too few beside it: nothing', () => {
    expect(unlike([...alike(), one({ level: 1.2 })])).toEqual([]);
    expect(unlike([...alike(), one({ level: 1.6, reasons: '客观情况变化' })])).toEqual([]);
    expect(unlike([...alike(), one({ level: 1.6, tier: '从重' })])).toEqual([]);
    expect(unlike([one(), one(), one({ level: 2 })])).toEqual([]);
  });
});
