/** Figures of legislation over the records: facts are read here, counted by the plan's pure functions. */
import { type DateStr, dateOf } from '@fadu/kernel';
import { type Measure, yearStart } from '@fadu/plan/leadership/plan-tracking/index';
import {
  adoption,
  type CommentFact,
  commentReply,
  contactPointOpinions,
  expedientOverdue,
  filingInTime,
  type ProjectFact,
  planCompletion,
  postEvaluation,
  type ReceiptFact,
  type RuleFact,
  reasonedNonAdoption,
} from '@fadu/plan/rulemaking/legislation/measures';
import { type RawBuilder, sql } from 'kysely';
import type { Office } from '../office.ts';

const PROCEDURES = ['government-rule', 'local-regulation-draft'];

async function rows<T>(office: Office, query: RawBuilder<unknown>): Promise<T[]> {
  const found = await office.store.within({ as: 'system' }, (tx) => (query as RawBuilder<T>).execute(tx));
  return found.rows;
}

/** Without the fields that are null: facts leave out what is not known. */
const known = <T extends object>(row: T): T =>
  Object.fromEntries(Object.entries(row).filter(([, v]) => v !== null)) as T;

/** Projects of the plan of a year, with the rule or regulation that came of each. */
async function projects(office: Office, region: string, year: number): Promise<ProjectFact[]> {
  const found = await rows<ProjectFact>(
    office,
    sql`select distinct on (e.code) e.code, e.body ->> 'status' as status, e.body ->> 'dueOn' as "dueOn",
        r.case_id as "caseId", r.body ->> 'promulgatedOn' as "finishedOn"
      from fadu.entry e left join lateral (
        select case_id, body from fadu.entry where region = e.region and register = 'rules' and body ->> 'plan' = e.code
        order by version limit 1) r on true
      where e.region = ${region} and e.register = 'legislative-plan' and e.body ->> 'year' = ${String(year)}
      order by e.code, e.version desc`,
  );
  return found.map(known);
}

/** Comments on drafts whose consultation is over, since a day; voided answers do not count. */
async function comments(office: Office, region: string, since: DateStr): Promise<CommentFact[]> {
  const found = await rows<CommentFact>(
    office,
    sql`with live as (
        select a.* from fadu.act a join fadu.case_file f on f.region = a.region and f.id = a.case_id
        where a.region = ${region} and f.procedure = any(${PROCEDURES}::text[]) and not exists (
          select from fadu.act v where v.region = a.region and v.case_id = a.case_id
            and v.effects -> 'voids' @> to_jsonb(a.seq))
      ), grouped as (
        select s.case_id, k::int as comment, g ->> 'disposition' as disposition, g ->> 'reason' as reason
        from live s, jsonb_array_elements(s.input -> 'groups') g, jsonb_array_elements_text(g -> 'comments') k
        where s.act = 'publish-adoption-summary')
      select c.case_id as "caseId", c.seq, c.input ->> 'point' as point,
        coalesce(a.input ->> 'disposition', g.disposition) as disposition, coalesce(a.input ->> 'reason', g.reason) as reason
      from live c
      left join live a on a.case_id = c.case_id and a.act = 'answer-comment' and (a.input ->> 'comment')::int = c.seq
      left join grouped g on g.case_id = c.case_id and g.comment = c.seq
      where c.act = 'comment' and c.at >= ${`${since}T00:00:00+08:00`}::timestamptz and exists (
        select from live x where x.case_id = c.case_id and x.act = 'close-consultation')
      order by c.case_id, c.seq`,
  );
  return found.map(known);
}

/** Receipts that the rules promulgated since a day owe, by the filing system's own clocks. */
async function receipts(office: Office, region: string, since: DateStr): Promise<ReceiptFact[]> {
  const found = await rows<ReceiptFact>(
    office,
    sql`select distinct on (e.code) e.body ->> 'rule' as rule, e.body ->> 'case' as "caseId",
        e.body ->> 'promulgatedOn' as "promulgatedOn", e.body ->> 'filedOn' as "filedOn", k.due::text as due
      from fadu.entry e join fadu.clock k on k.region = e.region and k.case_id = e.body ->> 'case'
        and k.clock = 'filing-' || (e.body ->> 'recipient')
      where e.region = ${region} and e.register = 'rule-filings' and e.body ->> 'promulgatedOn' >= ${since}
      order by e.code, e.version desc`,
  );
  return found.map(known);
}

/** Rules in force on a day. */
async function rulesInForce(office: Office, region: string, today: DateStr): Promise<RuleFact[]> {
  const found = await rows<RuleFact>(
    office,
    sql`select * from (
        select distinct on (e.code) e.code as number, e.case_id as "caseId", e.body ->> 'effectiveOn' as "effectiveOn",
          coalesce((e.body ->> 'expedient')::boolean, false) as expedient, e.body ->> 'status' as status,
          exists (select from fadu.act a where a.region = e.region and a.case_id = e.case_id and a.act = 'evaluate') as evaluated,
          (select a.input ->> 'submittedOn' from fadu.act a where a.region = e.region and a.case_id = e.case_id
            and a.act = 'submit-bill' order by a.seq desc limit 1) as "billOn"
        from fadu.entry e where e.region = ${region} and e.register = 'rules' and e.body ->> 'level' = '市政府规章'
          and e.body ->> 'kind' = '政府规章' and e.law_from <= ${today}::date
        order by e.code, e.version desc) r where status = '有效'`,
  );
  return found.map(known);
}

/** Measures of tasks 14 and 15 for a region, counted to now. */
export function legislationMeasures(office: Office, region: string): Measure[] {
  const today = dateOf(office.now());
  const since = yearStart(today);
  const year = Number(today.slice(0, 4));
  return [
    {
      task: 14,
      title: '年度立法计划完成率',
      target: 100,
      counts: '本年计划中已经完成或者完成时间已过的项目，按计划时间完成的占比；取消和转入下一年度的不计',
      compute: async () => planCompletion(await projects(office, region, year), today),
    },
    {
      task: 14,
      title: '立法意见答复率',
      target: 100,
      counts: '本年收到、征求意见已经结束的意见中，已经答复的占比',
      compute: async () => commentReply(await comments(office, region, since)),
    },
    {
      task: 14,
      title: '立法意见采纳率',
      target: 0,
      counts: '本年已经答复的意见中，采纳和部分采纳的占比；重复和无关的不计，不设目标',
      compute: async () => adoption(await comments(office, region, since)),
    },
    {
      task: 14,
      title: '未采纳意见说明理由率',
      target: 100,
      counts: '本年没有完全采纳的意见中，写明理由的占比',
      compute: async () => reasonedNonAdoption(await comments(office, region, since)),
    },
    {
      task: 15,
      title: '规章按时报备率',
      target: 100,
      counts: '本年公布的规章应当报送的每一个机关，已经报送或者期限已满的，按期报送的占比',
      compute: async () => filingInTime(await receipts(office, region, since), today),
    },
    {
      task: 15,
      title: '规章立法后评估率',
      target: 0,
      counts: '现行规章中作过立法后评估的占比，不设目标',
      compute: async () => postEvaluation(await rulesInForce(office, region, today)),
    },
  ];
}

/** Figures that are no rates: opinions of contact points a project, and expedient rules past two years without a bill. */
export async function legislationCounts(office: Office, region: string) {
  const today = dateOf(office.now());
  const said = await comments(office, region, yearStart(today));
  return {
    contactPoints: contactPointOpinions(
      said,
      said.map((c) => c.caseId),
    ),
    expedientOverdue: expedientOverdue(await rulesInForce(office, region, today), today),
  };
}
