/** Broken variants: each takes one safeguard away, and the prover must find it with the shortest breaking path. */
import { breach, checkLaw, explore, type Procedure, prove } from '@fadu/kernel';
import {
  alsoIn,
  editAct as edit,
  withoutClock,
  withoutNeed,
  withoutVoid,
} from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { penaltyOrdinary } from './ordinary.ts';
import { penaltySimple } from './simple.ts';

const o = penaltyOrdinary;
const s = penaltySimple;

/** A law broken: name, the variant, the law's code, length of the shortest path in acts, and the acts at its end. */
const LAWS: readonly [string, Procedure, string, number, readonly string[]][] = [
  [
    'no notice is needed',
    withoutNeed(alsoIn(o, 'decide-penalty', 'case-review'), 'decide-penalty', 'INV-P1'),
    'INV-P1',
    5,
    ['end-report', 'decide-penalty'],
  ],
  [
    'the period need not be over',
    withoutNeed(withoutNeed(o, 'submit-decision', 'INV-P1'), 'decide-penalty', 'INV-P1'),
    'INV-P1-PERIOD',
    7,
    ['give-notice', 'submit-decision', 'decide-penalty'],
  ],
  [
    'a new notice keeps the old service',
    withoutVoid(o, 'renotify', 'serve-notice'),
    'INV-P1',
    10,
    ['waive-rights', 'submit-decision', 'decide-penalty'],
  ],
  [
    'a statement is not answered',
    withoutNeed(withoutNeed(o, 'submit-decision', 'INV-P1-OPEN'), 'decide-penalty', 'INV-P1-OPEN'),
    'INV-P1-ANSWER',
    10,
    ['waive-rights', 'submit-decision', 'decide-penalty'],
  ],
  [
    'the hearing is skipped',
    alsoIn(o, 'decide-penalty', 'hearing'),
    'INV-P2-HELD',
    9,
    ['waive-rights', 'request-hearing', 'decide-penalty'],
  ],
  [
    'the hearing is held without its notice',
    withoutNeed(o, 'hold-hearing', 'HEARING-NOTIFIED'),
    'INV-P2-NOTICE',
    8,
    ['serve-notice', 'request-hearing', 'hold-hearing'],
  ],
  [
    'another date keeps the old notice',
    withoutVoid(o, 'set-hearing', 'serve-hearing-notice'),
    'INV-P2-NOTICE',
    11,
    ['serve-hearing-notice', 'set-hearing', 'hold-hearing'],
  ],
  [
    'a second request keeps the old notice',
    withoutVoid(o, 'request-hearing', 'serve-hearing-notice'),
    'INV-P2-NOTICE',
    12,
    ['hold-hearing', 'request-hearing', 'hold-hearing'],
  ],
  [
    'no review',
    withoutNeed(o, 'decide-penalty', 'INV-P3', 'R26.1'),
    'INV-P3',
    9,
    ['waive-rights', 'submit-decision', 'decide-penalty'],
  ],
  [
    'a review before the hearing counts',
    withoutVoid(o, 'hold-hearing', 'legality-review'),
    'INV-P3',
    14,
    ['serve-hearing-notice', 'hold-hearing', 'decide-penalty'],
  ],
  [
    'a lighter revision keeps the review',
    withoutVoid(o, 'revise-proposal', 'legality-review'),
    'INV-P3',
    11,
    ['legality-review', 'revise-proposal', 'decide-penalty'],
  ],
  [
    'a heavier proposal keeps the review',
    withoutVoid(o, 'renotify', 'legality-review'),
    'INV-P3',
    11,
    ['waive-rights', 'submit-decision', 'decide-penalty'],
  ],
  [
    'leniency is passed over without a review',
    withoutNeed(withoutNeed(o, 'decide-penalty', 'R26.1', 'INV-P3'), 'deliberate', 'INV-P3'),
    'R26.1',
    10,
    ['submit-decision', 'deliberate', 'decide-penalty'],
  ],
  [
    'a fine leaves the benchmark unapproved',
    withoutNeed(o, 'decide-penalty', 'R22.1'),
    'R22.1',
    9,
    ['waive-rights', 'submit-decision', 'decide-penalty'],
  ],
  [
    'a heavier proposal keeps the approval of another departure',
    withoutVoid(o, 'renotify', 'approve-departure'),
    'R22.1',
    14,
    ['waive-rights', 'submit-decision', 'decide-penalty'],
  ],
  [
    'a lighter revision keeps the approval of another departure',
    withoutVoid(o, 'revise-proposal', 'approve-departure'),
    'R22.1',
    11,
    ['approve-departure', 'revise-proposal', 'decide-penalty'],
  ],
  [
    'the principal head refuses after the meeting passed it',
    withoutNeed(o, 'approve-departure', 'NOT-MET'),
    'R22.1',
    11,
    ['deliberate', 'approve-departure', 'decide-penalty'],
  ],
  [
    'no meeting',
    withoutNeed(o, 'decide-penalty', 'COLLECTIVE'),
    'COLLECTIVE',
    9,
    ['waive-rights', 'submit-decision', 'decide-penalty'],
  ],
  [
    'the meeting before a new review counts',
    withoutVoid(o, 'legality-review', 'deliberate'),
    'COLLECTIVE',
    11,
    ['deliberate', 'legality-review', 'decide-penalty'],
  ],
  [
    'the investigator reviews',
    withoutNeed(o, 'legality-review', 'REVIEWER-APART-1'),
    'APART-REVIEW',
    6,
    ['submit-no-penalty', 'legality-review'],
  ],
  [
    'the investigator hosts the hearing',
    withoutNeed(o, 'hold-hearing', 'HOST-APART-1'),
    'APART-HOST',
    10,
    ['set-hearing', 'serve-hearing-notice', 'hold-hearing'],
  ],
  [
    'the investigator reviews his own report',
    withoutNeed(o, 'case-review', 'CASE-REVIEWER-1'),
    'APART-CASE-REVIEW',
    5,
    ['end-report', 'case-review'],
  ],
  [
    'reported without evidence',
    withoutNeed(o, 'end-report', 'INVESTIGATED'),
    'INVESTIGATED',
    3,
    ['file', 'end-report'],
  ],
  [
    'reported with goods still preserved',
    withoutNeed(o, 'end-report', 'PRESERVED-OPEN'),
    'P2-REPORT',
    5,
    ['preserve', 'end-report'],
  ],
  [
    'a recusal is left undecided',
    withoutNeed(o, 'end-report', 'RECUSAL-OPEN'),
    'RECUSAL',
    5,
    ['ask-recusal', 'end-report'],
  ],
  [
    'a late fine during reconsideration',
    withoutNeed(o, 'charge-late-fine', 'REMEDY-OPEN'),
    'INV-P8-REMEDY',
    12,
    ['serve-decision', 'register-remedy', 'charge-late-fine'],
  ],
  [
    'a late fine without a penalty',
    withoutNeed(o, 'charge-late-fine', 'PENALISED'),
    'PENALISED',
    8,
    ['decide-no-penalty', 'serve-decision', 'charge-late-fine'],
  ],
  [
    'closed without publication',
    withoutNeed(withoutNeed(o, 'close', 'PUBLISHED'), 'close-unexecuted', 'PUBLISHED'),
    'PUBLISHED',
    13,
    ['register-remedy', 'remedy-upheld', 'close-unexecuted'],
  ],
  [
    'withheld while it is on show',
    withoutNeed(o, 'withhold-publication', 'WITHHOLD-SHOWN'),
    'WITHHELD-DOWN',
    11,
    ['decide-penalty', 'publish', 'withhold-publication'],
  ],
  [
    'a secret that is none any more is forgotten',
    withoutNeed(o, 'finish', 'PUBLISHED'),
    'PUBLISHED-AGAIN',
    16,
    ['end-withholding', 'finish'],
  ],
  [
    'annulled and still on show',
    withoutNeed(o, 'close-set-aside', 'WITHDRAWN'),
    'P8',
    13,
    ['publish', 'revoke-decision', 'close-set-aside'],
  ],
  [
    'closed while the penalty is unperformed',
    withoutNeed(o, 'close', 'PERFORMED'),
    'CLOSED-PERFORMED',
    11,
    ['decide-penalty', 'serve-decision', 'close'],
  ],
  [
    'court without urging',
    withoutNeed(o, 'apply-court', 'URGED'),
    'P9-URGED',
    13,
    ['register-remedy', 'remedy-changed', 'apply-court'],
  ],
  [
    'court before the party can no longer sue',
    withoutNeed(o, 'apply-court', 'FINAL-FIRST'),
    'P9-FINAL',
    12,
    ['serve-decision', 'serve-urge', 'apply-court'],
  ],
  [
    'court after three months',
    withoutNeed(o, 'apply-court', 'P9'),
    'P9',
    14,
    ['remedy-changed', 'serve-urge', 'apply-court'],
  ],
  [
    'on the spot without telling',
    withoutNeed(s, 'decide-penalty', 'INV-P1', 'INV-P1-HEARD'),
    'INV-P1',
    2,
    ['register-clue', 'decide-penalty'],
  ],
  [
    'on the spot: told anew, not heard anew',
    withoutVoid(s, 'tell-rights', 'hear-party'),
    'INV-P1-HEARD',
    5,
    ['tell-rights', 'decide-penalty'],
  ],
  [
    'on the spot: a voided form keeps what was told',
    withoutVoid(s, 'void-form', 'tell-rights', 'hear-party'),
    'INV-P1',
    6,
    ['void-form', 'decide-penalty'],
  ],
  [
    'cash stays with the organ',
    withoutNeed(s, 'close', 'CASH-BANKED'),
    'INV-P7',
    11,
    ['remedy-upheld', 'close', 'finish'],
  ],
  [
    'banked before it was handed in',
    withoutNeed(s, 'bank-cash', 'CASH-AT-ORGAN'),
    'INV-P7-ORDER',
    6,
    ['serve-decision', 'bank-cash'],
  ],
  [
    'closed without the report to the organ',
    withoutNeed(withoutNeed(s, 'close', 'REPORTED'), 'close-unexecuted', 'REPORTED'),
    'REPORTED',
    8,
    ['register-remedy', 'remedy-upheld', 'close-unexecuted'],
  ],
];

/** A defect that is no broken law: name, variant, kind of finding, what. */
const FINDINGS: readonly [string, Procedure, string, string][] = [
  [
    'the limit to decide is never stopped',
    withoutClock(o, 'decide-penalty', 'decision'),
    'duty-left-open',
    'decision',
  ],
  [
    'service is never recorded on its clock',
    withoutClock(o, 'serve-decision', 'service'),
    'duty-left-open',
    'service',
  ],
  [
    'a disposal leaves the preservation running',
    withoutClock(o, 'dispose-preserved', 'preservation'),
    'duty-left-open',
    'preservation',
  ],
  [
    'publishing does not end the duty',
    withoutClock(o, 'publish', 'publication'),
    'duty-left-open',
    'publication',
  ],
  [
    'taking down does not end the duty',
    withoutClock(o, 'withdraw-publication', 'withdrawal'),
    'duty-left-open',
    'withdrawal',
  ],
  [
    'revoking leaves the payment due',
    withoutClock(o, 'revoke-decision', 'payment'),
    'duty-left-open',
    'payment',
  ],
  [
    'who is sent to the hearing never comes back',
    edit(
      edit(o, 'hold-hearing', (d) => ({ ...d, to: undefined })),
      'withdraw-hearing',
      (d) => ({ ...d, to: undefined }),
    ),
    'no-way-out',
    '听证',
  ],
  ['nobody can be urged', withoutClock(o, 'serve-urge', 'urging', 'restart'), 'dead-act', 'apply-court'],
  [
    'the deferral is never granted',
    edit(o, 'decide-deferral', (d) => ({ ...d, in: ['clue'] })),
    'dead-act',
    'decide-deferral',
  ],
  [
    'the hearing period never begins',
    withoutClock(o, 'serve-notice', 'statement', 'restart'),
    'dead-clock',
    'statement',
  ],
  [
    'cash handed in leaves its clock running',
    withoutClock(s, 'hand-in-cash', 'hand-in'),
    'duty-left-open',
    'hand-in',
  ],
  ['a spoilt form leaves the report due', withoutClock(s, 'void-form', 'report'), 'duty-left-open', 'report'],
];

describe('R90.1 R24.6 R26.1 broken variants are caught', () => {
  test('the two procedures as they are: nothing is broken, nothing found, within the size a proof needs', () => {
    for (const p of [o, s]) {
      const proof = prove(p);
      expect(proof).toMatchObject({ ok: true, findings: [] });
      expect(proof.markings).toBeLessThan(65_000);
    }
    expect(o.laws.length + s.laws.length).toBeGreaterThan(45);
  });

  test.each(LAWS)('%s', (_name, variant, code, length, tail) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law)?.filter((step) => step in variant.acts);
    expect(path?.[0]).toBe('register-clue');
    expect(path?.slice(-tail.length)).toEqual(tail);
    expect(path).toHaveLength(length);
  });

  test.each(FINDINGS)('%s', (_name, variant, kind, what) => {
    const proof = prove({ ...variant, laws: [] });
    expect(proof.ok).toBe(false);
    expect(proof.findings.map((f) => `${f.kind} ${f.what}`)).toContain(`${kind} ${what}`);
  });

  test('safeguards that are doubled: one guard alone taken away breaks nothing, because the other still stands', () => {
    for (const variant of [
      withoutNeed(o, 'submit-decision', 'INV-P1'),
      withoutNeed(o, 'decide-penalty', 'R26.1'),
    ]) {
      expect(
        prove(variant)
          .laws.filter((l) => !l.holds)
          .map((l) => l.law.code),
      ).toEqual([]);
    }
  });

  test('the quick search and the full proof name a path of the same length', () => {
    const variant = withoutNeed(o, 'decide-penalty', 'COLLECTIVE');
    const law = variant.laws.find((l) => l.code === 'COLLECTIVE');
    if (!law) throw new Error('no law');
    expect(breach(variant, law)).toHaveLength(checkLaw(explore(variant), law).path?.length ?? 0);
  });
});
