/** A small city of some procedures, told up to a moment, with an office to ask: what tests of stories stand on. */
import type { Instant, Procedure } from '@fadu/kernel';
import { Office } from '@fadu/office/office';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { type SeedResult, seedCity } from './seed.ts';

export interface ToldCity {
  readonly database: TestDatabase;
  readonly store: Store;
  readonly seeded: SeedResult;
  readonly office: Office;
  close(): Promise<void>;
}

/** Tell it in a database of its own. */
export async function toldCity(
  procedures: readonly Procedure[],
  now: Instant,
  handlings = 0,
): Promise<ToldCity> {
  const database = await freshDatabase();
  const store = openStore(database.url);
  const seeded = await seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now,
    sealer: sealer(new Uint8Array(32).fill(3)),
    size: 'small',
    handlings,
    procedures,
  });
  const office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => now,
    demo: true,
    baseUrl: 'http://127.0.0.1',
  });
  await office.refresh();
  return {
    database,
    store,
    seeded,
    office,
    close: async () => {
      await store.close();
      await database.close();
    },
  };
}
