/**
 * What every enforcing body has made public, kind by kind, and what it has not (R24.1): read from the registers as they
 * stand on the day, with the day of the latest change. A body that acts without having published is in the list too.
 */
import type { Citation, DateStr } from '@fadu/kernel';
import { BEFORE_KINDS, type BeforeKind } from '@fadu/plan/enforcement/enforcement-publicity/catalogue';
import { FLOW_CHARTS, type FlowChartDef } from '@fadu/plan/enforcement/flow-charts/index';
import { VERTICAL_KINDS } from '@fadu/plan/oversight/enforcement-supervision/settings';
import { reconsiderationLaw as arl, administrativeLitigationLaw as lit } from '@fadu/plan/statutes/index';
import { sql } from 'kysely';
import { type ChartBody, type ChartItem, chartBodies } from '../charts/bodies.ts';
import type { Office } from '../office.ts';
import { governmentOf, supervisionOf } from '../supervision/bodies.ts';

/** Procedures in which a body enforces. */
export const ENFORCING = [
  'penalty-ordinary',
  'penalty-simple',
  'compulsory-measure',
  'compulsory-execution',
] as const;

export type Standing = '已公布' | '部分公布' | '没有公布';

/** One kind of what a body makes public before it acts. */
export interface PublishedKind {
  readonly code: string;
  readonly title: string;
  readonly standing: Standing;
  /** How much there is, or what is missing, in one sentence. */
  readonly says: string;
  readonly count: number;
  /** Day of the latest change; null where nothing is there. */
  readonly since: DateStr | null;
  /** Where it is read; null where nothing is there. */
  readonly href: string | null;
  readonly cites: readonly Citation[];
}

/** One of a body's charts: its procedures, each with the day since when its chart is kept; null: there is none. */
export interface PublicChart {
  readonly def: FlowChartDef;
  readonly items: readonly ChartItem[];
  readonly parts: readonly {
    readonly code: string;
    readonly title: string;
    readonly since: DateStr | null;
  }[];
}

/** One body in the list. */
export interface PublicBody {
  readonly organ: string;
  readonly name: string;
  readonly region: string;
  readonly published: number;
  readonly kinds: number;
  readonly missing: readonly string[];
}

/** One body with everything. */
export interface BodyPublicity extends PublicBody {
  readonly fullName: string;
  readonly uscc: string | null;
  /** Bases of its items, each once, with how many items stand on it. */
  readonly bases: readonly { readonly instrument: string; readonly items: number }[];
  readonly items: readonly { readonly kind: string; readonly count: number }[];
  readonly before: readonly PublishedKind[];
  readonly charts: readonly PublicChart[];
  readonly officers: readonly { readonly number: string; readonly name: string; readonly validTo: string }[];
  readonly phones: readonly string[];
  /** Who supervises its enforcement. */
  readonly supervisor: string | null;
  readonly remedies: readonly { readonly says: string; readonly cites: readonly Citation[] }[];
  /** Years with decisions or visits, the latest first. */
  readonly years: readonly string[];
}

interface Counted {
  readonly register: string;
  readonly organ: string;
  readonly kind: string;
  readonly n: number;
  readonly since: DateStr;
}

const REGISTERS = [...new Set(BEFORE_KINDS.flatMap((k) => k.registers))];

/** Entries in use on the day, counted by register, organ and kind. */
async function counted(office: Office, on: DateStr, organ?: string): Promise<Counted[]> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<Counted>`with k as (
      select distinct on (region, register, code) register, body, law_from, law_to from fadu.entry
      where register = any(${sql.val(REGISTERS)}::text[]) and law_from <= ${on}::date
      order by region, register, code, version desc)
    select register, body ->> 'organ' as organ, coalesce(body ->> 'kind', '') as kind, count(*)::int as n,
      max(law_from)::text as since
    from k where (law_to is null or law_to >= ${on}::date) and coalesce(body ->> 'status', '在用') = '在用'
      and body ->> 'organ' is not null ${organ ? sql`and body ->> 'organ' = ${organ}` : sql``}
    group by 1, 2, 3`.execute(tx),
  );
  return rows;
}

/** Organs that opened cases of enforcement or visited enterprises. */
async function acting(office: Office): Promise<string[]> {
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ organ: string }>`select distinct owner as organ from fadu.case_file
      where procedure = any(${sql.val([...ENFORCING, 'inspection', 'random-inspection'])}::text[])`.execute(
      tx,
    ),
  );
  return rows.map((r) => r.organ).filter((id) => office.organ(id));
}

/** Since when the chart of each procedure is as it is on the day; a chart is the same for all who have its procedure. */
async function chartDaysOn(office: Office, on: DateStr): Promise<ReadonlyMap<string, DateStr>> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ code: string; since: DateStr }>`select procedure as code, max(first_day)::text as since
      from fadu.flow_chart where first_day <= ${on}::date group by 1`.execute(tx),
  );
  return new Map(rows.map((row) => [row.code, row.since]));
}

const chartsOf = (body: ChartBody | undefined, days: ReadonlyMap<string, DateStr>): readonly PublicChart[] =>
  body
    ? FLOW_CHARTS.map((def) => ({
        def,
        items: body.items.get(def.kind) ?? [],
        parts: def.procedures.map((p) => ({ ...p, since: days.get(p.code) ?? null })),
      }))
    : [];

const hrefOf = (kind: BeforeKind, organ: string): string => {
  switch (kind.code) {
    case 'charts':
      return `/flow-charts/${organ}`;
    case 'officers':
      return `/officers?organ=${organ}`;
    case 'phone':
      return '#phone';
    default:
      return `/registers/${kind.registers[0]}?organ=${organ}`;
  }
};

const latest = (days: readonly DateStr[]): DateStr | null => [...days].sort().at(-1) ?? null;

/** One kind as it stands. */
function kindOf(
  kind: BeforeKind,
  mine: readonly Counted[],
  chart: ChartBody | undefined,
  charts: readonly PublicChart[],
  organ: string,
): PublishedKind {
  const base = { code: kind.code, title: kind.title, cites: kind.cites };
  // Where this body has none, those of the levels above are read.
  const above = { benchmarks: '/benchmarks', lenient: '/lenient-lists' }[kind.code] ?? null;
  const nothing: PublishedKind = {
    ...base,
    standing: '没有公布',
    says: kind.missing,
    count: 0,
    since: null,
    href: above,
  };
  if (kind.code === 'phone') {
    const n = chart?.phones.length ?? 0;
    return n === 0
      ? nothing
      : { ...base, standing: '已公布', says: `${n}个号码`, count: n, since: null, href: hrefOf(kind, organ) };
  }
  if (kind.code === 'charts') {
    const due = charts.filter((c) => c.items.length > 0);
    const parts = due.flatMap((c) => c.parts);
    const drawn = parts.filter((p) => p.since !== null);
    if (drawn.length === 0) return nothing;
    const lacking = due.filter((c) => c.parts.some((p) => p.since === null)).map((c) => c.def.title);
    return {
      ...base,
      standing: lacking.length ? '部分公布' : '已公布',
      says: lacking.length
        ? `${drawn.length}个程序有图，缺：${lacking.join('、')}`
        : `${drawn.length}个程序的流程图`,
      count: drawn.length,
      since: latest(drawn.flatMap((p) => p.since ?? [])),
      href: hrefOf(kind, organ),
    };
  }
  const rows = mine.filter((r) => kind.registers.includes(r.register));
  const count = rows.reduce((sum, r) => sum + r.n, 0);
  if (count === 0) return nothing;
  const first = kind.registers.find((r) => rows.some((row) => row.register === r)) ?? '';
  return {
    ...base,
    standing: '已公布',
    says: `${count}项在用`,
    count,
    since: latest(rows.map((r) => r.since)),
    href: kind.code === 'officers' ? hrefOf(kind, organ) : `/registers/${first}?organ=${organ}`,
  };
}

/** Every enforcing body, by region and organ, with what it has published and what not. */
export async function publicBodies(office: Office, on: DateStr): Promise<PublicBody[]> {
  const [rows, charts, busy] = await Promise.all([
    counted(office, on),
    chartBodies(office, on),
    acting(office),
  ]);
  const enforcing = rows.filter((r) => ['enforcement-item', 'officer-certificate'].includes(r.register));
  const ids = [...new Set([...enforcing.map((r) => r.organ), ...charts.map((c) => c.organ), ...busy])].filter(
    (id) => office.organ(id),
  );
  const days = await chartDaysOn(office, on);
  return ids
    .map((organ): PublicBody => {
      const chart = charts.find((c) => c.organ === organ);
      const kinds = BEFORE_KINDS.map((k) =>
        kindOf(
          k,
          rows.filter((r) => r.organ === organ),
          chart,
          chartsOf(chart, days),
          organ,
        ),
      );
      return summary(office, organ, kinds);
    })
    .sort((a, b) => (a.region + a.organ < b.region + b.organ ? -1 : 1));
}

const summary = (office: Office, organ: string, kinds: readonly PublishedKind[]): PublicBody => ({
  organ,
  name: office.organName(organ),
  region: office.organ(organ)?.region ?? '',
  published: kinds.filter((k) => k.standing === '已公布').length,
  kinds: kinds.length,
  missing: kinds.filter((k) => k.standing !== '已公布').map((k) => k.title),
});

/** What this body has made public; null where it is no enforcing body. */
export async function bodyPublicity(
  office: Office,
  organ: string,
  on: DateStr,
): Promise<BodyPublicity | null> {
  const found = office.organ(organ);
  if (!found) return null;
  const [mine, bodies, busy] = await Promise.all([
    counted(office, on, organ),
    chartBodies(office, on),
    acting(office),
  ]);
  const chart = bodies.find((b) => b.organ === organ);
  if (!chart && !busy.includes(organ) && !mine.some((r) => r.register === 'officer-certificate')) return null;
  const charts = chartsOf(chart, await chartDaysOn(office, on));
  const before = BEFORE_KINDS.map((k) => kindOf(k, mine, chart, charts, organ));
  const { bases, officers, years } = await details(office, organ, on);
  const supervisor = supervisionOf(office, organ)?.supervisor;
  return {
    ...summary(office, organ, before),
    fullName: found.fullName,
    uscc: found.uscc,
    bases,
    items: mine
      .filter((r) => r.register === 'enforcement-item')
      .map((r) => ({ kind: r.kind, count: r.n }))
      .sort((a, b) => b.count - a.count),
    before,
    charts,
    officers,
    phones: chart?.phones ?? [],
    supervisor: supervisor ? office.organName(supervisor) : null,
    remedies: remediesOf(office, organ),
    years,
  };
}

async function details(office: Office, organ: string, on: DateStr) {
  const open = await office.store.within({ as: 'public' }, async (tx) => {
    const live = (register: string) => sql`(select distinct on (region, code) body, law_to from fadu.entry
      where register = ${register} and law_from <= ${on}::date order by region, code, version desc)`;
    const bases = await sql<{ instrument: string; items: number }>`
      select b ->> 'instrument' as instrument, count(*)::int as items
      from ${live('enforcement-item')} e, jsonb_array_elements(e.body -> 'basis') b
      where e.body ->> 'organ' = ${organ} and coalesce(e.body ->> 'status', '在用') = '在用'
        and (e.law_to is null or e.law_to >= ${on}::date)
      group by 1 order by 2 desc, 1 limit 40`.execute(tx);
    const officers = await sql<{ number: string; name: string; validTo: string }>`
      select body ->> 'number' as number, body ->> 'name' as name, body ->> 'validTo' as "validTo"
      from ${live('officer-certificate')} e
      where e.body ->> 'organ' = ${organ} and e.body ->> 'status' = '在用' and e.body ->> 'validFrom' <= ${on}
        and e.body ->> 'validTo' >= ${on} and (e.law_to is null or e.law_to >= ${on}::date)
      order by 1`.execute(tx);
    const visits = await sql<{ year: string }>`select distinct left(body ->> 'on', 4) as year from fadu.entry
      where register = 'inspection-visit' and organ = ${organ}`.execute(tx);
    return { bases: bases.rows, officers: officers.rows, visits: visits.rows };
  });
  const decided = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ year: string }>`select distinct extract(year from a.at at time zone 'Asia/Shanghai')::text as year
      from fadu.case_file c join fadu.act a on a.region = c.region and a.case_id = c.id
      where c.region = ${office.organ(organ)?.region ?? ''} and c.owner = ${organ}
        and c.procedure = any(${sql.val([...ENFORCING])}::text[])`.execute(tx),
  );
  const years = [...new Set([...open.visits, ...decided.rows].map((r) => r.year))].filter((y) =>
    /^20\d\d$/.test(y),
  );
  return { bases: open.bases, officers: open.officers, years: years.sort().reverse() };
}

/** Ways against a decision. The decision itself names body and court; it goes before this page. */
function remediesOf(office: Office, organ: string): BodyPublicity['remedies'] {
  const found = office.organ(organ);
  const government = found && governmentOf(office, found.region);
  const to =
    found && VERTICAL_KINDS.includes(found.kind)
      ? '上一级主管机关'
      : government && government.id !== organ
        ? government.name
        : '上一级人民政府';
  return [
    { says: `收到决定书之日起六十日内可以向${to}申请行政复议`, cites: [arl.art('20')] },
    { says: '六个月内可以向人民法院提起行政诉讼', cites: [lit.art('46')] },
  ];
}
