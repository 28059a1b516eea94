/** What follows each result of an act: a phase, further acts, or nothing but what may still be done. */
import type { ActDef, Procedure } from '@fadu/kernel';
import type { FlowExit } from './flow-model.ts';
import { type Result, resultsOf } from './moves.ts';
import { feasible } from './order.ts';

/** What a band is built from. */
export interface BandInput {
  readonly procedure: Procedure;
  readonly phase: string;
  readonly acts: readonly string[];
  /** Next phase on the main way. */
  readonly next?: string;
  /** The next phase has a band of its own: it is no end. */
  readonly hands?: boolean;
  /** All acts that may happen in the phase, wherever drawn. */
  readonly possible: readonly string[];
}

/** One or several results with the same consequence. */
export interface Branch {
  readonly key: string;
  readonly title: string;
  /** Phase it moves the case to. */
  readonly phase?: string;
  /** Acts that follow in the band. */
  readonly follow: readonly string[];
  /** What may be done where nothing follows. */
  readonly may: readonly string[];
}

/** True when the result takes the case out of the phase. */
export const isMove = (r: Result, phase: string): boolean => r.phase !== undefined && r.phase !== phase;

/** A branch before its consequence is known. */
export const branchOf = (r: Result): Branch => ({ key: r.key, title: r.title, follow: [], may: [] });

/** Put results with the same consequence into one branch: 修改后再审或者暂缓. */
export function alike(branches: readonly Branch[]): Branch[] {
  const out = new Map<string, Branch>();
  for (const b of branches) {
    const what = JSON.stringify([b.phase, b.follow, b.may]);
    const same = out.get(what);
    out.set(what, same ? { ...same, key: `${same.key}+${b.key}`, title: `${same.title}或者${b.title}` } : b);
  }
  return [...out.values()];
}

/** The exit to a phase: an end, a step back for all phases it may come from, or a jump ahead. */
export function exitTo(procedure: Procedure, from: readonly string[], id: string, target: string): FlowExit {
  const order = Object.keys(procedure.phases);
  const def = procedure.phases[target];
  const back = from.every((phase) => order.indexOf(target) <= order.indexOf(phase));
  const to = def?.end ?? (back ? 'back' : 'ahead');
  return { kind: 'exit', id, to, phase: target, title: def?.title ?? target, may: [], weight: 'side' };
}

/** What may be done after a result from which nothing in the band follows: do it again, leave, or void it. */
export function mayAfter(
  input: BandInput,
  act: string,
  result: Result,
  happened: ReadonlySet<string>,
): string[] {
  const { procedure, phase } = input;
  const out: { title: string; rank: number }[] = [];
  for (const name of input.possible) {
    const def = procedure.acts[name] as ActDef;
    if (name !== act && happened.has(name)) continue;
    if (name === act && !def.repeats) continue;
    if (!feasible(def, result, happened)) continue;
    const voids = def.voids?.includes(act) ?? false;
    const moves = resultsOf(procedure, def).some((r) => isMove(r, phase));
    if (name !== act && !voids && !moves) continue;
    out.push({ title: name === act ? '再次办理' : def.title, rank: voids ? 0 : name === act ? 1 : 2 });
  }
  return out.sort((a, b) => a.rank - b.rank).map((o) => o.title);
}
