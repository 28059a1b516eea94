/** A small office for tests: a fresh database, a few organs and people of the city, a clock the test moves. */
import { type Actor, type Instant, type Procedure, timeOfDay } from '@fadu/kernel';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { noteSigner } from '@fadu/kernel/record/index';
import { Office } from '../office.ts';
import { startSequencer, type Sequencer } from '../record/sequencer.ts';
import { openStore } from '../store/pool.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

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

/** Organs every test can use. */
export const TEST_ORGANS = [
  ['t-gov', '220200', '市政府', '演示市人民政府', 'government', '演市政'],
  ['t-office', '220200', '市政府办公室', '演示市人民政府办公室', 'department', '演市政办'],
  ['t-justice', '220200', '市司法局', '演示市司法局', 'department', '演司'],
  ['t-market', '220200', '市市场监管局', '演示市市场监督管理局', 'department', '演市监'],
  ['t-publicity', '220200', '市委宣传部', '演示市委宣传部', 'party', '演宣'],
  ['t-police', '220200', '市公安局', '演示市公安局', 'department', '演公'],
  ['t-ecology', '220200', '市生态环境局', '演示市生态环境局', 'department', '演环'],
  ['t-city', '220200', '市城管局', '演示市城市管理局', 'department', '演城'],
  ['t-county-gov', '220202', '昌邑区政府', '演示昌邑区人民政府', 'government', '演昌政'],
  ['t-county-office', '220202', '昌邑区政府办', '演示昌邑区人民政府办公室', 'department', '演昌政办'],
  ['t-county-justice', '220202', '昌邑区司法局', '演示昌邑区司法局', 'department', '演昌司'],
] as const;

/** Open a fresh office. Its clock stands still until the test moves it. */
export async function testOffice(options: { procedures?: readonly Procedure[]; start?: string } = {}): Promise<TestOffice> {
  const database = await freshDatabase();
  await database.pool.query(
    `insert into fadu.region (code, name, parent) values ('220200', '演示市', null), ('220202', '演示昌邑区', '220200')`,
  );
  for (const [id, region, name, full, kind, mark] of TEST_ORGANS) {
    await database.pool.query(
      'insert into fadu.organ (id, region, name, full_name, kind, mark, uscc, demo) values ($1, $2, $3, $4, $5, $6, $7, true)',
      [id, region, name, full, kind, mark, `11${region}PDY000017X`],
    );
    await database.pool.query('select fadu.make_scope($1, $2)', [region, id]);
  }
  for (const region of ['220200', '220202']) await database.pool.query('select fadu.make_scope($1, null)', [region]);
  let now: Instant = timeOfDay(options.start ?? '2026-03-02', '09:00');
  const store = openStore(database.url);
  const office = new Office({
    store,
    procedures: options.procedures ?? procedures,
    calendar: chinaCalendar,
    now: () => now,
    demo: true,
    baseUrl: 'http://127.0.0.1:8080',
  });
  await office.refresh();
  const sequencer = startSequencer(store, noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)), 50);
  office.onWritten(() => sequencer.wake());
  return {
    office,
    database,
    sequencer,
    at(date) {
      now = date.includes('T') ? date : timeOfDay(date, '09:00');
    },
    staff: (role, organ, name = `${organ}-${role}`) => ({ kind: 'person', person: `p-${name}`, name, posts: [{ role, organ }] }),
    async close() {
      await sequencer.stop();
      await store.close();
      await database.close();
    },
  };
}
