/** The cases that track tasks, folded. Bounded by tasks × regions, and kept until an act is added. */
import { type ActRecord, type CaseState, CaseView, fold, noCase } from '@fadu/kernel';
import { taskTracking } from '@fadu/plan/leadership/plan-tracking/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** One tracked task. */
export interface TrackedTask {
  readonly id: string;
  readonly region: string;
  readonly task: number;
  readonly plan: string;
  readonly parent?: string;
  readonly state: CaseState;
}

interface Kept {
  readonly stamp: string;
  readonly tasks: readonly TrackedTask[];
}
const kept = new WeakMap<Office, Kept>();

/** Every tracked task of every region. Read as the system: what goes out of here is progress, not the papers. */
export async function trackedTasks(office: Office): Promise<readonly TrackedTask[]> {
  const code = taskTracking.code;
  return office.store.within(
    { as: 'system' },
    async (tx) => {
      // Every act raises its case's number by one: the sum tells whether anything was added.
      const stamp = await sql<{ stamp: string }>`
      select count(*) || '/' || coalesce(sum(seq), 0) as stamp from fadu.case_file where procedure = ${code}`.execute(
        tx,
      );
      const now = stamp.rows[0]?.stamp ?? '';
      const before = kept.get(office);
      if (before?.stamp === now) return before.tasks;
      const { rows } = await sql<{
        region: string;
        id: string;
        acts: (ActRecord & { issued: ActRecord['issued'] | null })[];
      }>`
      select c.region, c.id, (
        select jsonb_agg(jsonb_build_object('seq', a.seq, 'act', a.act, 'at', a.at, 'actor', a.actor, 'input', a.input,
          'effects', a.effects, 'issued', a.issued) order by a.seq)
        from fadu.act a where a.region = c.region and a.case_id = c.id) as acts
      from fadu.case_file c where c.procedure = ${code} order by c.region, c.id`.execute(tx);
      const tasks = rows.map(({ region, id, acts }): TrackedTask => {
        const records = acts.map(
          ({ issued, ...a }): ActRecord => ({
            ...a,
            at: new Date(a.at).toISOString(),
            ...(issued && { issued }),
          }),
        );
        const state = fold(noCase(id, code, taskTracking.version), records);
        const view = new CaseView(state);
        const parent = view.text('open-task.parentCase');
        return {
          id,
          region,
          task: Number(view.get('open-task.taskNo')),
          plan: view.text('open-task.plan'),
          ...(parent && { parent }),
          state,
        };
      });
      kept.set(office, { stamp: now, tasks });
      return tasks;
    },
    { snapshot: true },
  );
}
