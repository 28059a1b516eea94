/** What a band's picture puts together before it is laid out: acts with their exits, and acts stacked in one frame. */
import type { FlowBand, FlowExit } from './flow-model.ts';

/** Single acts side by side after the same gate, stacked in columns so that the chart stays narrow. */
export interface Frame {
  readonly gate: string;
  /** Where they meet again; absent for acts that leave the band. */
  readonly meet?: string;
  /** Names of acts, top to bottom; a filler's name where a column is shorter. */
  readonly columns: readonly (readonly string[])[];
}

/** Side acts whose one follow-up is an exit: act → exit. The exit is drawn right under the act. */
export function tailsOf(band: FlowBand): Map<string, FlowExit> {
  const out = new Map<string, FlowExit>();
  for (const node of band.nodes) {
    if (node.kind !== 'act') continue;
    const next = band.edges.filter((e) => e.from === node.id);
    const exit = band.nodes.find((n) => n.id === next[0]?.to);
    if (next.length === 1 && exit?.kind === 'exit' && next[0]?.weight !== 'main') out.set(node.id, exit);
  }
  return out;
}

const LEAVING = 'leaving';

/** Longest chain of acts from a point on. */
function depthOf(band: FlowBand, from: string): number {
  const next = band.edges.filter((e) => e.from === from).map((e) => depthOf(band, e.to));
  return (band.nodes.find((n) => n.id === from)?.kind === 'act' ? 1 : 0) + Math.max(0, ...next);
}

/** The frames of a band: three acts and more beside longer paths, five and more by themselves. */
export function framesOf(band: FlowBand, tails: ReadonlyMap<string, FlowExit>): Frame[] {
  const out: Frame[] = [];
  const kind = new Map(band.nodes.map((n) => [n.id, n.kind] as const));
  for (const gate of band.nodes.filter((n) => n.kind === 'fork' || n.kind === 'choice')) {
    const after = band.edges.filter((e) => e.from === gate.id).map((e) => e.to);
    const groups = new Map<string, string[]>();
    for (const act of after) {
      if (kind.get(act) !== 'act' || band.edges.filter((e) => e.to === act).length > 1) continue;
      const next = band.edges.filter((e) => e.from === act);
      const to = next.length === 1 ? (next[0]?.to as string) : undefined;
      const meets = to !== undefined && (kind.get(to) === 'join' || kind.get(to) === 'merge');
      const group = tails.has(act) ? LEAVING : meets ? to : undefined;
      if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), act]);
    }
    for (const [to, acts] of groups) {
      const beside = after.length > acts.length;
      if (acts.length < (beside ? 3 : 5)) continue;
      const depth = depthOf(band, gate.id) - (to === LEAVING ? 0 : depthOf(band, to));
      const rows = beside ? Math.min(3, Math.max(2, depth)) : Math.ceil(acts.length / 4);
      const count = Math.ceil(acts.length / rows);
      const per = Math.ceil(acts.length / count);
      const columns = Array.from({ length: count }, (_, c) =>
        Array.from({ length: per }, (_, r) => acts[c * per + r] ?? `${gate.id}/${to}/filler-${r}`),
      );
      out.push({ gate: gate.id, columns, ...(to !== LEAVING && { meet: to }) });
    }
  }
  return out;
}
