/** Inspections of enterprises as everyone may read them: what an enterprise was visited for, and the city's figures. */
import { type DateStr, dateOf, type EntryFacts } from '@fadu/kernel';
import { INSPECTION_TASKS, INSPECTION_VISITS } from '@fadu/plan/enforcement/inspections/index';
import { capOf, inspectionCaps } from '@fadu/plan/enforcement/inspections/lists';
import { randomItems } from '@fadu/plan/enforcement/inspections/registers';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';

type Body = Readonly<Record<string, unknown>>;

/** One organ's visit as everyone may read it. */
export interface VisitLine {
  readonly organ: string;
  readonly organName: string;
  /** All organs that came in this visit. */
  readonly organs: readonly string[];
  readonly object: string;
  readonly name: string;
  readonly number: string | null;
  readonly class: string;
  readonly ground: string;
  readonly items: readonly string[];
  readonly on: DateStr;
  readonly status: string;
  readonly counted: boolean;
  readonly scanned: boolean;
  readonly urgent: boolean;
  /** The result, once it is public. */
  readonly result: string | null;
  readonly found: string | null;
  readonly publishBy: DateStr | null;
  readonly publishedOn: DateStr | null;
  readonly late: boolean;
  readonly followUp: string | null;
  /** Its case, whose public record holds the result. */
  readonly caseId: string | null;
}

/** How often an organ was there this year, and how often it may. */
export interface VisitCount {
  readonly organ: string;
  readonly organName: string;
  readonly times: number;
  readonly cap: number | null;
}

/** Everything of one enterprise. */
export interface EnterpriseVisits {
  readonly object: string;
  readonly name: string;
  readonly year: string;
  readonly counts: readonly VisitCount[];
  /** Newest first. */
  readonly visits: readonly VisitLine[];
}

const text = (v: unknown): string => (v === undefined || v === null ? '' : String(v));
const orNull = (v: unknown): string | null => (v === undefined || v === null || v === '' ? null : String(v));

function lineOf(office: Office, body: Body): VisitLine {
  const published = body.publishedOn !== undefined;
  const follow = body.followUp as { kind: string; ref: string } | undefined;
  return {
    organ: text(body.organ),
    organName: office.organName(text(body.organ)),
    organs: ((body.organs ?? []) as string[]).map(office.organName),
    object: text(body.object),
    name: text(body.name),
    number: orNull(body.number),
    class: text(body.class),
    ground: text(body.ground),
    items: (body.itemNames ?? []) as string[],
    on: text(body.on),
    status: text(body.status),
    counted: body.counted === true,
    scanned: body.scanned === true,
    urgent: body.urgent === true,
    result: published ? orNull(body.result) : null,
    found: published ? orNull(body.found) : null,
    publishBy: orNull(body.publishBy),
    publishedOn: orNull(body.publishedOn),
    late: body.late === true,
    followUp: follow
      ? [follow.kind, follow.ref].filter(Boolean).join(' ')
      : body.followOpen
        ? '处理中'
        : null,
    caseId: published ? orNull(body.case) : null,
  };
}

/** The latest version of each entry of a register, of those whose body holds `where`. */
async function latest(
  tx: Tx,
  register: string,
  where: ReturnType<typeof sql>,
): Promise<{ code: string; body: Body }[]> {
  const { rows } = await sql<{ code: string; body: Body }>`
    select code, body from (select distinct on (region, code) code, body from fadu.entry
      where register = ${register} and ${where} order by region, code, version desc) e`.execute(tx);
  return rows;
}

/** Results of random draws that are public and have no inspection of their own. */
function drawnLines(
  office: Office,
  tasks: readonly { code: string; body: Body }[],
  own: readonly Body[],
  names: ReadonlyMap<string, string>,
): VisitLine[] {
  return tasks.flatMap(({ code, body }) =>
    ((body.results ?? []) as readonly Body[])
      .filter((r) => !own.some((v) => v.task === code && v.organ === r.organ))
      .map((r) =>
        lineOf(office, {
          ...r,
          organs: body.organs,
          object: body.object,
          name: body.name,
          number: code,
          class: '双随机抽查',
          ground: '双随机抽查任务',
          itemNames: ((body.items ?? []) as string[]).map((i) => names.get(i) ?? i),
          on: r.inspectedOn,
          status: '已公示',
          counted: true,
          scanned: true,
          case: body.case,
        }),
      ),
  );
}

const newestFirst = (a: VisitLine, b: VisitLine) =>
  a.on === b.on ? (a.organ < b.organ ? -1 : 1) : a.on < b.on ? 1 : -1;

/** What an enterprise was visited for; null where nobody ever came. */
export async function enterpriseVisits(office: Office, object: string): Promise<EnterpriseVisits | null> {
  const today = dateOf(office.now());
  // Public registers; by the index on their subject, which row security keeps from the public's own queries.
  const { own, tasks, caps, names } = await office.store.within({ as: 'system' }, async (tx) => {
    const here = sql`object = ${object}`;
    return {
      own: await latest(tx, INSPECTION_VISITS, here),
      tasks: await latest(tx, INSPECTION_TASKS, here),
      caps: await capsOn(tx, today),
      names: await itemNames(tx),
    };
  });
  const bodies = own.map((e) => e.body);
  const visits = [...bodies.map((b) => lineOf(office, b)), ...drawnLines(office, tasks, bodies, names)].sort(
    newestFirst,
  );
  const first = visits[0];
  if (!first) return null;
  const year = today.slice(0, 4);
  const objectClass = text(bodies.at(-1)?.objectClass);
  const counts = [...Map.groupBy(visits, (v) => v.organ)].map(([organ, list]): VisitCount => {
    return {
      organ,
      organName: office.organName(organ),
      times: list.filter((v) => v.counted && v.on.startsWith(year)).length,
      cap: capOf(caps, organ, objectClass) ?? null,
    };
  });
  return {
    object,
    name: first.name,
    year,
    counts: counts.sort((a, b) => b.times - a.times || (a.organ < b.organ ? -1 : 1)),
    visits,
  };
}

/** Names of the items that draws name by their codes. */
async function itemNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const items = await latest(tx, randomItems.code, sql`true`);
  return new Map(items.map((e) => [e.code, text(e.body.name)]));
}

async function capsOn(tx: Tx, on: DateStr): Promise<EntryFacts[]> {
  const { rows } = await sql<EntryFacts>`
    select region, register, code, version, law_from as "lawFrom", body from (
      select distinct on (region, code) * from fadu.entry
      where register = ${inspectionCaps.code} and law_from <= ${on}::date order by region, code, version desc) e
    where law_to is null or law_to >= ${on}::date`.execute(tx);
  return rows;
}

/** Figures of a year, each from the visits themselves. */
export interface VisitFigures {
  readonly year: string;
  readonly visits: number;
  readonly enterprises: number;
  /** Visits with a plan, a draw or a campaign as ground. */
  readonly planned: number;
  /** Visits in which several organs came at once. */
  readonly joint: number;
  readonly scanned: number;
  readonly published: number;
  readonly inTime: number;
  readonly withFault: number;
  /** Visits that are beyond the cap of their day. */
  readonly overCap: number;
  readonly mean: number;
  /** Visits at the enterprise that stands at 95 of 100. */
  readonly p95: number;
  readonly organs: readonly {
    readonly organ: string;
    readonly organName: string;
    readonly total: number;
    /** Twelve figures, January first. */
    readonly months: readonly number[];
  }[];
  readonly latest: readonly VisitLine[];
}

/** Figures as computed, for as long as the registers behind them hold the same. */
const computed = new WeakMap<
  Office,
  Map<string, { readonly mark: string; readonly figures: VisitFigures }>
>();

/** The year's figures over every recorded visit, those of draws included. */
export async function visitFigures(office: Office, year: string, latestCount = 20): Promise<VisitFigures> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{
      mark: string;
    }>`select count(*) || '/' || coalesce(max(recorded_at)::text, '') as mark from fadu.entry
      where register in (${INSPECTION_VISITS}, ${INSPECTION_TASKS})`.execute(tx),
  );
  const mark = rows[0]?.mark ?? '';
  const kept = computed.get(office) ?? new Map();
  computed.set(office, kept);
  const key = `${year}/${latestCount}`;
  const before = kept.get(key);
  if (before?.mark === mark) return before.figures;
  const figures = await computeFigures(office, year, latestCount);
  kept.set(key, { mark, figures });
  return figures;
}

async function computeFigures(office: Office, year: string, latestCount: number): Promise<VisitFigures> {
  const { own, tasks, names } = await office.store.within({ as: 'public' }, async (tx) => ({
    own: await latest(tx, INSPECTION_VISITS, sql`left(body ->> 'on', 4) = ${year}`),
    tasks: await latest(tx, INSPECTION_TASKS, sql`jsonb_array_length(coalesce(body -> 'results', '[]')) > 0`),
    names: await itemNames(tx),
  }));
  const bodies = own.map((e) => e.body);
  const capOfDay = new Map(own.map((e) => [`${text(e.body.organ)}\n${text(e.body.object)}`, e.body.cap]));
  const visits = [...bodies.map((b) => lineOf(office, b)), ...drawnLines(office, tasks, bodies, names)]
    .filter((v) => v.on.startsWith(year))
    .sort(newestFirst);
  const perEnterprise = [...Map.groupBy(visits, (v) => v.object).values()]
    .map((l) => l.length)
    .sort((a, b) => a - b);
  const published = visits.filter((v) => v.publishedOn !== null);
  const over = [
    ...Map.groupBy(
      visits.filter((v) => v.counted),
      (v) => `${v.organ}\n${v.object}`,
    ),
  ].reduce((n, [key, list]) => {
    const cap = capOfDay.get(key);
    return n + (typeof cap === 'number' ? Math.max(0, list.length - cap) : 0);
  }, 0);
  return {
    year,
    visits: visits.length,
    enterprises: perEnterprise.length,
    planned: visits.filter((v) => v.class !== '个案检查').length,
    joint: visits.filter((v) => v.organs.length > 1).length,
    scanned: visits.filter((v) => v.scanned).length,
    published: published.length,
    inTime: published.filter((v) => !v.late).length,
    withFault: published.filter((v) => v.result !== '未发现问题').length,
    overCap: over,
    mean: perEnterprise.length ? Math.round((visits.length / perEnterprise.length) * 100) / 100 : 0,
    p95: perEnterprise[Math.max(0, Math.ceil(perEnterprise.length * 0.95) - 1)] ?? 0,
    organs: [...Map.groupBy(visits, (v) => v.organ)]
      .map(([organ, list]) => ({
        organ,
        organName: office.organName(organ),
        total: list.length,
        months: Array.from(
          { length: 12 },
          (_, i) => list.filter((v) => Number(v.on.slice(5, 7)) === i + 1).length,
        ),
      }))
      .sort((a, b) => b.total - a.total || (a.organ < b.organ ? -1 : 1)),
    latest: published
      .toSorted((a, b) =>
        a.publishedOn === b.publishedOn
          ? newestFirst(a, b)
          : (a.publishedOn ?? '') < (b.publishedOn ?? '')
            ? 1
            : -1,
      )
      .slice(0, latestCount),
  };
}
