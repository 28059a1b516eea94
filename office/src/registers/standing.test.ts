/** Whether the basis of an entry stands on a day, who recorded its versions, and good rows for editing by hand. */
import { columnsOf, type RegisterDef } from '@fadu/kernel';
import { licenceBody } from '@fadu/plan/functions/power-registers/sample.testing';
import { registerByCode } from '@fadu/plan/registers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApi, testApi } from '../testing/api.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { codeOf, enterText, listPeople, prepareRegisters, publishBatch } from '../testing/registers.ts';

let t: TestOffice;
let api: TestApi;
let who: ReturnType<typeof listPeople>;
let code = '';
const anyone = { kind: 'anonymous', name: '', posts: [] } as const;
const licence = registerByCode('power-licence') as RegisterDef;

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  who = listPeople(t);
  await prepareRegisters(t);
  await enterText(t, {
    title: '演示夜市条例',
    kind: 'local-regulation',
    maker: '演示市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const body = licenceBody(1, 't-city', {
    basis: [
      { instrument: '行政许可法', article: '14' },
      { instrument: '演示夜市条例', article: '3' },
    ],
  });
  code = codeOf(t, 'power-licence', body);
  await publishBatch(t, 'power-licence', [body], '2026-03-02');
  await t.database.pool.query(
    `insert into fadu.instrument_event (instrument, kind, on_day, says, recorded_at) values ('演示夜市条例', 'repealed', '2026-06-01', '废止', now())`,
  );
  t.at('2026-06-10');
}, 120_000);
afterAll(() => t?.close());

const entry = async (asOf: string) =>
  (await api.ask(anyone, 'GET', `/api/v1/registers/power-licence/entries/${code}?asOf=${asOf}`)).body;

test('R4.2 each basis of an entry tells whether it stands on the day, with the reason and the rule', async () => {
  const before = await entry('2026-05-31');
  expect(before.bases.map((b: { stands: boolean }) => b.stands)).toEqual([true, true]);
  const after = await entry('2026-06-10');
  expect(after.bases[0]).toMatchObject({
    stands: true,
    say: null,
    href: `/laws/${encodeURIComponent('行政许可法')}#art_14`,
  });
  expect(after.bases[1]).toMatchObject({ stands: false, text: '《演示夜市条例》第三条' });
  expect(after.bases[1].say).toContain('已经废止');
  expect(after.bases[1].cites.length).toBeGreaterThan(0);
});

test('R90.4 the history names the organ that recorded each version', async () => {
  const { history } = await entry('2026-06-10');
  expect(history).toHaveLength(1);
  expect(history[0]).toMatchObject({ by: '演示市人民政府办公室', act: '公布本批事项' });
});

test('R4.1 the list of registers says when each was last changed; lists without definition stand beside', async () => {
  const { body } = await api.ask(anyone, 'GET', '/api/v1/registers');
  const line = (c: string) => body.registers.find((r: { code: string }) => r.code === c);
  expect(line('power-licence').live).toBe(1);
  expect(line('power-licence').changedAt.slice(0, 10)).toBe('2026-03-02');
  expect(line('power-reward')).toMatchObject({ live: 0, changedAt: null });
  const defined = body.registers.map((r: { code: string }) => r.code);
  expect(body.others.filter((o: { code: string }) => defined.includes(o.code))).toEqual([]);
});

test('R4.1 the good rows of a table come back for editing, the faulty are named, nothing is written', async () => {
  const good = licenceBody(2, 't-city');
  const rows = [good, { ...licenceBody(3, 't-city'), level: '县级' }];
  const cells = (b: Record<string, unknown>) =>
    columnsOf(licence).map((c) => {
      const value = b[c.field];
      if (value === undefined) return '';
      if (c.cell === 'organ') return t.office.organName(String(value));
      if (c.cell === 'basis') return '《行政许可法》第14条';
      return Array.isArray(value) ? value.join('；') : String(value ?? '');
    });
  const csv = [columnsOf(licence).map((c) => c.title), ...rows.map(cells)]
    .map((r) => r.map((c) => `"${c}"`).join(','))
    .join('\r\n');
  await api.ask(who.keeper, 'GET', '/api/v1/me');
  const before = (await t.database.pool.query('select count(*)::int as n from fadu.case_file')).rows[0].n;
  const answer = await api.app.request('/api/v1/registers/power-licence/import?name=a.csv&mode=rows', {
    method: 'POST',
    body: new TextEncoder().encode(csv) as BodyInit,
  });
  const found = await answer.json();
  expect(found).toMatchObject({ rows: 2, good: 1, faultyRows: 1 });
  expect(found.faults[0]).toMatchObject({ row: 3, rule: 'register.LEVEL' });
  expect(found.entries).toEqual([{ code: codeOf(t, 'power-licence', good), body: good }]);
  expect((await t.database.pool.query('select count(*)::int as n from fadu.case_file')).rows[0].n).toBe(
    before,
  );
});
