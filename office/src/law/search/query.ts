/**
 * What a query asks for: a place in a text (行政处罚法第五十七条), numbers, names of texts, phrases in quotation marks,
 * and words. Pure but for the names it is read with.
 */
import { foldLaw, isHan } from './fold.ts';
import { IDLE, SAME } from './lexicon.ts';
import type { Names } from './names.ts';
import { documentNumbersIn, inChinese, numbersIn } from './numbers.ts';
import { cutter, MAX_TERM } from './terms.ts';

/** Characters of a query that are read; what comes after says no more. */
export const QUERY_LENGTH = 200;
/** Words of a query that are looked for at most. */
export const MAX_CONCEPTS = 10;
const MAX_PHRASE_TERMS = 8;

/** A term to look for, with how much it counts. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** One thing asked for: found by any of its terms. */
export interface Concept {
  /** As people see it marked. */
  readonly words: readonly string[];
  readonly any: readonly WeightedTerm[];
  /** Terms that stand for it where none of `any` is known: its parts. */
  readonly parts: readonly string[];
  /** Belongs to the name of the text of which an article is cited: looked for in names, not in the words of all texts. */
  readonly named?: true;
}

/** A place that the query names. */
export interface CitedArticle {
  /** Texts that may be meant, the likeliest first. */
  readonly texts: readonly number[];
  /** In digits, `57` or `12-1`. */
  readonly article: string;
  readonly paragraph?: number;
  readonly item?: number;
}

/** A query as it is looked for. */
export interface LawQuery {
  readonly text: string;
  /** Folded. */
  readonly folded: string;
  /** Folded, without quotation marks. */
  readonly phrases: readonly string[];
  /** Terms that must all be there because a phrase holds them. */
  readonly required: readonly string[];
  readonly concepts: readonly Concept[];
  /** Texts whose whole name stands in the query. */
  readonly named: readonly (readonly number[])[];
  /** Texts with a number of the query. */
  readonly numbered: readonly number[];
  readonly cited?: CitedArticle;
  /** The query is names of texts and nothing else. */
  readonly nameOnly: boolean;
  /** Article number asked for without a text: 第五十七条. */
  readonly article?: string;
}

const NUMERAL = '[〇零一二两三四五六七八九十百千\\d]+';
const PLACE = new RegExp(
  `第?(${NUMERAL})条(?:之(${NUMERAL}))?(?:第?(${NUMERAL})款)?(?:第?[\\[(（]?(${NUMERAL})[\\])）]?项)?`,
  'u',
);
const PHRASE = /[“"「『]([^“”"「」『』]{1,80})[”"」』]/gu;

/** Read a query. */
export function readQuery(text: string, names: Names): LawQuery {
  const folded = foldLaw(text.slice(0, QUERY_LENGTH).replace(/\s+/gu, ' ').trim());
  const phrases = [...folded.matchAll(PHRASE)].map((m) => (m[1] as string).trim()).filter(Boolean);
  let rest = folded.replace(PHRASE, ' $1 ');

  const concepts: Concept[] = [];
  const numbered: number[] = [];
  for (const n of documentNumbersIn(rest).reverse()) {
    const mark = /[\p{Script=Han}]*$/u.exec(rest.slice(0, n.from))?.[0] ?? '';
    // As it is printed in names: no 第, no zeros before it.
    const plain = n.term.startsWith('#[') ? n.term.slice(1) : rest.slice(n.from, n.to);
    const printed = mark + plain;
    // With the organ's mark only this organ's number is meant; the mark may have words before it.
    const whole = mark
      ? markedNumber(names, printed, mark.length)
      : { texts: names.numbered(n.term), mark: '' };
    numbered.push(
      ...(whole.texts.length || !n.term.startsWith('#令') ? whole.texts : names.numbered(n.term)),
    );
    // The same number of another organ is not meant.
    if (mark && n.term.startsWith('#[')) phrases.push(whole.mark + plain);
    concepts.push({
      words: [printed, rest.slice(n.from, n.to)],
      any: [{ term: n.term, weight: 2 }],
      parts: [],
    });
    rest = `${rest.slice(0, n.from)} ${rest.slice(n.to)}`;
  }

  // Names are looked for without blanks and book-title marks, so places are kept beside the letters.
  const place = PLACE.exec(rest);
  let cited: CitedArticle | undefined;
  let article: string | undefined;
  // The query without what is understood otherwise.
  let name = '';
  let words = rest;
  if (place) {
    const [, n, inserted, paragraph, item] = place.map((p) => (p === undefined ? undefined : numeral(p)));
    if (typeof n === 'number') {
      const number = `${n}${inserted ? `-${inserted}` : ''}`;
      const before = rest
        .slice(0, place.index)
        .replace(/[《》<>\s]/gu, '')
        .replace(/的$/u, '');
      const meant = before ? citedTexts(names, before) : null;
      if (meant) {
        const { texts } = meant;
        name = before.slice(meant.from);
        cited = { texts, article: number, ...(paragraph && { paragraph }), ...(item && { item }) };
      } else if (!before || rest.includes('第')) article = number;
      if (cited || article) {
        concepts.push({
          words: [place[0], `第${inChinese(n)}条`],
          any: [
            { term: `#${number}`, weight: 1 },
            { term: `${number}条`, weight: 0.3 },
          ],
          parts: [],
        });
        const after = rest.slice(place.index + place[0].length);
        words = `${rest.slice(0, name ? nameStart(rest, place.index, name) : place.index)} ${after}`;
        rest = `${rest.slice(0, place.index)} ${after}`;
      }
    }
  }

  const { named, left } = namesIn(names, rest);
  for (const n of numbersIn(left)) {
    const plain = /^(\d{1,4})(\D+)$/.exec(n.term);
    concepts.push({
      words: [left.slice(n.from, n.to), n.term, ...(plain ? [inChinese(Number(plain[1])) + plain[2]] : [])],
      any: [{ term: n.term, weight: 0.8 }],
      parts: [],
    });
  }
  const wordy = wordsOf(words, numbersIn(words));
  concepts.push(...wordy);
  if (name) concepts.push(...wordsOf(name, []).map((c): Concept => ({ ...c, named: true })));
  // 行政诉讼 起诉期限: the word is the name of a law but for its last character.
  const hinted = wordy.map((c) => names.named(`${c.any[0]?.term ?? ''}法`)).filter((l) => l.length);
  const required: string[] = [];
  for (const p of phrases) required.push(...pairsOf(p));
  return {
    text,
    folded,
    phrases,
    required: [...new Set(required)].slice(0, MAX_PHRASE_TERMS),
    concepts: joined(concepts).slice(0, MAX_CONCEPTS),
    named: [...named, ...hinted],
    numbered: [...new Set(numbered)],
    nameOnly: named.length > 0 && !/[\p{L}\p{N}]/u.test(left),
    ...(cited && { cited }),
    ...(article && { article }),
  };
}

function numeral(written: string): number | undefined {
  const found = numbersIn(`${written}条`)[0];
  return found ? Number(/^\d+/.exec(found.term)?.[0]) : undefined;
}

/** Texts with the longest end of the printed number that is one, and the mark it begins with. */
function markedNumber(
  names: Names,
  printed: string,
  most: number,
): { texts: readonly number[]; mark: string } {
  for (let cut = 0; cut < most; cut++) {
    const texts = names.named(printed.slice(cut));
    if (texts.length) return { texts, mark: printed.slice(cut, most) };
  }
  return { texts: [], mark: printed.slice(0, most) };
}

/** Texts that the words before an article's number mean, and where their name begins; null: none. */
function citedTexts(names: Names, before: string): { texts: readonly number[]; from: number } | null {
  const inside = names.inside(before);
  const last = inside.at(-1);
  if (last && last.to === before.length) return last;
  if (!/\p{Script=Han}{2,}$/u.test(before)) return null;
  const texts = names.shortened(before, 8);
  return texts.length ? { texts, from: 0 } : null;
}

/** Where a name that ends before `end` begins; blanks and book-title marks inside it are not letters of it. */
function nameStart(text: string, end: number, name: string): number {
  let at = end;
  for (let left = name.length; left > 0 && at > 0; ) {
    at--;
    if (text[at] === name[left - 1]) left--;
  }
  return at;
}

/** Whole names in the query, and the query without them. */
function namesIn(names: Names, text: string): { named: (readonly number[])[]; left: string } {
  const letters: number[] = [];
  let bare = '';
  for (let i = 0; i < text.length; i++) {
    if (/[\s《》<>]/u.test(text[i] as string)) continue;
    letters.push(i);
    bare += text[i];
  }
  const named: (readonly number[])[] = [];
  const gone = new Set<number>();
  for (const n of names.inside(bare)) {
    named.push(n.texts);
    for (let i = n.from; i < n.to; i++) gone.add(letters[i] as number);
  }
  return {
    named,
    left: [...text].length === text.length ? [...text].map((c, i) => (gone.has(i) ? ' ' : c)).join('') : text,
  };
}

/** All neighbouring pairs of Chinese characters. */
function pairsOf(text: string): string[] {
  const out: string[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    if (isHan(text.charCodeAt(i)) && isHan(text.charCodeAt(i + 1))) out.push(text.slice(i, i + 2));
  }
  return out;
}

/** The words of a query. */
function wordsOf(text: string, numbers: readonly { from: number; to: number }[]): Concept[] {
  const concepts: Concept[] = [];
  // What is a number with its unit is asked for as such.
  let plain = text;
  for (const n of numbers) plain = plain.slice(0, n.from) + ' '.repeat(n.to - n.from) + plain.slice(n.to);
  for (const [segment] of plain.matchAll(/[\p{Script=Han}]+|[a-z0-9][a-z0-9.+-]*/gu)) {
    if (/^[a-z0-9]/.test(segment)) {
      concepts.push({ words: [segment], any: [{ term: segment.slice(0, MAX_TERM), weight: 1 }], parts: [] });
      continue;
    }
    concepts.push(...segmentWords(segment));
  }
  return concepts;
}

interface Word {
  readonly word: string;
  readonly from: number;
}

function segmentWords(segment: string): Concept[] {
  const concepts: Concept[] = [];
  const saying = SAME[segment] ? [segment] : cutter().cut(segment, false);
  let at = 0;
  const words: Word[] = saying.map((word) => {
    const from = at;
    at += word.length;
    return { word, from };
  });
  // Sayings of two or three words (七天 无理由) are known as a whole.
  for (let i = 0; i < words.length; i++) {
    for (let n = Math.min(4, words.length - i); n > 1; n--) {
      const whole = words
        .slice(i, i + n)
        .map((w) => w.word)
        .join('');
      if (!SAME[whole]) continue;
      words.splice(i, n, { word: whole, from: (words[i] as Word).from });
      break;
    }
  }
  const kept = words.filter((w) => !IDLE.has(w.word));
  const asked = kept.length ? kept : words;
  for (const [i, w] of asked.entries()) {
    if (w.word.length === 1) {
      const single = singleTerm(segment, w, asked, i);
      if (single) concepts.push(single);
      continue;
    }
    concepts.push(wordConcept(w.word));
  }
  return concepts;
}

function wordConcept(word: string): Concept {
  const same = SAME[word] ?? [];
  const any: WeightedTerm[] = [{ term: word, weight: 1 }];
  for (const s of same) if (s !== word) any.push({ term: s, weight: 0.85 });
  return { words: [word, ...same], any, parts: word.length > 2 ? pairsOf(word) : [] };
}

/** A character that is a word of its own is looked for with its neighbour; alone it stays alone. */
function singleTerm(segment: string, w: Word, asked: readonly Word[], i: number): Concept | null {
  const after = segment[w.from + 1];
  const before = segment[w.from - 1];
  const previous = asked[i - 1];
  if (after !== undefined) {
    return { words: [w.word + after], any: [{ term: w.word + after, weight: 0.8 }], parts: [] };
  }
  if (before !== undefined) {
    // Its pair with the one before may have been taken by that one already.
    if (previous && previous.word.length === 1 && previous.from === w.from - 1) return null;
    return { words: [w.word, before + w.word], any: [{ term: before + w.word, weight: 0.8 }], parts: [] };
  }
  return { words: [w.word], any: [{ term: w.word, weight: 1 }], parts: [] };
}

/** Concepts with the same terms are one. */
function joined(concepts: readonly Concept[]): Concept[] {
  const byTerm = new Map<string, Concept>();
  for (const c of concepts) {
    const key = c.any[0]?.term ?? '';
    if (!byTerm.has(key)) byTerm.set(key, c);
  }
  return [...byTerm.values()];
}
