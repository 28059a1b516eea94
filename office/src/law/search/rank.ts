/**
 * Ranking: BM25 over the words of a provision, with the title of its text as a second field, counted by how much of the
 * query it covers. One pass over the lists of the query's terms, block by block, in arrays that fit the processor's
 * cache: its time is bounded by the lists' length, and very common words cost a few milliseconds at a million provisions.
 */
import type { Postings } from './block.ts';
import type { IndexedText, LawMemory, LoadedBlock } from './memory.ts';
import { type LawQuery, MAX_CONCEPTS, type WeightedTerm } from './query.ts';

/** Which provisions may be found. Days count from 1970. */
export interface Choice {
  /** Day on which the wording must be the law; null: any wording. */
  readonly on: number | null;
  /** Where any wording may be found: what is the law on this day comes before what is not. */
  readonly prefer?: number;
  /** May a provision of this text be found at all? */
  readonly text?: (text: IndexedText) => boolean;
  /** May this provision, by its days as law? Asked after `text`. */
  readonly days?: (from: number, to: number, text: IndexedText) => boolean;
}

/** A provision that was found. */
export interface Found {
  readonly block: LoadedBlock;
  readonly doc: number;
  /** Its version among the memory's texts. */
  readonly text: number;
  readonly score: number;
  /** Share of the query that it covers, 0 to 1. */
  readonly cover: number;
}

export interface Ranked {
  readonly found: Found[];
  /** Provisions that cover enough of the query; exact up to `COUNT_BOUND`. */
  readonly total: number;
  readonly bounded: boolean;
  /** Score that the name of a text earns alone. */
  readonly titleScore: (nr: number) => number;
  /** Texts whose name alone covers the query. */
  readonly byTitle: readonly number[];
}

/** Counting stops here: the page says "at least". */
export const COUNT_BOUND = 1_000;
/** A provision that covers less of the query is not a result. */
export const ENOUGH = 0.6;
/** Words whose shares together stay below this are only looked up in provisions that hold a rarer one. */
const LAZY = 0.35;
/** A word of the title counts so much beside a word of the provision, and a common one at least as a word this rare. */
const TITLE = 1.2;
const TITLE_LEAST = 4;
/** The whole name of a text in the query makes its title count more. */
const NAMED = 1.5;
const NAMED_MORE = 6;
/** Part of the score that hangs on how much of the query is covered. */
const COVER = 0.85;

/** A list of postings with what it adds. */
interface Part {
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

/** Room for one block's scores; one search at a time uses it, and leaves it zero. */
const scores = new Float32Array(65_536);
const masks = new Uint32Array(65_536);
const touched = new Uint16Array(65_536);

/** From so many documents of a block on, all of it is gone through. */
const MANY = 30_000;

/** Rank the provisions for a query: the best `limit`, best first. Null: the index changed meanwhile. */
export async function rank(
  memory: LawMemory,
  query: LawQuery,
  choice: Choice,
  limit: number,
): Promise<Ranked | null> {
  const plan = await planned(memory, query);
  if (!plan) return null;
  const { parts, covers, titleScore, titleMask, requiredMask } = plan;
  const allowed = allowedTexts(memory, choice);
  // What the title alone adds to a provision of each text.
  const titled = new Float32Array(allowed.length);
  for (let t = 0; t < titled.length; t++)
    titled[t] = (allowed[t] as number) * (titleScore[plan.nrOf[t] as number] as number);
  const top = new Top(limit);
  let total = 0;
  let floor = 0;
  const low = covers.length - 1;
  const { on, prefer } = choice;
  for (let b = 0; b < memory.blocks.length; b++) {
    const block = memory.blocks[b] as LoadedBlock;
    const n = addUp(parts, b);
    const { text, from, to } = block;
    // Many are gone through in the order of memory and cleared at once afterwards; few one by one.
    const many = n > MANY;
    const steps = many ? block.docs : n;
    for (let i = 0; i < steps; i++) {
      const d = many ? i : (touched[i] as number);
      const own = scores[d] as number;
      if (own === 0) continue;
      const m = masks[d] as number;
      if (!many) {
        scores[d] = 0;
        masks[d] = 0;
      }
      const t = text[d] as number;
      if (t < 0) continue;
      const factor = allowed[t] as number;
      const most = own * factor + (titled[t] as number);
      if (most <= floor && total >= COUNT_BOUND) continue;
      if (factor === 0 || (m & requiredMask) !== requiredMask) continue;
      const [first, last] = [from[d] as number, to[d] as number];
      if (on !== null && (first > on || last < on)) continue;
      const nr = plan.nrOf[t] as number;
      const cover = covers[(m | (titleMask[nr] as number)) & low] as number;
      let whole = most * (1 - COVER + COVER * cover * cover);
      if (on === null && prefer !== undefined && (first > prefer || last < prefer)) whole *= PAST;
      const counts = total < COUNT_BOUND && cover >= ENOUGH;
      if (!(whole > floor) && !counts) continue;
      if (choice.days && !choice.days(first, last, memory.texts[t] as IndexedText)) continue;
      if (counts) total++;
      if (whole > floor) floor = top.add({ block, doc: d, text: t, score: whole, cover });
    }
    if (many) {
      scores.fill(0);
      masks.fill(0);
    }
  }
  const byTitle: number[] = [];
  for (let nr = 0; nr < titleMask.length; nr++)
    if ((covers[(titleMask[nr] as number) & low] as number) > 0.999) byTitle.push(nr);
  return {
    found: top.sorted(),
    total,
    bounded: total >= COUNT_BOUND,
    titleScore: (nr) => titleScore[nr] as number,
    byTitle,
  };
}

/** Add the lists of one block into `scores` and `masks`; answers how many documents stand in `touched`. */
function addUp(parts: readonly Part[], b: number): number {
  let n = 0;
  for (const part of parts) {
    if (part.lazy) continue;
    const list = part.lists[b];
    if (!list) continue;
    const { docs, weights } = list;
    const { by, bit } = part;
    if (n === 0) {
      // The first list: nothing is there yet.
      for (let i = 0; i < docs.length; i++) {
        const d = docs[i] as number;
        scores[d] = by * (weights[i] as number);
        masks[d] = bit;
      }
      touched.set(docs);
      n = docs.length;
      continue;
    }
    for (let i = 0; i < docs.length; i++) {
      const d = docs[i] as number;
      const s = scores[d] as number;
      if (s === 0) touched[n++] = d;
      scores[d] = s + by * (weights[i] as number);
      masks[d] = (masks[d] as number) | bit;
    }
  }
  for (const part of parts) {
    if (!part.lazy || n === 0) continue;
    const list = part.lists[b];
    if (!list) continue;
    const { docs, weights } = list;
    const { by, bit } = part;
    if (n * 12 < docs.length) {
      for (let k = 0; k < n; k++) {
        const d = touched[k] as number;
        const i = placeOf(docs, d);
        if (i < 0) continue;
        scores[d] = (scores[d] as number) + by * (weights[i] as number);
        masks[d] = (masks[d] as number) | bit;
      }
      continue;
    }
    for (let i = 0; i < docs.length; i++) {
      const d = docs[i] as number;
      const s = scores[d] as number;
      if (s === 0) continue;
      scores[d] = s + by * (weights[i] as number);
      masks[d] = (masks[d] as number) | bit;
    }
  }
  return n;
}

/** Place of a number in an ascending list, -1 where it is not. */
function placeOf(list: Uint16Array, wanted: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const mid = (low + high) >> 1;
    const at = list[mid] as number;
    if (at === wanted) return mid;
    if (at < wanted) low = mid + 1;
    else high = mid - 1;
  }
  return -1;
}

/** Keeps the best; its floor rises as it fills. */
class Top {
  private floor = 0;
  private list: Found[] = [];
  private readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
  /** Answers the score below which nothing needs to come. */
  add(found: Found): number {
    this.list.push(found);
    if (this.list.length >= this.limit * 2 + 64) this.cut();
    return this.floor;
  }
  private cut(): void {
    this.list.sort((a, b) => b.score - a.score);
    this.list.length = Math.min(this.list.length, this.limit);
    if (this.list.length === this.limit) this.floor = this.list.at(-1)?.score ?? 0;
  }
  sorted(): Found[] {
    this.cut();
    return this.list;
  }
}

/** What is not the law on the day counts so much beside what is. */
const PAST = 0.6;
/** Weights of all texts by day, of searches that choose by nothing else. */
const byDay = new WeakMap<LawMemory, Map<string, Float32Array>>();

/** Weight of each text under the choice; 0 keeps it out. */
function allowedTexts(memory: LawMemory, choice: Choice): Float32Array {
  const key = `${choice.on} ${choice.prefer}`;
  let kept = byDay.get(memory);
  if (!kept || kept.size > 16) {
    kept = new Map();
    byDay.set(memory, kept);
  }
  const known = choice.text ? undefined : kept.get(key);
  if (known) return known;
  const out = new Float32Array(memory.texts.length);
  for (let i = 0; i < out.length; i++) out[i] = textFactor(memory.texts[i] as IndexedText, undefined, choice);
  if (!choice.text) kept.set(key, out);
  return out;
}

/** Weight of a text by its level and standing; 0: the choice leaves it out. `span`: its days as law, to be asked too. */
export function textFactor(
  text: IndexedText,
  span: { readonly from: number; readonly to: number } | undefined,
  choice: Choice,
): number {
  const { on, prefer } = choice;
  if (on !== null) {
    if (text.named.repealed <= on || text.expires < on) return 0;
    if (span && (span.from > on || span.to < on)) return 0;
  }
  if (choice.text && !choice.text(text)) return 0;
  if (span && choice.days && !choice.days(span.from, span.to, text)) return 0;
  const past =
    on === null && prefer !== undefined && (text.named.repealed <= prefer || text.expires < prefer);
  return past ? text.named.weight * PAST : text.named.weight;
}

interface Plan {
  readonly parts: Part[];
  /** Share covered, by mask of concepts. */
  readonly covers: Float32Array;
  readonly titleScore: Float32Array;
  readonly titleMask: Uint32Array;
  readonly requiredMask: number;
  /** Number of the name of each text. */
  readonly nrOf: Uint32Array;
}

const nrs = new WeakMap<LawMemory, Uint32Array>();

/** Which lists to add up, with which weight. */
async function planned(memory: LawMemory, query: LawQuery): Promise<Plan | null> {
  const concepts = await Promise.all(
    query.concepts.map(async (c) => {
      const only = c.any[0]?.term ?? '';
      if (c.any.length > 1 || [...only].length > 1 || /[a-z0-9#]/.test(only)) return c;
      const terms = await memory.termsFrom(only, 24);
      return { ...c, any: [...new Set([only, ...terms])].map((term): WeightedTerm => ({ term, weight: 1 })) };
    }),
  );
  const terms = [
    ...new Set([...concepts.flatMap((c) => [...c.any.map((t) => t.term), ...c.parts]), ...query.required]),
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
      const rare = idf(Math.max(df(t.term), any.length > 4 ? most : 0), docs);
      share = t === any[0] ? rare : Math.min(rare, share || rare);
      if (df(t.term) > 0)
        drafts.push({
          lists: lists.get(t.term) as (Postings | null)[],
          by: (rare * t.weight * 2.2) / 255,
          bit: known.length ? bit : 0,
          concept: c,
        });
      const inNames = names.withTerm(t.term);
      if (!inNames) continue;
      const add = TITLE * Math.max(rare, TITLE_LEAST) * t.weight;
      for (let i = 0; i < inNames.texts.length; i++) {
        const nr = inNames.texts[i] as number;
        if (best[nr] === 0) titled.push(nr);
        best[nr] = Math.max(best[nr] as number, add * (inNames.weights[i] as number));
      }
    }
    for (const nr of titled) {
      titleScore[nr] = (titleScore[nr] as number) + (best[nr] as number);
      best[nr] = 0;
      if (known.length) titleMask[nr] = (titleMask[nr] as number) | bit;
    }
    // What nothing holds still was asked for: it lowers what everything covers, but not by more than a common word.
    shares.push(known.length ? share : Math.min(2, share || 2));
  });
  for (const group of query.named) {
    for (const nr of group) titleScore[nr] = (titleScore[nr] as number) * NAMED + NAMED_MORE;
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
  return { parts, covers: coverTable(shares), titleScore, titleMask, requiredMask, nrOf };
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
