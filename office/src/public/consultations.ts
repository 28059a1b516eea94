/** Public consultations: the draft as it was opened, the days left, comments and their answers. */
import { type ClockState, clockSpec, clockState, type Instant, remaining } from '@fadu/kernel';
import type { Office } from '../office.ts';
import { type Page, pageOf, publicRows } from './rows.ts';

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
  /** Number of the document that came of it, once it is published. */
  readonly document: string | null;
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

/** The last opening of each public case, with its period and figures. */
const OPENED = `select o.region, o.case_id, o.seq, o.at, o.organ, o.body, f.title, f.procedure, f.phase, f.ended, f.demo,
    k.due, k.due_at, k.events, x.closed_at, x.comments, x.answered, count(*) over ()::int as total
  from fadu.public_act o
  join fadu.case_file f on f.region = o.region and f.id = o.case_id and f.public
  left join fadu.clock k on k.region = o.region and k.case_id = o.case_id and k.clock = 'comment-period'
  cross join lateral (
    select max(p.at) filter (where p.act = 'close-consultation' and p.seq > o.seq) as closed_at,
      count(*) filter (where p.act = 'comment')::int as comments,
      count(*) filter (where p.act = 'answer-comment')::int as answered
    from fadu.public_act p where p.region = o.region and p.case_id = o.case_id
  ) x
  where o.act = 'open-consultation' and not exists (
    select from fadu.public_act l where l.region = o.region and l.case_id = o.case_id
      and l.act = 'open-consultation' and l.seq > o.seq)`;

const OPEN_NOW = `f.ended is null and x.closed_at is null and (k.due_at is null or k.due_at >= $1::timestamptz)`;

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
    `${OPENED} and ${open ? OPEN_NOW : `not (${OPEN_NOW})`}
     order by ${open ? 'k.due_at nulls last' : 'o.at desc'}, o.case_id limit ${per} offset ${(page - 1) * per}`,
    [office.now()],
  );
  return pageOf(
    rows.map((r) => line(office, r)),
    rows[0]?.total ?? 0,
    page,
    per,
  );
}

export const COMMENTS_PER_PAGE = 30;

/** One consultation, or nothing when the case has not been opened to the public. */
export async function findConsultation(
  office: Office,
  caseId: string,
  page = 1,
): Promise<ConsultationView | null> {
  const [row] = await publicRows<Row>(office, `${OPENED} and o.case_id = $1`, [caseId]);
  if (!row) return null;
  const procedure = office.procedures.get(row.procedure);
  const [comments, closings, documents] = await Promise.all([
    commentsOf(office, row.region, caseId, page),
    publicRows<{ at: string; body: { summary?: string } }>(
      office,
      `select at, body from fadu.public_act where region = $1 and case_id = $2 and act = 'close-consultation' and seq > $3
       order by seq desc limit 1`,
      [row.region, caseId, row.seq],
    ),
    publicRows<{ code: string }>(
      office,
      'select code from fadu.entry where region = $1 and case_id = $2 order by version desc limit 1',
      [row.region, caseId],
    ),
  ]);
  let period: ClockState | undefined;
  if (procedure?.clocks['comment-period'] && row.events) {
    period = clockState(clockSpec(procedure, 'comment-period'), row.events, office.calendar, office.now());
  }
  const closing = closings[0];
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
    document: documents[0]?.code ?? null,
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

async function commentsOf(office: Office, region: string, caseId: string, page: number) {
  const rows = await publicRows<CommentRow>(
    office,
    `select c.seq, c.at, c.body, a.body as answer, a.at as answered_at, a.organ as answered_by
     from fadu.public_act c
     left join fadu.public_act a on a.region = c.region and a.case_id = c.case_id and a.act = 'answer-comment'
       and (a.body ->> 'comment')::int = c.seq
     where c.region = $1 and c.case_id = $2 and c.act = 'comment'
     order by c.seq desc limit ${COMMENTS_PER_PAGE} offset ${(page - 1) * COMMENTS_PER_PAGE}`,
    [region, caseId],
  );
  return {
    items: rows.map(
      (r): PublicComment => ({
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
      }),
    ),
  };
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
