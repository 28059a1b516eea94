/** R26.3 broken variants: each takes one safeguard away, and the prover names the law. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { typicalCase as P } from './index.ts';

const { edit } = variantsOf(P);
const bare = (phases: readonly string[], ...codes: string[]) =>
  edit('publish', (d) => ({
    ...d,
    in: phases,
    needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)),
  }));

/** Name, variant, law that must break, last act of the path. */
const LAWS: readonly [string, Procedure, string, string][] = [
  ['published unchecked', bare(['checking'], 'CHECKED', 'REDACTED', 'VOTED'), 'CHECKED', 'publish'],
  ['published unredacted', bare(['redacting'], 'REDACTED', 'VOTED'), 'REDACTED', 'publish'],
  ['published without a vote', bare(['voting'], 'VOTED'), 'VOTED', 'publish'],
  ['who checked publishes', bare(['selected'], 'APART'), 'APART', 'publish'],
  ['a fallen case is retired', edit('retire', (d) => ({ ...d, needs: [] })), 'TAKEN-DOWN', 'retire'],
];

describe('typical cases', () => {
  test('R26.3 as it is, every law holds and nothing is left open', () => {
    const proof = prove(P);
    expect(proof.laws.filter((l) => !l.holds)).toEqual([]);
    expect(proof.findings).toEqual([]);
  });
  test.each(LAWS)('R26.3 broken: %s', (_name, variant, code, last) => {
    const law = P.laws.find((l) => l.code === code);
    const found = law && breach(variant, law);
    expect(found?.at(-1)).toBe(last);
  });
});
