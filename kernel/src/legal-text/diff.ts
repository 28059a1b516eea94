/** What changed between two versions of a text: article by article, then word by word. Pure. */

/** One article: its number as printed, and its paragraphs. */
export interface ComparedArticle {
  readonly number: string;
  readonly text: readonly string[];
}
type Article = ComparedArticle;

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
  return calm(out);
}

/** A paragraph that keeps less than this share of its characters is shown as gone and come, not as confetti. */
const KEPT = 0.35;

/** Single characters that happen to stay between two changes are part of the change; words of what went come first. */
function calm(pieces: readonly Piece[]): Piece[] {
  const length = (kind: Piece['kind']) =>
    pieces.reduce((n, p) => n + (p.kind === kind ? p.text.length : 0), 0);
  const kept = length('same');
  const rewritten = kept < KEPT * (kept + Math.min(length('added'), length('removed')));
  const out: Piece[] = [];
  let was = '';
  let is = '';
  const flush = () => {
    if (was) out.push({ kind: 'removed', text: was });
    if (is) out.push({ kind: 'added', text: is });
    was = is = '';
  };
  for (const [i, p] of pieces.entries()) {
    const inner = i > 0 && i < pieces.length - 1;
    if (p.kind === 'removed') was += p.text;
    else if (p.kind === 'added') is += p.text;
    else if (rewritten || (inner && p.text.length === 1 && /\p{Script=Han}/u.test(p.text))) {
      was += p.text;
      is += p.text;
    } else {
      flush();
      out.push(p);
    }
  }
  flush();
  return out;
}

const wordsOf = (a: Article): string => a.text.join('\n');

type Pairs = ReadonlyMap<string, number>;

/** Each pair of neighbouring characters with how often it stands there. */
function pairsOf(s: string): Pairs {
  const out = new Map<string, number>();
  for (let i = 0; i + 1 < s.length; i++) {
    const pair = s.slice(i, i + 2);
    out.set(pair, (out.get(pair) ?? 0) + 1);
  }
  return out;
}

function shared(a: string, b: string, left: Pairs, right: Pairs): number {
  const [few, many] = left.size < right.size ? [left, right] : [right, left];
  let n = 0;
  for (const [pair, times] of few) n += Math.min(times, many.get(pair) ?? 0);
  const all = Math.max(a.length - 1, 0) + Math.max(b.length - 1, 0);
  return all === 0 ? Number(a === b) : (2 * n) / all;
}

/** How alike two texts are, 0 to 1, by the pairs of characters they share. */
export const likeness = (a: string, b: string): number => shared(a, b, pairsOf(a), pairsOf(b));

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

/** Articles that both versions have word for word, and each only once: places in both, in rising order. */
function anchors(was: readonly string[], is: readonly string[]): [number, number][] {
  const once = (list: readonly string[]) => {
    const at = new Map<string, number>();
    for (const [i, words] of list.entries()) at.set(words, at.has(words) ? -1 : i);
    return at;
  };
  const right = once(is);
  const pairs = [...once(was)]
    .map(([words, i]): [number, number] => [i, right.get(words) ?? -1])
    .filter(([i, j]) => i >= 0 && j >= 0)
    .sort((a, b) => a[0] - b[0]);
  // The longest run that rises in both (patience).
  const piles: number[] = [];
  const before: number[] = [];
  for (const [n, [, j]] of pairs.entries()) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((pairs[piles[mid] as number] as [number, number])[1] < j) low = mid + 1;
      else high = mid;
    }
    before[n] = low > 0 ? (piles[low - 1] as number) : -1;
    piles[low] = n;
  }
  const out: [number, number][] = [];
  for (let n = piles.at(-1) ?? -1; n >= 0; n = before[n] as number) out.push(pairs[n] as [number, number]);
  return out.reverse();
}

/** Above this product of articles between two anchors they are paired by number, not by likeness. */
const GAP = 60_000;

/** Likeness from which two articles with one number, between the same neighbours, are one that was rewritten. */
const REWRITTEN = 0.2;

/** Which article of one version is which of the other, as pairs of places. */
function matched(was: readonly Article[], is: readonly Article[]): [number, number][] {
  const a = was.map(wordsOf);
  const b = is.map(wordsOf);
  const seen = new Map<string, Pairs>();
  const pairs = (s: string): Pairs => {
    const known = seen.get(s) ?? pairsOf(s);
    seen.set(s, known);
    return known;
  };
  const alike = (x: string, y: string) =>
    x === y ||
    (4 * Math.min(x.length, y.length) >= x.length + y.length && shared(x, y, pairs(x), pairs(y)) >= 0.5);
  const out: [number, number][] = [];
  let i = 0;
  let j = 0;
  for (const [x, y] of [...anchors(a, b), [a.length, b.length] as [number, number]]) {
    const [left, right] = [a.slice(i, x), b.slice(j, y)];
    const inner =
      left.length * right.length <= GAP
        ? common(left, right, alike)
        : common(
            was.slice(i, x).map((w) => w.number),
            is.slice(j, y).map((w) => w.number),
            (p, q) => p === q,
          );
    for (const [p, q] of inner) out.push([i + p, j + q]);
    if (x < a.length) out.push([x, y]);
    i = x + 1;
    j = y + 1;
  }
  // What is left between two pairs and bears the same number was rewritten, where it still shares some words.
  const all: [number, number][] = [];
  i = 0;
  j = 0;
  for (const [x, y] of [...out, [a.length, b.length] as [number, number]]) {
    for (; i < x; i++) {
      const q = is.findIndex((r, n) => n >= j && n < y && r.number !== '' && r.number === was[i]?.number);
      const [left, right] = [a[i] as string, b[q]];
      if (right === undefined || shared(left, right, pairs(left), pairs(right)) < REWRITTEN) continue;
      all.push([i, q]);
      j = q + 1;
    }
    if (x < a.length) all.push([x, y]);
    i = x + 1;
    j = y + 1;
  }
  return all;
}

/**
 * Compare two versions. An article is the same one when its words are alike, whatever number it bears now, so that an
 * article put in near the top does not mark all that follow as changed.
 */
export function diffArticles(was: readonly Article[], is: readonly Article[]): ArticleChange[] {
  const out: ArticleChange[] = [];
  let i = 0;
  let j = 0;
  for (const [x, y] of [...matched(was, is), [was.length, is.length] as [number, number]]) {
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
