/** R24.7 broken variants of the rating: each takes one safeguard away, and the prover names the law. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { expect, test } from 'vitest';
import { inspectionRating as P } from './index.ts';

const { edit } = variantsOf(P);
const without = (act: string, ...codes: string[]) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)) }));

const LAWS: readonly [string, Procedure, string, string][] = [
  ['answered without a look', without('answer', 'HANDLED'), 'HANDLED', 'answer'],
  ['a bad rating put away', edit('handle', (d) => ({ ...d, to: 'filed' })), 'ANSWERED', 'handle'],
  ['who looked into it answers', without('answer', 'APART'), 'APART', 'answer'],
];

test('R24.7 as it is, every law holds', () => {
  const proof = prove(P);
  expect([proof.laws.filter((l) => !l.holds), proof.findings]).toEqual([[], []]);
});
test.each(LAWS)('R24.7 broken: %s', (_name, variant, code, last) => {
  const law = P.laws.find((l) => l.code === code);
  expect(law && breach(variant, law)?.at(-1)).toBe(last);
});
