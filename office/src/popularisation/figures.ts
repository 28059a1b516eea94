/**
 * Law popularisation in figures (R27.1), for everyone: each body's duties and their days, events, and the law explained
 * inside cases, with what each figure is counted from. Figure and list come from one query. No party is named.
 */
import { type DateStr, dateOf, type LegalRef } from '@fadu/kernel';
import { oneCaseThreeDocs } from '@fadu/plan/enforcement/case-documents/index';
import { enforcementItems } from '@fadu/plan/enforcement/enforcement-items/register';
import { PENALTY_RECORDS } from '@fadu/plan/enforcement/enforcement-publicity/common';
import { EXPLANATION_DUTIES, type ExplainedLaw } from '@fadu/plan/enforcement/law-popularisation/common';
import {
  type DueState,
  dutyStanding,
  EXPLAIN_ACT,
  type ExplanationDuty,
  lawText,
  popularisationEvent,
  popularisationReminder,
} from '@fadu/plan/enforcement/law-popularisation/index';
import { TYPICAL_CASES } from '@fadu/plan/enforcement/typical-cases/common';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import { liveEntries } from '../registers/list.ts';
import type { Tx } from '../store/pool.ts';

/** One duty with its days of the year. */
export interface DutyLine {
  readonly region: string;
  readonly code: string;
  readonly name: string;
  readonly laws: readonly string[];
  readonly audience: readonly string[];
  readonly activities: readonly string[];
  readonly contact: string;
  readonly evaluation: string;
  readonly days: readonly DueState[];
}

/** One event that was published. */
export interface EventLine {
  readonly id: string;
  readonly title: string;
  readonly duty: string;
  readonly manner: string;
  readonly audience: string;
  readonly heldOn: DateStr;
  readonly place: string;
  readonly attended: number;
  readonly laws: readonly string[];
  readonly summary: string;
  readonly link?: string;
  readonly organ: string;
  readonly organName: string;
  readonly publishedAt: string;
}

/** One explanation inside a case. */
export interface ExplanationLine {
  readonly on: DateStr;
  readonly manner: string;
  readonly to: readonly string[];
  readonly people: number;
  readonly laws: readonly string[];
  /** Number of the decision, where the penalty is on show. */
  readonly document?: string;
}

/** Figures of a body in a year. */
export interface BodyFigures {
  readonly organ: string;
  readonly organName: string;
  readonly region: string;
  readonly duties: number;
  /** Days of the year by which duties were to be done, by how they stand. */
  readonly due: Readonly<Record<DueState['state'], number>>;
  readonly events: number;
  readonly attended: number;
  readonly explanations: number;
  readonly explainedCases: number;
  /** Letters of guidance to parties. */
  readonly guidance: number;
  /** Penalties decided in the year, and of these the ones with all three documents. */
  readonly decided: number;
  readonly threeDocuments: number;
  /** Typical cases published from its cases. */
  readonly typicalCases: number;
}

/** Figures of every body that enforces or explains. */
export interface PopularisationFigures {
  readonly year: string;
  readonly years: readonly string[];
  readonly bodies: readonly BodyFigures[];
  /** Bodies that the justice bureau named for not acting (LPE 59). */
  readonly circulars: readonly {
    readonly id: string;
    readonly on: DateStr;
    readonly organName: string;
    readonly title: string;
    readonly text: string;
  }[];
}

/** A body with what its figures are counted from. */
export interface BodyDetail {
  readonly year: string;
  readonly years: readonly string[];
  readonly figures: BodyFigures;
  readonly duties: readonly DutyLine[];
  readonly events: readonly EventLine[];
  /** The latest first, at most `MOST_LINES`. */
  readonly explanations: readonly ExplanationLine[];
  readonly typicalCases: readonly { readonly code: string; readonly title: string }[];
}

/** Lines of explanations that one answer holds at most. */
export const MOST_LINES = 200;

/** A year that can be asked for; anything else is this year. */
export const yearOf = (office: Office, wanted: string | undefined): string => {
  const now = dateOf(office.now()).slice(0, 4);
  return wanted && /^20\d\d$/.test(wanted) && wanted <= now ? wanted : now;
};

const yearsOf = (office: Office, year: string): string[] => {
  const now = Number(dateOf(office.now()).slice(0, 4));
  return [...new Set([now, now - 1, now - 2].map(String).concat(year))].sort().reverse();
};

const begins = (year: string) => sql`a.at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz`;

/**
 * Acts of a year of China Standard Time. `day`: the input's own day, where it has one; what is entered later than it
 * happened counts in the year in which it happened.
 */
const inYear = (year: string, day?: string) =>
  day
    ? sql`${begins(year)} and a.input ->> ${day} like ${`${year}-%`}`
    : sql`${begins(year)} and a.at < ${`${Number(year) + 1}-01-01T00:00:00+08:00`}::timestamptz`;

/** Explanations inside cases, with the case's organ. */
const explanations = (year: string) => sql`
  select c.owner, a.region, a.case_id, a.seq, a.input from fadu.act a
  join fadu.case_file c on c.region = a.region and c.id = a.case_id
  where a.act = ${EXPLAIN_ACT} and ${inYear(year, 'on')}`;

const withPaper = (templates: readonly string[]) => sql`exists (select from fadu.act p
  where p.region = a.region and p.case_id = a.case_id
    and jsonb_exists_any(p.effects -> 'papers', ${sql.val([...templates])}::text[]))`;

/** Penalties decided in a year, each case once. */
const decisions = (year: string) => sql`
  select c.owner, a.case_id, bool_and(${sql.join(
    oneCaseThreeDocs.documents.map((d) => withPaper(d.papers)),
    sql` and `,
  )}) as complete from fadu.act a
  join fadu.case_file c on c.region = a.region and c.id = a.case_id
  where a.act = ${Object.values(oneCaseThreeDocs.dueAfter)[0] ?? ''} and ${inYear(year)}
    and c.procedure = any(${sql.val(Object.keys(oneCaseThreeDocs.dueAfter))}::text[])
  group by c.owner, a.case_id`;

interface EventBody extends Omit<EventLine, 'id' | 'organ' | 'organName' | 'publishedAt'> {}

async function eventsOf(office: Office, tx: Tx, year: string, organ?: string): Promise<EventLine[]> {
  const { rows } = await sql<{ case_id: string; owner: string; at: string; body: EventBody }>`
    select a.case_id, c.owner, a.at, a.body from fadu.public_act a
    join fadu.case_file c on c.region = a.region and c.id = a.case_id
    where c.procedure = ${popularisationEvent.code} and a.act = 'publish-event'
      and a.body ->> 'heldOn' like ${`${year}-%`} and (${organ ?? null}::text is null or c.owner = ${organ ?? null})
    order by a.body ->> 'heldOn' desc, a.case_id`.execute(tx);
  return rows.map((r) => ({
    ...r.body,
    id: r.case_id,
    organ: r.owner,
    organName: office.organName(r.owner),
    publishedAt: r.at,
  }));
}

async function dutiesOf(
  office: Office,
  tx: Tx,
  year: string,
  events: readonly EventLine[],
): Promise<(DutyLine & { readonly organ: string })[]> {
  const today = dateOf(office.now());
  const asOf = `${year}-12-31` < today ? `${year}-12-31` : today;
  const entries = await liveEntries(tx, [EXPLANATION_DUTIES], asOf, office.now());
  const first = await sql<{ region: string; code: string; from: DateStr }>`
    select region, code, min(law_from)::text as "from" from fadu.entry where register = ${EXPLANATION_DUTIES}
    group by 1, 2`.execute(tx);
  return entries.map((e) => {
    const body = e.body as unknown as ExplanationDuty;
    const from = first.rows.find((f) => f.region === e.region && f.code === e.code)?.from ?? e.lawFrom;
    const held = events.filter((v) => v.organ === body.organ && v.duty === e.code);
    return {
      organ: body.organ,
      region: e.region,
      code: e.code,
      name: body.name,
      laws: body.basis.map((b: LegalRef) => lawText(b)),
      audience: body.audience,
      activities: body.activities,
      contact: body.contact,
      evaluation: body.evaluation,
      days: dutyStanding(body.dueDays, held, year, today, from),
    };
  });
}

interface TypicalRow {
  code: string;
  title: string;
  organ: string;
}
const typicalOf = (tx: Tx, year: string) =>
  sql<TypicalRow>`select code, body ->> 'title' as title, body ->> 'organ' as organ from (
    select distinct on (region, code) code, body from fadu.entry where register = ${TYPICAL_CASES}
    order by region, code, version desc) e
    where body ->> 'status' = '在用' and body ->> 'publishedOn' like ${`${year}-%`}
    order by body ->> 'publishedOn' desc, code`.execute(tx);

/** Organs with an item of enforcement in the list on a day. */
async function enforcingOrgans(tx: Tx, on: DateStr): Promise<string[]> {
  const { rows } = await sql<{ organ: string }>`
    select distinct e.organ from (select distinct on (region, code) body ->> 'organ' as organ,
        body ->> 'status' as status, law_to from fadu.entry
      where register = ${enforcementItems.code} and law_from <= ${on}::date order by region, code, version desc) e
    where e.organ is not null and e.status is distinct from '取消' and (e.law_to is null or e.law_to >= ${on}::date)`.execute(
    tx,
  );
  return rows.map((r) => r.organ);
}

interface Material {
  readonly bodies: readonly BodyFigures[];
  readonly duties: readonly (DutyLine & { readonly organ: string })[];
  readonly events: readonly EventLine[];
  readonly typical: readonly TypicalRow[];
}

/** Everything of a year, from one moment of the database. */
async function gather(office: Office, tx: Tx, year: string): Promise<Material> {
  const events = await eventsOf(office, tx, year);
  const duties = await dutiesOf(office, tx, year, events);
  const typical = (await typicalOf(tx, year)).rows;
  const explained = await sql<{ owner: string; n: number; cases: number }>`
    select owner, count(*)::int as n, count(distinct case_id)::int as cases
    from (${explanations(year)}) e group by 1`.execute(tx);
  const letters = await sql<{ owner: string; n: number }>`
    select c.owner, count(*)::int as n from fadu.act a
    join fadu.case_file c on c.region = a.region and c.id = a.case_id
    where a.act = 'issue-guidance' and ${inYear(year, 'deliveredOn')} group by 1`.execute(tx);
  const decided = await sql<{ owner: string; n: number; complete: number }>`
    select owner, count(*)::int as n, count(*) filter (where complete)::int as complete
    from (${decisions(year)}) d group by 1`.execute(tx);
  const enforcing = await enforcingOrgans(tx, dateOf(office.now()));
  const organs = new Set([
    ...enforcing,
    ...duties.map((d) => d.organ),
    ...events.map((e) => e.organ),
    ...explained.rows.map((r) => r.owner),
    ...letters.rows.map((r) => r.owner),
    ...decided.rows.map((r) => r.owner),
  ]);
  const bodies = [...organs].map((organ): BodyFigures => {
    const mine = duties.filter((d) => d.organ === organ);
    const held = events.filter((e) => e.organ === organ);
    const days = mine.flatMap((d) => d.days);
    const count = (state: DueState['state']) => days.filter((d) => d.state === state).length;
    const said = explained.rows.find((r) => r.owner === organ);
    const made = decided.rows.find((r) => r.owner === organ);
    return {
      organ,
      organName: office.organName(organ),
      region: office.organ(organ)?.region ?? '',
      duties: mine.length,
      due: { met: count('met'), late: count('late'), missed: count('missed'), open: count('open') },
      events: held.length,
      attended: held.reduce((n, e) => n + e.attended, 0),
      explanations: said?.n ?? 0,
      explainedCases: said?.cases ?? 0,
      guidance: letters.rows.find((r) => r.owner === organ)?.n ?? 0,
      decided: made?.n ?? 0,
      threeDocuments: made?.complete ?? 0,
      typicalCases: typical.filter((t) => t.organ === organ).length,
    };
  });
  const order = (b: BodyFigures) => `${b.region} ${b.organ}`;
  return { bodies: bodies.sort((a, b) => (order(a) < order(b) ? -1 : 1)), duties, events, typical };
}

/** Figures of a year, body by body. */
export async function popularisationFigures(office: Office, wanted?: string): Promise<PopularisationFigures> {
  const year = yearOf(office, wanted);
  return office.store.within(
    { as: 'system' },
    async (tx) => {
      const { bodies } = await gather(office, tx, year);
      const circulars = await sql<{
        case_id: string;
        at: string;
        body: { title?: string; body?: string; text?: string };
      }>`
        select a.case_id, a.at, a.body from fadu.public_act a
        join fadu.case_file c on c.region = a.region and c.id = a.case_id
        where c.procedure = ${popularisationReminder.code} and a.act = 'circulate' and ${inYear(year)}
        order by a.at desc limit 50`.execute(tx);
      return {
        year,
        years: yearsOf(office, year),
        bodies,
        circulars: circulars.rows.map((r) => ({
          id: r.case_id,
          on: dateOf(new Date(r.at).toISOString()),
          organName: office.organName(r.body.body ?? ''),
          title: r.body.title ?? '',
          text: r.body.text ?? '',
        })),
      };
    },
    { snapshot: true },
  );
}

/** A body’s figures with what they are counted from; null: it neither enforces nor explains. */
export async function bodyPopularisation(
  office: Office,
  organ: string,
  wanted?: string,
): Promise<BodyDetail | null> {
  const year = yearOf(office, wanted);
  const today = dateOf(office.now());
  return office.store.within(
    { as: 'system' },
    async (tx) => {
      const all = await gather(office, tx, year);
      const figures = all.bodies.find((b) => b.organ === organ);
      if (!figures) return null;
      const lines = await sql<{ input: Explained; document: string | null }>`
        select e.input, r.code as document from (${explanations(year)}) e
        left join lateral (select p.code from (select distinct on (region, code) code, law_to, body from fadu.entry
            where register = ${PENALTY_RECORDS} and body ->> 'case' = e.case_id and law_from <= ${today}::date
            order by region, code, version desc) p
          where p.body ->> 'status' = '在用' and (p.law_to is null or p.law_to >= ${today}::date) limit 1) r on true
        where e.owner = ${organ} order by e.input ->> 'on' desc, e.case_id, e.seq limit ${MOST_LINES}`.execute(
        tx,
      );
      return {
        year,
        years: yearsOf(office, year),
        figures,
        duties: all.duties.filter((d) => d.organ === organ).map(({ organ: _, ...d }) => d),
        events: all.events.filter((e) => e.organ === organ),
        explanations: lines.rows.map(({ input, document }) => ({
          on: input.on,
          manner: input.manner,
          to: input.to,
          people: input.people,
          laws: input.laws.map(lawText),
          ...(document && { document }),
        })),
        typicalCases: all.typical
          .filter((t) => t.organ === organ)
          .map(({ code, title }) => ({ code, title })),
      };
    },
    { snapshot: true },
  );
}

interface Explained {
  readonly on: DateStr;
  readonly manner: string;
  readonly to: readonly string[];
  readonly people: number;
  readonly laws: readonly ExplainedLaw[];
}
