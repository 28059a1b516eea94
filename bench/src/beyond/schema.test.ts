/** The schema as it is today against what is known of it for a cluster: a change of one must be followed by the other. */
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WRITTEN_AGAINST } from './cluster.ts';
import { BY_REGION, EVERYWHERE, WITH_COORDINATOR } from './tables.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.close());

const hint = 'see bench/src/beyond/tables.ts and cluster.ts';

test('every table has its place in a cluster, and those by region hold it first in their key', async () => {
  const { rows } = await database.pool.query<{ name: string; key: string[] | null }>(
    `select c.relname as name, (select array_agg(a.attname::text order by k.n) from pg_index i
        cross join lateral unnest(i.indkey) with ordinality as k (attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary) as key
      from pg_class c where relnamespace = 'fadu'::regnamespace and relkind = 'r'`,
  );
  const known: readonly string[] = [...BY_REGION, ...EVERYWHERE, ...Object.keys(WITH_COORDINATOR)];
  expect(rows.map((r) => r.name).sort(), hint).toEqual([...known].sort());
  for (const table of BY_REGION)
    expect([table, rows.find((r) => r.name === table)?.key?.[0]]).toEqual([table, 'region']);
});

test('every unique index of a table by region holds the region, without which a cluster cannot keep it', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'fadu'::regnamespace and c.relname = any ($1) and i.indisunique
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'region' and a.attnum = any (i.indkey))`,
    [BY_REGION],
  );
  expect(rows).toEqual([]);
});

test('the functions that a cluster has in another form are those that form was written against', async () => {
  const { rows } = await database.pool.query<{ name: string; md5: string }>(
    `select proname as name, md5(prosrc) as md5 from pg_proc
      where pronamespace = 'fadu'::regnamespace and proname = any ($1)`,
    [Object.keys(WRITTEN_AGAINST)],
  );
  expect(Object.fromEntries(rows.map((r) => [r.name, r.md5])), hint).toEqual(WRITTEN_AGAINST);
});
