/**
 * What still matters in each phase. A field of a marking (an act done, a condition, a clock) that no act and no law
 * can read from a phase on is forgotten there: two markings that differ only in such fields have the same future.
 * This keeps the explored space small without changing any verdict.
 */
import type { ActDef, Procedure } from '../procedure/definition.ts';
import { eachAtom, type Guard } from '../procedure/guard.ts';
import type { LawRule } from '../procedure/law.ts';

/** `done <act>`, `ever <act>`, `cond <name>` or `clock <name>`. */
export type FieldName = `${'done' | 'ever' | 'cond' | 'clock'} ${string}`;

/** The phases an act may lead to from a phase. */
function targets(def: ActDef, from: string): string[] {
  if (typeof def.to === 'string') return [def.to];
  return def.to ? [...def.to.map((branch) => branch.phase), from] : [from];
}

/** Fields a guard reads. A person can only be the one who did what is done, so that is read too. */
function readsOf(guard: Guard): FieldName[] {
  const out: FieldName[] = [];
  eachAtom(guard, (atom) => {
    if (atom.op === 'cond') out.push(`cond ${atom.name}`);
    else if (atom.op === 'clock') out.push(`clock ${atom.clock}`);
    else out.push(`${atom.op === 'ever' ? 'ever' : 'done'} ${atom.act}`);
  });
  return out;
}

/** Guards a law reads just before an act. */
function readsBefore(rule: LawRule, act: string): Guard[] {
  if (rule.kind === 'precedes' && rule.then === act && rule.where) return [rule.where];
  if (rule.kind === 'only-while' && rule.act === act) return [rule.guard];
  if (rule.kind === 'apart' && rule.act === act) return [{ op: 'same-person', act: rule.from }];
  if (rule.kind === 'waits' && rule.act === act)
    return [{ op: 'clock', clock: rule.clock, is: 'elapsed' }, ...(rule.unless ? [rule.unless] : [])];
  return [];
}

/** Guards a law reads just after an act. */
function readsAfter(rule: LawRule, act: string): Guard[] {
  const events = rule.kind === 'precedes' ? rule.first : rule.kind === 'answered' ? [rule.cause] : [];
  return events.flatMap((event) => (event.act === act && event.with ? [event.with] : []));
}

/** For each phase the fields that may still be read there or in a phase that can follow. */
export function liveFields(procedure: Procedure): ReadonlyMap<string, ReadonlySet<FieldName>> {
  const phases = Object.keys(procedure.phases);
  const reads = new Map(phases.map((phase) => [phase, new Set<FieldName>()]));
  const next = new Map(phases.map((phase) => [phase, new Set<string>()]));
  const read = (phase: string, guards: readonly Guard[]) => {
    for (const guard of guards) for (const field of readsOf(guard)) reads.get(phase)?.add(field);
  };
  for (const [name, def] of Object.entries(procedure.acts)) {
    const first = phases[0] as string;
    for (const phase of def.opens ? [first] : def.in) {
      const after = targets(def, phase);
      for (const to of after) next.get(phase)?.add(to);
      if (!def.repeats) reads.get(phase)?.add(`done ${name}`);
      read(phase, [
        ...(def.needs ?? []).map((need) => need.guard),
        ...(def.clocks ?? []).flatMap((effect) => (effect.when ? [effect.when] : [])),
        ...(Array.isArray(def.to) ? def.to.map((branch: { when: Guard }) => branch.when) : []),
      ]);
      for (const other of settledElsewhere(procedure, def)) reads.get(phase)?.add(`done ${other}`);
      for (const { rule } of procedure.laws) {
        read(phase, readsBefore(rule, name));
        for (const to of after) read(to, readsAfter(rule, name));
      }
    }
  }
  for (const { rule } of procedure.laws) {
    if (rule.kind === 'ends-with') for (const end of rule.ends) for (const act of rule.acts) reads.get(end)?.add(`done ${act}`);
  }
  return new Map(phases.map((phase) => [phase, union(following(phase, next), reads)]));
}

/** Acts whose being done decides what voiding leaves of a condition that several acts settle. */
function settledElsewhere(procedure: Procedure, def: ActDef): string[] {
  const conds = new Set((def.voids ?? []).flatMap((act) => procedure.acts[act]?.settles ?? []));
  return Object.entries(procedure.acts)
    .filter(([name, other]) => !def.voids?.includes(name) && other.settles?.some((cond) => conds.has(cond)))
    .map(([name]) => name);
}

/** A phase and all that can follow it. */
function following(phase: string, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set([phase]);
  for (const at of found) for (const to of next.get(at) ?? []) found.add(to);
  return found;
}

const union = (phases: ReadonlySet<string>, reads: ReadonlyMap<string, ReadonlySet<FieldName>>): Set<FieldName> =>
  new Set([...phases].flatMap((phase) => [...(reads.get(phase) ?? [])]));
