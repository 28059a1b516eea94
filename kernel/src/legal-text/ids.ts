/** From nodes being built to finished ones: eIds, and the lines that each spans. */
import type { NodeKind, TextNode } from './model.ts';

/** A node while it is being built. */
export interface Draft {
  kind: NodeKind;
  number?: string;
  num?: string;
  heading?: string;
  text?: string;
  children: Draft[];
  from?: number;
  to?: number;
  /** Order of containers: 编 1, 分编 2, 章 3, 节 4, a heading without number 5. */
  rank?: number;
  /** How many `#` its line had. */
  depth?: number;
}

const PREFIX: Readonly<Record<NodeKind, string>> = {
  part: 'part',
  chapter: 'chp',
  section: 'sec',
  heading: 'hcontainer',
  article: 'art',
  paragraph: 'para',
  item: 'point',
  subitem: 'subpara',
  text: 'txt',
  row: 'row',
  annex: 'annex',
};

/** Finished nodes with their eIds and the lines that each spans. */
export function withIds(root: readonly Draft[]): TextNode[] {
  const taken = new Set<string>();
  const claim = (wanted: string, other?: string): string => {
    let id = taken.has(wanted) && other ? other : wanted;
    for (let n = 2; taken.has(id); n++) id = `${other ?? wanted}-v${n}`;
    taken.add(id);
    return id;
  };
  const finish = (drafts: readonly Draft[], parent: string, annex: string): TextNode[] => {
    const counts: Partial<Record<NodeKind, number>> = {};
    return drafts.map((d) => {
      counts[d.kind] = (counts[d.kind] ?? 0) + 1;
      const name = d.kind === 'part' && d.rank === 2 ? 'subpart' : PREFIX[d.kind];
      const last = `${name}_${d.num || counts[d.kind]}`;
      const under = (over: string) => (over ? `${over}__${last}` : last);
      const eId = d.kind === 'article' ? claim(under(annex), under(parent)) : claim(under(parent));
      const children = finish(d.children, eId, d.kind === 'annex' ? eId : annex);
      const from = d.from ?? children[0]?.lines?.[0];
      const to = Math.max(d.to ?? 0, ...children.map((c) => c.lines?.[1] ?? 0));
      return {
        kind: d.kind,
        eId,
        ...(d.number && { number: d.number }),
        ...(d.num ? { num: d.num } : NUMBERED.has(d.kind) ? { num: String(counts[d.kind]) } : {}),
        ...(d.heading && { heading: d.heading }),
        ...(d.text && { text: d.text }),
        ...(children.length && { children }),
        ...(from && { lines: [from, to] as const }),
      };
    });
  };
  return finish(root, '', '');
}

/** Kinds that count even where no number is printed. */
const NUMBERED: ReadonlySet<NodeKind> = new Set(['paragraph', 'annex', 'row']);
