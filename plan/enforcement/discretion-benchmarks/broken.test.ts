/** Broken variants: each takes one safeguard away, and the prover must find it with the shortest breaking path. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { editAct as edit, withoutVoid as keeps, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { discretionBenchmarkMaking as M } from './definition.ts';

/** A law broken: name, the variant, the law's code, the acts at the end of the shortest path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  [
    'a table with gaps is published',
    without(without(M, 'approve', 'R22.2'), 'publish', 'R22.2'),
    'R22.2',
    ['legality-review', 'approve', 'publish'],
  ],
  ['approved without a lawful review', without(M, 'approve', 'LAWFUL'), 'MK-LEGAL', ['approve', 'publish']],
  ['a revision keeps the review', keeps(M, 'revise', 'legality-review'), 'MK-LEGAL', ['approve', 'publish']],
  ['going back keeps the review', keeps(M, 'reopen', 'legality-review'), 'MK-LEGAL', ['approve', 'publish']],
  [
    'published without approval',
    edit(M, 'publish', (d) => ({ ...d, in: ['review', 'publishing'] })),
    'MK-APPROVED',
    ['publish'],
  ],
  [
    'what was refused is published',
    edit(M, 'approve', (d) => ({ ...d, to: 'publishing' })),
    'MK-APPROVED',
    ['approve', 'publish'],
  ],
  [
    'the drafter reviews',
    without(M, 'legality-review', 'REVIEWER-APART-1'),
    'MK-APART',
    ['draft', 'legality-review'],
  ],
  [
    'who revised reviews',
    without(M, 'legality-review', 'REVIEWER-APART-2'),
    'MK-APART-REVISED',
    ['revise', 'legality-review'],
  ],
  [
    'the reviewer approves',
    without(M, 'approve', 'APPROVER-APART'),
    'MK-APART-APPROVE',
    ['legality-review', 'approve'],
  ],
  [
    'an approved benchmark is dropped',
    edit(M, 'withdraw', (d) => ({ ...d, in: ['review', 'publishing'] })),
    'MK-PUBLISHED',
    ['approve', 'withdraw'],
  ],
];

describe('R22.2 R90.1 broken variants of making benchmarks are caught', () => {
  test.each(LAWS)('R22.2 %s', (_name, variant, code, tail) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law)?.filter((step) => step in variant.acts);
    expect(path?.slice(-tail.length)).toEqual(tail);
  });
  test('R22.2 one guard alone taken away publishes no faulty table: the other still stands', () => {
    for (const act of ['approve', 'publish'])
      expect(breach(without(M, act, 'R22.2'), M.laws.find((l) => l.code === 'R22.2') as never)).toBeFalsy();
  });
  test('R90.1 publication that stops no clock leaves a duty open', () => {
    const variant = edit(M, 'publish', (d) => ({ ...d, clocks: [] }));
    expect(prove({ ...variant, laws: [] }).findings.map((f) => `${f.kind} ${f.what}`)).toContain(
      'duty-left-open publication',
    );
  });
});
