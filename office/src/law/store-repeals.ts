/** Repeals that texts pronounce (《…》同时废止): found in each text, entered once as an event of the text they mean. */
import type { DateStr } from '@fadu/kernel';
import { sql } from 'kysely';
import { digestOf } from '../cases/rows.ts';
import type { Tx } from '../store/pool.ts';
import { canonicalName } from './resolve.ts';
import { begins, inOrder } from './status.ts';
import { enterLeaf } from './store-leaf.ts';
import { refreshPeriods } from './store-periods.ts';
import type { Prepared } from './store-prepare.ts';
import './store-tables.ts';

/** Write down what a version says that it repeals. */
export async function findRepeals(tx: Tx, of: Prepared, version: number): Promise<void> {
  if (of.repeals.length === 0) return;
  await tx
    .insertInto('fadu.law_repeal')
    .values(
      of.repeals.map((r, i) => ({
        by_instrument: of.id,
        by_version: version,
        ordinal: i + 1,
        eid: r.eId,
        line: r.line ?? null,
        title: r.title,
        name: canonicalName(r.title.replaceAll('〈', '').replaceAll('〉', '')),
        articles: [...r.articles],
        on_day: r.on ?? of.days.firstEffective ?? of.days.promulgated,
        made_on: r.madeOn ?? null,
        says: r.says,
        target: null,
        why: null,
      })),
    )
    .execute();
}

interface Clause {
  by_instrument: string;
  by_version: number;
  ordinal: number;
  name: string;
  articles: string[];
  on_day: DateStr | null;
  made_on: DateStr | null;
  says: string;
}

/**
 * Enter the repeals whose target is known by now as events of the target; the others keep their reason.
 * @param of only those that this text pronounces or that name it; default all
 * @returns how many events were entered
 */
export async function enterRepeals(tx: Tx, at: string, of?: string): Promise<number> {
  const open = await tx
    .selectFrom('fadu.law_repeal')
    .select(['by_instrument', 'by_version', 'ordinal', 'name', 'articles', 'on_day', 'made_on', 'says'])
    .where('target', 'is', null)
    .$if(of !== undefined, (q) =>
      q.where((e) =>
        e.or([
          e('by_instrument', '=', of as string),
          e('name', '=', of as string),
          e(
            'name',
            'in',
            e
              .selectFrom('fadu.instrument_alias')
              .select('alias')
              .where('instrument', '=', of as string),
          ),
        ]),
      ),
    )
    .orderBy('by_instrument')
    .orderBy('by_version')
    .orderBy('ordinal')
    .execute();
  let entered = 0;
  for (const clause of open) {
    const { target, why } = await targetOf(tx, clause);
    await tx
      .updateTable('fadu.law_repeal')
      .set({ target, why })
      .where('by_instrument', '=', clause.by_instrument)
      .where('by_version', '=', clause.by_version)
      .where('ordinal', '=', clause.ordinal)
      .execute();
    if (!target || !clause.on_day) continue;
    const event = {
      instrument: target,
      kind: 'repealed' as const,
      articles: clause.articles,
      on_day: clause.on_day,
      by_instrument: clause.by_instrument,
      says: clause.says,
      case_id: null,
      seq: null,
      recorded_at: new Date(at).toISOString(),
    };
    const row = await tx
      .insertInto('fadu.instrument_event')
      .values(event)
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) continue;
    await enterLeaf(tx, 'law-event', `${target}/${row.id}`, {
      instrument: target,
      event: row.id,
      at: event.recorded_at,
      digest: digestOf({ id: row.id, ...event }),
    });
    entered++;
    await refreshPeriods(tx, target);
  }
  return entered;
}

/** The text that a clause means, or why none of those at hand can be it. */
async function targetOf(tx: Tx, of: Clause): Promise<{ target: string | null; why: string | null }> {
  const no = (why: string) => ({ target: null, why });
  const { rows: candidates } = await sql<{ id: string }>`
    select i.id from fadu.instrument i where i.origin <> 'known' and (i.id = ${of.name}
      or i.id in (select instrument from fadu.instrument_alias where alias = ${of.name})) order by i.id`.execute(
    tx,
  );
  if (candidates.length === 0) return no('没有收入这个文本');
  if (!of.on_day) return no('看不出自哪一天起废止');
  const reasons: string[] = [];
  for (const { id } of candidates) {
    if (id === of.by_instrument) {
      reasons.push('同名的旧文本，已由本文本接替');
      continue;
    }
    const versions = await tx
      .selectFrom('fadu.instrument_version')
      .select(['version', 'effective', 'promulgated', 'adopted', 'expires', 'approved'])
      .select(sql<{ on?: DateStr }[]>`body -> 'events'`.as('events'))
      .where('instrument', '=', id)
      .execute();
    const days = versions.flatMap((v) => [
      v.adopted,
      v.approved,
      v.promulgated,
      v.effective,
      ...v.events.map((e) => e.on ?? null),
    ]);
    const known = days.filter((d): d is DateStr => d !== null).sort();
    const first = known[0];
    const latest = inOrder(versions).at(-1);
    if (first && first > of.on_day) reasons.push(`收入的同名文本${first}才有，废止的是更早的文本`);
    else if (latest && of.articles.length === 0 && (begins(latest) ?? '') >= of.on_day)
      reasons.push(`收入的同名文本在${of.on_day}之后仍有新的版本，废止的是更早的文本`);
    else if (of.made_on && first && of.made_on < first)
      reasons.push(`废止的是${of.made_on}的文本，收入的同名文本${first}才有`);
    else return { target: id, why: null };
  }
  return no(reasons.join('；'));
}
