/** Chance that repeats: a small generator (sfc32) seeded by a run's seed and a request's number. */

export interface Dice {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `n`. */
  below(n: number): number;
  /** True with this probability. */
  chance(p: number): boolean;
  /** One of a list that is not empty. */
  of<T>(list: readonly T[]): T;
}

/** The dice of request `n` in the run with this seed. */
export function dice(seed: number, n: number): Dice {
  let a = seed >>> 0;
  let b = (n ^ 0x9e3779b9) >>> 0;
  let c = (Math.imul(n + 1, 0x85ebca6b) ^ seed) >>> 0;
  let d = 1;
  const next = (): number => {
    const t = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t / 4294967296;
  };
  for (let i = 0; i < 15; i++) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (p) => next() < p,
    of: (list) => list[below(list.length)] as (typeof list)[number],
  };
}
