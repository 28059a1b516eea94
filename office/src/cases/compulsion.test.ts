/**
 * Measures and transfers on a real database: what is asked of other cases under whose rights, links both ways, the
 * system's own acts when time runs out, notices, and the record of it all.
 */
import type { Actor, CaseFacts } from '@fadu/kernel';
import { samples as measure } from '@fadu/plan/enforcement/compulsion-cases/sample.testing';
import { samples as transfer } from '@fadu/plan/enforcement/criminal-transfer/sample.testing';
import { proposal } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExpiry, runWarnings } from '../jobs/expiry.ts';
import { makePapers } from '../jobs/papers.ts';
import { Problem } from '../problem.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { publishTable } from '../testing/benchmarks.ts';
import {
  type CompulsionGround,
  compulsionPeople,
  measureInputs,
  officersOf,
  prepareCompulsion,
  reportCrime,
  servedCase,
} from '../testing/compulsion.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { film, filmed, handInAs } from '../testing/penalty.ts';
import { answerAll } from './answers.ts';
import { todo } from './lists.ts';
import { loadCase } from './load.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let api: TestApi;
let g: CompulsionGround;
let who: ReturnType<typeof compulsionPeople>;

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  who = compulsionPeople(t);
  g = await prepareCompulsion(t);
}, 180_000);
afterAll(() => t?.close());

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
/** Hand in the film of a step. */
const filmOf = async (id: string, seq: number, capturedAt: string) => {
  const bytes = film(2000 + seq);
  await handInAs(t, id, who.o1, bytes, filmed(bytes, { seq, capturedAt }));
};
const noticesOf = async (id: string) =>
  (
    await t.database.pool.query<{ organ: string; text: string }>(
      'select organ, text from fadu.notice where case_id = $1 order by id',
      [id],
    )
  ).rows;

describe('R24.10 a seizure that runs out', () => {
  test('R24.10 INV-C1 alarm five working days before, due today, lapsed by the system, noticed, returned late and seen', async () => {
    const penalty = await servedCase(t, g);
    t.at('2026-03-03');
    const inputs = measureInputs(g, penalty.number, '2026-03-03');
    expect(
      await refusal(
        open('compulsory-measure', 'apply', who.o1, { ...inputs.apply, penaltyCase: '没有这一号' }),
      ),
    ).toContain('没有编号是“没有这一号”的案件');
    expect(
      await refusal(open('compulsory-measure', 'apply', who.o1, { ...inputs.apply, item: g.item })),
    ).toContain('不能据以办理行政强制');
    const { caseId: id } = await open('compulsory-measure', 'apply', who.o1, inputs.apply);
    await act(id, 'approve', who.head, inputs.approve);
    // The party is told when it happens, not before: what is planned is hidden from it.
    const party: Actor = { kind: 'person', person: 'p-party', name: '当事人', posts: [] };
    expect((await api.ask(party, 'GET', `/api/v1/cases/${id}`)).status).toBe(404);
    t.at('2026-03-03T08:00:00.000Z');
    expect(
      await refusal(
        act(id, 'implement', who.o1, { ...inputs.implement, officers: officersOf(g).slice(0, 1) }),
      ),
    ).toContain('执法人员不得少于2人');
    const done = await act(id, 'implement', who.o1, inputs.implement);
    expect(done.record.issued?.['measure-decision']).toMatch(/强措〔2026〕1号$/);

    expect((await api.ask(party, 'GET', `/api/v1/cases/${id}`)).status).toBe(200);

    // Both cases show each other, to those who may see them.
    const shown = await api.ask(who.o1, 'GET', `/api/v1/cases/${id}`);
    expect(shown.body.beside.map((c: { id: string }) => c.id)).toEqual([penalty.id]);
    const other = await api.ask(who.o1, 'GET', `/api/v1/cases/${penalty.id}`);
    expect(other.body.beside.map((c: { id: string }) => c.id)).toEqual([id]);
    expect((await api.ask(who.stranger, 'GET', `/api/v1/cases/${id}`)).status).toBe(404);

    // Sealed on 3 March: ends on 2 April; five working days before is 26 March.
    t.at('2026-03-25');
    await runWarnings(t.office);
    expect(await noticesOf(id)).toEqual([]);
    t.at('2026-03-26');
    await runWarnings(t.office);
    expect((await noticesOf(id)).map((n) => n.text)).toEqual([
      '“对幸福超市过期牛奶的扣押”的“强制措施的期限”将于2026年4月2日（星期四）届满，请及早办理。',
    ]);
    t.at('2026-04-02');
    const today = (await todo(t.office, who.o1)).find((i) => i.caseId === id && i.clock === 'measure');
    expect(today).toMatchObject({ group: 'today', due: '2026-04-02', mine: true });
    await runExpiry(t.office);
    expect((await loadCase(t.office, { as: 'system' }, id)).state.phase).toBe('active');
    t.at('2026-04-02T16:05:00.000Z');
    await runExpiry(t.office);
    const lapsed = await loadCase(t.office, { as: 'system' }, id);
    expect(lapsed.state.phase).toBe('lapsed');
    expect(lapsed.state.acts.at(-1)).toMatchObject({ act: 'lapse', actor: { kind: 'system' } });
    expect((await noticesOf(id)).at(-1)).toEqual({
      organ: 't-market',
      text: '“对幸福超市过期牛奶的扣押”的“强制措施的期限”已于2026年4月2日（星期四）届满，系统已登记“措施期满失效”。',
    });
    // What supervision reads: the limit was passed, and the goods are owed.
    const { rows } = await t.database.pool.query(
      `select clock, state, late, due from fadu.clock where case_id = $1 and clock in ('measure', 'return') order by clock`,
      [id],
    );
    expect(rows).toMatchObject([
      { clock: 'measure', state: 'stopped', late: true },
      { clock: 'return', state: 'running', late: false },
    ]);
    t.at('2026-04-07');
    const owed = (await todo(t.office, who.o1)).find((i) => i.caseId === id && i.clock === 'return');
    expect(owed?.group).toBe('overdue');

    // Not again on the same things; only back.
    const again = await open('compulsory-measure', 'apply', who.o1, inputs.apply);
    await act(again.caseId, 'approve', who.head, inputs.approve);
    expect(
      await refusal(
        act(again.caseId, 'implement', who.o1, { ...inputs.implement, on: '2026-04-07', time: '08:30' }),
      ),
    ).toContain('不得以同一理由再次扣押');
    await act(again.caseId, 'cancel', who.head, { reason: '措施已经失效' });
    const whole = { ...measure.return, on: '2026-04-07' };
    expect(await refusal(act(id, 'return-goods', who.o1, whole))).toContain('行政强制信息还没有公示');
    await act(id, 'publish', who.clerk, measure.publish);
    expect(await refusal(act(id, 'return-goods', who.o1, { ...measure.return, on: '2026-04-07' }))).toContain(
      '第3步（2026年3月3日）的“查封、扣押”没有录像',
    );
    await filmOf(id, 3, '2026-03-03T07:10:00Z');
    const back = await act(id, 'return-goods', who.o1, whole);
    expect(back.state.ended).toBe('done');
  }, 60_000);

  test('R24.10 C3 taken on the spot and not approved in 24 hours: the system lifts it; the head comes too late', async () => {
    const penalty = await servedCase(t, g);
    t.at('2026-04-30T14:40:00.000Z');
    const inputs = measureInputs(g, penalty.number, '2026-04-30');
    const things = [{ ...measure.implement.things[0], mark: 'LSV-2026-0001', name: '货车' }];
    const { caseId: id } = await open('compulsory-measure', 'act-first', who.o1, {
      ...inputs.actFirst,
      things,
      time: '22:00',
    });
    t.at('2026-05-01T14:00:30.000Z');
    expect(await refusal(act(id, 'approve-after', who.head, measure.approve))).toContain(
      '已经超过二十四小时',
    );
    await runExpiry(t.office);
    const now = await loadCase(t.office, { as: 'system' }, id);
    expect(now.state.phase).toBe('returning');
    expect(now.state.acts.at(-1)?.act).toBe('approval-missed');
    t.at('2026-05-06');
    const unrecorded = [{ record: 1, reason: '记录仪没有电，见证人在场并签名' }];
    await act(id, 'return-goods', who.o1, { ...measure.return, on: '2026-05-06', unrecorded });
  }, 60_000);

  test('R24.10 no double sealing, though the organ that asks does not see the other case', async () => {
    const penalty = await servedCase(t, g);
    t.at('2026-03-03T08:00:00.000Z');
    const inputs = measureInputs(g, penalty.number, '2026-03-03');
    const things = [{ ...measure.implement.things[0], mark: 'LSV 2026 0002', name: '货车' }];
    const { caseId } = await open('compulsory-measure', 'apply', who.o1, inputs.apply);
    await act(caseId, 'approve', who.head, inputs.approve);
    await act(caseId, 'implement', who.o1, { ...inputs.implement, things });
    const ask = (organs: readonly string[]) =>
      answerAll(
        t.office,
        '220200',
        [{ ask: 'linked', to: 'thing:LSV20260002', procedure: 'compulsory-measure', facts: ['apply.title'] }],
        organs,
      ).then((a) => a[0]?.answer as readonly CaseFacts[]);
    expect(await ask(['t-ecology'])).toEqual([
      {
        id: '',
        procedure: 'compulsory-measure',
        title: '',
        phase: 'active',
        owner: 't-market',
        facts: {},
        conds: ['in-force'],
        done: {},
        numbers: {},
        hidden: true,
      },
    ]);
    expect((await ask(['t-market']))[0]).toMatchObject({
      id: caseId,
      facts: { 'apply.title': '对幸福超市过期牛奶的扣押' },
    });
    const named = (organs: readonly string[]) =>
      answerAll(t.office, '220200', [{ ask: 'case', case: caseId, facts: [] }], organs).then(
        (a) => a[0]?.answer,
      );
    expect(await named(['t-ecology'])).toBeNull();
    expect(await named([])).toBeNull();
    expect(await named(['t-market'])).toMatchObject({ id: caseId, phase: 'active' });
    const second = await open('compulsory-measure', 'apply', who.o1, inputs.apply);
    await act(second.caseId, 'approve', who.head, inputs.approve);
    expect(await refusal(act(second.caseId, 'implement', who.o1, { ...inputs.implement, things }))).toContain(
      '“LSV20260002”正被市市场监管局查封、扣押或者冻结，不得重复采取措施',
    );
  }, 60_000);
});

describe('R7.5 exempt from compulsion', () => {
  test('R7.5 article 16: the published list stops the applicant, on the spot too; with reasons it goes to the head', async () => {
    t.at('2026-03-02');
    await publishTable(
      t,
      'lenient-list',
      {
        basicCode: `${g.compulsion.slice(-12)}-Q01`,
        name: '临期食品已经下架的免予扣押',
        organ: 't-market',
        basis: [{ instrument: '演示食品法', article: '110' }],
        item: g.compulsion.slice(-12),
        list: '免予行政强制',
        violation: '经营临近保质期的食品',
        conditions: [
          { fact: 'slight', test: 'true' },
          { fact: 'correctedInTime', test: 'true' },
        ],
        proof: ['现场照片'],
        measures: ['指导约谈'],
      },
      '2026-03-02',
    );
    const penalty = await servedCase(t, g);
    t.at('2026-03-04T08:00:00.000Z');
    const inputs = measureInputs(g, penalty.number, '2026-03-04');
    const facts = { slight: true, correctedInTime: true };
    const things = [{ ...measure.implement.things[0], spec: '批号20260303' }];
    const said = '符合免予行政强制清单：临期食品已经下架的免予扣押';
    expect(
      await refusal(open('compulsory-measure', 'apply', who.o1, { ...inputs.apply, ...facts })),
    ).toContain(said);
    expect(
      await refusal(
        open('compulsory-measure', 'act-first', who.o1, {
          ...inputs.actFirst,
          things,
          ...facts,
          time: '15:30',
        }),
      ),
    ).toContain(said);
    const exemptReasons = '同批货物去向不明，不扣押会流入市场';
    const { caseId: id } = await open('compulsory-measure', 'apply', who.o1, {
      ...inputs.apply,
      ...facts,
      exemptReasons,
    });
    await act(id, 'approve', who.head, { result: '不批准', opinion: '已经下架，约谈即可' });
    await open('compulsory-measure', 'apply', who.o1, { ...inputs.apply, slight: true });
  }, 60_000);
});

describe('R22.4 a transfer to the police and back', () => {
  test('R22.4 reported, decided by the principal head, handed over, declined; no penalty meanwhile; P1 goes on after', async () => {
    const penalty = await servedCase(t, g);
    t.at('2026-03-09');
    const id = await reportCrime(t, g, penalty.number, who.o1, '2026-03-09');
    expect(await refusal(reportCrime(t, g, penalty.number, who.o1, '2026-03-09'))).toContain(
      '请在那一件里办理',
    );
    expect(await refusal(act(penalty.id, 'end-report', who.o1, proposal()))).toContain(
      '不得以行政处罚代替移送',
    );
    const party: Actor = { kind: 'person', person: 'p-party', name: '当事人', posts: [] };
    expect((await api.ask(party, 'GET', `/api/v1/cases/${id}`)).status).toBe(404);
    expect((await api.ask(party, 'GET', `/api/v1/cases/${penalty.id}`)).body.beside).toEqual([]);
    expect(await refusal(act(id, 'decide', who.head, transfer.decide))).toContain(
      '应由移送机关的正职负责人办理',
    );
    await act(id, 'decide', who.principal, transfer.decide);
    t.at('2026-03-10T00:30:00.000Z');
    const sent = { ...transfer.handOver, on: '2026-03-10', time: '08:20' };
    expect(await refusal(act(id, 'hand-over', who.clerk, { ...sent, papers: [] }))).toContain(
      '移送材料不齐全',
    );
    const handed = await act(id, 'hand-over', who.clerk, sent);
    const number = handed.record.issued?.transfer ?? '';
    await act(penalty.id, 'transfer-police', who.clerk, { transfer: number });
    expect((await loadCase(t.office, { as: 'organ', organ: 't-police' }, id)).state.phase).toBe('handed');
    await act(id, 'police-receipt', who.police, { ...transfer.receipt, on: '2026-03-10' });
    t.at('2026-03-12');
    await act(id, 'police-decision', who.police, {
      ...transfer.declined,
      decidedOn: '2026-03-12',
      noticeOn: '2026-03-12',
    });
    expect(
      await refusal(act(penalty.id, 'police-reply', who.o1, { result: '不立案', document: '不立案1号' })),
    ).toContain('先等复议、监督的结果');
    t.at('2026-03-16');
    await act(id, 'accept-declined', who.clerk, { note: '恢复办理处罚案件' });
    await act(penalty.id, 'police-reply', who.o1, { result: '不立案', document: '不立案1号' });
    const { rows } = await t.database.pool.query(
      `select state, due from fadu.clock where case_id = $1 and clock = 'decision'`,
      [penalty.id],
    );
    // Filed on 2 March: 31 May; six days at the police.
    expect(rows[0]).toMatchObject({ state: 'running' });
    const report = await act(penalty.id, 'end-report', who.o1, proposal());
    expect(report.state.phase).toBe('case-review');
    const view = await api.ask(who.clerk, 'GET', `/api/v1/cases/${penalty.id}`);
    expect(view.body.beside).toEqual([
      expect.objectContaining({ id, procedure: '涉嫌犯罪案件移送', phase: '退回行政处理', ended: 'done' }),
    ]);
    // What was asked and told is on record with the act.
    const end = report.state.acts.at(-1);
    expect(end?.effects.answered?.some((a) => a.question.ask === 'linked')).toBe(true);
  }, 60_000);

  test('R22.4 INV-R1 filed: no new fine; the seized goods go along, and the transfer closes only then', async () => {
    const penalty = await servedCase(t, g);
    t.at('2026-03-03T08:00:00.000Z');
    const inputs = measureInputs(g, penalty.number, '2026-03-03');
    const { caseId: seizure } = await open('compulsory-measure', 'apply', who.o1, {
      ...inputs.apply,
      title: '对另一批牛奶的扣押',
    });
    await act(seizure, 'approve', who.head, inputs.approve);
    await act(seizure, 'implement', who.o1, inputs.implement);
    t.at('2026-03-09');
    const id = await reportCrime(t, g, penalty.number, who.o1, '2026-03-09');
    await act(id, 'decide', who.principal, transfer.decide);
    t.at('2026-03-09T02:00:00.000Z');
    const empty = { ...transfer.handOver, on: '2026-03-09', time: '09:30', things: [], noThings: true };
    expect(await refusal(act(id, 'hand-over', who.clerk, empty))).toContain('对另一批牛奶的扣押');
    const handed = await act(id, 'hand-over', who.clerk, {
      ...transfer.handOver,
      on: '2026-03-09',
      time: '09:30',
    });
    const number = handed.record.issued?.transfer ?? '';
    await act(id, 'police-receipt', who.clerk, { ...transfer.receipt, on: '2026-03-09' });
    t.at('2026-03-11');
    await act(id, 'police-decision', who.police, {
      ...transfer.filed,
      decidedOn: '2026-03-11',
      noticeOn: '2026-03-11',
    });
    expect(await refusal(act(penalty.id, 'end-report', who.o1, proposal()))).toContain('不再给予罚款');
    const whole = { ...transfer.handGoods, on: '2026-03-11' };
    expect(await refusal(act(id, 'hand-goods', who.clerk, whole))).toContain(
      '“对另一批牛奶的扣押”的财物还没有随案移送',
    );
    const along = {
      transfer: number,
      on: '2026-03-11',
      receiver: '民警赵某',
      receipt: '交接单',
      whole: true,
      toldOn: '2026-03-11',
    };
    await filmOf(seizure, 3, '2026-03-03T07:10:00Z');
    await act(seizure, 'publish', who.clerk, measure.publish);
    expect((await act(seizure, 'hand-to-police', who.clerk, along)).state.phase).toBe('handed-over');
    expect((await act(id, 'hand-goods', who.clerk, whole)).state.phase).toBe('completed');
    // The papers are made from what is on record, the party from the penalty case.
    await makePapers(t.office, id, handed.record.seq);
    const { rows } = await t.database.pool.query(
      'select title, number from fadu.paper where case_id = $1 order by title',
      [id],
    );
    expect(rows).toEqual([
      expect.objectContaining({ title: '涉嫌犯罪案件移送书', number }),
      expect.objectContaining({ title: '涉案物品清单' }),
    ]);
  }, 60_000);
});
