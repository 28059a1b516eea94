/** What everyone may see of legislation besides the drafts: hearings, opinion surveys, contact points, the annual plan. */
import { dateOf, type Instant } from '@fadu/kernel';
import {
  CONTACT_POINT_REGISTER,
  type SurveyCount,
  type SurveyQuestion,
} from '@fadu/plan/rulemaking/legislative-consultation/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import { publicRows } from './rows.ts';

/** A hearing on a draft: announced, and what was said once it was held. */
export interface PublicHearing {
  readonly heldOn: string;
  readonly time: string;
  readonly place: string;
  readonly content: string;
  readonly signUp: string;
  readonly held: {
    readonly attended: number;
    readonly speakers: readonly { readonly who: string; readonly view: string }[];
  } | null;
}

/** The latest announced hearing of a case. */
export async function hearingOf(
  office: Office,
  region: string,
  caseId: string,
): Promise<PublicHearing | null> {
  const rows = await publicRows<{ act: string; body: Record<string, unknown> }>(
    office,
    `select distinct on (act) act, body from fadu.public_act
     where region = $1 and case_id = $2 and act in ('announce-hearing', 'hold-hearing') order by act, seq desc`,
    [region, caseId],
  );
  const announced = rows.find((r) => r.act === 'announce-hearing')?.body;
  if (!announced) return null;
  const held = rows.find((r) => r.act === 'hold-hearing')?.body;
  const text = (name: string) => String(announced[name] ?? '');
  return {
    heldOn: text('heldOn'),
    time: text('time'),
    place: text('place'),
    content: text('content'),
    signUp: text('signUp'),
    held: held
      ? {
          attended: Number(held.attended ?? 0),
          speakers: (held.speakers ?? []) as { who: string; view: string }[],
        }
      : null,
  };
}

/** An opinion survey as everyone sees it; the count only once it is closed, whole and at once. */
export interface SurveyLine {
  readonly caseId: string;
  readonly title: string;
  readonly openedAt: Instant;
  readonly open: boolean;
  /** Case of the draft it asks about. */
  readonly project: string;
  readonly intro: string;
  readonly organ: string;
  readonly questions: readonly SurveyQuestion[];
  readonly result: {
    readonly at: Instant;
    readonly answered: number;
    readonly signedIn: number;
    readonly results: readonly SurveyCount[];
  } | null;
  readonly demo: boolean;
}

interface SurveyRow {
  case_id: string;
  at: string;
  organ: string | null;
  body: Record<string, unknown>;
  demo: boolean;
  closed_at: string | null;
  closed: { answered?: number; signedIn?: number; results?: SurveyCount[] } | null;
}

const surveyLine = (office: Office, r: SurveyRow): SurveyLine => ({
  caseId: r.case_id,
  title: String(r.body.title ?? ''),
  openedAt: r.at,
  open: r.closed_at === null,
  project: String(r.body.project ?? ''),
  intro: String(r.body.intro ?? ''),
  organ: r.organ ? office.organName(r.organ) : '',
  questions: (r.body.questions ?? []) as SurveyQuestion[],
  result:
    r.closed && r.closed_at
      ? {
          at: r.closed_at,
          answered: r.closed.answered ?? 0,
          signedIn: r.closed.signedIn ?? 0,
          results: r.closed.results ?? [],
        }
      : null,
  demo: r.demo,
});

const SURVEYS = `select o.case_id, o.at, o.organ, o.body, f.demo, x.at as closed_at, x.body as closed
  from fadu.public_act o join fadu.case_file f on f.region = o.region and f.id = o.case_id and f.public
  left join fadu.public_act x on x.region = o.region and x.case_id = o.case_id and x.act = 'close-survey'
  where o.act = 'open-survey'`;

/** Surveys on one draft, newest first. */
export async function surveysOf(office: Office, project: string): Promise<SurveyLine[]> {
  const rows = await publicRows<SurveyRow>(
    office,
    `${SURVEYS} and o.body ->> 'project' = $1 order by o.at desc limit 20`,
    [project],
  );
  return rows.map((r) => surveyLine(office, r));
}

/** One survey, or nothing. */
export async function findSurvey(office: Office, caseId: string): Promise<SurveyLine | null> {
  const [row] = await publicRows<SurveyRow>(office, `${SURVEYS} and o.case_id = $1`, [caseId]);
  return row ? surveyLine(office, row) : null;
}

/** A contact point with what it has done. */
export interface ContactPointLine {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly host: string;
  readonly place: string;
  readonly setBy: string;
  readonly appointedOn: string;
  readonly expiresOn: string;
  readonly status: string;
  /** Drafts on which it gave an opinion. */
  readonly projects: number;
  readonly opinions: number;
  /** Opinions taken, wholly or in part. */
  readonly adopted: number;
}

/** Contact points as they stand today, those in office first, each with its opinions counted (R14.5). */
export async function listContactPoints(office: Office): Promise<ContactPointLine[]> {
  const today = dateOf(office.now());
  const rows = await publicRows<{
    code: string;
    body: Record<string, unknown>;
    status: string;
    projects: number;
    opinions: number;
    adopted: number;
  }>(
    office,
    `with points as (
       select distinct on (e.region, e.code) e.code, e.body,
         case when e.body ->> 'status' = '在聘' and e.law_to < $1::date then '聘期届满' else e.body ->> 'status' end as status
       from fadu.entry e where e.register = '${CONTACT_POINT_REGISTER}' and e.law_from <= $1::date
       order by e.region, e.code, e.version desc
     ), spoken as (
       select c.body ->> 'point' as code, c.case_id,
         coalesce(a.body ->> 'disposition', (
           select g ->> 'disposition' from fadu.public_act s, jsonb_array_elements(s.body -> 'groups') g,
             jsonb_array_elements(g -> 'comments') k
           where s.region = c.region and s.case_id = c.case_id and s.act = 'publish-adoption-summary'
             and (k ->> 'comment')::int = c.seq order by s.seq desc limit 1)) as disposition
       from fadu.public_act c
       left join fadu.public_act a on a.region = c.region and a.case_id = c.case_id and a.act = 'answer-comment'
         and (a.body ->> 'comment')::int = c.seq
       where c.act = 'comment' and c.body ? 'point'
     )
     select p.code, p.body, p.status, count(distinct s.case_id)::int as projects, count(s.case_id)::int as opinions,
       count(*) filter (where s.disposition in ('采纳', '部分采纳'))::int as adopted
     from points p left join spoken s on s.code = p.code
     group by p.code, p.body, p.status order by p.status <> '在聘', p.code`,
    [today],
  );
  const text = (body: Record<string, unknown>, name: string) => String(body[name] ?? '');
  return rows.map(({ code, body, status, projects, opinions, adopted }) => ({
    code,
    name: text(body, 'name'),
    kind: text(body, 'kind'),
    host: text(body, 'host'),
    place: text(body, 'place'),
    setBy: text(body, 'setBy'),
    appointedOn: text(body, 'appointedOn'),
    expiresOn: text(body, 'expiresOn'),
    status,
    projects,
    opinions,
    adopted,
  }));
}

/** A project of an annual plan with where it stands now. */
export interface PlannedLine {
  readonly code: string;
  readonly year: number;
  readonly title: string;
  readonly instrument: string;
  readonly units: readonly string[];
  readonly dueOn: string;
  readonly congress: string | null;
  /** Standing in the plan: 列入计划, 取消, 转入下一年度. */
  readonly status: string;
  /** Number of the rule or announcement, once it is promulgated. */
  readonly number: string | null;
  readonly finishedOn: string | null;
}

/** Projects of one year's plan, by code; of the latest year when none is named. */
export async function plannedProjects(
  office: Office,
  year?: number,
): Promise<{ year: number | null; years: readonly number[]; items: readonly PlannedLine[] }> {
  const rows = await publicRows<{
    code: string;
    body: Record<string, unknown>;
    number: string | null;
    finished: string | null;
  }>(
    office,
    `with plan as (
       select distinct on (region, code) region, code, body from fadu.entry where register = 'legislative-plan'
       order by region, code, version desc)
     select p.code, p.body, r.code as number, r.body ->> 'promulgatedOn' as finished
     from plan p left join lateral (
       select code, body from fadu.entry where region = p.region and register = 'rules' and body ->> 'plan' = p.code
       order by version limit 1) r on true order by p.code`,
  );
  const years = [...new Set(rows.map((r) => Number(r.body.year)))].sort((a, b) => b - a);
  const chosen = year ?? years[0] ?? null;
  return {
    year: chosen,
    years,
    items: rows
      .filter((r) => Number(r.body.year) === chosen)
      .map((r) => ({
        code: r.code,
        year: Number(r.body.year),
        title: String(r.body.title ?? ''),
        instrument: String(r.body.instrument ?? ''),
        units: ((r.body.units ?? []) as string[]).map((id) => office.organName(id)),
        dueOn: String(r.body.dueOn ?? ''),
        congress: r.body.congress ? String(r.body.congress) : null,
        status: String(r.body.status ?? ''),
        number: r.number,
        finishedOn: r.finished,
      })),
  };
}

/** An annual plan that projects are being collected for. */
export interface CollectingPlan {
  readonly caseId: string;
  readonly title: string;
  readonly year: number;
  readonly organ: string;
  readonly notice: string;
  readonly contact: string;
  /** Last day on which suggestions are taken. */
  readonly until: string;
}

/** Plans whose collection runs, the latest first. */
export async function collectingPlans(office: Office): Promise<CollectingPlan[]> {
  const rows = await publicRows<{
    case_id: string;
    organ: string | null;
    body: Record<string, unknown>;
    due: string;
  }>(
    office,
    `select o.case_id, o.organ, o.body, k.due::text as due from fadu.public_act o
     join fadu.case_file f on f.region = o.region and f.id = o.case_id and f.public and f.phase = 'collecting'
       and f.procedure = 'annual-legislative-plan'
     join fadu.clock k on k.region = o.region and k.case_id = o.case_id and k.clock = 'collection'
       and k.state = 'running' and k.due_at > $1
     where o.act = 'open-plan' order by o.at desc limit 20`,
    [office.now()],
  );
  return rows.map((r) => ({
    caseId: r.case_id,
    title: String(r.body.title ?? ''),
    year: Number(r.body.year),
    organ: r.organ ? office.organName(r.organ) : '',
    notice: String(r.body.notice ?? ''),
    contact: String(r.body.contact ?? ''),
    until: r.due,
  }));
}

/** A suggestion for the plan, with what came of it once it was argued. */
export interface SuggestionLine {
  readonly caseId: string;
  readonly seq: number;
  /** The plan that it was made for. */
  readonly plan: string;
  readonly title: string;
  readonly at: Instant;
  readonly result: { readonly conclusion: string; readonly reason: string } | null;
}

/**
 * Suggestions of one plan, or the one with this number. Who made them and what they wrote beyond the title is not
 * answered.
 */
export async function suggestionsOf(office: Office, caseId: string, seq?: number): Promise<SuggestionLine[]> {
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{
      seq: number;
      title: string;
      at: string;
      plan: string;
      conclusion: string | null;
      reason: string | null;
    }>`
      select s.seq, s.input ->> 'title' as title, s.at, f.title as plan, a.input ->> 'conclusion' as conclusion,
        a.input ->> 'reason' as reason
      from fadu.act s
      join fadu.case_file f on f.region = s.region and f.id = s.case_id and f.public
        and f.procedure = 'annual-legislative-plan'
      left join lateral (select input from fadu.act a where a.region = s.region and a.case_id = s.case_id
        and a.act = 'argue' and (a.input ->> 'project')::int = s.seq order by a.seq desc limit 1) a on true
      where s.case_id = ${caseId} and s.act = 'suggest' and (${seq ?? null}::int is null or s.seq = ${seq ?? null})
      order by s.seq limit 500`.execute(tx),
  );
  return rows.map((r) => ({
    caseId,
    seq: r.seq,
    plan: r.plan,
    title: r.title,
    at: r.at,
    result: r.conclusion ? { conclusion: r.conclusion, reason: r.reason ?? '' } : null,
  }));
}
