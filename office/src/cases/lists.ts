/** Lists of cases and duties, always under the reader's own database role and always by an index. */
import { type Actor, dateOf, type Instant, remaining } from '@fadu/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Scope, Tx } from '../store/pool.ts';

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

/** Running and paused duties that one condition picks out, first due first; each condition has an index of its own. */
const duties = (tx: Tx, pick: RawBuilder<boolean>, limit: number) =>
  tx
    .selectFrom('fadu.clock as k')
    .innerJoin('fadu.case_file as c', (j) =>
      j.onRef('c.region', '=', 'k.region').onRef('c.id', '=', 'k.case_id'),
    )
    .select([
      'k.case_id',
      'c.title',
      'k.procedure',
      'c.phase',
      'k.clock',
      'k.title as clock_title',
      'k.kind',
      'k.owed_by',
      'k.owed_organs',
      'k.state',
      'k.due',
      'k.due_at',
    ])
    .where('k.state', 'in', ['running', 'paused'])
    .where('k.kind', '=', 'duty')
    .where(pick)
    .where('c.ended', 'is', null)
    .orderBy('k.due_at')
    .limit(limit)
    .execute();

/** Duties that an organ shares with others. An array's index cannot serve behind row-level security: ids come first. */
const shared = (office: Office, organ: string, limit: number) =>
  office.store.within({ as: 'system' }, (tx) =>
    tx
      .selectFrom('fadu.clock')
      .select(['region', 'case_id', 'clock'])
      .where('state', 'in', ['running', 'paused'])
      .where('kind', '=', 'duty')
      .where(sql<boolean>`cardinality(owed_organs) > 1 and owed_organs @> array[${organ}]`)
      .orderBy('due_at')
      .limit(limit)
      .execute(),
  );

async function dutiesOf(office: Office, scope: Extract<Scope, { as: 'organ' }>, limit: number) {
  const { organ } = scope;
  const ids = await shared(office, organ, limit);
  return office.store.within(scope, async (tx) => {
    const rows = [
      ...(await duties(tx, sql<boolean>`k.owed_organ = ${organ}`, limit)),
      ...(await duties(tx, sql<boolean>`k.owner = ${organ}`, limit)),
    ];
    for (const { region, case_id, clock } of ids) {
      const one = sql<boolean>`k.region = ${region} and k.case_id = ${case_id} and k.clock = ${clock}`;
      if (!rows.some((r) => r.case_id === case_id && r.clock === clock))
        rows.push(...(await duties(tx, one, 1)));
    }
    return rows.map((r) => ({ ...r, mine: r.owed_organs.includes(organ) }));
  });
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

/** A page of cases the reader may see, newest change first. */
export async function listCases(office: Office, scope: Scope, filter: CaseFilter) {
  const limit = Math.min(Math.max(filter.limit ?? 30, 1), 100);
  const rows = await office.store.within(scope, (tx) => {
    let query = tx
      .selectFrom('fadu.case_file')
      .select([
        'id',
        'region',
        'procedure',
        'title',
        'phase',
        'ended',
        'owner',
        'public',
        'demo',
        'opened_at',
        'changed_at',
      ])
      .orderBy('changed_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (filter.procedure) query = query.where('procedure', '=', filter.procedure);
    if (filter.phase) query = query.where('phase', '=', filter.phase);
    if (filter.state === 'open') query = query.where('ended', 'is', null);
    if (filter.state === 'ended') query = query.where('ended', 'is not', null);
    if (filter.q) query = query.where('title', 'like', `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
    const [at, id] = (filter.after ?? '').split('~');
    if (at && id) query = query.where(sql<boolean>`(changed_at, id) < (${at}::timestamptz, ${id})`);
    return query.execute();
  });
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
