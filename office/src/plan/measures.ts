/** Measures of tasks over the records of the systems that run: the figure and the list behind it come from one query. */
import { dateOf } from '@fadu/kernel';
import {
  type Figure,
  type Measure,
  type Measured,
  measured,
  REFS_SHOWN,
  yearStart,
} from '@fadu/plan/leadership/plan-tracking/index';
import { type RawBuilder, sql } from 'kysely';
import type { Office } from '../office.ts';
import { legislationMeasures } from './legislation-measures.ts';

/** Count the rows of a query that gives `id` and `ok`, and list them, those that fall short first. */
async function figure(office: Office, rows: RawBuilder<unknown>): Promise<Figure> {
  const { rows: found } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ id: string; ok: boolean; numerator: number; denominator: number }>`
      select id, ok, (count(*) filter (where ok) over ())::int as numerator, (count(*) over ())::int as denominator
      from (${rows}) as r order by ok, id limit ${REFS_SHOWN}`.execute(tx),
  );
  return {
    numerator: found[0]?.numerator ?? 0,
    denominator: found[0]?.denominator ?? 0,
    refs: found.map((r) => ({ kind: 'case', id: r.id, counted: r.ok })),
  };
}

/** Every measure that the running systems can compute, for one region, counted to now. */
export function measuresOf(office: Office, region: string): Measure[] {
  const now = office.now();
  const since = `${yearStart(dateOf(now))}T00:00:00+08:00`;
  /**
   * A duty that was done or whose time is over: done in time or not. `done` names the phases in which a stopped clock
   * means that the duty was done (it also stops for a correction); cases that stopped without it are left out.
   */
  const inTime = (procedure: string, clock: string, done: readonly string[]) => sql`
    select k.case_id as id, k.stopped_at is not null and k.stopped_at <= k.due_at as ok
    from fadu.clock k join fadu.case_file c on c.region = k.region and c.id = k.case_id
    where k.region = ${region} and k.procedure = ${procedure} and k.clock = ${clock}
      and k.started_at >= ${since}::timestamptz and k.started_at <= ${now}::timestamptz
      and ((k.stopped_at is not null and c.phase = any(${done}::text[])) or (k.state = 'running' and k.due_at < ${now}::timestamptz))
      and c.ended is distinct from 'stopped'`;
  return [
    ...legislationMeasures(office, region),
    {
      task: 16,
      title: '规范性文件按时报备率',
      target: 100,
      counts: '本年公布的规范性文件中，已经报送备案或者报备期限已满的，按期报送的占比',
      compute: () =>
        figure(
          office,
          inTime('normative-document', 'filing', ['published', 'in-force', 'repealed', 'expired']),
        ),
    },
    {
      task: 16,
      title: '规范性文件合法性审核率',
      target: 100,
      counts: '本年公布的规范性文件中，公布之前有合法性审核结论的占比',
      compute: () =>
        figure(
          office,
          // Publishing starts the clock of filing, whose index leads to the year; acts have none by their name.
          sql`select p.case_id as id, exists (
              select from fadu.act r where r.region = p.region and r.case_id = p.case_id and r.act = 'legality-review'
                and r.seq < p.seq) as ok
            from fadu.clock k join fadu.act p on p.region = k.region and p.case_id = k.case_id and p.act = 'publish'
            where k.region = ${region} and k.procedure = 'normative-document' and k.clock = 'filing'
              and k.started_at >= ${since}::timestamptz and k.started_at <= ${now}::timestamptz
              and p.at >= ${since}::timestamptz and p.at <= ${now}::timestamptz`,
        ),
    },
    {
      task: 40,
      title: '政府信息公开申请按期答复率',
      target: 100,
      counts: '本年的依申请公开中，已经答复或者答复期限已满的，按期答复的占比',
      compute: () =>
        figure(
          office,
          inTime('disclosure-on-application', 'answer', ['delivering', 'answered', 'on-the-spot']),
        ),
    },
    {
      task: 43,
      title: '现行规范性文件入库率',
      target: 100,
      counts: '已经公布、没有废止失效的规范性文件中，任何人在目录里能查到全文的占比',
      compute: () =>
        figure(
          office,
          sql`select c.id, c.public and coalesce(e.body ->> 'status' = '有效' and jsonb_array_length(e.body -> 'articles') > 0, false) as ok
            from fadu.case_file c left join lateral (
              select body from fadu.entry where region = c.region and register = 'normative-documents' and case_id = c.id
              order by version desc limit 1) e on true
            where c.region = ${region} and c.in_force`,
        ),
    },
  ];
}

/** The measures of one region with their figures, by task. */
export async function measuredTasks(
  office: Office,
  region: string,
): Promise<ReadonlyMap<number, readonly Measured[]>> {
  const figures = await Promise.all(measuresOf(office, region).map(measured));
  return Map.groupBy(figures, (m) => m.task);
}
