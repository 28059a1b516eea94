/** A holder and his certificate on the portal: renewal by silence through the job, change, an organ's revocation answered (R5.1, R5.2). */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { checkCertificate } from '@fadu/office/certificates/index';
import { runExpiry } from '@fadu/office/jobs/expiry';
import { key } from '@fadu/office/testing/document';
import { prepareRegisters } from '@fadu/office/testing/registers';
import { application, handling, prepareServices, servicePeople } from '@fadu/office/testing/services';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let actor: Actor = ANONYMOUS;
const firm: Actor = { kind: 'person', person: 'r-firm', name: '演示市幸福餐饮有限公司', posts: [] };
const numbers: string[] = [];

beforeAll(async () => {
  p = await testPortal({ procedures, identify: async () => actor });
  await prepareRegisters(p.t);
  await prepareServices(p.t, '2021-11-29');
  p.t.at('2021-11-30');
  for (let i = 0; i < 3; i++) await handling(p.t, 'granted');
  const { rows } = await p.t.database.pool.query<{ code: string }>(
    `select code from fadu.entry where register = 'certificate' order by code`,
  );
  numbers.push(...rows.map((r) => r.code));
}, 120_000);
afterAll(() => p?.close());

const at = (code: string) => `/certificates/change?code=${encodeURIComponent(code)}`;
const post = (path: string, fields: Record<string, string>) =>
  p.app.request(`http://127.0.0.1:8080${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
    body: new URLSearchParams(fields).toString(),
  });
const form = {
  form: '22222222-2222-4222-8222-222222222222',
  want: '延续',
  identity: application.identity,
  contact: '13900000000',
  reasons: '继续经营',
};
const standing = (code: string) => checkCertificate(p.t.office, code, p.t.office.now().slice(0, 10));

describe('R5.1 R5.2 a certificate’s later life', () => {
  test('edge 8: renewal filed in time, nobody decides: on the day after the last it is renewed', async () => {
    const [code = ''] = numbers;
    p.t.at('2026-10-20');
    expect((await standing(code))?.validTo).toBe('2026-11-30');
    expect(await p.page(`/certificates?q=${encodeURIComponent(code)}`)).toContain('持证人办延续、变更、注销');
    actor = ANONYMOUS;
    expect(await p.page(at(code))).toContain('请先登录');
    actor = firm;
    expect(await p.page(at(code))).toContain('没有作出决定就视为准予延续');
    const wrong = await post(at(code), { ...form, identity: '91220200MA00000099' });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('只有持证人')]);
    const sent = await post(at(code), form);
    expect(sent.status).toBe(303);
    const place = sent.headers.get('location') as string;
    expect(await p.page(place)).toContain('2026年11月30日');
    expect(await p.page('/certificates/mine')).toContain(code);
    // Nobody else sees it.
    actor = { ...firm, person: 'r-other' };
    expect((await p.get(place)).status).toBe(404);
    actor = firm;
    p.t.at('2026-11-30');
    await runExpiry(p.t.office);
    expect((await standing(code))?.validTo).toBe('2026-11-30');
    p.t.at('2026-12-01');
    await runExpiry(p.t.office);
    expect(await standing(code)).toMatchObject({ standing: '有效', validTo: '2031-11-30' });
    expect(await p.page(place)).toContain('已经延续');
    // The one that strikes off what has run out cannot.
    await expect(
      openCase(p.t.office, 'certificate-change', {
        act: 'propose',
        actor: servicePeople(p.t).reviewer,
        key: key(),
        input: {
          certificate: code,
          want: '注销',
          ground: '有效期届满没有延续',
          facts: '有效期已经届满，没有申请延续。',
        },
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining('还没有届满') });
  });

  test('filed in the last thirty days and not decided: it runs out', async () => {
    const [, code = ''] = numbers;
    p.t.at('2026-11-10');
    actor = firm;
    expect(await p.page(at(code))).toContain('不视为准予');
    const sent = await post(at(code), { ...form, form: '33333333-3333-4333-8333-333333333333' });
    expect(sent.status).toBe(303);
    p.t.at('2026-12-01');
    await runExpiry(p.t.office);
    expect((await standing(code))?.standing).toBe('已经过期');
  });

  test('revoked only after the holder was told and heard; what he says is in the file', async () => {
    const [, , code = ''] = numbers;
    p.t.at('2026-03-02');
    const { reviewer, approver } = servicePeople(p.t);
    const { caseId } = await openCase(p.t.office, 'certificate-change', {
      act: 'propose',
      actor: reviewer,
      key: key(),
      input: {
        certificate: code,
        want: '撤销',
        ground: '对不具备资格或者不符合条件的人准予',
        facts: '申请时的场所布局不符合条件，准予有误。',
        account: 'r-firm',
      },
    });
    const act = (name: string, who: Actor, input: unknown) =>
      performAct(p.t.office, caseId, { act: name, actor: who, input, key: key() });
    await act('notify', reviewer, { text: '拟撤销的事实、理由和依据如下。', servedOn: '2026-03-02' });
    actor = firm;
    const place = `/certificates/mine/${caseId}`;
    expect(await p.page(place)).toContain('机关拟撤销');
    expect((await post(`${place}/state`, { form: form.form })).status).toBe(422);
    expect((await post(`${place}/state`, { form: form.form, statement: '我们没有过错。' })).status).toBe(303);
    // What the organ began the holder cannot take back.
    expect((await post(`${place}/drop`, {})).status).toBe(422);
    await act('revoke', approver, {
      reasons: '不符合法定条件，依法撤销。',
      harm: '撤销不会对公共利益造成重大损害',
      compensation: '赔偿装修损失二万元',
      remedies: '可以在六十日内申请行政复议。',
    });
    expect((await standing(code))?.standing).toBe('撤销');
    expect(await p.page(`/certificates?q=${encodeURIComponent(code)}`)).not.toContain('持证人办延续');
    expect((await post(at(code), form)).status).toBe(422);
  });
});
