/** The public site reads from a streaming replica; a real one, made by a base backup of a real server. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createAccount } from '@fadu/office/identity/index';
import { type DatabaseServer, freePort, startEmbedded, withDatabase } from '@fadu/office/store/server';
import { fillTestCity } from '@fadu/office/testing/organs';
import { type StandbyServer, startReplica } from '@fadu/office/testing/replica';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepare, type Running, startServer } from './index.ts';
import { WROTE_COOKIE } from './reads.ts';

const folder = mkdtempSync(join(tmpdir(), 'fadu-replica-'));
// The server runs as another user where the tests run as root.
chmodSync(folder, 0o755);
let primary: DatabaseServer;
let standby: StandbyServer;
let copyOwner: pg.Client;
let owner: pg.Client;
let running: Running;

beforeAll(async () => {
  primary = await startEmbedded(join(folder, 'one'), { fsync: 'off', max_connections: '60' });
  const admin = new pg.Client({ connectionString: primary.url });
  await admin.connect();
  await admin.query('create database fadu');
  await admin.end();
  const ownerUrl = withDatabase(primary.url, 'fadu');
  const prepared = await prepare({ folder: join(folder, 'data'), databaseUrl: ownerUrl });
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await fillTestCity(owner as unknown as pg.Pool);
  standby = await startReplica(primary.url, join(folder, 'two'), { fsync: 'off' });
  copyOwner = new pg.Client({ connectionString: withDatabase(standby.url, 'fadu') });
  copyOwner.on('error', () => {});
  await copyOwner.connect();
  running = await startServer(
    {
      folder: join(folder, 'data'),
      port: await freePort(),
      host: '127.0.0.1',
      demo: true,
      proveAhead: false,
      read: { url: standby.url, maxLagSeconds: 2 },
    },
    prepared,
  );
  await createAccount(running.auth, {
    id: 'p-reader',
    username: 'reader',
    name: 'reader',
    kind: 'staff',
    password: 'replica-test-2026',
    demo: true,
  });
  await until(() => copy().usable);
}, 120_000);

afterAll(async () => {
  await copyOwner?.end().catch(() => {});
  await running?.stop();
  await owner?.end();
  await standby?.stop();
  await primary?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const copy = () => running.office.store.replica as NonNullable<Running['office']['store']['replica']>;

async function until(is: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await is())) {
    if (performance.now() > end) throw new Error('not in time');
    await wait(50);
  }
}

/** Ask for a page that is kept for nobody else, and say how many pieces of work the copy did for it. */
async function asked(headers: Record<string, string> = {}, path = '/documents'): Promise<number> {
  const before = copy().count.copy;
  const answer = await fetch(`${running.url}${path}?page=${Math.ceil(Math.random() * 90_000)}`, { headers });
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  return copy().count.copy - before;
}

/** On a machine that has little time for it the copy may be held for behind for a moment. */
const byCopy = (headers: Record<string, string> = {}, path?: string): Promise<void> =>
  until(async () => (await asked(headers, path)) > 0);

test('strangers who read are answered by the copy, pages, API and log', async () => {
  await byCopy();
  await byCopy({}, '/api/v1/registers/normative-documents');
  await running.sequencer.flush();
  await byCopy({}, '/log/checkpoint');
  // The copy itself was asked, by the public's role, and cannot be written to.
  const { rows } = await copyOwner.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where usename = 'fadu_app'`,
  );
  expect(rows[0]?.n).toBeGreaterThan(0);
  await expect(copyOwner.query(`update fadu.region set name = 'x'`)).rejects.toMatchObject({ code: '25006' });
});

test('whoever is signed in, brings a token or has just sent something is answered by the primary', async () => {
  const signIn = await fetch(`${running.url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: running.url },
    body: JSON.stringify({ username: 'reader', password: 'replica-test-2026' }),
  });
  expect(signIn.status).toBe(200);
  const cookies = signIn.headers.getSetCookie().map((line) => line.split(';')[0] as string);
  expect(cookies.some((c) => c.startsWith(`${WROTE_COOKIE}=`))).toBe(true);
  const session = cookies.filter((c) => !c.startsWith(WROTE_COOKIE)).join('; ');
  expect(session).not.toBe('');
  expect(await asked({ cookie: session })).toBe(0);
  expect(await asked({ authorization: 'Bearer nothing' })).toBe(0);
  expect(await asked({ cookie: `${WROTE_COOKIE}=1` })).toBe(0);
  // Large print is no account.
  await byCopy({ cookie: 'fadu-mode=large' });
});

test('a copy that is behind or gone is not asked, and nobody is refused for it', async () => {
  // It gets everything and applies nothing: behind.
  await copyOwner.query('select pg_wal_replay_pause()');
  await owner.query(`update fadu.region set name = name || '' where code = '220200'`);
  await until(() => !copy().usable);
  expect(await asked()).toBe(0);
  await copyOwner.query('select pg_wal_replay_resume()');
  await byCopy();
  // Gone while it is believed to be there: the primary answers the same request.
  await standby.stop();
  expect(await asked()).toBe(0);
  await until(() => !copy().usable);
  expect(await asked()).toBe(0);
});
