/**
 * The statute objects of the code as texts of law known by our own summaries, so that bases can be checked before a city
 * has imported the full texts. A full text takes the place of its summary.
 */
import {
  addDays,
  type DateStr,
  type LegalText,
  type SourceKind,
  type Statute,
  type TextNode,
} from '@fadu/kernel';
import { byArticle } from '@fadu/kernel/legal-text/numerals';
import * as statutes from '@fadu/plan/statutes/index';
import { sql } from 'kysely';
import { digestOf, plain } from '../cases/rows.ts';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { type Level, regionOf } from './levels.ts';
import { canonicalName } from './resolve.ts';
import { inChinese } from './search/numbers.ts';
import { giveWay } from './store-known.ts';
import { refreshPeriods } from './store-periods.ts';
import { provisionsOf, sha256Of } from './store-prepare.ts';
import { KNOWN_SOURCE } from './store-source.ts';

export { KNOWN_SOURCE };

/** Every statute object of the code. */
export const knownStatutes = (): Statute[] =>
  (Object.values(statutes) as unknown[]).filter(
    (s): s is Statute =>
      typeof s === 'object' && s !== null && 'articles' in s && 'inForce' in s && 'art' in s && 'code' in s,
  );

/** Level of force by kind and maker. */
function levelOf(s: Statute): Level {
  const city = (regionOf(s.issuer) ?? '0000').endsWith('0000') ? '省' : '市';
  const levels: Readonly<Record<SourceKind, Level>> = {
    constitution: '宪法',
    law: '法律',
    'administrative-regulation': '行政法规',
    'local-regulation': `${city}地方性法规`,
    'department-rule': '部门规章',
    'government-rule': `${city}政府规章`,
    'judicial-interpretation': '司法解释',
    document: '行政规范性文件',
    standard: '行政规范性文件',
    plan: '党政联合文件',
  };
  return levels[s.kind];
}

/** Number as printed of an article in digits: 12-1 → 第十二条之一. */
const printed = (article: string): string => {
  const [n, sub] = article.split('-');
  return /^\d+$/.test(n ?? '')
    ? `第${inChinese(Number(n))}条${sub ? `之${inChinese(Number(sub))}` : ''}`
    : article;
};

/** The articles we stand on, each with our own summary, as a text. */
export function knownText(s: Statute): LegalText {
  const body: TextNode[] = Object.entries<string>(s.articles)
    .sort(([a], [b]) => byArticle(a, b))
    .map(([article, says]) => ({
      kind: 'article',
      eId: `art_${article}`,
      number: printed(article),
      num: article,
      children: [{ kind: 'paragraph', eId: `art_${article}__para_1`, num: '1', text: says }],
    }));
  return {
    title: s.title,
    events: [{ kind: 'effective', on: s.inForce as DateStr, says: `自${s.inForce}起施行` }],
    preface: [],
    body,
  };
}

/** Enter the code's statute objects, or those of `list`. What stands already is left alone; texts that were imported keep their full text. */
export async function syncKnown(
  office: Pick<Office, 'store' | 'now'>,
  list: readonly Statute[] = knownStatutes(),
): Promise<{ texts: number; written: number }> {
  const at = new Date(office.now()).toISOString();
  const byId = new Map<string, Statute[]>();
  for (const s of list) {
    const id = canonicalName(s.title);
    byId.set(id, [...(byId.get(id) ?? []), s]);
  }
  const written = await office.store.within({ as: 'system' }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('law known'))`.execute(tx);
    const there = await tx
      .selectFrom('fadu.instrument')
      .leftJoin('fadu.instrument_version as v', (j) =>
        j.onRef('v.instrument', '=', 'fadu.instrument.id').on('v.source', '=', KNOWN_SOURCE),
      )
      .select(['fadu.instrument.id', 'fadu.instrument.origin', 'v.sha256'])
      .where('fadu.instrument.id', 'in', [...byId.keys()])
      .execute();
    let n = 0;
    for (const [id, list] of byId) {
      const mine = there.filter((t) => t.id === id);
      const full = mine.some((t) => t.origin !== 'known');
      const wanted = list.map((s) => sha256Of(JSON.stringify(knownText(s)) + (s.until ?? '')));
      const stands = mine.map((t) => t.sha256).filter((h) => h !== null);
      if (!full && (stands.length !== wanted.length || wanted.some((w) => !stands.includes(w)))) {
        await write(tx, id, list, wanted, at, mine.length === 0);
        n++;
      }
      await aliases(tx, id, list);
    }
    return n;
  });
  return { texts: byId.size, written };
}

async function write(
  tx: Tx,
  id: string,
  list: readonly Statute[],
  sums: readonly string[],
  at: string,
  isNew: boolean,
): Promise<void> {
  const latest = [...list].sort((a, b) => a.inForce.localeCompare(b.inForce)).at(-1) as Statute;
  const row = {
    title: latest.title,
    level: levelOf(latest),
    kind: latest.kind,
    maker: latest.issuer,
    region: /^(local-regulation|government-rule|document)$/.test(latest.kind)
      ? regionOf(latest.issuer)
      : null,
    doc_no: latest.number ?? null,
  };
  if (isNew)
    await tx
      .insertInto('fadu.instrument')
      .values({ id, ...row, origin: 'known', recorded_at: at })
      .execute();
  else await giveWay(tx, { id, ...row, origin: 'known' });
  for (const [i, s] of list.entries()) {
    const body = knownText(s);
    const version = {
      instrument: id,
      version: i + 1,
      adopted: null,
      approved: null,
      promulgated: null,
      published: null,
      effective: s.inForce,
      expires: s.until ? addDays(s.until, -1) : null,
      body: plain(body),
      sha256: sums[i] as string,
      source: KNOWN_SOURCE,
      lines: body.body.length,
      case_id: null,
      recorded_at: at,
    };
    await tx
      .insertInto('fadu.instrument_version')
      .values({ ...version, body: JSON.stringify(version.body), digest: digestOf(version) })
      .execute();
    await sql`insert into fadu.provision (instrument, version, ordinal, eid, article, label, path, text)
      select ${id}, ${i + 1}::int, p.ordinal, p.eid, p.article, p.label, p.path, p.text
      from jsonb_to_recordset(${JSON.stringify(provisionsOf(body))}::jsonb)
        as p (ordinal int, eid text, article text, label text, path text, text text)`.execute(tx);
  }
  await refreshPeriods(tx, id);
}

async function aliases(tx: Tx, id: string, list: readonly Statute[]): Promise<void> {
  const names = new Set(list.flatMap((s) => [s.code, s.title, ...(s.number ? [s.number] : [])]));
  names.delete(id);
  if (names.size === 0) return;
  await tx
    .insertInto('fadu.instrument_alias')
    .values([...names].map((alias) => ({ alias, instrument: id })))
    .onConflict((c) => c.doNothing())
    .execute();
}
