/**
 * Links between what cites and what is cited, kept both ways (R43.1). Computed from the texts, so it may be run again at
 * any time: each version is gone through once for each state of the finder.
 */
import type { FoundCitation } from '@fadu/kernel/legal-text/citations';
import { findCitations } from '@fadu/kernel/legal-text/citations';
import { numberOf } from '@fadu/kernel/legal-text/numerals';
import { citationsOf } from '@fadu/kernel/legal-text/text-citations';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { LawNames } from './links-names.ts';
import { canonicalName } from './resolve.ts';

/** State of the finder: a higher number makes every text be gone through again. */
export const FINDER = 1;
/** Texts of one transaction. */
const BATCH = 40;
/** Held by whoever writes links, so that no text is gone through twice at once. */
const LOCK = 4031;

/** What a run did. */
export interface LinkReport {
  /** Versions of texts and normative documents gone through. */
  readonly texts: number;
  readonly documents: number;
  /** Links written. */
  readonly links: number;
  /** Links found before whose text has become known since. */
  readonly resolved: number;
}

interface Pending {
  readonly kind: 'text' | 'document';
  readonly ref: string;
  readonly version: number;
}

/** What names a text of norms: others in book-title marks (certificates, forms, newspapers) are no citations. */
const NORM =
  /(?:法|法典|宪法|条例|规定|办法|细则|规则|规程|规范|决定|决议|通知|意见|解释|批复|公约|条约|协定|议定书|标准|准则|目录|名录|方案|纲要|规划|命令|公告|修正案|制度|章程|基本法|大纲|清单|基准|说明)(?:（[^）]*）)?$/u;

type Row = Record<string, string | number | null>;

function rowOf(
  from: { kind: 'text' | 'document'; ref: string; version: number; day: string | null },
  node: { eId: string; article?: string; label: string },
  c: FoundCitation,
  names: LawNames,
): Row | null {
  const named = c.of.kind === 'named' ? c.of : null;
  const target = named
    ? names.resolve(named.name, named.number ?? null, from.day)
    : from.kind === 'text'
      ? { instrument: from.ref }
      : { document: from.ref };
  const name = named ? canonicalName(named.name) : null;
  if (!target && (name === null || name.length > 120 || !(NORM.test(name) || named?.number))) return null;
  return {
    from_kind: from.kind,
    from_ref: from.ref,
    from_version: from.version,
    from_eid: node.eId,
    from_article: node.article ?? null,
    from_label: node.label,
    span_from: c.from,
    span_to: c.to,
    on_day: from.day,
    name,
    number: named?.number ?? null,
    instrument: target?.instrument ?? null,
    document: target?.document ?? null,
    article: c.article ?? null,
    to_article: c.toArticle ?? null,
    paragraph: c.paragraph ?? null,
    to_paragraph: c.toParagraph ?? null,
    item: c.item ?? null,
    to_item: c.toItem ?? null,
    subitem: c.subitem ?? null,
  };
}

/** Article of a normative document in digits, from its number as printed. */
export const articleOfNumber = (printed: string): string | undefined => {
  const m = /^第([^条]+)条(?:之(.+))?$/u.exec(printed.trim());
  const main = m && numberOf(m[1] as string);
  if (!m || main === null) return undefined;
  const more = m[2] ? numberOf(m[2]) : null;
  return more ? `${main}-${more}` : String(main);
};

/** A normative document's articles as the register keeps them. */
export interface DocumentArticle {
  readonly number: string;
  readonly text: readonly string[];
}

/** eId of a line of a normative document: the article's place and the line's, from 1. */
export const documentEid = (article: number, line: number): string => `article-${article + 1}:${line + 1}`;

function documentCitations(articles: readonly DocumentArticle[], names: LawNames) {
  const shortNames = new Map<string, string>();
  const before: string[] = [];
  const out: { eId: string; article?: string; label: string; found: readonly FoundCitation[] }[] = [];
  for (const [i, a] of articles.entries()) {
    const article = articleOfNumber(a.number);
    let paragraph = 0;
    let item = 0;
    for (const [n, line] of a.text.entries()) {
      const isItem = /^[（(][一二三四五六七八九十]+[）)]/u.test(line);
      if (isItem) item++;
      else {
        paragraph++;
        item = 0;
      }
      const seen = findCitations(line, {
        ...(article && { article }),
        paragraph: Math.max(1, paragraph),
        ...(item && { item }),
        before,
        shortNames,
        isName: (name) => names.has(name),
      });
      for (const [short, name] of seen.shortNames) shortNames.set(short, name);
      if (seen.found.length)
        out.push({ eId: documentEid(i, n), ...(article && { article }), label: a.number, found: seen.found });
    }
    if (article) before.push(article);
  }
  return out;
}

/** Go through some versions and write their links, in one transaction. */
async function linkSome(office: Office, list: readonly Pending[], names: LawNames): Promise<number> {
  return office.store.within({ as: 'system' }, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    const rows: Row[] = [];
    for (const p of list) {
      if (p.kind === 'text') {
        const version = await tx
          .selectFrom('fadu.instrument_version')
          .select(['body', 'effective', 'promulgated', 'adopted'])
          .where('instrument', '=', p.ref)
          .where('version', '=', p.version)
          .executeTakeFirst();
        if (!version) continue;
        const from = { ...p, day: version.effective ?? version.promulgated ?? version.adopted };
        for (const node of citationsOf(version.body, (name) => names.has(name)))
          for (const c of node.found) {
            const row = rowOf(from, node, c, names);
            if (row) rows.push(row);
          }
      } else {
        const entry = await tx
          .selectFrom('fadu.entry')
          .select(['body'])
          .where('register', '=', 'normative-documents')
          .where('code', '=', p.ref)
          .where('version', '=', p.version)
          .executeTakeFirst();
        const body = entry?.body as
          | { articles?: readonly DocumentArticle[]; publishedOn?: string }
          | undefined;
        const from = { ...p, day: body?.publishedOn ?? null };
        for (const node of documentCitations(body?.articles ?? [], names))
          for (const c of node.found) {
            const row = rowOf(from, node, c, names);
            if (row) rows.push(row);
          }
      }
    }
    const refs = JSON.stringify(list);
    await sql`delete from fadu.law_link l using jsonb_to_recordset(${refs}::jsonb) as p (kind text, ref text, version int)
      where l.from_kind = p.kind and l.from_ref = p.ref and l.from_version = p.version`.execute(tx);
    await sql`insert into fadu.law_link (from_kind, from_ref, from_version, from_eid, from_article, from_label, span_from,
        span_to, on_day, name, number, instrument, document, article, to_article, paragraph, to_paragraph, item, to_item,
        subitem, first_no, last_no)
      select r.from_kind, r.from_ref, r.from_version, r.from_eid, r.from_article, r.from_label, r.span_from,
        r.span_to, r.on_day, r.name, r.number, r.instrument, r.document, r.article, r.to_article, r.paragraph,
        r.to_paragraph, r.item, r.to_item, r.subitem, fadu.article_no(r.article),
        fadu.article_no(coalesce(r.to_article, r.article))
      from jsonb_populate_recordset(null::fadu.law_link, ${JSON.stringify(rows)}::jsonb) r`.execute(tx);
    await sql`insert into fadu.law_linked (kind, ref, version, finder, at)
      select p.kind, p.ref, p.version, ${FINDER}, ${office.now()}::timestamptz
      from jsonb_to_recordset(${refs}::jsonb) as p (kind text, ref text, version int)
      on conflict (kind, ref, version) do update set finder = excluded.finder, at = excluded.at`.execute(tx);
    return rows.length;
  });
}

/** Versions of texts and documents that have not been gone through by this finder. */
async function pending(tx: Tx): Promise<Pending[]> {
  const { rows } = await sql<Pending>`
    select 'text' as kind, v.instrument as ref, v.version from fadu.instrument_version v
    where not exists (select from fadu.law_linked l where l.kind = 'text' and l.ref = v.instrument
      and l.version = v.version and l.finder = ${FINDER})
    union all
    select 'document', e.code, e.version from fadu.entry e
    where e.register = 'normative-documents' and not exists (select from fadu.law_linked l
      where l.kind = 'document' and l.ref = e.code and l.version = e.version and l.finder = ${FINDER})
    order by 1, 2, 3`.execute(tx);
  return rows;
}

/** Give citations of texts that were not known when they were found the text they mean, where it is known now. */
async function resolveOpen(office: Office, names: LawNames): Promise<number> {
  return office.store.within({ as: 'system' }, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    const { rows } = await sql<{ name: string; number: string | null; on: string | null }>`
      select distinct name, number, on_day::text as on from fadu.law_link
      where instrument is null and document is null and name is not null`.execute(tx);
    const found = rows.flatMap((r) => {
      const target = names.resolve(r.name, r.number, r.on);
      return target ? [{ ...r, ...target }] : [];
    });
    if (found.length === 0) return 0;
    const { numAffectedRows } = await sql`
      update fadu.law_link l set instrument = f.instrument, document = f.document
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        as f (name text, number text, "on" date, instrument text, document text)
      where l.instrument is null and l.document is null and l.name = f.name
        and l.number is not distinct from f.number and l.on_day is not distinct from f."on"`.execute(tx);
    return Number(numAffectedRows ?? 0);
  });
}

/**
 * Find the citations of every text and document that has not been gone through, and give open ones their text. Running
 * it again changes nothing; a run that was stopped goes on. `anew`: go through everything again.
 */
export async function linkPending(
  office: Office,
  options: { readonly anew?: boolean; readonly progress?: (done: number, of: number) => void } = {},
): Promise<LinkReport> {
  const { list, names } = await office.store.within({ as: 'system' }, async (tx) => {
    if (options.anew) await sql`delete from fadu.law_linked`.execute(tx);
    return { list: await pending(tx), names: await LawNames.load(tx) };
  });
  let links = 0;
  for (let i = 0; i < list.length; i += BATCH) {
    links += await linkSome(office, list.slice(i, i + BATCH), names);
    options.progress?.(Math.min(i + BATCH, list.length), list.length);
  }
  const resolved = list.length ? await resolveOpen(office, names) : 0;
  const texts = list.filter((p) => p.kind === 'text').length;
  return { texts, documents: list.length - texts, links, resolved };
}

/** Find the citations of the normative documents that a case has published; the job `index` calls it. */
export async function linkCase(office: Office, caseId: string): Promise<number> {
  const { list, names } = await office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<Pending>`
      select 'document' as kind, e.code as ref, e.version from fadu.entry e
      where e.register = 'normative-documents' and e.case_id = ${caseId}
        and not exists (select from fadu.law_linked l where l.kind = 'document' and l.ref = e.code
          and l.version = e.version and l.finder = ${FINDER})`.execute(tx);
    return { list: rows, names: rows.length ? await LawNames.load(tx) : null };
  });
  if (!names) return 0;
  const links = await linkSome(office, list, names);
  await resolveOpen(office, names);
  return links;
}
