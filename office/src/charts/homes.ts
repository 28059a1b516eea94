/** The one band in which each act is drawn. */
import type { Guard, Procedure } from '@fadu/kernel';
import { ACROSS } from './flow-model.ts';
import { signedAtoms } from './guard-words.ts';
import { firstPhase, resultsOf } from './moves.ts';
import { without } from './order.ts';

/** The need is left to the facts: where no act and no clock can take its place. */
const dependsOnFacts = (guard: Guard) =>
  signedAtoms(guard).every(({ atom }) => atom.op === 'cond' || atom.op === 'same-person');

/**
 * Act → phase of its band. An act of one phase is drawn there. An act of several phases is drawn where the way
 * needs it (it moves the main way on, or an act drawn there cannot happen without it); the others go to the band
 * of shared acts.
 */
export function homesOf(procedure: Procedure, way: readonly string[]): Map<string, string> {
  const homes = new Map<string, string>();
  const several: string[] = [];
  for (const [name, def] of Object.entries(procedure.acts)) {
    if (def.opens) homes.set(name, firstPhase(procedure));
    else if (def.in.length === 1) homes.set(name, def.in[0] as string);
    else if (def.in.length > 1) several.push(name);
    else throw new Error(`${procedure.code}: act ${name} has no phase and does not open a case`);
  }
  const order = Object.keys(procedure.phases).filter((p) => !procedure.phases[p]?.end);
  const take = (name: string, phase: string) => {
    homes.set(name, phase);
    several.splice(several.indexOf(name), 1);
  };
  const movesTo = (name: string, phase: string | undefined) => {
    const def = procedure.acts[name];
    return def !== undefined && resultsOf(procedure, def).some((r) => r.phase === phase);
  };
  for (const phase of order) {
    const at = way.indexOf(phase);
    if (at >= 0 && at < way.length - 1) {
      const mover = [...homes].some(([a, home]) => home === phase && movesTo(a, way[at + 1]));
      const stand = several.find((a) => procedure.acts[a]?.in.includes(phase) && movesTo(a, way[at + 1]));
      if (!mover && stand) take(stand, phase);
    }
    for (let again = true; again; ) {
      const drawn = [...homes].filter(([, home]) => home === phase).map(([a]) => a);
      const wanted = several.find(
        (a) =>
          procedure.acts[a]?.in.includes(phase) &&
          drawn.some((x) => {
            const left = without(procedure, a, procedure.acts[x] as Procedure['acts'][string]);
            return left === false || (left !== true && dependsOnFacts(left));
          }),
      );
      again = wanted !== undefined;
      if (wanted) take(wanted, phase);
    }
  }
  for (const name of several) homes.set(name, ACROSS);
  return homes;
}
