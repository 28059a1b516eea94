/**
 * Re-dating open clocks under the calendar in force: in batches, each its own transaction, so that acts go on meanwhile and
 * nothing is kept in memory however many clocks are open. Doing it again changes nothing; one that broke off is taken up
 * by the job `redate`.
 */
import { type ClockEventAt, clockDue, clockSpec, dateOf, type Instant, warnDay } from '@fadu/kernel';
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { dutyLeaf } from '../cases/rows.ts';
import type { Office } from '../office.ts';
import { beginAs, roleOf, type Tx } from '../store/pool.ts';

/** A clock whose last day moved. */
export interface Redated {
  readonly caseId: string;
  readonly clock: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What came of it. */
export interface Redating {
  /** Open clocks looked at. */
  readonly looked: number;
  /** Of these, how many have another last day now. */
  readonly changed: number;
  /** The first of them. */
  readonly first: readonly Redated[];
}

/** A clock by its key. */
interface Key {
  readonly region: string;
  readonly case_id: string;
  readonly clock: string;
}

const BATCH = 1000;
/** Batches under way at once: while the database writes one, the next is computed. */
const LANES = 2;
/** How many changed clocks an answer names. */
export const NAMED = 500;
/** An act and a batch that wait for each other: the batch is done again. */
const DEADLOCK = '40P01';
const TRIES = 5;

/**
 * Recompute every open clock under the calendar in force. Each change is a leaf of the log and a notice to the organs
 * concerned. `at`: the moment it happens; `onProgress` is told how many of how many were looked at.
 */
export async function redateClocks(
  office: Office,
  at: Instant,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Redating> {
  const client = await office.store.pool.connect();
  let broken: Error | undefined;
  try {
    // The keys are fixed by the server before the first is changed: no clock is met twice, whichever way its day moves.
    // Clocks that start after this moment follow the new calendar already.
    const of = await openKeys(client);
    let [looked, changed] = [0, 0];
    const first: Redated[] = [];
    let over = false;
    // One after the other: a connection takes one query at a time.
    let before: Promise<unknown> = Promise.resolve();
    const next = (): Promise<readonly Key[]> => {
      const fetched = before.then(() => client.query<Key>(`fetch ${BATCH} from redate_keys`));
      before = fetched.catch(() => {});
      return fetched.then((answer) => answer.rows);
    };
    const lane = async (): Promise<void> => {
      while (!over) {
        const keys = await next();
        if (keys.length === 0) return;
        try {
          const moved = await again(() =>
            office.store.within({ as: 'system' }, (tx) => redateBatch(office, tx, keys, at)),
          );
          looked += keys.length;
          changed += moved.length;
          first.push(...moved.slice(0, NAMED - first.length));
          onProgress(looked, of);
        } catch (error) {
          over = true;
          throw error;
        }
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
    const failed = ends.find((e) => e.status === 'rejected');
    if (failed) throw failed.reason;
    return { looked, changed, first };
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    if (!broken) await client.query('close redate_keys').catch((error: Error) => (broken = error));
    // A connection on which something went wrong is not handed on.
    client.release(broken ?? false);
  }
}

/**
 * Learn of notices that another server adopted, with organs and regions. What this server dated by the calendar before is
 * re-dated. Answers whether there was anything new.
 */
export async function followNotices(office: Office): Promise<boolean> {
  const { version } = office.calendar;
  await office.refresh();
  if (office.calendar.version === version) return false;
  await redateClocks(office, office.now());
  office.written();
  return true;
}

/** Fix the keys of all open clocks behind a cursor; answers how many there are. */
async function openKeys(client: PoolClient): Promise<number> {
  try {
    await client.query(
      `${beginAs(roleOf({ as: 'system' }), '', true)};
       declare redate_keys no scroll cursor with hold for
         select region, case_id, clock from fadu.clock where state = 'running' order by region, case_id, clock`,
    );
    const { rows } = await client.query<{ n: number }>(
      `select count(*) as n from fadu.clock where state = 'running'`,
    );
    await client.query('commit');
    return rows[0]?.n ?? 0;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || tries >= TRIES) throw error;
    }
  }
}

/** Re-date the clocks of these keys that still run; answers those whose last day moved. */
async function redateBatch(
  office: Office,
  tx: Tx,
  keys: readonly Key[],
  at: Instant,
): Promise<readonly Redated[]> {
  const list = JSON.stringify(keys);
  const { rows } = await sql<ClockFields>`
    select k.region, k.case_id, k.clock, k.procedure, k.title, k.kind, k.owed_by, k.owed_organs, k.started_at, k.due,
      k.provisional, k.on_expiry, k.events,
      (select c.version from fadu.case_file c where c.region = k.region and c.id = k.case_id) as version
    from fadu.clock k
    join jsonb_to_recordset(${list}::jsonb) as w (region text, case_id text, clock text)
      on w.region = k.region and w.case_id = k.case_id and w.clock = k.clock
    where k.state = 'running'
    order by k.region, k.case_id, k.clock
    for update of k`.execute(tx);
  const updates: object[] = [];
  const leaves: object[] = [];
  const notices: object[] = [];
  const moved: Redated[] = [];
  for (const row of rows) {
    const procedure = office.procedureOf(row.procedure, row.version);
    if (!procedure?.clocks[row.clock]) continue;
    const spec = clockSpec(procedure, row.clock);
    const due = clockDue(spec, row.events, office.calendar);
    if (!due || (due.due === row.due && due.provisional === row.provisional)) continue;
    updates.push({
      region: row.region,
      case_id: row.case_id,
      clock: row.clock,
      due: due.due,
      due_at: due.dueAt,
      provisional: due.provisional,
      warn_from: warnDay(spec, due, office.calendar) ?? null,
    });
    if (due.due === row.due) continue;
    const { body } = dutyLeaf(row.region, row.case_id, 0, {
      ...row,
      state: 'running',
      due: due.due,
      due_at: due.dueAt,
      provisional: due.provisional,
      stopped_at: null,
      late: false,
      warn_from: null,
      events: [],
    });
    leaves.push({ region: row.region, ref: `${row.case_id}/calendar/${row.clock}`, body });
    const text = `放假安排调整，“${row.title}”的截止日由${row.due}改为${due.due}。`;
    for (const organ of row.owed_organs)
      notices.push({ region: row.region, organ, case_id: row.case_id, text });
    moved.push({ caseId: row.case_id, clock: row.clock, from: row.due, to: due.due });
  }
  if (updates.length) {
    // What was warned of too early, or had run out too early, is so no more.
    await sql`
      update fadu.clock k set due = n.due, due_at = n.due_at, provisional = n.provisional, warn_from = n.warn_from,
        warned = k.warned and coalesce(n.warn_from <= ${dateOf(at)}::date, false), expiry_done = k.expiry_done and n.due_at < ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(updates)}::jsonb) as n (region text, case_id text, clock text, due date,
        due_at timestamptz, provisional boolean, warn_from date)
      where k.region = n.region and k.case_id = n.case_id and k.clock = n.clock`.execute(tx);
  }
  if (leaves.length) {
    await sql`insert into fadu.leaf (region, kind, ref, body)
      select region, 'duty', ref, body
      from jsonb_to_recordset(${JSON.stringify(leaves)}::jsonb) as n (region text, ref text, body text)`.execute(
      tx,
    );
  }
  if (notices.length) {
    await sql`insert into fadu.notice (region, organ, person, case_id, text, at, read_at)
      select region, organ, null, case_id, text, ${at}::timestamptz, null
      from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as n (region text, organ text, case_id text, text text)`.execute(
      tx,
    );
  }
  return moved;
}

/** What re-dating reads of a clock. */
interface ClockFields extends Key {
  readonly procedure: string;
  /** Version of the procedure that the case follows. */
  readonly version: string;
  readonly title: string;
  readonly kind: string;
  readonly owed_by: string;
  readonly owed_organs: readonly string[];
  readonly started_at: string;
  readonly due: string | null;
  readonly provisional: boolean;
  readonly on_expiry: string | null;
  readonly events: readonly ClockEventAt[];
}
