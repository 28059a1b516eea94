/**
 * What an article carries (R4.3, R43.1): the procedures, papers and registers whose code cites it, the entries that stand
 * on it, the documents and texts of law that cite it, the cases under those procedures. A figure and the list behind it
 * come from one statement. Read with the rights of whoever asks: figures count what the asker may see.
 */
import type { DateStr } from '@fadu/kernel';
import { registerByCode } from '@fadu/plan/registers';
import { type RawBuilder, sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Scope, Tx } from '../store/pool.ts';
import { type CodeCitation, codeCitationsOf } from './carries-code.ts';
import { lawHref } from './reading-links.ts';

/** What stands on, or cites, an article. */
export const CARRIED_KINDS = ['procedure', 'entry', 'paper', 'document', 'text', 'self', 'register'] as const;
export type CarriedKind = (typeof CARRIED_KINDS)[number];

export const CARRIED_TITLES: Readonly<Record<CarriedKind, string>> = {
  procedure: '程序',
  entry: '清单、目录里的事项',
  paper: '文书格式',
  document: '规范性文件',
  text: '其他法律文本',
  self: '本文其他条文',
  register: '清单的规则',
};

/** One thing that an article carries. */
export interface Carried {
  readonly title: string;
  /** Where in it: an act, a clock, an article. */
  readonly detail?: string;
  /** Page of the portal; absent where none shows it. */
  readonly href?: string;
  /** Articles of the cited text in digits, as cited; absent where the whole text is meant. */
  readonly article?: string;
  readonly toArticle?: string;
}

/** All of one kind; `items` are the first of `total`. */
export interface CarriedGroup {
  readonly kind: CarriedKind;
  readonly title: string;
  readonly total: number;
  readonly items: readonly Carried[];
}

export interface CaseCount {
  readonly procedure: string;
  readonly title: string;
  readonly open: number;
  readonly ended: number;
}

/** What an article (or a whole text) carries on a day. */
export interface Carries {
  readonly instrument: string;
  readonly article: string | null;
  readonly on: DateStr;
  readonly groups: readonly CarriedGroup[];
  /** Cases by procedure, as far as the asker may see them. */
  readonly cases: readonly CaseCount[];
  /** All groups but cases together. */
  readonly total: number;
}

const PUBLIC: Scope = { as: 'public' };
/** Registers whose entries have a page of their own elsewhere. */
const DOCUMENTS = 'normative-documents';

interface Cited {
  kind: 'text' | 'document' | 'self' | 'entry';
  ref: string;
  /** Title of the citing text, document or entry. */
  title: string;
  place: string;
  placeArticle: string | null;
  register: string | null;
  region: string | null;
  article: string | null;
  toArticle: string | null;
}

/**
 * Everything in the database that cites a text on a day (our own summaries of texts do not), one row for each citing place and cited article: the statement
 * that figures and lists share. Texts count in their version of the day, while they are the law.
 */
const citing = (id: string, version: number | null, on: DateStr): RawBuilder<Cited> => sql`
  with l as materialized (
    select distinct from_kind, from_ref, from_version, from_article, from_label, article, to_article, first_no, last_no
    from fadu.law_link where instrument = ${id}
  ), standing as materialized (
    select * from fadu.law_on(${on}::date,
      array(select distinct from_ref from l where from_kind = 'text' and from_ref <> ${id}))
  ), basis as (
    select distinct e.region, e.register, e.code,
      coalesce(e.body ->> 'name', e.body ->> 'title', e.code) as title, b ->> 'article' as article
    from fadu.entries_on(${id}) e, jsonb_array_elements(e.body -> 'basis') b
    where b ->> 'instrument' = ${id}
      and e.register <> ${DOCUMENTS} and e.law_from <= ${on}::date and (e.law_to is null or e.law_to >= ${on}::date)
      and not exists (select from fadu.entry n where n.region = e.region and n.register = e.register
        and n.code = e.code and n.version > e.version and n.law_from <= ${on}::date)
  )
  select 'text' as kind, l.from_ref as ref, i.title, l.from_label as place, l.from_article as "placeArticle",
    null::text as register, null::text as region, l.article, l.to_article as "toArticle", l.first_no, l.last_no
  from l join standing s on s.instrument = l.from_ref and s.version = l.from_version and s.status = 'in-force'
    join fadu.instrument i on i.id = l.from_ref and i.origin <> 'known'
  where l.from_kind = 'text'
  union all
  select 'self', l.from_ref, i.title, l.from_label, l.from_article, null, null, l.article, l.to_article, l.first_no, l.last_no
  from l join fadu.instrument i on i.id = l.from_ref
  where l.from_kind = 'text' and l.from_ref = ${id} and l.from_version = ${version} and l.article is not null
    and l.from_article is distinct from l.article
  union all
  select 'document', l.from_ref, coalesce(e.body ->> 'title', l.from_ref), l.from_label, l.from_article, null, null,
    l.article, l.to_article, l.first_no, l.last_no
  from l join fadu.entry e on e.register = ${DOCUMENTS} and e.code = l.from_ref and e.version = l.from_version
  where l.from_kind = 'document' and e.law_from <= ${on}::date and (e.law_to is null or e.law_to >= ${on}::date)
    and coalesce(e.body ->> 'status', '有效') = '有效'
    and not exists (select from fadu.entry n where n.region = e.region and n.register = e.register
      and n.code = e.code and n.version > e.version and n.law_from <= ${on}::date)
  union all
  select 'entry', b.code, b.title, coalesce(b.code, ''), null, b.register, b.region, b.article, null,
    fadu.article_no(b.article), fadu.article_no(b.article)
  from basis b`;

/** Names by which the code may mean a text. */
async function namesOf(tx: Tx, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ alias: string }>`
    select alias from fadu.instrument_alias where instrument = ${id}`.execute(tx);
  return new Set([id, ...rows.map((r) => r.alias)]);
}

/** A clause of a decision (四、) is cited as its article. */
const placeText = (c: Cited): string => {
  const clause = /^([一二三四五六七八九十百零〇]+)[、．.]$/u.exec(c.place);
  return clause ? `第${clause[1]}条` : c.place;
};

const itemOf = (c: Cited): Carried => {
  const at = { ...(c.article && { article: c.article }), ...(c.toArticle && { toArticle: c.toArticle }) };
  switch (c.kind) {
    case 'document':
      return { title: c.title, detail: placeText(c), href: lawHref({ document: c.ref }) as string, ...at };
    case 'entry': {
      const register = registerByCode(c.register ?? '');
      return {
        title: c.title,
        detail: `${register?.title ?? '登记簿'}　${c.ref}`,
        ...(register && {
          href: `/registers/${register.code}/${encodeURIComponent(c.ref)}${c.region ? `?region=${c.region}` : ''}`,
        }),
        ...at,
      };
    }
    default: {
      const to = { instrument: c.ref, ...(c.placeArticle && { article: c.placeArticle }) };
      return { title: c.title, detail: placeText(c), href: lawHref(to) as string, ...at };
    }
  }
};

function codeItem(c: CodeCitation): { kind: CarriedKind; item: Carried } {
  const at = c.cite.article ? { article: c.cite.article } : {};
  const page = `/procedures/${c.of}`;
  switch (c.kind) {
    case 'procedure':
      return { kind: 'procedure', item: { title: c.ofTitle, href: page, ...at } };
    case 'act':
      return {
        kind: 'procedure',
        item: { title: c.ofTitle, detail: `步骤：${c.title}`, href: `${page}#act-${c.code}`, ...at },
      };
    case 'clock':
      return {
        kind: 'procedure',
        item: { title: c.ofTitle, detail: `期限：${c.title}`, href: `${page}#limits`, ...at },
      };
    case 'law':
      return {
        kind: 'procedure',
        item: { title: c.ofTitle, detail: `守住的规定：${c.title}`, href: `${page}#laws`, ...at },
      };
    case 'paper':
      return { kind: 'paper', item: { title: c.title, detail: c.ofTitle, href: page, ...at } };
    case 'register':
      return {
        kind: 'register',
        item: {
          title: c.ofTitle,
          ...(c.code !== c.of && { detail: c.title }),
          href: `/registers/${c.of}`,
          ...at,
        },
      };
    default:
      return c.kind satisfies never;
  }
}

/** What one article carries, in short: how much, and the first of it. */
export interface CarriedShort {
  readonly total: number;
  readonly items: readonly (Carried & { readonly kind: CarriedKind })[];
}

/**
 * What every article of a version carries on a day, cases not counted; articles that carry nothing are left out. The key
 * `''` is the text as a whole, where it is cited without an article. `each`: things listed for one article at most.
 */
export async function carriedByArticle(
  office: Office,
  id: string,
  of: {
    readonly on: DateStr;
    readonly version: number;
    readonly articles: readonly string[];
    readonly each?: number;
  },
  scope: Scope = PUBLIC,
): Promise<ReadonlyMap<string, CarriedShort>> {
  const each = of.each ?? 6;
  return office.store.within(
    scope,
    async (tx) => {
      const { rows } = await sql<Cited & { here: string; total: number }>`
        with c as materialized (${citing(id, of.version, of.on)}),
        a as materialized (select a, fadu.article_no(a) as no from unnest(${sql.val([...of.articles])}::text[]) a),
        held as (
          select coalesce(c.article, '') as here, c.* from c where c.first_no is not distinct from c.last_no
          union all
          select a.a, c.* from c join a on a.no between c.first_no and c.last_no where c.first_no <> c.last_no
        )
        select * from (
          select h.*, count(*) over (partition by here)::int as total,
            row_number() over (partition by here order by array_position(${sql.val(CARRIED_KINDS)}::text[], h.kind),
              h.title collate "C", h.ref, fadu.article_no(h."placeArticle"), h.place) as n
          from held h
        ) x where n <= ${each} order by here, n`.execute(tx);
      const out = new Map<string, { total: number; items: (Carried & { kind: CarriedKind })[] }>();
      const at = (article: string) => {
        const held = out.get(article) ?? { total: 0, items: [] };
        out.set(article, held);
        return held;
      };
      for (const r of rows) {
        const held = at(r.here);
        held.total = r.total;
        held.items.push({ ...itemOf(r), kind: r.kind });
      }
      for (const c of codeCitationsOf(office, await namesOf(tx, id))) {
        const held = at(c.cite.article ?? '');
        const { kind, item } = codeItem(c);
        held.total++;
        held.items.push({ ...item, kind });
      }
      const rank = (k: CarriedKind) => CARRIED_KINDS.indexOf(k);
      for (const held of out.values()) {
        held.items.sort((a, b) => rank(a.kind) - rank(b.kind));
        held.items.length = Math.min(held.items.length, each);
      }
      return out;
    },
    { snapshot: true },
  );
}

/**
 * What an article carries on a day; `article` null: what cites the text as a whole. `limit`: things of one kind that are
 * listed at most, figures count all.
 */
export async function carries(
  office: Office,
  id: string,
  article: string | null,
  on: DateStr,
  options: { readonly version?: number; readonly scope?: Scope; readonly limit?: number } = {},
): Promise<Carries> {
  const limit = options.limit ?? 200;
  return office.store.within(
    options.scope ?? PUBLIC,
    async (tx) => {
      const version =
        options.version ??
        (
          await sql<{
            version: number | null;
          }>`select version from fadu.law_on(${on}::date, ${sql.val([id])}::text[])`.execute(tx)
        ).rows[0]?.version ??
        null;
      const here =
        article === null
          ? sql`c.article is null`
          : sql`c.first_no <= fadu.article_no(${article}) and c.last_no >= fadu.article_no(${article})`;
      const { rows } = await sql<Cited & { total: number }>`
        select * from (
          select c.*, count(*) over (partition by c.kind)::int as total,
            row_number() over (partition by c.kind order by c.title collate "C", c.ref,
              fadu.article_no(c."placeArticle"), c.place) as n
          from (${citing(id, version, on)}) c where ${here}
        ) x where n <= ${limit} order by kind, n`.execute(tx);
      const code = codeCitationsOf(office, await namesOf(tx, id)).filter(
        (c) => (c.cite.article ?? null) === article,
      );
      const items = new Map<CarriedKind, { total: number; items: Carried[] }>();
      const put = (kind: CarriedKind, item: Carried, total?: number) => {
        const g = items.get(kind) ?? { total: 0, items: [] };
        g.total = total ?? g.total + 1;
        if (g.items.length < limit) g.items.push(item);
        items.set(kind, g);
      };
      for (const c of code) {
        const { kind, item } = codeItem(c);
        put(kind, item);
      }
      for (const r of rows) put(r.kind, itemOf(r), r.total);
      const procedures = [...new Set(code.filter((c) => c.kind !== 'register').map((c) => c.of))];
      const cases = await caseCounts(tx, office, procedures);
      const groups = CARRIED_KINDS.flatMap((kind): CarriedGroup[] => {
        const g = items.get(kind);
        return g ? [{ kind, title: CARRIED_TITLES[kind], ...g }] : [];
      });
      return { instrument: id, article, on, groups, cases, total: groups.reduce((n, g) => n + g.total, 0) };
    },
    { snapshot: true },
  );
}

async function caseCounts(tx: Tx, office: Office, procedures: readonly string[]): Promise<CaseCount[]> {
  if (procedures.length === 0) return [];
  const { rows } = await sql<{ procedure: string; open: number; ended: number }>`
    select procedure, count(*) filter (where ended is null)::int as open,
      count(*) filter (where ended is not null)::int as ended
    from fadu.case_file where procedure = any(${sql.val([...procedures])}::text[]) group by 1 order by 1`.execute(
    tx,
  );
  return rows.map((r) => ({ ...r, title: office.procedures.get(r.procedure)?.title ?? r.procedure }));
}

/** What cites a normative document on a day: other documents and texts of law, while they are in force. */
export async function citersOfDocument(
  office: Office,
  number: string,
  on: DateStr,
): Promise<readonly Carried[]> {
  return office.store.within(PUBLIC, async (tx) => {
    const { rows } = await sql<Cited>`
      with l as materialized (
        select distinct from_kind, from_ref, from_version, from_article, from_label from fadu.law_link
        where document = ${number} and not (from_kind = 'document' and from_ref = ${number})
      )
      select 'text' as kind, l.from_ref as ref, i.title, l.from_label as place, l.from_article as "placeArticle"
      from l join fadu.law_on(${on}::date, array(select distinct from_ref from l where from_kind = 'text')) s
          on s.instrument = l.from_ref and s.version = l.from_version and s.status = 'in-force'
        join fadu.instrument i on i.id = l.from_ref
      where l.from_kind = 'text'
      union all
      select 'document', l.from_ref, coalesce(e.body ->> 'title', l.from_ref), l.from_label, l.from_article
      from l join fadu.entry e on e.register = ${DOCUMENTS} and e.code = l.from_ref and e.version = l.from_version
      where l.from_kind = 'document' and e.law_from <= ${on}::date and (e.law_to is null or e.law_to >= ${on}::date)
        and coalesce(e.body ->> 'status', '有效') = '有效'
        and not exists (select from fadu.entry n where n.region = e.region and n.register = e.register
          and n.code = e.code and n.version > e.version and n.law_from <= ${on}::date)
      order by 1 desc, 3, 2, 4 limit 500`.execute(tx);
    return rows.map(itemOf);
  });
}
