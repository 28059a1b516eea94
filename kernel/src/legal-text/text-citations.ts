/** Citations of a whole text of law, node by node, with what the text itself settles on the way. */
import { type CitingPlace, type FoundCitation, findCitations } from './citations.ts';
import type { LegalText, TextNode } from './model.ts';

/** Citations in the words of one node; spans count in `text`. */
export interface CitingNode {
  /** eId of the node, with `#heading` for its heading; `title`, `event_1`, `preface_1` for what stands in the head. */
  readonly eId: string;
  /** Article the words stand in, in digits. */
  readonly article?: string;
  /** Its number as printed (第十二条), or 标题, 题注, 正文. */
  readonly label: string;
  readonly text: string;
  readonly found: readonly FoundCitation[];
}

/** Name of the text that a decision of this title amends; undefined where it is none, or several. */
export function amendedBy(title: string): string | undefined {
  const decision = /关于(?:修改|修正|修订)《(.+)》(?:[^《》]{0,12})的?(?:决定|决议|修正案)/u.exec(title);
  if (decision) return decision[1]?.includes('《') ? undefined : decision[1];
  return /^(?:中华人民共和国)?([^《》]{2,20}?)修正案(?:（[^）]+）)?$/u.exec(title)?.[1];
}

interface Walk {
  readonly amends?: string;
  readonly isName?: (name: string) => boolean;
  readonly shortNames: Map<string, string>;
  readonly before: string[];
  readonly out: CitingNode[];
}

/** Every node of a text that cites something, in the order of the text. `isName`: see `CitingPlace.isName`. */
export function citationsOf(text: LegalText, isName?: (name: string) => boolean): CitingNode[] {
  const amends = amendedBy(text.title);
  const walk: Walk = {
    ...(amends && { amends }),
    ...(isName && { isName }),
    shortNames: new Map(),
    before: [],
    out: [],
  };
  find(walk, { eId: 'title', label: '标题', text: text.title });
  for (const [i, event] of text.events.entries())
    if (!event.again) find(walk, { eId: `event_${i + 1}`, label: '题注', text: event.says });
  for (const [i, line] of text.preface.entries())
    find(walk, { eId: `preface_${i + 1}`, label: '题注', text: line.text });
  for (const node of text.body) visit(walk, node, {});
  return walk.out;
}

function find(
  walk: Walk,
  at: { eId: string; label: string; text: string; article?: string; paragraph?: number; item?: number },
): void {
  const place: CitingPlace = {
    ...(at.article && { article: at.article }),
    ...(at.paragraph && { paragraph: at.paragraph }),
    ...(at.item && { item: at.item }),
    before: walk.before,
    ...(walk.amends && { amends: walk.amends }),
    ...(walk.isName && { isName: walk.isName }),
    shortNames: walk.shortNames,
  };
  const { found, shortNames } = findCitations(at.text, place);
  for (const [short, name] of shortNames) walk.shortNames.set(short, name);
  if (found.length === 0) return;
  walk.out.push({
    eId: at.eId,
    ...(at.article && { article: at.article }),
    label: at.label,
    text: at.text,
    found,
  });
}

interface Here {
  readonly article?: string;
  readonly label?: string;
  readonly paragraph?: number;
  readonly item?: number;
  /** Inside an annex, whose articles are not the text's. */
  readonly annex?: boolean;
}

function visit(walk: Walk, node: TextNode, at: Here): void {
  const article = node.kind === 'article' && !at.annex && node.num ? node.num : undefined;
  let here = at;
  if (article) here = { article, label: node.number ?? '', paragraph: 1 };
  else if (node.kind === 'annex') here = { annex: true, label: node.number ?? '附件' };
  else if (node.kind === 'paragraph' && node.num) here = { ...at, paragraph: Number(node.num) };
  else if (node.kind === 'item' && node.num) here = { ...at, item: Number(node.num) };
  const label = here.label ?? '正文';
  if (node.heading) find(walk, { ...here, eId: `${node.eId}#heading`, label, text: node.heading });
  if (node.text) find(walk, { ...here, eId: node.eId, label, text: node.text });
  for (const child of node.children ?? []) visit(walk, child, here);
  if (article) walk.before.push(article);
}
