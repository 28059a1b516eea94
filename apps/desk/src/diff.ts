/** What changed between two versions of a text: article by article, then word by word. Pure. */
import type { Article } from './articles.ts';

/** A run of words that stayed, came, or went. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** One article of either version. */
export interface ArticleChange {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  /** Number in the earlier version. */
  readonly was?: string;
  /** Number in the later version. */
  readonly is?: string;
  readonly paragraphs: readonly (readonly Piece[])[];
}

/** Above this product of lengths two lists are told apart as wholes, so that a page never hangs. */
const LIMIT = 4_000_000;

/** Longest common subsequence of two lists as pairs of places. */
function common<T>(a: readonly T[], b: readonly T[], equal: (x: T, y: T) => boolean): [number, number][] {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] = equal(a[i] as T, b[j] as T)
        ? (table[(i + 1) * width + j + 1] as number) + 1
        : Math.max(table[(i + 1) * width + j] as number, table[i * width + j + 1] as number);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (equal(a[i] as T, b[j] as T)) pairs.push([i++, j++]);
    else if ((table[(i + 1) * width + j] as number) >= (table[i * width + j + 1] as number)) i++;
    else j++;
  }
  return pairs;
}

function push(out: { kind: Piece['kind']; text: string }[], kind: Piece['kind'], text: string): void {
  if (text === '') return;
  const last = out.at(-1);
  if (last?.kind === kind) last.text += text;
  else out.push({ kind, text });
}

/** Two short texts compared: each Chinese character is a word, Latin words and figures stay whole. */
export function diffText(was: string, is: string): Piece[] {
  const cut = (s: string) => s.match(/[A-Za-z]+|\d+|[\s\S]/gu) ?? [];
  const a = cut(was);
  const b = cut(is);
  const out: { kind: Piece['kind']; text: string }[] = [];
  if (a.length * b.length > LIMIT) {
    push(out, 'removed', was);
    push(out, 'added', is);
    return out;
  }
  let i = 0;
  let j = 0;
  for (const [x, y] of [...common(a, b, (p, q) => p === q), [a.length, b.length] as [number, number]]) {
    push(out, 'removed', a.slice(i, x).join(''));
    push(out, 'added', b.slice(j, y).join(''));
    if (x < a.length) push(out, 'same', a[x] as string);
    i = x + 1;
    j = y + 1;
  }
  return out;
}

const wordsOf = (a: Article): string => a.text.join('\n');

/** How alike two texts are, 0 to 1, by the pairs of characters they share. */
export function likeness(a: string, b: string): number {
  const pairs = (s: string) => {
    const out = new Map<string, number>();
    for (let i = 0; i + 1 < s.length; i++) out.set(s.slice(i, i + 2), (out.get(s.slice(i, i + 2)) ?? 0) + 1);
    return out;
  };
  const left = pairs(a);
  let shared = 0;
  for (const [pair, n] of pairs(b)) shared += Math.min(n, left.get(pair) ?? 0);
  const all = Math.max(a.length - 1, 0) + Math.max(b.length - 1, 0);
  return all === 0 ? Number(a === b) : (2 * shared) / all;
}

function paragraphsOf(was: readonly string[], is: readonly string[]): Piece[][] {
  const pairs = common(was, is, (x, y) => x === y || likeness(x, y) > 0.4);
  const out: Piece[][] = [];
  let i = 0;
  let j = 0;
  for (const [x, y] of [...pairs, [was.length, is.length] as [number, number]]) {
    for (; i < x; i++) out.push([{ kind: 'removed', text: was[i] as string }]);
    for (; j < y; j++) out.push([{ kind: 'added', text: is[j] as string }]);
    if (x < was.length) out.push(diffText(was[x] as string, is[y] as string));
    i = x + 1;
    j = y + 1;
  }
  return out;
}

/**
 * Compare two versions. An article is the same one when its words are alike, whatever number it bears now, so that an
 * article put in near the top does not mark all that follow as changed.
 */
export function diffArticles(was: readonly Article[], is: readonly Article[]): ArticleChange[] {
  const alike = (x: Article, y: Article) =>
    wordsOf(x) === wordsOf(y) || likeness(wordsOf(x), wordsOf(y)) >= 0.5;
  const out: ArticleChange[] = [];
  let i = 0;
  let j = 0;
  for (const [x, y] of [...common(was, is, alike), [was.length, is.length] as [number, number]]) {
    for (; i < x; i++) {
      const gone = was[i] as Article;
      out.push({
        kind: 'removed',
        was: gone.number,
        paragraphs: gone.text.map((text) => [{ kind: 'removed', text }]),
      });
    }
    for (; j < y; j++) {
      const come = is[j] as Article;
      out.push({
        kind: 'added',
        is: come.number,
        paragraphs: come.text.map((text) => [{ kind: 'added', text }]),
      });
    }
    const [a, b] = [was[x], is[y]];
    if (a && b) {
      const paragraphs = paragraphsOf(a.text, b.text);
      const same = paragraphs.every((p) => p.every((piece) => piece.kind === 'same'));
      out.push({ kind: same ? 'same' : 'changed', was: a.number, is: b.number, paragraphs });
    }
    i = x + 1;
    j = y + 1;
  }
  return out;
}

/** How many articles changed, came, and went. */
export const countChanges = (changes: readonly ArticleChange[]) => ({
  changed: changes.filter((c) => c.kind === 'changed').length,
  added: changes.filter((c) => c.kind === 'added').length,
  removed: changes.filter((c) => c.kind === 'removed').length,
});
