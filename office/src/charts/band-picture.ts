/** One band measured and placed: cards, pills and lines, ready to be drawn at any offset. */
import { ACROSS, type FlowBand, type FlowExit, type FlowNode, type Weight } from './flow-model.ts';
import { framesOf, tailsOf } from './frames.ts';
import { type Box, type Link, type Point, place } from './layout.ts';
import {
  type ActState,
  arrow,
  type Card,
  card,
  diamond,
  drawCard,
  drawPill,
  exitText,
  type Pill,
  type PillLook,
  pill,
  rect,
  TOKENS,
} from './svg-parts.ts';

/** What drawing a band needs besides the band. */
export interface BandContext {
  readonly first: boolean;
  readonly number: (phase: string) => number;
  readonly loose: ReadonlySet<string>;
  readonly state: (act: string) => ActState;
  readonly href: (act: string) => string | undefined;
}

/** A placed band. */
export interface BandPicture {
  readonly band: FlowBand;
  readonly width: number;
  readonly height: number;
  /** Where the main way comes in and goes on. */
  readonly entry: Point;
  readonly leave?: Point;
  /** Draw at an offset. */
  draw(x: number, y: number): string;
}

const CARD = 218;
const FRAME = 8;
const TAIL = 16;

type Thing =
  | {
      readonly kind: 'card';
      readonly card: Card;
      readonly state: ActState;
      readonly tail?: { readonly pill: Pill; readonly look: PillLook };
    }
  | { readonly kind: 'pill'; readonly pill: Pill; readonly look: PillLook }
  | { readonly kind: 'diamond'; readonly weight: Weight }
  | { readonly kind: 'point'; readonly weight: Weight }
  | { readonly kind: 'filler' };

function thingOf(
  node: FlowNode,
  band: FlowBand,
  c: BandContext,
  tails: ReadonlyMap<string, FlowExit>,
): Thing {
  switch (node.kind) {
    case 'act': {
      const state = c.state(node.id);
      const exit = tails.get(node.id);
      return {
        kind: 'card',
        card: card(node, CARD, c.loose, state),
        state,
        ...(exit && { tail: { pill: pill(exitText(exit, c.number), CARD), look: exit.to } }),
      };
    }
    case 'exit':
      return { kind: 'pill', pill: pill(exitText(node, c.number), 200), look: node.to };
    case 'outcome':
      return {
        kind: 'pill',
        pill: pill(node.title, 200),
        look: node.weight === 'main' ? 'main-outcome' : 'outcome',
      };
    case 'fork':
      return { kind: 'pill', pill: pill('以下各项同时进行，不分先后', 260), look: 'gate' };
    case 'join':
      return { kind: 'pill', pill: pill('以上该办的都办结后', 220), look: 'gate' };
    case 'choice': {
      const results = band.edges.some(
        (e) => e.from === node.id && band.nodes.find((n) => n.id === e.to)?.kind === 'outcome',
      );
      if (results) return { kind: 'diamond', weight: node.weight };
      return {
        kind: 'pill',
        pill: pill('视情况办理其中一项', 220),
        look: node.weight === 'main' ? 'gate' : 'side-gate',
      };
    }
    case 'entry':
      if (c.first) return { kind: 'pill', pill: pill('开始', 120), look: 'start' };
      if (!band.main && band.cameFrom.length) {
        return { kind: 'pill', pill: pill(`由“${band.cameFrom.join('”“')}”转入`, 240), look: 'back' };
      }
      return { kind: 'point', weight: node.weight };
    case 'merge':
    case 'leave':
      return { kind: 'point', weight: node.weight };
    default:
      return node satisfies never;
  }
}

const sizeOf = (t: Thing): { width: number; height: number } => {
  switch (t.kind) {
    case 'card':
      return { width: t.card.width, height: t.card.height + (t.tail ? TAIL + t.tail.pill.height : 0) };
    case 'pill':
      return t.pill;
    case 'diamond':
      return { width: 24, height: 24 };
    case 'point':
      return { width: 2, height: 2 };
    case 'filler':
      return { width: CARD, height: 2 };
    default:
      return t satisfies never;
  }
};

/** The exit right under a card. */
function drawTail(t: Extract<Thing, { kind: 'card' }>, x: number, y: number): string {
  if (!t.tail) return '';
  const middle = x + t.card.width / 2;
  const top = y + t.card.height;
  const line = arrow(
    [
      { x: middle, y: top },
      { x: middle, y: top + TAIL },
    ],
    'side',
    true,
  );
  return line + drawPill(t.tail.pill, middle - t.tail.pill.width / 2, top + TAIL, t.tail.look);
}

/** Measure and place one band. */
export async function picture(band: FlowBand, c: BandContext): Promise<BandPicture> {
  const across = band.phase === ACROSS;
  const things = new Map<string, Thing>();
  const tails = tailsOf(band);
  const absorbed = new Set([...tails.values()].map((exit) => exit.id));
  // What nothing waits for stands at the right of the way.
  const aside = (n: FlowNode) => Number(n.kind === 'act' && n.optional && n.weight === 'side');
  for (const node of band.nodes.toSorted((a, b) => aside(a) - aside(b))) {
    if ((across && node.kind === 'entry') || absorbed.has(node.id)) continue;
    things.set(node.id, thingOf(node, band, c, tails));
  }
  const framed = framesOf(band, tails);
  /** Links that hold a column together and are not drawn. */
  const hidden = new Set<string>();
  const columns = framed.flatMap((g) => g.columns.map((ids) => ({ ...g, ids })));
  const inside = new Set(columns.flatMap((col) => col.ids));
  const fans = new Set(band.nodes.filter((n) => n.kind === 'fork' || n.kind === 'join').map((n) => n.id));
  const choices = new Set(band.nodes.filter((n) => n.kind === 'choice').map((n) => n.id));
  const weights = new Map<string, Weight>();
  const links: Link[] = [];
  const link = (from: string, to: string, weight: Weight) => {
    const key = `${from} ${to}`;
    if (!weights.has(key))
      links.push({
        from,
        to,
        straight: !fans.has(from) && !fans.has(to) && (weight === 'main' || !choices.has(from)),
      });
    if (weights.get(key) !== 'main') weights.set(key, weight);
  };
  const atSide = new Set(band.nodes.filter(aside).map((n) => n.id));
  for (const e of band.edges.toSorted((a, b) => Number(atSide.has(a.to)) - Number(atSide.has(b.to)))) {
    const column = columns.find((col) => col.ids.includes(e.from) || col.ids.includes(e.to));
    if (column && inside.has(e.to)) {
      // The first edge into a column stands for all of it.
      if (column.ids[0] !== e.to) continue;
      link(e.from, e.to, e.weight);
      for (const [i, id] of column.ids.entries()) {
        if (!things.has(id)) things.set(id, { kind: 'filler' });
        const next = column.ids[i + 1];
        if (!next) {
          if (column.meet) link(id, column.meet, e.weight);
          continue;
        }
        link(id, next, 'main');
        hidden.add(`${id} ${next}`);
      }
    } else if (!inside.has(e.from) && things.has(e.from) && things.has(e.to)) link(e.from, e.to, e.weight);
  }
  const boxes = [...things].map(([id, t]): Box => {
    const layer = id === band.entry ? 'first' : id === band.leave?.id ? 'last' : undefined;
    return { id, width: sizeOf(t).width, height: sizeOf(t).height, ...(layer && { layer }) };
  });
  const placed = await place(boxes, links, { layers: framed.length ? 32 : 26, boxes: 22 });
  const box = (id: string) => placed.boxes.get(id) as Point & { width: number; height: number };
  const around = (column: readonly string[]) => {
    const ids = column.filter((id) => things.get(id)?.kind !== 'filler');
    const all = ids.map(box);
    const left = Math.min(...all.map((b) => b.x)) - FRAME;
    const top = Math.min(...all.map((b) => b.y)) - FRAME;
    const right = Math.max(...all.map((b) => b.x + b.width)) + FRAME;
    const bottom = Math.max(...all.map((b) => b.y + b.height)) + FRAME;
    return { ids: new Set(column), real: ids.length, left, top, right, bottom };
  };
  // One border round all columns, or, where something else stands between them, one round each.
  const frames = framed.flatMap((g) => {
    const whole = around(g.columns.flat());
    const alien = [...placed.boxes].some(
      ([id, b]) =>
        !whole.ids.has(id) &&
        b.x < whole.right &&
        b.x + b.width > whole.left &&
        b.y < whole.bottom &&
        b.y + b.height > whole.top,
    );
    return alien ? g.columns.map(around) : [whole];
  });
  const ends = new Set(columns.map((col) => `${col.ids.at(-1)} ${col.meet}`));
  const starts = new Set(columns.map((col) => `${col.gate} ${col.ids[0]}`));
  /** A line into or out of a frame stops at the frame. */
  const atFrame = (l: { from: string; to: string; points: readonly Point[] }): readonly Point[] => {
    const into = starts.has(`${l.from} ${l.to}`) ? frames.find((f) => f.ids.has(l.to)) : undefined;
    const out = ends.has(`${l.from} ${l.to}`) ? frames.find((f) => f.ids.has(l.from)) : undefined;
    return l.points.map((p, i) => {
      if (into && i === l.points.length - 1)
        return { x: p.x, y: into.real > 1 ? into.top : into.top + FRAME };
      return out && i === 0 ? { x: p.x, y: out.real > 1 ? out.bottom : out.bottom - FRAME } : p;
    });
  };
  const entry = placed.boxes.get(band.entry);
  const leave = band.leave ? box(band.leave.id) : undefined;
  return {
    band,
    width: placed.width,
    height: placed.height,
    entry: entry ? { x: entry.x + entry.width / 2, y: entry.y } : { x: placed.width / 2, y: 0 },
    ...(leave && { leave: { x: leave.x + leave.width / 2, y: leave.y + leave.height } }),
    draw(x, y) {
      const lines = placed.links
        .filter((l) => !hidden.has(`${l.from} ${l.to}`))
        .map((l) => ({ ...l, weight: weights.get(`${l.from} ${l.to}`) ?? 'side' }))
        .sort((a, b) => Number(a.weight === 'main') - Number(b.weight === 'main'))
        .map((l) => {
          const to = things.get(l.to) as Thing;
          const head =
            to.kind !== 'point' &&
            to.kind !== 'diamond' &&
            !(to.kind === 'pill' && (to.look === 'outcome' || to.look === 'main-outcome'));
          return arrow(
            atFrame(l).map((p) => ({ x: p.x + x, y: p.y + y })),
            l.weight,
            head,
          );
        });
      const marks = [...things].map(([id, t]) => {
        const b = box(id);
        const [bx, by] = [b.x + x, b.y + y];
        switch (t.kind) {
          case 'card':
            return drawCard(t.card, bx, by, t.state, c.href(t.card.act.id)) + drawTail(t, bx, by);
          case 'pill':
            return drawPill(t.pill, bx, by, t.look);
          case 'diamond':
            return diamond(bx + 12, by + 12, 12, t.weight);
          case 'point':
            return arrow(
              [
                { x: bx + 1, y: by - 0.5 },
                { x: bx + 1, y: by + 2.5 },
              ],
              t.weight,
              false,
            );
          case 'filler':
            return '';
          default:
            return t satisfies never;
        }
      });
      const borders = frames
        .filter((f) => f.real > 1)
        .map((f) =>
          rect(
            x + f.left,
            y + f.top,
            f.right - f.left,
            f.bottom - f.top,
            8,
            `fill="none" stroke="${TOKENS.indigo}" stroke-width="1.3" stroke-dasharray="2 3"`,
          ),
        );
      return borders.join('') + lines.join('') + marks.join('');
    },
  };
}
