/** Coordinates in the Merkle tree: arithmetic only, on numbers up to 2^53 − 1 (so no 32-bit operators). */

/** A complete node: the hash over the entries [index × 2^level, (index + 1) × 2^level). */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** A stretch of entries, from `start` up to but not including `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A whole number that a size or index can be. */
export const isCount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;

/** The largest power of two below n, for n of 2 or more: where RFC 6962 splits a tree of n entries. */
export function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** Complete nodes that make up a stretch, left to right; its start is a multiple of its largest node. */
export function rangeNodes({ start, end }: Range): NodeId[] {
  const nodes: NodeId[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    let width = 1;
    while (width * 2 <= end - at) {
      width *= 2;
      level++;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}
