/**
 * Growing a log: a pure step from (state, new entries) to (state, files to write). The state is nothing but the right
 * edge, and {@link restoreLog} reads it back from the stored files alone.
 * Write the files first and the checkpoint over the new root last: a crash in between leaves files that the next try
 * writes again, byte for byte the same.
 */
import { concat, sameBytes } from './bytes.ts';
import { CompactRange } from './compact.ts';
import { RecordError } from './errors.ts';
import { type Hash, leafHash, rootOf } from './merkle.ts';
import { isCount, rangeNodes } from './nodes.ts';
import { inOrder, type ReadFile, readRawBundle, readRawTile, rootFromEdge } from './tile-reader.ts';
import {
  checkEntry,
  edgeTiles,
  encodeBundle,
  hashesAtLevel,
  TILE_HEIGHT,
  TILE_WIDTH,
  tilePath,
} from './tiles.ts';

/** The right edge of a log: immutable, made by {@link emptyLog}, {@link appendEntries} and {@link restoreLog}. */
export interface LogState {
  /** Entries in the log. */
  readonly size: number;
  /** Largest complete subtrees, left to right. */
  readonly range: readonly Hash[];
  /** Hashes of the partial tile of each level, lowest first; an empty list where a level ends on a full tile. */
  readonly edge: readonly (readonly Hash[])[];
  /** Entries of the partial bundle. */
  readonly tail: readonly Uint8Array[];
}

/** One file to write: its path below the log's prefix, and its whole content. */
export interface LogFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** A partial file is never read again once the full one of the same number is there; it may be deleted then. */
  readonly partial: boolean;
}

/** What one append comes to. */
export interface Appended {
  readonly state: LogState;
  readonly root: Hash;
  /** Index of the first new entry. */
  readonly first: number;
  /** Leaf hashes of the new entries, in order. */
  readonly leafHashes: readonly Hash[];
  /** New full tiles and bundles, then the partial ones at the new size. Empty when nothing was appended. */
  readonly files: readonly LogFile[];
}

/** The log without entries. */
export const emptyLog = (): LogState => ({ size: 0, range: [], edge: [], tail: [] });

/** Root of the log in this state. */
export const stateRoot = (state: LogState): Hash => new CompactRange(state.size, state.range).root();

/**
 * Add entries to a log. Cost: the new entries, and at most one tile a level.
 * @throws RecordError `entry-too-large` naming the entry; nothing is appended then
 */
export function appendEntries(state: LogState, entries: readonly Uint8Array[]): Appended {
  entries.forEach((entry, i) => {
    checkEntry(entry, state.size + i);
  });
  const range = new CompactRange(state.size, state.range);
  if (!isCount(state.size + entries.length))
    throw new RangeError('a log cannot grow beyond 2^53 − 1 entries');
  const edge = state.edge.map((hashes) => [...hashes]);
  let tail = [...state.tail];
  const files: LogFile[] = [];
  const leafHashes: Hash[] = [];
  const write = (level: number | 'entries', index: number, width: number, bytes: Uint8Array) =>
    files.push({ path: tilePath({ level, index, width }), bytes, partial: width < TILE_WIDTH });

  for (const entry of entries) {
    // A copy, so that a caller who reuses the buffer does not change what will be written later.
    tail.push(entry.slice());
    if (tail.length === TILE_WIDTH) {
      const index = Math.floor(range.size / TILE_WIDTH);
      write('entries', index, TILE_WIDTH, encodeBundle(tail));
      tail = [];
    }
    const leaf = leafHash(entry);
    leafHashes.push(leaf);
    range.append(leaf, (level, index, hash) => {
      if (level % TILE_HEIGHT !== 0) return;
      const tileLevel = level / TILE_HEIGHT;
      edge[tileLevel] ??= [];
      const hashes = edge[tileLevel];
      hashes.push(hash);
      if (hashes.length < TILE_WIDTH) return;
      write(tileLevel, Math.floor(index / TILE_WIDTH), TILE_WIDTH, concat(...hashes));
      edge[tileLevel] = [];
    });
  }
  if (entries.length > 0) {
    if (tail.length > 0)
      write('entries', Math.floor(range.size / TILE_WIDTH), tail.length, encodeBundle(tail));
    for (const { level, index, width } of edgeTiles(range.size)) {
      // A level that did not change has its partial tile already.
      if (hashesAtLevel(level, state.size) === hashesAtLevel(level, range.size)) continue;
      write(level, index, width, concat(...(edge[level] as Hash[])));
    }
  }
  return {
    state: { size: range.size, range: range.hashes, edge, tail },
    root: range.root(),
    first: state.size,
    leafHashes,
    files,
  };
}

/**
 * Read the state of a log back from its stored files.
 * @param root the root that the log must have: give it, from the checkpoint, whenever there is one
 * @throws RecordError `tile-missing`, `tile-malformed`, `bundle-malformed`; `root-mismatch` when the edge does not give
 *   the root; `entry-mismatch` when an entry of the last bundle is not the one in the tree
 */
export async function restoreLog(size: number, readFile: ReadFile, root?: Hash): Promise<LogState> {
  if (!isCount(size)) throw new RangeError(`not a size: ${size}`);
  const tiles = edgeTiles(size);
  const tailWidth = size % TILE_WIDTH;
  const tailIndex = Math.floor(size / TILE_WIDTH);
  const [hashes, tail] = await inOrder([
    inOrder(tiles.map((tile) => readRawTile(readFile, tile))),
    tailWidth > 0 ? readRawBundle(readFile, tailIndex, tailWidth) : Promise.resolve([]),
  ]);
  const edge: Hash[][] = [];
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) edge[level] = [];
  tiles.forEach((tile, i) => {
    edge[tile.level] = hashes[i] as Hash[];
  });
  if (root && !sameBytes(rootFromEdge(edge), root)) {
    throw new RecordError('root-mismatch', '由存储的日志文件算出的根哈希与给定的根不符，不能在其上续写。', {
      path: 'checkpoint',
    });
  }
  const wrong = tail.findIndex((entry, i) => !sameBytes(leafHash(entry), edge[0]?.[i] as Hash));
  if (wrong >= 0) {
    const path = tilePath({ level: 'entries', index: tailIndex, width: tailWidth });
    const index = tailIndex * TILE_WIDTH + wrong;
    throw new RecordError(
      'entry-mismatch',
      `第 ${index} 条存证（文件 ${path}）的内容与日志不符，已被改动。`,
      {
        path,
        index,
        position: wrong,
      },
    );
  }
  const range = rangeNodes({ start: 0, end: size }).map(({ level, index }) => {
    const width = 2 ** (level % TILE_HEIGHT);
    const from = (index * width) % TILE_WIDTH;
    return rootOf((edge[Math.floor(level / TILE_HEIGHT)] as Hash[]).slice(from, from + width));
  });
  return { size, range, edge, tail };
}
