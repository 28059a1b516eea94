import { ANONYMOUS } from '@fadu/kernel';
import { openCase } from '@fadu/office/cases/perform';
import { act, key } from '@fadu/office/testing/document';
import { annualPlan, comments, legislate, legislators } from '@fadu/office/testing/legislation';
import {
  annualLegislativePlan,
  governmentRule,
  localRegulationDraft,
} from '@fadu/plan/rulemaking/legislation/index';
import { samples } from '@fadu/plan/rulemaking/legislation/sample.testing';
import { contactPoint, legislativeSurvey } from '@fadu/plan/rulemaking/legislative-consultation/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let who: ReturnType<typeof legislators>;
let id: string;

beforeAll(async () => {
  p = await testPortal({
    procedures: [
      annualLegislativePlan,
      governmentRule,
      localRegulationDraft,
      contactPoint,
      legislativeSurvey,
    ],
  });
  who = legislators(p.t);
  await annualPlan(p.t);
}, 60_000);
afterAll(() => p?.close());

const post = (path: string, fields: Record<string, string>) =>
  p.app.request(`http://127.0.0.1:8080${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
    body: new URLSearchParams(fields).toString(),
  });

describe('R14.5 the consultation of a rule', () => {
  test('R14.5 comments on an article stand in that article, with their answers', async () => {
    id = await legislate(p.t, 'consultation');
    const three = await comments(p.t, id);
    const whole = await comments(p.t, id, ANONYMOUS, { article: undefined, text: '总体赞成这个办法' });
    await act(p.t, id, 'answer-comment', who.drafter, {
      comment: three,
      disposition: '部分采纳',
      reason: '夏季延长，冬季不变。',
    });
    const html = await p.page(`/consultations/${id}`);
    const article = /<section class="article" id="article-3"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
    expect(article).toContain('希望夏季延长开放时间');
    expect(article).toContain('夏季延长，冬季不变。');
    expect(article).toContain(`href="#comment-${three}"`);
    for (const other of [1, 2, 4]) {
      const text = new RegExp(`<section class="article" id="article-${other}"[\\s\\S]*?</section>`).exec(
        html,
      )?.[0];
      expect(text).not.toContain('class="beside"');
    }
    // A comment on the whole is in the list only; its words wait for the answer.
    expect(html).toContain(`id="comment-${whole}"`);
    expect(html).not.toContain('总体赞成这个办法');
  });

  test('R14.5 R14.4 the summary of adoption answers the rest, and links to each comment', async () => {
    const one = await comments(p.t, id, ANONYMOUS, { article: '第四条', text: '罚款太低' });
    p.t.at('2026-04-02');
    await act(p.t, id, 'close-consultation', who.drafter, samples['close-consultation']);
    const open = (
      await p.t.database.pool.query(
        `select seq from fadu.act where case_id = $1 and act = 'comment' order by seq`,
        [id],
      )
    ).rows.map((r) => Number(r.seq));
    await act(p.t, id, 'publish-adoption-summary', who.drafter, {
      overview: '共收到三条意见，采纳情况如下。',
      groups: [
        {
          topic: '罚款数额和总体评价',
          comments: open.slice(1),
          disposition: '不采纳',
          reason: '罚款限额由省里规定，不能提高。',
        },
      ],
    });
    const html = await p.page(`/consultations/${id}`);
    expect(html).toContain('意见和答复（3件，已答复3件）');
    expect(html).toContain('罚款数额和总体评价');
    expect(html).toContain('总体赞成这个办法');
    const article = /<section class="article" id="article-4"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
    expect(article).toContain('罚款太低');
    expect(article).toContain('罚款限额由省里规定，不能提高。');
    expect(article).toContain(`第${one}号`);
  });

  test('R14.5 more comments than fit beside an article are counted and led to', async () => {
    const other = await legislate(p.t, 'consultation');
    for (let i = 0; i < 6; i++) await comments(p.t, other, ANONYMOUS, { text: `第${i}个意见` });
    const html = await p.page(`/consultations/${other}`);
    expect(html).toContain('6条意见');
    expect(html).toContain('还有2条，见意见和答复');
  });

  test('R14.5 a hearing is announced on the page and its record shown', async () => {
    const other = await legislate(p.t, 'consultation', { hearingNeeded: true });
    await act(p.t, other, 'announce-hearing', who.drafter, {
      heldOn: '2026-04-10',
      time: '09:00',
      place: '市政府一楼会议室',
      content: '公园内经营活动的管理措施是否可行。',
      signUp: '网上报名',
    });
    expect(await p.page(`/consultations/${other}`)).toContain('听证会公告');
    p.t.at('2026-04-10');
    await act(p.t, other, 'hold-hearing', who.drafter, {
      attended: 30,
      speakers: [{ who: '居民代表', view: '赞成规范摆摊，但要留出早市。' }],
      record: '听证会如期举行，发言记录如下。',
    });
    const html = await p.page(`/consultations/${other}`);
    expect(html).toContain('赞成规范摆摊，但要留出早市。');
    expect(html).not.toContain('网上报名');
  });
});

describe('R14.5 surveys, contact points, the plan', () => {
  test('R14.5 a survey is answered without script, refused when incomplete, and counted in public once closed', async () => {
    p.t.at('2026-03-03');
    const { caseId } = await openCase(p.t.office, 'legislative-survey', {
      actor: who.drafter,
      input: {
        title: '公园夜间开放意见调查',
        project: id,
        intro: '就公园夜间开放时间征求大家的选择。',
        questions: [
          { question: '夏季开放到几点？', choices: ['21点', '22点'] },
          { question: '要不要收费？', choices: ['不收费', '夜间收费'] },
        ],
      },
      key: key(),
    });
    const html = await p.page(`/surveys/${caseId}`);
    expect(html.match(/type="radio"/g)).toHaveLength(4);
    expect(await p.page(`/consultations/${id}`)).toContain(`/surveys/${caseId}`);
    const form = /name="form" value="([^"]+)"/.exec(html)?.[1] as string;
    const bad = await post(`/surveys/${caseId}`, { form, q0: '22点' });
    expect(bad.status).toBe(422);
    expect(await bad.text()).toContain('每个问题都要从所列的选项里选一个');
    const good = { form, q0: '22点', q1: '不收费' };
    expect((await post(`/surveys/${caseId}`, good)).status).toBe(303);
    // The same form sent twice is one answer.
    expect((await post(`/surveys/${caseId}`, good)).status).toBe(303);
    expect(await p.page(`/surveys/${caseId}`)).not.toContain('100%');
    p.t.at('2026-03-11');
    await act(p.t, caseId, 'close-survey', who.drafter);
    const result = await p.page(`/surveys/${caseId}`);
    expect(result).toContain('共1份回答');
    expect(result).toContain('100%');
    expect(result).not.toContain('type="radio"');
  });

  test('R14.5 contact points are listed with what they said and what was taken', async () => {
    expect(await p.page('/contact-points')).toContain('还没有设立立法联系点');
    p.t.at('2026-02-16');
    const { caseId } = await openCase(p.t.office, 'legislative-contact-point', {
      actor: who.planner,
      input: {
        name: '演示市北山社区立法联系点',
        kind: '社区、村',
        host: '北山社区居民委员会',
        place: '演示市昌邑区',
        contact: '演示电话000-0000-0001',
        setBy: '市人民政府',
        decision: '演市政函〔2026〕3号',
        appointedOn: '2026-02-16',
        expiresOn: '2026-12-31',
      },
      key: key(),
    });
    await act(p.t, caseId, 'number', who.planner);
    await act(p.t, caseId, 'publish', who.planner);
    const { rows } = await p.t.database.pool.query(
      `select code from fadu.entry where register = 'legislative-contact-points'`,
    );
    const other = await legislate(p.t, 'consultation');
    const point = { submitterType: '立法联系点', point: rows[0].code };
    const one = await comments(p.t, other, ANONYMOUS, point);
    await comments(p.t, other, ANONYMOUS, point);
    await act(p.t, other, 'answer-comment', who.drafter, { comment: one, disposition: '采纳' });
    expect(await p.page('/contact-points')).toContain('参与1个项目，提出意见2条，采纳1条。');
    p.t.at('2027-01-02');
    expect(await p.page('/contact-points')).toContain('聘期届满');
  });

  test('R14.1 the annual plan is public, with what became of each project', async () => {
    expect(await p.page('/legislation')).toContain('正在办理');
    await legislate(p.t, 'promulgated');
    const html = await p.page('/legislation');
    expect(html).toContain('演示市城市公园管理办法');
    expect(html).toContain('已完成');
    expect(html).toMatch(/演市政令〔2026〕\d+号/);
    expect((await p.get('/legislation?year=1999x')).status).toBe(200);
    expect(await p.page('/legislation?year=2030')).toContain('还没有公布立法计划');
  });
});
