import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from './accounts.ts';
import { createAuth } from './auth.ts';
import { appOf, Browser, type House, openHouse, PASSWORD } from './identity.fixture.ts';
import type { Problem } from './problem.ts';
import { clearAttempts, countAttempt, throttleKey } from './throttle.ts';

const perAddress = { max: 5, window: 60 };
const perAccount = { max: 4, window: 900 };
let house: House;
beforeAll(async () => {
  house = await openHouse({ limits: { perAddress, perAccount } });
  for (const username of ['chen.jing@justice', 'zhao.min@justice', 'sun.li@justice'])
    await createAccount(house.auth, { username, kind: 'staff', name: username, password: PASSWORD });
});
afterAll(() => house.close());

test('the sixth attempt from one address within a minute is refused, and says how long to wait', async () => {
  const browser = new Browser(house, '192.0.2.1');
  for (let i = 0; i < 5; i++) expect((await browser.signIn(`nobody.${i}`)).status).toBe(401);
  const refused = await browser.signIn('zhao.min@justice');
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThanOrEqual(60);
  const found = (await refused.json()) as Problem;
  expect(found).toMatchObject({ code: 'TOO_MANY_REQUESTS', title: '尝试次数过多', retryAfter: seconds });
  expect(found.detail).toMatch(/^尝试次数过多，请在 (\d+ 秒|1 分钟)后再试。$/);
  // Another address is not concerned.
  expect((await new Browser(house, '192.0.2.2').signIn('zhao.min@justice')).status).toBe(200);
});

test('forged address headers do not make a new address', async () => {
  const browser = new Browser(house, '192.0.2.3');
  const statuses = [];
  for (let i = 0; i < 6; i++) {
    const forged = { 'x-forwarded-for': `10.1.1.${i}`, 'x-fadu-client-address': `10.2.2.${i}` };
    const body = { username: `nobody.${i}`, password: PASSWORD };
    statuses.push((await browser.json('/api/auth/sign-in/username', body, forged)).status);
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
});

test('behind a trusted proxy the address is the one the proxy saw, and no earlier one in the chain', async () => {
  const auth = createAuth({ ...house.auth.settings, trustedProxies: ['192.0.2.100'] });
  const proxied = { auth, app: appOf(auth) };
  const attempt = async (peer: string, chain: string, i: number) =>
    (
      await new Browser(proxied, peer).json(
        '/api/auth/sign-in/username',
        { username: `nobody.${i}`, password: PASSWORD },
        { 'x-forwarded-for': chain },
      )
    ).status;
  for (let i = 0; i < 5; i++) expect(await attempt('192.0.2.100', `10.9.9.${i}, 198.18.0.1`, i)).toBe(401);
  expect(await attempt('192.0.2.100', '10.9.9.9, 198.18.0.1', 6)).toBe(429);
  expect(await attempt('192.0.2.100', '198.18.0.2', 7)).toBe(401);
  // Someone who reaches us directly is the address of their connection, whatever they write.
  expect(await attempt('198.18.0.1', '198.18.0.77', 8)).toBe(429);
});

test('an account is protected against guessing from many addresses, and the right password does not help then', async () => {
  for (let i = 0; i < 4; i++)
    expect((await new Browser(house, `192.0.3.${i}`).signIn('chen.jing@justice', 'guess guess')).status).toBe(
      401,
    );
  const refused = await new Browser(house, '192.0.3.200').signIn(' CHEN.jing@justice', PASSWORD);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({
    code: 'ACCOUNT_THROTTLED',
    detail: '该账号连续验证失败的次数过多，已暂停验证，请在 15 分钟后再试；如非本人操作，请尽快更换密码。',
  });
  // The window passes: the counter is made fifteen minutes old.
  await house.owner.query(
    `update auth."rateLimit" set "lastRequest" = "lastRequest" - 900000 where key = $1`,
    [throttleKey('password', 'chen.jing@justice')],
  );
  expect((await new Browser(house, '192.0.3.201').signIn('chen.jing@justice')).status).toBe(200);
});

test('the right password forgets earlier failures', async () => {
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 3; i++)
      expect(
        (await new Browser(house, `192.0.4.${round}${i}`).signIn('sun.li@justice', 'guess guess')).status,
      ).toBe(401);
    expect((await new Browser(house, `192.0.4.20${round}`).signIn('sun.li@justice')).status).toBe(200);
  }
});

test('attempts made at the same moment cannot all pass', async () => {
  const key = throttleKey('password', 'all at once');
  const attempts = await Promise.all(
    Array.from({ length: 40 }, () => countAttempt(house.auth.settings.pool, key, perAccount, 1_000_000)),
  );
  expect(attempts.filter((attempt) => attempt.allowed)).toHaveLength(4);
});

test('refused attempts do not lengthen the window', async () => {
  const { pool } = house.auth.settings;
  const key = throttleKey('code', 'someone');
  const at = (second: number) => countAttempt(pool, key, { max: 2, window: 100 }, second * 1000);
  expect((await at(0)).allowed).toBe(true);
  expect((await at(10)).allowed).toBe(true);
  expect(await at(50)).toEqual({ allowed: false, retryAfter: 60 });
  expect(await at(109)).toEqual({ allowed: false, retryAfter: 1 });
  expect((await at(110)).allowed).toBe(true);
  await clearAttempts(pool, key);
  const { rows } = await pool.query(`select 1 from auth."rateLimit" where key = $1`, [key]);
  expect(rows).toEqual([]);
});

test('the library does not prune our counters before their window is over', async () => {
  const { pool } = house.auth.settings;
  const key = throttleKey('password', 'kept');
  await countAttempt(pool, key, perAccount, Date.now() - 800_000);
  // An address whose own window ran out makes the library prune.
  await pool.query(
    `insert into auth."rateLimit" (id, key, count, "lastRequest") values ('old', '192.0.5.1|/sign-in/username', 5, $1)`,
    [Date.now() - 120_000],
  );
  expect((await new Browser(house, '192.0.5.1').signIn('nobody.at.all')).status).toBe(401);
  const { rows } = await pool.query(`select count from auth."rateLimit" where key = $1`, [key]);
  expect(rows).toEqual([{ count: 1 }]);
});
