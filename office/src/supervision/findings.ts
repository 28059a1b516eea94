/** Findings as people ask for them: how each stands, lists with filters, the evidence behind one. */
import { citeText, type FindingFacts } from '@fadu/kernel';
import {
  FINDING_KINDS,
  FINDING_LEVELS,
  ruleByCode,
} from '@fadu/plan/oversight/enforcement-supervision/findings/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import { notFound } from '../problem.ts';
import type { Scope, Tx } from '../store/pool.ts';
import { lastScan } from './scan.ts';

/** How these findings stand; one that the record no longer shows is not open. */
export async function findingFacts(tx: Tx, ids: readonly string[]): Promise<FindingFacts[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('fadu.finding')
    .select(['id', 'open', 'says'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
}

/** What to list. */
export interface FindingFilter {
  readonly organ?: string | undefined;
  readonly kind?: string | undefined;
  readonly level?: string | undefined;
  readonly rule?: string | undefined;
  /** `open`: still going on; `past`: happened and over. */
  readonly state?: 'open' | 'past' | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** One finding in a list. */
export interface FindingItem {
  readonly id: string;
  readonly region: string;
  readonly rule: string;
  readonly ruleTitle: string;
  readonly kind: string;
  readonly level: string;
  readonly organ: string;
  readonly organName: string;
  readonly says: string;
  readonly since: string;
  readonly open: boolean;
  readonly foundOn: string;
  readonly caseTitle: string | null;
  /** Case of supervision that took it up. */
  readonly supervision: string | null;
}

/** A list of findings with the table of organs and kinds over all that the reader sees. */
export interface FindingList {
  readonly items: readonly FindingItem[];
  readonly total: number;
  /** Of everything the reader sees, whatever the filter. */
  readonly table: readonly {
    readonly organ: string;
    readonly organName: string;
    readonly kind: string;
    readonly n: number;
  }[];
  readonly kinds: readonly string[];
  readonly levels: readonly string[];
  /** When the record was last looked over. */
  readonly asOf: string | null;
}

/** List findings as a scope may see them. */
export async function listFindings(
  office: Office,
  scope: Scope,
  filter: FindingFilter,
): Promise<FindingList> {
  const { rows, total, table } = await office.store.within(
    scope,
    async (tx) => {
      let q = tx.selectFrom('fadu.finding').where('gone_on', 'is', null);
      if (filter.organ) q = q.where('organ', '=', filter.organ);
      if (filter.kind) q = q.where('kind', '=', filter.kind);
      if (filter.level) q = q.where('level', '=', filter.level);
      if (filter.rule) q = q.where('rule', '=', filter.rule);
      if (filter.state) q = q.where('open', '=', filter.state === 'open');
      const counted = await q.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirst();
      return {
        total: Number(counted?.n ?? 0),
        rows: await q
          .selectAll()
          .orderBy('since', 'desc')
          .orderBy('id')
          .limit(Math.min(filter.limit ?? 50, 200))
          .offset(filter.offset ?? 0)
          .execute(),
        table: await tx
          .selectFrom('fadu.finding')
          .where('gone_on', 'is', null)
          .select(['organ', 'kind', (e) => e.fn.countAll<number>().as('n')])
          .groupBy(['organ', 'kind'])
          .orderBy('organ')
          .execute(),
      };
    },
    { snapshot: true },
  );
  const ids = [...new Set(rows.flatMap((r) => r.case_id ?? []))];
  // Titles of cases that the reader does not see himself: a finding names its case.
  const { titles, asOf } = await office.store.within({ as: 'system' }, async (tx) => ({
    titles: ids.length
      ? await tx.selectFrom('fadu.case_file').select(['id', 'title']).where('id', 'in', ids).execute()
      : [],
    asOf: await lastScan(tx),
  }));
  const titleOf = new Map(titles.map((t) => [t.id, t.title]));
  return {
    total,
    items: rows.map((r) => ({
      id: r.id,
      region: r.region,
      rule: r.rule,
      ruleTitle: ruleByCode(r.rule)?.title ?? r.rule,
      kind: r.kind,
      level: r.level,
      organ: r.organ,
      organName: office.organName(r.organ),
      says: r.says,
      since: r.since,
      open: r.open,
      foundOn: r.found_on,
      caseTitle: (r.case_id && titleOf.get(r.case_id)) ?? null,
      supervision: r.supervision,
    })),
    table: table.map((t) => ({ ...t, n: Number(t.n), organName: office.organName(t.organ) })),
    kinds: FINDING_KINDS,
    levels: FINDING_LEVELS,
    asOf: asOf ?? null,
  };
}

/** The evidence behind a finding: its rule with its article, the case's steps, the one that shows it. */
export interface FindingEvidence extends FindingItem {
  readonly cites: readonly { readonly text: string; readonly says: string; readonly standing: string }[];
  readonly clock: {
    readonly title: string;
    readonly due: string | null;
    readonly stoppedAt: string | null;
  } | null;
  readonly caseId: string | null;
  readonly steps: readonly {
    readonly seq: number;
    readonly title: string;
    readonly at: string;
    readonly organName: string;
    readonly person: string;
    /** This step shows the fault. */
    readonly shows: boolean;
  }[];
}

/** One finding with its evidence. Of the case only its steps are told, never what was entered. @throws Problem 404 */
export async function findingEvidence(office: Office, scope: Scope, id: string): Promise<FindingEvidence> {
  const row = await office.store.within(scope, (tx) =>
    tx.selectFrom('fadu.finding').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  if (!row) throw notFound('这个发现');
  const rule = ruleByCode(row.rule);
  const around = await office.store.within({ as: 'system' }, async (tx) => {
    if (!row.case_id) return null;
    const file = await tx
      .selectFrom('fadu.case_file')
      .select(['title', 'procedure'])
      .where('id', '=', row.case_id)
      .executeTakeFirst();
    const { rows: acts } = await sql<{
      seq: number;
      act: string;
      at: string;
      name: string;
      organ: string | null;
    }>`
      select seq, act, at, actor ->> 'name' as name, actor ->> 'organ' as organ from fadu.act
      where case_id = ${row.case_id} order by seq`.execute(tx);
    const clock = row.clock
      ? await tx
          .selectFrom('fadu.clock')
          .select(['title', 'due', 'stopped_at'])
          .where('case_id', '=', row.case_id)
          .where('clock', '=', row.clock)
          .executeTakeFirst()
      : undefined;
    return { file, acts, clock };
  });
  const procedure = around?.file && office.procedures.get(around.file.procedure);
  return {
    id: row.id,
    region: row.region,
    rule: row.rule,
    ruleTitle: rule?.title ?? row.rule,
    kind: row.kind,
    level: row.level,
    organ: row.organ,
    organName: office.organName(row.organ),
    says: row.says,
    since: row.since,
    open: row.open,
    foundOn: row.found_on,
    caseTitle: around?.file?.title ?? null,
    supervision: row.supervision,
    cites: (rule?.cites ?? []).map((c) => ({ text: citeText(c), says: c.says, standing: c.standing })),
    clock: around?.clock
      ? {
          title: around.clock.title,
          due: around.clock.due,
          stoppedAt: around.clock.stopped_at && new Date(around.clock.stopped_at).toISOString(),
        }
      : null,
    caseId: row.case_id,
    steps: (around?.acts ?? []).map((a) => ({
      seq: a.seq,
      title: procedure?.acts[a.act]?.title ?? a.act,
      at: new Date(a.at).toISOString(),
      organName: a.organ ? office.organName(a.organ) : '',
      // Who is outside government is not named here.
      person: a.organ ? a.name : '',
      shows: a.seq === row.act,
    })),
  };
}
