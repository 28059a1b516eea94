/** Broken variants: each takes one safeguard away, and the prover must find it with the shortest breaking path. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { editAct as edit, withoutNeed, withoutVoid } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { legislativeSurvey } from '../legislative-consultation/index.ts';
import { annualLegislativePlan, governmentRule, localRegulationDraft } from './index.ts';

const rule = governmentRule;
const regulation = localRegulationDraft;

/** A law broken: name, the variant, the law's code, the acts at the end of the shortest path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  [
    'R1 examined or not, it goes to the meeting',
    withoutNeed(rule, 'submit-deliberation', 'R1'),
    'R1',
    ['submit-deliberation'],
  ],
  [
    'R8 a revision keeps the examination and the submission',
    edit(rule, 'revise-draft', (d) => ({ ...d, voids: [], to: [] })),
    'R1',
    ['revise-draft', 'submit-deliberation'],
  ],
  [
    'R8 the meeting decides a text changed on its table',
    edit(rule, 'revise-draft', (d) => ({ ...d, to: 'deliberation' })),
    'R1-TEXT',
    ['deliberate'],
  ],
  [
    'R1 what the meeting sent back counts as examined',
    edit(rule, 'deliberate', (d) => ({
      ...d,
      outcomes: Object.fromEntries(
        Object.entries(d.outcomes ?? {}).map(([k, o]) => [
          k,
          { ...o, conds: { ...o.conds, 'review-lawful': true } },
        ]),
      ),
    })),
    'R1-AGAIN',
    ['deliberate', 'submit-deliberation'],
  ],
  [
    'R2 the comment period can be cut short',
    withoutNeed(rule, 'close-consultation', 'CONSULT-MINIMUM'),
    'R2',
    ['open-consultation', 'close-consultation'],
  ],
  [
    'R2 sent on without public consultation',
    withoutNeed(rule, 'complete-consultation', 'CONSULTED', 'SUMMARY'),
    'R2-OPEN',
    ['complete-consultation'],
  ],
  [
    'R2 the second consultation is only announced',
    edit(rule, 'order-second-consultation', (d) => ({ ...d, voids: [], to: 'submission' })),
    'R2-GROUND',
    ['order-second-consultation', 'revise-draft', 'sign-submission', 'submit-examination'],
  ],
  [
    'R3 the mayor signs what no meeting passed',
    edit(rule, 'sign-order', (d) => ({ ...d, in: ['examination', 'promulgation'], needs: [] })),
    'R3',
    ['sign-order'],
  ],
  [
    'R3 promulgated without an order',
    withoutNeed(
      edit(rule, 'promulgate', (d) => ({ ...d, needs: d.needs?.filter((n) => n.code === 'none') })),
      'assign-order',
      'ORDER-SIGNED',
    ),
    'R3-SIGNED',
    ['promulgate'],
  ],
  [
    'R3 the text is finished after the signature',
    withoutVoid(rule, 'finalise', 'sign-order'),
    'R3-SIGNED',
    ['finalise', 'assign-order', 'promulgate'],
  ],
  ['R4 any day will do', withoutNeed(rule, 'promulgate', 'FORCE'), 'R4', ['promulgate']],
  ['R5 a rule called 条例', withoutNeed(rule, 'promulgate', 'R5-TITLE'), 'R5', ['promulgate']],
  [
    'R6 comments need no answer',
    withoutNeed(rule, 'complete-consultation', 'ANSWERED', 'SUMMARY'),
    'R6',
    ['complete-consultation'],
  ],
  [
    'R6 deputies need no written reply',
    withoutNeed(rule, 'complete-consultation', 'WRITTEN'),
    'R6-WRITTEN',
    ['complete-consultation'],
  ],
  [
    'R14.5 no public summary',
    withoutNeed(rule, 'complete-consultation', 'SUMMARY'),
    'R6-SUMMARY',
    ['complete-consultation'],
  ],
  ['R7 one head signs for all', withoutNeed(rule, 'submit-examination', 'R7'), 'R7', ['submit-examination']],
  [
    'R8 competition is forgotten',
    withoutNeed(rule, 'submit-examination', 'COMPETITION'),
    'R8',
    ['submit-examination'],
  ],
  [
    'R9.1 enterprises are not heard',
    withoutNeed(rule, 'complete-consultation', 'ENTERPRISES'),
    'R9.1',
    ['complete-consultation'],
  ],
  [
    'R14.2 dissent is left open',
    withoutNeed(rule, 'submit-deliberation', 'DISSENT-SETTLED'),
    'R14-DISSENT',
    ['submit-deliberation'],
  ],
  [
    'R14.2 escalated without an attempt',
    withoutNeed(rule, 'escalate-dispute', 'COORDINATED'),
    'R14-ESCALATE',
    ['escalate-dispute'],
  ],
  [
    'R14.5 the hearing is skipped',
    withoutNeed(rule, 'submit-examination', 'HEARING'),
    'R14-HEARING',
    ['submit-examination'],
  ],
  [
    'R14.5 a hearing nobody knew of',
    withoutNeed(rule, 'hold-hearing', 'HEARING-ANNOUNCED'),
    'R14-HEARING-NOTICE',
    ['hold-hearing'],
  ],
  [
    'R15.1 no assessment before the project',
    withoutNeed(rule, 'register', 'PRE-ASSESSED'),
    'R15-PRE',
    ['propose', 'register'],
  ],
  [
    'R15.1 no risk assessment',
    withoutNeed(rule, 'submit-examination', 'ASSESSED'),
    'R15-ASSESS',
    ['submit-examination'],
  ],
  [
    'R15.1 the drafter examines the draft',
    withoutNeed(rule, 'examine', 'REVIEWER-APART-1'),
    'APART',
    ['examine'],
  ],
  ['R14.2 archived without filing', withoutNeed(rule, 'archive', 'FILED'), 'R15-FILE', ['archive']],
  [
    'R14.2 announced before the province approved',
    withoutNeed(
      edit(regulation, 'announce', (d) => ({ ...d, in: ['reported', 'approved'] })),
      'announce',
      'APPROVED',
    ),
    'L-APPROVAL',
    ['announce'],
  ],
  [
    'R14.2 reported without a vote',
    edit(regulation, 'record-report', (d) => ({ ...d, in: ['congress', 'adopted-pending-approval'] })),
    'L-ADOPTED',
    ['record-report'],
  ],
  [
    'R14.1 the plan is approved without the congress',
    withoutNeed(annualLegislativePlan, 'submit-plan', 'HEARD-CONGRESS'),
    'P-CONGRESS',
    ['submit-plan'],
  ],
  [
    'R14.1 the plan is published unapproved',
    withoutNeed(
      edit(annualLegislativePlan, 'publish-plan', (d) => ({ ...d, in: ['approving', 'approved'] })),
      'publish-plan',
      'APPROVED',
    ),
    'P-APPROVED',
    ['publish-plan'],
  ],
  [
    'R14.1 proposals nobody argued',
    withoutNeed(annualLegislativePlan, 'submit-plan', 'ARGUED'),
    'P-ARGUED',
    ['submit-plan'],
  ],
  [
    'R14.5 a survey closed at once',
    withoutNeed(legislativeSurvey, 'close-survey', 'SURVEY-MINIMUM'),
    'S-TIME',
    ['close-survey'],
  ],
];

/** A defect that is no broken law: name, variant, kind of finding, what. */
const FINDINGS: readonly [string, Procedure, string, string][] = [
  [
    'R15.2 the filing clock is never stopped',
    edit(rule, 'record-filing', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'filing',
  ],
  [
    'R14.2 the leader never answers',
    edit(rule, 'decide-dispute', (d) => ({ ...d, in: ['proposal'] })),
    'dead-act',
    'decide-dispute',
  ],
  [
    'R14.2 the expedient rule is repealed with its duty open',
    edit(rule, 'close-repealed', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'expedient',
  ],
  [
    'R14.2 the province’s clock runs on after its approval',
    edit(regulation, 'record-approval', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'approval',
  ],
];

describe('R90.1 broken variants are caught', () => {
  test.each(LAWS)('%s', (_name, variant, code, tail) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law)?.filter((step) => step in variant.acts);
    expect(path?.length).toBeGreaterThan(1);
    expect(path?.slice(-tail.length)).toEqual(tail);
  });

  test.each(FINDINGS)('%s', (_name, variant, kind, what) => {
    const proof = prove({ ...variant, laws: [] });
    expect(proof.findings.map((f) => `${f.kind} ${f.what}`)).toContain(`${kind} ${what}`);
  });

  test('R90.1 none of these laws is broken as the procedures stand', () => {
    for (const procedure of [rule, regulation, annualLegislativePlan, legislativeSurvey])
      for (const law of procedure.laws) expect([law.code, breach(procedure, law)]).toEqual([law.code, null]);
  });
});
