/**
 * At the door and after (R24.7, R7.3, R25.2): who may go in, the code, what an enterprise may refuse, joint and urgent
 * visits, each organ's own result, corrections and cases that follow, publication in time, what others may see.
 */
import { enterprise, visitSamples } from '@fadu/plan/enforcement/inspections/visits/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePapers } from '../jobs/papers.ts';
import { Problem } from '../problem.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import {
  enteredVisit,
  enterInput,
  noticedVisit,
  prepareVisits,
  proposalOf,
  proposeVisit,
  recordedVisit,
  VISIT_ITEM,
  VISIT_PLAN,
  type VisitGround,
  type VisitOrgan,
  visitAct,
  visitPeople,
} from '../testing/inspections.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { loadCase } from './load.ts';
import { openCase } from './perform.ts';

let t: TestOffice;
let api: TestApi;
let g: VisitGround;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  g = await prepareVisits(t);
}, 180_000);
afterAll(() => t?.close());

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};
const market = () => visitPeople(t, 't-market');
const phaseOf = async (id: string) => (await loadCase(t.office, { as: 'system' }, id)).state.phase;
const visitsAt = async (n: number) =>
  (
    await t.database.pool.query<{ body: Record<string, unknown> }>(
      `select distinct on (code) body from fadu.entry where register = 'inspection-visit' and body ->> 'object' = $1
       order by code, version desc`,
      [enterprise(n).object],
    )
  ).rows.map((r) => r.body);
const dueOf = async (id: string, clock: string) =>
  (
    await t.database.pool.query<{ due: string }>(
      `select due::text as due from fadu.clock where case_id = $1 and clock = $2`,
      [id, clock],
    )
  ).rows[0]?.due;
const failed = (organ: VisitOrgan, result: string) => ({
  points: visitSamples.points([VISIT_ITEM[organ]], ['场所设施符合要求']),
  result,
  found: '后厨地面破损，排水不畅',
});

describe('R24.7 R25.2 at the door', () => {
  test('R25.2 §3.9-9 INV-I1 two of the organ’s own certified officers, or nobody goes in; auxiliaries do not count', async () => {
    const id = await noticedVisit(t, 't-market', 1, '2026-03-10');
    const [one, two] = g.officers['t-market'];
    t.at('2026-03-10T02:00:00.000Z');
    const enter = (more: Record<string, unknown>) =>
      visitAct(t, id, 'enter', market().o1, { ...enterInput(g, 't-market', 1, '2026-03-10'), ...more });
    expect(await refusal(enter({ officers: [one] }))).toContain('执法人员不得少于2人');
    expect(await refusal(enter({ officers: [one, { ...two, certificate: '辅助人员没有证件' }] }))).toContain(
      '名录里没有',
    );
    expect(await refusal(enter({ officers: [one, g.officers['t-ecology'][0]] }))).toContain('不是本机关的');
    expect(await refusal(enter({ officers: [two, two] }))).toContain('执法人员不得少于2人');
    expect(await refusal(enter({ shown: false }))).toContain('没有出示执法证件');
    // INV-I4: someone who has a tie to the shop.
    await visitAct(t, id, 'decide-recusal', market().head, {
      officer: two.person,
      name: two.name,
      asked: '企业申请',
      result: '回避',
      reasons: '与店主是姐妹关系',
    });
    expect(await refusal(enter({}))).toContain('已经决定回避的人员不得参加检查');
    expect(await phaseOf(id)).toBe('approved');
  }, 60_000);

  test('R24.7 the code of the enterprise is scanned first; offline it is made up for in ten days with a reason', async () => {
    const id = await noticedVisit(t, 't-market', 2, '2026-03-10');
    t.at('2026-03-10T02:00:00.000Z');
    const enter = (more: Record<string, unknown>) =>
      visitAct(t, id, 'enter', market().o1, { ...enterInput(g, 't-market', 2, '2026-03-10'), ...more });
    expect(await refusal(enter({ scanned: undefined }))).toContain('没有扫码的不得进入');
    expect(await refusal(enter({ scanned: enterprise(3).object }))).toContain('不是这家企业');
    const mode = { scanMode: '没有网络，事后补录', scanned: undefined };
    expect(await refusal(enter(mode))).toContain('写明理由');
    await enter({ ...mode, scanReason: '地下一层没有信号' });
    expect(await dueOf(id, 'scan')).toBe('2026-03-20');
    await visitAct(
      t,
      id,
      'record',
      market().o1,
      visitSamples.record('2026-03-10', g.officers['t-market'], [VISIT_ITEM['t-market']]),
    );
    await visitAct(t, id, 'tell-result', market().clerk, visitSamples.tell('2026-03-10'));
    await visitAct(t, id, 'publish-result', market().clerk, visitSamples.publish);
    expect(await refusal(visitAct(t, id, 'close', market().clerk, visitSamples.close))).toContain(
      '还没有补扫',
    );
    t.at('2026-03-12');
    await visitAct(t, id, 'complete-scan', market().o1, { on: '2026-03-12', scanned: enterprise(2).object });
    await visitAct(t, id, 'close', market().clerk, visitSamples.close);
  }, 60_000);

  test('R24.7 not before the notice, not outside the days that were approved, not by another than proposed and approved', async () => {
    const id = await proposeVisit(t, 't-market', 3, '2026-03-10', { to: '2026-03-12' });
    expect(
      await refusal(
        visitAct(
          t,
          id,
          'approve',
          { ...market().clerk, posts: [{ role: 'head', organ: 't-market' }] },
          visitSamples.approve,
        ),
      ),
    ).toContain('不能自己批准');
    expect(
      await refusal(visitAct(t, id, 'enter', market().o1, enterInput(g, 't-market', 3, '2026-03-10'))),
    ).toContain('phase');
    await visitAct(t, id, 'approve', market().head, visitSamples.approve);
    expect(
      await refusal(visitAct(t, id, 'enter', market().o1, enterInput(g, 't-market', 3, '2026-03-10'))),
    ).toContain('还没有发检查通知书');
    await visitAct(t, id, 'notify', market().clerk, visitSamples.notify('2026-03-10'));
    t.at('2026-03-13T02:00:00.000Z');
    expect(
      await refusal(visitAct(t, id, 'enter', market().o1, enterInput(g, 't-market', 3, '2026-03-13'))),
    ).toContain('批准的检查期间');
    // Nobody else's clerk sees it, and the public does not.
    expect((await api.ask(visitPeople(t, 't-city').clerk, 'GET', `/api/v1/cases/${id}`)).status).toBe(404);
  }, 60_000);

  test('R24.7 §3.9-10 the enterprise refuses because the item is not listed any more: lawful, no obstruction, nothing counted', async () => {
    const id = await noticedVisit(t, 't-city', 4, '2026-03-10');
    const who = visitPeople(t, 't-city');
    const enter = () => {
      t.at('2026-03-10T02:00:00.000Z');
      return visitAct(t, id, 'enter', who.o1, enterInput(g, 't-city', 4, '2026-03-10'));
    };
    // The item is taken off the list between the notice and the visit.
    const change = (status: string, version: number) =>
      t.database.pool.query(
        `insert into fadu.entry (region, register, code, version, law_from, recorded_at, body, case_id, seq)
         select region, register, code, $3, law_from, recorded_at, body || jsonb_build_object('status', $2::text), case_id, seq
         from fadu.entry where register = 'inspection-item' and code = $1 and version = 1`,
        [VISIT_ITEM['t-city'], status, version],
      );
    await change('取消', 2);
    expect(await refusal(enter())).toContain('已经不在公布的清单里，不得检查，企业可以拒绝');
    await change('在用', 3);
    await visitAct(t, id, 'lawfully-refused', who.o1, {
      on: '2026-03-10',
      ground: '检查事项不在公布的清单里',
      text: '企业查询后指出事项已经取消，人员离开。',
    });
    const { state } = await loadCase(t.office, { as: 'system' }, id);
    expect(state).toMatchObject({ phase: 'refused', ended: 'stopped' });
    expect(await visitsAt(4)).toEqual([]);
    expect(await refusal(enter())).toContain('本件已办结（企业依法拒绝');
  }, 60_000);
});

describe('R24.7 joint visits', () => {
  test('R24.7 §3.9-1 three organs at one restaurant: one entry, three records, one more for each; a reason is asked of who goes alone', async () => {
    const id = await proposeVisit(t, 't-market', 10, '2026-04-07', { to: '2026-04-20' });
    // Another organ that plans the same days is told, though it does not see the case.
    const alone = openCase(t.office, 'inspection', {
      act: 'propose',
      actor: visitPeople(t, 't-ecology').clerk,
      key: key(),
      input: proposalOf('t-ecology', 10, '2026-04-10'),
    });
    const said = await refusal(alone);
    expect(said).toContain('市市场监管局在2026-04-07至2026-04-20也要检查这家企业，能联合的应当一次进入');
    await visitAct(t, id, 'invite', market().clerk, {
      organs: ['t-ecology', 't-city'],
      text: '同一家饭店，建议一次进入。',
    });
    expect(await refusal(visitAct(t, id, 'approve', market().head, visitSamples.approve))).toContain(
      '受邀的机关还没有答复',
    );
    const part = (organ: VisitOrgan) => ({
      organ,
      class: '日常检查',
      ground: '年度检查计划',
      groundRef: VISIT_PLAN[organ],
      items: [VISIT_ITEM[organ]],
    });
    const join = (organ: VisitOrgan, input: unknown) =>
      visitAct(t, id, 'join', visitPeople(t, organ).head, input);
    expect(
      await refusal(join('t-ecology', { ...part('t-ecology'), items: [VISIT_ITEM['t-market']] })),
    ).toContain('不在“餐饮单位日常检查计划”里');
    await join('t-ecology', part('t-ecology'));
    await join('t-city', part('t-city'));
    await visitAct(t, id, 'approve', market().head, visitSamples.approve);
    await visitAct(t, id, 'notify', market().clerk, visitSamples.notify('2026-04-07'));
    t.at('2026-04-08T02:00:00.000Z');
    await visitAct(t, id, 'enter', market().o1, enterInput(g, 't-market', 10, '2026-04-08'));
    const visits = await visitsAt(10);
    expect(visits.map((v) => [v.organ, v.counted, (v.organs as string[]).length])).toEqual([
      ['t-market', true, 3],
      ['t-ecology', true, 3],
      ['t-city', true, 3],
    ]);
    const rec = (organ: VisitOrgan) =>
      visitAct(
        t,
        id,
        'record',
        visitPeople(t, organ).o1,
        visitSamples.record('2026-04-08', g.officers[organ], [VISIT_ITEM[organ]]),
      );
    await rec('t-market');
    // Each organ's own people, own standard.
    expect(
      await refusal(
        visitAct(
          t,
          id,
          'record',
          visitPeople(t, 't-city').o1,
          visitSamples.record('2026-04-08', g.officers['t-market'], [VISIT_ITEM['t-city']]),
        ),
      ),
    ).toContain('不是本机关的');
    expect(
      await refusal(
        visitAct(
          t,
          id,
          'record',
          visitPeople(t, 't-city').o1,
          visitSamples.record('2026-04-08', g.officers['t-city'], [VISIT_ITEM['t-market']]),
        ),
      ),
    ).toContain('不在公布的检查标准里');
    expect(
      await refusal(visitAct(t, id, 'tell-result', market().clerk, visitSamples.tell('2026-04-08'))),
    ).toContain('还有参加的机关没有检查笔录');
    await rec('t-ecology');
    await visitAct(t, id, 'record', visitPeople(t, 't-city').o1, {
      ...visitSamples.record('2026-04-08', g.officers['t-city'], [VISIT_ITEM['t-city']]),
      ...failed('t-city', '发现问题责令改正'),
    });
    // A partner orders in its own name, by a number of its own series.
    const order = await visitAct(t, id, 'order-correction', visitPeople(t, 't-city').o1, {
      what: '清理门前堆放',
      basis: '城市管理规定',
      dueOn: '2026-04-20',
      recheckBy: '2026-04-30',
    });
    expect(order.record.issued?.correction).toBe('演城责改〔2026〕1号');
    await visitAct(t, id, 'tell-result', market().clerk, visitSamples.tell('2026-04-08'));
    await visitAct(t, id, 'publish-result', market().clerk, visitSamples.publish);
    // Each organ's record is its own paper, under its own head and seal.
    const { state } = await loadCase(t.office, { as: 'system' }, id);
    for (const a of state.acts) await makePapers(t.office, id, a.seq);
    const { rows: papers } = await t.database.pool.query(
      `select organ from fadu.paper where case_id = $1 and template = 'site-record' order by seq`,
      [id],
    );
    expect(papers.map((r) => r.organ)).toEqual(['t-market', 't-ecology', 't-city']);
    expect((await visitsAt(10)).map((v) => v.result)).toEqual([
      '未发现问题',
      '未发现问题',
      '发现问题责令改正',
    ]);
    // The ecology bureau's cap of one is used up by the joint visit.
    t.at('2026-06-01');
    expect(
      await refusal(
        openCase(t.office, 'inspection', {
          act: 'propose',
          actor: visitPeople(t, 't-ecology').clerk,
          key: key(),
          input: proposalOf('t-ecology', 10, '2026-06-01'),
        }),
      ),
    ).toContain('达到公布的上限1次');
  }, 60_000);

  test('R24.7 one that declines is not of the party; going alone is possible with a reason on record', async () => {
    const id = await proposeVisit(t, 't-market', 11, '2026-04-07', { to: '2026-04-20' });
    await visitAct(t, id, 'invite', market().clerk, { organs: ['t-ecology'], text: '建议一次进入。' });
    await visitAct(t, id, 'decline', visitPeople(t, 't-ecology').clerk, {
      reasons: '需要夜间检查，时间不能一致',
    });
    await visitAct(t, id, 'approve', market().head, visitSamples.approve);
    await proposeVisit(t, 't-ecology', 11, '2026-04-10', {
      apartReason: '油烟要在夜间高峰检查，与白天的检查不能合并',
    });
    await visitAct(t, id, 'notify', market().clerk, visitSamples.notify('2026-04-10'));
    t.at('2026-04-10T02:00:00.000Z');
    await visitAct(t, id, 'enter', market().o1, enterInput(g, 't-market', 11, '2026-04-10'));
    expect((await visitsAt(11)).map((v) => v.organ)).toEqual(['t-market']);
    expect(
      await refusal(
        visitAct(
          t,
          id,
          'record',
          visitPeople(t, 't-ecology').o1,
          visitSamples.record('2026-04-10', g.officers['t-ecology'], [VISIT_ITEM['t-ecology']]),
        ),
      ),
    ).toContain('没有参加这次检查');
  }, 60_000);
});

describe('R24.7 urgent', () => {
  const urgent = (n: number, on: string, more: Record<string, unknown> = {}) => {
    const { from: _, to: __, method: ___, ...rest } = proposalOf('t-market', n, on);
    return {
      ...rest,
      title: '疑似食物中毒紧急检查',
      class: '个案检查',
      ground: '紧急危险',
      groundRef: '疾控电话通报',
      reasons: '多名顾客就诊。',
      danger: '午餐后十余人呕吐，需要立即控制食品。',
      ...enterInput(g, 't-market', n, on),
      scanMode: '情况紧急，离开前补扫',
      scanned: undefined,
      scanReason: '先控制食品',
      ...more,
    };
  };
  const open = (input: unknown) =>
    openCase(t.office, 'inspection', { act: 'enter-urgently', actor: market().o1, key: key(), input });

  test('R24.7 danger: in at once, the scan before leaving, approval in 24 hours by another, reported within 20 working days', async () => {
    t.at('2026-06-12T02:00:00.000Z');
    expect(await refusal(open(urgent(20, '2026-06-12', { ground: '转办交办' })))).toContain('只能是紧急危险');
    expect(
      await refusal(open(urgent(20, '2026-06-12', { officers: [g.officers['t-market'][0]] }))),
    ).toContain('不得少于2人');
    const { caseId: id } = await open(urgent(20, '2026-06-12'));
    const rec = () =>
      visitAct(t, id, 'record', market().o1, {
        ...visitSamples.record('2026-06-12', g.officers['t-market'], [VISIT_ITEM['t-market']]),
        major: false,
      });
    expect(await refusal(rec())).toContain('离开之前要补扫');
    await visitAct(t, id, 'complete-scan', market().o1, { on: '2026-06-12', scanned: enterprise(20).object });
    await rec();
    expect(
      await refusal(visitAct(t, id, 'tell-result', market().clerk, visitSamples.tell('2026-06-12'))),
    ).toContain('phase');
    t.at('2026-06-13T01:00:00.000Z');
    await visitAct(t, id, 'approve-after', market().head, { opinion: '情况紧急属实，同意。' });
    await visitAct(t, id, 'tell-result', market().clerk, visitSamples.tell('2026-06-13'));
    // §3.9-6: an unplanned inspection that ended on 12 June is reported by 13 July.
    expect(await dueOf(id, 'unplanned-report')).toBe('2026-07-13');
    await visitAct(t, id, 'publish-result', market().clerk, visitSamples.publish);
    expect(await refusal(visitAct(t, id, 'close', market().clerk, visitSamples.close))).toContain(
      '计划外的检查还没有报告',
    );
    expect(
      await refusal(
        visitAct(t, id, 'report-unplanned', market().clerk, { to: 't-city', reasons: '疑似食物中毒' }),
      ),
    ).toContain('司法行政部门');
    await visitAct(t, id, 'report-unplanned', market().clerk, {
      to: 't-justice',
      reasons: '疑似食物中毒，情况紧急',
    });
    await visitAct(t, id, 'close', market().clerk, visitSamples.close);
    expect((await visitsAt(20))[0]).toMatchObject({
      urgent: true,
      counted: true,
      number: expect.stringContaining('演市监检〔2026〕'),
    });
  }, 60_000);

  test('R24.7 no danger after all: not approved, stopped, and the visit still counts', async () => {
    t.at('2026-06-16T02:00:00.000Z');
    const { caseId: id } = await open(urgent(21, '2026-06-16'));
    await visitAct(t, id, 'not-approve-after', market().head, { reasons: '没有现实危险，应当先报批准。' });
    expect((await loadCase(t.office, { as: 'system' }, id)).state).toMatchObject({
      phase: 'rejected',
      ended: 'stopped',
    });
    expect((await visitsAt(21))[0]).toMatchObject({ status: '没有批准，已经停止', counted: true });
  }, 60_000);
});

describe('R7.3 results', () => {
  test('R7.3 §3.9-5 finished on 16 September: published by 20 October; late is written into the entry', async () => {
    const id = await recordedVisit(t, g, 't-market', 30, '2026-09-16');
    expect(await dueOf(id, 'publication')).toBe('2026-10-20');
    t.at('2026-10-21');
    await visitAct(t, id, 'publish-result', market().clerk, visitSamples.publish);
    expect((await visitsAt(30))[0]).toMatchObject({
      publishBy: '2026-10-20',
      publishedOn: '2026-10-21',
      late: true,
    });
  }, 60_000);

  test('R7.3 a fault found: ordered to correct, checked again, or a case against this very enterprise; no closing without', async () => {
    const id = await recordedVisit(
      t,
      g,
      't-market',
      31,
      '2026-04-20',
      {},
      failed('t-market', '发现问题责令改正'),
    );
    await visitAct(t, id, 'publish-result', market().clerk, visitSamples.publish);
    expect(await refusal(visitAct(t, id, 'close', market().clerk, visitSamples.close))).toContain(
      '还没有后续处理',
    );
    await visitAct(t, id, 'order-correction', market().o1, {
      what: '修补地面、疏通排水',
      basis: '《食品安全法》相关规定',
      dueOn: '2026-05-06',
      recheckBy: '2026-05-15',
    });
    expect(await refusal(visitAct(t, id, 'close', market().clerk, visitSamples.close))).toContain('还没有');
    t.at('2026-05-06T02:00:00.000Z');
    await visitAct(t, id, 'recheck', market().o1, {
      on: '2026-05-06',
      way: '现场复查',
      officers: g.officers['t-market'],
      result: '没有改正',
      found: '地面没有修补',
    });
    expect(await refusal(visitAct(t, id, 'close', market().clerk, visitSamples.close))).toContain(
      '还没有后续处理',
    );
    const link = (ref: string) =>
      visitAct(t, id, 'link-follow-up', market().clerk, { kind: '立案查处', ref, on: '2026-05-06' });
    expect(await refusal(link('没有这一号'))).toContain('本机关没有编号是');
    await visitAct(t, id, 'link-follow-up', market().clerk, {
      kind: '移送有权机关',
      ref: '演市监移〔2026〕1号',
      on: '2026-05-06',
    });
    expect((await visitsAt(31))[0]).toMatchObject({
      result: '发现问题责令改正',
      failed: 1,
      followUp: { kind: '移送有权机关' },
    });
    await visitAct(t, id, 'close', market().clerk, visitSamples.close);
  }, 60_000);

  test('R7.3 R25.4 the record begins with the standard, and what was found becomes a penalty case without retyping', async () => {
    const id = await enteredVisit(t, g, 't-market', 34, '2026-04-27');
    const seen = await api.ask(market().o1, 'GET', `/api/v1/cases/${id}`);
    const record = seen.body.may.find((m: { act: string }) => m.act === 'record');
    expect(record.prefill.points).toEqual([
      { item: 'JC-SJ-001', point: '证照齐全并且公示' },
      { item: 'JC-SJ-001', point: '场所设施符合要求' },
    ]);
    expect(record.prefill.officers).toHaveLength(2);
    await visitAct(t, id, 'record', market().o1, {
      ...visitSamples.record('2026-04-27', g.officers['t-market'], [VISIT_ITEM['t-market']]),
      ...failed('t-market', '发现涉嫌违法'),
    });
    const after = await api.ask(market().o1, 'GET', `/api/v1/cases/${id}`);
    const next = after.body.opens.find((o: { procedure: string }) => o.procedure === 'penalty-ordinary');
    expect(next.values).toMatchObject({
      source: '监督检查',
      sourceCase: id,
      partyId: enterprise(34).object,
      conduct: '后厨地面破损，排水不畅',
    });
    const { caseId } = await openCase(t.office, 'penalty-ordinary', {
      act: 'register-clue',
      actor: market().o1,
      key: key(),
      input: {
        ...next.values,
        title: '后厨卫生不符合要求案',
        sector: '市场监管',
        field: '市场监管',
        realName: false,
        partyKind: '法人或者其他组织',
        actOn: '2026-04-27',
        actEndedOn: '2026-04-27',
        graveHarm: false,
      },
    });
    const linked = await loadCase(t.office, { as: 'system' }, caseId);
    const number = linked.state.acts[0]?.issued?.clue ?? '';
    await visitAct(t, id, 'link-follow-up', market().clerk, {
      kind: '立案查处',
      ref: number,
      on: '2026-04-27',
    });
    const beside = await api.ask(market().o1, 'GET', `/api/v1/cases/${id}`);
    expect(beside.body.beside.map((c: { id: string }) => c.id)).toContain(caseId);
    // A case against somebody else is no follow-up.
    const other = await recordedVisit(
      t,
      g,
      't-market',
      35,
      '2026-04-28',
      {},
      failed('t-market', '发现涉嫌违法'),
    );
    expect(
      await refusal(
        visitAct(t, other, 'link-follow-up', market().clerk, {
          kind: '立案查处',
          ref: number,
          on: '2026-04-28',
        }),
      ),
    ).toContain('当事人不是这家企业');
  }, 60_000);

  test('R24.7 the record holds the standard point by point, and result and points agree', async () => {
    const id = await enteredVisit(t, g, 't-market', 32, '2026-04-21');
    const base = visitSamples.record('2026-04-21', g.officers['t-market'], [VISIT_ITEM['t-market']]);
    const rec = (more: Record<string, unknown>) =>
      visitAct(t, id, 'record', market().o1, { ...base, ...more });
    expect(await refusal(rec({ points: base.points.slice(0, 1) }))).toContain('还没有登记');
    expect(await refusal(rec({ ...failed('t-market', '未发现问题') }))).toContain('不能是未发现问题');
    expect(await refusal(rec({ result: '发现涉嫌违法', found: '有问题' }))).toContain('没有不合格的检查标准');
    expect(await refusal(rec({ endedAt: '09:00' }))).toContain('晚于进入时间');
    expect(await refusal(rec({ signed: '拒绝签字，已注明' }))).toContain('注明它的意见');
    await rec({});
    // R24.2: what touches health or property is closed only with its recording, or a reason.
    const major = await recordedVisit(t, g, 't-market', 33, '2026-04-22', {}, { major: true });
    await visitAct(t, major, 'publish-result', market().clerk, visitSamples.publish);
    expect(await refusal(visitAct(t, major, 'close', market().clerk, visitSamples.close))).toContain(
      '缺少应当有的音像记录',
    );
  }, 60_000);
});
