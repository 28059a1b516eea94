/** Public consultations: the draft as it was opened, the days left, comments and their answers. */
import { type ClockState, clockSpec, clockState, type Instant, remaining } from '@fadu/kernel';
import { regionOf } from '../cases/load.ts';
import type { Office } from '../office.ts';
import { hearingOf, type PublicHearing, type SurveyLine, surveysOf } from './legislation.ts';
import { type Page, pageOf, publicRows } from './rows.ts';
import { keptTotal } from './totals.ts';

/** One consultation in a list. */
export interface ConsultationLine {
  readonly caseId: string;
  readonly title: string;
  readonly organ: string;
  readonly openedAt: Instant;
  /** Last day for comments; null when no period was set. */
  readonly due: string | null;
  readonly open: boolean;
  /** 还剩 3 个工作日; null when it is over. */
  readonly left: string | null;
  /** Whole days left, today not counted; null when it is over. */
  readonly daysLeft: number | null;
  readonly comments: number;
  readonly answered: number;
  readonly demo: boolean;
}

/** An article of a draft. */
export interface DraftArticle {
  readonly number: string;
  readonly text: readonly string[];
}

/** A comment as everyone may see it: its words only together with the answer. */
export interface PublicComment {
  /** Number of the comment in its case. */
  readonly seq: number;
  readonly at: Instant;
  readonly article: string | null;
  readonly submitterType: string;
  readonly text: string | null;
  readonly answer: {
    readonly at: Instant;
    readonly disposition: string;
    readonly reason: string | null;
    readonly organ: string;
  } | null;
}

/** Comments on one article: how many, and the newest with their answers, to be shown beside the text. */
export interface ArticleComments {
  readonly total: number;
  readonly shown: readonly PublicComment[];
}

/** The one summary of adoption: what was said of the whole, and the groups of comments it answers. */
export interface AdoptionSummary {
  readonly at: Instant;
  readonly overview: string;
  readonly groups: readonly {
    readonly topic: string;
    readonly disposition: string;
    readonly reason: string | null;
    readonly comments: readonly number[];
  }[];
}

/** What came of a draft: its entry in a register. */
export interface ConsultationOutcome {
  readonly register: string;
  readonly code: string;
  /** Address of its page on the portal. */
  readonly href: string;
}

export interface ConsultationView extends ConsultationLine {
  readonly procedure: { readonly code: string; readonly title: string };
  readonly phase: string;
  readonly articles: readonly DraftArticle[];
  readonly explanation: string;
  readonly notice: string;
  readonly contact: string;
  /** How the last day was counted, a sentence each. */
  readonly counting: readonly string[];
  readonly provisional: boolean;
  readonly closing: { readonly at: Instant; readonly summary: string } | null;
  readonly summary: AdoptionSummary | null;
  /** The document or rule that came of it, once it is published. */
  readonly outcome: ConsultationOutcome | null;
  /** By the number of the article; comments on the whole draft are not in it. */
  readonly beside: ReadonlyMap<string, ArticleComments>;
  readonly surveys: readonly SurveyLine[];
  readonly hearing: PublicHearing | null;
  /** Whether legislative contact points give their number with a comment. */
  readonly contactPoints: boolean;
  readonly replies: Page<PublicComment>;
}

interface Row {
  region: string;
  case_id: string;
  seq: number;
  at: string;
  organ: string | null;
  body: Record<string, unknown>;
  title: string;
  procedure: string;
  phase: string;
  ended: string | null;
  demo: boolean;
  due: string | null;
  due_at: string | null;
  events: { kind: 'start'; at: string; act: string; clock: string }[] | null;
  closed_at: string | null;
  comments: number;
  answered: number;
  total: number;
}

/** The last opening of each public case. */
const LAST_OPENINGS = `from fadu.public_act o
  join fadu.case_file f on f.region = o.region and f.id = o.case_id and f.public
  left join fadu.clock k on k.region = o.region and k.case_id = o.case_id and k.clock = 'comment-period'
  where o.act = 'open-consultation' and not exists (
    select from fadu.public_act l where l.region = o.region and l.case_id = o.case_id
      and l.act = 'open-consultation' and l.seq > o.seq)`;

/** The same, newest first: `offset 0` keeps each case to be looked up as its opening comes along the index, until a page is full. */
const NEWEST_OPENINGS = `from fadu.public_act o
  cross join lateral (select c.ended from fadu.case_file c where c.region = o.region and c.id = o.case_id and c.public offset 0) f
  left join lateral (select c.due_at from fadu.clock c where c.region = o.region and c.case_id = o.case_id
    and c.clock = 'comment-period' offset 0) k on true
  where o.act = 'open-consultation' and not exists (
    select from fadu.public_act l where l.region = o.region and l.case_id = o.case_id
      and l.act = 'open-consultation' and l.seq > o.seq offset 0)`;

/** Openings that were picked, each with its period and figures: these are counted for the rows of one page only. */
const detailed = (picked: string): string => `with picked as (${picked})
  select o.region, o.case_id, o.seq, o.at, o.organ, o.body, f.title, f.procedure, f.phase, f.ended, f.demo,
    k.due, k.due_at, k.events, x.closed_at, x.comments, x.answered, i.total
  from picked i
  join fadu.public_act o on o.region = i.region and o.case_id = i.case_id and o.seq = i.seq
  join fadu.case_file f on f.region = o.region and f.id = o.case_id
  left join fadu.clock k on k.region = o.region and k.case_id = o.case_id and k.clock = 'comment-period'
  cross join lateral (
    select max(p.at) filter (where p.act = 'close-consultation' and p.seq > o.seq) as closed_at,
      count(*) filter (where p.act = 'comment')::int as comments,
      (count(*) filter (where p.act = 'answer-comment')
        + coalesce((select sum(jsonb_array_length(g -> 'comments')) from fadu.public_act s, jsonb_array_elements(s.body -> 'groups') g
            where s.region = o.region and s.case_id = o.case_id and s.seq = max(p.seq) filter (where p.act = 'publish-adoption-summary')), 0))::int as answered
    from fadu.public_act p where p.region = o.region and p.case_id = o.case_id
  ) x`;

/** Whether an opening is over or not, $1 being the moment. Cases that go on are few: an index leads to them. */
const OPEN_NOW = `f.ended is null and (k.due_at is null or k.due_at >= $1::timestamptz) and not exists (
    select from fadu.public_act p where p.region = o.region and p.case_id = o.case_id
      and p.act = 'close-consultation' and p.seq > o.seq)`;

function line(office: Office, r: Row): ConsultationLine {
  const now = office.now();
  const open = r.ended === null && r.closed_at === null && (r.due_at === null || r.due_at >= now);
  const running = open && r.due && r.due_at ? { due: r.due, dueAt: r.due_at } : null;
  const days = running && remaining(now, running, { unit: 'day', calendar: office.calendar });
  return {
    caseId: r.case_id,
    title: String(r.body.title ?? r.title),
    organ: r.organ ? office.organName(r.organ) : '',
    openedAt: r.at,
    due: r.due,
    open,
    left: days?.text ?? null,
    daysLeft: days?.n ?? null,
    comments: r.comments,
    answered: r.answered,
    demo: r.demo,
  };
}

export const CONSULTATIONS_PER_PAGE = 20;

/** How many consultations are closed. Every opened case is open or closed, so that both numbers come from an index. */
const closedConsultations = (office: Office): Promise<number> =>
  keptTotal(
    office,
    'consultations/closed',
    async () => {
      const [row] = await publicRows<{ total: number }>(
        office,
        `select ((select count(*) from (select from fadu.public_act a where a.act = 'open-consultation' group by a.region, a.case_id) g)
          - (select count(*) ${LAST_OPENINGS} and ${OPEN_NOW}))::int as total`,
        [office.now()],
      );
      return row?.total ?? 0;
    },
    (n) => n,
  );

/** Consultations: open ones by their last day, closed ones newest first. */
export async function listConsultations(
  office: Office,
  filter: { readonly state: 'open' | 'closed'; readonly page?: number },
  per = CONSULTATIONS_PER_PAGE,
): Promise<Page<ConsultationLine>> {
  const page = filter.page ?? 1;
  const open = filter.state === 'open';
  const rows = await publicRows<Row>(
    office,
    `${detailed(`select o.region, o.case_id, o.seq, ${open ? '(count(*) over ())::int' : '0'} as total
        ${open ? `${LAST_OPENINGS} and ${OPEN_NOW}` : `${NEWEST_OPENINGS} and not (${OPEN_NOW})`}
        order by ${open ? 'k.due_at nulls last' : 'o.at desc'}, o.case_id limit ${per} offset ${(page - 1) * per}`)}
     order by ${open ? 'k.due_at nulls last' : 'o.at desc'}, o.case_id`,
    [office.now()],
  );
  const total = open ? (rows[0]?.total ?? 0) : rows.length ? await closedConsultations(office) : 0;
  return pageOf(
    rows.map((r) => line(office, r)),
    total,
    page,
    per,
  );
}

export const COMMENTS_PER_PAGE = 30;
/** Comments shown beside each article; the rest are in the list. */
export const COMMENTS_BESIDE = 4;

/** Registers in which a consulted text ends up, with the page of an entry. */
const OUTCOME_PAGES: Readonly<Record<string, (code: string) => string>> = {
  'normative-documents': (code) => `/documents/${encodeURIComponent(code)}`,
  rules: (code) => `/registers/rules/${encodeURIComponent(code)}`,
};

/** One consultation, or nothing when the case has not been opened to the public. */
export async function findConsultation(
  office: Office,
  caseId: string,
  page = 1,
): Promise<ConsultationView | null> {
  const [row] = await publicRows<Row>(
    office,
    detailed(
      `select o.region, o.case_id, o.seq, 1 as total ${LAST_OPENINGS} and o.region = $2 and o.case_id = $1`,
    ),
    [caseId, regionOf(caseId)],
  );
  if (!row) return null;
  const procedure = office.procedures.get(row.procedure);
  const [comments, beside, closings, outcomes, summary, surveys, hearing] = await Promise.all([
    commentsOf(office, row.region, caseId, page),
    besideOf(office, row.region, caseId),
    publicRows<{ at: string; body: { summary?: string } }>(
      office,
      `select at, body from fadu.public_act where region = $1 and case_id = $2 and act = 'close-consultation' and seq > $3
       order by seq desc limit 1`,
      [row.region, caseId, row.seq],
    ),
    publicRows<{ register: string; code: string }>(
      office,
      `select register, code from fadu.entry where region = $1 and case_id = $2 and register = any($3)
       order by body ->> 'kind' like '%决定' desc, version limit 1`,
      [row.region, caseId, Object.keys(OUTCOME_PAGES)],
    ),
    summaryOf(office, row.region, caseId),
    surveysOf(office, caseId),
    hearingOf(office, row.region, caseId),
  ]);
  let period: ClockState | undefined;
  if (procedure?.clocks['comment-period'] && row.events) {
    period = clockState(clockSpec(procedure, 'comment-period'), row.events, office.calendar, office.now());
  }
  const closing = closings[0];
  const outcome = outcomes[0];
  return {
    ...line(office, row),
    procedure: { code: row.procedure, title: procedure?.title ?? row.procedure },
    phase: procedure?.phases[row.phase]?.title ?? row.phase,
    articles: (row.body.articles ?? []) as DraftArticle[],
    explanation: String(row.body.explanation ?? ''),
    notice: String(row.body.notice ?? ''),
    contact: String(row.body.contact ?? ''),
    counting: period?.steps.map((s) => s.text) ?? [],
    provisional: period?.provisional ?? false,
    closing: closing ? { at: closing.at, summary: String(closing.body.summary ?? '') } : null,
    summary,
    outcome: outcome ? { ...outcome, href: OUTCOME_PAGES[outcome.register]?.(outcome.code) ?? '' } : null,
    beside,
    surveys,
    hearing,
    contactPoints: Boolean(procedure?.acts.comment?.form?.shape.point),
    replies: pageOf(comments.items, row.comments, page, COMMENTS_PER_PAGE),
  };
}

interface CommentRow {
  seq: number;
  at: string;
  body: { article?: string | null; submitterType?: string };
  answer: { text?: string; disposition?: string; reason?: string | null } | null;
  answered_at: string | null;
  answered_by: string | null;
}

/** Each comment with its answer: its own, or that of its group in the latest summary. `$1` region, `$2` case. */
const ANSWERED = `select c.seq, c.at, c.body, coalesce(a.body, s.body) as answer, coalesce(a.at, s.at) as answered_at,
    coalesce(a.organ, s.organ) as answered_by
  from fadu.public_act c
  left join fadu.public_act a on a.region = c.region and a.case_id = c.case_id and a.act = 'answer-comment'
    and (a.body ->> 'comment')::int = c.seq
  left join lateral (
    select l.at, l.organ, jsonb_build_object('text', k ->> 'text', 'disposition', g ->> 'disposition', 'reason', g ->> 'reason') as body
    from (select * from fadu.public_act where region = c.region and case_id = c.case_id and act = 'publish-adoption-summary'
      order by seq desc limit 1) l, jsonb_array_elements(l.body -> 'groups') g, jsonb_array_elements(g -> 'comments') k
    where (k ->> 'comment')::int = c.seq limit 1) s on a.seq is null
  where c.region = $1 and c.case_id = $2 and c.act = 'comment'`;

const commentOf = (office: Office, r: CommentRow): PublicComment => ({
  seq: r.seq,
  at: r.at,
  article: r.body.article ?? null,
  submitterType: r.body.submitterType ?? '',
  text: r.answer?.text ?? null,
  answer:
    r.answer && r.answered_at
      ? {
          at: r.answered_at,
          disposition: r.answer.disposition ?? '',
          reason: r.answer.reason ?? null,
          organ: r.answered_by ? office.organName(r.answered_by) : '',
        }
      : null,
});

async function commentsOf(office: Office, region: string, caseId: string, page: number) {
  const rows = await publicRows<CommentRow>(
    office,
    `${ANSWERED} order by c.seq desc limit ${COMMENTS_PER_PAGE} offset ${(page - 1) * COMMENTS_PER_PAGE}`,
    [region, caseId],
  );
  return { items: rows.map((r) => commentOf(office, r)) };
}

/** The newest comments on each article, answered ones first, with the number of all of them. */
async function besideOf(
  office: Office,
  region: string,
  caseId: string,
): Promise<ReadonlyMap<string, ArticleComments>> {
  const rows = await publicRows<CommentRow & { article: string; total: number }>(
    office,
    `select * from (
       select x.*, x.body ->> 'article' as article, (count(*) over w)::int as total, row_number() over (
         partition by x.body ->> 'article' order by x.answer is null, x.seq desc) as n
       from (${ANSWERED}) x where x.body ->> 'article' is not null
       window w as (partition by x.body ->> 'article')) y
     where n <= ${COMMENTS_BESIDE} order by article, n`,
    [region, caseId],
  );
  const out = new Map<string, { total: number; shown: PublicComment[] }>();
  for (const row of rows) {
    const there = out.get(row.article) ?? { total: row.total, shown: [] };
    there.shown.push(commentOf(office, row));
    out.set(row.article, there);
  }
  return out;
}

async function summaryOf(office: Office, region: string, caseId: string): Promise<AdoptionSummary | null> {
  const [row] = await publicRows<{
    at: string;
    body: {
      overview?: string;
      groups?: {
        topic: string;
        disposition: string;
        reason: string | null;
        comments: { comment: number }[];
      }[];
    };
  }>(
    office,
    `select at, body from fadu.public_act where region = $1 and case_id = $2 and act = 'publish-adoption-summary'
     order by seq desc limit 1`,
    [region, caseId],
  );
  return row
    ? {
        at: row.at,
        overview: row.body.overview ?? '',
        groups: (row.body.groups ?? []).map((g) => ({ ...g, comments: g.comments.map((c) => c.comment) })),
      }
    : null;
}

/** What everyone may know of one comment, for its receipt; nothing when there is no such comment. */
export async function findComment(office: Office, caseId: string, seq: number) {
  const [row] = await publicRows<{ at: string; body: { article?: string | null }; title: string }>(
    office,
    `select p.at, p.body, f.title from fadu.public_act p
     join fadu.case_file f on f.region = p.region and f.id = p.case_id and f.public
     where p.region = split_part($1, '-', 1) and p.case_id = $1 and p.seq = $2 and p.act = 'comment'`,
    [caseId, seq],
  );
  return row ? { at: row.at, article: row.body.article ?? null, title: row.title } : null;
}
