/** Public credit pages: looked up without script, nothing that is over, no persons; model, lists, how to repair. */
import { openCase, performAct } from '@fadu/office/cases/perform';
import { key } from '@fadu/office/testing/document';
import { publishBatch } from '@fadu/office/testing/registers';
import { creditGrading, creditRecord } from '@fadu/plan/enforcement/credit-grading/index';
import {
  catalogueBodies,
  measureBodies,
  modelBody,
  submission,
} from '@fadu/plan/enforcement/credit-grading/sample.testing';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { demoCitizenId, demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let id = '';
const FIRM = demoUscc(801, '220200', '91');
const keeper = () => p.t.staff('credit-clerk', 't-office');
const clerk = () => p.t.staff('case-clerk', 't-market');

beforeAll(async () => {
  p = await testPortal({ procedures: [creditRecord, creditGrading, registerBatch] });
}, 120_000);
afterAll(() => p?.close());

describe('credit in public', () => {
  test('R7.4 before anything is published every page says so and nothing is made up', async () => {
    expect(await p.page('/credit')).toContain('还没有主体分级');
    expect(await p.page('/credit/model')).toContain('没有公布之前不分级');
    expect(await p.page('/credit/lists')).toContain('现在不能采取任何措施');
    expect((await p.get(`/credit/subjects/${FIRM}`)).status).toBe(404);
  });

  test('R7.4 a body’s page: grade, records with their days, measures by name; found by code and by name', async () => {
    await publishBatch(p.t, 'credit-catalogue', catalogueBodies('t-office'), '2026-05-20');
    await publishBatch(p.t, 'credit-measure', measureBodies('t-office'), '2026-05-20');
    await publishBatch(p.t, 'credit-model', [modelBody('t-office')], '2026-05-20');
    p.t.at('2026-05-20');
    await openCase(p.t.office, 'credit-grading', {
      actor: keeper(),
      key: key(),
      input: { partyName: '演示江畔商贸有限公司', partyKind: '企业', partyId: FIRM },
    });
    const made = await openCase(p.t.office, 'credit-record', {
      actor: clerk(),
      key: key(),
      input: submission({ partyId: FIRM, partyAccount: 'p-firm' }),
    });
    id = made.caseId;
    const act = (name: string, actor = keeper(), input: unknown = {}) =>
      performAct(p.t.office, id, { act: name, actor, key: key(), input });
    await act('enter');
    await act('apply-measure', keeper(), {
      measure: 'CJ-01',
      implementer: 't-city',
      content: '提高抽查比例',
    });
    const page = await p.page(`/credit/subjects/${FIRM}`);
    expect(page).toContain('演示江畔商贸有限公司');
    expect(page).toContain('B类');
    expect(page).toContain('分级扣20分');
    expect(page).toContain('公示到2027年5月19日');
    expect(page).toContain('2026年8月20日');
    expect(page).toContain('列为重点监管对象');
    expect(page).toContain('依法申请行政复议');
    expect(page).not.toContain('p-firm');
    expect(await p.page(`/credit?q=${encodeURIComponent('江畔')}`)).toContain(FIRM);
    const led = await p.get(`/credit?q=${FIRM.toLowerCase()}`);
    expect([led.status, led.headers.get('location')]).toEqual([303, `/credit/subjects/${FIRM}`]);
    expect(await p.page('/credit')).toContain('<dd>1个</dd>');
    // An objection marks the record at once, though the subject itself made it.
    await act(
      'dispute',
      { kind: 'person', person: 'p-firm', name: '某公司', posts: [] },
      { text: '已经按期报送。' },
    );
    expect(await p.page(`/credit/subjects/${FIRM}`)).toContain('有异议');
  });

  test('R7.4 model and lists show their figures, marked as the city’s own where no law fixes them', async () => {
    const model = await p.page('/credit/model');
    expect(model).toContain('每条12分');
    expect(model).toContain('本市设定，不是法律规定');
    const lists = await p.page('/credit/lists');
    expect(lists).toContain('经营异常名录信息');
    expect(lists).toContain('适用于企业、个体工商户，程度为一般、严重');
    const repair = await p.page('/credit/repair');
    expect(repair).toContain('三个工作日内决定是否受理');
    expect(repair).toContain('个人（包括未成年人）不分级');
    for (const path of [
      '/registers/credit-catalogue',
      '/registers/credit-measure',
      '/registers/credit-model',
    ])
      expect((await p.get(path)).status).toBe(200);
  });

  test('R7.4 what is over is nowhere: no page, no register, no history; persons cannot be looked up', async () => {
    const remove = (name: string, input: unknown) =>
      performAct(p.t.office, id, { act: name, actor: clerk(), key: key(), input });
    await remove('answer-dispute', { result: '异议成立', reasons: '确有回执' });
    await remove('remove', { ground: '异议成立', document: '核实单1号', reasons: '列错' + '了企业' });
    const page = await p.page(`/credit/subjects/${FIRM}`);
    expect(page).not.toContain('未按规定报送年度报告');
    expect(page).toContain('A类');
    for (const register of ['credit-record', 'credit-grade', 'credit-measure-use'])
      for (const path of [
        `/registers/${register}`,
        `/registers/${register}/${FIRM}`,
        `/registers/${register}/${id}`,
      ])
        expect((await p.get(path)).status, path).toBe(404);
    expect((await p.get(`/credit/subjects/${demoCitizenId(3, '1990-01-01')}`)).status).toBe(404);
  });
});
