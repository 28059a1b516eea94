/** Earlier decisions against a party, by any organ: when and by whom, and nothing else of those cases. */
import type { EarlierDecision, Question } from '@fadu/kernel';
import { sql } from 'kysely';
import type { Tx } from '../store/pool.ts';

/** Decisions that one answer holds at most. */
const MOST = 50;

/** Answer to `earlier`. The index of 0017 finds the openings by identity code. */
export async function earlierDecisions(
  tx: Tx,
  q: Extract<Question, { ask: 'earlier' }>,
): Promise<EarlierDecision[]> {
  if (q.party === '') return [];
  const { rows } = await sql<{ organ: string | null; on_day: string }>`
    select d.actor ->> 'organ' as organ, to_char(d.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on_day
    from fadu.act o
    join fadu.case_file c on c.region = o.region and c.id = o.case_id
    join fadu.act d on d.region = o.region and d.case_id = o.case_id and d.act = ${q.act}
    where o.seq = 1 and o.input ? 'partyId' and o.input ->> 'partyId' = ${q.party}
      and c.procedure = any(${sql.val([...q.procedures])}::text[])
      ${q.field === undefined ? sql`` : sql`and o.input ->> 'field' = ${q.field}`}
      and d.at >= ${`${q.since}T00:00:00+08:00`}::timestamptz
      and not exists (select from fadu.act v where v.region = d.region and v.case_id = d.case_id and v.seq > d.seq
        and (v.act = any(${sql.val([...q.undone])}::text[]) or v.effects -> 'voids' @> to_jsonb(d.seq)))
    order by d.at desc, d.case_id limit ${MOST}`.execute(tx);
  return rows.map((r) => ({ organ: r.organ ?? '', on: r.on_day }));
}
