/** The search over texts of law as others call it: ranked articles, and results grouped by text. */
import { dateOf } from '@fadu/kernel';
import type { Office } from '../../office.ts';
import { publicRows } from '../../public/rows.ts';
import { dayOf, type LawMemory, memoryOf } from './memory.ts';
import { type LawQuery, readQuery } from './query.ts';
import { type Choice, type Found, type Ranked, rank } from './rank.ts';
import { rerank } from './rerank.ts';

/** A provision with its words. */
export interface ProvisionRow {
  readonly instrument: string;
  readonly version: number;
  readonly ordinal: number;
  readonly eid: string;
  readonly article: string | null;
  readonly label: string;
  readonly path: string;
  readonly text: string;
  readonly law_from: string | null;
  readonly law_to: string | null;
}

/** Best results whose words are read again to order them. */
export const REREAD = 24;
/** Candidates of a phrase in quotation marks that are read to see whether they hold it. */
export const PHRASE_READ = 400;

const PHRASE_SIGN = /[“"「『[]/u;

/** Results to be read again for a query. */
export const rereadOf = (query: LawQuery): number => (query.phrases.length > 0 ? PHRASE_READ : REREAD);

/** Read the index, read the query with its names, rank; anew where the index changed in between. */
export async function ranked(
  office: Office,
  text: string,
  choice: (memory: LawMemory, query: LawQuery) => Choice,
  limit: number,
): Promise<{ memory: LawMemory; query: LawQuery; result: Ranked }> {
  for (let attempt = 0; ; attempt++) {
    const memory = await memoryOf(office, attempt > 0);
    const query = readQuery(text, memory.names);
    const result = await rank(memory, query, choice(memory, query), limit);
    if (result) return { memory, query, result };
    if (attempt >= 5) throw new Error('the index of the search changes faster than it can be read');
  }
}

/** Words of provisions, in the order asked for. */
export async function provisionsOf(
  office: Office,
  memory: LawMemory,
  found: readonly Found[],
  words = true,
): Promise<(ProvisionRow | undefined)[]> {
  if (found.length === 0) return [];
  const keys = found.map((f) => {
    const text = memory.texts[f.text];
    return { instrument: text?.named.id, version: text?.version, ordinal: f.block.ordinals[f.doc] };
  });
  const rows = await publicRows<ProvisionRow & { n: number }>(
    office,
    `select k.n::int as n, p.instrument, p.version, p.ordinal, p.eid, p.article, p.label, p.path, ${words ? 'p.text' : "'' as text"}, p.law_from, p.law_to
     from unnest($1::text[], $2::int[], $3::int[]) with ordinality as k (instrument, version, ordinal, n)
     join fadu.provision p using (instrument, version, ordinal)`,
    [keys.map((k) => k.instrument), keys.map((k) => k.version), keys.map((k) => k.ordinal)],
  );
  const out: (ProvisionRow | undefined)[] = keys.map(() => undefined);
  for (const r of rows) out[r.n - 1] = r;
  return out;
}

/** An article as the flat ranking gives it. */
export interface RankedArticle {
  readonly instrument: string;
  /** In digits; null for what stands outside articles. */
  readonly article: string | null;
  readonly score: number;
}

/**
 * The best articles in force today for a query, best first; an article that the query names comes first of all.
 * @param limit at most so many, up to 1,000
 */
export async function rankArticles(office: Office, text: string, limit: number): Promise<RankedArticle[]> {
  const wanted = Math.max(1, Math.min(limit, 1_000));
  const on = dayOf(dateOf(office.now()));
  const { memory, query, result } = await ranked(
    office,
    text,
    () => ({ on }),
    Math.max(wanted, PHRASE_SIGN.test(text) ? PHRASE_READ : REREAD),
  );
  const today = dateOf(office.now());
  const most = rereadOf(query);
  const [cited, read, rest] = await Promise.all([
    citedArticles(office, memory, query, today, 3),
    provisionsOf(office, memory, result.found.slice(0, most)),
    provisionsOf(office, memory, result.found.slice(most, wanted), false),
  ]);
  const ordered = rerank(query, result.found, read);
  const out: RankedArticle[] = [];
  const seen = new Set<string>();
  const put = (instrument: string, article: string | null, score: number) => {
    const key = `${instrument} ${article}`;
    if (article !== null && seen.has(key)) return;
    seen.add(key);
    out.push({ instrument, article, score });
  };
  for (const c of cited) put(c.instrument, c.article, 1_000);
  for (const r of ordered) put(r.row.instrument, r.row.article, r.score);
  // Only what was read can be shown to hold a phrase.
  if (query.phrases.length === 0)
    rest.forEach((row, i) => {
      if (row) put(row.instrument, row.article, result.found[most + i]?.score ?? 0);
    });
  return out.slice(0, wanted);
}

/** The articles that the query names, as they are worded on the day; the likeliest text first. */
export async function citedArticles(
  office: Office,
  memory: LawMemory,
  query: LawQuery,
  on: string,
  limit: number,
): Promise<ProvisionRow[]> {
  const cited = query.cited;
  if (!cited) return [];
  const ids = cited.texts.map((nr) => memory.names.all[nr]?.id).filter((id) => id !== undefined);
  const rows = await publicRows<ProvisionRow & { n: number }>(
    office,
    `select distinct on (k.n) k.n::int as n, p.instrument, p.version, p.ordinal, p.eid, p.article, p.label, p.path, p.text, p.law_from, p.law_to
     from unnest($1::text[]) with ordinality as k (instrument, n)
     join fadu.provision p on p.instrument = k.instrument and p.article = $2
     where (p.law_from is null or p.law_from <= $3::date) and (p.law_to is null or p.law_to >= $3::date)
     order by k.n, p.version desc, p.ordinal`,
    [ids, cited.article, on],
  );
  return rows.slice(0, limit);
}
