/** The order of acts inside a phase, read from what each act needs. */
import type { ActDef, Guard, Procedure } from '@fadu/kernel';
import { type Known, signedAtoms, simplify } from './guard-words.ts';
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

/**
 * What is left of `x`'s needs when `act` has not happened: false when `x` cannot happen without it, true when it
 * does not matter, a guard when it depends on that.
 */
export function without(procedure: Procedure, act: string, x: ActDef): Guard | boolean {
  const known: Known = (atom) => {
    if ((atom.op === 'done' || atom.op === 'ever') && atom.act === act) return false;
    if (atom.op === 'cond') {
      const settlers = settlersOf(procedure, atom.name);
      if (settlers.length === 1 && settlers[0] === act) return false;
    }
    if (atom.op === 'clock') {
      const starters = startersOf(procedure, atom.clock);
      if (starters.length === 1 && starters[0] === act) return atom.is === 'idle';
    }
    return undefined;
  };
  const mentions = (guard: Guard) => signedAtoms(guard).some(({ atom }) => known(atom) !== undefined);
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
export function feasible(def: ActDef, result: Pick<Result, 'conds'>, happened: ReadonlySet<string>): boolean {
  const known: Known = (atom) => {
    if (atom.op === 'cond') return result.conds[atom.name];
    if ((atom.op === 'done' || atom.op === 'ever') && happened.has(atom.act)) return true;
    return undefined;
  };
  return (def.needs ?? []).every((n) => simplify(n.guard, known) !== false);
}

/**
 * The order among a group of acts: an act comes after those that its needs name, settle or start the clock of.
 * The plainest reasons go in first; one that would close a circle is left out.
 */
export function orderOf(procedure: Procedure, group: readonly string[]): Order[] {
  const found: (Order & { rank: number })[] = [];
  const inGroup = new Set(group);
  const add = (from: string, to: string, rank: number) => {
    if (from !== to && inGroup.has(from)) found.push({ from, to, rank });
  };
  for (const act of group) {
    const def = procedure.acts[act] as ActDef;
    for (const need of def.needs ?? []) {
      for (const { atom, sign } of signedAtoms(need.guard)) {
        if ((atom.op === 'done' || atom.op === 'ever') && sign) add(atom.act, act, 0);
        if (atom.op === 'clock' && sign && atom.is !== 'idle')
          for (const s of startersOf(procedure, atom.clock)) add(s, act, 1);
        if (atom.op === 'cond') for (const s of settlersOf(procedure, atom.name)) add(s, act, sign ? 2 : 3);
      }
    }
    for (const effect of def.clocks ?? []) {
      if (effect.do === 'start' || effect.do === 'restart') continue;
      const stops = resultsOf(procedure, def).some(
        (r) => r.phase && procedure.phases[r.phase]?.end === 'stopped',
      );
      if (!stops) for (const s of startersOf(procedure, effect.clock)) add(s, act, 4);
      if (effect.do === 'resume') {
        for (const other of group) {
          if (procedure.acts[other]?.clocks?.some((e) => e.do === 'pause' && e.clock === effect.clock))
            add(other, act, 4);
        }
      }
    }
  }
  const out: Order[] = [];
  for (const { from, to } of found.sort((a, b) => a.rank - b.rank)) {
    if (out.some((e) => e.from === from && e.to === to) || reaches(out, to, from)) continue;
    out.push({ from, to });
  }
  return out;
}
