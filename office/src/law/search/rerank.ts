/** The best results read again: what stands together in the words, and early, comes before what is scattered. */
import { foldLaw } from './fold.ts';
import type { LawQuery } from './query.ts';
import type { Found } from './rank.ts';

/** A provision with its words. */
export interface ProvisionRow {
  readonly instrument: string;
  readonly version: number;
  readonly ordinal: number;
  readonly eid: string;
  readonly article: string | null;
  readonly label: string;
  readonly path: string;
  readonly text: string;
}

export interface Reread {
  readonly found: Found;
  readonly row: ProvisionRow;
  readonly score: number;
}

/** What is added, as shares of the score: for words that stand close together, */
const CLOSE = 0.3;
/** for words that stand early, */
const EARLY = 0.2;
/** for what was typed in one piece and stands in the words in one piece, */
const UNBROKEN = 0.3;
/** and for words of the headings. */
const HEADED = 0.25;
/** Letters of a piece; fewer are a word like any other. */
const PIECE = 3;
/** Signs and letters between words that change nothing in them: 查封、扣押的期限 is 查封扣押期限. */
const BETWEEN = /[、，的]/gu;

/**
 * Order the results whose words were read by their score with closeness; a phrase in quotation marks that does not
 * stand in the words drops the result. Results that were not read are left out.
 */
export function rerank(
  query: LawQuery,
  found: readonly Found[],
  rows: readonly (ProvisionRow | undefined)[],
): Reread[] {
  const words = query.concepts.map((c) => c.words.filter((w) => w.length > 1).map((w) => foldLaw(w)));
  const wanted = words.filter((w) => w.length > 0);
  const typed = (query.folded.match(/\p{Script=Han}+/gu) ?? [])
    .map((p) => p.replace(BETWEEN, ''))
    .filter((p) => p.length >= PIECE);
  const out: Reread[] = [];
  rows.forEach((row, i) => {
    const f = found[i];
    if (!row || !f) return;
    const text = foldLaw(row.text);
    const path = foldLaw(row.path);
    if (!query.phrases.every((p) => text.includes(p) || path.includes(p))) return;
    let more = 0;
    if (typed.length > 0) {
      const plain = text.replace(BETWEEN, '');
      if (typed.some((p) => plain.includes(p))) more += UNBROKEN;
    }
    if (wanted.length > 0) {
      const headed = wanted.filter((forms) => path.includes(forms[0] as string)).length;
      more += (HEADED * headed) / wanted.length;
    }
    const near = closest(text, wanted);
    if (near) {
      more += CLOSE * near.close;
      more += EARLY * near.early;
    }
    out.push({ found: f, row, score: f.score * (1 + more) });
  });
  return out.sort((a, b) => b.score - a.score);
}

/** How close the words of the query come together in a text (0 to 1), and how early. Null: fewer than two are there. */
function closest(
  text: string,
  words: readonly (readonly string[])[],
): { close: number; early: number } | null {
  const places: { readonly at: number; readonly word: number; readonly end: number }[] = [];
  let length = 0;
  let there = 0;
  words.forEach((forms, word) => {
    let n = 0;
    let shortest = 99;
    for (const form of forms) {
      for (let at = text.indexOf(form); at >= 0 && n < 30; at = text.indexOf(form, at + 1)) {
        places.push({ at, word, end: at + form.length });
        n++;
        shortest = Math.min(shortest, form.length);
      }
    }
    if (n > 0) {
      there++;
      length += shortest;
    }
  });
  if (there === 0) return null;
  const first = Math.min(...places.map((p) => p.at));
  const early = 1 / (1 + first / 40);
  if (there < 2) return { close: 0, early };
  places.sort((a, b) => a.at - b.at);
  const seen = new Array<number>(words.length).fill(0);
  let held = 0;
  let left = 0;
  let best = Number.POSITIVE_INFINITY;
  for (const p of places) {
    if (seen[p.word] === 0) held++;
    seen[p.word] = (seen[p.word] as number) + 1;
    while (held === there) {
      const from = places[left] as { at: number; word: number };
      best = Math.min(best, p.end - from.at);
      seen[from.word] = (seen[from.word] as number) - 1;
      if (seen[from.word] === 0) held--;
      left++;
    }
  }
  const close = Math.min(1, length / Math.max(1, best)) * (there / words.length);
  return { close, early };
}
