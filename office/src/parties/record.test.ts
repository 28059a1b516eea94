/** R22.3 the record of a party: everything of one body in one time line, each organ with its own rights. */
import type { Actor } from '@fadu/kernel';
import { ANONYMOUS } from '@fadu/kernel';
import {
  catalogueBodies,
  measureBodies,
  modelBody,
  submission,
} from '@fadu/plan/enforcement/credit-grading/sample.testing';
import { objectBody } from '@fadu/plan/enforcement/inspections/sample.testing';
import {
  agreed,
  clue,
  contact,
  decision,
  filing,
  inPerson,
  proposal,
} from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { demoCitizenId, demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase, performAct } from '../cases/perform.ts';
import type { Problem } from '../problem.ts';
import { indexCase } from '../public/index.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { penaltyPeople, preparePenalty } from '../testing/penalty.ts';
import { publishBatch } from '../testing/registers.ts';
import type { PartyRecord } from './record.ts';

let t: TestOffice;
let api: TestApi;
let penalty = '';
let transfer = '';
let record = '';
const FIRM = demoUscc(701, '220200', '91');
const OTHER = demoUscc(702, '220200', '91');
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const open = (procedure: string, name: string, actor: Actor, input: unknown) =>
  openCase(t.office, procedure, { act: name, actor, input, key: key() });
const read = async (actor: Actor, code = FIRM): Promise<{ status: number; body: PartyRecord }> =>
  api.ask(actor, 'GET', `/api/v1/parties/${code}`);

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  const g = await preparePenalty(t);
  await publishBatch(t, 'credit-catalogue', catalogueBodies('t-office'), '2026-03-02');
  await publishBatch(t, 'credit-measure', measureBodies('t-office'), '2026-03-02');
  await publishBatch(t, 'credit-model', [modelBody('t-office')], '2026-03-02');
  await publishBatch(
    t,
    'inspection-object',
    [objectBody(1, 't-market', { ref: FIRM, name: '演示江畔商贸有限公司' })],
    '2026-03-02',
  );
  t.at('2026-03-02');
  const who = penaltyPeople(t);
  const { caseId } = await open('penalty-ordinary', 'register-clue', who.o1, {
    ...clue,
    partyName: '演示江畔商贸有限公司',
    partyId: FIRM,
    partyAccount: undefined,
    actOn: '2026-03-02',
    actEndedOn: '2026-03-02',
    discoveredOn: '2026-03-02',
  });
  penalty = caseId;
  const officers = [g.one.officer, g.two.officer];
  await act(penalty, 'file', who.head, { ...filing, officers, item: g.item });
  await act(penalty, 'contact', who.o1, contact('2026-03-02', { officers }));
  await act(penalty, 'end-report', who.o1, proposal());
  await act(penalty, 'case-review', who.reviewer, agreed);
  await act(penalty, 'give-notice', who.clerk);
  await act(penalty, 'serve-notice', who.o1, inPerson('2026-03-02'));
  t.at('2026-03-11');
  await act(penalty, 'submit-decision', who.clerk);
  await act(penalty, 'decide-penalty', who.head, decision());
  const made = await open('clue-transfer', 'send', t.staff('case-clerk', 't-county-city'), {
    receiver: 't-ecology',
    title: '夜间施工噪声扰民',
    field: '生态环境',
    partyName: '演示江畔商贸有限公司',
    partyId: FIRM,
    place: '演示昌邑区江畔路',
    foundOn: '2026-03-10',
    facts: '夜间巡查发现该公司冷库机组噪声明显。',
    basis: '噪声由生态环境部门管理。',
    evidence: ['录音1份'],
    fixed: true,
    resultBy: '2026-04-20',
  });
  transfer = made.caseId;
  const credit = await open('credit-record', 'submit', who.clerk, {
    ...submission({
      partyId: FIRM,
      source: '行政处罚',
      catalogue: 'ML-0301',
      penaltyCase: penalty,
      document: '演市监罚决〔2026〕1号',
      decidedOn: '2026-03-11',
      noticeOn: '2026-03-11',
      title: '经营超过保质期的食品',
    }),
  });
  record = credit.caseId;
  await open('credit-grading', 'open-file', t.staff('credit-clerk', 't-office'), {
    partyName: '演示江畔商贸有限公司',
    partyKind: '企业',
    partyId: FIRM,
  });
  await act(record, 'enter', t.staff('credit-clerk', 't-office'));
}, 180_000);
afterAll(() => t?.close());

describe('R22.3 one record of the party', () => {
  test('R22.3 R7.4 the penalty became a credit record as grave as its kinds say, and the grade leads to it', async () => {
    const { body } = await read(t.staff('head', 't-market'));
    expect(body.name).toBe('演示江畔商贸有限公司');
    expect(body.directory).toMatchObject({ state: '在业' });
    expect(body.credit?.grade).toMatchObject({ class: 'B', score: 88, unshown: 0 });
    expect(body.credit?.records).toEqual([
      expect.objectContaining({
        code: record,
        gravity: '一般',
        points: 12,
        until: '2027-03-10',
        disputed: false,
      }),
    ]);
    // Service items are handled here: approvals are connected.
    expect(body.approvals).toBe(true);
  });

  test('R22.3 each organ sees its own cases, newest step first; what it does not see is not even counted', async () => {
    const market = (await read(t.staff('head', 't-market'))).body;
    expect(market.cases.map((c) => [c.id, c.group])).toEqual(
      expect.arrayContaining([
        [penalty, '行政处罚'],
        [record, '信用'],
      ]),
    );
    expect(market.cases.map((c) => c.id)).not.toContain(transfer);
    expect(JSON.stringify(market)).not.toContain('噪声');
    const times = market.timeline.map((s) => s.at);
    expect([...times].sort().reverse()).toEqual(times);
    const acts = market.timeline.filter((s) => s.caseId === penalty).map((s) => s.act);
    expect(acts.slice(0, 2)).toEqual(['作出行政处罚决定', '提请决定']);
    expect(acts.at(-1)).toBe('登记案件来源');
    const county = (await read(t.staff('case-clerk', 't-county-city'))).body;
    expect(county.cases.map((c) => [c.id, c.group])).toEqual([[transfer, '移送和协作']]);
    const both = (
      await read({
        ...t.staff('head', 't-market'),
        posts: [
          { role: 'head', organ: 't-market' },
          { role: 'case-clerk', organ: 't-ecology' },
        ],
      })
    ).body;
    expect(both.cases.map((c) => c.id).sort()).toEqual([penalty, transfer, record].sort());
    const stranger = (await read(t.staff('office-clerk', 't-city'))).body;
    expect(stranger.cases).toEqual([]);
    expect(stranger.timeline).toEqual([]);
    // What is public is there for every organ.
    expect(stranger.credit?.records).toHaveLength(1);
  });

  test('R7.4 R22.3 the penalty case offers its credit information without retyping, and only of what may be recorded', async () => {
    const offered = async (id: string, actor: Actor) =>
      (
        (await api.ask(actor, 'GET', `/api/v1/cases/${id}`)).body.opens as {
          procedure: string;
          values: unknown;
        }[]
      ).find((o) => o.procedure === 'credit-record')?.values;
    const clerk = t.staff('case-clerk', 't-market');
    const values = (await offered(penalty, clerk)) as Record<string, unknown>;
    expect(values).toMatchObject({
      partyId: FIRM,
      partyKind: '企业',
      source: '行政处罚',
      penaltyCase: penalty,
      decidedOn: '2026-03-11',
      gravity: '一般',
      shown: true,
    });
    // The rules accept what is filled in: nothing stands against it but that this document is on record already.
    const full = { ...values, lead: 't-office', catalogue: 'ML-0301', noticeOn: '2026-03-11' };
    const error = await open('credit-record', 'submit', clerk, full).catch((e: unknown) => e);
    expect((error as Problem).items.map((i) => i.code)).toEqual(['credit-record.TWICE']);
    const { caseId } = await open(
      'penalty-ordinary',
      'register-clue',
      t.staff('enforcement-officer', 't-market', 'one'),
      {
        ...clue,
        partyKind: '公民',
        partyId: demoCitizenId(9, '1990-01-01'),
        bornOn: '1990-01-01',
        partyAccount: undefined,
        actOn: '2026-03-02',
        actEndedOn: '2026-03-02',
        discoveredOn: '2026-03-02',
      },
    );
    expect(await offered(caseId, clerk)).toBeUndefined();
  });

  test('R22.3 natural persons are not gathered; residents and visitors do not see it', async () => {
    const person = await read(t.staff('head', 't-market'), demoCitizenId(5, '1990-01-01'));
    expect(person.status).toBe(422);
    expect((person.body as unknown as { detail: string }).detail).toContain('个人的情况不在这里汇集');
    expect((await read(ANONYMOUS)).status).toBe(401);
    expect((await read({ kind: 'person', person: 'p-r', name: '居民', posts: [] })).status).toBe(403);
    expect((await read(t.staff('head', 't-market'), OTHER)).body).toMatchObject({
      name: '',
      cases: [],
      credit: null,
    });
  });

  test('R7.4 open data: by code and by name, with the moment it is valid at; unknown is 404', async () => {
    const one = await api.ask(ANONYMOUS, 'GET', `/api/v1/credit/${FIRM}`);
    expect(one.body).toMatchObject({ partyId: FIRM, validAt: t.office.now(), grade: { class: 'B' } });
    const found = await api.ask(ANONYMOUS, 'GET', `/api/v1/credit?q=${encodeURIComponent('江畔')}`);
    expect(found.body.items).toEqual([{ partyId: FIRM, partyName: '演示江畔商贸有限公司' }]);
    expect((await api.ask(ANONYMOUS, 'GET', `/api/v1/credit/${OTHER}`)).status).toBe(404);
    // No list of it is read in any other way: neither by the registers' API nor by search.
    for (const register of ['credit-record', 'credit-grade', 'credit-measure-use', 'shared-result'])
      for (const path of [
        register,
        `${register}?format=csv`,
        `${register}/entries/${record}`,
        `${register}/entries/${FIRM}`,
      ])
        expect((await api.ask(ANONYMOUS, 'GET', `/api/v1/registers/${path}`)).status, path).toBe(404);
    expect(JSON.stringify((await api.ask(ANONYMOUS, 'GET', '/api/v1/registers')).body)).not.toContain(
      'credit-record',
    );
    await indexCase(t.office, record);
    const { rows } = await t.database.pool.query(
      `select title from fadu.search_doc where ref like 'credit-record/%'`,
    );
    expect(rows).toEqual([]);
    // After repair nothing of it is answered.
    t.at('2026-06-11');
    const keeper = t.staff('credit-clerk', 't-office');
    await act(record, 'register-repair', keeper, {
      corrected: true,
      duties: true,
      evidence: '缴款凭证',
      commitment: '今后严格执行进货查验，接受监督。',
    });
    await act(record, 'accept-repair', t.staff('case-clerk', 't-market'), { opinion: '材料齐全' });
    await act(record, 'decide-repair', t.staff('head', 't-market'), {
      result: '准予修复',
      verified: true,
      reasons: '已经纠正并履行',
    });
    const after = await api.ask(ANONYMOUS, 'GET', `/api/v1/credit/${FIRM}`);
    expect(after.body).toMatchObject({ records: [], measures: [], grade: { class: 'A' } });
    expect(JSON.stringify(after.body)).not.toContain('超过保质期');
  });
});
