/** Text of law set like a book: contents at the side, articles with anchors. */
import type { Child, FC } from 'hono/jsx';

interface Article {
  readonly number: string;
  readonly text: readonly string[];
}

/** Anchor of an article: its place in the text, so that it never changes with the way a number is written. */
export const anchorOf = (place: number): string => `article-${place + 1}`;

/** The contents at the side; on a phone they fold away. */
export const Contents: FC<{
  articles: readonly Article[];
  extra?: readonly { href: string; title: string }[];
}> = (p) => (
  <nav class="contents" aria-label="本页目录">
    <details open>
      <summary>目录</summary>
      <ol>
        {p.articles.map((a, i) => (
          <li>
            <a href={`#${anchorOf(i)}`}>
              <b>{a.number}</b> <span>{opening(a)}</span>
            </a>
          </li>
        ))}
        {(p.extra ?? []).map((e) => (
          <li class="contents-extra">
            <a href={e.href}>{e.title}</a>
          </li>
        ))}
      </ol>
    </details>
  </nav>
);

/** The first words of an article, cut where a clause ends. */
function opening(a: Article): string {
  const text = a.text[0] ?? '';
  const stop = text.search(/[，。；：]/);
  return stop > 0 && stop <= 14 ? text.slice(0, stop) : text.length > 12 ? `${text.slice(0, 11)}…` : text;
}

/**
 * The articles. `after` gives a link to comment on one; `beside` what stands in an article's margin, under it on phones; `words` sets a line, such as with its citations as links.
 */
export const Book: FC<{
  articles: readonly Article[];
  after?: (number: string) => string;
  beside?: (number: string) => Child;
  words?: (place: number, line: number, text: string) => Child;
}> = ({ articles, after, beside, words = (_place, _line, text) => text }) => (
  <div class={beside ? 'book book-beside' : 'book'}>
    {articles.map((a, i) => (
      <section class="article" id={anchorOf(i)} aria-label={a.number}>
        <div>
          {a.text.map((line, n) =>
            n === 0 ? (
              <p>
                <a class="article-number" href={`#${anchorOf(i)}`}>
                  {a.number}
                </a>
                {words(i, n, line)}
              </p>
            ) : (
              <p>{words(i, n, line)}</p>
            ),
          )}
          {after ? (
            <p class="article-comment">
              <a href={after(a.number)} rel="nofollow">
                对{a.number}提意见
              </a>
            </p>
          ) : null}
        </div>
        {beside?.(a.number) ?? null}
      </section>
    ))}
  </div>
);
