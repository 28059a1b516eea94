/** The lists on a real database: adjustment, batches, and what a change of law does to them. Rows of pack §1. */
import type { Actor, CodeUse } from '@fadu/kernel';
import {
  feeBody,
  filingBody,
  inspectionBody,
  licenceBody,
  samples,
} from '@fadu/plan/functions/power-registers/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerAsOf } from '../api/registers.ts';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { codeOf, enterText, listPeople, prepareRegisters, publishBatch } from '../testing/registers.ts';

let t: TestOffice;
let who: ReturnType<typeof listPeople>;

const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return error.toJSON();
};
const apply = (changes: readonly unknown[], actor = who.clerk, more: Record<string, unknown> = {}) =>
  openCase(t.office, 'power-list-adjustment', {
    act: 'apply',
    actor,
    key: key(),
    input: { ...samples.apply, changes, ...more },
  });
const add = (register: string, entry: Record<string, unknown>) => ({
  do: '新增',
  register,
  entry,
  reason: '依据新规定承接',
});
/** From application to publication; answers the case. */
async function adjust(changes: readonly unknown[], day: string, effectiveOn = day): Promise<string> {
  t.at(day);
  const { caseId } = await apply(changes, who.clerk, { triggeredOn: day });
  await act(caseId, 'keeper-review', who.keeper, samples.opinion);
  await act(caseId, 'legality-review', who.reviewer, samples.legality);
  const passed = await act(caseId, 'submit-approval', who.keeper);
  if (passed.state.phase === 'approval') await act(caseId, 'approve', who.mayor, samples.approve);
  await act(caseId, 'publish', who.keeper, { effectiveOn, guides: ['清单', '办事指南'] });
  return caseId;
}
const entryOn = async (register: string, code: string, asOf: string, recordedAsOf = t.office.now()) =>
  (await registerAsOf(t.office, { register, asOf, recordedAsOf })).find((e) => e.code === code);

async function recordChange(
  change: { instrument: string; articles?: string[]; change?: string; effectiveOn: string },
  day: string,
): Promise<string> {
  t.at(day);
  const { caseId } = await openCase(t.office, 'law-change', {
    actor: who.lawKeeper,
    key: key(),
    input: {
      articles: [],
      change: '废止',
      by: '关于废止部分法规的决定',
      says: `《${change.instrument}》的有关规定变动`,
      evidence: '政府公报2026年第3期',
      ...change,
    },
  });
  await act(caseId, 'record-change', who.reviewer, { checked: '已与公报核对，名称、条号、日期一致' });
  return caseId;
}

beforeAll(async () => {
  t = await testOffice();
  who = listPeople(t);
  await prepareRegisters(t);
  for (const [title, kind, maker, effective, region] of [
    ['演示户外广告设置条例', 'local-regulation', '吉林省人民代表大会常务委员会', '2010-01-01', '220000'],
    ['演示养犬管理条例', 'local-regulation', '吉林市人民代表大会常务委员会', '2012-01-01', '220200'],
    ['演示临时许可规定', 'government-rule', '吉林省人民政府', '2025-01-01', '220000'],
    ['演示部门许可办法', 'department-rule', '某部', '2015-01-01', undefined],
    ['演示红头文件', 'document', '某局', '2015-01-01', undefined],
    ['广东演示条例', 'local-regulation', '广东省人民代表大会常务委员会', '2015-01-01', '440000'],
  ] as const)
    await enterText(t, { title, kind, maker, effective, ...(region && { region }) });
}, 120_000);
afterAll(() => t?.close());

describe('what may stand in a list', () => {
  const refused = async (register: string, body: Record<string, unknown>, by = who.clerk) =>
    (await refusal(apply([add(register, body)], by))).detail;

  test('R4.2 PL-1, edge case 2: a department rule, a document, minutes, a foreign or unknown text found no licence', async () => {
    t.at('2026-03-02');
    const on = (instrument: string) =>
      refused('power-licence', licenceBody(900, 't-city', { basis: [{ instrument, article: '3' }] }));
    expect(await on('演示部门许可办法')).toContain('效力层级不能设定');
    expect(await on('演示红头文件')).toContain('效力层级不能设定');
    expect(await on('2025年第6次市长办公会议纪要')).toContain('会议纪要不能作为依据');
    expect(await on('广东演示条例')).toContain('不在本地区施行');
    expect(await on('从来没有的条例')).toContain('法规库里没有');
    expect(await refused('power-licence', licenceBody(900, 't-city', { basis: [] }))).toContain(
      '至少写明一条',
    );
  });

  test('R4.2 edge case 3: a provincial rule carries a licence for one year and not a day longer', async () => {
    const body = licenceBody(901, 't-city', { basis: [{ instrument: '演示临时许可规定', article: '2' }] });
    t.at('2025-12-31');
    await apply([add('power-licence', body)], who.clerk, { triggeredOn: '2025-12-30' });
    t.at('2026-01-01');
    expect(
      (await refusal(apply([add('power-licence', body)], who.clerk, { triggeredOn: '2025-12-30' }))).detail,
    ).toContain('作为依据到2025-12-31为止');
  });

  test('R4.1 codes, levels, organs, promised times are checked', async () => {
    t.at('2026-03-02');
    const licence = (more: Record<string, unknown>) =>
      refused('power-licence', licenceBody(902, 't-city', more));
    expect(await licence({ basicCode: '220210902000' })).toContain('第3、4位应为01');
    expect(await licence({ basicCode: '2201' })).toContain('应为12位');
    expect(await licence({ basicCode: '440110902000' })).toContain('前2位');
    expect(await licence({ level: '县级' })).toContain('行使层级应为市级');
    expect(await licence({ promisedDays: 21 })).toContain('承诺时限不能长于法定时限');
    expect(await licence({ organ: 't-market' })).toContain('只能申请调整本机关');
    expect(await licence({ bodyNature: '受委托组织' })).toContain('写明委托机关');
    expect(await licence({ unknown: 1 })).toContain('没有这一栏');
    expect(
      (await refusal(apply([{ do: '取消', register: 'power-licence', code: 'x', reason: '测试取消' }])))
        .detail,
    ).toContain('没有编码x的事项');
  });

  test('R4.1 edge case 6: a filing that asks for consent is a licence in disguise', async () => {
    t.at('2026-03-02');
    expect(
      await refused(
        'cat-filing',
        filingBody(1, 't-city', { conditions: '开工前应当取得主管部门同意后方可施工。' }),
      ),
    ).toContain('实际是行政许可');
    expect(await refused('cat-filing', filingBody(1, 't-city', { needsConsent: true }))).toContain(
      '行政许可',
    );
  });

  test('R4.1 edge case 10: a band is charged at its lower limit; more needs a reason', async () => {
    t.at('2026-03-02');
    expect(await refused('cat-admin-fee', feeBody(1, 't-city', { rate: '60' }))).toContain('要写明理由');
    expect(await refused('cat-admin-fee', feeBody(1, 't-city', { rate: '70' }))).toContain('之间');
    await apply([add('cat-admin-fee', feeBody(1, 't-city', { rate: '60', rateReason: '成本监审后确定' }))]);
  });
});

describe('an adjustment', () => {
  test('R4.3 goes from application over parallel reviews and approval to the public list', async () => {
    const body = licenceBody(1, 't-city');
    const id = await adjust([add('power-licence', body)], '2026-03-02', '2026-03-05');
    const code = codeOf(t, 'power-licence', body);
    expect(code).toHaveLength(31);
    expect((await entryOn('power-licence', code, '2026-03-04'))?.status).toBe('尚未生效');
    expect(await entryOn('power-licence', code, '2026-03-05')).toMatchObject({
      status: '在用',
      lawFrom: '2026-03-05',
      caseId: id,
      body: { name: body.name, basis: [{ instrument: '行政许可法', article: '14' }] },
    });
  });

  test('R4.3 a new item needs approval, a changed element none; no review, no publication', async () => {
    const code = codeOf(t, 'power-licence', licenceBody(1, 't-city'));
    t.at('2026-03-10');
    const { caseId } = await apply([
      {
        do: '变更',
        register: 'power-licence',
        code,
        entry: licenceBody(1, 't-city', { promisedDays: 5 }),
        reason: '压缩时限',
      },
    ]);
    const early = await refusal(act(caseId, 'submit-approval', who.keeper));
    expect(early.code).toBe('power-list-adjustment.REVIEWED');
    await act(caseId, 'keeper-review', who.keeper, samples.opinion);
    await act(caseId, 'legality-review', who.reviewer, samples.legality);
    const passed = await act(caseId, 'submit-approval', who.keeper);
    expect(passed.state.phase).toBe('publishing');
    await act(caseId, 'publish', who.keeper, { effectiveOn: '2026-03-10', guides: ['清单'] });
    expect((await entryOn('power-licence', code, '2026-03-10'))?.body.promisedDays).toBe(5);
    expect((await entryOn('power-licence', code, '2026-03-09'))?.body.promisedDays).toBe(8);
  });

  test('R4.2 PL-1 a basis that ended between approval and publication blocks it; the case goes back to review', async () => {
    await enterText(t, {
      title: '演示短命条例',
      kind: 'local-regulation',
      maker: '吉林省人民代表大会常务委员会',
      effective: '2020-01-01',
      region: '220000',
    });
    const body = licenceBody(2, 't-city', { basis: [{ instrument: '演示短命条例', article: '5' }] });
    t.at('2026-03-11');
    const { caseId } = await apply([add('power-licence', body)]);
    await act(caseId, 'keeper-review', who.keeper, samples.opinion);
    await act(caseId, 'legality-review', who.reviewer, samples.legality);
    await act(caseId, 'submit-approval', who.keeper);
    await act(caseId, 'approve', who.mayor, samples.approve);
    await recordChange({ instrument: '演示短命条例', effectiveOn: '2026-03-12' }, '2026-03-12');
    const late = await refusal(
      act(caseId, 'publish', who.keeper, { effectiveOn: '2026-03-12', guides: ['清单'] }),
    );
    expect(late.code).toBe('power-list-adjustment.PL-1');
    expect(late.detail).toContain('已经废止');
    await act(caseId, 'reopen', who.keeper, samples.reason);
    await act(caseId, 'revise', who.clerk, {
      changes: [add('power-licence', { ...body, basis: [{ instrument: '行政许可法', article: '14' }] })],
      affected: '没有不同意见',
      dutyQuestion: false,
    });
    await act(caseId, 'keeper-review', who.keeper, samples.opinion);
    await act(caseId, 'legality-review', who.reviewer, samples.legality);
    await act(caseId, 'submit-approval', who.keeper);
    await act(caseId, 'approve', who.mayor, samples.approve);
    await act(caseId, 'publish', who.keeper, { effectiveOn: '2026-03-12', guides: ['清单'] });
  });

  test('R4.4 edge case 4: below, a shorter time is welcome, one more material is not; a change above is followed below', async () => {
    const above = licenceBody(3, 't-city');
    await adjust([add('power-licence', above)], '2026-03-16');
    const below = (more: Record<string, unknown>) => ({
      ...licenceBody(3, 't-county-office', { level: '县级', ...more }),
    });
    const ask = (body: Record<string, unknown>) =>
      apply([add('power-licence', body)], who.county, {
        keeper: 't-county-office',
        reviewer: 't-county-justice',
        government: 't-county-gov',
        triggeredOn: '2026-03-16',
      });
    expect(
      (await refusal(ask(below({ materials: ['申请表', '身份证明', '场所使用证明', '无犯罪证明'] })))).detail,
    ).toContain('比上级同一编码的事项多了：无犯罪证明');
    expect((await refusal(ask(below({ name: '另一个名字的许可' })))).detail).toContain('“事项名称”与上级');
    const county = below({ promisedDays: 3, materials: ['申请表'] });
    await publishBatch(t, 'power-licence', [county], '2026-03-16', {
      keeper: who.countyKeeper,
      reviewer: who.countyReviewer,
      reviewerOrgan: 't-county-justice',
    });
    const code = codeOf(t, 'power-licence', above);
    await adjust(
      [
        {
          do: '变更',
          register: 'power-licence',
          code,
          entry: { ...above, name: '第三类演示经营许可（新）' },
          reason: '上级统一名称',
        },
      ],
      '2026-03-18',
    );
    const followed = await entryOn('power-licence', codeOf(t, 'power-licence', county), '2026-03-18');
    expect(followed).toMatchObject({
      region: '220202',
      body: { name: '第三类演示经营许可（新）', promisedDays: 3, materials: ['申请表'] },
    });
  });

  test('R4.3 edge case 9: a split closes the old code and names what takes its place', async () => {
    const old = licenceBody(4, 't-city');
    await adjust([add('power-licence', old)], '2026-03-19');
    const code = codeOf(t, 'power-licence', old);
    const parts = [5, 6].map((n) => licenceBody(n, 't-city'));
    await adjust(
      [
        {
          do: '取消',
          register: 'power-licence',
          code,
          replacedBy: parts.map((p) => codeOf(t, 'power-licence', p)),
          reason: '拆分为两个子项',
        },
        ...parts.map((p) => add('power-licence', p)),
      ],
      '2026-03-20',
    );
    const closed = await entryOn('power-licence', code, '2026-03-20');
    expect(closed).toMatchObject({
      status: '取消',
      body: { replacedBy: [expect.any(String), expect.any(String)] },
    });
    expect((await entryOn('power-licence', code, '2026-03-19'))?.status).toBe('在用');
    // PL-5: what was cancelled does not come back as a service or filing of the same name.
    const hidden = await refusal(
      apply([add('power-other', { ...licenceBody(4, 't-city'), basicCode: '221010004000' })]),
    );
    expect(hidden.detail).toContain('同名的行政许可已经取消');
  });

  test('R4.4 edge case 7: two organs list the same inspection: both stand, and the overlap is found', async () => {
    await publishBatch(
      t,
      'power-inspection',
      [inspectionBody(1, 't-city'), inspectionBody(1, 't-ecology')],
      '2026-03-23',
    );
    const both = await registerAsOf(t.office, {
      register: 'power-inspection',
      asOf: '2026-03-23',
      recordedAsOf: t.office.now(),
    });
    expect(both.map((e) => e.status)).toEqual(['在用', '在用']);
  });

  test('R4.1 of two twins in one batch the second is named, and nothing is written', async () => {
    t.at('2026-03-23');
    const twin = { ...licenceBody(8, 't-city'), name: licenceBody(7, 't-city').name };
    const bodies = [licenceBody(7, 't-city'), twin];
    const error = await refusal(
      openCase(t.office, 'register-batch', {
        actor: who.keeper,
        key: key(),
        input: {
          ...samples.batch,
          register: 'power-licence',
          rows: bodies.map((body) => ({ code: codeOf(t, 'power-licence', body), body })),
        },
      }),
    );
    expect(error.detail).toContain('第2项');
    expect(error.detail).toContain('已经有同名事项');
  });

  test('R90.6 only the posts of the procedure act, and another region neither sees nor touches it', async () => {
    t.at('2026-03-24');
    const { caseId } = await apply([add('power-licence', licenceBody(20, 't-city'))]);
    expect((await refusal(act(caseId, 'keeper-review', who.clerk, samples.opinion))).status).toBe(403);
    expect((await refusal(act(caseId, 'keeper-review', who.countyKeeper, samples.opinion))).status).toBe(404);
    expect((await refusal(act(caseId, 'legality-review', who.mayor, samples.legality))).status).toBe(403);
  });
});

describe('a change of law', () => {
  test('R4.2 R4.3 edge case 1: the repeal of an article takes down what stood on it alone, from its day; the rest is listed', async () => {
    const [alone, both, other] = [
      licenceBody(30, 't-city', { basis: [{ instrument: '演示户外广告设置条例', article: '7' }] }),
      licenceBody(31, 't-ecology', {
        basis: [
          { instrument: '演示户外广告设置条例', article: '7' },
          { instrument: '行政许可法', article: '14' },
        ],
      }),
      licenceBody(32, 't-city', { basis: [{ instrument: '演示户外广告设置条例', article: '8' }] }),
    ];
    await publishBatch(t, 'power-licence', [alone, both, other], '2026-02-02');
    const county = { ...alone, organ: 't-county-office', level: '县级' };
    await publishBatch(t, 'power-licence', [county], '2026-02-02', {
      keeper: who.countyKeeper,
      reviewer: who.countyReviewer,
      reviewerOrgan: 't-county-justice',
    });
    const id = await recordChange(
      { instrument: '演示户外广告设置条例', articles: ['7'], effectiveOn: '2026-03-01' },
      '2026-03-02',
    );
    const codes = [alone, both, other, county].map((b) => codeOf(t, 'power-licence', b));
    const status = async (day: string, recorded?: string) =>
      Promise.all(codes.map(async (c) => (await entryOn('power-licence', c, day, recorded))?.status));
    // Taken down from the day of the repeal, in the region and below; yesterday's list still shows it.
    expect(await status('2026-03-01')).toEqual(['暂停实施', '在用', '在用', '暂停实施']);
    expect(await status('2026-02-28')).toEqual(['在用', '在用', '在用', '在用']);
    // As recorded the day before, the list of that day showed it still: both times can be asked (R90.4).
    expect(await status('2026-03-01', '2026-03-01T12:00:00.000Z')).toEqual(['在用', '在用', '在用', '在用']);
    const { rows: events } = await t.database.pool.query(
      'select instrument, kind, articles, on_day, case_id, seq from fadu.instrument_event where case_id = $1',
      [id],
    );
    expect(events).toEqual([
      {
        instrument: '演示户外广告设置条例',
        kind: 'repealed',
        articles: ['7'],
        on_day: '2026-03-01',
        case_id: id,
        seq: 2,
      },
    ]);
    const { rows: clocks } = await t.database.pool.query(
      'select clock, due, owed_organs from fadu.clock where case_id = $1',
      [id],
    );
    expect(clocks).toEqual([
      { clock: 'adjustment', due: '2026-03-16', owed_organs: ['t-city', 't-county-office', 't-ecology'] },
    ]);

    // Every organ answers for each of its entries; what lost its basis must be adjusted.
    const entry = (b: Record<string, unknown>, outcome: string, caseId?: string, region = '220200') => ({
      region,
      register: 'power-licence',
      code: codeOf(t, 'power-licence', b),
      outcome,
      ...(caseId && { caseId }),
    });
    const report = (actor: Actor, ...handled: unknown[]) =>
      act(id, 'report-adjustment', actor, { handled, summary: '已逐项核对' });
    expect((await refusal(act(id, 'close', who.lawKeeper, samples.reason))).code).toBe('law-change.ANSWERED');
    expect((await refusal(report(who.clerk))).detail).toContain('还有1项没有报告');
    expect((await refusal(report(who.clerk, entry(alone, '核对无需调整')))).code).toBe('law-change.FALLEN');
    t.at('2026-03-20');
    await act(id, 'urge', who.lawKeeper, {
      organs: ['t-city'],
      until: '2026-03-25',
      text: '请尽快申请取消或者调整依据',
    });
    await report(who.clerk, entry(alone, '已申请取消', '220200-x'));
    await report(who.ecology, entry(both, '核对无需调整'));
    expect((await refusal(act(id, 'close', who.lawKeeper, samples.reason))).code).toBe('law-change.ANSWERED');
    await report(who.county, entry(county, '已申请取消', '220202-x', '220202'));
    const closed = await act(id, 'close', who.lawKeeper, samples.reason);
    expect(closed.state.ended).toBe('done');
    // Lateness is counted on ten working days from the record of the change.
    const { rows: late } = await t.database.pool.query('select late from fadu.clock where case_id = $1', [
      id,
    ]);
    expect(late).toEqual([{ late: true }]);
  });

  test('R4.2 an item that fell can be restored on a new basis, and its record shows all of it', async () => {
    const body = licenceBody(30, 't-city', { basis: [{ instrument: '演示户外广告设置条例', article: '7' }] });
    const code = codeOf(t, 'power-licence', body);
    t.at('2026-03-25');
    const bare = await refusal(apply([{ do: '恢复', register: 'power-licence', code, reason: '继续实施' }]));
    expect(bare.detail).toContain('写明现行有效的依据');
    await adjust(
      [
        {
          do: '恢复',
          register: 'power-licence',
          code,
          entry: { ...body, basis: [{ instrument: '行政许可法', article: '14' }] },
          reason: '新的依据',
        },
      ],
      '2026-03-25',
    );
    const now = await entryOn('power-licence', code, '2026-03-25');
    expect(now?.status).toBe('在用');
    expect(now?.body.suspended).toBeUndefined();
  });

  test('R4.3 an amendment takes nothing down but lists what must be reviewed', async () => {
    const body = licenceBody(40, 't-city', { basis: [{ instrument: '演示养犬管理条例', article: '9' }] });
    await publishBatch(t, 'power-licence', [body], '2026-03-26');
    const id = await recordChange(
      { instrument: '演示养犬管理条例', articles: ['9'], change: '修改', effectiveOn: '2026-04-01' },
      '2026-03-27',
    );
    expect((await entryOn('power-licence', codeOf(t, 'power-licence', body), '2026-04-02'))?.status).toBe(
      '在用',
    );
    const { rows } = await t.database.pool.query('select phase, organs from fadu.case_file where id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ phase: 'adjusting', organs: ['t-city', 't-justice'] }]);
  });

  test('R4.3 the change of a statute lists the procedures that cite it', async () => {
    t.at('2026-03-30');
    const opened = await openCase(t.office, 'law-change', {
      actor: who.lawKeeper,
      key: key(),
      input: {
        instrument: '行政处罚法',
        articles: ['57'],
        change: '修改',
        effectiveOn: '2026-05-01',
        by: '关于修改行政处罚法的决定',
        says: '修改《行政处罚法》第五十七条',
        evidence: '政府公报2026年第4期',
      },
    });
    const uses = opened.record.effects.answered?.find((a) => a.question.ask === 'code-uses')?.answer as
      | readonly CodeUse[]
      | undefined;
    expect(uses?.map((u) => u.of)).toContain('penalty-ordinary');
  });

  test('R4.2 nobody records alone, nothing twice, nothing unknown', async () => {
    t.at('2026-04-02');
    const propose = (input: Record<string, unknown>) =>
      openCase(t.office, 'law-change', {
        actor: who.lawKeeper,
        key: key(),
        input: {
          articles: [],
          change: '废止',
          effectiveOn: '2026-04-02',
          by: '决定',
          says: '废止有关规定',
          evidence: '政府公报',
          ...input,
        },
      });
    expect((await refusal(propose({ instrument: '没有这部法' }))).code).toBe('law-change.KNOWN');
    expect(
      (await refusal(propose({ instrument: '演示户外广告设置条例', articles: ['7'] }))).detail,
    ).toContain('不能重复登记');
    const { caseId } = await propose({ instrument: '演示养犬管理条例' });
    const alone: Actor = {
      ...who.lawKeeper,
      posts: [...who.lawKeeper.posts, { role: 'legality-reviewer', organ: 't-justice' }],
    };
    expect((await refusal(act(caseId, 'record-change', alone, { checked: '自己核对' }))).code).toBe(
      'law-change.APART',
    );
    const { rows } = await t.database.pool.query('select 1 from fadu.instrument_event where case_id = $1', [
      caseId,
    ]);
    expect(rows).toEqual([]);
  });
});
