/** What a query adds up: which lists, with which weight, what the names of texts add, and what covers how much of it. */
import type { Postings } from './block.ts';
import type { LawMemory } from './memory.ts';
import type { Names } from './names.ts';
import { type LawQuery, MAX_CONCEPTS, type WeightedTerm } from './query.ts';

/** What the ranking needs of the index. */
export type RankMemory = Pick<
  LawMemory,
  'blocks' | 'texts' | 'textsOf' | 'docs' | 'postings' | 'termsFrom'
> & {
  readonly names: Pick<Names, 'all' | 'withTerm'>;
};

/** Words whose shares together stay below this are only looked up in provisions that hold a rarer one. */
const LAZY = 0.35;
/** A word of the title counts so much beside a word of the provision, and a common one at least as a word this rare. */
const TITLE = 1.2;
const TITLE_LEAST = 4;
/** The whole name of a text in the query makes its title count more. */
const NAMED = 1.5;
const NAMED_MORE = 6;
/** A list of postings with what it adds. */
export interface Part {
  readonly lists: readonly (Postings | null)[];
  /** Added per 255th of weight. */
  readonly by: number;
  /** Bits of the concepts that it covers. */
  readonly bit: number;
  /** Only added to what rarer words have found. */
  readonly lazy: boolean;
}

const idf = (df: number, docs: number): number => Math.log(1 + (docs - df + 0.5) / (df + 0.5));
const sumDf = (lists: readonly (Postings | null)[]): number => {
  let n = 0;
  for (const l of lists) if (l) n += l.docs.length;
  return n;
};

/** A query as it is added up. */
export interface Plan {
  readonly parts: Part[];
  /** Share covered, by mask of concepts. */
  readonly covers: Float32Array;
  /** Names with a score or a bit, in their order. */
  readonly titled: readonly number[];
  readonly titleScore: Float32Array;
  readonly titleMask: Uint32Array;
  readonly requiredMask: number;
  /** Number of the name of each text. */
  readonly nrOf: Uint32Array;
}

const nrs = new WeakMap<RankMemory, Uint32Array>();

/** Which lists to add up, with which weight. */
export async function planned(memory: RankMemory, query: LawQuery): Promise<Plan | null> {
  const concepts = await Promise.all(
    query.concepts.map(async (c) => {
      const only = c.any[0]?.term ?? '';
      if (c.any.length > 1 || [...only].length > 1 || /[a-z0-9#]/.test(only)) return c;
      const terms = await memory.termsFrom(only, 24);
      return { ...c, any: [...new Set([only, ...terms])].map((term): WeightedTerm => ({ term, weight: 1 })) };
    }),
  );
  const terms = [
    ...new Set([
      ...concepts.filter((c) => !c.named).flatMap((c) => [...c.any.map((t) => t.term), ...c.parts]),
      ...query.required,
    ]),
  ];
  const rows = await memory.postings(terms);
  if (!rows) return null;
  const lists = new Map(terms.map((t, i) => [t, rows[i] as (Postings | null)[]]));
  const dfs = new Map(terms.map((t) => [t, sumDf(lists.get(t) as (Postings | null)[])]));
  const df = (t: string) => dfs.get(t) ?? 0;
  const docs = Math.max(1, memory.docs);
  const names = memory.names;
  const titleScore = new Float32Array(names.all.length);
  const titleMask = new Uint32Array(names.all.length);
  const best = new Float32Array(names.all.length);
  const drafts: (Omit<Part, 'lazy'> & { readonly concept: number })[] = [];
  const shares: number[] = [];
  const touchedNames = new Set<number>();
  concepts.forEach((concept, c) => {
    const bit = 1 << c;
    const known = concept.any.filter((t) => df(t.term) > 0 || names.withTerm(t.term));
    // A word that no text holds is looked for by its parts.
    const any = known.length
      ? known
      : concept.parts.map((term) => ({ term, weight: 1 / concept.parts.length }));
    const most = Math.max(0, ...any.map((t) => df(t.term)));
    let share = 0;
    const titled: number[] = [];
    for (const t of any) {
      const inNames = names.withTerm(t.term);
      const rare = concept.named
        ? idf(inNames?.texts.length ?? 0, names.all.length)
        : idf(Math.max(df(t.term), any.length > 4 ? most : 0), docs);
      share = t === any[0] ? rare : Math.min(rare, share || rare);
      if (df(t.term) > 0)
        drafts.push({
          lists: lists.get(t.term) as (Postings | null)[],
          by: (rare * t.weight * 2.2) / 255,
          bit: known.length ? bit : 0,
          concept: c,
        });
      if (!inNames) continue;
      const add = TITLE * Math.max(rare, TITLE_LEAST) * t.weight;
      for (let i = 0; i < inNames.texts.length; i++) {
        const nr = inNames.texts[i] as number;
        if (best[nr] === 0) titled.push(nr);
        best[nr] = Math.max(best[nr] as number, add * (inNames.weights[i] as number));
      }
    }
    for (const nr of titled) {
      touchedNames.add(nr);
      titleScore[nr] = (titleScore[nr] as number) + (best[nr] as number);
      best[nr] = 0;
      if (known.length) titleMask[nr] = (titleMask[nr] as number) | bit;
    }
    // What nothing holds still was asked for: it lowers what everything covers, but not by more than a common word.
    shares.push(known.length ? share : Math.min(2, share || 2));
  });
  for (const group of query.named) {
    for (const nr of group) {
      touchedNames.add(nr);
      titleScore[nr] = (titleScore[nr] as number) * NAMED + NAMED_MORE;
    }
  }
  const lazy = lazyConcepts(shares);
  const parts: Part[] = drafts.map((d) => ({ ...d, lazy: lazy.has(d.concept) }));
  let requiredMask = 0;
  query.required.forEach((term, i) => {
    const bit = 1 << (MAX_CONCEPTS + i);
    requiredMask |= bit;
    parts.push({
      lists: lists.get(term) as (Postings | null)[],
      by: 0.0001,
      bit,
      lazy: parts.some((p) => !p.lazy),
    });
  });
  let nrOf = nrs.get(memory);
  if (!nrOf) {
    nrOf = Uint32Array.from(memory.texts, (t) => t.nr);
    nrs.set(memory, nrOf);
  }
  const titled = [...touchedNames].sort((a, b) => a - b);
  return { parts, covers: coverTable(shares), titled, titleScore, titleMask, requiredMask, nrOf };
}

/** The commonest concepts, as long as they make up little of the query together. */
function lazyConcepts(shares: readonly number[]): ReadonlySet<number> {
  const sum = shares.reduce((a, b) => a + b, 0);
  const out = new Set<number>();
  let share = 0;
  for (const [c, s] of [...shares.entries()].sort((a, b) => a[1] - b[1])) {
    share += s;
    if (share >= LAZY * sum) break;
    out.add(c);
  }
  return out;
}

/** Share of the query covered, for every set of concepts. */
function coverTable(shares: readonly number[]): Float32Array {
  const sum = shares.reduce((a, b) => a + b, 0) || 1;
  const out = new Float32Array(1 << shares.length);
  for (let m = 1; m < out.length; m++) {
    const bit = 31 - Math.clz32(m);
    out[m] = (out[m ^ (1 << bit)] as number) + (shares[bit] as number) / sum;
  }
  return out;
}
