/** Reading benchmarks and lenient lists: what counts on a day, where, and how often each list entry was applied. */
import type { DateStr, DecisionTable } from '@fadu/kernel';
import {
  type Benchmark,
  benchmarkOf,
  bodyOf,
  countingBenchmarks,
  discretionBenchmarks,
  type StandingBenchmark,
} from '@fadu/plan/enforcement/discretion-benchmarks/index';
import {
  countingItems,
  type LenientItem,
  lenientItemOf,
  lenientLists,
  type StandingItem,
} from '@fadu/plan/enforcement/inclusive-lists/index';
import { LENIENT_USES } from '@fadu/plan/enforcement/penalty-cases/lenient-uses';
import { sql } from 'kysely';
import { regionsAbove } from '../cases/answers.ts';
import type { Office } from '../office.ts';
import { entryHistory, type ListedEntry, listEntries, versionOn } from '../registers/list.ts';

/** One benchmark as it stands on a day. */
export interface ListedBenchmark {
  readonly entry: ListedEntry;
  readonly benchmark: Benchmark;
}

/** One entry of the lenient lists, with how often cases applied it. */
export interface ListedItem {
  readonly entry: ListedEntry;
  readonly item: LenientItem;
  /** Decisions up to the day that applied it and stand. */
  readonly uses: number;
  /** Decisions that applied it and were set aside or changed. */
  readonly reversed: number;
}

/** Which entries to list. */
export interface TableFilter {
  readonly asOf: DateStr;
  readonly region?: string;
  /** Basic code of the enforcement item. */
  readonly item?: string;
  readonly words?: string;
}

const entriesOf = async (
  office: Office,
  register: string,
  f: TableFilter,
): Promise<readonly ListedEntry[]> => {
  const { items } = await listEntries(
    office,
    {
      register,
      asOf: f.asOf,
      status: '在用',
      ...(f.region && { region: f.region }),
      ...(f.words && { words: f.words }),
    },
    1,
    0,
  );
  return f.item ? items.filter((e) => e.body.item === f.item) : items;
};

/** The benchmarks in force on a day. */
export async function listBenchmarks(office: Office, f: TableFilter): Promise<readonly ListedBenchmark[]> {
  return (await entriesOf(office, discretionBenchmarks.code, f)).flatMap((entry) => {
    const benchmark = benchmarkOf(bodyOf(entry.body));
    return benchmark ? [{ entry, benchmark }] : [];
  });
}

/** The benchmark that counts in a region on a day: its own, else that of the nearest level above. */
export async function benchmarkAt(
  office: Office,
  code: string,
  asOf: DateStr,
  region: string,
): Promise<ListedBenchmark | undefined> {
  for (const at of regionsAbove(office, region)) {
    const entry = versionOn(await entryHistory(office, discretionBenchmarks.code, at, code), asOf);
    const benchmark = entry && entry.status === '在用' ? benchmarkOf(bodyOf(entry.body)) : undefined;
    if (entry && benchmark) return { entry, benchmark };
  }
  return undefined;
}

/** What a penalty case may be measured by: benchmarks of the day of the act and of today, and the lists of today. */
export async function forCase(
  office: Office,
  c: { readonly item: string; readonly actOn: DateStr; readonly today: DateStr; readonly region: string },
): Promise<{ readonly benchmarks: readonly StandingBenchmark[]; readonly lists: readonly StandingItem[] }> {
  const [then, now, lists] = await Promise.all([
    entriesOf(office, discretionBenchmarks.code, { asOf: c.actOn, item: c.item }),
    entriesOf(office, discretionBenchmarks.code, { asOf: c.today, item: c.item }),
    entriesOf(office, lenientLists.code, { asOf: c.today, item: c.item }),
  ]);
  const counting = [...countingBenchmarks(now, c.region), ...countingBenchmarks(then, c.region)];
  return {
    benchmarks: [...new Map(counting.map((b) => [b.code, b])).values()],
    lists: countingItems(lists, c.region),
  };
}

/** The tables of a benchmark, in the order in which they are asked. */
export const tablesOf = (b: Benchmark): readonly DecisionTable[] =>
  [b.tables.range, b.tables.factor, b.tables.tier, b.tables.band].filter((t) => t !== undefined);

/** How often each list entry was applied by decisions up to a day, from the decisions' own record. */
async function usesUpTo(
  office: Office,
  asOf: DateStr,
): Promise<ReadonlyMap<string, { readonly uses: number; readonly reversed: number }>> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ item: string; uses: number; reversed: number }>`
      select body ->> 'item' as item,
        count(*) filter (where coalesce(body ->> 'status', '在用') = '在用')::int as uses,
        count(*) filter (where body ->> 'status' = '取消')::int as reversed
      from (select distinct on (region, code) body from fadu.entry
        where register = ${LENIENT_USES} and law_from <= ${asOf}::date order by region, code, version desc) e
      group by 1`.execute(tx),
  );
  return new Map(rows.map((r) => [r.item, { uses: r.uses, reversed: r.reversed }]));
}

/** The entries of the four lists in force on a day, with their uses. */
export async function listLenient(office: Office, f: TableFilter): Promise<readonly ListedItem[]> {
  const [entries, uses] = await Promise.all([
    entriesOf(office, lenientLists.code, f),
    usesUpTo(office, f.asOf),
  ]);
  return entries.flatMap((entry) => {
    const item = lenientItemOf(entry.body);
    return item ? [{ entry, item, ...(uses.get(entry.code) ?? { uses: 0, reversed: 0 }) }] : [];
  });
}
