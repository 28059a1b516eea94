/** Files of cases against the log: every row against its leaf, every byte against the hash of its capture. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { digestOf } from '../cases/rows.ts';
import type { Tx } from '../store/pool.ts';

/** One thing that is not as it was recorded. */
interface Found {
  readonly table: string;
  readonly row: string;
  readonly say: string;
}

const iso = (value: unknown) => new Date(String(value)).toISOString();
/** Bytes read at a time. */
const PIECES = 8;

/** What was changed, taken away or put in behind the engine's back. */
export async function materialFindings(tx: Tx, counts: Record<string, number>): Promise<Found[]> {
  const out: Found[] = [];
  const leaves = await tx
    .selectFrom('fadu.leaf')
    .select(['kind', 'ref', 'body'])
    .where('kind', 'in', ['material', 'custody'])
    .execute();
  const digests = new Map(
    leaves.map((l) => [`${l.kind}/${l.ref}`, (JSON.parse(l.body) as { digest?: string }).digest]),
  );
  const materials = await tx.selectFrom('fadu.material').selectAll().orderBy('id').execute();
  counts.materials = materials.length;
  for (const { digest, tx: _, ...row } of materials) {
    const kept = {
      ...row,
      captured_at: iso(row.captured_at),
      handed_at: iso(row.handed_at),
    };
    const leaf = digests.get(`material/${row.id}`);
    digests.delete(`material/${row.id}`);
    if (!leaf) out.push(of('material', row.id, '这份材料没有写入日志'));
    else if (leaf !== digest || digestOf(kept) !== leaf)
      out.push(of('material', row.id, '这份材料的登记被改动过'));
    const fault = await bytesFault(tx, row.region, row.id, row.sha256, row.size);
    if (fault) out.push(of('material_piece', row.id, fault));
  }
  const custody = await tx.selectFrom('fadu.material_custody').selectAll().orderBy('id').execute();
  counts.custody = custody.length;
  for (const { digest, ...row } of custody) {
    const leaf = digests.get(`custody/${row.id}`);
    digests.delete(`custody/${row.id}`);
    if (!leaf) out.push(of('material_custody', row.id, '这条保管记录没有写入日志'));
    else if (leaf !== digest || digestOf({ ...row, at: iso(row.at) }) !== leaf)
      out.push(of('material_custody', row.id, '这条保管记录被改动过'));
  }
  for (const name of digests.keys()) {
    const [kind, ref = ''] = name.split('/');
    out.push(
      of(
        kind === 'custody' ? 'material_custody' : 'material',
        ref,
        kind === 'custody' ? '日志里有这条保管记录，表里的不见了' : '日志里有这份材料，表里的记录不见了',
      ),
    );
  }
  const strays = await sql<{ material: string }>`select distinct p.material from fadu.material_piece p
    where not exists (select from fadu.material m where m.region = p.region and m.id = p.material)`.execute(
    tx,
  );
  for (const { material } of strays.rows) out.push(of('material_piece', material, '这些内容不属于任何材料'));
  return out;
}

const of = (table: string, row: string, say: string): Found => ({ table, row, say });

async function bytesFault(
  tx: Tx,
  region: string,
  id: string,
  sha256: string,
  size: number,
): Promise<string | null> {
  const hash = createHash('sha256');
  let read = 0;
  for (let from = 0; ; from += PIECES) {
    const { rows } = await sql<{ n: number; bytes: Buffer }>`select n, bytes from fadu.material_piece
      where region = ${region} and material = ${id} and n >= ${from} and n < ${from + PIECES} order by n`.execute(
      tx,
    );
    for (const [i, row] of rows.entries()) {
      if (row.n !== from + i) return '这份材料的内容缺少一段';
      hash.update(row.bytes);
      read += row.bytes.length;
    }
    if (rows.length < PIECES) break;
  }
  if (read !== size) return '这份材料的大小与登记不符';
  return hash.digest('hex') === sha256 ? null : '这份材料的内容被改动过：与采集时的SHA-256不一致';
}
