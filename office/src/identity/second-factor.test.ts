import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, resetSecondFactor } from './accounts.ts';
import { createAuth } from './auth.ts';
import {
  appOf,
  Browser,
  enrol,
  type House,
  openHouse,
  PASSWORD,
  totp,
  wrongCode,
} from './identity.fixture.ts';
import type { Problem } from './problem.ts';
import { currentAccount, signInState } from './session.ts';

let demo: House;
/** The same database as a production system; limits per address are another test's matter. */
let city: Pick<House, 'auth' | 'app'>;
beforeAll(async () => {
  demo = await openHouse();
  const auth = createAuth({
    ...demo.auth.settings,
    baseURL: 'https://fadu.example.cn',
    production: true,
    limits: { perAddress: { max: 1000, window: 60 } },
  });
  city = { auth, app: appOf(auth) };
});
afterAll(() => demo.close());

const staff = async (username: string) =>
  (await createAccount(city.auth, { username, kind: 'staff', name: username, password: PASSWORD })).id;
const code = async (response: Response) => ((await response.json()) as Problem).code;

test('the authenticator of these tests agrees with RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  expect([59, 1111111109, 2000000000].map((second) => totp(secret, second * 1000))).toEqual([
    '287082',
    '081804',
    '279037',
  ]);
});

test('R90.6 staff in production are nobody until they have a second factor; elsewhere it is their choice', async () => {
  await staff('due@justice');
  const browser = new Browser(city);
  expect((await browser.signIn('due@justice')).status).toBe(200);
  expect(await currentAccount(city.auth, browser.headers())).toBeNull();
  expect(await signInState(city.auth, browser.headers())).toMatchObject({
    state: 'second-factor-due',
    account: { username: 'due@justice', twoFactorVerified: false, secondFactorEnrolled: false },
  });
  const refused = await browser.get('/api/v1/me');
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({
    code: 'SECOND_FACTOR_DUE',
    detail: '工作人员须通过两步验证后才能办理业务，请完成两步验证。',
  });

  const before = browser.session();
  await enrol(browser);
  expect(browser.session()).not.toBe(before);
  expect(await currentAccount(city.auth, browser.headers())).toMatchObject({
    username: 'due@justice',
    twoFactorVerified: true,
    secondFactorEnrolled: true,
  });

  await createAccount(demo.auth, {
    username: 'free@justice',
    kind: 'staff',
    name: '演示',
    password: PASSWORD,
    demo: true,
  });
  const other = new Browser(demo);
  await other.signIn('free@justice');
  expect(await currentAccount(demo.auth, other.headers())).toMatchObject({
    demo: true,
    twoFactorVerified: false,
  });
});

test('residents in production need no second factor', async () => {
  await createAccount(city.auth, { username: 'he.ping', kind: 'resident', name: '何平', password: PASSWORD });
  const browser = new Browser(city);
  await browser.signIn('he.ping');
  expect(await currentAccount(city.auth, browser.headers())).toMatchObject({ kind: 'resident' });
});

test('once set up the password alone opens no session: a wrong code is refused, the right one opens it', async () => {
  await staff('two@justice');
  const first = new Browser(city);
  await first.signIn('two@justice');
  const { secret } = await enrol(first);

  const browser = new Browser(city);
  const half = await browser.signIn('two@justice');
  expect(await half.json()).toMatchObject({ twoFactorRedirect: true });
  expect(half.headers.get('set-auth-token')).toBeNull();
  expect(browser.session()).toBeUndefined();
  expect(await signInState(city.auth, browser.headers())).toEqual({ state: 'none' });

  const wrong = await browser.json('/api/auth/two-factor/verify-totp', { code: wrongCode(secret) });
  expect(wrong.status).toBe(401);
  expect(await code(wrong)).toBe('INVALID_CODE');
  expect(browser.session()).toBeUndefined();

  const right = await browser.json('/api/auth/two-factor/verify-totp', { code: totp(secret) });
  expect(right.status).toBe(200);
  expect(await currentAccount(city.auth, browser.headers())).toMatchObject({ twoFactorVerified: true });
  // A code without the password before it opens nothing.
  const stranger = new Browser(city);
  const bare = await stranger.json('/api/auth/two-factor/verify-totp', { code: totp(secret) });
  expect(await code(bare)).toBe('INVALID_TWO_FACTOR_COOKIE');
});

test('no device is ever trusted: asking for it changes nothing', async () => {
  await staff('device@justice');
  const browser = new Browser(city);
  await browser.signIn('device@justice');
  const { secret } = await enrol(browser);
  await browser.json('/api/auth/sign-out', {});
  await browser.signIn('device@justice');
  await browser.json('/api/auth/two-factor/verify-totp', { code: totp(secret), trustDevice: true });
  await browser.json('/api/auth/sign-out', {});
  expect(await (await browser.signIn('device@justice')).json()).toMatchObject({ twoFactorRedirect: true });
});

test('a backup code works once', async () => {
  await staff('lost@justice');
  const first = new Browser(city);
  await first.signIn('lost@justice');
  const { backupCodes } = await enrol(first);
  expect(backupCodes).toHaveLength(10);
  const use = async () => {
    const browser = new Browser(city);
    await browser.signIn('lost@justice');
    const answer = await browser.json('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] });
    return { status: answer.status, account: await currentAccount(city.auth, browser.headers()) };
  };
  expect(await use()).toMatchObject({ status: 200, account: { twoFactorVerified: true } });
  expect(await use()).toEqual({ status: 401, account: null });
});

test('guessing codes: the challenge ends after five, the account is locked after ten', async () => {
  await staff('guessed@justice');
  const first = new Browser(city);
  await first.signIn('guessed@justice');
  const { secret } = await enrol(first);
  const round = async () => {
    const browser = new Browser(city);
    await browser.signIn('guessed@justice');
    const codes: string[] = [];
    for (let i = 0; i < 6; i++)
      codes.push(
        await code(await browser.json('/api/auth/two-factor/verify-totp', { code: wrongCode(secret) })),
      );
    return codes;
  };
  expect(await round()).toEqual([...Array(5).fill('INVALID_CODE'), 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']);
  expect((await round()).slice(0, 5)).toEqual(Array(5).fill('INVALID_CODE'));
  const browser = new Browser(city);
  await browser.signIn('guessed@justice');
  const locked = await browser.json('/api/auth/two-factor/verify-totp', { code: totp(secret) });
  expect(locked.status).toBe(429);
  expect(await code(locked)).toBe('ACCOUNT_TEMPORARILY_LOCKED');
});

test('changing the password keeps the second factor of this session and ends the others', async () => {
  await staff('change@justice');
  const here = new Browser(city);
  await here.signIn('change@justice');
  const { secret } = await enrol(here);
  const there = new Browser(city);
  await there.signIn('change@justice');
  await there.json('/api/auth/two-factor/verify-totp', { code: totp(secret) });
  const changed = await here.json('/api/auth/change-password', {
    currentPassword: PASSWORD,
    newPassword: `${PASSWORD}二`,
    revokeOtherSessions: true,
  });
  expect(changed.status).toBe(200);
  expect(await currentAccount(city.auth, here.headers())).toMatchObject({ twoFactorVerified: true });
  expect(await currentAccount(city.auth, there.headers())).toBeNull();
});

test('R90.6 whoever takes the second factor off is staff without one: nobody again', async () => {
  await staff('off@justice');
  const browser = new Browser(city);
  await browser.signIn('off@justice');
  await enrol(browser);
  expect((await browser.json('/api/auth/two-factor/disable', { password: PASSWORD })).status).toBe(200);
  expect(await currentAccount(city.auth, browser.headers())).toBeNull();
});

test('R90.6 a session without the second factor cannot remove it, read its secret or make backup codes', async () => {
  const id = await staff('weak@justice');
  const browser = new Browser(city);
  const signedIn = await browser.signIn('weak@justice');
  const token = signedIn.headers.get('set-auth-token') ?? '';
  const strong = new Browser(city);
  await strong.signIn('weak@justice');
  await enrol(strong);
  for (const path of ['disable', 'get-totp-uri', 'generate-backup-codes']) {
    const refused = await browser.json(`/api/auth/two-factor/${path}`, { password: PASSWORD });
    expect(refused.status, path).toBe(403);
    expect(await code(refused)).toBe('SECOND_FACTOR_NEEDED');
    // Nor with a strong cookie in front of the weak bearer token, nor with no cookie at all.
    const mixed = await strong.json(
      `/api/auth/two-factor/${path}`,
      { password: PASSWORD },
      { authorization: `Bearer ${token}` },
    );
    expect(mixed.status, path).toBe(401);
  }
  const { rows } = await demo.owner.query('select verified from auth."twoFactor" where "userId" = $1', [id]);
  expect(rows).toEqual([{ verified: true }]);
});

test('within a one-factor session codes are counted, the right one makes a new session, too many end it', async () => {
  const id = await staff('step@justice');
  const weak = new Browser(city);
  await weak.signIn('step@justice');
  const weaker = new Browser(city);
  await weaker.signIn('step@justice');
  const strong = new Browser(city);
  await strong.signIn('step@justice');
  const { secret } = await enrol(strong);

  const before = weak.session();
  expect((await weak.json('/api/auth/two-factor/verify-totp', { code: totp(secret) })).status).toBe(200);
  expect(weak.session()).not.toBe(before);
  expect(await currentAccount(city.auth, weak.headers())).toMatchObject({ id, twoFactorVerified: true });

  for (let i = 0; i < 10; i++)
    expect((await weaker.json('/api/auth/two-factor/verify-totp', { code: wrongCode(secret) })).status).toBe(
      401,
    );
  // The eleventh is too late even when it is right.
  const late = await weaker.json('/api/auth/two-factor/verify-totp', { code: totp(secret) });
  expect(late.status).toBe(429);
  expect(await signInState(city.auth, weaker.headers())).toEqual({ state: 'none' });
});

test('the administrator takes a lost second factor off: sessions end, the next sign-in sets up a new one', async () => {
  const id = await staff('reset@justice');
  const browser = new Browser(city);
  await browser.signIn('reset@justice');
  await enrol(browser);
  await resetSecondFactor(city.auth, id);
  expect(await signInState(city.auth, browser.headers())).toEqual({ state: 'none' });
  await browser.signIn('reset@justice');
  expect(await signInState(city.auth, browser.headers())).toMatchObject({ state: 'second-factor-due' });
  await enrol(browser);
  expect(await currentAccount(city.auth, browser.headers())).toMatchObject({ id });
});

test('the secret and the backup codes are not readable in the database', async () => {
  await staff('sealed@justice');
  const browser = new Browser(city);
  await browser.signIn('sealed@justice');
  const { secret, backupCodes } = await enrol(browser);
  const { rows } = await demo.owner.query('select secret, "backupCodes" from auth."twoFactor"');
  const stored = JSON.stringify(rows);
  expect(rows.length).toBeGreaterThan(0);
  for (const clear of [secret, ...backupCodes]) expect(stored).not.toContain(clear);
});
