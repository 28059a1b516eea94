/** R24.1 R24.10 R90.8 decisions of compulsion as everyone reads them: list, record, body, year, API; masked, withheld, taken down. */
import { ANONYMOUS } from '@fadu/kernel';
import { noteSigner } from '@fadu/kernel/record/index';
import { createApi } from '@fadu/office/api/app';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { proofOf } from '@fadu/office/proofs/index';
import {
  type CompulsionGround,
  compulsionPeople,
  measureInputs,
  prepareCompulsion,
} from '@fadu/office/testing/compulsion';
import { key } from '@fadu/office/testing/document';
import { contactedCase } from '@fadu/office/testing/penalty';
import { samples as measure } from '@fadu/plan/enforcement/compulsion-cases/sample.testing';
import { procedures } from '@fadu/plan/index';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let g: CompulsionGround;
let who: ReturnType<typeof compulsionPeople>;
const DAY = '2026-03-04';
const company = demoUscc(931, '220200', '91');

const read = async (path: string) => {
  const answer = await p.app.request(`http://127.0.0.1:8080${path}`);
  const html = await answer.text();
  return { status: answer.status, html, text: html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ') };
};
const api = async (path: string) => {
  const app = createApi({
    office: p.t.office,
    identify: async () => ANONYMOUS,
    key: noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key,
    proofOf,
  });
  const answer = await app.request(`/api/v1${path}`);
  return { status: answer.status, body: (await answer.json()) as any };
};
const act = (id: string, name: string, actor: (typeof who)['clerk'], input: unknown = {}) =>
  performAct(p.t.office, id, { act: name, actor, input, key: key() });

let batch = 0;
async function seized(party: Readonly<Record<string, unknown>>, title: string) {
  const penalty = await contactedCase(p.t, g, { major: false }, party);
  p.t.at(`${DAY}T01:30:00.000Z`);
  const inputs = measureInputs(g, penalty, DAY);
  const { caseId: id } = await openCase(p.t.office, 'compulsory-measure', {
    act: 'apply',
    actor: who.o1,
    input: { ...inputs.apply, title },
    key: key(),
  });
  await act(id, 'approve', who.head, inputs.approve);
  const things = [{ ...measure.implement.things[0], spec: `演示批号W${++batch}` }];
  const done = await act(id, 'implement', who.o1, { ...inputs.implement, things, time: '09:00' });
  return { id, document: done.record.issued?.['measure-decision'] ?? '' };
}
const pathOf = (document: string) => `/compulsions/${encodeURIComponent(document)}`;

let shown: Awaited<ReturnType<typeof seized>>;
let person: Awaited<ReturnType<typeof seized>>;
let silent: Awaited<ReturnType<typeof seized>>;
let secret: Awaited<ReturnType<typeof seized>>;

beforeAll(async () => {
  p = await testPortal({ procedures });
  who = compulsionPeople(p.t);
  g = await prepareCompulsion(p.t);
  shown = await seized({ partyName: '演示江畔食品商行', partyId: company }, '对江畔商行过期牛奶的扣押');
  await act(shown.id, 'publish', who.clerk, measure.publish);
  person = await seized(
    {
      partyName: '石小川',
      partyKind: '公民',
      partyId: '220202198001010019',
      bornOn: '1980-01-01',
      partyAccount: undefined,
    },
    '对石小川牛奶的扣押',
  );
  await act(person.id, 'publish', who.clerk, { ...measure.publish, partyKind: '公民' });
  silent = await seized({ partyName: '演示等待公示有限公司' }, '对等待公示公司牛奶的扣押');
  secret = await seized({ partyName: '演示保密配方有限公司' }, '对保密配方的扣押');
  await act(secret.id, 'withhold-publication', who.head, {
    ground: '商业秘密',
    whole: '扣押的是尚未公开的配方样品，隐去后无法说明措施的内容',
    thirdParty: '不同意公开',
    publicInterest: false,
  });
  p.t.at('2026-03-16');
}, 180_000);
afterAll(() => p?.t.close());

test('R24.1 the list and each record: organ, object, kind, conclusion, day; no script is needed; nothing unshown is named', async () => {
  const list = await read('/compulsions');
  expect(list.status).toBe(200);
  expect(list.text).toContain('今天公示2件');
  expect(list.html).toContain(`href="${pathOf(shown.document)}"`);
  expect(list.html).not.toContain('<script src');
  for (const hidden of ['石小川', '小川', '等待公示有限公司', '保密配方', silent.document, secret.document])
    expect(list.text, hidden).not.toContain(hidden);
  expect((await read('/compulsions?q=江畔')).text).toContain('今天公示1件');
  expect((await read(`/compulsions?type=${encodeURIComponent('行政强制执行')}`)).text).toContain(
    '今天公示0件',
  );
  const one = await read(pathOf(shown.document));
  for (const said of ['演示江畔食品商行', company, '扣押', '有效', '2026年3月4日', '哪些内容没有显示'])
    expect(one.text, said).toContain(said);
  // What was on the list of things, and who dealt with it, is nobody's to read.
  for (const hidden of ['牛奶12', '李某', '本局仓库', '齐执法']) expect(one.text).not.toContain(hidden);
  expect((await read(pathOf(person.document))).text).toContain('石某');
  for (const { document } of [silent, secret]) expect((await read(pathOf(document))).status).toBe(404);
});

test('R24.1 the year leads to the records, says why others have none, and only counts what is withheld; the body leads there', async () => {
  const { html, text } = await read('/enforcement/t-market/2026');
  expect(text).toContain('行政强制措施4件');
  expect(text).toContain('公示过的2件中，2件在二十个工作日内');
  expect(text).toContain('整件不公开的1件，不逐件列出');
  expect(html).toContain(`href="${pathOf(shown.document)}"`);
  expect(text).toContain('等待公示，期限未到');
  expect(text).not.toContain(secret.document);
  expect((await read('/enforcement/t-market')).html).toContain('href="/compulsions?organ=t-market"');
});

test('R90.8 the API says the same, and is in its document', async () => {
  const list = await api('/publicity/compulsions?q=江畔');
  expect(list.body).toMatchObject({ total: 1, items: [{ document: shown.document, partyCode: company }] });
  const one = await api(`/publicity/compulsions/${encodeURIComponent(shown.document)}`);
  expect(one.body).toMatchObject({ case: shown.id, kind: '扣押' });
  expect((await api(`/publicity/compulsions/${encodeURIComponent(secret.document)}`)).status).toBe(404);
  expect((await api('/publicity/bodies/t-market/2026')).body.measures).toMatchObject({
    total: 4,
    withheld: 1,
  });
});

test('R24.1 taken down: gone from list, page, year’s objects, search and API', async () => {
  const { caseId } = await openCase(p.t.office, 'compulsion-take-down', {
    act: 'register-ground',
    actor: who.clerk,
    key: key(),
    input: {
      title: '撤下扣押决定的公示',
      document: shown.document,
      ground: '本机关自行撤销或者变更',
      basis: '演市监撤〔2026〕1号',
      reason: '认定的当事人有误',
    },
  });
  await act(caseId, 'take-down', who.head, { opinion: '同意撤下' });
  expect((await read(pathOf(shown.document))).status).toBe(404);
  for (const path of [
    '/compulsions',
    '/enforcement/t-market/2026',
    `/search?q=${encodeURIComponent('江畔食品商行')}`,
  ])
    expect((await read(path)).text.replace('江畔食品商行”', ''), path).not.toContain('演示江畔食品商行');
  expect((await api('/publicity/compulsions')).body.total).toBe(1);
  expect((await read('/enforcement/t-market/2026')).text).toContain('已经撤下');
});
