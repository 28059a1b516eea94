/** Where the elements of a BPMN process lie: one lane a phase, one under the other, the flow from top to bottom. */

import type { Part, PartFlow, Parts } from './bpmn-parts.ts';
import type { Flow } from './flow-model.ts';
import { type Placed, type Point, place } from './layout.ts';

export interface Bounds extends Point {
  readonly width: number;
  readonly height: number;
}

/** Shapes and lines of a diagram, in px. */
export interface Diagram {
  readonly pool: Bounds;
  readonly lanes: ReadonlyMap<string, Bounds>;
  readonly shapes: ReadonlyMap<string, Bounds>;
  /** Flows between what is left when the points that vanish are taken out, with their bends. */
  readonly flows: readonly (PartFlow & { readonly points: readonly Point[] })[];
}

const TASK = { width: 150, height: 80 };
const GATE = { width: 50, height: 50 };
const EVENT = { width: 36, height: 36 };
/** Room at each side of a task for its deadline events. */
export const DEADLINE_ROOM = 112;
/** Room for the name of an event, beside or under it. */
export const LABEL = 100;
const PAD = 34;
const HEADER = 60;

function sizeOf(part: Part): { width: number; height: number } {
  switch (part.kind) {
    case 'user-task':
    case 'service-task': {
      const n = part.deadlines?.length ?? 0;
      return n ? { width: TASK.width + DEADLINE_ROOM * 2, height: Math.max(TASK.height, n * 56) } : TASK;
    }
    case 'parallel':
    case 'exclusive':
      return GATE;
    case 'pass':
      return { width: 2, height: 2 };
    case 'start':
    case 'catch':
    case 'timer':
      // The name stands at the right, clear of the line that goes on below.
      return { width: EVENT.width + LABEL * 2, height: EVENT.height };
    default:
      return { width: LABEL, height: EVENT.height + 34 };
  }
}

function boundsOf(part: Part, at: Bounds): Bounds {
  if (part.kind === 'user-task' || part.kind === 'service-task') {
    return { x: at.x + (at.width - TASK.width) / 2, y: at.y, width: TASK.width, height: at.height };
  }
  if (part.kind === 'parallel' || part.kind === 'exclusive' || part.kind === 'pass') return at;
  return { x: at.x + (at.width - EVENT.width) / 2, y: at.y, ...EVENT };
}

/** Lay out the parts, and take out the points that vanish. */
export async function layoutParts(flow: Flow, p: Parts): Promise<Diagram> {
  const lanes = new Map<string, Bounds>();
  const shapes = new Map<string, Bounds>();
  const points = new Map<PartFlow, Point[]>();
  const placed: { lane: string; at: Placed }[] = [];
  const inLane = (id: string) => p.parts.get(id)?.lane;
  for (const band of flow.bands) {
    const parts = [...p.parts.values()].filter((x) => x.lane === band.phase);
    const flows = p.flows.filter((f) => inLane(f.from) === band.phase && inLane(f.to) === band.phase);
    const boxes = parts.map((x) => ({ id: x.id, ...sizeOf(x) }));
    const links = flows.map((f) => ({ from: f.from, to: f.to, straight: true }));
    placed.push({ lane: band.phase, at: await place(boxes, links, { layers: 40, boxes: 30 }) });
  }
  const passing = p.flows.filter((f) => inLane(f.from) !== inLane(f.to));
  const gutter = 20 + passing.length * 14;
  const wide = Math.max(...placed.map((x) => x.at.width)) + PAD * 2 + gutter;
  let y = 0;
  const offset = new Map<string, Point>();
  for (const { lane, at } of placed) {
    const height = Math.max(at.height + PAD * 2, 120);
    const x = HEADER + gutter + PAD + (wide - gutter - PAD * 2 - at.width) / 2;
    offset.set(lane, { x, y: y + PAD });
    lanes.set(lane, { x: 30, y, width: wide + HEADER - 30, height });
    for (const [id, box] of at.boxes) {
      const part = p.parts.get(id) as Part;
      shapes.set(id, boundsOf(part, { ...box, x: box.x + x, y: box.y + y + PAD }));
    }
    y += height;
  }
  for (const { lane, at } of placed) {
    const o = offset.get(lane) as Point;
    for (const link of at.links) {
      const f = p.flows.find((g) => g.from === link.from && g.to === link.to && !points.has(g));
      if (f)
        points.set(
          f,
          link.points.map((pt) => ({ x: pt.x + o.x, y: pt.y + o.y })),
        );
    }
  }
  // From lane to lane: straight on to the next one, round the left side past others.
  let used = 0;
  const order = flow.bands.map((b) => b.phase);
  for (const f of passing) {
    const a = shapes.get(f.from) as Bounds;
    const b = shapes.get(f.to) as Bounds;
    const start = { x: a.x + a.width / 2, y: a.y + a.height };
    const end = { x: b.x + b.width / 2, y: b.y };
    const next = order.indexOf(inLane(f.to) as string) === order.indexOf(inLane(f.from) as string) + 1;
    const low =
      (lanes.get(inLane(f.from) as string) as Bounds).y +
      (lanes.get(inLane(f.from) as string) as Bounds).height -
      10;
    const high = end.y - 10;
    const side = HEADER + 14 * ++used;
    points.set(
      f,
      next
        ? [start, { x: start.x, y: low }, { x: end.x, y: low }, end]
        : [
            start,
            { x: start.x, y: low },
            { x: side, y: low },
            { x: side, y: high },
            { x: end.x, y: high },
            end,
          ],
    );
  }
  return {
    pool: { x: 0, y: 0, width: wide + HEADER, height: y },
    lanes,
    shapes,
    flows: withoutPoints(p, points),
  };
}

/** Join the flows before and after each point that vanishes. */
function withoutPoints(
  p: Parts,
  points: ReadonlyMap<PartFlow, readonly Point[]>,
): (PartFlow & { points: Point[] })[] {
  const out: (PartFlow & { points: Point[] })[] = [];
  const isPass = (id: string) => p.parts.get(id)?.kind === 'pass';
  for (const first of p.flows.filter((f) => !isPass(f.from))) {
    const line = [...(points.get(first) ?? [])];
    let last = first;
    let name = first.name;
    for (let hops = 0; isPass(last.to) && hops < p.parts.size; hops++) {
      const next = p.flows.find((f) => f.from === last.to);
      if (!next) break;
      line.push(...(points.get(next) ?? []));
      name = name ?? next.name;
      last = next;
    }
    if (isPass(last.to)) continue;
    out.push({ from: first.from, to: last.to, ...(name && { name }), points: tidy(line) });
  }
  return out;
}

/** Leave out points in the middle of a straight line. */
function tidy(line: readonly Point[]): Point[] {
  const rounded = line.map((p) => ({ x: Math.round(p.x), y: Math.round(p.y) }));
  const out: Point[] = [];
  for (const p of rounded) {
    const [a, b] = [out.at(-2), out.at(-1)];
    if (b && b.x === p.x && b.y === p.y) continue;
    if (a && b && ((a.x === b.x && b.x === p.x) || (a.y === b.y && b.y === p.y))) out.pop();
    out.push(p);
  }
  return out;
}
