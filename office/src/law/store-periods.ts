/** From which to which day each wording of a text is the law: computed on its articles. */
import { sql } from 'kysely';
import type { Tx } from '../store/pool.ts';
import { periods } from './status.ts';

/**
 * Set from which to which day (both included) each wording of a text is the law, after a version or event came in. An
 * article that was repealed alone ends the day before that.
 */
export async function refreshPeriods(tx: Tx, id: string): Promise<void> {
  const versions = await tx
    .selectFrom('fadu.instrument_version')
    .select(['version', 'adopted', 'promulgated', 'effective', 'expires'])
    .where('instrument', '=', id)
    .execute();
  const events = await tx
    .selectFrom('fadu.instrument_event')
    .select(['kind', 'articles', 'on_day'])
    .where('instrument', '=', id)
    .execute();
  const single = events.filter((e) => e.kind === 'repealed' && e.articles.length > 0);
  for (const [version, { from, to }] of periods(versions, events)) {
    const own = sql`case ${sql.join(
      [
        ...single.flatMap((e) => [
          sql`when article = any (${sql.val(e.articles)}::text[]) and (${from}::date is null or ${e.on_day}::date > ${from}::date)
            then least(${to}::date, ${e.on_day}::date - 1)`,
        ]),
        sql`else ${to}::date end`,
      ],
      sql` `,
    )}`;
    const until = single.length ? own : sql`${to}::date`;
    await sql`update fadu.provision set law_from = ${from}::date, law_to = ${until}
      where instrument = ${id} and version = ${version}
        and (law_from is distinct from ${from}::date or law_to is distinct from ${until})`.execute(tx);
  }
}
