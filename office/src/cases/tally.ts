/** How many acts the cases of a procedure had, day by day: days that are over are counted once and kept. */
import { addDays, type DateStr, dateOf } from '@fadu/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Office } from '../office.ts';

/** Acts of some procedures by day (UTC) from `from` to `to`, `to` not included, found through the cases changed since. */
const counted = (procedures: readonly string[], from: DateStr, to: DateStr): RawBuilder<unknown> => sql`
  select c.procedure, (a.at at time zone 'UTC')::date as day, count(*)::int as n
  from fadu.case_file c
  cross join lateral (select b.at from fadu.act b where b.region = c.region and b.case_id = c.id
    and b.at >= ${from}::date::timestamptz and b.at < ${to}::date::timestamptz offset 0) a
  where c.region in (select r.code from fadu.region r) and c.procedure = any(${sql.val([...procedures])}::text[])
    and c.over_at >= ${from}::date::timestamptz
  group by 1, 2`;

/**
 * Acts of a year (UTC) in the cases of some procedures. Days that were over by yesterday are read from `fadu.act_day` and
 * added there when they are missing, so that only the last two days are counted anew; a replica, which cannot write, counts
 * the missing ones each time.
 */
export function actsOfYear(office: Office, procedures: readonly string[], year: number): Promise<number> {
  const first = `${year}-01-01` as DateStr;
  const next = `${year + 1}-01-01` as DateStr;
  const yesterday = addDays(dateOf(office.now()), -1);
  const over = yesterday < first ? first : yesterday < next ? yesterday : next;
  const list = sql`${sql.val([...procedures])}::text[]`;
  return office.store.within({ as: 'system' }, async (tx) => {
    // Kept days of a procedure follow each other from the first of the year.
    const { rows } = await sql<{ n: number; from: DateStr; replica: boolean }>`
      select coalesce(sum(k.n), 0)::int as n, min(coalesce(k.until + 1, ${first}::date))::text as "from",
        pg_is_in_recovery() as replica
      from unnest(${list}) p left join lateral (select sum(d.n) as n, max(d.day) as until from fadu.act_day d
        where d.procedure = p and d.day >= ${first}::date and d.day < ${over}::date) k on true`.execute(tx);
    const kept = rows[0];
    const from = kept?.from ?? first;
    let n = kept?.n ?? 0;
    if (from < over) {
      const days = sql`select p.procedure, d::date as day, coalesce(f.n, 0) as n
        from unnest(${list}) p (procedure)
        cross join generate_series(${from}::date, ${over}::date - 1, interval '1 day') d
        left join (${counted(procedures, from, over)}) f on f.procedure = p.procedure and f.day = d::date
        where not exists (select from fadu.act_day k where k.procedure = p.procedure and k.day = d::date)`;
      const missing = kept?.replica
        ? sql<{ n: number }>`select coalesce(sum(n), 0)::int as n from (${days}) m`
        : sql<{ n: number }>`with added as (insert into fadu.act_day (procedure, day, n) ${days}
            on conflict do nothing returning n) select coalesce(sum(n), 0)::int as n from added`;
      n += (await missing.execute(tx)).rows[0]?.n ?? 0;
    }
    if (over < next) {
      const live = await sql<{ n: number }>`select coalesce(sum(n), 0)::int as n
        from (${counted(procedures, over, next)}) d`.execute(tx);
      n += live.rows[0]?.n ?? 0;
    }
    return n;
  });
}
