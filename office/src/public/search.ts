/**
 * One public search over documents of the catalogue, entries of the registers, consultations, procedures and tasks of the
 * plan: PostgreSQL full text over words cut by jieba. Texts of law have their own (law/search). Title matches come
 * first, then what is in force, then the better match.
 */
import { type DateStr, dateOf } from '@fadu/kernel';
import { SERVICE_ITEMS } from '@fadu/plan/functions/service-items/index';
import { SYSTEMS } from '@fadu/plan/index-of-systems';
import { bodyName, CHAPTERS, ORGANS, TASKS } from '@fadu/plan/leadership/plan-tracking/index';
import { unpublishedRegisters } from '@fadu/plan/registers';
import * as statutes from '@fadu/plan/statutes/index';
import { sql } from 'kysely';
import { regionsBelow } from '../cases/answers.ts';
import { regionOf } from '../cases/load.ts';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { publicRows } from './rows.ts';
import {
  bodyTerms,
  documentVector,
  excerpt,
  learnWords,
  type MarkedPart,
  markWords,
  queryVector,
} from './words.ts';

/** What can be found. */
export const SEARCH_KINDS = ['document', 'item', 'consultation', 'procedure', 'task'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export interface SearchFilters {
  readonly kind?: SearchKind;
  /** Day as of which it is told how things stand, default today. */
  readonly on?: DateStr;
  /** Name of the organ that made it, or is responsible. */
  readonly organ?: string;
  /** First and last day of publication, or of the opening of a consultation. */
  readonly from?: DateStr;
  readonly to?: DateStr;
  /** From 1. */
  readonly page?: number;
}

/** One result, with the matched words marked. */
export interface SearchHit {
  readonly kind: SearchKind;
  readonly ref: string;
  readonly url: string;
  readonly title: readonly MarkedPart[];
  readonly excerpt: readonly MarkedPart[];
  /** 有效, 尚未生效, 失效, 废止, 正在征求意见, 已结束; empty where it has no standing. */
  readonly standing: string;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** Number of results of the asked kind, at most `SEARCH_BOUND` a kind of match. */
  readonly total: number;
  readonly byKind: Readonly<Record<SearchKind, number>>;
  readonly page: number;
  readonly pages: number;
  /** More were found than are ranked: the total is a lower bound. */
  readonly bounded: boolean;
}

/** Matches that are ranked at most, so that very common words stay fast. */
export const SEARCH_BOUND = 2_000;
export const SEARCH_PER_PAGE = 20;

interface Doc {
  readonly kind: SearchKind;
  readonly ref: string;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly rank: 0 | 1 | 2 | 3 | 4;
  readonly from?: string | null;
  readonly to?: string | null;
  /** Name of the organ. */
  readonly organ?: string;
  /** Day on which it was published or opened. */
  readonly day?: string;
}

let taught: Office | undefined;
/** The names of our own registers are words: statutes, organs, procedures, systems. */
function teach(office: Office): void {
  if (taught === office) return;
  learnWords([
    ...Object.values(statutes).flatMap((s) => (typeof s === 'object' && 'title' in s ? [s.title] : [])),
    ...office.allOrgans().flatMap((o) => [o.name, o.fullName]),
    ...ORGANS.map((o) => o.name),
    ...SYSTEMS.map((s) => s.zh),
    ...[...office.procedures.values()].flatMap((p) => [
      p.title,
      ...Object.values(p.acts).map((a) => a.title),
    ]),
  ]);
  taught = office;
}

/** Rows that one statement writes. */
const ROWS_A_TIME = 500;

async function put(tx: Tx, region: string, docs: readonly Doc[]): Promise<void> {
  for (let at = 0; at < docs.length; at += ROWS_A_TIME) {
    const rows = docs.slice(at, at + ROWS_A_TIME).map((d) => ({
      kind: d.kind,
      ref: d.ref,
      url: d.url,
      title: d.title,
      body: d.body,
      words: documentVector(d.title, d.body),
      rank_class: d.rank,
      law_from: d.from ?? null,
      law_to: d.to ?? null,
      organ: d.organ ?? null,
      day: d.day ?? null,
    }));
    await sql`insert into fadu.search_doc (region, kind, ref, url, title, body, words, rank_class, law_from, law_to, organ, day)
      select ${region}, kind, ref, url, title, body, words::tsvector, rank_class, law_from, law_to, organ, day
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (kind text, ref text, url text, title text, body text,
        words text, rank_class int, law_from date, law_to date, organ text, day date)
      on conflict (region, kind, ref) do update set url = excluded.url, title = excluded.title, body = excluded.body,
        words = excluded.words, rank_class = excluded.rank_class, law_from = excluded.law_from, law_to = excluded.law_to,
        organ = excluded.organ, day = excluded.day`.execute(tx);
  }
}

const plainText = (articles: unknown): string =>
  Array.isArray(articles)
    ? articles
        .map((a: { number?: string; text?: string[] }) => `${a.number ?? ''}　${(a.text ?? []).join('')}`)
        .join('\n')
    : '';

/**
 * Bring the index up to date with one case: its entries in the catalogue and its consultation. The job `index` calls
 * it; calling it again changes nothing. A case that is not public leaves only what it entered in registers.
 */
export async function indexCase(office: Office, caseId: string): Promise<void> {
  teach(office);
  const region = regionOf(caseId);
  await office.store.within({ as: 'system' }, async (tx) => {
    const file = await tx
      .selectFrom('fadu.case_file')
      .select(['title', 'public', 'ended', 'procedure'])
      .where('region', '=', region)
      .where('id', '=', caseId)
      .executeTakeFirst();
    // What stands in a register is public, whatever the case is that entered it.
    await indexItems(office, tx, caseId);
    if (!file?.public) return;
    const entries = await tx
      .selectFrom('fadu.entry')
      .selectAll()
      // A review of the city may change a document of a county.
      .where('region', 'in', regionsBelow(office, region))
      .where('register', '=', 'normative-documents')
      .where('case_id', '=', caseId)
      .orderBy('version')
      .execute();
    const latest = new Map(entries.map((e) => [e.code, e]));
    for (const e of latest.values()) {
      const body = e.body as {
        status: string;
        title: string;
        number: string;
        effectiveOn: string;
        expiresOn: string;
        publishedOn?: string;
        maker: string;
      };
      const inForce = body.status === '有效';
      const document: Doc = {
        kind: 'document',
        ref: e.code,
        url: `/documents/${encodeURIComponent(e.code)}`,
        title: body.title,
        body: `${e.code}　${office.organName(body.maker)}\n${plainText(e.body.articles)}`,
        rank: inForce ? 0 : body.status === '废止' ? 4 : 3,
        ...(inForce && { from: body.effectiveOn, to: body.expiresOn }),
        organ: office.organName(body.maker),
        ...(body.publishedOn && { day: body.publishedOn }),
      };
      await put(tx, e.region, [document]);
    }
    const acts = await tx
      .selectFrom('fadu.public_act')
      .select(['act', 'body', 'organ', 'at'])
      .where('region', '=', region)
      .where('case_id', '=', caseId)
      .where('act', 'in', ['open-consultation', 'close-consultation'])
      .orderBy('seq')
      .execute();
    const opened = acts.findLast((a) => a.act === 'open-consultation');
    if (!opened) return;
    const closed = file.ended !== null || acts.at(-1)?.act === 'close-consultation';
    const clock = await tx
      .selectFrom('fadu.clock')
      .select('due')
      .where('region', '=', region)
      .where('case_id', '=', caseId)
      .where('clock', '=', 'comment-period')
      .executeTakeFirst();
    const body = opened.body as { title?: string; articles?: unknown; explanation?: string; notice?: string };
    const consultation: Doc = {
      kind: 'consultation',
      ref: caseId,
      url: `/consultations/${caseId}`,
      title: `${body.title ?? file.title}（征求意见稿）`,
      body: `${opened.organ ? office.organName(opened.organ) : ''}　${body.notice ?? ''}\n${body.explanation ?? ''}\n${plainText(body.articles)}`,
      rank: closed ? 2 : 0,
      to: closed ? null : (clock?.due ?? null),
      ...(opened.organ && { organ: office.organName(opened.organ) }),
      day: dateOf(opened.at),
    };
    await put(tx, region, [consultation]);
  });
}

/** Words that an entry of a register is found by: every text in it. */
function entryWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(entryWords).filter(Boolean).join('、');
  if (value && typeof value === 'object')
    return Object.values(value).map(entryWords).filter(Boolean).join('　');
  return '';
}

/** Entries of registers that the case changed, each by its latest version; the catalogue of documents has its own kind. */
async function indexItems(office: Office, tx: Tx, caseId: string): Promise<void> {
  const { rows } = await sql<{
    region: string;
    register: string;
    code: string;
    law_from: string;
    law_to: string | null;
    body: Record<string, unknown>;
  }>`select distinct on (e.region, e.register, e.code) e.region, e.register, e.code, e.law_from, e.law_to, e.body
    from fadu.entry e
    where (e.region, e.register, e.code) in (select region, register, code from fadu.entry
      where case_id = ${caseId} and register <> 'normative-documents'
        and register <> all(${sql.val([...unpublishedRegisters])}::text[]))
    order by e.region, e.register, e.code, e.version desc`.execute(tx);
  const byRegion = new Map<string, Doc[]>();
  for (const e of rows) {
    const title = e.body.title ?? e.body.name;
    if (typeof title !== 'string' || title === '') continue;
    const { title: _, name: __, status, ...rest } = e.body;
    const organs = [e.body.organ, e.body.maker, e.body.lead].find((o): o is string => typeof o === 'string');
    const stopped = typeof status === 'string' && /废止|取消|停止|暂停|失效|注销/u.test(status);
    const list = byRegion.get(e.region) ?? [];
    byRegion.set(e.region, list);
    list.push({
      kind: 'item',
      ref: `${e.register}/${e.code}`,
      // A service item is read as its guide.
      url:
        e.register === SERVICE_ITEMS
          ? `/services/${encodeURIComponent(e.code)}?region=${e.region}`
          : `/registers/${encodeURIComponent(e.register)}/${encodeURIComponent(e.code)}`,
      title,
      body: `${e.code}　${organs ? office.organName(organs) : ''}　${entryWords(rest)}`,
      rank: stopped ? 4 : 0,
      from: e.law_from,
      to: e.law_to,
      ...(organs && { organ: office.organName(organs) }),
    });
  }
  for (const [region, docs] of byRegion) await put(tx, region, docs);
}

/** Index what comes from the code: procedures and tasks of the plan. Call at start; calling it again changes nothing. */
export async function indexStatic(office: Office): Promise<void> {
  teach(office);
  const chapters = new Map(CHAPTERS.map((c) => [c.number, c.title]));
  const systems = new Map(SYSTEMS.map((s) => [s.id, s.zh]));
  const region = office.regions[0]?.code ?? '000000';
  const docs: Doc[] = [
    ...[...office.procedures.values()].map(
      (p): Doc => ({
        kind: 'procedure',
        ref: p.code,
        url: `/procedures/${p.code}`,
        title: p.title,
        body: `${p.about}\n${Object.values(p.acts)
          .map((a) => `${a.title}${a.about ? `：${a.about}` : ''}。`)
          .join('')}\n${p.laws.map((l) => `${l.says}。`).join('')}`,
        rank: 0,
      }),
    ),
    ...TASKS.map(
      (t): Doc => ({
        kind: 'task',
        ref: String(t.number),
        url: `/plan/tasks/${t.number}`,
        title: `第${t.number}项任务：${t.title}`,
        body: `${t.goal}\n${chapters.get(t.chapter) ?? ''}。${t.lead.map(bodyName).join('、')}。${t.systems
          .map((id) => systems.get(id) ?? '')
          .join('、')}。${t.measurable ?? ''}`,
        rank: 0,
      }),
    ),
  ];
  await office.store.within({ as: 'system' }, async (tx) => {
    await put(tx, region, docs);
    await sql`delete from fadu.search_doc where (kind = 'procedure' and ref <> all(${sql.val(docs.filter((d) => d.kind === 'procedure').map((d) => d.ref))}::text[]))`.execute(
      tx,
    );
  });
}

/** Index every public case anew, for a database whose index was lost or is older than its words. */
export async function indexAll(office: Office): Promise<number> {
  await indexStatic(office);
  const cases = await publicRows<{ id: string }>(
    office,
    'select id from fadu.case_file where public union select case_id from fadu.entry order by id',
  );
  for (const c of cases) await indexCase(office, c.id);
  return cases.length;
}

interface Found {
  kind: SearchKind;
  ref: string;
  url: string;
  title: string;
  body: string;
  standing: number;
  total: number;
}

const EMPTY = { document: 0, item: 0, consultation: 0, procedure: 0, task: 0 };

/** Conditions of organ $4 and of the first and last day of publication, $5 and $6. */
const CHOSEN =
  '($4::text is null or organ = $4) and ($5::date is null or day >= $5) and ($6::date is null or day <= $6)';

/** The candidates of a query: matches in titles and matches anywhere, each up to the bound, with their standing on $3. */
const FOUND = `with found as (
  select distinct on (region, kind, ref) * from (
    (select 0 as place, d.* from fadu.search_doc d where words @@ $1::tsquery and ${CHOSEN} limit ${SEARCH_BOUND})
    union all
    (select 1 as place, d.* from fadu.search_doc d where words @@ $2::tsquery and ${CHOSEN} limit ${SEARCH_BOUND})
  ) both_ways order by region, kind, ref, place
), standing as (
  select *, case when law_from > $3::date then 1 when law_to < $3::date then 3 else rank_class end as standing from found
)`;

function standingText(kind: SearchKind, standing: number): string {
  if (kind === 'item') return ['有效', '尚未生效', '失效', '失效', '已停止'][standing] ?? '';
  if (kind === 'document') return ['有效', '尚未生效', '失效', '失效', '废止'][standing] ?? '';
  if (kind === 'consultation') return standing === 0 ? '正在征求意见' : '已结束';
  return '';
}

/** Search. An empty query, or one without a word, finds nothing. */
export async function search(office: Office, q: string, filters: SearchFilters = {}): Promise<SearchResult> {
  teach(office);
  const page = filters.page ?? 1;
  const terms = bodyTerms(q);
  if (terms.length === 0) return { hits: [], total: 0, byKind: EMPTY, page, pages: 1, bounded: false };
  const params = [
    queryVector(terms, 't:'),
    queryVector(terms),
    filters.on ?? dateOf(office.now()),
    filters.organ ?? null,
    filters.from ?? null,
    filters.to ?? null,
  ];
  const [counts, rows] = await Promise.all([
    publicRows<{ kind: SearchKind; n: number }>(
      office,
      `${FOUND} select kind, count(*)::int as n from standing group by 1`,
      params,
    ),
    publicRows<Found>(
      office,
      `${FOUND} select kind, ref, url, title, body, standing from standing where $7::text is null or kind = $7
       order by place, standing, position($8 in title) = 0, ts_rank(words, $2::tsquery, 1) desc, law_from desc nulls last, kind, ref
       limit ${SEARCH_PER_PAGE} offset ${(page - 1) * SEARCH_PER_PAGE}`,
      [...params, filters.kind ?? null, q.trim()],
    ),
  ]);
  const byKind: Record<SearchKind, number> = { ...EMPTY };
  for (const c of counts) byKind[c.kind] = c.n;
  const all = Object.values(byKind).reduce((a, b) => a + b, 0);
  const total = filters.kind ? byKind[filters.kind] : all;
  return {
    hits: rows.map((r) => ({
      kind: r.kind,
      ref: r.ref,
      url: r.url,
      title: markWords(r.title, q),
      excerpt: excerpt(r.body, q),
      standing: standingText(r.kind, r.standing),
    })),
    total,
    byKind,
    page,
    pages: Math.max(1, Math.ceil(total / SEARCH_PER_PAGE)),
    bounded: all >= SEARCH_BOUND,
  };
}
