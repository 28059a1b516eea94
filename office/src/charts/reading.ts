/**
 * A chart read back from its BPMN text, as somebody reads it who sees nothing but the chart: lanes are phases, a task
 * that is in force is passed, one that is not is what comes next. From it `conformance.ts` shows that the chart says
 * what the engine does.
 *
 * How it is read: where a case stands in a phase, one starts at every way into that phase's lane and goes on through
 * gateways, timers and tasks already done; a join asks for all its branches; an arrow that names a result of the task
 * before is taken only by that result; a link event is taken into the lane of shared steps, and back by its number.
 */
import type { Guard } from '@fadu/kernel';
import type { Chart, ChartFlow, ChartNode } from './chart-file.ts';
import { simplify } from './guard-words.ts';

export { type Chart, type ChartFlow, type ChartNode, type ChartNodeKind, readChart } from './chart-file.ts';

/** Where a case stands, as far as the reader of a chart needs to know. */
export interface Place {
  /** Phase; empty before the case is opened. */
  readonly phase: string;
  /** The act is in force; undefined where nobody keeps that. */
  readonly done: (act: string) => boolean | undefined;
  /** The act has happened at some time; undefined where nobody keeps that. */
  readonly ever: (act: string) => boolean | undefined;
  /** Whether the last result of the act is one that this name names; undefined where that is not known or no result. */
  readonly result: (act: string, name: string) => boolean | undefined;
}

/** What a chart says may come next, and the arrows by which that is reached. */
export interface Offer {
  readonly acts: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
}

/** Where an act leads, as drawn: `stay`, a phase, or an end by its title. */
export interface Exit {
  readonly to: string;
  readonly flows: readonly string[];
  /** By a link. */
  readonly away?: boolean;
}

const NUMBERS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** Reads one chart. */
export class ChartReader {
  readonly chart: Chart;
  private readonly out = new Map<string, ChartFlow[]>();
  private readonly into = new Map<string, ChartFlow[]>();
  private readonly catches = new Map<string, ChartNode>();
  /** Tasks right before a node, with nothing but gateways between. */
  private readonly before = new Map<string, readonly string[]>();

  constructor(chart: Chart) {
    this.chart = chart;
    for (const f of chart.flows) {
      this.out.set(f.from, [...(this.out.get(f.from) ?? []), f]);
      this.into.set(f.to, [...(this.into.get(f.to) ?? []), f]);
    }
    for (const n of chart.nodes.values()) if (n.kind === 'catch' && n.link) this.catches.set(n.link, n);
  }

  private node(id: string): ChartNode {
    return this.chart.nodes.get(id) as ChartNode;
  }

  /** Arrows into and out of an element. */
  degree(id: string): readonly [ins: number, outs: number] {
    return [this.into.get(id)?.length ?? 0, this.out.get(id)?.length ?? 0];
  }

  /** Phases whose ways in do not all meet in one point. */
  divided(): string[] {
    const closure = (from: string): string => {
      const seen = new Set<string>([from]);
      const ends = new Set<string>();
      const queue = [from];
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        const kind = this.node(id).kind;
        if (!['start', 'catch', 'exclusive'].includes(kind)) {
          ends.add(id);
          continue;
        }
        for (const f of this.out.get(id) ?? [])
          if (!seen.has(f.to)) {
            seen.add(f.to);
            queue.push(f.to);
          }
      }
      return [...ends].sort().join(' ');
    };
    return this.chart.lanes.filter(
      (lane) => lane !== 'across' && new Set(this.entries(lane).map(closure)).size > 1,
    );
  }

  /** Arrows that say they lead back to a phase and do not. */
  straying(): ChartFlow[] {
    return this.chart.flows.filter((f) => {
      if (!f.name.startsWith('原在')) return false;
      const to = this.node(f.to);
      const lane = to.kind === 'throw' ? this.catches.get(to.link as string)?.lane : to.lane;
      return this.phasesNamed(f.name)?.[0] !== lane;
    });
  }

  /** What the timer right before a task waits for, in words; undefined where there is none. */
  waitsBefore(act: string): string | undefined {
    const task = [...this.chart.nodes.values()].find((n) => n.act === act);
    return (this.into.get(task?.id ?? '') ?? []).map((f) => this.node(f.from)).find((n) => n.kind === 'timer')
      ?.waits;
  }

  /** Acts that stand behind a timer. */
  waiting(): string[] {
    return [...this.chart.nodes.values()].flatMap((n) =>
      n.act && this.waitsBefore(n.act) !== undefined ? [n.act] : [],
    );
  }

  private tasksBefore(id: string, seen = new Set<string>()): readonly string[] {
    const known = this.before.get(id);
    if (known) return known;
    const found = (this.into.get(id) ?? []).flatMap((f): readonly string[] => {
      const n = this.node(f.from);
      if (n.act !== undefined) return [n.act];
      if (seen.has(n.id) || (n.kind !== 'exclusive' && n.kind !== 'parallel')) return [];
      return this.tasksBefore(n.id, seen.add(n.id));
    });
    if (seen.size === 0) this.before.set(id, found);
    return found;
  }

  /** Phase numbers that an arrow's name restricts it to: 原在③, 在②④办理. */
  private phasesNamed(name: string): readonly string[] | undefined {
    const numbers = /^(?:原在|在)([①-⑳]+)/u.exec(name)?.[1];
    return numbers === undefined
      ? undefined
      : [...numbers].map((n) => this.chart.lanes[NUMBERS.indexOf(n)] ?? '');
  }

  /** Whether an arrow may be taken by what is known. */
  private open(f: ChartFlow, place: Place, only?: string): boolean {
    if (!f.name) return true;
    const phases = this.phasesNamed(f.name);
    if (phases) return place.phase === '' || phases.includes(place.phase);
    const from = this.node(f.from);
    if (from.kind !== 'exclusive') return true;
    const acts = only ? [only] : this.tasksBefore(f.from);
    const told = acts.map((a) =>
      place.done(a) === false && a !== only ? undefined : place.result(a, f.name),
    );
    return !told.includes(false) || told.includes(true);
  }

  /** The condition stated with a task holds, or is not known not to. */
  private stands(n: ChartNode, place: Place): boolean {
    const given = (atom: Guard & { op: 'done' | 'ever' }) =>
      (atom.op === 'done' ? place.done : place.ever)(atom.act);
    return (
      !n.condition ||
      simplify(n.condition, (a) => (a.op === 'done' || a.op === 'ever' ? given(a) : undefined)) !== false
    );
  }

  /** The ways into a lane: from another lane, by a link to the lane, or the start. */
  private entries(lane: string): string[] {
    return [...this.chart.nodes.values()]
      .filter(
        (n) =>
          n.lane === lane &&
          (n.kind === 'start' ||
            (n.kind === 'catch' && !n.link?.startsWith('“')) ||
            (this.into.get(n.id) ?? []).some((f) => this.node(f.from).lane !== lane)),
      )
      .map((n) => n.id);
  }

  /** What the chart offers where a case stands. */
  offer(place: Place): Offer {
    const acts = new Set<string>();
    const flows = new Set<string>();
    const at = new Set<string>();
    const queue = place.phase
      ? this.entries(place.phase)
      : [...this.chart.nodes.values()].filter((n) => n.kind === 'start').map((n) => n.id);
    const take = (f: ChartFlow) => {
      if (flows.has(f.id) || !this.open(f, place)) return;
      // Only an act moves a case to another phase; what is shared by phases is turned to.
      flows.add(f.id);
      if (this.node(f.to).lane !== this.node(f.from).lane) return;
      queue.push(f.to);
    };
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const n = this.node(id);
      if (n.kind === 'parallel') {
        // What comes from another lane is how the phase was entered.
        const arrived = (this.into.get(id) ?? []).every(
          (f) => flows.has(f.id) || this.node(f.from).lane !== n.lane,
        );
        if (!arrived) continue;
      }
      if (at.has(id)) continue;
      at.add(id);
      switch (n.kind) {
        case 'task': {
          const done = place.done(n.act as string);
          if ((!done || n.loop) && this.stands(n, place)) acts.add(n.act as string);
          if (done !== false) for (const f of this.out.get(id) ?? []) take(f);
          break;
        }
        case 'throw': {
          const caught = this.catches.get(n.link as string);
          const turn = caught && (caught.lane === 'across' || caught.link?.startsWith('“'));
          if (caught && (turn || caught.lane === place.phase)) queue.push(caught.id);
          break;
        }
        case 'end':
        case 'boundary':
          break;
        default:
          for (const f of this.out.get(id) ?? []) take(f);
      }
    }
    return { acts, flows };
  }

  /** Of the arrows walked, those that lead to one of these acts with no other act between. */
  leadingTo(offer: Offer, acts: ReadonlySet<string>): string[] {
    const out = new Set<string>();
    const queue = [...this.chart.nodes.values()].filter((n) => n.act !== undefined && acts.has(n.act));
    const seen = new Set(queue.map((n) => n.id));
    const back = (n: ChartNode) => {
      if (n.act !== undefined || seen.has(n.id)) return;
      seen.add(n.id);
      queue.push(n);
    };
    for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
      const here = n;
      for (const f of this.into.get(here.id) ?? []) {
        if (!offer.flows.has(f.id)) continue;
        out.add(f.id);
        back(this.node(f.from));
      }
      if (here.kind !== 'catch') continue;
      for (const t of this.chart.nodes.values()) if (t.kind === 'throw' && t.link === here.link) back(t);
    }
    return [...out];
  }

  /** Arrows from where a link is caught to the first steps of its lane. */
  private arrival(link: string): string[] {
    const queue = [this.catches.get(link)?.id ?? ''];
    const out = new Set<string>();
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      for (const f of this.out.get(id) ?? []) {
        if (out.has(f.id)) continue;
        out.add(f.id);
        if (['exclusive', 'parallel'].includes(this.node(f.to).kind)) break;
      }
    }
    return [...out];
  }

  /** Where an act leads from a phase, as drawn, with what is known of its result. */
  exits(act: string, place: Place): Exit[] {
    const task = [...this.chart.nodes.values()].find((n) => n.act === act);
    if (!task) return [];
    const out: Exit[] = [];
    const seen = new Set<string>();
    const go = (id: string, flows: readonly string[]) => {
      for (const f of this.out.get(id) ?? []) {
        if (
          seen.has(f.id) ||
          !this.open(f, place, id === task.id || this.tasksBefore(f.from).includes(act) ? act : undefined)
        )
          continue;
        seen.add(f.id);
        const path = [...flows, f.id];
        const n = this.node(f.to);
        if (n.lane !== this.node(f.from).lane) out.push({ to: n.lane, flows: path });
        else if (n.kind === 'end')
          out.push({ to: n.name === '没有后续步骤' ? 'stay' : `end ${n.name}`, flows: path });
        else if (n.kind === 'throw') {
          const lane = this.catches.get(n.link as string)?.lane ?? '';
          // A link to one shared step moves nothing yet.
          const turn = lane === 'across' || n.link?.startsWith('“');
          const on = turn ? [] : this.arrival(n.link as string);
          out.push({ to: turn || lane === place.phase ? 'stay' : lane, flows: [...path, ...on], away: true });
        } else if (n.kind === 'task' || n.kind === 'timer')
          out.push({ to: n.lane === place.phase || n.lane === 'across' ? 'stay' : n.lane, flows: path });
        else go(n.id, path);
      }
    };
    go(task.id, []);
    // Nothing drawn after it but a way back to where it began: the case stays.
    return out;
  }
}
