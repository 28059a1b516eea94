/** R39.1 to R39.3 on the real path: findings, supervision cases with the edge cases of the pack, recorded attempts, rights. */
import { type Actor, SYSTEM } from '@fadu/kernel';
import { openingInput } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { certify } from '../testing/officers.ts';
import { superviseNight } from './open.ts';
import { scanFindings } from './scan.ts';

let t: TestOffice;
const code = (error: unknown) => {
  if (!(error instanceof Problem)) throw error;
  return [error.code, ...error.items.map((i) => i.code)];
};
const refused = async (work: Promise<unknown>) =>
  code(
    await work.then(
      () => {
        throw new Error('it was not refused');
      },
      (e: unknown) => e,
    ),
  );
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const clerk = () => t.staff('supervision-clerk', 't-justice');
const head = () => t.staff('head', 't-justice', 'justice-head');
const subject = () => t.staff('case-clerk', 't-market');
const leader = () => t.staff('principal-head', 't-gov', 'mayor');
const letter = (until: string) => ({ demands: '限期立案查处并报告。', until });
const matter = (more: Record<string, unknown> = {}) => ({
  title: '演示案件应立案未立案',
  subject: 't-market',
  way: '日常监督',
  source: '投诉举报',
  matter: '群众反映问题属实，执法机关没有立案。',
  vertical: false,
  inReview: false,
  ...more,
});
const open = (more: Record<string, unknown> = {}, actor = clerk()) =>
  openCase(t.office, 'supervision-case', { actor, key: key(), input: matter(more) });
const established = (result: string, more = {}) => ({
  result,
  facts: '经核实，线索登记后没有立案。',
  basis: '行政处罚法第五十四条',
  ...more,
});

beforeAll(async () => {
  t = await testOffice({ start: '2026-03-02' });
  await t.database.pool.query(
    `insert into fadu.organ (id, region, name, full_name, kind, mark, uscc, demo)
     values ('t-tax', '220200', '市税务局', '演示市税务局', 'vertical', '演税', '11220200PDY000018X', true)`,
  );
  await t.database.pool.query(`select fadu.make_scope('220200', 't-tax')`);
  await t.office.refresh();
}, 120_000);
afterAll(() => t?.close());

describe('the supervision case', () => {
  test('R39.1 edge case 1: answered “done” while the record still shows the fault: not closed; opinion next, then decision', async () => {
    t.at('2026-03-02');
    // A clue that nobody decides on: the limit for it runs out.
    const clue = await openCase(t.office, 'penalty-ordinary', {
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
    const night = await superviseNight(t.office);
    expect(night.opened).toHaveLength(1);
    const id = night.opened[0] as string;
    // The same night again: nothing new.
    expect((await superviseNight(t.office)).opened).toEqual([]);
    t.at('2026-03-26');
    await act(id, 'establish', clerk(), established('不履行或者怠于履行职责'));
    expect(
      await refused(
        act(id, 'issue-urging', { ...head(), person: clerk().person as string }, letter('2026-04-10')),
      ),
    ).toContain('supervision-case.APART');
    const urged = await act(id, 'issue-urging', head(), letter('2026-04-10'));
    expect(urged.record.issued?.urging).toBe('演司执督〔2026〕1号');
    t.at('2026-04-08');
    await act(id, 'answer', subject(), { did: '已经落实', report: '已经立案查处。' });
    expect(
      await refused(act(id, 'check-answer', clerk(), { result: '已经落实', evidence: '报告说已经立案。' })),
    ).toContain('supervision-case.STILL-OPEN');
    expect(await refused(act(id, 'close', head(), { summary: '已经落实，办结。' }))).toContain(
      'supervision-case.COMPLIED',
    );
    await act(id, 'check-answer', clerk(), { result: '没有落实', evidence: '系统里仍然没有立案记录。' });
    const opinion = await act(id, 'issue-opinion', head(), letter('2026-05-08'));
    expect(opinion.record.issued?.opinion).toBe('演司执意〔2026〕1号');
    // Nobody answers: after its time the government is asked.
    expect(
      await refused(
        act(id, 'propose-decision', head(), {
          matter: '督办函、意见书没有落实。',
          demands: '责令限期立案。',
        }),
      ),
    ).toContain('supervision-case.MAJOR');
    t.at('2026-05-11');
    await act(id, 'propose-decision', head(), {
      matter: '督办函、意见书没有落实。',
      demands: '责令限期立案。',
    });
    // Edge case 3: the body cannot issue the decision itself.
    expect(await refused(act(id, 'issue-decision', head(), letter('2026-06-10')))).toContain('who');
    const decision = await act(id, 'issue-decision', leader(), letter('2026-06-10'));
    expect(decision.record.issued?.decision).toBe('演市政执决〔2026〕1号');
    // Now the organ decides on the clue, the fault no longer goes on, and the case can end.
    await act(clue.caseId, 'not-file', t.staff('head', 't-market'), {
      ground: '没有违法行为',
      reason: '核查后没有发现违法行为。',
      reporterTold: false,
    });
    await scanFindings(t.office);
    await act(id, 'answer', subject(), { did: '已经落实', report: '已经作出不予立案决定。' });
    await act(id, 'check-answer', clerk(), { result: '已经落实', evidence: '记录里已经作出决定。' });
    const done = await act(id, 'close', head(), { summary: '已经落实，办结。' });
    expect(done.state).toMatchObject({ phase: 'closed', ended: 'done' });
  });

  test('R39.1 edge case 2 INV-S4: a matter in reconsideration or before a court opens no supervision case', async () => {
    expect(await refused(open({ inReview: true }))).toContain('supervision-case.INV-S4');
    const resident: Actor = { kind: 'person', person: 'r-firm', name: '演示企业', posts: [] };
    const complaint = {
      title: '投诉重复检查',
      supervisor: 't-justice',
      subject: 't-market',
      matter: '一个月内被检查两次，请求处理。',
    };
    const complain = (inReview: boolean) =>
      openCase(t.office, 'supervision-case', {
        actor: resident,
        key: key(),
        input: { ...complaint, inReview },
      });
    expect(await refused(complain(true))).toContain('supervision-case.INV-S4');
    const { caseId } = await complain(false);
    // It comes out later: no document, the case goes to the body of review; the complainant is told.
    await act(caseId, 'establish', clerk(), established('已经复议或者诉讼'));
    expect(await refused(act(caseId, 'issue-opinion', head(), letter('2026-07-10')))).toContain(
      'supervision-case.ILLEGAL',
    );
    const redirect = { to: '演示市人民政府', told: '已经书面告知投诉人。' };
    expect(await refused(act(caseId, 'redirect', clerk(), redirect))).toContain('supervision-case.REPLIED');
    await act(caseId, 'reply-complainant', clerk(), { reason: '同一事项已经复议，请向复议机关提出。' });
    expect((await act(caseId, 'redirect', clerk(), redirect)).state.ended).toBe('stopped');
  });

  test('R39.1 edge case 4: a vertical tax bureau gets no opinion; its superior is told', async () => {
    expect(await refused(open({ subject: 't-tax', vertical: false }))).toContain(
      'supervision-case.VERTICAL-FACT',
    );
    const { caseId } = await open({ subject: 't-tax', vertical: true });
    await act(caseId, 'establish', clerk(), established('违法或者明显不当'));
    expect(await refused(act(caseId, 'issue-opinion', head(), letter('2026-07-10')))).toContain(
      'supervision-case.VERTICAL',
    );
    const told = await act(caseId, 'inform-superior', head(), {
      superior: '演示省税务局',
      text: '检查程序不符合规定，请依法处理。',
    });
    expect(told.state.phase).toBe('informed');
  });

  test('R39.1 edge case 9: special supervision begins at the province; a county may join', async () => {
    const county = t.staff('supervision-clerk', 't-county-justice');
    const special = { subject: 't-county-city', way: '专项监督' };
    expect(await refused(open(special, county))).toContain('supervision-case.SPECIAL');
    expect((await open({ ...special, plan: '吉司执监〔2026〕1号' }, county)).state.phase).toBe('verifying');
    // A county does not supervise the city's organs; the city may supervise the county's.
    expect(await refused(open({ subject: 't-market' }, county))).toContain('supervision-case.SUBJECT');
    expect((await open({ subject: 't-county-city' })).state.phase).toBe('verifying');
    expect(await refused(open({ subject: 't-justice' }))).toContain('supervision-case.SUBJECT');
  });

  test('R39.1 edge case 10: an objection does not stop the time to answer, unless the body suspends it', async () => {
    t.at('2026-06-01');
    const opinion = async () => {
      const { caseId } = await open();
      await act(caseId, 'establish', clerk(), established('违法或者明显不当'));
      await act(caseId, 'issue-opinion', head(), letter('2026-06-30'));
      await act(caseId, 'object', subject(), { reasons: '事实认定有出入，材料另附。' });
      return caseId;
    };
    const due = async (id: string) =>
      (
        await t.database.pool.query<{ due: string | null; state: string }>(
          `select due, state from fadu.clock where case_id = $1 and clock = 'opinion-answer'`,
          [id],
        )
      ).rows[0];
    const one = await opinion();
    expect(await due(one)).toEqual({ due: '2026-06-30', state: 'running' });
    expect(await refused(act(one, 'close', head(), { summary: '办结案件。' }))).toContain(
      'supervision-case.OBJECTION-OPEN',
    );
    const two = await opinion();
    await act(two, 'suspend-answer', head(), { reason: '需要专家论证。' });
    expect((await due(two))?.state).toBe('paused');
    t.at('2026-06-08');
    await act(two, 'decide-objection', head(), { result: '维持', reason: '异议不成立。' });
    expect(await due(two)).toEqual({ due: '2026-07-07', state: 'running' });
    await act(one, 'decide-objection', head(), { result: '撤回文书', reason: '异议成立。' });
    expect((await act(one, 'end-withdrawn', head())).state.phase).toBe('unfounded');
  });

  test('R39.1 nobody but the system opens a case on findings', async () => {
    const input = {
      title: '手工造的发现',
      supervisor: 't-justice',
      subject: 't-market',
      kind: '逾期',
      level: '一般',
      vertical: false,
      findings: [{ id: 'X/1', says: '没有这回事' }],
    };
    expect(
      await refused(
        openCase(t.office, 'supervision-case', { act: 'open-found', actor: clerk(), key: key(), input }),
      ),
    ).toContain('who');
    expect(
      (await openCase(t.office, 'supervision-case', { act: 'open-found', actor: SYSTEM, key: key(), input }))
        .state.phase,
    ).toBe('verifying');
  });
});

describe('what is kept, and who sees and changes it', () => {
  test('R39.3 edge case 8: “10 cases a month” in the plan’s form is refused, and the attempt is recorded with the person', async () => {
    const actor = t.staff('plan-coordinator', 't-office', 'unit-head');
    const input = {
      ...openingInput(24, [{ due: '2026-12-31', deliverable: '每月办案10件', evidence: '文件' }]),
      lead: ['t-market'],
      responsible: [],
    };
    const once = key();
    const request = () => openCase(t.office, 'task-tracking', { actor, key: once, input });
    expect(await refused(request())).toContain('task-tracking.FINE-TARGET');
    expect(await refused(request())).toContain('task-tracking.FINE-TARGET');
    const { rows } = await t.database.pool.query(
      'select name, organ, supervisor, rule, says from fadu.attempt',
    );
    expect(rows).toEqual([
      {
        name: 'unit-head',
        organ: 't-office',
        supervisor: 't-justice',
        rule: 'FINE-TARGET',
        says: expect.stringContaining('每月办案10件'),
      },
    ]);
    const { rows: leaves } = await t.database.pool.query(`select body from fadu.leaf where kind = 'attempt'`);
    expect(leaves).toHaveLength(1);
    const { rows: cases } = await t.database.pool.query(
      `select 1 from fadu.case_file where procedure = 'task-tracking'`,
    );
    expect(cases).toHaveLength(0);
    const night = await superviseNight(t.office);
    expect(night.found).toBeGreaterThanOrEqual(1);
    const { rows: found } = await t.database.pool.query(
      `select kind, organ from fadu.finding where rule = 'QUOTA-ATTEMPT'`,
    );
    expect(found).toEqual([{ kind: '趋利执法', organ: 't-office' }]);
  });

  test('R25.1 R39.1 a certificate closed from an earlier day makes the later contacts a fault; its organ sees it, others do not', async () => {
    t.at('2026-06-10');
    const one = await certify(t, t.staff('enforcement-officer', 't-city', 'x1'), 't-city', {
      fields: ['城市管理'],
    });
    const two = await certify(t, t.staff('enforcement-officer', 't-city', 'x2'), 't-city', {
      fields: ['城市管理'],
    });
    const { caseId } = await openCase(t.office, 'penalty-ordinary', {
      actor: t.staff('enforcement-officer', 't-city', 'x1'),
      key: key(),
      input: {
        title: '占道经营案',
        sector: '一般',
        field: '城市管理',
        source: '监督检查',
        sourceDetail: '日常巡查发现',
        realName: false,
        partyName: '演示市某店',
        partyKind: '个体工商户',
        partyId: '92220200MA00000002',
        partyAddress: '演示市江边路2号',
        conduct: '占道摆放货架经营',
        place: '演示市江边路2号',
        actOn: '2026-06-10',
        actEndedOn: '2026-06-10',
        discoveredOn: '2026-06-10',
        graveHarm: false,
      },
    });
    await act(caseId, 'contact', t.staff('enforcement-officer', 't-city', 'x1'), {
      kind: '现场检查',
      officers: [one.officer, two.officer],
      shown: true,
      on: '2026-06-10',
      place: '演示市江边路2号',
      record: '门前摆放货架两个，占用人行道。',
      evidence: '勘验笔录、现场笔录',
      proves: '占道经营',
      lawful: true,
      signed: '已核对并签名',
    });
    await scanFindings(t.office);
    const of = async () =>
      (await t.database.pool.query(`select rule, gone_on from fadu.finding where case_id = $1`, [caseId]))
        .rows;
    expect(await of()).toEqual([]);
    t.at('2026-06-15');
    await act(two.caseId, 'close', t.staff('certificate-clerk', 't-justice'), {
      ground: '退休',
      on: '2026-06-09',
    });
    await scanFindings(t.office);
    expect((await of()).map((f) => f.rule)).toEqual(['OFFICER-CLOSED']);
    const seen = (scope: Parameters<TestOffice['office']['store']['within']>[0]) =>
      t.office.store.within(
        scope,
        async (tx) =>
          (await tx.selectFrom('fadu.finding').select('rule').where('case_id', '=', caseId).execute()).length,
      );
    expect(await seen({ as: 'organ', organ: 't-city' })).toBe(1);
    expect(await seen({ as: 'organ', organ: 't-justice' })).toBe(1);
    expect(await seen({ as: 'organ', organ: 't-market' })).toBe(0);
    await expect(seen({ as: 'public' })).rejects.toThrow(/permission/);
  });

  test('R39.1 INV-S6 neither supervisors nor the supervised can change findings, and supervisors no enforcement data', async () => {
    const as = (organ: string, statement: string) =>
      t.office.store.within({ as: 'organ', organ }, async (tx) => {
        const { sql } = await import('kysely');
        return Number((await sql.raw(statement).execute(tx)).numAffectedRows ?? 0);
      });
    for (const organ of ['t-justice', 't-market', 't-city']) {
      await expect(as(organ, 'update fadu.finding set open = false')).rejects.toThrow(/permission/);
      await expect(as(organ, 'delete from fadu.finding')).rejects.toThrow(/permission/);
      await expect(as(organ, 'delete from fadu.attempt')).rejects.toThrow(/permission/);
    }
    const touched = await as(
      't-justice',
      `update fadu.case_file set title = title where procedure = 'penalty-ordinary'`,
    );
    expect(touched).toBe(0);
  });
});
