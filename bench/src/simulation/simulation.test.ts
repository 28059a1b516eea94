/** The deterministic simulation, small, and that it finds what is planted. */
import { apply, type CaseState, type Procedure } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import { describe, expect, test } from 'vitest';
import { type RunOptions, simulate } from './run.ts';
import { shrink } from './shrink.ts';
import { type Engine, KERNEL } from './tracker.ts';
import { noticesOf, organIds, versionsOf } from './world.ts';

const small = { cases: 98, years: 3, most: 50 } as const;
const of = (...codes: string[]): Procedure[] => procedures.filter((p) => codes.includes(p.code));

describe('R90.1 R90.2 deterministic simulation', () => {
  test('cases of all procedures over three years: no fault, and the same seed gives the same digest', () => {
    const first = simulate({ ...small, seed: '1' });
    expect(first.faults.map((f) => `${f.procedure} case ${f.case}: ${f.kind} ${f.says}`)).toEqual([]);
    expect(first.counts['forward: accepted']).toBeGreaterThan(100);
    expect(first.counts['refused by a law']).toBeGreaterThan(0);
    expect(first.counts['stranger: refused']).toBeGreaterThan(0);
    const reached = new Set([...first.reached.whole, ...first.reached.flow, ...first.reached.weak]);
    expect(new Set([...reached].map((r) => r.split('.')[0])).size).toBeGreaterThan(40);
    const part = { ...small, cases: 49, seed: '2' };
    expect(simulate(part).digest).toBe(simulate(part).digest);
    expect(simulate(part).digest).not.toBe(simulate({ ...part, seed: '3' }).digest);
  });

  test('notices move days in mid-run and laws change in mid-year', () => {
    const notices = noticesOf('1', 3);
    expect(notices.length).toBeGreaterThanOrEqual(4);
    expect(new Set(notices.map((n) => n.calendar.version)).size).toBe(notices.length);
    const versions = procedures.map((p) => versionsOf('1', p, 3));
    expect(versions.filter((v) => v.length > 1).length).toBeGreaterThan(20);
  });

  const planted: readonly (readonly [string, Partial<Engine>, RunOptions])[] = [
    [
      'an act that loses its force keeps it',
      {
        decide: (...args) => {
          const d = KERNEL.decide(...args);
          return d.ok ? { ...d, record: { ...d.record, effects: { ...d.record.effects, voids: [] } } } : d;
        },
      },
      { seed: '1', cases: 60, years: 3, procedures: of('normative-document', 'local-regulation-draft') },
    ],
    [
      'whoever asks is let in',
      {
        decide: (p, state, act, input, actor, at) =>
          KERNEL.decide(
            p,
            state,
            act,
            input,
            actor.kind === 'anonymous' && p.acts[act]
              ? {
                  ...actor,
                  posts: Object.keys(p.roles).flatMap((role) => organIds.map((organ) => ({ role, organ }))),
                }
              : actor,
            at,
          ),
      },
      { seed: '1', cases: 100, years: 3 },
    ],
    [
      'laws are not looked at when an act is decided',
      {
        decide: (p, ...rest) => KERNEL.decide({ ...p, laws: [] }, ...rest),
      },
      { seed: '1', cases: 120, years: 3 },
    ],
    [
      'due dates fall a day late',
      {
        clockDue: (...args) => {
          const due = KERNEL.clockDue(...args);
          return due && { ...due, due: due.due.replace(/1$/, '2') };
        },
      },
      { seed: '1', cases: 60, years: 3 },
    ],
    [
      'a case read back forgets what its acts bound',
      {
        fold: (start: CaseState, records) =>
          records.reduce(
            (s, r) => apply(s, records.length > 1 ? { ...r, effects: { ...r.effects, binds: {} } } : r),
            start,
          ),
      },
      { seed: '1', cases: 60, years: 3 },
    ],
    [
      'a refused request leaves a trace',
      {
        decide: (p, state, ...rest) => {
          const d = KERNEL.decide(p, state, ...rest);
          if (!d.ok) (state as { phase: string }).phase = state.phase;
          if (!d.ok && state.seq > 0) (state.acts[0] as { input: unknown }).input = {};
          return d;
        },
      },
      { seed: '1', cases: 60, years: 3 },
    ],
  ];

  test.each(planted)('a planted fault is found and made small: %s', (_name, part, options) => {
    const engine: Engine = { ...KERNEL, ...part };
    const { faults } = simulate({ ...options, engine, faultsAtMost: 1 });
    expect(faults.length).toBeGreaterThan(0);
    const [found] = faults;
    if (!found) return;
    const short = shrink({
      seed: options.seed,
      years: options.years,
      found,
      engine,
      ...(options.procedures && { procedures: options.procedures }),
    });
    expect(short.fault?.kind).toBe(found.kind);
    expect(short.requests.length).toBeLessThanOrEqual(found.requests.length);
    expect(short.requests.length).toBeLessThan(20);
  });
});
