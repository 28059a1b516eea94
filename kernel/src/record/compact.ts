/** The right edge of a Merkle tree: all that is needed to append and to know the root. */
import { EMPTY_ROOT, foldNodes, HASH_SIZE, type Hash, nodeHash } from './merkle.ts';
import { isCount, rangeNodes } from './nodes.ts';

/** Told of each complete node as it comes into being, from the leaf up. */
export type VisitNode = (level: number, index: number, hash: Hash) => void;

/**
 * A tree reduced to the hashes of its largest complete subtrees, left to right: one for each 1 in the binary size,
 * so 30 hashes stand for a thousand million entries.
 */
export class CompactRange {
  #size: number;
  readonly #hashes: Hash[];

  /**
   * @param size entries already in the tree
   * @param hashes hashes of its largest complete subtrees, left to right
   * @throws RangeError when there are not as many hashes as the size has ones in binary
   */
  constructor(size = 0, hashes: readonly Hash[] = []) {
    if (!isCount(size)) throw new RangeError(`not a size: ${size}`);
    const expected = rangeNodes({ start: 0, end: size }).length;
    if (hashes.length !== expected || hashes.some((hash) => hash.length !== HASH_SIZE)) {
      throw new RangeError(`the right edge of a tree of ${size} has ${expected} hashes of 32 bytes`);
    }
    this.#size = size;
    this.#hashes = [...hashes];
  }

  /** Number of entries. */
  get size(): number {
    return this.#size;
  }

  /** Hashes of the largest complete subtrees, left to right; with the size they make the same range again. */
  get hashes(): readonly Hash[] {
    return [...this.#hashes];
  }

  /** Add one entry by its leaf hash. */
  append(leaf: Hash, visit?: VisitNode): void {
    if (leaf.length !== HASH_SIZE) throw new RangeError('a leaf hash has 32 bytes');
    let hash = leaf;
    let index = this.#size;
    let level = 0;
    visit?.(level, index, hash);
    while (index % 2 === 1) {
      hash = nodeHash(this.#hashes.pop() as Hash, hash);
      index = (index - 1) / 2;
      level++;
      visit?.(level, index, hash);
    }
    this.#hashes.push(hash);
    this.#size++;
  }

  /** Root of the tree as it stands. */
  root(): Hash {
    return this.#hashes.length === 0 ? EMPTY_ROOT : foldNodes(this.#hashes);
  }

  /** A range of its own that can grow apart from this one. */
  clone(): CompactRange {
    return new CompactRange(this.#size, this.#hashes);
  }
}
