import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from './accounts.ts';
import { createAuth } from './auth.ts';
import { appOf, Browser, type House, openHouse, PASSWORD, totp, wrongCode } from './identity.fixture.ts';
import { currentAccount } from './session.ts';

let house: House;
let city: Pick<House, 'auth' | 'app'>;
beforeAll(async () => {
  house = await openHouse();
  const auth = createAuth({
    ...house.auth.settings,
    baseURL: 'https://fadu.example.cn',
    production: true,
    limits: { perAddress: { max: 1000, window: 60 } },
  });
  city = { auth, app: appOf(auth) };
  for (const [username, kind] of [
    ['zhang.wei@justice', 'staff'],
    ['new.staff@justice', 'staff'],
    ['li.na', 'resident'],
    ['pass.word', 'resident'],
    ['two.step', 'resident'],
  ] as const)
    await createAccount(house.auth, { username, kind, name: `姓名<${username}>`, password: PASSWORD });
});
afterAll(() => house.close());

const location = (response: Response) => response.headers.get('location');

test('the sign-in page is a whole document with labelled fields, works without script and is not kept', async () => {
  const response = await new Browser(house).get('/sign-in?next=%2Fcases%3Fa%3D1');
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  const page = await response.text();
  expect(page).toMatch(/^<!doctype html><html lang="zh-CN">/i);
  expect(page).toContain('<title>登录｜法度</title>');
  expect(page).toContain('<link rel="stylesheet" href="/static/fadu.css"/>');
  expect(page).not.toContain('<script');
  expect(page).toContain('<label for="username">用户名</label>');
  expect(page).toContain('<label for="password">密码</label>');
  expect(page).toMatch(/<input[^>]*id="password"[^>]*type="password"[^>]*autocomplete="current-password"/);
  expect(page).toContain('<input type="hidden" name="next" value="/cases?a=1"/>');
  // No service is set up here, so none is offered.
  expect(page).not.toContain('统一身份认证');
});

test('who came for no page goes on to the desk when it is staff, home when not', async () => {
  for (const [username, home] of [
    ['new.staff@justice', '/desk/'],
    ['li.na', '/'],
  ] as const) {
    const browser = new Browser(house);
    const sent = await browser.form('/sign-in', { username, password: PASSWORD });
    expect([username, location(await browser.get(location(sent) ?? ''))]).toEqual([username, home]);
  }
});

test('signing in by the form redirects to the page wanted, and signing out ends it', async () => {
  const browser = new Browser(house);
  const sent = await browser.form('/sign-in', { username: 'li.na', password: PASSWORD, next: '/cases?a=1' });
  expect(sent.status).toBe(303);
  const on = await browser.get(location(sent) ?? '');
  expect([on.status, location(on)]).toEqual([303, '/cases?a=1']);
  const account = await (await browser.get('/account')).text();
  expect(account).toContain('姓名&lt;li.na&gt;');
  expect(account).not.toContain('<li.na>');
  // Someone who is signed in is not asked again.
  expect(location(await browser.get('/sign-in?next=%2Fcases'))).toBe('/sign-in/continue?next=%2Fcases');
  const old = browser.headers();
  const out = await browser.form('/sign-out', {});
  expect([out.status, location(out)]).toEqual([303, '/']);
  expect(await currentAccount(house.auth, old)).toBeNull();
  expect(location(await browser.get('/account'))).toBe('/sign-in?next=%2Faccount');
});

test('a wrong password shows the form again with the name and the error, and no password', async () => {
  const browser = new Browser(house);
  for (const username of ['li.na', 'nobody', 'x', 'no such name'] as const) {
    const response = await browser.form('/sign-in', { username, password: 'wrong "password"<' });
    expect(response.status, username).toBe(401);
    const page = await response.text();
    expect(page).toContain('<title>有误：登录｜法度</title>');
    expect(page).toMatch(/<div class="error-summary" role="alert".*用户名或者密码不正确，请核对后重新输入。/);
    expect(page).toContain(`value="${username}"`);
    expect(page).toContain('aria-invalid="true"');
    expect(page).not.toContain('wrong');
    expect(browser.session()).toBeUndefined();
  }
  const hostile = await browser.form('/sign-in', {
    username: '"><script>x</script>',
    password: 'y'.repeat(12),
  });
  expect(await hostile.text()).not.toContain('<script>');
});

test('too many attempts are told with the time to wait', async () => {
  const auth = createAuth({ ...house.auth.settings, limits: { perAddress: { max: 2, window: 60 } } });
  const browser = new Browser({ auth, app: appOf(auth) }, '192.0.2.50');
  for (let i = 0; i < 2; i++) await browser.form('/sign-in', { username: `nobody.${i}`, password: PASSWORD });
  const refused = await browser.form('/sign-in', { username: 'li.na', password: PASSWORD });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.text()).toMatch(/尝试次数过多，请在 (\d+ 秒|1 分钟)后再试。/);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/%2Fevil.example',
  'javascript:alert(1)',
])('open redirect refused: next=%s', async (next) => {
  const browser = new Browser(house);
  const page = await (await browser.get(`/sign-in?next=${encodeURIComponent(next)}`)).text();
  expect(page).not.toContain('evil');
  expect(page).not.toContain('javascript');
  const sent = await browser.form('/sign-in', { username: 'li.na', password: PASSWORD, next });
  expect(location(sent)).toBe('/sign-in/continue');
  expect(location(await browser.get(`/sign-in/continue?next=${encodeURIComponent(next)}`))).toBe('/');
});

test('an error in the address is never repeated on the page', async () => {
  const page = await (
    await new Browser(house).get('/sign-in?error=%3Cscript%3Ealert(1)%3C%2Fscript%3E')
  ).text();
  expect(page).not.toMatch(/<script|alert\(/);
  expect(page).toContain('本次登录已作废');
});

test('a form sent by another site is refused before it does anything, cookies or not', async () => {
  const forged = new Browser(house);
  const forgeries: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    { origin: 'null' },
    { origin: '' },
  ];
  for (const headers of forgeries) {
    const refused = await forged.form('/sign-in', { username: 'li.na', password: PASSWORD }, headers);
    expect(refused.status, JSON.stringify(headers)).toBe(403);
    expect(await refused.text()).toContain('请求不是从本网站的页面发出的');
    expect(forged.session()).toBeUndefined();
  }
  const browser = new Browser(house);
  await browser.form('/sign-in', { username: 'li.na', password: PASSWORD });
  for (const path of ['/sign-out', '/account/password', '/account/second-factor', '/sign-in/unified'])
    expect((await browser.form(path, {}, { origin: 'https://evil.example' })).status, path).toBe(403);
  expect(await currentAccount(house.auth, browser.headers())).not.toBeNull();
});

test('these rules are those of the sign-in pages only: other routes of the same site are left alone', async () => {
  const answer = await new Browser(house).form(
    '/api/v1/echo',
    { a: 'x'.repeat(20_000) },
    { origin: 'https://other.example' },
  );
  expect(answer.status).toBe(200);
});

test('changing the password: each mistake is told at its field, success ends other sessions', async () => {
  const browser = new Browser(house);
  const elsewhere = new Browser(house);
  for (const b of [browser, elsewhere])
    await b.form('/sign-in', { username: 'pass.word', password: PASSWORD });
  const change = (current: string, fresh: string, again = fresh) =>
    browser.form('/account/password', { current, fresh, again });
  const fresh = '新的密码-2026-十一月';
  for (const [response, status, field, message] of [
    [await change(PASSWORD, fresh, `${fresh}x`), 422, 'again', '两次输入的新密码不一致'],
    [await change(PASSWORD, PASSWORD), 422, 'fresh', '新密码与原密码相同'],
    [await change(PASSWORD, 'short'), 400, 'fresh', '密码太短'],
    [await change('wrong password', fresh), 400, 'current', '密码不正确'],
  ] as const) {
    expect(response.status, message).toBe(status);
    const page = await response.text();
    expect(page).toContain(`<a href="#${field}">${message}`);
    expect(page).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`));
    expect(page).not.toContain(fresh);
  }
  const done = await change(PASSWORD, fresh);
  expect([done.status, location(done)]).toEqual([303, '/account?done=password']);
  expect(await (await browser.get('/account?done=password')).text()).toContain('密码已经修改。');
  expect(await currentAccount(house.auth, elsewhere.headers())).toBeNull();
  const again = new Browser(house);
  expect((await again.form('/sign-in', { username: 'pass.word', password: PASSWORD })).status).toBe(401);
  expect((await again.form('/sign-in', { username: 'pass.word', password: fresh })).status).toBe(303);
});

test('R90.6 staff in production are led through setting up the second factor, and then asked for it', async () => {
  const browser = new Browser(city);
  await browser.form('/sign-in', { username: 'new.staff@justice', password: PASSWORD, next: '/desk' });
  const led = await browser.get('/sign-in/continue?next=%2Fdesk');
  expect(location(led)).toBe('/account/second-factor?next=%2Fdesk');
  expect(await (await browser.get(location(led) ?? '')).text()).toContain(
    '工作人员须启用两步验证后才能办理业务。',
  );
  expect(location(await browser.get('/account'))).toMatch(/^\/sign-in\/continue/);

  const wrong = await browser.form('/account/second-factor', { password: 'wrong password', next: '/desk' });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('密码不正确');

  const shown = await (
    await browser.form('/account/second-factor', { password: PASSWORD, next: '/desk' })
  ).text();
  expect(shown).toMatch(/<figure class="qr"[^>]*><svg [^>]*viewBox/);
  const secret = /class="secret"><code>([A-Z2-7 ]+)<\/code>/.exec(shown)?.[1] ?? '';
  const codes = [...shown.matchAll(/<li><code>(\w{5}-\w{5})<\/code><\/li>/g)].map((m) => m[1] ?? '');
  expect(codes).toHaveLength(10);
  const miss = await browser.form('/account/second-factor/code', { code: wrongCode(secret), next: '/desk' });
  expect(miss.status).toBe(401);
  expect(await miss.text()).toContain('验证码不正确或者已经失效');
  const hit = await browser.form('/account/second-factor/code', { code: ` ${totp(secret)} `, next: '/desk' });
  expect([hit.status, location(hit)]).toEqual([303, '/desk']);
  expect(await currentAccount(city.auth, browser.headers())).toMatchObject({ twoFactorVerified: true });

  const later = new Browser(city);
  const half = await later.form('/sign-in', {
    username: 'new.staff@justice',
    password: PASSWORD,
    next: '/desk',
  });
  expect(location(half)).toBe('/sign-in/code?next=%2Fdesk');
  expect(await currentAccount(city.auth, later.headers())).toBeNull();
  const page = await (await later.get('/sign-in/code?next=%2Fdesk')).text();
  expect(page).toContain('autocomplete="one-time-code"');
  expect((await later.form('/sign-in/code', { code: wrongCode(secret), next: '/desk' })).status).toBe(401);
  const given = await later.form('/sign-in/code', { code: totp(secret), next: '/desk' });
  expect(location(given)).toBe('/sign-in/continue?next=%2Fdesk');
  expect(location(await later.get('/sign-in/continue?next=%2Fdesk'))).toBe('/desk');

  const lost = new Browser(city);
  await lost.form('/sign-in', { username: 'new.staff@justice', password: PASSWORD });
  expect(await (await lost.get('/sign-in/code?method=backup')).text()).toContain('备用码');
  const used = await lost.form('/sign-in/code?method=backup', { code: codes[3] ?? '' });
  expect(used.status).toBe(303);
  expect(await currentAccount(city.auth, lost.headers())).toMatchObject({ twoFactorVerified: true });
});

test('a second factor can be set up by choice, and a code without a sign-in leads back to the sign-in page', async () => {
  const browser = new Browser(house);
  await browser.form('/sign-in', { username: 'two.step', password: PASSWORD });
  const shown = await (await browser.form('/account/second-factor', { password: PASSWORD })).text();
  const secret = /class="secret"><code>([A-Z2-7 ]+)<\/code>/.exec(shown)?.[1] ?? '';
  const done = await browser.form('/account/second-factor/code', { code: totp(secret) });
  expect(location(done)).toBe('/account?done=second-factor');
  expect(await (await browser.get('/account?done=second-factor')).text()).toContain('已启用');
  const stranger = await new Browser(house).form('/sign-in/code', { code: totp(secret) });
  expect(stranger.status).toBe(401);
  const page = await stranger.text();
  expect(page).toContain('验证已经超时，请返回登录页重新登录。');
  expect(page).toContain('name="password"');
});
