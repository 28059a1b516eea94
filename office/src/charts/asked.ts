/** Whether the way asks for an act always, in some case only, or leaves it open: read from the needs of what follows. */
import type { ActDef, Guard, Procedure } from '@fadu/kernel';
import type { BandShape } from './band.ts';
import { conjuncts, guardText, negate } from './guard-words.ts';
import { resultsOf } from './moves.ts';
import { without } from './order.ts';

/** When the way asks for an act. */
export interface Asked {
  /** In this case only, in words. */
  readonly when?: string;
  /** Nothing waits for it. */
  readonly optional: boolean;
  /** It stands on the way, and some path leads past it. */
  readonly skippable: boolean;
}

const ALWAYS: Asked = { optional: false, skippable: false };

interface Fact {
  readonly name: string;
  readonly sign: boolean;
}

/** Conditions on the facts without which an act is refused. */
const factsAsked = (def: ActDef): Fact[] =>
  (def.needs ?? [])
    .flatMap((n) => conjuncts(n.guard))
    .flatMap(({ atom, sign }) => (atom.op === 'cond' ? [{ name: atom.name, sign }] : []));

/** Every outcome of the act gives the condition this value. */
function settlesAlways(procedure: Procedure, act: string, fact: Fact): boolean {
  const outcomes = procedure.acts[act]?.outcomes;
  return outcomes !== undefined && Object.values(outcomes).every((o) => o.conds[fact.name] === fact.sign);
}

/** Read for each act of a band when it is asked for. */
export function askedIn(procedure: Procedure, band: BandShape): Map<string, Asked> {
  const def = (a: string) => procedure.acts[a] as ActDef;
  const moves = (a: string) => resultsOf(procedure, def(a)).some((r) => r.phase);
  const before = (a: string) => band.order.filter((e) => e.to === a).map((e) => e.from);
  const after = (a: string) => band.order.filter((e) => e.from === a).map((e) => e.to);

  // Acts that every way on passes: those that move the main way on, and what they cannot do without.
  const movers = band.acts.filter(moves);
  const onward = movers.filter((a) => band.main.has(a));
  const goals = onward.length ? onward : movers;
  const spine = new Set(goals);
  for (const s of spine) for (const a of band.acts) if (without(procedure, a, def(s)) === false) spine.add(a);

  /** By what follows alone, whatever result it stands under. */
  const byOthers = new Map<string, Asked>();
  const raw = (a: string): Asked => {
    const known = byOthers.get(a);
    if (known) return known;
    let found: Asked = { optional: true, skippable: band.onWay.has(a) };
    if (moves(a) || def(a).opens) found = ALWAYS;
    else if (band.onWay.has(a)) {
      const whens = new Set<string>();
      let always = false;
      for (const x of after(a).filter((y) => band.onWay.has(y))) {
        const left = without(procedure, a, def(x));
        const asked = raw(x);
        // What an earlier act always opens, and a later one wants closed, somebody has to close.
        const closes = factsAsked(def(x)).some((f) => {
          const against = { ...f, sign: !f.sign };
          return (
            def(a).settles?.includes(f.name) &&
            !settlesAlways(procedure, a, against) &&
            before(a).some((b) => spine.has(b) && settlesAlways(procedure, b, against))
          );
        });
        if (left === false && moves(x) && !goals.includes(x)) {
          whens.add(`要办理“${def(x).title}”`);
          continue;
        }
        if (left === false || closes) {
          if (!asked.optional && !asked.when) always = true;
          if (asked.when) whens.add(asked.when);
        } else if (left !== true) {
          const text = negate(left as Guard);
          if (typeof text !== 'boolean') whens.add(guardText(procedure, text));
        }
      }
      if (always) found = ALWAYS;
      else if (whens.size) found = { when: [...whens].join('，或者'), optional: false, skippable: true };
    }
    byOthers.set(a, found);
    return found;
  };

  // Under a named result the branch itself says when.
  const base = (a: string): Asked => (band.underResult.has(a) ? ALWAYS : raw(a));

  const out = new Map<string, Asked>();
  const final = (a: string): Asked => {
    const known = out.get(a);
    if (known) return known;
    const from = base(a);
    const sure = (f: Fact) =>
      before(a).some((b) => {
        const asked = final(b);
        return settlesAlways(procedure, b, f) && !asked.optional && !asked.when;
      });
    // That a question is not open already says nothing about when to raise it.
    const raises = (f: Fact) => !f.sign && def(a).settles?.includes(f.name);
    const own = factsAsked(def(a)).filter((f) => !sure(f) && !raises(f));
    const text = (facts: readonly Fact[]) =>
      facts.map((f) => guardText(procedure, { op: 'cond', name: f.name }, f.sign)).join('，并且');
    let asked = from;
    if (moves(a) && !band.underResult.has(a)) {
      const opposed = own.filter((f) =>
        band.acts.some(
          (x) =>
            x !== a && moves(x) && factsAsked(def(x)).some((g) => g.name === f.name && g.sign !== f.sign),
        ),
      );
      if (opposed.length) asked = { ...from, when: text(opposed) };
    } else if (from.optional && own.length) {
      asked = { optional: !from.skippable, skippable: from.skippable, when: text(own) };
    }
    out.set(a, asked);
    return asked;
  };
  for (const act of band.acts) final(act);
  return out;
}
