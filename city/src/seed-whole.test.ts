/** The demonstration city as `npm start` tells it, whole: the smaller tellings of the other tests leave stories out. */
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore } from '@fadu/office/store/pool';
import { freshDatabase } from '@fadu/office/testing/database';
import { expect, test } from 'vitest';
import { seedCity } from './seed.ts';

test('R90.8 the whole year is told without a step that the engine answers otherwise', async () => {
  const database = await freshDatabase();
  const store = openStore(database.url);
  try {
    const seeded = await seedCity({
      ownerUrl: database.ownerUrl,
      store,
      seed: 'fadu',
      now: '2026-11-23T02:00:00.000Z',
      sealer: sealer(new Uint8Array(32).fill(3)),
    });
    expect(seeded.setting.report?.cases).toBeGreaterThan(300);
    expect(seeded.setting.report?.refusals.length).toBeGreaterThan(20);
  } finally {
    await store.close();
    await database.close();
  }
}, 600_000);
