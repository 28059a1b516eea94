/** Investment projects in public (R5.5): one code, one view; what is not public, and what never is. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { key } from '@fadu/office/testing/document';
import { prepareRegisters } from '@fadu/office/testing/registers';
import { application, handling, prepareServices, servicePeople } from '@fadu/office/testing/services';
import { powerListAdjustment, registerBatch } from '@fadu/plan/functions/power-registers/index';
import { investmentProject, serviceApplication } from '@fadu/plan/functions/service-items/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

const FOOD = '220131001000-01';
const AGENCY = '220131002000-01';
const LEAD = 't-office';

let p: TestPortal;
let actor: Actor = ANONYMOUS;
const unit: Actor = { kind: 'person', person: 'r-unit', name: '演示项目单位', posts: [] };
let who: Record<'clerk' | 'head' | 'reviewer' | 'police', Actor>;
let code: string;
let caseId: string;

beforeAll(async () => {
  p = await testPortal({
    procedures: [registerBatch, powerListAdjustment, serviceApplication, investmentProject],
    identify: async () => actor,
  });
  await prepareRegisters(p.t);
  await prepareServices(p.t, '2026-03-02');
  p.t.at('2026-03-03');
  who = {
    clerk: p.t.staff('service-reviewer', LEAD),
    head: p.t.staff('service-approver', LEAD),
    reviewer: servicePeople(p.t).reviewer,
    police: p.t.staff('service-reviewer', 't-police'),
  };
}, 60_000);
afterAll(() => p?.close());

const post = (path: string, fields: Record<string, string>) =>
  p.app.request(`http://127.0.0.1:8080${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
    body: new URLSearchParams(fields).toString(),
  });
const form = '33333333-3333-4333-8333-333333333333';
const project = {
  lead: LEAD,
  unit: '演示市幸福餐饮有限公司',
  uscc: application.identity,
  contact: '秦某 13911112222',
  name: '中央厨房建设项目',
  place: '演示市经开区二号路',
  content: '新建中央厨房一座',
  investment: '1200',
  funding: '企业投资',
};
const fields = { ...project, form, catalogue: 'no', policy: 'yes' };
const as = async <T>(someone: Actor, work: () => T | Promise<T>): Promise<T> => {
  actor = someone;
  try {
    return await work();
  } finally {
    actor = ANONYMOUS;
  }
};
const act = (name: string, by: Actor, input: unknown = {}) =>
  performAct(p.t.office, caseId, { act: name, actor: by, input, key: key() });
const refused = async (name: string, by: Actor, input: unknown): Promise<string> =>
  act(name, by, input).then(
    () => 'accepted',
    (e: { items?: { code: string }[] }) => e.items?.map((i) => i.code).join(' ') ?? String(e),
  );
const at = () => `/projects/${encodeURIComponent(code)}`;

describe('R5.5 a project registered once', () => {
  test('signed in only; what is wrong is said at its field and nothing is lost', async () => {
    expect(await p.page('/projects/register')).toContain('登录后继续');
    const bad = await as(unit, () =>
      post('/projects/register', { ...fields, uscc: '123', catalogue: 'yes' }),
    );
    expect(bad.status).toBe(422);
    const html = await bad.text();
    expect(html).toContain('统一社会信用代码为18位');
    expect(html).toContain('中央厨房建设项目');
    const unsaid = await as(unit, () => post('/projects/register', { ...fields, policy: '' }));
    expect(await unsaid.text()).toContain('请作出声明');
  });

  test('filed on receipt with one code; the same form sent twice is one project', async () => {
    const [a, b] = [
      await as(unit, () => post('/projects/register', fields)),
      await as(unit, () => post('/projects/register', fields)),
    ];
    expect([a.status, b.status]).toEqual([303, 303]);
    expect(a.headers.get('location')).toBe(b.headers.get('location'));
    const { rows } = await p.t.database.pool.query(
      `select case_id, text from fadu.number where series = 'project'`,
    );
    expect(rows).toHaveLength(1);
    ({ case_id: caseId, text: code } = rows[0]);
    expect(decodeURIComponent(String(a.headers.get('location')))).toBe(`/projects/${code}`);
  });

  test('before the approvals are listed only its unit sees it', async () => {
    expect((await p.get(at())).status).toBe(404);
    expect(await p.page('/projects')).not.toContain('中央厨房建设项目');
    const html = await as(unit, () => p.page(at()));
    expect(html).toContain(code);
    expect(html).toContain('企业投资，备案');
    expect(html).toContain('还没有公开');
    expect(html).toContain('列出需要办的审批');
    expect(await as(unit, () => p.page('/projects'))).toContain('我的项目');
  });
});

describe('R5.5 one view of approvals that run side by side', () => {
  const list = {
    approvals: [
      { stage: '立项用地规划许可', item: FOOD },
      { stage: '施工许可', item: AGENCY },
    ],
  };

  test('nothing that the published list of items does not have; then everyone sees who is waited for', async () => {
    const off = { approvals: [{ stage: '施工许可', item: '220131999000-01' }] };
    expect(await refused('draw-up', who.clerk, off)).toContain('ON-LIST');
    await act('draw-up', who.clerk, list);
    const html = await p.page(at());
    expect(html).toContain('项目单位：申请“食品经营许可（新办）”');
    expect(html).toContain('<svg');
    expect(html).toContain('还没有轮到');
    for (const secret of [application.identity, '13911112222', '秦某']) expect(html).not.toContain(secret);
    expect(await p.page('/projects?q=厨房')).toContain(code);
    expect(await p.page('/projects?q=没有这个')).toContain('没有找到');
    const whole = await p.get(`/projects?q=${encodeURIComponent(code)}`);
    expect(decodeURIComponent(String(whole.headers.get('location')))).toBe(`/projects/${code}`);
  });

  test('a stage begins with the organ’s own handling, of this unit, and no earlier than its turn', async () => {
    const stranger = await handling(p.t, 'review', { identity: '91220200MA0000000X' });
    expect(await refused('begin-planning', who.reviewer, { item: FOOD, handling: stranger })).toContain(
      'HANDLING',
    );
    await expect(act('begin-planning', who.police, { item: FOOD, handling: stranger })).rejects.toMatchObject(
      { status: 404 },
    );
    const mine = await handling(p.t, 'review');
    expect(await refused('begin-construction', who.reviewer, { item: AGENCY, handling: mine })).toContain(
      'phase',
    );
    p.t.at('2026-03-04');
    await act('begin-planning', who.reviewer, { item: FOOD, handling: mine });
    const html = await p.page(at());
    // Eight working days from 3 March.
    expect(html).toMatch(/最晚\s*<time datetime="2026-03-13"/);
    expect(await refused('result-planning', who.reviewer, { item: FOOD })).toContain('DECIDED-PLANNING');
    // Another project cannot count the same handling.
    const second = await openCase(p.t.office, 'investment-project', {
      act: 'register',
      actor: unit,
      key: key(),
      input: { ...project, name: '第二个项目', catalogue: false, policy: true },
    });
    const other = (name: string, by: Actor, input: unknown) =>
      performAct(p.t.office, second.caseId, { act: name, actor: by, input, key: key() });
    await other('draw-up', who.clerk, { approvals: [{ stage: '立项用地规划许可', item: FOOD }] });
    await expect(other('begin-planning', who.reviewer, { item: FOOD, handling: mine })).rejects.toMatchObject(
      {
        items: [{ code: 'investment-project.FREE-PLANNING' }],
      },
    );
    expect(second.record.issued?.project).not.toBe(code);
    // Late is said, by the law's days and not by colour alone.
    p.t.at('2026-03-16');
    expect(await p.page(at())).toContain('超过时限');
  });

  test('a result is taken from the handling; the next stage opens by itself, and the end is on view', async () => {
    const people = servicePeople(p.t);
    const { rows } = await p.t.database.pool.query(
      `select input ->> 'handling' as id from fadu.act where case_id = $1 and act = 'begin-planning'`,
      [caseId],
    );
    const serve = (id: string, name: string, by: Actor, input: unknown) =>
      performAct(p.t.office, id, { act: name, actor: by, input, key: key() });
    const grant = async (id: string) => {
      await serve(id, 'review', people.reviewer, {
        findings: '材料真实，符合条件',
        onSite: true,
        staff: ['甲审查', '乙审查'],
        proposal: '准予',
        reasons: '符合法定条件、标准',
      });
      await serve(id, 'grant', people.approver, { reasons: '符合法定条件、标准' });
    };
    await grant(rows[0].id);
    await act('result-planning', who.reviewer, { item: FOOD });
    const html = await p.page(at());
    expect(html).toContain('施工许可');
    expect(html).toContain('项目单位：申请“人力资源服务许可”');
    const next = await handling(p.t, 'review', {
      item: AGENCY,
      materials: [
        { name: '人力资源服务许可申请书', how: '随申请提交' },
        { name: '场所使用情况说明', how: '随申请提交' },
      ],
    });
    await act('begin-construction', who.reviewer, { item: AGENCY, handling: next });
    await grant(next);
    await act('result-construction', who.reviewer, { item: AGENCY });
    const end = await p.page(at());
    expect(end).toContain('全部办成');
    expect(end).not.toContain('现在等谁');
  });

  test('the unit gives a project up on its page; nobody else can', async () => {
    const { rows } = await p.t.database.pool.query(
      `select text from fadu.number where series = 'project' and case_id <> $1`,
      [caseId],
    );
    const path = `/projects/${encodeURIComponent(rows[0].text)}/withdraw`;
    expect((await post(path, { form, reasons: '资金没有到位' })).status).toBe(404);
    const other: Actor = { kind: 'person', person: 'r-other', name: '别人', posts: [] };
    const his = await as(other, () => post(path, { form, reasons: '资金没有到位' }));
    expect(his.status).toBe(422);
    expect((await as(unit, () => post(path, { form, reasons: '资金没有到位' }))).status).toBe(303);
    expect(await p.page(`/projects/${encodeURIComponent(rows[0].text)}`)).toContain('不再建设');
  });
});
