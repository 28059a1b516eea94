/**
 * The public catalogue of normative documents (R16.5), asked as of any day in law time and in record time (R90.4).
 * Status follows from the entries: nothing is in force that is not entered here.
 */
import { dateOf, endOfDay } from '@fadu/kernel';
import { type ConflictResult, conflictsOf } from '../filing/standing.ts';
import type { Office } from '../office.ts';
import { type Page, pageNumber, pageOf, publicRows } from './rows.ts';
import { bodyTerms, queryVector } from './words.ts';

/** Register that holds the catalogue. */
const REGISTER = 'normative-documents';

/** Standing of a document on a day. */
export const DOCUMENT_STATUSES = ['有效', '尚未生效', '暂停执行', '失效', '废止'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** A point in both times: what was the law on `asOf`, as far as it was recorded by the end of `recordedOn`. */
export interface AsOf {
  /** Day in law time, `YYYY-MM-DD`; default today. */
  readonly asOf?: string;
  /** Last day in record time, `YYYY-MM-DD`; default now. */
  readonly recordedOn?: string;
}

export interface DocumentFilter extends AsOf {
  readonly status?: DocumentStatus;
  /** Year of publication. */
  readonly year?: string;
  /** Organ id. */
  readonly maker?: string;
  /** Words of title, number or text. */
  readonly words?: string;
  readonly page?: number;
}

/** One line of the catalogue. Dates are `YYYY-MM-DD`. */
export interface DocumentLine {
  readonly region: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly maker: string;
  readonly makerId: string;
  readonly status: DocumentStatus;
  readonly madeOn: string;
  readonly publishedOn: string;
  readonly effectiveOn: string;
  readonly expiresOn: string;
  readonly index: string | null;
  readonly caseId: string;
  readonly demo: boolean;
}

/** A version of the entry: from when it says what, and when that was recorded. */
export interface EntryVersion {
  readonly version: number;
  readonly status: string;
  readonly lawFrom: string;
  readonly lawTo: string | null;
  readonly recordedAt: string;
  /** Number of the act that made it, in the document's case. */
  readonly seq: number;
  readonly reason: string | null;
}

/** A document with its text. */
export interface DocumentView extends DocumentLine {
  readonly lead: string;
  readonly reviewNumber: string | null;
  readonly articles: readonly { readonly number: string; readonly text: readonly string[] }[];
  readonly explanation: string;
  readonly interpretation: string | null;
  readonly versions: readonly EntryVersion[];
  /** The review that brought this standing about, where one did. */
  readonly review: DocumentReview | null;
  /** Results of policy coordinations that are bound to this document, newest first. */
  readonly conflicts: readonly ConflictResult[];
}

/** What a filing review did to a document. */
export interface DocumentReview {
  /** 自行纠正, 撤销, 改变 or 责令停止执行. */
  readonly how: string;
  readonly on: string;
  /** Number of the opinion behind it. */
  readonly opinion: string | null;
  readonly by: string;
}

export interface DocumentList extends Page<DocumentLine> {
  /** Number of documents by status, under every filter but the status. */
  readonly byStatus: Readonly<Record<DocumentStatus, number>>;
  readonly makers: readonly { readonly id: string; readonly name: string }[];
  readonly years: readonly string[];
}

export const DOCUMENTS_PER_PAGE = 20;

interface Row {
  region: string;
  code: string;
  version: number;
  status: DocumentStatus;
  law_from: string;
  law_to: string | null;
  recorded_at: string;
  body: Record<string, unknown>;
  case_id: string;
  seq: number;
  demo: boolean;
  total: number;
}

/**
 * One row a document: of the versions known at $2 the latest that is the law on $1; before the first the first,
 * after the last the last. A document that was not yet published on $1 is not there.
 */
const CHOSEN = `with known as (
  select e.region, e.register, e.code, e.version, e.law_from, e.law_to, e.recorded_at, e.body, e.seq,
    -- Where it was made; a later version may have come from another case, such as a review.
    (select o.case_id from fadu.entry o where o.region = e.region and o.register = e.register and o.code = e.code
      order by o.version limit 1) as case_id, (e.law_from <= $1::date and (e.law_to is null or e.law_to >= $1::date)) as covers
  from fadu.entry e
  where e.register = '${REGISTER}' and e.recorded_at <= $2::timestamptz and e.body ->> 'publishedOn' <= ($1::date)::text
), chosen as (
  select distinct on (k.region, k.code) k.*,
    case when covers then k.body ->> 'status' when law_from > $1::date then '尚未生效' else '失效' end as status
  from known k
  order by k.region, k.code, covers desc, (law_from <= $1::date) desc,
    case when law_from <= $1::date then -version else version end
)`;

/** The two times as query values. */
function times(office: Office, at: AsOf): [asOf: string, recordedBy: string] {
  const now = office.now();
  return [at.asOf ?? dateOf(now), at.recordedOn ? endOfDay(at.recordedOn) : now];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function line(office: Office, r: Row): DocumentLine {
  const makerId = text(r.body.maker);
  return {
    region: r.region,
    number: r.code,
    title: text(r.body.title),
    kind: text(r.body.kind),
    maker: office.organName(makerId),
    makerId,
    status: r.status,
    madeOn: text(r.body.madeOn),
    publishedOn: text(r.body.publishedOn),
    effectiveOn: text(r.body.effectiveOn),
    expiresOn: text(r.body.expiresOn),
    index: text(r.body.index) || null,
    caseId: r.case_id,
    demo: r.demo,
  };
}

/** Conditions of a filter as SQL over `chosen c`, the values appended to `params`. */
function conditions(filter: DocumentFilter, params: unknown[]): string {
  const where: string[] = ['true'];
  const add = (sql: (place: string) => string, value: unknown) => {
    params.push(value);
    where.push(sql(`$${params.length}`));
  };
  if (filter.year) add((p) => `left(c.body ->> 'publishedOn', 4) = ${p}`, filter.year);
  if (filter.maker) add((p) => `c.body ->> 'maker' = ${p}`, filter.maker);
  const terms = filter.words ? bodyTerms(filter.words) : [];
  if (terms.length) {
    add(
      (p) => `exists (select from fadu.search_doc d where d.region = c.region and d.kind = 'document'
        and d.ref = c.code and d.words @@ ${p}::tsquery)`,
      queryVector(terms),
    );
  }
  return where.join(' and ');
}

/** A page of the catalogue, newest publication first. The figures by status come from the same rows as the list. */
export async function listDocuments(
  office: Office,
  filter: DocumentFilter,
  per = DOCUMENTS_PER_PAGE,
): Promise<DocumentList> {
  const at = times(office, filter);
  const page = filter.page ?? 1;
  const params: unknown[] = [...at];
  const where = conditions(filter, params);
  const counted = [...params];
  let status = '';
  if (filter.status) {
    params.push(filter.status);
    status = ` and c.status = $${params.length}`;
  }
  const [rows, counts, facets] = await Promise.all([
    publicRows<Row>(
      office,
      `${CHOSEN} select c.region, c.code, c.version, c.status, c.body - 'articles' - 'explanation' as body, c.case_id,
        coalesce(f.demo, false) as demo
      from chosen c left join fadu.case_file f on f.region = c.region and f.id = c.case_id
      where ${where}${status} order by c.body ->> 'publishedOn' desc, c.code desc
      limit ${per} offset ${(page - 1) * per}`,
      params,
    ),
    publicRows<{ status: DocumentStatus; n: number }>(
      office,
      `${CHOSEN} select c.status, count(*)::int as n from chosen c where ${where} group by 1`,
      counted,
    ),
    publicRows<{ maker: string; year: string }>(
      office,
      `${CHOSEN} select distinct c.body ->> 'maker' as maker, left(c.body ->> 'publishedOn', 4) as year from chosen c`,
      at,
    ),
  ]);
  const byStatus = { 有效: 0, 尚未生效: 0, 暂停执行: 0, 失效: 0, 废止: 0 };
  for (const c of counts) byStatus[c.status] = c.n;
  const total = filter.status ? byStatus[filter.status] : Object.values(byStatus).reduce((a, b) => a + b, 0);
  return {
    ...pageOf(
      rows.map((r) => line(office, r)),
      total,
      page,
      per,
    ),
    byStatus,
    makers: [...new Set(facets.map((f) => f.maker))].sort().map((id) => ({ id, name: office.organName(id) })),
    years: [...new Set(facets.map((f) => f.year))].sort().reverse(),
  };
}

/** A filter from an address's query; what is not a date, a year or a status is left out. */
export function documentFilter(query: (name: string) => string | undefined): DocumentFilter {
  const date = (name: string) => dayOrNothing(query(name));
  const status = DOCUMENT_STATUSES.find((s) => s === query('status'));
  const year = query('year');
  const asOf = date('asOf');
  const recordedOn = date('recordedOn');
  const words = query('words')?.trim().slice(0, 100);
  const maker = query('maker')?.slice(0, 80);
  return {
    ...(status && { status }),
    ...(year && /^\d{4}$/.test(year) && { year }),
    ...(maker && { maker }),
    ...(words && { words }),
    ...(asOf && { asOf }),
    ...(recordedOn && { recordedOn }),
    page: pageNumber(query('page')),
  };
}

/** A real day written `YYYY-MM-DD`, or nothing. */
export function dayOrNothing(value: string | undefined): string | undefined {
  if (!value || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '1949-10-01') return undefined;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : undefined;
}

/** The number as it is printed, whichever brackets were typed: 演市政规[2026]1号 → 演市政规〔2026〕1号. */
export const printedNumber = (number: string): string =>
  number.trim().replace(/[[（(〔［](\d{4})[\]）)〕］]/, '〔$1〕');

/** One document with its text and its versions, or nothing when it did not exist on that day. */
export async function findDocument(
  office: Office,
  number: string,
  at: AsOf = {},
): Promise<DocumentView | null> {
  const [asOf, known] = times(office, at);
  const code = printedNumber(number);
  const [chosen] = await publicRows<Row>(
    office,
    `${CHOSEN} select c.*, coalesce(f.demo, false) as demo
     from chosen c left join fadu.case_file f on f.region = c.region and f.id = c.case_id where c.code = $3 limit 1`,
    [asOf, known, code],
  );
  if (!chosen) return null;
  const [versions, interpretations, conflicts] = await Promise.all([
    publicRows<Row>(
      office,
      `select version, law_from, law_to, recorded_at, seq, body ->> 'status' as status,
         jsonb_build_object('reason', body ->> 'reason') as body
       from fadu.entry where region = $1 and register = '${REGISTER}' and code = $2 and recorded_at <= $3 order by version`,
      [chosen.region, code, known],
    ),
    publicRows<{ body: { text?: string } }>(
      office,
      `select body from fadu.public_act where region = $1 and case_id = $2 and act = 'interpret' and at <= $3
       order by seq desc limit 1`,
      [chosen.region, chosen.case_id, known],
    ),
    conflictsOf(office, code),
  ]);
  const review = chosen.body.review as
    | { how: string; on: string; opinion: string | null; desk: string }
    | undefined;
  return {
    ...line(office, chosen),
    review: review
      ? { how: review.how, on: review.on, opinion: review.opinion, by: office.organName(review.desk) }
      : null,
    conflicts: conflicts.filter((r) => r.on <= asOf),
    lead: office.organName(text(chosen.body.lead)),
    reviewNumber: text(chosen.body.reviewNumber) || null,
    articles: (chosen.body.articles ?? []) as DocumentView['articles'],
    explanation: text(chosen.body.explanation),
    interpretation: interpretations[0]?.body.text ?? null,
    versions: versions.map((v) => ({
      version: v.version,
      status: v.status,
      lawFrom: v.law_from,
      lawTo: v.law_to,
      recordedAt: v.recorded_at,
      seq: v.seq,
      reason: text(v.body.reason) || null,
    })),
  };
}
