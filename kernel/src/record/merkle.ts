/**
 * The Merkle tree of RFC 6962 §2.1 over SHA-256: hashes, proofs and their verification.
 * A node is named by level and index: the node (level, index) is the hash over the entries
 * [index × 2^level, (index + 1) × 2^level). Only such complete nodes are ever stored; the ragged right edge of a tree
 * is recomputed from them. Sizes and indexes are numbers up to 2^53 − 1.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, sameBytes } from './bytes.ts';
import { isCount, largestPowerBelow, type NodeId, type Range, rangeNodes } from './nodes.ts';

/** SHA-256 value: 32 bytes. */
export type Hash = Uint8Array;
/** Length of a hash in bytes. */
export const HASH_SIZE = 32;
/** Root of the tree without entries: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array());

const LEAF = Uint8Array.of(0);
const scratch = new Uint8Array(1 + 2 * HASH_SIZE).fill(1, 0, 1);

/** Hash of an entry: SHA-256(0x00 || data). */
export const leafHash = (data: Uint8Array): Hash => sha256(concat(LEAF, data));

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE) throw new RangeError('a hash has 32 bytes');
  scratch.set(left, 1);
  scratch.set(right, 1 + HASH_SIZE);
  return sha256(scratch);
}

/** Root over the leaf hashes, in order. Also the root over hashes of equally sized complete subtrees. */
export function rootOf(leafHashes: readonly Hash[]): Hash {
  let row = leafHashes;
  if (row.length === 0) return EMPTY_ROOT;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const left = row[i] as Hash;
      const right = row[i + 1];
      above.push(right ? nodeHash(left, right) : left);
    }
    row = above;
  }
  return row[0] as Hash;
}

/** Hash of a stretch of the tree from the hashes of its complete nodes, left to right. */
export function foldNodes(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return EMPTY_ROOT;
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Reads the hash of a complete node. */
export type ReadHash = (level: number, index: number) => Hash;

/** The stretches whose hashes make the inclusion proof of one entry, from the leaf's sibling up. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isCount(size) || !isCount(index) || index >= size) {
    throw new RangeError(`entry ${index} is not in a tree of ${size}`);
  }
  const ranges: Range[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** The stretches whose hashes make the consistency proof between two sizes of one log (RFC 6962 §2.1.2). */
export function consistencyRanges(from: number, to: number): Range[] {
  if (!isCount(from) || !isCount(to) || from > to) {
    throw new RangeError(`a tree of ${from} cannot have grown to ${to}`);
  }
  if (from === 0 || from === to) return [];
  const ranges: Range[] = [];
  let start = 0;
  let end = to;
  while (from < end) {
    const middle = start + largestPowerBelow(end - start);
    if (from <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // `start` is 0 when the old tree is a node of the new one: the verifier has that hash as the old root.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

const read = (ranges: readonly Range[], readHash: ReadHash): Hash[] =>
  ranges.map((range) => foldNodes(rangeNodes(range).map((n: NodeId) => readHash(n.level, n.index))));

/**
 * Inclusion proof of the entry `index` in the tree of `size` entries, from the leaf's sibling up.
 * @throws RangeError when the entry is not in the tree
 */
export const inclusionProof = (index: number, size: number, readHash: ReadHash): Hash[] =>
  read(inclusionRanges(index, size), readHash);

/**
 * Consistency proof that the tree of `to` entries begins with the tree of `from` entries.
 * @throws RangeError when `from` is larger than `to`
 */
export const consistencyProof = (from: number, to: number, readHash: ReadHash): Hash[] =>
  read(consistencyRanges(from, to), readHash);

/** Root of the tree of `size` entries. */
export const rootFromNodes = (size: number, readHash: ReadHash): Hash =>
  read([{ start: 0, end: size }], readHash)[0] as Hash;

const half = (n: number) => Math.floor(n / 2);
const odd = (n: number) => n % 2 === 1;
const allHashes = (hashes: readonly Uint8Array[]) => hashes.every((hash) => hash.length === HASH_SIZE);

/** Root that an inclusion proof leads to (RFC 9162 §2.1.3.2); nothing when the proof has the wrong shape. */
export function rootFromInclusion(
  index: number,
  size: number,
  leaf: Hash,
  proof: readonly Hash[],
): Hash | undefined {
  if (!isCount(index) || !isCount(size) || index >= size || !allHashes([leaf, ...proof])) return undefined;
  let node = index;
  let last = size - 1;
  let root = leaf;
  for (const hash of proof) {
    if (last === 0) return undefined;
    if (odd(node) || node === last) {
      root = nodeHash(hash, root);
      while (!odd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      root = nodeHash(root, hash);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 ? root : undefined;
}

/** Whether the proof shows that the entry with this leaf hash stands at `index` in the tree of this size and root. */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Hash,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  const found = rootFromInclusion(index, size, leaf, proof);
  return found !== undefined && sameBytes(found, root);
}

/** Whether the proof shows that the tree `to` begins with all entries of the tree `from` (RFC 9162 §2.1.4.2). */
export function verifyConsistency(
  from: { readonly size: number; readonly root: Hash },
  to: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!isCount(from.size) || !isCount(to.size) || from.size > to.size) return false;
  if (!allHashes([from.root, to.root, ...proof])) return false;
  if (from.size === 0) return proof.length === 0 && sameBytes(from.root, EMPTY_ROOT);
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root);
  let node = from.size - 1;
  let last = to.size - 1;
  while (odd(node)) {
    node = half(node);
    last = half(last);
  }
  // When the old tree is complete, its root is the first node and is left out of the proof.
  const path = node === 0 ? [from.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let oldRoot = first;
  let newRoot = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (odd(node) || node === last) {
      oldRoot = nodeHash(hash, oldRoot);
      newRoot = nodeHash(hash, newRoot);
      while (!odd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      newRoot = nodeHash(newRoot, hash);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameBytes(oldRoot, from.root) && sameBytes(newRoot, to.root);
}
