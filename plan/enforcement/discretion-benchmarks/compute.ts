/** From facts to tier, band and sum (pack §5.3): what the benchmark says, by which rows, on which facts. Pure. */
import {
  cellText,
  conditionText,
  type DecisionTable,
  type Evaluation,
  evaluateTable,
  type Facts,
  type Value,
} from '@fadu/kernel';
import { type Band, bandOfRange, inBand } from './bands.ts';
import { bandRows } from './check.ts';
import { DEPARTURE, DERIVED, GATES, NO_PENALTY_TIERS, type Tier } from './common.ts';
import type { Benchmark, Range } from './forms.ts';

/** What the application rules of the penalty law demand of the case. */
export interface Gates {
  readonly mustNot: boolean;
  readonly mayNot: boolean;
  readonly mustMitigate: boolean;
}

/** A row that hit, in words. */
export interface Reason {
  readonly table: string;
  readonly row: number;
  /** The conditions of the row: 货值金额不满1000元，已经改正：是. */
  readonly says: string;
  /** What the row gives. */
  readonly gives: string;
  readonly note?: string;
}

/** One of the law's ranges with the band of the tier. */
export interface Option {
  readonly range: Range;
  /** Absent where the tier has no fine. */
  readonly band?: Band;
  /** The band in yuan; for mitigation the lower end is 0, excluded. */
  readonly sums?: Band;
  /** The law's own range in yuan. */
  readonly lawful: Band;
  /** Other kinds of penalty of this tier. */
  readonly also?: string;
}

/** What the benchmark gives. */
export type Advice =
  | {
      readonly status: 'decided';
      readonly gate: string;
      readonly tier: Tier;
      readonly options: readonly Option[];
      readonly reasons: readonly Reason[];
    }
  /** A person must decide: facts are missing or not foreseen. */
  | {
      readonly status: 'manual';
      readonly why: string;
      /** Facts that are missing or not foreseen. */
      readonly facts: readonly string[];
      readonly gate: string;
      readonly reasons: readonly Reason[];
    };

/** Yuan with two decimals, half up. */
const cents = (yuan: number): number => Math.round((yuan + Number.EPSILON * Math.abs(yuan)) * 100) / 100;

const factorOf = (r: Range, facts: Facts): number => {
  const base = r.base === undefined ? 1 : Number(facts[r.base] ?? 0);
  return r.mode === '百分比' ? base / 100 : base;
};

/** A stretch of a range's own figures as yuan. `least` and `most` of the law clamp it. */
function yuanOf(band: Band, r: Range, facts: Facts, mitigated: boolean): Band {
  const k = factorOf(r, facts);
  const sums = { ...band, from: cents(band.from * k), to: cents(band.to * k) };
  if (r.most !== undefined && sums.to > r.most) Object.assign(sums, { to: r.most, toOpen: false });
  if (mitigated || r.least === undefined) return sums;
  // Lighter never falls below the law's least: both ends are raised to it.
  if (sums.from < r.least) Object.assign(sums, { from: r.least, fromOpen: false });
  if (sums.to < r.least || (sums.to === r.least && sums.toOpen))
    Object.assign(sums, { to: r.least, toOpen: false });
  return sums;
}

const givenText = (table: DecisionTable, row: number): string =>
  table.outputs
    .map((o, i) => [o, table.rows[row - 1]?.then[i] ?? null] as const)
    .filter(([, v]) => v !== null)
    .map(([o, v]) => (typeof v === 'boolean' ? `${o.title}：${v ? '是' : '否'}` : `${o.title}：${String(v)}`))
    .join('，');

/** A row's conditions in words; 任何情形 where it has none. */
export function rowText(table: DecisionTable, row: number): string {
  const parts = table.inputs.flatMap((input, i) => {
    const cell = table.rows[row - 1]?.when[i] ?? '-';
    return cell.trim() === '-' ? [] : [conditionText(input, cellText(input, cell))];
  });
  return parts.join('，') || '任何情形';
}

const reasonsOf = (table: DecisionTable, at: Evaluation): Reason[] =>
  at.rows.map((row) => {
    const note = table.rows[row - 1]?.note;
    return {
      table: table.title,
      row,
      says: rowText(table, row),
      gives: givenText(table, row),
      ...(note && { note }),
    };
  });

const STATUS_WORDS = {
  incomplete: '还没有填写',
  outside: '不在基准预见的范围里',
} as const;

/** Title of a fact, from the tables. */
export const factTitle = (b: Benchmark, id: string): string =>
  DERIVED[id]?.title ??
  [b.tables.range, b.tables.factor, b.tables.tier].flatMap((t) => t?.inputs ?? []).find((i) => i.id === id)
    ?.title ??
  id;

/** What the gates demand: table A. */
export const gateOf = (gates: Gates): string =>
  String(evaluateTable(GATES, { ...gates }).results[0]?.gate ?? '按阶次裁量');

/** What a benchmark gives for facts. The gates come first; a duty to be lighter is a fact of the tier table. */
export function advise(b: Benchmark, facts: Facts, gates: Gates): Advice {
  const gate = gateOf(gates);
  const reasons: Reason[] = [];
  const manual = (why: string, ids: readonly string[] = []): Advice => ({
    status: 'manual',
    why,
    facts: ids,
    gate,
    reasons,
  });
  const unclear = (table: DecisionTable, at: Evaluation): Advice => {
    if (at.status === 'incomplete' || at.status === 'outside')
      return manual(
        `${at.facts.map((id) => `“${factTitle(b, id)}”`).join('、')}${STATUS_WORDS[at.status]}`,
        at.facts,
      );
    return manual(`“${table.title}”对本案事实没有唯一的结果`);
  };
  const run = (table: DecisionTable, more: Facts = facts): Evaluation => {
    const at = evaluateTable(table, more);
    if (at.status === 'decided') reasons.push(...reasonsOf(table, at));
    return at;
  };

  const ranges = run(b.tables.range);
  if (ranges.status !== 'decided' || ranges.rows.length === 0) return unclear(b.tables.range, ranges);
  const factors = b.tables.factor && run(b.tables.factor);
  if (b.tables.factor && factors?.status !== 'decided')
    return unclear(b.tables.factor, factors as Evaluation);
  const found = factors?.results ?? [];
  const count = (...directions: readonly Value[]) =>
    found.filter((r) => directions.includes(r.direction as Value)).length;
  const mustMitigate = gates.mustMitigate || found.some((r) => r.weight === '应当' && r.direction !== '从重');
  const tiers = run(b.tables.tier, {
    ...facts,
    mustMitigate,
    mitigating: count('从轻', '减轻'),
    aggravating: count('从重'),
  });
  if (tiers.status !== 'decided') return unclear(b.tables.tier, tiers);
  const tier = String(tiers.results[0]?.tier) as Tier;

  const options: Option[] = [];
  for (const id of new Set(ranges.results.map((r) => String(r.range)))) {
    const range = b.ranges.find((r) => r.id === id);
    const row = bandRows(b).find((r) => r.tiers.includes(tier) && r.ranges.includes(id));
    if (!range || !row)
      return manual(`“${b.tables.band.title}”里没有“${tier}”在“${range?.title ?? id}”下的幅度`);
    const said = evaluateTable(b.tables.band, { tier, range: id });
    reasons.push(...reasonsOf(b.tables.band, said));
    const base = range.base === undefined ? 1 : facts[range.base];
    if (base === undefined || base === null)
      return manual(`“${factTitle(b, range.base as string)}”还没有填写`, [range.base as string]);
    const mitigated = tier === '减轻';
    options.push({
      range,
      lawful: yuanOf(bandOfRange(range), range, facts, false),
      ...(row.band && { band: row.band, sums: yuanOf(row.band, range, facts, mitigated) }),
      ...(row.also && { also: row.also }),
    });
  }
  return { status: 'decided', gate, tier, options, reasons };
}

/** Whether a fine in yuan keeps to one of the options. A tier without a fine is kept by no fine. */
export function keepsTo(tier: Tier, options: readonly Option[], fine: number): boolean {
  if (NO_PENALTY_TIERS.includes(tier)) return fine === 0;
  return options.some((o) => (o.sums ? fine > 0 && inBand(fine, o.sums) : fine === 0));
}

/** What is wrong with a fine under the law itself, whatever the benchmark says; undefined: nothing. */
export function beyondLaw(option: Option, fine: number, mayMitigate: boolean): string | undefined {
  if (fine === 0) return undefined;
  const { lawful, range } = option;
  if (fine > lawful.to) return `罚款${fine}元超过法定最高${lawful.to}元（${range.title}）`;
  if (fine < lawful.from && !mayMitigate)
    return `罚款${fine}元低于法定最低${lawful.from}元（${range.title}），本案没有减轻处罚的情形`;
  return undefined;
}

/** How heavy an advice is: the highest lawful sum of its tier. Manual advice cannot be weighed. */
export function weightOf(a: Advice): number | undefined {
  if (a.status === 'manual') return undefined;
  return Math.max(0, ...a.options.map((o) => o.sums?.to ?? 0));
}

/** Whether a departure asks for reasons and approval: table E. */
export const asksApproval = (departure: { readonly inBand: boolean; readonly manual: boolean }): boolean =>
  evaluateTable(DEPARTURE, departure).results[0]?.ask !== '不需要';

/** Two versions of a benchmark and what each gives. */
export interface Versions<T> {
  /** In force on the day of the act. */
  readonly then: T | undefined;
  /** In force today. */
  readonly now: T | undefined;
}

/**
 * Which version counts: that of the day of the act, unless today's is lighter for these facts (the penalty law's
 * article 37 by analogy, DESIGN). One that did not exist at the time of the act counts as soon as it exists.
 */
export function versionThatCounts(advice: Versions<Advice>): 'then' | 'now' | undefined {
  if (!advice.then) return advice.now ? 'now' : undefined;
  if (!advice.now) return 'then';
  const before = weightOf(advice.then);
  const after = weightOf(advice.now);
  return before !== undefined && after !== undefined && after < before ? 'now' : 'then';
}
