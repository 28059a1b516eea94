/** A small office for tests: a fresh database, a few organs and people of the city, a clock the test moves. */
import { type Actor, type Instant, type Procedure, timeOfDay } from '@fadu/kernel';
import { noteSigner } from '@fadu/kernel/record/index';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { syncKnown } from '../law/known.ts';
import { Office } from '../office.ts';
import { type Sequencer, startSequencer } from '../record/sequencer.ts';
import { sealer } from '../sealed/sealer.ts';
import { openStore } from '../store/pool.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { fillTestCity } from './organs.ts';

export { TEST_ORGANS } from './organs.ts';

export interface TestOffice {
  readonly office: Office;
  readonly database: TestDatabase;
  readonly sequencer: Sequencer;
  /** Set the clock: `2026-03-02` means nine in the morning of that day, Beijing time. */
  at(date: string): void;
  /** Someone who holds one post. */
  staff(role: string, organ: string, name?: string): Actor;
  close(): Promise<void>;
}

/** Open a fresh office. Its clock stands still until the test moves it. */
export async function testOffice(
  options: { procedures?: readonly Procedure[]; start?: string } = {},
): Promise<TestOffice> {
  const database = await freshDatabase();
  await fillTestCity(database.pool);
  let now: Instant = timeOfDay(options.start ?? '2026-03-02', '09:00');
  const store = openStore(database.url);
  const office = new Office({
    store,
    procedures: options.procedures ?? procedures,
    calendar: chinaCalendar,
    now: () => now,
    demo: true,
    baseUrl: 'http://127.0.0.1:8080',
    sealer: sealer(new Uint8Array(32).fill(9)),
  });
  await office.refresh();
  await syncKnown(office);
  const sequencer = startSequencer(store, noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)), 50);
  office.onWritten(() => sequencer.wake());
  return {
    office,
    database,
    sequencer,
    at(date) {
      now = date.includes('T') ? date : timeOfDay(date, '09:00');
    },
    staff: (role, organ, name = `${organ}-${role}`) => ({
      kind: 'person',
      person: `p-${name}`,
      name,
      posts: [{ role, organ }],
    }),
    async close() {
      await sequencer.stop();
      await store.close();
      await database.close();
    },
  };
}
