/** Storing texts of law: a version with its leaf, articles, aliases and the repeals it pronounces, in one transaction. */

import { writeLegalText } from '@fadu/kernel/legal-text/write';
import { sql } from 'kysely';
import { digestOf, plain } from '../cases/rows.ts';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { giveWay } from './store-known.ts';
import { enterLeaf } from './store-leaf.ts';
import { refreshPeriods } from './store-periods.ts';
import { type LawSource, type LineCount, lineCount, type Prepared, prepareText } from './store-prepare.ts';
import { enterRepeals, findRepeals } from './store-repeals.ts';
import { KNOWN_SOURCE } from './store-source.ts';

export type { LawSource } from './store-prepare.ts';
export { BadSource } from './store-source.ts';

/** What became of one source. */
export interface Stored {
  readonly id: string;
  readonly title: string;
  /** Version that holds the text; null when it was refused. */
  readonly version: number | null;
  /** `stored` now; `same`: it was there; `differs`: refused, another text of the same day is there. */
  readonly outcome: 'stored' | 'same' | 'differs';
  /** Why nothing was stored, one Chinese sentence. */
  readonly why?: string;
  readonly count: LineCount;
  /** What could not be told of days, level, maker. */
  readonly notes: readonly string[];
}

/**
 * Read and store one text of law.
 * @param at moment of recording; default now
 * @throws BadSource with a Chinese sentence; nothing was written
 */
export async function importText(office: Office, source: LawSource, at = office.now()): Promise<Stored> {
  const prepared = await prepareText(source);
  const stored = await office.store.within({ as: 'system' }, async (tx) => {
    const done = await storeText(tx, prepared, at);
    if (done.outcome === 'stored') await enterRepeals(tx, at, prepared.id);
    return done;
  });
  if (stored.outcome === 'stored') office.written();
  return stored;
}

/** Store a prepared text in a transaction of the role `system`. Repeals are found here, entered by `enterRepeals`. */
export async function storeText(tx: Tx, of: Prepared, at: string): Promise<Stored> {
  const answer = {
    id: of.id,
    title: of.text.title,
    count: lineCount(of.reading),
    notes: [...of.days.notes, ...of.standing.notes],
  };
  // Imports of one text take turns, so that versions have no gaps and a text is stored once.
  await sql`select pg_advisory_xact_lock(hashtext(${`law ${of.id}`}))`.execute(tx);
  const before = await tx
    .selectFrom('fadu.instrument_version')
    .select(['version', 'adopted', 'approved', 'promulgated', 'effective', 'sha256', 'source', 'body'])
    .where('instrument', '=', of.id)
    .where('source', '<>', KNOWN_SOURCE)
    .orderBy('version')
    .execute();
  const same = before.find((v) => v.sha256 === of.sha256);
  if (same) return { ...answer, version: same.version, outcome: 'same' };
  const day = of.days.promulgated ?? of.days.approved ?? of.days.adopted ?? of.days.effective;
  const rival = before.find((v) => (v.promulgated ?? v.approved ?? v.adopted ?? v.effective) === day);
  if (rival) {
    const differing = differences(writeLegalText(rival.body), writeLegalText(of.text));
    if (differing === 0)
      return {
        ...answer,
        version: rival.version,
        outcome: 'same',
        why: `与已经收入的“${rival.source}”文字相同`,
      };
    return {
      ...answer,
      version: null,
      outcome: 'differs',
      why: `同一日期（${day ?? '没有日期'}）的文本已经收入（来源“${rival.source}”），与它有 ${differing} 行不同；以公报文本为准，请核对后用不同日期导入`,
    };
  }
  await enterInstrument(tx, of, at);
  const version = (before.at(-1)?.version ?? 0) + 1;
  await enterVersion(tx, of, version, at);
  await enterProvisions(tx, of.id, version, of.provisions);
  await refreshPeriods(tx, of.id);
  await findRepeals(tx, of, version);
  return { ...answer, version, outcome: 'stored' };
}

/** How many lines of one text are not in the other, blanks aside. */
function differences(a: readonly string[], b: readonly string[]): number {
  const tight = (lines: readonly string[]) => lines.map((l) => l.replace(/[\s　]+/gu, '')).filter(Boolean);
  const [x, y] = [tight(a), tight(b)];
  const [left, right] = [new Set(x), new Set(y)];
  return Math.max(x.filter((l) => !right.has(l)).length, y.filter((l) => !left.has(l)).length);
}

async function enterInstrument(tx: Tx, of: Prepared, at: string): Promise<void> {
  const { level, kind, maker, region } = of.standing;
  const row = { title: of.text.title, level, kind, maker, region, doc_no: of.docNo };
  await tx
    .insertInto('fadu.instrument')
    .values({ id: of.id, ...row, origin: 'import', recorded_at: at })
    .onConflict((c) => c.doNothing())
    .execute();
  await giveWay(tx, { id: of.id, ...row, origin: 'import' });
  await enterAliases(tx, of.id, of.aliases);
}

/** Other names of a text, each once. */
export async function enterAliases(tx: Tx, id: string, aliases: readonly string[]): Promise<void> {
  if (aliases.length === 0) return;
  await tx
    .insertInto('fadu.instrument_alias')
    .values(aliases.map((alias) => ({ alias, instrument: id })))
    .onConflict((c) => c.doNothing())
    .execute();
}

/** A version as it is written, without its digest. */
const versionRow = (of: Prepared, version: number, at: string) => ({
  instrument: of.id,
  version,
  adopted: of.days.adopted,
  approved: of.days.approved,
  promulgated: of.days.promulgated,
  published: of.days.published,
  effective: of.days.effective,
  expires: of.days.expires,
  body: plain(of.text),
  sha256: of.sha256,
  source: of.source,
  lines: of.reading.lines,
  case_id: null,
  recorded_at: new Date(at).toISOString(),
});

async function enterVersion(tx: Tx, of: Prepared, version: number, at: string): Promise<void> {
  const row = versionRow(of, version, at);
  const digest = digestOf(row);
  await tx
    .insertInto('fadu.instrument_version')
    .values({ ...row, body: JSON.stringify(row.body), digest })
    .execute();
  const text = await tx
    .selectFrom('fadu.instrument')
    .selectAll()
    .where('id', '=', of.id)
    .executeTakeFirstOrThrow();
  await enterLeaf(tx, 'law', `${of.id}/${version}`, {
    instrument: of.id,
    version,
    at: row.recorded_at,
    sha256: of.sha256,
    lines: row.lines,
    digest,
    // Title, level, maker and region stand as the first version set them.
    ...(version === 1 && { text: digestOf(text) }),
  });
}

/** Articles of a version, as they are found and shown. */
export async function enterProvisions(
  tx: Tx,
  id: string,
  version: number,
  provisions: Prepared['provisions'],
): Promise<void> {
  await sql`insert into fadu.provision (instrument, version, ordinal, eid, article, label, path, text)
    select ${id}, ${version}::int, p.ordinal, p.eid, p.article, p.label, p.path, p.text
    from jsonb_to_recordset(${JSON.stringify(provisions)}::jsonb)
      as p (ordinal int, eid text, article text, label text, path text, text text)`.execute(tx);
}
