import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Postings } from './block.ts';
import { type IndexedText, type LoadedBlock, runsOf } from './memory.ts';
import type { NamedText, TitleList } from './names.ts';
import type { LawQuery } from './query.ts';
import { type Choice, COUNT_BOUND, type Found, type RankMemory, rank } from './rank.ts';

const ON = 20_000;
const WORDS = ['罚款', '听证', '许可', '公开'];

/** Repeatable numbers from 0 up to 1. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

interface Made {
  readonly memory: RankMemory;
  /** Blocks whose lists were read. */
  readonly read: Set<number>;
}

/** An index of blocks with random words; texts of the last blocks weigh less than those of the first. */
function made(
  seed: number,
  blocks: number,
  docs: number,
  weight: (block: number, next: () => number) => number,
): Made {
  const next = random(seed);
  const texts: IndexedText[] = [];
  const all: NamedText[] = [];
  const read = new Set<number>();
  const lists: Postings[][] = WORDS.map(() => []);
  const loaded: LoadedBlock[] = [];
  for (let b = 0; b < blocks; b++) {
    const text = new Int32Array(docs);
    const w = weight(b, next);
    for (let d = 0; d < docs; ) {
      const nr = texts.length;
      const named = { weight: w, repealed: Number.MAX_SAFE_INTEGER } as NamedText;
      all.push(named);
      texts.push({ named, nr, version: 1, expires: Number.MAX_SAFE_INTEGER });
      const gone = next() < 0.05;
      for (let n = 1 + Math.floor(next() * 40); n > 0 && d < docs; n--) text[d++] = gone ? -1 : nr;
    }
    const from = Int32Array.from(text, () => (next() < 0.1 ? ON + 1 : ON - 10));
    loaded.push({
      id: b,
      docs,
      ordinals: new Uint32Array(docs),
      spans: new Uint16Array(docs),
      from,
      to: new Int32Array(docs).fill(ON + 10),
      text,
      ...runsOf(text),
      weight: w,
    });
    for (const list of lists) {
      const share = next();
      const has = Array.from({ length: docs }, (_, d) => d).filter(() => next() < share);
      const weights = Uint8Array.from(has, () => 1 + Math.floor(next() * 255));
      list.push({
        docs: Uint16Array.from(has),
        // Their lengths are read beforehand, their weights only where they are added up.
        get weights() {
          read.add(b);
          return weights;
        },
        top: Math.max(0, ...weights),
      });
    }
  }
  loaded.sort((a, b) => b.weight - a.weight || a.id - b.id);
  const named = all.map((_, nr) => nr).filter(() => next() < 0.02);
  const titles: TitleList = {
    texts: Uint32Array.from(named),
    weights: Float32Array.from(named, () => 0.3 + next()),
  };
  const memory: RankMemory = {
    blocks: loaded,
    texts,
    textsOf: new Map(texts.map((t, i) => [t.nr, [i]])),
    docs: blocks * docs,
    names: { all, withTerm: (term) => (term === WORDS[0] ? titles : undefined) },
    postings: async (terms) => terms.map((t) => loaded.map((b) => lists[WORDS.indexOf(t)]?.[b.id] ?? null)),
    termsFrom: async () => [],
  };
  return { memory, read };
}

const asked = (words: readonly string[]): LawQuery => ({
  text: words.join(' '),
  folded: words.join(' '),
  phrases: [],
  required: [],
  concepts: words.map((w) => ({ words: [w], any: [{ term: w, weight: 1 }], parts: [] })),
  named: [],
  numbered: [],
  nameOnly: false,
});
const plain = (found: readonly Found[]) => found.map((f) => `${f.block.id} ${f.doc} ${f.score} ${f.cover}`);

describe('R43.1 what the ranking passes over', () => {
  test('R43.1 the best are the same as when nothing is passed over', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom<Choice>(
          { on: ON },
          { on: null, prefer: ON },
          { on: ON, text: (t) => t.nr % 3 > 0 },
          { on: null, prefer: ON, days: (from) => from > ON },
        ),
        async (seed, n, choice) => {
          const { memory } = made(seed, 6, 1_200, (_, next) => 0.4 + next());
          const query = asked(WORDS.slice(0, n));
          // So many places that no floor ever rises.
          const everything = await rank(memory, query, choice, memory.docs);
          for (const limit of [1, 24, 600]) {
            const best = await rank(memory, query, choice, limit);
            expect(plain(best?.found ?? [])).toEqual(plain((everything?.found ?? []).slice(0, limit)));
            expect(best?.total).toBe(everything?.total);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('R43.1 blocks whose best cannot come among the best found are not read', async () => {
    const { memory, read } = made(7, 8, 3_000, (b) => (b < 2 ? 1.8 : 0.2));
    const query = asked(WORDS.slice(1, 2));
    const result = await rank(memory, query, { on: ON }, 24);
    expect(result?.total).toBe(COUNT_BOUND);
    expect(result?.found).toHaveLength(24);
    expect([...read]).toEqual([0, 1]);
  });
});
