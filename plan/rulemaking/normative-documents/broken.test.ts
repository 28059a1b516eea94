/** Broken variants: each takes one safeguard away, and the prover must find it with the shortest breaking path. */
import { type ActDef, breach, checkLaw, done, explore, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { normativeDocument } from './index.ts';

const { edit, withoutVoid } = variantsOf(normativeDocument);
const withoutNeed = (act: string, ...codes: string[]) =>
  edit(act, (def) => ({ ...def, needs: (def.needs ?? []).filter((n) => !codes.includes(n.code)) }));

/** The reviewer may call a text lawful and leave its suspect clauses unanswered. */
const unanswered: Procedure = {
  ...edit('legality-review', (d) => ({
    ...d,
    outcomes: {
      lawful: {
        title: '合法',
        conds: { 'review-lawful': true, 'review-modify': false, 'clauses-answered': false },
      },
    },
  })),
};

/** A law broken: name, the variant, the law's code, the acts at the end of the shortest path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  [
    'the review guard is taken off the submission',
    withoutNeed('submit-deliberation', 'N1', 'N6'),
    'N1',
    ['submit-review', 'submit-deliberation'],
  ],
  [
    'a revision no longer voids the review',
    withoutVoid('revise-draft', 'legality-review'),
    'N1',
    ['submit-deliberation'],
  ],
  [
    'a new conclusion no longer voids the confirmation',
    {
      ...edit('legality-review', (d) => ({ ...d, voids: [] })),
      acts: {
        ...edit('legality-review', (d) => ({ ...d, voids: [] })).acts,
        'submit-deliberation': withoutNeed('submit-deliberation', 'N6').acts['submit-deliberation'] as ActDef,
      },
    },
    'N1',
    ['legality-review', 'submit-deliberation'],
  ],
  [
    'a back door from consultation to deliberation',
    edit('submit-deliberation', (d) => ({ ...d, in: [...d.in, 'consultation'], needs: [] })),
    'N1',
    ['draft', 'submit-deliberation'],
  ],
  [
    'consultation counts as review',
    edit('submit-deliberation', (d) => ({
      ...d,
      needs: [{ code: 'X', guard: done('close-consultation'), say: '', cites: [] }],
    })),
    'N1',
    ['submit-deliberation'],
  ],
  [
    'the meeting may decide a text changed after review',
    edit('revise-draft', (d) => ({ ...d, to: 'deliberation' })),
    'N1-TEXT',
    ['deliberate'],
  ],
  ['fair competition is forgotten', withoutNeed('submit-review', 'N2'), 'N2', ['submit-deliberation']],
  [
    'a revision keeps the competition review',
    withoutVoid('revise-draft', 'fair-competition'),
    'N2',
    ['submit-deliberation'],
  ],
  [
    'ideology review is forgotten',
    withoutNeed('submit-review', 'IDEOLOGY'),
    'N-IDEOLOGY',
    ['submit-deliberation'],
  ],
  [
    'security review is forgotten',
    withoutNeed('submit-review', 'SECURITY'),
    'N-SECURITY',
    ['submit-deliberation'],
  ],
  [
    'a revision keeps the environment review',
    withoutVoid('revise-draft', 'environment-review'),
    'N-ENVIRONMENT',
    ['submit-deliberation'],
  ],
  [
    'the head signs without a meeting',
    edit('sign', (d) => ({ ...d, in: ['review', 'issuing'], needs: [] })),
    'N3-SIGN',
    ['sign'],
  ],
  [
    'a number before the signature',
    withoutNeed('assign-number', 'N3'),
    'N3-NUMBER',
    ['deliberate', 'assign-number'],
  ],
  ['published without a number', withoutNeed('publish', 'NUMBERED'), 'N3-PUBLISH', ['publish']],
  [
    'in force without publication',
    edit('archive', (d) => ({ ...d, in: ['issuing', 'published'], needs: [] })),
    'N5',
    ['archive'],
  ],
  [
    'sent to review without consultation',
    withoutNeed('submit-review', 'CONSULTED'),
    'N-CONSULT',
    ['submit-review'],
  ],
  [
    'the comment period can be cut short',
    withoutNeed('close-consultation', 'CONSULT-MINIMUM'),
    'N-COMMENT-PERIOD',
    ['open-consultation', 'close-consultation'],
  ],
  ['comments need no answer', withoutNeed('submit-review', 'ANSWERED'), 'N-ANSWER', ['submit-review']],
  ['deputies need no written reply', withoutNeed('submit-review', 'WRITTEN'), 'N7', ['submit-review']],
  ['deputies are not asked', withoutNeed('submit-review', 'DEPUTIES'), 'N-DEPUTIES', ['submit-deliberation']],
  [
    'enterprises are not heard',
    withoutNeed('submit-review', 'ENTERPRISES'),
    'N-ENTERPRISES',
    ['submit-deliberation'],
  ],
  [
    'suspect clauses go to the meeting unanswered',
    {
      ...unanswered,
      acts: {
        ...unanswered.acts,
        'submit-deliberation': withoutNeed('submit-deliberation', 'N6').acts['submit-deliberation'] as ActDef,
      },
    },
    'N6',
    ['legality-review', 'submit-deliberation'],
  ],
  [
    'the drafter reviews fair competition alone',
    withoutNeed('fair-competition', 'F3-2'),
    'F3',
    ['draft', 'fair-competition'],
  ],
  [
    'who revised the text reviews fair competition alone',
    withoutNeed('fair-competition', 'F3-3'),
    'F3-REVISED',
    ['revise-draft', 'fair-competition'],
  ],
  ['dissent is left open', withoutNeed('submit-review', 'DISSENT-SETTLED'), 'N-DISSENT', ['submit-review']],
  [
    'the reviewer is the drafter',
    withoutNeed('legality-review', 'REVIEWER-APART-2'),
    'N-APART',
    ['legality-review'],
  ],
  [
    'the reviewer is who revised it',
    withoutNeed('legality-review', 'REVIEWER-APART-3'),
    'N-APART-REVISED',
    ['legality-review'],
  ],
  [
    'the review is rushed',
    withoutNeed('legality-review', 'REVIEW-TIME'),
    'N-REVIEW-TIME',
    ['accept-review', 'legality-review'],
  ],
  ['closed without filing', withoutNeed('archive', 'FILED'), 'N-FILE', ['repeal']],
  [
    'closed without filing at the congress',
    withoutNeed('archive', 'FILED-CONGRESS'),
    'N-FILE-CONGRESS',
    ['repeal'],
  ],
  ['closed without interpretation', withoutNeed('archive', 'INTERPRETED'), 'N-INTERPRET', ['repeal']],
  [
    'changed after the signature',
    withoutNeed('revise-draft', 'NOT-SIGNED'),
    'N-NO-LATE-CHANGE',
    ['sign', 'revise-draft'],
  ],
];

/** A defect that is no broken law: name, variant, kind of finding, what. */
const FINDINGS: readonly [string, Procedure, string, string][] = [
  [
    'the review clock is never stopped',
    edit('legality-review', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'legality-review',
  ],
  [
    'the filing clock is never stopped',
    edit('file', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'filing',
  ],
  [
    'withdrawing leaves the departments waiting',
    edit('withdraw', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'department-opinion',
  ],
  [
    'the only way out is taken away',
    edit('archive', (d) => ({ ...d, to: undefined })),
    'no-way-out',
    '签署、编号、公布',
  ],
  [
    'nobody can ever confirm',
    edit('confirm-modification', (d) => ({ ...d, in: ['proposal'] })),
    'dead-act',
    'confirm-modification',
  ],
];

describe('R90.1 R16.2 R16.3 broken variants are caught', () => {
  test.each(LAWS)('%s', (_name, variant, code, tail) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law)?.filter((step) => step in variant.acts);
    expect(path?.[0]).toBe('propose');
    expect(path?.slice(-tail.length)).toEqual(tail);
  });

  test.each(FINDINGS)('%s', (_name, variant, kind, what) => {
    const proof = prove({ ...variant, laws: [] });
    expect(proof.findings.map((f) => `${f.kind} ${f.what}`)).toContain(`${kind} ${what}`);
  });

  test('the quick search and the full proof name a path of the same length', () => {
    const variant = withoutNeed('submit-review', 'IDEOLOGY');
    const law = variant.laws.find((l) => l.code === 'N-IDEOLOGY');
    if (!law) throw new Error('no law');
    expect(breach(variant, law)).toHaveLength(checkLaw(explore(variant), law).path?.length ?? 0);
    expect(breach(normativeDocument, law)).toBeNull();
  });
});
