/**
 * Inspections of enterprises on a real database (R24.7, rest of R7.3): a good course, what is refused at each step, the
 * count over all organs, joint visits, urgent ones, and the edge cases of the pack's section 3.9.
 */
import {
  bodyEntry,
  enterprise,
  itemEntry,
  planEntry,
  visitSamples,
} from '@fadu/plan/enforcement/inspections/visits/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePapers } from '../jobs/papers.ts';
import { Problem } from '../problem.ts';
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
  visitAct,
  visitPeople,
} from '../testing/inspections.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { listPeople, publishBatch } from '../testing/registers.ts';
import { loadCase } from './load.ts';
import { openCase } from './perform.ts';

let t: TestOffice;
let g: VisitGround;
beforeAll(async () => {
  t = await testOffice();
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
const propose = (more: Record<string, unknown>, n = 1, day = '2026-03-09') => {
  t.at(day);
  return openCase(t.office, 'inspection', {
    act: 'propose',
    actor: visitPeople(t, 't-market').clerk,
    key: key(),
    input: proposalOf('t-market', n, day, more),
  });
};
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
    await t.database.pool.query<{ due: string; state: string }>(
      `select due::text as due, state from fadu.clock where case_id = $1 and clock = $2`,
      [id, clock],
    )
  ).rows[0];

describe('R24.7 the whole way', () => {
  test('R24.7 R7.3 planned, approved, noticed, entered by code, recorded by the standard, told, published, closed', async () => {
    const who = visitPeople(t, 't-market');
    const id = await recordedVisit(t, g, 't-market', 1, '2026-03-10');
    expect(await dueOf(id, 'publication')).toMatchObject({ due: '2026-04-08', state: 'running' });
    // Nothing of the result is public before it is published.
    expect((await visitsAt(1))[0]).toMatchObject({ status: '检查中', counted: true, scanned: true });
    expect((await visitsAt(1))[0]?.result).toBeUndefined();
    t.at('2026-03-20');
    await visitAct(t, id, 'publish-result', who.clerk, visitSamples.publish);
    await visitAct(t, id, 'close', who.clerk, visitSamples.close);
    expect((await loadCase(t.office, { as: 'system' }, id)).state.ended).toBe('done');
    expect((await visitsAt(1))[0]).toMatchObject({
      status: '已办结',
      organ: 't-market',
      class: '日常检查',
      ground: '年度检查计划',
      result: '未发现问题',
      publishBy: '2026-04-08',
      publishedOn: '2026-03-20',
      late: false,
      number: '演市监检〔2026〕1号',
    });
    const { state } = await loadCase(t.office, { as: 'system' }, id);
    for (const a of state.acts) await makePapers(t.office, id, a.seq);
    const { rows } = await t.database.pool.query(
      'select title from fadu.paper where case_id = $1 order by title',
      [id],
    );
    expect(rows.map((r) => r.title)).toEqual(
      ['检查结果告知书', '现场检查笔录', '行政检查审批表', '行政检查通知书'].sort(),
    );
  }, 60_000);

  test('R24.7 no ground, no listed item, no listed body, no inspection', async () => {
    expect(await refusal(propose({ groundRef: '没有这个计划' }))).toContain('没有计划不得检查');
    expect(await refusal(propose({ groundRef: VISIT_PLAN['t-ecology'] }))).toContain('不是本机关的计划');
    expect(await refusal(propose({ ground: '投诉举报' }))).toContain('日常检查的根据应当是年度检查计划');
    expect(
      await refusal(propose({ class: '个案检查', ground: '投诉举报', groundRef: '220200-000000' })),
    ).toContain('本机关没有编号是“220200-000000”的举报，没有根据不得检查');
    expect(
      await refusal(propose({ class: '个案检查', ground: '数据监测预警', groundRef: '预警单1号' })),
    ).toContain('写明具体情况');
    const alarm = {
      class: '个案检查',
      ground: '数据监测预警',
      groundRef: '预警单1号',
      reasons: '油烟在线监测数据连续三天超标。',
    };
    expect(await refusal(propose({ ...alarm, items: ['JC-没有'] }))).toContain(
      '没有公布的事项不得检查，企业可以拒绝',
    );
    expect(await refusal(propose({ ...alarm, items: [VISIT_ITEM['t-ecology']] }))).toContain(
      '本机关不得检查',
    );
    expect(await refusal(propose({ items: [VISIT_ITEM['t-market'], 'JC-没有'] }))).toContain(
      '不在“餐饮单位日常检查计划”里',
    );
    expect(await refusal(propose({ organ: 't-ecology' }))).toContain('不能以其他机关的名义检查');
    expect(await refusal(propose({ object: '91220200PDY4000101' }))).toContain('校验码');
    expect(await refusal(propose({ method: '书面检查' }))).toContain('不能用书面检查的方式');
    t.at('2026-03-09');
    const police = t.staff('inspection-clerk', 't-police');
    expect(
      await refusal(
        openCase(t.office, 'inspection', {
          act: 'propose',
          actor: police,
          key: key(),
          input: proposalOf('t-market', 1, '2026-03-09', { organ: 't-police' }),
        }),
      ),
    ).toContain('不在公布的涉企行政检查主体名录里');
    // §3.9-7: an entrusted institute is listed, and acts in the name of whoever entrusted it.
    const listed = (more: Record<string, unknown>) =>
      publishBatch(
        t,
        'inspection-body',
        [bodyEntry('t-police', '11220200PDY000017X', '演示检测研究院', { nature: '受委托组织', ...more })],
        '2026-03-09',
      );
    expect(await refusal(listed({}))).toContain('受委托组织要写明委托机关和委托书文号');
    await listed({ entruster: 't-market', entrustLetter: '演市监委〔2026〕1号' });
    t.at('2026-03-09');
    expect(
      await refusal(
        openCase(t.office, 'inspection', {
          act: 'propose',
          actor: police,
          key: key(),
          input: proposalOf('t-market', 1, '2026-03-09', { organ: 't-police' }),
        }),
      ),
    ).toContain('受委托组织不得以自己的名义检查，请以委托机关市市场监管局的名义办理');
  }, 60_000);

  test('R24.7 §3.9-4 a service tour with a check-list is an inspection: class asked, named as such, counted', async () => {
    const { class: _, ...rest } = proposalOf('t-market', 4, '2026-03-09');
    t.at('2026-03-09');
    const open = (input: unknown) =>
      openCase(t.office, 'inspection', {
        act: 'propose',
        actor: visitPeople(t, 't-market').clerk,
        key: key(),
        input,
      });
    expect(await refusal(open({ ...rest, title: '企业服务走访' }))).toContain('检查类别');
    expect(await refusal(propose({ title: '企业服务走访' }, 4))).toContain('不得变相检查');
    await enteredVisit(t, g, 't-market', 4, '2026-03-09', { title: '企业服务走访中的检查' });
    expect((await visitsAt(4))[0]).toMatchObject({ counted: true, class: '日常检查' });
  }, 60_000);
});

describe('R24.7 how often', () => {
  test('R24.7 capped over the year; repeated within thirty days refused; the count is the record’s', async () => {
    await enteredVisit(t, g, 't-market', 2, '2026-03-11');
    expect(await refusal(propose({}, 2, '2026-04-01'))).toContain('30日内不得重复检查');
    await enteredVisit(t, g, 't-market', 2, '2026-04-13');
    const over = await refusal(propose({}, 2, '2026-06-15'));
    expect(over).toContain('今年已经检查这家企业2次，达到公布的上限2次，不得再安排日常检查');
    // Another enterprise has its own count, and another organ too.
    await noticedVisit(t, 't-market', 3, '2026-06-15');
    await noticedVisit(t, 't-ecology', 2, '2026-06-15');
  }, 60_000);

  test('R24.7 an item may have a stricter cap of its own; a new year counts anew', async () => {
    await publishBatch(
      t,
      'inspection-item',
      [itemEntry('JC-SJ-002', '餐饮单位计量检查', 't-market', '市场监管', { cap: 1 })],
      '2026-03-09',
    );
    await publishBatch(
      t,
      'inspection-plan',
      [
        planEntry('JH-SJ-2026-2', 't-market', ['JC-SJ-002']),
        planEntry('JH-SJ-2027', 't-market', ['JC-SJ-002'], {
          year: 2027,
          from: '2027-01-01',
          to: '2027-12-31',
        }),
      ],
      '2026-03-09',
    );
    const more = { items: ['JC-SJ-002'], groundRef: 'JH-SJ-2026-2' };
    await enteredVisit(t, g, 't-market', 13, '2026-03-10', more);
    expect(await refusal(propose(more, 13, '2026-11-30'))).toContain('一年最多检查1次，今年已经1次');
    t.at('2026-12-28');
    const { caseId } = await openCase(t.office, 'inspection', {
      act: 'propose',
      actor: visitPeople(t, 't-market').clerk,
      key: key(),
      input: proposalOf('t-market', 13, '2027-01-11', { ...more, groundRef: 'JH-SJ-2027' }),
    });
    expect((await loadCase(t.office, { as: 'system' }, caseId)).state.phase).toBe('planning');
  }, 60_000);

  test('R24.7 planned twice while one was left: the second is refused at the door, though both were lawful when planned', async () => {
    await enteredVisit(t, g, 't-market', 5, '2026-03-11');
    const one = await noticedVisit(t, 't-market', 5, '2026-05-11');
    const two = await noticedVisit(t, 't-market', 5, '2026-05-11');
    t.at('2026-05-11T02:00:00.000Z');
    const who = visitPeople(t, 't-market');
    const enter = (id: string) =>
      visitAct(t, id, 'enter', who.o1, enterInput(g, 't-market', 5, '2026-05-11'));
    const outcomes = await Promise.allSettled([enter(one), enter(two)]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
    const no = outcomes.find((o) => o.status === 'rejected') as PromiseRejectedResult;
    expect(String((no.reason as Error).message)).toContain('达到公布的上限2次');
  }, 60_000);

  test('R24.7 §3.9-3 INV-I3 a complaint visit at the cap: allowed with the head’s reason, counted', async () => {
    await enteredVisit(t, g, 't-ecology', 6, '2026-03-11');
    const more = {
      class: '个案检查',
      ground: '转办交办',
      groundRef: '演环转〔2026〕9号',
      reasons: '省生态环境厅转来群众反映夜间油烟扰民，要求现场核查。',
      title: '油烟扰民现场检查',
    };
    const who = visitPeople(t, 't-ecology');
    const id = await proposeVisit(t, 't-ecology', 6, '2026-03-20', more);
    expect(await refusal(visitAct(t, id, 'approve', who.head, visitSamples.approve))).toContain(
      '个案检查不因此禁止，但要写明理由，并会提醒执法监督机构',
    );
    await visitAct(t, id, 'approve', who.head, {
      ...visitSamples.approve,
      capReason: '转办件要求五日内核查，书面核查不能查明夜间排放。',
    });
    await visitAct(t, id, 'notify', who.clerk, visitSamples.notify('2026-03-20'));
    t.at('2026-03-20T02:00:00.000Z');
    await visitAct(t, id, 'enter', who.o1, enterInput(g, 't-ecology', 6, '2026-03-20'));
    expect((await visitsAt(6)).filter((v) => v.counted)).toHaveLength(2);
  }, 60_000);

  test('R24.7 §3.9-8 a special inspection needs a plan approved above; what a superior orders is not counted', async () => {
    const special = (number: string, more: Record<string, unknown>) =>
      publishBatch(
        t,
        'inspection-plan',
        [
          {
            number,
            name: '餐饮单位专项检查',
            organ: 't-market',
            kind: '专项检查方案',
            year: 2026,
            items: [VISIT_ITEM['t-market']],
            objects: 10,
            from: '2026-07-01',
            to: '2026-09-30',
            approvedBy: '县级以上人民政府',
            approval: '演示政函〔2026〕3号',
            approvedOn: '2026-06-20',
            filedOn: '2026-06-22',
            ...more,
          },
        ],
        '2026-06-25',
        listPeople(t),
      );
    expect(await refusal(special('ZX-1', { approvedBy: '本机关' }))).toContain('本机关不能自己批准');
    expect(await refusal(special('ZX-2', { name: '每人检查20户的专项检查' }))).toContain('检查数量');
    await special('ZX-3', {});
    await special('ZX-4', { kind: '上级部署的专项检查方案', approvedBy: '上级主管部门（垂直管理）' });
    const more = { ground: '专项检查方案', title: '餐饮专项检查' };
    expect(
      await refusal(propose({ ...more, class: '专项检查', groundRef: 'ZX-4' }, 7, '2026-07-06')),
    ).toContain('不能作为专项检查的根据');
    // At its cap already: a special inspection of one's own is refused, one that a superior orders goes on uncounted.
    await enteredVisit(t, g, 't-market', 7, '2026-03-11');
    await enteredVisit(t, g, 't-market', 7, '2026-05-11');
    expect(
      await refusal(propose({ ...more, class: '专项检查', groundRef: 'ZX-3' }, 7, '2026-07-06')),
    ).toContain('不得再安排专项检查');
    await enteredVisit(t, g, 't-market', 7, '2026-07-06', {
      ...more,
      class: '上级部署的专项检查',
      groundRef: 'ZX-4',
    });
    expect((await visitsAt(7)).map((v) => v.counted).sort()).toEqual([false, true, true]);
  }, 90_000);
});

describe('R7.1 R24.7 draws', () => {
  const task = async (n: number, code: string, results: readonly unknown[] = []) => {
    // As a draw leaves it: who was drawn, for which organs and days; the draw itself has tests of its own.
    const { rows } = await t.database.pool.query('select id from fadu.case_file limit 1');
    await t.database.pool.query(
      `insert into fadu.entry (region, register, code, version, law_from, recorded_at, body, case_id, seq)
       values ('220200', 'inspection-task', $1, 1, '2026-03-02', now(), $2, $3, 1)`,
      [
        code,
        JSON.stringify({
          status: results.length ? '已办结' : '待检查',
          draw: 'CC-1',
          no: 1,
          object: enterprise(n).object,
          name: enterprise(n).objectName,
          organs: ['t-market'],
          items: ['CC-SJ-001'],
          from: '2026-03-01',
          to: '2026-12-31',
          results,
        }),
        rows[0].id,
      ],
    );
  };
  const drawn = (code: string) => ({
    class: '双随机抽查',
    ground: '双随机抽查任务',
    groundRef: code,
    title: '双随机抽查现场检查',
  });

  test('R24.7 a task is ground for the enterprise that was drawn, by the organs sent there, once; its visit counts once', async () => {
    await task(8, 'CC-1-8');
    expect(await refusal(propose(drawn('没有'), 8))).toContain('没有编号是“没有”的抽查任务');
    expect(await refusal(propose(drawn('CC-1-8'), 9))).toContain('不得检查没有抽中的企业');
    await enteredVisit(t, g, 't-market', 8, '2026-03-09', drawn('CC-1-8'));
    expect(await visitsAt(8)).toMatchObject([{ task: 'CC-1-8', counted: true, class: '双随机抽查' }]);
    // Results that draws recorded by themselves count as well: two of them, and the year's cap is used up.
    await task(12, 'CC-1-12', [{ organ: 't-market', inspectedOn: '2026-03-20', result: '未发现问题' }]);
    await task(12, 'CC-2-12', [{ organ: 't-market', inspectedOn: '2026-05-20', result: '未发现问题' }]);
    expect(await refusal(propose({}, 12, '2026-07-06'))).toContain('今年已经检查这家企业2次');
    // §3.9-8: an alarm of data is a case of its own, however the draw stands.
    const id = await proposeVisit(t, 't-market', 12, '2026-07-06', {
      class: '个案检查',
      ground: '数据监测预警',
      groundRef: '预警单7号',
      reasons: '冷链温度数据连续三天异常。',
    });
    expect((await loadCase(t.office, { as: 'system' }, id)).state.phase).toBe('planning');
  }, 60_000);
});
