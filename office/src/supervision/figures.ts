/** Figures of supervision (pack §8.4), computed from the record for everyone: no names, no sums of fines. */
import { ASPECTS } from '@fadu/plan/oversight/enforcement-supervision/rating/index';
import { sql } from 'kysely';
import { actsOfYear } from '../cases/tally.ts';
import type { Office } from '../office.ts';

/** Ratings of an organ are shown from so many on: fewer could point to a person (DESIGN). */
export const LEAST_RATINGS = 5;

/** Procedures whose acts complaints are measured against. */
const ENFORCEMENT = [
  'penalty-ordinary',
  'penalty-simple',
  'random-inspection',
  'compulsory-measure',
] as const;

/** Numerator and denominator; a denominator of zero means there is nothing to measure. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** The figures of a year. */
export interface SupervisionFigures {
  readonly year: string;
  readonly years: readonly string[];
  /** Documents issued. */
  readonly documents: { readonly urging: number; readonly opinion: number; readonly decision: number };
  readonly answeredInTime: Share;
  readonly complied: Share;
  /** Cases with a document that went up to a decision of the government. */
  readonly upgraded: Share;
  readonly onTheSpot: number;
  readonly filesReviewed: number;
  readonly complaintsPer1000: number | null;
  readonly complaints: number;
  readonly liabilityClosed: Share;
  /** Findings by kind: found in the year, and of these still going on. */
  readonly kinds: readonly { readonly kind: string; readonly n: number; readonly open: number }[];
  readonly ratings: readonly { readonly organName: string; readonly n: number; readonly points: number }[];
  readonly circulars: readonly {
    readonly caseId: string;
    readonly at: string;
    readonly organName: string;
    readonly text: string;
  }[];
}

/** Compute the figures of a year. */
export async function supervisionFigures(office: Office, wanted?: string): Promise<SupervisionFigures> {
  const current = office.now().slice(0, 4);
  const year = wanted && /^20\d\d$/.test(wanted) ? wanted : current;
  const enforcement = await actsOfYear(office, ENFORCEMENT, Number(year));
  return office.store.within(
    { as: 'system' },
    async (tx) => {
      const first = `${year}-01-01`;
      const next = `${Number(year) + 1}-01-01`;
      const within = (column: string) =>
        sql`${sql.raw(column)} >= ${first}::timestamptz and ${sql.raw(column)} < ${next}::timestamptz`;
      const inYear = within('a.at');
      const acts = await sql<{ act: string; n: number }>`
        select a.act, count(*)::int as n from fadu.act a
        join fadu.case_file c on c.region = a.region and c.id = a.case_id and c.procedure = 'supervision-case'
        where c.over_at >= ${first}::timestamptz and ${inYear} group by 1`.execute(tx);
      const of = (act: string) => acts.rows.find((r) => r.act === act)?.n ?? 0;
      const clocks = await sql<{ due: number; met: number }>`
        select count(*)::int as due, count(*) filter (where not late and state = 'stopped')::int as met
        from fadu.clock a where procedure = 'supervision-case' and clock like '%-answer' and ${within('a.started_at')}
          and (state = 'stopped' or due_at < ${office.now()}::timestamptz)`.execute(tx);
      const cases = await sql<{ n: number; up: number; ended: number; closed: number }>`
        select count(*)::int as n,
          count(*) filter (where exists (select from fadu.act b where b.region = c.region and b.case_id = c.id
            and b.act = 'issue-decision'))::int as up,
          count(*) filter (where c.ended is not null)::int as ended,
          count(*) filter (where c.phase = 'closed')::int as closed
        from fadu.case_file c where c.procedure = 'supervision-case' and c.over_at >= ${first}::timestamptz
          and exists (select from fadu.act a where a.region = c.region and a.case_id = c.id and a.act in ('issue-urging', 'issue-opinion', 'propose-decision') and ${inYear})`.execute(
        tx,
      );
      const other = await sql<{ scored: number; liability: number; ended: number }>`
        select
          (select count(distinct (a.case_id, a.input ->> 'file'))::int from fadu.act a where a.act = 'score' and ${inYear}) as scored,
          (select count(*)::int from fadu.case_file a where procedure = 'wrong-case-liability'
            and ${within('opened_at')}) as liability,
          (select count(*)::int from fadu.case_file a where procedure = 'wrong-case-liability'
            and ${within('opened_at')} and ended is not null) as ended`.execute(tx);
      const kinds = await sql<{ kind: string; n: number; open: number }>`
        select kind, count(*)::int as n, count(*) filter (where open)::int as open from fadu.finding
        where gone_on is null and since >= ${first}::date and since < ${next}::date group by 1 order by 2 desc, 1`.execute(
        tx,
      );
      const ratings = await sql<{ organ: string; n: number; points: number }>`
        select a.input ->> 'organ' as organ, count(*)::int as n,
          round(avg((${sql.raw(
            Object.keys(ASPECTS)
              .map((k) => `(a.input ->> '${k}')::numeric`)
              .join(' + '),
          )}) / ${sql.raw(String(Object.keys(ASPECTS).length))}), 1)::float as points
        from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id and c.procedure = 'enforcement-rating'
        where a.act = 'rate' and c.over_at >= ${first}::timestamptz and ${inYear} group by 1 having count(*) >= ${LEAST_RATINGS} order by 3 desc, 1`.execute(
        tx,
      );
      const circulars = await sql<{
        case_id: string;
        at: string;
        organ: string | null;
        body: { text?: string };
      }>`
        select a.case_id, a.at, a.organ, a.body from fadu.public_act a where a.act = 'tell-public' and ${inYear}
        order by a.at desc limit 50`.execute(tx);
      // From the newest finding back, a question a year: each is answered by the index.
      const years: string[] = [];
      let before: string | null = null;
      do {
        const found: { since: string | null } | undefined = (
          await sql<{ since: string | null }>`select max(f.since) as since from fadu.finding f
            where f.gone_on is null and f.since < coalesce(${before}::date, 'infinity')`.execute(tx)
        ).rows[0];
        before = found?.since ? `${found.since.slice(0, 4)}-01-01` : null;
        if (before) years.push(before.slice(0, 4));
      } while (before);
      const c = cases.rows[0];
      const o = other.rows[0];
      const complaints = of('complain');
      return {
        year,
        years: [...new Set([current, ...years])].sort().reverse(),
        documents: {
          urging: of('issue-urging'),
          opinion: of('issue-opinion'),
          decision: of('issue-decision'),
        },
        answeredInTime: { numerator: clocks.rows[0]?.met ?? 0, denominator: clocks.rows[0]?.due ?? 0 },
        complied: { numerator: c?.closed ?? 0, denominator: c?.ended ?? 0 },
        upgraded: { numerator: c?.up ?? 0, denominator: c?.n ?? 0 },
        onTheSpot: of('correct-on-spot'),
        filesReviewed: o?.scored ?? 0,
        complaints,
        complaintsPer1000: enforcement ? Math.round((complaints * 10_000) / enforcement) / 10 : null,
        liabilityClosed: { numerator: o?.ended ?? 0, denominator: o?.liability ?? 0 },
        kinds: kinds.rows,
        ratings: ratings.rows.map((r) => ({
          organName: office.organName(r.organ),
          n: r.n,
          points: r.points,
        })),
        circulars: circulars.rows.map((r) => ({
          caseId: r.case_id,
          at: new Date(r.at).toISOString(),
          organName: r.organ ? office.organName(r.organ) : '',
          text: String(r.body.text ?? ''),
        })),
      };
    },
    { snapshot: true },
  );
}
