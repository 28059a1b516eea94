/** R23.1 what the page of signals draws: every month, the fields with most, nothing lost in the rest. */
import { expect, test } from 'vitest';
import { groupsOf, monthsOf, totalsOf } from './figures.ts';

test('R23.1 months run without a gap over the end of a year', () => {
  expect(monthsOf('2025-11-20', '2026-02-03')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
});

test('R23.1 the fields with most are drawn one by one, the rest together, and the sum stays', () => {
  const rows = Array.from({ length: 9 }, (_, i) => ({
    field: `领域${i}`,
    kind: 'report',
    month: '2026-01',
    n: i + 1,
  }));
  const groups = groupsOf([...rows, { field: '领域0', kind: 'penalty', month: '2026-01', n: 50 }], 'report', [
    '2026-01',
    '2026-02',
  ]);
  expect(groups.map((g) => g.name)).toEqual(['领域8', '领域7', '领域6', '领域5', '领域4', '其余领域']);
  expect(groups.at(-1)?.values).toEqual([10, 0]);
  expect(groups.flatMap((g) => g.values).reduce((a, b) => a + b, 0)).toBe(45);
  expect(totalsOf(rows).get('领域3')?.get('report')).toBe(4);
});
