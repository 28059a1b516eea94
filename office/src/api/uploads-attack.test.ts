/**
 * R90.6 files that are sent to do harm, on every route of the API that takes one: zip bombs, entities, macros, other kinds
 * under a good name, huge sheets in few bytes, names that are paths. Each is refused in plain words and leaves nothing.
 */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import type { Actor } from '@fadu/kernel';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { MAX_MATERIAL_BYTES } from '../materials/media.ts';
import { readTable, writeXlsx } from '../registers/table.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';

let t: TestOffice;
let api: TestApi;
let keeper: Actor;
let planner: Actor;
let coordinator: Actor;
let drafter: Actor;
let caseId = '';

/** A zip as an attacker writes it. `says`: the size its directory claims. */
function zip(parts: readonly { name: string; body: Buffer; says?: number }[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, body, says } of parts) {
    const packed = deflateRawSync(body, { level: 9 });
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(body), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(says ?? body.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    head.copy(entry, 10, 8, 30);
    entry.writeUInt32LE(at, 42);
    central.push(entry, Buffer.from(name));
    local.push(head, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}

const WORKBOOK =
  '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="事项" sheetId="1" r:id="rId1"/></sheets></workbook>';
const RELS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';
/** A workbook of one sheet with this inside. */
const book = (inside: string, more: Parameters<typeof zip>[0] = [], before = ''): Buffer =>
  zip([
    { name: 'xl/workbook.xml', body: Buffer.from(WORKBOOK) },
    { name: 'xl/_rels/workbook.xml.rels', body: Buffer.from(RELS) },
    {
      name: 'xl/worksheets/sheet1.xml',
      body: Buffer.from(
        `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${inside}</worksheet>`,
      ),
    },
    ...more,
  ]);
const cell = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const ROWS = `<sheetData><row r="1">${cell('A1', '名称')}</row><row r="2">${cell('A2', '事项')}</row></sheetData>`;

/** What is handed in, by what it tries. */
const SHEETS: Readonly<Record<string, () => Buffer>> = {
  'a zip bomb that says how large it is': () =>
    zip([{ name: 'xl/worksheets/sheet1.xml', body: Buffer.alloc(201 * 1024 * 1024) }]),
  'a zip bomb that says it is small': () =>
    zip([{ name: 'xl/worksheets/sheet1.xml', body: Buffer.alloc(64 * 1024 * 1024), says: 1000 }]),
  'thousands of parts': () =>
    zip(Array.from({ length: 1500 }, (_, i) => ({ name: `xl/p${i}.xml`, body: Buffer.from('<a/>') }))),
  'an external entity': () =>
    book(
      `<sheetData><row r="1">${cell('A1', '&x;')}</row></sheetData>`,
      [],
      '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ),
  'entities that multiply': () =>
    book(
      ROWS,
      [],
      '<!DOCTYPE w [<!ENTITY a "1234567890"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    ),
  'a macro': () => book(ROWS, [{ name: 'xl/vbaProject.bin', body: Buffer.from('Attribute VB_Name') }]),
  'a range merged over the whole sheet': () =>
    book(`${ROWS}<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>`),
  'rows that reach to the last column': () =>
    book(`<sheetData><row r="1">${cell('A1', '名称')}${cell('XFD1', 'x')}</row></sheetData>`),
  'a page under the name of a sheet': () => Buffer.from('<!doctype html><script>1</script>'),
  'a picture under the name of a sheet': () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  'a zip cut off': () => book(ROWS).subarray(0, 200),
  'a zip whose directory points beyond it': () => {
    const bytes = book(ROWS);
    bytes.writeUInt32LE(0x7fffffff, bytes.length - 6);
    return bytes;
  },
  'the same part twice': () => book(ROWS, [{ name: 'xl/workbook.xml', body: Buffer.from(WORKBOOK) }]),
  nothing: () => Buffer.alloc(0),
};

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  keeper = t.staff('list-keeper', 't-office');
  planner = t.staff('inspection-clerk', 't-market');
  coordinator = t.staff('plan-coordinator', 't-justice');
  drafter = t.staff('drafter', 't-city');
  ({ caseId } = await openCase(t.office, 'normative-document', {
    actor: drafter,
    input: samples.propose,
    key: key(),
  }));
}, 60_000);
afterAll(() => t?.close());

/** Rows of every table that something sent could end in. */
const rows = async () =>
  (
    await t.database.pool.query(
      `select (select count(*) from fadu.act) as acts, (select count(*) from fadu.leaf) as leaves, (select count(*) from fadu.committed_list) as lists,
       (select count(*) from fadu.material) as materials, (select count(*) from fadu.plan_document) as plans, (select count(*) from fadu.entry) as entries`,
    )
  ).rows[0];

async function send(actor: Actor, path: string, body: Uint8Array, headers: Record<string, string> = {}) {
  await api.ask(actor, 'GET', '/api/v1/me');
  const answer = await api.app.request(path, { method: 'POST', body: body as BodyInit, headers });
  const text = await answer.text();
  expect(answer.headers.get('content-type'), `${path}: ${text.slice(0, 100)}`).toContain(
    'application/problem+json',
  );
  const problem = JSON.parse(text) as { status: number; detail: string };
  expect(problem.detail).toMatch(/\p{Script=Han}/u);
  expect(text).not.toMatch(/Error|node_modules|\bat /);
  return { status: answer.status, detail: problem.detail };
}

describe('R90.6 files sent to do harm', () => {
  test('R90.6 a good sheet is still read, merged cells and all', async () => {
    const table = await readTable(
      'a.xlsx',
      await writeXlsx([{ name: '事项', head: ['名称'], rows: [['甲']] }]),
    );
    expect(table.rows).toEqual([{ row: 2, cells: ['甲'] }]);
    const merged = await readTable(
      'a.xlsx',
      book(`${ROWS}<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>`),
    );
    expect(merged.rows[0]?.cells).toEqual(['事项']);
    // Rules over a whole sheet are what spreadsheet programs write by themselves: they are left aside, the rows are read.
    const ruled = await readTable(
      'a.xlsx',
      book(
        `${ROWS}<dataValidations count="1"><dataValidation type="whole" sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation></dataValidations>`,
      ),
    );
    expect(ruled.rows).toHaveLength(1);
  });

  test.each(Object.keys(SHEETS))(
    'R90.6 sheets: %s is refused by both routes that read one, and writes nothing',
    async (what) => {
      const bytes = SHEETS[what]?.() as Buffer;
      const before = await rows();
      for (const [actor, path] of [
        [keeper, '/api/v1/registers/power-licence/import?name=a.xlsx&mode=submit'],
        [planner, '/api/v1/committed-lists?kind=objects&name=a.xlsx'],
      ] as const) {
        const { status } = await send(actor, path, bytes);
        expect([400, 413, 422]).toContain(status);
      }
      expect(await rows()).toEqual(before);
    },
  );

  test('R90.6 a file’s name is only a name: paths and endings of programs are no sheet', async () => {
    const before = await rows();
    for (const name of [
      '../../etc/passwd',
      'a.xlsm',
      'a.xls',
      'a.xlsx/../a.exe',
      'a\\..\\b.html',
      '.xlsx.js',
      '',
    ])
      expect(
        (
          await send(
            keeper,
            `/api/v1/registers/power-licence/import?name=${encodeURIComponent(name)}`,
            book(ROWS),
          )
        ).status,
      ).toBe(400);
    expect(await rows()).toEqual(before);
  });

  test('R90.6 XML of another tool: entities, depth and size are refused, nothing of a file on the server comes back', async () => {
    for (const xml of [
      '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="&x;"/>',
      `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><definitions>&b;</definitions>`,
      '<a>'.repeat(100_000),
      `<definitions ${'a="b" '.repeat(10_000)}/>`,
      'x'.repeat(3 * 1024 * 1024),
      '',
      '\u0000',
    ]) {
      const { status, detail } = await send(keeper, '/api/v1/benchmarks/dmn', Buffer.from(xml));
      expect([400, 413, 422]).toContain(status);
      expect(detail).not.toContain('root:');
    }
  });

  test('R90.6 the plan’s document: other encodings, other kinds and too much are refused', async () => {
    const before = await rows();
    for (const [body, type] of [
      [Buffer.from('方案', 'utf16le'), 'text/plain'],
      [Buffer.from('PK\u0003\u0004'), 'text/plain'],
      [Buffer.from('方案\u0000正文'), 'text/plain'],
      [Buffer.alloc(3 * 1024 * 1024, 'a'), 'text/plain'],
      [Buffer.from('{}'), 'application/json'],
    ] as const) {
      const { status } = await send(coordinator, '/api/v1/plan/import', body, { 'content-type': type });
      expect([400, 413, 415]).toContain(status);
    }
    expect(await rows()).toEqual(before);
  });

  test('R90.6 JSON that is too deep, not whole or full of what no text has is refused', async () => {
    const before = await rows();
    for (const body of [
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      '{"title":"\\u0000"}',
      '{"\\ud800":1}',
      '{"title":"\\ud800"}',
      '{',
      'null',
      '[]',
      '"x"',
    ])
      for (const [actor, path] of [
        [keeper, '/api/v1/cases/normative-document'],
        [keeper, '/api/v1/benchmarks/check'],
        [t.staff('calendar-keeper', 't-justice'), '/api/v1/calendar/2027'],
        [planner, '/api/v1/committed-lists/from-register'],
      ] as const) {
        const { status } = await send(actor, path, Buffer.from(body), {
          'content-type': 'application/json',
          'idempotency-key': key(),
        });
        expect([400, 403, 422], `${path} ${body.slice(0, 20)}`).toContain(status);
      }
    // What was typed and only looks like an escape is a text like any other.
    const typed = await send(keeper, '/api/v1/benchmarks/check', Buffer.from('{"entry":"\\\\u0000"}'));
    expect(typed.status).toBe(422);
    expect(await rows()).toEqual(before);
  });

  test('R90.6 who sends without an end and without saying how much is stopped at the limit', async () => {
    const before = await rows();
    const piece = new Uint8Array(1024 * 1024).fill(0x20);
    for (const [actor, path, most] of [
      [drafter, '/api/v1/cases/normative-document', 2],
      [keeper, '/api/v1/benchmarks/dmn', 1],
      [coordinator, '/api/v1/plan/import', 2],
      [keeper, '/api/v1/registers/power-licence/import?name=a.xlsx', 20],
    ] as const) {
      let asked = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(out) {
          asked++;
          out.enqueue(piece);
        },
      });
      await api.ask(actor, 'GET', '/api/v1/me');
      const answer = await api.app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', 'idempotency-key': key() },
        body: endless,
        duplex: 'half',
      } as RequestInit);
      expect([path, answer.status]).toEqual([path, 413]);
      expect(await answer.text()).toMatch(/\p{Script=Han}/u);
      // A few pieces are on their way when reading stops.
      expect(asked).toBeLessThan(most + 8);
    }
    expect(await rows()).toEqual(before);
  });

  test('R24.2 materials: a page, a program, a drawing with script and a picture of gigabytes in name only are refused', async () => {
    const before = await rows();
    const described = (more: object = {}) =>
      encodeURIComponent(
        JSON.stringify({
          kind: '照片',
          name: '../../x.jpg',
          sha256: '0'.repeat(64),
          capturedAt: '2026-03-02T08:00:00+08:00',
          place: '现场',
          device: '记录仪',
          ...more,
        }),
      );
    const path = `/api/v1/cases/${caseId}/materials`;
    for (const body of [
      Buffer.from('<!doctype html><script>1</script>'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
      Buffer.from('MZ\x90\x00', 'latin1'),
      Buffer.from('PK\x03\x04', 'latin1'),
      Buffer.alloc(0),
      // A picture whose bytes are not those that were captured.
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), deflateSync(Buffer.alloc(100))]),
    ]) {
      const { status } = await send(drafter, path, body, {
        'fadu-material': described(),
        'idempotency-key': key(),
      });
      expect([400, 409, 415, 422]).toContain(status);
    }
    expect(
      (
        await send(drafter, path, Buffer.from('x'), {
          'fadu-material': described(),
          'content-length': String(MAX_MATERIAL_BYTES + 1),
        })
      ).status,
    ).toBe(413);
    for (const header of [
      '%',
      'null',
      '[]',
      encodeURIComponent('{"name":"\\u0000"}'),
      described({ name: '\u0000' }),
      described({ seq: 1e10 }),
    ])
      expect([400, 422]).toContain(
        (await send(drafter, path, Buffer.from('x'), { 'fadu-material': header, 'idempotency-key': key() }))
          .status,
      );
    expect(await rows()).toEqual(before);
  });
});
