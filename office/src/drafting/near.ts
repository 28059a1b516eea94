/** Near copies in the office: reading published texts into prints, and finding those that a draft repeats (R16.8). */
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { type NearArticle, type Nearness, nearness, plainText, printsOf } from './prints.ts';

/** A published text that a draft repeats in part. */
export interface NearCopy extends Nearness {
  readonly kind: 'document' | 'statute';
  /** Number of a document, canonical name of a statute. */
  readonly code: string;
  readonly title: string;
  readonly organ: string | null;
  readonly region: string | null;
  /** 有效, 废止, 失效; absent for statutes. */
  readonly status: string | null;
  /** Page where everyone can read it. */
  readonly href: string;
}

/** What was found, and how complete the search was. */
export interface NearCopies {
  readonly items: readonly NearCopy[];
  /** Characters of the draft without blanks and marks. */
  readonly length: number;
  /** Published texts that are not read yet and were not compared. */
  readonly pending: number;
}

/** Texts read in one round in the background, and in one transaction. */
const READ_A_ROUND = 400;
const READ_AT_ONCE = 10;
/** How long someone who asks waits for texts that are not read yet, in milliseconds, before what is there is compared. */
const WAITED_MS = 1_000;
/** A wording that this many texts share is a formula: more of them are not looked at for one print. */
const SHARED_BY = 300;
/** Texts compared word for word. */
const COMPARED = 30;
/** Least share of equal text, or of one article, that is shown. */
const SHOWN = 0.15;
const SHOWN_ARTICLE = 0.8;

interface Article {
  readonly number?: string;
  readonly text?: readonly string[];
}
/** Articles of a draft or a catalogue entry. */
export const nearArticles = (articles: unknown): NearArticle[] =>
  Array.isArray(articles)
    ? (articles as Article[]).map((a) => ({ label: a.number ?? '', text: (a.text ?? []).join('\n') }))
    : [];

async function instrumentArticles(tx: Tx, id: string, version: number): Promise<NearArticle[]> {
  const rows = await tx
    .selectFrom('fadu.provision')
    .select(['label', 'text'])
    .where('instrument', '=', id)
    .where('version', '=', version)
    .where('article', 'is not', null)
    .orderBy('ordinal')
    .execute();
  return rows.map((r) => ({ label: r.label, text: r.text }));
}

const entryKey = (e: { region: string | null; register: string | null; code: string }) =>
  [e.region, e.register, e.code].join('\t');

/**
 * Read published texts that wait, oldest first, for at most `ms` milliseconds. Two readers share the work. Answers how many
 * still wait.
 */
export async function readWaiting(office: Office, ms = Number.POSITIVE_INFINITY): Promise<number> {
  const began = performance.now();
  let read = 0;
  while (read < READ_A_ROUND && (read === 0 || performance.now() - began < ms)) {
    const n = await office.store.within({ as: 'system' }, (tx) => readSome(tx, READ_AT_ONCE));
    if (n === 0) break;
    read += n;
  }
  const { n } = await office.store.within({ as: 'system' }, (tx) =>
    tx
      .selectFrom('fadu.near_todo')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  );
  return n;
}

async function readSome(tx: Tx, most: number): Promise<number> {
  const rows = await tx
    .selectFrom('fadu.near_todo')
    .selectAll()
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute();
  if (rows.length === 0) return 0;
  for (const row of rows) {
    const entry =
      row.kind === 'entry'
        ? await tx
            .selectFrom('fadu.entry')
            .select(['body', 'case_id'])
            .where('region', '=', row.region ?? '')
            .where('register', '=', row.register ?? '')
            .where('code', '=', row.code)
            .where('version', '=', row.version)
            .executeTakeFirst()
        : undefined;
    const articles = entry
      ? nearArticles(entry.body.articles)
      : await instrumentArticles(tx, row.code, row.version);
    await keep(tx, {
      kind: row.kind as 'entry' | 'instrument',
      key: row.kind === 'entry' ? entryKey(row) : row.code,
      version: row.version,
      case_id: entry?.case_id ?? null,
      articles,
    });
  }
  await tx
    .deleteFrom('fadu.near_todo')
    .where(
      'id',
      'in',
      rows.map((r) => r.id),
    )
    .execute();
  return rows.length;
}

async function keep(
  tx: Tx,
  source: {
    kind: 'entry' | 'instrument';
    key: string;
    version: number;
    case_id: string | null;
    articles: readonly NearArticle[];
  },
): Promise<void> {
  const { articles, ...row } = source;
  const length = articles.reduce((sum, a) => sum + plainText(a.text).length, 0);
  // A later version takes the place of an earlier one; one that comes late does not.
  const kept = await tx
    .insertInto('fadu.near_source')
    .values({ ...row, length })
    .onConflict((c) =>
      c
        .columns(['kind', 'key'])
        .doUpdateSet({ version: row.version, case_id: row.case_id, length })
        .where('fadu.near_source.version', '<=', row.version),
    )
    .returning('id')
    .executeTakeFirst();
  if (!kept) return;
  await tx.deleteFrom('fadu.near_print').where('source', '=', kept.id).execute();
  const prints = printsOf(articles);
  if (prints.length)
    await sql`insert into fadu.near_print (hash, source)
      select h, ${kept.id}::bigint from unnest(${sql.val(prints)}::int[]) h on conflict do nothing`.execute(
      tx,
    );
}

/**
 * Published texts that this draft repeats, the most repeated first.
 * @param ownCase case of the draft, whose own published text is no copy
 */
export async function nearCopies(
  office: Office,
  draft: readonly NearArticle[],
  ownCase?: string,
): Promise<NearCopies> {
  const pending = await readWaiting(office, WAITED_MS);
  const length = draft.reduce((sum, a) => sum + plainText(a.text).length, 0);
  const prints = printsOf(draft);
  if (prints.length === 0) return { items: [], length, pending };
  return office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<{
      kind: string;
      key: string;
      version: number;
      shared: number;
    }>`
      select s.kind, s.key, s.version, c.shared from (
        select p.source, count(*)::int as shared from unnest(${sql.val(prints)}::int[]) h (hash)
        cross join lateral (
          select n.source from fadu.near_print n where n.hash = h.hash limit ${SHARED_BY}) p
        group by p.source order by shared desc, p.source limit ${COMPARED * 3}
      ) c join fadu.near_source s on s.id = c.source
      where s.case_id is distinct from ${ownCase ?? ''}
      order by c.shared desc, s.id limit ${COMPARED}`.execute(tx);
    const items: NearCopy[] = [];
    for (const row of rows) {
      const found = await sourceOf(tx, row.kind, row.key, row.version);
      if (!found) continue;
      const { articles, ...head } = found;
      const near = nearness(draft, articles);
      if (near.share >= SHOWN || near.pairs.some((p) => p.share >= SHOWN_ARTICLE))
        items.push({ ...head, ...near });
    }
    items.sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
    return { items: items.slice(0, 10), length, pending };
  });
}

async function sourceOf(
  tx: Tx,
  kind: string,
  key: string,
  version: number,
): Promise<(Omit<NearCopy, 'share' | 'pairs'> & { articles: NearArticle[] }) | null> {
  if (kind === 'instrument') {
    const text = await tx
      .selectFrom('fadu.instrument')
      .select(['id', 'title', 'maker', 'region'])
      .where('id', '=', key)
      .executeTakeFirst();
    return text
      ? {
          kind: 'statute',
          code: text.id,
          title: text.title,
          organ: text.maker,
          region: text.region,
          status: null,
          href: `/laws/${encodeURIComponent(text.id)}`,
          articles: await instrumentArticles(tx, key, version),
        }
      : null;
  }
  const [region = '', register = '', code = ''] = key.split('\t');
  const entry = await tx
    .selectFrom('fadu.entry')
    .select('body')
    .where('region', '=', region)
    .where('register', '=', register)
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!entry) return null;
  const body = entry.body as Record<string, unknown>;
  return {
    kind: 'document',
    code,
    title: String(body.title ?? code),
    organ: body.maker ? String(body.maker) : null,
    region,
    status: body.status ? String(body.status) : null,
    href:
      register === 'normative-documents'
        ? `/documents/${encodeURIComponent(code)}`
        : `/laws/${encodeURIComponent(String(body.title ?? code))}`,
    articles: nearArticles(body.articles),
  };
}
