/** R90.1 the prover on small procedures: every kind of law broken by its shortest path, every kind of finding, and the engine agrees. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { design } from '../citation.ts';
import { type ActDef, anyone, need, type Procedure, system } from '../procedure/definition.ts';
import { all, any, cond, done, elapsed, ever, type Guard, not, samePerson } from '../procedure/guard.ts';
import { type Law, type LawRule, law } from '../procedure/law.ts';
import { standing } from '../procedure/standing.ts';
import { fixture } from '../time/calendar.fixture.ts';
import { timeOfDay } from '../time/date.ts';
import { days } from '../time/limit.ts';
import { breach } from './breach.ts';
import { caseAt, pairs } from './pairs.ts';
import { checkLaw, explore, prove, TooLarge } from './prove.ts';
import { StateTable } from './state-table.ts';
import { alsoIn, editAct, leadsTo, variantsOf, withoutClock, withoutNeed, withoutVoid } from './variants.ts';

const cites = [design('试验')];
const act = (title: string, more: Partial<ActDef> = {}): ActDef => ({
  title,
  by: [anyone],
  in: ['p'],
  cites,
  ...more,
});
const clock = (title: string, kind: 'duty' | 'right' | 'minimum', more: object = {}) => ({
  title,
  kind,
  owedBy: 'x',
  limit: days(5),
  lastDay: 'keep' as const,
  cites,
  ...more,
});
const when = (code: string, guard: Guard) => need(code, guard, '不行', cites);
/** Opened, reviewed with one of two results, decided, closed; or stopped. */
const base: Procedure = {
  code: 'tiny',
  title: '试验',
  system: 'test',
  version: '1',
  from: '2020-01-01',
  cites,
  about: '试验',
  relations: {},
  roles: {},
  phases: { p: { title: '在办' }, q: { title: '已决定' }, end: { title: '办结', end: 'done' } },
  acts: {
    open: act('立件', { in: [], opens: true }),
    review: act('审核', { settles: ['good'] }),
    redraft: act('改稿', { repeats: true, voids: ['review'] }),
    decide: act('决定', {
      needs: [when('N1', done('review')), when('N2', cond('good')), when('N3', not(samePerson('review')))],
      to: 'q',
    }),
    close: act('办结', { in: ['q'], to: 'end' }),
  },
  clocks: {},
  conditions: { good: { title: '合格', test: { is: ['review.good', true] } } },
  laws: [],
  papers: {},
  titleFrom: 'open.x',
  owner: 'x',
};
const withLaw = (p: Procedure, rule: LawRule): Procedure => ({ ...p, laws: [law('L', '法', cites, rule)] });
/** The path that breaks the one law, by names; null where it holds. Both searches must agree. */
function broken(p: Procedure, rule: LawRule): string[] | null {
  const one = withLaw(p, rule);
  const [result] = prove(one).laws;
  const quick = breach(one, one.laws[0] as never);
  const path = result?.path?.map((s) => s.act) ?? null;
  expect(result?.holds).toBe(path === null);
  expect(quick === null ? null : quick.length).toBe(path === null ? null : path.length);
  return path;
}

describe('R90.1 laws', () => {
  const v = variantsOf(base);
  test('R90.1 each kind holds, and is broken by the shortest path once its safeguard is gone', () => {
    const reviewed: LawRule = {
      kind: 'precedes',
      first: [{ act: 'review' }],
      then: 'decide',
      since: ['redraft'],
    };
    expect(broken(base, reviewed)).toBeNull();
    expect(broken(v.without('decide', 'N1', 'N2', 'N3'), reviewed)).toEqual(['open', 'decide']);
    expect(broken(withoutNeed(v.withoutVoid('redraft', 'review'), 'decide'), reviewed)).toEqual([
      'open',
      'review',
      'redraft',
      'decide',
    ]);

    const good: LawRule = {
      kind: 'precedes',
      first: [{ act: 'review', with: cond('good') }],
      then: 'decide',
    };
    expect(broken(base, good)).toBeNull();
    expect(broken(v.without('decide', 'N2'), good)).toEqual(['open', 'review', 'decide']);
    const where: LawRule = {
      kind: 'precedes',
      first: [{ act: 'redraft' }],
      then: 'decide',
      where: cond('good'),
    };
    expect(broken(base, where)).toEqual(['open', 'review', 'decide']);
    expect(broken(base, { ...where, where: not(cond('good')) } as LawRule)).toBeNull();

    const only: LawRule = { kind: 'only-while', act: 'decide', guard: cond('good') };
    expect(broken(base, only)).toBeNull();
    expect(broken(v.without('decide', 'N2'), only)).toEqual(['open', 'review', 'decide']);

    const answered: LawRule = { kind: 'answered', cause: { act: 'review' }, effect: ['decide'] };
    expect(broken(base, answered)).toBeNull();
    expect(broken(v.to('redraft', 'end'), answered)).toEqual(['open', 'review', 'redraft']);
    expect(broken(v.to('redraft', 'end'), { ...answered, ends: ['other'] } as LawRule)).toBeNull();

    const apart: LawRule = { kind: 'apart', act: 'decide', from: 'review' };
    expect(broken(base, apart)).toBeNull();
    const same = prove(withLaw(v.without('decide', 'N3'), apart)).laws[0]?.path;
    expect(same?.map((s) => [s.act, s.samePersonAs])).toEqual([
      ['open', []],
      ['review', []],
      ['decide', ['审核']],
    ]);

    expect(broken(base, { kind: 'at-most', act: 'redraft', times: 2 })).toEqual([
      'open',
      'redraft',
      'redraft',
      'redraft',
    ]);
    expect(broken(base, { kind: 'at-most', act: 'redraft', times: 1, per: ['redraft'] })).toBeNull();
    expect(broken(base, { kind: 'at-most', act: 'decide', times: 1 })).toBeNull();
    expect(broken(base, { kind: 'exclusive', acts: ['redraft', 'decide'] })).toEqual([
      'open',
      'redraft',
      'review',
      'decide',
    ]);
    expect(
      broken(leadsTo(base, 'redraft', 'end'), { kind: 'exclusive', acts: ['redraft', 'decide'] }),
    ).toBeNull();

    const ends: LawRule = { kind: 'ends-with', ends: ['end'], acts: ['decide'] };
    expect(broken(base, ends)).toBeNull();
    expect(broken(alsoIn(base, 'close', 'p'), ends)).toEqual(['open', 'close']);
    expect(broken(alsoIn(base, 'close', 'p'), { ...ends, ends: ['q'] } as LawRule)).toBeNull();
  });

  test('R90.1 a wait ends only when its clock has run out; a pause or a stop does not end it', () => {
    const waiting: Procedure = {
      ...base,
      acts: {
        ...base.acts,
        open: act('立件', { in: [], opens: true, clocks: [{ do: 'start', clock: 't' }] }),
        hold: act('中止', { repeats: true, clocks: [{ do: 'pause', clock: 't' }] }),
        go: act('恢复', { repeats: true, clocks: [{ do: 'resume', clock: 't' }] }),
        close: act('办结', {
          to: 'end',
          needs: [when('W', elapsed('t'))],
          clocks: [{ do: 'stop', clock: 't' }],
        }),
      },
      clocks: { t: clock('期限', 'minimum') },
    };
    const rule: LawRule = { kind: 'waits', act: 'close', clock: 't' };
    expect(broken(waiting, rule)).toBeNull();
    expect(broken(withoutNeed(waiting, 'close', 'W'), rule)).toEqual(['open', 'close']);
    const path = prove(
      withLaw(
        editAct(waiting, 'close', (d) => ({ ...d, needs: [when('W', done('hold'))] })),
        rule,
      ),
    ).laws[0]?.path;
    expect(path?.map((s) => s.act)).toEqual(['open', 'hold', 'close']);
    expect(
      broken(withoutNeed(waiting, 'close', 'W'), { ...rule, unless: done('open') } as LawRule),
    ).toBeNull();
    // What only a clock that ran out allows is reached by that clock's step, told as such.
    const after = prove(withLaw(waiting, { kind: 'only-while', act: 'close', guard: done('review') })).laws[0]
      ?.path;
    expect(after?.map((s) => [s.act, s.kind, s.title])).toEqual([
      ['open', 'act', '立件'],
      ['t', 'clock', '期限届满'],
      ['close', 'act', '办结'],
    ]);
  });

  test('R90.1 a path tells what became true and false, and the phase reached', () => {
    const p = withLaw(base, { kind: 'exclusive', acts: ['redraft', 'decide'] });
    const path = prove(p).laws[0]?.path;
    expect(path?.map((s) => s.phase)).toEqual(['在办', '在办', '在办', '已决定']);
    expect(path?.map((s) => s.became)).toEqual([[], [], [{ title: '合格', holds: true }], []]);
    const undone = prove(
      withLaw(base, { kind: 'precedes', first: [{ act: 'decide' }], then: 'redraft', where: ever('review') }),
    ).laws[0]?.path;
    expect(undone?.map((s) => s.act)).toEqual(['open', 'review', 'redraft']);
  });

  test('R90.1 a law about an act that is not there, and a space past the bound, are errors', () => {
    expect(() => prove(withLaw(base, { kind: 'apart', act: 'nothing', from: 'review' }))).toThrow(
      /names no act: nothing/,
    );
    const size = explore(base).table.size;
    expect(explore(base, size).table.size).toBe(size);
    expect(() => explore(base, size - 1)).toThrow(TooLarge);
    const ends = withLaw(base, { kind: 'ends-with', ends: ['end'], acts: ['decide'] });
    const own = ends.laws[0] as Law;
    expect(() => breach(ends, own, 2)).toThrow(TooLarge);
    expect(checkLaw(explore(ends), own).holds).toBe(true);
    // The space of a procedure without this law has forgotten what it reads and would call it broken.
    expect(() => checkLaw(explore(base), own)).toThrow(/L is no law of tiny/);
    expect(() => breach(base, own)).toThrow(RangeError);
  });
});

describe('R90.1 what is found besides the laws', () => {
  const kinds = (p: Procedure) => prove(p).findings.map((f) => `${f.kind} ${f.what}`);
  test('R90.1 nothing in a procedure that is sound', () => {
    const proof = prove(base);
    expect(proof).toMatchObject({ procedure: 'tiny', version: '1', findings: [], laws: [], ok: true });
    // Not opened; in p with or without review and result; decided; closed.
    expect([proof.markings, proof.ends]).toEqual([6, 1]);
    expect(prove(withLaw(base, { kind: 'at-most', act: 'open', times: 0 })).ok).toBe(false);
  });

  test('R90.1 an act that can never happen, a phase never reached, a clock never started, a condition nobody settles', () => {
    const p: Procedure = {
      ...base,
      phases: { ...base.phases, far: { title: '远' } },
      acts: {
        ...base.acts,
        never: act('从不', { needs: [when('X', all(done('decide'), not(done('review'))))] }),
      },
      clocks: { t: clock('无', 'right') },
      conditions: { ...base.conditions, free: { title: '空', test: { has: 'open.y' } } },
    };
    const { findings, ok } = prove(p);
    expect(findings).toEqual([
      { kind: 'dead-act', what: 'never', say: '“从不”在任何情况下都不能办理' },
      { kind: 'dead-phase', what: 'far', say: '“远”阶段永远不能到达' },
      { kind: 'dead-clock', what: 't', say: '“无”从不起算' },
      { kind: 'never-settled', what: 'free', say: '没有任何步骤确定“空”' },
    ]);
    expect(ok).toBe(false);
  });

  test('R90.1 a marking without a way out, with the shortest path to it', () => {
    const stuck = editAct(base, 'review', (d) => ({ ...d, needs: [when('X', not(ever('review')))] }));
    // Reviewed once as not good and never again: nothing leads on.
    const [found] = prove(stuck).findings;
    expect(found).toMatchObject({
      kind: 'no-way-out',
      what: '在办',
      say: '从这里起，任何步骤都不能使本件办结',
    });
    expect(found?.path?.map((s) => s.act)).toEqual(['open', 'review']);
  });

  test('R90.1 a duty that is open at the end: running, paused or run out; not one stopped, not a right, not one that outlives the case', () => {
    const timed = (kind: 'duty' | 'right' | 'minimum', more: object, ...stops: string[]): Procedure => ({
      ...base,
      acts: Object.fromEntries(
        Object.entries({
          ...base.acts,
          open: act('立件', { in: [], opens: true, clocks: [{ do: 'start', clock: 't' }] }),
        }).map(([name, def]) => [
          name,
          stops.includes(name) ? { ...def, clocks: [{ do: 'stop' as const, clock: 't' }] } : def,
        ]),
      ),
      clocks: { t: clock('期限', kind, more) },
    });
    const open = prove(timed('duty', {})).findings;
    expect(open).toMatchObject([{ kind: 'duty-left-open', what: 't', say: '办结时“期限”仍未了结' }]);
    expect(open[0]?.path?.map((s) => s.act)).toEqual(['open', 'review', 'decide', 'close']);
    expect(kinds(timed('duty', {}, 'close'))).toEqual([]);
    expect(kinds(timed('duty', {}, 'redraft'))).toEqual(['duty-left-open t']);
    expect(kinds(timed('right', {}))).toEqual([]);
    expect(kinds(timed('minimum', {}))).toEqual([]);
    expect(kinds(timed('duty', { survives: true }))).toEqual([]);
    expect(kinds(withoutClock(timed('duty', {}, 'close'), 'close', 't'))).toEqual(['duty-left-open t']);
    const paused = editAct(timed('duty', {}), 'decide', (d) => ({
      ...d,
      clocks: [{ do: 'pause', clock: 't' }],
    }));
    expect(kinds(paused)).toEqual(['duty-left-open t']);
    const conditional = editAct(timed('duty', {}), 'close', (d) => ({
      ...d,
      clocks: [{ do: 'stop', clock: 't', when: cond('good') }],
    }));
    expect(kinds(conditional)).toEqual([]);
    expect(kinds(withoutNeed(conditional, 'decide', 'N2'))).toEqual(['duty-left-open t']);
  });

  test('R90.1 a phase by outcome: each branch leads where its guard says, and stays where none fits', () => {
    const branched = editAct(base, 'review', (d) => ({
      ...d,
      outcomes: {
        yes: { title: '合格', conds: { good: true } },
        no: { title: '不合格', conds: { good: false } },
      },
      to: [{ when: not(cond('good')), phase: 'end' }],
    }));
    const rule: LawRule = { kind: 'ends-with', ends: ['end'], acts: ['decide'] };
    expect(broken(branched, rule)).toEqual(['open', 'review']);
    expect(kinds(branched)).toEqual([]);
    const always = editAct(branched, 'review', (d) => ({
      ...d,
      outcomes: { yes: { title: '合格', conds: { good: true } } },
    }));
    expect(broken(always, rule)).toBeNull();
  });
});

describe('R90.1 the explored space and the engine say the same of every pair of state and act', () => {
  const rich: Procedure = {
    ...base,
    acts: {
      ...base.acts,
      open: act('立件', { in: [], opens: true, clocks: [{ do: 'start', clock: 't' }] }),
      second: act('复核', {
        settles: ['good'],
        needs: [when('S', any(ever('redraft'), not(samePerson('review'))))],
      }),
      hold: act('中止', { repeats: true, clocks: [{ do: 'pause', clock: 't' }] }),
      go: act('恢复', { repeats: true, clocks: [{ do: 'resume', clock: 't' }] }),
      late: act('届满', { by: [system], needs: [when('T', elapsed('t'))], to: 'end' }),
      halt: act('停', {
        needs: [when('H', { op: 'clock', clock: 't', is: 'paused' })],
        clocks: [{ do: 'stop', clock: 't' }],
      }),
      after: act('停后', {
        needs: [
          when('A', { op: 'clock', clock: 't', is: 'stopped' }),
          when('B', { op: 'clock', clock: 't', is: 'running' }),
        ],
      }),
    },
    clocks: { t: clock('期限', 'right') },
  };
  test.each([
    ['small', base],
    ['rich', rich],
  ])('R90.1 %s', (_name, p) => {
    const space = explore(p);
    const list = pairs(space);
    const now = timeOfDay('2026-06-10', '10:00');
    for (const pair of list) {
      const { state, actor } = caseAt(space, pair, now);
      const refusals = standing(p, state, pair.act, actor, { now, calendar: fixture }).map((r) => r.code);
      const where = `${pair.phase} × ${pair.act} ${JSON.stringify(pair)} ${refusals}`;
      expect(refusals.length === 0, where).toBe(pair.allowed);
      expect(
        refusals.filter((c) => c.startsWith('tiny.')),
        where,
      ).toEqual(pair.failing);
    }
    // Every act is met allowed and refused, in every phase and before the case is opened.
    for (const name of Object.keys(p.acts)) {
      const of = list.filter((x) => x.act === name);
      expect(new Set(of.map((x) => x.phase)).size, name).toBe(Object.keys(p.phases).length + 1);
      expect(
        of.some((x) => !x.allowed),
        name,
      ).toBe(true);
      if (name !== 'after')
        expect(
          of.some((x) => x.allowed),
          name,
        ).toBe(true);
    }
    expect(list.some((x) => x.persons > 0 && x.act === 'decide' && x.failing.includes('tiny.N3'))).toBe(true);
  });
});

describe('R90.1 the table of states', () => {
  test('R90.1 numbers states in the order of arrival, each once, however many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 60 }), (width, range) => {
        const table = new StateTable(width);
        const known = new Map<string, number>();
        const out = new Int32Array(width);
        let x = range;
        for (let i = 0; i < 1500; i++) {
          const state = Int32Array.from({ length: width }, () => {
            x = (Math.imul(x, 1103515245) + 12345) | 0;
            return ((x >>> 8) % range) - (range >> 1);
          });
          const name = state.join();
          const id = known.get(name);
          expect(table.add(state)).toBe(id ?? -(known.size + 1));
          if (id === undefined) known.set(name, known.size);
          expect(table.size).toBe(known.size);
        }
        for (const [name, id] of known) {
          table.read(id, out);
          expect(out.join()).toBe(name);
        }
      }),
      { numRuns: 6 },
    );
  });

  test('R90.1 grows past its first room', () => {
    const table = new StateTable(3);
    for (let i = 0; i < 9000; i++) expect(table.add(Int32Array.of(i, -i, i * 7))).toBe(-(i + 1));
    for (let i = 0; i < 9000; i += 7) expect(table.add(Int32Array.of(i, -i, i * 7))).toBe(i);
    expect(table.size).toBe(9000);
  });
});

describe('R90.1 variants take away what is there, and nothing else', () => {
  test('R90.1 what is not there cannot be taken away', () => {
    expect(() => withoutNeed(base, 'decide', 'N9')).toThrow(/has no N9/);
    expect(() => withoutNeed(base, 'nothing', 'N1')).toThrow(/no act nothing/);
    expect(() => withoutVoid(base, 'decide', 'review')).toThrow(/has no review/);
    expect(() => withoutClock(base, 'close', 't')).toThrow(/does not stop t/);
    expect(withoutNeed(base, 'decide', 'N2').acts.decide?.needs?.map((n) => n.code)).toEqual(['N1', 'N3']);
    expect(withoutVoid(base, 'redraft', 'review').acts.redraft?.voids).toEqual([]);
    expect(base.acts.decide?.needs).toHaveLength(3);
    const timed = editAct(base, 'close', (d) => ({
      ...d,
      clocks: [
        { do: 'stop', clock: 't' },
        { do: 'start', clock: 't' },
        { do: 'stop', clock: 'u' },
      ],
    }));
    expect(withoutClock(timed, 'close', 't').acts.close?.clocks).toEqual([
      { do: 'start', clock: 't' },
      { do: 'stop', clock: 'u' },
    ]);
    expect(withoutClock(timed, 'close', 't', 'start').acts.close?.clocks).toHaveLength(2);
    expect(variantsOf(base).free('decide', 'end').acts.decide).toMatchObject({ in: ['p', 'end'], needs: [] });
    expect(variantsOf(base).edit('close', (d) => ({ ...d, title: '结' })).acts.close?.title).toBe('结');
  });
});

test('R90.1 the first phase may be where a case is only opened; any other that is never reached is dead', () => {
  const begun: Procedure = {
    ...base,
    phases: { begin: { title: '提交' }, ...base.phases },
    acts: { ...base.acts, open: act('立件', { in: [], opens: true, to: 'p' }) },
  };
  const dead = (p: Procedure) => prove(p).findings.filter((f) => f.kind === 'dead-phase');
  expect(dead(begun)).toEqual([]);
  expect(
    dead({ ...begun, phases: { ...begun.phases, never: { title: '到不了' } } }).map((f) => f.what),
  ).toEqual(['never']);
});
