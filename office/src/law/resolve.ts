/** From what people call a text of law to its one id. */

import type { DateStr } from '@fadu/kernel';
import { sql } from 'kysely';
import { KEPT, type Tx } from '../store/pool.ts';

/**
 * The canonical name of a text: no book-title marks, no 中华人民共和国 before it, no blanks, half-width brackets as
 * full-width ones. The id of an instrument is this name, unless several texts share it.
 */
export const canonicalName = (title: string): string =>
  title
    .replace(/[\s　《》]/gu, '')
    .replace(/^中华人民共和国/u, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）');

/**
 * The instrument that a name, code or document number means; of several with the same name the one that was the law on
 * the day, else the latest. Null: none is known.
 */
export async function resolveInstrument(tx: Tx, name: string, on: DateStr): Promise<string | null> {
  const plain = canonicalName(name);
  const { rows } = await sql<{ id: string }>`${sql.raw(KEPT)}
    select i.id from fadu.instrument i
    where i.id = ${plain} or i.id in (select instrument from fadu.instrument_alias where alias in (${name}, ${plain}))
    order by i.id <> ${plain},
      exists (select from fadu.instrument_event e where e.instrument = i.id and e.kind = 'repealed'
        and e.articles = '{}' and e.on_day <= ${on}::date),
      (select max(coalesce(v.effective, v.promulgated, v.adopted)) from fadu.instrument_version v
        where v.instrument = i.id and coalesce(v.effective, v.promulgated, v.adopted) <= ${on}::date) desc nulls last
    limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}
