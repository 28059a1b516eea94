/** Officers in public: the list, the certificate with its signed code, and its check with and without the server. */

import { performAct } from '@fadu/office/cases/perform';
import { certify } from '@fadu/office/testing/officers';
import { publishBatch } from '@fadu/office/testing/registers';
import { checkCredential, credential } from '@fadu/plan/enforcement/officers/credential';
import { officerCertificate } from '@fadu/plan/enforcement/officers/index';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let caseId = '';
const NUMBER = '演示证-甲1';

beforeAll(async () => {
  p = await testPortal({ procedures: [officerCertificate, registerBatch] });
  p.t.at('2026-03-02');
  const one = await certify(p.t, p.t.staff('enforcement-officer', 't-market', '王演示'), 't-market', {
    number: NUMBER,
    validTo: '2027-03-01',
  });
  caseId = one.caseId;
  await certify(p.t, p.t.staff('enforcement-officer', 't-city', '李演示'), 't-city', {
    number: '演示证-乙2',
  });
}, 120_000);
afterAll(() => p?.close());

const at = (n: string) => `/officers/${encodeURIComponent(n)}`;
const post = (text: string) =>
  p.app.request('/officers/check', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: new URLSearchParams({ text }).toString(),
  });

/** The signed text that the page's code would carry. */
const note = (more: Partial<Parameters<typeof credential.text>[0]> = {}) =>
  p.deps.sign(
    credential.text({
      number: NUMBER,
      name: '王演示',
      organ: '市市场监管局',
      fields: '市场监管',
      validFrom: '2026-03-02',
      validTo: '2027-03-01',
      asOf: '2026-03-02',
      ...more,
    }),
  );

describe('officers in public', () => {
  test('R25.1 R24.1 the list shows who may enforce; by name, number and organ', async () => {
    const all = await p.page('/officers');
    expect(all).toContain('王演示');
    expect(all).toContain('李演示');
    expect(await p.page('/officers?words=王演示')).not.toContain('李演示');
    expect(await p.page('/officers?organ=t-city')).not.toContain('王演示');
    expect(await p.page('/officers?words=没有这个人')).toContain('没有找到');
  });

  test('R25.1 the certificate’s page says how it stands today and carries the code; the account is nowhere shown', async () => {
    const page = await p.page(at(NUMBER));
    expect(page).toContain('今天有效');
    expect(page).toContain('aria-label="执法证件二维码"');
    for (const html of [page, await p.page('/registers/officer-certificate'), await p.page('/officers')])
      expect(html).not.toContain('p-王演示');
    expect((await p.get(at('没有'))).status).toBe(404);
    expect(((await (await p.get(`${at(NUMBER)}.json`)).json()) as { status: string }).status).toBe('有效');
  });

  test('R25.1 the signature is checked without the network: a changed word, another key, another kind of note fail', () => {
    const { vkey } = p.deps;
    expect(checkCredential(note(), vkey, '2026-06-01')).toMatchObject({ ok: true, inTime: true });
    expect(checkCredential(note(), vkey, '2027-03-02')).toMatchObject({ ok: true, inTime: false });
    expect(checkCredential(note().replace('市场监管', '生态环境'), vkey, '2026-06-01')).toMatchObject({
      ok: false,
    });
    expect(checkCredential(p.deps.sign('别的签名文本\n'), vkey, '2026-06-01')).toMatchObject({ ok: false });
    expect(checkCredential('随便写的', vkey, '2026-06-01')).toMatchObject({ ok: false });
    expect(credential.unpack('https://x/officers/check#短')).toBeNull();
  });

  test('R25.1 checked by the server for who has no script: genuine, forged, suspended', async () => {
    expect(await (await post(note())).text()).toContain('证件是真的，今天有效');
    const forged = await post(note().replace('王演示', '李四'));
    expect(forged.status).toBe(422);
    expect(await forged.text()).toContain('签名不对');
    await performAct(p.t.office, caseId, {
      act: 'suspend',
      actor: p.t.staff('certificate-clerk', 't-justice'),
      key: 'suspend-in-test-1',
      input: { ground: '投诉举报核查期间', reasons: '核查投诉' },
    });
    expect(await (await post(note())).text()).toContain('签名是真的，但今天暂停');
    expect(await p.page(at(NUMBER))).toContain('不能执法：投诉举报核查期间');
  });

  test('R25.3 R24.1 equipment: the standard by certified officers beside what is there, the missing named', async () => {
    const standard = {
      basicCode: 'ZB-001',
      name: '市级执法记录仪标准',
      organ: 't-justice',
      equipment: '执法记录仪',
      level: '市级',
      per: '每名执法人员',
      quantity: 2,
      document: '演市装备〔2026〕1号',
    };
    const held = {
      basicCode: 'ZC-001',
      name: '市城管局执法记录仪',
      organ: 't-city',
      equipment: '执法记录仪',
      level: '市级',
      quantity: 1,
      countedOn: '2026-03-03',
    };
    await publishBatch(p.t, 'equipment-standard', [standard], '2026-03-03');
    await publishBatch(p.t, 'equipment-holding', [held], '2026-03-03');
    const page = await p.page('/officers/equipment');
    expect(page).toContain('执法记录仪：1台，应配2台');
    expect(page).toContain('缺1台');
  });
});
