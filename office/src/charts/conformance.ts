/**
 * Does a chart say what the engine does? The chart is read from its BPMN text (`reading.ts`) and held against every
 * marking that the prover reaches, act by act and in both directions:
 *
 * - every act that the engine accepts is a task that the chart offers there (`undrawn`);
 * - what the chart offers, the engine never refuses for the order of steps, the phase, or because it is done (`order`);
 *   what it may refuse for are facts, limits and persons, which the chart says in words;
 * - where an accepted act moves the case, an arrow leads there, and none where the engine does not go (`move`);
 * - every arrow is one that some accepted act takes (`unused`), and the symbols are put together as they are meant
 *   (`shape`).
 */
import { eachAtom, explore, type Guard, type Model, type Procedure, type Space } from '@fadu/kernel';
import { liveFields } from '@fadu/kernel/prover/liveness';
import { simplify } from './guard-words.ts';
import { type Chart, type ChartNodeKind, ChartReader, type Place } from './reading.ts';

/** One place where chart and engine part. */
export interface Mismatch {
  readonly kind: 'shape' | 'undrawn' | 'order' | 'move' | 'unused' | 'warning';
  /** Act or arrow. */
  readonly what: string;
  readonly phase: string;
  readonly say: string;
}

/** What was compared. */
export interface Conformance {
  readonly markings: number;
  /** Accepted acts, over all markings told apart. */
  readonly accepted: number;
  readonly mismatches: readonly Mismatch[];
}

/** What the engine does in a space, told apart as far as a chart can be read: made once, held against many charts. */
export class Engine {
  readonly procedure: Procedure;
  readonly markings: number;
  /** Places told apart, with the acts that the engine accepts there. */
  readonly places: readonly {
    readonly place: Place;
    readonly accepted: ReadonlySet<string>;
    readonly order: ReadonlySet<string>;
  }[];
  /** Clocks that have run out wherever the engine accepts the act, where one of its needs asks for that. */
  readonly waits: ReadonlyMap<string, ReadonlySet<string>>;
  /** Moves told apart: act, phase before, phase after. */
  readonly moves: readonly {
    readonly act: string;
    readonly from: string;
    readonly to: string;
    readonly after: Place;
  }[];

  constructor(procedure: Procedure, space: Space = explore(procedure)) {
    this.procedure = procedure;
    this.markings = space.table.size;
    const { model, table } = space;
    const see = new Sight(procedure, model);
    const places = new Map<string, { place: Place; accepted: ReadonlySet<string>; order: Set<string> }>();
    const moves = new Map<string, { act: string; from: string; to: string; after: Place }>();
    const state = new Int32Array(model.width);
    const next = new Int32Array(model.width);
    for (let m = 0; m < table.size; m++) {
      table.read(m, state);
      if (model.endOf(state)) continue;
      const accepted = new Set<string>();
      const phase = model.phaseOf(state);
      for (let e = space.first.at(m); e < space.first.at(m + 1); e++) {
        const label = space.label.at(e);
        if (label >= model.acts.length) continue;
        const act = model.acts[label] as string;
        accepted.add(act);
        table.read(space.to.at(e), next);
        const to = model.phaseOf(next);
        const key = `${act}|${phase}|${to}|${see.key(next)}`;
        if (!moves.has(key)) moves.set(key, { act, from: phase, to, after: see.place(next) });
      }
      const order = see.refusedForOrder(state, accepted);
      const key = `${see.key(state)}|${[...accepted].join(' ')}|${[...order].join(' ')}`;
      if (!places.has(key)) places.set(key, { place: see.place(state), accepted, order });
    }
    this.waits = waitsOf(space);
    this.places = [...places.values()];
    this.moves = [...moves.values()];
  }
}

/** For each act the clocks that its needs ask to have run out, and that have wherever it is accepted. */
function waitsOf({ model, table, first, label }: Space): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const act of model.acts) {
    const asked = new Set<string>();
    for (const n of model.procedure.acts[act]?.needs ?? [])
      eachAtom(n.guard, (a) => a.op === 'clock' && a.is === 'elapsed' && asked.add(a.clock));
    if (asked.size) out.set(act, asked);
  }
  // What nobody but the system does, and only when a clock runs out, waits for it although no need says so.
  const atExpiry = new Map<string, Set<string>>();
  for (const [clock, { onExpiry }] of Object.entries(model.procedure.clocks)) {
    const def = onExpiry ? model.procedure.acts[onExpiry] : undefined;
    if (onExpiry && def?.by.every((p) => p.kind === 'system') && !out.has(onExpiry))
      atExpiry.set(onExpiry, (atExpiry.get(onExpiry) ?? new Set()).add(clock));
  }
  const state = new Int32Array(model.width);
  for (let m = 0; m < table.size; m++) {
    table.read(m, state);
    const atoms = model.atomsOver(state, () => 0);
    for (let e = first.at(m); e < first.at(m + 1); e++) {
      const asked = out.get(model.labels[label.at(e)] as string);
      for (const c of asked ?? []) if (atoms.clock(c) !== 'elapsed') asked?.delete(c);
    }
  }
  for (const [act, clocks] of atExpiry) out.set(act, clocks);
  return out;
}

/** What of a marking the reader of a chart is told. */
class Sight {
  private readonly procedure: Procedure;
  private readonly model: Model;
  private readonly live: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly kept: ReadonlySet<string>;
  private readonly settlers = new Map<string, string[]>();

  constructor(procedure: Procedure, model: Model) {
    this.procedure = procedure;
    this.model = model;
    this.live = liveFields(procedure);
    const read = new Set<string>();
    const look = (g: Guard) => eachAtom(g, (a) => a.op !== 'clock' && a.op !== 'cond' && read.add(a.act));
    for (const def of Object.values(procedure.acts)) for (const n of def.needs ?? []) look(n.guard);
    this.kept = read;
    for (const [act, def] of Object.entries(procedure.acts))
      for (const c of def.settles ?? []) this.settlers.set(c, [...(this.settlers.get(c) ?? []), act]);
  }

  private done(state: Int32Array, phase: string, act: string): boolean | undefined {
    const def = this.procedure.acts[act];
    if (def?.opens) return phase !== '';
    if (def?.repeats && !this.kept.has(act)) return undefined;
    if (!this.live.get(phase)?.has(`done ${act}`)) return undefined;
    return this.model.get(state, 'done', act) === 1;
  }

  key(state: Int32Array): string {
    const phase = this.model.phaseOf(state);
    const bits = this.model.acts.map((a) => Number(this.done(state, phase, a) ?? 2));
    const conds = Object.keys(this.procedure.conditions).map((c) => this.model.get(state, 'cond', c));
    return `${phase}|${bits.join('')}|${conds.join('')}`;
  }

  place(from: Int32Array): Place {
    const state = from.slice();
    const phase = this.model.phaseOf(state);
    const live = this.live.get(phase);
    return {
      phase,
      done: (act) => this.done(state, phase, act),
      ever: (act) => {
        const kept = this.live.get(phase)?.has(`ever ${act}`) || this.live.get(phase)?.has(`done ${act}`);
        if (!kept) return undefined;
        return this.model.get(state, 'ever', act) === 1 || this.done(state, phase, act) === true;
      },
      result: (act, name) => {
        const named = Object.values(this.procedure.acts[act]?.outcomes ?? {}).filter((o) =>
          name.split('或者').includes(o.title),
        );
        if (named.length === 0) return undefined;
        return named.some((o) =>
          Object.entries(o.conds).every(
            ([c, value]) =>
              !live?.has(`cond ${c}`) ||
              (this.settlers.get(c)?.length ?? 0) > 1 ||
              (this.model.get(state, 'cond', c) === 1) === value,
          ),
        );
      },
    };
  }

  /** Acts that the engine refuses here for an act that has to come before, or must not have happened, or its phase. */
  refusedForOrder(state: Int32Array, accepted: ReadonlySet<string>): Set<string> {
    const { model, procedure } = this;
    const phase = model.phaseOf(state);
    const out = new Set<string>();
    for (const act of model.acts) {
      const def = procedure.acts[act];
      if (!def || accepted.has(act)) continue;
      const inPhase = phase === '' ? def.opens : !def.opens && def.in.includes(phase);
      const again = !def.repeats && this.done(state, phase, act) === true;
      const order = (def.needs ?? []).some(
        (n) =>
          simplify(n.guard, (a) =>
            a.op === 'done' || a.op === 'ever' ? model.get(state, a.op, a.act) === 1 : undefined,
          ) === false,
      );
      if (!inPhase || again || order) out.add(act);
    }
    return out;
  }
}

/**
 * What is wrong with how a chart is put together, whatever the procedure: a task with two arrows out of it would go two
 * ways at once, a gateway that neither parts nor meets says nothing.
 */
function shapeOf(reader: ChartReader, tell: (what: string, lane: string, say: string) => void): void {
  for (const n of reader.chart.nodes.values()) {
    const [ins, outs] = reader.degree(n.id);
    const wanted: Readonly<Record<ChartNodeKind, boolean>> = {
      task: ins === 1 && outs === 1,
      timer: ins === 1 && outs === 1,
      start: ins === 0 && outs === 1,
      catch: ins === 0 && outs === 1,
      boundary: ins === 0 && outs === 1,
      throw: ins > 0 && outs === 0,
      end: ins > 0 && outs === 0,
      exclusive: ins > 0 && outs > 0 && ins + outs > 2,
      parallel: ins > 0 && outs > 0 && ins + outs > 2,
    };
    if (!wanted[n.kind]) tell(n.id, n.lane, `有${ins}条进来、${outs}条出去的线，不是这种符号的画法`);
  }
  for (const lane of reader.divided()) tell(`lane_${lane}`, lane, '进入这个阶段的几条线没有汇到一处');
  for (const f of reader.straying()) tell(`${f.from} → ${f.to}`, '', `“${f.name}”没有回到那个阶段`);
}

/** Hold a chart against the engine. */
export function conforms(chart: Chart, engine: Engine): Conformance {
  const { procedure } = engine;
  const reader = new ChartReader(chart);
  const found = new Map<string, Mismatch>();
  const tell = (kind: Mismatch['kind'], what: string, phase: string, say: string) => {
    const key = `${kind} ${what} ${phase}`;
    if (!found.has(key)) found.set(key, { kind, what, phase, say });
  };
  shapeOf(reader, (what, lane, say) => tell('shape', what, lane, say));
  for (const w of chart.warnings) tell('warning', w, '', w);
  const title = (act: string) => procedure.acts[act]?.title ?? act;
  const phaseTitle = (p: string) => procedure.phases[p]?.title ?? p;
  const used = new Set<string>();
  let accepted = 0;
  for (const { place, accepted: acts, order } of engine.places) {
    const offer = reader.offer(place);
    accepted += acts.size;
    for (const act of acts)
      if (!offer.acts.has(act))
        tell('undrawn', act, place.phase, `在“${phaseTitle(place.phase)}”可以办“${title(act)}”，图上走不到`);
    for (const act of offer.acts)
      if (order.has(act))
        tell('order', act, place.phase, `图上在“${phaseTitle(place.phase)}”走到“${title(act)}”，系统不受理`);
    for (const f of reader.leadingTo(offer, acts)) used.add(f);
  }
  const drawn = new Map<string, { lane: string; flows: readonly string[] }>();
  const taken = new Set<string>();
  for (const { act, from, to, after } of engine.moves) {
    const end = procedure.phases[to]?.end;
    const start = from === '' ? (Object.keys(procedure.phases)[0] as string) : from;
    const want = end ? `end ${procedure.phases[to]?.title}` : to === start ? 'stay' : to;
    const exits = reader.exits(act, { ...after, phase: start });
    const hits = exits.filter((e) => e.to === want);
    for (const e of exits) drawn.set(`${act} ${e.to}`, { lane: start, flows: e.flows });
    if (hits.length === 0)
      tell('move', act, from, `“${title(act)}”办理后到“${phaseTitle(to)}”，图上没有这条线`);
    for (const e of hits) {
      taken.add(`${act} ${e.to}`);
      for (const f of e.to === 'stay' && !e.away ? e.flows.slice(0, 1) : e.flows) used.add(f);
    }
  }
  for (const [key, { lane }] of drawn) {
    if (taken.has(key)) continue;
    const act = key.slice(0, key.indexOf(' '));
    tell('move', act, lane, `图上“${title(act)}”之后到“${key.slice(key.indexOf(' ') + 1)}”，系统从不这样走`);
  }
  for (const [act, clocks] of engine.waits) {
    const shown = reader.waitsBefore(act);
    const titles = [...clocks].map((c) => procedure.clocks[c]?.title ?? c);
    if (shown !== undefined && !titles.some((t) => shown.startsWith(`${t}：`)))
      tell('move', act, '', `图上“${title(act)}”要等“${shown}”，系统不等`);
    if (shown === undefined && clocks.size)
      tell('move', act, '', `“${title(act)}”要等${titles.join('、')}届满，图上没有`);
  }
  for (const act of reader.waiting())
    if (!engine.waits.has(act)) tell('move', act, '', `图上“${title(act)}”要等期限届满，系统不等`);
  const boundary = new Set([...chart.nodes.values()].filter((n) => n.kind === 'boundary').map((n) => n.id));
  for (const f of chart.flows)
    if (!used.has(f.id) && !boundary.has(f.from))
      tell('unused', `${f.from} → ${f.to}`, chart.nodes.get(f.from)?.lane ?? '', '图上的这条线从来没有走过');
  return { markings: engine.markings, accepted, mismatches: [...found.values()] };
}
