/** One band measured and placed: cards, pills and lines, ready to be drawn at any offset. */
import type { FlowBand, FlowNode, Weight } from './flow-model.ts';
import { ACROSS } from './flow-model.ts';
import { type Box, type Link, place, type Point } from './layout.ts';
import { type ActState, arrow, type Card, card, diamond, drawCard, drawPill, exitText, type Pill, type PillLook, pill, rect, TOKENS } from './svg-parts.ts';

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
const GAP = 10;

type Thing =
  | { readonly kind: 'card'; readonly card: Card; readonly state: ActState }
  | { readonly kind: 'pill'; readonly pill: Pill; readonly look: PillLook }
  | { readonly kind: 'diamond'; readonly weight: Weight }
  | { readonly kind: 'point'; readonly weight: Weight }
  | { readonly kind: 'grid'; readonly columns: readonly (readonly Card[])[] };

/** Single acts side by side between the same fork and join, put into one frame so that the chart stays narrow. */
function grids(band: FlowBand): Map<string, string[]> {
  const out = new Map<string, string[]>();
  const kind = new Map(band.nodes.map((n) => [n.id, n.kind] as const));
  for (const fork of band.nodes.filter((n) => n.kind === 'fork')) {
    const after = band.edges.filter((e) => e.from === fork.id).map((e) => e.to);
    const single = after.filter((a) => {
      const next = band.edges.filter((e) => e.from === a);
      return kind.get(a) === 'act' && next.length === 1 && kind.get(next[0]?.to as string) === 'join';
    });
    const joins = new Map<string, string[]>();
    for (const a of single) {
      const join = band.edges.find((e) => e.from === a)?.to as string;
      joins.set(join, [...(joins.get(join) ?? []), a]);
    }
    for (const acts of joins.values()) {
      const long = after.length > acts.length;
      if ((long && acts.length >= 3) || acts.length > 4) out.set(`${fork.id}/grid`, acts);
    }
  }
  return out;
}

function thingOf(node: FlowNode, band: FlowBand, c: BandContext): Thing {
  switch (node.kind) {
    case 'act': {
      const state = c.state(node.id);
      return { kind: 'card', card: card(node, CARD, c.loose, state), state };
    }
    case 'exit':
      return { kind: 'pill', pill: pill(exitText(node, c.number), 190), look: node.to };
    case 'outcome':
      return { kind: 'pill', pill: pill(node.title, 170), look: node.weight === 'main' ? 'main-outcome' : 'outcome' };
    case 'fork':
      return { kind: 'pill', pill: pill('以下各项同时进行，不分先后', 260), look: 'gate' };
    case 'join':
      return { kind: 'pill', pill: pill('以上该办的都办结后', 220), look: 'gate' };
    case 'choice':
      return { kind: 'diamond', weight: node.weight };
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
      return t.card;
    case 'pill':
      return t.pill;
    case 'diamond':
      return { width: 24, height: 24 };
    case 'point':
      return { width: 2, height: 2 };
    case 'grid': {
      const heights = t.columns.map((col) => col.reduce((h, c) => h + c.height + GAP, GAP));
      return { width: t.columns.length * (CARD + GAP) + GAP, height: Math.max(...heights) };
    }
    default:
      return t satisfies never;
  }
};

/** Measure and place one band. */
export async function picture(band: FlowBand, c: BandContext): Promise<BandPicture> {
  const across = band.phase === ACROSS;
  const things = new Map<string, Thing>();
  const inGrid = new Map<string, string>();
  const found = grids(band);
  for (const [id, acts] of found) for (const a of acts) inGrid.set(a, id);
  for (const node of band.nodes) {
    if (across && node.kind === 'entry') continue;
    const thing = thingOf(node, band, c);
    const grid = inGrid.get(node.id);
    if (!grid) things.set(node.id, thing);
    else if (!things.has(grid)) things.set(grid, { kind: 'grid', columns: [] });
  }
  for (const [id, acts] of found) {
    const cards = acts.map((a) => (thingOf(band.nodes.find((n) => n.id === a) as FlowNode, band, c) as { card: Card }).card);
    const beside = band.edges.some((e) => e.from === id.replace(/\/grid$/, '') && !inGrid.has(e.to));
    const rows = beside ? 2 : Math.ceil(cards.length / 4);
    const count = Math.ceil(cards.length / rows);
    const per = Math.ceil(cards.length / count);
    const columns = Array.from({ length: count }, (_, i) => cards.slice(i * per, (i + 1) * per));
    things.set(id, { kind: 'grid', columns });
  }
  const weights = new Map<string, Weight>();
  const links: Link[] = [];
  for (const e of band.edges) {
    const from = inGrid.get(e.from) ?? e.from;
    const to = inGrid.get(e.to) ?? e.to;
    if (!things.has(from) || !things.has(to)) continue;
    const key = `${from} ${to}`;
    if (!weights.has(key)) links.push({ from, to, straight: e.weight === 'main' });
    if (weights.get(key) !== 'main') weights.set(key, e.weight);
  }
  const boxes = [...things].map(([id, t]): Box => {
    const layer = id === band.entry ? 'first' : id === band.leave?.id ? 'last' : undefined;
    return { id, width: sizeOf(t).width, height: sizeOf(t).height, ...(layer && { layer }) };
  });
  const placed = await place(boxes, links, { layers: 24, boxes: 20 });
  const box = (id: string) => placed.boxes.get(id) as Point & { width: number; height: number };
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
        .map((l) => ({ ...l, weight: weights.get(`${l.from} ${l.to}`) ?? 'side' }))
        .sort((a, b) => Number(a.weight === 'main') - Number(b.weight === 'main'))
        .map((l) => {
          const to = things.get(l.to) as Thing;
          const head = to.kind !== 'point' && to.kind !== 'diamond' && !(to.kind === 'pill' && (to.look === 'outcome' || to.look === 'main-outcome'));
          return arrow(l.points.map((p) => ({ x: p.x + x, y: p.y + y })), l.weight, head);
        });
      const marks = [...things].map(([id, t]) => {
        const b = box(id);
        const [bx, by] = [b.x + x, b.y + y];
        switch (t.kind) {
          case 'card':
            return drawCard(t.card, bx, by, t.state, c.href(t.card.act.id));
          case 'pill':
            return drawPill(t.pill, bx, by, t.look);
          case 'diamond':
            return diamond(bx + 12, by + 12, 12, t.weight);
          case 'point':
            return '';
          case 'grid': {
            const frame = rect(bx, by, b.width, b.height, 8, `fill="none" stroke="${TOKENS.indigo}" stroke-width="1.2" stroke-dasharray="2 3"`);
            const cards = t.columns.flatMap((col, i) => {
              // Shorter columns spread their cards over the whole height.
              const spare = b.height - col.reduce((h, k) => h + k.height + GAP, GAP);
              const gap = GAP + (col.length > 1 ? spare / (col.length + 1) : spare / 2);
              let top = by + gap;
              return col.map((k) => {
                const out = drawCard(k, bx + GAP + i * (CARD + GAP), top, c.state(k.act.id), c.href(k.act.id));
                top += k.height + gap;
                return out;
              });
            });
            return frame + cards.join('');
          }
          default:
            return t satisfies never;
        }
      });
      return lines.join('') + marks.join('');
    },
  };
}
