/** R6.3 certificates in public: from a real handling to the code that anyone can check. */
import { prepareRegisters } from '@fadu/office/testing/registers';
import { application, handling, prepareServices } from '@fadu/office/testing/services';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let enterprise = '';
let number = '';

beforeAll(async () => {
  p = await testPortal({ procedures });
  await prepareRegisters(p.t);
  await prepareServices(p.t, '2026-03-02');
  p.t.at('2026-03-03');
  enterprise = await handling(p.t, 'granted');
  await handling(p.t, 'granted', {
    applicantType: '自然人',
    name: '欧阳小红',
    identity: '22020019900101000X',
  });
  const { rows } = await p.t.database.pool.query<{ code: string; body: { holderType: string } }>(
    `select code, body from fadu.entry where register = 'certificate' order by code`,
  );
  expect(rows.length).toBe(2);
  number = rows.find((r) => r.body.holderType === '自然人')?.code ?? '';
}, 180_000);
afterAll(() => p?.close());

describe('R6.3 one code for all of an enterprise’s certificates', () => {
  test('its page lists them with their standing, and a code to scan; a credit code leads there', async () => {
    const page = await p.page(`/one-code/${application.identity}`);
    expect(page).toContain('食品经营许可证');
    expect(page).toContain('有效');
    expect(page).toContain('演示市幸福餐饮有限公司');
    expect(page).toContain('证照一码通二维码');
    const sent = await p.app.request(`http://localhost/certificates?q=${application.identity.toLowerCase()}`);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/one-code/${application.identity}`]);
  });

  test('after its last day it is shown as expired', async () => {
    p.t.at('2031-03-04');
    expect(await p.page(`/one-code/${application.identity}`)).toContain('已经过期');
    p.t.at('2026-03-04');
  });

  test('of a person only the first character, by the number alone; never by what the person is', async () => {
    const page = await p.page(`/certificates?q=${encodeURIComponent(number)}`);
    expect(page).toContain('欧＊＊＊');
    expect(page).not.toContain('欧阳小红');
    const nothing = await p.page('/one-code/22020019900101000X');
    expect(nothing).toContain('还没有证照');
    const { rows } = await p.t.office.store.reading((on) =>
      on.pool.query(`select count(*)::int as n from fadu.entry where register = 'certificate'`),
    );
    expect(rows[0].n).toBe(0);
  });

  test('what there is not is said so', async () => {
    expect(await p.page('/certificates?q=no-such')).toContain('没有编号为');
    expect((await p.app.request('http://localhost/one-code/abc')).status).toBe(404);
  });

  test('the case itself is nobody’s business: no public page, no name of the applicant', async () => {
    expect((await p.app.request(`http://localhost/cases/${enterprise}`)).status).toBe(404);
  });
});
