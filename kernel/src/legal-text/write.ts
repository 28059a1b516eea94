/** A text of law written out again, line by line; and going through its nodes. */
import type { LegalText, TextNode } from './model.ts';

/** Every node with the nodes above it, in the order of the text. */
export function* nodesOf(
  nodes: readonly TextNode[],
  above: readonly TextNode[] = [],
): Generator<{ node: TextNode; above: readonly TextNode[] }> {
  for (const node of nodes) {
    yield { node, above };
    if (node.children) yield* nodesOf(node.children, [...above, node]);
  }
}

/** The head as printed: events and what is beside them, in the order of the source. */
export function headLines(text: LegalText): string[] {
  const all = [
    ...text.events.filter((e) => !e.again).map((e) => ({ text: e.says, line: e.line ?? 0, event: true })),
    ...text.preface.map((p) => ({ text: p.text, line: p.line ?? 0, event: false })),
  ].sort((a, b) => a.line - b.line);
  const out: { line: number; text: string }[] = [];
  for (const { text: words, line, event } of all) {
    const last = out.at(-1);
    if (event && line > 0 && last?.line === line) last.text += words;
    else out.push({ line, text: words });
  }
  return out.flatMap((l) => l.text.split('\n'));
}

/** The body as lines: an article's first paragraph stands on the article's line. */
export function bodyLines(nodes: readonly TextNode[]): string[] {
  const out: string[] = [];
  let waiting = '';
  const say = (words: string) => {
    if (words) out.push(waiting ? `${waiting}　${words}` : words);
    if (words) waiting = '';
  };
  const flush = () => {
    if (waiting) out.push(waiting);
    waiting = '';
  };
  for (const { node } of nodesOf(nodes)) {
    const number = node.number ?? '';
    if (node.kind === 'article' && !node.heading && !node.text) {
      flush();
      waiting = number;
    } else if (node.kind === 'paragraph') {
      say(node.text ?? '');
    } else {
      flush();
      const words = [node.heading, node.text].filter(Boolean).join('　');
      const tight = node.kind === 'item' || node.kind === 'subitem';
      out.push([number, words].filter(Boolean).join(tight ? '' : '　'));
    }
  }
  flush();
  return out;
}

/** The whole text as lines: title, head, body. Every character of the source but blanks and marks is in them, in order. */
export const writeLegalText = (text: LegalText): string[] => [
  text.title,
  ...headLines(text),
  ...bodyLines(text.body),
];

/** The words of a node and all in it, as lines joined by newlines, without the node's own number. */
export function wordsOf(node: TextNode): string {
  const own = [node.heading, node.text].filter(Boolean).join('　');
  const rest = bodyLines(node.children ?? []);
  return [own, ...rest].filter(Boolean).join('\n');
}
