/** The city's enforcement items and the cases filed under them, told through the engine. */
import { Office } from '@fadu/office/office';
import { organCoverage } from '@fadu/office/registers/coverage';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SeedResult, seedCity } from '../seed.ts';

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
    now: '2026-11-20T08:00:00.000Z',
    sealer: sealer(new Uint8Array(32).fill(3)),
    size: 'small',
  });
}, 300_000);
afterAll(async () => {
  await store?.close();
  await database?.close();
});

test('R20.2 R24.4 the city and its counties list about two hundred items before the first case', async () => {
  const { rows } = await database.pool.query<{ n: number; regions: number; last: string }>(
    `select count(*)::int as n, count(distinct region)::int as regions, max(law_from)::text as last
     from fadu.entry where register = 'enforcement-item'`,
  );
  expect(rows[0]?.n).toBeGreaterThan(180);
  expect(rows[0]?.regions).toBe(10);
  expect(rows[0]?.last.slice(0, 10) ?? '').toMatch(/^2025-12|^2026-01-0[1-6]/);
});

test('R24.4 every case filed in the year names an item of its own organ; one under another organ’s item was refused', async () => {
  const { rows } = await database.pool.query<{ n: number; wrong: number }>(
    `select count(*)::int as n, count(*) filter (where e.code is null)::int as wrong from fadu.act a
     left join fadu.entry e on e.register = 'enforcement-item' and e.region = a.region
       and e.code = a.input ->> 'item' and e.body ->> 'organ' = a.actor ->> 'organ'
     join fadu.case_file c on c.region = a.region and c.id = a.case_id
     where a.input ? 'item' and c.procedure like 'penalty-%' and a.act in ('file', 'register-clue')`,
  );
  expect(rows[0]?.n).toBeGreaterThan(30);
  expect(rows[0]?.wrong).toBe(0);
  const refused = seeded.setting.report?.refusals.find((r) => r.code === 'penalty-ordinary.R24.4');
  expect(refused?.say).toContain('本机关不得立案');
});

test('R20.2 R1.3 the city shows one item that two bodies claim, one overlap, one function nobody answers for', async () => {
  const office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => '2026-11-20T08:00:00.000Z',
    demo: true,
    baseUrl: 'http://127.0.0.1',
  });
  await office.refresh();
  const found = await organCoverage(office, '2026-11-20');
  expect(found.claims.map((c) => [c.name, c.entries.length, c.handedOver.length])).toEqual([
    ['对未取得规划许可进行建设的处罚', 2, 1],
  ]);
  expect(found.teams.flatMap((t) => t.takenOver).map((e) => e.body.name)).toContain(
    '对餐饮油烟超标排放的处罚',
  );
  expect(found.functions.overlaps.map((o) => o.name)).toEqual(['建筑垃圾和工程渣土运输管理']);
  expect(found.functions.gaps.map((g) => g.name)).toEqual(['社会生活噪声污染防治']);
  expect(found.functions.outside.map((o) => [o.entry.body.organ, o.entry.body.name])).toEqual([
    ['jl-natural-resources', '对未取得规划许可进行建设的处罚'],
  ]);
});
