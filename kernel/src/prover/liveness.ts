/**
 * What still matters in each phase: the classic analysis of live variables. A field of a marking (an act done, a
 * condition, a clock) that no act and no law can read from a phase on, before it is set anew, is forgotten there: two
 * markings that differ only in such fields have the same future. This keeps the explored space small without changing
 * any verdict.
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

/** Fields that an act sets whatever they were. */
function setBy(procedure: Procedure, name: string, def: ActDef): Set<FieldName> {
  const out = new Set<FieldName>([`done ${name}`, `ever ${name}`]);
  for (const act of def.voids ?? []) out.add(`done ${act}`);
  const results = Object.values(def.outcomes ?? {}).map((o) => o.conds);
  for (const cond of def.settles ?? []) {
    // A condition that no outcome names may take either value; one that only some name may stay as it was.
    const named = results.filter((conds) => cond in conds).length;
    if (named === 0 || named === results.length) out.add(`cond ${cond}`);
  }
  for (const cond of voidedConds(procedure, def)) out.add(`cond ${cond}`);
  for (const effect of def.clocks ?? []) {
    if (!effect.when && (effect.do === 'start' || effect.do === 'restart')) out.add(`clock ${effect.clock}`);
  }
  return out;
}

/** Conditions that an act changes by voiding what settled them, and does not settle itself. */
export const voidedConds = (procedure: Procedure, def: ActDef): Set<string> =>
  new Set(
    (def.voids ?? [])
      .flatMap((act) => procedure.acts[act]?.settles ?? [])
      .filter((cond) => !def.settles?.includes(cond)),
  );

/** For each phase the fields that may still be read there or in a phase that can follow, before they are set anew. */
export function liveFields(procedure: Procedure): ReadonlyMap<string, ReadonlySet<FieldName>> {
  const phases = Object.keys(procedure.phases);
  const live = new Map(phases.map((phase) => [phase, new Set<FieldName>()]));
  const steps: { from: string; to: string; set: ReadonlySet<FieldName> }[] = [];
  const read = (phase: string, guards: readonly Guard[]) => {
    for (const guard of guards) for (const field of readsOf(guard)) live.get(phase)?.add(field);
  };
  for (const [name, def] of Object.entries(procedure.acts)) {
    const set = setBy(procedure, name, def);
    for (const phase of def.opens ? phases.slice(0, 1) : def.in) {
      const after = targets(def, phase);
      for (const to of after) if (to !== phase) steps.push({ from: phase, to, set });
      if (!def.repeats) live.get(phase)?.add(`done ${name}`);
      read(phase, [
        ...(def.needs ?? []).map((need) => need.guard),
        ...(def.clocks ?? []).flatMap((effect) => (effect.when ? [effect.when] : [])),
        ...(Array.isArray(def.to) ? def.to.map((branch: { when: Guard }) => branch.when) : []),
      ]);
      for (const other of settledElsewhere(procedure, def)) live.get(phase)?.add(`done ${other}`);
      for (const { rule } of procedure.laws) {
        read(phase, readsBefore(rule, name));
        for (const to of after) read(to, readsAfter(rule, name));
      }
    }
  }
  for (const { rule } of procedure.laws) {
    if (rule.kind === 'ends-with')
      for (const end of rule.ends) for (const act of rule.acts) live.get(end)?.add(`done ${act}`);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, set } of steps) {
      const here = live.get(from);
      for (const field of live.get(to) ?? []) {
        if (!here || here.has(field) || set.has(field)) continue;
        here.add(field);
        changed = true;
      }
    }
  }
  return live;
}

/** Acts whose being done decides what voiding leaves of a condition that several acts settle. */
function settledElsewhere(procedure: Procedure, def: ActDef): string[] {
  const conds = voidedConds(procedure, def);
  return Object.entries(procedure.acts)
    .filter(([name, other]) => !def.voids?.includes(name) && other.settles?.some((cond) => conds.has(cond)))
    .map(([name]) => name);
}
