/** R39.1 R39.2: the public page of supervision: figures from the record, no names of parties, no sums of fines. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { scanFindings } from '@fadu/office/supervision/scan';
import { key } from '@fadu/office/testing/document';
import { penaltyOrdinary } from '@fadu/plan/enforcement/penalty-cases/index';
import { enforcementRating, supervisionCase } from '@fadu/plan/oversight/enforcement-supervision/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal({
    procedures: [penaltyOrdinary, supervisionCase, enforcementRating],
    identify: async () => ANONYMOUS,
  });
  const { t } = p;
  t.at('2026-03-02');
  await openCase(t.office, 'penalty-ordinary', {
    actor: t.staff('case-clerk', 't-market'),
    key: key(),
    input: {
      title: '经营超过保质期的食品案',
      sector: '市场监管',
      field: '市场监管',
      source: '举报',
      sourceDetail: '群众来电反映',
      realName: false,
      partyName: '演示市幸福超市有限公司',
      partyKind: '法人或者其他组织',
      partyId: '91220200MA00000001',
      partyAddress: '演示市中心路1号',
      conduct: '货架上陈列销售超过保质期的牛奶',
      place: '演示市中心路1号',
      actOn: '2026-03-01',
      actEndedOn: '2026-03-01',
      discoveredOn: '2026-03-02',
      graveHarm: false,
    },
  });
  t.at('2026-03-25');
  await scanFindings(t.office);
  const clerk = t.staff('supervision-clerk', 't-justice');
  const head = t.staff('head', 't-justice', 'justice-head');
  const act = (id: string, name: string, actor: Actor, input: unknown) =>
    performAct(t.office, id, { act: name, actor, input, key: key() });
  const { caseId } = await openCase(t.office, 'supervision-case', {
    actor: clerk,
    key: key(),
    input: {
      title: '案件应立案未立案',
      subject: 't-market',
      way: '日常监督',
      source: '日常检查',
      matter: '线索登记后没有立案。',
      vertical: false,
      inReview: false,
    },
  });
  await act(caseId, 'establish', clerk, {
    result: '不履行或者怠于履行职责',
    facts: '线索登记后没有立案。',
    basis: '行政处罚法第五十四条',
  });
  await act(caseId, 'issue-urging', head, { demands: '限期立案。', until: '2026-04-10' });
  t.at('2026-04-13');
  await act(caseId, 'tell-public', head, { text: '市市场监管局逾期没有落实督办函，现予公开。' });
  for (let i = 0; i < 5; i++)
    await openCase(t.office, 'enforcement-rating', {
      actor: { kind: 'person', person: `r-${i}`, name: `居民${i}`, posts: [] },
      key: key(),
      input: {
        supervisor: 't-justice',
        organ: 't-city',
        on: '2026-04-10',
        place: '江边路',
        shown: 5,
        polite: 4,
        lawful: 4,
        fair: 4,
        light: 3,
      },
    });
}, 120_000);
afterAll(() => p?.t.close());

test('R39.1 figures, kinds, circulars and ratings are shown; parties are not', async () => {
  const answer = await p.app.request('/supervision');
  expect(answer.status).toBe(200);
  const html = await answer.text();
  expect(html).toContain('<h1');
  expect(html).toMatch(/督办函<\/dt><dd>1件/);
  expect(html).toContain('不作为');
  expect(html).toContain('逾期没有落实督办函');
  expect(html).toMatch(/data-label="得分">4</);
  expect(html).not.toContain('幸福超市');
  expect(html).not.toContain('91220200MA00000001');
  expect(html).not.toContain('居民0');
});

test('R39.2 an organ with fewer than five ratings is not shown; another year has no figures', async () => {
  const html = await (await p.app.request('/supervision?year=2025')).text();
  expect(html).toContain('还没有可以计算的记录');
  expect(html).toContain('评价满5次的机关列在这里');
});
