/** Broken variants: each takes one safeguard away, and the prover must find it with the shortest breaking path. */
import { breach, done, type Procedure, prove } from '@fadu/kernel';
import { editAct as edit, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { competitionStockClearing, fairCompetitionReview, monopolyClue } from './index.ts';

const review = fairCompetitionReview;
const clue = monopolyClue;
const stock = competitionStockClearing;

const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  [
    'issued without a conclusion',
    edit(review, 'issue', (d) => ({ ...d, in: ['drafting'], needs: [] })),
    'F1',
    ['submit', 'issue'],
  ],
  ['issued after the review failed', without(review, 'issue', 'F1'), 'F1', ['review', 'issue']],
  [
    'a changed text keeps its review',
    edit(review, 'revise', (d) => ({ ...d, voids: [], settles: [], outcomes: undefined, to: undefined })),
    'F1',
    ['review', 'revise', 'issue'],
  ],
  [
    'the first check is forgotten',
    without(review, 'send', 'FIRST-CHECKED'),
    'F3',
    ['submit', 'hear-operators', 'send'],
  ],
  [
    'a changed text keeps its first check',
    edit(review, 'revise', (d) => ({ ...d, voids: ['send', 'review'] })),
    'F3',
    ['revise', 'send'],
  ],
  ['the drafter reviews alone', without(review, 'review', 'F3-1'), 'F3-APART', ['send', 'review']],
  ['who revised it reviews it', without(review, 'review', 'F3-2'), 'F3-APART-REVISED', ['review']],
  ['who checked it first reviews it', without(review, 'review', 'F3-3'), 'F3-APART-FIRST', ['review']],
  ['operators are not heard', without(review, 'send', 'HEARD'), 'F-HEARD', ['send', 'review']],
  ['the public is not heard', without(review, 'send', 'PUBLIC-HEARD'), 'F-PUBLIC', ['send', 'review']],
  [
    'issued after the exception ended',
    without(review, 'issue', 'EXCEPTION-LIVE'),
    'F2',
    ['review', 'exception-end', 'issue'],
  ],
  ['the exception lapses too early', without(review, 'lapse', 'LAPSED'), 'F2-LAPSE', ['issue', 'lapse']],
  [
    'a passed measure is stopped as failed',
    without(review, 'not-issue', 'FAILED'),
    'F-STOP',
    ['review', 'not-issue'],
  ],
  [
    'reviewed without being sent',
    edit(review, 'review', (d) => ({ ...d, in: ['drafting', 'review'] })),
    'F-SENT',
    ['submit', 'review'],
  ],
  [
    'a named report with facts is turned away',
    without(clue, 'decline', 'MUST-CHECK'),
    'C-MUST',
    ['assess', 'decline'],
  ],
  [
    'a clue is pushed to someone else',
    without(clue, 'tell-where', 'NOT-COMPETENT'),
    'C-WHERE',
    ['assess', 'tell-where'],
  ],
  [
    'a clue on the province is checked by the county',
    without(clue, 'admit', 'COMPETENT'),
    'C-COMPETENT',
    ['assess', 'admit'],
  ],
  ['passed up without a check', without(clue, 'pass-up', 'SUSPECTED'), 'C-CHECK-FIRST', ['admit', 'pass-up']],
  [
    'the city suggests by itself',
    edit(clue, 'suggest', (d) => ({ ...d, in: ['check'], needs: [] })),
    'C-PROVINCE',
    ['suggest'],
  ],
  [
    'suggested although the province did not file it',
    edit(clue, 'suggest', (d) => ({
      ...d,
      needs: [{ code: 'X', guard: done('province-returns'), say: '', cites: [] }],
    })),
    'C-PROVINCE',
    ['province-returns', 'suggest'],
  ],
  [
    'the informant is not told',
    without(clue, 'close-unfounded', 'TOLD'),
    'C-FEEDBACK',
    ['check', 'close-unfounded'],
  ],
  [
    'a breach is closed as none',
    without(clue, 'close-unfounded', 'UNFOUNDED'),
    'C-UNFOUNDED',
    ['check', 'close-unfounded'],
  ],
  [
    'closed without a report of correction',
    edit(clue, 'close', (d) => ({ ...d, in: ['correction', 'report'] })),
    'C-CORRECTED',
    ['suggest', 'close'],
  ],
  ['a list without a scan', without(stock, 'send-list', 'SCANNED'), 'S-SCAN', ['start', 'send-list']],
  [
    'published before all is decided',
    without(stock, 'publish-list', 'ALL-DECIDED'),
    'S-DECIDED',
    ['send-list', 'publish-list'],
  ],
  ['closed before all is done', without(stock, 'close', 'ALL-DONE'), 'S-DONE', ['publish-list', 'close']],
  [
    'closed without publishing',
    edit(stock, 'close', (d) => ({ ...d, in: ['deciding', 'executing'] })),
    'S-PUBLISH',
    ['send-list', 'close'],
  ],
  [
    'a maker decides on a list that nobody sent',
    edit(stock, 'decide', (d) => ({ ...d, in: ['scanning', 'deciding'] })),
    'S-LIST',
    ['start', 'decide'],
  ],
];

const FINDINGS: readonly [string, Procedure, string, string][] = [
  [
    'the review clock is never stopped',
    edit(review, 'review', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'review',
  ],
  [
    'the check clock is never stopped',
    edit(clue, 'check', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'check',
  ],
  [
    'the correction clock is never stopped',
    edit(clue, 'record-correction', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'correction',
  ],
  [
    'the execution clock is never stopped',
    edit(stock, 'record-done', (d) => ({ ...d, clocks: [] })),
    'duty-left-open',
    'execute',
  ],
  [
    'a failed measure has no way out',
    edit(
      edit(
        edit(review, 'not-issue', (d) => ({ ...d, to: undefined })),
        'revise',
        (d) => ({ ...d, in: ['drafting'] }),
      ),
      'withdraw',
      (d) => ({ ...d, in: ['drafting'] }),
    ),
    'no-way-out',
    '已有结论',
  ],
];

describe('R11.1 R11.2 R10.2 R90.1 broken variants are caught', () => {
  test.each(LAWS)('%s', (_name, variant, code, tail) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law);
    expect(path?.slice(-tail.length)).toEqual(tail);
    const whole = [review, clue, stock].find((p) => p.code === variant.code) as Procedure;
    expect(breach(whole, law)).toBeNull();
  });

  test.each(FINDINGS)('%s', (_name, variant, kind, what) => {
    const proof = prove({ ...variant, laws: [] });
    expect(proof.findings.map((f) => `${f.kind} ${f.what}`)).toContain(`${kind} ${what}`);
  });
});
