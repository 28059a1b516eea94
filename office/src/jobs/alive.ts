/**
 * Which workers of the outbox are alive. A worker killed with a job in hand leaves the job locked, and the job library gives
 * such a job to another one only after four hours. So every worker holds a lock of the database's own on its name for as
 * long as its process and connection live; jobs locked under a name that nobody holds are set free within half a minute.
 */
import type { Pool, PoolClient } from 'pg';

/** First half of the advisory lock's key; the second is a hash of the worker's name. */
const LOCK = 4024;
/** A job is looked at from this age on: before, its worker may not have taken its own lock yet. */
const YOUNG_SECONDS = 15;

/** The names of this process that are held, and the look for those that nobody holds. */
export interface Alive {
  /** This process works under a name from now on. */
  hold(name: string): void;
  /** The name is given up: what is still locked under it may be done by others. */
  letGo(name: string): void;
  stop(): Promise<void>;
}

/**
 * Keep the locks and look every `every` milliseconds. `pool`: the owner's. `lost` is called when the connection broke that
 * held the names: the database may have restarted, and what it answered last may not have come through.
 */
export function keepAlive(pool: Pool, lost: () => void, every = 5_000): Alive {
  const names = new Set<string>();
  const dropped = new Set<string>();
  let client: PoolClient | null = null;
  let held = new Set<string>();
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  const locked = async (name: string): Promise<boolean> => {
    const { rows } = await (client as PoolClient).query<{ got: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as got',
      [LOCK, name],
    );
    return rows[0]?.got === true;
  };
  const unlock = (name: string) =>
    (client as PoolClient).query('select pg_advisory_unlock($1, hashtext($2))', [LOCK, name]);

  const round = async (): Promise<void> => {
    if (!client) {
      client = await pool.connect();
      held = new Set();
      // A machine that lost its power says nothing: the database must notice by itself, in a minute and not in hours.
      await client.query(
        'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3',
      );
    }
    for (const name of dropped) {
      if (held.has(name)) await unlock(name);
      held.delete(name);
      dropped.delete(name);
    }
    for (const name of names) if (!held.has(name) && (await locked(name))) held.add(name);
    const { rows } = await client.query<{ name: string }>(
      `select distinct locked_by as name from graphile_worker.jobs
       where locked_by is not null and locked_by <> all($1) and locked_at < now() - make_interval(secs => $2)`,
      [[...names], YOUNG_SECONDS],
    );
    for (const { name } of rows) {
      if (!(await locked(name))) continue;
      // A job whose work was asked for anew while it ran is not done again by itself: its place is taken.
      const { rows: replaced } = await client.query<{ id: string }>(
        'select id from graphile_worker.jobs where locked_by = $1 and key is null and attempts >= max_attempts',
        [name],
      );
      await client.query('select graphile_worker.force_unlock_workers(array[$1])', [name]);
      if (replaced.length)
        await client.query('select graphile_worker.complete_jobs($1::bigint[])', [replaced.map((r) => r.id)]);
      await unlock(name);
    }
  };
  const next = (wait: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round()
        .catch(() => {
          const broken = client;
          client = null;
          if (!broken) return;
          broken.release(true);
          lost();
        })
        .finally(() => next(every));
    }, wait);
  };
  next(0);

  return {
    hold(name) {
      names.add(name);
      if (timer) clearTimeout(timer);
      void running.finally(() => {
        if (timer) clearTimeout(timer);
        next(0);
      });
    },
    letGo(name) {
      names.delete(name);
      dropped.add(name);
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
      if (timer) clearTimeout(timer);
      client?.release(true);
      client = null;
    },
  };
}
