/** R7.2, R7.3 broken variants: each takes one safeguard away, and the prover names the law with the breaking path. */
import { type ActDef, breach, type Procedure, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { randomInspection as P } from './index.ts';

const { edit, free: also } = variantsOf(P);
const without = (act: string, ...codes: string[]) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)) }));

/** Name, variant, law that must break, last acts of the shortest path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  ['a plan published without approval', without('publish-plan', 'APPROVED'), 'APPROVED', ['publish-plan']],
  [
    'a revision that keeps the approval of the plan before it',
    edit('revise-plan', (d) => ({ ...d, voids: [] })),
    'APPROVED',
    ['approve-plan', 'revise-plan', 'publish-plan'],
  ],
  ['one approves one’s own plan', without('approve-plan', 'APART'), 'APPROVED-BY-ANOTHER', ['approve-plan']],
  [
    'lists frozen for a plan that nobody could read',
    also('freeze-lists', 'planning'),
    'PLAN-PUBLISHED',
    ['freeze-lists'],
  ],
  [
    'lists frozen without the officers of a partner',
    without('freeze-lists', 'OFFICERS-IN'),
    'OFFICERS-IN',
    ['freeze-lists'],
  ],
  [
    'a value entered before the lists are frozen',
    also('enter-value', 'published'),
    'FROZEN-FIRST',
    ['enter-value'],
  ],
  [
    'a freeze made void that still carries the value',
    edit('void-freeze', (d) => ({ ...d, to: 'frozen', voids: [] })),
    'FROZEN-FIRST',
    ['void-freeze', 'enter-value'],
  ],
  ['drawn with a value that nobody checked', also('draw', 'frozen'), 'CONFIRMED', ['draw']],
  [
    'the value changed after it was checked',
    { ...also('enter-value', 'seeded') },
    'CONFIRMED',
    ['confirm-value', 'enter-value', 'draw'],
  ],
  [
    'one checks one’s own value',
    without('confirm-value', 'APART'),
    'CONFIRMED-BY-ANOTHER',
    ['confirm-value'],
  ],
  [
    'another source once the lists are frozen',
    also('change-source', 'frozen'),
    'SOURCE-FIXED',
    ['freeze-lists', 'change-source'],
  ],
  [
    'drawn until it pleases',
    edit('draw', (d) => ({ ...d, repeats: true, in: ['seeded', 'drawn'], needs: [] })),
    'ONE-DRAW',
    ['draw', 'draw'],
  ],
  [
    'frozen anew after the draw, without approval, and drawn again',
    {
      ...P,
      acts: {
        ...P.acts,
        'void-freeze': {
          ...(P.acts['void-freeze'] as ActDef),
          in: ['frozen', 'drawn'],
          voids: ['freeze-lists', 'enter-value', 'confirm-value', 'draw'],
        },
      },
    },
    'ONE-DRAW',
    ['draw'],
  ],
  [
    'one who drew approves the second draw',
    without('approve-redraw', 'APART'),
    'REDRAW-BY-ANOTHER',
    ['approve-redraw'],
  ],
  [
    'given up once the lists are frozen',
    also('cancel', 'frozen'),
    'NO-WALK-AWAY',
    ['freeze-lists', 'cancel'],
  ],
  [
    'a second draw approved and never made',
    without('cancel', 'NOT-KNOWN'),
    'REDRAWN',
    ['approve-redraw', 'cancel'],
  ],
  ['tasks that were not drawn', also('issue-tasks', 'seeded'), 'TASKS-DRAWN', ['issue-tasks']],
  ['inspected before there is a task', also('record-result', 'drawn'), 'TASKED', ['record-result']],
  ['closed with objects left out', without('close', 'RESULTS-IN'), 'ALL-RESULTS', ['close']],
  ['closed with results not published', without('close', 'PUBLISHED-ALL'), 'ALL-PUBLISHED', ['close']],
  ['closed with nothing done about what was found', without('close', 'FOLLOWED'), 'ALL-FOLLOWED', ['close']],
  ['closed without any publication', without('close', 'PUBLISHED'), 'WHOLE', ['close']],
];

describe('broken variants of the random inspection', () => {
  test('R7.2 as it is, every law holds', () => {
    expect(prove(P).laws.filter((l) => !l.holds)).toEqual([]);
  });
  test.each(LAWS)('R7.2 %s', (_name, variant, code, tail) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const path = breach(variant, law)?.filter((step) => step in variant.acts);
    expect(path?.slice(-tail.length)).toEqual(tail);
  });
  test('R7.2 every law is broken by some variant', () => {
    expect(P.laws.map((l) => l.code).filter((code) => !LAWS.some(([, , c]) => c === code))).toEqual([]);
  });
  test('R7.3 the clock of publication that nothing stops is found', () => {
    const variant = edit('publish-results', (d) => ({ ...d, clocks: [] }));
    const closing = {
      ...variant,
      acts: { ...variant.acts, close: { ...(P.acts.close as ActDef), clocks: [] } },
    };
    expect(prove({ ...closing, laws: [] }).findings.map((f) => `${f.kind} ${f.what}`)).toContain(
      'duty-left-open publication',
    );
  });
});
