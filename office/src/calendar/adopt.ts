/**
 * Adopting the yearly holiday notice: an act on record that re-dates every open clock it reaches and tells the organs
 * concerned.
 */
import {
  type Actor,
  adoptYear,
  type CalendarYear,
  type ClockEventAt,
  clockDue,
  clockSpec,
} from '@fadu/kernel';
import { canonicalJson } from '@fadu/kernel/record/index';
import { digestOf, dutyLeaf, plain } from '../cases/rows.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

export interface Redated {
  readonly caseId: string;
  readonly clock: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Adoption {
  readonly year: number;
  readonly version: number;
  readonly looked: number;
  readonly redated: readonly Redated[];
}

/** Role that may adopt the notice. */
export const CALENDAR_ROLE = 'calendar-keeper';

/** Adopt a year's arrangement. `onProgress` is told how many open clocks of how many have been looked at. */
export async function adoptCalendar(
  office: Office,
  year: CalendarYear,
  actor: Actor,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Adoption> {
  const post = actor.posts.find((p) => p.role === CALENDAR_ROLE);
  if (!post) throw new Problem(403, 'who', '放假安排应由日历管理人员录入');
  try {
    adoptYear(office.calendar, year);
  } catch (error) {
    throw new Problem(400, 'calendar', (error as Error).message);
  }
  const at = office.now();
  const version = await office.store.within({ as: 'system' }, async (tx) => {
    const last = await tx
      .selectFrom('fadu.calendar_year')
      .select((e) => e.fn.max('version').as('v'))
      .where('year', '=', year.year)
      .executeTakeFirst();
    const next = Number(last?.v ?? 0) + 1;
    const row = {
      year: year.year,
      version: next,
      body: plain(year),
      adopted_by: { person: actor.person ?? null, organ: post.organ },
    };
    const digest = digestOf(row);
    await tx
      .insertInto('fadu.calendar_year')
      .values({
        ...row,
        body: JSON.stringify(year),
        adopted_by: JSON.stringify(row.adopted_by),
        adopted_at: at,
        digest,
      })
      .execute();
    await tx
      .insertInto('fadu.leaf')
      .values({
        region: '000000',
        kind: 'calendar',
        ref: `${year.year}/${next}`,
        body: canonicalJson({
          v: 1,
          kind: 'calendar',
          year: year.year,
          version: next,
          notice: year.notice,
          at,
          digest,
        }),
      })
      .execute();
    return next;
  });
  await office.refresh();
  const redated = await redate(office, at, onProgress);
  office.written();
  return { year: year.year, version, looked: redated.looked, redated: redated.changed };
}

/** Recompute every open clock under the calendar in force, in batches; each change is a leaf and a notice. */
async function redate(office: Office, at: string, onProgress: (done: number, of: number) => void) {
  const changed: Redated[] = [];
  let looked = 0;
  let after = ['', '', ''] as [string, string, string];
  const { n } = await office.store.within({ as: 'system' }, (tx) =>
    tx
      .selectFrom('fadu.clock')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('state', '=', 'running')
      .executeTakeFirstOrThrow(),
  );
  for (;;) {
    const batch = await office.store.within({ as: 'system' }, async (tx) => {
      const rows = await tx
        .selectFrom('fadu.clock')
        .selectAll()
        .where('state', '=', 'running')
        .where((e) => e(e.refTuple('region', 'case_id', 'clock'), '>', e.tuple(...after)))
        .orderBy('region')
        .orderBy('case_id')
        .orderBy('clock')
        .limit(1000)
        .forUpdate()
        .execute();
      for (const row of rows) {
        const procedure = office.procedures.get(row.procedure);
        if (!procedure?.clocks[row.clock]) continue;
        const due = clockDue(clockSpec(procedure, row.clock), row.events as ClockEventAt[], office.calendar);
        if (!due || (due.due === row.due && due.provisional === row.provisional)) continue;
        await tx
          .updateTable('fadu.clock')
          .set({ due: due.due, due_at: due.dueAt, provisional: due.provisional })
          .where('region', '=', row.region)
          .where('case_id', '=', row.case_id)
          .where('clock', '=', row.clock)
          .execute();
        if (due.due === row.due) continue;
        const leaf = dutyLeaf(row.region, row.case_id, 0, {
          ...row,
          state: 'running',
          due: due.due,
          due_at: due.dueAt,
          events: [],
        });
        await tx
          .insertInto('fadu.leaf')
          .values({
            region: row.region,
            kind: 'duty',
            ref: `${row.case_id}/calendar/${row.clock}`,
            body: leaf.body,
          })
          .execute();
        for (const organ of row.owed_organs) {
          await tx
            .insertInto('fadu.notice')
            .values({
              region: row.region,
              organ,
              person: null,
              case_id: row.case_id,
              text: `放假安排调整，“${row.title}”的截止日由${row.due}改为${due.due}。`,
              at,
              read_at: null,
            })
            .execute();
        }
        changed.push({ caseId: row.case_id, clock: row.clock, from: row.due, to: due.due });
      }
      return rows;
    });
    looked += batch.length;
    onProgress(looked, n);
    const last = batch.at(-1);
    if (!last || batch.length < 1000) return { changed, looked };
    after = [last.region, last.case_id, last.clock];
  }
}
