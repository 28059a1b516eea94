/**
 * Guards: what must hold before an act may happen. A guard is data, so that the same expression refuses at run
 * time, is explored by the prover, and is drawn on the chart.
 */

/** State of a statutory clock as guards see it. */
export type ClockPhase = 'idle' | 'running' | 'paused' | 'elapsed' | 'stopped';

export type Guard =
  /** The act has happened and is in force (not voided since). */
  | { readonly op: 'done'; readonly act: string }
  /** The act has happened at some time, even if it was voided later. */
  | { readonly op: 'ever'; readonly act: string }
  /** A named condition on the facts holds. */
  | { readonly op: 'cond'; readonly name: string }
  | { readonly op: 'clock'; readonly clock: string; readonly is: ClockPhase }
  /** The person acting now is one who performed `act` (in force) in this case. */
  | { readonly op: 'same-person'; readonly act: string }
  | { readonly op: 'not'; readonly of: Guard }
  | { readonly op: 'all'; readonly of: readonly Guard[] }
  | { readonly op: 'any'; readonly of: readonly Guard[] };

export const done = (act: string): Guard => ({ op: 'done', act });
export const ever = (act: string): Guard => ({ op: 'ever', act });
export const cond = (name: string): Guard => ({ op: 'cond', name });
export const clock = (name: string, is: ClockPhase): Guard => ({ op: 'clock', clock: name, is });
/** The limit's last day has passed, or the minimum period is over. */
export const elapsed = (name: string): Guard => clock(name, 'elapsed');
export const samePerson = (act: string): Guard => ({ op: 'same-person', act });
export const not = (of: Guard): Guard => ({ op: 'not', of });
export const all = (...of: Guard[]): Guard => ({ op: 'all', of });
export const any = (...of: Guard[]): Guard => ({ op: 'any', of });
/** `then` must hold wherever `when` holds. */
export const implies = (when: Guard, then: Guard): Guard => any(not(when), then);

/** How the atoms of a guard are read from some state. */
export interface Atoms {
  done(act: string): boolean;
  ever(act: string): boolean;
  cond(name: string): boolean;
  clock(name: string): ClockPhase;
  samePerson(act: string): boolean;
}

/** Evaluate a guard over any state that can answer its atoms. */
export function holds(guard: Guard, atoms: Atoms): boolean {
  switch (guard.op) {
    case 'done':
      return atoms.done(guard.act);
    case 'ever':
      return atoms.ever(guard.act);
    case 'cond':
      return atoms.cond(guard.name);
    case 'clock':
      return atoms.clock(guard.clock) === guard.is;
    case 'same-person':
      return atoms.samePerson(guard.act);
    case 'not':
      return !holds(guard.of, atoms);
    case 'all':
      return guard.of.every((g) => holds(g, atoms));
    case 'any':
      return guard.of.some((g) => holds(g, atoms));
    default:
      return guard satisfies never;
  }
}

/** Visit every atom of a guard, innermost included. */
export function eachAtom(
  guard: Guard,
  visit: (atom: Exclude<Guard, { op: 'not' | 'all' | 'any' }>) => void,
): void {
  if (guard.op === 'not') eachAtom(guard.of, visit);
  else if (guard.op === 'all' || guard.op === 'any') for (const g of guard.of) eachAtom(g, visit);
  else visit(guard);
}
