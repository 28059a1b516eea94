/** From what engines found to how good it was, by kind of query. */
import type { Article } from './engine.ts';
import { JUDGED, type Judged, QUERY_KINDS, type QueryKind } from './judged.ts';
import { meanQuality, once, type Quality, quality, randomization } from './metrics.ts';

/** What evaluation must know of an article of the corpus. */
export type Known = Pick<Article, 'instrument' | 'article' | 'original'>;

/** Key by which a judged article and a found one are compared. */
const key = (a: Known): string => `${a.instrument}#${a.article ?? ''}`;

/**
 * Relevant articles of each judged query, as keys. A judged article that the corpus lacks is an error of the set or of
 * the import: it is thrown, with all of its fellows.
 */
export function resolveJudged(
  corpus: readonly Known[],
  judged: readonly Judged[] = JUDGED,
): Map<string, Map<string, number>> {
  const there = new Set(corpus.map(key));
  const missing: string[] = [];
  const out = new Map<string, Map<string, number>>();
  for (const j of judged) {
    const grades = new Map<string, number>();
    for (const r of j.relevant) {
      const k = key({ instrument: r.title, article: r.article, original: 0 });
      if (there.has(k)) grades.set(k, r.grade);
      else missing.push(`${j.id} ${k}`);
    }
    out.set(j.id, grades);
  }
  if (missing.length) throw new Error(`judged articles that the corpus lacks:\n${missing.join('\n')}`);
  return out;
}

/** How good an engine was on the judged set. */
export interface Evaluation {
  readonly all: Quality;
  readonly heldOut: Quality;
  readonly kinds: Readonly<Record<QueryKind, Quality>>;
  /** Without the citations: words alone. */
  readonly words: Quality;
  /** nDCG@10 of each query, in the order of the set. */
  readonly ndcg: readonly number[];
  /** First three articles of each query. */
  readonly first: readonly (readonly string[])[];
}

/**
 * Judge results. A copy of an article counts as its original, and each original once, so that the same judgments hold
 * at every size of the corpus.
 */
export function evaluate(
  corpus: readonly Known[],
  relevant: ReadonlyMap<string, ReadonlyMap<string, number>>,
  results: readonly (readonly number[])[],
  judged: readonly Judged[] = JUDGED,
): Evaluation {
  const rankings = judged.map((_, i) =>
    once((results[i] ?? []).map((n) => key(corpus[(corpus[n] as Known).original] as Known))),
  );
  const each = judged.map((j, i) =>
    quality(rankings[i] as readonly string[], relevant.get(j.id) as ReadonlyMap<string, number>),
  );
  const of = (keep: (j: Judged) => boolean) => meanQuality(each.filter((_, i) => keep(judged[i] as Judged)));
  return {
    all: of(() => true),
    heldOut: of((j) => j.heldOut),
    words: of((j) => j.kind !== 'citation'),
    kinds: Object.fromEntries(QUERY_KINDS.map((k) => [k, of((j) => j.kind === k)])) as Record<
      QueryKind,
      Quality
    >,
    ndcg: each.map((q) => q.ndcg),
    first: rankings.map((r) => r.slice(0, 3)),
  };
}

/** Chance that a difference in nDCG between two engines on the same queries is no difference. */
export const byChance = (a: Evaluation, b: Evaluation, seed: number): number =>
  randomization(a.ndcg, b.ndcg, seed);
