import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { indexCase, indexStatic, search } from './index.ts';

let t: TestOffice;
const CASE = '220200-item-test-1';
beforeAll(async () => {
  t = await testOffice({ start: '2026-03-02' });
  const { pool } = t.database;
  const entry = (code: string, version: number, from: string, to: string | null, body: object) =>
    pool.query(
      `insert into fadu.entry (region, register, code, version, law_from, law_to, recorded_at, body, case_id, seq)
       values ('220200', 'licence-items', $1, $2, $3, $4, '2026-01-01', $5, $6, 1)`,
      [code, version, from, to, JSON.stringify(body), CASE],
    );
  await entry('220200-001', 1, '2025-01-01', null, {
    name: '冰雪乐园设立许可',
    organ: 't-city',
    about: '造雪机',
  });
  await entry('220200-002', 1, '2025-01-01', null, { name: '雪地摩托备案', organ: 't-police' });
  await entry('220200-002', 2, '2026-01-01', null, {
    name: '雪地摩托备案',
    organ: 't-police',
    status: '取消',
  });
  await entry('220200-003', 1, '2026-06-01', null, { name: '雪雕展览许可', organ: 't-city' });
  await indexStatic(t.office);
  await indexCase(t.office, CASE);
  await indexCase(t.office, CASE);
}, 60_000);
afterAll(() => t?.close());

const found = async (q: string, more = {}) =>
  (await search(t.office, q, { kind: 'item', ...more })).hits.map((h) => [h.ref.split('/')[1], h.standing]);

describe('R43.1 entries of the registers in the one search', () => {
  test('an item is found by its name, its code, its organ and what it says, once, with how it stands', async () => {
    expect(await found('冰雪乐园')).toEqual([['220200-001', '有效']]);
    expect(await found('造雪机')).toEqual([['220200-001', '有效']]);
    expect(await found('雪地摩托')).toEqual([['220200-002', '已停止']]);
    const hit = (await search(t.office, '冰雪乐园', { kind: 'item' })).hits[0];
    expect(hit?.url).toBe('/registers/licence-items/220200-001');
  });

  test('traditional characters, an organ, and another day', async () => {
    expect(await found('冰雪樂園設立許可')).toEqual([['220200-001', '有效']]);
    expect((await found('许可', { organ: '演示市城市管理局' })).length).toBe(2);
    expect(await found('许可', { organ: '演示市公安局' })).toEqual([]);
    expect(await found('雪雕展览')).toEqual([['220200-003', '尚未生效']]);
    expect(await found('雪雕展览', { on: '2026-06-01' })).toEqual([['220200-003', '有效']]);
  });
});
