import { openStore } from '@fadu/office/store/pool';
import { freshDatabase } from '@fadu/office/testing/database';
import { test } from 'vitest';
import { seedCity } from './seed.ts';
test.each([['fadu', '2025-12-02T05:00:00.000Z'], ['fadu', '2026-01-20T05:00:00.000Z'], ['a', '2026-05-04T03:00:00.000Z'], ['fadu', '2026-07-05T02:00:00.000Z'], ['b', '2026-10-03T05:00:00.000Z'], ['c', '2026-11-23T02:00:00.000Z'], ['fadu', '2027-02-08T05:00:00.000Z'], ['d', '2027-06-20T05:00:00.000Z']])('%s %s', async (seed, now) => {
  const database = await freshDatabase();
  const store = openStore(database.url);
  const t = Date.now();
  try {
    const r = await seedCity({ ownerUrl: database.ownerUrl, store, seed, now, size: 'full' });
    const open = await database.pool.query("select count(*)::int as n from fadu.clock where clock='comment-period' and state='running' and due_at > $1", [now]);
    console.log('OK', seed, now, r.setting.report?.cases, r.setting.report?.acts, open.rows[0].n, Date.now() - t);
  } catch (e) { console.log('BAD', seed, now, String((e as Error).message).slice(0, 300)); }
  await store.close(); await database.close();
}, 400000);
