/** Citations of one text as links: where each leads, and how what it leads to stands. */
import { type DateStr, dateOf } from '@fadu/kernel';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';

/** A citation in the words of a node, `[from, to)` in UTF-16 units. */
export interface LinkSpan {
  readonly from: number;
  readonly to: number;
  /** Text of law or normative document that is meant; both absent while it is not known here. */
  readonly instrument?: string;
  readonly document?: string;
  /** Its title today. */
  readonly title: string;
  readonly article?: string;
  readonly toArticle?: string;
  readonly paragraph?: number;
  readonly item?: number;
  /** Day as of which the text must be opened to read what was meant; absent where today's version is the same. */
  readonly on?: DateStr;
  /** How the text stands today: 尚未生效, 已废止, 失效; absent where it is in force. */
  readonly standing?: '尚未生效' | '已废止' | '失效';
  /** False where the version that was meant has no such article. */
  readonly found: boolean;
}

/** Address of a text, article or normative document on the portal. */
export function lawHref(to: {
  readonly instrument?: string;
  readonly document?: string;
  readonly article?: string;
  readonly on?: DateStr;
}): string | undefined {
  if (to.document) return `/documents/${encodeURIComponent(to.document)}`;
  if (!to.instrument) return undefined;
  return `/laws/${encodeURIComponent(to.instrument)}${to.on ? `?on=${to.on}` : ''}${to.article ? `#art_${to.article}` : ''}`;
}

interface Row {
  eid: string;
  from: number;
  to: number;
  instrument: string | null;
  document: string | null;
  title: string;
  article: string | null;
  toArticle: string | null;
  paragraph: number | null;
  item: number | null;
  onDay: string | null;
  then: number | null;
  now: number | null;
  status: string;
  known: boolean;
  found: boolean;
}

const MARK: Readonly<Record<string, LinkSpan['standing']>> = {
  'not-yet': '尚未生效',
  repealed: '已废止',
  expired: '失效',
};

/** Links of one version of a text, or of a normative document, by eId, in the order of the words. */
export async function linkSpans(
  tx: Tx,
  of: { readonly kind: 'text' | 'document'; readonly ref: string; readonly version: number },
  today: DateStr,
): Promise<Map<string, LinkSpan[]>> {
  const { rows } = await sql<Row>`
    with l as materialized (
      select * from fadu.law_link where from_kind = ${of.kind} and from_ref = ${of.ref} and from_version = ${of.version}
    ), ids as (select array(select distinct instrument from l where instrument is not null) as a),
    day as (select coalesce(min(on_day), ${today}::date) as d from l)
    select l.from_eid as eid, l.span_from as from, l.span_to as to, l.instrument, l.document,
      coalesce(i.title, l.name, '') as title, l.article, l.to_article as "toArticle", l.paragraph, l.item,
      l.on_day::text as "onDay", t.version as then, n.version as now, coalesce(n.status, '') as status,
      coalesce(i.origin = 'known', false) as known,
      l.article is null or exists (select from fadu.provision p where p.instrument = l.instrument
        and p.version = case when l.instrument = ${of.ref} then ${of.version} else coalesce(t.version, n.version, 1) end
        and p.article = l.article) as found
    from l
    left join fadu.instrument i on i.id = l.instrument
    left join fadu.law_on((select d from day), (select a from ids)) t on t.instrument = l.instrument
    left join fadu.law_on(${today}::date, (select a from ids)) n on n.instrument = l.instrument
    order by l.from_eid, l.span_from`.execute(tx);
  const out = new Map<string, LinkSpan[]>();
  for (const r of rows) {
    const own = of.kind === 'text' && r.instrument === of.ref;
    const earlier = !own && r.then !== null && r.then !== r.now && r.onDay !== null;
    const standing = own ? undefined : MARK[r.status];
    const span: LinkSpan = {
      from: r.from,
      to: r.to,
      ...(r.instrument && { instrument: r.instrument }),
      ...(r.document && { document: r.document }),
      title: r.title,
      ...(r.article && { article: r.article }),
      ...(r.toArticle && { toArticle: r.toArticle }),
      ...(r.paragraph && { paragraph: r.paragraph }),
      ...(r.item && { item: r.item }),
      ...(earlier && { on: r.onDay as string }),
      ...(standing && { standing }),
      found: r.found || r.document !== null,
    };
    out.set(r.eid, [...(out.get(r.eid) ?? []), span]);
  }
  return out;
}

/** Links of a normative document in its newest version, by eId (`documentEid`). */
export async function documentLinks(office: Office, number: string): Promise<Map<string, LinkSpan[]>> {
  return office.store.within({ as: 'public' }, async (tx) => {
    const { rows } = await sql<{ version: number | null }>`
      select max(version) as version from fadu.entry where register = 'normative-documents' and code = ${number}`.execute(
      tx,
    );
    const version = rows[0]?.version;
    if (!version) return new Map();
    return linkSpans(tx, { kind: 'document', ref: number, version }, dateOf(office.now()));
  });
}
