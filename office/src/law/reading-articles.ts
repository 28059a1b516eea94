/** Articles of an opened text: finding one, their numbers, the links within. */
import type { LegalText, TextNode } from '@fadu/kernel';
import { nodesOf } from '@fadu/kernel/legal-text/write';
import type { LawView } from './reading.ts';
import type { LinkSpan } from './reading-links.ts';

/** The article of a text, annexes left out. */
export function articleNode(text: LegalText, article: string): TextNode | undefined {
  for (const { node, above } of nodesOf(text.body))
    if (node.kind === 'article' && node.num === article && !above.some((a) => a.kind === 'annex'))
      return node;
  return undefined;
}

/** Numbers of all articles of a text, annexes left out. */
export function articleNumbers(text: LegalText): string[] {
  const out: string[] = [];
  for (const { node, above } of nodesOf(text.body))
    if (node.kind === 'article' && node.num && !above.some((a) => a.kind === 'annex')) out.push(node.num);
  return out;
}

/** The links of a node and all in it. */
export function linksWithin(
  view: Pick<LawView, 'links'>,
  node: TextNode,
): (LinkSpan & { readonly eId: string })[] {
  return [...nodesOf([node])].flatMap(({ node: n }) =>
    (view.links.get(n.eId) ?? []).map((l) => ({ ...l, eId: n.eId })),
  );
}
