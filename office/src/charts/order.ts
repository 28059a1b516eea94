/** The order of acts inside a phase, read from what each act needs. */
import type { ActDef, Guard, Procedure } from '@fadu/kernel';
import { conjuncts, type Known, signedAtoms, simplify } from './guard-words.ts';
import { startersOf } from './limits.ts';
import { type Result, resultsOf } from './moves.ts';

/** `to` comes after `from`. */
export interface Order {
  readonly from: string;
  readonly to: string;
}

/** True when there is a way from one point to another along the edges. */
export function reaches(edges: readonly Order[], from: string, to: string): boolean {
  const seen = new Set([from]);
  const queue = [from];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === to) return true;
    for (const e of edges) {
      if (e.from !== at || seen.has(e.to)) continue;
      seen.add(e.to);
      queue.push(e.to);
    }
  }
  return false;
}

/** Points from which a point can be reached, itself not included. */
export function ancestors(edges: readonly Order[], of: string): Set<string> {
  const seen = new Set<string>();
  const queue = [of];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const e of edges) {
      if (e.to !== at || seen.has(e.from)) continue;
      seen.add(e.from);
      queue.push(e.from);
    }
  }
  return seen;
}

/** Leave out each edge that a longer way already says. The edges form no cycle. */
export function reduce<E extends Order>(edges: readonly E[]): E[] {
  return edges.filter(
    (e) => !edges.some((f) => f !== e && f.from === e.from && f.to !== e.to && reaches(edges, f.to, e.to)),
  );
}

/** Acts that settle a condition. */
const settlersOf = (procedure: Procedure, cond: string) =>
  Object.keys(procedure.acts).filter((a) => procedure.acts[a]?.settles?.includes(cond));

/** Conditions that an act's needs ask for in every case, with the value asked for. */
const askedConds = (def: ActDef) =>
  (def.needs ?? [])
    .flatMap((n) => conjuncts(n.guard))
    .flatMap(({ atom, sign }) => (atom.op === 'cond' ? [{ name: atom.name, sign }] : []));

/** The act may make the condition true: it does not ask that it holds already, and some outcome gives it. */
function canRaise(def: ActDef, cond: string): boolean {
  if (askedConds(def).some((c) => c.sign && c.name === cond)) return false;
  return !def.outcomes || Object.values(def.outcomes).some((o) => o.conds[cond] !== false);
}

/**
 * What is left of `x`'s needs when `act` has not happened: false when `x` cannot happen without it, true when it
 * does not matter, a guard when it depends on that.
 */
export function without(procedure: Procedure, act: string, x: ActDef): Guard | boolean {
  const known: Known = (atom) => {
    if ((atom.op === 'done' || atom.op === 'ever') && atom.act === act) return false;
    if (atom.op === 'cond') {
      const raisers = settlersOf(procedure, atom.name).filter((a) =>
        canRaise(procedure.acts[a] as ActDef, atom.name),
      );
      if (raisers.length === 1 && raisers[0] === act) return false;
    }
    if (atom.op === 'clock') {
      const starters = startersOf(procedure, atom.clock);
      if (starters.length === 1 && starters[0] === act) return atom.is === 'idle';
    }
    return undefined;
  };
  // Only a need that would be easier with the act speaks of it.
  const mentions = (guard: Guard) => signedAtoms(guard).some(({ atom, sign }) => known(atom) === !sign);
  const left: Guard[] = [];
  for (const need of x.needs ?? []) {
    if (!mentions(need.guard)) continue;
    const of = simplify(need.guard, known);
    if (of === false) return false;
    if (of !== true) left.push(of);
  }
  if (left.length === 0) return true;
  return left.length === 1 ? (left[0] as Guard) : { op: 'all', of: left };
}

/** True unless what is known after a result refuses the act. `happened` are acts known to be in force. */
export function feasible(
  def: ActDef,
  result: Pick<Result, 'conds' | 'gone'>,
  happened: ReadonlySet<string>,
): boolean {
  const known: Known = (atom) => {
    if (atom.op === 'cond') return result.conds[atom.name];
    if ((atom.op === 'done' || atom.op === 'ever') && happened.has(atom.act)) return true;
    if (atom.op === 'clock' && result.gone?.has(atom.clock) && /running|paused|elapsed/.test(atom.is))
      return false;
    return undefined;
  };
  return (def.needs ?? []).every((n) => simplify(n.guard, known) !== false);
}

/** Conditions that an act closes: it asks that they hold, and settles them. */
export const closes = (def: ActDef): string[] =>
  askedConds(def)
    .filter((c) => c.sign && def.settles?.includes(c.name))
    .map((c) => c.name);

/**
 * The acts of a group that may give a condition the value asked for. Those that ask for the same value themselves
 * stand side by side with whoever asks, not before.
 */
function settlersFor(procedure: Procedure, group: readonly string[], name: string, sign: boolean): string[] {
  const may = (a: string) => {
    const outcomes = procedure.acts[a]?.outcomes;
    return !outcomes || Object.values(outcomes).some((o) => o.conds[name] !== !sign);
  };
  const all = settlersOf(procedure, name).filter((a) => group.includes(a) && may(a));
  const others = all.filter((a) => {
    return !askedConds(procedure.acts[a] as ActDef).some((c) => c.name === name && c.sign === sign);
  });
  return others.length ? others : all;
}

/**
 * The order among a group of acts: an act comes after those that its needs name, settle or start the clock of.
 * What must be closed (a condition that must not hold) orders only the acts that every way to the `goals` passes:
 * for a side path it is a bar, not a step before. The plainest reasons go in first; one that would close a circle
 * is left out.
 */
export function orderOf(procedure: Procedure, group: readonly string[], goals: readonly string[]): Order[] {
  const def = (a: string) => procedure.acts[a] as ActDef;
  const spine = new Set(goals);
  for (const s of spine) for (const a of group) if (without(procedure, a, def(s)) === false) spine.add(a);

  const ranks: Order[][] = [[], [], [], [], []];
  const add = (from: string, to: string, rank: number) => {
    if (from !== to && group.includes(from)) ranks[rank]?.push({ from, to });
  };
  for (const act of group) {
    // Nothing comes before the act that opens the case.
    if (def(act).opens) continue;
    for (const need of def(act).needs ?? []) {
      for (const { atom, sign } of signedAtoms(need.guard)) {
        if ((atom.op === 'done' || atom.op === 'ever') && sign) add(atom.act, act, 0);
        if (atom.op === 'clock' && sign && atom.is !== 'idle') {
          // A clock that may run since an earlier phase orders nothing here.
          const starters = startersOf(procedure, atom.clock);
          if (starters.every((s) => group.includes(s))) for (const s of starters) add(s, act, 1);
        }
        if (atom.op === 'cond' && (sign || spine.has(act))) {
          for (const s of settlersFor(procedure, group, atom.name, sign)) add(s, act, sign ? 2 : 3);
        }
      }
    }
    const effects = def(act).clocks ?? [];
    const ends = resultsOf(procedure, def(act)).some((r) => r.phase && procedure.phases[r.phase]?.end);
    for (const effect of effects) {
      if (effect.do === 'start' || effect.do === 'restart' || ends) continue;
      const starters = startersOf(procedure, effect.clock);
      if (starters.every((s) => group.includes(s))) for (const s of starters) add(s, act, 4);
      if (effect.do !== 'resume') continue;
      for (const other of group) {
        if (def(other).clocks?.some((e) => e.do === 'pause' && e.clock === effect.clock)) add(other, act, 4);
      }
    }
  }
  const out: Order[] = [];
  ranks.forEach((edges, rank) => {
    // What an act does to clocks orders it only where nothing else does.
    const placed = new Set(out.map((e) => e.to));
    for (const { from, to } of edges) {
      if (rank === 4 && placed.has(to)) continue;
      if (out.some((e) => e.from === from && e.to === to) || reaches(out, to, from)) continue;
      out.push({ from, to });
    }
  });
  return out;
}
