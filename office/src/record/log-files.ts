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
import type { Store, Tx } from '../store/pool.ts';

/** Bodies of the leaves at places `from` to `to` (not included), in order. */
async function leaves(tx: Tx, from: number, to: number): Promise<Uint8Array[]> {
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

async function stored(tx: Tx, path: string): Promise<Uint8Array | undefined> {
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

/** One file of the log by its path below `/log/`, or undefined when there is none. */
export async function readLogFile(tx: Tx, path: string): Promise<Uint8Array | undefined> {
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
  const hashes: Uint8Array[] = [];
  for (let i = 0; i < tile.width; i++) {
    const child = await stored(tx, tilePath({ level: tile.level - 1, index: from + i, width: TILE_WIDTH }));
    if (!child) return undefined;
    hashes.push(rootOf(split(child)));
  }
  return join(hashes);
}

function join(hashes: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(hashes.length * 32);
  hashes.forEach((h, i) => {
    out.set(h, i * 32);
  });
  return out;
}

/** A reader over the store, as the record module wants it. */
export const logReader =
  (store: Store) =>
  (path: string): Promise<Uint8Array | undefined> =>
    store.within({ as: 'public' }, (tx) => readLogFile(tx, path));
