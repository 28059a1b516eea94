/** The demonstration city as `npm start` tells it, whole: the smaller tellings of the other tests leave stories out. */
import { Office } from '@fadu/office/office';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSupervision } from './planted.ts';
import { type SeedResult, seedCity } from './seed.ts';

const NOW = '2026-11-23T02:00:00.000Z';
/** Enough that some cases of every field and level are told beside the usual year. */
const CASES = 900;
const seal = sealer(new Uint8Array(32).fill(3));
let database: TestDatabase;
let store: Store;
let seeded: SeedResult;

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  seeded = await seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now: NOW,
    cases: CASES,
    sealer: seal,
  });
}, 600_000);
afterAll(async () => {
  await store?.close();
  await database?.close();
});

test('R90.8 the whole year is told without a step that the engine answers otherwise', () => {
  expect(seeded.setting.report?.cases).toBeGreaterThan(CASES);
  expect(seeded.setting.report?.refusals.length).toBeGreaterThan(20);
});

test('R39.1 over the whole city: 300 planted faults of more than twenty kinds are found, and nothing else', async () => {
  const office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => NOW,
    demo: true,
    baseUrl: 'http://127.0.0.1',
    sealer: seal,
  });
  await office.refresh();
  const check = await checkSupervision(office, seeded.setting);
  const planted = check.rules.reduce((n, r) => n + r.planted, 0);
  expect(planted).toBeGreaterThanOrEqual(300);
  expect(check.rules.length).toBeGreaterThan(20);
  expect(check.missed).toEqual([]);
  expect(check.false).toEqual([]);
  expect(check.meant.length).toBeGreaterThan(10);
}, 300_000);

test('R39.1 cases are told in twelve fields and at three levels', async () => {
  const { rows } = await database.pool.query<{ fields: number; towns: number; counties: number }>(
    `select count(distinct a.input ->> 'field')::int as fields,
       count(distinct o.id) filter (where o.kind = 'township')::int as towns,
       count(distinct o.region) filter (where o.kind <> 'township' and o.region <> '220200')::int as counties
     from fadu.act a join fadu.organ o on o.id = a.actor ->> 'organ' where a.act = 'register-clue'`,
  );
  expect(rows[0]?.fields).toBe(12);
  expect(rows[0]?.towns).toBeGreaterThan(0);
  expect(rows[0]?.counties).toBe(9);
});
