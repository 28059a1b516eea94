/**
 * The log as files (C2SP tlog-tiles). Full hash tiles are stored; entry bundles and the partial tiles of the right edge
 * are made from the leaves when they are asked for, so nothing is stored twice.
 */
import {
  encodeBundle,
  leafHash,
  parseTilePath,
  rootOf,
  TILE_WIDTH,
  tilePath,
  utf8,
} from '@fadu/kernel/record/index';
import type { Db, Store } from '../store/pool.ts';

/**
 * Hashes of full tiles by their path: a full tile never changes, and the partial tiles above it are made of its hash, of up to
 * 255 of them each time one is asked for.
 */
type TileHashes = Map<string, Uint8Array>;
/** Hashes kept at most: those under one full tile, three levels down. */
const MOST_HASHES = 65_536;

/** Bodies of the leaves at places `from` to `to` (not included), in order. */
async function leaves(tx: Db, from: number, to: number): Promise<Uint8Array[]> {
  const rows = await tx
    .selectFrom('fadu.log_entry')
    .innerJoin('fadu.leaf', 'fadu.leaf.id', 'fadu.log_entry.leaf')
    .select(['fadu.log_entry.index', 'fadu.leaf.body'])
    .where('fadu.log_entry.index', '>=', from)
    .where('fadu.log_entry.index', '<', to)
    .orderBy('fadu.log_entry.index')
    .execute();
  return rows.map((r) => utf8(r.body));
}

async function stored(tx: Db, path: string): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('fadu.log_tile')
    .select('bytes')
    .where('path', '=', path)
    .executeTakeFirst();
  return row && new Uint8Array(row.bytes);
}

function split(tile: Uint8Array): Uint8Array[] {
  return Array.from({ length: tile.length / 32 }, (_, i) => tile.subarray(i * 32, i * 32 + 32));
}

/** Hashes of full tiles, those not known from one query; undefined where a tile is not there. */
async function hashesOf(
  tx: Db,
  paths: readonly string[],
  known: TileHashes,
): Promise<Uint8Array[] | undefined> {
  const unknown = paths.filter((path) => !known.has(path));
  if (unknown.length > 0) {
    const rows = await tx
      .selectFrom('fadu.log_tile')
      .select(['path', 'bytes'])
      .where('path', 'in', unknown)
      .execute();
    for (const row of rows) known.set(row.path, rootOf(split(new Uint8Array(row.bytes))));
  }
  const hashes = paths.flatMap((path) => known.get(path) ?? []);
  if (known.size > MOST_HASHES) known.clear();
  return hashes.length === paths.length ? hashes : undefined;
}

/**
 * One file of the log by its path below `/log/`, or undefined when there is none. `known`: hashes of full tiles that this reader
 * met before; it is added to.
 */
export async function readLogFile(
  tx: Db,
  path: string,
  known: TileHashes = new Map(),
): Promise<Uint8Array | undefined> {
  if (path === 'checkpoint') {
    const row = await tx
      .selectFrom('fadu.checkpoint')
      .select('note')
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && utf8(row.note);
  }
  const tile = parseTilePath(path);
  const from = tile.index * TILE_WIDTH;
  if (tile.level === 'entries') {
    const found = await leaves(tx, from, from + tile.width);
    return found.length === tile.width ? encodeBundle(found, from) : undefined;
  }
  if (tile.width === TILE_WIDTH) return stored(tx, path);
  if (tile.level === 0) {
    const found = await leaves(tx, from, from + tile.width);
    return found.length === tile.width ? join(found.map(leafHash)) : undefined;
  }
  const level = tile.level - 1;
  const hashes = await hashesOf(
    tx,
    Array.from({ length: tile.width }, (_, i) => tilePath({ level, index: from + i, width: TILE_WIDTH })),
    known,
  );
  return hashes && join(hashes);
}

function join(hashes: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(hashes.length * 32);
  hashes.forEach((h, i) => {
    out.set(h, i * 32);
  });
  return out;
}

/**
 * A reader over the store, as the record module wants it. Each file is one question under the public's role, in which the
 * pool's connections rest: nothing of the log ever changes, so no transaction holds the files of a proof together. What a copy
 * of the database does not have yet the primary is asked for: whoever was told of a head finds what it stands on.
 */
export const logReader = (store: Store): ((path: string) => Promise<Uint8Array | undefined>) => {
  const known: TileHashes = new Map();
  return async (path) =>
    (await store.reading(({ db }) => readLogFile(db, path, known))) ??
    (store.replica ? readLogFile(store.db, path, known) : undefined);
};
