/** Suggesting a project for the annual plan through the public site (R14.1): without script, without an account. */
import { openCase } from '@fadu/office/cases/perform';
import { act, key } from '@fadu/office/testing/document';
import { legislators } from '@fadu/office/testing/legislation';
import { annualLegislativePlan } from '@fadu/plan/rulemaking/legislation/index';
import { samples } from '@fadu/plan/rulemaking/legislation/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let plan = '';
let receipt = '';
beforeAll(async () => {
  p = await testPortal({ procedures: [annualLegislativePlan] });
}, 60_000);
afterAll(() => p?.close());

const FORM = '11111111-2222-4333-8444-555555555555';
const post = (fields: Record<string, string>) =>
  p.app.request('http://127.0.0.1:8080/legislation/suggest', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
    body: new URLSearchParams({ form: FORM, plan, ...fields }).toString(),
  });
const words = {
  title: '制定城市公园管理办法',
  text: '公园开放时间、遛狗和摆摊没有规定，经常发生争执，建议立法明确。',
  submitterName: '周建议',
  contact: '演示电话000-0000-5678',
};
const count = async () =>
  Number(
    (await p.t.database.pool.query(`select count(*) as n from fadu.act where act = 'suggest'`)).rows[0].n,
  );

describe('suggestions for the annual plan', () => {
  test('R14.1 while nothing is collected there is no form, and what is sent is not taken', async () => {
    expect(await p.page('/legislation/suggest')).toContain('现在没有在征集');
    expect(await p.page('/legislation')).not.toContain('/legislation/suggest');
    plan = '220200-abc';
    const sent = await post(words);
    expect(sent.status).toBe(422);
    expect(await sent.text()).toContain('征集已经截止');
    expect(await count()).toBe(0);
  });

  test('R14.1 while a plan is collected anyone suggests; sent twice it is one; faults keep what was typed', async () => {
    p.t.at('2026-01-05');
    const opened = await openCase(p.t.office, 'annual-legislative-plan', {
      actor: legislators(p.t).planner,
      input: samples['open-plan'],
      key: key(),
    });
    plan = opened.caseId;
    await p.t.sequencer.flush();
    expect(await p.page('/legislation')).toContain('/legislation/suggest');
    const page = await p.page('/legislation/suggest');
    expect(page).toContain(String(samples['open-plan'].notice));
    expect(page).toContain(plan);
    const short = await post({ ...words, text: '太短' });
    expect(short.status).toBe(422);
    const again = await short.text();
    expect(again).toContain('制定城市公园管理办法');
    expect(again).toContain('id="text-error"');
    const sent = await post(words);
    expect(sent.status).toBe(303);
    receipt = sent.headers.get('location') ?? '';
    expect((await post(words)).headers.get('location')).toBe(receipt);
    expect(await count()).toBe(1);
    const shown = await p.page(receipt);
    expect(shown).toContain('建议已经收到');
    expect(shown).toContain('制定城市公园管理办法');
    for (const hidden of ['周建议', '000-0000-5678', '经常发生争执']) expect(shown).not.toContain(hidden);
    expect((await p.get(`/legislation/suggest/${plan}/99`)).status).toBe(404);
    // Its opening act is no suggestion.
    expect((await p.get(`/legislation/suggest/${plan}/1`)).status).toBe(404);
  });

  test('R14.1 after the collection nothing more is taken; the receipt tells what the argument came to', async () => {
    p.t.at('2026-02-10');
    const late = await post({ ...words, title: '制定养犬管理办法' });
    expect(late.status).toBe(422);
    expect(await p.page('/legislation/suggest')).toContain('现在没有在征集');
    await act(p.t, plan, 'end-collection', legislators(p.t).planner);
    await act(p.t, plan, 'argue', legislators(p.t).planner, {
      project: Number(receipt.split('/').at(-1)),
      conclusion: '不予列入',
      reason: '现行的城市绿化条例已有规定，先加强执行。',
    });
    const shown = await p.page(receipt);
    expect(shown).toContain('建议已经论证');
    expect(shown).toContain('先加强执行');
    expect(await count()).toBe(1);
  });
});
