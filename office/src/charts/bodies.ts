/**
 * The four charts of every enforcing body (R24.5): which it has follows from its items, what they look like from the
 * procedures that run, on any day.
 */
import type { DateStr } from '@fadu/kernel';
import { enforcementItems } from '@fadu/plan/enforcement/enforcement-items/register';
import { FLOW_CHARTS, type FlowChartDef } from '@fadu/plan/enforcement/flow-charts/index';
import type { Office } from '../office.ts';
import { type ListedEntry, liveEntries } from '../registers/list.ts';
import { chartOn, type KeptChart } from './archive.ts';

const LICENCES = 'power-licence';
/** Registers whose entries name the telephone number for complaints about an organ. */
const WITH_PHONE = ['power-penalty', 'power-compulsion', 'power-inspection', LICENCES];

/** One item of a body, as a chart names it. */
export interface ChartItem {
  readonly register: string;
  readonly region: string;
  readonly code: string;
  readonly name: string;
  readonly field: string;
}

/** A body that enforces, with its items by kind. */
export interface ChartBody {
  readonly organ: string;
  readonly name: string;
  readonly region: string;
  /** Numbers for complaints, as the power lists name them; empty where none is entered. */
  readonly phones: readonly string[];
  readonly items: ReadonlyMap<string, readonly ChartItem[]>;
}

/** One procedure of a chart: drawn, or named as not there. */
export interface ChartPart {
  readonly code: string;
  readonly title: string;
  /** The procedure runs here today. */
  readonly runs: boolean;
  /** Absent: there is no such procedure in the system, or no chart of that day was kept. */
  readonly chart?: KeptChart;
}

/** One of a body's four charts. */
export interface BodyChart {
  readonly def: FlowChartDef;
  readonly items: readonly ChartItem[];
  readonly parts: readonly ChartPart[];
}

/** Every body with an item in use on the day, by name of region and organ. */
export async function chartBodies(office: Office, on: DateStr): Promise<ChartBody[]> {
  const entries = await office.store.within({ as: 'public' }, (tx) =>
    liveEntries(tx, [enforcementItems.code, ...WITH_PHONE], on, office.now()),
  );
  const inUse = entries.filter((e) => e.status === '在用' && e.body.organ);
  const items = inUse.filter((e) => e.register === enforcementItems.code || e.register === LICENCES);
  return [...Map.groupBy(items, (e) => String(e.body.organ))]
    .map(([organ, list]): ChartBody => {
      const phones = inUse.flatMap((e) =>
        String(e.body.organ) === organ && e.body.phone ? [String(e.body.phone)] : [],
      );
      return {
        organ,
        name: office.organName(organ),
        region: office.organ(organ)?.region ?? '',
        phones: [...new Set(phones)].sort(),
        items: Map.groupBy(list.map(itemOf), (i) => i.kind),
      };
    })
    .sort((a, b) => (a.region + a.organ < b.region + b.organ ? -1 : 1));
}

const itemOf = (e: ListedEntry & { readonly register: string }): ChartItem & { readonly kind: string } => ({
  register: e.register,
  region: e.region,
  code: e.code,
  name: String(e.body.name),
  field: String(e.body.field ?? ''),
  kind: e.register === LICENCES ? '行政许可' : String(e.body.kind),
});

/** The four charts of a body on a day. */
export async function bodyCharts(office: Office, body: ChartBody, on: DateStr): Promise<BodyChart[]> {
  const kept = new Map<string, KeptChart | undefined>();
  for (const { code } of FLOW_CHARTS.flatMap((c) => c.procedures))
    if (!kept.has(code)) kept.set(code, await chartOn(office, code, on));
  return FLOW_CHARTS.map((def) => ({
    def,
    items: body.items.get(def.kind) ?? [],
    parts: def.procedures.map((p) => {
      const chart = kept.get(p.code);
      return { ...p, runs: office.procedures.has(p.code), ...(chart && { chart }) };
    }),
  }));
}
