/** R20.1, R22.3 broken variants: each takes one safeguard away, and the prover names the law with the breaking path. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { editAct as edit, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { caseTransfer, clueTransfer, resultRecognition, resultSharing } from './index.ts';

const inPhases = (p: Procedure, act: string, ...phases: string[]) =>
  edit(p, act, (d) => ({ ...d, in: phases }));

/** Name, variant, law that must break, last act of the path. */
const LAWS: readonly [string, Procedure, string, string][] = [
  [
    'R20.1 a clue is closed unanswered',
    inPhases(clueTransfer, 'close', 'sent', 'answered'),
    'ANSWERED',
    'close',
  ],
  ['R20.1 closed without its result', inPhases(clueTransfer, 'close', 'handling'), 'FED-BACK', 'close'],
  [
    'R20.1 a result before it was accepted',
    inPhases(clueTransfer, 'report-result', 'sent', 'handling'),
    'ACCEPTED',
    'report-result',
  ],
  [
    'R20.1 returned after designation',
    without(clueTransfer, 'return-clue', 'DESIGNATED'),
    'NO-RETURN',
    'return-clue',
  ],
  ['R20.1 escalated too early', without(clueTransfer, 'escalate', 'GROUNDS'), 'NOT-EARLY', 'escalate'],
  [
    'R20.1 designated unasked',
    inPhases(clueTransfer, 'designate', 'sent', 'escalated'),
    'ASKED',
    'designate',
  ],
  [
    'R22.3 the receiver sends it back by itself',
    edit(caseTransfer, 'dispute', (d) => ({ ...d, to: 'back' })),
    'NO-SENDING-BACK',
    'dispute',
  ],
  ['R22.3 accepted uncounted', inPhases(caseTransfer, 'accept', 'sent', 'received'), 'RECEIVED', 'accept'],
  [
    'R22.3 to the superior without negotiation',
    without(caseTransfer, 'refer', 'FAILED'),
    'NEGOTIATED',
    'refer',
  ],
  [
    'R22.3 coordinated before negotiation',
    without(caseTransfer, 'coordinate', 'FAILED'),
    'COORDINATED-AFTER',
    'coordinate',
  ],
  [
    'R22.3 accepted over a dispute',
    inPhases(caseTransfer, 'accept', 'received', 'disputed'),
    'SETTLED',
    'accept',
  ],
  [
    'R22.3 disputed after designation',
    edit(caseTransfer, 'dispute', (d) => ({ ...d, needs: [], repeats: true })),
    'ONCE',
    'dispute',
  ],
  [
    'R22.3 a dispute is dropped',
    inPhases(caseTransfer, 'accept', 'received', 'disputed'),
    'DISPUTE-ENDS',
    'accept',
  ],
  [
    'R20.1 corrected before it is shared',
    inPhases(resultSharing, 'correct', 'registered', 'valid'),
    'NO-CHANGE',
    'correct',
  ],
  [
    'R20.1 a revoked result expires as well',
    edit(resultSharing, 'revoke', ({ to: _, clocks: __, ...d }) => d),
    'ONE-END',
    'expire',
  ],
  [
    'R20.1 repeated without an answer',
    inPhases(resultRecognition, 'maintain', 'declined', 'insisted'),
    'REASONED',
    'maintain',
  ],
  [
    'R20.1 a refusal to recognise is left unanswered',
    inPhases(resultRecognition, 'maintain', 'declined', 'insisted'),
    'DECLINE-ANSWERED',
    'maintain',
  ],
  ['R20.1 who registers a result shares it', without(resultSharing, 'share', 'APART'), 'APART', 'share'],
  ['R20.1 who declines insists', without(resultRecognition, 'maintain', 'APART'), 'APART', 'maintain'],
];

describe('joint enforcement', () => {
  test('R20.1 R22.3 as they are, every law holds and nothing is stuck', () => {
    for (const p of [clueTransfer, caseTransfer, resultSharing, resultRecognition]) {
      const proof = prove(p);
      expect(proof.laws.filter((l) => !l.holds).map((l) => `${p.code} ${l.law.code}`)).toEqual([]);
      expect(proof.findings).toEqual([]);
    }
  });
  test.each(LAWS)('%s', (_name, variant, code, last) => {
    const law = variant.laws.find((l) => l.code === code);
    expect(law).toBeDefined();
    expect((law && breach(variant, law))?.at(-1)).toBe(last);
  });
});
