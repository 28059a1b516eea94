/**
 * Checking a whole log: signature, every entry, every tile, the root, and that it still begins with an earlier head.
 * Readers are injected, so that the command line, the browser and the server run the same code.
 */
import { fromUtf8, sameBytes } from './bytes.ts';
import { type CheckpointPolicy, type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { CompactRange } from './compact.ts';
import { RecordError, type RecordErrorCode, type RecordPlace } from './errors.ts';
import { locate } from './locate.ts';
import { type Hash, leafHash, verifyConsistency } from './merkle.ts';
import { hashReader, type ReadFile } from './tile-reader.ts';
import { CHECKPOINT_PATH, entriesPerHash, hashesAtLevel, TILE_WIDTH } from './tiles.ts';

/** What {@link verifyLog} needs. */
export interface VerifyLogOptions extends CheckpointPolicy {
  /** Reads the signed checkpoint. */
  readonly readCheckpoint: () => Promise<string | Uint8Array>;
  /** Reads a tile by its path. */
  readonly readTile: ReadFile;
  /** Reads an entry bundle by its path; without it `readTile` does. */
  readonly readEntries?: ReadFile;
  /** A signed checkpoint of the same log kept from earlier: the log must begin with what it says. */
  readonly from?: string;
  /** Told after each step how many entries of how many have been checked. */
  readonly onProgress?: (checked: number, size: number) => void;
  /** Bundles read at the same time. Default 8. */
  readonly ahead?: number;
}

/** What checking a log comes to. On failure `at` names the first wrong place, as far as it can be known. */
export type VerifyLogResult =
  | {
      readonly ok: true;
      readonly size: number;
      readonly root: Hash;
      readonly checkpoint: OpenedCheckpoint;
      /** The earlier checkpoint that the log was shown to be consistent with. */
      readonly from?: OpenedCheckpoint;
      /** Files checked. */
      readonly tiles: number;
      readonly bundles: number;
    }
  | {
      readonly ok: false;
      readonly code: RecordErrorCode;
      /** Chinese sentence for people. */
      readonly reason: string;
      readonly at: RecordPlace;
      /** Entries found good before the first wrong place. */
      readonly checked: number;
    };

/**
 * Check a whole log from its files. Bad or missing files are an answer, not an exception.
 */
export async function verifyLog(options: VerifyLogOptions): Promise<VerifyLogResult> {
  const progress = { checked: 0 };
  try {
    return await check(options, progress);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return { ok: false, code: error.code, reason: error.message, at: error.at, checked: progress.checked };
  }
}

async function check(options: VerifyLogOptions, progress: { checked: number }): Promise<VerifyLogResult> {
  const { readTile, readEntries = readTile, onProgress, ahead = 8 } = options;
  const head = openCheckpoint(await checkpointNote(options.readCheckpoint), options);
  const { size, root } = head;
  const reader = hashReader({ size, root, readTile, readEntries });

  const from = options.from === undefined ? undefined : earlier(options.from, options);
  if (from && from.size > size) {
    throw new RecordError(
      'log-shrunk',
      `先前的签名树头已有 ${from.size} 条，现在只有 ${size} 条：日志被截短。`,
      { path: CHECKPOINT_PATH, index: size },
    );
  }
  const forked = () =>
    new RecordError(
      'log-forked',
      `现在的日志不是从先前 ${from?.size} 条的签名树头增长而来：先前的存证被改写。`,
      { path: CHECKPOINT_PATH },
    );

  // Everything is recomputed from the entries, and compared with the tiles, which are themselves proven from the root.
  try {
    await reader.rootAt(size);
    if (from && !verifyConsistency(from, head, await reader.consistencyProof(from.size))) throw forked();
  } catch (error) {
    throw await locate(error, reader, readTile, readEntries);
  }
  const range = new CompactRange();
  const bundles = Math.ceil(size / TILE_WIDTH);
  onProgress?.(0, size);
  for (let start = 0; start < bundles; start += ahead) {
    const numbers = Array.from({ length: Math.min(ahead, bundles - start) }, (_, i) => start + i);
    const read = await Promise.allSettled(numbers.map((index) => reader.bundle(index)));
    for (const one of read) {
      if (one.status === 'rejected') throw await locate(one.reason, reader, readTile, readEntries);
      for (const entry of one.value) range.append(leafHash(entry));
      progress.checked = range.size;
    }
    onProgress?.(progress.checked, size);
  }
  if (!sameBytes(range.root(), root)) {
    throw new RecordError('root-mismatch', '由全部存证重新算出的根哈希与签名树头不符。', {
      path: CHECKPOINT_PATH,
    });
  }
  return {
    ok: true,
    size,
    root,
    checkpoint: head,
    ...(from ? { from } : {}),
    tiles: tileCount(size),
    bundles,
  };
}

/** Open the head kept from earlier. Whoever kept it need not have waited for the witnesses. */
function earlier(note: string, policy: CheckpointPolicy): OpenedCheckpoint {
  try {
    return openCheckpoint(note, { ...policy, quorum: 0 });
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    throw new RecordError(error.code, `先前的签名树头无效：${error.message}`, error.at, { cause: error });
  }
}

async function checkpointNote(read: VerifyLogOptions['readCheckpoint']): Promise<string> {
  let note: string | Uint8Array;
  try {
    note = await read();
  } catch (cause) {
    const why = cause instanceof Error ? `（${cause.message}）` : '';
    throw new RecordError(
      'tile-missing',
      `签名树头（checkpoint）不存在或读不出来${why}。`,
      { path: CHECKPOINT_PATH },
      { cause },
    );
  }
  return typeof note === 'string' ? note : fromUtf8(note);
}

/** Files with hashes in a log of this size, full and partial. */
function tileCount(size: number): number {
  let tiles = 0;
  for (let level = 0; entriesPerHash(level) <= size; level++) {
    tiles += Math.ceil(hashesAtLevel(level, size) / TILE_WIDTH);
  }
  return tiles;
}
