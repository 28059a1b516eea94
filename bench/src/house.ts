/** A small Fadu for measuring: a durable PostgreSQL server of its own, a migrated database, an office, a sequencer. */
import type { Actor, Instant, Procedure } from '@fadu/kernel';
import { noteSigner } from '@fadu/kernel/record/index';
import { Office } from '@fadu/office/office';
import { type Sequencer, startSequencer } from '@fadu/office/record/sequencer';
import { migrate } from '@fadu/office/store/migrate';
import { openStore, survivesDrops } from '@fadu/office/store/pool';
import { type DatabaseServer, startEmbedded, withDatabase } from '@fadu/office/store/server';
import { fillTestCity } from '@fadu/office/testing/organs';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import pg from 'pg';
import { postmasterPid } from './processes.ts';

/** What a part runs on. */
export interface House {
  readonly server: DatabaseServer;
  /** Process id of the server. */
  readonly serverPid: number;
  readonly postgres: string;
  /** Address of a database on the same server: empty and new, unless a kept folder holds it already. */
  database(name: string): Promise<string>;
  /** The owner's connections. */
  readonly owner: pg.Pool;
  readonly office: Office;
  readonly sequencer: Sequencer;
  close(): Promise<void>;
}

/** Settings of every database server of the bench: durable (fsync and synchronous_commit as PostgreSQL ships them). */
const TUNING = {
  max_connections: '120',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
} as const;

/** Start all of it in an empty folder, or in one that an earlier run kept. `more`: procedures beside the plan's; `now`: the office's clock. */
export async function startHouse(
  folder: string,
  lanes: number,
  more: readonly Procedure[] = [],
  now: () => Instant = () => new Date().toISOString(),
): Promise<House> {
  const server = await startEmbedded(folder, TUNING);
  try {
    const admin = survivesDrops(new pg.Pool({ connectionString: server.url, max: 1 }));
    const { rows } = await admin.query<{ v: string; fsync: string; commit: string }>(
      `select current_setting('server_version') as v, current_setting('fsync') as fsync,
         current_setting('synchronous_commit') as commit`,
    );
    if (rows[0]?.fsync !== 'on' || rows[0].commit !== 'on')
      throw new Error('the server is not durable: fsync and synchronous_commit must be on');
    const database = async (name: string): Promise<string> => {
      const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
      if (!rowCount) await admin.query(`create database ${name}`);
      return withDatabase(server.url, name);
    };
    const url = await database('fadu');
    await migrate(url, { app: 'bench' });
    const owner = survivesDrops(new pg.Pool({ connectionString: url, max: lanes }));
    const { rowCount: filled } = await owner.query('select from fadu.region limit 1');
    if (!filled) await fillTestCity(owner);
    const store = openStore(withDatabase(url, 'fadu', { name: 'fadu_app', password: 'bench' }), lanes + 2);
    const office = new Office({
      store,
      procedures: [...procedures, ...more],
      calendar: chinaCalendar,
      now,
      demo: true,
      baseUrl: 'http://127.0.0.1',
    });
    await office.refresh();
    const sequencer = startSequencer(store, noteSigner('bench.fadu/220200', new Uint8Array(32).fill(7)));
    office.onWritten(() => sequencer.wake());
    return {
      server,
      serverPid: postmasterPid(folder),
      postgres: rows[0].v,
      database,
      owner,
      office,
      sequencer,
      async close() {
        await sequencer.stop();
        await store.close();
        await owner.end();
        await admin.end();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Someone with one post. */
export const staff = (role: string, organ = 't-city'): Actor => ({
  kind: 'person',
  person: `p-${role}`,
  name: role,
  posts: [{ role, organ }],
});
