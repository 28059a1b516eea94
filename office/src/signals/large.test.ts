/** R23.1 figures come from the signals alone, however many cases the city has had. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { signalCases, signals } from './signals.ts';
import { fitting } from './tally.ts';

const EVENTS = 120_000;
let t: TestOffice;
beforeAll(async () => {
  t = await testOffice({ procedures: [] });
  await t.database.pool.query(
    `insert into fadu.signal_event (region, case_id, n, kind, field, organ, supervisor, on_day, subject, subject_name)
     select '220200', '220200-large-' || n, 0, case when n % 3 = 0 then 'penalty' else 'report' end, '市场监管',
       case when n % 2 = 0 then 't-market' else 't-city' end, 't-justice', date '2020-01-01' + n % 2400,
       'name:s' || n % 4000, '演示店' || n % 4000
     from generate_series(1, ${EVENTS}) n`,
  );
  await t.database.pool.query('analyze fadu.signal_event');
}, 120_000);
afterAll(() => t?.close());

const year = { from: '2025-01-01', to: '2025-12-31' };

test('R23.1 a year of an organ among 120,000 signals is counted by an index, without reading any case', async () => {
  const began = performance.now();
  const found = await t.office.store.within({ as: 'organ', organ: 't-market' }, (tx) => signals(tx, year));
  const took = performance.now() - began;
  expect(found.rows.filter((r) => r.kind === 'report').reduce((n, r) => n + r.n, 0)).toBeGreaterThan(5000);
  expect(found.rows.some((r) => r.kind === 'repeat')).toBe(true);
  // Measured: under 0.2 s on a quiet machine; the bound guards against growth with the number of cases.
  expect(took).toBeLessThan(8_000);
  const plan = await t.office.store.within({ as: 'organ', organ: 't-market' }, (tx) =>
    sql<{ 'QUERY PLAN': unknown }>`explain (format json) ${fitting({ ...year, kinds: ['report'] })}`.execute(
      tx,
    ),
  );
  const text = JSON.stringify(plan.rows);
  const read = new Set([...text.matchAll(/"Relation Name":"([^"]+)"/g)].map((m) => m[1]));
  expect([...read].filter((r) => r !== 'db_scope')).toEqual(['signal_event']);
  console.info(`signals: a year of one organ among ${EVENTS} in ${Math.round(took)} ms`);
}, 60_000);

test('R23.1 the list behind a figure has as many as the figure says, page by page', async () => {
  const scope = { as: 'organ', organ: 't-market' } as const;
  const found = await t.office.store.within(scope, (tx) => signals(tx, year));
  for (const kind of ['report', 'penalty', 'repeat']) {
    const figure = found.rows.filter((r) => r.kind === kind).reduce((n, r) => n + r.n, 0);
    const list = await t.office.store.within(scope, (tx) => signalCases(tx, { ...year, kind, limit: 200 }));
    expect([kind, list.total]).toEqual([kind, figure]);
    expect(list.items).toHaveLength(200);
  }
}, 60_000);
