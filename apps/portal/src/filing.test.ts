import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase } from '@fadu/office/cases/perform';
import { act, key } from '@fadu/office/testing/document';
import {
  type Catalogued,
  catalogued,
  fileDocument,
  filingAct,
  filingPeople,
} from '@fadu/office/testing/filing';
import {
  documentReview,
  normativeDocumentFiling,
  ruleFiling,
} from '@fadu/plan/rulemaking/filing-review/index';
import { policyConflict } from '@fadu/plan/rulemaking/policy-conflicts/index';
import { conflictSamples } from '@fadu/plan/rulemaking/policy-conflicts/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let actor: Actor = ANONYMOUS;
let who: ReturnType<typeof filingPeople>;
let filed: Catalogued;
let missing: Catalogued;
let resultNumber: string;

beforeAll(async () => {
  p = await testPortal({
    procedures: [normativeDocumentFiling, documentReview, ruleFiling, policyConflict],
    identify: async () => actor,
  });
  const { t } = p;
  who = filingPeople(t);
  const paper = (n: number, maker: string, title: string) =>
    catalogued(t, {
      number: `演页规〔2026〕${n}号`,
      maker,
      publishedOn: '2026-03-02',
      effectiveOn: '2026-04-01',
      title,
    });
  filed = await paper(1, 't-city', '演示市夜市管理办法');
  missing = await paper(2, 't-ecology', '演示市噪声防治办法');
  t.at('2026-03-10');
  const { caseId } = await fileDocument(t, who.cityClerk, filed, 't-gov');
  await filingAct(t, caseId, 'register-filing', who.justice);
  await filingAct(t, caseId, 'issue-opinion', who.justice);
  await filingAct(t, caseId, 'refuse-correction', who.cityClerk, { reason: '认为内容合法。' });
  t.at('2026-06-10');
  await filingAct(t, caseId, 'decide', who.mayor, {
    decision: '责令停止执行',
    from: '2026-06-10',
    reasons: '第三条没有上位法依据，停止执行。',
  });
  const conflict = await openCase(t.office, 'policy-conflict', {
    actor: who.resident,
    input: {
      ...conflictSamples.apply,
      documents: [filed, missing].map((d) => ({
        maker: d.maker,
        name: d.title,
        number: d.number,
        articles: '第一条',
        demands: '要求各不相同，不能同时遵守。',
      })),
    },
    key: key(),
  });
  const id = conflict.caseId;
  await act(t, id, 'examine-application', who.justice, conflictSamples['examine-application']);
  await act(t, id, 'name-lead', who.justice, conflictSamples['name-lead']);
  const done = await act(t, id, 'settle', t.staff('head', 't-city'), conflictSamples.settle);
  resultNumber = done.record.issued?.['conflict-result'] as string;
  await act(t, id, 'answer-applicant', who.cityClerk, conflictSamples['answer-applicant']);
});
afterAll(() => p?.close());

const post = (path: string, fields: Record<string, string>) =>
  p.app.request(`http://127.0.0.1:8080${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
    body: new URLSearchParams(fields).toString(),
  });
const propose = (number: string) => `/filing/propose?document=${encodeURIComponent(number)}`;

describe('R16.6 the public page', () => {
  test('names each missing document, with rates that are the list counted', async () => {
    const html = await p.page('/filing?year=2026');
    expect(html).toContain('漏报的（1件次）');
    expect(html).toContain(missing.title as string);
    expect(html).toContain('50%</strong>（1／2）');
    const list = await p.page('/filing/list?year=2026&state=missing');
    expect(list).toContain('共1件次');
    expect(list).toContain(missing.title as string);
    expect(list).not.toContain(`>${filed.title}<`);
    const csv = await (await p.get('/filing/list.csv?year=2026')).text();
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain('漏报');
    expect(await p.page('/filing/list?year=2026&maker=t-city')).toContain('共1件次');
  });

  test('an empty year, a state that is none and a result that is none are said plainly', async () => {
    expect(await p.page('/filing?year=1999')).toContain('2026年公布的规章和文件');
    expect(await p.page('/filing/list?year=2026&state=late')).toContain('没有符合这些条件的');
    expect((await p.get('/filing/results/none')).status).toBe(404);
  });
});

describe('R36.2 R16.7 on the page of a document', () => {
  test('what the review and the coordination came to stands as a banner with its link', async () => {
    const html = await p.page(`/documents/${encodeURIComponent(filed.number)}`);
    expect(html).toContain('<strong>暂停执行</strong>');
    expect(html).toContain('责令停止执行');
    expect(html).toContain('政策冲突已经协调：协调一致的解释');
    expect(html).toContain(`/filing/results/${encodeURIComponent(resultNumber)}`);
    expect(html).toContain('对这份文件提出审查建议');
    // How it was made stays that of its own case, not of the review.
    expect(html).not.toContain('形式审查合格');
    const result = await p.page(`/filing/results/${encodeURIComponent(resultNumber)}`);
    expect(result).toContain(filed.number);
    expect(result).toContain(missing.number);
    expect(result).not.toContain(conflictSamples.apply.name);
    expect(await p.page('/documents?status=%E6%9A%82%E5%81%9C%E6%89%A7%E8%A1%8C')).toContain('共1件');
  });
});

describe('R36.2 a citizen asks for a review', () => {
  const fields = {
    form: '11111111-1111-4111-8111-111111111111',
    recipient: 't-gov',
    articles: '第一条',
    text: '第一条和上位法的规定不一致，影响了经营。',
    name: '李某',
    contact: '0432-00000001',
  };

  test('without signing in the page says why and leads there; an unknown number is met with help', async () => {
    actor = ANONYMOUS;
    const html = await p.page(propose(missing.number));
    expect(html).toContain('请先登录');
    expect(html).not.toContain('<textarea');
    const unknown = await p.get(propose('演市政规〔2099〕1号'));
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('公布的目录里没有这个文号');
    expect(await p.page('/filing/propose')).toContain('先告诉我们是哪一份');
    expect((await post(propose(missing.number), fields)).status).toBe(422);
  });

  test('signed in: faults stand at their fields, sent twice is one proposal, only the proposer sees it', async () => {
    actor = who.resident;
    const short = await post(propose(missing.number), { ...fields, text: '不对' });
    expect(short.status).toBe(422);
    expect(await short.text()).toContain('id="text-error"');
    const wrong = await post(propose(missing.number), { ...fields, recipient: 't-county-gov' });
    expect(await wrong.text()).toContain('不审查，请改向它提出');
    const first = await post(propose(missing.number), fields);
    expect(first.status).toBe(303);
    const place = first.headers.get('location') as string;
    expect((await post(propose(missing.number), fields)).headers.get('location')).toBe(place);
    expect(await p.page(place)).toContain('审查建议已经收到');
    actor = { kind: 'person', person: 'p-other', name: '别人', posts: [] };
    expect((await p.get(place)).status).toBe(404);
    actor = ANONYMOUS;
    expect((await p.get(place)).status).toBe(404);
    const id = place.split('/').at(-1) as string;
    await act(p.t, id, 'admit-proposal', who.justice);
    await filingAct(p.t, id, 'conclude-pass', who.justice);
    await filingAct(p.t, id, 'send-reply', who.justice, { text: '经审查，第一条与上位法一致。' });
    actor = who.resident;
    expect(await p.page(place)).toContain('经审查，第一条与上位法一致。');
  });
});
