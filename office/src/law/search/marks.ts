/** Matched words shown in a text: all of it, or the piece where they stand closest. */
import type { MarkedPart } from '../../public/words.ts';
import { foldLaw } from './fold.ts';
import type { LawQuery } from './query.ts';

/** What is marked for a query: folded words, longest first; single characters only where nothing longer is asked for. */
export function markedWords(query: Pick<LawQuery, 'concepts' | 'phrases'>): string[] {
  const all = new Set(
    [...query.phrases, ...query.concepts.flatMap((c) => c.words)].map((w) => foldLaw(w).trim()),
  );
  const longer = [...all].filter((w) => w.length > 1);
  return (longer.length ? longer : [...all].filter(Boolean)).sort((a, b) => b.length - a.length);
}

/** Stretches of a text that are one of the words, in order, not overlapping; at most `most`. */
function stretches(folded: string, words: readonly string[], most = 200): [from: number, to: number][] {
  const taken: [number, number][] = [];
  for (const word of words) {
    for (
      let at = folded.indexOf(word);
      at >= 0 && taken.length < most;
      at = folded.indexOf(word, at + word.length)
    ) {
      const to = at + word.length;
      if (!taken.some(([a, b]) => at < b && a < to)) taken.push([at, to]);
    }
  }
  return taken.sort((a, b) => a[0] - b[0]);
}

/** The text with the words marked. */
export function mark(text: string, words: readonly string[]): MarkedPart[] {
  const out: MarkedPart[] = [];
  let at = 0;
  for (const [from, to] of stretches(foldLaw(text), words)) {
    if (from > at) out.push({ text: text.slice(at, from), hit: false });
    out.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < text.length) out.push({ text: text.slice(at), hit: false });
  return out;
}

/** About `length` characters around the place where most different words stand, with the words marked. */
export function piece(text: string, words: readonly string[], length = 120): MarkedPart[] {
  const plain = text.replace(/\s*\n\s*/gu, '　').trim();
  if (plain.length <= length + 20) return mark(plain, words);
  const folded = foldLaw(plain);
  const found = stretches(folded, words);
  let best = 0;
  let most = 0;
  for (const [i, [from]] of found.entries()) {
    const held = new Set<string>();
    let letters = 0;
    for (let k = i; k < found.length; k++) {
      const [a, b] = found[k] as [number, number];
      if (b > from + length - 20) break;
      const word = folded.slice(a, b);
      if (!held.has(word)) letters += word.length;
      held.add(word);
    }
    if (letters > most) {
      most = letters;
      best = from;
    }
  }
  // Begin with a sentence or clause where one begins near.
  const before = plain.slice(Math.max(0, best - 40), best);
  const stop = Math.max(...['。', '；', '　', '：', '，'].map((c) => before.lastIndexOf(c)));
  const from = stop >= 0 ? best - before.length + stop + 1 : Math.max(0, best - 16);
  const parts = mark(plain.slice(from, from + length), words);
  if (from > 0) parts.unshift({ text: '……', hit: false });
  if (from + length < plain.length) parts.push({ text: '……', hit: false });
  return parts;
}
