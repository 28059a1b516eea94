import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let who: Record<string, Actor>;
let n = 0;
const key = () => `test-key-${++n}-000000`;
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(Problem);
  return (error as Problem).toJSON();
};

beforeAll(async () => {
  t = await testOffice();
  who = {
    drafter: t.staff('drafter', 't-city'),
    head: t.staff('head', 't-city'),
    clerk: t.staff('office-clerk', 't-office'),
    reviewer: t.staff('legality-reviewer', 't-justice'),
    market: t.staff('competition-reviewer', 't-market'),
    ideology: t.staff('special-reviewer', 't-publicity'),
    security: t.staff('special-reviewer', 't-police'),
    environment: t.staff('special-reviewer', 't-ecology'),
    mayor: t.staff('principal-head', 't-gov'),
    county: t.staff('office-clerk', 't-county-office'),
  };
});
afterAll(() => t?.close());

/** Carry a document up to the review by lawful acts. */
async function upToReview(): Promise<string> {
  t.at('2026-03-02');
  const { caseId: id } = await openCase(t.office, 'normative-document', {
    actor: who.drafter as Actor,
    input: samples.propose,
    key: key(),
  });
  await act(id, 'register', who.clerk as Actor);
  await act(id, 'draft', who.drafter as Actor, samples.draft);
  await act(id, 'open-consultation', who.drafter as Actor, samples['open-consultation']);
  await act(id, 'comment', ANONYMOUS, {
    text: '小餐馆需要准备时间',
    submitterType: '个人',
    article: '第二条',
  });
  await act(id, 'answer-comment', who.drafter as Actor, { comment: 5, disposition: '采纳' });
  await act(id, 'ask-departments', who.drafter as Actor, samples['ask-departments']);
  await act(
    id,
    'department-opinion',
    t.staff('office-clerk', 't-city', 'cg2'),
    samples['department-opinion'],
  );
  await act(
    id,
    'department-opinion',
    t.staff('office-clerk', 't-ecology', 'eco2'),
    samples['department-opinion'],
  );
  await act(id, 'hear-enterprises', who.drafter as Actor, samples['hear-enterprises']);
  await act(id, 'hear-deputies', who.drafter as Actor, samples['hear-deputies']);
  await act(id, 'fair-competition', who.market as Actor, samples['fair-competition']);
  for (const kind of ['ideology', 'security', 'environment']) {
    await act(id, `${kind}-review`, who[kind] as Actor, samples['special-review']);
  }
  const early = await refusal(
    act(id, 'close-consultation', who.drafter as Actor, samples['close-consultation']),
  );
  expect(early.code).toBe('normative-document.CONSULT-MINIMUM');
  expect(early.citations[0]?.text).toContain('《优化营商环境条例》第六十二条');
  t.at('2026-04-02');
  await act(id, 'close-consultation', who.drafter as Actor, samples['close-consultation']);
  await act(id, 'submit-review', who.head as Actor, samples['submit-review']);
  return id;
}

describe('a normative document on a real database', () => {
  test('R16.1 R16.2 goes from proposal to publication, and cannot skip the review', async () => {
    const id = await upToReview();
    const unreviewed = await refusal(act(id, 'submit-deliberation', who.clerk as Actor));
    expect(unreviewed.status).toBe(422);
    expect(unreviewed.code).toBe('normative-document.N1');
    await act(id, 'accept-review', who.clerk as Actor);
    t.at('2026-04-14');
    await act(id, 'legality-review', who.reviewer as Actor, samples['legality-review']);
    await act(id, 'submit-deliberation', who.clerk as Actor);
    t.at('2026-05-20');
    await act(id, 'deliberate', who.clerk as Actor, samples.deliberate);
    await act(id, 'sign', who.mayor as Actor);
    const numbered = await act(id, 'assign-number', who.clerk as Actor, samples['assign-number']);
    expect(numbered.record.issued?.document).toBe('演市政规〔2026〕1号');
    await act(id, 'publish', who.clerk as Actor, samples.publish);
    const { rows } = await t.database.pool.query('select * from fadu.entry');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      register: 'normative-documents',
      code: '演市政规〔2026〕1号',
      law_from: '2026-07-01',
      law_to: '2031-06-30',
    });
  });

  test('R90.6 another organ and another region neither see the case nor act on it', async () => {
    const id = await upToReview();
    expect((await refusal(act(id, 'submit-deliberation', who.county as Actor))).status).toBe(404);
    const seen = await t.office.store.within({ as: 'region', region: '220202' }, (tx) =>
      tx.selectFrom('fadu.case_file').selectAll().execute(),
    );
    expect(seen).toEqual([]);
  });

  test('the same key acts once, and a reused key is refused', async () => {
    const same = key();
    const input = { ...samples.propose, title: '演示市重复提交检验办法' };
    const [a, b] = await Promise.all(
      [1, 2].map(() =>
        openCase(t.office, 'normative-document', { actor: who.drafter as Actor, input, key: same }),
      ),
    );
    expect(a?.caseId).toBe(b?.caseId);
    expect([a?.repeated, b?.repeated].sort()).toEqual([false, true]);
    const other = await refusal(
      performAct(t.office, a?.caseId as string, {
        act: 'withdraw',
        actor: who.head as Actor,
        input: samples.reason,
        key: same,
      }),
    );
    expect(other.code).toBe('idempotency-key-reused');
  });

  test.each(['office'])(
    'a case bound to an organ that is not there could never go on: an unknown %s is refused by its field, nothing written',
    async (field) => {
      const count = async () =>
        (await t.database.pool.query('select count(*)::int as n from fadu.case_file')).rows[0].n;
      const before = await count();
      const refused = await refusal(
        openCase(t.office, 'normative-document', {
          actor: who.drafter as Actor,
          input: { ...samples.propose, title: '演示市没有的机关办法', [field]: 't-nowhere' },
          key: key(),
        }),
      );
      expect(refused).toMatchObject({ status: 400, code: 'input' });
      expect(JSON.stringify(refused)).toContain('机构名录里没有“t-nowhere”这个机关');
      expect(await count()).toBe(before);
    },
  );

  test('R90.3 every act and duty becomes a leaf of the log', async () => {
    const size = await t.sequencer.flush();
    const { rows } = await t.database.pool.query(
      'select (select count(*) from fadu.leaf)::int as leaves, (select count(*) from fadu.act)::int as acts',
    );
    expect(size).toBe(rows[0].leaves);
    expect(size).toBeGreaterThan(rows[0].acts);
  });
});
