/** Broken variants of the coordination: the prover must find each with the shortest breaking path. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { policyConflict } from './index.ts';

const { edit } = variantsOf(policyConflict);
const free = (act: string, ...phases: string[]) =>
  edit(act, (d) => ({ ...d, in: [...d.in, ...phases], needs: [] }));

const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  ['named without being admitted', free('name-lead', 'applied'), 'ADMITTED', ['apply', 'name-lead']],
  ['decided without evaluation', free('conclude'), 'EVALUATED', ['name-lead', 'conclude']],
  ['escalated without evaluation', free('escalate'), 'EVALUATED-ESCALATE', ['name-lead', 'escalate']],
  ['evaluated without a meeting', free('evaluate'), 'MEETING', ['name-lead', 'evaluate']],
  ['a meeting nobody was asked to', free('hold-meeting'), 'HEARD', ['name-lead', 'hold-meeting']],
  [
    'answered without a result',
    free('answer-applicant', 'coordinating'),
    'RESULT',
    ['name-lead', 'answer-applicant'],
  ],
  [
    'a result that nobody is told',
    edit('settle', (d) => ({ ...d, to: 'answered' })),
    'ANSWER-SETTLE',
    ['name-lead', 'settle'],
  ],
  [
    'escalated and dropped',
    edit('escalate', (d) => ({ ...d, to: 'withdrawn' })),
    'ESCALATED',
    ['evaluate', 'escalate'],
  ],
  [
    'closed without a leading department',
    edit('examine-application', (d) => ({ ...d, to: 'answered' })),
    'WHOLE',
    ['apply', 'examine-application'],
  ],
];

describe('R16.7 broken variants are caught', () => {
  test.each(LAWS)('%s', (_name, variant, code, tail) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law)?.filter((step) => step in variant.acts);
    expect(path?.slice(-tail.length)).toEqual(tail);
  });

  test('the coordination clock that no result stops is found', () => {
    const variant = edit('settle', (d) => ({ ...d, clocks: [] }));
    expect(prove({ ...variant, laws: [] }).findings.map((f) => `${f.kind} ${f.what}`)).toContain(
      'duty-left-open coordination',
    );
  });
});
