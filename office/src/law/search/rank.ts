/**
 * Ranking: BM25 over the words of a provision, with the title of its text as a second field, counted by how much of the
 * query it covers. One pass over the lists of the query's terms, block by block, in arrays that fit the processor's
 * cache: its time is bounded by the lists' length, and blocks and texts that could not come among the best are passed over.
 */
import type { IndexedText, LoadedBlock } from './memory.ts';
import { type Part, type Plan, planned, type RankMemory } from './plan.ts';
import type { LawQuery } from './query.ts';

export type { RankMemory } from './plan.ts';

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
/** Part of the score that hangs on how much of the query is covered. */
const COVER = 0.85;

/** Room for one block's scores; one search at a time uses it, and leaves it zero. */
const scores = new Float32Array(65_536);
const masks = new Uint32Array(65_536);
const touched = new Uint16Array(65_536);

/** Where more than one in so many documents is touched, all are gone through in order. */
const SPARSE = 4;
/** Sums of rounded numbers may be a little higher than the sum of what was rounded. */
const ROUNDING = 1.00001;

/** Rank the provisions for a query: the best `limit`, best first. Null: the index changed meanwhile. */
export async function rank(
  memory: RankMemory,
  query: LawQuery,
  choice: Choice,
  limit: number,
): Promise<Ranked | null> {
  const plan = await planned(memory, query);
  return plan && gather(memory, plan, choice, limit);
}

/** Add up and choose, in one go: an asynchronous function would run its loops slowly. */
function gather(memory: RankMemory, plan: Plan, choice: Choice, limit: number): Ranked {
  const { parts, covers, titleScore, titleMask, requiredMask, nrOf } = plan;
  const allowed = allowedTexts(memory, choice);
  // What the title alone adds to a provision of each text.
  const titled = new Float32Array(allowed.length);
  for (const nr of plan.titled)
    for (const t of memory.textsOf.get(nr) ?? [])
      titled[t] = (allowed[t] as number) * (titleScore[nr] as number);
  const top = new Top(limit);
  let total = 0;
  let floor = 0;
  const every = covers.length - 1;
  const { on, prefer } = choice;
  for (let b = 0; b < memory.blocks.length; b++) {
    const block = memory.blocks[b] as LoadedBlock;
    const { text, from, to, runs, runText } = block;
    const highest = highestOf(parts, b);
    if (highest === 0) continue;
    // Once enough are counted, texts whose best could not come among the best found are passed over.
    let begin = 0;
    let end = runs.length - 1;
    if (total >= COUNT_BOUND) {
      while (begin < end && mostOf(runText[begin] as number, highest, allowed, titled) <= floor) begin++;
      while (begin < end && mostOf(runText[end - 1] as number, highest, allowed, titled) <= floor) end--;
      if (begin === end) continue;
    }
    const low = runs[begin] as number;
    const high = runs[end] as number;
    let n = addUp(parts, b, low, high);
    // Where many are touched, all are gone through text by text, those worth a look are kept, and all are cleared at once.
    const dense = n > (high - low) / SPARSE;
    if (dense) {
      n = 0;
      for (let r = begin; r < end; r++) {
        const t = runText[r] as number;
        const factor = t < 0 ? 0 : (allowed[t] as number);
        if (factor === 0) continue;
        const more = titled[t] as number;
        const bits = titleMask[nrOf[t] as number] as number;
        const counting = total < COUNT_BOUND;
        const stop = runs[r + 1] as number;
        for (let d = runs[r] as number; d < stop; d++) {
          const own = scores[d] as number;
          if (own === 0) continue;
          if (own * factor + more <= floor) {
            if (!counting || (covers[((masks[d] as number) | bits) & every] as number) < ENOUGH) continue;
          }
          touched[n++] = d;
        }
      }
    }
    for (let i = 0; i < n; i++) {
      const d = touched[i] as number;
      const own = scores[d] as number;
      const m = masks[d] as number;
      if (!dense) {
        scores[d] = 0;
        masks[d] = 0;
      }
      const t = text[d] as number;
      if (t < 0) continue;
      const factor = allowed[t] as number;
      const most = own * factor + (titled[t] as number);
      if (most <= floor && total >= COUNT_BOUND) continue;
      if (factor === 0 || (m & requiredMask) !== requiredMask) continue;
      const cover = covers[(m | (titleMask[nrOf[t] as number] as number)) & every] as number;
      let whole = most * (1 - COVER + COVER * cover * cover);
      const counts = total < COUNT_BOUND && cover >= ENOUGH;
      if (!(whole > floor) && !counts) continue;
      // Days are looked up last: they are far apart in memory.
      const first = from[d] as number;
      const last = to[d] as number;
      if (on !== null && (first > on || last < on)) continue;
      if (choice.days && !choice.days(first, last, memory.texts[t] as IndexedText)) continue;
      if (on === null && prefer !== undefined && (first > prefer || last < prefer)) whole *= PAST;
      if (counts) total++;
      if (whole > floor) floor = top.add({ block, doc: d, text: t, score: whole, cover });
    }
    if (dense) {
      scores.fill(0, low, high);
      masks.fill(0, low, high);
    }
  }
  return {
    found: top.sorted(),
    total,
    bounded: total >= COUNT_BOUND,
    titleScore: (nr) => titleScore[nr] as number,
    byTitle: plan.titled.filter((nr) => (covers[(titleMask[nr] as number) & every] as number) > 0.999),
  };
}

/** The most that a provision of a text can reach where its words add no more than `highest`. */
const mostOf = (t: number, highest: number, allowed: Float32Array, titled: Float32Array): number =>
  t < 0 ? 0 : (allowed[t] as number) * highest + (titled[t] as number);

/** More than a document of the block can have from the words of the query; 0 where none of them is there. */
function highestOf(parts: readonly Part[], b: number): number {
  let sum = 0;
  for (const part of parts) sum += part.by * (part.lists[b]?.top ?? 0);
  return sum * ROUNDING;
}

/**
 * Add the lists of one block into `scores` and `masks`, for documents from `low` to before `high`; answers how many
 * documents stand in `touched`.
 */
function addUp(parts: readonly Part[], b: number, low: number, high: number): number {
  let n = 0;
  for (const part of parts) {
    if (part.lazy) continue;
    const list = part.lists[b];
    if (!list) continue;
    const { docs, weights } = list;
    const { by, bit } = part;
    const begin = placeFrom(docs, low);
    const end = placeFrom(docs, high);
    if (n === 0) {
      // The first list: nothing is there yet.
      for (let i = begin; i < end; i++) {
        const d = docs[i] as number;
        scores[d] = by * (weights[i] as number);
        masks[d] = bit;
      }
      n = end - begin;
      touched.set(n === docs.length ? docs : docs.subarray(begin, end));
      continue;
    }
    for (let i = begin; i < end; i++) {
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
    const begin = placeFrom(docs, low);
    const end = placeFrom(docs, high);
    if (n * 12 < end - begin) {
      for (let k = 0; k < n; k++) {
        const d = touched[k] as number;
        const i = placeFrom(docs, d);
        if (docs[i] !== d) continue;
        scores[d] = (scores[d] as number) + by * (weights[i] as number);
        masks[d] = (masks[d] as number) | bit;
      }
      continue;
    }
    for (let i = begin; i < end; i++) {
      const d = docs[i] as number;
      const s = scores[d] as number;
      if (s === 0) continue;
      scores[d] = s + by * (weights[i] as number);
      masks[d] = (masks[d] as number) | bit;
    }
  }
  return n;
}

/** Place of the first number of an ascending list that is not below the wanted one. */
function placeFrom(list: Uint16Array, wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((list[mid] as number) < wanted) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Keeps the best; its floor rises as it fills. */
class Top {
  private floor = 0;
  private list: Found[] = [];
  private readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
  /** Answers the score below which nothing needs to come; of equals the earlier one stays. */
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
const byDay = new WeakMap<RankMemory, Map<string, Float32Array>>();

/** Weight of each text under the choice; 0 keeps it out. */
function allowedTexts(memory: RankMemory, choice: Choice): Float32Array {
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
