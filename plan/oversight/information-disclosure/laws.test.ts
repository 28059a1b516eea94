/** The prover over the procedure, and over broken variants of it: each fault is caught with its shortest path. */
import { type ActDef, checkLaw, explore, type PathStep, type Procedure, prove } from '@fadu/kernel';
import { describe, expect, it } from 'vitest';
import { disclosureOnApplication as whole } from './index.ts';

/** The procedure with some acts changed; `null` takes one away. */
function broken(edits: Readonly<Record<string, ((act: ActDef) => ActDef) | null>>): Procedure {
  const acts: Record<string, ActDef> = { ...whole.acts };
  for (const [name, edit] of Object.entries(edits)) {
    const act = whole.acts[name];
    if (!act) throw new Error(`no act ${name}`);
    if (edit) acts[name] = edit(act);
    else delete acts[name];
  }
  return { ...whole, acts };
}
const without =
  (...codes: readonly string[]) =>
  (act: ActDef): ActDef => {
    const needs = (act.needs ?? []).filter((n) => !codes.includes(n.code));
    if (needs.length + codes.length !== act.needs?.length) throw new Error(`no check ${codes.join()}`);
    return { ...act, needs };
  };
const repeating = (act: ActDef): ActDef => ({ ...act, repeats: true });
const voiding =
  (...voids: readonly string[]) =>
  (act: ActDef): ActDef => ({ ...act, voids });
const alsoIn =
  (phase: string) =>
  (act: ActDef): ActDef => ({ ...act, in: [...act.in, phase] });
const clockless =
  (clock: string) =>
  (act: ActDef): ActDef => ({ ...act, clocks: (act.clocks ?? []).filter((c) => c.clock !== clock) });
const names = (path: readonly PathStep[] | undefined) => path?.map((s) => s.act) ?? [];

/** Shortest path that breaks a law in a variant. */
function breaking(variant: Procedure, code: string): string[] {
  const law = whole.laws.find((l) => l.code === code);
  if (!law) throw new Error(`no law ${code}`);
  return names(checkLaw(explore({ ...variant, laws: [law] }), law).path);
}

describe('R90.1 R40.2 disclosure on application is proven', () => {
  const proof = prove(whole);

  it('every law holds over every reachable marking', () => {
    expect(proof.laws.filter((l) => !l.holds).map((l) => l.law.code)).toEqual([]);
    expect(proof.laws.length).toBe(31);
  });

  it('nothing is dead, stuck or left open', () => {
    expect(proof.findings).toEqual([]);
    expect(proof.ok).toBe(true);
  });

  it('the space stays small enough to prove on every run', () => {
    expect(proof.markings).toBeGreaterThan(1000);
    expect(proof.markings).toBeLessThan(200_000);
  });

  it('every law and every check cites a source', () => {
    for (const law of whole.laws) expect(law.cites.length, law.code).toBeGreaterThan(0);
    for (const act of Object.values(whole.acts)) {
      expect(act.cites.length, act.title).toBeGreaterThan(0);
      for (const check of [...(act.needs ?? []), ...(act.rules ?? [])])
        expect(check.cites.length, check.code).toBeGreaterThan(0);
    }
  });

  it('every paper an act makes has its template', () => {
    for (const act of Object.values(whole.acts))
      for (const paper of act.papers ?? []) expect(whole.papers[paper], paper).toBeDefined();
  });
});

describe('R90.1 R40.2 broken variants are caught by the law they break, with the shortest path', () => {
  it.each<[string, Procedure, string, string[]]>([
    [
      'release without review',
      broken({ 'sign-reply': without('O2') }),
      'O2',
      ['register', 'draft-reply', 'sign-reply'],
    ],
    [
      'a new draft keeps the old review',
      broken({ 'draft-reply': voiding() }),
      'O2',
      ['register', 'draft-reply', 'review-disclosure', 'draft-reply', 'sign-reply'],
    ],
    [
      'withheld for a third party who was never asked',
      broken({ 'sign-reply': without('O5') }),
      'O5',
      ['register', 'draft-reply', 'sign-reply'],
    ],
    [
      'signed while the third party may still answer',
      broken({ 'sign-reply': without('SIGN-QUIET'), 'ask-third-party': voiding() }),
      'THIRD-HOLD',
      ['register', 'draft-reply', 'ask-third-party', 'sign-reply'],
    ],
    [
      'signed while the competent authority decides',
      broken({ 'sign-reply': without('SIGN-QUIET'), 'refer-doubt': voiding() }),
      'REFERRAL-HOLD',
      ['register', 'draft-reply', 'refer-doubt', 'sign-reply'],
    ],
    [
      'a draft older than the third party’s opinion',
      broken({ 'ask-third-party': voiding() }),
      'O1',
      ['register', 'draft-reply', 'ask-third-party', 'third-party-opinion', 'sign-reply'],
    ],
    [
      'silence before the fifteen days',
      broken({ 'third-party-silent': without('THIRD-LAPSED') }),
      'THIRD-SILENCE',
      ['register', 'ask-third-party', 'third-party-silent'],
    ],
    [
      'two correction notices',
      broken({ 'notify-correction': repeating }),
      'CORRECT-ONCE',
      ['register', 'notify-correction', 'submit-correction', 'notify-correction'],
    ],
    [
      'abandoned before the time to correct is over',
      broken({ 'abandon-correction': without('CORRECTION-OVER') }),
      'CORRECT-WAIT',
      ['register', 'notify-correction', 'abandon-correction'],
    ],
    [
      '“still unclear” without a correction',
      broken({ 'sign-reply': without('D3') }),
      'D3',
      ['register', 'draft-reply', 'sign-reply'],
    ],
    [
      'a second extension',
      broken({ 'extend-answer': repeating }),
      'O4-ONCE',
      ['register', 'extend-answer', 'extend-answer'],
    ],
    [
      'an extension after expiry',
      broken({ 'extend-answer': without('O4-RUNNING') }),
      'O4-BEFORE',
      ['register', 'answer', 'extend-answer'],
    ],
    [
      'reasons demanded without art. 35',
      broken({ 'state-reasons': alsoIn('handling') }),
      'O6-STATE-REASONS',
      ['register', 'state-reasons'],
    ],
    [
      'not processed without art. 35',
      broken({ 'sign-reply': without('E4') }),
      'E4',
      ['register', 'draft-reply', 'sign-reply'],
    ],
    [
      'delayed without a finding',
      broken({ 'delay-answer': without('DELAY-JUDGED') }),
      'DELAY',
      ['register', 'delay-answer'],
    ],
    [
      'a fee after the answer was due',
      broken({ 'fee-notice': without('FEE-IN-TIME') }),
      'FEE-IN-TIME',
      ['register', 'answer', 'fee-notice'],
    ],
    [
      'two fees for one application',
      broken({ 'fee-notice': repeating }),
      'FEE-ONCE',
      ['register', 'fee-notice', 'record-payment', 'fee-notice'],
    ],
    [
      'abandoned before the time to pay is over',
      broken({ 'abandon-payment': without('PAYMENT-OVER') }),
      'FEE-WAIT',
      ['register', 'fee-notice', 'abandon-payment'],
    ],
    [
      'handled before receipt is confirmed',
      broken({ 'draft-reply': alsoIn('submitted') }),
      'RECEIPT-DRAFT-REPLY',
      ['apply-online', 'draft-reply'],
    ],
    [
      'closed without sending',
      broken({ close: without('CLOSE-DELIVERED') }),
      'DELIVER',
      ['register', 'draft-reply', 'sign-reply', 'close'],
    ],
    [
      'the objecting third party is not told',
      broken({ close: without('CLOSE-TOLD') }),
      'TELL',
      ['register', 'draft-reply', 'review-disclosure', 'sign-reply', 'post-reply', 'close'],
    ],
    [
      'published for all without review',
      broken({ 'publish-proactively': without('PROACTIVE-RELEASED') }),
      'O2-PUBLISH',
      ['register', 'draft-reply', 'sign-reply', 'publish-proactively'],
    ],
    [
      'the drafter reviews',
      broken({ 'review-disclosure': without('REVIEW-APART') }),
      'APART',
      ['register', 'draft-reply', 'review-disclosure'],
    ],
  ])('%s', (_what, variant, code, path) => {
    expect(breaking(variant, code)).toEqual(path);
  });
});

describe('R90.1 R40.2 broken variants are found without a law', () => {
  const found = (variant: Procedure) =>
    prove({ ...variant, laws: [] }).findings.map((f) => [f.kind, f.what, names(f.path)]);

  it('a posted reply that does not stop the answer’s clock', () => {
    expect(found(broken({ 'post-reply': clockless('answer') }))).toEqual([
      ['duty-left-open', 'answer', ['register', 'draft-reply', 'sign-reply', 'post-reply', 'close']],
    ]);
  });

  it('a withdrawal that leaves duties running', () => {
    expect(found(broken({ withdraw: (act) => ({ ...act, clocks: [] }) }))).toEqual([
      ['duty-left-open', 'receipt-confirmation', ['apply-online', 'withdraw']],
      ['duty-left-open', 'answer', ['register', 'withdraw']],
    ]);
  });

  it('a fee notice with no way on', () => {
    const trapped = broken({
      'fee-notice-received': null,
      'record-payment': null,
      'abandon-payment': null,
      withdraw: (act) => ({ ...act, in: act.in.filter((p) => p !== 'payment') }),
      'register-withdrawal': (act) => ({ ...act, in: act.in.filter((p) => p !== 'payment') }),
    });
    expect(found(trapped)).toContainEqual(['no-way-out', '等待缴费', ['register', 'fee-notice']]);
  });

  it('an extension that nobody can give any more', () => {
    expect(found(broken({ 'extend-answer': (act) => ({ ...act, in: ['answered'] }) }))).toEqual([
      ['dead-act', 'extend-answer', []],
    ]);
  });

  it('a duty clock that never starts', () => {
    const never = broken({ 'fee-notice-received': clockless('payment') });
    expect(found(never)).toContainEqual(['dead-clock', 'payment', []]);
  });
});
