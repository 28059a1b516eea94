/**
 * Chinese text as words to be found by. A text is indexed under every dictionary word in it, so that a whole word
 * never hides its parts (工程 finds 在建工程); a query is cut into few words, each of which such a text must hold.
 */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { foldLaw } from '../law/search/fold.ts';

/** A document number with its year: 演市政规[2026]1号. */
const NUMBER = /([\p{Script=Han}]*)\[(\d{4})\](\d+)号/gu;
const WORD = /[\p{L}\p{N}]/u;
/** Longest text that is cut; longer ones are found by their beginning. */
const MAX_TEXT = 400_000;
/** A tsvector knows at most this many bytes of one word. */
const MAX_WORD = 60;

let jieba: Jieba | undefined;
const cutter = (): Jieba => {
  jieba ??= Jieba.withDict(dict);
  return jieba;
};

/** Teach words of the law: names of statutes, organs, procedures. Index and queries must know the same words. */
export function learnWords(words: Iterable<string>): void {
  const known = [...new Set(words)].map(foldText).filter((w) => /^\p{Script=Han}{2,30}$/u.test(w));
  if (known.length) cutter().loadDict(Buffer.from(known.map((w) => `${w} 5 n\n`).join('')));
}

/** A text for comparison, letter by letter of the same length: see `foldLaw`. */
export const foldText = foldLaw;

const kept = (words: Iterable<string>): string[] =>
  [...new Set(words)].map((w) => w.trim()).filter((w) => WORD.test(w) && w.length <= MAX_WORD);

/** Everything a text is found by: all dictionary words in it, single characters, and document numbers with #. */
export function indexTerms(text: string): string[] {
  const folded = foldText(text.slice(0, MAX_TEXT));
  const numbers = [...folded.matchAll(NUMBER)].map(([, , year, n]) => `#[${year}]${n}号`);
  return [...kept([...cutter().cutAll(folded), ...cutter().cutForSearch(folded, false)]), ...numbers];
}

/** The words of a query: a text must hold all of them. Document numbers are matched whole. */
export function bodyTerms(query: string): string[] {
  const folded = foldText(query.slice(0, 100));
  const numbers: string[] = [];
  const rest = folded.replace(NUMBER, (_, mark: string, year: string, n: string) => {
    numbers.push(`#[${year}]${n}号`);
    return ` ${mark} `;
  });
  return [...kept(cutter().cut(rest, false)), ...numbers].slice(0, 20);
}

/** A text cut into words as the index knows them, nothing left out: for lines that break between words. */
export const splitWords = (text: string): string[] => cutter().cut(text, false);

const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Words of title and body as the text of a tsvector; words of the title stand there a second time with t:. */
export function documentVector(title: string, body: string): string {
  const inTitle = indexTerms(title);
  const all = new Set([...inTitle, ...indexTerms(body), ...inTitle.map((w) => `t:${w}`)]);
  return [...all].map(quoted).join(' ');
}

/** All of these words, as the text of a tsquery. */
export const queryVector = (terms: readonly string[], prefix: '' | 't:' = ''): string =>
  terms.map((w) => quoted(prefix + w)).join(' & ');

/** A piece of text, marked where it is one of the words that were asked for. */
export interface MarkedPart {
  readonly text: string;
  readonly hit: boolean;
}

/** Stretches of `text` that match the query or one of its words, longest first, not overlapping. */
function stretches(text: string, query: string): [from: number, to: number][] {
  const folded = foldText(text);
  const terms = bodyTerms(query)
    .filter((t) => !t.startsWith('#'))
    .concat(foldText(query.trim()))
    .concat([...foldText(query).matchAll(NUMBER)].map((m) => m[0]))
    .filter(Boolean);
  // A single character is marked only when nothing longer was asked for.
  const longest = Math.max(0, ...terms.map((t) => t.length));
  const wanted = [...new Set(terms)]
    .filter((t) => t.length > 1 || longest === 1)
    .sort((a, b) => b.length - a.length);
  const taken: [number, number][] = [];
  for (const term of wanted) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      const [from, to] = [at, at + term.length];
      if (!taken.some(([a, b]) => from < b && a < to)) taken.push([from, to]);
      if (taken.length > 200) break;
    }
  }
  return taken.sort((a, b) => a[0] - b[0]);
}

/** Mark the matched words in a text. */
export function markWords(text: string, query: string): MarkedPart[] {
  const out: MarkedPart[] = [];
  let at = 0;
  for (const [from, to] of stretches(text, query)) {
    if (from > at) out.push({ text: text.slice(at, from), hit: false });
    out.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < text.length) out.push({ text: text.slice(at), hit: false });
  return out;
}

/** A piece of a long text around its first match, with the matched words marked. */
export function excerpt(text: string, query: string, length = 90): MarkedPart[] {
  const [first] = stretches(text, query);
  const from = Math.max(0, (first?.[0] ?? 0) - 24);
  // Begin after a sentence where one ends near, so that the excerpt can be read.
  const stop = Math.max(
    text.lastIndexOf('。', from + 23),
    text.lastIndexOf('；', from + 23),
    text.lastIndexOf('\n', from + 23),
  );
  const start = stop >= from ? stop + 1 : from;
  const piece = text
    .slice(start, start + length)
    .replace(/\s+/g, ' ')
    .trim();
  const parts = markWords(piece, query);
  if (start > 0 && stop < from) parts.unshift({ text: '……', hit: false });
  if (start + length < text.length) parts.push({ text: '……', hit: false });
  return parts;
}
