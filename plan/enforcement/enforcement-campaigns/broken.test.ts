/** R23.1, R23.2 broken variants: each takes one safeguard away, and the prover names the law. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { alsoIn as also, editAct as edit, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { enforcementCampaign, riskWarning } from './index.ts';

const C = enforcementCampaign;
const W = riskWarning;

/** What is taken away, variant, law that must break, last act of the path. */
const VARIANTS: readonly (readonly [string, Procedure, string, string])[] = [
  [
    'R23.1 planned without the figures of the record',
    also(C, 'draft-plan', 'evidence'),
    'EVIDENCE',
    'draft-plan',
  ],
  ['R23.1 published unapproved', also(C, 'publish', 'approving'), 'APPROVED', 'publish'],
  [
    'R23.1 published after it was returned, on the approval before',
    edit(also(C, 'publish', 'planning'), 'return-plan', (d) => ({ ...d, voids: [] })),
    'APPROVED',
    'publish',
  ],
  ['R23.1 approved by who planned it', without(C, 'approve', 'APART'), 'APART', 'approve'],
  ['R23.1 approved and forgotten', also(C, 'drop', 'approved'), 'PUBLISHED', 'drop'],
  ['R23.1 closed before its end', without(C, 'close', 'ENDED'), 'ENDED', 'close'],
  ['R23.1 a result without figures', also(C, 'publish-result', 'running'), 'FIGURES', 'publish-result'],
  [
    'R23.1 who closes it publishes the result',
    without(C, 'publish-result', 'RESULT-APART'),
    'RESULT-APART',
    'publish-result',
  ],
  ['R23.1 a campaign that ends without a word', also(C, 'drop', 'running'), 'TOLD', 'drop'],
  [
    'R23.2 confirmed before anything was done',
    without(also(W, 'confirm', 'open'), 'confirm', 'ANSWERED'),
    'ANSWERED',
    'confirm',
  ],
  ['R23.2 who handled it confirms', without(W, 'confirm', 'APART-HANDLE'), 'APART-HANDLE', 'confirm'],
  ['R23.2 who explained it confirms', without(W, 'confirm', 'APART-EXPLAIN'), 'APART-EXPLAIN', 'confirm'],
  [
    'R23.2 the organ closes what has gone up',
    without(also(W, 'confirm', 'escalated'), 'confirm', 'IN-TIME'),
    'UP',
    'confirm',
  ],
  ['R23.2 settled with nothing done', without(W, 'settle', 'ANSWERED'), 'SETTLED', 'settle'],
  ['R23.2 confirmed after the limit', without(W, 'confirm', 'IN-TIME'), 'IN-TIME', 'confirm'],
];

describe('R23 broken variants of campaigns and warnings', () => {
  test.each([C, W])('R23.1 R23.2 $title: every law holds, nothing is stuck or left open', (p) => {
    const proof = prove(p);
    expect(proof.laws.filter((l) => !l.holds)).toEqual([]);
    expect(proof.findings).toEqual([]);
    // Small enough that continuous integration does not wait for it.
    expect(proof.markings).toBeLessThan(50_000);
  });
  test.each(VARIANTS)('%s', (_name, variant, code, last) => {
    const law = variant.laws.find((l) => l.code === code);
    const found = law && breach(variant, law);
    expect(found?.at(-1)).toBe(last);
  });
  test('R23.1 R23.2 every law is broken by some variant', () => {
    for (const p of [C, W])
      expect(
        p.laws
          .map((l) => l.code)
          .filter((c) => !VARIANTS.some(([, v, code]) => v.code === p.code && code === c)),
      ).toEqual([]);
  });
});
