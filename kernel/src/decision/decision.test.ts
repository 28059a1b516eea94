import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  analyseTable,
  cellText,
  type DecisionTable,
  evaluateTable,
  tableFaults,
  type Value,
} from './index.ts';

const goods = { id: 'goods', title: '货值金额', type: 'number', min: 0, decimals: 2, unit: '元' } as const;
const times = { id: 'times', title: '次数', type: 'string', values: ['初次', '再次', '多次'] } as const;
const fixed = { id: 'fixed', title: '已经改正', type: 'boolean' } as const;
const tier = { id: 'tier', title: '阶次', type: 'string' } as const;
const table = (rows: readonly (readonly string[])[], more: Partial<DecisionTable> = {}): DecisionTable => ({
  code: 'tier',
  title: '阶次',
  hit: 'UNIQUE',
  inputs: [goods, times, fixed],
  outputs: [tier],
  rows: rows.map((cells) => ({ when: cells.slice(0, -1), then: [cells.at(-1) as string] })),
  ...more,
});

describe('R22.1 tables are evaluated', () => {
  const t = table([
    ['< 5000', '"初次"', 'true', '轻'],
    ['< 5000', '"初次"', 'false', '中'],
    ['< 5000', 'not("初次")', '-', '中'],
    ['>= 5000', '-', '-', '重'],
  ]);
  test('R22.1 one row hits, and says which', () => {
    expect(evaluateTable(t, { goods: 10, times: '初次', fixed: true })).toEqual({
      status: 'decided',
      rows: [1],
      results: [{ tier: '轻' }],
      facts: [],
    });
    expect(evaluateTable(t, { goods: 5000, times: '多次', fixed: true }).rows).toEqual([4]);
  });
  test('R22.1 a missing fact matters only where a row could need it', () => {
    expect(evaluateTable(t, { goods: 9000 }).status).toBe('decided');
    expect(evaluateTable(t, { goods: 10, times: '再次' }).rows).toEqual([3]);
    expect(evaluateTable(t, { goods: 10, times: '初次' })).toMatchObject({
      status: 'incomplete',
      facts: ['fixed'],
    });
    expect(evaluateTable(t, {}).facts).toEqual(['goods', 'times', 'fixed']);
  });
  test('R22.1 a fact the table does not know goes to a person', () => {
    expect(evaluateTable(t, { goods: -1, times: '初次', fixed: true })).toMatchObject({
      status: 'outside',
      facts: ['goods'],
    });
    expect(evaluateTable(t, { goods: 1, times: '百次', fixed: true }).status).toBe('outside');
    expect(evaluateTable(t, { goods: 1.005, times: '初次', fixed: true }).status).toBe('outside');
  });
  test('R22.1 each hit policy', () => {
    const rows = [
      ['< 100', '-', '-', '甲'],
      ['< 50', '-', '-', '乙'],
    ];
    const facts = { goods: 10, times: '初次', fixed: true };
    const by = (hit: DecisionTable['hit']) => evaluateTable(table(rows, { hit }), facts);
    expect(by('UNIQUE').status).toBe('conflict');
    expect(by('ANY').status).toBe('conflict');
    expect(by('FIRST').results).toEqual([{ tier: '甲' }]);
    expect(by('COLLECT').results).toEqual([{ tier: '甲' }, { tier: '乙' }]);
    expect(evaluateTable(table(rows), { ...facts, goods: 100 }).status).toBe('none');
    expect(evaluateTable(table(rows, { hit: 'COLLECT' }), { ...facts, goods: 100 })).toMatchObject({
      status: 'decided',
      results: [],
    });
  });
});

describe('R22.2 tables are checked', () => {
  test('R22.2 a gap is told as a sentence', () => {
    const found = analyseTable(
      table([
        ['< 5000', '-', '-', '轻'],
        ['> 10000', '-', '-', '重'],
        ['10000', 'not("多次")', '-', '重'],
      ]),
    );
    expect(found.gaps.map((g) => g.says)).toEqual([
      '货值金额5000元以上不满10000元',
      '货值金额10000元，次数：“多次”',
    ]);
    expect(found.overlaps).toEqual([]);
  });
  test('R22.2 an overlap names its rows', () => {
    const found = analyseTable(
      table([
        ['<= 5000', '-', '-', '轻'],
        ['>= 5000', '-', 'true', '中'],
        ['>= 5000', '-', 'false', '重'],
      ]),
    );
    expect(found.overlaps.map((o) => [o.says, o.rows])).toEqual([
      ['货值金额5000元，已经改正：是', [1, 2]],
      ['货值金额5000元，已经改正：否', [1, 3]],
    ]);
  });
  test('R22.2 between two cents nothing lies', () => {
    expect(
      analyseTable(
        table([
          ['<= 4999.99', '-', '-', '轻'],
          ['>= 5000', '-', '-', '重'],
        ]),
      ).gaps,
    ).toEqual([]);
    const whole = { ...goods, decimals: 0 };
    expect(
      analyseTable(
        table(
          [
            ['<= 4.5', '-', '-', '轻'],
            ['>= 5', '-', '-', '重'],
          ],
          { inputs: [whole, times, fixed] },
        ),
      ).gaps,
    ).toEqual([]);
  });
  test('R22.2 a row behind others never counts', () => {
    const rows = [
      ['< 100', '-', '-', '甲'],
      ['>= 100', '-', '-', '乙'],
      ['[50..60]', '-', '-', '丙'],
    ];
    expect(analyseTable(table(rows, { hit: 'FIRST' })).unreachable).toEqual([3]);
    expect(analyseTable(table([...rows.slice(0, 2), ['< 0', '-', '-', '丁']])).unreachable).toEqual([3]);
  });
  test('R22.2 rows that agree may both hit under ANY', () => {
    const rows = (last: string) => [
      ['< 100', '-', '-', '甲'],
      ['-', '"初次"', '-', last],
      ['>= 100', 'not("初次")', '-', '丙'],
    ];
    expect(analyseTable(table(rows('甲'), { hit: 'ANY' })).overlaps).toEqual([]);
    expect(analyseTable(table(rows('乙'), { hit: 'ANY' })).overlaps[0]?.rows).toEqual([1, 2]);
  });
  test('R22.2 cells that cannot be checked are refused', () => {
    const faults = (cell: string) => tableFaults(table([[cell, '-', '-', '轻']])).join('');
    for (const cell of ['> x', '1 + 2', '"a"', '? > 5', 'null', '< ', '[5..1]', '', 'date("2020-01-01")'])
      expect(faults(cell), cell).not.toBe('');
    for (const cell of ['-', '5', '[1..2), > 7', 'not(5, 6)', '>= 0.5']) expect(faults(cell), cell).toBe('');
    expect(tableFaults(table([['-', '"百次"', '-', '轻']])).join('')).toContain('不会是“百次”');
  });
  test('R22.2 a table with too many cases is not called right', () => {
    const inputs = Array.from({ length: 22 }, (_, i) => ({ ...fixed, id: `f${i}` }));
    const row = (r: number) =>
      inputs.map((_, i) => (i === r ? 'true' : i === (r * 7 + 3) % 22 ? 'false' : '-'));
    const t = table([], { inputs, hit: 'UNIQUE' });
    const big = { ...t, rows: inputs.map((_, r) => ({ when: row(r), then: [String(r)] })) };
    const found = analyseTable(big);
    expect(found.tooLarge || found.overlaps.length > 0).toBe(true);
  });
  test('R22.2 cells in words', () => {
    const says = (cell: string) => cellText(goods, cell);
    expect(says('[5000..10000)')).toBe('5000元以上不满10000元');
    expect(says('(5000..10000]')).toBe('超过5000元、10000元以下');
    expect(says('< 5, > 7')).toBe('不满5元或者超过7元');
    expect(cellText(times, 'not("初次")')).toBe('不是“初次”');
    expect(cellText(fixed, 'true')).toBe('是');
  });
});

/** Random tables over a small grid, so that every case can be tried one by one. */
const N = 6;
const cells = {
  number: fc.oneof(
    fc.constant('-'),
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.integer({ min: 0, max: N }))
      .map(([op, n]) => `${op} ${n}`),
    fc
      .tuple(fc.integer({ min: 0, max: N }), fc.integer({ min: 0, max: N }), fc.boolean(), fc.boolean())
      .map(([a, b, x, y]) => `${x ? '[' : '('}${Math.min(a, b)}..${Math.max(a, b)}${y ? ']' : ')'}`),
    fc.uniqueArray(fc.integer({ min: 0, max: N }), { minLength: 1, maxLength: 3 }).map((l) => l.join(', ')),
    fc.integer({ min: 0, max: N }).map((n) => `not(${n})`),
  ),
  text: fc.oneof(
    fc.constant('-'),
    fc.subarray([...times.values], { minLength: 1 }).map((l) => l.map((v) => `"${v}"`).join(',')),
    fc.constantFrom(...times.values).map((v) => `not("${v}")`),
  ),
  yes: fc.constantFrom('-', 'true', 'false'),
};
const randomTable = fc
  .record({
    hit: fc.constantFrom('UNIQUE', 'FIRST', 'ANY', 'COLLECT') as fc.Arbitrary<DecisionTable['hit']>,
    rows: fc.array(fc.tuple(cells.number, cells.text, cells.yes, fc.constantFrom('甲', '乙')), {
      minLength: 1,
      maxLength: 6,
    }),
  })
  .map(({ hit, rows }) => table(rows, { hit, inputs: [{ ...goods, max: N, decimals: 0 }, times, fixed] }));
const everyCase: Record<string, Value>[] = Array.from({ length: N + 1 }, (_, g) =>
  times.values.flatMap((v) => [true, false].map((f) => ({ goods: g, times: v, fixed: f }))),
).flat();

describe('R22.2 the check is exact', () => {
  test('R22.2 the same as trying every case, over random tables', () => {
    fc.assert(
      fc.property(randomTable, (t) => {
        const found = analyseTable(t);
        const answers = everyCase.map((facts) => ({ facts, at: evaluateTable(t, facts) }));
        const holes = answers.filter((a) => a.at.status === 'none');
        const doubles = answers.filter((a) => a.at.status === 'conflict');
        expect(found.gaps.length > 0).toBe(holes.length > 0);
        expect(found.overlaps.length > 0).toBe(doubles.length > 0);
        for (const g of found.gaps) expect(evaluateTable(t, g.example).status).toBe('none');
        for (const o of found.overlaps) {
          const at = evaluateTable(t, o.example);
          expect(at.status).toBe('conflict');
          expect(at.rows).toEqual(o.rows);
        }
        const hit = new Set(answers.flatMap((a) => a.at.rows));
        expect(found.unreachable).toEqual(t.rows.map((_, r) => r + 1).filter((r) => !hit.has(r)));
      }),
      { numRuns: 150, seed: 22 },
    );
  });
  test('R22.2 every hole lies in a gap that was told', () => {
    fc.assert(
      fc.property(randomTable, (t) => {
        const { gaps } = analyseTable(t);
        if (t.hit === 'COLLECT' || gaps.length === 20) return;
        // A row for each gap's own words closes it: then nothing is left open.
        const closed = {
          ...t,
          hit: 'FIRST' as const,
          rows: [...t.rows, ...gaps.map((g) => ({ when: whenOf(g.says), then: ['补'] }))],
        };
        expect(analyseTable(closed).gaps).toEqual([]);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

/** FEEL of a gap's sentence: the sentence says all of it, and no more than can be read back. */
function whenOf(says: string): string[] {
  const parts = says === '任何情形' ? [] : says.split('，');
  const of = (title: string) => parts.find((p) => p.startsWith(title))?.slice(title.length);
  const number = of('货值金额')
    ?.split('或者')
    .map((s) => {
      const low = /(\d+)元以上/.exec(s);
      const above = /超过(\d+)元/.exec(s);
      const below = /不满(\d+)元/.exec(s);
      const high = /(\d+)元以下/.exec(s);
      const exact = /^(\d+)元$/.exec(s);
      if (exact) return `${exact[1]}`;
      const from = low ? `[${low[1]}` : above ? `(${above[1]}` : '[0';
      const to = high ? `${high[1]}]` : below ? `${below[1]})` : `${N}]`;
      return `${from}..${to}`;
    })
    .join(', ');
  const text = of('次数：')?.replaceAll(/[“”]/g, '"').replaceAll('或者', ',');
  const yes = of('已经改正：');
  return [number ?? '-', text ?? '-', yes === undefined ? '-' : yes === '是' ? 'true' : 'false'];
}
