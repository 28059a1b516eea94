/** R7.4 credit records and grades on a real database: closed lists, objection, repair, expiry, measures, the draw's weights. */
import type { Actor, EntryFacts } from '@fadu/kernel';
import { readList } from '@fadu/kernel/draw/index';
import { creditGrading, creditRecord } from '@fadu/plan/enforcement/credit-grading/index';
import {
  catalogueBodies,
  measureBodies,
  modelBody,
  repairInput,
  submission,
} from '@fadu/plan/enforcement/credit-grading/sample.testing';
import { objectBody } from '@fadu/plan/enforcement/inspections/sample.testing';
import { agreed, decision, inPerson, proposal } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { NEVER_SHOWN } from '@fadu/plan/fragments/publication';
import { procedures } from '@fadu/plan/index';
import { demoCitizenId, demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicCredit } from '../credit/reading.ts';
import { objectsFromRegister } from '../draws/compile.ts';
import { listBytes } from '../draws/lists.ts';
import { runExpiry } from '../jobs/expiry.ts';
import { Problem } from '../problem.ts';
import { penaltiesOnShow, penaltyOnShow } from '../publicity/penalties.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import {
  contactedCase,
  type PenaltyGround,
  paidCase,
  penaltyAct,
  penaltyPeople,
  preparePenalty,
} from '../testing/penalty.ts';
import { publishBatch } from '../testing/registers.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let g: PenaltyGround;
const LEAD = 't-office';
const FIRM = demoUscc(501, '220200', '91');
const OTHER = demoUscc(502, '220200', '91');
const THIRD = demoUscc(504, '220200', '91');
const clerk = () => t.staff('case-clerk', 't-market');
const head = () => t.staff('head', 't-market');
const keeper = () => t.staff('credit-clerk', LEAD);
const firm: Actor = { kind: 'person', person: 'p-firm', name: '演示江畔商贸有限公司', posts: [] };

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
const entry = async (register: string, code: string): Promise<EntryFacts['body'] | undefined> =>
  (
    await t.database.pool.query(
      'select body from fadu.entry where register = $1 and code = $2 order by version desc limit 1',
      [register, code],
    )
  ).rows[0]?.body;
const grade = (code: string) => entry('credit-grade', code);

let number = 0;
/** A record of a listing as operating abnormally, entered on the office's day. */
async function entered(more: Record<string, unknown> = {}): Promise<string> {
  const day = t.office.now().slice(0, 10);
  const { caseId } = await open('credit-record', 'submit', clerk(), {
    ...submission({ partyId: FIRM, partyAccount: 'p-firm', decidedOn: day, noticeOn: day }),
    document: `演异列〔2026〕${++number}号`,
    ...more,
  });
  await act(caseId, 'enter', keeper());
  return caseId;
}

beforeAll(async () => {
  t = await testOffice({ procedures: procedures });
  g = await preparePenalty(t);
  await publishBatch(t, 'credit-catalogue', catalogueBodies(LEAD), '2026-03-02');
  await publishBatch(t, 'credit-measure', measureBodies(LEAD), '2026-03-02');
}, 180_000);
afterAll(() => t?.close());

describe('closed lists', () => {
  test('R7.4 nobody is graded before the model is published', async () => {
    t.at('2026-03-02');
    const file = {
      partyName: '演示江畔商贸有限公司',
      partyKind: '企业',
      partyId: FIRM,
      partyAccount: 'p-firm',
    };
    expect(await refusal(open('credit-grading', 'open-file', keeper(), file))).toContain(
      '分级模型还没有公布',
    );
    await publishBatch(t, 'credit-model', [modelBody(LEAD)], '2026-03-02');
    t.at('2026-03-02');
    const { caseId } = await open('credit-grading', 'open-file', keeper(), file);
    expect(await grade(FIRM)).toMatchObject({ class: 'A', score: 100, inputs: [], case: caseId });
    expect(await refusal(open('credit-grading', 'open-file', keeper(), file))).toContain('已经分级');
  });

  test('R7.4 5.5 case 11, INV-C1: jaywalking is not in the catalogue; the attempt is on record', async () => {
    const told = await refusal(
      entered({ catalogue: 'ML-9999', title: '行人闯红灯', source: '其他目录内信息', document: 'x-1111' }),
    );
    expect(told).toContain('目录之外的一律不得记入信用记录');
    const { rows } = await t.database.pool.query(
      `select rule from fadu.attempt where procedure = 'credit-record'`,
    );
    expect(rows.map((r) => r.rule)).toContain('INV-C1');
  });

  test('R7.4 natural persons, minors among them, are never recorded nor graded; wrong codes are named', async () => {
    for (const born of ['1980-05-05', '2013-05-05']) {
      const partyId = demoCitizenId(7, born);
      expect(await refusal(entered({ partyId }))).toContain('自然人（包括未成年人）不进入信用分级');
      expect(
        await refusal(
          open('credit-grading', 'open-file', keeper(), { partyName: '某某', partyKind: '企业', partyId }),
        ),
      ).toContain('自然人（包括未成年人）');
    }
    expect(await refusal(entered({ partyId: `${FIRM.slice(0, 17)}I` }))).toContain('字母不含I、O');
  });

  test('R7.4 the source of the catalogue, the notice served with the decision, the minor record, the closed period', async () => {
    expect(await refusal(entered({ source: '司法裁判和执行' }))).toContain('信息来源是经营异常名录');
    expect(await refusal(entered({ noticeOn: '2026-03-01' }))).toContain('同时送达');
    expect(await refusal(entered({ decidedOn: '2024-01-01', noticeOn: '2024-01-01' }))).toContain(
      '最长公示到2024年12月31日',
    );
    expect(await refusal(entered({ gravity: '严重' }))).toContain('列入经营异常名录的是一般');
    expect(await refusal(entered({ shown: false }))).toContain('一般、严重记录应当公示');
    expect(await refusal(entered({ lead: 't-county-office' }))).toContain('市级');
  });
});

describe('a record’s life', () => {
  let id = '';
  test('R7.4 entered by another than who submitted; the grade follows in the same act and names the record', async () => {
    t.at('2026-05-20');
    const { caseId } = await open('credit-record', 'submit', clerk(), {
      ...submission({ partyId: FIRM, partyAccount: 'p-firm' }),
    });
    id = caseId;
    expect(await entry('credit-record', id)).toBeUndefined();
    await act(id, 'enter', keeper());
    expect(await entry('credit-record', id)).toMatchObject({
      status: '在用',
      until: '2027-05-19',
      repairFrom: '2026-08-20',
    });
    expect(await grade(FIRM)).toMatchObject({ class: 'B', score: 80, gradedOn: '2026-05-20' });
    expect((await grade(FIRM))?.inputs).toEqual([
      expect.objectContaining({ code: id, case: id, points: 20, organ: 't-market' }),
    ]);
    expect(await refusal(open('credit-record', 'submit', clerk(), submission({ partyId: FIRM })))).toContain(
      '不得重复记',
    );
  });

  test('R7.4 INV-C2: no measure outside the list, of the wrong kind, subject, degree or source', async () => {
    const measure = (code: string) => ({ measure: code, implementer: 't-city', content: '提高抽查比例' });
    expect(await refusal(act(id, 'apply-measure', keeper(), measure('CJ-99')))).toContain('清单之外的措施');
    expect(await refusal(act(id, 'apply-measure', keeper(), measure('JL-01')))).toContain('守信激励措施');
    expect(await refusal(act(id, 'apply-measure', keeper(), measure('CJ-02')))).toContain('只对严重失信适用');
    expect(await refusal(act(id, 'apply-measure', clerk(), measure('CJ-01')))).toContain('who');
    const done = await act(id, 'apply-measure', keeper(), measure('CJ-01'));
    const use = `${id}-${done.record.seq}`;
    expect(await entry('credit-measure-use', use)).toMatchObject({
      status: '在用',
      measure: 'CJ-01',
      record: id,
    });
    // The organ that carries it out now sees the case and reports; another does not.
    const city = t.staff('case-clerk', 't-city');
    await act(id, 'report-measure', city, { use: done.record.seq, result: '已列入抽查名单' });
    expect(
      await refusal(act(id, 'report-measure', t.staff('case-clerk', 't-ecology'), { use: 3, result: '无' })),
    ).toContain('not-found');
  });

  test('R7.4 a wrong kind of subject is refused the measure', async () => {
    const coop = demoUscc(503, '220200', '93');
    const other = await entered({ partyId: coop, partyKind: '农民专业合作社' });
    expect(
      await refusal(
        act(other, 'apply-measure', keeper(), {
          measure: 'CJ-01',
          implementer: 't-city',
          content: '提高抽查比例',
        }),
      ),
    ).toContain('对农民专业合作社不得采取');
  });

  test('R7.4 objection by the subject: marked, answered in 7 working days, no new measure meanwhile', async () => {
    t.at('2026-05-21');
    await act(id, 'dispute', firm, { text: '年度报告已经在期限内报送，有回执。' });
    const marked = async () =>
      (await publicCredit(t.office, FIRM, t.office.now().slice(0, 10)))?.records.map((r) => r.disputed);
    expect(await marked()).toEqual([true]);
    const { rows } = await t.database.pool.query(
      `select due from fadu.clock where case_id = $1 and clock = 'objection'`,
      [id],
    );
    expect(rows).toEqual([{ due: '2026-06-01' }]);
    expect(
      await refusal(
        act(id, 'apply-measure', keeper(), { measure: 'CJ-01', implementer: 't-city', content: '再来' }),
      ),
    ).toContain('记录有异议');
    expect(await refusal(act(id, 'dispute', firm, { text: '再提一次异议' }))).toContain('已经有异议');
    await act(id, 'answer-dispute', clerk(), { result: '异议不成立', reasons: '回执是补报的，晚于期限。' });
    expect(await marked()).toEqual([false]);
  });

  test('R7.4 5.5 case 1: too early until 2026-08-20; repaired, everything ends in one act; the content is gone', async () => {
    t.at('2026-08-19');
    expect(await refusal(act(id, 'apply-repair', firm, repairInput))).toContain('2026年8月20日');
    t.at('2026-08-20');
    expect(await refusal(act(id, 'apply-repair', firm, { ...repairInput, duties: false }))).toContain(
      '履行完义务',
    );
    await act(id, 'apply-repair', firm, repairInput);
    const { rows } = await t.database.pool.query(
      `select clock, due from fadu.clock where case_id = $1 and clock in ('acceptance', 'repair') order by 1`,
      [id],
    );
    expect(rows).toEqual([
      { clock: 'acceptance', due: '2026-08-25' },
      { clock: 'repair', due: '2026-09-03' },
    ]);
    expect(
      await refusal(
        act(id, 'decide-repair', head(), { result: '准予修复', verified: true, reasons: '已经纠正' }),
      ),
    ).toContain('还没有受理');
    await act(id, 'accept-repair', clerk(), { opinion: '材料齐全' });
    expect(
      await refusal(
        act(id, 'decide-repair', head(), { result: '准予修复', verified: false, reasons: '已经纠正' }),
      ),
    ).toContain('没有核实');
    const done = await act(id, 'decide-repair', head(), {
      result: '准予修复',
      verified: true,
      reasons: '已经补报并履行承诺',
    });
    expect(done.record.effects.entries?.map((e) => `${e.register} ${String(e.body.status)}`)).toEqual([
      'credit-record 取消',
      'credit-measure-use 取消',
      'credit-grade 在用',
    ]);
    expect(await entry('credit-record', id)).toEqual({
      status: '取消',
      partyId: FIRM,
      why: '已修复',
      case: id,
    });
    expect(await grade(FIRM)).toMatchObject({ class: 'A', inputs: [] });
    expect(await publicCredit(t.office, FIRM, '2026-08-20')).toMatchObject({ records: [], measures: [] });
  });

  test('R7.4 false papers: repair is revoked, the record is back and still ends on its day by itself', async () => {
    t.at('2026-10-12');
    await act(id, 'revoke-repair', head(), { ground: '申请材料虚假', reasons: '凭证系伪造' });
    expect(await entry('credit-record', id)).toMatchObject({ status: '在用', until: '2027-05-19' });
    expect(await grade(FIRM)).toMatchObject({ class: 'B' });
    t.at('2027-05-20T16:30:00.000Z');
    await runExpiry(t.office);
    expect(await entry('credit-record', id)).toEqual({
      status: '取消',
      partyId: FIRM,
      why: '期满',
      case: id,
    });
    expect(await grade(FIRM)).toMatchObject({ class: 'A', gradedOn: '2027-05-21' });
  });

  test('R7.4 an objection that is upheld removes the record in three working days', async () => {
    t.at('2026-06-01');
    const wrong = await entered({ partyId: OTHER });
    expect(
      await refusal(
        act(wrong, 'remove', clerk(), { ground: '异议成立', document: '核实单1号', reasons: '列错企业' }),
      ),
    ).toContain('没有成立的异议');
    await act(wrong, 'register-dispute', keeper(), { text: '电话提出：列错了企业。' });
    await act(wrong, 'answer-dispute', clerk(), { result: '异议成立', reasons: '名称相近，列错' });
    const { rows } = await t.database.pool.query(
      `select due from fadu.clock where case_id = $1 and clock = 'removal'`,
      [wrong],
    );
    expect(rows).toEqual([{ due: '2026-06-04' }]);
    const done = await act(wrong, 'remove', clerk(), {
      ground: '异议成立',
      document: '核实单1号',
      reasons: '列错企业',
    });
    expect(done.state.phase).toBe('removed');
    expect(await entry('credit-record', wrong)).toMatchObject({ status: '取消', why: '已删除' });
  });
});

describe('from a penalty', () => {
  test('R7.4 R22.3 only a decided penalty of the own organ on this party, as grave as its kinds say', async () => {
    const who = penaltyPeople(t);
    t.at('2026-03-02');
    const id = await contactedCase(t, g, { major: false });
    const penalty = {
      partyId: FIRM,
      source: '行政处罚',
      catalogue: 'ML-0301',
      penaltyCase: id,
      document: '演市监罚决〔2026〕1号',
      decidedOn: '2026-03-13',
      noticeOn: '2026-03-13',
      title: '经营超过保质期的食品',
    };
    t.at('2026-03-04');
    expect(await refusal(entered({ ...penalty, decidedOn: '2026-03-04', noticeOn: '2026-03-04' }))).toContain(
      '还没有作出处罚决定',
    );
    await penaltyAct(t, id, 'end-report', who.o1, proposal());
    await penaltyAct(t, id, 'case-review', who.reviewer, agreed);
    await penaltyAct(t, id, 'give-notice', who.clerk);
    await penaltyAct(t, id, 'serve-notice', who.o1, inPerson('2026-03-04'));
    t.at('2026-03-13');
    await penaltyAct(t, id, 'submit-decision', who.clerk);
    await penaltyAct(t, id, 'decide-penalty', who.head, decision());
    const party = (
      await t.database.pool.query(
        `select input ->> 'partyId' as id from fadu.act where case_id = $1 and seq = 1`,
        [id],
      )
    ).rows[0].id as string;
    // The party of this test case has an invented code; nobody else may be given its record.
    expect(party).not.toBe(FIRM);
    expect(await refusal(entered(penalty))).toContain('只能记在受处罚的主体名下');
    expect(
      await refusal(
        open('credit-record', 'submit', t.staff('case-clerk', 't-ecology'), { ...submission(), ...penalty }),
      ),
    ).toContain('本机关没有编号是');
    expect(await refusal(entered({ ...penalty, penaltyCase: undefined }))).toContain('要填写处罚案件编号');
  });
});

describe('repair and the penalty in public', () => {
  const party = demoUscc(511, '220200', '91');
  const name = '演示江畔食品商行有限公司';
  let penalty = '';
  let credit = '';
  const onShow = async (day: string) => {
    const [list, csv] = [
      await penaltiesOnShow(t.office, day),
      await penaltiesOnShow(t.office, day, { words: party }),
    ];
    expect(csv.items.length).toBe(list.items.filter((i) => i.partyCode === party).length);
    return list.items.filter((i) => i.case === penalty).map((i) => i.document);
  };
  const repairs = async (day: string) => {
    t.at(day);
    await act(credit, 'apply-repair', firm, repairInput);
    await act(credit, 'accept-repair', clerk(), { opinion: '材料齐全' });
    return act(credit, 'decide-repair', head(), {
      result: '准予修复',
      verified: true,
      reasons: '罚款已经缴清，问题已经改正',
    });
  };

  test('R7.4 R24.1 INV-C4 granted: the penalty is no longer in public from that moment, in the same act; the record of the act stays', async () => {
    t.at('2026-03-02');
    penalty = await contactedCase(t, g, { major: false }, { partyId: party, partyName: name });
    await paidCase(t, penalty);
    const [document = ''] = await onShow('2026-03-16');
    expect(document).toContain('罚决');
    t.at('2026-03-17');
    credit = await entered({
      partyId: party,
      partyName: name,
      source: '行政处罚',
      catalogue: 'ML-0301',
      penaltyCase: penalty,
      document,
      decidedOn: '2026-03-13',
      noticeOn: '2026-03-13',
      title: '经营超过保质期的食品',
    });
    const done = await repairs('2026-06-15');
    expect(done.record.effects.entries?.map((e) => `${e.register} ${String(e.body.status)}`)).toEqual([
      'credit-record 取消',
      'penalty-record 取消',
    ]);
    expect(await onShow('2026-06-15')).toEqual([]);
    expect(await penaltyOnShow(t.office, document, '2026-06-15')).toBeNull();
    // The entry in force says that it ended and why, and nothing of the penalty.
    expect(await entry('penalty-record', document)).toEqual({
      status: '取消',
      document,
      case: penalty,
      why: '已修复',
      credit,
    });
    // The record: the decision and the act that published it are there, unchanged.
    const { rows } = await t.database.pool.query(
      `select act from fadu.act where case_id = $1 and act in ('decide-penalty', 'publish') order by seq`,
      [penalty],
    );
    expect(rows.map((r) => r.act)).toEqual(['decide-penalty', 'publish']);
  });

  test('R7.4 R24.1 a repaired penalty does not come back by publishing anew', async () => {
    const who = penaltyPeople(t);
    t.at('2026-06-16');
    await penaltyAct(t, penalty, 'withdraw-publication', who.clerk, {
      reason: '信用已经修复，按修复结果撤下',
      notified: ['信用中国'],
    });
    await penaltyAct(t, penalty, 'publish', who.clerk, { channels: ['信用中国'], checked: [...NEVER_SHOWN] });
    expect(await onShow('2026-06-16')).toEqual([]);
  });

  test('R7.4 R24.1 revoked for false papers: in public again to its old last day, unless the organ took it down itself', async () => {
    t.at('2026-06-17');
    await act(credit, 'revoke-repair', head(), { ground: '申请材料虚假', reasons: '缴款凭证系伪造' });
    // The organ took it down on the day before: it does not come back by itself.
    expect(await onShow('2026-06-17')).toEqual([]);

    t.at('2026-03-02');
    penalty = await contactedCase(
      t,
      g,
      { major: false },
      { partyId: party, partyName: name, place: '另一处' },
    );
    await paidCase(t, penalty);
    const [document = ''] = await onShow('2026-03-16');
    const before = await entry('penalty-record', document);
    t.at('2026-03-17');
    credit = await entered({
      partyId: party,
      partyName: name,
      source: '行政处罚',
      catalogue: 'ML-0301',
      penaltyCase: penalty,
      document,
      decidedOn: '2026-03-13',
      noticeOn: '2026-03-13',
      title: '经营超过保质期的食品',
    });
    await repairs('2026-06-15');
    expect(await onShow('2026-06-15')).toEqual([]);
    t.at('2026-06-22');
    await act(credit, 'revoke-repair', head(), { ground: '申请材料虚假', reasons: '缴款凭证系伪造' });
    expect(await onShow('2026-06-22')).toEqual([document]);
    expect(await entry('penalty-record', document)).toEqual(before);
    expect(await onShow(String(before?.until))).toEqual([document]);
    expect(await onShow('2027-03-13')).toEqual([]);
  });
});

describe('rewards and the draw', () => {
  test('R7.4 only class A is rewarded; the reward ends in the act that takes the class away', async () => {
    t.at('2026-09-01');
    const { caseId } = await open('credit-grading', 'open-file', keeper(), {
      partyName: '演示同兴装饰工程有限公司',
      partyKind: '企业',
      partyId: THIRD,
    });
    const reward = { measure: 'JL-01', implementer: 't-city', content: '容缺受理' };
    expect(await refusal(act(caseId, 'grant-reward', keeper(), { ...reward, measure: 'CJ-01' }))).toContain(
      '失信惩戒措施',
    );
    const given = await act(caseId, 'grant-reward', keeper(), reward);
    const use = `${caseId}-${given.record.seq}`;
    expect(await entry('credit-measure-use', use)).toMatchObject({ status: '在用', kind: '守信激励' });
    await entered({ partyId: THIRD, partyName: '演示同兴装饰工程有限公司' });
    expect(await grade(THIRD)).toMatchObject({ class: 'B' });
    expect(await entry('credit-measure-use', use)).toMatchObject({ status: '取消', why: '不再是A类' });
    expect(await refusal(act(caseId, 'grant-reward', keeper(), reward))).toContain('只有A类');
    // Objection to the grade: who computed it does not answer it.
    await act(caseId, 'register-objection', keeper(), { text: '企业认为扣分过重。' });
    expect(
      await refusal(act(caseId, 'answer-objection', keeper(), { result: '维持', reasons: '按模型计算' })),
    ).toContain('计算分级的人不能答复');
    await act(caseId, 'answer-objection', t.staff('head', LEAD), {
      result: '维持',
      reasons: '按模型计算，没有错误',
    });
  });

  test('R7.4 R7.2 an object’s layer and weight in a draw follow its grade of the day, not what the directory says', async () => {
    const bodies = [
      objectBody(1, 't-market', { ref: THIRD, credit: 'A', risk: '中' }),
      objectBody(2, 't-market', { credit: 'C', risk: '中' }),
    ];
    await publishBatch(t, 'inspection-object', bodies, '2026-09-02');
    const rows = async () => {
      const made = await objectsFromRegister(
        t.office,
        { organ: 't-market', person: 'p-x' },
        { title: '餐饮服务单位', classes: ['餐饮服务'] },
      );
      const bytes = await t.office.store.within({ as: 'system' }, (tx) => listBytes(tx, made.hash));
      const list = readList('objects', bytes as Uint8Array);
      return Object.fromEntries(
        Array.from({ length: list.length }, (_, i) => {
          const row = list.row(i) as { ref: string; stratum: string; weight: number };
          return [row.ref, [row.stratum, row.weight]];
        }),
      );
    };
    t.at('2026-09-02');
    // Risk 中 weighs 2; class B of the model weighs 2, C (from the directory) 4.
    expect(await rows()).toEqual({ [THIRD]: ['B', 4], [String(bodies[1]?.ref)]: ['C', 8] });
    t.at('2026-09-03');
    await entered({ partyId: THIRD, partyName: '演示同兴装饰工程有限公司' });
    expect(await rows()).toMatchObject({ [THIRD]: ['C', 8] });
  });
});

test('R7.4 both procedures are served', () => {
  expect([creditRecord.code, creditGrading.code].every((c) => t.office.procedures.has(c))).toBe(true);
});
