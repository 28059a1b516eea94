/** Forgetting what no longer matters changes no verdict: compared with the whole space over generated procedures. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { design } from '../citation.ts';
import {
  type ActDef,
  type ClockDef,
  type ClockEffect,
  type Procedure,
  system,
} from '../procedure/definition.ts';
import { type Guard, not } from '../procedure/guard.ts';
import { type Law, type LawRule, law } from '../procedure/law.ts';
import { days } from '../time/limit.ts';
import { liveFields } from './liveness.ts';
import { prove } from './prove.ts';

const PHASES = ['p', 'q', 'r'];
const ACTS = ['open', 'a', 'b', 'c', 'd', 'stop'];
const CONDS = ['x', 'y'];
const CLOCKS = ['t', 'u'];
const cites = [design('试验')];

const atom: fc.Arbitrary<Guard> = fc.oneof(
  fc.constantFrom(...ACTS).map((act): Guard => ({ op: 'done', act })),
  fc.constantFrom(...ACTS).map((act): Guard => ({ op: 'ever', act })),
  fc.constantFrom(...CONDS).map((name): Guard => ({ op: 'cond', name })),
  fc
    .tuple(
      fc.constantFrom(...CLOCKS),
      fc.constantFrom('running', 'elapsed', 'stopped') as fc.Arbitrary<'running' | 'elapsed' | 'stopped'>,
    )
    .map(([clock, is]): Guard => ({ op: 'clock', clock, is })),
  fc.constantFrom(...ACTS).map((act): Guard => not({ op: 'same-person', act })),
);
const guard: fc.Arbitrary<Guard> = fc.oneof(
  atom,
  atom.map(not),
  fc.tuple(atom, atom).map(([g, h]): Guard => ({ op: 'any', of: [g, h] })),
);
const some = <T>(...of: T[]) => fc.subarray(of, { minLength: 0, maxLength: 2 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });

const effect: fc.Arbitrary<ClockEffect> = fc
  .tuple(
    fc.constantFrom('start', 'stop', 'pause', 'resume') as fc.Arbitrary<
      'start' | 'stop' | 'pause' | 'resume'
    >,
    fc.constantFrom(...CLOCKS),
    maybe(atom),
  )
  .map(([what, clock, when]) => ({ do: what, clock, ...(when && { when }) }));
const outcomes = fc.constantFrom<ActDef['outcomes']>(
  undefined,
  undefined,
  { one: { title: '一', conds: { x: true } }, two: { title: '二', conds: { x: false, y: true } } },
  { both: { title: '全', conds: { x: false, y: true } } },
);

const act = (name: string): fc.Arbitrary<ActDef> =>
  fc
    .record({
      in: fc.subarray(PHASES, { minLength: 1 }),
      needs: fc.array(guard, { maxLength: 2 }),
      settles: some(...CONDS),
      outcomes,
      repeats: fc.boolean(),
      voids: some(...ACTS.filter((a) => a !== name)),
      clocks: fc.array(effect, { maxLength: 2 }),
      to: maybe(
        fc.oneof(
          fc.constantFrom(...PHASES),
          fc.tuple(atom, fc.constantFrom(...PHASES, 'end')).map(([when, phase]) => [{ when, phase }]),
        ),
      ),
    })
    .map((d) => ({
      title: name,
      by: [system],
      cites,
      in: name === 'open' ? [] : d.in,
      ...(name === 'open' && { opens: true }),
      needs:
        name === 'open' ? [] : d.needs.map((g, i) => ({ code: `${name}${i}`, guard: g, say: '不行', cites })),
      settles: d.outcomes ? CONDS : d.settles,
      ...(d.outcomes && { outcomes: d.outcomes }),
      repeats: d.repeats,
      voids: d.voids,
      clocks: d.clocks,
      ...(name === 'stop' ? { to: 'end' } : d.to !== undefined && { to: d.to }),
    }));

const name = fc.constantFrom(...ACTS);
const event = fc.tuple(name, maybe(atom)).map(([a, w]) => ({ act: a, ...(w && { with: w }) }));
const rule: fc.Arbitrary<LawRule> = fc.oneof(
  fc.tuple(fc.array(event, { minLength: 1, maxLength: 2 }), name, some(...ACTS), maybe(atom)).map(
    ([first, then, since, where]): LawRule => ({
      kind: 'precedes',
      first,
      then,
      since,
      ...(where && { where }),
    }),
  ),
  fc.tuple(name, guard).map(([a, g]): LawRule => ({ kind: 'only-while', act: a, guard: g })),
  fc
    .tuple(event, fc.subarray(ACTS, { minLength: 1 }))
    .map(([cause, effectActs]): LawRule => ({ kind: 'answered', cause, effect: effectActs })),
  fc.tuple(name, name).map(([a, from]): LawRule => ({ kind: 'apart', act: a, from })),
  fc
    .tuple(name, fc.integer({ min: 1, max: 2 }))
    .map(([a, times]): LawRule => ({ kind: 'at-most', act: a, times })),
  fc
    .tuple(name, fc.constantFrom(...CLOCKS), maybe(atom))
    .map(([a, clock, unless]): LawRule => ({ kind: 'waits', act: a, clock, ...(unless && { unless }) })),
  fc.tuple(name, name).map(([a, b]): LawRule => ({ kind: 'exclusive', acts: [a, b] })),
  fc
    .subarray(ACTS, { minLength: 1, maxLength: 2 })
    .map((acts): LawRule => ({ kind: 'ends-with', ends: ['end'], acts })),
);
const clockDef = (kind: ClockDef['kind']): ClockDef => ({
  title: '钟',
  kind,
  owedBy: 'x',
  limit: days(1),
  lastDay: 'keep',
  cites,
});

const procedure: fc.Arbitrary<Procedure> = fc
  .record({
    acts: fc.tuple(...ACTS.map(act)),
    laws: fc.array(rule, { minLength: 1, maxLength: 4 }),
    duty: fc.boolean(),
  })
  .map(({ acts, laws, duty }) => ({
    code: 'generated',
    title: '试验',
    system: 'x',
    version: '1',
    from: '2026-01-01',
    cites,
    about: '试验',
    relations: {},
    roles: {},
    phases: { p: { title: '甲' }, q: { title: '乙' }, r: { title: '丙' }, end: { title: '终', end: 'done' } },
    acts: Object.fromEntries(acts.map((d) => [d.title, d])),
    clocks: { t: clockDef(duty ? 'duty' : 'right'), u: clockDef('minimum') },
    conditions: Object.fromEntries(CONDS.map((c) => [c, { title: c, test: { has: 'open.x' } }])),
    laws: laws.map((r, i): Law => law(`L${i}`, '规则', cites, r)),
    papers: {},
    titleFrom: 'open.x',
    owner: 'lead',
  }));

const verdict = (p: Procedure, forgets: boolean) => {
  const proof = prove(p, 400_000, forgets);
  return {
    laws: proof.laws.map(
      (l) => `${l.law.code} ${l.holds} ${l.path?.filter((s) => s.kind === 'act').length ?? 0}`,
    ),
    found: proof.findings.map((f) => (f.kind === 'no-way-out' ? f.kind : `${f.kind} ${f.what}`)).sort(),
  };
};

describe('R90.1 forgetting what no longer matters', () => {
  test('changes no verdict on any law and no finding, over 1500 generated procedures', () => {
    let smaller = 0;
    let broken = 0;
    fc.assert(
      fc.property(procedure, (p) => {
        const whole = prove(p, 400_000, false);
        const reduced = prove(p, 400_000, true);
        if (reduced.markings < whole.markings) smaller++;
        if (whole.laws.some((l) => !l.holds)) broken++;
        expect(reduced.markings).toBeLessThanOrEqual(whole.markings);
        expect(verdict(p, true)).toEqual(verdict(p, false));
      }),
      { numRuns: 1500, seed: 2026 },
    );
    // The comparison means something only where both kinds occur.
    expect(smaller).toBeGreaterThan(200);
    expect(broken).toBeGreaterThan(200);
  });

  test('a field is live until it is read for the last time or set anew', () => {
    const flow: Procedure = {
      ...(fc.sample(procedure, { numRuns: 1, seed: 1 })[0] as Procedure),
      acts: {
        open: { title: 'open', by: [system], in: [], opens: true, cites, settles: ['x'], repeats: true },
        a: { title: 'a', by: [system], in: ['p'], cites, to: 'q', repeats: true },
        b: {
          title: 'b',
          by: [system],
          in: ['q'],
          cites,
          needs: [{ code: 'B', guard: { op: 'cond', name: 'x' }, say: '不行', cites }],
          to: 'r',
          repeats: true,
        },
        c: { title: 'c', by: [system], in: ['r'], cites, to: 'end', repeats: true },
      },
      laws: [],
    };
    const live = liveFields(flow);
    expect([...(live.get('p') ?? [])]).toEqual(['cond x']);
    expect([...(live.get('q') ?? [])]).toEqual(['cond x']);
    expect([...(live.get('r') ?? [])]).toEqual([]);
  });
});
