/** Clocks that ran out and do something by themselves: the system performs the act the procedure names. */
import { CaseView, dateOf, formatDate, SYSTEM, titleOf } from '@fadu/kernel';
import { performAct } from '../cases/perform.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

/** Perform what expired clocks call for, as of the office's now. Answers how many acts were done. */
export async function runExpiry(office: Office, limit = 500): Promise<number> {
  const now = office.now();
  const due = await office.store.within({ as: 'system' }, (tx) =>
    tx
      .selectFrom('fadu.clock')
      .select([
        'region',
        'case_id',
        'clock',
        'title',
        'kind',
        'owed_organs',
        'due',
        'on_expiry',
        'due_at',
        'started_at',
      ])
      .where('state', '=', 'running')
      .where('on_expiry', 'is not', null)
      .where('expiry_done', '=', false)
      .where('due_at', '<', now)
      .orderBy('due_at')
      .limit(limit)
      .execute(),
  );
  let done = 0;
  for (const row of due) {
    try {
      const { record, procedure, state } = await performAct(office, row.case_id, {
        act: row.on_expiry as string,
        input: {},
        actor: SYSTEM,
        key: `expiry:${row.case_id}:${row.clock}:${row.started_at}`,
      });
      done++;
      if (row.kind === 'duty') {
        const act = procedure.acts[record.act]?.title ?? record.act;
        const name = titleOf(procedure, new CaseView(state)) || procedure.title;
        await tellOrgans(
          office,
          row,
          `“${name}”的“${row.title}”已于${formatDate(row.due ?? '')}届满，系统已登记“${act}”。`,
          now,
        );
      }
    } catch (error) {
      // Not lawful now (the case is elsewhere): looked at again when the clock is touched.
      if (!(error instanceof Problem) || error.status !== 422) throw error;
    }
    await office.store.within({ as: 'system' }, (tx) =>
      tx
        .updateTable('fadu.clock')
        .set({ expiry_done: true })
        .where('region', '=', row.region)
        .where('case_id', '=', row.case_id)
        .where('clock', '=', row.clock)
        .where('started_at', '=', row.started_at)
        .execute(),
    );
  }
  return done;
}

/** A notice to every organ that owed what ran out: a duty that the system ended does not go unnoticed. */
async function tellOrgans(
  office: Office,
  row: { readonly region: string; readonly case_id: string; readonly owed_organs: readonly string[] },
  text: string,
  at: string,
): Promise<void> {
  await office.store.within({ as: 'system' }, async (tx) => {
    for (const organ of row.owed_organs)
      await tx
        .insertInto('fadu.notice')
        .values({ region: row.region, organ, person: null, case_id: row.case_id, text, at, read_at: null })
        .execute();
  });
}

/** Warn the organs whose limits end soon, once for each limit. Answers how many warnings were given. */
export async function runWarnings(office: Office, limit = 1000): Promise<number> {
  const now = office.now();
  return office.store.within({ as: 'system' }, async (tx) => {
    const soon = await tx
      .selectFrom('fadu.clock as k')
      .innerJoin('fadu.case_file as c', (j) =>
        j.onRef('c.region', '=', 'k.region').onRef('c.id', '=', 'k.case_id'),
      )
      .select([
        'k.region',
        'k.case_id',
        'k.clock',
        'k.title',
        'k.due',
        'k.owed_organs',
        'c.title as case_title',
      ])
      .where('k.state', '=', 'running')
      .where('k.warned', '=', false)
      .where('k.warn_from', '<=', dateOf(now))
      .where('k.due_at', '>=', now)
      .orderBy('k.warn_from')
      .limit(limit)
      .forUpdate('k')
      .execute();
    for (const row of soon) {
      for (const organ of row.owed_organs) {
        await tx
          .insertInto('fadu.notice')
          .values({
            region: row.region,
            organ,
            person: null,
            case_id: row.case_id,
            text: `“${row.case_title}”的“${row.title}”将于${formatDate(row.due ?? '')}届满，请及早办理。`,
            at: now,
            read_at: null,
          })
          .execute();
      }
      await tx
        .updateTable('fadu.clock')
        .set({ warned: true })
        .where('region', '=', row.region)
        .where('case_id', '=', row.case_id)
        .where('clock', '=', row.clock)
        .execute();
    }
    return soon.length;
  });
}
