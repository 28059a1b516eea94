/** The page of fair competition: a report reaches the regulator and nobody else; what was reviewed is published. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import {
  competitionStockClearing,
  fairCompetitionReview,
  monopolyClue,
} from '@fadu/plan/functions/fair-competition/index';
import { samples } from '@fadu/plan/functions/fair-competition/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let who: Actor = ANONYMOUS;
const resident: Actor = { kind: 'person', person: 'p-zhang', name: '张某', posts: [] };
beforeAll(async () => {
  p = await testPortal({
    procedures: [fairCompetitionReview, monopolyClue, competitionStockClearing],
    identify: async () => who,
  });
  p.t.at('2026-05-06');
});
afterAll(() => p?.close());

const FORM = '11111111-2222-4333-8444-555555555555';
const send = (fields: Record<string, string>) =>
  p.app.request('/competition/report', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
    body: new URLSearchParams({ form: FORM, ...fields }).toString(),
  });
const report = {
  intake: 't-market',
  subject: '演示市某局',
  kind: samples.report.kind,
  facts: samples.report.facts,
  name: '张某',
  contact: '演示电话000-0000-0000',
};

describe('R10.2 reporting an abuse of administrative power', () => {
  test('R10.2 a stranger is asked to sign in and told of the other ways', async () => {
    who = ANONYMOUS;
    const html = await p.page('/competition/report');
    expect(html).toContain('网上举报先登录');
    expect(html).toContain('写信、打电话');
    expect(html).not.toContain('name="facts"');
    const answer = await send(report);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('请先登录，再提交举报');
  });

  test('R10.2 a report is refused with the rule at the field, then taken once however often it is sent', async () => {
    who = resident;
    expect(await p.page('/competition/report')).toContain('演示市市场监督管理局');
    const bad = await send({ ...report, facts: '太短' });
    expect(bad.status).toBe(422);
    const html = await bad.text();
    expect(html).toMatch(/至少写 10 个字[\s\S]*《反垄断法》第四十六条/);
    // What was entered is still there.
    expect(html).toContain('演示市某局');
    const first = await send(report);
    expect(first.status).toBe(303);
    const again = await send(report);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    const { rows } = await p.t.database.pool.query(
      `select region, public, organs, persons from fadu.case_file where procedure = 'monopoly-clue'`,
    );
    expect(rows).toEqual([{ region: '220200', public: false, organs: ['t-market'], persons: ['p-zhang'] }]);
    expect(await p.page(first.headers.get('location') ?? '')).toContain('举报已经收到');
    who = ANONYMOUS;
    for (const path of ['/competition', '/search?q=某局'])
      expect(await (await p.get(path)).text()).not.toMatch(/会议纪要，要求全市物业|张某/);
  });
});

describe('R11.1 R11.2 what was reviewed and cleared is published', () => {
  test('R11.1 an empty page says what will stand there; an issued measure appears with its conclusion', async () => {
    who = ANONYMOUS;
    expect(await p.page('/competition')).toContain('还没有公布清理结果');
    let n = 0;
    const key = () => `competition-${++n}-000000`;
    const { office } = p.t;
    const drafter = p.t.staff('drafter', 't-city');
    const { caseId } = await openCase(office, 'fair-competition-review', {
      actor: drafter,
      input: samples.submit,
      key: key(),
    });
    const act = (name: string, actor: Actor, input: unknown = {}) =>
      performAct(office, caseId, { act: name, actor, input, key: key() });
    await act('hear-operators', drafter, samples['hear-operators']);
    await act('send', p.t.staff('head', 't-city'));
    await act('review', p.t.staff('competition-reviewer', 't-city'), samples.review);
    await act('issue', p.t.staff('head', 't-city'), { issuedOn: '2026-05-06' });
    const html = await p.page('/competition');
    expect(html).toContain(samples.submit.title);
    expect(html).toContain('演城公竞审〔2026〕1号');
    expect(html).toContain('演示市城市管理局');
  });
});
