/**
 * Like cases: for a penalty case the closest earlier ones and what they got, and a scan for like cases treated unlike
 * (R22.1; ± 30 % is DESIGN). Cases are read under the database role of the asking organ: its own, none of others.
 */
import { type CaseState, CaseView, type DateStr, dateOf, fold, noCase, type Value } from '@fadu/kernel';
import { settings } from '@fadu/plan/enforcement/discretion-benchmarks/common';
import { fineOf, type PenaltyItem } from '@fadu/plan/enforcement/penalty-cases/catalogue';
import { currentDiscretion, itemOfCase } from '@fadu/plan/enforcement/penalty-cases/discretion';
import { currentProposal } from '@fadu/plan/enforcement/penalty-cases/facts';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Scope } from '../store/pool.ts';

const PROCEDURE = 'penalty-ordinary';
/** Decided cases that one comparison looks at, the newest. */
const MOST = 400;

/** A decided case as it is compared. */
export interface ComparedCase {
  readonly id: string;
  readonly title: string;
  readonly decidedOn: DateStr;
  readonly item: string;
  /** Code of the benchmark, and the tier it gave; absent where none was named. */
  readonly benchmark?: string;
  readonly tier?: string;
  readonly facts: Readonly<Record<string, Value>>;
  readonly outcome: '给予处罚' | '不予处罚';
  /** Yuan; 0 without a fine. */
  readonly fine: number;
  /** The fine as a share of the middle of its band, so that multiples of different values compare. */
  readonly level?: number;
  /** Reasons given for leaving the benchmark. */
  readonly reasons?: string;
}

/** What a folded case was decided like; undefined before its decision. */
export function comparedOf(id: string, title: string, state: CaseState): ComparedCase | undefined {
  const view = new CaseView(state);
  const decision = view.last('decide-penalty') ?? view.last('decide-no-penalty');
  const p = currentProposal(view);
  if (!decision || !p) return undefined;
  const fine = decision.act === 'decide-penalty' ? fineOf(decision.input.items as PenaltyItem[]) : 0;
  const d = currentDiscretion(view);
  const sums = d.options.map((o) => o.sums).find((s) => s !== undefined);
  const middle = sums ? (sums.from + sums.to) / 2 : 0;
  return {
    id,
    title,
    decidedOn: dateOf(decision.at),
    item: itemOfCase(view),
    ...(p.benchmark && { benchmark: p.benchmark }),
    ...(d.advice?.status === 'decided' && { tier: d.advice.tier }),
    facts: p.facts ?? {},
    outcome: decision.act === 'decide-penalty' ? '给予处罚' : '不予处罚',
    fine,
    ...(middle > 0 && { level: fine / middle }),
    ...(p.bandReasons && { reasons: p.bandReasons }),
  };
}

/** Decided cases of an item that the scope sees, the newest first. */
export async function decidedCases(
  office: Office,
  scope: Scope,
  f: { readonly item?: string; readonly from?: DateStr; readonly to?: DateStr },
): Promise<readonly ComparedCase[]> {
  const { files, acts } = await office.store.within(scope, async (tx) => {
    const found = await sql<{ region: string; id: string; title: string; version: string }>`
      select c.region, c.id, c.title, c.version from fadu.case_file c
      where c.procedure = ${PROCEDURE} and exists (select from fadu.act d where d.region = c.region and d.case_id = c.id
        and d.act in ('decide-penalty', 'decide-no-penalty')
        ${f.from ? sql`and d.at >= ${`${f.from}T00:00:00+08:00`}::timestamptz` : sql``}
        ${f.to ? sql`and d.at <= ${`${f.to}T23:59:59.999+08:00`}::timestamptz` : sql``})
        ${
          f.item
            ? sql`and exists (select from fadu.act i where i.region = c.region and i.case_id = c.id
          and i.act = 'file' and right(i.input ->> 'item', 12) = ${f.item})`
            : sql``
        }
      order by c.opened_at desc, c.id limit ${MOST}`.execute(tx);
    if (found.rows.length === 0) return { files: [], acts: [] };
    const read = await sql<CaseState['acts'][number] & { case_id: string }>`
      select a.case_id, a.seq, a.act, a.at, a.actor, a.input, a.effects, a.issued from fadu.act a
      join unnest(${sql.val(found.rows.map((r) => r.region))}::text[], ${sql.val(found.rows.map((r) => r.id))}::text[])
        as c (region, id) on a.region = c.region and a.case_id = c.id
      order by a.case_id, a.seq`.execute(tx);
    return { files: found.rows, acts: read.rows };
  });
  const byCase = Map.groupBy(acts, (a) => a.case_id);
  return files.flatMap((c) => {
    const records = (byCase.get(c.id) ?? []).map((a) => ({ ...a, at: new Date(a.at).toISOString() }));
    return comparedOf(c.id, c.title, fold(noCase(c.id, PROCEDURE, c.version), records)) ?? [];
  });
}

/** How alike two cases are, 0 to 1: the same tier, then each fact that both state. */
export function likeness(
  a: Pick<ComparedCase, 'benchmark' | 'tier' | 'facts'>,
  b: Pick<ComparedCase, 'benchmark' | 'tier' | 'facts'>,
): number {
  if (a.benchmark !== b.benchmark) return 0;
  const names = [...new Set([...Object.keys(a.facts), ...Object.keys(b.facts)])];
  const same = names.map((n) => {
    const [x, y] = [a.facts[n], b.facts[n]];
    if (typeof x === 'number' && typeof y === 'number')
      return x === y ? 1 : Math.max(0, 1 - Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y)));
    return x === y ? 1 : 0;
  });
  const facts = same.length ? same.reduce((s, n) => s + n, 0) / same.length : 1;
  return (a.tier === b.tier ? 0.5 : 0) + facts / 2;
}

/** The closest earlier cases, the most alike first; of those equally alike the newest. */
export const closest = (
  of: Pick<ComparedCase, 'id' | 'benchmark' | 'tier' | 'facts'>,
  among: readonly ComparedCase[],
  most = 8,
): readonly (ComparedCase & { readonly alike: number })[] =>
  among
    .filter((c) => c.id !== of.id)
    .map((c) => ({ ...c, alike: Math.round(likeness(of, c) * 100) / 100 }))
    .filter((c) => c.alike > 0)
    .sort((a, b) => b.alike - a.alike || (a.decidedOn < b.decidedOn ? 1 : -1))
    .slice(0, most);

/** A case that got much more or much less than the like cases beside it. */
export interface Unlike {
  readonly case: ComparedCase;
  /** Median of the like cases' levels. */
  readonly median: number;
  /** How far it is from the median, as a share of it; negative: lighter. */
  readonly apart: number;
  readonly among: readonly string[];
}

const median = (sorted: readonly number[]): number => {
  const mid = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? (sorted[mid] as number)
    : ((sorted[mid - 1] as number) + (sorted[mid] as number)) / 2;
};

/**
 * Like cases treated unlike: cases of one benchmark, range of facts and tier, whose level is more than the share away
 * from the median of the others, without reasons on record. At least three like cases make a comparison.
 */
export function unlike(
  cases: readonly ComparedCase[],
  share: number = settings.alikeShare,
): readonly Unlike[] {
  const groups = Map.groupBy(
    cases.filter((c) => c.benchmark && c.tier && c.level !== undefined && c.outcome === '给予处罚'),
    (c) => `${c.benchmark}\n${c.tier}`,
  );
  return [...groups.values()]
    .flatMap((group) =>
      group.flatMap((one): Unlike[] => {
        const others = group.filter((c) => c.id !== one.id);
        if (others.length < 3 || one.reasons) return [];
        const middle = median(others.map((c) => c.level as number).sort((a, b) => a - b));
        const apart = ((one.level as number) - middle) / middle;
        return Math.abs(apart) > share
          ? [{ case: one, median: middle, apart, among: others.map((c) => c.id) }]
          : [];
      }),
    )
    .sort((a, b) => Math.abs(b.apart) - Math.abs(a.apart));
}
