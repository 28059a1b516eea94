/**
 * R90.6 sessions, foreign requests, references to what is another's, and the policy of every page: against the real server
 * with the routes taken from it, so that a route added tomorrow is tried as well.
 */
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAccount, createAccount } from '@fadu/office/identity/index';
import { freePort } from '@fadu/office/store/server';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { TEST_PASSWORD } from '@fadu/office/testing/global-setup';
import { fillTestCity } from '@fadu/office/testing/organs';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepare, type Running, startServer } from './index.ts';

const PASSWORD = 'a-long-password';
/** Account name → person, posts. */
const PEOPLE = {
  'drafter@city': { id: 'p-drafter', kind: 'staff', posts: [['drafter', 't-city']] },
  'head@city': { id: 'p-head', kind: 'staff', posts: [['head', 't-city']] },
  'clerk@party': {
    id: 'p-party',
    kind: 'staff',
    posts: [
      ['drafter', 't-congress'],
      ['head', 't-congress'],
    ],
  },
  'clerk@county': {
    id: 'p-county',
    kind: 'staff',
    posts: [
      ['drafter', 't-county-city'],
      ['list-keeper', 't-county-office'],
    ],
  },
  'leaves@city': { id: 'p-leaves', kind: 'staff', posts: [['drafter', 't-city']] },
  resident: { id: 'p-resident', kind: 'resident', posts: [] },
} as const;
type Name = keyof typeof PEOPLE;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let folder = '';
let database: TestDatabase;
let running: Running;
let caseId = '';
const cookies = new Map<Name | '', string>([['', '']]);
let n = 0;

const ask = (
  who: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
) =>
  running.app.request(`${running.url}${path}`, {
    method,
    headers: {
      host: new URL(running.url).host,
      ...(who && { cookie: who }),
      'idempotency-key': `attack-${++n}-00000`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
const as = (name: Name | ''): string => cookies.get(name) ?? '';

async function signIn(username: string): Promise<string> {
  const answer = await ask(
    '',
    'POST',
    '/api/auth/sign-in/username',
    { origin: running.url },
    JSON.stringify({ username, password: PASSWORD }),
  );
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}
const me = async (cookie: string) => (await ask(cookie, 'GET', '/api/v1/me')).status;
/** Rows that anything sent could end in. */
const rows = async () =>
  (
    await database.pool.query(
      `select (select count(*) from fadu.act) as acts, (select count(*) from fadu.leaf) as leaves, (select count(*) from fadu.case_file) as cases,
       (select count(*) from fadu.material) as materials, (select count(*) from fadu.sealed_reading) as readings, (select count(*) from fadu.calendar_year) as years`,
    )
  ).rows[0];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-attack-'));
  database = await freshDatabase();
  writeFileSync(join(folder, 'app.password'), TEST_PASSWORD);
  await fillTestCity(database.pool);
  for (const [name, { id, kind, posts }] of Object.entries(PEOPLE)) {
    await database.pool.query(`insert into fadu.person (id, name, kind, demo) values ($1, $2, $3, true)`, [
      id,
      name,
      kind,
    ]);
    for (const [role, organ] of posts)
      await database.pool.query('insert into fadu.post (person, role, organ) values ($1, $2, $3)', [
        id,
        role,
        organ,
      ]);
  }
  running = await startServer(
    { folder, port: await freePort(), host: '127.0.0.1', demo: true, proveAhead: false },
    await prepare({ folder, databaseUrl: database.ownerUrl }),
  );
  for (const [username, { id, kind }] of Object.entries(PEOPLE)) {
    await createAccount(running.auth, { username, kind, name: username, password: PASSWORD, id });
    cookies.set(username as Name, await signIn(username));
  }
  const opened = await ask(
    as('drafter@city'),
    'POST',
    '/api/v1/cases/normative-document',
    {},
    JSON.stringify(samples.propose),
  );
  expect(opened.status).toBe(201);
  caseId = ((await opened.json()) as { id: string }).id;
}, 180_000);
afterAll(async () => {
  await running?.stop();
  await database?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Every route of the API and the site, once. */
const routes = (): readonly (readonly [method: string, path: string])[] => [
  ...new Map(
    [...running.app.routes, ...running.site.routes]
      .filter((r) => r.method !== 'ALL')
      .map((r) => [`${r.method} ${r.path}`, [r.method, r.path] as const]),
  ).values(),
];

describe('R90.6 sessions', () => {
  test('R90.6 a cookie that was altered, cut, signed by another or made up is nobody’s', async () => {
    const good = as('drafter@city');
    expect(await me(good)).toBe(200);
    const [name = '', value = ''] = good.split(/=(.*)/s);
    const [token = '', signature = ''] = decodeURIComponent(value).split('.');
    const forged = createHmac('sha256', 'another secret of thirty-two bytes').update(token).digest('base64');
    for (const bad of [
      token,
      `${token}.`,
      `${token}.${signature.slice(0, -4)}AAA=`,
      `${token}.${forged}`,
      `${token.slice(0, -1)}x.${signature}`,
      `${token}x.${signature}`,
      '',
      'null',
      '.'.repeat(5000),
      '%',
      '%00',
      `' or 1=1 --`,
    ])
      expect(
        await me(`${name}=${bad.startsWith('%') ? bad : encodeURIComponent(bad)}`),
        bad.slice(0, 60),
      ).toBe(401);
    // The right one under the name of another cookie, and a wrong one before it.
    expect(await me(`x${name}=${value}`)).toBe(401);
  });

  test('R90.6 a session that is over, ended or belongs to a closed account is nobody’s', async () => {
    const one = await signIn('leaves@city');
    const two = await signIn('leaves@city');
    expect([await me(one), await me(two)]).toEqual([200, 200]);
    expect((await ask(one, 'POST', '/api/auth/sign-out', { origin: running.url }, '{}')).status).toBe(200);
    expect([await me(one), await me(two)]).toEqual([401, 200]);
    await database.pool.query(
      `update auth.session set "expiresAt" = now() - interval '1 second' where "userId" = 'p-leaves'`,
    );
    expect(await me(two)).toBe(401);
    const three = await signIn('leaves@city');
    expect(await me(three)).toBe(200);
    await closeAccount(running.auth, 'p-leaves');
    expect(await me(three)).toBe(401);
  });

  test('R90.6 a post that is taken away while its holder is signed in is gone with the next request', async () => {
    const cookie = as('head@city');
    const view = async () => (await ask(cookie, 'GET', `/api/v1/cases/${caseId}`)).status;
    expect(await view()).toBe(200);
    await database.pool.query(
      `update fadu.post set valid_to = '2020-01-01', valid_from = '2019-01-01' where person = 'p-head'`,
    );
    const before = await rows();
    expect(await view()).toBe(404);
    expect((await ask(cookie, 'GET', `/api/v1/cases/${caseId}`, { 'fadu-post': 'head@t-city' })).status).toBe(
      403,
    );
    for (const act of ['withdraw', 'approve', 'deliberate'])
      expect((await ask(cookie, 'POST', `/api/v1/cases/${caseId}/acts/${act}`, {}, '{}')).status).toBe(404);
    expect(await rows()).toEqual(before);
  });

  test('R90.6 a post that one does not hold cannot be claimed', async () => {
    for (const post of ['head@t-city', 'drafter@t-congress', '@', 'drafter', '__proto__@constructor'])
      expect((await ask(as('drafter@city'), 'GET', '/api/v1/todo', { 'fadu-post': post })).status).toBe(403);
  });
});

describe('R90.6 requests that other sites make', () => {
  test('R90.6 with a good cookie but another origin every route that takes something refuses and writes nothing', async () => {
    const before = await rows();
    const open = routes().filter(
      ([method, path]) => !['GET', 'HEAD', 'OPTIONS'].includes(method) && path !== '/api/auth/*',
    );
    for (const [method, route] of open) {
      const path = route
        .replace(/:id\b|:caseId\b/, caseId)
        .replace(/:\w+(?:\{[^}]*\})?/g, 'x')
        .replace('*', 'x');
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: running.url },
        { origin: `http://${new URL(running.url).host}.evil.example` },
      ]) {
        const answer = await ask(
          as('drafter@city'),
          method,
          path,
          { ...headers, 'content-type': 'application/x-www-form-urlencoded' } as Record<string, string>,
          'a=1',
        );
        expect(answer.status, `${method} ${path} ${JSON.stringify(headers)}`).toBe(403);
        expect(await answer.text()).toMatch(/\p{Script=Han}/u);
      }
    }
    expect(open.length).toBeGreaterThan(20);
    expect(
      (
        await ask(
          as('drafter@city'),
          'POST',
          `/api/v1/cases/${caseId}/acts/withdraw`,
          { 'sec-fetch-site': 'cross-site' },
          '{}',
        )
      ).status,
    ).toBe(403);
    expect(await rows()).toEqual(before);
  }, 60_000);
});

describe('R90.6 references to what is another’s', () => {
  test('R90.6 every route of a case answers people from elsewhere as if it were not there, and writes nothing', async () => {
    const before = await rows();
    const own = routes().filter(([, path]) => /\/cases\/:id/.test(path));
    expect(own.length).toBeGreaterThan(8);
    for (const [method, route] of own)
      for (const who of ['', 'resident', 'clerk@party', 'clerk@county'] as const) {
        const path = route
          .replace(':id', caseId)
          .replace(':act', 'withdraw')
          .replace(':seq', '1')
          .replace(/:\w+(?:\{[^}]*\})?/g, 'x');
        const answer = await ask(
          as(who),
          method,
          path,
          { 'fadu-material': '%7B%7D' },
          method === 'GET' ? undefined : '{"reason":"看看这件事","kind":"查看","why":"看看这件事"}',
        );
        const text = await answer.text();
        expect([400, 401, 403, 404], `${method} ${path} as ${who}: ${text.slice(0, 200)}`).toContain(
          answer.status,
        );
        expect(text).not.toContain(samples.propose.title);
      }
    for (const path of ['near-copies', 'clauses', 'limits'])
      for (const who of ['', 'resident', 'clerk@party', 'clerk@county'] as const)
        expect([401, 404]).toContain(
          (await ask(as(who), 'GET', `/api/v1/drafting/${path}?case=${caseId}`)).status,
        );
    expect(await rows()).toEqual(before);
    // Its own people see it, so that the refusals above are not of everyone.
    expect((await ask(as('drafter@city'), 'GET', `/api/v1/cases/${caseId}`)).status).toBe(200);
  }, 60_000);

  test('R90.6 lists of one hold nothing of another', async () => {
    for (const who of ['resident', 'clerk@party', 'clerk@county'] as const)
      for (const path of [
        '/api/v1/cases',
        `/api/v1/cases?q=${encodeURIComponent(samples.propose.title.slice(0, 4))}`,
        '/api/v1/todo',
        '/api/v1/notices',
      ]) {
        const answer = await ask(as(who), 'GET', path);
        expect(answer.status).toBe(200);
        expect(await answer.text()).not.toContain(caseId);
      }
  });
});

describe('R90.6 what every page says to the browser', () => {
  test('R90.6 no page has script of its own inside, or lets any in, or may be framed', async () => {
    const paths = routes().flatMap(([method, path]) =>
      method === 'GET' ? [path.replace(/:\w+(?:\{[^}]*\})?/g, 'x').replace('*', 'x')] : [],
    );
    let pages = 0;
    for (const path of [
      ...paths,
      '/nothing/here',
      '/sign-in?next=//evil.example',
      '/search?q=%3Cscript%3Ealert(1)%3C/script%3E',
    ]) {
      const answer = await ask('', 'GET', path);
      const text = await answer.text();
      expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(answer.status, path).not.toBe(500);
      if (!answer.headers.get('content-type')?.includes('text/html')) continue;
      pages++;
      const policy = answer.headers.get('content-security-policy') ?? '';
      const scripts = /(?:^|;)\s*script-src ([^;]*)/.exec(policy)?.[1] ?? '';
      expect(scripts.trim(), path).toMatch(/^'(?:self|none)'$/);
      expect(policy, path).toMatch(/frame-ancestors 'none'/);
      expect(policy, path).toMatch(/base-uri 'none'/);
      expect(text, path).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/i);
      expect(text, path).not.toMatch(/<[a-z][^<>]*\son[a-z]+\s*=\s*["']?[a-z]/i);
      expect(text, path).not.toMatch(/(?:href|src|action)="\s*javascript:/i);
    }
    expect(pages).toBeGreaterThan(40);
  }, 90_000);

  test('R90.6 addresses that are not in order get a plain answer', async () => {
    for (const path of [
      '/%00',
      '/api/v1/cases/%00',
      '/desk/%00',
      '/desk/%zz',
      '/desk/..%2f..%2fpackage.json',
      `/desk/${'x'.repeat(5_000)}`,
      `/desk/assets/${'x/'.repeat(4_000)}y.js`,
      '/log/%00',
      '/%E0%A4%A',
      '/api/v1/registers/%ff',
      '//evil.example',
      '/desk/assets/..%5c..%5cx.js',
    ])
      for (const method of ['GET', 'POST']) {
        const answer = await ask('', method, path, {}, method === 'POST' ? '{}' : undefined);
        expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(200);
        if (answer.status !== 503) expect(answer.status, `${method} ${path}`).toBeLessThan(500);
        expect(answer.headers.get('location') ?? '').not.toContain('evil');
      }
  });

  test('R90.6 forms that cannot be read are refused in words, on every page that takes one', async () => {
    const before = await rows();
    const takes = routes().filter(([method, path]) => method === 'POST' && !/^\/(api|log)\b/.test(path));
    for (const [, route] of takes) {
      const path = route.replace(/:\w+(?:\{[^}]*\})?/g, 'x').replace('*', 'x');
      for (const [type, body] of [
        ['multipart/form-data', 'a=1'],
        ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1'],
        ['multipart/form-data; boundary=', '\0'],
      ] as const) {
        const answer = await ask('', 'POST', path, { origin: running.url, 'content-type': type }, body);
        expect(answer.status, `${path} ${type}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${path} ${type}`).toBeLessThan(500);
        expect(await answer.text(), `${path} ${type}`).toMatch(/\p{Script=Han}/u);
      }
    }
    // Pages that are not there, below those that read what is sent.
    for (const method of ['OPTIONS', 'POST'])
      for (const path of ['/account/second-factor/x', '/sign-in/x', '/x'])
        for (const type of ['multipart/form-data; boundary=x', FORM['content-type']]) {
          const answer = await ask('', method, path, { origin: running.url, 'content-type': type }, 'a=1');
          expect([400, 404], `${method} ${path} ${type}`).toContain(answer.status);
        }
    expect(takes.length).toBeGreaterThan(10);
    expect(await rows()).toEqual(before);
  });

  test('R90.8 what machines read says in their form that it can only be read', async () => {
    for (const path of ['/healthz', '/openapi.json'])
      for (const method of ['POST', 'PUT', 'DELETE', 'PROPFIND']) {
        const answer = await ask('', method, path, { origin: running.url });
        expect([path, method, answer.status, answer.headers.get('allow')]).toEqual([
          path,
          method,
          405,
          'GET, HEAD',
        ]);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
  });

  test('R90.6 unified sign-in that the city does not have is said not to be there, and the password form stays', async () => {
    const answer = await ask('', 'POST', '/sign-in/unified', { origin: running.url, ...FORM }, 'next=/');
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('本市没有接入统一身份认证');
    expect(page).toContain('name="password"');
  });

  test('R90.6 requests that no browser makes are refused by the protocol and leave the server as it was', async () => {
    const { port } = new URL(running.url);
    const raw = (text: string) =>
      new Promise<string>((done) => {
        let got = '';
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
        socket.setTimeout(5000, () => socket.destroy());
        socket.on('data', (part) => {
          got += part;
          socket.end();
        });
        socket.on('error', () => {});
        socket.on('close', () => done(got));
      });
    const end = '\r\nHost: a\r\n\r\n';
    for (const text of [
      `TRACE /api/v1/me HTTP/1.1${end}`,
      `TRACE / HTTP/1.1${end}`,
      `CONNECT evil.example:443 HTTP/1.1${end}`,
      `GET http://[::1 HTTP/1.1${end}`,
      `GET /../../etc/passwd HTTP/1.1${end}`,
      'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a/../b\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
      'POST /api/v1/me HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /api/v1/me HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde',
      'GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n',
      '\x16\x03\x01\x02\x00',
    ]) {
      const got = await raw(text);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(got)?.[1] ?? 400);
      expect(status, text.slice(0, 60)).toBeLessThan(500);
      if (/^TRACE|^CONNECT/.test(text)) expect(got).not.toMatch(/^HTTP\/1\.1 2/);
      expect(got).not.toMatch(/node_modules|\n\s+at /);
    }
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  }, 90_000);
});
