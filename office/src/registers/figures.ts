/**
 * Figures of the lists, each with the records it is counted from: entries without a valid basis (target none), items
 * that are the same at every level (target all), adjustments in time (target all).
 */
import {
  type BasisFacts,
  basisOf,
  basisStanding,
  type DateStr,
  type Difference,
  differencesOf,
  type LegalRef,
  type RegisterDef,
} from '@fadu/kernel';
import { dueDateOnly } from '@fadu/kernel/time/count';
import { settings } from '@fadu/plan/functions/power-registers/common';
import { registers } from '@fadu/plan/registers';
import { sql } from 'kysely';
import { basesOf } from '../cases/answers.ts';
import type { Office } from '../office.ts';
import { type ListedEntry, liveEntries } from './list.ts';

/** An entry in the list whose bases no longer carry it, with why. */
export interface Orphan {
  readonly register: string;
  readonly region: string;
  readonly code: string;
  readonly name: string;
  readonly organ: string;
  readonly why: readonly string[];
}

/** Entries in use, and those of them that nothing carries on the day. */
export interface OrphanFigure {
  readonly published: number;
  readonly orphans: readonly Orphan[];
}

const refKey = (ref: LegalRef) => `${ref.instrument}\n${ref.article ?? ''}`;
type Live = ListedEntry & { readonly register: string };

function orphansOf(entries: readonly Live[], bases: readonly BasisFacts[], on: DateStr): OrphanFigure {
  const facts = new Map(bases.map((b) => [refKey(b.ref), b.facts]));
  const defs = new Map(registers.map((r) => [r.code, r]));
  const inUse = entries.filter((e) => e.status === '在用');
  const orphans: Orphan[] = [];
  for (const e of inUse) {
    const rule = defs.get(e.register)?.basis;
    if (!rule) continue;
    const standings = basisOf(e.body).map((ref) =>
      basisStanding(rule, ref, facts.get(refKey(ref)) ?? null, e.region, on),
    );
    if (standings.some((s) => s.stands)) continue;
    orphans.push({
      register: e.register,
      region: e.region,
      code: e.code,
      name: String(e.body.name ?? e.code),
      organ: String(e.body.organ ?? ''),
      why: standings.flatMap((s) => (s.stands ? [] : [s.say])),
    });
  }
  return { published: inUse.length, orphans };
}

/** How the same items compare over regions, per register. */
export interface UnityRow {
  readonly register: string;
  readonly shared: number;
  readonly identical: number;
  readonly differences: readonly Difference[];
}

const unityOf = (def: RegisterDef, entries: readonly Live[]): UnityRow => ({
  register: def.code,
  ...differencesOf(
    def,
    entries.filter((e) => e.register === def.code),
  ),
});

/** One trigger of an adjustment and whether it was dealt with in time. */
export interface TimelyRow {
  readonly kind: '清单调整' | '法律变动';
  readonly caseId: string;
  /** Title where everyone may see the case; empty where it is not public yet. */
  readonly title: string;
  readonly inTime: boolean;
  /** What was late. */
  readonly late: readonly string[];
}

export interface TimelyFigure {
  readonly triggers: number;
  readonly inTime: number;
  readonly rows: readonly TimelyRow[];
}

/** Adjustments that are done or overdue, with their clocks and the day that made them due. */
async function timely(office: Office): Promise<TimelyFigure> {
  const now = office.now();
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{
      case_id: string;
      procedure: string;
      title: string;
      public: boolean;
      opened: string;
      triggered: string | null;
      late: string[] | null;
    }>`
      select c.id as case_id, c.procedure, c.title, c.public,
        to_char(c.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as opened,
        (select a.input ->> 'triggeredOn' from fadu.act a where a.region = c.region and a.case_id = c.id and a.seq = 1)
          as triggered,
        (select array_agg(k.title order by k.clock) from fadu.clock k where k.region = c.region and k.case_id = c.id
          and k.kind = 'duty' and (k.late or (k.state = 'running' and k.due_at < ${now}::timestamptz))) as late
      from fadu.case_file c
      where c.procedure in ('power-list-adjustment', 'law-change') and c.ended is distinct from 'stopped'
        and (c.ended = 'done' or exists (select from fadu.clock k where k.region = c.region and k.case_id = c.id
          and k.state = 'running' and k.due_at < ${now}::timestamptz))
      order by c.opened_at desc limit 5000`.execute(tx),
  );
  const list = rows.map((r): TimelyRow => {
    const applyBy =
      r.triggered && dueDateOnly(r.triggered, settings.apply, { calendar: office.calendar, lastDay: 'roll' });
    const late = [
      ...(applyBy && r.opened > applyBy ? [`应当在${applyBy}前申请，实际${r.opened}`] : []),
      ...(r.late ?? []),
    ];
    return {
      kind: r.procedure === 'law-change' ? '法律变动' : '清单调整',
      caseId: r.case_id,
      title: r.public ? r.title : '',
      inTime: late.length === 0,
      late,
    };
  });
  return { triggers: list.length, inTime: list.filter((r) => r.inTime).length, rows: list };
}

/** All three figures as of a day; each with its list. */
export interface RegisterFigures {
  readonly on: DateStr;
  readonly orphan: OrphanFigure;
  readonly unity: readonly UnityRow[];
  readonly timely: TimelyFigure;
}

/** Compute the figures from the entries and clocks as they stand. */
export async function registerFigures(office: Office, on: DateStr): Promise<RegisterFigures> {
  const codes = registers.map((r) => r.code);
  const { entries, bases } = await office.store.within(
    { as: 'public' },
    async (tx) => {
      const found = await liveEntries(tx, codes, on, office.now());
      return { entries: found, bases: await basesOf(tx, found, on) };
    },
    { snapshot: true },
  );
  return {
    on,
    orphan: orphansOf(entries, bases, on),
    unity: registers.map((def) => unityOf(def, entries)),
    timely: await timely(office),
  };
}
