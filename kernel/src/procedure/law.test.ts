/** R90.1 the monitors of the eight kinds of law, step by step: what keeps each, and the one step that breaks it. */
import { describe, expect, test } from 'vitest';
import {
  type Atoms,
  all,
  any,
  clock,
  cond,
  done,
  eachAtom,
  ever,
  holds,
  implies,
  not,
  samePerson,
} from './guard.ts';
import { actsOf, BROKEN, guardsOf, type LawRule, monitor, type Step } from './law.ts';

const nothing: Atoms = {
  done: () => false,
  ever: () => false,
  cond: () => false,
  clock: () => 'idle',
  samePerson: () => false,
};
const atoms = (some: Partial<Atoms>): Atoms => ({ ...nothing, ...some });
const step = (act: string, more: Partial<Step> = {}): Step => ({
  act,
  before: nothing,
  after: nothing,
  ...more,
});
/** Where the monitor stands after each step; it is not asked again once broken. */
function run(rule: LawRule, steps: readonly Step[]): number[] {
  const watch = monitor(rule);
  const out: number[] = [];
  let at = watch.start;
  for (const s of steps) {
    at = watch.next(at, s);
    out.push(at);
    if (at === BROKEN) break;
  }
  return out;
}

describe('R90.1 each kind of law', () => {
  test('R90.1 precedes: nothing before the first, and anew after what takes it back', () => {
    const rule: LawRule = {
      kind: 'precedes',
      first: [{ act: 'review' }],
      then: 'decide',
      since: ['redraft'],
    };
    expect(monitor(rule).start).toBe(0);
    expect(run(rule, [step('decide')])).toEqual([BROKEN]);
    expect(run(rule, [step('other'), step('review'), step('other'), step('decide'), step('decide')])).toEqual(
      [0, 1, 1, 1, 1],
    );
    expect(run(rule, [step('review'), step('redraft'), step('decide')])).toEqual([1, 0, BROKEN]);
  });

  test('R90.1 precedes: only the result asked for counts, and a later other result takes its place', () => {
    const lawful = cond('lawful');
    const rule: LawRule = { kind: 'precedes', first: [{ act: 'review', with: lawful }], then: 'decide' };
    const good = step('review', { after: atoms({ cond: (c) => c === 'lawful' }) });
    const bad = step('review', { before: atoms({ cond: () => true }) });
    expect(run(rule, [bad, step('decide')])).toEqual([0, BROKEN]);
    expect(run(rule, [good, step('decide')])).toEqual([1, 1]);
    expect(run(rule, [good, bad, step('decide')])).toEqual([1, 0, BROKEN]);
    // Either of several is enough.
    const either: LawRule = { kind: 'precedes', first: [{ act: 'a' }, { act: 'b' }], then: 'decide' };
    expect(run(either, [step('b'), step('decide')])).toEqual([1, 1]);
  });

  test('R90.1 precedes: asked only where its guard holds just before', () => {
    const rule: LawRule = {
      kind: 'precedes',
      first: [{ act: 'hear' }],
      then: 'decide',
      where: cond('grave'),
    };
    const grave = atoms({ cond: (c) => c === 'grave' });
    expect(run(rule, [step('decide')])).toEqual([0]);
    expect(run(rule, [step('decide', { after: grave })])).toEqual([0]);
    expect(run(rule, [step('decide', { before: grave })])).toEqual([BROKEN]);
  });

  test('R90.1 only-while: the guard just before the act', () => {
    const rule: LawRule = { kind: 'only-while', act: 'seal', guard: cond('urgent') };
    const urgent = atoms({ cond: () => true });
    expect(run(rule, [step('other'), step('seal', { before: urgent })])).toEqual([0, 0]);
    expect(run(rule, [step('seal', { after: urgent })])).toEqual([BROKEN]);
  });

  test('R90.1 answered: no end while the cause is open; only the ends named; a new cause opens it again', () => {
    const rule: LawRule = { kind: 'answered', cause: { act: 'ask' }, effect: ['reply', 'refuse'] };
    expect(run(rule, [step('close', { ended: 'done' })])).toEqual([0]);
    expect(run(rule, [step('ask'), step('close', { ended: 'done' })])).toEqual([1, BROKEN]);
    expect(run(rule, [step('ask'), step('refuse'), step('close', { ended: 'done' })])).toEqual([1, 0, 0]);
    expect(run(rule, [step('ask'), step('reply'), step('ask'), step('close', { ended: 'done' })])).toEqual([
      1,
      0,
      1,
      BROKEN,
    ]);
    // The step that answers may be the one that ends; the one that asks may be too, and that breaks it.
    expect(run(rule, [step('ask'), step('reply', { ended: 'done' })])).toEqual([1, 0]);
    expect(run(rule, [step('ask', { ended: 'done' })])).toEqual([BROKEN]);
    const some: LawRule = { ...rule, ends: ['done'] };
    expect(run(some, [step('ask'), step('withdraw', { ended: 'stopped' })])).toEqual([1, 1]);
    expect(run(some, [step('ask'), step('close', { ended: 'done' })])).toEqual([1, BROKEN]);
    const grave: LawRule = { ...rule, cause: { act: 'ask', with: cond('grave') } };
    expect(run(grave, [step('ask'), step('close', { ended: 'done' })])).toEqual([0, 0]);
  });

  test('R90.1 apart: the person who did the one never does the other', () => {
    const rule: LawRule = { kind: 'apart', act: 'review', from: 'investigate' };
    const same = (act: string) => atoms({ samePerson: (a) => a === act });
    expect(run(rule, [step('review', { before: same('other') })])).toEqual([0]);
    expect(run(rule, [step('other', { before: same('investigate') })])).toEqual([0]);
    expect(run(rule, [step('review', { before: same('investigate') })])).toEqual([BROKEN]);
  });

  test('R90.1 at-most: the last one allowed is allowed, one more is not, and counting begins anew', () => {
    const rule: LawRule = { kind: 'at-most', act: 'extend', times: 2, per: ['restart'] };
    expect(run(rule, [step('extend'), step('other'), step('extend'), step('extend')])).toEqual([
      1,
      1,
      2,
      BROKEN,
    ]);
    expect(run(rule, [step('extend'), step('extend'), step('restart'), step('extend')])).toEqual([
      1, 2, 0, 1,
    ]);
    expect(run({ kind: 'at-most', act: 'extend', times: 0 }, [step('extend')])).toEqual([BROKEN]);
    // An act that is both what is counted and what begins anew counts as the first.
    expect(run({ ...rule, per: ['extend'] }, [step('extend'), step('extend'), step('extend')])).toEqual([
      1, 1, 1,
    ]);
  });

  test('R90.1 waits: not before the clock has run out, unless', () => {
    const rule: LawRule = {
      kind: 'waits',
      act: 'enter-into-force',
      clock: 'thirty',
      unless: cond('security'),
    };
    const over = atoms({ clock: (c) => (c === 'thirty' ? 'elapsed' : 'idle') });
    const secure = atoms({ cond: (c) => c === 'security', clock: () => 'running' });
    expect(run(rule, [step('other'), step('enter-into-force', { before: over })])).toEqual([0, 0]);
    expect(run(rule, [step('enter-into-force', { before: secure })])).toEqual([0]);
    for (const is of ['idle', 'running', 'paused', 'stopped'] as const)
      expect(run(rule, [step('enter-into-force', { before: atoms({ clock: () => is }) })]), is).toEqual([
        BROKEN,
      ]);
    const { unless: _, ...strict } = rule;
    expect(run(strict as LawRule, [step('enter-into-force', { before: secure })])).toEqual([BROKEN]);
  });

  test('R90.1 exclusive: either as often as you like, never both, in no order', () => {
    const rule: LawRule = { kind: 'exclusive', acts: ['fine', 'transfer'] };
    expect(run(rule, [step('fine'), step('fine'), step('other')])).toEqual([1, 1, 1]);
    expect(run(rule, [step('transfer'), step('transfer')])).toEqual([2, 2]);
    expect(run(rule, [step('fine'), step('transfer')])).toEqual([1, BROKEN]);
    expect(run(rule, [step('transfer'), step('fine')])).toEqual([2, BROKEN]);
  });

  test('R90.1 ends-with: every act asked for is in force at the ends named, after the ending step', () => {
    const rule: LawRule = { kind: 'ends-with', ends: ['done'], acts: ['deliver', 'publish'] };
    const have = (...acts: string[]) => atoms({ done: (a) => acts.includes(a) });
    const close = (after: Atoms, ended = 'done') => step('close', { after, ended });
    expect(run(rule, [close(have('deliver', 'publish'))])).toEqual([0]);
    expect(run(rule, [close(have('deliver'))])).toEqual([BROKEN]);
    expect(run(rule, [close(have('deliver'), 'stopped')])).toEqual([0]);
    expect(run(rule, [step('other', { after: nothing })])).toEqual([0]);
    expect(run(rule, [step('close', { before: have('deliver', 'publish'), ended: 'done' })])).toEqual([
      BROKEN,
    ]);
  });
});

describe('R90.1 what a law looks at, for the prover', () => {
  const rules: readonly [LawRule, acts: string[], guards: unknown[]][] = [
    [
      {
        kind: 'precedes',
        first: [{ act: 'a', with: cond('x') }, { act: 'b' }],
        then: 'c',
        since: ['d'],
        where: cond('y'),
      },
      ['a', 'b', 'c', 'd'],
      [cond('x'), cond('y')],
    ],
    [{ kind: 'precedes', first: [{ act: 'a' }], then: 'c' }, ['a', 'c'], []],
    [{ kind: 'only-while', act: 'a', guard: done('b') }, ['a'], [done('b')]],
    [
      { kind: 'answered', cause: { act: 'a', with: ever('z') }, effect: ['b', 'c'] },
      ['a', 'b', 'c'],
      [ever('z')],
    ],
    [{ kind: 'answered', cause: { act: 'a' }, effect: ['b'] }, ['a', 'b'], []],
    [{ kind: 'apart', act: 'a', from: 'b' }, ['a', 'b'], [samePerson('b')]],
    [{ kind: 'at-most', act: 'a', times: 1, per: ['b'] }, ['a', 'b'], []],
    [{ kind: 'at-most', act: 'a', times: 1 }, ['a'], []],
    [{ kind: 'waits', act: 'a', clock: 'k', unless: cond('u') }, ['a'], [clock('k', 'elapsed'), cond('u')]],
    [{ kind: 'waits', act: 'a', clock: 'k' }, ['a'], [clock('k', 'elapsed')]],
    [{ kind: 'exclusive', acts: ['a', 'b'] }, ['a', 'b'], []],
    [{ kind: 'ends-with', ends: ['e'], acts: ['a', 'b'] }, ['a', 'b'], [done('a'), done('b')]],
  ];
  test.each(rules)('R90.1 $kind', (rule, acts, guards) => {
    expect(actsOf(rule)).toEqual(acts);
    expect(guardsOf(rule)).toEqual(guards);
  });
});

describe('R90.1 guards', () => {
  test('R90.1 every kind of guard asks for its own atom by its own name', () => {
    const asked: string[] = [];
    const say = (what: string, name: string) => {
      asked.push(`${what} ${name}`);
      return true;
    };
    const recorder: Atoms = {
      done: (a) => say('done', a),
      ever: (a) => say('ever', a),
      cond: (a) => say('cond', a),
      clock: (a) => (say('clock', a) ? 'paused' : 'idle'),
      samePerson: (a) => say('same', a),
    };
    const guards = [done('a'), ever('b'), cond('c'), clock('d', 'paused'), samePerson('e')];
    expect(holds(all(...guards), recorder)).toBe(true);
    expect(asked).toEqual(['done a', 'ever b', 'cond c', 'clock d', 'same e']);
    expect(holds(clock('d', 'running'), recorder)).toBe(false);
    for (const g of guards) expect(holds(g, nothing), g.op).toBe(false);
  });

  test('R90.1 not, all, any and implies over every combination', () => {
    for (const a of [true, false]) {
      for (const b of [true, false]) {
        const at = atoms({ cond: (c) => (c === 'a' ? a : b) });
        expect(holds(not(cond('a')), at)).toBe(!a);
        expect(holds(all(cond('a'), cond('b')), at)).toBe(a && b);
        expect(holds(any(cond('a'), cond('b')), at)).toBe(a || b);
        expect(holds(implies(cond('a'), cond('b')), at)).toBe(!a || b);
      }
    }
    expect(holds(all(), nothing)).toBe(true);
    expect(holds(any(), nothing)).toBe(false);
  });

  test('R90.1 every atom is visited, in order, however deep', () => {
    const seen: unknown[] = [];
    const guard = all(
      not(done('a')),
      any(cond('b'), not(all(ever('c'), clock('d', 'idle')))),
      samePerson('e'),
    );
    eachAtom(guard, (atom) => seen.push(atom));
    expect(seen).toEqual([done('a'), cond('b'), ever('c'), clock('d', 'idle'), samePerson('e')]);
  });
});
