/** Photographs and scans sent with an application: looked at first, handed in once, nobody else's to read (R5.1, R42.1). */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { powerListAdjustment, registerBatch } from '@fadu/plan/functions/power-registers/index';
import { SERVICE_ITEMS, serviceApplication } from '@fadu/plan/functions/service-items/index';
import { foodLicence } from '@fadu/plan/functions/service-items/sample.testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_SENT, MAX_SENT_FILE } from './files.ts';
import { type TestPortal, testPortal } from './portal.fixture.ts';

const APPLY = '/services/220131001000-01/apply';
const PDF = '%PDF-1.7 示例';
const wang: Actor = { kind: 'person', person: 'p-wang', name: '王小明', posts: [] };
let p: TestPortal;
let actor: Actor = wang;

beforeAll(async () => {
  p = await testPortal({
    procedures: [registerBatch, powerListAdjustment, serviceApplication],
    identify: async () => actor,
  });
  await prepareRegisters(p.t);
  await publishBatch(p.t, SERVICE_ITEMS, [foodLicence()], '2026-03-02');
  p.t.at('2026-03-03');
}, 60_000);
afterAll(() => p?.close());

/** The application as a browser sends it, with files. */
const send = (files: readonly (readonly [field: string, name: string, bytes: BlobPart])[], more = {}) => {
  const body = new FormData();
  const fields = {
    form: '22222222-2222-4222-8222-222222222222',
    applicantType: '法人和其他组织',
    name: '演示市幸福餐饮有限公司',
    identity: '91220200MA00000001',
    contact: '13900000000',
    matter: '在演示市中心路1号经营小吃店',
    how1: '随申请提交',
    how2: '以后补齐',
    how5: '不属于这种情形',
    ...more,
  };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const [field, name, bytes] of files) body.append(field, new File([bytes], name));
  return p.app.request(`http://127.0.0.1:8080${APPLY}`, {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1:8080' },
    body,
  });
};
const count = async (table: 'material' | 'case_file'): Promise<number> =>
  Number(
    (
      await p.t.database.pool.query(
        `select count(*) from fadu.${table} ${table === 'case_file' ? `where procedure = 'service-application'` : ''}`,
      )
    ).rows[0].count,
  );

test('R5.1 what is no photograph or scan, is empty or too large is refused before anything is written', async () => {
  for (const [name, bytes, says] of [
    ['申请书.txt', '申请书', '不是能收的种类'],
    ['申请书.pdf', '<script>alert(1)</script>', '不是能收的种类'],
    ['空.pdf', '', '是空的'],
    ['大.pdf', new Uint8Array(MAX_SENT_FILE + 1), '超过10兆字节'],
  ] as const) {
    const answer = await send([['file0[]', name, bytes]], { how0: '随申请提交' });
    expect([name, answer.status]).toEqual([name, 422]);
    const html = await answer.text();
    expect(html).toContain(says);
    expect(html).toContain('href="#file0"');
    expect(html).toContain('在演示市中心路1号经营小吃店</textarea>');
  }
  // More than all files may have together is not read at all.
  expect((await send([['file0[]', '很大.pdf', new Uint8Array(MAX_SENT + 200_000)]])).status).toBe(413);
  expect([await count('case_file'), await count('material')]).toEqual([0, 0]);
});

test('R5.1 a file and another way than now is a contradiction; the files have to be chosen again, which is said', async () => {
  const answer = await send([['file0[]', '申请书.pdf', PDF]], { how1: '' });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('请重新选文件');
  const other = await (await send([['file2[]', '制度.pdf', PDF]], { how0: '随申请提交' })).text();
  expect(other).toContain('已经选了文件，请选“现在交”');
  expect(await count('case_file')).toBe(0);
});

test('R5.1 R42.1 handed in once with the application, however often the form is sent; only the applicant sees them there', async () => {
  // The file alone says that the first material comes now.
  const files = [
    ['file0[]', '申请书.pdf', PDF],
    ['file1[]', '平面图一.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1])],
    ['file1[]', '平面图二.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 2])],
    // A browser sends what was left empty as a file without a name.
    ['file2[]', '', ''],
  ] as const;
  const first = await send(files);
  expect(first.status).toBe(303);
  const place = first.headers.get('location') as string;
  expect((await send(files)).headers.get('location')).toBe(place);
  expect([await count('case_file'), await count('material')]).toEqual([1, 3]);
  const html = await p.page(place);
  for (const name of [
    '食品经营许可申请书：申请书.pdf',
    '场所布局图：平面图一.jpg',
    '场所布局图：平面图二.jpg',
  ])
    expect(html).toContain(name);
  const { rows } = await p.t.database.pool.query(
    'select kind, seq, handed_by from fadu.material order by name',
  );
  expect(rows.map((r) => [r.kind, r.seq, r.handed_by.person])).toEqual([
    ['照片', 1, 'p-wang'],
    ['照片', 1, 'p-wang'],
    ['扫描件', 1, 'p-wang'],
  ]);
  actor = { ...wang, person: 'p-other' };
  expect((await p.get(place)).status).toBe(404);
  actor = ANONYMOUS;
  expect(await p.page(place)).not.toContain('申请书.pdf');
  actor = wang;
});

test('R8.5 whoever comes back to the address of a form by large letters or a reload is shown the application', async () => {
  const { rows } = await p.t.database.pool.query(
    `select id from fadu.case_file where procedure = 'service-application'`,
  );
  const answer = await p.get(`/services/mine/${rows[0].id}/correct`);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/services/mine/${rows[0].id}`]);
});
