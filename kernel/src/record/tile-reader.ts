/**
 * Reading a log that one does not trust: nothing is handed out before it is proven to lie under a known root.
 * The partial tiles of the right edge together give the root; every full tile is one hash of a tile above it.
 */
import { sameBytes } from './bytes.ts';
import { RecordError } from './errors.ts';
import { consistencyRanges, foldNodes, type Hash, inclusionRanges, leafHash, rootOf } from './merkle.ts';
import { isCount, type NodeId, type Range, rangeNodes } from './nodes.ts';
import {
  decodeBundle,
  decodeTile,
  edgeTiles,
  entriesPerHash,
  TILE_HEIGHT,
  TILE_WIDTH,
  tilePath,
  tileWidth,
} from './tiles.ts';

/** Reads one file of a log by its path; nothing, or an error, when it is not there. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/** What a {@link hashReader} reads and against what it checks. */
export interface HashReaderOptions {
  /** Size and root from a checkpoint that has been verified. */
  readonly size: number;
  readonly root: Hash;
  readonly readTile: ReadFile;
  /** Reads entry bundles; without it `readTile` does. */
  readonly readEntries?: ReadFile;
  /** Full tiles kept in memory (8 KiB each). Default 512. */
  readonly keep?: number;
}

/** A log under a known root. Every answer is proven against that root; what is not is a {@link RecordError}. */
export interface HashReader {
  readonly size: number;
  readonly root: Hash;
  /** Hash of a complete node. */
  node(level: number, index: number): Promise<Hash>;
  /** All hashes of a tile, by tile level and number. */
  tile(level: number, index: number): Promise<readonly Hash[]>;
  /** All entries of a bundle. */
  bundle(index: number): Promise<readonly Uint8Array[]>;
  /** One entry. */
  entry(index: number): Promise<Uint8Array>;
  /** Root of the log when it had `size` entries. */
  rootAt(size: number): Promise<Hash>;
  /** Inclusion proof of an entry in the log of `size` entries (default: all). */
  inclusionProof(index: number, size?: number): Promise<Hash[]>;
  /** Consistency proof from an earlier size to `to` (default: all). */
  consistencyProof(from: number, to?: number): Promise<Hash[]>;
}

/**
 * Read a file of the given width; where the partial file is gone because the log has grown, the full one stands in.
 * @returns the bytes, the path they came from, and whether more than `width` may be in them
 * @throws RecordError `tile-missing`
 */
export async function readTileFile(
  read: ReadFile,
  tile: { level: number | 'entries'; index: number; width: number },
): Promise<{ bytes: Uint8Array; path: string; more: boolean }> {
  const path = tilePath(tile);
  let cause: unknown;
  for (const width of tile.width === TILE_WIDTH ? [TILE_WIDTH] : [tile.width, TILE_WIDTH]) {
    try {
      const from = tilePath({ ...tile, width });
      const bytes = await read(from);
      if (bytes) return { bytes, path: from, more: width !== tile.width };
    } catch (error) {
      cause ??= error;
    }
  }
  const why = cause instanceof Error ? `（${cause.message}）` : '';
  throw new RecordError('tile-missing', `文件 ${path} 不存在或读不出来${why}。`, { path }, { cause });
}

/** Read a tile's hashes without checking them against anything. */
export async function readRawTile(
  read: ReadFile,
  tile: { level: number; index: number; width: number },
): Promise<Hash[]> {
  const { bytes, path, more } = await readTileFile(read, tile);
  return decodeTile(bytes, more ? TILE_WIDTH : tile.width, path).slice(0, tile.width);
}

/** Read a bundle's entries without checking them against anything. */
export async function readRawBundle(read: ReadFile, index: number, width: number): Promise<Uint8Array[]> {
  const { bytes, path, more } = await readTileFile(read, { level: 'entries', index, width });
  return decodeBundle(bytes, width, path, more);
}

/** Root of a log from the hashes of its edge tiles, lowest level first. */
export function rootFromEdge(edge: readonly (readonly Hash[])[]): Hash {
  let below: Hash | undefined;
  for (const hashes of edge) {
    if (hashes.length > 0) below = rootOf(below ? [...hashes, below] : hashes);
  }
  return below ?? rootOf([]);
}

/** Read a log's tiles, each checked against the root before it is used. */
export function hashReader({ size, root, readTile, readEntries, keep = 512 }: HashReaderOptions): HashReader {
  if (!isCount(size)) throw new RangeError(`not a size: ${size}`);
  const kept = new Map<string, Promise<readonly Hash[]>>();

  /** Remember an answer while it is fresh; a failure is forgotten, so that the next call tries again. */
  const remember = (key: string, make: () => Promise<readonly Hash[]>): Promise<readonly Hash[]> => {
    const known = kept.get(key);
    if (known) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= Math.max(keep, 16)) break;
      kept.delete(oldest);
    }
    return made;
  };

  let edgeRead: Promise<Map<number, readonly Hash[]>> | undefined;
  const edge = (): Promise<Map<number, readonly Hash[]>> => {
    edgeRead ??= (async () => {
      const tiles = edgeTiles(size);
      const hashes = await inOrder(tiles.map((tile) => readRawTile(readTile, tile)));
      if (!sameBytes(rootFromEdge(hashes), root)) {
        const paths = tiles.map(tilePath).join('、');
        throw new RecordError(
          'root-mismatch',
          tiles.length === 0
            ? '签名树头写明日志为空，但根哈希不是空树的根。'
            : `由日志右缘文件（${paths}）算出的根哈希与签名树头不符。`,
          { path: tiles.length === 1 ? (paths as string) : 'checkpoint' },
        );
      }
      return new Map(tiles.map((tile, i) => [tile.level, hashes[i] as Hash[]]));
    })();
    edgeRead.catch(() => {
      edgeRead = undefined;
    });
    return edgeRead;
  };

  const tile = async (level: number, index: number): Promise<readonly Hash[]> => {
    const width = isCount(level) && isCount(index) ? tileWidth(level, index, size) : 0;
    if (width === 0) throw new RangeError(`no tile ${level}/${index} in a log of ${size}`);
    if (width < TILE_WIDTH) return (await edge()).get(level) as readonly Hash[];
    return remember(`${level}/${index}`, async () => {
      const [above, hashes] = await inOrder([
        tile(level + 1, Math.floor(index / TILE_WIDTH)),
        readRawTile(readTile, { level, index, width }),
      ]);
      if (!sameBytes(rootOf(hashes), above[index % TILE_WIDTH] as Hash)) {
        const path = tilePath({ level, index, width });
        const first = index * TILE_WIDTH * entriesPerHash(level);
        throw new RecordError('tile-mismatch', `文件 ${path} 与其上层哈希不符，已被改动或损坏。`, {
          path,
          index: first,
        });
      }
      return hashes;
    });
  };

  const node = async (level: number, index: number): Promise<Hash> => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const width = 2 ** (level % TILE_HEIGHT);
    const first = index * width;
    const hashes = await tile(tileLevel, Math.floor(first / TILE_WIDTH));
    const part = hashes.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + width);
    if (part.length !== width) throw new RangeError(`no node ${level}/${index} in a log of ${size}`);
    return rootOf(part);
  };

  const bundle = async (index: number): Promise<readonly Uint8Array[]> => {
    const width = isCount(index) ? tileWidth(0, index, size) : 0;
    if (width === 0) throw new RangeError(`no bundle ${index} in a log of ${size}`);
    const [hashes, entries] = await inOrder([
      tile(0, index),
      readRawBundle(readEntries ?? readTile, index, width),
    ]);
    const wrong = entries.findIndex((entry, i) => !sameBytes(leafHash(entry), hashes[i] as Hash));
    if (wrong >= 0) {
      const path = tilePath({ level: 'entries', index, width });
      const at = index * TILE_WIDTH + wrong;
      throw new RecordError('entry-mismatch', `第 ${at} 条存证（文件 ${path}）的内容与日志不符，已被改动。`, {
        path,
        index: at,
        position: wrong,
      });
    }
    return entries;
  };

  const stretch = async (range: Range): Promise<Hash> =>
    foldNodes(await inOrder(rangeNodes(range).map((n: NodeId) => node(n.level, n.index))));
  const within = (part: number) => {
    if (!isCount(part) || part > size) throw new RangeError(`the log has ${size} entries, not ${part}`);
  };

  return {
    size,
    root,
    node,
    tile,
    bundle,
    entry: async (index) => {
      if (!isCount(index) || index >= size) throw new RangeError(`no entry ${index} in a log of ${size}`);
      return (await bundle(Math.floor(index / TILE_WIDTH)))[index % TILE_WIDTH] as Uint8Array;
    },
    rootAt: async (part) => {
      within(part);
      return stretch({ start: 0, end: part });
    },
    inclusionProof: async (index, part = size) => {
      within(part);
      return inOrder(inclusionRanges(index, part).map(stretch));
    },
    consistencyProof: async (from, to = size) => {
      within(to);
      return inOrder(consistencyRanges(from, to).map(stretch));
    },
  };
}

/** Await all; when several fail, the first in order is the one thrown, whichever failed first in time. */
export async function inOrder<T extends readonly unknown[]>(
  promises: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  }) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
