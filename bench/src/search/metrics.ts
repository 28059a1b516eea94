/** How good a ranking is, against graded judgments. */

/** A judged answer: key of an article to its grade, 1 or 2. */
export type Grades = ReadonlyMap<string, number>;

/** Quality of one ranking. All between 0 and 1. */
export interface Quality {
  /** Share of the relevant articles among the first ten. */
  readonly recall: number;
  /** Discounted gain of the first ten (2^grade − 1 over log2 of the place + 1) beside that of the best order. */
  readonly ndcg: number;
  /** One over the place of the first relevant article, over the whole ranking. */
  readonly mrr: number;
}

const gain = (grade: number): number => 2 ** grade - 1;
const discount = (place: number): number => 1 / Math.log2(place + 1);

/** Quality of a ranking (best first, no key twice) at ten. */
export function quality(ranking: readonly string[], grades: Grades, at = 10): Quality {
  const first = ranking.slice(0, at);
  const found = first.filter((key) => grades.has(key)).length;
  const dcg = first.reduce((sum, key, i) => sum + gain(grades.get(key) ?? 0) * discount(i + 1), 0);
  const ideal = [...grades.values()]
    .sort((a, b) => b - a)
    .slice(0, at)
    .reduce((sum, grade, i) => sum + gain(grade) * discount(i + 1), 0);
  const place = ranking.findIndex((key) => grades.has(key));
  return {
    recall: grades.size ? found / Math.min(at, grades.size) : 0,
    ndcg: ideal ? dcg / ideal : 0,
    mrr: place < 0 ? 0 : 1 / (place + 1),
  };
}

/** Mean of several. */
export function meanQuality(all: readonly Quality[]): Quality {
  const mean = (of: (q: Quality) => number) =>
    all.reduce((sum, q) => sum + of(q), 0) / Math.max(1, all.length);
  return { recall: mean((q) => q.recall), ndcg: mean((q) => q.ndcg), mrr: mean((q) => q.mrr) };
}

/** Keys without those that came before. */
export const once = (keys: readonly string[]): string[] => [...new Set(keys)];

/**
 * Whether the difference of paired figures is more than chance: share of random sign changes of the differences whose
 * mean is at least as far from nought (two-sided randomization test, `rounds` draws with the given seed).
 */
export function randomization(a: readonly number[], b: readonly number[], seed = 1, rounds = 10_000): number {
  const differences = a.map((x, i) => x - (b[i] as number));
  const seen = Math.abs(differences.reduce((sum, d) => sum + d, 0));
  const next = random(seed);
  let further = 0;
  for (let r = 0; r < rounds; r++) {
    let sum = 0;
    for (const d of differences) sum += next() < 0.5 ? d : -d;
    if (Math.abs(sum) >= seen - 1e-12) further++;
  }
  return further / rounds;
}

/** Small repeatable source of numbers from 0 up to 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
