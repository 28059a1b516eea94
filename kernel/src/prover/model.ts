/**
 * A procedure as a finite machine: what the prover keeps of a case (its marking) packed into words, and the steps
 * from one marking to the next. Facts are abstracted to named conditions, time to the phases of clocks, people to
 * "the same person as".
 */
import type { ActDef, Procedure } from '../procedure/definition.ts';
import { type Atoms, type ClockPhase, eachAtom, type Guard, holds } from '../procedure/guard.ts';
import { actsOf, guardsOf } from '../procedure/law.ts';
import { type FieldName, liveFields, voidedConds } from './liveness.ts';

const CLOCK_PHASES: readonly ClockPhase[] = ['idle', 'running', 'paused', 'elapsed', 'stopped'];
const IDLE = 0;
const RUNNING = 1;
const PAUSED = 2;
const ELAPSED = 3;
const STOPPED = 4;

type Kind = 'phase' | 'done' | 'ever' | 'cond' | 'clock';

interface Field {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
}

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
  private readonly seesStopped: ReadonlySet<string>;
  private readonly settlers = new Map<string, string[]>();
  /** Per act: the bits of `persons` that its checks or a law on it look at. */
  private readonly personMask = new Map<string, number>();
  /** Per phase number: the bits that still matter there (see liveness.ts). */
  private readonly keep: readonly Int32Array[];
  private readonly current: Int32Array;
  private readonly atoms: Atoms;
  private personBits = 0;

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
    this.seesStopped = seen.stopped;
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
    this.atoms = this.atomsOver(this.current, () => this.personBits);
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
    const f = this.fields[kind].get(name);
    return f ? ((state[f.word] as number) >> f.shift) & f.mask : 0;
  }

  set(state: Int32Array, kind: Kind, name: string, value: number): void {
    const f = this.fields[kind].get(name);
    if (!f) return;
    state[f.word] = ((state[f.word] as number) & ~(f.mask << f.shift)) | (value << f.shift);
  }

  phaseOf(state: Int32Array): string {
    return this.phases[this.get(state, 'phase', '')] as string;
  }

  /** The end phase a marking is in, if any. */
  endOf(state: Int32Array): string | undefined {
    const phase = this.phaseOf(state);
    return this.procedure.phases[phase]?.end ? phase : undefined;
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
    if (this.endOf(state)) return;
    this.current.set(state);
    const opened = this.get(state, 'phase', '') !== 0;
    const phase = this.phaseOf(state);
    this.acts.forEach((name, label) => {
      const def = this.procedure.acts[name] as ActDef;
      if (opened === Boolean(def.opens) || (opened && !def.in.includes(phase))) return;
      if (!def.repeats && this.get(state, 'done', name)) return;
      const relevant = this.personMask.get(name) ?? 0;
      for (let persons = 0; persons <= relevant; persons++) {
        if (persons & ~relevant) continue;
        // A person can only be the one who did what has been done.
        if (this.persons.some((act, i) => persons & (1 << i) && !this.get(state, 'done', act))) continue;
        this.current.set(state);
        this.personBits = persons;
        if ((def.needs ?? []).every((n) => holds(n.guard, this.atoms)))
          this.perform(state, name, def, { label, persons }, each);
      }
    });
    this.ticking.forEach((clock, i) => {
      if (this.get(state, 'clock', clock) !== RUNNING) return;
      this.current.set(state);
      this.set(this.current, 'clock', clock, ELAPSED);
      each(this.current, { label: this.acts.length + i, persons: 0 });
    });
  }

  private perform(
    state: Int32Array,
    name: string,
    def: ActDef,
    move: Move,
    each: (next: Int32Array, move: Move) => void,
  ): void {
    const base = new Int32Array(state);
    const free = new Set<string>();
    for (const voided of def.voids ?? []) this.set(base, 'done', voided, 0);
    // What the act settles itself is decided by its own outcomes.
    for (const cond of voidedConds(this.procedure, def)) {
      const others = this.settlers.get(cond)?.filter((act) => !def.voids?.includes(act)) ?? [];
      if (others.some((act) => this.get(base, 'done', act))) free.add(cond);
      else this.set(base, 'cond', cond, 0);
    }
    this.set(base, 'done', name, 1);
    this.set(base, 'ever', name, 1);
    if (def.opens) this.set(base, 'phase', '', 1);

    const branches: Record<string, boolean>[] = def.outcomes
      ? Object.values(def.outcomes).map((o) => ({ ...o.conds }))
      : [{}];
    const named = new Set(branches.flatMap((b) => Object.keys(b)));
    for (const cond of def.settles ?? []) if (!named.has(cond)) free.add(cond);
    let all = branches;
    for (const cond of free) {
      if (!this.fields.cond.has(cond)) continue;
      all = all.flatMap((b) => [
        { ...b, [cond]: true },
        { ...b, [cond]: false },
      ]);
    }
    for (const branch of all) {
      this.current.set(base);
      for (const [cond, value] of Object.entries(branch)) this.set(this.current, 'cond', cond, value ? 1 : 0);
      this.clocksAndPhase(def);
      this.forget(this.current);
      each(this.current, move);
    }
  }

  private clocksAndPhase(def: ActDef): void {
    const changes: [string, number][] = [];
    for (const effect of def.clocks ?? []) {
      if (effect.when && !holds(effect.when, this.atoms)) continue;
      const now = this.get(this.current, 'clock', effect.clock);
      const stopped = this.seesStopped.has(effect.clock) ? STOPPED : IDLE;
      if (effect.do === 'start' || effect.do === 'restart') {
        changes.push([effect.clock, RUNNING]);
        this.started.add(effect.clock);
      }
      if (effect.do === 'stop' && now !== IDLE) changes.push([effect.clock, stopped]);
      else if (effect.do === 'pause' && now === RUNNING) changes.push([effect.clock, PAUSED]);
      else if (effect.do === 'resume' && now === PAUSED) changes.push([effect.clock, RUNNING]);
    }
    let phase: string | undefined;
    if (typeof def.to === 'string') phase = def.to;
    else if (def.to) phase = def.to.find((b) => holds(b.when, this.atoms))?.phase;
    for (const [clock, value] of changes) this.set(this.current, 'clock', clock, value);
    if (phase) this.set(this.current, 'phase', '', this.phases.indexOf(phase));
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
