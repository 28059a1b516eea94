/** Seeded pseudo-random numbers (mulberry32): the same seed gives the same city on every machine. */

/** A source of numbers that follow from its seed alone. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** One element. @throws RangeError when the list is empty */
  pick<T>(list: readonly T[]): T;
  /** `n` different elements in a drawn order; all of them when there are fewer. */
  some<T>(list: readonly T[], n: number): T[];
  /** A source of its own for a part, so that a change in one part does not move the others. */
  fork(name: string): Random;
}

/** FNV-1a over the UTF-16 units of a text. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A source for a seed, e.g. the value of FADU_SEED. */
export function random(seed: string): Random {
  let a = hash(seed);
  const next = (): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  // Nearby seeds begin with nearby states: the first numbers are thrown away.
  for (let i = 0; i < 4; i++) next();
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (p) => next() < p,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[int(0, list.length - 1)] as (typeof list)[number];
    },
    some(list, n) {
      const left = [...list];
      const out = [];
      while (out.length < n && left.length > 0)
        out.push(left.splice(int(0, left.length - 1), 1)[0] as (typeof left)[number]);
      return out;
    },
    fork: (name) => random(`${seed}/${name}`),
  };
}

/** Seed of the demonstration city unless FADU_SEED says otherwise. */
export const DEFAULT_SEED = 'fadu';
