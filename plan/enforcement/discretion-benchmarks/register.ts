/** Register of discretion benchmarks (R22.1): one entry for a violation of an item, by each level that makes one. */
import { type EntryRule, type RegisterDef, reaches } from '@fadu/kernel';
import { organRule } from '../../functions/power-registers/rules.ts';
import { penaltySources } from '../../functions/power-registers/sources.ts';
import { penaltyLaw as apl, discretionOpinion as g27 } from '../../statutes/index.ts';
import { benchmarkFaults } from './check.ts';
import { task22 } from './common.ts';
import { type Benchmark, benchmark, benchmarkOf } from './forms.ts';

/** R22.2: no gap, no overlap, nothing beyond the law's own range. */
const tablesRule: EntryRule = {
  code: 'R22.2',
  field: 'tables',
  cites: [apl.art('34'), g27.art('1'), task22],
  say: '裁量表有空档、重叠或者超出法定幅度',
  check: ({ body }) => {
    const b = benchmarkOf(bodyOf(body));
    if (!b) return false;
    const faults = benchmarkFaults(b);
    return faults.length === 0 || faults.slice(0, 12).join('；');
  },
};

/** Every range of the law stands in a text that the entry names as its basis. */
const rangeBasisRule: EntryRule = {
  code: 'RANGE-BASIS',
  field: 'ranges',
  cites: [apl.art('16'), g27.art('1')],
  say: '法定幅度所在的条款应当列入法定依据',
  check: ({ body }) => {
    const b = benchmarkOf(bodyOf(body));
    if (!b) return true;
    const missing = b.ranges.find(
      (r) => !b.basis.some((x) => sameText(x.instrument, r.ref.instrument) && x.article === r.ref.article),
    );
    return (
      !missing ||
      `“${missing.title}”所在的《${missing.ref.instrument}》第${missing.ref.article ?? ''}条没有列入法定依据`
    );
  },
};

const plainTitle = (title: string) => title.replaceAll(/[《》]/g, '').replace(/^中华人民共和国/, '');
/** The same text under its short or its full title; entries may keep a canonical id for the basis. */
const sameText = (a: string, b: string): boolean => plainTitle(a) === plainTitle(b);

/** State Council departments, provinces, cities and counties make them; townships apply them. */
const makerRule: EntryRule = {
  code: 'MAKER',
  field: 'organ',
  cites: [g27.art('2')],
  say: '乡镇、街道适用上级制定的裁量权基准，自己不制定',
  check: ({ body }, { organ }) => {
    const kind = organ(String(body.organ))?.kind;
    return kind !== 'township' && kind !== 'subdistrict';
  },
};

/** A body without what the register adds to it. */
export const bodyOf = (body: Readonly<Record<string, unknown>>) => {
  const { status: _, reason: _r, ...rest } = body;
  return rest;
};

/** The register. Entries come by the procedure `discretion-benchmark` only. */
export const discretionBenchmarks: RegisterDef = {
  code: 'discretion-benchmark',
  title: '行政裁量权基准',
  group: '行政执法',
  system: 'discretion-benchmarks',
  about:
    '每一种违法行为的裁量阶次、适用条件和罚款幅度：从事实到阶次、从阶次到幅度，不留空档、不重叠、不超出法定幅度。',
  cites: [apl.art('34'), g27.art('1'), task22],
  keeper: { role: 'benchmark-drafter', title: '裁量权基准管理人员' },
  form: benchmark,
  codes: {
    cites: [task22],
    say: '编码是执法事项基本编码加两位序号，如220210001000-01；各级细化同一基准用同一编码',
    of: (body) => String(body.basicCode ?? ''),
    check: ({ code, body }) =>
      (code === body.basicCode && new RegExp(`^${String(body.item)}-\\d{2}$`).test(code)) ||
      `编码应为“${String(body.item)}-”加两位序号，现为“${code}”`,
  },
  itemCode: 'basicCode',
  basis: penaltySources,
  uniqueName: { cites: [task22] },
  rules: [organRule, makerRule, rangeBasisRule, tablesRule],
};

/** An entry that may be a benchmark. */
export interface BenchmarkEntry {
  readonly region: string;
  readonly code: string;
  readonly version: number;
  readonly lawFrom: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A benchmark with where it stands. */
export interface StandingBenchmark {
  readonly region: string;
  readonly code: string;
  readonly version: number;
  readonly lawFrom: string;
  readonly benchmark: Benchmark;
}

/**
 * The benchmarks that count in a region, one for each code: that of the nearest level, because it refines the others.
 * Cancelled ones are left out.
 */
export function countingBenchmarks(
  entries: readonly BenchmarkEntry[],
  region: string,
): readonly StandingBenchmark[] {
  const nearest = new Map<string, StandingBenchmark>();
  // From the nation down: the last one set is the nearest.
  for (const e of [...entries].sort((a, b) => depth(a.region) - depth(b.region))) {
    if (!reaches(e.region, region)) continue;
    const found = e.body.status === '取消' ? undefined : benchmarkOf(bodyOf(e.body));
    if (found) {
      const { code, version, lawFrom } = e;
      nearest.set(code, { region: e.region, code, version, lawFrom, benchmark: found });
    }
  }
  return [...nearest.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const depth = (region: string): number =>
  region === '000000' ? 0 : region.endsWith('0000') ? 1 : region.endsWith('00') ? 2 : 3;

/** Fields of a benchmark's entry that questions about others keep. */
export const BENCHMARK_FIELDS: readonly string[] = [...Object.keys(benchmark.shape), 'status'];
