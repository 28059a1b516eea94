import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { performAct } from '@fadu/office/cases/perform';
import { startSequencer } from '@fadu/office/record/sequencer';
import { verifyAll } from '@fadu/office/record/verify';
import { type TestOffice, testOffice } from '@fadu/office/testing/office';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BulkResult, bulk } from './large.ts';

let t: TestOffice;
let mixed: BulkResult;
const N = Number(process.env.BULK ?? 1200);

beforeAll(async () => {
  t = await testOffice();
  const first = await bulk(t.database.pool, { cases: N, seed: 1 });
  const second = await bulk(t.database.pool, { cases: 100, seed: 2, mix: 'city', open: 5 });
  if (process.env.BULK) console.log(first, second);
  mixed = second;
});
afterAll(() => t?.close());

describe('a large city', () => {
  test('has the cases asked for, open ones few, all of them demonstration data', async () => {
    const { rows } = await t.database.pool.query(
      'select count(*)::int as n, count(*) filter (where ended is null)::int as open, bool_and(demo) as demo from fadu.case_file',
    );
    expect(rows[0]).toEqual({ n: N + 100, open: Math.min(300, Math.floor(N / 20)) + 5, demo: true });
  });

  test('a city is mostly penalties: about ten acts a case, published ones in the register', async () => {
    expect(mixed.acts / mixed.cases).toBeGreaterThan(8);
    const { rows } = await t.database.pool.query(
      `select (select count(*)::int from fadu.entry where register = 'penalty-record') as shown,
         (select count(*)::int from fadu.signal_event where kind = 'penalty') as counted,
         (select count(*)::int from fadu.case_file where procedure like 'penalty-%' and ended = 'done') as ended`,
    );
    expect(rows[0].shown).toBeGreaterThan(10);
    expect(rows[0].counted).toBe(rows[0].ended);
  });

  test('R90.3 every row verifies against its leaf and against the fold', async () => {
    const signer = noteSigner('bulk.fadu/220200', new Uint8Array(32).fill(9));
    await t.sequencer.stop();
    await t.database.pool.query('truncate fadu.checkpoint, fadu.log_entry, fadu.log_tile');
    const sequencer = startSequencer(t.office.store, signer, 10_000);
    await sequencer.flush();
    await sequencer.stop();
    const result = await verifyAll(t.office, { vkey: formatVkey(signer.key) });
    expect(result.findings).toEqual([]);
    expect(result.log.ok).toBe(true);
  });

  test('numbers run without gaps, and the next act draws the next one', async () => {
    const { rows } = await t.database.pool.query(
      'select region, series, organ, year, count(*)::int as n, max(n) as last from fadu.number group by 1, 2, 3, 4',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const r of rows) expect(r.n).toBe(r.last);
  });

  test('an open case goes on through the engine', async () => {
    const { rows } = await t.database.pool.query(
      "select id, owner from fadu.case_file where ended is null and procedure = 'normative-document' order by id limit 1",
    );
    const { id, owner } = rows[0];
    const done = await performAct(t.office, id, {
      act: 'withdraw',
      actor: t.staff('head', owner),
      input: { reason: '上级正在制定同一事项的规定。' },
      key: 'bulk-test-withdraw',
    });
    expect(done.state.ended).toBe('stopped');
  });
});
