import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeAccount, createAccount, reopenAccount, resetPassword } from './accounts.ts';
import { createAuth, migrateAuth, pruneAuth } from './auth.ts';
import { appOf, Browser, type House, openHouse, PASSWORD, SECRET } from './identity.fixture.ts';
import type { Problem } from './problem.ts';
import { currentAccount } from './session.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const [username, kind] of [
    ['zhang.wei@justice', 'staff'],
    ['li.na', 'resident'],
  ] as const)
    await createAccount(house.auth, { username, kind, name: username, password: PASSWORD });
});
afterAll(() => house.close());

const problemIn = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return (await response.json()) as Problem;
};

describe('tables', () => {
  test('live in a schema of their own, and making them again changes nothing', async () => {
    const tables = async () =>
      (
        await house.owner.query(
          "select table_schema, table_name, column_name, data_type from information_schema.columns where table_schema = 'auth' or table_name in ('user', 'session', 'account', 'verification') order by 1, 2, 3",
        )
      ).rows as { table_schema: string; table_name: string }[];
    const before = await tables();
    await Promise.all([migrateAuth(house.owner, 'fadu_app'), migrateAuth(house.owner)]);
    const after = await tables();
    expect(after).toEqual(before);
    expect(new Set(after.map((row) => row.table_schema))).toEqual(new Set(['auth']));
    expect([...new Set(after.map((row) => row.table_name))].sort()).toEqual([
      'account',
      'rateLimit',
      'session',
      'twoFactor',
      'user',
      'verification',
    ]);
  });

  test('R90.6 the role of the server may use the tables and not alter them', async () => {
    const { pool } = house.auth.settings;
    await expect(pool.query('drop table auth."user"')).rejects.toThrow(/owner/);
    await expect(pool.query('alter table auth."user" add column x text')).rejects.toThrow(/owner/);
  });
});

describe('signing in', () => {
  test('a resident registers, is signed in, signs out, signs in again', async () => {
    const browser = new Browser(house);
    const made = await browser.json('/api/auth/sign-up/email', {
      email: 'wang@example.cn',
      username: 'Wang.Fang',
      name: '王芳',
      password: PASSWORD,
    });
    expect(made.status).toBe(200);
    const me = await currentAccount(house.auth, browser.headers());
    expect(me).toEqual({
      id: expect.any(String),
      name: '王芳',
      username: 'wang.fang',
      kind: 'resident',
      demo: false,
      secondFactorEnrolled: false,
      twoFactorVerified: false,
    });
    const old = browser.headers();
    expect((await browser.json('/api/auth/sign-out', {})).status).toBe(200);
    expect(browser.session()).toBeUndefined();
    // The session is gone, not only the cookie.
    expect(await currentAccount(house.auth, old)).toBeNull();
    expect((await browser.signIn('  WANG.fang ')).status).toBe(200);
    expect((await currentAccount(house.auth, browser.headers()))?.id).toBe(me?.id);
  });

  test('R90.6 nobody registers as staff, as a demonstration account, or as closed', async () => {
    const browser = new Browser(house);
    const made = await browser.json('/api/auth/sign-up/email', {
      email: 'x@example.cn',
      username: 'xiao.ming',
      name: '小明',
      password: PASSWORD,
      kind: 'staff',
      demo: true,
      closed: true,
      secondFactor: true,
      twoFactorEnabled: true,
    });
    // What may not be set is refused or passed over; either way it is not set.
    expect([200, 400]).toContain(made.status);
    const { rows } = await house.owner.query(
      `select kind, demo, closed, "twoFactorEnabled" as enrolled from auth."user" where kind = 'staff' and username <> 'zhang.wei@justice' or demo or closed or "twoFactorEnabled"`,
    );
    expect(rows).toEqual([]);
    const me = await currentAccount(house.auth, browser.headers());
    expect(me?.kind ?? 'resident').toBe('resident');
    expect(me?.twoFactorVerified ?? false).toBe(false);
  });

  test('R90.6 nobody registers under a name like those of staff, or without a name to sign in by', async () => {
    const browser = new Browser(house);
    for (const username of ['mayor@city', 'mayor＠city', '法治市长', 'a b c', undefined]) {
      const refused = await browser.json('/api/auth/sign-up/email', {
        email: 'z@example.cn',
        username,
        name: '小红',
        password: PASSWORD,
      });
      expect(refused.status, username).toBe(400);
      expect((await problemIn(refused)).code).toBe('INVALID_USERNAME');
    }
    const { rows } = await house.owner.query(`select id from auth."user" where email = 'z@example.cn'`);
    expect(rows).toEqual([]);
  });

  test('R90.6 a body that is no object of fields is refused before any rule reads it', async () => {
    const browser = new Browser(house, '198.51.100.9');
    for (const path of ['sign-up/email', 'sign-in/username', 'change-password'])
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain', undefined])
        for (const body of ['null', '[]', '1', '"x"', '{', '', '[null]', 'true']) {
          const refused = await browser.send('POST', `/api/auth/${path}`, {
            headers: type ? { 'content-type': type } : {},
            body,
          });
          expect([400, 401, 415, 429], `${path} ${type} ${body}`).toContain(refused.status);
        }
  });

  test('a wrong password and an unknown name get the same answer, in Chinese', async () => {
    const browser = new Browser(house, '198.51.100.1');
    const wrong = await browser.signIn('li.na', 'not the password');
    const unknown = await browser.signIn('nobody', 'not the password');
    expect(wrong.status).toBe(401);
    const [a, b] = [await problemIn(wrong), await problemIn(unknown)];
    expect(a).toEqual(b);
    expect(a).toEqual({
      type: 'urn:fadu:problem:invalid-username-or-password',
      title: '没有通过身份验证',
      status: 401,
      detail: '用户名或者密码不正确，请核对后重新输入。',
      instance: '/api/auth/sign-in/username',
      code: 'INVALID_USERNAME_OR_PASSWORD',
    });
    expect(browser.session()).toBeUndefined();
  });

  test('signing in changes the session cookie: one planted beforehand is worth nothing', async () => {
    const browser = new Browser(house);
    await browser.signIn('li.na');
    const first = browser.session();
    await browser.signIn('li.na');
    expect(browser.session()).toBeDefined();
    expect(browser.session()).not.toBe(first);

    const victim = new Browser(house);
    victim.cookies.set('fadu.session_token', 'planted.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D');
    expect(await currentAccount(house.auth, victim.headers())).toBeNull();
    await victim.signIn('li.na');
    expect(victim.session()).not.toContain('planted');
    expect((await currentAccount(house.auth, victim.headers()))?.username).toBe('li.na');
  });

  test('a session ends after its hours and is not extended by use', async () => {
    const browser = new Browser(house);
    await browser.signIn('li.na');
    const token = decodeURIComponent(browser.session() ?? '').split('.')[0];
    const expiry = async () =>
      (
        await house.owner.query<{ left: number }>(
          'select extract(epoch from "expiresAt" - now())::float as left from auth.session where token = $1',
          [token],
        )
      ).rows[0]?.left ?? 0;
    expect(await expiry()).toBeGreaterThan(12 * 3600 - 60);
    expect(await expiry()).toBeLessThanOrEqual(12 * 3600);
    await house.owner.query(
      `update auth.session set "expiresAt" = now() + interval '2 seconds', "updatedAt" = now() - interval '11 hours' where token = $1`,
      [token],
    );
    expect(await currentAccount(house.auth, browser.headers())).not.toBeNull();
    expect(await expiry()).toBeLessThanOrEqual(2);
    await house.owner.query(
      `update auth.session set "expiresAt" = now() - interval '1 second' where token = $1`,
      [token],
    );
    expect(await currentAccount(house.auth, browser.headers())).toBeNull();
  });

  test('housekeeping deletes ended sessions and no others', async () => {
    const browser = new Browser(house);
    await browser.signIn('li.na');
    const { pool } = house.auth.settings;
    await pruneAuth(pool, new Date());
    const left = async () => (await pool.query('select count(*)::int as n from auth.session')).rows[0]?.n;
    const before = await left();
    await house.owner.query(
      `update auth.session set "expiresAt" = now() - interval '1 day' where token <> $1`,
      [decodeURIComponent(browser.session() ?? '').split('.')[0]],
    );
    expect(before).toBeGreaterThan(1);
    expect(await pruneAuth(pool, new Date())).toBe(before - 1);
    expect(await currentAccount(house.auth, browser.headers())).not.toBeNull();
  });

  test('a cookie with another signature, or of another secret, opens nothing', async () => {
    const browser = new Browser(house);
    await browser.signIn('li.na');
    const cookie = browser.session() ?? '';
    const other = createAuth({ ...house.auth.settings, secret: `${SECRET}x` });
    expect(await currentAccount(other, browser.headers())).toBeNull();
    browser.cookies.set(
      'fadu.session_token',
      cookie.replace(/\.(.)/, (_, c) => (c === 'A' ? '.B' : '.A')),
    );
    expect(await currentAccount(house.auth, browser.headers())).toBeNull();
  });

  test('an API client uses the token as a bearer; an unsigned or foreign one is refused', async () => {
    const browser = new Browser(house);
    const signedIn = await browser.signIn('li.na');
    const token = signedIn.headers.get('set-auth-token') ?? '';
    const client = new Browser(house);
    const me = await client.get('/api/v1/me', { authorization: `Bearer ${token}` });
    expect(await me.json()).toMatchObject({ username: 'li.na' });
    const unsigned = decodeURIComponent(token).split('.')[0];
    expect((await client.get('/api/v1/me', { authorization: `Bearer ${unsigned}` })).status).toBe(401);
  });

  test('R90.6 routes ask for an account, and of the right kind', async () => {
    const browser = new Browser(house);
    const nobody = await browser.get('/api/v1/me');
    expect(nobody.status).toBe(401);
    expect(await problemIn(nobody)).toMatchObject({ code: 'UNAUTHORIZED', instance: '/api/v1/me' });
    await browser.signIn('li.na');
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    const resident = await browser.get('/api/v1/staff');
    expect(resident.status).toBe(403);
    expect(await problemIn(resident)).toMatchObject({ code: 'STAFF_ONLY' });
    await browser.signIn('zhang.wei@justice');
    expect(await (await browser.get('/api/v1/staff')).json()).toMatchObject({ kind: 'staff' });
  });
});

describe('what is closed', () => {
  test('a request of another origin is refused', async () => {
    const browser = new Browser(house);
    await browser.signIn('li.na');
    for (const origin of ['https://evil.example', 'null', 'http://fadu.test.evil.example']) {
      const refused = await browser.json('/api/auth/sign-out', {}, { origin });
      expect(refused.status, origin).toBe(403);
      expect((await problemIn(refused)).detail).toMatch(/为保护账号安全已经拒绝/);
    }
    expect(await currentAccount(house.auth, browser.headers())).not.toBeNull();
  });

  test('the ways in and out that the city does not use do not exist', async () => {
    const browser = new Browser(house);
    await browser.signIn('li.na');
    for (const path of ['sign-in/email', 'update-user', 'change-email', 'delete-user', 'get-access-token'])
      expect(
        (await browser.json(`/api/auth/${path}`, { name: '市长', password: PASSWORD })).status,
        path,
      ).toBe(404);
    expect((await currentAccount(house.auth, browser.headers()))?.name).toBe('li.na');
  });

  test('a body that is not what it should be is refused, and so is one too large', async () => {
    const browser = new Browser(house, '198.51.100.9');
    for (const body of ['{', '[]', '{"username":1,"password":{}}', 'null']) {
      const refused = await browser.send('POST', '/api/auth/sign-in/username', {
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(refused.status, body).toBe(400);
      await problemIn(refused);
    }
    const large = await browser.json('/api/auth/sign-in/username', { username: 'x'.repeat(70_000) });
    expect(large.status).toBe(413);
    expect((await problemIn(large)).detail).toBe('提交的内容过大，已经拒绝。');
  });

  test('a closed account ends its sessions and gets no new one until it is opened again', async () => {
    const { id } = await createAccount(house.auth, {
      username: 'gone@justice',
      name: '离任',
      kind: 'staff',
      password: PASSWORD,
    });
    const browser = new Browser(house, '198.51.100.2');
    await browser.signIn('gone@justice');
    await closeAccount(house.auth, id);
    expect(await currentAccount(house.auth, browser.headers())).toBeNull();
    const refused = await browser.signIn('gone@justice');
    expect(refused.status).toBe(403);
    expect((await problemIn(refused)).detail).toMatch(/^该账号已停用/);
    await reopenAccount(house.auth, id);
    expect((await browser.signIn('gone@justice')).status).toBe(200);
    // Even a session that outlived the closing, because it was being made at that moment, is nobody's.
    await house.owner.query('update auth."user" set closed = true where id = $1', [id]);
    expect(await currentAccount(house.auth, browser.headers())).toBeNull();
    await expect(closeAccount(house.auth, 'no such')).rejects.toThrow('there is no account no such');
  });

  test('a password set by the administrator replaces the old one and ends all sessions', async () => {
    const { id } = await createAccount(house.auth, {
      username: 'forgot@justice',
      name: '忘记',
      kind: 'staff',
      password: PASSWORD,
    });
    const browser = new Browser(house, '198.51.100.3');
    await browser.signIn('forgot@justice');
    await expect(resetPassword(house.auth, id, 'short')).rejects.toThrow('10 to 128');
    await resetPassword(house.auth, id, `${PASSWORD}新`);
    expect(await currentAccount(house.auth, browser.headers())).toBeNull();
    expect((await browser.signIn('forgot@justice')).status).toBe(401);
    expect((await browser.signIn('forgot@justice', `${PASSWORD}新`)).status).toBe(200);
  });
});

describe('settings', () => {
  test('a city cannot start unsafely without being told so', () => {
    const good = { ...house.auth.settings, baseURL: 'https://fadu.example.cn', production: true };
    expect(() => createAuth(good)).not.toThrow();
    expect(() => createAuth({ ...good, baseURL: 'http://fadu.example.cn' })).toThrow(/must be https/);
    expect(() => createAuth({ ...good, secret: 'short' })).toThrow(/32 characters/);
    expect(() => createAuth({ ...good, baseURL: 'https://fadu.example.cn/x' })).toThrow(/origin/);
    const oidc = { issuer: 'http://id.example.cn', clientId: 'a', clientSecret: 'b' };
    expect(() => createAuth({ ...good, oidc })).toThrow(/oidc.issuer must be https/);
  });

  test('in production cookies are Secure, HttpOnly and Lax, and nobody registers by themselves', async () => {
    const { selfRegistration: _, limits: __, ...settings } = house.auth.settings;
    const auth = createAuth({ ...settings, baseURL: 'https://fadu.example.cn', production: true });
    const browser = new Browser({ auth, app: appOf(auth) }, '198.51.100.4');
    const signedIn = await browser.signIn('li.na');
    const cookie = signedIn.headers.getSetCookie().find((line) => line.includes('session_token')) ?? '';
    expect(cookie).toMatch(/^__Secure-fadu\.session_token=/);
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=43200'])
      expect(cookie).toContain(attribute);
    const refused = await browser.json('/api/auth/sign-up/email', {
      email: 'y@example.cn',
      username: 'yy.yy',
      name: '某人',
      password: PASSWORD,
    });
    expect(refused.status).toBe(400);
    expect((await problemIn(refused)).detail).toMatch(/不开放自行注册/);
  });
});
