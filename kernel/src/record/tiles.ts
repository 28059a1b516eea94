/**
 * A log as static files (C2SP tlog-tiles): tiles of 256 hashes, bundles of 256 entries, and what they are called.
 * Every file but `checkpoint` is written once and never changes.
 */
import { RecordError } from './errors.ts';
import { HASH_SIZE, type Hash } from './merkle.ts';
import { isCount } from './nodes.ts';

/** Levels of the tree in one tile. */
export const TILE_HEIGHT = 8;
/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;
/** Largest entry in bytes: a bundle writes each length in 16 bits. */
export const MAX_ENTRY = 65_535;
/** Path of the signed head. */
export const CHECKPOINT_PATH = 'checkpoint';

/** One file of a log. */
export interface Tile {
  /** Tile level (each is 8 levels of the tree), or `entries` for a bundle of entries. */
  readonly level: number | 'entries';
  /** Number within the level, from 0. */
  readonly index: number;
  /** Hashes or entries in it: 256 when full, 1 to 255 on the right edge. */
  readonly width: number;
}

/** Path of a tile below the log's prefix, e.g. `tile/0/x001/x234/067` or `tile/entries/000.p/12`. */
export function tilePath({ level, index, width }: Tile): string {
  const levelOk = level === 'entries' || (isCount(level) && level <= 63);
  if (!levelOk || !isCount(index) || !isCount(width) || width < 1 || width > TILE_WIDTH) {
    throw new RangeError(`no such tile: level ${level}, index ${index}, width ${width}`);
  }
  let path = '';
  for (let rest = index, last = true; last || rest > 0; rest = Math.floor(rest / 1000), last = false) {
    const digits = String(rest % 1000).padStart(3, '0');
    path = last ? digits : `x${digits}/${path}`;
  }
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const PATH = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/;

/**
 * Read a tile path. Only the one way of writing that {@link tilePath} produces is accepted, so that a server can
 * route on it safely.
 * @throws RecordError `path-malformed`
 */
export function parseTilePath(path: string): Tile {
  const bad = () => new RecordError('path-malformed', `「${path}」不是存证日志的文件路径。`, { path });
  const found = PATH.exec(path);
  if (!found) throw bad();
  const level = found[1] === 'entries' ? 'entries' : Number(found[1]);
  const index = Number((found[2] as string).replaceAll(/[x/]/g, ''));
  const width = found[3] === undefined ? TILE_WIDTH : Number(found[3]);
  const tile: Tile = { level, index, width };
  try {
    if (tilePath(tile) === path) return tile;
  } catch {
    // Out of range: refused below.
  }
  throw bad();
}

/** Entries below one hash of a tile at this level. */
export const entriesPerHash = (level: number): number => TILE_WIDTH ** level;

/** Complete hashes that the tiles of this level hold in a log of this size. */
export const hashesAtLevel = (level: number, size: number): number =>
  Math.floor(size / entriesPerHash(level));

/** Width of a tile (level 0 also for bundles) in a log of this size: 256, less on the edge, 0 when it is not there. */
export const tileWidth = (level: number, index: number, size: number): number =>
  Math.max(0, Math.min(TILE_WIDTH, hashesAtLevel(level, size) - index * TILE_WIDTH));

/** Partial tiles on the right edge of a log of this size, lowest level first. They alone determine the root. */
export function edgeTiles(size: number): { level: number; index: number; width: number }[] {
  const tiles: { level: number; index: number; width: number }[] = [];
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) {
    const hashes = hashesAtLevel(level, size);
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return tiles;
}

/** Split a tile into its hashes. @throws RecordError `tile-malformed` when the length is not `width` × 32. */
export function decodeTile(bytes: Uint8Array, width: number, path: string): Hash[] {
  if (bytes.length !== width * HASH_SIZE) {
    throw new RecordError(
      'tile-malformed',
      `文件 ${path} 应为 ${width * HASH_SIZE} 字节，实为 ${bytes.length} 字节。`,
      { path },
    );
  }
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE));
}

/** Refuse an entry that a bundle cannot hold. @throws RecordError `entry-too-large` */
export function checkEntry(entry: Uint8Array, index: number): void {
  if (entry.length > MAX_ENTRY) {
    throw new RecordError(
      'entry-too-large',
      `第 ${index} 条存证有 ${entry.length} 字节，超过每条 ${MAX_ENTRY} 字节的上限；请只存证正文的摘要，正文另行保存。`,
      { index },
    );
  }
}

/**
 * Write entries as a bundle: each with its length in two bytes, big-endian, before it.
 * @param first index of the first entry, for the error message
 * @throws RecordError `entry-too-large`
 */
export function encodeBundle(entries: readonly Uint8Array[], first = 0): Uint8Array {
  if (entries.length > TILE_WIDTH) throw new RangeError(`a bundle holds ${TILE_WIDTH} entries at most`);
  entries.forEach((entry, i) => {
    checkEntry(entry, first + i);
  });
  const bytes = new Uint8Array(entries.reduce((n, entry) => n + 2 + entry.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const entry of entries) {
    view.setUint16(at, entry.length);
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/**
 * Read a bundle.
 * @param width entries to read
 * @param more when true, further entries may follow (a full bundle read in place of a partial one)
 * @throws RecordError `bundle-malformed` with the position of the entry that is cut off, or of what follows the last
 */
export function decodeBundle(bytes: Uint8Array, width: number, path: string, more = false): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  for (let position = 0; position < width; position++) {
    const length = at + 2 <= bytes.length ? view.getUint16(at) : Number.POSITIVE_INFINITY;
    if (at + 2 + length > bytes.length) {
      throw new RecordError('bundle-malformed', `文件 ${path} 在第 ${position} 条（从 0 数）处中断。`, {
        path,
        position,
      });
    }
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  if (!more && at !== bytes.length) {
    throw new RecordError(
      'bundle-malformed',
      `文件 ${path} 应有 ${width} 条，其后还多出 ${bytes.length - at} 字节。`,
      { path, position: width },
    );
  }
  return entries;
}
