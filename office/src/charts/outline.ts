/** A band as lines to read from top to bottom, for narrow screens: the same flow, with indents for what runs side by side. */
import type { FlowAct, FlowBand, FlowExit, FlowNode } from './flow-model.ts';
import { ACROSS } from './flow-model.ts';
import { reaches } from './order.ts';

/** One line of the outline. */
export type OutlineRow =
  /** An act; `follows` when it comes after the row above it. */
  | { readonly kind: 'act'; readonly act: FlowAct; readonly depth: number; readonly follows: boolean }
  /** 以下各项同时进行 or 以上该办的都办结后. */
  | { readonly kind: 'fork' | 'join'; readonly depth: number }
  /** A result of the act above; what comes of it stands under it. */
  | { readonly kind: 'outcome'; readonly title: string; readonly main: boolean; readonly depth: number }
  /** One of several acts of which only one happens. */
  | { readonly kind: 'either'; readonly depth: number }
  | { readonly kind: 'exit'; readonly exit: FlowExit; readonly depth: number }
  /** The main way goes on to the next band. */
  | { readonly kind: 'leave'; readonly depth: number }
  /** Goes on with an act that stands further below. */
  | { readonly kind: 'goto'; readonly title: string; readonly depth: number };

/** Read a band from top to bottom. Every act of the band is in it once. */
export function outlineOf(band: FlowBand): OutlineRow[] {
  const nodes = new Map<string, FlowNode>(band.nodes.map((n) => [n.id, n]));
  const place = new Map(band.nodes.map((n, i) => [n.id, i]));
  const rows: OutlineRow[] = [];
  const told = new Set<string>();
  const after = (id: string) =>
    band.edges
      .filter((e) => e.from === id)
      .map((e) => e.to)
      .sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  /** First point that all of several paths come to again. */
  const meet = (points: readonly string[]): string | undefined => {
    const going = points.filter((p) =>
      [...nodes.keys()].some((n) => n !== p && nodes.get(n)?.kind !== 'exit' && reaches(band.edges, p, n)),
    );
    if (going.length < 2) return undefined;
    const common = [...nodes.keys()].filter(
      (n) => nodes.get(n)?.kind !== 'leave' && going.every((p) => reaches(band.edges, p, n)),
    );
    return common.find((n) => common.every((m) => m === n || reaches(band.edges, n, m)));
  };
  const title = (id: string): string => {
    const node = nodes.get(id);
    if (node?.kind === 'act') return node.title;
    const next = after(id)[0];
    return next ? title(next) : '';
  };
  const walk = (id: string, stop: ReadonlySet<string>, depth: number, follows: boolean): void => {
    const node = nodes.get(id);
    if (!node || stop.has(id)) return;
    if (node.kind === 'leave') {
      rows.push({ kind: 'leave', depth });
      return;
    }
    if (told.has(id)) {
      if (node.kind === 'act' || node.kind === 'join' || node.kind === 'merge')
        rows.push({ kind: 'goto', title: title(id), depth });
      return;
    }
    told.add(id);
    const next = after(id);
    switch (node.kind) {
      case 'act':
        rows.push({ kind: 'act', act: node, depth, follows });
        break;
      case 'exit':
        rows.push({ kind: 'exit', exit: node, depth });
        return;
      case 'outcome':
        rows.push({ kind: 'outcome', title: node.title, main: node.weight === 'main', depth });
        for (const n of next) walk(n, stop, depth + 1, false);
        if (next.length && next.every((n) => stop.has(n)))
          rows.push({ kind: 'goto', title: title(next[0] as string), depth: depth + 1 });
        return;
      case 'fork':
        rows.push({ kind: 'fork', depth });
        break;
      case 'join':
        rows.push({ kind: 'join', depth });
        break;
      case 'choice':
        if (next.some((n) => nodes.get(n)?.kind !== 'outcome')) rows.push({ kind: 'either', depth });
        break;
      case 'entry':
      case 'merge':
        break;
      default:
        node.kind satisfies never;
    }
    if (next.length === 0) return;
    if (next.length === 1) {
      walk(
        next[0] as string,
        stop,
        depth,
        node.kind === 'act' ||
          (node.kind !== 'entry' && follows) ||
          node.kind === 'join' ||
          node.kind === 'merge',
      );
      return;
    }
    // The way that goes on is told last, so that it runs into what stands below.
    const point = meet(next);
    const inner = point ? new Set([...stop, point]) : stop;
    const results = node.kind === 'choice' && !next.some((n) => nodes.get(n)?.kind !== 'outcome');
    const indent = node.kind === 'fork' || (node.kind === 'choice' && !results) ? depth + 1 : depth;
    for (const n of next) walk(n, inner, indent, false);
    if (point) walk(point, stop, depth, true);
  };
  if (band.phase === ACROSS) {
    for (const n of band.nodes) if (n.kind === 'act') walk(n.id, new Set(), 0, false);
  } else walk(band.entry, new Set(), 0, false);
  for (const n of band.nodes)
    if (n.kind === 'act' && !told.has(n.id)) rows.push({ kind: 'act', act: n, depth: 0, follows: false });
  return rows;
}
