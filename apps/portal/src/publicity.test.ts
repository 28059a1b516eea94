/** R24.1 R90.8 publicity of enforcement as everyone reads it: before, during and after; what is missing is named; the API says the same. */

import { ANONYMOUS } from '@fadu/kernel';
import { noteSigner } from '@fadu/kernel/record/index';
import { createApi } from '@fadu/office/api/app';
import { loadCase } from '@fadu/office/cases/load';
import { openCase } from '@fadu/office/cases/perform';
import { keepCharts } from '@fadu/office/charts/index';
import { proofOf } from '@fadu/office/proofs/index';
import { penaltiesOnShow } from '@fadu/office/publicity/penalties';
import { yearOfBody } from '@fadu/office/publicity/year';
import { key } from '@fadu/office/testing/document';
import {
  contactedCase,
  type PenaltyGround,
  paidCase,
  penaltyAct,
  penaltyPeople,
  preparePenalty,
} from '@fadu/office/testing/penalty';
import { publishBatch } from '@fadu/office/testing/registers';
import {
  catalogueBodies,
  repairInput,
  submission,
} from '@fadu/plan/enforcement/credit-grading/sample.testing';
import { chartedProcedures } from '@fadu/plan/enforcement/flow-charts/index';
import { agreed, decision, inPerson, proposal } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { procedures } from '@fadu/plan/index';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

const PARTY = demoUscc(721, '220200', '91');
let p: TestPortal;
let g: PenaltyGround;
let shownCase = '';
let document = '';

const read = async (path: string) => {
  const answer = await p.app.request(`http://127.0.0.1:8080${path}`);
  const html = await answer.text();
  return { status: answer.status, html, text: html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ') };
};
const api = async (path: string) => {
  const app = createApi({
    office: p.t.office,
    identify: async () => ANONYMOUS,
    key: noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key,
    proofOf,
  });
  const answer = await app.request(`/api/v1${path}`);
  return { status: answer.status, body: (await answer.json()) as any };
};

/** A case decided in March, not yet published. */
async function decided(
  more: Record<string, unknown> = {},
  proposed: Record<string, unknown> = {},
): Promise<string> {
  const who = penaltyPeople(p.t);
  const id = await contactedCase(p.t, g, { major: false }, more);
  p.t.at('2026-03-04');
  await penaltyAct(p.t, id, 'end-report', who.o1, proposal(proposed));
  await penaltyAct(p.t, id, 'case-review', who.reviewer, agreed);
  await penaltyAct(p.t, id, 'give-notice', who.clerk);
  await penaltyAct(p.t, id, 'serve-notice', who.o1, inPerson('2026-03-04'));
  p.t.at('2026-03-13');
  await penaltyAct(p.t, id, 'submit-decision', who.clerk);
  await penaltyAct(
    p.t,
    id,
    'decide-penalty',
    who.head,
    decision(proposed.items ? { items: proposed.items } : {}),
  );
  return id;
}

beforeAll(async () => {
  p = await testPortal({ procedures });
  g = await preparePenalty(p.t);
  shownCase = await contactedCase(
    p.t,
    g,
    { major: false },
    { partyId: PARTY, partyName: '演示江畔食品商行' },
  );
  await paidCase(p.t, shownCase);
  document = (await penaltiesOnShow(p.t.office, '2026-03-16')).items[0]?.document ?? '';
  const withheld = await decided({ partyName: '演示保密配方有限公司' });
  await penaltyAct(p.t, withheld, 'withhold-publication', penaltyPeople(p.t).head, {
    ground: '商业秘密',
    whole: '案件的全部事实都涉及尚未公开的配方，隐去后无法说明违法行为',
    thirdParty: '不同意公开',
    publicInterest: false,
  });
  await decided({ partyName: '演示等待公示有限公司' });
  await decided(
    {
      partyName: '小石',
      partyKind: '公民',
      partyId: '220202201001010011',
      partyAddress: '演示县大河村',
      bornOn: '2010-01-01',
      partyAccount: undefined,
    },
    { mitigated: true, items: [{ kind: '罚款', amount: 500 }] },
  );
  await keepCharts(p.t.office, chartedProcedures());
  p.t.at('2026-03-30');
}, 180_000);
afterAll(() => p?.t.close());

describe('R24.1 before and during', () => {
  test('R24.1 the list names every body that acts, what it has published, and what is missing', async () => {
    const { status, html, text } = await read('/enforcement');
    expect(status).toBe(200);
    expect(html).toContain('href="/enforcement/t-market"');
    expect(text).toMatch(/还缺：[^。]*裁量权基准/);
    expect(html).not.toContain('<script src');
  });

  test('R24.1 a body’s page: bases, items by kind, charts, officers with their numbers, supervision; gaps are named', async () => {
    const { status, html, text } = await read('/enforcement/t-market');
    expect(status).toBe(200);
    expect(text).toContain('《演示执法条例》');
    expect(text).toContain('行政处罚1项');
    expect(html).toContain('href="/flow-charts/t-market/penalty"');
    expect(html).toContain(`href="/officers/${encodeURIComponent(g.one.officer.certificate)}"`);
    for (const gap of [
      '没有公布裁量权基准',
      '没有公布随机抽查事项清单',
      '没有登记监督电话',
      '没有登记这个机关的职责',
    ])
      expect(text).toContain(gap);
    expect(text).toContain('司法局');
    expect(text).toContain('六十日内');
    expect(text).toContain('2026年3月2日');
    expect(html).toContain('href="/enforcement/t-market/2026"');
    expect((await read('/enforcement/t-nobody')).status).toBe(404);
    // A body that enforces nothing has no such page.
    expect((await read('/enforcement/t-publicity')).status).toBe(404);
  });
});

describe('R24.1 after: each total leads to its list', () => {
  test('R24.1 R90.5 a year’s penalties: shown ones by name, the others by reason; together they are the total', async () => {
    const y = await yearOfBody(p.t.office, 't-market', '2026', '2026-03-30');
    expect(y.penalties.total).toBe(4);
    expect(y.penalties.shown.map((s) => s.document)).toEqual([document]);
    expect(y.penalties.notShown).toEqual([
      { why: '应当公示，逾期没有公示', n: 1 },
      { why: '未成年人的案件，不公示', n: 1 },
      { why: '整件不公开', n: 1 },
    ]);
    expect(y.penalties.withheld).toEqual([{ ground: '商业秘密', n: 1 }]);
    const hidden = y.penalties.notShown.reduce((n, w) => n + w.n, 0);
    expect(y.penalties.shown.length + hidden).toBe(y.penalties.total);
    expect(y.penalties.inTime).toBe(1);
    expect(y.certificates).toEqual({ shown: 4, contacts: 4 });
    const { text, html } = await read('/enforcement/t-market/2026');
    expect(text).toContain('行政处罚4件');
    expect(html).toContain(`href="/penalties/${encodeURIComponent(document)}"`);
    expect(text).toContain('整件不公开1件：商业秘密1件');
    for (const secret of ['小石', '演示保密配方', '演示等待公示', '大河村'])
      expect(text).not.toContain(secret);
    expect((await read('/enforcement/t-market/1999')).status).toBe(404);
  });

  test('R24.1 the year follows the record: what is withdrawn leaves the list and is counted by its reason', async () => {
    const who = penaltyPeople(p.t);
    const id = await decided({ partyName: '演示撤下的公司', partyId: demoUscc(722, '220200', '91') });
    await penaltyAct(p.t, id, 'serve-decision', who.o1, inPerson('2026-03-13'));
    await penaltyAct(p.t, id, 'revoke-decision', who.head, { result: '撤销', reason: '认定的当事人有误' });
    p.t.at('2026-03-30');
    const y = await yearOfBody(p.t.office, 't-market', '2026', '2026-03-30');
    expect(y.penalties.total).toBe(5);
    expect(y.penalties.notShown).toContainEqual({ why: '决定被撤销', n: 1 });
  });
});

describe('R90.8 the API says what the pages say', () => {
  test('R90.8 penalties, one penalty, the table, bodies, a body, a year; all in the API document', async () => {
    const list = await api('/publicity/penalties?q=江畔');
    expect(list.body).toMatchObject({ total: 1, items: [{ document, party: '演示江畔食品商行' }] });
    expect((await api(`/publicity/penalties/${encodeURIComponent(document)}`)).body.case).toBe(shownCase);
    expect((await api('/publicity/penalties/x')).status).toBe(404);
    const table = (await api('/publicity/exchange')).body;
    expect(table.rows[0]).toMatchObject({ CF_WSH: document, CF_YXQ: '' });
    expect(table.gaps.map((x: { column: string }) => x.column)).toEqual(['CF_YXQ']);
    const bodies = (await api('/publicity/bodies')).body.items;
    expect(bodies.find((b: { organ: string }) => b.organ === 't-market').missing).toContain('监督电话');
    const body = (await api('/publicity/bodies/t-market')).body;
    expect(body.before.find((k: { code: string }) => k.code === 'items')).toMatchObject({
      standing: '已公布',
      count: 1,
    });
    expect((await api('/publicity/bodies/t-market/2026')).body.penalties.shown[0].document).toBe(document);
    expect((await api('/publicity/bodies/t-market/20x6')).status).toBe(400);
    expect((await api('/publicity/bodies/t-nobody/2026')).status).toBe(404);
    const app = createApi({
      office: p.t.office,
      identify: async () => ANONYMOUS,
      key: noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key,
      proofOf,
    });
    const paths = Object.keys(((await (await app.request('/openapi.json')).json()) as any).paths);
    for (const route of app.routes.filter((r) => r.path.startsWith('/api/v1/publicity/')))
      expect(paths).toContain(route.path.replace(/:(\w+)/g, '{$1}'));
  });

  test('R24.1 the page of the table names the column that stays empty and why', async () => {
    const { text } = await read('/penalties/format');
    expect(text).toContain('处罚有效期');
    expect(text).toContain('含义没有核实');
  });

  test('R24.1 a penalty that is over, withheld or a minor’s is at no address', async () => {
    const { rows } = await p.t.database.pool.query<{ text: string; case_id: string }>(
      `select text, case_id from fadu.number where series = 'decision'`,
    );
    for (const { text, case_id } of rows) {
      const status = (await read(`/penalties/${encodeURIComponent(text)}`)).status;
      expect(status, text).toBe(case_id === shownCase && text === document ? 200 : 404);
    }
    expect((await loadCase(p.t.office, { as: 'system' }, shownCase)).state.phase).toBe('performance');
  });
});

describe('R7.4 R24.1 repaired: gone from every place where the public reads', () => {
  test('R7.4 R24.1 list, its own page, the table, search, the API, the year; the acts stay on record', async () => {
    const { t } = p;
    const places = [
      '/penalties',
      '/penalties.csv',
      `/penalties?q=${encodeURIComponent('江畔食品商行')}`,
      '/enforcement/t-market/2026',
      `/search?q=${encodeURIComponent(document)}`,
    ];
    const reads = async () => {
      const found: string[] = [];
      for (const path of places) if ((await read(path)).text.includes('演示江畔食品商行')) found.push(path);
      if ((await read(`/penalties/${encodeURIComponent(document)}`)).status === 200) found.push('its page');
      if ((await api('/publicity/penalties')).body.total > 0) found.push('the list of the API');
      if ((await api(`/publicity/penalties/${encodeURIComponent(document)}`)).status === 200)
        found.push('the API');
      if ((await api('/publicity/exchange')).body.rows.length > 0) found.push('the exchange');
      const search = await api(`/search?q=${encodeURIComponent('江畔食品商行')}`);
      if (JSON.stringify(search.body).includes(document)) found.push('search');
      return found;
    };
    expect(await reads()).toEqual([
      '/penalties',
      '/penalties.csv',
      places[2],
      '/enforcement/t-market/2026',
      'its page',
      'the list of the API',
      'the API',
      'the exchange',
    ]);
    await publishBatch(t, 'credit-catalogue', catalogueBodies('t-office'), '2026-04-01');
    const [clerk, head] = [t.staff('case-clerk', 't-market'), t.staff('head', 't-market')];
    const keeper = t.staff('credit-clerk', 't-office');
    t.at('2026-04-01');
    const { caseId } = await openCase(t.office, 'credit-record', {
      act: 'submit',
      actor: clerk,
      key: key(),
      input: submission({
        partyId: PARTY,
        partyName: '演示江畔食品商行',
        source: '行政处罚',
        catalogue: 'ML-0301',
        penaltyCase: document,
        document,
        decidedOn: '2026-03-13',
        noticeOn: '2026-03-13',
      }),
    });
    await penaltyAct(t, caseId, 'enter', keeper);
    t.at('2026-06-15');
    await penaltyAct(t, caseId, 'register-repair', keeper, repairInput);
    await penaltyAct(t, caseId, 'accept-repair', clerk, { opinion: '材料齐全' });
    await penaltyAct(t, caseId, 'decide-repair', head, {
      result: '准予修复',
      verified: true,
      reasons: '罚款已经缴清，问题已经改正',
    });
    await p.settle(caseId);
    await p.settle(shownCase);
    expect(await reads()).toEqual([]);
    const y = await yearOfBody(t.office, 't-market', '2026', '2026-06-15');
    expect(y.penalties.notShown).toContainEqual({ why: '信用已经修复，停止公示', n: 1 });
    const { state } = await loadCase(t.office, { as: 'system' }, shownCase);
    expect(state.acts.map((a) => a.act)).toContain('publish');
  });
});
