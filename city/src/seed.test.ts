import { openStore, type Store } from '@fadu/office/store/pool';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { procedures } from '@fadu/plan/index';
import { penaltyOrdinary, penaltySimple } from '@fadu/plan/enforcement/penalty-cases/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SeedResult, seedCity } from './seed.ts';

const NOW = '2026-11-20T08:00:00.000Z';
let database: TestDatabase;
let store: Store;
let result: SeedResult;

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  const t = Date.now();
  result = await seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now: NOW,
    procedures: [
      ...procedures.filter((p) => p.code !== 'disclosure-on-application'),
      disclosureOnApplication,
    ],
    size: process.env.CITY_FULL ? 'full' : 'small',
  });
  console.log(Date.now() - t, 'ms', {
    ...result.setting.report,
    refusals: result.setting.report?.refusals.map((r) => `${r.story} ${r.act} ${r.code}`),
  });
});
afterAll(async () => {
  await store?.close();
  await database?.close();
});
describe('x', () => {
  test('y', async () => {
    const { rows } = await database.pool.query(
      'select procedure, phase, ended, count(*) from fadu.case_file group by 1,2,3 order by 1,2',
    );
    console.log(rows.map((r) => `${r.procedure} ${r.phase} ${r.ended} ${r.count}`).join('\n'));
    const due = await database.pool.query(
      "select c.title, k.clock, k.state, k.due, k.late from fadu.clock k join fadu.case_file c on c.id=k.case_id where k.state='running' and k.clock <> 'validity' order by k.due",
    );
    console.log(due.rows.map((r) => `${r.due} ${r.clock} ${r.title}`).join('\n'));
    expect(result.seeded).toBe(true);
  });
});
