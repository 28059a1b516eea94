import { describe, expect, test } from 'vitest';
import { meanQuality, quality, random, randomization } from './metrics.ts';

describe('R43.1 ranking is measured', () => {
  const grades = new Map([
    ['a', 2],
    ['b', 1],
  ]);
  test('R43.1 the best order scores one, the other order less, nothing found nought', () => {
    expect(quality(['a', 'b', 'x'], grades)).toEqual({ recall: 1, ndcg: 1, mrr: 1 });
    const turned = quality(['b', 'a'], grades);
    // (1/log2(2) + 3/log2(3)) / (3/log2(2) + 1/log2(3))
    expect(turned.ndcg).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)), 10);
    expect(turned).toMatchObject({ recall: 1, mrr: 1 });
    expect(quality(['x', 'y'], grades)).toEqual({ recall: 0, ndcg: 0, mrr: 0 });
  });
  test('R43.1 an answer after the tenth place counts for the first place found only', () => {
    const late = [...'cdefghijkl', 'a'];
    expect(quality(late, grades)).toEqual({ recall: 0, ndcg: 0, mrr: 1 / 11 });
  });
  test('R43.1 means and the test of chance', () => {
    expect(meanQuality([quality(['a', 'b'], grades), quality([], grades)])).toEqual({
      recall: 0.5,
      ndcg: 0.5,
      mrr: 0.5,
    });
    const better = Array.from({ length: 40 }, () => 1);
    const worse = Array.from({ length: 40 }, () => 0.5);
    expect(randomization(better, worse)).toBeLessThan(0.001);
    expect(randomization(better, better)).toBe(1);
    const [x, y] = [random(7), random(7)];
    expect([x(), x()]).toEqual([y(), y()]);
  });
});
