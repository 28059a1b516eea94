/** A city small enough to be made in seconds: a database on disk, organs, people with accounts, an office to look at it with. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatVkey } from '@fadu/kernel/record/index';
import { createAccount, createAuth, migrateAuth } from '@fadu/office/identity/index';
import { Office } from '@fadu/office/office';
import { logSigner } from '@fadu/office/record/key';
import { loadSealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { fillTestCity } from '@fadu/office/testing/organs';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { type Prepared, prepare } from '@fadu/server';
import pg from 'pg';
import { FaultDatabase, type Tuning } from './database.ts';
import { PASSWORD, personOf, STAFF } from './people.ts';

/** Name of the log of every run. */
export const ORIGIN = 'faults.fadu/220200';

/** Where a run of fault takes place. */
export interface World {
  readonly folder: string;
  readonly database: FaultDatabase;
  readonly prepared: Prepared;
  /** Connections of the superuser, for looking behind the engine's back. */
  readonly owner: pg.Pool;
  readonly store: Store;
  /** An office of the looker's own: reads, verifies; the server under test has another. */
  readonly office: Office;
  /** Public key of the log. */
  readonly vkey: string;
  close(): Promise<void>;
}

/** Make database `fadu` on a server, with organs, people and accounts. Safe to repeat. */
export async function makeWorld(folder: string, tuning: Tuning = {}): Promise<World> {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
  const database = await FaultDatabase.make(folder, tuning);
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  const { rowCount } = await admin.query("select 1 from pg_database where datname = 'fadu'");
  if (!rowCount) await admin.query('create database fadu');
  await admin.end();
  const prepared = await prepare({ folder, databaseUrl: database.database('fadu') });
  const owner = new pg.Pool({ connectionString: prepared.ownerUrl, max: 3 });
  owner.on('error', () => {});
  owner.on('connect', (client) => client.on('error', () => {}));
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from fadu.organ');
  if (rows[0]?.n === 0) await fillTestCity(owner);
  for (const [user, role, organ] of STAFF) {
    await owner.query(
      `insert into fadu.person (id, name, kind, demo) values ($1, $2, 'staff', true) on conflict do nothing`,
      [personOf(user), user],
    );
    await owner.query(
      'insert into fadu.post (person, role, organ) values ($1, $2, $3) on conflict do nothing',
      [personOf(user), role, organ],
    );
  }
  await migrateAuth(owner, 'fadu_app');
  const auth = createAuth({
    pool: owner,
    baseURL: 'http://127.0.0.1:8080',
    secret: prepared.secret,
    production: false,
  });
  for (const [user] of STAFF)
    await createAccount(auth, {
      id: personOf(user),
      username: user,
      name: user,
      kind: 'staff',
      password: PASSWORD,
      demo: true,
    });
  const store = openStore(prepared.appUrl, 4);
  const office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => new Date().toISOString(),
    demo: true,
    baseUrl: 'http://127.0.0.1:8080',
    sealer: loadSealer(join(folder, 'keys')),
  });
  await office.refresh();
  const vkey = formatVkey(logSigner(join(folder, 'keys'), ORIGIN).key);
  return {
    folder,
    database,
    prepared,
    owner,
    store,
    office,
    vkey,
    async close() {
      await store.close();
      await owner.end();
      await database.stop();
    },
  };
}
