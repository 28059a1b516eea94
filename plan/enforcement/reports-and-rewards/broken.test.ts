/** R23.3 rewards by rule, and broken variants: each takes one safeguard away and the prover names the law. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { violationReport as P, rewardOf } from './index.ts';

const { edit } = variantsOf(P);
const without = (act: string, ...codes: string[]) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)) }));

/** Name, variant, law that must break, last act of the path. */
const LAWS: readonly [string, Procedure, string, string][] = [
  ['closed untold', without('close-not-filed', 'TOLD'), 'TOLD', 'close-not-filed'],
  [
    'rewarded before a result',
    edit('decide-reward', (d) => ({ ...d, in: ['handling', 'concluded'] })),
    'RESULT-FIRST',
    'decide-reward',
  ],
  ['a claim is forgotten', without('close', 'REWARD-OPEN'), 'REWARD-ANSWERED', 'close'],
  ['rewarded again', edit('decide-reward', (d) => ({ ...d, repeats: true })), 'ONE-REWARD', 'decide-reward'],
  ['paid without finance', without('pay-reward', 'FINANCE-FIRST'), 'FINANCE', 'pay-reward'],
  ['paid ungranted', without('pay-reward', 'GRANTED'), 'GRANTED', 'pay-reward'],
  ['granted, never paid', without('close', 'UNPAID'), 'PAID', 'close'],
  ['who checked rewards', without('decide-reward', 'APART'), 'APART', 'decide-reward'],
  [
    'closed unchecked',
    edit('close-not-filed', (d) => ({ ...d, in: ['checking', 'handling'] })),
    'CHECKED',
    'close-not-filed',
  ],
];

describe('reports and rewards', () => {
  test('R23.3 as it is, every law holds', () => {
    expect(prove(P).laws.filter((l) => !l.holds)).toEqual([]);
  });
  test.each(LAWS)('R23.3 broken: %s', (_name, variant, code, last) => {
    const law = P.laws.find((l) => l.code === code);
    const found = law && breach(variant, law);
    expect(found?.at(-1)).toBe(last);
  });
  test('R23.3 edge cases of the pack: floor 1,000, cap 1,000,000, shares', () => {
    expect(rewardOf('三级', 60_000)).toBe(1000);
    expect(rewardOf('一级', 30_000_000)).toBe(1_000_000);
    expect(rewardOf('一级', 0)).toBe(5000);
    expect(rewardOf('二级', 1_234_567.89)).toBe(37_037.04);
  });
});
