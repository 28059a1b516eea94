import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, linkIdentity } from './accounts.ts';
import { type Auth, createAuth } from './auth.ts';
import { appOf, Browser, type House, openHouse, PASSWORD } from './identity.fixture.ts';
import { currentAccount } from './session.ts';

let house: House;
let city: Auth;
beforeAll(async () => {
  house = await openHouse();
  city = createAuth({ ...house.auth.settings, baseURL: 'https://fadu.example.cn', production: true });
});
afterAll(() => house.close());

const people = Array.from({ length: 150 }, (_, i) => ({
  id: `demo-${String(i).padStart(3, '0')}`,
  username: `demo.${i}@organ-${i % 12}`,
  name: `演示人员${i}`,
  kind: 'staff' as const,
  password: 'fadu-demo-2026',
  demo: true,
}));

test('150 demonstration accounts are made with the ids asked for, and once', async () => {
  for (const person of people)
    expect(await createAccount(house.auth, person)).toEqual({ id: person.id, created: true });
  for (const person of people.slice(0, 5))
    expect(
      await createAccount(house.auth, { ...person, name: '改名', username: person.username.toUpperCase() }),
    ).toEqual({ id: person.id, created: false });
  const { rows } = await house.owner.query(
    `select count(*)::int as accounts, count(*) filter (where name like '改名%')::int as renamed from auth."user" where demo`,
  );
  expect(rows).toEqual([{ accounts: 150, renamed: 0 }]);
  const browser = new Browser(house);
  expect((await browser.signIn('demo.149@organ-5', 'fadu-demo-2026')).status).toBe(200);
  expect(await currentAccount(house.auth, browser.headers())).toMatchObject({
    id: 'demo-149',
    kind: 'staff',
    demo: true,
  });
});

test('real accounts never share a hash, nor does any password stand in the clear', async () => {
  for (const username of ['same.one', 'same.two'])
    await createAccount(house.auth, { username, kind: 'resident', name: username, password: PASSWORD });
  const { rows } = await house.owner.query<{ password: string; demo: boolean }>(
    `select a.password, u.demo from auth.account a join auth."user" u on u.id = a."userId"`,
  );
  const hashes = (demo: boolean) => rows.filter((row) => row.demo === demo).map((row) => row.password);
  expect(new Set(hashes(true)).size).toBe(1);
  expect(hashes(false)).toHaveLength(2);
  expect(new Set(hashes(false)).size).toBe(2);
  for (const { password } of rows) expect(password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
});

test('R90.6 a production system makes no demonstration account and lets none in', async () => {
  const demo = people[0];
  if (!demo) throw new Error('no demonstration account');
  await expect(createAccount(city, { ...demo, username: 'new.demo@justice' })).rejects.toThrow(
    /not made in a production/,
  );
  await createAccount(house.auth, demo);
  const browser = new Browser({ auth: city, app: appOf(city) });
  const refused = await browser.signIn(demo.username, demo.password);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: 'DEMO_ACCOUNT_REFUSED' });
  expect(browser.session()).toBeUndefined();
});

test('two callers at once make one account', async () => {
  const made = await Promise.all(
    Array.from({ length: 6 }, () =>
      createAccount(house.auth, {
        username: 'race@justice',
        kind: 'staff',
        name: '同时',
        password: PASSWORD,
      }),
    ),
  );
  expect(new Set(made.map((account) => account.id)).size).toBe(1);
  expect(made.filter((account) => account.created)).toHaveLength(1);
});

test('an account left without its password by an interrupted call gets it from the next', async () => {
  const wanted = { username: 'half@justice', kind: 'staff', name: '未完', password: PASSWORD } as const;
  const { id } = await createAccount(house.auth, wanted);
  await house.owner.query('delete from auth.account where "userId" = $1', [id]);
  expect(await createAccount(house.auth, wanted)).toEqual({ id, created: false });
  expect((await new Browser(house).signIn('half@justice')).status).toBe(200);
});

test('bad input is refused with what is wrong, and writes nothing', async () => {
  const good = { username: 'good.name', kind: 'resident', name: '好', password: PASSWORD } as const;
  const count = async () =>
    (await house.owner.query('select count(*)::int as n from auth."user"')).rows[0]?.n;
  const before = await count();
  for (const [bad, message] of [
    [{ username: 'a' }, /3 to 64/],
    [{ username: '张伟' }, /3 to 64/],
    [{ username: 'a@b@c' }, /3 to 64/],
    [{ username: 'x'.repeat(65) }, /3 to 64/],
    [{ username: 'like.staff@justice' }, /those of staff/],
    [{ name: ' ' }, /name of the person/],
    [{ password: 'short' }, /10 to 128/],
  ] as const)
    await expect(createAccount(house.auth, { ...good, ...bad }), JSON.stringify(bad)).rejects.toThrow(
      message,
    );
  await createAccount(house.auth, { ...good, id: 'first' });
  await expect(createAccount(house.auth, { ...good, id: 'second' })).rejects.toThrow(
    /belongs to account first/,
  );
  expect(await count()).toBe(before + 1);
});

test('a person of the identity service belongs to one account', async () => {
  const one = await createAccount(house.auth, { username: 'tie.one@justice', kind: 'staff', name: '甲' });
  const two = await createAccount(house.auth, { username: 'tie.two@justice', kind: 'staff', name: '乙' });
  await linkIdentity(house.auth, one.id, 'subject-1');
  await linkIdentity(house.auth, one.id, 'subject-1');
  await expect(linkIdentity(house.auth, two.id, 'subject-1')).rejects.toThrow(/already uses account/);
  await expect(linkIdentity(house.auth, 'nobody', 'subject-2')).rejects.toThrow(/no account nobody/);
  const { rows } = await house.owner.query(
    `select "userId" from auth.account where "providerId" = 'unified'`,
  );
  expect(rows).toEqual([{ userId: one.id }]);
});
