/** R24.7, R7.3 broken variants: each takes one safeguard away, and the prover names the law with the breaking path. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { inspection as P } from './index.ts';

const { edit, to, free: also } = variantsOf(P);
const without = (act: string, ...codes: string[]) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)) }));

/** Name, variant, law that must break, last act of the shortest path. */
const LAWS: readonly [string, Procedure, string, string][] = [
  ['entered before the head approved', also('enter', 'planning'), 'APPROVED', 'enter'],
  [
    'papers asked for before approval',
    also('begin-offsite', 'planning'),
    'APPROVED-OFFSITE',
    'begin-offsite',
  ],
  ['one approves one’s own visit', without('approve', 'APART'), 'APPROVED-BY-ANOTHER', 'approve'],
  [
    'who went in at once approves it',
    without('approve-after', 'APART'),
    'URGENT-BY-ANOTHER',
    'approve-after',
  ],
  ['an urgent visit that nobody approved', also('tell-result', 'urgent'), 'URGENT-ANSWERED', 'close'],
  ['entered without a notice', without('enter', 'NOTICED'), 'NOTICED', 'enter'],
  ['a partner that the notice does not name', edit('join', (d) => ({ ...d, voids: [] })), 'NOTICED', 'enter'],
  ['entered alone while a partner was asked', without('enter', 'INVITED'), 'JOINT-ANSWERED', 'enter'],
  [
    'one approval, many visits',
    edit('enter', (d) => ({ ...d, repeats: true, in: [...d.in, 'on-site'] })),
    'ONE-VISIT',
    'enter',
  ],
  ['an emergency that never scanned', without('record', 'SCAN-FIRST'), 'SCANNED', 'record'],
  ['closed without any scan', without('close', 'SCANNED'), 'SCANNED-AT-ALL', 'close'],
  ['told before all have recorded', without('tell-result', 'RECORDS-IN'), 'RECORDED', 'tell-result'],
  ['published before the enterprise heard', also('publish-result', 'on-site'), 'TOLD', 'publish-result'],
  ['given up after going in', also('cancel', 'on-site'), 'EVERY-RESULT', 'cancel'],
  ['recorded and never published', also('cancel', 'on-site', 'result'), 'PUBLISHED', 'cancel'],
  ['closed with nothing done about what was found', without('close', 'FOLLOWED'), 'FOLLOWED', 'close'],
  ['ordered to correct and never checked', without('close', 'CHECKED'), 'RECHECKED', 'close'],
  ['unplanned and never reported', without('close', 'REPORTED'), 'UNPLANNED-TOLD', 'close'],
  [
    'refused by law, and entered all the same',
    to('lawfully-refused', 'approved'),
    'REFUSED-IS-REFUSED',
    'enter',
  ],
];

describe('broken variants of the inspection', () => {
  test('R24.7 as it is, every law holds, and nothing is stuck or left open', () => {
    const proof = prove(P);
    expect(proof.laws.filter((l) => !l.holds)).toEqual([]);
    expect(proof.findings).toEqual([]);
  });
  test.each(LAWS)('R24.7 broken: %s', (_name, variant, code, last) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law)?.filter((step) => step in variant.acts);
    expect(path?.at(-1)).toBe(last);
  });
  test('R24.7 every law of its own is broken by some variant', () => {
    expect(
      P.laws
        .map((l) => l.code)
        .filter((code) => !code.startsWith('RECORD-') && !LAWS.some(([, , c]) => c === code)),
    ).toEqual([]);
  });
  test('R7.3 a result whose publication nothing ends is found', () => {
    const variant = edit('publish-result', (d) => ({ ...d, clocks: [] }));
    expect(prove({ ...variant, laws: [] }).findings.map((f) => `${f.kind} ${f.what}`)).toContain(
      'duty-left-open publication',
    );
  });
});
