/** Contents of a text of law: parts, chapters and sections with their articles; articles where it has no chapters. */
import type { TextNode } from '@fadu/kernel';
import { nodesOf } from '@fadu/kernel/legal-text/write';
import type { FC } from 'hono/jsx';

const HOLDERS: ReadonlySet<string> = new Set(['part', 'chapter', 'section', 'heading', 'annex']);

/** Articles from the first to the last of a node, as printed: 第一条至第八条. */
function span(node: TextNode): string {
  const numbers = [...nodesOf([node])].flatMap(({ node: n }) =>
    n.kind === 'article' && n.number ? [n.number] : [],
  );
  if (numbers.length === 0) return '';
  return numbers.length === 1 ? (numbers[0] as string) : `${numbers[0]}至${numbers.at(-1)}`;
}

const Branch: FC<{ nodes: readonly TextNode[] }> = ({ nodes }) => (
  <ol>
    {nodes
      .filter((n) => HOLDERS.has(n.kind))
      .map((n) => {
        const inner = (n.children ?? []).filter((c) => HOLDERS.has(c.kind));
        return (
          <li>
            <a href={`#${n.eId}`}>
              <b>{n.number}</b> {n.heading}
              {inner.length === 0 ? <span class="law-outline-span">{span(n)}</span> : null}
            </a>
            {inner.length ? <Branch nodes={inner} /> : null}
          </li>
        );
      })}
  </ol>
);

const Articles: FC<{ nodes: readonly TextNode[] }> = ({ nodes }) => (
  <ol class="law-outline-articles">
    {nodes
      .filter((n) => n.kind === 'article')
      .map((n) => (
        <li>
          <a href={`#${n.eId}`}>{n.number?.replace(/[、．.]$/u, '')}</a>
        </li>
      ))}
  </ol>
);

const Inner: FC<{ body: readonly TextNode[]; extra: readonly { href: string; title: string }[] }> = (p) => (
  <>
    {p.body.some((n) => HOLDERS.has(n.kind) && n.kind !== 'annex') ? (
      <Branch nodes={p.body} />
    ) : (
      <Articles nodes={p.body} />
    )}
    <ul class="law-outline-extra">
      {p.extra.map((e) => (
        <li>
          <a href={e.href}>{e.title}</a>
        </li>
      ))}
    </ul>
  </>
);

/** The contents: at the side on a desk, folded on a phone. */
export const Outline: FC<{ body: readonly TextNode[]; extra: readonly { href: string; title: string }[] }> = (
  p,
) => (
  <nav class="law-outline" aria-label="本页目录">
    <div class="law-outline-wide">
      <p class="law-outline-title">目录</p>
      <Inner {...p} />
    </div>
    <details class="law-outline-narrow">
      <summary>目录</summary>
      <Inner {...p} />
    </details>
  </nav>
);
