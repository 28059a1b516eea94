/** Benchmarks and lenient lists on a real database: made, published, read, and met by a penalty case. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import {
  benchmarkFor,
  blockedExits,
  type Draft,
  expiredFood,
} from '@fadu/plan/enforcement/discretion-benchmarks/catalogue/index';
import type { LenientItem } from '@fadu/plan/enforcement/inclusive-lists/index';
import { clue, contact, filing, proposal } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { draftTable, lawfulReview, makers, publishTable } from '../testing/benchmarks.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { certify } from '../testing/officers.ts';
import { codeOf, enterText, prepareRegisters, publishBatch } from '../testing/registers.ts';
import { tablesFromDmn } from './import.ts';

let t: TestOffice;
let api: TestApi;
const ITEM = '220211001000';
const CODE = `${ITEM}-01`;
const benchmark = (d: Draft = expiredFood) => benchmarkFor(d, ITEM, 't-market');
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return [error.message, ...error.items.map((i) => `${i.code} ${i.detail}`)].join(' ');
};
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const lenient: LenientItem = {
  basicCode: `${ITEM}-Q01`,
  name: '首次经营少量超过保质期食品',
  organ: 't-market',
  basis: [{ instrument: '食品安全法', article: '124' }],
  item: ITEM,
  list: '不予处罚',
  violation: '首次经营少量超过保质期的食品',
  facts: [{ id: 'goodsValue', title: '货值金额', type: 'number', min: 0, decimals: 2, unit: '元' }],
  conditions: [
    { fact: 'firstOffence', test: 'true' },
    { fact: 'minorHarm', test: 'true' },
    { fact: 'correctedInTime', test: 'true' },
    { fact: 'goodsValue', test: '<= 100' },
  ],
  proof: ['现场笔录', '下架照片'],
  measures: ['批评教育'],
};

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  await prepareRegisters(t);
  for (const title of ['食品安全法', '消防法'])
    await enterText(t, { title, kind: 'law', maker: '全国人民代表大会常务委员会', effective: '2015-10-01' });
  t.at('2026-03-02');
}, 120_000);
afterAll(() => t?.close());

describe('R22.1 R22.2 making a benchmark', () => {
  test('R22.2 one with an overlap may be kept as a draft, and is neither approved nor published until mended', async () => {
    const good = benchmark();
    const rows = good.tables.range.rows.map((r, i) => (i === 0 ? { ...r, when: ['<= 10000'] } : r));
    const id = await draftTable(t, 'discretion-benchmark', {
      ...good,
      tables: { ...good.tables, range: { ...good.tables.range, rows } },
    });
    const { drafter, reviewer, head } = makers(t);
    await act(id, 'legality-review', reviewer, lawfulReview);
    expect(await refusal(act(id, 'approve', head, { result: '批准', reason: '同意' }))).toContain(
      '还有空档、重叠',
    );
    await act(id, 'revise', drafter, { do: '制定', entry: good, reason: '改正重叠的条件。' });
    expect(await refusal(act(id, 'approve', head, { result: '批准', reason: '同意' }))).toContain(
      '合法性审核没有通过',
    );
    await act(id, 'legality-review', reviewer, lawfulReview);
    await act(id, 'approve', head, { result: '批准', reason: '同意' });
    expect(await refusal(act(id, 'publish', drafter, { effectiveOn: '2026-03-01' }))).toContain(
      '不能早于今天',
    );
    await act(id, 'publish', drafter, { effectiveOn: '2026-03-02' });
    const { body } = await api.ask(ANONYMOUS, 'GET', '/api/v1/benchmarks');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ code: CODE, organ: { id: 't-market' }, lawFrom: '2026-03-02' });
    expect(body.items[0].facts.find((f: { id: string }) => f.id === 'goodsValue')).toMatchObject({
      evidence: true,
      unit: '元',
    });
  });
  test('R22.1 another organ’s, an unknown law’s and a doubled one are refused when drafted', async () => {
    expect(
      await refusal(draftTable(t, 'discretion-benchmark', { ...benchmark(), organ: 't-city' })),
    ).toContain('制定机关应当是本机关');
    expect(await refusal(draftTable(t, 'discretion-benchmark', benchmark()))).toContain('应当办理修改');
    const unknown = {
      ...benchmark(),
      basicCode: `${ITEM}-02`,
      name: '另一个基准',
      basis: [{ instrument: '没有的法', article: '1' }],
    };
    expect(await refusal(draftTable(t, 'discretion-benchmark', unknown))).toContain('法规库里没有');
  });
  test('R22.1 the drafter does not review, and a stranger does not draft', async () => {
    const drafter = {
      ...makers(t).drafter,
      posts: [...makers(t).drafter.posts, { role: 'legality-reviewer', organ: 't-justice' }],
    } as Actor;
    const { caseId } = await openCase(t.office, 'discretion-benchmark', {
      actor: drafter,
      key: key(),
      input: {
        title: '消防基准的制定',
        reviewer: 't-justice',
        do: '制定',
        entry: benchmarkFor(blockedExits, '220211009000', 't-market'),
        reason: '按照法定幅度细化。',
      },
    });
    expect(await refusal(act(caseId, 'legality-review', drafter, lawfulReview))).toContain('不得审核自己');
    await act(caseId, 'withdraw', drafter, { reason: '另行起草' });
  });
});

describe('R22.1 reading and computing', () => {
  test('R22.1 anyone computes a tier from facts, with the rows', async () => {
    const facts = {
      goodsValue: 800,
      corrected: true,
      times: '没有',
      injured: false,
      confessed: false,
      obstructed: false,
    };
    const { body } = await api.ask(ANONYMOUS, 'POST', `/api/v1/benchmarks/${CODE}/evaluate`, { facts });
    expect(body.advice).toMatchObject({ status: 'decided', tier: '从轻' });
    expect(body.advice.options[0].sums).toMatchObject({ from: 50_000, to: 65_000 });
    const { goodsValue: _, ...less } = facts;
    const missing = await api.ask(ANONYMOUS, 'POST', `/api/v1/benchmarks/${CODE}/evaluate`, { facts: less });
    expect(missing.body.advice).toMatchObject({ status: 'manual', facts: ['goodsValue'] });
    expect(
      (await api.ask(ANONYMOUS, 'POST', `/api/v1/benchmarks/${CODE}/evaluate`, { facts: { a: [] } })).status,
    ).toBe(422);
    expect((await api.ask(ANONYMOUS, 'POST', '/api/v1/benchmarks/none/evaluate', { facts: {} })).status).toBe(
      404,
    );
    expect((await api.ask(ANONYMOUS, 'GET', `/api/v1/benchmarks/${CODE}?asOf=2026-03-01`)).status).toBe(404);
  });
  test('R22.1 the DMN file is the published tables', async () => {
    const { body } = await api.ask(ANONYMOUS, 'GET', `/api/v1/benchmarks/${CODE}.dmn`);
    const tables = await tablesFromDmn(body);
    expect(tables.map((x) => x.code)).toEqual(['range', 'factor', 'tier', 'band']);
    const { body: whole } = await api.ask(ANONYMOUS, 'GET', `/api/v1/benchmarks/${CODE}`);
    expect(whole.tables.map((x: { rows: unknown[] }) => x.rows.length)).toEqual(
      tables.map((x) => x.rows.length),
    );
    expect(whole.tables[0].rows[0].says).toBe('货值金额不满10000元');
  });
  test('R22.2 a draft is checked before it is handed in; DMN of another tool is read; only for those signed in', async () => {
    const { drafter } = makers(t);
    const entry = { ...benchmark(), evidence: [] };
    expect(
      (await api.ask(drafter, 'POST', '/api/v1/benchmarks/check', { entry })).body.faults.join(),
    ).toContain('要有证据');
    expect(
      (await api.ask(drafter, 'POST', '/api/v1/benchmarks/check', { entry: benchmark() })).body.faults,
    ).toEqual([]);
    expect((await api.ask(ANONYMOUS, 'POST', '/api/v1/benchmarks/check', { entry })).status).toBe(401);
    const xml = (await api.ask(ANONYMOUS, 'GET', `/api/v1/benchmarks/${CODE}.dmn`)).body;
    const read = await api.ask(drafter, 'POST', '/api/v1/benchmarks/dmn', xml);
    expect(read.body.tables).toHaveLength(4);
    expect((await api.ask(drafter, 'POST', '/api/v1/benchmarks/dmn', '<a/>')).body.detail).toContain(
      'DMN 1.3',
    );
  });
});

describe('R7.5 R26.2 R22.1 in a penalty case', () => {
  const o1 = () => t.staff('enforcement-officer', 't-market');
  const head = () => t.staff('head', 't-market');
  let officers: readonly { certificate: string }[] = [];
  let n = 0;
  /** A case up to its end report. */
  const investigated = async (p: Record<string, unknown>) => {
    const { caseId } = await openCase(t.office, 'penalty-ordinary', {
      actor: o1(),
      key: key(),
      input: {
        ...clue,
        title: `过期食品案${++n}`,
        partyAccount: undefined,
        actOn: '2026-03-03',
        actEndedOn: '2026-03-03',
        discoveredOn: '2026-03-03',
      },
    });
    const item = codeOf(t, 'enforcement-item', { basicCode: ITEM, organ: 't-market', level: '市级' });
    await act(caseId, 'file', head(), { ...filing, officers, item });
    const site = await act(caseId, 'contact', o1(), contact('2026-03-04', { officers }));
    const report = (more: Record<string, unknown>) =>
      act(caseId, 'end-report', o1(), proposal({ ...p, ...more }, [site.record.seq]));
    return { caseId, report };
  };

  beforeAll(async () => {
    await publishBatch(
      t,
      'enforcement-item',
      [
        {
          basicCode: ITEM,
          name: '对经营超过保质期食品的处罚',
          organ: 't-market',
          basis: [{ instrument: '食品安全法', article: '124' }],
          kind: '行政处罚',
          field: '市场监管',
          penalties: ['警告', '罚款'],
          level: '市级',
          bodyNature: '法定机关',
        },
      ],
      '2026-03-02',
    );
    await publishTable(t, 'lenient-list', lenient, '2026-03-02');
    officers = [
      (await certify(t, o1(), 't-market')).officer,
      (await certify(t, t.staff('enforcement-officer', 't-market', 'second'), 't-market')).officer,
    ];
    t.at('2026-03-04');
  }, 120_000);

  test('R22.1 the benchmark in force is asked, the refusal names tier, band and rows', async () => {
    const facts = {
      goodsValue: 800,
      corrected: true,
      times: '没有',
      injured: false,
      confessed: false,
      obstructed: false,
    };
    const { report, caseId } = await investigated({ items: [{ kind: '罚款', amount: 90_000 }] });
    expect(await refusal(report({}))).toContain(`本案的执法事项有裁量权基准：${CODE}`);
    const said = await refusal(report({ benchmark: CODE, facts }));
    expect(said).toContain('本案为“从轻”，罚款50000元以上65000元以下');
    await report({ benchmark: CODE, facts, items: [{ kind: '罚款', amount: 55_000 }] });
    const { rows } = await t.database.pool.query(
      `select effects -> 'answered' as a from fadu.act where case_id = $1 and act = 'end-report'`,
      [caseId],
    );
    expect(JSON.stringify(rows[0].a)).toContain(CODE);
  });

  test('R26.2 a use of the list is counted from the decision, and taken back when it is revoked', async () => {
    const meets = { firstOffence: true, minorHarm: true, correctedInTime: true, facts: { goodsValue: 80 } };
    const { report, caseId } = await investigated(meets);
    expect(await refusal(report({}))).toContain('本案事实符合公布的清单：首次经营少量超过保质期食品');
    await report({
      outcome: '不予处罚',
      noPenaltyGround: '初次违法、危害轻微并已改正',
      items: [],
      lenientItem: lenient.basicCode,
    });
    const uses = async () =>
      (await api.ask(ANONYMOUS, 'GET', `/api/v1/lenient-lists?item=${ITEM}`)).body.items.map(
        (i: { code: string; uses: number; reversed: number }) => [i.code, i.uses, i.reversed],
      );
    expect(await uses()).toEqual([[lenient.basicCode, 0, 0]]);
    const clerk = t.staff('case-clerk', 't-market');
    await act(caseId, 'case-review', t.staff('case-reviewer', 't-market'), {
      result: '同意',
      opinion: '同意不予处罚',
    });
    await act(caseId, 'submit-no-penalty', clerk);
    await act(caseId, 'decide-no-penalty', head(), {
      ground: '初次违法、危害轻微并已改正',
      reasons: '首次违法，已经下架，没有流入消费者手中。',
      education: '已经当面教育',
      reconsiderationBody: '演示市人民政府',
      court: '演示市城区人民法院',
    });
    expect(await uses()).toEqual([[lenient.basicCode, 1, 0]]);
    await act(caseId, 'serve-decision', o1(), {
      method: '单位收件人签收',
      servedOn: '2026-03-04',
      receiver: '收发室张某',
      relation: '收发人员',
      receipt: '回证1号',
    });
    await act(caseId, 'revoke-decision', head(), { reason: '发现提供虚假材料', result: '撤销' });
    expect(await uses()).toEqual([[lenient.basicCode, 0, 1]]);
    // Beside a case of the item stands what this one got; another organ sees neither.
    const second = await investigated({ items: [{ kind: '罚款', amount: 55_000 }] });
    const beside = await api.ask(o1(), 'GET', `/api/v1/cases/${second.caseId}/benchmarks`);
    expect(beside.body.benchmarks.map((b: { code: string }) => b.code)).toEqual([CODE]);
    expect(beside.body.lists[0].conditions).toContain('货值金额100元以下');
    const like = await api.ask(o1(), 'GET', `/api/v1/cases/${second.caseId}/similar`);
    expect(like.body.items).toMatchObject([{ id: caseId, outcome: '不予处罚', fine: 0 }]);
    const stranger = t.staff('enforcement-officer', 't-ecology');
    expect((await api.ask(stranger, 'GET', `/api/v1/cases/${second.caseId}/similar`)).status).toBe(404);
    expect((await api.ask(o1(), 'GET', '/api/v1/benchmarks-scan?month=2026-03')).body).toMatchObject({
      compared: 1,
      items: [],
    });
    expect((await api.ask(stranger, 'GET', '/api/v1/benchmarks-scan?month=2026-03')).body.compared).toBe(0);
    // The public record of a use names no party.
    const { rows } = await t.database.pool.query(
      `select body from fadu.entry where register = 'lenient-use'`,
    );
    expect(JSON.stringify(rows)).not.toContain(clue.partyName);
  });

  test('R7.5 who was punished within the look-back is no first offender, whoever punished; a decision revoked does not count', async () => {
    const punished = async (seq: number, act: string, at: string) =>
      t.database.pool.query(
        `insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, salt, digest, idem_key)
         values ('220200', 'earlier-case', $1, $2, $3, '{"kind":"person","name":"x","organ":"t-city"}', $4, '{"voids":[]}', 's', 'd', $5)`,
        [
          seq,
          act,
          at,
          seq === 1 ? JSON.stringify({ partyId: clue.partyId, field: '市场监管' }) : '{}',
          `earlier-${seq}`,
        ],
      );
    await t.database.pool.query(
      `insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons, bindings, public, demo, opened_at, changed_at)
       values ('220200', 'earlier-case', 'penalty-ordinary', '1', '以前的案件', 'closed', 'done', 2, 't-city', '{t-city}', '{}', '{}', false, true, now(), now())`,
    );
    const meets = { firstOffence: true, minorHarm: true, correctedInTime: true, facts: { goodsValue: 80 } };
    const spared = {
      outcome: '不予处罚',
      noPenaltyGround: '初次违法、危害轻微并已改正',
      items: [],
      lenientItem: lenient.basicCode,
    };
    const { report } = await investigated({ ...meets, ...spared });
    await punished(1, 'register-clue', '2025-09-01T02:00:00Z');
    await punished(2, 'decide-penalty', '2025-10-01T02:00:00Z');
    expect(await refusal(report({}))).toContain('不是初次违法');
    await punished(3, 'revoke-decision', '2025-10-09T02:00:00Z');
    await report({});
  });

  test('R7.5 a list entry that widens the law is not published', async () => {
    const wide = {
      ...lenient,
      basicCode: `${ITEM}-Q02`,
      name: '任何少量过期食品',
      conditions: [{ fact: 'goodsValue', test: '<= 100' }],
    };
    expect(await refusal(publishTable(t, 'lenient-list', wide, '2026-03-05'))).toContain('放宽了法律');
    const bare = {
      ...lenient,
      basicCode: `${ITEM}-Q03`,
      name: '没有依据的事项',
      basis: [{ instrument: '没有的法', article: '1' }],
    };
    expect(await refusal(draftTable(t, 'lenient-list', bare))).toContain('法规库里没有');
  });
});
