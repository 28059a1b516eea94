/** Jobs that a killed worker left locked are set free; those of a living one are not. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { type Alive, keepAlive } from './alive.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

/** A job in the hand of a worker for so many seconds. */
async function lockedJob(key: string | null, by: string, seconds: number, attempts = 1): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from graphile_worker.add_job('papers', '{}', job_key := $1)`,
    [key],
  );
  const id = rows[0]?.id as string;
  await pool.query(
    `update graphile_worker._private_jobs set locked_by = $2, locked_at = now() - make_interval(secs => $3), attempts = $4
     where id = $1`,
    [id, by, seconds, attempts],
  );
  return id;
}
const holderOf = async (id: string): Promise<string | null | undefined> => {
  const { rows } = await pool.query<{ locked_by: string | null }>(
    'select locked_by from graphile_worker.jobs where id = $1',
    [id],
  );
  return rows[0]?.locked_by;
};
async function until(check: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await check()) return;
    await new Promise((r) => setTimeout(r, 25));
  }
  throw new Error('it did not happen');
}

test('a job locked by a worker that is gone is free within one look; one of a living worker, and a young one, stay', async () => {
  const alive: Alive[] = [keepAlive(pool, () => {}, 50), keepAlive(pool, () => {}, 50)];
  try {
    alive[1]?.hold('pool-living');
    await until(async () => {
      const { rows } = await pool.query(
        `select 1 from pg_locks where locktype = 'advisory' and classid = 4024`,
      );
      return rows.length > 0;
    });
    const left = await lockedJob('left', 'pool-killed', 60);
    const kept = await lockedJob('kept', 'pool-living', 60);
    const young = await lockedJob('young', 'pool-just-begun', 1);
    await until(async () => (await holderOf(left)) === null);
    expect(await holderOf(kept)).toBe('pool-living');
    expect(await holderOf(young)).toBe('pool-just-begun');
    alive[1]?.letGo('pool-living');
    await until(async () => (await holderOf(kept)) === null);
  } finally {
    for (const a of alive) await a.stop();
  }
});

test('a job that was asked for anew while its worker was killed is not left over', async () => {
  const replaced = await lockedJob(null, 'pool-killed-too', 60, 25);
  const alive = keepAlive(pool, () => {}, 50);
  try {
    await until(async () => (await holderOf(replaced)) === undefined);
  } finally {
    await alive.stop();
  }
});

test('a broken connection is told, and the names are held again on a new one', async () => {
  let told = 0;
  const alive = keepAlive(pool, () => told++, 50);
  const holders = async () =>
    (
      await database.pool.query<{ pid: number }>(
        `select pid from pg_locks l join pg_database d on d.oid = l.database
         where locktype = 'advisory' and classid = 4024 and d.datname = current_database()`,
      )
    ).rows.map((r) => r.pid);
  try {
    alive.hold('pool-steady');
    await until(async () => (await holders()).length === 1);
    const [first] = await holders();
    await database.pool.query('select pg_terminate_backend($1)', [first]);
    await until(async () => told > 0 && (await holders()).some((pid) => pid !== first));
  } finally {
    await alive.stop();
  }
});
