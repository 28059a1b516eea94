/** Stored texts of law as files for others: Akoma Ntoso XML, or plain text. */
import { type DateStr, dateOf } from '@fadu/kernel';
import { writeLegalText } from '@fadu/kernel/legal-text/write';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { type AknMeta, aknOf } from './akn.ts';
import { inOrder, periods } from './status.ts';

const NAMES: Readonly<Record<string, string>> = {
  constitution: 'constitution',
  law: 'law',
  'administrative-regulation': 'regulation',
  'local-regulation': 'regulation',
  'department-rule': 'rule',
  'government-rule': 'rule',
  'judicial-interpretation': 'interpretation',
  standard: 'standard',
};

/** A version as Akoma Ntoso. Without `version`: the one that is the law today, else the last. Null: no such text. */
export async function aknVersion(office: Office, id: string, version?: number): Promise<string | null> {
  return office.store.within({ as: 'public' }, async (tx) => {
    const chosen = version ?? (await versionToday(tx, id, dateOf(office.now())));
    return chosen === null ? null : ((await document(tx, id, chosen, dateOf(office.now())))?.xml ?? null);
  });
}

async function versionToday(tx: Tx, id: string, on: DateStr): Promise<number | null> {
  const versions = inOrder(
    await tx
      .selectFrom('fadu.instrument_version')
      .select(['version', 'adopted', 'promulgated', 'effective', 'expires'])
      .where('instrument', '=', id)
      .execute(),
  );
  return (
    (versions.findLast((v) => (v.effective ?? v.promulgated ?? v.adopted ?? '') <= on) ?? versions.at(-1))
      ?.version ?? null
  );
}

async function document(tx: Tx, id: string, version: number, at: DateStr) {
  const row = await tx
    .selectFrom('fadu.instrument_version as v')
    .innerJoin('fadu.instrument as i', 'i.id', 'v.instrument')
    .select([
      'i.id',
      'i.kind',
      'i.level',
      'i.maker',
      'i.region',
      'i.doc_no',
      'v.version',
      'v.adopted',
      'v.promulgated',
    ])
    .select(['v.effective', 'v.body'])
    .where('v.instrument', '=', id)
    .where('v.version', '=', version)
    .executeTakeFirst();
  if (!row) return null;
  const all = await tx
    .selectFrom('fadu.instrument_version')
    .select(['version', 'adopted', 'promulgated', 'effective', 'expires'])
    .where('instrument', '=', id)
    .execute();
  const events = await tx
    .selectFrom('fadu.instrument_event')
    .select(['kind', 'articles', 'on_day'])
    .where('instrument', '=', id)
    .orderBy('on_day')
    .execute();
  const meta: AknMeta = {
    id: row.id,
    name: NAMES[row.kind] ?? 'document',
    maker: row.maker,
    region: row.region,
    docNo: row.doc_no,
    version,
    adopted: row.adopted,
    promulgated: row.promulgated,
    effective: row.effective,
    ends: periods(all, events).get(version)?.to ?? null,
    repealed: events.find((e) => e.kind === 'repealed' && e.articles.length === 0)?.on_day ?? null,
    at,
  };
  const day = row.promulgated ?? row.adopted ?? row.effective;
  return {
    xml: aknOf(row.body, meta),
    text: `${writeLegalText(row.body).join('\n')}\n`,
    level: row.level,
    day,
  };
}

/** A name that every file system takes: 255 bytes at most, no separators. */
function fileName(id: string, day: string | null, version: number, ending: string): string {
  const tail = `${day ? `(${day})` : `_v${version}`}${ending}`;
  let name = id.replace(/[\\/:*?"<>|]/g, '_');
  while (Buffer.byteLength(name + tail) > 240) name = name.slice(0, -1);
  return name + tail;
}

/** All versions one after the other, each with the path of its file: `法律/行政处罚法(2021-01-22).xml`. */
export async function* exportAll(
  office: Office,
  format: 'akn' | 'text',
): AsyncGenerator<{ readonly name: string; readonly text: string; readonly of: number }> {
  const at = dateOf(office.now());
  const keys = await office.store.within({ as: 'public' }, (tx) =>
    tx
      .selectFrom('fadu.instrument_version as v')
      .innerJoin('fadu.instrument as i', 'i.id', 'v.instrument')
      .select(['v.instrument', 'v.version'])
      // Our own summaries are no texts of law.
      .where('i.origin', '<>', 'known')
      .orderBy('v.instrument')
      .orderBy('v.version')
      .execute(),
  );
  const used = new Set<string>();
  for (const { instrument, version } of keys) {
    const found = await office.store.within({ as: 'public' }, (tx) => document(tx, instrument, version, at));
    if (!found) continue;
    const ending = format === 'akn' ? '.xml' : '.txt';
    let name = `${found.level}/${fileName(instrument, found.day, version, ending)}`;
    if (used.has(name))
      name = `${found.level}/${fileName(`${instrument}_v${version}`, found.day, version, ending)}`;
    used.add(name);
    yield { name, text: format === 'akn' ? found.xml : found.text, of: keys.length };
  }
}
