/** R23.1 on the real path: proposed on figures of the record, no fine target, approved, published, closed with figures. */
import type { Actor } from '@fadu/kernel';
import { enterprise, itemEntry } from '@fadu/plan/enforcement/inspections/visits/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import {
  campaignAct,
  campaignPeople,
  formOf,
  reportOn,
  campaignSamples as samples,
} from '../testing/campaigns.ts';
import { key } from '../testing/document.ts';
import { prepareVisits, proposeVisit, VISIT_ITEM } from '../testing/inspections.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { publishBatch } from '../testing/registers.ts';
import { campaignsOnShow } from './campaigns.ts';

let t: TestOffice;
let api: TestApi;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  await prepareVisits(t);
}, 180_000);
afterAll(() => t?.close());

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message} ${error.items.map((i) => `${i.code} ${i.detail}`).join(' ')}`;
};
const propose = (more: Record<string, unknown> = {}, actor: Actor = campaignPeople(t).clerk) =>
  openCase(t.office, 'enforcement-campaign', { actor, key: key(), input: { ...samples.propose, ...more } });

describe('a campaign', () => {
  let id = '';
  const act = (name: string, actor: Actor, input: unknown = {}) => campaignAct(t, id, name, actor, input);

  test('R23.1 what people report is found by field, and the proposal stands on the computed figures, not on typed ones', async () => {
    for (const day of ['2026-03-03', '2026-03-10', '2026-03-17']) await reportOn(t, day);
    await reportOn(t, '2026-03-17', { lead: 't-ecology', subject: '演示市江畔烧烤店' });
    t.at('2026-04-01');
    expect(await refusal(propose({ lookTo: '2026-04-01' }))).toContain('LOOK');
    expect(await refusal(propose({ lookFrom: '2023-04-01' }))).toContain('LOOK');
    expect(await refusal(propose({ title: '完成罚款500万元专项整治' }))).toContain('FINE-TARGET');
    const { clerk } = campaignPeople(t);
    id = (await propose()).caseId;
    const begun = await formOf(t, id, 'take-figures', clerk);
    expect(begun.figures).toEqual([{ field: '市场监管', kind: '群众举报', n: 3 }]);
    const typed = { figures: [{ field: '市场监管', kind: '群众举报', n: 30 }], analysis: samples.analysis };
    expect(await refusal(act('take-figures', clerk, typed))).toContain('市场监管群众举报3次');
    await act('take-figures', clerk, { ...begun, analysis: samples.analysis });
    // What was told is kept with the act.
    const { rows } = await t.database.pool.query(
      "select effects -> 'answered' as told from fadu.act where case_id = $1 and act = 'take-figures'",
      [id],
    );
    expect(rows[0].told[0].answer).toEqual([{ field: '市场监管', kind: 'report', month: '2026-03', n: 3 }]);
  });

  test('R23.1 a field that nobody reported on is no campaign, unless it was ordered from above', async () => {
    const { clerk } = campaignPeople(t);
    const quiet = (await propose({ fields: ['交通运输'] })).caseId;
    const figures = { figures: [], analysis: samples.analysis };
    expect(await refusal(campaignAct(t, quiet, 'take-figures', clerk, figures))).toContain('没有群众举报');
    await campaignAct(t, quiet, 'drop', campaignPeople(t).head, { reasons: '没有数字支持，不再提出。' });
    const ordered = (await propose({ fields: ['交通运输'], orderedBy: '吉政办发〔2026〕演9号' })).caseId;
    await campaignAct(t, ordered, 'take-figures', clerk, figures);
  });

  test('R23.1 R39.3 INV-S1 a target over fines, penalties or inspections is refused and the attempt recorded', async () => {
    const { clerk } = campaignPeople(t);
    const plan = (more: Record<string, unknown>) => act('draft-plan', clerk, { ...samples.plan, ...more });
    for (const more of [
      { aims: [{ name: '罚没收入同比增长两成', measure: '罚没收入增长20%' }] },
      { aims: [{ name: '每个中队查处案件不少于30件', measure: '查处案件数量不少于30件' }] },
      { measures: '各大队每月检查不少于50家，纳入考核。' },
    ])
      expect(await refusal(plan(more))).toContain('FINE-TARGET');
    const { rows } = await t.database.pool.query(
      "select person, rule from fadu.attempt where procedure = 'enforcement-campaign' and act = 'draft-plan'",
    );
    expect(rows).toEqual(Array(3).fill({ person: clerk.person, rule: 'FINE-TARGET' }));
  });

  test('R23.1 R24.8 no general halt, no unlisted item, no other region, no year-long campaign', async () => {
    const { clerk } = campaignPeople(t);
    const plan = (more: Record<string, unknown>) =>
      refusal(act('draft-plan', clerk, { ...samples.plan, ...more }));
    expect(await plan({ measures: '全市所有超市一律停业整顿，验收合格后恢复营业。' })).toContain('R24.8');
    expect(await plan({ visits: [{ organ: 't-market', item: '没有的', objects: 5 }] })).toContain(
      '没有公布的事项不得检查',
    );
    expect(
      await plan({ visits: [{ organ: 't-ecology', item: VISIT_ITEM['t-ecology'], objects: 5 }] }),
    ).toContain('没有参加这次专项整治');
    expect(await plan({ organs: ['t-market'] })).toContain('牵头机关不用再写');
    expect(await plan({ organs: ['t-congress'] })).toContain('不是本级或者下级的行政机关');
    expect(await plan({ to: '2027-05-01' })).toContain('PERIOD');
    expect(await plan({ from: '2026-04-01' })).toContain('PERIOD');
  });

  test('R23.1 only the government approves; returned, mended, approved, published before it begins', async () => {
    const { clerk, head, leader, mayor } = campaignPeople(t);
    const visits = [{ organ: 't-market', item: VISIT_ITEM['t-market'], objects: 20 }];
    t.at('2026-04-02');
    await act('draft-plan', clerk, { ...samples.plan, visits });
    expect(await refusal(act('publish', clerk, samples.publish))).toMatch(/phase/);
    expect(await refusal(act('approve', head, samples.approve))).toMatch(/who/);
    expect(await refusal(act('approve', t.staff('principal-head', 't-county-gov'), samples.approve))).toMatch(
      /not-found|who/,
    );
    expect(await refusal(act('approve', mayor, { opinion: '同意，罚款不少于一百万元。' }))).toContain(
      'FINE-TARGET',
    );
    await act('return-plan', leader, { reasons: '检查数量偏多，减少到二十家以内。' });
    expect(await refusal(act('approve', mayor, samples.approve))).toMatch(/phase/);
    await act('draft-plan', clerk, { ...samples.plan, visits: [{ ...visits[0], objects: 12 }] });
    t.at('2026-04-07');
    const approved = await act('approve', mayor, samples.approve);
    expect(approved.record.issued?.campaign).toBe('演市政专〔2026〕1号');
    expect(await campaignsOnShow(t.office)).toEqual([]);
    t.at('2026-04-09');
    expect(await refusal(act('publish', clerk, { ...samples.publish, closeBy: '2026-08-20' }))).toContain(
      'CLOSE-BY',
    );
    expect(await refusal(act('publish', clerk, { ...samples.publish, to: '2026-07-01' }))).toContain(
      'SAME-END',
    );
    await act('publish', clerk, samples.publish);
    const [shown] = await campaignsOnShow(t.office);
    expect(shown).toMatchObject({
      code: id,
      number: '演市政专〔2026〕1号',
      state: '进行中',
      evidence: [{ field: '市场监管', kind: '群众举报', n: 3 }],
    });
    // Held to it: what was made public is in the log by its digest.
    const { rows } = await t.database.pool.query(
      "select kind from fadu.leaf where ref like $1 and kind = 'said'",
      [`%${id}%`],
    );
    expect(rows.length).toBe(1);
  });

  test('R23.1 R24.7 the published plan is the ground of a special inspection, within its items and its days', async () => {
    const special = (more: Record<string, unknown> = {}) => ({
      title: '超市日期标签专项检查',
      class: '专项检查',
      ground: '专项检查方案',
      groundRef: '演市政专〔2026〕1号-1',
      ...more,
    });
    expect(await refusal(proposeVisit(t, 't-market', 30, '2026-04-10', special()))).toContain(
      '检查日期应当在计划的',
    );
    expect(await refusal(proposeVisit(t, 't-city', 30, '2026-04-21', special()))).toContain(
      '不是本机关的计划',
    );
    const visit = await proposeVisit(t, 't-market', 30, '2026-04-21', special());
    expect(visit).toMatch(/^220200-/);
    const { body } = await api.ask(t.staff('inspection-clerk', 't-market'), 'GET', `/api/v1/cases/${visit}`);
    expect(JSON.stringify(body)).toContain(enterprise(30).objectName);
  });

  test('R23.1 closed after its end with computed figures, before and during; its result is public', async () => {
    const { clerk, head } = campaignPeople(t);
    await reportOn(t, '2026-05-06');
    t.at('2026-06-30');
    expect(await refusal(act('close', clerk, { ...samples.close, figures: [] }))).toContain('ENDED');
    t.at('2026-07-01');
    const begun = await formOf(t, id, 'close', clerk);
    // From 20 April to 30 June are 72 days; the 72 before begin on 7 February.
    expect(begun.figures).toEqual([{ field: '市场监管', kind: '群众举报', before: 3, n: 1 }]);
    const made = { figures: [{ field: '市场监管', kind: '立案（含当场查处）', before: 0, n: 40 }] };
    expect(await refusal(act('close', clerk, { ...samples.close, ...made }))).toContain('COMPUTED-RESULT');
    expect(
      await refusal(
        act('close', clerk, { ...samples.close, ...begun, lasting: '以后每年罚没收入不低于今年。' }),
      ),
    ).toContain('FINE-TARGET');
    await act('close', clerk, { ...samples.close, ...begun });
    expect((await campaignsOnShow(t.office, { state: '已结束' })).length).toBe(0);
    await act('publish-result', head);
    const answer = await api.ask(t.staff('head', 't-city'), 'GET', `/api/v1/campaigns/${id}`);
    expect(answer.body).toMatchObject({
      state: '已结束',
      closedOn: '2026-07-01',
      results: begun.figures,
      remaining: samples.close.remaining,
    });
    expect((await api.ask(t.staff('head', 't-city'), 'GET', '/api/v1/campaigns/none')).status).toBe(404);
  });

  test('R23.1 stopped by the government: the reason is public and the inspections lose their ground', async () => {
    const { clerk, mayor } = campaignPeople(t);
    t.at('2026-07-06');
    id = (await propose({ lookTo: '2026-07-05' })).caseId;
    await act('take-figures', clerk, {
      ...(await formOf(t, id, 'take-figures', clerk)),
      analysis: samples.analysis,
    });
    const visits = [{ organ: 't-market', item: VISIT_ITEM['t-market'], objects: 5 }];
    await act('draft-plan', clerk, { ...samples.plan, from: '2026-07-13', to: '2026-09-30', visits });
    await act('approve', mayor, samples.approve);
    await act('publish', clerk, { filedOn: '2026-07-06', to: '2026-09-30', closeBy: '2026-10-20' });
    t.at('2026-07-20');
    await act('stop', mayor, { reasons: '上级统一部署同类整治，不重复开展。' });
    expect((await campaignsOnShow(t.office, { code: id }))[0]).toMatchObject({
      state: '已中止',
      reasons: '上级统一部署同类整治，不重复开展。',
    });
    expect(
      await refusal(
        proposeVisit(t, 't-market', 31, '2026-07-21', {
          title: '超市日期标签专项检查',
          class: '专项检查',
          ground: '专项检查方案',
          groundRef: '演市政专〔2026〕2号-1',
        }),
      ),
    ).toContain('没有计划不得检查');
  });

  test('R23.1 R24.7 an organ of a county takes part: its plan stands in the county’s register and is its own ground', async () => {
    const county = {
      keeper: t.staff('list-keeper', 't-county-office'),
      reviewer: t.staff('legality-reviewer', 't-county-justice'),
      reviewerOrgan: 't-county-justice',
    };
    const item = itemEntry('JC-CY-CG-01', '户外设施安全检查', 't-county-city', '城市管理');
    await publishBatch(t, 'inspection-item', [item], '2026-07-22', county);
    t.at('2026-07-23');
    const { clerk, mayor } = campaignPeople(t);
    id = (await propose({ lookTo: '2026-07-22' })).caseId;
    await act('take-figures', clerk, {
      ...(await formOf(t, id, 'take-figures', clerk)),
      analysis: samples.analysis,
    });
    const plan = {
      ...samples.plan,
      organs: ['t-county-city'],
      from: '2026-08-03',
      to: '2026-09-30',
      visits: [
        { organ: 't-market', item: VISIT_ITEM['t-market'], objects: 5 },
        { organ: 't-county-city', item: 'JC-CY-CG-01', objects: 3 },
      ],
    };
    const wrong = { ...plan, visits: [{ organ: 't-county-city', item: VISIT_ITEM['t-market'], objects: 3 }] };
    expect(await refusal(act('draft-plan', clerk, wrong))).toContain('没有公布的事项不得检查');
    await act('draft-plan', clerk, plan);
    await act('approve', mayor, samples.approve);
    await act('publish', clerk, { filedOn: '2026-07-23', to: '2026-09-30', closeBy: '2026-10-20' });
    const { rows } = await t.database.pool.query(
      `select region, body ->> 'organ' as organ, body ->> 'kind' as kind, body -> 'items' as items from fadu.entry
       where register = 'inspection-plan' and case_id = $1 order by code`,
      [id],
    );
    expect(rows).toEqual([
      { region: '220200', organ: 't-market', kind: '专项检查方案', items: [VISIT_ITEM['t-market']] },
      { region: '220202', organ: 't-county-city', kind: '专项检查方案', items: ['JC-CY-CG-01'] },
    ]);
    // Figures of the region count the county; the city's organ does not read the county's cases.
    await reportOn(t, '2026-07-24', { lead: 't-county-city', subject: '演示昌邑便民超市' });
    t.at('2026-07-27');
    const city = (await propose({ fields: ['城市管理'], lookTo: '2026-07-26' })).caseId;
    expect((await formOf(t, city, 'take-figures', clerk)).figures).toEqual([
      { field: '城市管理', kind: '群众举报', n: 1 },
    ]);
    const own = (await api.ask(clerk, 'GET', '/api/v1/signals?from=2026-07-24&to=2026-07-27')).body;
    expect(own.rows).toEqual([]);
  });
});
