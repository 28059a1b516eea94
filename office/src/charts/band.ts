/** One band of the flow: its acts in order, with results, forks and joins between them. */
import type { ActDef, Procedure } from '@fadu/kernel';
import type { FlowEdge, FlowExit, FlowGate, FlowOutcome, Weight } from './flow-model.ts';
import { ACROSS } from './flow-model.ts';
import { alwaysLeaves, type Result, resultsOf } from './moves.ts';
import { ancestors, closes, feasible, type Order, orderOf, reaches, reduce } from './order.ts';

/** A band without the wording of its acts. */
export interface BandShape {
  /** Acts drawn in it. */
  readonly acts: readonly string[];
  readonly others: readonly (FlowGate | FlowOutcome | FlowExit)[];
  readonly edges: readonly FlowEdge[];
  readonly entry: string;
  readonly leave?: string;
  /** Order among the acts, before gates were put in. */
  readonly order: readonly Order[];
  /** Acts from which some path leads out of the band. */
  readonly onWay: ReadonlySet<string>;
  /** Acts on the main way. */
  readonly main: ReadonlySet<string>;
  /** Acts that stand under one named result of an act before them. */
  readonly underResult: ReadonlySet<string>;
}

/** What the band is built from. */
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

const isMove = (r: Result, phase: string) => r.phase !== undefined && r.phase !== phase;

/** Build a band. */
export function shapeBand(input: BandInput): BandShape {
  const { procedure, phase, acts } = input;
  const def = (a: string) => procedure.acts[a] as ActDef;
  const results = new Map(acts.map((a) => [a, resultsOf(procedure, def(a))] as const));
  const goals = acts.filter((a) =>
    (results.get(a) ?? []).some((r) => isMove(r, phase) && (!input.next || r.phase === input.next)),
  );
  const order = orderOf(procedure, acts, goals);
  const opening = acts.filter((a) => def(a).opens);
  const staying = opening.filter((a) => !alwaysLeaves(results.get(a) ?? [], phase));
  for (const act of acts) {
    if (def(act).opens || order.some((e) => e.to === act)) continue;
    for (const o of staying) order.push({ from: o, to: act });
  }

  const others: (FlowGate | FlowOutcome | FlowExit)[] = [];
  const at = (name: string) => `${phase}/${name}`;
  const entry = at('entry');
  const leave = at('leave');
  const edges: Order[] = [];
  const under = new Set<string>();
  const split = new Set<string>();

  // Acts and their results first: a longer way makes an edge needless only under the same result.
  for (const act of acts) {
    const all = results.get(act) ?? [];
    const after = order.filter((e) => e.from === act).map((e) => e.to);
    const happened = new Set([act, ...ancestors(order, act)]);
    const stay = all.filter((r) => !isMove(r, phase));
    const fits = (x: string, r: Result) => feasible(def(x), r, happened);
    const parts =
      all.length > 1 &&
      (all.some((r) => isMove(r, phase)) || after.some((x) => !stay.every((r) => fits(x, r))));
    const points: [string, Result][] = parts
      ? all.map((r) => [`${act}#${r.key}`, r])
      : all.slice(0, 1).map((r) => [act, r]);
    if (parts) {
      split.add(act);
      const choice = at(`${act}/choice`);
      others.push({ kind: 'choice', id: choice, weight: 'normal' });
      edges.push({ from: act, to: choice });
      for (const [point, r] of points) {
        others.push({ kind: 'outcome', id: point, act, title: r.title, weight: 'normal' });
        edges.push({ from: choice, to: point });
      }
    }
    for (const [point, r] of points) {
      if (isMove(r, phase)) {
        if (input.hands && r.phase === input.next) edges.push({ from: point, to: leave });
        else {
          const exit = exitTo(
            procedure,
            def(act).opens ? [phase] : def(act).in,
            at(`${point}/exit`),
            r.phase as string,
          );
          others.push(exit);
          edges.push({ from: point, to: exit.id });
        }
        continue;
      }
      const follow = parts ? after.filter((x) => fits(x, r)) : after;
      for (const x of follow) edges.push({ from: point, to: x });
      if (parts && follow.length === 0) {
        const exit: FlowExit = {
          kind: 'exit',
          id: at(`${point}/stay`),
          to: 'stay',
          phase,
          title: '',
          may: mayAfter(input, act, r, happened),
          weight: 'side',
        };
        others.push(exit);
        edges.push({ from: point, to: exit.id });
      }
    }
  }
  const reduced = reduce(edges);
  for (const act of acts) {
    const ins = reduced.filter((e) => e.to === act);
    if (ins.length > 0 && ins.every((e) => e.from.includes('#'))) under.add(act);
    if (ins.length === 0) reduced.push({ from: entry, to: act });
  }
  const outNodes = new Set([
    leave,
    ...others.filter((o) => o.kind === 'exit' && o.to !== 'stay').map((o) => o.id),
  ]);
  const onWay = new Set(acts.filter((a) => [...outNodes].some((out) => reaches(reduced, a, out))));
  const leaves = (a: string) => alwaysLeaves(results.get(a) ?? [], phase);

  const gated = insertSplits(reduced, {
    entry,
    acts,
    split,
    onWay,
    leaves,
    opens: (a: string) => def(a).opens === true,
    closes: (a: string) => closes(def(a)),
    across: phase === ACROSS,
    at,
    others,
  });
  const final = insertMeets(gated, { acts, others, at });
  const hasLeave = final.some((e) => e.to === leave);
  const done = others.filter((o): o is FlowExit => o.kind === 'exit' && o.to === 'done');
  const goal = hasLeave ? leave : (done.find((o) => o.phase === input.next) ?? done[0])?.id;
  const main = mainPoints(final, entry, goal, others, onWay, acts);
  const weight = (id: string): Weight =>
    main.has(id) ? 'main' : onWay.has(id) || !acts.includes(id) ? 'normal' : 'side';
  const gates: FlowGate[] = [
    { kind: 'entry', id: entry, weight: 'main' },
    ...(hasLeave ? [{ kind: 'leave', id: leave, weight: 'main' } as const] : []),
  ];
  const reachesMain = (id: string) => main.has(id);
  return {
    acts,
    others: [
      ...gates,
      ...others.map((o) => ({
        ...o,
        weight: main.has(o.id) ? ('main' as const) : o.kind === 'exit' ? ('side' as const) : weight(o.id),
      })),
    ],
    edges: final.map((e) => ({ ...e, weight: reachesMain(e.from) && reachesMain(e.to) ? 'main' : 'side' })),
    entry,
    ...(hasLeave && { leave }),
    order,
    onWay,
    main: new Set(acts.filter((a) => main.has(a))),
    underResult: under,
  };
}

function exitTo(procedure: Procedure, from: readonly string[], id: string, target: string): FlowExit {
  const order = Object.keys(procedure.phases);
  const def = procedure.phases[target];
  const back = from.every((phase) => order.indexOf(target) <= order.indexOf(phase));
  const to = def?.end ?? (back ? 'back' : 'ahead');
  return { kind: 'exit', id, to, phase: target, title: def?.title ?? target, may: [], weight: 'side' };
}

/** What may be done after a result from which nothing in the band follows: do it again, leave, or void it. */
function mayAfter(input: BandInput, act: string, result: Result, happened: ReadonlySet<string>): string[] {
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

interface SplitContext {
  readonly entry: string;
  readonly acts: readonly string[];
  readonly split: ReadonlySet<string>;
  readonly onWay: ReadonlySet<string>;
  readonly leaves: (act: string) => boolean;
  readonly opens: (act: string) => boolean;
  /** Conditions that an act closes. */
  readonly closes: (act: string) => readonly string[];
  readonly across: boolean;
  readonly at: (name: string) => string;
  readonly others: (FlowGate | FlowOutcome | FlowExit)[];
}

/** Where several acts follow one point: a choice among those that leave, a fork of those that go on side by side. */
function insertSplits(edges: readonly Order[], c: SplitContext): Order[] {
  const out = [...edges];
  const isAct = (id: string) => c.acts.includes(id);
  if (c.across) return out;
  const points = [...new Set(edges.map((e) => e.from))].filter(
    (p) => !c.split.has(p) && !c.others.some((o) => o.id === p && o.kind === 'choice'),
  );
  for (const point of points) {
    const follow = out.filter((e) => e.from === point && isAct(e.to)).map((e) => e.to);
    if (follow.length < 2) continue;
    const alternatives = follow.filter((a) => c.leaves(a) || c.opens(a));
    let together = follow.filter((a) => c.onWay.has(a) && !alternatives.includes(a));
    const put = (gate: FlowGate, from: string, targets: readonly string[]) => {
      c.others.push(gate);
      for (const t of targets) {
        const i = out.findIndex((e) => e.from === point && e.to === t);
        if (i >= 0) out.splice(i, 1);
        out.push({ from: gate.id, to: t });
      }
      out.push({ from, to: gate.id });
    };
    // Acts that close the same open question are alternatives: one of them settles it.
    for (const question of new Set(together.flatMap(c.closes))) {
      const closing = (a: string): boolean => {
        if (c.closes(a).includes(question)) return true;
        const next = edges.filter((e) => e.from === a).map((e) => e.to);
        return next.length > 0 && next.every((n) => isAct(n) && c.closes(n).includes(question));
      };
      const ways = together.filter(closing);
      if (ways.length < 2) continue;
      const gate = c.at(`${point}/one-of-${question}`);
      put({ kind: 'choice', id: gate, weight: 'normal' }, point, ways);
      together = [...together.filter((a) => !ways.includes(a)), gate];
    }
    let source = point;
    if (alternatives.length > 1 || (alternatives.length > 0 && together.length > 0)) {
      source = c.at(`${point}/either`);
      put(
        { kind: 'choice', id: source, weight: 'normal' },
        point,
        together.length === 1 ? [...together, ...alternatives] : alternatives,
      );
    }
    if (together.length > 1)
      put({ kind: 'fork', id: c.at(`${point}/fork`), weight: 'normal' }, source, together);
  }
  return out;
}

/** Where several paths meet before an act: alternatives merge, paths side by side join. */
function insertMeets(
  edges: readonly Order[],
  c: { acts: readonly string[]; at: (name: string) => string; others: (FlowGate | FlowOutcome | FlowExit)[] },
): Order[] {
  const out = [...edges];
  const choices = new Set(c.others.filter((o) => o.kind === 'choice').map((o) => o.id));
  /** Choice → branches by which a point may have been reached. */
  const signs = new Map<string, Map<string, Set<string>>>();
  const signOf = (id: string): Map<string, Set<string>> => {
    const known = signs.get(id);
    if (known) return known;
    const sign = new Map<string, Set<string>>();
    signs.set(id, sign);
    for (const e of edges.filter((x) => x.to === id)) {
      for (const [choice, branches] of signOf(e.from)) {
        sign.set(choice, new Set([...(sign.get(choice) ?? []), ...branches]));
      }
      if (choices.has(e.from)) sign.set(e.from, new Set([...(sign.get(e.from) ?? []), id]));
    }
    return sign;
  };
  const apart = (a: string, b: string) =>
    [...signOf(a)].some(([choice, branches]) => {
      const others = signOf(b).get(choice);
      return others !== undefined && ![...branches].some((x) => others.has(x));
    });
  for (const act of c.acts) {
    const from = out.filter((e) => e.to === act).map((e) => e.from);
    if (from.length < 2) continue;
    const groups: string[][] = [];
    for (const f of from) {
      const near = groups.filter((g) => g.some((x) => apart(x, f)));
      for (const g of near) groups.splice(groups.indexOf(g), 1);
      groups.push([...near.flat(), f]);
    }
    const cut = (f: string) => {
      const i = out.findIndex((e) => e.from === f && e.to === act);
      if (i >= 0) out.splice(i, 1);
    };
    const heads = groups.map((group, i) => {
      if (group.length === 1) return group[0] as string;
      const merge = c.at(`${act}/merge-${i + 1}`);
      c.others.push({ kind: 'merge', id: merge, weight: 'normal' });
      for (const f of group) {
        cut(f);
        out.push({ from: f, to: merge });
      }
      return merge;
    });
    for (const h of heads) cut(h);
    if (heads.length === 1) {
      out.push({ from: heads[0] as string, to: act });
      continue;
    }
    const join = c.at(`${act}/join`);
    c.others.push({ kind: 'join', id: join, weight: 'normal' });
    for (const h of heads) out.push({ from: h, to: join });
    out.push({ from: join, to: act });
  }
  return out;
}

/** Points of the main way inside a band: from the entry to where the band hands on; the first fitting result only. */
function mainPoints(
  edges: readonly Order[],
  entry: string,
  goal: string | undefined,
  others: readonly (FlowGate | FlowOutcome | FlowExit)[],
  onWay: ReadonlySet<string>,
  acts: readonly string[],
): Set<string> {
  const main = new Set<string>();
  if (!goal) return new Set([entry, ...acts.filter((a) => onWay.has(a))]);
  const kinds = new Map(others.map((o) => [o.id, o.kind] as const));
  const queue = [entry];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (main.has(at)) continue;
    main.add(at);
    const next = edges
      .filter((e) => e.from === at && (e.to === goal || reaches(edges, e.to, goal)))
      .map((e) => e.to);
    queue.push(...(kinds.get(at) === 'choice' ? next.slice(0, 1) : next));
  }
  return main;
}
