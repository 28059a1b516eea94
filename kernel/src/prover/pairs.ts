/**
 * Every state × act pair that an act can tell apart: over all reachable markings, one representative for each phase and
 * each valuation of what the act's checks look at. From it the tests assert that the engine accepts exactly where the
 * explored space has a step, and refuses with exactly the checks that fail there.
 */
import type { Actor } from '../procedure/actor.ts';
import type { ActDef } from '../procedure/definition.ts';
import { eachAtom, holds } from '../procedure/guard.ts';
import {
  type ActRecord,
  type CaseState,
  type ClockEventAt,
  type Effects,
  noCase,
} from '../procedure/state.ts';
import { days, type Instant } from '../time/limit.ts';
import type { Space } from './prove.ts';

export interface Pair {
  readonly act: string;
  readonly marking: number;
  /** Bits over the model's `persons`. */
  readonly persons: number;
  /** The explored space has a step from here by this act and this person. */
  readonly allowed: boolean;
  /** Codes of the checks that fail here, besides the phase. */
  readonly failing: readonly string[];
  readonly phase: string;
}

/** All pairs of an explored space. */
export function pairs(space: Space): Pair[] {
  const { model, table } = space;
  const { procedure } = model;
  const reads = new Map(model.acts.map((name) => [name, readsOf(procedure.acts[name] as ActDef)]));
  const state = new Int32Array(model.width);
  const seen = new Set<string>();
  const out: Pair[] = [];
  for (let marking = 0; marking < table.size; marking++) {
    table.read(marking, state);
    const phase = model.phaseOf(state);
    for (const name of model.acts) {
      const def = procedure.acts[name] as ActDef;
      let key = `${name}|${phase}|${model.get(state, 'done', name)}`;
      if (def.in.includes(phase) || (def.opens && !phase)) {
        for (const [kind, what] of reads.get(name) ?? []) key += `|${model.get(state, kind, what)}`;
      }
      if (seen.has(key)) continue;
      seen.add(key);
      const steps = stepsFrom(space, marking, model.labels.indexOf(name));
      for (const persons of personsOf(space, state, def)) {
        const atoms = model.atomsOver(state, () => persons);
        out.push({
          act: name,
          marking,
          persons,
          phase,
          allowed: steps.has(persons),
          failing: (def.needs ?? [])
            .filter((n) => !holds(n.guard, atoms))
            .map((n) => `${procedure.code}.${n.code}`),
        });
      }
    }
  }
  return out;
}

type Read = readonly ['done' | 'ever' | 'cond' | 'clock', string];

function readsOf(def: ActDef): Read[] {
  const found = new Map<string, Read>();
  for (const check of def.needs ?? []) {
    eachAtom(check.guard, (atom) => {
      const read: Read =
        atom.op === 'cond'
          ? ['cond', atom.name]
          : atom.op === 'clock'
            ? ['clock', atom.clock]
            : atom.op === 'ever'
              ? ['ever', atom.act]
              : ['done', atom.act];
      found.set(read.join(' '), read);
    });
  }
  return [...found.values()];
}

function stepsFrom(space: Space, marking: number, label: number): Set<number> {
  const out = new Set<number>();
  for (let e = space.first.at(marking); e < space.first.at(marking + 1); e++) {
    if (space.label.at(e) === label) out.add(space.persons.at(e));
  }
  return out;
}

/** The combinations of "same person as" that the act's own checks look at and that can be here. */
function personsOf({ model }: Space, state: Int32Array, def: ActDef): number[] {
  let mask = 0;
  for (const check of def.needs ?? []) {
    eachAtom(check.guard, (atom) => {
      if (atom.op === 'same-person' && model.get(state, 'done', atom.act))
        mask |= 1 << model.persons.indexOf(atom.act);
    });
  }
  const out: number[] = [];
  for (let bits = 0; bits <= mask; bits++) if ((bits & ~mask) === 0) out.push(bits);
  return out;
}

const NOTHING: Effects = {
  phase: '',
  voids: [],
  clocks: [],
  binds: {},
  conds: [],
  watch: {},
  papers: [],
  numbers: [],
  publishes: [],
  entries: [],
};

/**
 * A real case state that stands where a marking stands, and a person who may do anything and performed exactly the
 * acts that `persons` names. `now` must lie in a year whose calendar is adopted, with the year before it.
 */
export function caseAt(space: Space, pair: Pair, now: Instant): { state: CaseState; actor: Actor } {
  const { model, table } = space;
  const { procedure } = model;
  const packed = new Int32Array(model.width);
  table.read(pair.marking, packed);
  const found = model.describe(packed);
  const person = 'someone';
  const ago = new Date(Date.parse(now) - 300 * 86_400_000).toISOString();
  const acts: ActRecord[] = [];
  const voided = new Set<number>();
  const add = (act: string, inForce: boolean) => {
    const performed = model.persons.indexOf(act);
    const same = performed >= 0 && (pair.persons & (1 << performed)) !== 0;
    acts.push({
      seq: acts.length + 1,
      act,
      at: ago,
      actor: { kind: 'person', name: 'x', person: same ? person : `other-${act}` },
      input: {},
      effects: NOTHING,
    });
    if (!inForce) voided.add(acts.length);
  };
  for (const act of found.done) add(act, true);
  for (const act of model.acts)
    if (model.get(packed, 'ever', act) && !found.done.includes(act)) add(act, false);
  const clocks: Record<string, ClockEventAt[]> = {};
  for (const [clock, phase] of Object.entries(found.clocks)) {
    const event = (kind: ClockEventAt['kind'], at: Instant, n: number): ClockEventAt => ({
      clock,
      kind,
      at,
      act: 'x',
      limit: days(n),
    });
    clocks[clock] =
      phase === 'running'
        ? [event('start', now, 30)]
        : phase === 'elapsed'
          ? [event('start', ago, 1)]
          : phase === 'paused'
            ? [event('start', now, 30), { clock, kind: 'pause', at: now, act: 'x' }]
            : [event('start', ago, 30), { clock, kind: 'stop', at: ago, act: 'x' }];
  }
  const relations = Object.keys(procedure.relations);
  const base = noCase('000000-x', procedure.code, procedure.version);
  const state: CaseState = {
    ...base,
    phase: pair.phase,
    ...(procedure.phases[pair.phase]?.end && { ended: procedure.phases[pair.phase]?.end }),
    seq: pair.phase === '' ? 0 : Math.max(1, acts.length),
    acts,
    voided,
    bindings: Object.fromEntries(relations.map((r) => [r, ['organ', person]])),
    clocks,
    conds: new Set(found.conds),
  };
  const def = procedure.acts[pair.act] as ActDef;
  const system = def.by.every((p) => p.kind === 'system');
  return {
    state,
    actor: {
      kind: system ? 'system' : 'person',
      name: 'x',
      ...(!system && { person }),
      posts: Object.keys(procedure.roles).map((role) => ({ role, organ: 'organ' })),
    },
  };
}
