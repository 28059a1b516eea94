/** The city's benchmarks and lenient lists, and their uses by the year's cases, told through the engine. */
import { listBenchmarks, listLenient } from '@fadu/office/decision-tables/benchmarks';
import { Office } from '@fadu/office/office';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCity } from '../seed.ts';

/** Those of the cases and of what the cases stand on. */
const CODES = [
  'register-batch',
  'officer-certificate',
  'discretion-benchmark',
  'lenient-list',
  'penalty-ordinary',
  'criminal-transfer',
  'compulsory-measure',
];
const PROCEDURES = procedures.filter((p) => CODES.includes(p.code));
let database: TestDatabase;
let store: Store;
let office: Office;
const NOW = '2026-11-20T08:00:00.000Z';
beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  await seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now: NOW,
    sealer: sealer(new Uint8Array(32).fill(3)),
    size: 'small',
    procedures: PROCEDURES,
  });
  office = new Office({
    store,
    procedures: PROCEDURES,
    calendar: chinaCalendar,
    now: () => NOW,
    demo: true,
    baseUrl: 'http://127.0.0.1',
    sealer: sealer(new Uint8Array(32).fill(3)),
  });
  await office.refresh();
}, 300_000);
afterAll(async () => {
  await store?.close();
  await database?.close();
});

test('R22.1 the city’s benchmarks are published and count from the first day of the year', async () => {
  const found = await listBenchmarks(office, { asOf: '2026-06-01' });
  expect(found.map((b) => b.benchmark.violation).length).toBe(2);
  expect(await listBenchmarks(office, { asOf: '2025-12-31' })).toEqual([]);
});

test('R26.2 uses of the lists are those that the decisions of the year made', async () => {
  const lists = await listLenient(office, { asOf: '2026-11-20' });
  expect(lists.length).toBeGreaterThanOrEqual(8);
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from fadu.act where act = 'decide-no-penalty'`,
  );
  expect(rows[0]?.n).toBeGreaterThan(0);
  expect(lists.reduce((n, i) => n + i.uses, 0)).toBe(rows[0]?.n);
});
