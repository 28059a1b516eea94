/** Campaigns on the public site: nothing before publication, the plan with its figures, the result, the reason of a stop. */

import { raiseWarnings } from '@fadu/office/signals/warnings';
import {
  campaignAct,
  campaignPeople,
  formOf,
  plannedCampaign,
  reportOn,
  campaignSamples as samples,
} from '@fadu/office/testing/campaigns';
import { enforcementCampaign, riskWarning } from '@fadu/plan/enforcement/enforcement-campaigns/index';
import { violationReport } from '@fadu/plan/enforcement/reports-and-rewards/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal({ procedures: [violationReport, enforcementCampaign, riskWarning] });
}, 120_000);
afterAll(() => p?.close());

const SHOP = '演示市幸福超市有限公司';

describe('campaigns in public', () => {
  test('R23.1 a plan is shown once published, with figures, aims and who approved; then its result, before and during', async () => {
    for (const day of ['2026-03-03', '2026-03-10', '2026-03-17']) await reportOn(p.t, day, { subject: SHOP });
    p.t.at('2026-04-01');
    const id = await plannedCampaign(p.t);
    const { clerk, head, mayor } = campaignPeople(p.t);
    expect(await p.page('/campaigns')).toContain('还没有公布过专项整治');
    expect((await p.get(`/campaigns/${id}`)).status).toBe(404);
    p.t.at('2026-04-08');
    await campaignAct(p.t, id, 'approve', mayor, samples.approve);
    await campaignAct(p.t, id, 'publish', clerk, samples.publish);
    const list = await p.page(`/campaigns?field=${encodeURIComponent('市场监管')}`);
    expect(list).toContain(samples.propose.title);
    expect(await p.page(`/campaigns?field=${encodeURIComponent('公安')}`)).toContain('没有公布过');
    const running = await p.page(`/campaigns/${id}`);
    for (const words of [
      '演市政专〔2026〕1号',
      '群众举报',
      '>3<',
      '演示市人民政府',
      '举报按期办结率',
      '不现场检查企业',
    ])
      expect(running).toContain(words);
    expect(running).toContain('结果公布在这里');
    await reportOn(p.t, '2026-05-06', { subject: SHOP });
    p.t.at('2026-07-01');
    await campaignAct(p.t, id, 'close', clerk, {
      ...samples.close,
      ...(await formOf(p.t, id, 'close', clerk)),
    });
    // Closed, but not yet on show: that is the head's to decide.
    expect(await p.page(`/campaigns/${id}`)).not.toContain(samples.close.remaining);
    await campaignAct(p.t, id, 'publish-result', head);
    const ended = await p.page(`/campaigns/${id}`);
    for (const words of [
      'data-label="整治前">3<',
      'data-label="整治期间">1<',
      samples.close.remaining,
      '已结束',
    ])
      expect(ended).toContain(words);
  });

  test('R23.2 warnings are for the organs: no page and no feed of the site names who is warned of', async () => {
    expect((await raiseWarnings(p.t.office)).length).toBe(0);
    for (const day of ['2026-07-02', '2026-07-03', '2026-07-04']) await reportOn(p.t, day, { subject: SHOP });
    p.t.at('2026-07-06');
    const [warned] = await raiseWarnings(p.t.office);
    expect(warned).toBeDefined();
    for (const path of [
      '/campaigns',
      `/search?q=${encodeURIComponent('幸福超市')}`,
      '/procedures/risk-warning',
    ])
      expect(await p.page(path)).not.toContain(`${SHOP}：`);
    expect((await p.get(`/campaigns/${warned}`)).status).toBe(404);
  });
});
