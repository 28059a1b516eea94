/**
 * A provision as the terms it is found by: every pair of neighbouring characters, every longer word of the dictionary
 * with all words inside it (工程 finds 在建工程), numbers in one script, numbers of documents and orders.
 */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { foldLaw, isHan } from './fold.ts';
import { LEGAL_WORDS, SAME } from './lexicon.ts';
import { documentNumbersIn, numbersIn } from './numbers.ts';

/** Changes whenever the terms of a text change: an index made with another form is made again. */
export const TERM_FORM = 2;
/** A text is found by its first characters. */
const MAX_TEXT = 60_000;
/** Longest word that is a term of its own. */
export const MAX_TERM = 24;
const FORM = 'law';

let made: { readonly name: string; readonly jieba: Jieba } | undefined;
/** The one cutter that index and queries share: jieba's dictionary with our words of the law. */
export function cutter(): Jieba {
  if (!made) {
    const jieba = Jieba.withDict(dict);
    jieba.loadDict(Buffer.from(LEGAL_WORDS.map((w) => `${w} 800 n\n`).join('')));
    made = { name: FORM, jieba };
  }
  return made.jieba;
}

let expressions: RegExp | undefined;
/**
 * What texts of law say for a word that people use, where that is no word of the dictionary (提前三十日): found as it is
 * written. The dictionary does not learn it, or it would no longer be cut where people type it.
 */
function lawfulExpressions(): RegExp {
  if (!expressions) {
    const known = (w: string) => w.length < 3 || cutter().cutAll(w).includes(w);
    const all = [...new Set(Object.values(SAME).flat())].filter((w) => !known(w));
    expressions = new RegExp(all.sort((a, b) => b.length - a.length).join('|'), 'gu');
  }
  return expressions;
}

/** Takes terms: a pair of characters as one number, everything else as a string. */
export interface TermSink {
  pair(key: number): void;
  word(term: string): void;
}

/** A pair of characters as the key that a sink gets. */
export const pairKey = (a: number, b: number): number => a * 65_536 + b;
/** The term of a pair's key. */
export const pairTerm = (key: number): string => String.fromCharCode(Math.floor(key / 65_536), key % 65_536);

const LATIN = /[a-z][a-z0-9.+-]*|\d+(?:\.\d+)?/g;

/** Give every term of a text, as often as it stands there. */
export function termsOf(text: string, sink: TermSink): void {
  const folded = foldLaw(text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text);
  let before = 0;
  let plain = true;
  for (let i = 0; i < folded.length; i++) {
    const code = folded.charCodeAt(i);
    if (isHan(code)) {
      if (before) sink.pair(pairKey(before, code));
      else if (i + 1 >= folded.length || !isHan(folded.charCodeAt(i + 1))) sink.word(folded[i] as string);
      before = code;
    } else {
      before = 0;
      if ((code >= 48 && code <= 57) || (code >= 97 && code <= 122)) plain = false;
    }
  }
  for (const w of cutter().cutAll(folded)) {
    if (w.length >= 3 && w.length <= MAX_TERM && isHan(w.charCodeAt(0))) sink.word(w);
  }
  for (const [w] of folded.matchAll(lawfulExpressions())) sink.word(w);
  if (!plain) for (const [w] of folded.matchAll(LATIN)) if (w.length <= MAX_TERM) sink.word(w);
  for (const n of numbersIn(folded)) sink.word(n.term);
  if (folded.includes('号')) for (const n of documentNumbersIn(folded)) sink.word(n.term);
}

/** The terms of a text as strings, each once. */
export function termSet(text: string): Set<string> {
  const out = new Set<string>();
  termsOf(text, { pair: (key) => out.add(pairTerm(key)), word: (w) => out.add(w) });
  return out;
}
