/**
 * A flow rewritten in the elements of BPMN 2.0: tasks, gateways, events and the flows between them. What our chart
 * says in words (仅当…, 回到③) becomes gateways that lead past a task and link events.
 */
import type { ActDef, Guard, Procedure } from '@fadu/kernel';
import { conditionOf } from './conditions.ts';
import { ACROSS, type Flow, type FlowAct, type FlowBand } from './flow-model.ts';
import { conjuncts } from './guard-words.ts';
import type { LimitModel } from './limits.ts';
import { circled } from './measure.ts';
import { resultsOf } from './moves.ts';
import { ancestors, without } from './order.ts';

/** What an element is; `pass` is a point that becomes a gateway where paths meet or part, and vanishes elsewhere. */
export type PartKind =
  | 'user-task'
  | 'service-task'
  | 'parallel'
  | 'exclusive'
  | 'start'
  | 'end'
  | 'terminate'
  | 'throw'
  | 'catch'
  | 'timer'
  | 'pass';

/** One element of the process. */
export interface Part {
  readonly id: string;
  readonly lane: string;
  kind: PartKind;
  name: string;
  readonly act?: FlowAct;
  /** Time limit of a timer event. */
  readonly limit?: LimitModel;
  /** Limits by which the task must be done. */
  readonly deadlines?: readonly LimitModel[];
  /** What must have happened, or not, that no arrow says. */
  readonly condition?: Guard;
}

/** A sequence flow. */
export interface PartFlow {
  from: string;
  to: string;
  name?: string;
}

export interface Parts {
  readonly parts: Map<string, Part>;
  flows: PartFlow[];
}

const safe = (text: string) => text.replace(/[^A-Za-z0-9_-]+/g, '_');

/** Ids of BPMN elements are XML names. */
export const partId = (kind: string, name: string): string => `${kind}_${safe(name)}`;

/** True when the act waits for the clock in every case, and not only unless something else holds. */
function waitsAlways(procedure: Procedure, act: string, clock: string): boolean {
  return (procedure.acts[act]?.needs ?? []).some((n) =>
    conjuncts(n.guard).some(
      ({ atom, sign }) => atom.op === 'clock' && sign && atom.clock === clock && atom.is === 'elapsed',
    ),
  );
}

const waitName = (l: LimitModel) =>
  l.role === 'expiry'
    ? `${l.title}届满`
    : l.lengths.map((x) => (x.until ? '所定日期过后' : `满${x.text}`)).join('或者');

/** Rewrite a flow. */
export function partsOf(procedure: Procedure, flow: Flow): Parts {
  const parts = new Map<string, Part>();
  const flows: PartFlow[] = [];
  const put = (part: Part): string => {
    if (parts.has(part.id)) throw new Error(`${flow.code}: BPMN id ${part.id} is used twice`);
    parts.set(part.id, part);
    return part.id;
  };
  const connect = (from: string, to: string, name?: string) =>
    flows.push({ from, to, ...(name && { name }) });
  const byPhase = new Map(flow.bands.map((b) => [b.phase, b]));
  const entryOf = (phase: string) => partId('entry', phase);
  /** Throw a link to another band, whose catch is made when it is first wanted. */
  const jump = (id: string, lane: string, to: FlowBand): string => {
    const name = to.number ? `${circled(to.number)} ${to.title}` : to.title;
    const caught = partId('catch', to.phase);
    if (!parts.has(caught)) {
      put({ id: caught, lane: to.phase, kind: 'catch', name });
      connect(caught, entryOf(to.phase));
    }
    return put({ id, lane, kind: 'throw', name });
  };

  for (const band of flow.bands) {
    const lane = band.phase;
    put({ id: entryOf(lane), lane, kind: 'pass', name: '' });
    if (band === flow.bands[0]) {
      put({ id: 'start', lane, kind: 'start', name: '开始' });
      connect('start', entryOf(lane));
    }
  }
  const shared = byPhase.get(ACROSS);
  const intoTask = new Map<string, string>();
  const outOfTask = new Map<string, string>();
  for (const band of flow.bands) {
    const lane = band.phase;
    const into = new Map<string, string>([[band.entry, entryOf(lane)]]);
    const outOf = new Map<string, string>([[band.entry, entryOf(lane)]]);
    const one = (name: string, id: string) => {
      into.set(name, id);
      outOf.set(name, id);
    };
    for (const node of band.nodes) {
      switch (node.kind) {
        case 'entry':
          break;
        case 'act': {
          const deadlines = node.limits.filter((l) => l.role === 'within' && l.kind !== 'minimum');
          const condition = conditionOf(procedure, node.id, ancestors(band.edges, node.id));
          const task = put({
            id: partId('act', node.id),
            lane,
            kind: node.automatic ? 'service-task' : 'user-task',
            name: node.title,
            act: node,
            deadlines,
            ...(condition && { condition }),
          });
          one(node.id, task);
          const wait = node.limits.find(
            (l) => l.role === 'expiry' || (l.role === 'after' && waitsAlways(procedure, node.id, l.clock)),
          );
          if (wait) {
            const timer = put({
              id: partId('wait', node.id),
              lane,
              kind: 'timer',
              name: waitName(wait),
              limit: wait,
            });
            connect(timer, task);
            into.set(node.id, timer);
          }
          if (node.skippable && !neededNext(procedure, band, node.id)) {
            const split = put({ id: partId('if', node.id), lane, kind: 'pass', name: '' });
            const merge = put({ id: partId('after', node.id), lane, kind: 'pass', name: '' });
            connect(split, into.get(node.id) as string, node.when ?? '需要办理');
            connect(task, merge);
            connect(split, merge, '否则');
            into.set(node.id, split);
            outOf.set(node.id, merge);
          }
          break;
        }
        case 'fork':
        case 'join':
          one(node.id, put({ id: partId(node.kind, node.id), lane, kind: 'parallel', name: '' }));
          break;
        case 'choice':
          one(node.id, put({ id: partId('choice', node.id), lane, kind: 'exclusive', name: '' }));
          break;
        case 'merge':
        case 'leave':
          one(node.id, put({ id: partId(node.kind, node.id), lane, kind: 'pass', name: '' }));
          break;
        case 'outcome':
          one(node.id, put({ id: partId('result', node.id), lane, kind: 'pass', name: node.title }));
          break;
        case 'exit': {
          const id = partId('exit', node.id);
          if (node.to === 'done' || node.to === 'stopped') {
            one(node.id, put({ id, lane, kind: node.to === 'done' ? 'end' : 'terminate', name: node.title }));
          } else {
            const target =
              node.to === 'stay' && band.also.length && shared ? shared : byPhase.get(node.phase);
            if (!target) throw new Error(`${flow.code}: no band for phase ${node.phase}`);
            one(node.id, jump(id, lane, target));
          }
          break;
        }
        default:
          node satisfies never;
      }
    }
    const edges = band.edges.map((e) => {
      const from = outOf.get(e.from) as string;
      const to = into.get(e.to) as string;
      const result = parts.get(to)?.id.startsWith('result_') ? parts.get(to)?.name : undefined;
      const choice =
        parts.get(from)?.kind === 'exclusive'
          ? (band.nodes.find((n) => n.id === e.to) as FlowAct | undefined)?.when
          : undefined;
      const only = band.phase === ACROSS && e.from === band.entry ? phasesWord(band, e.to) : undefined;
      const name = result ?? only ?? choice;
      return { from, to, ...(name && { name }) };
    });
    for (const node of band.nodes) {
      if (node.kind !== 'act') continue;
      intoTask.set(node.id, into.get(node.id) as string);
      outOfTask.set(node.id, outOf.get(node.id) as string);
    }
    flows.push(...edges);
    closeTails(band, { parts, flows }, outOf, put, jump, byPhase);
    // Acts of other bands that may happen here: one way out to the lane where they are drawn.
    const movable = band.also.some((a) => shared?.nodes.some((n) => n.kind === 'act' && n.id === a.act));
    if (shared && movable) {
      const away = jump(partId('other', lane), lane, shared);
      connect(pointInside(band, { parts, flows }, entryOf(lane), outOf, put), away, '改办其他步骤');
    }
    if (band.leave) {
      const arrive = partId('in', band.leave.next);
      if (!parts.has(arrive)) {
        put({ id: arrive, lane: band.leave.next, kind: 'pass', name: '' });
        connect(arrive, entryOf(band.leave.next));
      }
      connect(outOf.get(band.leave.id) as string, arrive);
    }
  }
  for (const band of flow.bands) {
    for (const { act } of band.also) {
      const home = flow.bands.find((b) => b.nodes.some((n) => n.id === act));
      if (!home || home === shared) continue;
      turnTo(band, home, act);
    }
  }
  /** An act of another lane that may happen in this one too: a link to it, and back where the case does not move. */
  function turnTo(band: FlowBand, home: FlowBand, act: string): void {
    const name = `“${procedure.acts[act]?.title ?? act}”`;
    const caught = partId('catch-act', act);
    if (!parts.has(caught)) {
      put({ id: caught, lane: home.phase, kind: 'catch', name });
      const into = intoTask.get(act) as string;
      const meet = put({ id: partId('arrive', act), lane: home.phase, kind: 'pass', name: '' });
      for (const f of flows) if (f.to === into) f.to = meet;
      connect(meet, into);
      connect(caught, meet);
    }
    const away = put({ id: partId('turn', `${band.phase}_${act}`), lane: band.phase, kind: 'throw', name });
    connect(pointInside(band, { parts, flows }, entryOf(band.phase), outOfTask, put), away, '改办其他步骤');
    if (resultsOf(procedure, procedure.acts[act] as ActDef).every((r) => r.phase)) return;
    const out = outOfTask.get(act) as string;
    const back = partId('back', act);
    if (!parts.has(back)) {
      put({ id: back, lane: home.phase, kind: 'pass', name: '' });
      for (const f of flows.filter((g) => g.from === out)) {
        f.from = back;
        f.name = f.name ?? `原在${circled(home.number)}`;
      }
      connect(out, back);
    }
    const to = jump(partId('back', `${act}_${band.phase}`), home.phase, band);
    connect(back, to, `原在${circled(band.number)}`);
  }
  // A phase in which nothing can be done: the way ends there, and the diagram says so.
  for (const band of flow.bands) {
    const entry = entryOf(band.phase);
    if (flows.some((f) => f.from === entry) || !flows.some((f) => f.to === entry)) continue;
    connect(
      entry,
      put({ id: partId('nothing', band.phase), lane: band.phase, kind: 'end', name: '没有后续步骤' }),
    );
  }
  return settle({ parts, flows });
}

/** True when an act that follows right after cannot happen without this one: no way leads past it to there. */
function neededNext(procedure: Procedure, band: FlowBand, act: string): boolean {
  const seen = new Set<string>();
  const next = (id: string): boolean =>
    band.edges
      .filter((e) => e.from === id)
      .some(({ to }) => {
        if (seen.has(to)) return false;
        seen.add(to);
        const def = procedure.acts[to];
        const isAct = def && band.nodes.some((n) => n.kind === 'act' && n.id === to);
        return isAct ? without(procedure, act, def) === false : next(to);
      });
  return next(act);
}

/** In which phases a shared act may happen, as the name of the arrow to it. */
function phasesWord(band: FlowBand, act: string): string | undefined {
  const node = band.nodes.find((n): n is FlowAct => n.kind === 'act' && n.id === act);
  return node && `在${node.alsoIn.map(circled).join('')}办理`;
}

/** A point at which other acts may be turned to: the entry, or, where the case is opened, after the opening act. */
function pointInside(
  band: FlowBand,
  p: Parts,
  entry: string,
  outOf: ReadonlyMap<string, string>,
  put: (part: Part) => string,
): string {
  const opening = band.nodes.find((n): n is FlowAct => n.kind === 'act' && n.opens);
  if (!opening) return entry;
  const known = partId('opened', band.phase);
  if (p.parts.has(known)) return known;
  const from = outOf.get(opening.id) as string;
  const next = p.flows.filter((f) => f.from === from);
  const choice = next.length === 1 ? p.parts.get(next[0]?.to as string) : undefined;
  if (choice?.kind === 'exclusive' && choice.id.endsWith('either')) return choice.id;
  const point = put({ id: known, lane: band.phase, kind: 'pass', name: '' });
  for (const f of next) f.from = point;
  p.flows.push({ from, to: point });
  return point;
}

/** Acts that lead nowhere go back to where they started; shared acts go back to the phase they came from. */
function closeTails(
  band: FlowBand,
  p: Parts,
  outOf: ReadonlyMap<string, string>,
  put: (part: Part) => string,
  jump: (id: string, lane: string, to: FlowBand) => string,
  byPhase: ReadonlyMap<string, FlowBand>,
): void {
  for (const node of band.nodes) {
    if (node.kind !== 'act') continue;
    const out = outOf.get(node.id) as string;
    if (p.flows.some((f) => f.from === out)) continue;
    if (band.phase === ACROSS) {
      const back = put({ id: partId('back', node.id), lane: ACROSS, kind: 'pass', name: '' });
      p.flows.push({ from: out, to: back });
      const targets = [...byPhase.values()].filter((b) => node.alsoIn.includes(b.number));
      for (const to of targets)
        p.flows.push({
          from: back,
          to: jump(partId('back', `${node.id}_${to.phase}`), ACROSS, to),
          name: `原在${circled(to.number)}`,
        });
      continue;
    }
    // Walk up to the point where the side path began.
    let head = node.id;
    for (let up = band.edges.find((e) => e.to === head); up; up = band.edges.find((e) => e.to === head)) {
      const before = band.nodes.find((n) => n.id === up?.from);
      const onlyHere = band.edges.filter((e) => e.from === up?.from).length === 1;
      if (before?.kind !== 'act' || !onlyHere) break;
      head = before.id;
    }
    const start = band.edges.find((e) => e.to === head)?.from;
    const from = start === undefined ? undefined : outOf.get(start);
    if (from === undefined) continue;
    if (p.parts.get(from)?.kind === 'pass') {
      p.flows.push({ from: out, to: from });
      continue;
    }
    const hub = partId('round', `${band.phase}_${from}`);
    if (!p.parts.has(hub)) {
      put({ id: hub, lane: band.phase, kind: 'pass', name: '' });
      for (const f of p.flows) if (f.from === from) f.from = hub;
      p.flows.push({ from, to: hub });
    }
    p.flows.push({ from: out, to: hub });
  }
}

/**
 * Points become gateways where paths meet or part. A meeting right before a gateway is part of it, and a choice
 * right after a choice is the same choice.
 */
function settle(p: Parts): Parts {
  const ins = (id: string) => p.flows.filter((f) => f.to === id);
  const outs = (id: string) => p.flows.filter((f) => f.from === id);
  // Shared acts that others may follow: one of them, as the facts say.
  for (const part of [...p.parts.values()]) {
    if (!part.act || outs(part.id).length < 2) continue;
    const next: Part = { id: partId('next', part.act.id), lane: part.lane, kind: 'pass', name: '' };
    p.parts.set(next.id, next);
    for (const f of outs(part.id)) f.from = next.id;
    p.flows.push({ from: part.id, to: next.id });
  }
  for (let again = true; again; ) {
    again = false;
    for (const part of p.parts.values()) {
      if (part.kind !== 'pass' || ins(part.id).length < 2 || outs(part.id).length !== 1) continue;
      const next = p.parts.get(outs(part.id)[0]?.to as string);
      if (!next || next.lane !== part.lane || ins(next.id).length !== 1) continue;
      if (next.kind !== 'exclusive' && !(next.kind === 'pass' && outs(next.id).length > 1)) continue;
      const only = outs(part.id)[0] as PartFlow;
      for (const f of ins(part.id)) f.to = next.id;
      p.flows.splice(p.flows.indexOf(only), 1);
      p.parts.delete(part.id);
      again = true;
    }
  }
  for (const part of p.parts.values()) {
    if (part.kind !== 'pass' || outs(part.id).length < 2) continue;
    for (const f of outs(part.id)) {
      const next = p.parts.get(f.to);
      if (f.name || next?.kind !== 'exclusive' || next.lane !== part.lane || ins(next.id).length !== 1)
        continue;
      for (const g of outs(next.id)) g.from = part.id;
      p.flows.splice(p.flows.indexOf(f), 1);
      p.parts.delete(next.id);
    }
  }
  for (const part of p.parts.values()) {
    // Results that all lead to the same need no gateway.
    if (part.kind === 'exclusive' && ins(part.id).length === 1 && outs(part.id).length === 1)
      part.kind = 'pass';
    if (part.kind === 'pass' && (ins(part.id).length > 1 || outs(part.id).length > 1)) {
      part.kind = 'exclusive';
      part.name = '';
    }
  }
  return p;
}
