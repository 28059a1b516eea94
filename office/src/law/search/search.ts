/** The search over texts of law as others call it: ranked articles, and results grouped by text. */
import { dateOf } from '@fadu/kernel';
import type { Office } from '../../office.ts';
import { dayOf, type LawMemory, memoryOf } from './memory.ts';
import { type CitedArticle, type LawQuery, readQuery } from './query.ts';
import { type Choice, type Found, type Ranked, rank } from './rank.ts';
import { type ProvisionRow, rerank } from './rerank.ts';

export type { ProvisionRow } from './rerank.ts';

/** Best results whose words are read again to order them. */
export const REREAD = 24;
/** Candidates of a phrase in quotation marks that are read to see whether they hold it. */
export const PHRASE_READ = 400;

/** Texts that a shortened name may mean of which the article is given. */
const CITED = 3;

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

/** What was read for a query. */
export interface Reading {
  /** In the order asked for; undefined where the index changed meanwhile. */
  readonly rows: readonly (ProvisionRow | undefined)[];
  /** The articles that the query names, as they are worded on the day; the likeliest text first. */
  readonly cited: readonly ProvisionRow[];
}

/** What is read of each provision. */
const COLUMNS = 'p.instrument, p.version, p.ordinal, p.eid, p.article, p.label, p.path';

/**
 * Read provisions, with the articles that a query names as they are worded on a day, in one trip to the database.
 * @param words the first so many come with their words
 */
export async function readProvisions(
  office: Office,
  memory: LawMemory,
  found: readonly Found[],
  words: number,
  citation?: { readonly cited: CitedArticle | undefined; readonly on: string },
): Promise<Reading> {
  const named = (citation?.cited?.texts ?? []).flatMap((nr) => memory.names.all[nr]?.id ?? []);
  if (found.length === 0 && named.length === 0) return { rows: [], cited: [] };
  const texts = found.map((f) => memory.texts[f.text]);
  const { rows: read } = await office.store.pool.query<ProvisionRow & { n: number }>({
    // Prepared once on each connection: planning took longer than reading.
    name: 'law-read',
    text: `select k.n::int4 as n, ${COLUMNS}, case when k.n <= $4 then p.text else '' end as text
      from unnest($1::text[], $2::int4[], $3::int4[]) with ordinality as k (instrument, version, ordinal, n)
      join fadu.provision p using (instrument, version, ordinal)
      union all
      select -k.n::int4, p.*
      from unnest($5::text[]) with ordinality as k (instrument, n)
      cross join lateral (select ${COLUMNS}, p.text from fadu.provision p
        where p.instrument = k.instrument and p.article = $6
          and (p.law_from is null or p.law_from <= $7::date) and (p.law_to is null or p.law_to >= $7::date)
        order by p.version desc, p.ordinal limit 1) p`,
    values: [
      texts.map((t) => t?.named.id),
      texts.map((t) => t?.version),
      found.map((f) => f.block.ordinals[f.doc]),
      words,
      named,
      citation?.cited?.article ?? null,
      citation?.on ?? null,
    ],
  });
  const rows: (ProvisionRow | undefined)[] = found.map(() => undefined);
  const cited: (ProvisionRow | undefined)[] = [];
  for (const r of read) {
    if (r.n > 0) rows[r.n - 1] = r;
    else cited[-r.n - 1] = r;
  }
  return { rows, cited: cited.filter((r) => r !== undefined) };
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
  const today = dateOf(office.now());
  const on = dayOf(today);
  const { memory, query, result } = await ranked(
    office,
    text,
    () => ({ on }),
    Math.max(wanted, PHRASE_SIGN.test(text) ? PHRASE_READ : REREAD),
  );
  const most = rereadOf(query);
  const { cited, rows } = await readProvisions(
    office,
    memory,
    result.found.slice(0, Math.max(most, wanted)),
    most,
    { cited: query.cited, on: today },
  );
  const ordered = rerank(query, result.found, rows.slice(0, most));
  const out: RankedArticle[] = [];
  const seen = new Set<string>();
  const put = (instrument: string, article: string | null, score: number) => {
    const key = `${instrument} ${article}`;
    if (article !== null && seen.has(key)) return;
    seen.add(key);
    out.push({ instrument, article, score });
  };
  for (const c of cited.slice(0, CITED)) put(c.instrument, c.article, 1_000);
  for (const r of ordered) put(r.row.instrument, r.row.article, r.score);
  // Only what was read can be shown to hold a phrase.
  if (query.phrases.length === 0)
    rows.slice(most).forEach((row, i) => {
      if (row) put(row.instrument, row.article, result.found[most + i]?.score ?? 0);
    });
  return out.slice(0, wanted);
}
