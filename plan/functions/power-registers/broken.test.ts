/** Broken variants: each takes one safeguard away, and the prover must find it with the shortest breaking path. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { editAct as edit, withoutVoid as keeps, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { lawChangeProcedure, powerListAdjustment, registerBatch } from './index.ts';

const A = powerListAdjustment;
const B = registerBatch;
const L = lawChangeProcedure;

/** A law broken: name, the variant, the law's code, the acts at the end of the shortest path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  ['submitted without any review', without(A, 'submit-approval', 'REVIEWED'), 'PL-LEGAL', ['publish']],
  ['published without the keeper', without(A, 'submit-approval', 'REVIEWED'), 'PL-KEEPER', ['publish']],
  [
    'the staffing office is passed over',
    without(A, 'submit-approval', 'REVIEWED'),
    'PL-STAFFING',
    ['publish'],
  ],
  [
    'a new item is published without approval',
    edit(A, 'submit-approval', (d) => ({ ...d, to: 'publishing' })),
    'PL-APPROVE',
    ['submit-approval', 'publish'],
  ],
  [
    'what the government refused is published',
    edit(A, 'approve', (d) => ({ ...d, to: 'publishing' })),
    'PL-APPROVE',
    ['approve', 'publish'],
  ],
  ['a revision keeps the legal review', keeps(A, 'revise', 'legality-review'), 'PL-LEGAL', ['publish']],
  ['a revision keeps the keeper’s review', keeps(A, 'revise', 'keeper-review'), 'PL-KEEPER', ['publish']],
  ['going back keeps the legal review', keeps(A, 'reopen', 'legality-review'), 'PL-LEGAL', ['publish']],
  [
    'who applied reviews the legality',
    without(A, 'legality-review', 'REVIEWER-APART-1'),
    'PL-APART',
    ['apply', 'legality-review'],
  ],
  [
    'who revised reviews the legality',
    without(A, 'legality-review', 'REVIEWER-APART-3'),
    'PL-APART-REVISED',
    ['revise', 'legality-review'],
  ],
  [
    'who proposed ex officio reviews for the keeper',
    without(A, 'keeper-review', 'KEEPER-APART'),
    'PL-APART-KEEPER',
    ['propose-ex-officio', 'keeper-review'],
  ],
  [
    'the organ withdraws what was proposed ex officio',
    without(A, 'withdraw', 'OWN'),
    'PL-EX-OFFICIO',
    ['propose-ex-officio', 'withdraw'],
  ],
  [
    'an approved change is dropped',
    edit(A, 'reject', (d) => ({ ...d, in: [...d.in, 'publishing'], needs: [] })),
    'PL-PUBLISHED',
    ['approve', 'reject'],
  ],
  [
    'a batch is published unreviewed',
    edit(without(B, 'publish-batch', 'LAWFUL'), 'publish-batch', (d) => ({
      ...d,
      in: ['review', 'publishing'],
    })),
    'PB-LEGAL',
    ['submit-batch', 'publish-batch'],
  ],
  [
    'a changed batch keeps its review',
    edit(keeps(B, 'amend-batch', 'legality-review'), 'publish-batch', (d) => ({
      ...d,
      in: ['review', 'publishing'],
      needs: [],
    })),
    'PB-LEGAL',
    ['submit-batch', 'publish-batch'],
  ],
  [
    'who submitted the batch reviews it',
    without(B, 'legality-review', 'REVIEWER-APART-1'),
    'PB-APART',
    ['submit-batch', 'legality-review'],
  ],
  [
    'who amended the batch reviews it',
    without(B, 'legality-review', 'REVIEWER-APART-2'),
    'PB-APART-AMENDED',
    ['amend-batch', 'legality-review'],
  ],
  [
    'who proposed records',
    without(L, 'record-change', 'APART'),
    'LC-APART',
    ['propose-change', 'record-change'],
  ],
  [
    'who amended records',
    without(L, 'record-change', 'APART-2'),
    'LC-APART-AMENDED',
    ['amend-change', 'record-change'],
  ],
  ['closed while organs are silent', without(L, 'close', 'ANSWERED'), 'LC-ALL', ['record-change', 'close']],
  [
    'closed although nobody reported',
    without(L, 'close', 'ANSWERED'),
    'LC-ANSWERED',
    ['record-change', 'close'],
  ],
  [
    'recorded twice',
    edit(L, 'record-change', (d) => ({ ...d, repeats: true, in: ['proposed', 'adjusting'] })),
    'LC-ONE',
    ['record-change', 'record-change'],
  ],
  [
    'dropped after it was recorded',
    edit(L, 'drop-change', (d) => ({ ...d, in: ['proposed', 'adjusting'] })),
    'LC-EITHER',
    ['record-change', 'drop-change'],
  ],
];

/** A defect that is no broken law: name, variant, kind of finding, what. */
const FINDINGS: readonly [string, Procedure, string, string][] = [
  [
    'publication never stops its clock',
    edit(A, 'publish', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'publish',
  ],
  [
    'rejecting leaves the reviewers waiting',
    edit(A, 'reject', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'staffing-review',
  ],
  [
    'the organs’ clock is never stopped',
    edit(L, 'report-adjustment', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'adjustment',
  ],
  ['nobody can ever urge', edit(L, 'urge', (d) => ({ ...d, in: ['dropped'] })), 'dead-act', 'urge'],
];

describe('R4.2 R4.3 R90.1 broken variants of the registers’ procedures are caught', () => {
  test.each(LAWS)('%s', (_name, variant, code, tail) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law)?.filter((step) => step in variant.acts);
    expect(path?.slice(-tail.length)).toEqual(tail);
  });

  test.each(FINDINGS)('%s', (_name, variant, kind, what) => {
    const proof = prove({ ...variant, laws: [] });
    expect(proof.findings.map((f) => `${f.kind} ${f.what}`)).toContain(`${kind} ${what}`);
  });
});
