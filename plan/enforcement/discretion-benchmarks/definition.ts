import type { Procedure } from '@fadu/kernel';
import { penaltyLaw as apl, discretionOpinion as g27 } from '../../statutes/index.ts';
import { bandRows, bandText, benchmarkFaults, refinementFaults } from './check.ts';
import { task22 } from './common.ts';
import { rowText } from './compute.ts';
import { benchmarkOf } from './forms.ts';
import { makingProcedure } from './making.ts';
import { BENCHMARK_FIELDS, bodyOf, discretionBenchmarks } from './register.ts';

type Body = Readonly<Record<string, unknown>>;

/** Gaps, overlaps, what exceeds the law, and what exceeds the nearest level above. */
export function contentOf(body: Body, above: readonly Body[]): readonly string[] {
  const b = benchmarkOf(bodyOf(body));
  if (!b) return ['内容不完整，不能核对裁量表'];
  const own = benchmarkFaults(b);
  const upper = above[0] && benchmarkOf(bodyOf(above[0]));
  return own.length || !upper ? own : refinementFaults(b, upper);
}

/** A benchmark as lines of an announcement: the conditions of each tier, then its bands. */
export function linesOf(body: Body): readonly string[] {
  const b = benchmarkOf(bodyOf(body));
  if (!b) return [];
  const tierAt = b.tables.tier.outputs.findIndex((o) => o.id === 'tier');
  return [
    `违法行为：${b.violation}。`,
    ...b.tables.tier.rows.map((r, i) => `${String(r.then[tierAt])}：${rowText(b.tables.tier, i + 1)}。`),
    ...bandRows(b).flatMap((r) =>
      r.ranges.map((id) => {
        const range = b.ranges.find((x) => x.id === id);
        const sum = r.band && range ? `罚款${bandText(r.band, range)}` : '不罚款';
        return `${r.tiers.join('、')}（${range?.title ?? id}）：${sum}${r.also ? `；${r.also}` : ''}。`;
      }),
    ),
  ];
}

/** Making, changing and ending a discretion benchmark, task 22 of the plan. */
export const discretionBenchmarkMaking: Procedure = makingProcedure({
  code: 'discretion-benchmark',
  title: '行政裁量权基准制定',
  system: 'discretion-benchmarks',
  about: '起草、核对、合法性审核、批准、公布裁量权基准；有空档、重叠或者超出法定幅度、上级基准的不能公布。',
  register: discretionBenchmarks,
  cites: [apl.art('34'), g27.art('1'), g27.art('2'), task22],
  contentRule: 'R22.2',
  unsound: '内容还有空档、重叠、超出法定幅度或者超出上级基准的地方',
  content: contentOf,
  keep: BENCHMARK_FIELDS,
  lines: linesOf,
});
