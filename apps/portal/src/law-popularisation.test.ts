/**
 * Law popularisation on the real path (R27.1): a body’s duties, an event under one of them, the law explained inside a
 * penalty, a reminder to a body that does nothing; each figure on the public page leads to what it is counted from.
 */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { popularisationEvidence } from '@fadu/office/popularisation/evidence';
import { bodyPopularisation } from '@fadu/office/popularisation/figures';
import { Problem } from '@fadu/office/problem';
import { testApi } from '@fadu/office/testing/api';
import { key } from '@fadu/office/testing/document';
import {
  contactedCase,
  handInAs,
  MARKET,
  paidCase,
  penaltyAct,
  penaltyPeople,
  picture,
  preparePenalty,
  sha256,
} from '@fadu/office/testing/penalty';
import { publishBatch } from '@fadu/office/testing/registers';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let source = '';
let event = '';
const DUTY = 'PF-01';

const duty = {
  number: DUTY,
  name: '讲解行政处罚法',
  organ: MARKET,
  basis: [{ instrument: '行政处罚法' }],
  audience: ['个体工商户', '企业'],
  activities: ['每年两次集中宣传'],
  dueDays: ['03-15', '12-04'],
  contact: '演示电话000-0000-0000',
  evaluation: '按参加人数和问卷结果评估。',
};
const educator = (organ = MARKET) => p.t.staff('law-educator', organ);
const head = (organ = MARKET) => p.t.staff('head', organ);
const LAWS = [{ instrument: '行政处罚法', article: '44' }];

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.items.map((i) => i.code).join(' ')} ${error.message} ${error.items.map((i) => i.detail).join(' ')}`;
};
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(p.t.office, id, { act: name, actor, input, key: key() });
const plan = (more: Record<string, unknown> = {}, actor = educator()) =>
  openCase(p.t.office, 'law-popularisation-event', {
    actor,
    key: key(),
    input: {
      title: '行政处罚法进市场',
      duty: DUTY,
      manner: '送法上门',
      plannedOn: '2026-03-12',
      place: '演示农贸市场',
      audience: '市场经营者',
      ...more,
    },
  });
const recorded = (more: Record<string, unknown> = {}) => ({
  heldOn: '2026-03-12',
  place: '演示农贸市场',
  attended: 86,
  laws: LAWS,
  summary: '向经营者讲解处罚前的告知和陈述、申辩的权利，现场回答提问。',
  link: 'https://example.org/law-day',
  ...more,
});
const explained = (more: Record<string, unknown> = {}) => ({
  on: '2026-03-03',
  manner: '说理',
  to: ['当事人'],
  people: 2,
  laws: LAWS,
  points: '讲解拟处罚的事实、依据和陈述、申辩的权利，当事人表示明白。',
  ...more,
});
const remind = (more: Record<string, unknown> = {}, actor = educator('t-justice')) =>
  openCase(p.t.office, 'law-popularisation-reminder', {
    actor,
    key: key(),
    input: {
      title: '没有列入普法责任清单',
      body: 't-ecology',
      problem: '本年度没有列出普法责任，也没有开展活动。',
      improve: '列出普法责任，制定活动计划并开展。',
      answerBy: '2026-04-20',
      ...more,
    },
  });

beforeAll(async () => {
  p = await testPortal({ procedures });
  const g = await preparePenalty(p.t);
  await publishBatch(p.t, 'law-explanation-duty', [duty], '2026-03-02');
  source = await contactedCase(p.t, g);
}, 120_000);
afterAll(() => p?.close());

describe('events under a duty', () => {
  test('R27.1 an event names a duty of its own body that is in the list, and is planned beforehand', async () => {
    p.t.at('2026-03-03');
    expect(await refusal(plan({ duty: 'PF-99' }))).toMatch(/DUTY.*清单里没有/);
    expect(await refusal(plan({}, educator('t-city')))).toMatch(/DUTY.*由.*承担/);
    expect(await refusal(plan({ plannedOn: '2026-03-01' }))).toMatch(/PLANNED-DAY/);
    expect(await refusal(plan({}, head()))).toMatch(/./);
    event = (await plan()).caseId;
  });

  test('R27.1 recorded with numbers, law in force and evidence; personal data and future days are refused', async () => {
    expect(await refusal(act(event, 'record-event', educator(), recorded()))).toMatch(/HELD-DAY/);
    p.t.at('2026-03-16');
    expect(await refusal(act(event, 'record-event', educator(), recorded({ link: undefined })))).toMatch(
      /EVIDENCE/,
    );
    expect(
      await refusal(
        act(event, 'record-event', educator(), recorded({ materials: ['0123456789abcdef01234567'] })),
      ),
    ).toMatch(/MATERIALS/);
    expect(
      await refusal(act(event, 'record-event', educator(), recorded({ laws: [{ instrument: '没有的法' }] }))),
    ).toMatch(/LAW.*没有《没有的法》/);
    expect(
      await refusal(
        act(
          event,
          'record-event',
          educator(),
          recorded({ summary: '现场咨询的经营者王某电话13900001111，已经答复。' }),
        ),
      ),
    ).toMatch(/NO-PERSONAL/);
    expect(await refusal(act(event, 'record-event', educator(), recorded({ heldOn: '2026-03-01' })))).toMatch(
      /HELD-DAY/,
    );
    const bytes = picture();
    await handInAs(p.t, event, educator(), bytes, {
      kind: '照片',
      name: '活动现场.png',
      sha256: sha256(bytes),
      capturedAt: '2026-03-12T02:00:00Z',
      place: '演示农贸市场',
      device: '手机',
      officers: ['one'],
    });
    const { rows } = await p.t.database.pool.query('select id from fadu.material where case_id = $1', [
      event,
    ]);
    await act(
      event,
      'record-event',
      educator(),
      recorded({ link: undefined, materials: rows.map((r) => r.id) }),
    );
    expect(await p.page('/law-popularisation')).not.toContain('86人');
    const both: Actor = {
      ...educator(),
      posts: [
        { role: 'law-educator', organ: MARKET },
        { role: 'head', organ: MARKET },
      ],
    };
    expect(await refusal(act(event, 'publish-event', both))).toMatch(/APART/);
    await act(event, 'publish-event', head());
    await p.settle(event);
  });

  test('R27.1 the public page shows the event, its duty and the day it met; a day without an event is to come', async () => {
    const list = await p.page('/law-popularisation');
    expect(list).toContain('1次，86人');
    expect(list).toContain('按时1次');
    const body = await p.page(`/law-popularisation/${MARKET}`);
    expect(body).toContain('讲解行政处罚法');
    expect(body).toContain('按时完成');
    expect(body).toContain('还没到期');
    expect(body).toContain(`/law-popularisation/events/${event}`);
    const one = await p.page(`/law-popularisation/events/${event}`);
    expect(one).toContain('《行政处罚法》第44条');
    expect(one).toContain('演示农贸市场');
    expect(one).toContain('/records/');
    expect((await p.get('/law-popularisation/events/220200-ffff')).status).toBe(404);
    expect((await p.get('/law-popularisation/t-publicity')).status).toBe(404);
  });

  test('R27.1 a cancelled event counts nowhere', async () => {
    const { caseId } = await plan({ title: '取消的活动', plannedOn: '2026-04-02' });
    await act(caseId, 'move-event', educator(), {
      plannedOn: '2026-04-09',
      place: '线上',
      reason: '场地检修',
    });
    await act(caseId, 'cancel-event', educator(), { reason: '主办单位调整安排' });
    expect(await p.page('/law-popularisation')).toContain('1次，86人');
    expect((await p.get(`/law-popularisation/events/${caseId}`)).status).toBe(404);
  });
});

describe('the law explained inside a case', () => {
  test('R27.1 what was explained to whom, with law in force that day and no hearing that was not held', async () => {
    const { o1, stranger } = penaltyPeople(p.t);
    const explain = (more: Record<string, unknown>, actor = o1) =>
      penaltyAct(p.t, source, 'explain-law', actor, explained(more));
    p.t.at('2026-03-04');
    expect(await refusal(explain({ manner: '听证中释法' }))).toMatch(/EXPLAIN-HEARING/);
    expect(await refusal(explain({ on: '2026-03-20' }))).toMatch(/EXPLAIN-DAY/);
    expect(await refusal(explain({ on: '2026-02-20' }))).toMatch(/EXPLAIN-DAY/);
    expect(await refusal(explain({ laws: [{ instrument: '没有的法' }] }))).toMatch(/EXPLAIN-LAW/);
    expect(await refusal(explain({ laws: [] }))).toMatch(/至少写明一部/);
    expect(await refusal(explain({ manner: '以案释法', typicalCase: '没有' }))).toMatch(/EXPLAIN-CASE/);
    await expect(explain({}, stranger)).rejects.toThrow();
    await explain({});
    await explain({ to: ['旁听人员'], people: 12, on: '2026-03-04' });
    const body = await p.page(`/law-popularisation/${MARKET}`);
    expect(body).toContain('案件里的释法说理（2次）');
    expect(body).toContain('1件案件');
    expect(body).toContain('没有公示');
    expect(body).not.toContain('当事人表示明白');
  });

  test('R27.1 guidance letter and three documents are counted with it; a public penalty is linked', async () => {
    await paidCase(p.t, source);
    const before = await bodyPopularisation(p.t.office, MARKET, '2026');
    expect(before?.figures).toMatchObject({ decided: 1, threeDocuments: 0, guidance: 0 });
    await penaltyAct(p.t, source, 'issue-guidance', penaltyPeople(p.t).clerk, {
      problems: '进货查验记录不完整',
      advice: ['指定专人负责进货查验'],
      contact: '演示市市场监督管理局食品科',
      deliveredOn: '2026-03-16',
    });
    const after = await bodyPopularisation(p.t.office, MARKET, '2026');
    expect(after?.figures).toMatchObject({
      decided: 1,
      threeDocuments: 1,
      guidance: 1,
      explanations: 2,
      explainedCases: 1,
    });
    expect(after?.explanations).toHaveLength(2);
    const document = after?.explanations[0]?.document ?? '';
    expect(document).toMatch(/罚决/);
    const body = await p.page(`/law-popularisation/${MARKET}`);
    expect(body).toContain(`/penalties/${encodeURIComponent(document)}`);
    expect((await p.get(`/penalties/${encodeURIComponent(document)}`)).status).toBe(200);
    // Another year has nothing of it.
    expect((await bodyPopularisation(p.t.office, MARKET, '2025'))?.figures).toMatchObject({
      explanations: 0,
      guidance: 0,
      decided: 0,
      duties: 0,
    });
  });

  test('R27.1 staff reach the cases behind the figures as far as they may see them; another body none', async () => {
    const own = await popularisationEvidence(p.t.office, { as: 'organ', organ: MARKET }, MARKET, '2026');
    expect(own.map((e) => [e.kind, e.caseId])).toEqual([
      ['合规指导书', source],
      ['释法说理', source],
      ['释法说理', source],
    ]);
    expect(
      await popularisationEvidence(p.t.office, { as: 'organ', organ: 't-ecology' }, MARKET, '2026'),
    ).toEqual([]);
    const api = testApi(p.t);
    const evidence = `/api/v1/law-popularisation/${MARKET}/evidence`;
    expect((await api.ask(ANONYMOUS, 'GET', evidence)).status).toBe(401);
    expect((await api.ask(penaltyPeople(p.t).o1, 'GET', evidence)).body.items).toHaveLength(3);
    const figures = await api.ask(ANONYMOUS, 'GET', '/api/v1/law-popularisation?year=2026');
    expect(figures.body.bodies.find((b: { organ: string }) => b.organ === MARKET)).toMatchObject({
      explanations: 2,
    });
  });
});

describe('a reminder', () => {
  test('R27.1 LPE 57, 59: the justice bureau reminds, with time to act; a circular only after it; discipline only after that', async () => {
    p.t.at('2026-04-01');
    expect(await refusal(remind({}, educator('t-city')))).toMatch(/JUSTICE/);
    expect(await refusal(remind({ body: 't-justice' }))).toMatch(/BODY/);
    expect(await refusal(remind({ body: 't-congress' }))).toMatch(/BODY/);
    expect(await refusal(remind({ duty: DUTY }))).toMatch(/BODY-DUTY/);
    expect(await refusal(remind({ answerBy: '2026-04-05' }))).toMatch(/ANSWER-BY.*10个工作日/);
    const { caseId } = await remind();
    const text = { text: '被提示机关逾期没有改进，也没有反馈，予以通报。' };
    expect(await refusal(act(caseId, 'circulate', head('t-justice'), text))).toMatch(/CHANCE-FIRST/);
    p.t.at('2026-04-21');
    await expect(act(caseId, 'propose-discipline', head('t-justice'), {})).rejects.toThrow();
    await act(caseId, 'circulate', head('t-justice'), text);
    const list = await p.page('/law-popularisation');
    expect(list).toContain('予以通报');
    expect(list).toContain('没有列入普法责任清单');
    await act(caseId, 'propose-discipline', head('t-justice'), {
      to: 't-gov',
      reasons: '连续两年没有落实普法责任。',
    });
  });

  test('R27.1 a body that improves is not named', async () => {
    p.t.at('2026-04-22');
    const { caseId } = await remind({
      body: MARKET,
      duty: DUTY,
      title: '宪法日活动没有计划',
      answerBy: '2026-05-20',
    });
    await act(caseId, 'report-improvement', educator(), {
      text: '已经列出十二月的活动计划，并确定讲解人员。',
    });
    await act(caseId, 'assess', educator('t-justice'), {
      result: '已经改进',
      reasons: '活动计划已经列出，责任到人。',
    });
    expect(await p.page('/law-popularisation')).not.toContain('宪法日活动没有计划');
  });
});
