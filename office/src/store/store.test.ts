import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { openStore, type Store } from './pool.ts';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
});
afterAll(async () => {
  await store.close();
  await database.close();
});

test('the server connects as a role that owns nothing and starts as the public', async () => {
  const { rows } = await store.pool.query('select session_user, current_user');
  expect(rows[0]).toEqual({ session_user: 'fadu_app', current_user: 'fadu_public' });
});
