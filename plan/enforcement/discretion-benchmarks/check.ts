/**
 * What stands against a benchmark (R22.2): tables with gaps or overlaps, rows that never count, bands beyond the law's
 * own range, a tier heavier than the law's duty to be lighter allows. Pure; the register, the making procedure and the
 * import all check by this.
 */
import { analyseTable, type DecisionTable, numberText, passes, stretchText, tableFaults } from '@fadu/kernel';
import { type Band, bandOfRange, within } from './bands.ts';
import { DERIVED, LENIENT_TIERS, NO_PENALTY_TIERS, settings, TIERS, type Tier } from './common.ts';
import type { Benchmark, Range } from './forms.ts';

const list = (words: readonly string[]) =>
  words.slice(0, 5).join('；') + (words.length > 5 ? `；另有${words.length - 5}处` : '');

/** Gaps, overlaps and dead rows of one table, as sentences that begin with its title. */
export function coverFaults(table: DecisionTable): readonly string[] {
  const shape = tableFaults(table);
  if (shape.length) return shape.map((s) => `“${table.title}”：${s}`);
  const found = analyseTable(table);
  const of = (say: string) => `“${table.title}”${say}`;
  if (found.tooLarge) return [of('的情形太多，无法逐一核对，请拆成几张表')];
  return [
    ...(found.gaps.length ? [of(`没有覆盖：${list(found.gaps.map((g) => g.says))}`)] : []),
    ...(found.overlaps.length
      ? [of(`有重叠：${list(found.overlaps.map((o) => `第${o.rows.join('、')}行都适用于${o.says}`))}`)]
      : []),
    ...(found.unreachable.length ? [of(`第${found.unreachable.join('、')}行永远用不到`)] : []),
  ];
}

const columnOf = (table: DecisionTable, id: string): number => table.outputs.findIndex((o) => o.id === id);

/** Values that a table's text output can take, in the order of its rows. */
const produced = (table: DecisionTable, id: string): string[] => {
  const at = columnOf(table, id);
  return at < 0
    ? []
    : [...new Set(table.rows.map((r) => r.then[at]).filter((v): v is string => typeof v === 'string'))];
};

const has = (table: DecisionTable, inputs: readonly string[], outputs: readonly string[]): string[] => [
  ...inputs
    .filter((id) => !table.inputs.some((i) => i.id === id))
    .map((id) => `“${table.title}”缺少条件列“${DERIVED[id]?.title ?? id}”`),
  ...outputs.filter((id) => columnOf(table, id) < 0).map((id) => `“${table.title}”缺少结果列“${id}”`),
];

/** One row of the band table, read. `band` undefined: this tier has no fine. */
export interface BandRow {
  readonly row: number;
  readonly tiers: readonly Tier[];
  readonly ranges: readonly string[];
  readonly band?: Band;
  readonly also?: string;
}

/** The band table's rows with what they hold. */
export function bandRows(b: Benchmark): readonly BandRow[] {
  const table = b.tables.band;
  const valuesOf = (row: number, id: string): string[] => {
    const i = table.inputs.findIndex((x) => x.id === id);
    const cell = table.rows[row]?.when[i] ?? '-';
    return (table.inputs[i]?.values ?? []).filter((v) => passes(cell, v));
  };
  return table.rows.map((r, row) => {
    const get = (id: string) => r.then[columnOf(table, id)] ?? null;
    const from = get('from');
    const to = get('to');
    const also = get('also');
    return {
      row: row + 1,
      tiers: valuesOf(row, 'tier') as Tier[],
      ranges: valuesOf(row, 'range'),
      ...(typeof from === 'number' &&
        typeof to === 'number' && {
          band: { from, to, fromOpen: get('fromOpen') === true, toOpen: get('toOpen') === true },
        }),
      ...(typeof also === 'string' && also && { also }),
    };
  });
}

const unitOf = (r: Range): string =>
  r.mode === '倍数' ? '倍' : r.mode === '百分比' ? '%' : r.mode === '按单位' ? '元（每单位）' : '元';
/** A band in words, with the unit of its range. */
export const bandText = (band: Band, range: Range): string =>
  stretchText(band.from === 0 && band.fromOpen ? { to: band.to, toOpen: band.toOpen } : band, unitOf(range));

const bandFaults = (b: Benchmark): string[] => {
  const out: string[] = [];
  const rows = bandRows(b);
  for (const r of b.ranges) {
    const law = bandOfRange(r);
    const mine = rows.filter((x) => x.ranges.includes(r.id));
    const fined: { band: Band; tier: string }[] = [];
    for (const { row, tiers, band } of mine) {
      for (const tier of tiers) {
        const place = `“${b.tables.band.title}”第${row}行（${tier}，${r.title}）`;
        if (NO_PENALTY_TIERS.includes(tier)) {
          if (band) out.push(`${place}不予处罚，不能再写罚款幅度`);
          continue;
        }
        if (!band) {
          if (tier !== '减轻') out.push(`${place}没有写罚款幅度`);
          continue;
        }
        const empty = band.from > band.to || (band.from === band.to && (band.fromOpen || band.toOpen));
        if (empty) out.push(`${place}的幅度是空的`);
        else if (tier === '减轻') {
          if (band.to > law.from || (band.to === law.from && !band.toOpen) || law.from === 0)
            out.push(`${place}应当低于法定最低限度${numberText(law.from)}${unitOf(r)}`);
          if (band.from < 0 || (band.from === 0 && !band.fromOpen))
            out.push(`${place}减轻处罚的罚款不能为零，为零的是不予处罚`);
        } else if (!within(band, law))
          out.push(`${place}的幅度${bandText(band, r)}超出法定幅度${bandText(law, r)}`);
        else fined.push({ band, tier });
      }
    }
    out.push(...partitionFaults(b, r, fined));
  }
  return out;
};

/** The bands of one range lie side by side and fill it: every lawful sum belongs to one tier. */
function partitionFaults(b: Benchmark, r: Range, fined: readonly { band: Band; tier: string }[]): string[] {
  const distinct = [...new Map(fined.map((f) => [JSON.stringify(f.band), f])).values()].sort(
    (x, y) =>
      x.band.from - y.band.from || Number(x.band.fromOpen) - Number(y.band.fromOpen) || x.band.to - y.band.to,
  );
  const out: string[] = [];
  const law = bandOfRange(r);
  const say = (words: string) => out.push(`“${b.tables.band.title}”的“${r.title}”：${words}`);
  const missing = (band: Band) => say(`${bandText(band, r)}没有对应的阶次`);
  // How far the bands reach, and whether that figure itself belongs to one of them (or need not).
  let at = law.from;
  let covered = law.fromOpen;
  let last = '';
  for (const { band, tier } of distinct) {
    if (band.from > at || (band.from === at && band.fromOpen && !covered))
      missing({ from: at, to: band.from, fromOpen: covered, toOpen: !band.fromOpen });
    else if (last && (band.from < at || (band.from === at && !band.fromOpen && covered)))
      say(`“${last}”和“${tier}”的幅度重叠`);
    if (band.to > at || (band.to === at && !band.toOpen)) {
      at = band.to;
      covered = !band.toOpen;
    }
    last = tier;
  }
  if (distinct.length && (at < law.to || !covered))
    missing({ from: at, to: law.to, fromOpen: covered, toOpen: false });
  return out;
}

/** Rows that give a heavier tier although the law demands a lighter one. */
function mandatoryFaults(b: Benchmark): string[] {
  const table = b.tables.tier;
  const at = table.inputs.findIndex((i) => i.id === 'mustMitigate');
  const tierAt = columnOf(table, 'tier');
  if (at < 0 || tierAt < 0) return [];
  return table.rows.flatMap((row, r) =>
    passes(row.when[at] ?? '-', true) && !LENIENT_TIERS.includes(row.then[tierAt] as Tier)
      ? [`“${table.title}”第${r + 1}行：有法定应当从轻、减轻情形的，不能定为“${String(row.then[tierAt])}”`]
      : [],
  );
}

/** The same fact means the same in every table. */
function factFaults(b: Benchmark): string[] {
  const seen = new Map<string, string>();
  const out: string[] = [];
  for (const table of [b.tables.range, b.tables.factor, b.tables.tier]) {
    for (const input of table?.inputs ?? []) {
      const text = JSON.stringify(input);
      const derived = DERIVED[input.id];
      if (derived && JSON.stringify(derived) !== JSON.stringify({ ...derived, ...input }))
        out.push(`“${table?.title}”的“${input.title}”（${input.id}）是系统计算的，不能改变它的含义`);
      if (seen.has(input.id) && seen.get(input.id) !== text)
        out.push(`“${input.title}”（${input.id}）在几张表里的写法不一致`);
      seen.set(input.id, text);
    }
  }
  for (const table of [b.tables.range, b.tables.factor])
    for (const input of table?.inputs ?? [])
      if (DERIVED[input.id]) out.push(`“${table?.title}”不能以“${input.title}”为条件`);
  const facts = factsOf(b);
  for (const r of b.ranges) {
    if (r.mode === '定额' ? r.base !== undefined : r.base === undefined)
      out.push(`“${r.title}”：${r.mode === '定额' ? '定额不写计算基数' : `${r.mode}要写明计算基数`}`);
    if (r.min !== undefined && r.min > r.max) out.push(`“${r.title}”的下限大于上限`);
    if (r.least !== undefined && r.most !== undefined && r.least > r.most)
      out.push(`“${r.title}”的最低数额大于最高数额`);
    const base = r.base && facts.find((f) => f.id === r.base);
    if (r.base && !(base && base.type === 'number' && (base.min ?? -1) >= 0))
      out.push(`“${r.title}”的计算基数“${r.base}”应当是裁量表里不小于零的数值`);
    if (r.base && !b.evidence?.includes(r.base))
      out.push(`计算基数“${base ? base.title : r.base}”应当列入要有证据的事实`);
  }
  for (const id of b.evidence ?? [])
    if (!facts.some((f) => f.id === id)) out.push(`要有证据的事实“${id}”不在裁量表里`);
  return out;
}

/** The facts that a benchmark asks for, in the order of its tables; what the system computes is left out. */
export function factsOf(b: Benchmark): DecisionTable['inputs'] {
  const all = [b.tables.range, b.tables.factor, b.tables.tier].flatMap((t) => t?.inputs ?? []);
  return [...new Map(all.map((i) => [i.id, i])).values()].filter((i) => !DERIVED[i.id]);
}

/** Everything that stands against publishing a benchmark, one sentence each. Empty: nothing. */
export function benchmarkFaults(b: Benchmark): readonly string[] {
  const { range, factor, tier, band } = b.tables;
  const columns = [
    ...has(range, [], ['range']),
    ...(factor ? has(factor, [], ['direction', 'weight']) : []),
    ...has(tier, ['mustMitigate'], ['tier']),
    ...has(band, ['tier', 'range'], ['from', 'to', 'fromOpen', 'toOpen']),
    ...band.inputs
      .filter((i) => i.id !== 'tier' && i.id !== 'range')
      .map((i) => `“${band.title}”只能以阶次和法定幅度为条件，请删去“${i.title}”`),
    ...(range.hit !== 'UNIQUE' && range.hit !== 'COLLECT' ? [`“${range.title}”只能是UNIQUE或者COLLECT`] : []),
    ...(factor && factor.hit !== 'COLLECT' ? [`“${factor.title}”应当是COLLECT`] : []),
    ...(tier.hit !== 'UNIQUE' ? [`“${tier.title}”应当是UNIQUE`] : []),
    ...(band.hit !== 'UNIQUE' ? [`“${band.title}”应当是UNIQUE`] : []),
    ...(new Set(b.ranges.map((r) => r.id)).size !== b.ranges.length ? ['法定幅度的代码有重复'] : []),
  ];
  if (columns.length) return columns;
  const shapes = [range, factor, tier, band].flatMap((t) =>
    t ? tableFaults(t).map((s) => `“${t.title}”：${s}`) : [],
  );
  if (shapes.length) return shapes;
  const ids = b.ranges.map((r) => r.id);
  const tiers = produced(tier, 'tier');
  const bandTiers = band.inputs.find((i) => i.id === 'tier')?.values ?? [];
  const bandRanges = band.inputs.find((i) => i.id === 'range')?.values ?? [];
  const differ = (a: readonly string[], c: readonly string[]) => a.filter((x) => !c.includes(x));
  const out = [
    ...differ(produced(range, 'range'), ids).map((id) => `“${range.title}”给出了没有列明的法定幅度“${id}”`),
    ...differ(ids, produced(range, 'range')).map((id) => `法定幅度“${id}”在“${range.title}”里永远用不到`),
    ...differ(tiers, TIERS).map((t) => `“${t}”不是裁量阶次`),
    ...differ(tiers, bandTiers).map((t) => `阶次“${t}”在“${band.title}”里没有幅度`),
    ...differ(bandTiers, tiers).map((t) => `“${band.title}”的阶次“${t}”在“${tier.title}”里永远得不到`),
    ...differ(ids, bandRanges)
      .concat(differ(bandRanges, ids))
      .map((id) => `“${band.title}”与法定幅度“${id}”不对应`),
    ...factFaults(b),
  ];
  if (out.length) return out;
  return [
    // Where several ranges may be chosen from, some range must still answer every case.
    ...coverFaults(range.hit === 'COLLECT' ? { ...range, hit: 'FIRST' } : range).filter(
      (s) => range.hit !== 'COLLECT' || !s.includes('永远用不到'),
    ),
    ...(factor ? coverFaults(factor) : []),
    ...coverFaults(tier),
    ...coverFaults(band),
    ...mandatoryFaults(b),
    ...bandFaults(b),
  ];
}

/** What a refinement does beyond the benchmark of a higher level: bands that exceed it, tiers it does not know. */
export function refinementFaults(b: Benchmark, above: Benchmark): readonly string[] {
  const out: string[] = [];
  if (b.item !== above.item) out.push('细化的基准应当与上级基准针对同一执法事项');
  const theirs = bandRows(above);
  for (const mine of bandRows(b)) {
    for (const tier of mine.tiers) {
      for (const id of mine.ranges) {
        const r = b.ranges.find((x) => x.id === id);
        const law = above.ranges.find((x) => x.id === id);
        const place = `第${mine.row}行（${tier}，${r?.title ?? id}）`;
        const match = theirs.find((t) => t.tiers.includes(tier) && t.ranges.includes(id));
        if (!law || !r) out.push(`${place}：上级基准没有法定幅度“${id}”`);
        else if (r.mode !== law.mode || r.max !== law.max || r.min !== law.min)
          out.push(`${place}：法定幅度与上级基准所列不一致`);
        else if (!match) out.push(`${place}：上级基准没有这个阶次`);
        else if (mine.band && match.band && !within(mine.band, match.band))
          out.push(`${place}：${bandText(mine.band, r)}超出上级基准的${bandText(match.band, r)}`);
        else if (Boolean(mine.band) !== Boolean(match.band)) out.push(`${place}：与上级基准有无罚款不一致`);
      }
    }
  }
  return [...new Set(out)];
}

/** Remarks that refuse nothing: a law's range wider than ten times its least (国发〔2024〕5号). */
export const benchmarkRemarks = (b: Benchmark): readonly string[] =>
  b.ranges
    .filter((r) => r.min && r.max / r.min > settings.widestRatio)
    .map((r) => `“${r.title}”最高与最低之比超过${settings.widestRatio}倍，阶次应当划细`);
