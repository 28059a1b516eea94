/** Signals as people of an organ read them: by field and month, and the cases behind every figure. */
import { addDays, type DateStr, daysBetween, type TallyRow } from '@fadu/kernel';
import { sql } from 'kysely';
import type { Tx } from '../store/pool.ts';
import { countSignals, counts, fitting } from './tally.ts';

/** Which days, and of what; `field`, `organ`: one, or all that the reader sees. */
export interface SignalFilter {
  readonly from: DateStr;
  readonly to: DateStr;
  readonly field?: string | undefined;
  readonly organ?: string | undefined;
}

/** A field with the reports of the period and of as many days before it. */
export interface Prominent {
  readonly field: string;
  readonly now: number;
  readonly before: number;
}

/** What the record shows. */
export interface Signals {
  readonly from: DateStr;
  readonly to: DateStr;
  readonly rows: readonly TallyRow[];
  /** Fields by reports, most first: what people report strongly. */
  readonly prominent: readonly Prominent[];
  /** Organs with anything in the period. */
  readonly organs: readonly string[];
}

const which = ({ from, to, field, organ }: SignalFilter) => ({
  from,
  to,
  ...(field !== undefined && { fields: [field] }),
  ...(organ !== undefined && { organs: [organ] }),
});

/** The signals that the reader of `tx` may see. */
export async function signals(tx: Tx, filter: SignalFilter): Promise<Signals> {
  const rows = await countSignals(tx, which(filter));
  const length = daysBetween(filter.from, filter.to) + 1;
  const earlier = await countSignals(tx, {
    ...which({ ...filter, from: addDays(filter.from, -length), to: addDays(filter.from, -1) }),
    kinds: ['report'],
  });
  const sum = (list: readonly TallyRow[], field: string) =>
    list.filter((r) => r.field === field && r.kind === 'report').reduce((n, r) => n + r.n, 0);
  const fields = [...new Set([...rows, ...earlier].filter((r) => r.kind === 'report').map((r) => r.field))];
  const organs = await sql<{ organ: string }>`
    select distinct s.organ from (${counts(which({ ...filter, organ: undefined }))}) s order by 1`.execute(
    tx,
  );
  return {
    from: filter.from,
    to: filter.to,
    rows,
    prominent: fields
      .map((field) => ({ field, now: sum(rows, field), before: sum(earlier, field) }))
      .sort((a, b) => b.now - a.now || b.before - a.before || (a.field < b.field ? -1 : 1)),
    organs: organs.rows.map((o) => o.organ),
  };
}

/** One case behind a figure. */
export interface SignalCaseItem {
  readonly caseId: string;
  readonly on: DateStr;
  readonly organ: string;
  readonly field: string;
  readonly kind: string;
  /** Null where the reader does not see the case itself. */
  readonly title: string | null;
}

/** Cases behind a figure, newest first, and how many there are. */
export async function signalCases(
  tx: Tx,
  filter: SignalFilter & { readonly kind: string; readonly limit?: number; readonly offset?: number },
): Promise<{ readonly total: number; readonly items: readonly SignalCaseItem[] }> {
  const asked = { ...which(filter), kinds: [filter.kind] };
  const from = sql`(${fitting(asked)}) s`;
  const total = await sql<{
    n: number;
  }>`select coalesce(sum(s.n), 0)::int as n from (${counts(asked)}) s`.execute(tx);
  const items = await sql<SignalCaseItem>`
    select s.case_id as "caseId", s.on_day as "on", s.organ, s.field, s.kind, c.title from ${from}
    left join fadu.case_file c on c.id = s.case_id
    order by s.on_day desc, s.case_id limit ${Math.min(filter.limit ?? 50, 200)} offset ${filter.offset ?? 0}`.execute(
    tx,
  );
  return { total: total.rows[0]?.n ?? 0, items: items.rows };
}
