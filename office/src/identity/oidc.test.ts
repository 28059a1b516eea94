/** The unified identity service, played by a real OpenID Connect provider on loopback. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createAccount, linkIdentity } from './accounts.ts';
import { createAuth } from './auth.ts';
import { appOf, Browser, enrol, type House, openHouse, PASSWORD, totp } from './identity.fixture.ts';
import { currentAccount, signInState } from './session.ts';
import type { OidcSettings } from './settings.ts';

let house: House;
let server: Server;
let oidc: OidcSettings;
const SITE = 'http://fadu.test';

beforeAll(async () => {
  server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  oidc = {
    issuer,
    clientId: 'fadu',
    clientSecret: 'a-client-secret-of-the-tests-only',
    label: '统一身份认证',
  };
  // The provider says on the console that it is not set up for production; it is not.
  const quiet = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info')].map((spy) =>
    spy.mockImplementation(() => {}),
  );
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: oidc.clientId,
        client_secret: oidc.clientSecret,
        redirect_uris: [`${SITE}/api/auth/callback/unified`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    findAccount: (_, sub) => ({
      accountId: sub,
      // The service claims the e-mail address of a local account as verified: it must not win that account.
      claims: () => ({ sub, name: `实名${sub}`, email: 'chief@example.cn', email_verified: true }),
    }),
  });
  server.on('request', provider.callback());
  house = await openHouse({ oidc });
  for (const spy of quiet) spy.mockRestore();
});
afterAll(async () => {
  await house.close();
  server.closeAllConnections();
  server.close();
});

/** Follow the service's own pages as `login`: sign in, consent, and come back with the callback address. */
async function authorize(url: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  const go = async (to: string, body?: URLSearchParams) => {
    const response = await fetch(to, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      body,
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  };
  let at = url;
  for (let step = 0; step < 12; step++) {
    if (at.startsWith(SITE)) return at;
    let response = await go(at);
    if (response.status === 200) {
      const page = await response.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (!prompt) throw new Error(`the identity service shows no form: ${page.slice(0, 300)}`);
      response = await go(at, new URLSearchParams({ prompt, login, password: 'any' }));
    }
    const location = response.headers.get('location');
    if (!location)
      throw new Error(`the identity service answered ${response.status}: ${await response.text()}`);
    at = new URL(location, at).href;
  }
  throw new Error('the identity service did not come to an end');
}

/** Press the button; the address of the service one is sent to. */
async function start(browser: Browser, next = '/'): Promise<string> {
  const sent = await browser.form('/sign-in/unified', { next });
  expect(sent.status).toBe(303);
  const url = sent.headers.get('location') ?? '';
  expect(url.startsWith(`${oidc.issuer}/auth?`)).toBe(true);
  return url;
}

/** Come back to us; where we send the browser. */
async function comeBack(browser: Browser, callback: string): Promise<URL> {
  const response = await browser.get(callback);
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '', SITE);
}

test('a resident signs in through the service, and is the same account the next time', async () => {
  const browser = new Browser(house);
  const url = await start(browser, '/cases/3?tab=a');
  const asked = new URL(url).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('nonce')?.length).toBeGreaterThanOrEqual(32);
  expect(asked.get('state')?.length).toBeGreaterThanOrEqual(32);
  const to = await comeBack(browser, await authorize(url, 'citizen-1'));
  expect(to.pathname + to.search).toBe('/sign-in/continue?next=%2Fcases%2F3%3Ftab%3Da');
  const on = await browser.get(to.href);
  expect(on.headers.get('location')).toBe('/cases/3?tab=a');
  const me = await currentAccount(house.auth, browser.headers());
  expect(me).toMatchObject({
    name: '实名citizen-1',
    kind: 'resident',
    demo: false,
    twoFactorVerified: false,
  });

  const again = new Browser(house);
  await comeBack(again, await authorize(await start(again), 'citizen-1'));
  expect((await currentAccount(house.auth, again.headers()))?.id).toBe(me?.id);
  const other = new Browser(house);
  await comeBack(other, await authorize(await start(other), 'citizen-2'));
  expect((await currentAccount(house.auth, other.headers()))?.id).not.toBe(me?.id);
});

test('R90.6 an e-mail address the service claims wins no account', async () => {
  const { id } = await createAccount(house.auth, {
    username: 'chief@justice',
    kind: 'staff',
    name: '局长',
    password: PASSWORD,
    email: 'chief@example.cn',
  });
  await house.owner.query(`update auth."user" set "emailVerified" = true where id = $1`, [id]);
  const browser = new Browser(house);
  await comeBack(browser, await authorize(await start(browser), 'impostor'));
  const me = await currentAccount(house.auth, browser.headers());
  expect(me).toMatchObject({ kind: 'resident' });
  expect(me?.id).not.toBe(id);
});

test('staff come in through the service once their account is tied to it', async () => {
  const { id } = await createAccount(house.auth, { username: 'tied@justice', kind: 'staff', name: '科员' });
  await linkIdentity(house.auth, id, 'officer-7');
  const browser = new Browser(house);
  await comeBack(browser, await authorize(await start(browser), 'officer-7'));
  expect(await currentAccount(house.auth, browser.headers())).toMatchObject({
    id,
    kind: 'staff',
    username: 'tied@justice',
    name: '科员',
  });
});

const refusals: [string, (browser: Browser) => Promise<string>, string][] = [
  [
    'another state',
    async (browser) => {
      const callback = new URL(await authorize(await start(browser), 'citizen-3'));
      callback.searchParams.set('state', 'x'.repeat(32));
      return callback.href;
    },
    'state_mismatch',
  ],
  [
    'no state',
    async (browser) => {
      const callback = new URL(await authorize(await start(browser), 'citizen-3'));
      callback.searchParams.delete('state');
      return callback.href;
    },
    'state_not_found',
  ],
  [
    'the state of a sign-in that someone else began',
    async () => {
      const attacker = new Browser(house);
      return authorize(await start(attacker), 'attacker');
    },
    'state_mismatch',
  ],
  [
    'another nonce in the token',
    async (browser) => {
      const url = new URL(await start(browser));
      url.searchParams.set('nonce', 'n'.repeat(32));
      return authorize(url.href, 'citizen-3');
    },
    'unable_to_get_user_info',
  ],
  [
    'a code bound to another verifier',
    async (browser) => {
      const url = new URL(await start(browser));
      url.searchParams.set('code_challenge', 'A'.repeat(43));
      return authorize(url.href, 'citizen-3');
    },
    'invalid_code',
  ],
  [
    'a forged code',
    async (browser) => {
      const callback = new URL(await authorize(await start(browser), 'citizen-3'));
      callback.searchParams.set('code', 'forged');
      return callback.href;
    },
    'invalid_code',
  ],
  [
    'another issuer',
    async (browser) => {
      const callback = new URL(await authorize(await start(browser), 'citizen-3'));
      callback.searchParams.set('iss', 'https://evil.example');
      return callback.href;
    },
    'issuer_mismatch',
  ],
];

test.each(refusals)('refused: %s', async (_, tamper, code) => {
  const browser = new Browser(house);
  // The victim has a sign-in of their own under way, so that a state cookie is there.
  await start(browser);
  const to = await comeBack(browser, await tamper(browser));
  expect(to.pathname).toBe('/sign-in');
  expect(to.searchParams.get('error')).toBe(code);
  expect(browser.session()).toBeUndefined();
  expect(await currentAccount(house.auth, browser.headers())).toBeNull();
  const page = await browser.get(to.href);
  expect(page.status).toBe(400);
  expect(await page.text()).toContain('统一身份认证返回的信息未能通过核验，本次登录已作废');
});

test('a callback address works once', async () => {
  const browser = new Browser(house);
  const callback = await authorize(await start(browser), 'citizen-4');
  // Someone who copied the address and the cookies before it was used comes second.
  const thief = new Browser(house);
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
  expect((await comeBack(browser, callback)).pathname).toBe('/sign-in/continue');
  expect(browser.session()).toBeDefined();
  expect((await comeBack(thief, callback)).searchParams.get('error')).toBe('state_mismatch');
  expect(thief.session()).toBeUndefined();
});

test('R90.6 in production staff give their own second factor after the service, unless the service is trusted for it', async () => {
  const { id } = await createAccount(house.auth, {
    username: 'both@justice',
    kind: 'staff',
    name: '双证',
    password: PASSWORD,
  });
  await linkIdentity(house.auth, id, 'officer-9');
  // The production rules on the address the provider knows: http is what loopback has.
  const production = (trusted: boolean) => {
    const auth = createAuth({ ...house.auth.settings, oidc: { ...oidc, secondFactor: trusted } });
    const strict = { ...auth, settings: { ...auth.settings, production: true } };
    return { auth: strict, app: appOf(strict) };
  };
  const setup = new Browser(house);
  await setup.signIn('both@justice');
  const { secret } = await enrol(setup);

  const city = production(false);
  const browser = new Browser(city);
  await comeBack(browser, await authorize(await start(browser, '/desk'), 'officer-9'));
  expect(await signInState(city.auth, browser.headers())).toMatchObject({ state: 'second-factor-due' });
  const on = await browser.get('/sign-in/continue?next=%2Fdesk');
  expect(on.headers.get('location')).toBe('/sign-in/code?next=%2Fdesk');
  const given = await browser.form('/sign-in/code', { code: totp(secret), next: '/desk' });
  expect(given.status).toBe(303);
  expect(await currentAccount(city.auth, browser.headers())).toMatchObject({ id, twoFactorVerified: true });

  const trusting = production(true);
  const other = new Browser(trusting);
  await comeBack(other, await authorize(await start(other), 'officer-9'));
  expect(await currentAccount(trusting.auth, other.headers())).toMatchObject({ id, twoFactorVerified: true });
});

test('where residents do not register through the service, an unknown person is told so', async () => {
  const auth = createAuth({ ...house.auth.settings, oidc: { ...oidc, registersResidents: false } });
  const closed = { auth, app: appOf(auth) };
  const browser = new Browser(closed);
  const to = await comeBack(browser, await authorize(await start(browser), 'citizen-unknown'));
  expect(to.searchParams.get('error')).toBe('signup_disabled');
  expect(await (await browser.get(to.href)).text()).toContain('您的统一身份尚未与本系统账号关联');
  const { rows } = await house.owner.query(
    `select 1 from auth.account where "accountId" = 'citizen-unknown'`,
  );
  expect(rows).toEqual([]);
});

test('a service that is down leaves the password form usable', async () => {
  const auth = createAuth({ ...house.auth.settings, oidc: { ...oidc, issuer: 'http://127.0.0.1:9' } });
  const browser = new Browser({ auth, app: appOf(auth) });
  const answer = await browser.form('/sign-in/unified', {});
  expect(answer.status).toBe(503);
  const page = await answer.text();
  expect(page).toContain('统一身份认证服务暂时不可用');
  expect(page).toContain('name="password"');
  expect((await browser.signIn('chief@justice')).status).toBe(200);
});

test('tokens of the service are not stored in the clear', async () => {
  const { rows } = await house.owner.query<{ accessToken: string }>(
    `select "accessToken" from auth.account where "providerId" = 'unified' and "accessToken" is not null`,
  );
  expect(rows.length).toBeGreaterThan(0);
  // The provider's opaque tokens have 43 characters; a sealed one is longer.
  for (const { accessToken } of rows) expect(accessToken.length).toBeGreaterThan(80);
});
