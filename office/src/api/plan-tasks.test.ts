import type { Actor } from '@fadu/kernel';
import { applicationInput, drafts } from '@fadu/plan/oversight/information-disclosure/case.testing';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { type PlanOffice, planOffice } from '../plan/plan.testing.ts';
import type { PlanProgress } from '../plan/progress.ts';
import type { PlanTasks, TaskDetail } from '../plan/tasks.ts';
import type { ProblemDocument } from '../problem.ts';

/** An opening's answer, or why not. */
type Opened = ProblemDocument & { readonly id: string; readonly repeated: boolean };
/** The detail as the coordinating office sees it. */
type Detail = TaskDetail & { readonly selfScore?: object | null };

let t: PlanOffice;
beforeAll(async () => {
  t = await planOffice('2022-03-01');
});
afterAll(() => t?.close());

const HASH = 'b'.repeat(64);
const milestone = (due: string, deliverable = '印发工作方案') => ({ due, deliverable, evidence: '文件' });
const evidence = (mark: string, date: string) => ({
  milestone: mark,
  title: `${mark}的证明材料`,
  date,
  factDate: date,
  hash: HASH,
});
const report = (selfScore: number, list: object[] = []) => ({
  period: '2022-Q2',
  selfScore,
  progress: '已经完成调研，正在起草工作方案。',
  nextStep: '按节点推进。',
  evidence: list,
});
const open = (task: number, as: string, input: object, key?: string) =>
  t.request<Opened>(`/plan/tasks/${task}/cases`, { as, body: input, ...(key && { key }) });
const opened = async (task: number, as: string, input: object): Promise<string> => {
  const { status, body } = await open(task, as, input);
  expect([status, body.detail]).toEqual([201, undefined]);
  return body.id;
};
const detail = async (task: number, region?: string) =>
  (await t.request<Detail>(`/plan/tasks/${task}${region ? `?region=${region}` : ''}`, { as: 'coordinator' }))
    .body;
const refused = async (id: string, act: string, as: string, input: object = {}) => {
  const { status, body } = await t.request(`/cases/${id}/acts/${act}`, { as, body: input });
  return [status, ...(body.errors ?? [{ code: body.code }]).map((e) => e.code.replace('task-tracking.', ''))];
};
/** Report with evidence, have it accepted and verified. */
async function prove(
  id: string,
  date: string,
  marks: string[],
  reporter = 'reporter',
  coordinator = 'coordinator',
) {
  t.at(date);
  const seq = await t.act(
    id,
    'report',
    reporter,
    report(
      80,
      marks.map((m) => evidence(m, date)),
    ),
  );
  for (const [i] of marks.entries())
    await t.act(id, 'accept-evidence', coordinator, { report: seq, item: i + 1 });
  await t.act(id, 'verify-report', coordinator, { opinion: '核验属实' });
}

describe('R0.3 a task over the API', () => {
  let id: string;
  test('R0.3 is opened once from the plan’s own facts, by the coordinating office alone', async () => {
    t.at('2022-03-01');
    expect((await open(33, 'outsider', {})).status).toBe(403);
    expect((await t.request('/plan/tasks/33/cases', { body: {} })).status).toBe(401);
    expect((await open(54, 'coordinator', {})).status).toBe(404);
    const late = await open(33, 'coordinator', {
      milestones: [milestone('2022-10-31')],
      targets: [{ due: '2023-12-31', what: '晚一年' }],
    });
    expect([late.status, late.body.code]).toEqual([422, 'task-tracking.TARGETS']);
    expect((await open(33, 'coordinator', {})).body.errors?.map((e) => e.field)).toContain('milestones');
    expect(await t.count('act')).toBe(0);
    const first = await open(33, 'coordinator', { milestones: [milestone('2022-10-31')] }, 'open-33-key');
    expect(first.status).toBe(201);
    id = first.body.id;
    expect(
      (await open(33, 'coordinator', { milestones: [milestone('2022-10-31')] }, 'open-33-key')).body,
    ).toMatchObject({ id, repeated: true });
    const second = await open(33, 'verifier', { milestones: [milestone('2022-10-31')] });
    expect([second.status, second.body.code]).toEqual([409, 'task-open']);
    const { body } = await t.request<TaskDetail>('/plan/tasks/33');
    expect(body.case).toEqual({ id, phase: 'tracking' });
    expect(body.lead.map((b) => b.id)).toEqual([
      'jl-establishment',
      'jl-justice',
      'jl-finance',
      'jl-civil-service',
    ]);
    expect(body.milestones).toMatchObject([{ code: 'M1', due: '2022-10-31', proved: false }]);
    expect(body.targets).toMatchObject([{ due: '2022-12-31', state: 'open' }]);
  });

  test('R0.3 the lead reports, the coordinator returns, nothing closes before verification', async () => {
    t.at('2022-05-05');
    expect(await refused(id, 'report', 'outsider', report(0))).toEqual([404, 'not-found']);
    await t.act(id, 'report', 'reporter', report(100));
    expect(await refused(id, 'verify-report', 'reporter', { opinion: '自己核验' })).toContain('who');
    expect(await refused(id, 'verify-report', 'coordinator', { opinion: '同意通过' })).toEqual([
      422,
      'CLAIM',
    ]);
    expect(await detail(33)).toMatchObject({ completion: 0, selfScore: { reported: 100, counted: 0 } });
    await t.act(id, 'return-report', 'coordinator', { reason: '没有证据，退回补充' });
    expect(await refused(id, 'apply-closure', 'head', { statement: '全部完成，申请销号。' })).toEqual([
      422,
      'REPORT-VERIFIED',
      'REPORTS-SETTLED',
      'MILESTONES',
    ]);
    expect(await refused(id, 'verify-closure', 'verifier', { opinion: '同意销号' })).toEqual([422, 'phase']);
    await prove(id, '2022-05-10', ['M1']);
    expect(await detail(33)).toMatchObject({
      completion: 50,
      light: { colour: 'green' },
      selfScore: { reported: 80, counted: 80 },
    });
    expect(await refused(id, 'apply-closure', 'head', { statement: '全部完成，申请销号。' })).toEqual([
      422,
      'MILESTONES',
    ]);
  });

  test('R0.3 a supervision sheet gets a number and a due date of five working days, and blocks closure until answered', async () => {
    t.at('2022-06-06');
    await t.act(id, 'supervise', 'coordinator', {
      level: '一般',
      matter: '复议人员没有到位',
      request: '尽快到位',
      fixBy: '2022-07-29',
    });
    const { rows } = await t.database.pool.query(
      "select due, owed_organs from fadu.clock where case_id = $1 and clock = 'supervision-reply'",
      [id],
    );
    expect(rows[0].due).toBe('2022-06-13');
    expect(rows[0].owed_organs).toContain('jl-justice');
    expect(
      (await t.database.pool.query('select text from fadu.number where case_id = $1', [id])).rows[0].text,
    ).toMatch(/督〔2022〕1号$/);
    expect(await refused(id, 'apply-closure', 'head', { statement: '全部完成，申请销号。' })).toContain(
      'SUPERVISION-ANSWERED',
    );
    await t.act(id, 'reply-supervision', 'head', { cause: '编制没有批', measures: '已经报批' });
    expect(await refused(id, 'apply-closure', 'head', { statement: '全部完成，申请销号。' })).toContain(
      'RECTIFIED',
    );
    await t.act(id, 'confirm-rectification', 'coordinator', { findings: '人员已经到位' });
  });

  test('R0.3 R0.5 closes with all evidence after verification; reopened it keeps the first closure', async () => {
    await prove(id, '2022-11-10', ['T1']);
    await t.act(id, 'apply-closure', 'head', { statement: '全部完成，申请销号。' });
    expect((await detail(33)).light.colour).not.toBe('blue');
    await t.act(id, 'verify-closure', 'verifier', { opinion: '同意销号' });
    expect(await detail(33)).toMatchObject({
      light: { colour: 'blue', text: '已销号' },
      completion: 100,
      targets: [{ state: 'met', metOn: '2022-11-10', missed: false }],
    });
    t.at('2023-02-01');
    await t.act(id, 'reopen', 'coordinator', {
      reason: '回头看发现没有落实',
      milestones: [milestone('2023-05-31', '补充制度')],
    });
    const again = await detail(33);
    expect(again.closures).toMatchObject([
      { on: '2022-11-10', reopened: { on: '2023-02-01', reason: '回头看发现没有落实' } },
    ]);
    expect(again.milestones.map((m) => [m.code, m.proved])).toEqual([
      ['M1', true],
      ['M2', false],
    ]);
    const closures = await t.database.pool.query(
      'select act from fadu.public_act where case_id = $1 order by seq',
      [id],
    );
    expect(closures.rows.map((r) => r.act)).toEqual(['open-task', 'verify-closure', 'reopen']);
  });
});

describe('R0.2 counties adopt the plan', () => {
  let city: string;
  let county: string;
  test('R0.2 a county opens its own copy, linked to the city’s task; not before the city, not twice', async () => {
    t.at('2023-03-01');
    const input = { lead: ['t-county-justice'], milestones: [milestone('2023-06-30', '区级方案')] };
    const early = await open(17, 'county', input);
    expect([early.status, early.body.code]).toEqual([422, 'parent-missing']);
    city = await opened(17, 'coordinator', { lead: ['jl-justice'], milestones: [milestone('2023-09-28')] });
    const wrong = await open(17, 'county', { ...input, parentCase: `220203-${'a'.repeat(24)}` });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'task-tracking.ADOPTION']);
    const borrowed = await open(17, 'county', { ...input, lead: ['jl-justice'] });
    expect([borrowed.status, borrowed.body.code]).toEqual([422, 'lead-region']);
    county = await opened(17, 'county', input);
    expect(county.slice(0, 6)).toBe('220202');
    expect((await open(17, 'county', input)).status).toBe(409);
    const up = await detail(17);
    expect(up.children).toMatchObject([{ region: '220202', caseId: county, mandatory: true, light: 'grey' }]);
    expect((await detail(17, '220202')).case?.id).toBe(county);
    expect((await t.request<PlanProgress>('/plan/progress?by=region')).body.items[1]).toMatchObject({
      key: '220202',
      total: 1,
    });
  });

  test('R0.2 the county’s red light and its completion reach the city', async () => {
    t.at('2023-03-02');
    await prove(city, '2023-05-10', ['M1']);
    expect(await detail(17)).toMatchObject({ light: { colour: 'green' }, completion: 50 });
    t.at('2023-07-03');
    expect((await detail(17, '220202')).light.colour).toBe('red');
    const red = await detail(17);
    expect(red.light.colour).toBe('red');
    expect(red.light.reasons.map((r) => r.code)).toContain('child-red');
    expect(red.links.records).toContainEqual(
      expect.objectContaining({ kind: 'case', id: county, href: `/api/v1/cases/${county}` }),
    );
    await prove(county, '2023-07-04', ['M1'], 'countyReporter', 'county');
    expect(await detail(17)).toMatchObject({ light: { colour: 'green' }, completion: 100 });
  });

  test('R0.2 a county is excused only with the city’s approval, and then no longer counts', async () => {
    await opened(18, 'coordinator', { lead: ['jl-justice'], milestones: [milestone('2024-09-30')] });
    const own = await opened(18, 'county', {
      lead: ['t-county-justice'],
      milestones: [milestone('2024-06-28')],
    });
    await t.act(own, 'mark-not-applicable', 'county', { reason: '本区没有重大决策目录' });
    expect(await refused(own, 'approve-not-applicable', 'county', { opinion: '自己同意' })).toContain('who');
    expect((await detail(18)).children[0]?.light).not.toBe(undefined);
    await t.act(own, 'approve-not-applicable', 'coordinator', { opinion: '情况属实' });
    expect(await detail(18, '220202')).toMatchObject({ light: { colour: 'grey', text: '不适用' } });
    expect((await t.request<PlanProgress>('/plan/progress?by=region')).body.items[1]?.total).toBe(1);
    expect((await detail(18)).parts.map((p) => p.what)).toEqual(['节点']);
  });
});

describe('R0.5 dated targets', () => {
  test('R0.5 are flagged the day after their date, with no one typing it in', async () => {
    const states = async (date: string) => {
      t.at(date);
      const { body } = await t.request<PlanTasks>('/plan/tasks');
      return Object.fromEntries(
        [43, 48].map((n) => [
          n,
          [
            body.items[n - 1]?.targets[0]?.state,
            body.items[n - 1]?.light.colour,
            body.items[n - 1]?.overdueSince,
          ],
        ]),
      );
    };
    expect(await states('2023-12-31')).toEqual({ 43: ['open', 'grey', null], 48: ['open', 'grey', null] });
    expect(await states('2024-01-02')).toEqual({
      43: ['missed', 'red', '2024-01-01'],
      48: ['open', 'grey', null],
    });
    expect(await states('2026-01-05')).toEqual({
      43: ['missed', 'red', '2024-01-01'],
      48: ['missed', 'red', '2026-01-01'],
    });
    const { body } = await t.request<TaskDetail>('/plan/tasks/43');
    expect(body.light.reasons[0]).toMatchObject({
      code: 'target-missed',
      say: expect.stringContaining('2023-12-31'),
    });
  });
});

describe('R0.4 figures from live records', () => {
  const people = () => ({
    drafter: t.staff('drafter', 't-city'),
    head: t.staff('head', 't-city'),
    office: t.staff('office-clerk', 't-office'),
    reviewer: t.staff('legality-reviewer', 't-justice'),
    market: t.staff('competition-reviewer', 't-market'),
    mayor: t.staff('principal-head', 't-gov'),
    'ideology-review': t.staff('special-reviewer', 't-publicity'),
    'security-review': t.staff('special-reviewer', 't-police'),
    'environment-review': t.staff('special-reviewer', 't-ecology'),
    own: t.staff('office-clerk', 't-city', 'cg2'),
    eco: t.staff('office-clerk', 't-ecology', 'eco2'),
  });
  let n = 0;
  /** Carry a document to its publication by lawful acts. */
  async function publish(title: string): Promise<string> {
    const who = people();
    t.at('2026-03-02');
    Object.assign(t.people, who);
    const { caseId: id } = await openCase(t.office, 'normative-document', {
      actor: who.drafter,
      input: { ...samples.propose, title, businessRelated: false, majorInterest: false },
      key: `document-${++n}-0000`,
    });
    const act = (name: string, as: keyof typeof who, input: object = {}) => t.act(id, name, as, input);
    await act('register', 'office');
    await act('draft', 'drafter', samples.draft);
    await act('open-consultation', 'drafter', samples['open-consultation']);
    await act('ask-departments', 'drafter', samples['ask-departments']);
    await act('department-opinion', 'own', samples['department-opinion']);
    await act('department-opinion', 'eco', samples['department-opinion']);
    for (const kind of ['ideology-review', 'security-review', 'environment-review'] as const)
      await act(kind, kind, samples['special-review']);
    t.at('2026-04-02');
    await act('close-consultation', 'drafter', samples['close-consultation']);
    await act('submit-review', 'head', samples['submit-review']);
    await act('accept-review', 'office');
    t.at('2026-04-14');
    await act('legality-review', 'reviewer', samples['legality-review']);
    await act('submit-deliberation', 'office');
    t.at('2026-05-20');
    await act('deliberate', 'office', samples.deliberate);
    await act('sign', 'mayor');
    await act('assign-number', 'office', samples['assign-number']);
    await act('publish', 'office', samples.publish);
    return id;
  }
  const measure = async (task: number, title: string) =>
    (await detail(task)).measures.find((m) => m.title === title);

  test('R0.4 task 16: filed in time over all that were due, drillable to each document', async () => {
    const [a, b] = [await publish('演示市餐饮油烟管理办法'), await publish('演示市户外广告管理办法')];
    expect(await measure(16, '规范性文件按时报备率')).toMatchObject({ denominator: 0, rate: null });
    t.at('2026-05-28');
    const head = t.staff('office-clerk', 't-office');
    t.people.office = head;
    await t.act(a as string, 'file', 'office', { ...samples.file, filedOn: '2026-05-28' });
    expect(await measure(16, '规范性文件按时报备率')).toMatchObject({
      numerator: 1,
      denominator: 1,
      rate: 100,
      met: true,
    });
    t.at('2026-06-15');
    const late = await measure(16, '规范性文件按时报备率');
    expect(late).toMatchObject({ numerator: 1, denominator: 2, rate: 50, met: false });
    expect(late?.refs).toEqual([
      { kind: 'case', id: b, counted: false, href: `/api/v1/cases/${b}` },
      { kind: 'case', id: a, counted: true, href: `/api/v1/cases/${a}` },
    ]);
    await t.act(b as string, 'file', 'office', { ...samples.file, filedOn: '2026-06-15' });
    expect(await measure(16, '规范性文件按时报备率')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(await measure(16, '规范性文件合法性审核率')).toMatchObject({
      numerator: 2,
      denominator: 2,
      met: true,
    });
    const task = await detail(16);
    expect(task.light.reasons.map((r) => r.code)).toContain('measure-below');
    expect(task.parts).toMatchObject([{ what: '指标', percent: 75 }]);
    expect(task.completion).toBe(75);
  });

  test('R0.4 task 43: every document in force is in the catalogue, and the dated target reads it', async () => {
    expect(await measure(43, '现行规范性文件入库率')).toMatchObject({
      numerator: 2,
      denominator: 2,
      rate: 100,
    });
    expect((await detail(43)).targets).toMatchObject([
      { due: '2023-12-31', state: 'met-now', missed: false },
    ]);
  });

  test('R0.4 task 40: applications answered in time, those overdue counted against it', async () => {
    t.at('2026-03-03');
    const apply = async (account: string) => {
      const actor: Actor = { kind: 'person', person: account, name: account, posts: [] };
      const { caseId } = await openCase(t.office, 'disclosure-on-application', {
        actor,
        input: { ...applicationInput, agency: 't-city' },
        key: `apply-${++n}-000000`,
      });
      await t.act(caseId, 'confirm-receipt', 'clerk', { confirmedOn: '2026-03-03', how: '电话确认' });
      return caseId;
    };
    const [answered, silent] = [await apply('zhang'), await apply('wang')];
    expect(await measure(40, '政府信息公开申请按期答复率')).toMatchObject({ denominator: 0 });
    await t.act(answered, 'draft-reply', 'clerk', drafts.E1 as object);
    await t.act(answered, 'sign-reply', 'disclosureHead');
    await t.act(answered, 'post-reply', 'clerk', {
      carrier: '邮政企业',
      tracking: 'EMS123456',
      postedOn: '2026-03-03',
    });
    expect(await measure(40, '政府信息公开申请按期答复率')).toMatchObject({
      numerator: 1,
      denominator: 1,
      rate: 100,
    });
    t.at('2026-04-15');
    const now = await measure(40, '政府信息公开申请按期答复率');
    expect(now).toMatchObject({ numerator: 1, denominator: 2, rate: 50, met: false });
    expect(now?.refs[0]).toMatchObject({ id: silent, counted: false });
  });

  test('R0.4 nothing is typed in by hand: no act and no route takes a light, a completion or a figure', async () => {
    const { rows } = await t.database.pool.query(
      "select distinct k from fadu.act, jsonb_object_keys(input) k where input ?| array['light', 'completion', 'progressPercent', 'numerator', 'rate']",
    );
    expect(rows).toEqual([]);
    const id = (await detail(17)).case?.id as string;
    t.at('2026-05-20');
    const typed = await refused(id, 'report', 'reporter', { ...report(0), completion: 100, light: 'green' });
    expect(typed).toEqual([400, 'input']);
    for (const path of ['/plan/tasks/17', '/plan/tasks', '/plan/progress'])
      for (const method of ['PUT', 'PATCH', 'POST', 'DELETE']) {
        const { status } = await t.request(path, {
          as: 'coordinator',
          method,
          body: { light: 'green', completion: 100 },
        });
        expect([path, method, status]).toEqual([path, method, 404]);
      }
  });

  test('R0.4 R90.3 every act of a task is in the record, and the roll-up sees what was just written', async () => {
    const before = (await t.request<PlanProgress>('/plan/progress?by=chapter')).body.summary;
    t.at('2026-05-21');
    const id = await opened(27, 'coordinator', {
      lead: ['jl-justice'],
      planEnd: '2026-12-31',
      milestones: [milestone('2026-12-01')],
    });
    const after = (await t.request<PlanProgress>('/plan/progress?by=chapter')).body.summary;
    expect(after.counts.red).toBe(before.counts.red - 1);
    const { rows } = await t.database.pool.query(
      "select count(*)::int as n from fadu.leaf where kind = 'act' and ref = $1",
      [`${id}/1`],
    );
    expect(rows[0].n).toBe(1);
  });
});
