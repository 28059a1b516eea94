import { type Actor, CaseView } from '@fadu/kernel';
import { policyConflict } from '@fadu/plan/rulemaking/policy-conflicts/index';
import { conflictSamples as samples } from '@fadu/plan/rulemaking/policy-conflicts/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import type { Problem } from '../problem.ts';
import { findDocument } from '../public/index.ts';
import { act, key } from '../testing/document.ts';
import { type Catalogued, catalogued, filingPeople } from '../testing/filing.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { conflictResults } from './standing.ts';

let t: TestOffice;
let who: ReturnType<typeof filingPeople>;
let a: Catalogued;
let b: Catalogued;
let cityHead: Actor;
let ecologyClerk: Actor;
let marketClerk: Actor;

beforeAll(async () => {
  t = await testOffice();
  who = filingPeople(t);
  cityHead = t.staff('head', 't-city');
  ecologyClerk = t.staff('office-clerk', 't-ecology');
  marketClerk = t.staff('office-clerk', 't-market');
  const paper = (number: string, maker: string) =>
    catalogued(t, { number, maker, publishedOn: '2026-03-02', effectiveOn: '2026-04-01' });
  a = await paper('演冲规〔2026〕1号', 't-city');
  b = await paper('演冲规〔2026〕2号', 't-ecology');
});
afterAll(() => t?.close());

const documents = () => [
  {
    maker: 't-city',
    name: '夜市管理办法',
    number: a.number,
    articles: '第三条',
    demands: '夜市摊位22时前不得收摊清场。',
  },
  {
    maker: 't-ecology',
    name: '噪声防治办法',
    number: b.number,
    articles: '第五条',
    demands: '21时以后不得经营。',
  },
];
const apply = (more: Record<string, unknown> = {}) =>
  openCase(t.office, 'policy-conflict', {
    actor: who.resident,
    input: { ...samples.apply, documents: documents(), ...more },
    key: key(),
  });
const codes = async (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (e: Problem) => (e.items.length ? e.items.map((i) => i.code.replace('policy-conflict.', '')) : [e.code]),
  );
const due = async (id: string, clock: string) =>
  (
    await t.database.pool.query('select due, state from fadu.clock where case_id = $1 and clock = $2', [
      id,
      clock,
    ])
  ).rows[0];

/** As far as the coordination itself. */
async function coordinating(): Promise<string> {
  t.at('2026-06-10');
  const { caseId: id } = await apply();
  await act(t, id, 'examine-application', who.justice, samples['examine-application']);
  await act(t, id, 'name-lead', who.justice, samples['name-lead']);
  return id;
}

describe('R16.7 coordination of conflicting policies', () => {
  test('two departments’ documents in force on the day are asked for, and a justice bureau takes it', async () => {
    t.at('2026-06-10');
    expect(await codes(apply({ documents: [documents()[0], documents()[0]] }))).toContain('TWO-DEPARTMENTS');
    expect(await codes(apply({ affectedOn: '2026-03-15' }))).toContain('DOCUMENTS');
    expect(await codes(apply({ desk: 't-market' }))).toContain('DESK');
    expect(
      await codes(
        apply({ documents: [documents()[0], { ...documents()[1], maker: 'nobody', number: undefined }] }),
      ),
    ).toContain('MAKERS');
    const { caseId: id } = await apply();
    expect(await due(id, 'admissibility')).toMatchObject({ due: '2026-06-17' });
  });

  test('§2.11 row 14: who is not affected is not admitted, and is told of the review proposal', async () => {
    t.at('2026-06-10');
    const { caseId: id } = await apply();
    const end = await act(t, id, 'examine-application', who.justice, {
      ...samples['examine-application'],
      interest: false,
      reasons: '申请人不在夜市经营，也不居住在周边。',
    });
    expect(end.state.phase).toBe('declined');
    const paper = policyConflict.papers['admission-notice']?.compose(new CaseView(end.state), {
      date: '2026-06-10',
      organName: t.office.organName,
    });
    expect(JSON.stringify(paper?.blocks)).toContain('审查建议');
    expect(await codes(act(t, id, 'name-lead', who.justice, samples['name-lead']))).toContain('ended');
  });

  test('all steps: lead named, departments heard, meeting, evaluation, result bound to both documents', async () => {
    const id = await coordinating();
    expect(await due(id, 'coordination')).toMatchObject({ due: '2026-07-10', state: 'running' });
    expect(await codes(act(t, id, 'conclude', cityHead, samples.conclude))).toContain('EVALUATED');
    await act(t, id, 'notify-departments', who.cityClerk, samples['notify-departments']);
    await act(t, id, 'state-position', who.cityClerk, samples['state-position']);
    expect(await codes(act(t, id, 'hold-meeting', who.cityClerk, samples['hold-meeting']))).toContain(
      'POSITIONS',
    );
    await act(t, id, 'state-position', ecologyClerk, samples['state-position']);
    expect(
      await codes(
        act(t, id, 'hold-meeting', who.cityClerk, {
          ...samples['hold-meeting'],
          attended: ['t-city', 't-market'],
        }),
      ),
    ).toContain('ALL-INVITED');
    await act(t, id, 'hold-meeting', who.cityClerk, samples['hold-meeting']);
    await act(t, id, 'evaluate', who.cityClerk, samples.evaluate);
    expect(await codes(act(t, id, 'conclude', cityHead, { ...samples.conclude, doBy: undefined }))).toContain(
      'DO-BY',
    );
    const concluded = await act(t, id, 'conclude', cityHead, samples.conclude);
    const number = concluded.record.issued?.['conflict-result'] as string;
    expect((await findDocument(t.office, a.number))?.conflicts).toEqual([]);
    const end = await act(t, id, 'answer-applicant', who.cityClerk, samples['answer-applicant']);
    expect(end.state.phase).toBe('answered');
    for (const d of [a, b]) {
      const bound = (await findDocument(t.office, d.number))?.conflicts ?? [];
      expect(bound.map((r) => [r.code, r.outcome, r.doBy])).toEqual([[number, '修改', '2026-09-30']]);
    }
    const shown = await t.database.pool.query(
      'select body from fadu.public_act where case_id = $1 union all select body from fadu.entry where case_id = $1',
      [id],
    );
    expect(shown.rows.length).toBe(2);
    expect(JSON.stringify(shown.rows)).not.toContain(samples.apply.name);
  });

  test('§2.11 row 15: the departments settle: a joint text, signed by all, linked to both documents', async () => {
    const id = await coordinating();
    expect(
      await codes(act(t, id, 'settle', cityHead, { ...samples.settle, signed: ['t-city', 't-market'] })),
    ).toContain('ALL-SIGN');
    await act(t, id, 'settle', cityHead, samples.settle);
    await act(t, id, 'answer-applicant', who.cityClerk, samples['answer-applicant']);
    const results = (await conflictResults(t.office)).filter((r) => r.caseId === id);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      outcome: '协调一致的解释',
      how: '部门自行协商',
      text: samples.settle.text,
    });
    expect(results[0]?.documents.map((d) => d.number)).toEqual([a.number, b.number]);
  });

  test('the lead is one of the departments; the limit is extended once, by 15 days at most', async () => {
    t.at('2026-06-10');
    const { caseId: id } = await apply();
    await act(t, id, 'examine-application', who.justice, samples['examine-application']);
    expect(
      await codes(act(t, id, 'name-lead', who.justice, { ...samples['name-lead'], lead: 't-market' })),
    ).toContain('LEAD');
    await act(t, id, 'name-lead', who.justice, samples['name-lead']);
    expect(await codes(act(t, id, 'state-position', marketClerk, samples['state-position']))).toEqual([
      'not-found',
    ]);
    expect(
      await codes(act(t, id, 'extend-coordination', cityHead, { days: 16, reason: '需要实地调查' })),
    ).toEqual(['extension']);
    await act(t, id, 'extend-coordination', cityHead, { days: 15, reason: '需要实地调查' });
    expect(await due(id, 'coordination')).toMatchObject({ due: '2026-07-27' });
    expect(
      await codes(act(t, id, 'extend-coordination', cityHead, { days: 1, reason: '还要调查' })),
    ).toContain('once');
  });

  test('what cannot be agreed goes to the government of the place, and its decision is bound as well', async () => {
    const id = await coordinating();
    await act(t, id, 'notify-departments', who.cityClerk, samples['notify-departments']);
    await act(t, id, 'state-position', who.cityClerk, samples['state-position']);
    await act(t, id, 'state-position', ecologyClerk, samples['state-position']);
    await act(t, id, 'hold-meeting', who.cityClerk, samples['hold-meeting']);
    await act(t, id, 'evaluate', who.cityClerk, samples.evaluate);
    expect(
      await codes(act(t, id, 'escalate', cityHead, { ...samples.escalate, government: 't-county-gov' })),
    ).toEqual(['GOVERNMENT']);
    await act(t, id, 'escalate', cityHead, samples.escalate);
    expect(await codes(act(t, id, 'decide-escalated', who.chairman, samples['decide-escalated']))).toEqual([
      'not-found',
    ]);
    await act(t, id, 'decide-escalated', who.mayor, samples['decide-escalated']);
    await act(t, id, 'answer-applicant', who.cityClerk, samples['answer-applicant']);
    const [result] = (await conflictResults(t.office)).filter((r) => r.caseId === id);
    expect(result).toMatchObject({ outcome: '临时适用规则', how: '政府决定' });
  });
});
