/** The pages of draws: what was drawn, from which lists, with everything needed to check it without the site (R7.2, R7.3). */
import { type DrawBundle, listHash, verifyBundle } from '@fadu/kernel/draw/index';
import {
  drawAct,
  drawLists,
  drawnCase,
  drawPeople,
  prepareDraws,
  publishedPlan,
} from '@fadu/office/testing/draws';
import { randomInspection } from '@fadu/plan/enforcement/inspections/index';
import { drawSamples } from '@fadu/plan/enforcement/inspections/sample.testing';
import { powerListAdjustment, registerBatch } from '@fadu/plan/functions/power-registers/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let id = '';
beforeAll(async () => {
  p = await testPortal({ procedures: [randomInspection, registerBatch, powerListAdjustment] });
  await prepareDraws(p.t);
}, 120_000);
afterAll(() => p?.close());

describe('R7.2 the public pages of a draw', () => {
  test('before the first one the list says so; how it works is told without script', async () => {
    expect(await p.page('/draws')).toContain('还没有抽取过');
    const how = await p.page('/draws/how');
    for (const word of ['fadu-draw-1', 'RFC 8785', '48位', '任务最少']) expect(how).toContain(word);
  });

  test('R7.2 a published plan names the source of the number, and lists that are not frozen are not there', async () => {
    const lists = await drawLists(p.t);
    id = await publishedPlan(p.t);
    const html = await p.page(`/draws/${id}`);
    expect(html).toContain('还没有冻结清单');
    expect(html).toContain('演示彩票开奖号码');
    expect((await p.get(`/draws/lists/${lists.objects}.tsv`)).status).toBe(404);
    await drawnCase(p.t, id, lists);
    await p.t.sequencer.flush();
  });

  test('R7.2 everything is on the page, and its file verifies without the site, the log included', async () => {
    const html = await p.page(`/draws/${id}`);
    for (const word of [
      drawSamples.value,
      '抽中的对象（8个）',
      '在我的设备上重新算一遍',
      '回避清单',
      'draw verify',
    ])
      expect(html).toContain(word);
    expect(html).not.toContain('姐妹');
    expect(await p.page('/draws')).toContain('抽中8个对象');
    const bundle = (await (await p.get(`/draws/${id}/1.json`)).json()) as DrawBundle;
    const none = async (): Promise<Uint8Array> => {
      throw new Error('all lists are in the file');
    };
    const { ok, checks } = await verifyBundle(bundle, none, {
      vkey: p.deps.vkey,
      seenValue: drawSamples.value,
    });
    expect(checks.filter((c) => !c.ok)).toEqual([]);
    expect(ok).toBe(true);
    expect(checks.filter((c) => c.code === 'recorded')).toHaveLength(2);
    const list = await p.get(`/draws/lists/${bundle.draw.commitment.lists.objects}.tsv`);
    expect(listHash(new Uint8Array(await list.arrayBuffer()))).toBe(bundle.draw.commitment.lists.objects);
    // What the log holds tells a commitment and a result that were changed together with their hashes.
    const later = { ...bundle, draw: { ...bundle.draw, frozenAt: '2026-03-15T02:00:00.000Z' } };
    expect((await verifyBundle(later, none, { vkey: p.deps.vkey })).ok).toBe(false);
    const said = bundle.record?.draw;
    const other = {
      ...bundle,
      record: { ...bundle.record, draw: { ...said, body: { ...said?.body, value: '1' } } },
    };
    expect((await verifyBundle(other as DrawBundle, none, { vkey: p.deps.vkey })).ok).toBe(false);
  });

  test('R7.3 results stand beside the objects once they are published', async () => {
    const who = drawPeople(p.t);
    p.t.at('2026-03-19');
    await drawAct(p.t, id, 'issue-tasks', who.head);
    const bundle = (await (await p.get(`/draws/${id}/1.json`)).json()) as DrawBundle;
    p.t.at('2026-03-26');
    const officers = bundle.draw.drawn[0]?.officers.slice(0, 2) ?? [];
    await drawAct(p.t, id, 'record-result', who.clerk, {
      ...drawSamples.result(1, '2026-03-26', officers),
      result: '发现问题责令改正',
      found: '后厨没有公示健康证明',
    });
    expect(await p.page(`/draws/${id}`)).not.toContain('后厨没有公示');
    await drawAct(p.t, id, 'publish-results', who.clerk, { summary: '第一家检查完毕。' });
    expect(await p.page(`/draws/${id}`)).toContain('后厨没有公示健康证明');
    await drawAct(p.t, id, 'link-follow-up', who.clerk, {
      no: 1,
      kind: '立案查处',
      ref: '演市监罚立〔2026〕3号',
      on: '2026-03-26',
    });
    expect(await p.page(`/draws/${id}`)).toContain('立案查处，演市监罚立〔2026〕3号');
  });

  test('what is not there is not found', async () => {
    for (const path of ['/draws/220200-000', `/draws/${id}/9.json`, `/draws/lists/${'0'.repeat(64)}.tsv`])
      expect((await p.get(path)).status).toBe(404);
  });
});
