/** Writing benchmarks shortly: ranges, facts, rows; the tables follow. */
import type { DecisionInput, DecisionTable } from '@fadu/kernel';
import { type Band, thirds } from '../bands.ts';
import { DERIVED, type Tier } from '../common.ts';
import type { Benchmark, Range } from '../forms.ts';

/** A yes-or-no fact. */
export const yes = (id: string, title: string): DecisionInput => ({ id, title, type: 'boolean' });
/** One of several. */
export const oneOf = (id: string, title: string, ...values: string[]): DecisionInput => ({
  id,
  title,
  type: 'string',
  values,
});
/** A sum of money in yuan. */
export const money = (id: string, title: string, max = 1_000_000_000): DecisionInput => ({
  id,
  title,
  type: 'number',
  min: 0,
  max,
  decimals: 2,
  unit: '元',
});
/** A whole number of things. */
export const count = (id: string, title: string, unit: string, min = 0, max = 100_000): DecisionInput => ({
  id,
  title,
  type: 'number',
  min,
  max,
  decimals: 0,
  unit,
});
export const MUST = DERIVED.mustMitigate as DecisionInput;
export const LIGHTER = DERIVED.mitigating as DecisionInput;
export const HEAVIER = DERIVED.aggravating as DecisionInput;

/** Columns of the range table. */
export const rangeTable = (
  inputs: readonly DecisionInput[],
  rows: readonly (readonly string[])[],
  hit: 'UNIQUE' | 'COLLECT' = 'UNIQUE',
): DecisionTable => ({
  code: 'range',
  title: '适用的法定幅度',
  hit,
  inputs,
  outputs: [
    {
      id: 'range',
      title: '法定幅度',
      type: 'string',
      values: [...new Set(rows.map((r) => String(r.at(-1))))],
    },
  ],
  rows: rows.map((r) => ({ when: r.slice(0, -1), then: [r.at(-1) as string] })),
});

/** Factors beside the tier's own facts: fact, direction, weight. */
export const factorTable = (
  rows: readonly (readonly [DecisionInput, string, '从轻' | '减轻' | '从重', '应当' | '可以'])[],
): DecisionTable => {
  const inputs = [...new Map(rows.map(([i]) => [i.id, i])).values()];
  return {
    code: 'factor',
    title: '裁量因素',
    hit: 'COLLECT',
    inputs,
    outputs: [
      { id: 'direction', title: '方向', type: 'string', values: ['从轻', '减轻', '从重'] },
      { id: 'weight', title: '程度', type: 'string', values: ['应当', '可以'] },
    ],
    rows: rows.map(([input, cell, direction, weight]) => ({
      when: inputs.map((i) => (i.id === input.id ? cell : '-')),
      then: [direction, weight],
    })),
  };
};

/** Facts → tier; the last cell of each row is the tier. */
export const tierTable = (
  inputs: readonly DecisionInput[],
  rows: readonly (readonly string[])[],
): DecisionTable => ({
  code: 'tier',
  title: '裁量阶次',
  hit: 'UNIQUE',
  inputs,
  outputs: [
    { id: 'tier', title: '阶次', type: 'string', values: [...new Set(rows.map((r) => String(r.at(-1))))] },
  ],
  rows: rows.map((r) => ({ when: r.slice(0, -1), then: [r.at(-1) as string] })),
});

/** A band as benchmarks write it: `[from, to, '[)']`; null: no fine. The fourth: other kinds of penalty. */
export type BandCell = readonly [number, number, '[]' | '[)' | '(]' | '()', string?] | null;
export type Bands = Readonly<Partial<Record<Tier, BandCell>>>;

/** Bands of each range by tier → the band table. */
export function bandTable(ranges: readonly Range[], bands: Readonly<Record<string, Bands>>): DecisionTable {
  const tiers = [...new Set(Object.values(bands).flatMap((b) => Object.keys(b)))];
  return {
    code: 'band',
    title: '具体标准',
    hit: 'UNIQUE',
    inputs: [
      { id: 'tier', title: '阶次', type: 'string', values: tiers },
      { id: 'range', title: '法定幅度', type: 'string', values: ranges.map((r) => r.id) },
    ],
    outputs: [
      { id: 'from', title: '下限', type: 'number' },
      { id: 'to', title: '上限', type: 'number' },
      { id: 'fromOpen', title: '不含下限', type: 'boolean' },
      { id: 'toOpen', title: '不含上限', type: 'boolean' },
      { id: 'also', title: '其他处理', type: 'string' },
    ],
    rows: ranges.flatMap((r) =>
      Object.entries(bands[r.id] ?? {}).map(([tier, cell]) => ({
        when: [`"${tier}"`, `"${r.id}"`],
        then: cell
          ? [cell[0], cell[1], cell[2].startsWith('('), cell[2].endsWith(')'), cell[3] ?? null]
          : [null, null, null, null, null],
      })),
    ),
  };
}

const cellOfBand = (b: Band): BandCell => [
  b.from,
  b.to,
  `${b.fromOpen ? '(' : '['}${b.toOpen ? ')' : ']'}` as '[]',
];

/** Bands by the rule of thumb, with 不予处罚 where asked. */
export function thumb(range: Pick<Range, 'min' | 'max'>, none = false): Bands {
  const t = thirds(range);
  return {
    ...(none && { 不予处罚: null }),
    ...(t.减轻 && { 减轻: cellOfBand(t.减轻) }),
    从轻: cellOfBand(t.从轻),
    一般: cellOfBand(t.一般),
    从重: cellOfBand(t.从重),
  };
}

/** Everything but organ and item, which the maker adds. */
export type Draft = Omit<Benchmark, 'organ' | 'item' | 'basicCode'>;

/** A benchmark of an organ for an item of the register. */
export const benchmarkFor = (draft: Draft, item: string, organ: string, serial = 1): Benchmark => ({
  ...draft,
  item,
  organ,
  basicCode: `${item}-${String(serial).padStart(2, '0')}`,
});
