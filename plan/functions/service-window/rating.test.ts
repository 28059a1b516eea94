import { breach, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { expect, test } from 'vitest';
import { serviceRating as P, ratingFigures } from './rating.ts';

test('R8.4 edge 12: silence is never praise', () => {
  const f = ratingFigures({
    rateable: 100,
    given: { 非常满意: 30, 满意: 8, 基本满意: 2, 不满意: 3, 非常不满意: 2 },
  });
  expect([f.good, f.bad]).toEqual([40, 5]);
  expect(f.activeGoodRate).toBeCloseTo(0.889, 3);
  expect(f.unratedRate).toBe(0.55);
  expect(ratingFigures({ rateable: 0, given: {} })).toMatchObject({
    activeGoodRate: null,
    unratedRate: null,
  });
});

test('R8.4 proved: a bad rating is handled and called back, excluded only after review by another', () => {
  const proof = prove(P);
  expect([proof.laws.filter((l) => !l.holds).map((l) => l.law.code), proof.findings]).toEqual([[], []]);
});

const { edit } = variantsOf(P);
const without = (act: string, code: string) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => n.code !== code) }));

test.each([
  ['closed without a call back', edit('settle', (d) => ({ ...d, to: 'closed' })), 'BAD-HANDLED'],
  ['who settled calls back', without('call-back', 'CALL-APART'), 'CALL-APART'],
  ['who appeals reviews', without('review-exclusion', 'REVIEW-APART'), 'REVIEW-APART'],
  ['excluded without review', edit('ask-exclusion', (d) => ({ ...d, to: 'excluded' })), 'EXCLUDED-REVIEWED'],
  ['called who did not want it', without('contact', 'NAMED'), 'NO-CALL'],
] as const)('R8.4 broken: %s', (_name, variant, code) => {
  const law = P.laws.find((l) => l.code === code);
  expect(law && breach(variant, law)).toBeTruthy();
});
