/** Rules on what is entered, each at the value where it turns: half of the votes, today, the last year, nothing collected. */
import { type CaseState, CaseView, type Env, noCase } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { procedures } from './index.ts';

const TODAY = '2026-06-10';
const env = { now: '2026-06-10T02:00:00.000Z', today: TODAY } as Env;
/** A case in which these acts were done with this input, in this order. */
function view(...acts: readonly (readonly [act: string, input: object])[]): CaseView {
  const state = {
    ...noCase('220200-x', 'x', '1'),
    seq: acts.length,
    acts: acts.map(([act, input], i) => ({
      seq: i + 1,
      act,
      at: env.now,
      input,
      actor: { kind: 'person', name: 'x' },
      effects: {},
    })),
  };
  return new CaseView(state as unknown as CaseState);
}
/** What the rule of this act says: true, false or a sentence. */
function says(procedure: string, act: string, code: string) {
  const rule = procedures.find((p) => p.code === procedure)?.acts[act]?.rules?.find((r) => r.code === code);
  if (!rule) throw new Error(`${procedure} ${act} has no rule ${code}`);
  return (input: object, of: CaseView = view()) =>
    rule.check(input as Record<string, unknown>, of, env) === true;
}

describe('rules at the value where they turn', () => {
  test.each(['normative-document', 'penalty-ordinary', 'government-rule', 'local-regulation-draft'])(
    'R16.4 R24.6 a collective decision needs more than half of those present, and no more votes than people: %s',
    (code) => {
      const rule = says(code, 'deliberate', 'MAJORITY');
      const vote = (inFavour: number, attending: number, result = '通过') =>
        rule({ inFavour, attending, result });
      expect([vote(5, 9), vote(6, 10), vote(10, 10)]).toEqual([true, true, true]);
      expect([vote(5, 10), vote(4, 9), vote(0, 1), vote(11, 10)]).toEqual([false, false, false, false]);
      expect([vote(5, 10, '不通过'), vote(0, 3, '不通过'), vote(4, 3, '不通过')]).toEqual([
        true,
        true,
        false,
      ]);
      const held = says(code, 'deliberate', 'HELD');
      expect([held({ heldOn: TODAY }), held({ heldOn: '2026-06-11' })]).toEqual([true, false]);
    },
  );

  test.each(['government-rule', 'local-regulation-draft'])(
    'R14.3 one hearing a draft, announced and held once: %s',
    (code) => {
      for (const act of ['announce-hearing', 'hold-hearing']) {
        const once = says(code, act, 'HEARING-ONCE');
        expect([once({}), once({}, view(['hold-hearing', {}]))], act).toEqual([true, false]);
      }
    },
  );

  test('R14.1 a project is due within the year of its plan', () => {
    const due = says('annual-legislative-plan', 'apply-project', 'DUE-YEAR');
    const plan = view(['open-plan', { year: 2026 }]);
    const at = (dueOn: string) => due({ dueOn }, plan);
    expect([at('2026-01-01'), at('2026-12-31'), at('2025-12-31'), at('2027-01-01')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('R10.2 R11.1 the conclusion follows from the standards; a normative document is reviewed elsewhere', () => {
    const rule = says('fair-competition-review', 'review', 'STANDARDS');
    const all = Object.fromEntries(['entry', 'movement', 'cost', 'conduct'].map((s) => [s, '符合']));
    expect(rule({ ...all, conclusion: '符合' })).toBe(true);
    expect(rule({ ...all, conclusion: '不符合' })).toBe(false);
    for (const s of Object.keys(all)) {
      expect(rule({ ...all, [s]: '不符合', conclusion: '不符合' }), s).toBe(true);
      expect(rule({ ...all, [s]: '不符合', conclusion: '符合' }), s).toBe(false);
    }
    const normative = says('fair-competition-review', 'submit', 'NORMATIVE');
    expect([normative({ normative: true }), normative({ normative: false }), normative({})]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('R23.3 who reports by name leaves name and contact, who does not leaves neither', () => {
    for (const act of ['report', 'register-report']) {
      const named = says('violation-report', act, 'NAMED');
      expect(named({ realName: true, name: '王五', contact: '1' }), act).toBe(true);
      for (const one of [{ name: '王五' }, { contact: '1' }, {}])
        expect(named({ realName: true, ...one })).toBe(false);
      expect(named({ realName: false })).toBe(true);
      const hidden = says('violation-report', act, 'ANONYMOUS');
      expect(hidden({ realName: false })).toBe(true);
      for (const one of [{ name: '王五' }, { contact: '1' }])
        expect(hidden({ realName: false, ...one })).toBe(false);
      expect(hidden({ realName: true, name: '王五', contact: '1' })).toBe(true);
    }
  });

  test('R24.7 an inspection begins today or later and lasts at most three months', () => {
    const period = says('inspection', 'propose', 'PERIOD');
    const at = (from: string, to: string) => period({ from, to });
    expect([at(TODAY, TODAY), at(TODAY, '2026-09-10'), at('2026-07-01', '2026-07-02')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([at('2026-06-09', TODAY), at(TODAY, '2026-06-09'), at(TODAY, '2026-09-11')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('R39.2 a supervisor who is invited has declared conflicts and promised secrecy', () => {
    const rule = says('invited-supervisors', 'appoint', 'DECLARED');
    expect(rule({ conflicts: true, confidentiality: true })).toBe(true);
    for (const one of [
      { conflicts: true, confidentiality: false },
      { conflicts: false, confidentiality: true },
      {},
    ])
      expect(rule(one)).toBe(false);
  });

  test.each([
    ['normative-document', 'assign-number'],
    ['discretion-benchmark', 'publish'],
    ['lenient-list', 'publish'],
    ['power-list-adjustment', 'publish'],
    ['register-batch', 'publish-batch'],
    ['sanding-assessment', 'revise-functions'],
  ])('R4.2 R16.4 nothing takes effect before today: %s', (code, act) => {
    const rule = says(code, act, 'EFFECTIVE');
    const on = (effectiveOn: string) =>
      rule(
        { effectiveOn, publishedOn: effectiveOn, effective: effectiveOn },
        view(['draft', { effectiveOn }]),
      );
    expect(on('2020-01-01')).toBe(false);
  });
});
