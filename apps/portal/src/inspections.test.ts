/** The public pages of inspections (R24.7, R7.3): an enterprise's visits, the figures, the code and its check. */
import type { Actor } from '@fadu/kernel';
import { ANONYMOUS } from '@fadu/kernel';
import { newCode, personOfCode } from '@fadu/office/sealed/code';
import {
  enterInput,
  noticedVisit,
  prepareVisits,
  recordedVisit,
  type VisitGround,
  visitAct,
  visitPeople,
} from '@fadu/office/testing/inspections';
import { inspection, inspectionRating } from '@fadu/plan/enforcement/inspections/index';
import { checkVisit, visitNote } from '@fadu/plan/enforcement/inspections/visits/credential';
import { enterprise, visitSamples } from '@fadu/plan/enforcement/inspections/visits/sample.testing';
import { officerCertificate } from '@fadu/plan/enforcement/officers/index';
import { powerListAdjustment, registerBatch } from '@fadu/plan/functions/power-registers/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let g: VisitGround;
let who: Actor = ANONYMOUS;
let shown = '';
beforeAll(async () => {
  p = await testPortal({
    procedures: [inspection, inspectionRating, officerCertificate, registerBatch, powerListAdjustment],
    identify: async () => who,
  });
  g = await prepareVisits(p.t);
}, 120_000);
afterAll(() => p?.close());

const clerk = () => visitPeople(p.t, 't-market').clerk;
const post = (path: string, text: string) =>
  p.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: new URLSearchParams({ text }).toString(),
  });

describe('R24.7 inspections in public', () => {
  test('before the first one the page says so, and names every list', async () => {
    const html = await p.page('/inspections');
    expect(html).toContain('2026年还没有检查记录');
    for (const list of ['inspection-body', 'inspection-item', 'inspection-cap', 'inspection-plan']) {
      expect(html).toContain(`/registers/${list}`);
      expect((await p.get(`/registers/${list}`)).status).toBe(200);
    }
    expect(await p.page('/registers/inspection-item')).toContain('餐饮单位市场监管检查');
    expect((await p.get(`/inspections/enterprises/${enterprise(1).object}`)).status).toBe(404);
  });

  test('R24.7 R7.3 under way it stands there without result; published it says what was found, by whom and what for', async () => {
    const { object } = enterprise(1);
    const id = await recordedVisit(
      p.t,
      g,
      't-market',
      1,
      '2026-03-10',
      {},
      {
        points: visitSamples.points(['JC-SJ-001'], ['场所设施符合要求']),
        result: '发现问题责令改正',
        found: '后厨地面破损',
      },
    );
    const before = await p.page(`/inspections/enterprises/${object}`);
    expect(before).toContain('检查中');
    expect(before).not.toContain('后厨地面破损');
    await visitAct(p.t, id, 'publish-result', clerk(), visitSamples.publish);
    const html = await p.page(`/inspections/enterprises/${object}`);
    for (const word of [
      '后厨地面破损',
      '发现问题责令改正',
      '演示市市场监督管理局',
      '年度检查计划',
      '1次',
      '2次',
      '处理中',
    ])
      expect(html).toContain(word);
    // The person on site is named nowhere.
    expect(html).not.toContain('店长演示某');
    const all = await p.page('/inspections');
    expect(all).toContain('演示第1餐饮有限公司');
    expect(all).toContain('1次，1家企业');
    const answer = await p.get(`/inspections?code=${object.toLowerCase()}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/inspections/enterprises/${object}`,
    ]);
    expect(await p.page('/inspections?year=2025')).toContain('2025年还没有检查记录');
    const data = (await (await p.get(`/inspections/enterprises/${object}.json`)).json()) as {
      visits: unknown[];
    };
    expect(data.visits).toHaveLength(1);
  }, 60_000);
});

describe('R24.7 the code', () => {
  test('R24.7 only who takes part shows it; it verifies without the network, and a changed word does not', async () => {
    const id = await noticedVisit(p.t, 't-market', 2, '2026-03-11');
    expect((await p.get(`/inspections/code/${id}`)).status).toBe(404);
    who = visitPeople(p.t, 't-ecology').o1;
    expect((await p.get(`/inspections/code/${id}`)).status).toBe(404);
    who = visitPeople(p.t, 't-market').o1;
    const html = await p.page(`/inspections/code/${id}`);
    expect(html).toContain('aria-label="检查码"');
    shown = /href="([^"]*\/inspections\/check#[^"]+)"/.exec(html)?.[1] ?? '';
    who = ANONYMOUS;
    const note = visitNote.unpack(shown) ?? '';
    expect(checkVisit(note, p.deps.vkey, '2026-03-11')).toMatchObject({
      ok: true,
      inTime: true,
      visit: { object: enterprise(2).object, items: '餐饮单位市场监管检查', number: '演市监检〔2026〕2号' },
    });
    expect(checkVisit(note, p.deps.vkey, '2026-03-12')).toMatchObject({ ok: true, inTime: false });
    expect(
      checkVisit(note.replace(enterprise(2).object, enterprise(3).object), p.deps.vkey, '2026-03-11'),
    ).toMatchObject({
      ok: false,
    });
    expect(checkVisit(p.deps.sign('fadu-officer/1\n证件号：1\n'), p.deps.vkey, '2026-03-11')).toMatchObject({
      ok: false,
    });

    const good = await post('/inspections/check', shown);
    expect(good.status).toBe(200);
    expect(await good.text()).toContain('检查码是真的，这次检查经过批准');
    expect(await (await post('/inspections/check.json', shown)).json()).toEqual({
      good: true,
      says: '已经批准，还没有进入',
    });
    expect((await post('/inspections/check', '乱写的内容')).status).toBe(422);
    await visitAct(p.t, id, 'cancel', clerk(), { reasons: '企业停业' });
    expect(await (await post('/inspections/check', shown)).text()).toContain(
      '签名是真的，但现在不能凭它检查',
    );
    who = visitPeople(p.t, 't-market').o1;
    const gone = await p.get(`/inspections/code/${id}`);
    expect(gone.status).toBe(400);
    expect(await gone.text()).toContain('办结、取消的检查没有');
    who = ANONYMOUS;
  }, 60_000);
});

describe('R24.7 the rating', () => {
  const send = (fields: Record<string, string | readonly string[]>) =>
    p.app.request('/inspections/rate', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
      body: new URLSearchParams(
        Object.entries(fields).flatMap(([k, v]) => [v].flat().map((x) => [k, x] as [string, string])),
      ).toString(),
    });

  test('R24.7 given with the code from the door, without script or account; once; the answer is read by the same code', async () => {
    const id = await noticedVisit(p.t, 't-market', 5, '2026-03-16');
    const code = newCode();
    p.t.at('2026-03-16T02:00:00.000Z');
    await visitAct(p.t, id, 'enter', visitPeople(p.t, 't-market').o1, {
      ...enterInput(g, 't-market', 5, '2026-03-16'),
      rateCode: personOfCode(code),
    });
    expect(await p.page('/inspections/rate')).toContain('检查的机关看不到');
    expect((await send({ code: '短', score: '5' })).status).toBe(422);
    expect(await (await send({ code: newCode(), score: '5' })).text()).toContain(
      '没有用这个评价码登记的检查',
    );
    expect((await send({ code, score: '' })).status).toBe(422);
    const first = await send({ code, score: '1', problems: ['态度粗暴', '影响正常经营'], words: '闯进后厨' });
    expect(first.status).toBe(200);
    expect(await first.text()).toContain('谢谢。差评会在15个工作日内核查');
    const again = await (await send({ code, score: '5' })).text();
    expect(again).toContain('还没有答复');
    const all = await p.page('/inspections');
    expect(all).toContain('1次，少于五次不显示平均分');
    expect(all).not.toContain('闯进后厨');
  }, 60_000);
});
