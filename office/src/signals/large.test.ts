/** R23.1 figures come from the signals alone, however many cases the city has had. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { countAgain } from './refresh.ts';
import { signalCases, signals } from './signals.ts';
import { countSignals, counts, fitting } from './tally.ts';

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
  await t.office.store.within({ as: 'system' }, (tx) => countAgain(tx));
  await t.database.pool.query('analyze fadu.signal_event, fadu.signal_count');
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
    sql<{ 'QUERY PLAN': unknown }>`explain (format json) ${counts({ ...year, kinds: ['report'] })}`.execute(
      tx,
    ),
  );
  const text = JSON.stringify(plan.rows);
  const read = new Set([...text.matchAll(/"Relation Name":"([^"]+)"/g)].map((m) => m[1]));
  expect([...read].filter((r) => r !== 'db_scope')).toEqual(['signal_count']);
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

test('R23.1 what is kept by day and month is what the signals themselves say, for any days', async () => {
  const ranges = [
    ['2025-01-01', '2025-12-31'],
    ['2025-01-15', '2025-01-20'],
    ['2025-01-31', '2025-02-01'],
    ['2025-02-01', '2025-02-28'],
    ['2024-12-02', '2025-03-31'],
    ['2025-01-02', '2025-02-27'],
    ['2025-06-30', '2025-06-30'],
    ['2025-06-30', '2025-06-29'],
  ] as const;
  for (const [from, to] of ranges)
    for (const which of [{}, { organs: ['t-city'] }, { kinds: ['repeat'] }, { fields: ['没有这个领域'] }]) {
      const [kept, told] = await t.office.store.within({ as: 'system' }, async (tx) => [
        await countSignals(tx, { from, to, ...which }),
        (
          await sql`select s.field, s.kind, to_char(s.on_day, 'YYYY-MM') as month, count(*)::int as n
            from (${fitting({ from, to, ...which })}) s group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
        ).rows,
      ]);
      expect([from, to, which, kept]).toEqual([from, to, which, told]);
    }
});

test('R23.1 a penalty entered late makes those after it repeats, and is counted on its day; taken away, it is as before', async () => {
  const all = () =>
    t.office.store.within({ as: 'system' }, (tx) =>
      countSignals(tx, { from: '2015-01-01', to: '2035-12-31' }),
    );
  const add = (caseId: string, day: string, organ: string) =>
    t.database.pool.query(
      `insert into fadu.signal_event (region, case_id, n, kind, field, organ, supervisor, on_day, subject, subject_name)
       values ('220200', $1, 0, 'penalty', '城市管理', $3, 't-justice', $2, 'name:晚录', '晚录')`,
      [caseId, day, organ],
    );
  const touch = (organ: string, day: string) =>
    t.office.store.within({ as: 'system' }, (tx) =>
      countAgain(tx, { subjects: ['name:晚录'], organs: [organ], days: [day] }),
    );
  const before = await all();
  await add('220200-late-2', '2026-05-10', 't-market');
  await touch('t-market', '2026-05-10');
  const one = await all();
  expect(one.filter((r) => r.field === '城市管理')).toEqual([
    { field: '城市管理', kind: 'penalty', month: '2026-05', n: 1 },
  ]);
  // The earlier one comes later, by another organ: the first is a repeat now.
  await add('220200-late-1', '2026-03-09', 't-city');
  await touch('t-city', '2026-03-09');
  expect((await all()).filter((r) => r.field === '城市管理')).toEqual([
    { field: '城市管理', kind: 'penalty', month: '2026-03', n: 1 },
    { field: '城市管理', kind: 'penalty', month: '2026-05', n: 1 },
    { field: '城市管理', kind: 'repeat', month: '2026-05', n: 1 },
  ]);
  await t.database.pool.query("delete from fadu.signal_event where case_id = '220200-late-1'");
  await touch('t-city', '2026-03-09');
  expect(await all()).toEqual(one);
  await t.database.pool.query("delete from fadu.signal_event where case_id like '220200-late-%'");
  await touch('t-market', '2026-05-10');
  expect(await all()).toEqual(before);
});
