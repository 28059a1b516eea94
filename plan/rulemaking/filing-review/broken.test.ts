/** Broken variants: each takes one safeguard away, and the prover must find it with the shortest breaking path. */
import { type ActDef, breach, type Procedure, prove } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { documentReview, normativeDocumentFiling, ruleFiling } from './index.ts';

const edit =
  (p: Procedure) =>
  (act: string, change: (def: ActDef) => ActDef): Procedure => ({
    ...p,
    acts: { ...p.acts, [act]: change(p.acts[act] as ActDef) },
  });
const withoutNeed = (p: Procedure, act: string, ...codes: string[]) =>
  edit(p)(act, (def) => ({ ...def, needs: (def.needs ?? []).filter((n) => !codes.includes(n.code)) }));
const filing = edit(normativeDocumentFiling);
const review = edit(documentReview);
const rule = edit(ruleFiling);

/** Name, the variant, the law's code, the acts at the end of the shortest path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  [
    'an incomplete package is registered',
    withoutNeed(normativeDocumentFiling, 'register-filing', 'COMPLETE'),
    'COMPLETE',
    ['file', 'register-filing'],
  ],
  [
    'reviewed without registration',
    filing('conclude-pass', (d) => ({ ...d, in: ['received', 'review'], needs: [] })),
    'FORM-CHECK',
    ['file', 'conclude-pass'],
  ],
  [
    'an opinion without registration',
    filing('issue-opinion', (d) => ({ ...d, in: ['received', 'review'], needs: [] })),
    'FORM-CHECK-OPINION',
    ['file', 'issue-opinion'],
  ],
  [
    'registered and closed without a review',
    filing('register-filing', (d) => ({ ...d, to: 'passed' })),
    'REVIEWED',
    ['file', 'register-filing'],
  ],
  [
    'revoked before any opinion',
    filing('decide', (d) => ({ ...d, in: ['review', 'deciding'] })),
    'NO-DECISION-UNHEARD',
    ['register-filing', 'decide'],
  ],
  [
    'no time to correct',
    withoutNeed(normativeDocumentFiling, 'refer-uncorrected', 'CORRECTION-OVER'),
    'SELF-CORRECTION-FIRST',
    ['issue-opinion', 'refer-uncorrected'],
  ],
  [
    'decided while the maker may still correct',
    filing('decide', (d) => ({ ...d, in: ['correcting', 'deciding'] })),
    'CHANCE',
    ['issue-opinion', 'decide'],
  ],
  [
    'closed with the error standing',
    filing('report-correction', (d) => ({ ...d, to: 'corrected' })),
    'ERROR-CORRECTED',
    ['issue-opinion', 'report-correction'],
  ],
  [
    'a reported correction is not checked',
    filing('report-correction', (d) => ({ ...d, to: 'corrected' })),
    'CHECKED',
    ['issue-opinion', 'report-correction'],
  ],
  [
    'concluded while the explanation is awaited',
    filing('conclude-pass', (d) => ({ ...d, in: ['review', 'explaining'] })),
    'EXPLAINED',
    ['request-explanation', 'conclude-pass'],
  ],
  [
    'the reviewer decides on the own opinion',
    withoutNeed(normativeDocumentFiling, 'decide', 'DECIDER-APART'),
    'DECIDER',
    ['decide'],
  ],
  [
    'closed at the province without an outcome',
    withoutNeed(normativeDocumentFiling, 'close-outside', 'OUTSIDE-SETTLED'),
    'OUTSIDE-WHOLE',
    ['file-outside', 'close-outside'],
  ],
  [
    'the citizen gets no answer',
    review('conclude-pass', (d) => ({ ...d, to: 'concluded' })),
    'REPLY',
    ['propose-review', 'admit-proposal', 'conclude-pass'],
  ],
  [
    'the court gets no answer',
    withoutNeed(documentReview, 'send-reply', 'COURT-ANSWERED'),
    'COURT',
    ['receive-suggestion', 'conclude-pass', 'send-reply'],
  ],
  [
    'an unadmitted proposal is reviewed',
    review('conclude-pass', (d) => ({ ...d, in: ['proposed', 'review'] })),
    'ADMITTED',
    ['propose-review', 'conclude-pass'],
  ],
  [
    'reviewed without a power to',
    review('conclude-pass', (d) => ({ ...d, in: ['forwarding', 'review'] })),
    'FORWARD',
    ['receive-suggestion', 'conclude-pass'],
  ],
  [
    'the maker is not asked during reconsideration',
    withoutNeed(documentReview, 'issue-opinion', 'MAKER-NOTIFIED'),
    'MAKER-HEARD-ISSUE-OPINION',
    ['receive-suggestion', 'issue-opinion'],
  ],
  [
    'one of the four recipients is forgotten',
    withoutNeed(ruleFiling, 'close', 'ALL-SETTLED'),
    'FOUR-PROVINCE-CONGRESS',
    ['close'],
  ],
  [
    'filed without the papers',
    rule('file-state', (d) => ({ ...d, needs: [] })),
    'PACKAGE-STATE',
    ['open', 'file-state'],
  ],
  [
    'the city files a regulation',
    rule('file-state', (d) => ({ ...d, in: ['filing', 'tracking'], needs: [] })),
    'NOT-REGULATION-STATE',
    ['track-regulation', 'file-state'],
  ],
  [
    'an outcome without a receipt',
    rule('outcome-state', (d) => ({ ...d, needs: [] })),
    'STATE-RECEIPT',
    ['open', 'outcome-state'],
  ],
  [
    'closed before the examination is over',
    withoutNeed(ruleFiling, 'close', 'EXAMINED'),
    'EXAMINATION',
    ['close'],
  ],
];

/** A defect that is no broken law: name, variant, kind of finding, what. */
const FINDINGS: readonly [string, Procedure, string, string][] = [
  [
    'the form check is never ended',
    filing('register-filing', (d) => ({ ...d, clocks: [{ do: 'start', clock: 'review' }] })),
    'duty-left-open',
    'form-check',
  ],
  [
    'the review clock is never stopped',
    filing('conclude-pass', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'review',
  ],
  [
    'declining leaves the answer running',
    review('decline-proposal', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'reply',
  ],
  [
    'filing does not end its clock',
    rule('file-province', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'filing-province',
  ],
];

describe('R36.2 R15.2 R16.6 broken variants are caught', () => {
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
