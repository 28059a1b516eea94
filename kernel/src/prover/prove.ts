/**
 * The prover: explores every reachable marking of a procedure and shows for each law that it holds, or the shortest
 * path that breaks it. It also finds acts that can never happen, markings with no way out, and ends that leave a
 * duty open.
 */
import type { Procedure } from '../procedure/definition.ts';
import { actsOf, BROKEN, type Law, monitor, type Step } from '../procedure/law.ts';
import { Model } from './model.ts';
import { StateTable } from './state-table.ts';

/** One step of a path, for people. */
export interface PathStep {
  /** Act or clock. */
  readonly act: string;
  readonly title: string;
  readonly kind: 'act' | 'clock';
  /** Titles of the conditions that became true or false with it. */
  readonly became: readonly { readonly title: string; readonly holds: boolean }[];
  /** Acts that the same person had performed. */
  readonly samePersonAs: readonly string[];
  readonly phase: string;
}

export interface LawResult {
  readonly law: Law;
  readonly holds: boolean;
  /** The shortest path that breaks it. */
  readonly path?: readonly PathStep[];
}

/** Something the exploration found besides the laws. */
export interface Finding {
  readonly kind: 'dead-act' | 'dead-phase' | 'dead-clock' | 'no-way-out' | 'duty-left-open' | 'never-settled';
  readonly what: string;
  readonly say: string;
  readonly path?: readonly PathStep[];
}

export interface Proof {
  readonly procedure: string;
  readonly version: string;
  readonly markings: number;
  readonly steps: number;
  readonly ends: number;
  readonly laws: readonly LawResult[];
  readonly findings: readonly Finding[];
  /** No law broken and nothing found. */
  readonly ok: boolean;
}

/** The space is larger than the bound; nothing is claimed. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

class Ints {
  private data = new Int32Array(4096);
  length = 0;
  push(value: number): void {
    if (this.length === this.data.length) {
      const grown = new Int32Array(this.data.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.length++] = value;
  }
  at(i: number): number {
    return this.data[i] as number;
  }
}

/** The explored space of one procedure. */
export interface Space {
  readonly model: Model;
  readonly table: StateTable;
  /** Edges of marking `i` lie from `first.at(i)` to `first.at(i + 1)`. */
  readonly first: Ints;
  readonly to: Ints;
  readonly label: Ints;
  readonly persons: Ints;
  /** How each marking was first reached: edge number, -1 for the start. */
  readonly by: Ints;
  readonly from: Ints;
}

/** Explore every reachable marking, breadth first. Throws TooLarge past the bound. */
export function explore(procedure: Procedure, bound = 3_000_000, forgets = true): Space {
  const model = new Model(procedure, forgets);
  const table = new StateTable(model.width);
  const space: Space = {
    model,
    table,
    first: new Ints(),
    to: new Ints(),
    label: new Ints(),
    persons: new Ints(),
    by: new Ints(),
    from: new Ints(),
  };
  table.add(new Int32Array(model.width));
  space.by.push(-1);
  const state = new Int32Array(model.width);
  for (let id = 0; id < table.size; id++) {
    if (table.size > bound) throw new TooLarge(`${procedure.code}: more than ${bound} markings`);
    space.first.push(space.to.length);
    table.read(id, state);
    model.successors(state, (next, move) => {
      const found = table.add(next);
      if (found < 0) space.by.push(space.to.length);
      space.to.push(found < 0 ? -found - 1 : found);
      space.label.push(move.label);
      space.persons.push(move.persons);
      space.from.push(id);
    });
  }
  space.first.push(space.to.length);
  return space;
}

function pathOf(space: Space, edges: readonly number[]): PathStep[] {
  const { model, table, procedure } = { ...space, procedure: space.model.procedure };
  const before = new Int32Array(model.width);
  const after = new Int32Array(model.width);
  return edges.map((edge) => {
    table.read(space.from.at(edge), before);
    table.read(space.to.at(edge), after);
    const label = space.label.at(edge);
    const name = model.labels[label] as string;
    const act = label < model.acts.length;
    // What is forgotten because it no longer matters has not changed.
    const settled = new Set(
      [name, ...(procedure.acts[name]?.voids ?? [])].flatMap((a) => procedure.acts[a]?.settles ?? []),
    );
    const became = Object.entries(procedure.conditions)
      .filter(([cond]) => settled.has(cond))
      .map(([cond, def]) => ({
        title: def.title,
        was: model.get(before, 'cond', cond),
        is: model.get(after, 'cond', cond),
      }))
      .filter((c) => c.was !== c.is)
      .map((c) => ({ title: c.title, holds: c.is === 1 }));
    return {
      act: name,
      title: act ? (procedure.acts[name]?.title ?? name) : `${procedure.clocks[name]?.title}届满`,
      kind: act ? 'act' : 'clock',
      became,
      samePersonAs: model.persons
        .filter((_, i) => space.persons.at(edge) & (1 << i))
        .map((a) => procedure.acts[a]?.title ?? a),
      phase: procedure.phases[model.phaseOf(after)]?.title ?? '',
    };
  });
}

/** Shortest path to a marking, as edges. */
function edgesTo(space: Space, marking: number): number[] {
  const edges: number[] = [];
  for (let at = marking; space.by.at(at) >= 0; at = space.from.at(space.by.at(at)))
    edges.push(space.by.at(at));
  return edges.reverse();
}

/**
 * An explored space keeps only what the checks and the laws of its procedure read: over any other law it would answer
 * wrongly, so that is an error.
 */
export function assertOwn(procedure: Procedure, law: Law): void {
  if (!procedure.laws.includes(law))
    throw new RangeError(`${law.code} is no law of ${procedure.code}: the space does not keep what it reads`);
}

/** Check one law of the procedure over its explored space. @throws RangeError for a law that is not the procedure's */
export function checkLaw(space: Space, law: Law): LawResult {
  const { model, table } = space;
  assertOwn(model.procedure, law);
  const watch = monitor(law.rule);
  const kinds = law.rule.kind === 'at-most' ? law.rule.times + 1 : 4;
  const seen = new Uint8Array(table.size * kinds);
  const queue = new Ints();
  const cameBy = new Ints();
  const cameFrom = new Ints();
  const push = (node: number, edge: number, from: number) => {
    if (seen[node]) return;
    seen[node] = 1;
    queue.push(node);
    cameBy.push(edge);
    cameFrom.push(from);
  };
  push(watch.start, -1, -1);
  // A monitor moves only on the acts its law names, and some on ends.
  const named = new Set(actsOf(law.rule));
  const watched = model.labels.map((label, i) => i < model.acts.length && named.has(label));
  const seesEnds = law.rule.kind === 'answered' || law.rule.kind === 'ends-with';
  const before = new Int32Array(model.width);
  const after = new Int32Array(model.width);
  let persons = 0;
  const atomsBefore = model.atomsOver(before, () => persons);
  const atomsAfter = model.atomsOver(after, () => persons);
  for (let i = 0; i < queue.length; i++) {
    const node = queue.at(i);
    const marking = Math.floor(node / kinds);
    const at = node % kinds;
    table.read(marking, before);
    for (let edge = space.first.at(marking); edge < space.first.at(marking + 1); edge++) {
      const label = space.label.at(edge);
      let next = at;
      if (watched[label] || (seesEnds && label < model.acts.length)) {
        persons = space.persons.at(edge);
        table.read(space.to.at(edge), after);
        const ended = model.endOf(after);
        const step: Step = {
          act: model.labels[label] as string,
          before: atomsBefore,
          after: atomsAfter,
          ...(ended && { ended }),
        };
        next = watch.next(at, step);
      }
      if (next === BROKEN) {
        const edges = [edge];
        for (let back = i; cameBy.at(back) >= 0; back = cameFrom.at(back)) edges.push(cameBy.at(back));
        return { law, holds: false, path: pathOf(space, edges.reverse()) };
      }
      push(space.to.at(edge) * kinds + next, edge, i);
    }
  }
  return { law, holds: true };
}

function findings(space: Space): { found: Finding[]; ends: number } {
  const { model, table } = space;
  const { procedure } = model;
  const found: Finding[] = [];
  const labels = new Set<number>();
  for (let edge = 0; edge < space.to.length; edge++) labels.add(space.label.at(edge));
  const state = new Int32Array(model.width);
  const phases = new Set<string>();
  const canEnd = new Uint8Array(table.size);
  const left = new Map<string, number>();
  const work: number[] = [];
  let ends = 0;
  for (let id = 0; id < table.size; id++) {
    table.read(id, state);
    phases.add(model.phaseOf(state));
    if (!model.endOf(state)) continue;
    ends++;
    canEnd[id] = 1;
    work.push(id);
    for (const clock of model.openDuties(state)) if (!left.has(clock)) left.set(clock, id);
  }
  // Walk backwards from the ends: what is not reached has no way out.
  const incoming: number[][] = Array.from({ length: table.size }, () => []);
  for (let edge = 0; edge < space.to.length; edge++) incoming[space.to.at(edge)]?.push(space.from.at(edge));
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    for (const from of incoming[id] ?? []) {
      if (canEnd[from]) continue;
      canEnd[from] = 1;
      work.push(from);
    }
  }
  const trap = canEnd.indexOf(0);
  if (trap >= 0) {
    const path = pathOf(space, edgesTo(space, trap));
    found.push({
      kind: 'no-way-out',
      what: model.describeText(trap, table),
      say: '从这里起，任何步骤都不能使本件办结',
      path,
    });
  }
  for (const [clock, id] of left) {
    found.push({
      kind: 'duty-left-open',
      what: clock,
      say: `办结时“${procedure.clocks[clock]?.title}”仍未了结`,
      path: pathOf(space, edgesTo(space, id)),
    });
  }
  model.acts.forEach((act, i) => {
    if (!labels.has(i))
      found.push({
        kind: 'dead-act',
        what: act,
        say: `“${procedure.acts[act]?.title}”在任何情况下都不能办理`,
      });
  });
  // The first phase may be where a case is only opened: nothing is done in it, and the opening act leaves it.
  const acts = Object.values(procedure.acts);
  for (const [i, [phase, def]] of Object.entries(procedure.phases).entries()) {
    if (i === 0 && !acts.some((a) => a.in.includes(phase))) continue;
    if (!phases.has(phase))
      found.push({ kind: 'dead-phase', what: phase, say: `“${def.title}”阶段永远不能到达` });
  }
  for (const [clock, def] of Object.entries(procedure.clocks)) {
    if (!model.started.has(clock))
      found.push({ kind: 'dead-clock', what: clock, say: `“${def.title}”从不起算` });
  }
  for (const [cond, def] of Object.entries(procedure.conditions)) {
    if (!Object.values(procedure.acts).some((a) => a.settles?.includes(cond))) {
      found.push({ kind: 'never-settled', what: cond, say: `没有任何步骤确定“${def.title}”` });
    }
  }
  return { found, ends };
}

/** Prove a procedure: all its laws and the findings. */
export function prove(procedure: Procedure, bound?: number, forgets?: boolean): Proof {
  const space = explore(procedure, bound, forgets);
  const laws = procedure.laws.map((law) => checkLaw(space, law));
  const { found, ends } = findings(space);
  return {
    procedure: procedure.code,
    version: procedure.version,
    markings: space.table.size,
    steps: space.to.length,
    ends,
    laws,
    findings: found,
    ok: laws.every((l) => l.holds) && found.length === 0,
  };
}
