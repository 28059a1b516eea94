/** One band of the flow: its acts in order, with results, forks and joins between them. */
import type { ActDef } from '@fadu/kernel';
import { alike, type BandInput, type Branch, branchOf, exitTo, isMove, mayAfter } from './branches.ts';
import type { FlowEdge, FlowExit, FlowGate, FlowOutcome, Weight } from './flow-model.ts';
import { ACROSS } from './flow-model.ts';
import { bundle, insertMeets, insertSplits } from './gates.ts';
import { alwaysLeaves, type Result, resultsOf, withKnown } from './moves.ts';
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

/** Build a band. */
export function shapeBand(input: BandInput): BandShape {
  const { procedure, phase, acts } = input;
  const def = (a: string) => procedure.acts[a] as ActDef;
  const results = new Map(
    acts.map((a) => [a, resultsOf(procedure, def(a)).map((r) => withKnown(def(a), r))] as const),
  );
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
    const stays = parts ? all : all.slice(0, 1);
    const points = stays.map((r): Branch => {
      if (isMove(r, phase)) return { ...branchOf(r), phase: r.phase as string };
      const follow = parts ? after.filter((x) => fits(x, r)) : after;
      return {
        ...branchOf(r),
        follow,
        may: parts && !follow.length ? mayAfter(input, act, r, happened) : [],
      };
    });
    const choice = at(`${act}/choice`);
    if (parts) {
      split.add(act);
      others.push({ kind: 'choice', id: choice, weight: 'normal' });
      edges.push({ from: act, to: choice });
    }
    for (const branch of alike(points)) {
      const point = parts ? `${act}#${branch.key}` : act;
      if (parts) {
        others.push({ kind: 'outcome', id: point, act, title: branch.title, weight: 'normal' });
        edges.push({ from: choice, to: point });
      }
      if (branch.phase !== undefined && input.hands && branch.phase === input.next) {
        edges.push({ from: point, to: leave });
      } else if (branch.phase !== undefined) {
        const exit = exitTo(
          procedure,
          def(act).opens ? [phase] : def(act).in,
          at(`${point}/exit`),
          branch.phase,
        );
        others.push(exit);
        edges.push({ from: point, to: exit.id });
      } else if (parts && branch.follow.length === 0) {
        const id = at(`${point}/stay`);
        others.push({ kind: 'exit', id, to: 'stay', phase, title: '', may: branch.may, weight: 'side' });
        edges.push({ from: point, to: id });
      }
      for (const x of branch.follow) edges.push({ from: point, to: x });
    }
  }
  const opened = (id: string) => opening.some((o) => id === o || id.startsWith(`${o}#`));
  const reduced = bundle(reduce(edges), opened, at, others);
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
