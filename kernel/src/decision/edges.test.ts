/** R22.2 gaps and overlaps told exactly at their ends, and every fault of a table's shape. */
import { describe, expect, test } from 'vitest';
import { analyseTable, type DecisionTable, tableFaults } from './index.ts';

const amount = { id: 'amount', title: '金额', type: 'number', min: 0, max: 100, decimals: 0 } as const;
const tier = { id: 'tier', title: '阶次', type: 'string' } as const;
const table = (rows: readonly string[], more: Partial<DecisionTable> = {}): DecisionTable => ({
  code: 'tier',
  title: '阶次',
  hit: 'UNIQUE',
  inputs: [amount],
  outputs: [tier],
  rows: rows.map((cell, i) => ({ when: [cell], then: [`第${i}档`] })),
  ...more,
});
const gaps = (...rows: string[]) => analyseTable(table(rows)).gaps.map((g) => g.says);
const decimals = { ...amount, decimals: 2 } as const;

describe('R22.2 the ends of what is missing', () => {
  test('R22.2 open and closed ends, single values, several stretches, the bounds of the input left away', () => {
    expect(gaps('<= 10', '>= 20')).toEqual([expect.stringMatching(/10.*20/)]);
    expect(gaps('[0..10]', '[11..100]')).toEqual([]);
    expect(gaps('< 50', '> 50')).toEqual(['金额50']);
    expect(gaps('[20..100]')).toEqual(['金额不满20']);
    expect(gaps('[0..80]')).toEqual(['金额超过80']);
    expect(gaps('(0..80]')).toHaveLength(1);
    expect(gaps('[10..20)', '(30..40]', '[60..100]')).toEqual([
      '金额不满10或者20以上30以下或者超过40、不满60',
    ]);
  });

  test('R22.2 between two values of a finer kind lies a gap, of a coarser kind none', () => {
    const fine = analyseTable(table(['<= 10', '>= 11'], { inputs: [decimals] })).gaps.map((g) => g.says);
    expect(fine).toEqual(['金额超过10、不满11']);
    expect(gaps('<= 10', '>= 11')).toEqual([]);
  });
});

describe('R22.2 the shape of a table', () => {
  const faults = (more: Partial<DecisionTable>) => tableFaults(table(['-'], more)).join('；');
  test('R22.2 each fault is told; a sound table has none', () => {
    expect(tableFaults(table(['-']))).toEqual([]);
    expect(faults({ code: '甲' })).toMatch(/代码“甲”/);
    expect(faults({ inputs: [] })).toMatch(/至少要有一个条件列/);
    expect(faults({ outputs: [] })).toMatch(/至少要有一个结果列/);
    expect(faults({ rows: [] })).toMatch(/至少要有一行/);
    expect(faults({ inputs: [{ ...amount, id: '1 x' }] })).toMatch(/列名“1 x”/);
    expect(faults({ outputs: [{ ...tier, id: 'amount' }] })).toMatch(/列名有重复/);
    expect(faults({ inputs: [{ id: 'k', title: '种类', type: 'string' }] })).toMatch(/没有列出/);
    expect(faults({ inputs: [{ id: 'k', title: '种类', type: 'string', values: ['a"b'] }] })).toMatch(
      /英文引号/,
    );
    expect(faults({ inputs: [{ ...amount, min: 5, max: 4 }] })).toMatch(/下限大于上限/);
    expect(faults({ inputs: [{ ...amount, min: 5, max: 5 }] })).toBe('');
    expect(faults({ rows: [{ when: [], then: ['x'] }] })).toMatch(/第1行的格数/);
    expect(faults({ rows: [{ when: ['-'], then: [] }] })).toMatch(/第1行的格数/);
    expect(
      faults({
        rows: [
          { when: ['-'], then: ['x'] },
          { when: ['-', '-'], then: ['x'] },
        ],
      }),
    ).toMatch(/第2行的格数/);
  });
});
