/** Import of lists from spreadsheets: 5,000 items with 200 planted faults, and what people do to tables. */
import { columnsOf, type RegisterDef } from '@fadu/kernel';
import { licenceBody, samples } from '@fadu/plan/functions/power-registers/sample.testing';
import { registerByCode, registers } from '@fadu/plan/registers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { performAct } from '../cases/perform.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { enterText, listPeople, prepareRegisters } from '../testing/registers.ts';
import { parseCsv, readTable, writeXlsx } from './table.ts';

let t: TestOffice;
let api: TestApi;
let who: ReturnType<typeof listPeople>;
const licence = registerByCode('power-licence') as RegisterDef;

/** A body as the cells of a row. */
function cellsOf(def: RegisterDef, body: Record<string, unknown>): string[] {
  return columnsOf(def).map((c) => {
    const value = body[c.field];
    if (value === undefined) return '';
    if (c.cell === 'organ') return t.office.organName(String(value));
    if (c.cell === 'lines') return (value as string[]).join('\n');
    if (c.cell === 'yes-no') return value ? '是' : '否';
    if (c.cell === 'basis')
      return (value as { instrument: string; article?: string }[])
        .map((b) => `《${b.instrument}》${b.article ? `第${b.article}条` : ''}`)
        .join('；');
    return String(value);
  });
}
const sheetOf = (def: RegisterDef, bodies: readonly Record<string, unknown>[]) =>
  writeXlsx([
    { name: '事项', head: columnsOf(def).map((c) => c.title), rows: bodies.map((b) => cellsOf(def, b)) },
  ]);
async function send(def: RegisterDef, name: string, bytes: Uint8Array, query: string, actor = who.keeper) {
  await api.ask(actor, 'GET', '/api/v1/me');
  const response = await api.app.request(
    `/api/v1/registers/${def.code}/import?name=${encodeURIComponent(name)}&${query}`,
    { method: 'POST', body: bytes as BodyInit },
  );
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    body: type.includes('json') ? await response.json() : new Uint8Array(await response.arrayBuffer()),
  };
}
const submitQuery = `mode=submit&title=${encodeURIComponent('市本级许可清单首次登记')}&reviewer=t-justice&approval=${encodeURIComponent('演市政〔2025〕30号')}&approvedOn=2026-03-01`;

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  who = listPeople(t);
  await prepareRegisters(t);
  await enterText(t, {
    title: '演示已废止条例',
    kind: 'local-regulation',
    maker: '吉林省人民代表大会常务委员会',
    effective: '2001-01-01',
    region: '220000',
  });
  await t.database.pool.query(
    `insert into fadu.instrument_event (instrument, kind, on_day, says, recorded_at) values ('演示已废止条例', 'repealed', '2020-01-01', '废止', now())`,
  );
}, 120_000);
afterAll(() => t?.close());

describe('a table of 5,000 items with 200 planted faults', () => {
  const FAULTS = {
    'register.CODE': (b: Record<string, unknown>) => ({
      ...b,
      basicCode: `99${String(b.basicCode).slice(2)}`,
    }),
    'register.BASIS-REPEALED': (b: Record<string, unknown>) => ({
      ...b,
      basis: [{ instrument: '演示已废止条例', article: '5' }],
    }),
    'register.BASIS-MINUTES': (b: Record<string, unknown>) => ({
      ...b,
      basis: [{ instrument: '2025年第3次市长办公会议纪要' }],
    }),
    'register.TWIN': (b: Record<string, unknown>, i: number) => ({
      ...b,
      name: `第${20_000 + i - 7}类演示经营活动许可`,
    }),
    'register.LEVEL': (b: Record<string, unknown>) => ({ ...b, level: '县级' }),
  } as const;
  const planted = new Map<number, string>();
  let bytes: Uint8Array;

  test('R4.1 R4.2 none of the faulty is imported, each is named by row, column and rule, all others are', async () => {
    const kinds = Object.entries(FAULTS);
    const bodies = Array.from({ length: 5000 }, (_, i) => {
      const good = licenceBody(20_000 + i, 't-city');
      // Every 25th row is faulty: 200 in all, the five kinds in turn, each with the good row before it as twin.
      if (i % 25 !== 24) return good;
      const [rule, spoil] = kinds[((i - 24) / 25) % kinds.length] as (typeof kinds)[number];
      planted.set(i + 2, rule);
      return spoil(good, i);
    });
    expect(planted.size).toBe(200);
    bytes = await sheetOf(licence, bodies);
    t.at('2026-03-02');
    const began = Date.now();
    const checked = await send(licence, '许可清单.xlsx', bytes, 'mode=check');
    const took = Date.now() - began;
    expect(checked.status).toBe(200);
    expect(checked.body).toMatchObject({ rows: 5000, good: 4800, faultyRows: 200, changed: 0, unchanged: 0 });
    const named = new Map<number, string>(
      checked.body.faults.map((f: { row: number; rule: string }) => [f.row, f.rule]),
    );
    expect(named).toEqual(planted);
    for (const f of checked.body.faults) {
      expect(f.say).toMatch(/[一-鿿]/);
      expect(f.column).not.toBe('');
      expect(f.cites.length).toBeGreaterThan(0);
    }
    expect(took).toBeLessThan(30_000);
    // Checking writes nothing.
    expect((await t.database.pool.query('select 1 from fadu.case_file')).rows).toEqual([]);
  }, 120_000);

  test('R4.1 what is good goes through the engine: submitted, reviewed by another, published', async () => {
    const done = await send(licence, '许可清单.xlsx', bytes, submitQuery);
    expect(done.body).toMatchObject({ good: 4800, case: { repeated: false } });
    const id = done.body.case.id as string;
    const count = async () =>
      Number((await t.database.pool.query('select count(*)::int as n from fadu.entry')).rows[0].n);
    expect(await count()).toBe(0);
    // The same file again is the same case.
    const again = await send(licence, '许可清单.xlsx', bytes, submitQuery);
    expect(again.body.case).toEqual({ id, repeated: true });
    const act = (name: string, actor: typeof who.keeper, input: unknown) =>
      performAct(t.office, id, { act: name, actor, input, key: key() });
    await act('legality-review', who.reviewer, samples.legality);
    await act('publish-batch', who.keeper, { effectiveOn: '2026-03-02' });
    expect(await count()).toBe(4800);
    const { rows } = await t.database.pool.query(
      `select count(*)::int as n from fadu.entry where body ->> 'basicCode' like '99%' or body ->> 'level' = '县级'
         or body -> 'basis' @> '[{"instrument":"演示已废止条例"}]' or body::text like '%纪要%'`,
    );
    expect(rows[0].n).toBe(0);
    // Once published, a table with the same items has nothing to enter.
    const third = await send(licence, '许可清单.xlsx', bytes, 'mode=check');
    expect(third.body).toMatchObject({ good: 0, unchanged: 4800, faultyRows: 200 });
  }, 120_000);

  test('R4.1 the sheet of faults comes back with its reasons and, once put right, is taken', async () => {
    const errors = await send(licence, '许可清单.xlsx', bytes, 'mode=errors');
    const table = await readTable('x.xlsx', errors.body as Uint8Array);
    expect(table.rows).toHaveLength(200);
    expect(table.head.slice(-5)).toEqual(['原表行号', '有问题的列', '问题', '规则', '依据']);
    // Its own columns are read again as they stand: correct one row and send the sheet back.
    const at = (name: string) => table.head.indexOf(name);
    const fixed = table.rows
      .filter((r) => r.cells[at('规则')] === 'register.LEVEL')
      .map((r) => r.cells.map((c, i) => (i === at('行使层级') ? '市级' : c)));
    const sheet = await writeXlsx([{ name: '事项', head: [...table.head], rows: fixed }]);
    const checked = await send(licence, '改正.xlsx', sheet, 'mode=check');
    expect(checked.body).toMatchObject({ rows: 40, good: 40, faultyRows: 0 });
  }, 60_000);
});

describe('tables as people send them', () => {
  test('R4.1 only keepers of lists import; other kinds of file and missing columns are told', async () => {
    t.at('2026-03-03');
    const sheet = await sheetOf(licence, [licenceBody(1, 't-city')]);
    expect((await send(licence, 'a.xlsx', sheet, 'mode=check', who.clerk)).status).toBe(403);
    expect((await send(licence, 'a.xls', sheet, 'mode=check')).body.detail).toContain('.xlsx');
    expect((await send(licence, 'a.xlsx', new Uint8Array([1, 2, 3]), 'mode=check')).body.detail).toContain(
      '表格打不开',
    );
    expect(
      (await send(licence, 'a.csv', new TextEncoder().encode('事项名称\n某某'), 'mode=check')).body.detail,
    ).toContain('缺少这些列');
    expect((await send(licence, 'a.csv', new Uint8Array(), 'mode=check')).body.detail).toContain(
      '没有收到表格',
    );
    expect((await send(licence, 'a.csv', sheet, 'mode=nothing')).status).toBe(400);
    const submit = await send(licence, 'a.xlsx', sheet, 'mode=submit');
    expect(submit.status).toBe(400);
    expect(
      (await t.database.pool.query("select 1 from fadu.case_file where title like '%批量登记'")).rows,
    ).toEqual([]);
  });

  test('R4.1 CSV in either encoding, cells that are no number, date, organ or basis are named with their column', async () => {
    const body = licenceBody(60_001 % 90_000, 't-city');
    const head = columnsOf(licence).map((c) => c.title);
    const good = cellsOf(licence, body);
    const spoil = (title: string, text: string) => good.map((c, i) => (head[i] === title ? text : c));
    const rows = [
      good,
      spoil('法定办结时限（工作日）', '二十天左右'),
      spoil('实施机关', '没有这个局'),
      spoil('设定依据', '上级有关文件'),
      spoil('主体性质', '说不清'),
      spoil('事项名称', ''),
      good,
    ];
    const text = [head, ...rows]
      .map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(','))
      .join('\r\n');
    const checked = await send(licence, 'a.csv', new TextEncoder().encode(`\ufeff${text}`), 'mode=check');
    expect(checked.body.faults.map((f: { row: number; column: string }) => [f.row, f.column])).toEqual([
      [3, '法定办结时限（工作日）'],
      [4, '实施机关'],
      [5, '设定依据'],
      [6, '主体性质'],
      [7, '事项名称'],
      [8, '编码'],
    ]);
    expect(checked.body.good).toBe(1);
    // GBK bytes of 编码 and 名称, as older spreadsheets write them.
    const gbk = new Uint8Array([
      0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x31, 0x2c, 0x32,
    ]);
    expect(await readTable('x.csv', gbk)).toEqual({
      head: ['编码', '名称'],
      rows: [{ row: 2, cells: ['1', '2'] }],
    });
    expect(parseCsv('a,"b ""c""\nd",e\r\nf')).toEqual([['a', 'b "c"\nd', 'e'], ['f']]);
  });

  test('R4.1 the template of every register is read back with all its columns', async () => {
    for (const def of registers) {
      const response = await api.app.request(`/api/v1/registers/${def.code}/template.xlsx`);
      expect(response.status).toBe(200);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const sheet = await readTable('x.xlsx', bytes);
      expect(sheet.head).toEqual(columnsOf(def).map((c) => c.title.replace(/\s/g, '')));
    }
  }, 60_000);

  test('R4.1 progress is told line by line', async () => {
    const sheet = await sheetOf(licence, [licenceBody(1, 't-city')]);
    await api.ask(who.keeper, 'GET', '/api/v1/me');
    const response = await api.app.request('/api/v1/registers/power-licence/import?name=a.xlsx', {
      method: 'POST',
      headers: { accept: 'application/x-ndjson' },
      body: sheet as BodyInit,
    });
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l));
    expect(lines[0]).toMatchObject({ step: '读取表格' });
    expect(lines.at(-1).result).toMatchObject({ rows: 1, good: 1 });
  });
});
