/**
 * A procedure as a finite machine: what the prover keeps of a case (its marking) packed into words, and the steps
 * from one marking to the next. Facts are abstracted to named conditions, time to the phases of clocks, people to
 * "the same person as".
 */
import type { ActDef, Procedure } from '../procedure/definition.ts';
import { type Atoms, type ClockPhase, eachAtom, type Guard } from '../procedure/guard.ts';
import { actsOf, guardsOf } from '../procedure/law.ts';
import { type FieldName, liveFields, voidedConds } from './liveness.ts';
import {
  ActStep,
  CLOCK_PHASES,
  ELAPSED,
  type Field,
  IDLE,
  type Kind,
  RUNNING,
  read,
  STOPPED,
  write,
} from './steps.ts';

/** One step between markings. */
export interface Move {
  /** Index into `labels`: an act, or a clock that runs out. */
  readonly label: number;
  /** Bits over the model's `persons`: which earlier acts the person acting also performed. */
  readonly persons: number;
}

const atomGuards = (procedure: Procedure): Guard[] => [
  ...Object.values(procedure.acts).flatMap((def) => [
    ...(def.needs ?? []).map((n) => n.guard),
    ...(def.clocks ?? []).flatMap((c) => (c.when ? [c.when] : [])),
    ...(Array.isArray(def.to) ? def.to.map((b: { when: Guard }) => b.when) : []),
  ]),
  ...procedure.laws.flatMap((l) => guardsOf(l.rule)),
];

/** The finite machine of one procedure. */
export class Model {
  readonly procedure: Procedure;
  readonly width: number;
  /** Names of acts, then of clocks that can run out. */
  readonly labels: readonly string[];
  readonly acts: readonly string[];
  /** Acts that some guard compares the acting person with. */
  readonly persons: readonly string[];
  readonly phases: readonly string[];
  /** Where each thing that is kept lies, by kind and name. */
  private readonly fields: Readonly<Record<Kind, Map<string, Field>>> = {
    phase: new Map(),
    done: new Map(),
    ever: new Map(),
    cond: new Map(),
    clock: new Map(),
  };
  /** Clocks that some step has started so far. */
  readonly started = new Set<string>();
  private readonly ticking: readonly string[];
  private readonly settlers = new Map<string, string[]>();
  /** Per act: the bits of `persons` that its checks or a law on it look at. */
  private readonly personMask = new Map<string, number>();
  /** Per phase number: the bits that still matter there (see liveness.ts). */
  private readonly keep: readonly Int32Array[];
  private readonly current: Int32Array;
  private readonly steps: readonly ActStep[];
  private readonly tickingFields: readonly (Field | undefined)[];
  private readonly isEnd: readonly boolean[];

  /** `forgets: false` keeps every field to the end; only a test of the reduction wants that. */
  constructor(procedure: Procedure, forgets = true) {
    this.procedure = procedure;
    this.acts = Object.keys(procedure.acts);
    this.phases = ['', ...Object.keys(procedure.phases)];
    const seen = {
      done: new Set<string>(),
      ever: new Set<string>(),
      conds: new Set<string>(),
      elapsed: new Set<string>(),
      stopped: new Set<string>(),
      persons: new Set<string>(),
    };
    for (const guard of atomGuards(procedure)) {
      eachAtom(guard, (atom) => {
        if (atom.op === 'done') seen.done.add(atom.act);
        else if (atom.op === 'ever') seen.ever.add(atom.act);
        else if (atom.op === 'cond') seen.conds.add(atom.name);
        else if (atom.op === 'same-person') seen.persons.add(atom.act);
        else if (atom.is === 'elapsed') seen.elapsed.add(atom.clock);
        else if (atom.is === 'stopped') seen.stopped.add(atom.clock);
      });
    }
    for (const law of procedure.laws)
      for (const act of actsOf(law.rule))
        if (!procedure.acts[act]) throw new Error(`law ${law.code} names no act: ${act}`);
    this.persons = [...seen.persons];
    for (const [name, def] of Object.entries(procedure.acts)) {
      let mask = 0;
      const look = (guard: Guard) =>
        eachAtom(guard, (atom) => {
          if (atom.op === 'same-person') mask |= 1 << this.persons.indexOf(atom.act);
        });
      for (const check of def.needs ?? []) look(check.guard);
      for (const { rule } of procedure.laws)
        if (rule.kind === 'apart' && rule.act === name) guardsOf(rule).forEach(look);
      this.personMask.set(name, mask);
    }
    this.ticking = Object.keys(procedure.clocks).filter((c) => seen.elapsed.has(c));
    this.labels = [...this.acts, ...this.ticking];
    for (const [name, def] of Object.entries(procedure.acts)) {
      for (const cond of def.settles ?? [])
        this.settlers.set(cond, [...(this.settlers.get(cond) ?? []), name]);
    }
    // Whether a condition is still settled matters only where an act voids one of several settlers.
    const settling = new Set(
      Object.values(procedure.acts)
        .flatMap((def) => [...voidedConds(procedure, def)])
        .filter((c) => seen.conds.has(c))
        .map((c) => this.settlers.get(c) ?? [])
        .filter((acts) => acts.length > 1)
        .flat(),
    );

    let word = 0;
    let shift = 0;
    const field = (kind: Kind, name: string, values: number) => {
      const bits = Math.max(1, Math.ceil(Math.log2(values)));
      if (shift + bits > 31) {
        word++;
        shift = 0;
      }
      this.fields[kind].set(name, { word, shift, mask: (1 << bits) - 1 });
      shift += bits;
    };
    field('phase', '', this.phases.length);
    for (const name of this.acts) {
      const def = procedure.acts[name] as ActDef;
      if (!def.repeats || seen.done.has(name) || seen.persons.has(name) || settling.has(name))
        field('done', name, 2);
      if (seen.ever.has(name)) field('ever', name, 2);
    }
    for (const name of seen.conds) field('cond', name, 2);
    for (const name of Object.keys(procedure.clocks)) field('clock', name, CLOCK_PHASES.length);
    this.width = word + 1;
    this.keep = this.keepMasks(forgets);
    this.current = new Int32Array(this.width);
    const layout = {
      width: this.width,
      field: (kind: Kind, name: string) => this.fields[kind].get(name),
      persons: this.persons,
      phases: this.phases,
      settlers: (cond: string) => this.settlers.get(cond) ?? [],
      seesStopped: (clock: string) => seen.stopped.has(clock),
    };
    this.steps = this.acts.map(
      (name, label) => new ActStep(procedure, name, label, this.personMask.get(name) ?? 0, layout),
    );
    this.tickingFields = this.ticking.map((clock) => this.fields.clock.get(clock));
    this.isEnd = this.phases.map((phase) => Boolean(procedure.phases[phase]?.end));
  }

  /** Duties are kept to the end, the rest while it matters. */
  private keepMasks(forgets: boolean): Int32Array[] {
    const live = liveFields(this.procedure);
    return this.phases.map((phase) => {
      const mask = new Int32Array(this.width);
      for (const [kind, fields] of Object.entries(this.fields) as [Kind, Map<string, Field>][]) {
        for (const [name, f] of fields) {
          const forgettable =
            forgets &&
            kind !== 'phase' &&
            phase !== '' &&
            !(kind === 'clock' && this.procedure.clocks[name]?.kind === 'duty');
          if (!forgettable || live.get(phase)?.has(`${kind} ${name}` as FieldName))
            mask[f.word] = (mask[f.word] as number) | (f.mask << f.shift);
        }
      }
      return mask;
    });
  }

  private forget(state: Int32Array): void {
    const mask = this.keep[this.get(state, 'phase', '')] as Int32Array;
    for (let i = 0; i < state.length; i++) state[i] = (state[i] as number) & (mask[i] as number);
  }

  /** Atoms read from a packed marking; `persons` says who the acting person also was. */
  atomsOver(state: Int32Array, persons: () => number): Atoms {
    return {
      done: (act) => this.get(state, 'done', act) === 1,
      ever: (act) => this.get(state, 'ever', act) === 1,
      cond: (name) => this.get(state, 'cond', name) === 1,
      clock: (name) => CLOCK_PHASES[this.get(state, 'clock', name)] as ClockPhase,
      samePerson: (act) => {
        const i = this.persons.indexOf(act);
        return i >= 0 && (persons() & (1 << i)) !== 0 && this.get(state, 'done', act) === 1;
      },
    };
  }

  get(state: Int32Array, kind: Kind, name: string): number {
    return read(state, this.fields[kind].get(name));
  }

  phaseOf(state: Int32Array): string {
    return this.phases[this.get(state, 'phase', '')] as string;
  }

  /** The end phase a marking is in, if any. */
  endOf(state: Int32Array): string | undefined {
    const at = this.get(state, 'phase', '');
    return this.isEnd[at] ? this.phases[at] : undefined;
  }

  /** Clocks that still run, are paused, or ran out unanswered. */
  openDuties(state: Int32Array): string[] {
    return Object.entries(this.procedure.clocks)
      .filter(([, def]) => def.kind === 'duty' && !def.survives)
      .map(([name]) => name)
      .filter((name) => ![IDLE, STOPPED].includes(this.get(state, 'clock', name)));
  }

  /** Call `each` for every step that leaves a marking. `next` is reused between calls: copy what you keep. */
  successors(state: Int32Array, each: (next: Int32Array, move: Move) => void): void {
    const at = this.get(state, 'phase', '');
    if (this.isEnd[at]) return;
    const { current } = this;
    for (const step of this.steps) {
      if (!step.fits(state)) continue;
      for (const { bits, done } of step.people) {
        // A person can only be the one who did what has been done.
        if (!done.every((f) => read(state, f) === 1) || !step.allowed(state, bits)) continue;
        const move = { label: step.label, persons: bits };
        step.perform(state, bits, current, this.started, () => {
          this.forget(current);
          each(current, move);
        });
      }
    }
    for (let i = 0; i < this.ticking.length; i++) {
      const clock = this.tickingFields[i];
      if (read(state, clock) !== RUNNING) continue;
      current.set(state);
      write(current, clock, ELAPSED);
      each(current, { label: this.acts.length + i, persons: 0 });
    }
  }

  /** Names of the conditions that hold and the clocks that run in a marking, for people. */
  describe(state: Int32Array): {
    phase: string;
    conds: string[];
    clocks: Record<string, ClockPhase>;
    done: string[];
  } {
    return {
      phase: this.phaseOf(state),
      conds: Object.keys(this.procedure.conditions).filter((c) => this.get(state, 'cond', c)),
      clocks: Object.fromEntries(
        Object.keys(this.procedure.clocks)
          .map((c) => [c, CLOCK_PHASES[this.get(state, 'clock', c)] as ClockPhase] as const)
          .filter(([, p]) => p !== 'idle'),
      ),
      done: this.acts.filter((a) => this.get(state, 'done', a)),
    };
  }

  /** The phase of a numbered marking, for people. */
  describeText(id: number, table: { read(id: number, into: Int32Array): void }): string {
    const state = new Int32Array(this.width);
    table.read(id, state);
    return this.procedure.phases[this.phaseOf(state)]?.title ?? '';
  }
}
