/**
 * Wording as numbers: runs of characters hashed, a sample of them kept. Two texts that share wording share prints,
 * wherever in the text it stands. Pure.
 */

/** Length of a run in characters. Shorter runs are everyday phrases, longer ones miss small changes. */
export const RUN = 8;
/** One of this many runs is kept as a print. */
const SAMPLE = 16;
const BASE = 0x01000193;

/** One article as it is compared. */
export interface NearArticle {
  readonly label: string;
  readonly text: string;
}

/** The characters that count: no blanks, punctuation or symbols. */
export const plainText = (text: string): string => text.replace(/[\s\p{P}\p{S}]/gu, '');

/** Hashes of all runs of a plain text, in order. */
export function runsOf(plain: string): Int32Array {
  const n = plain.length - RUN + 1;
  if (n <= 0) return new Int32Array(0);
  const out = new Int32Array(n);
  let lead = 1;
  for (let i = 1; i < RUN; i++) lead = Math.imul(lead, BASE);
  let hash = 0;
  for (let i = 0; i < plain.length; i++) {
    if (i >= RUN) hash = (hash - Math.imul(plain.charCodeAt(i - RUN), lead)) | 0;
    hash = (Math.imul(hash, BASE) + plain.charCodeAt(i)) | 0;
    if (i >= RUN - 1) out[i - RUN + 1] = mixed(hash);
  }
  return out;
}

/** Spread the bits, so that a sample by the low ones is even. */
function mixed(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  return x ^ (x >>> 16);
}

/** The prints of a text: a fixed sample of its runs, and of every article at least its smallest. */
export function printsOf(articles: readonly NearArticle[]): number[] {
  const out = new Set<number>();
  for (const article of articles) {
    let least: number | undefined;
    for (const run of runsOf(plainText(article.text))) {
      if ((run & (SAMPLE - 1)) === 0) out.add(run);
      if (least === undefined || run < least) least = run;
    }
    if (least !== undefined) out.add(least);
  }
  return [...out];
}

/** An article of the draft beside the article that it repeats. */
export interface NearPair {
  readonly draft: string;
  readonly source: string;
  /** Share of the draft's article that stands in the other, 0 to 1. */
  readonly share: number;
  readonly text: string;
}

/** How much of a draft stands in another text. */
export interface Nearness {
  /** Share of the draft's characters, 0 to 1. */
  readonly share: number;
  readonly pairs: readonly NearPair[];
}

/** Share of an article that makes it a pair. */
const PAIR = 0.5;
/** Articles shorter than this are formulas (本办法自公布之日起施行) and make no pair. */
const SHORT = 16;

/** How many characters of a text lie in runs that `known` has. */
function covered(runs: Int32Array, known: ReadonlySet<number>): number {
  let count = 0;
  let until = 0;
  for (let i = 0; i < runs.length; i++) {
    if (!known.has(runs[i] as number)) continue;
    count += i + RUN - Math.max(i, until);
    until = i + RUN;
  }
  return count;
}

/** Compare a draft with one text, article by article. */
export function nearness(draft: readonly NearArticle[], source: readonly NearArticle[]): Nearness {
  const theirs = source.map((a) => ({ ...a, runs: new Set(runsOf(plainText(a.text))) }));
  const all = new Set(theirs.flatMap((a) => [...a.runs]));
  let [total, equal] = [0, 0];
  const pairs: NearPair[] = [];
  for (const article of draft) {
    const plain = plainText(article.text);
    const runs = runsOf(plain);
    total += plain.length;
    const whole = covered(runs, all);
    equal += whole;
    if (plain.length < SHORT || whole / plain.length < PAIR) continue;
    let best: { label: string; text: string; share: number } | undefined;
    for (const other of theirs) {
      const share = covered(runs, other.runs) / plain.length;
      if (share >= PAIR && share > (best?.share ?? 0)) best = { ...other, share };
    }
    if (best)
      pairs.push({
        draft: article.label,
        source: best.label,
        share: best.share,
        text: best.text.slice(0, 600),
      });
  }
  return { share: total ? equal / total : 0, pairs };
}
