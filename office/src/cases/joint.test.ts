/** R20.1 R22.3 clues, cases, results and delegated powers between organs, on a real database. */
import type { Actor } from '@fadu/kernel';
import { filing, clue as penaltyClue } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExpiry } from '../jobs/expiry.ts';
import { makePapers } from '../jobs/papers.ts';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { type Certified, certify } from '../testing/officers.ts';
import { codeOf, enterText, listPeople, prepareRegisters, publishBatch } from '../testing/registers.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let countyItem = '';
let townItem = '';
let two: Certified[] = [];
const TOWN = 't-town';
const COUNTY = 't-county-city';
const FIRM = demoUscc(601, '220202', '91');
const as = (role: string, organ: string, name?: string) => t.staff(role, organ, name);

const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const open = (procedure: string, name: string, actor: Actor, input: unknown) =>
  openCase(t.office, procedure, { act: name, actor, input, key: key() });
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};
const clockOf = async (id: string, clock: string) =>
  (
    await t.database.pool.query('select due, state, late from fadu.clock where case_id = $1 and clock = $2', [
      id,
      clock,
    ])
  ).rows[0];

const BASIC = '220221001000';
const itemBody = (organ: string, level: string) => ({
  basicCode: BASIC,
  name: '对占道经营的处罚',
  organ,
  basis: [{ instrument: '演示执法条例', article: '2' }],
  kind: '行政处罚',
  field: '城市管理',
  penalties: ['罚款'],
  level,
  bodyNature: '法定机关',
});

beforeAll(async () => {
  t = await testOffice();
  await t.database.pool.query(
    `insert into fadu.organ (id, region, name, full_name, kind, mark, uscc, demo) values
      ('t-town', '220202', '左家镇', '演示左家镇人民政府', 'township', '演左政', '11220202PDY0000460', true),
      ('t-town2', '220202', '桦皮厂镇', '演示桦皮厂镇人民政府', 'township', '演桦政', '11220202PDY0000470', true)`,
  );
  for (const id of ['t-town', 't-town2'])
    await t.database.pool.query('select fadu.make_scope($1, $2)', ['220202', id]);
  await t.database.pool.query(`update fadu.organ set uscc = '11220202PDY0000480' where id = $1`, [COUNTY]);
  await prepareRegisters(t);
  await enterText(t, {
    title: '演示执法条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const people = listPeople(t);
  const who = {
    keeper: people.countyKeeper,
    reviewer: people.countyReviewer,
    reviewerOrgan: 't-county-justice',
  };
  const [county, town] = [itemBody(COUNTY, '县级'), itemBody(TOWN, '乡镇级')];
  await publishBatch(t, 'enforcement-item', [county, town], '2026-03-02', who);
  countyItem = codeOf(t, 'enforcement-item', county);
  townItem = codeOf(t, 'enforcement-item', town);
  await publishBatch(
    t,
    'power-delegation',
    [
      {
        basicCode: 'FQ-0001',
        name: '对占道经营的处罚',
        organ: TOWN,
        item: BASIC,
        fromOrgan: COUNTY,
        kinds: ['行政处罚'],
        decidedBy: '省级人民政府',
        document: '演省政发〔2026〕1号',
      },
    ],
    '2026-07-01',
    who,
  );
  t.at('2026-03-02');
  two = [
    await certify(t, as('enforcement-officer', COUNTY, 'one'), COUNTY, { fields: ['城市管理'] }),
    await certify(t, as('enforcement-officer', COUNTY, 'two'), COUNTY, { fields: ['城市管理'] }),
    await certify(t, as('enforcement-officer', TOWN, 'three'), TOWN, { fields: ['城市管理'] }),
    await certify(t, as('enforcement-officer', TOWN, 'four'), TOWN, { fields: ['城市管理'] }),
  ];
}, 180_000);
afterAll(() => t?.close());

/** A penalty case of an organ, registered today. */
async function penalty(organ: string, more: Record<string, unknown> = {}): Promise<string> {
  const day = t.office.now().slice(0, 10);
  const { partyAccount: _, ...facts } = penaltyClue;
  const { caseId } = await open('penalty-ordinary', 'register-clue', as('case-clerk', organ), {
    ...facts,
    sector: '一般',
    field: '城市管理',
    partyId: FIRM,
    actOn: day,
    actEndedOn: day,
    discoveredOn: day,
    ...more,
  });
  return caseId;
}

const sending = (more: Record<string, unknown> = {}) => ({
  receiver: 't-market',
  title: '施工工地食堂使用来源不明的肉',
  field: '市场监管',
  partyName: '演示江畔建筑有限公司',
  partyId: FIRM,
  place: '演示昌邑区江畔路工地',
  foundOn: '2026-03-02',
  facts: '检查工地时发现食堂冷柜里的肉没有检疫标志。',
  basis: '食品安全由市场监管部门管理。',
  evidence: ['照片6张', '现场记录1份'],
  fixed: true,
  resultBy: '2026-04-20',
  ...more,
});
const send = (more: Record<string, unknown> = {}) =>
  open('clue-transfer', 'send', as('case-clerk', COUNTY), sending(more)).then((r) => r.caseId);

describe('R20.1 a clue sent is answered in time', () => {
  test('R20.1 evidence fixed first, a deadline that can be met, another organ', async () => {
    t.at('2026-03-02');
    expect(await refusal(send({ fixed: false }))).toContain('先固定证据');
    expect(await refusal(send({ resultBy: '2026-03-02' }))).toContain('反馈期限应当在今天之后');
    expect(await refusal(send({ resultBy: '2026-05-02' }))).toContain('最长60日');
    expect(await refusal(send({ receiver: COUNTY }))).toContain('另一个行政执法机关');
    expect(await refusal(send({ receiver: 't-congress' }))).toContain('另一个行政执法机关');
  });

  test('R20.1 across regions: letter with a number, accepted, its case linked, result fed back, closed', async () => {
    t.at('2026-03-02');
    const id = await send();
    await makePapers(t.office, id, 1);
    const { rows } = await t.database.pool.query('select number, title from fadu.paper where case_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ number: '演昌城线移〔2026〕1号', title: '违法线索移送函' }]);
    expect(await clockOf(id, 'receipt')).toMatchObject({ due: '2026-03-09', state: 'running' });
    expect(
      await refusal(act(id, 'accept', as('case-clerk', 't-ecology'), { unit: '执法科', plan: '核查' })),
    ).toContain('not-found');
    expect(await refusal(act(id, 'close', as('case-clerk', COUNTY)))).toContain('phase');
    await act(id, 'accept', as('case-clerk', 't-market'), { unit: '食品科', plan: '三日内现场核查' });
    const own = await penalty('t-market', { field: '市场监管' });
    expect(
      await refusal(
        act(id, 'report-result', as('case-clerk', 't-market'), { result: '已立案', says: '已经立案调查' }),
      ),
    ).toContain('填写本机关的处罚案件编号');
    const done = await act(id, 'report-result', as('case-clerk', 't-market'), {
      result: '已立案',
      says: '已经立案调查',
      caseNumber: own,
    });
    expect(done.state.phase).toBe('answered');
    expect((await act(id, 'close', as('case-clerk', COUNTY))).state.ended).toBe('done');
  });

  test('R20.1 returned with reasons, escalated to the superior both stand under, designated: no second return', async () => {
    t.at('2026-03-02');
    const id = await send();
    const head = as('head', COUNTY);
    const up = { ground: '被退回', superior: 't-gov', reasons: '食品安全不属于城管' };
    expect(await refusal(act(id, 'escalate', head, up))).toContain('没有被退回，对方也没有逾期');
    await act(id, 'return-clue', as('head', 't-market'), { reasons: '属于县区管辖', competent: COUNTY });
    expect(await refusal(act(id, 'escalate', head, { ...up, superior: 't-county-gov' }))).toContain(
      '共同的上级是市政府',
    );
    expect(await refusal(act(id, 'escalate', head, { ...up, ground: '逾期没有答复' }))).toContain(
      '与记录不符',
    );
    await act(id, 'escalate', head, up);
    await act(id, 'designate', as('principal-head', 't-gov'), {
      organ: 't-market',
      reasons: '食品安全由市场监管部门管理',
      resultBy: '2026-04-01',
    });
    expect(
      await refusal(act(id, 'return-clue', as('head', 't-market'), { reasons: '还是不归我们' })),
    ).toContain('上级已经指定');
    await act(id, 'accept', as('case-clerk', 't-market'), { unit: '食品科', plan: '现场核查' });
    expect(await clockOf(id, 'result')).toMatchObject({ due: '2026-04-01' });
  });

  test('R20.1 not answered in five working days: late on record, and the sender may go to the superior', async () => {
    t.at('2026-03-02');
    const id = await send();
    t.at('2026-03-10');
    await runExpiry(t.office);
    const up = { ground: '逾期没有答复', superior: 't-gov', reasons: '超过五个工作日没有答复' };
    await act(id, 'escalate', as('head', COUNTY), up);
    expect(await clockOf(id, 'receipt')).toMatchObject({ state: 'stopped', late: true });
    expect(await clockOf(id, 'designation')).toMatchObject({ due: '2026-03-24' });
  });
});

describe('R22.3 a case goes from township to county and back only by the superior', () => {
  const moving = (penaltyCase: string, receiver: string, more: Record<string, unknown> = {}) => ({
    penaltyCase,
    receiver,
    title: '占道经营案',
    reason: '执法事项没有赋予乡镇、街道',
    item: BASIC,
    basis: '占道经营的处罚还没有赋权，由区城管局办理',
    evidence: ['现场照片4张', '询问笔录1份'],
    things: [{ name: '电子秤', quantity: 1, unit: '台', where: '镇执法队仓库' }],
    noThings: false,
    ...more,
  });
  const decided = async (organ: string, receiver: string) => {
    const id = await penalty(organ);
    await act(id, 'transfer-organ', as('head', organ), { reason: '没有管辖权，移送', organ: receiver });
    return id;
  };

  test('R22.3 INV-R4 the head decided it in the case, to this organ; lists complete; counted on arrival', async () => {
    t.at('2026-03-02');
    const undecided = await penalty(TOWN);
    const clerk = as('case-clerk', TOWN);
    const go = (input: unknown) => open('case-transfer', 'send', clerk, input);
    expect(await refusal(go(moving(undecided, COUNTY)))).toContain('还没有由负责人决定移送');
    const id = await decided(TOWN, COUNTY);
    expect(await refusal(go(moving(id, 't-county-justice')))).toContain('决定移送的是');
    expect(await refusal(go(moving(id, COUNTY, { noThings: true })))).toContain('逐件列明');
    expect(await refusal(go(moving(id, COUNTY, { item: undefined })))).toContain('填写执法事项基本编码');
    expect(
      await refusal(open('case-transfer', 'send', as('case-clerk', 't-market'), moving(id, COUNTY))),
    ).toContain('不是本机关办理的');
    const { caseId } = await go(moving(id, COUNTY));
    const county = as('case-clerk', COUNTY);
    const receipt = { evidence: 2, things: 1, signer: '李某' };
    expect(await refusal(act(caseId, 'receive', county, { ...receipt, things: 0 }))).toContain(
      '实收不符的写明情况',
    );
    await act(caseId, 'receive', county, receipt);
    const own = await penalty(COUNTY);
    expect(
      await refusal(act(caseId, 'accept', as('head', COUNTY), { result: '立案', reasons: '符合立案标准' })),
    ).toContain('立案的填写');
    const done = await act(caseId, 'accept', as('head', COUNTY), {
      result: '立案',
      caseNumber: own,
      reasons: '符合立案标准',
    });
    // Both penalty cases are bound to the transfer, so that each shows the other.
    expect(done.state.bindings['penalty-case']).toEqual([id]);
    expect(done.state.bindings['new-case']).toEqual([own]);
  });

  test('R22.3 no sending back: negotiation fails, the supervision body coordinates, the superior designates', async () => {
    t.at('2026-03-02');
    const id = await decided(TOWN, COUNTY);
    const { caseId } = await open('case-transfer', 'send', as('case-clerk', TOWN), moving(id, COUNTY));
    await act(caseId, 'receive', as('case-clerk', COUNTY), { evidence: 2, things: 1, signer: '李某' });
    const head = as('head', COUNTY);
    expect(
      await refusal(act(caseId, 'dispute', head, { coordinator: 't-market', reasons: '应当由镇里办' })),
    ).toContain('请选择司法局');
    await act(caseId, 'dispute', head, { coordinator: 't-county-justice', reasons: '应当由镇里办理' });
    const up = { superior: 't-county-gov', reasons: '协商不成' };
    expect(await refusal(act(caseId, 'refer', head, { ...up, reasons: '协商不成的' }))).toContain(
      '协商不成的才报请',
    );
    await act(caseId, 'negotiate', as('case-clerk', TOWN), { result: '协商不成', record: '双方各执一词' });
    await act(caseId, 'coordinate', as('supervision-clerk', 't-county-justice'), {
      result: '协调不成',
      record: '建议由区城管局办理',
    });
    expect(
      await refusal(act(caseId, 'refer', head, { superior: 't-gov', reasons: '报市里' + '指定' })),
    ).toContain('共同的上级是昌邑区政府');
    await act(caseId, 'refer', as('head', TOWN), { superior: 't-county-gov', reasons: '协商不成，报请指定' });
    const back = await act(caseId, 'designate', as('principal-head', 't-county-gov'), {
      organ: TOWN,
      reasons: '由镇里继续办理',
    });
    expect(back.state).toMatchObject({ phase: 'back', ended: 'stopped' });
  });
});

describe('R22.3 INV-R3 powers delegated to townships', () => {
  const file = async (
    organ: string,
    item: string,
    pair: readonly Certified[],
    more: Record<string, unknown> = {},
  ) => {
    const id = await penalty(organ);
    return act(id, 'file', as('head', organ), {
      ...filing,
      item,
      officers: pair.map((c) => c.officer),
      ...more,
    });
  };
  test('R22.3 before the day the township is refused and the county organ acts', async () => {
    t.at('2026-06-30');
    expect(await refusal(file(TOWN, townItem, two.slice(2)))).toContain('没有赋权给左家镇，不得办理');
    expect((await file(COUNTY, countyItem, two.slice(0, 2))).state.phase).toBe('investigation');
  });

  test('R22.3 from the day on it is the other way round, by the place of the act', async () => {
    t.at('2026-07-01');
    expect((await file(TOWN, townItem, two.slice(2))).state.phase).toBe('investigation');
    const county = two.slice(0, 2);
    expect(await refusal(file(COUNTY, countyItem, county))).toContain('请写明行为发生的乡镇、街道');
    expect(await refusal(file(COUNTY, countyItem, county, { township: TOWN }))).toContain(
      '自2026年7月1日（星期三）起在左家镇由它办理',
    );
    // Two townships, one road: the place of the act decides.
    expect((await file(COUNTY, countyItem, county, { township: 't-town2' })).state.phase).toBe(
      'investigation',
    );
    expect(await refusal(file(TOWN, townItem, two.slice(2), { township: 't-town2' }))).toContain(
      '由行为发生地办理',
    );
  });

  test('R22.3 the county organ may not hand a township what is not delegated, nor a township send away what is', async () => {
    t.at('2026-07-02');
    const id = await penalty(COUNTY);
    await act(id, 'transfer-organ', as('head', COUNTY), { reason: '赋权给镇里', organ: 't-town2' });
    const moving = {
      penaltyCase: id,
      receiver: 't-town2',
      title: '占道经营案',
      reason: '执法事项已经赋予乡镇、街道',
      item: BASIC,
      basis: '占道经营的处罚已经赋权',
      evidence: ['照片2张'],
      things: [],
      noThings: true,
    };
    expect(await refusal(open('case-transfer', 'send', as('case-clerk', COUNTY), moving))).toContain(
      '没有赋权给桦皮厂镇',
    );
    const town = await penalty(TOWN);
    await act(town, 'transfer-organ', as('head', TOWN), { reason: '想交给区里', organ: COUNTY });
    expect(
      await refusal(
        open('case-transfer', 'send', as('case-clerk', TOWN), {
          ...moving,
          penaltyCase: town,
          receiver: COUNTY,
        }),
      ),
    ).toContain('在左家镇由它办理');
  });

  test('R22.3 only the province delegates, only to a township of the same county', async () => {
    const people = listPeople(t);
    const who = {
      keeper: people.countyKeeper,
      reviewer: people.countyReviewer,
      reviewerOrgan: 't-county-justice',
    };
    const body = {
      basicCode: 'FQ-0002',
      name: '对占道经营的处罚',
      organ: 't-town2',
      item: BASIC,
      fromOrgan: COUNTY,
      kinds: ['行政处罚'],
      decidedBy: '省级人民政府',
      document: '演省政发〔2026〕1号',
    };
    const publish = (more: Record<string, unknown>) =>
      publishBatch(t, 'power-delegation', [{ ...body, ...more }], '2026-07-02', who);
    expect(await refusal(publish({ decidedBy: '市人民政府' }))).toContain('决定机关');
    expect(await refusal(publish({ organ: 't-county-justice' }))).toContain('承接的应当是乡镇人民政府');
    expect(await refusal(publish({ fromOrgan: 't-market' }))).toContain('同一县（市、区）的部门');
  });
});

describe('R20.1 a result found by one is recognised by another and not done twice', () => {
  const result = (more: Record<string, unknown> = {}) => ({
    title: '食堂消防设施检查',
    kind: '现场检查',
    item: 'JC-0001',
    partyName: '演示江畔建筑有限公司',
    partyId: FIRM,
    place: '江畔路工地',
    doneOn: '2026-03-02',
    validUntil: '2026-06-30',
    result: '未发现问题',
    says: '消防设施齐全有效',
    report: '演检录〔2026〕7号',
    by: '市市场监管局执法人员两名',
    ...more,
  });

  test('R20.1 shared, recognised; not the own result, not an unknown, revoked or expired one', async () => {
    t.at('2026-03-03');
    const market = as('case-clerk', 't-market');
    const share = async (more: Record<string, unknown> = {}) => {
      const made = await open('result-sharing', 'register', market, result(more));
      expect(
        await refusal(
          open('mutual-recognition', 'recognise', as('case-clerk', COUNTY), {
            shared: made.record.issued?.result,
            use: '还没有审核的结果',
          }),
        ),
      ).toContain('没有编号是');
      await act(made.caseId, 'share', as('head', 't-market'));
      return made;
    };
    expect(await refusal(share({ partyId: '220202199001011234' }))).toContain('统一社会信用代码');
    expect(await refusal(share({ doneOn: '2026-03-04' }))).toContain('完成日期不能晚于今天');
    const made = await share();
    const number = made.record.issued?.result as string;
    expect(number).toBe('演市监检果〔2026〕1号');
    const county = as('case-clerk', COUNTY);
    const use = { shared: number, use: '年度工地检查' };
    expect(await refusal(open('mutual-recognition', 'recognise', market, use))).toContain('本机关自己的结果');
    expect(
      await refusal(open('mutual-recognition', 'recognise', county, { ...use, shared: '没有这一号' })),
    ).toContain('没有编号是');
    const done = await open('mutual-recognition', 'recognise', county, use);
    expect(done.state).toMatchObject({ phase: 'recognised', bindings: { finder: ['t-market'] } });
    t.at('2026-07-01T01:00:00.000Z');
    await runExpiry(t.office);
    expect(await refusal(open('mutual-recognition', 'recognise', county, use))).toContain(
      '今天有效的共享结果',
    );
  });

  test('R20.1 declined with reasons and evidence; the finder answers in five working days; insisting needs the head', async () => {
    t.at('2026-08-03');
    const made = await open(
      'result-sharing',
      'register',
      as('case-clerk', 't-market'),
      result({ doneOn: '2026-08-03', validUntil: '2026-12-31' }),
    );
    const shared = made.record.issued?.result as string;
    await act(made.caseId, 'share', as('head', 't-market'));
    const no = {
      shared,
      ground: '有证据表明结果可能不实',
      reasons: '八月四日接到举报，附照片，消防栓被拆除。',
    };
    const { caseId } = await open('mutual-recognition', 'decline', as('case-clerk', COUNTY), no);
    expect(await clockOf(caseId, 'answer')).toMatchObject({ due: '2026-08-10' });
    expect(await refusal(act(caseId, 'maintain', as('head', COUNTY), { reasons: '要重新检查' }))).toContain(
      'phase',
    );
    await act(caseId, 'answer', as('case-clerk', 't-market'), {
      result: '认为结果应当认可',
      reasons: '照片与检查日期不符',
    });
    const done = await act(caseId, 'maintain', as('head', COUNTY), { reasons: '现场已经变化，重新检查' });
    expect(done.state.phase).toBe('repeated');
  });
});
