/**
 * A block of the index: up to 65,536 provisions, and for each term the list of those in which it stands with how much it
 * counts there (the BM25 weight of the term in the provision, with its length, as one byte). Pure.
 */
import { pairTerm, termsOf } from './terms.ts';

/** Provisions that one block holds at most: what two bytes can number. */
export const BLOCK_DOCS = 65_536;

/** BM25: how soon a repeated word stops counting more, and how much a long text counts less. */
const K1 = 0.9;
const B = 0.12;
/** Length in characters that counts as usual; fixed, so that what was indexed earlier stays comparable. */
const USUAL_LENGTH = 110;
/** A word of the heading above an article counts as so many words of its text. */
const HEADING = 5;

/** A provision to be indexed. Days are counted from 1970; null bounds are open. */
export interface BlockDoc {
  readonly ordinal: number;
  readonly article: string | null;
  /** Headings above it. */
  readonly path: string;
  readonly text: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** First and last day of what has no bound. */
export const NO_START = -(2 ** 31);
export const NO_END = 2 ** 31 - 1;

/** A finished block. `spans[d]` is the number of the span of document d. */
export interface BuiltBlock {
  readonly docs: number;
  readonly spans: Uint16Array;
  readonly ordinals: Uint32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly terms: readonly string[];
  /** Document frequency of each term. */
  readonly df: Uint32Array;
  /** Lists one after the other: per term `df` × uint16 documents, then `df` × uint8 weights. */
  readonly lists: Uint8Array;
}

/** Growing arrays of numbers. */
function grown<T extends Uint32Array | Uint16Array | Float32Array>(array: T, needed: number): T {
  if (needed <= array.length) return array;
  const Kind = array.constructor as new (n: number) => T;
  const bigger = new Kind(Math.max(needed, array.length * 2));
  bigger.set(array);
  return bigger;
}

/** Takes documents in order and answers the block. */
export class BlockBuilder {
  private readonly pairs = new Map<number, number>();
  private readonly words = new Map<string, number>();
  private names: (number | string)[] = [];
  private lastPosting = new Uint32Array(1 << 16);
  private termOf = new Uint32Array(1 << 20);
  private docOf = new Uint16Array(1 << 20);
  private weight = new Float32Array(1 << 20);
  private postings = 0;
  private count = 0;
  private readonly spans = new Uint16Array(BLOCK_DOCS);
  private readonly ordinals = new Uint32Array(BLOCK_DOCS);
  private readonly from = new Int32Array(BLOCK_DOCS);
  private readonly to = new Int32Array(BLOCK_DOCS);
  private readonly lengths = new Uint32Array(BLOCK_DOCS);

  get docs(): number {
    return this.count;
  }

  get room(): number {
    return BLOCK_DOCS - this.count;
  }

  /** @throws RangeError where the block is full */
  add(doc: BlockDoc, span: number): void {
    if (this.count === BLOCK_DOCS) throw new RangeError('the block is full');
    const d = this.count++;
    this.spans[d] = span;
    this.ordinals[d] = doc.ordinal;
    this.from[d] = doc.from ?? NO_START;
    this.to[d] = doc.to ?? NO_END;
    this.lengths[d] = doc.text.length;
    let by = 1;
    const sink = {
      pair: (key: number) => {
        let id = this.pairs.get(key);
        if (id === undefined) {
          id = this.name(key);
          this.pairs.set(key, id);
        }
        this.post(id, d, by);
      },
      word: (term: string) => {
        let id = this.words.get(term);
        if (id === undefined) {
          id = this.name(term);
          this.words.set(term, id);
        }
        this.post(id, d, by);
      },
    };
    termsOf(doc.text, sink);
    by = HEADING;
    if (doc.path) termsOf(doc.path, sink);
    if (doc.article) {
      by = 3;
      sink.word(`#${doc.article}`);
    }
  }

  private name(term: number | string): number {
    const id = this.names.length;
    this.names.push(term);
    this.lastPosting = grown(this.lastPosting, id + 1);
    return id;
  }

  private post(id: number, d: number, by: number): void {
    const last = this.lastPosting[id] as number;
    if (last > 0 && this.docOf[last - 1] === d) {
      this.weight[last - 1] = (this.weight[last - 1] as number) + by;
      return;
    }
    const at = this.postings++;
    if (at >= this.termOf.length) {
      this.termOf = grown(this.termOf, at + 1);
      this.docOf = grown(this.docOf, at + 1);
      this.weight = grown(this.weight, at + 1);
    }
    this.termOf[at] = id;
    this.docOf[at] = d;
    this.weight[at] = by;
    this.lastPosting[id] = at + 1;
  }

  /** Put the lists together. The builder is used up. */
  build(): BuiltBlock {
    const n = this.names.length;
    const df = new Uint32Array(n);
    for (let i = 0; i < this.postings; i++) {
      const t = this.termOf[i] as number;
      df[t] = (df[t] as number) + 1;
    }
    const start = new Uint32Array(n + 1);
    for (let t = 0; t < n; t++) start[t + 1] = (start[t] as number) + (df[t] as number) * 3;
    const lists = new Uint8Array(this.postings * 3);
    const filled = new Uint32Array(n);
    const norms = new Float32Array(this.count);
    for (let d = 0; d < this.count; d++)
      norms[d] = K1 * (1 - B + (B * Math.min(this.lengths[d] as number, 4000)) / USUAL_LENGTH);
    for (let i = 0; i < this.postings; i++) {
      const t = this.termOf[i] as number;
      const d = this.docOf[i] as number;
      const k = filled[t] as number;
      filled[t] = k + 1;
      const at = (start[t] as number) + k * 2;
      lists[at] = d & 0xff;
      lists[at + 1] = d >> 8;
      const w = this.weight[i] as number;
      lists[(start[t] as number) + (df[t] as number) * 2 + k] = Math.max(
        1,
        Math.round((255 * w) / (w + (norms[d] as number))),
      );
    }
    return {
      docs: this.count,
      spans: this.spans.slice(0, this.count),
      ordinals: this.ordinals.slice(0, this.count),
      from: this.from.slice(0, this.count),
      to: this.to.slice(0, this.count),
      terms: this.names.map((t) => (typeof t === 'number' ? pairTerm(t) : t)),
      df,
      lists,
    };
  }
}

/** The list of one term in one block, as the search reads it. */
export interface Postings {
  readonly docs: Uint16Array;
  /** Weight in 255ths. */
  readonly weights: Uint8Array;
  /** Highest weight in it. */
  readonly top: number;
}

/** Read a list as it was stored. @throws RangeError where its length is not whole */
export function readList(bytes: Uint8Array): Postings {
  if (bytes.length % 3) throw new RangeError('a list of postings has three bytes a document');
  const n = bytes.length / 3;
  // The copy begins at an even address, whatever the message that brought the bytes.
  const own = bytes.slice();
  const weights = own.subarray(n * 2);
  let top = 0;
  for (let i = 0; i < n; i++) if ((weights[i] as number) > top) top = weights[i] as number;
  return { docs: new Uint16Array(own.buffer, own.byteOffset, n), weights, top };
}
