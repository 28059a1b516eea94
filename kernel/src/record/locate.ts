/** Finding the one wrong hash when a tile does not fit: what the tile reader cannot know without reading more. */
import { sameBytes } from './bytes.ts';
import { CompactRange } from './compact.ts';
import { RecordError } from './errors.ts';
import { type Hash, leafHash, rootOf } from './merkle.ts';
import { type HashReader, inOrder, type ReadFile, readRawBundle, readRawTile } from './tile-reader.ts';
import {
  edgeTiles,
  entriesPerHash,
  parseTilePath,
  TILE_HEIGHT,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tileWidth,
} from './tiles.ts';

/**
 * Say more exactly where a tile is wrong. A full tile is compared with what lies below it, when that gives the hash above
 * it. The tiles of the right edge only prove one another, so when they do not give the root the whole log is recomputed
 * from its entries: if that gives the signed root, the first hash that differs is the wrong one.
 * @returns the error to report: a more exact one, or the one given
 */
export async function locate(
  error: unknown,
  reader: HashReader,
  readTile: ReadFile,
  readEntries: ReadFile,
): Promise<unknown> {
  if (!(error instanceof RecordError)) return error;
  try {
    if (error.code === 'tile-mismatch') {
      return (await inFullTile(error.at.path as string, reader, readTile, readEntries)) ?? error;
    }
    if (error.code === 'root-mismatch') return (await onEdge(reader, readTile, readEntries)) ?? error;
  } catch (second) {
    // A second fault on the way hides the exact place; the first one stands as it was found.
    if (!(second instanceof RecordError)) throw second;
  }
  return error;
}

function misplaced(tile: Tile & { level: number }, position: number): RecordError {
  const path = tilePath(tile);
  const index = (tile.index * TILE_WIDTH + position) * entriesPerHash(tile.level);
  return new RecordError(
    'tile-mismatch',
    `文件 ${path} 的第 ${position} 个哈希（从 0 数）不对，已被改动或损坏；其下的存证内容与签名树头一致。`,
    { path, index, position },
  );
}

/** Position of the first hash that differs, -1 when none does. */
const firstWrong = (stored: readonly Hash[], right: readonly Hash[]): number =>
  stored.findIndex((hash, i) => !sameBytes(hash, right[i] ?? new Uint8Array()));

async function inFullTile(
  path: string,
  reader: HashReader,
  readTile: ReadFile,
  readEntries: ReadFile,
): Promise<RecordError | undefined> {
  const { level, index, width } = parseTilePath(path);
  if (level === 'entries') return undefined;
  const [above, stored] = await inOrder([
    reader.tile(level + 1, Math.floor(index / TILE_WIDTH)),
    readRawTile(readTile, { level, index, width }),
  ]);
  const below = await belowTile(level, index, width, reader.size, readTile, readEntries);
  if (!sameBytes(rootOf(below), above[index % TILE_WIDTH] as Hash)) return undefined;
  return misplaced({ level, index, width }, firstWrong(stored, below));
}

/** Hashes of a tile as what lies below it gives them. */
async function belowTile(
  level: number,
  index: number,
  width: number,
  size: number,
  readTile: ReadFile,
  readEntries: ReadFile,
): Promise<Hash[]> {
  if (level === 0) return (await readRawBundle(readEntries, index, width)).map(leafHash);
  const hashes: Hash[] = [];
  for (let i = 0; i < width; i++) {
    const child = { level: level - 1, index: index * TILE_WIDTH + i };
    hashes.push(
      rootOf(await readRawTile(readTile, { ...child, width: tileWidth(child.level, child.index, size) })),
    );
  }
  return hashes;
}

async function onEdge(
  reader: HashReader,
  readTile: ReadFile,
  readEntries: ReadFile,
): Promise<RecordError | undefined> {
  const range = new CompactRange();
  const edge = new Map<number, Hash[]>();
  for (let index = 0; index * TILE_WIDTH < reader.size; index++) {
    for (const entry of await readRawBundle(readEntries, index, tileWidth(0, index, reader.size))) {
      range.append(leafHash(entry), (level, at, hash) => {
        if (level % TILE_HEIGHT !== 0) return;
        if (at % TILE_WIDTH === 0) edge.set(level / TILE_HEIGHT, []);
        edge.get(level / TILE_HEIGHT)?.push(hash);
      });
    }
  }
  if (!sameBytes(range.root(), reader.root)) return undefined;
  for (const tile of edgeTiles(reader.size)) {
    const position = firstWrong(await readRawTile(readTile, tile), edge.get(tile.level) ?? []);
    if (position >= 0) return misplaced(tile, position);
  }
  return undefined;
}
