/** R1.2 broken variants: each takes one safeguard away, and the prover names the law with the shortest breaking path. */
import { type ActDef, breach, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { sandingAssessment as P } from './index.ts';

const { edit } = variantsOf(P);
const without = (act: string, ...codes: string[]) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)) }));

/** Name, variant, law that must break, acts at the end of the path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  ['reported from the desk', without('report', 'CHECKED'), 'SA-CHECK', ['plan-assessment', 'report']],
  [
    'checked before the organ has spoken',
    without('field-check', 'SELF-FIRST'),
    'SA-SELF',
    ['plan-assessment', 'field-check'],
  ],
  [
    'published unapproved',
    edit('approve', (d) => ({ ...d, to: 'revising' })),
    'SA-APPROVE',
    ['approve', 'revise-functions'],
  ],
  [
    'the guard and the branch gone: revised without any approval',
    {
      ...P,
      acts: {
        ...P.acts,
        'revise-functions': {
          ...(P.acts['revise-functions'] as ActDef),
          in: ['deciding', 'revising'],
          needs: [],
        },
      },
    },
    'SA-APPROVE',
    ['report', 'revise-functions'],
  ],
  ['confirmed although it must change', without('confirm', 'STANDS'), 'SA-CONFIRM', ['report', 'confirm']],
  ['who reported approves', without('approve', 'APART'), 'SA-APART', ['report', 'approve']],
  [
    'the power list is forgotten',
    edit('revise-functions', (d) => ({ ...d, to: 'revised' })),
    'SA-LIST',
    ['approve', 'revise-functions'],
  ],
  [
    'an approved revision is cancelled',
    edit('cancel', (d) => ({ ...d, in: ['assessing', 'revising'] })),
    'SA-PUBLISHED',
    ['approve', 'cancel'],
  ],
];

describe('R1.2 broken variants of the assessment', () => {
  test.each(LAWS)('R1.2 %s', (_name, variant, code, tail) => {
    // Where a branch was changed alone, the guard behind it still stands: take it away as well.
    const bare =
      code === 'SA-APPROVE'
        ? {
            ...variant,
            acts: {
              ...variant.acts,
              'revise-functions': { ...(variant.acts['revise-functions'] as ActDef), needs: [] },
            },
          }
        : variant;
    const law = P.laws.find((l) => l.code === code);
    expect(law).toBeDefined();
    const found = law && breach(bare, law);
    expect(found?.slice(-tail.length)).toEqual(tail);
  });

  test('R1.2 the procedure as it is: every law holds, nothing is dead, stuck or left open', () => {
    const proof = prove(P);
    expect(proof.laws.filter((l) => !l.holds).map((l) => l.law.code)).toEqual([]);
    expect(proof.findings).toEqual([]);
  });

  test.each([
    ['the report is never ended', 'report', 'report'],
    ['the update of the list is never ended', 'report-update', 'list-update'],
  ])('R1.2 %s: a duty left open is found', (_name, act, clock) => {
    const variant = edit(act, (d) => ({ ...d, clocks: (d.clocks ?? []).filter((c) => c.clock !== clock) }));
    expect(
      prove(variant)
        .findings.map((f) => f.what)
        .join(' '),
    ).toContain(clock);
  });
});
