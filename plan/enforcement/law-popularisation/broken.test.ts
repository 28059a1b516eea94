/** R27.1 broken variants: each takes one safeguard away, and the prover names the law. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { editAct as edit } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { popularisationEvent as E, popularisationReminder as R } from './index.ts';

const bare = (p: Procedure, act: string, phases: readonly string[], ...codes: string[]) =>
  edit(p, act, (d) => ({ ...d, in: phases, needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)) }));

/** Name, procedure, variant, law that must break, last act of the path. */
const LAWS: readonly [string, Procedure, Procedure, string, string][] = [
  [
    'an event is published that nobody recorded',
    E,
    bare(E, 'publish-event', ['planned', 'recorded'], 'RECORDED'),
    'RECORDED',
    'publish-event',
  ],
  [
    'who recorded it publishes it',
    E,
    bare(E, 'publish-event', ['recorded'], 'APART'),
    'APART',
    'publish-event',
  ],
  [
    'an event held is cancelled instead of published',
    E,
    bare(E, 'cancel-event', ['planned', 'recorded']),
    'PUBLISHED',
    'cancel-event',
  ],
  [
    'a circular before the time is over',
    R,
    bare(R, 'circulate', ['reminded', 'unimproved'], 'CHANCE-FIRST'),
    'CHANCE-FIRST',
    'circulate',
  ],
  [
    'who reminded circulates',
    R,
    bare(R, 'circulate', ['reminded', 'unimproved'], 'APART'),
    'APART',
    'circulate',
  ],
  [
    'discipline without a circular',
    R,
    bare(R, 'propose-discipline', ['circulated', 'reminded']),
    'CIRCULAR-FIRST',
    'propose-discipline',
  ],
  ['a report is laid aside', R, bare(R, 'withdraw', ['reminded', 'reported']), 'ASSESSED', 'withdraw'],
  [
    'no improvement, no circular',
    R,
    bare(R, 'close-circulated', ['circulated', 'unimproved']),
    'UNIMPROVED',
    'close-circulated',
  ],
];

describe('law popularisation', () => {
  test.each([E, R].map((p) => [p.title, p] as const))(
    'R27.1 %s as it is: every law holds, nothing is left open',
    (_title, procedure) => {
      const proof = prove(procedure);
      expect(proof.laws.filter((l) => !l.holds)).toEqual([]);
      expect(proof.findings).toEqual([]);
      expect(proof.markings).toBeLessThan(1000);
    },
  );
  test.each(LAWS)('R27.1 broken: %s', (_name, procedure, variant, code, last) => {
    const law = procedure.laws.find((l) => l.code === code);
    const found = law && breach(variant, law);
    expect(found?.at(-1)).toBe(last);
  });
});
