/** Lists of cases and duties, always under the reader's own database role and always by an index. */
import { type Actor, dateOf, type Instant, remaining } from '@fadu/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Scope } from '../store/pool.ts';

/** One line of the to-do list. */
export interface TodoItem {
  readonly caseId: string;
  readonly title: string;
  readonly procedure: string;
  readonly phase: string;
  readonly clock: string;
  readonly clockTitle: string;
  readonly kind: string;
  readonly owedBy: string;
  readonly organs: readonly string[];
  readonly due: string | null;
  readonly remaining: string;
  /** overdue, today, week, later, paused. */
  readonly group: 'overdue' | 'today' | 'week' | 'later' | 'paused';
  readonly mine: boolean;
}

/** Scopes under which a person reads: each organ they hold a post in, else themselves. */
export function scopesOf(actor: Actor): Scope[] {
  const organs = [...new Set(actor.posts.map((p) => p.organ))];
  if (organs.length) return organs.map((organ) => ({ as: 'organ', organ }));
  return actor.person ? [{ as: 'resident', person: actor.person }] : [{ as: 'public' }];
}

/** Whose eyes a general list is read with: the first of the person's scopes. */
export const scopeOf = (actor: Actor): Scope => scopesOf(actor)[0] as Scope;

function groupOf(
  row: { state: string; due: string | null; due_at: string | null },
  now: Instant,
): TodoItem['group'] {
  if (row.state === 'paused' || !row.due || !row.due_at) return 'paused';
  if (row.due_at < now) return 'overdue';
  const today = dateOf(now);
  if (row.due === today) return 'today';
  return row.due <= dateOf(new Date(Date.parse(now) + 7 * 86_400_000).toISOString()) ? 'week' : 'later';
}

/** A duty by its place. */
interface DutyPlace {
  readonly region: string;
  readonly case_id: string;
  readonly clock: string;
}

/**
 * Where the duties of an organ are, first due first: what it owes, what it shares, what is owed in its own cases; of each
 * `limit` at most, in cases that go on. Read as the system: behind row-level security the planner knows nothing of how few
 * they are and begins with every case the organ ever had. The rows themselves are read as the organ.
 */
const dutyPlaces = (office: Office, organ: string, limit: number): Promise<DutyPlace[]> => {
  const some = (pick: RawBuilder<boolean>) => sql`(select k.region, k.case_id, k.clock from fadu.clock k
    cross join lateral (select 1 from fadu.case_file c where c.region = k.region and c.id = k.case_id and c.ended is null
      ${office.store.fence}) c
    where k.state in ('running', 'paused') and k.kind = 'duty' and ${pick} order by k.due_at limit ${limit})`;
  return office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<DutyPlace>`${some(sql`k.owed_organ = ${organ}`)}
      union ${some(sql`k.owner = ${organ}`)}
      union ${some(sql`cardinality(k.owed_organs) > 1 and k.owed_organs @> array[${organ}]`)}`.execute(tx);
    return rows;
  });
};

interface DutyRow {
  readonly case_id: string;
  readonly title: string;
  readonly procedure: string;
  readonly phase: string;
  readonly clock: string;
  readonly clock_title: string;
  readonly kind: string;
  readonly owed_by: string;
  readonly owed_organs: string[];
  readonly state: string;
  readonly due: string | null;
  readonly due_at: string | null;
}

async function dutiesOf(office: Office, scope: Extract<Scope, { as: 'organ' }>, limit: number) {
  const places = await dutyPlaces(office, scope.organ, limit);
  if (places.length === 0) return [];
  const column = (name: keyof DutyPlace) => sql.val(places.map((p) => p[name]));
  const { rows } = await office.store.within(scope, (tx) =>
    sql<DutyRow>`select k.case_id, c.title, k.procedure, c.phase, k.clock, k.title as clock_title, k.kind, k.owed_by,
        k.owed_organs, k.state, k.due, k.due_at
      from unnest(${column('region')}::text[], ${column('case_id')}::text[], ${column('clock')}::text[])
        as p (region, case_id, clock)
      cross join lateral (select * from fadu.clock o
        where o.region = p.region and o.case_id = p.case_id and o.clock = p.clock ${office.store.fence}) k
      cross join lateral (select f.title, f.phase from fadu.case_file f
        where f.region = p.region and f.id = p.case_id and f.ended is null ${office.store.fence}) c
      where k.state in ('running', 'paused') and k.kind = 'duty'
      order by k.due_at`.execute(tx),
  );
  return rows.map((r) => ({ ...r, mine: r.owed_organs.includes(scope.organ) }));
}

/** What an organ owes, first due first; and what it waits for from others in its own cases. */
export async function todo(office: Office, actor: Actor, limit = 200): Promise<TodoItem[]> {
  const now = office.now();
  const lists = await Promise.all(
    scopesOf(actor).flatMap((scope) => (scope.as !== 'organ' ? [] : [dutiesOf(office, scope, limit)])),
  );
  const seen = new Set<string>();
  return lists
    .flat()
    .filter((r) => !seen.has(`${r.case_id}/${r.clock}`) && seen.add(`${r.case_id}/${r.clock}`))
    .sort((a, b) => ((a.due_at ?? '9') < (b.due_at ?? '9') ? -1 : 1))
    .map((r) => {
      const procedure = office.procedures.get(r.procedure);
      return {
        caseId: r.case_id,
        title: r.title,
        procedure: procedure?.title ?? r.procedure,
        phase: procedure?.phases[r.phase]?.title ?? r.phase,
        clock: r.clock,
        clockTitle: r.clock_title,
        kind: r.kind,
        owedBy: procedure?.relations[r.owed_by] ?? procedure?.roles[r.owed_by] ?? r.owed_by,
        organs: r.owed_organs.map(office.organName),
        due: r.due,
        remaining:
          r.due && r.due_at
            ? remaining(now, { due: r.due, dueAt: r.due_at }, { unit: 'workday', calendar: office.calendar })
                .text
            : '期限中止',
        group: groupOf(r, now),
        mine: r.mine,
      };
    });
}

export interface CaseFilter {
  readonly procedure?: string;
  readonly phase?: string;
  /** Part of the title. */
  readonly q?: string;
  readonly state?: 'open' | 'ended';
  /** Opaque place to go on from. */
  readonly after?: string;
  readonly limit?: number;
}

/** What a filter asks of the rows of `fadu.case_file`; `changed`: the column of their last change. */
function asked(filter: CaseFilter, changed: RawBuilder<unknown>): RawBuilder<boolean> {
  const parts = [sql<boolean>`true`];
  if (filter.procedure) parts.push(sql<boolean>`c.procedure = ${filter.procedure}`);
  if (filter.phase) parts.push(sql<boolean>`c.phase = ${filter.phase}`);
  if (filter.q) parts.push(sql<boolean>`c.title like ${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`}`);
  const [at, id] = (filter.after ?? '').split('~');
  if (at && id) parts.push(sql<boolean>`(${changed}, c.id) < (${at}::timestamptz, ${id})`);
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

/**
 * Ids of a page of cases with the newest change: open ones, which are few, sorted; ended ones, which are over since their last
 * change, along their index. Picked as the system and by the organ's name where the reader is an organ: behind row-level security
 * the planner cannot know how many cases an organ has, and sorts them all. The rows themselves are read as the reader.
 */
async function pageIds(office: Office, scope: Scope, filter: CaseFilter, limit: number) {
  const seen = scope.as === 'organ' ? sql<boolean>`c.organs @> array[${scope.organ}]` : sql<boolean>`true`;
  const some = (state: RawBuilder<boolean>, changed: RawBuilder<unknown>) => sql`(
    select c.region, c.id, ${changed} as changed_at from fadu.case_file c
    where ${state} and ${seen} and ${asked(filter, changed)} order by ${changed} desc, c.id desc limit ${limit})`;
  const halves = [
    ...(filter.state === 'ended' ? [] : [some(sql<boolean>`c.ended is null`, sql`c.changed_at`)]),
    ...(filter.state === 'open' ? [] : [some(sql<boolean>`c.ended is not null`, sql`c.over_at`)]),
  ];
  const { rows } = await office.store.within(scope.as === 'organ' ? { as: 'system' } : scope, (tx) =>
    sql<{ region: string; id: string }>`select region, id from (${sql.join(halves, sql` union all `)}) as p
      order by changed_at desc, id desc limit ${limit}`.execute(tx),
  );
  return rows;
}

interface CaseRow {
  readonly id: string;
  readonly region: string;
  readonly procedure: string;
  readonly title: string;
  readonly phase: string;
  readonly ended: string | null;
  readonly owner: string;
  readonly public: boolean;
  readonly demo: boolean;
  readonly opened_at: string;
  readonly changed_at: string;
}

/** A page of cases the reader may see, newest change first. */
export async function listCases(office: Office, scope: Scope, filter: CaseFilter) {
  const limit = Math.min(Math.max(filter.limit ?? 30, 1), 100);
  const ids = await pageIds(office, scope, filter, limit + 1);
  const { rows } = await office.store.within(scope, (tx) =>
    sql<CaseRow>`select c.* from unnest(${sql.val(ids.map((i) => i.region))}::text[],
        ${sql.val(ids.map((i) => i.id))}::text[]) as p (region, id)
      cross join lateral (select f.id, f.region, f.procedure, f.title, f.phase, f.ended, f.owner, f.public, f.demo, f.opened_at,
          f.changed_at from fadu.case_file f where f.region = p.region and f.id = p.id ${office.store.fence}) c
      order by c.changed_at desc, c.id desc`.execute(tx),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((r) => {
      const procedure = office.procedures.get(r.procedure);
      return {
        id: r.id,
        region: r.region,
        title: r.title,
        procedure: { code: r.procedure, title: procedure?.title ?? r.procedure },
        phase: { id: r.phase, title: procedure?.phases[r.phase]?.title ?? r.phase },
        ended: r.ended,
        owner: office.organName(r.owner),
        public: r.public,
        demo: r.demo,
        openedAt: r.opened_at,
        changedAt: r.changed_at,
      };
    }),
    next: rows.length > limit && last ? `${last.changed_at}~${last.id}` : null,
  };
}
