/** The public pages of the lists: filters without script, two times, history, downloads, figures with their lists. */
import type { Actor } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { key } from '@fadu/office/testing/document';
import {
  codeOf,
  enterText,
  listPeople,
  prepareRegisters,
  publishBatch,
} from '@fadu/office/testing/registers';
import {
  lawChangeProcedure,
  powerListAdjustment,
  registerBatch,
} from '@fadu/plan/functions/power-registers/index';
import { inspectionBody, licenceBody } from '@fadu/plan/functions/power-registers/sample.testing';
import { registers } from '@fadu/plan/registers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let falls: string;
let kept: string;
const names = (html: string) =>
  [...html.matchAll(/class="row-title"><a href="[^"]*">([^<]+)</g)].map((m) => m[1]);

beforeAll(async () => {
  p = await testPortal({ procedures: [registerBatch, powerListAdjustment, lawChangeProcedure] });
  const { t } = p;
  await prepareRegisters(t);
  await enterText(t, {
    title: '演示夜市条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const a = licenceBody(1, 't-city');
  const b = licenceBody(2, 't-market', {
    basis: [{ instrument: '演示夜市条例', article: '3' }],
    conditions: '长长的条件。'.repeat(60),
  });
  [kept, falls] = [a, b].map((x) => codeOf(t, 'power-licence', x)) as [string, string];
  await publishBatch(t, 'power-licence', [a, b], '2026-01-05');
  await publishBatch(
    t,
    'power-inspection',
    [inspectionBody(1, 't-city'), inspectionBody(1, 't-ecology')],
    '2026-01-06',
  );
  t.at('2026-02-02');
  const who = listPeople(t);
  const act = (id: string, name: string, actor: Actor, input: unknown) =>
    performAct(t.office, id, { act: name, actor, input, key: key() });
  const { caseId } = await openCase(t.office, 'law-change', {
    actor: who.lawKeeper,
    key: key(),
    input: {
      instrument: '演示夜市条例',
      articles: ['3'],
      change: '废止',
      effectiveOn: '2026-02-01',
      by: '关于修改演示夜市条例的决定',
      says: '删去《演示夜市条例》第三条',
      evidence: '市人大公报2026年第1期',
    },
  });
  await act(caseId, 'record-change', who.reviewer, { checked: '与公报一致' });
  await p.settle(caseId);
}, 120_000);
afterAll(() => p?.close());

describe('the pages of the lists', () => {
  test('R4.1 R4.5 all lists with their numbers; the figure is the length of the list behind it', async () => {
    const html = await p.page('/registers');
    for (const r of registers) {
      expect(html).toContain(`href="/registers/${r.code}"`);
      const list = await p.page(`/registers/${r.code}`);
      const count = /共(\d+)项/.exec(list)?.[1];
      const shown = new RegExp(`href="/registers/${r.code}">[^<]*</a></p>.*?<b>(\\d+)</b>`, 's').exec(
        html,
      )?.[1];
      expect([r.code, shown]).toEqual([r.code, count]);
    }
  });

  test('R4.5 R90.4 filters by organ, words, state and region, as of any day in both times, without script', async () => {
    const on = async (query: string) => names(await p.page(`/registers/power-licence?${query}`));
    expect(await on('')).toHaveLength(2);
    expect(await on('organ=t-market')).toEqual(['第2类演示经营活动许可']);
    expect(await on(`words=${encodeURIComponent('演示夜市条例')}`)).toEqual(['第2类演示经营活动许可']);
    expect(await on(`status=${encodeURIComponent('暂停实施')}`)).toEqual(['第2类演示经营活动许可']);
    expect(await on(`status=${encodeURIComponent('暂停实施')}&asOf=2026-01-31`)).toEqual([]);
    expect(await on('asOf=2026-01-04')).toEqual([]);
    expect(await on('region=220202')).toEqual([]);
    expect(await on('region=all')).toHaveLength(2);
    // What stood in the list on the day of the repeal, as the public could read it the day before the record.
    expect(
      await on(`status=${encodeURIComponent('暂停实施')}&asOf=2026-02-01&recordedOn=2026-02-01`),
    ).toEqual([]);
    const page = await p.page('/registers/power-licence?asOf=2026-01-31');
    expect(page).toContain('显示2026年1月31日的清单');
    expect(page).toContain('asOf=2026-01-31');
    expect((await p.get('/registers/none')).status).toBe(404);
  });

  test('R4.2 R4.5 an entry says what it stands on, how it stands and how it came there; yesterday it was still in use', async () => {
    const html = await p.page(`/registers/power-licence/${falls}?region=220200`);
    expect(html).toContain('暂停实施');
    expect(html).toContain(`/laws/${encodeURIComponent('演示夜市条例')}#art_3`);
    expect(html).toContain('自2026年2月1日起废止');
    expect(html).toContain('核对无误，登记变动');
    const before = await p.page(`/registers/power-licence/${falls}?asOf=2026-01-31`);
    expect(before).toContain('<strong>在用</strong>');
    const early = await p.page(`/registers/power-licence/${kept}`);
    expect(early).toContain('首次登记');
    expect((await p.get(`/registers/power-licence/${kept}?recordedOn=2026-01-01`)).status).toBe(404);
    expect((await p.get('/registers/power-licence/none')).status).toBe(404);
  });

  test('R4.3 changes of law with what they concern and the days left', async () => {
    const html = await p.page('/registers/law-changes');
    expect(html).toContain('删去《演示夜市条例》第三条');
    expect(html).toContain('1项没有其他依据，暂停实施');
    expect(html).toContain('第2类演示经营活动许可');
    expect(html).toContain('各机关应在2026年2月');
    expect(html).toContain('调整中');
  });

  test('R4.4 the figures stand before their lists', async () => {
    const html = await p.page('/registers/figures');
    expect(html).toContain('依据失效的事项');
    expect(html).toContain('同一地区有两个机关列入了同一事项');
    const compare = await p.page('/registers/power-licence/compare?from=2026-01-31&to=2026-02-02');
    expect(compare).toContain('有1处变化');
    expect(names(compare)).toEqual(['第2类演示经营活动许可']);
  });

  test('R4.5 CSV and JSON-LD carry everything under the filters', async () => {
    const csv = await (await p.get('/registers/power-licence.csv?organ=t-city')).text();
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    expect(csv).toContain('《行政许可法》第十四条');
    const ld = await (await p.get('/registers/power-licence.jsonld?asOf=2026-01-31')).json();
    expect(ld.hasPart.map((e: { status: string }) => e.status)).toEqual(['在用', '在用']);
  });
});
