/** Summaries of the code's statute objects give way: to a full text, or to newer summaries. */
import { sql } from 'kysely';
import type { Tx } from '../store/pool.ts';
import { KNOWN_SOURCE } from './store-source.ts';

/** The row of a text. */
export interface TextRow {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly kind: string;
  readonly maker: string;
  readonly region: string | null;
  readonly doc_no: string | null;
  readonly origin: 'import' | 'known';
}

/** Of a text known by summaries: set its row anew and take its summaries away. Any other text stays as it is. */
export async function giveWay(tx: Tx, row: TextRow): Promise<void> {
  const summaries = await tx
    .selectFrom('fadu.instrument_version')
    .select('version')
    .where('instrument', '=', row.id)
    .where('source', '=', KNOWN_SOURCE)
    .execute();
  await sql`select fadu.known_text(${JSON.stringify(row)}::jsonb)`.execute(tx);
  if (summaries.length === 0) return;
  await tx
    .deleteFrom('fadu.provision')
    .where('instrument', '=', row.id)
    .where(
      'version',
      'in',
      summaries.map((v) => v.version),
    )
    .execute();
}
