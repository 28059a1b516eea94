/** Verifying committed lists and what acts said to everyone, against their leaves in the log. */
import { sql } from 'kysely';
import { digestOf } from '../cases/rows.ts';
import type { Tx } from '../store/pool.ts';

/** What is not as it was recorded. */
export async function listFindings(
  tx: Tx,
  counts: Record<string, number>,
): Promise<{ table: string; row: string; say: string }[]> {
  const out: { table: string; row: string; say: string }[] = [];
  const lists = await sql<{ ref: string; fits: boolean; leaf: string | null; rows: number }>`
    select l.organ || '/' || l.hash as ref, l.hash = encode(sha256(l.bytes), 'hex') as fits, f.body as leaf, l.rows
    from fadu.committed_list l
    left join fadu.leaf f on f.kind = 'list' and f.region = l.region and f.ref = l.organ || '/' || l.hash`.execute(
    tx,
  );
  counts.lists = lists.rows.length;
  for (const { ref, fits, leaf, rows } of lists.rows) {
    if (!fits) out.push({ table: 'committed_list', row: ref, say: '清单的内容被改动过，与它的指纹不符' });
    if (leaf === null)
      out.push({ table: 'committed_list', row: ref, say: '这份清单没有写入日志，是从外面加进来的' });
    else if ((JSON.parse(leaf) as { rows?: number }).rows !== rows)
      out.push({ table: 'committed_list', row: ref, say: '清单的行数与日志里的不同' });
  }
  const gone = await sql<{ ref: string }>`
    select f.ref from fadu.leaf f where f.kind = 'list' and not exists (select from fadu.committed_list l
      where l.region = f.region and l.organ || '/' || l.hash = f.ref) limit 200`.execute(tx);
  for (const { ref } of gone.rows)
    out.push({ table: 'committed_list', row: ref, say: '日志里有这份清单，表里的不见了' });

  const said = await sql<{ ref: string; leaf: string; body: Record<string, unknown> | null }>`
    select f.ref, f.body as leaf, p.body from fadu.leaf f
    left join fadu.public_act p on p.region = f.region and p.case_id || '/' || p.seq = f.ref
    where f.kind = 'said'`.execute(tx);
  counts.said = said.rows.length;
  for (const { ref, leaf, body } of said.rows) {
    if (body === null) out.push({ table: 'public_act', row: ref, say: '日志里有这次公布，公布的内容不见了' });
    else if ((JSON.parse(leaf) as { digest?: string }).digest !== digestOf(body))
      out.push({ table: 'public_act', row: ref, say: '公布的内容被改动过，与日志里的摘要不符' });
  }
  return out;
}
