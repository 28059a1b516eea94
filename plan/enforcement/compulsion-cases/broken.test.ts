/** Broken variants: each takes one safeguard away, and the prover must find it with the shortest breaking path. */
import { checkLaw, explore, type Procedure, prove } from '@fadu/kernel';
import { alsoIn, editAct as edit, leadsTo, withoutClock, withoutNeed } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { compulsoryMeasure as m } from './measure.ts';
import { compulsionTakeDown as d } from './take-down.ts';

/** A measure ended by an act that does not look at its record (R24.2). */
const UNRECORDED = ['return-goods', 'dispose', 'hand-to-police'].map(
  (act): [string, Procedure, string, readonly string[]] => [
    `ended by ${act} without looking at the record`,
    edit(m, act, ({ outcomes: _, ...def }) => ({ ...def, rules: [] })),
    `RECORD-${act.toUpperCase()}`,
    [act],
  ],
);

/** A law broken: what was taken away, the variant, the law's code, and the last acts of the shortest path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  ['sealed before approval', alsoIn(m, 'implement', 'proposed'), 'APPROVED', ['apply', 'implement']],
  ['frozen before approval', alsoIn(m, 'freeze', 'proposed'), 'APPROVED-FREEZE', ['apply', 'freeze']],
  [
    'approved after more than 24 hours',
    withoutNeed(m, 'approve-after', 'C3'),
    'URGENT-24H',
    ['act-first', 'approval', 'approve-after'],
  ],
  [
    'an unapproved measure is extended',
    alsoIn(m, 'extend', 'urgent'),
    'URGENT-UNAPPROVED',
    ['act-first', 'extend'],
  ],
  [
    'an unapproved measure is disposed of',
    alsoIn(m, 'dispose', 'urgent'),
    'URGENT-DECIDED',
    ['act-first', 'dispose'],
  ],
  [
    'goods confiscated without a lawful hold',
    alsoIn(m, 'dispose', 'urgent'),
    'URGENT-KEPT',
    ['act-first', 'dispose'],
  ],
  [
    'extended after the end',
    withoutNeed(m, 'extend', 'INV-C2-RUNNING'),
    'INV-C2-BEFORE',
    ['measure', 'extend'],
  ],
  [
    'extended twice',
    edit(m, 'extend', (def) => ({ ...def, repeats: true })),
    'INV-C2-ONCE',
    ['extend', 'extend'],
  ],
  ['confiscated after the end', withoutNeed(m, 'dispose', 'C1'), 'INV-C1', ['measure', 'dispose']],
  [
    'handed to the police after the end',
    withoutNeed(m, 'hand-to-police', 'C1'),
    'INV-C1-POLICE',
    ['measure', 'hand-to-police'],
  ],
  [
    'closed when it lapses',
    leadsTo(m, 'lapse', 'returned'),
    'INV-C1-LAPSED',
    ['act-first', 'measure', 'lapse'],
  ],
  ['sealed and forgotten', leadsTo(m, 'lift', 'returned'), 'INV-C1-IMPLEMENT', ['implement', 'lift']],
  ['taken first and forgotten', leadsTo(m, 'lift', 'returned'), 'INV-C1-ACT-FIRST', ['act-first', 'lift']],
  [
    'frozen and forgotten',
    leadsTo(m, 'serve-freeze-decision', 'returned'),
    'INV-C1-FREEZE',
    ['freeze', 'serve-freeze-decision'],
  ],
  ['lifted without return', leadsTo(m, 'lift', 'returned'), 'LIFTED', ['act-first', 'lift']],
  [
    'a test stops the clock without notice',
    withoutNeed(m, 'start-test', 'TEST-TOLD'),
    'INV-C6',
    ['start-test'],
  ],
  [
    'a test stops the clock after its announced time',
    withoutNeed(m, 'start-test', 'TEST-TOLD'),
    'INV-C6-OVER',
    ['start-test'],
  ],
  [
    'an extension that the party is not told of',
    withoutNeed(m, 'return-goods', 'EXTENSION-TOLD'),
    'EXTENSION-TOLD',
    ['extend', 'lift', 'publish', 'return-goods'],
  ],
  [
    'a freezing that the party is not told of',
    withoutNeed(m, 'return-goods', 'FREEZE-TOLD'),
    'FREEZE-TOLD',
    ['freeze', 'lift', 'publish', 'return-goods'],
  ],
  [
    'returned though nothing was taken',
    alsoIn(m, 'return-goods', 'approved'),
    'WHOLE',
    ['apply', 'approve', 'return-goods'],
  ],
  [
    'disposed of after return',
    alsoIn(leadsTo(m, 'return-goods', 'active'), 'return-goods', 'active'),
    'ONE-END',
    ['return-goods', 'dispose'],
  ],
  [
    'shown though nobody approved it',
    withoutNeed(m, 'publish', 'SHOW-DECIDED'),
    'SHOW-DECIDED',
    ['act-first', 'approve-after', 'publish'],
  ],
  [
    'sealed, returned and never shown',
    withoutNeed(m, 'return-goods', 'PUBLISHED'),
    'SHOWN-IMPLEMENT',
    ['implement', 'lift', 'return-goods'],
  ],
  [
    'frozen, released and never shown',
    withoutNeed(m, 'return-goods', 'PUBLISHED'),
    'SHOWN-FREEZE',
    ['serve-freeze-decision', 'lift', 'return-goods'],
  ],
  [
    'approved afterwards, returned and never shown',
    withoutNeed(m, 'return-goods', 'PUBLISHED'),
    'SHOWN-APPROVE-AFTER',
    ['approve-after', 'lift', 'return-goods'],
  ],
  ...UNRECORDED,
];

describe('R24.10 a broken measure is caught by the prover', () => {
  test.each(LAWS)('R24.10 %s', (_what, variant, code, ends) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const result = checkLaw(explore(variant), law);
    expect(result.holds).toBe(false);
    expect(result.path?.map((s) => s.act).slice(-ends.length)).toEqual(ends);
    expect(checkLaw(explore(m), law).holds).toBe(true);
  });

  test('R24.10 every law of the measure has a broken variant', () => {
    const tried = new Set(LAWS.map(([, , code]) => code));
    expect(m.laws.map((l) => l.code).filter((c) => !tried.has(c))).toEqual([]);
  });

  test('INV-C1 a measure whose end nobody minds, and one whose goods nobody owes, are found', () => {
    const found = (p: Procedure) => prove(p).findings.map((f) => `${f.kind} ${f.what}`);
    expect(found(m)).toEqual([]);
    expect(found(withoutClock(m, 'lift', 'measure'))).toContain('duty-left-open measure');
    expect(found(withoutClock(m, 'return-goods', 'return'))).toContain('duty-left-open return');
    expect(found(withoutClock(m, 'approve-after', 'approval'))).toContain('duty-left-open approval');
    expect(
      found(
        leadsTo(
          edit(m, 'return-goods', (d) => ({ ...d, in: ['lapsed'] })),
          'lapse',
          'lapsed',
        ),
      ),
    ).toContain('no-way-out 已解除，待返还');
  });
});

describe('R24.1 taking down', () => {
  const holds = (p: Procedure, code: string) => {
    const found = p.laws.find((l) => l.code === code);
    if (!found) throw new Error(`no law ${code}`);
    return checkLaw(explore(p), found).holds;
  };
  test.each([
    ['a ground registered and forgotten', leadsTo(d, 'register-ground', 'kept'), 'TAKEN-DOWN'],
    ['taken down and kept', edit(d, 'keep', ({ to: _, ...def }) => def), 'ONE-ANSWER'],
    [
      'taken down without a ground',
      withoutNeed(
        edit(d, 'take-down', (def) => ({ ...def, in: [], opens: true })),
        'take-down',
        'GROUND',
      ),
      'GROUNDED',
    ],
  ])('R24.1 %s is caught', (_what, variant, code) => {
    expect(holds(variant, code)).toBe(false);
    expect(holds(d, code)).toBe(true);
  });

  test('R24.1 it holds all its laws, and each has a broken variant', () => {
    expect(prove(d).ok).toBe(true);
    expect(d.laws.map((l) => l.code)).toEqual(['TAKEN-DOWN', 'ONE-ANSWER', 'GROUNDED']);
  });
});
