/**
 * The house that is attacked: a real PostgreSQL, the small told city with everyone's account, canaries planted in what
 * only few may read, and the real server on it. The city is told once and kept as a database to copy, so that every
 * attack of a run begins from the same state.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PASSWORD, makeAccounts } from '@fadu/city/accounts';
import type { People } from '@fadu/city/people';
import { seedCity } from '@fadu/city/seed';
import type { Instant, Procedure } from '@fadu/kernel';
import { createAuth, migrateAuth } from '@fadu/office/identity/index';
import { loadSealer } from '@fadu/office/sealed/sealer';
import { openStore, survivesDrops } from '@fadu/office/store/pool';
import { freePort, startEmbedded, withDatabase } from '@fadu/office/store/server';
import { type Prepared, prepare, type Running, startServer } from '@fadu/server';
import pg from 'pg';

/** The present of the told city; the server's clock goes on from it by a second for each thousand requests. */
export const PRESENT: Instant = '2026-06-30T02:00:00.000Z';

export interface HouseOptions {
  /** Where database and told city are kept for the next run; default a folder that is removed at the end. */
  readonly keep?: string;
  /** Which procedures' stories are told; default all. None: organs and people alone. */
  readonly procedures?: readonly Procedure[];
  /** Done to the owner's copy before the server starts: plants canaries. */
  readonly before?: (owner: pg.Pool) => Promise<void>;
  /** How often strangers and sign-in attempts are taken; default practically unlimited, as the fuzzer is one stranger. */
  readonly limits?: Parameters<typeof startServer>[0]['limits'];
  readonly say?: (text: string) => void;
}

export interface House {
  readonly running: Running;
  readonly owner: pg.Pool;
  readonly people: People;
  readonly folder: string;
  /** Strings that may never leave the server: keys, passwords, secrets. */
  readonly secrets: readonly string[];
  /** Move the server's clock. */
  at(now: Instant): void;
  close(): Promise<void>;
}

const UNLIMITED = { max: 1_000_000_000, window: 60 };

/** Tell the city once in database `told`, with everyone's account. */
async function tell(
  base: string,
  folder: string,
  say: (text: string) => void,
  procedures?: readonly Procedure[],
): Promise<{ people: People; prepared: Prepared }> {
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  const { rowCount } = await admin.query("select 1 from pg_database where datname = 'told'");
  if (!rowCount) await admin.query('create database told');
  const ready = () => prepare({ folder, databaseUrl: withDatabase(base, 'told') });
  const prepared = await ready().catch(async (error: Error) => {
    // A kept city of an older schema is told anew.
    if (error.name !== 'MigrationChanged') throw error;
    await admin.query('drop database told with (force)');
    await admin.query('create database told');
    return ready();
  });
  await admin.end();
  const store = openStore(prepared.appUrl);
  const began = Date.now();
  const { people, seeded } = await seedCity({
    ownerUrl: prepared.ownerUrl,
    store,
    seed: 'fadu',
    now: PRESENT,
    size: 'small',
    ...(procedures && { procedures }),
    sealer: loadSealer(join(folder, 'keys')),
  }).finally(() => store.close());
  if (seeded) {
    const pool = survivesDrops(new pg.Pool({ connectionString: prepared.ownerUrl, max: 4 }));
    await migrateAuth(pool, 'fadu_app');
    await makeAccounts(
      createAuth({ pool, baseURL: 'http://127.0.0.1', secret: prepared.secret, production: false }),
      people,
    );
    await pool.end();
  }
  say(`the city is told (${((Date.now() - began) / 1000).toFixed(0)} s)`);
  return { people, prepared };
}

/** Lines of the key files and generated passwords. */
function secretsOf(folder: string): string[] {
  const files = ['app.password', 'session.secret', 'keys/sealed.key'];
  const texts = files.map((f) => join(folder, f)).filter((f) => existsSync(f));
  return texts.map((f) => readFileSync(f, 'utf8').trim()).filter((t) => t.length >= 8);
}

/** Open the house. The caller closes it. */
export async function openAttackHouse(options: HouseOptions = {}): Promise<House> {
  const say = options.say ?? (() => {});
  const folder = options.keep ?? mkdtempSync(join(tmpdir(), 'fadu-attack-'));
  mkdirSync(folder, { recursive: true });
  const server = await startEmbedded(folder, { fsync: 'off', max_connections: '120' });
  try {
    const { people, prepared: told } = await tell(server.url, folder, say, options.procedures);
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    await admin.query('drop database if exists attacked with (force)');
    await admin.query('create database attacked template told');
    await admin.end();
    const ownerUrl = withDatabase(server.url, 'attacked');
    const owner = survivesDrops(new pg.Pool({ connectionString: ownerUrl, max: 4 }));
    owner.on('error', () => {});
    // Papers take seconds each to make: some of them, so that there are papers to ask for, and no hour of making them.
    await owner.query(
      'delete from graphile_worker._private_jobs where id not in (select id from graphile_worker._private_jobs order by id limit 40)',
    );
    await options.before?.(owner);
    // The copy has the schema of what was told.
    const prepared: Prepared = { ...told, ownerUrl, appUrl: withDatabase(told.appUrl, 'attacked') };
    let now = PRESENT;
    const running = await startServer(
      {
        folder,
        databaseUrl: ownerUrl,
        port: await freePort(),
        host: '127.0.0.1',
        demo: true,
        proveAhead: false,
        now: () => now,
        limits: options.limits ?? {
          perAddress: UNLIMITED,
          perAccount: UNLIMITED,
          strangerAddress: UNLIMITED,
          strangers: UNLIMITED,
        },
      },
      prepared,
    );
    return {
      running,
      owner,
      people,
      folder,
      secrets: secretsOf(folder),
      at: (moment) => {
        now = moment;
      },
      async close() {
        await running.stop();
        await owner.end();
        await server.stop();
        if (!options.keep) rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Sign in over HTTP as a browser does. @returns the cookie header of the session */
export async function signIn(running: Running, username: string, password = DEMO_PASSWORD): Promise<string> {
  const answer = await running.app.request(`${running.url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: running.url },
    body: JSON.stringify({ username, password }),
  });
  if (answer.status !== 200)
    throw new Error(`could not sign in as ${username}: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}
