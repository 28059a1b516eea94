/** Where an act leads: its results, the phases they move to, and the main way through the phases. */
import type { ActDef, Procedure } from '@fadu/kernel';
import { conjuncts, guardText, type Known, signedAtoms, simplify } from './guard-words.ts';

/** One possible result of an act. */
export interface Result {
  /** Name of the outcome, or a made-up one where the definition names none. */
  readonly key: string;
  /** Title as people say it; empty where the act has one result only. */
  readonly title: string;
  /** Conditions that are known after it. */
  readonly conds: Readonly<Record<string, boolean>>;
  /** Clocks that do not run after it. */
  readonly gone?: ReadonlySet<string>;
  /** Phase it moves the case to; absent: the case stays where it is. */
  readonly phase?: string;
}

const condsKnown =
  (conds: Readonly<Record<string, boolean>>): Known =>
  (atom) =>
    atom.op === 'cond' ? conds[atom.name] : undefined;

/** True when the branches cover every case: tried over all values of their atoms (up to 10 of them). */
function exhaustive(branches: Exclude<ActDef['to'], string | undefined>): boolean {
  const atoms = new Map<string, number>();
  for (const branch of branches) {
    for (const { atom } of signedAtoms(branch.when)) {
      const key = JSON.stringify(atom);
      if (!atoms.has(key)) atoms.set(key, atoms.size);
    }
  }
  if (atoms.size > 10) return false;
  for (let bits = 0; bits < 1 << atoms.size; bits++) {
    const known: Known = (atom) => Boolean(bits & (1 << (atoms.get(JSON.stringify(atom)) as number)));
    if (!branches.some((b) => simplify(b.when, known) === true)) return false;
  }
  return true;
}

/** Every result an act can have, in the order of its definition. */
export function resultsOf(procedure: Procedure, def: ActDef): Result[] {
  const branches = def.to;
  if (def.outcomes) {
    return Object.entries(def.outcomes).map(([key, outcome]) => {
      const phase =
        typeof branches === 'string'
          ? branches
          : branches?.find((b) => simplify(b.when, condsKnown(outcome.conds)) !== false)?.phase;
      return { key, title: outcome.title, conds: outcome.conds, ...(phase && { phase }) };
    });
  }
  if (!branches || typeof branches === 'string') {
    return [{ key: 'done', title: '', conds: {}, ...(branches && { phase: branches }) }];
  }
  const out: Result[] = branches.map((branch, i) => {
    const only = signedAtoms(branch.when);
    const conds: Record<string, boolean> = {};
    if (only.length === 1 && only[0]?.atom.op === 'cond') conds[only[0].atom.name] = only[0].sign;
    return { key: `to-${i + 1}`, title: guardText(procedure, branch.when), conds, phase: branch.phase };
  });
  if (!exhaustive(branches)) out.push({ key: 'else', title: '其他情形', conds: {} });
  return out;
}

/** A result with what else is known after it: what the act itself asked for, and the clocks that it stopped. */
export function withKnown(def: ActDef, result: Result): Result {
  const asked = (def.needs ?? [])
    .flatMap((n) => conjuncts(n.guard))
    .flatMap(({ atom, sign }) =>
      atom.op === 'cond' && !def.settles?.includes(atom.name) ? [[atom.name, sign] as const] : [],
    );
  const conds = { ...Object.fromEntries(asked), ...result.conds };
  const gone = new Set<string>();
  for (const effect of def.clocks ?? []) {
    const when = effect.when ? simplify(effect.when, condsKnown(conds)) : true;
    if (effect.do === 'stop' && when === true) gone.add(effect.clock);
  }
  for (const effect of def.clocks ?? []) {
    const when = effect.when ? simplify(effect.when, condsKnown(conds)) : true;
    if (effect.do !== 'stop' && when !== false) gone.delete(effect.clock);
  }
  return { ...result, conds, ...(gone.size && { gone }) };
}

/** True when every result takes the case out of this phase. */
export const alwaysLeaves = (results: readonly Result[], phase: string): boolean =>
  results.every((r) => r.phase !== undefined && r.phase !== phase);

/** The phase in which a case stands after its opening act. */
export const firstPhase = (procedure: Procedure): string => Object.keys(procedure.phases)[0] as string;

/** Names of the opening acts. */
export const openers = (procedure: Procedure): string[] =>
  Object.keys(procedure.acts).filter((a) => procedure.acts[a]?.opens);

/**
 * The main way: the phases on the shortest way from opening to the first end of kind `done` (to the first end at
 * all, where no case ends so). Detours such as a suspension or a correction are not on it.
 */
export function mainWay(procedure: Procedure): string[] {
  // What opens a case some other way (at once, without approval) is the exception; the rule comes first.
  const [first, ...exceptions] = openers(procedure);
  const way = wayWithout(procedure, new Set(exceptions));
  const ends = procedure.phases[way.at(-1) ?? '']?.end === 'done';
  return ends || first === undefined ? way : wayWithout(procedure, new Set());
}

function wayWithout(procedure: Procedure, left: ReadonlySet<string>): string[] {
  const order = Object.keys(procedure.phases);
  const start = firstPhase(procedure);
  const from = new Map<string, Set<string>>();
  for (const [name, def] of Object.entries(procedure.acts)) {
    if (left.has(name)) continue;
    for (const result of resultsOf(procedure, def)) {
      if (!result.phase) continue;
      for (const phase of def.opens ? [start] : def.in) {
        from.set(phase, (from.get(phase) ?? new Set()).add(result.phase));
      }
    }
  }
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let i = 0; i < queue.length; i++) {
    const at = queue[i] as string;
    const next = [...(from.get(at) ?? [])].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    for (const phase of next) {
      if (phase === start || cameFrom.has(phase)) continue;
      cameFrom.set(phase, at);
      queue.push(phase);
    }
  }
  const ends = order.filter((p) => procedure.phases[p]?.end && cameFrom.has(p));
  const end = ends.find((p) => procedure.phases[p]?.end === 'done') ?? ends[0];
  if (!end) return [start];
  const way = [end];
  for (let at = cameFrom.get(end); at !== undefined; at = cameFrom.get(at)) way.unshift(at);
  return way;
}
