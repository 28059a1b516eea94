/** R90.1 A case keeps the version of its procedure that it began under; new cases begin under the law of their day. */
import { type Citation, type ClockDef, days, office, type Procedure, post, years } from '@fadu/kernel';
import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { penaltyLaw } from '@fadu/plan/statutes/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAll } from '../record/verify.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { loadCase } from './load.ts';
import { openCase, performAct } from './perform.ts';

const cites: readonly Citation[] = [penaltyLaw.art('43')];

/** A request and its answer; the limit for the answer is what the law changes. */
const request = (version: string, from: string, limit: number): Procedure => ({
  code: 'sample-request',
  title: '样本申请',
  system: 'sample',
  version,
  from,
  cites,
  about: '样本。',
  relations: { lead: '承办机关' },
  roles: { 'case-clerk': '承办人员' },
  phases: { open: { title: '受理' }, asked: { title: '办理' }, done: { title: '办结', end: 'done' } },
  acts: {
    open: {
      title: '登记',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites,
      binds: [{ relation: 'lead', from: 'actor.organ' }],
    },
    ask: {
      title: '受理',
      by: [post('case-clerk', 'lead')],
      in: ['open'],
      cites,
      to: 'asked',
      clocks: [{ do: 'start', clock: 'answer' }],
    },
    answer: {
      title: '答复',
      by: [post('case-clerk', 'lead')],
      in: ['asked'],
      cites,
      to: 'done',
      clocks: [{ do: 'stop', clock: 'answer' }],
    },
  },
  clocks: {
    answer: { title: '答复期限', kind: 'duty', owedBy: 'lead', limit: days(limit), lastDay: 'keep', cites },
  },
  conditions: {},
  laws: [],
  papers: {},
  titleFrom: 'open.title',
  owner: 'lead',
});

let t: TestOffice;
beforeAll(async () => {
  // In any order: what counts is the day each became law.
  const far = request('1', '2020-01-01', 10);
  t = await testOffice({
    procedures: [
      request('2', '2026-06-01', 20),
      request('1', '2020-01-01', 10),
      // Six years, moved off a day that is not worked: of 2032 nothing is known yet.
      {
        ...far,
        code: 'sample-far',
        clocks: { answer: { ...(far.clocks.answer as ClockDef), limit: years(6), lastDay: 'roll' } },
      },
    ],
  });
});
afterAll(() => t?.close());

test('R90.1 the law changes in mid-year: an open case keeps its limit, a new one gets the new', async () => {
  const actor = t.staff('case-clerk', 't-market');
  const open = () => openCase(t.office, 'sample-request', { act: 'open', actor, input: {}, key: key() });
  const dueOf = async (id: string) =>
    (
      await t.database.pool.query(
        'select due::text, first_due::text as first from fadu.clock where case_id = $1',
        [id],
      )
    ).rows[0]?.due;
  t.at('2026-05-20');
  const before = (await open()).caseId;
  t.at('2026-06-10');
  const after = (await open()).caseId;
  for (const id of [before, after])
    await performAct(t.office, id, { act: 'ask', actor, input: {}, key: key() });
  expect(await dueOf(before)).toBe('2026-06-20');
  expect(await dueOf(after)).toBe('2026-06-30');
  // Read anew, as another server would: each follows its own version.
  for (const [id, version] of [
    [before, '1'],
    [after, '2'],
  ] as const) {
    t.office.known.drop(id);
    const loaded = await loadCase(t.office, { as: 'system' }, id);
    expect(loaded.procedure.version).toBe(version);
    expect(loaded.state.version).toBe(version);
  }
  expect(t.office.procedures.get('sample-request')?.version).toBe('2');
  await t.sequencer.flush();
  const vkey = formatVkey(noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key);
  const verified = await verifyAll(t.office, { vkey });
  expect(verified.findings).toEqual([]);
  expect(verified.ok).toBe(true);
});

test('R90.2 a limit that reaches a year without an arrangement is refused with the year, and nothing is written', async () => {
  t.at('2026-06-12');
  const actor = t.staff('case-clerk', 't-market');
  const { caseId } = await openCase(t.office, 'sample-far', { act: 'open', actor, input: {}, key: key() });
  const asked = performAct(t.office, caseId, { act: 'ask', actor, input: {}, key: key() });
  await expect(asked).rejects.toMatchObject({ status: 422, code: 'calendar-missing' });
  await expect(asked).rejects.toThrow(/缺少2032年/);
  const { rows } = await t.database.pool.query('select seq from fadu.act where case_id = $1', [caseId]);
  expect(rows).toEqual([{ seq: 1 }]);
});
