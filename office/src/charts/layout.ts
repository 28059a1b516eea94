/** Layout of one band by ELK: layers from top to bottom, edges at right angles. */
import ELK, { type ElkNode } from 'elkjs/lib/elk.bundled.js';

/** A box to be placed. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Keep it in the first or last layer. */
  readonly layer?: 'first' | 'last';
}

/** A link between boxes; a straight one is kept straight before others. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly straight?: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything of a band lies, in px from its top left corner. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Point & { readonly width: number; readonly height: number }>;
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly points: readonly Point[];
  }[];
}

/** Distances in px. */
export interface Gaps {
  readonly layers: number;
  readonly boxes: number;
}

const elk = new ELK();

/** Place the boxes. The same input gives the same layout. */
export async function place(boxes: readonly Box[], links: readonly Link[], gaps: Gaps): Promise<Placed> {
  if (boxes.length === 0) return { width: 0, height: 0, boxes: new Map(), links: [] };
  const graph: ElkNode = {
    id: 'band',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.randomSeed': '1',
      'elk.padding': '[top=0,left=0,bottom=0,right=0]',
      'elk.layered.mergeEdges': 'true',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.nodePlacement.favorStraightEdges': 'true',
      'elk.layered.thoroughness': '20',
      'elk.layered.spacing.nodeNodeBetweenLayers': String(gaps.layers),
      'elk.layered.spacing.edgeNodeBetweenLayers': String(gaps.layers / 2),
      'elk.spacing.nodeNode': String(gaps.boxes),
      'elk.spacing.edgeNode': String(Math.round(gaps.boxes * 0.7)),
      'elk.spacing.componentComponent': String(gaps.boxes * 1.5),
      'elk.aspectRatio': '4',
    },
    children: boxes.map((box) => ({
      id: box.id,
      width: box.width,
      height: box.height,
      layoutOptions: {
        'elk.alignment': 'TOP',
        ...(box.layer && {
          'elk.layered.layering.layerConstraint': box.layer === 'first' ? 'FIRST' : 'LAST',
        }),
      } as Record<string, string>,
    })),
    edges: links.map((link, i) => ({
      id: `link-${i}`,
      sources: [link.from],
      targets: [link.to],
      ...(link.straight && {
        layoutOptions: { 'elk.layered.priority.straightness': '10', 'elk.layered.priority.shortness': '5' },
      }),
    })),
  };
  const done = await elk.layout(graph);
  const round = (n: number) => Math.round(n * 10) / 10;
  const placed = new Map(
    (done.children ?? []).map((c) => [
      c.id,
      { x: round(c.x ?? 0), y: round(c.y ?? 0), width: c.width ?? 0, height: c.height ?? 0 },
    ]),
  );
  return {
    width: round(done.width ?? 0),
    height: round(done.height ?? 0),
    boxes: placed,
    links: (done.edges ?? []).map((e, i) => {
      const link = links[i] as Link;
      const section = e.sections?.[0];
      const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
      return { from: link.from, to: link.to, points: points.map((p) => ({ x: round(p.x), y: round(p.y) })) };
    }),
  };
}
