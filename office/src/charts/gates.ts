/** Gates between the acts of a band: where paths part (a choice, a fork) and where they meet (a merge, a join). */
import type { FlowExit, FlowGate, FlowOutcome } from './flow-model.ts';
import type { Order } from './order.ts';

/** What the splits are made from. */
export interface SplitContext {
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
export function insertSplits(edges: readonly Order[], c: SplitContext): Order[] {
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
    const closing = (a: string, question: string): boolean => {
      if (!isAct(a)) return false;
      if (c.closes(a).includes(question)) return true;
      const next = edges.filter((e) => e.from === a).map((e) => e.to);
      return next.length > 0 && next.every((n) => closing(n, question));
    };
    const questions = [...new Set(c.acts.flatMap(c.closes))]
      .map((question) => ({ question, ways: together.filter((a) => closing(a, question)) }))
      .sort((a, b) => b.ways.length - a.ways.length);
    for (const { question, ways: all } of questions) {
      const ways = all.filter((a) => together.includes(a));
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

/**
 * Several ways of opening a case lead on to the same acts: they meet once, and the acts follow from there.
 * Only points that `opened` names are bundled; they exclude each other.
 */
export function bundle(
  edges: readonly Order[],
  opened: (id: string) => boolean,
  at: (name: string) => string,
  others: (FlowGate | FlowOutcome | FlowExit)[],
): Order[] {
  const out = [...edges];
  const groups = new Map<string, { from: readonly string[]; to: string[] }>();
  for (const to of new Set(edges.map((e) => e.to))) {
    const from = edges.filter((e) => e.to === to).map((e) => e.from);
    if (from.length < 2 || !from.every(opened)) continue;
    const key = from.toSorted().join(' ');
    const group = groups.get(key) ?? { from, to: [] };
    group.to.push(to);
    groups.set(key, group);
  }
  let n = 0;
  for (const { from, to } of groups.values()) {
    if (to.length < 2) continue;
    const hub = at(`opened-${++n}`);
    others.push({ kind: 'merge', id: hub, weight: 'normal' });
    for (let i = out.length - 1; i >= 0; i--) {
      const e = out[i] as Order;
      if (from.includes(e.from) && to.includes(e.to)) out.splice(i, 1);
    }
    for (const f of from) out.push({ from: f, to: hub });
    for (const t of to) out.push({ from: hub, to: t });
  }
  return out;
}

/** Where several paths meet before an act: alternatives merge, paths side by side join. */
export function insertMeets(
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
