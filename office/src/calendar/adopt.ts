/**
 * Adopting the yearly holiday notice: an act on record that re-dates every open clock it reaches and tells the organs
 * concerned.
 */
import { type Actor, adoptYear, type CalendarYear } from '@fadu/kernel';
import { canonicalJson } from '@fadu/kernel/record/index';
import { sql } from 'kysely';
import { digestOf, plain } from '../cases/rows.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { type Redated, redateClocks } from './redate.ts';

export interface Adoption {
  readonly year: number;
  readonly version: number;
  /** Open clocks looked at. */
  readonly looked: number;
  /** Of these, how many have another last day now. */
  readonly changed: number;
  /** The first of them; not all, where they are many. */
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
    // Should this server end before all clocks are re-dated, the outbox's worker takes it up; where nothing is left to do
    // it changes nothing.
    await sql`select fadu.enqueue('redate', ${JSON.stringify({ year: year.year, version: next })}::json, ${`redate:${year.year}:${next}`})`.execute(
      tx,
    );
    return next;
  });
  await office.refresh();
  const { looked, changed, first } = await redateClocks(office, at, onProgress);
  office.written();
  return { year: year.year, version, looked, changed, redated: first };
}
