/** R25.1, R25.2 broken variants: each takes one safeguard away, and the prover names the law with the breaking path. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { officerCertificate as P } from './index.ts';

const { edit } = variantsOf(P);
const without = (act: string, ...codes: string[]) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)) }));

/** Name, variant, law that must break, last acts of the path. */
const LAWS: readonly [string, Procedure, string, string][] = [
  ['submitted without an exam', without('submit', 'EXAM'), 'EXAM', 'issue'],
  ['submitted untrained', without('submit', 'TRAINED'), 'TRAINED', 'issue'],
  [
    'issued without submission',
    edit('issue', (d) => ({ ...d, in: ['preparing', 'checking'] })),
    'SUBMITTED',
    'issue',
  ],
  ['the organ issues for its own people', without('issue', 'APART'), 'APART', 'issue'],
  ['restored although the check failed', without('restore', 'CHECK-FAILED'), 'CHECK-MADE-GOOD', 'restore'],
  ['renewed although the check failed', without('renew', 'CHECK-FAILED'), 'CHECK-BEFORE-RENEWAL', 'renew'],
  [
    'restored what was never suspended',
    edit('restore', (d) => ({ ...d, in: ['held', 'suspended'] })),
    'SUSPENDED-FIRST',
    'restore',
  ],
  [
    'a submission is dropped',
    edit('cancel', (d) => ({ ...d, in: ['preparing', 'checking'] })),
    'DECIDED',
    'cancel',
  ],
];

describe('broken variants of the certificate', () => {
  test('R25.1 as it is, every law holds', () => {
    expect(prove(P).laws.filter((l) => !l.holds)).toEqual([]);
  });
  test.each(LAWS)('R25.1 %s', (_name, variant, code, last) => {
    const law = P.laws.find((l) => l.code === code);
    const found = law && breach(variant, law);
    expect(found?.at(-1)).toBe(last);
  });
});
