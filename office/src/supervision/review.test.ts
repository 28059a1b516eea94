/** R39.1 R39.2 on the real path: file review, accountability, invited supervisors, ratings, and what each refuses. */
import type { Actor } from '@fadu/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';

let t: TestOffice;
const refused = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return [error.code, ...error.items.map((i) => i.code)];
};
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const open = async (code: string, actor: Actor, input: unknown) =>
  (await openCase(t.office, code, { actor, key: key(), input })).caseId;
const clerk = () => t.staff('supervision-clerk', 't-justice');
const head = () => t.staff('head', 't-justice', 'justice-head');
const person = (id: string): Actor => ({ kind: 'person', person: id, name: id, posts: [] });

beforeAll(async () => {
  t = await testOffice({ start: '2026-03-02' });
}, 120_000);
afterAll(() => t?.close());

test('R39.1 a file review: drawn by a value that nobody knew, two reviewers from elsewhere, a veto fails the file', async () => {
  t.at('2026-03-02');
  const files = Array.from({ length: 12 }, (_, n) => `演市监罚决〔2026〕${n + 1}号`);
  const plan = {
    title: '市场监管处罚案卷评查',
    subject: 't-market',
    kind: '行政处罚',
    files,
    take: 2,
    seedName: '双色球开奖号码',
    seedDay: '2026-03-05',
  };
  expect(await refused(open('file-review', clerk(), { ...plan, seedDay: '2026-03-02' }))).toContain(
    'file-review.SEED-AHEAD',
  );
  expect(await refused(open('file-review', clerk(), { ...plan, take: 13 }))).toContain('file-review.TAKE');
  expect(await refused(open('file-review', clerk(), { ...plan, subject: 't-justice' }))).toContain(
    'file-review.SUBJECT',
  );
  const id = await open('file-review', clerk(), plan);
  await act(id, 'announce', head());
  expect(await refused(act(id, 'draw', clerk(), { value: '01 02 03 04 05 06' }))).toContain(
    'file-review.SEED-OUT',
  );
  t.at('2026-03-06');
  await act(id, 'draw', clerk(), { value: '01 02 03 04 05 06' });
  const { rows } = await t.database.pool.query<{ body: { drawn: string[] } }>(
    `select body from fadu.public_act where case_id = $1 and act = 'draw'`,
    [id],
  );
  const drawn = rows[0]?.body.drawn ?? [];
  expect(drawn).toHaveLength(2);
  const reviewers = (organ: string) =>
    ['a', 'b'].map((n) => ({ person: `p-rev-${n}`, name: `评查员${n}`, organ }));
  expect(await refused(act(id, 'assign', head(), { reviewers: reviewers('t-market') }))).toContain(
    'file-review.ELSEWHERE',
  );
  await act(id, 'assign', head(), { reviewers: reviewers('t-city') });
  const full = {
    form: 16,
    filing: 5,
    evidence: 20,
    rights: 15,
    review: 10,
    law: 15,
    document: 10,
    service: 5,
  };
  const score = (who: string, file: string | undefined, veto: string[] = []) =>
    act(id, 'score', person(who), { file, veto, ...full });
  expect(
    await refused(
      score(
        'p-rev-a',
        files.find((f) => !drawn.includes(f)),
      ),
    ),
  ).toContain('file-review.FILE-DRAWN');
  expect(await refused(score('p-stranger', drawn[0]))).not.toEqual([]);
  await score('p-rev-a', drawn[0]);
  expect(await refused(score('p-rev-a', drawn[0]))).toContain('file-review.SCORED-ONCE');
  expect(await refused(act(id, 'tell', clerk()))).toContain('file-review.TWO');
  await score('p-rev-b', drawn[0], ['缺少法定程序或者顺序颠倒']);
  await score('p-rev-a', drawn[1]);
  await score('p-rev-b', drawn[1]);
  await act(id, 'tell', clerk());
  const result = { summary: '总体规范，一卷不合格，限期整改。' };
  expect(await refused(act(id, 'conclude', head(), result))).toContain('file-review.ORGAN-HEARD');
  await act(id, 'state', t.staff('case-clerk', 't-market'), { text: '没有意见。' });
  await act(id, 'conclude', head(), result);
  const { rows: shown } = await t.database.pool.query<{ body: { results: string[] } }>(
    `select body from fadu.public_act where case_id = $1 and act = 'conclude'`,
    [id],
  );
  // Edge case 5: 96 points, and it fails all the same.
  expect([...(shown[0]?.body.results ?? [])].sort()).toEqual(['不合格', '优秀']);
  expect(await refused(act(id, 'close', head(), { summary: '评查办结。' }))).toContain('file-review.MENDED');
  await act(id, 'mend', t.staff('case-clerk', 't-market'), { report: '已经补正程序并培训。' });
  expect((await act(id, 'close', head(), { summary: '评查办结。' })).state.ended).toBe('done');
}, 60_000);

test('R39.2 a wrong case: dissent on record relieves, a meeting does not relieve who handled the case', async () => {
  const id = await open('wrong-case-liability', clerk(), {
    title: '某处罚决定被撤销',
    subject: 't-market',
    decision: '演市监罚决〔2026〕1号',
    trigger: '行政诉讼改变',
    document: '演示行终1号',
    happened: '主要事实没有证据，判决撤销。',
  });
  const persons = [
    { name: '甲承办', stage: '调查', part: '调查取证不全', dissent: false },
    { name: '乙审核', stage: '法制审核', part: '书面不同意', dissent: true },
  ];
  expect(await refused(act(id, 'name-persons', clerk(), { persons }))).toContain(
    'wrong-case-liability.FAULT',
  );
  await act(id, 'find-cause', clerk(), { cause: '重大过失', facts: '没有核实货值就作出决定。' });
  await act(id, 'name-persons', clerk(), { persons });
  const measures = (first: object, second: object) => ({
    competent: '市纪委监委派驻组',
    measures: [
      { name: '甲承办', reason: '承办责任', ...first },
      { name: '乙审核', reason: '不同意见记录在案', ...second },
    ],
  });
  const free = { measure: '不承担责任', exemption: '书面不同意见记录在案' };
  const right = measures({ measure: '离岗教育' }, free);
  await act(id, 'hear-person', clerk(), { name: '甲承办', statement: '承认疏忽。' });
  expect(await refused(act(id, 'propose', head(), right))).toContain('wrong-case-liability.ALL-HEARD');
  await act(id, 'hear-person', clerk(), { name: '乙审核', statement: '当时书面不同意。' });
  expect(
    await refused(act(id, 'propose', head(), measures({ measure: '离岗教育' }, { measure: '批评教育' }))),
  ).toContain('wrong-case-liability.DISSENT');
  expect(await refused(act(id, 'propose', head(), measures({ measure: '不承担责任' }, free)))).toContain(
    'wrong-case-liability.EXEMPT',
  );
  expect(
    await refused(
      act(id, 'propose', head(), measures({ measure: '不承担责任', exemption: '集体讨论决定' }, free)),
    ),
  ).toContain('input');
  await act(id, 'propose', head(), right);
  const done = await act(id, 'record-result', clerk(), {
    document: '演示处理1号',
    result: '离岗教育三个月。',
  });
  expect(done.state.phase).toBe('closed');
}, 60_000);

test('R39.2 invited supervisors: an open call, a term, conflicts declared; they take part and order nothing', async () => {
  t.at('2026-04-01');
  const id = await open('invited-supervisors', clerk(), {
    title: '征集特邀行政执法监督员',
    seats: 1,
    conditions: '年满十八周岁，关心行政执法。',
  });
  await act(id, 'apply', person('r-wang'), { name: '王某', work: '企业职工', reasons: '愿意参与监督。' });
  const people = [{ person: 'r-wang', name: '王某', work: '企业职工' }];
  expect(await refused(act(id, 'choose', clerk(), { people }))).toContain('invited-supervisors.CALL-OVER');
  t.at('2026-04-20');
  await act(id, 'choose', clerk(), { people });
  const appoint = { until: '2029-04-19', confidentiality: true, conflicts: true };
  expect(await refused(act(id, 'appoint', head(), { ...appoint, until: '2027-04-19' }))).toContain(
    'invited-supervisors.TERM',
  );
  expect(await refused(act(id, 'appoint', head(), { ...appoint, conflicts: false }))).toContain(
    'invited-supervisors.DECLARED',
  );
  await act(id, 'appoint', head(), appoint);
  const part = { activity: '参加执法检查', noConflict: true, text: '检查过程规范，建议公开清单。' };
  expect(await refused(act(id, 'take-part', person('r-wang'), { ...part, noConflict: false }))).toContain(
    'invited-supervisors.CONFLICT',
  );
  expect(await refused(act(id, 'take-part', person('r-other'), part))).not.toEqual([]);
  expect((await act(id, 'take-part', person('r-wang'), part)).state.phase).toBe('serving');
}, 60_000);

test('R39.2 a rating that reports a breach goes to supervision before it is answered', async () => {
  const rating = {
    supervisor: 't-justice',
    organ: 't-city',
    on: '2026-04-19',
    place: '江边路',
    shown: 1,
    polite: 1,
    lawful: 1,
    fair: 2,
    light: 2,
    words: '没有出示证件就扣了东西。',
  };
  expect(
    await refused(open('enforcement-rating', person('r-li'), { ...rating, on: '2026-05-01' })),
  ).toContain('enforcement-rating.DAY');
  expect(await refused(open('enforcement-rating', person('r-li'), { ...rating, shown: 6 }))).toContain(
    'input',
  );
  const id = await open('enforcement-rating', person('r-li'), rating);
  await act(id, 'screen', clerk(), { result: '反映违法，转监督核实' });
  expect(await refused(act(id, 'reply', clerk(), { text: '感谢评价。' }))).toContain(
    'enforcement-rating.REFERRED',
  );
  await act(id, 'refer', clerk(), { supervision: '220200-1' });
  expect((await act(id, 'reply', clerk(), { text: '已经转监督核实。' })).state.ended).toBe('done');
}, 60_000);
