/**
 * The acts of a procedure compiled to tests and patches on packed markings, so that millions of steps are cheap. What
 * each act does is decided here once per procedure; model.ts only runs it.
 */
import type { ActDef, Procedure } from '../procedure/definition.ts';
import type { ClockPhase, Guard } from '../procedure/guard.ts';
import { voidedConds } from './liveness.ts';

/** Phases of clocks in the order in which a marking numbers them. */
export const CLOCK_PHASES: readonly ClockPhase[] = ['idle', 'running', 'paused', 'elapsed', 'stopped'];
export const IDLE = 0;
export const RUNNING = 1;
export const PAUSED = 2;
export const ELAPSED = 3;
export const STOPPED = 4;

/** What a marking keeps. */
export type Kind = 'phase' | 'done' | 'ever' | 'cond' | 'clock';

/** Where one value lies in a marking. */
export interface Field {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
}

/** Read a field; a value that is not kept reads as 0. */
export const read = (state: Int32Array, f: Field | undefined): number =>
  f ? ((state[f.word] as number) >> f.shift) & f.mask : 0;

/** Write a field; a value that is not kept is dropped. */
export function write(state: Int32Array, f: Field | undefined, value: number): void {
  if (f) state[f.word] = ((state[f.word] as number) & ~(f.mask << f.shift)) | (value << f.shift);
}

/** Where everything lies. */
export interface Layout {
  readonly width: number;
  field(kind: Kind, name: string): Field | undefined;
  /** Acts that some guard compares the acting person with, in the order of their bits. */
  readonly persons: readonly string[];
  /** Phases in the order in which a marking numbers them; the first is "not opened". */
  readonly phases: readonly string[];
  /** Acts that settle a condition. */
  settlers(cond: string): readonly string[];
  /** Whether a guard or a law asks if this clock was stopped. */
  seesStopped(clock: string): boolean;
}

/** A guard over a marking and the bits of the person acting. */
export type Test = (state: Int32Array, persons: number) => boolean;

/** Compile a guard. */
export function test(guard: Guard, layout: Layout): Test {
  switch (guard.op) {
    case 'done':
    case 'ever': {
      const f = layout.field(guard.op, guard.act);
      return f ? (s) => read(s, f) === 1 : () => false;
    }
    case 'cond': {
      const f = layout.field('cond', guard.name);
      return f ? (s) => read(s, f) === 1 : () => false;
    }
    case 'clock': {
      const f = layout.field('clock', guard.clock);
      const is = CLOCK_PHASES.indexOf(guard.is);
      return (s) => read(s, f) === is;
    }
    case 'same-person': {
      const i = layout.persons.indexOf(guard.act);
      const f = layout.field('done', guard.act);
      return i < 0 ? () => false : (s, persons) => (persons & (1 << i)) !== 0 && read(s, f) === 1;
    }
    case 'not': {
      const of = test(guard.of, layout);
      return (s, p) => !of(s, p);
    }
    case 'all': {
      const of = guard.of.map((g) => test(g, layout));
      return (s, p) => of.every((t) => t(s, p));
    }
    case 'any': {
      const of = guard.of.map((g) => test(g, layout));
      return (s, p) => of.some((t) => t(s, p));
    }
    default:
      return guard satisfies never;
  }
}

/** Bits to keep and bits to set, word by word. */
interface Patch {
  readonly keep: Int32Array;
  readonly put: Int32Array;
}

function patch(layout: Layout, values: readonly (readonly [Field | undefined, number])[]): Patch {
  const keep = new Int32Array(layout.width).fill(-1);
  const put = new Int32Array(layout.width);
  for (const [f, value] of values) {
    write(keep, f, 0);
    write(put, f, value);
  }
  return { keep, put };
}

function apply(state: Int32Array, { keep, put }: Patch): void {
  for (let i = 0; i < state.length; i++)
    state[i] = ((state[i] as number) & (keep[i] as number)) | (put[i] as number);
}

interface ClockStep {
  readonly clock: string;
  readonly field: Field | undefined;
  readonly do: 'start' | 'restart' | 'stop' | 'pause' | 'resume';
  readonly when: Test | undefined;
  readonly stopped: number;
}

/** One act, compiled. */
export class ActStep {
  readonly label: number;
  private readonly opens: boolean;
  private readonly inPhase: readonly boolean[];
  /** Set where the act can happen only once. */
  private readonly once: Field | undefined;
  private readonly needs: readonly Test[];
  /** Combinations of earlier acts that the person acting may also have performed, with the fields that must be done. */
  readonly people: readonly { readonly bits: number; readonly done: readonly (Field | undefined)[] }[];
  private readonly base: Patch;
  /** Conditions that voiding leaves open where another act that settles them is still done. */
  private readonly reopened: readonly { readonly cond: string; readonly others: readonly Field[] }[];
  private readonly results = new Map<number, readonly Patch[]>();
  private readonly resultsOf: (reopened: number) => readonly Patch[];
  private readonly clocks: readonly ClockStep[];
  private readonly changed: Int32Array;
  private readonly to: readonly { readonly when: Test | undefined; readonly phase: number }[];
  private readonly phase: Field | undefined;
  private readonly scratch: Int32Array;

  /** `mask`: the bits of `layout.persons` that the act's checks or a law on it look at. */
  constructor(procedure: Procedure, name: string, label: number, mask: number, layout: Layout) {
    const def = procedure.acts[name] as ActDef;
    this.label = label;
    this.opens = Boolean(def.opens);
    this.phase = layout.field('phase', '');
    this.inPhase = layout.phases.map((phase, i) =>
      i === 0 ? this.opens : !this.opens && def.in.includes(phase),
    );
    this.once = def.repeats ? undefined : layout.field('done', name);
    this.needs = (def.needs ?? []).map((need) => test(need.guard, layout));
    const people: { bits: number; done: (Field | undefined)[] }[] = [];
    for (let bits = 0; bits <= mask; bits++) {
      if (bits & ~mask) continue;
      const done = layout.persons.flatMap((act, i) => (bits & (1 << i) ? [layout.field('done', act)] : []));
      people.push({ bits, done });
    }
    this.people = people;

    const reopened: { cond: string; others: Field[] }[] = [];
    const base: [Field | undefined, number][] = (def.voids ?? []).map((v) => [layout.field('done', v), 0]);
    // What the act settles itself is decided by its own outcomes.
    for (const cond of voidedConds(procedure, def)) {
      const others = layout
        .settlers(cond)
        .filter((act) => !def.voids?.includes(act))
        .flatMap((act) => layout.field('done', act) ?? []);
      if (others.length > 0) reopened.push({ cond, others });
      else base.push([layout.field('cond', cond), 0]);
    }
    base.push([layout.field('done', name), 1], [layout.field('ever', name), 1]);
    if (def.opens) base.push([this.phase, 1]);
    this.base = patch(layout, base);
    this.reopened = reopened;
    this.resultsOf = (bits) => {
      const free = reopened.filter((_, i) => bits & (1 << i)).map((r) => r.cond);
      const lost = reopened.filter((_, i) => !(bits & (1 << i))).map((r) => r.cond);
      return branchesOf(def, free, layout).map((branch) =>
        patch(
          layout,
          [...lost.map((c) => [c, false] as const), ...Object.entries(branch)].map(
            ([c, value]) => [layout.field('cond', c), value ? 1 : 0] as const,
          ),
        ),
      );
    };
    // A longer limit is the same limit still running.
    this.clocks = (def.clocks ?? []).flatMap((effect) =>
      effect.do === 'extend'
        ? []
        : [
            {
              clock: effect.clock,
              field: layout.field('clock', effect.clock),
              do: effect.do,
              when: effect.when && test(effect.when, layout),
              stopped: layout.seesStopped(effect.clock) ? STOPPED : IDLE,
            },
          ],
    );
    this.changed = new Int32Array(this.clocks.length);
    this.to =
      typeof def.to === 'string'
        ? [{ when: undefined, phase: layout.phases.indexOf(def.to) }]
        : (def.to ?? []).map((b) => ({ when: test(b.when, layout), phase: layout.phases.indexOf(b.phase) }));
    this.scratch = new Int32Array(layout.width);
  }

  /** Whether the act can be thought of here at all: the phase, and not done already where it happens once. */
  fits(state: Int32Array): boolean {
    return (this.inPhase[read(state, this.phase)] as boolean) && !(this.once && read(state, this.once) === 1);
  }

  /** Whether every check holds for this person. */
  allowed(state: Int32Array, persons: number): boolean {
    for (const need of this.needs) if (!need(state, persons)) return false;
    return true;
  }

  /** Every outcome of the act, written into `into` one after the other; `started` gathers the clocks it starts. */
  perform(
    state: Int32Array,
    persons: number,
    into: Int32Array,
    started: Set<string>,
    each: () => void,
  ): void {
    const base = this.scratch;
    base.set(state);
    apply(base, this.base);
    let open = 0;
    for (let i = 0; i < this.reopened.length; i++)
      if (this.reopened[i]?.others.some((f) => read(base, f) === 1)) open |= 1 << i;
    let results = this.results.get(open);
    if (!results) {
      results = this.resultsOf(open);
      this.results.set(open, results);
    }
    for (const result of results) {
      into.set(base);
      apply(into, result);
      this.moveOn(into, persons, started);
      each();
    }
  }

  /** Clocks and phase change together: each sees the others as they were. */
  private moveOn(state: Int32Array, persons: number, started: Set<string>): void {
    for (let i = 0; i < this.clocks.length; i++) {
      const effect = this.clocks[i] as ClockStep;
      this.changed[i] = -1;
      if (effect.when && !effect.when(state, persons)) continue;
      if (effect.do === 'start' || effect.do === 'restart') {
        this.changed[i] = RUNNING;
        started.add(effect.clock);
        continue;
      }
      const now = read(state, effect.field);
      if (effect.do === 'stop') {
        if (now !== IDLE) this.changed[i] = effect.stopped;
      } else if (effect.do === 'pause') {
        if (now === RUNNING) this.changed[i] = PAUSED;
      } else if (now === PAUSED) this.changed[i] = RUNNING;
    }
    const branch = this.to.find((b) => !b.when || b.when(state, persons));
    for (let i = 0; i < this.clocks.length; i++) {
      const value = this.changed[i] as number;
      if (value >= 0) write(state, this.clocks[i]?.field, value);
    }
    if (branch) write(state, this.phase, branch.phase);
  }
}

/** The outcomes of an act as values of conditions; a condition that no outcome names may take either value. */
function branchesOf(def: ActDef, reopened: readonly string[], layout: Layout): Record<string, boolean>[] {
  const named: Record<string, boolean>[] = def.outcomes
    ? Object.values(def.outcomes).map((o) => ({ ...o.conds }))
    : [{}];
  const settled = new Set(named.flatMap((b) => Object.keys(b)));
  const free = new Set([...reopened, ...(def.settles ?? []).filter((c) => !settled.has(c))]);
  let all = named;
  for (const cond of free) {
    if (!layout.field('cond', cond)) continue;
    all = all.flatMap((b) => [
      { ...b, [cond]: true },
      { ...b, [cond]: false },
    ]);
  }
  return all;
}
