/**
 * Compulsory execution and cases that come back from criminal justice on a real database: whole courses, each refusal with
 * its rule, the court's and the organ's clocks, who sees what, and the papers.
 */
import type { Actor } from '@fadu/kernel';
import { samples as measure } from '@fadu/plan/enforcement/compulsion-cases/sample.testing';
import { samples as transfer } from '@fadu/plan/enforcement/criminal-transfer/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExpiry } from '../jobs/expiry.ts';
import { makePapers } from '../jobs/papers.ts';
import { Problem } from '../problem.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import {
  type CompulsionGround,
  compulsionPeople,
  officersOf,
  prepareCompulsion,
  servedCase,
} from '../testing/compulsion.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { film, filmed, handInAs, MARKET } from '../testing/penalty.ts';
import { codeOf, enterText, publishBatch } from '../testing/registers.ts';
import { loadCase } from './load.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let api: TestApi;
let g: CompulsionGround;
let who: ReturnType<typeof compulsionPeople>;
/** An item of compulsion whose only basis is a local regulation: no power of one's own. */
let local = '';
const party: Actor = { kind: 'person', person: 'p-party', name: '当事人', posts: [] };

const LOCAL = {
  basicCode: '220319009000',
  name: '对占用公共场地物品的清除',
  organ: MARKET,
  basis: [{ instrument: '演示市容条例', article: '3' }],
  kind: '行政强制',
  field: '市场监管',
  level: '市级',
  bodyNature: '法定机关',
};

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  who = compulsionPeople(t);
  g = await prepareCompulsion(t);
  await enterText(t, {
    title: '演示市容条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  await publishBatch(t, 'enforcement-item', [LOCAL], '2026-03-02');
  local = codeOf(t, 'enforcement-item', LOCAL);
}, 180_000);
afterAll(() => t?.close());

const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};
const opening = (more: object = {}) => ({
  title: '幸福超市不拆除占道雨棚',
  decision: '演城责改〔2026〕1号',
  servedOn: '2026-03-02',
  performBy: '2026-03-20',
  obligation: '排除妨碍、恢复原状',
  power: '本机关依照法律强制执行',
  item: g.compulsion,
  partyName: '演示市幸福超市有限公司',
  partyAddress: '演示市中心路1号',
  partyAccount: 'p-party',
  ...more,
});
const court = (more: object = {}) => opening({ power: '申请人民法院强制执行', item: undefined, ...more });
const open = (input: unknown) =>
  openCase(t.office, 'compulsory-execution', { act: 'open', actor: who.clerk, input, key: key() });
const served = (servedOn: string) => ({
  method: '单位收件人签收',
  servedOn,
  receiver: '收发室',
  relation: '收发人员',
  receipt: '回证1号',
});
const decision = (on: string) => ({
  way: '其他强制执行方式',
  on,
  reason: '经催告期满仍不拆除',
  reconsiderationBody: '演示市人民政府',
  court: '演示市城区人民法院',
});
const ground = (on: string, more: object = {}) => ({
  officers: officersOf(g),
  on,
  from: '09:00',
  to: '10:30',
  utilities: false,
  record: '当事人在场，逐项清点物品后拆除',
  ...more,
});
const clocks = async (id: string, ...names: string[]) =>
  (
    await t.database.pool.query(
      `select clock, state, late, due from fadu.clock where case_id = $1 and clock = any($2) order by clock`,
      [id, names],
    )
  ).rows;
const noon = (day: string) => `${day}T04:00:00.000Z`;

describe('R24.10 compulsory execution by the organ itself', () => {
  test('R24.10 only a law gives the power; a fine stays in its case; the decision must be due', async () => {
    t.at('2026-03-23');
    expect(await refusal(open(opening({ item: undefined })))).toContain('OWN-POWER');
    expect(await refusal(open(opening({ item: local })))).toContain('应当申请人民法院');
    expect(await refusal(open(opening({ item: g.item })))).toContain('OWN-POWER');
    expect(await refusal(open(opening({ performBy: '2026-03-23' })))).toContain('NOT-DUE');
    const penalty = await servedCase(t, g);
    t.at('2026-03-23');
    const fine = { obligation: '金钱给付', amount: 5000, penaltyCase: penalty.number };
    expect(await refusal(open(court(fine)))).toContain('在处罚案件里办理');
  }, 60_000);

  test('R24.10 urged, heard, decided, served, executed by day, recorded, closed; each step out of turn is refused', async () => {
    t.at('2026-03-23');
    const { caseId: id } = await open(opening());
    expect(await refusal(act(id, 'serve-urge', who.clerk, served('2026-03-23')))).toContain(
      '还没有制作催告书',
    );
    const urged = await act(id, 'urge', who.clerk, { performBy: '2026-04-03', way: '自行拆除' });
    expect(urged.record.issued?.['execution-urge']).toMatch(/执催〔2026〕1号$/);
    await act(id, 'serve-urge', who.clerk, served('2026-03-23'));
    expect(await refusal(act(id, 'decide-execution', who.head, decision('2026-04-08')))).toContain(
      'URGE-OVER',
    );
    // The party states its case through the portal's interface; it sees its own case only.
    expect((await api.ask(party, 'GET', `/api/v1/cases/${id}`)).status).toBe(200);
    expect((await api.ask(who.stranger, 'GET', `/api/v1/cases/${id}`)).status).toBe(404);
    await act(id, 'state-defence', party, { text: '正在联系施工队，请求宽限' });
    t.at(noon('2026-04-07'));
    expect(await refusal(act(id, 'decide-execution', who.head, decision('2026-04-08')))).toContain(
      '还没有复核',
    );
    expect(await refusal(act(id, 'urge', who.clerk, { performBy: '2026-04-20', way: '自行拆除' }))).toContain(
      '还没有复核',
    );
    await act(id, 're-examine', who.clerk, { result: '不成立', reasons: '已经给出合理期限' });
    expect(await refusal(act(id, 'decide-execution', who.clerk, decision('2026-04-08')))).toContain('who');
    const decided = await act(id, 'decide-execution', who.head, decision('2026-04-08'));
    expect(decided.record.issued?.['execution-decision']).toMatch(/强执〔2026〕1号$/);
    expect(await refusal(act(id, 'execute', who.o1, ground('2026-04-07')))).toContain('还没有送达');
    await act(id, 'serve-execution', who.clerk, served('2026-04-07'));
    t.at(noon('2026-04-09'));
    const night = ground('2026-04-08', { from: '22:30', to: '23:30' });
    expect(await refusal(act(id, 'execute', who.o1, night))).toContain('INV-C4');
    expect(await refusal(act(id, 'execute', who.o1, ground('2026-04-08', { utilities: true })))).toContain(
      '不得对居民生活采取停止供水',
    );
    const alone = ground('2026-04-08', { officers: officersOf(g).slice(0, 1) });
    expect(await refusal(act(id, 'execute', who.o1, alone))).toContain('执法人员不得少于2人');
    const executed = await act(id, 'execute', who.o1, ground('2026-04-08'));
    expect(executed.state.phase).toBe('closing');
    const note = { note: '已经拆除，现场清理完毕' };
    expect(await refusal(act(id, 'close', who.clerk, note))).toContain('行政强制信息还没有公示');
    await act(id, 'publish', who.clerk, measure.publish);
    expect(await refusal(act(id, 'close', who.clerk, note))).toContain('“强制执行的现场”没有录像');
    const bytes = film(3100);
    await handInAs(
      t,
      id,
      who.o1,
      bytes,
      filmed(bytes, { seq: executed.record.seq, capturedAt: '2026-04-08T01:10:00Z' }),
    );
    expect((await act(id, 'close', who.clerk, note)).state).toMatchObject({
      phase: 'performed',
      ended: 'done',
    });
    await makePapers(t.office, id, decided.record.seq);
    const { rows } = await t.database.pool.query('select title from fadu.paper where case_id = $1', [id]);
    expect(rows.map((r) => r.title)).toContain('强制执行决定书');
  }, 90_000);

  test('R24.10 §2.6 case 10, article 42: no cut without remedial measures; the agreement broken, execution goes on', async () => {
    t.at('2026-03-23');
    const { caseId: id } = await open(opening({ title: '另一处雨棚' }));
    await act(id, 'urge', who.clerk, { performBy: '2026-04-03', way: '自行拆除' });
    await act(id, 'serve-urge', who.clerk, served('2026-03-23'));
    const terms = { terms: '分两期拆除', harmless: true, cut: 500 };
    expect(await refusal(act(id, 'agree', who.head, terms))).toContain('REMEDIAL');
    await act(id, 'agree', who.head, { ...terms, remedial: '已经清理占道货物' });
    expect((await act(id, 'agreement-broken', who.clerk, { note: '第二期没有履行' })).state.phase).toBe(
      'due',
    );
    await act(id, 'record-performance', who.clerk, { note: '当事人拆除', receipt: '照片六张' });
    expect((await act(id, 'close', who.clerk, { note: '自行履行' })).state.phase).toBe('performed');
  }, 60_000);
});

describe('R24.10 execution by the court', () => {
  test('R24.10 INV-C5 §2.6 case 5 ten working days after the letter; the court’s days; objection; result', async () => {
    t.at('2026-09-21');
    const { caseId: id } = await open(court({ performBy: '2026-09-10' }));
    await act(id, 'remedy-over', who.clerk, { on: '2026-09-20', none: true });
    await act(id, 'urge', who.clerk, { performBy: '2026-09-30', way: '自行拆除' });
    await act(id, 'serve-urge', who.clerk, served('2026-09-21'));
    const application = {
      court: '演示市城区人民法院',
      facts: '占道搭建雨棚，责令拆除后没有履行',
      partyOpinion: '没有提出意见',
      target: '雨棚一处',
      signedBy: '局长',
    };
    t.at(noon('2026-10-12'));
    await runExpiry(t.office);
    expect(await refusal(act(id, 'apply-court', who.head, application))).toContain('还没有满十个工作日');
    t.at(noon('2026-10-13'));
    const sent = await act(id, 'apply-court', who.head, application);
    expect(await clocks(id, 'court-accept')).toMatchObject([{ state: 'running', due: '2026-10-20' }]);
    expect(await refusal(act(id, 'court-declined', who.head, { note: '不再等待' }))).toContain(
      'COURT-DECLINED',
    );
    await act(id, 'court-accepts', who.clerk, { result: '受理', on: '2026-10-13', document: '行审1号' });
    expect(await clocks(id, 'court-rule')).toMatchObject([{ state: 'running', due: '2026-10-22' }]);
    t.at(noon('2026-10-20'));
    await act(id, 'court-rules', who.clerk, { result: '不予执行', on: '2026-10-20', document: '裁定1号' });
    expect(await clocks(id, 'objection')).toMatchObject([{ state: 'running', due: '2026-11-04' }]);
    await act(id, 'object', who.head, { sentOn: '2026-10-20', reason: '裁定有误' });
    await act(id, 'court-rules', who.clerk, { result: '准予执行', on: '2026-10-20', document: '裁定2号' });
    await act(id, 'court-result', who.clerk, { result: '执行完毕', document: '结案1号' });
    expect((await act(id, 'close', who.clerk, { note: '法院执行完毕' })).state.phase).toBe('performed');
    await makePapers(t.office, id, sent.record.seq);
    const { rows } = await t.database.pool.query('select title from fadu.paper where case_id = $1', [id]);
    expect(rows.map((r) => r.title)).toContain('强制执行申请书');
  }, 60_000);

  test('P9 three months after the time to sue ran out the court is closed', async () => {
    t.at('2026-03-23');
    const { caseId: id } = await open(court({ title: '逾期申请的一件' }));
    await act(id, 'remedy-over', who.clerk, { on: '2026-03-20', none: true });
    await act(id, 'urge', who.clerk, { performBy: '2026-04-03', way: '自行拆除' });
    await act(id, 'serve-urge', who.clerk, served('2026-03-23'));
    t.at(noon('2026-06-23'));
    await runExpiry(t.office);
    expect(
      await refusal(
        act(id, 'apply-court', who.head, {
          court: '演示市城区人民法院',
          facts: '占道搭建雨棚，责令拆除后没有履行',
          partyOpinion: '没有提出意见',
          target: '雨棚一处',
          signedBy: '局长',
        }),
      ),
    ).toContain('三个月期限已过');
    const end = { ground: '执行标的灭失', reason: '雨棚被大风吹毁' };
    expect((await act(id, 'terminate', who.head, end)).state.phase).toBe('terminated');
  }, 60_000);
});

describe('R22.4 back from criminal justice', () => {
  const receive = (more: object = {}) =>
    openCase(t.office, 'reverse-transfer', {
      act: 'register-opinion',
      actor: who.clerk,
      input: { ...transfer.opinion, ...more },
      key: key(),
    });

  test('R22.4 §7.4 an opinion is handled in a case of this organ and answered in writing within two months', async () => {
    const penalty = await servedCase(t, g);
    t.at('2026-06-30');
    expect(await refusal(receive({ receivedOn: '2026-07-01' }))).toContain('OPINION-DAY');
    expect(await refusal(receive({ penaltyCase: '没有这一号' }))).toContain('CASE');
    const { caseId: id } = await receive();
    expect(await clocks(id, 'answer')).toMatchObject([{ state: 'running', due: '2026-08-31' }]);
    expect((await api.ask(who.stranger, 'GET', `/api/v1/cases/${id}`)).status).toBe(404);
    const answer = { result: '已经罚款五千元并送达', document: '答复1号', sentOn: '2026-08-31' };
    expect(await refusal(act(id, 'answer', who.clerk, answer))).toContain('phase');
    const handling = { result: '立案处理', reason: '违法事实存在，应当处罚' };
    expect(await refusal(act(id, 'decide-handling', who.head, handling))).toContain('HANDLED');
    expect(
      await refusal(act(id, 'decide-handling', who.clerk, { ...handling, handled: penalty.number })),
    ).toContain('who');
    await act(id, 'decide-handling', who.head, { ...handling, handled: penalty.number });
    const beside = (await api.ask(who.clerk, 'GET', `/api/v1/cases/${penalty.id}`)).body.beside;
    expect(beside.map((c: { id: string }) => c.id)).toContain(id);
    t.at(noon('2026-08-31'));
    expect(await refusal(act(id, 'answer', who.clerk, { ...answer, sentOn: '2026-09-01' }))).toContain(
      'ANSWER-DAY',
    );
    const done = await act(id, 'answer', who.clerk, answer);
    expect(done.state).toMatchObject({ phase: 'answered', ended: 'done' });
    expect(await clocks(id, 'answer')).toMatchObject([{ state: 'stopped', late: false }]);
    await makePapers(t.office, id, done.record.seq);
    const { rows } = await t.database.pool.query('select title from fadu.paper where case_id = $1', [id]);
    expect(rows).toEqual([{ title: '检察意见处理情况答复函' }]);
  }, 60_000);

  test('R22.4 too old by the first discovery of any authority: no case is opened, and the answer says so', async () => {
    const penalty = await servedCase(t, g);
    t.at('2026-06-30');
    const { caseId: id } = await receive({ actEndedOn: '2023-12-01', discoveredOn: '2025-12-02' });
    const reason = '首次发现时已经超过追究时效';
    expect(
      await refusal(
        act(id, 'decide-handling', who.head, { result: '立案处理', handled: penalty.number, reason }),
      ),
    ).toContain('LIMITATION');
    await act(id, 'decide-handling', who.head, { result: '不予立案', reason });
    t.at(noon('2026-09-02'));
    await act(id, 'answer', who.clerk, {
      result: '超过追究时效，不予处罚',
      document: '答复2号',
      sentOn: '2026-09-02',
    });
    expect(await clocks(id, 'answer')).toMatchObject([{ state: 'stopped', late: true }]);
  }, 60_000);

  test('R22.4 withdrawn when the case is prosecuted after all: nothing is owed any more', async () => {
    t.at('2026-06-30');
    const { caseId: id } = await receive({ title: '后来提起公诉的案件' });
    const withdrawn = await act(id, 'withdrawn', who.clerk, {
      document: '撤回1号',
      reason: '提起公诉',
      on: '2026-06-30',
    });
    expect(withdrawn.state).toMatchObject({ phase: 'withdrawn', ended: 'stopped' });
    expect((await loadCase(t.office, { as: 'system' }, id)).state.ended).toBe('stopped');
    expect(await clocks(id, 'answer')).toMatchObject([{ state: 'stopped', late: false }]);
  }, 60_000);
});
