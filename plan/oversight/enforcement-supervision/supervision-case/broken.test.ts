/** R39.1 broken variants: each takes one safeguard away, and the prover names the law that breaks. */
import { type ActDef, breach, type Procedure, post, prove } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { decisionSigners, documentNamed, supervisionCase as P } from './index.ts';

const edit = (act: string, change: (def: ActDef) => ActDef, p: Procedure = P): Procedure => {
  const def = p.acts[act];
  if (!def) throw new Error(`no act ${act}`);
  return { ...p, acts: { ...p.acts, [act]: change(def) } };
};
const without = (act: string, ...codes: string[]) =>
  edit(act, (def) => {
    const kept = (def.needs ?? []).filter((n) => !codes.includes(n.code));
    if (kept.length === def.needs?.length) throw new Error(`${act} has no ${codes}`);
    return { ...def, needs: kept };
  });
const also = (act: string, phase: string, p: Procedure = P) =>
  edit(act, (def) => ({ ...def, in: [...def.in, phase] }), p);

const VARIANTS: readonly [string, Procedure, string][] = [
  ['urged without the facts established', without('issue-urging', 'OMISSION'), 'URGING'],
  ['an opinion on nothing', without('issue-opinion', 'ILLEGAL'), 'OPINION'],
  ['a decision proposed on nothing', without('propose-decision', 'MAJOR'), 'PROPOSAL'],
  ['a decision that nobody proposed', also('issue-decision', 'verifying'), 'INV-S5'],
  ['a letter on what is in review', without('issue-urging', 'OMISSION'), 'INV-S4-issue-urging'],
  ['an opinion on what is in review', without('issue-opinion', 'ILLEGAL'), 'INV-S4-issue-opinion'],
  ['a proposal on what is in review', without('propose-decision', 'MAJOR'), 'INV-S4-propose-decision'],
  ['a superior told of what is in review', without('inform-superior', 'FOUND'), 'INV-S4-inform-superior'],
  ['a vertical organ urged', without('issue-urging', 'VERTICAL'), 'VERTICAL-issue-urging'],
  ['an opinion that binds a vertical organ', without('issue-opinion', 'VERTICAL'), 'VERTICAL-issue-opinion'],
  ['a decision over a vertical organ', without('propose-decision', 'VERTICAL'), 'VERTICAL-propose-decision'],
  ['one signs what one established', without('issue-urging', 'APART'), 'APART-issue-urging'],
  ['one signs an opinion one established', without('issue-opinion', 'APART'), 'APART-issue-opinion'],
  ['one proposes what one established', without('propose-decision', 'APART'), 'APART-propose-decision'],
  ['one dismisses what one established', without('dismiss', 'APART'), 'APART-dismiss'],
  ['closed because it was answered', without('close', 'COMPLIED'), 'COMPLIED'],
  ['checked before there is a report', without('check-answer', 'ANSWERED'), 'CHECKED-ANSWER'],
  ['closed with an objection open', without('close', 'OBJECTION-OPEN'), 'OBJECTION-DECIDED'],
  ['a complainant never told', without('correct-on-spot', 'REPLIED'), 'COMPLAINT-ANSWERED'],
  ['a circular over a first letter', without('circulate', 'REFUSED'), 'REFUSED-circulate'],
  ['made public over a first letter', without('tell-public', 'REFUSED'), 'REFUSED-tell-public'],
];

describe('R39.1 broken variants of the supervision case', () => {
  test('R39.1 as it is, every law holds', () => {
    const proof = prove(P);
    expect(proof.laws.filter((l) => !l.holds)).toEqual([]);
    expect(proof.findings).toEqual([]);
  });
  test.each(VARIANTS)('R39.1 %s', (_name, variant, code) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    expect(breach(P, law)).toBeNull();
    expect(breach(variant, law)?.length).toBeGreaterThan(0);
  });
  test('R39.1 every law is broken by some variant', () => {
    expect(P.laws.map((l) => l.code).filter((code) => !VARIANTS.some(([, , c]) => c === code))).toEqual([]);
  });
  test('R39.1 INV-S5 edge case 3: only the government signs a decision; a body that signs itself is found', () => {
    expect(decisionSigners(P)).toEqual(['government']);
    const variant = edit('issue-decision', (d) => ({ ...d, by: [...d.by, post('head', 'supervisor')] }));
    expect(decisionSigners(variant)).toContain('supervisor');
  });
  test('R39.1 older names of documents are read in and never issued', () => {
    expect(documentNamed('行政执法监督通知书')).toBe('督办函');
    expect(documentNamed('行政处罚决定书')).toBeUndefined();
    const titles = Object.values(P.papers).map((p) => p.title);
    expect(titles.filter((t) => /通知书|建议书/.test(t))).toEqual([]);
    expect(titles).toEqual(
      expect.arrayContaining(['行政执法监督督办函', '行政执法监督意见书', '行政执法监督决定书']),
    );
  });
});
