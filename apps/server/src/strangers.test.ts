/** R24.1 everything a stranger may send is counted, per address and over all: taken from the routes, so that none is forgotten. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccount, OWN_LIMITS } from '@fadu/office/identity/index';
import { freePort } from '@fadu/office/store/server';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { TEST_PASSWORD } from '@fadu/office/testing/global-setup';
import { fillTestCity } from '@fadu/office/testing/organs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepare, type Running, startServer } from './index.ts';

const ADDRESS = { max: 2, window: 60 };
let folder = '';
let database: TestDatabase;
let running: Running;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-strangers-'));
  database = await freshDatabase();
  writeFileSync(join(folder, 'app.password'), TEST_PASSWORD);
  await fillTestCity(database.pool);
  running = await startServer(
    {
      folder,
      port: await freePort(),
      host: '127.0.0.1',
      demo: true,
      proveAhead: false,
      trustedProxies: ['127.0.0.1'],
      limits: { strangerAddress: ADDRESS, strangers: { max: 400, window: 3600 } },
    },
    await prepare({ folder, databaseUrl: database.ownerUrl }),
  );
}, 180_000);
afterAll(async () => {
  await running?.stop();
  await database?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

let host = 0;
/** An address that nobody had yet. */
const fresh = (): string => `198.18.${Math.floor(++host / 250)}.${(host % 250) + 1}`;
const send = (method: string, path: string, from: string, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { 'x-forwarded-for': from, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: 'a=1',
  });

/** Every route that is more than reading, of the API and of the public site. */
const routes = (): readonly (readonly [method: string, path: string])[] => {
  const all = [...running.app.routes, ...running.site.routes]
    .filter((r) => !['GET', 'HEAD', 'OPTIONS', 'ALL'].includes(r.method))
    .map((r) => `${r.method} ${r.path}`);
  return [...new Set(all)].map((r) => r.split(' ') as [string, string]);
};
const own = (path: string): boolean => OWN_LIMITS.some((p) => path === p || path.startsWith(`${p}/`));

describe('R24.1 R90.6 how often strangers may send', () => {
  test('R24.1 every route that takes something answers 429 with Retry-After and a plain sentence, after its limit', async () => {
    const open = routes().filter(([, path]) => !own(path));
    // What is known to be open to strangers is among them; the list grows by itself.
    const paths = open.map(([, path]) => path);
    for (const known of [
      '/consultations/:caseId',
      '/surveys/:caseId',
      '/reports/new',
      '/reports/supplement',
      '/reports/status',
      '/inspections/check',
      '/inspections/rate',
      '/officers/check',
      '/filing/propose',
      '/competition/report',
      '/verify',
      '/api/v1/cases/:procedure',
      '/api/v1/cases/:id/acts/:act',
    ])
      expect(paths).toContain(known);
    for (const [method, route] of open) {
      const path = route.replace(/:\w+(?:\{[^}]*\})?/g, 'x').replace('*', 'x');
      const from = fresh();
      for (let i = 0; i < ADDRESS.max; i++) {
        const answer = await send(method, path, from);
        expect(answer.status, `${method} ${path}`).not.toBe(429);
        await answer.arrayBuffer();
      }
      const refused = await send(method, path, from);
      const said = await refused.text();
      expect(refused.status, `${method} ${path}`).toBe(429);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(ADDRESS.window);
      expect(said).toContain('没有写入任何内容');
      expect(said).toMatch(/\d+(?:秒|分钟)后再试/);
      if (path.startsWith('/api/')) {
        expect(refused.headers.get('content-type')).toContain('application/problem+json');
        expect(JSON.parse(said)).toMatchObject({ status: 429, code: 'too-many', title: '请求过于频繁' });
      } else expect(said).toContain('<h1');
      // Reading goes on, and others are not concerned.
      expect((await fetch(`${running.url}/healthz`, { headers: { 'x-forwarded-for': from } })).status).toBe(
        200,
      );
    }
    expect(open.length).toBeGreaterThan(15);
  }, 120_000);

  test('R24.1 what is exempt has limits of its own: nothing but sign-in', () => {
    const exempt = routes().filter(([, path]) => own(path));
    for (const [, path] of exempt) expect(path).toMatch(/^\/(?:api\/auth|sign-in|sign-out|account)/);
  });

  test('R24.1 a forged chain makes no new address: the last hop before the proxy counts', async () => {
    const from = fresh();
    const status = [];
    for (let i = 0; i < 3; i++)
      status.push((await send('POST', '/verify', `203.0.113.${i}, ${from}`)).status);
    expect(status[2]).toBe(429);
  });

  test('R24.1 staff at work are not counted, not even behind one address', async () => {
    await createAccount(running.auth, {
      username: 'clerk.market',
      kind: 'staff',
      name: '周办案',
      password: 'a-long-password',
      id: 'p-clerk',
    });
    await database.pool.query(
      `insert into fadu.person (id, name, kind, demo) values ('p-clerk', '周办案', 'staff', true)`,
    );
    await database.pool.query(
      `insert into fadu.post (person, role, organ) values ('p-clerk', 'case-clerk', 't-market')`,
    );
    await running.office.refresh();
    const from = fresh();
    const answer = await fetch(`${running.url}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from, origin: running.url },
      body: JSON.stringify({ username: 'clerk.market', password: 'a-long-password' }),
    });
    expect(answer.status).toBe(200);
    const cookie = answer.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ');
    const asStaff = () =>
      fetch(`${running.url}/api/v1/cases/penalty-ordinary`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'x-forwarded-for': from },
        body: '{}',
      });
    for (let i = 0; i < ADDRESS.max + 3; i++) expect((await asStaff()).status).not.toBe(429);
  });

  test('R24.1 over all strangers together there is a limit too; who was refused alone does not use it up', async () => {
    let status = 0;
    let said = '';
    for (let i = 0; i < 400 && status !== 429; i++) {
      const answer = await send('POST', '/officers/check', fresh());
      status = answer.status;
      said = await answer.text();
    }
    expect(status).toBe(429);
    expect(said).toContain('现在提交的人太多');
    expect(said).toContain('分钟后再试');
  }, 60_000);
});
