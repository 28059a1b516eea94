import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendEntries, emptyLog, type LogFile, type LogState, restoreLog, stateRoot } from './builder.ts';
import { EMPTY_ROOT, leafHash, rootOf } from './merkle.ts';
import { entriesOf, MemoryLog } from './testkit.ts';
import { edgeTiles, parseTilePath, tilePath } from './tiles.ts';

const MOST = 1500;
const entries = entriesOf(0, MOST);
const leaves = entries.map(leafHash);

/** Every file that a log of this size must consist of, full and partial. */
function expectedPaths(size: number): string[] {
  const paths: string[] = [];
  const add = (level: number | 'entries', hashes: number) => {
    for (let index = 0; index * 256 < hashes; index++) {
      paths.push(tilePath({ level, index, width: Math.min(256, hashes - index * 256) }));
    }
  };
  add('entries', size);
  for (let level = 0; size >= 256 ** level; level++) add(level, Math.floor(size / 256 ** level));
  return paths.sort();
}

/** Plain arrays, so that views and copies compare alike. */
const plain = (state: LogState) => ({
  size: state.size,
  range: state.range.map((h) => [...h]),
  edge: state.edge.map((level) => level.map((h) => [...h])),
  tail: state.tail.map((e) => [...e]),
});

describe('R90.3 log builder', () => {
  it('grown one by one is the same as from scratch, for every size to 1500: root, files, and state from files', async () => {
    const log = new Map<string, Uint8Array>();
    let state = emptyLog();
    for (let size = 0; size <= MOST; size++) {
      if (size > 0) {
        const step = appendEntries(state, [entries[size - 1] as Uint8Array]);
        for (const file of step.files) log.set(file.path, file.bytes);
        expect(step.first).toBe(size - 1);
        expect(step.leafHashes).toEqual([leaves[size - 1]]);
        expect(step.root).toEqual(stateRoot(step.state));
        state = step.state;
      }
      const root = stateRoot(state);
      if (size % 5 === 0 || size % 256 < 2 || size % 256 === 255) {
        expect(root).toEqual(rootOf(leaves.slice(0, size)));
        const scratch = appendEntries(emptyLog(), entries.slice(0, size));
        expect(scratch.root).toEqual(root);
        expect(plain(scratch.state)).toEqual(plain(state));
        expect(scratch.files.map((file) => file.path).sort()).toEqual(expectedPaths(size));
        for (const { path, bytes, partial } of scratch.files) {
          expect(Buffer.compare(log.get(path) as Uint8Array, bytes)).toBe(0);
          expect(partial).toBe(parseTilePath(path).width < 256);
        }
      }
      // Nothing but the stored files is needed to go on.
      const restored = await restoreLog(size, async (path) => log.get(path), root);
      expect(Buffer.compare(Buffer.concat(state.range), Buffer.concat(restored.range))).toBe(0);
      if (size % 50 === 0) expect(plain(restored)).toEqual(plain(state));
      if (size % 7 === 0) state = restored;
    }
  });

  it('gives the same log however the entries are cut into batches', () => {
    const whole = appendEntries(emptyLog(), entries);
    const files = new Map(whole.files.map((file) => [file.path, file.bytes]));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 8 }), (cuts) => {
        let state = emptyLog();
        const written = new Map<string, LogFile>();
        for (const cut of [...cuts, MOST]) {
          const step = appendEntries(state, entries.slice(state.size, state.size + cut));
          for (const file of step.files) written.set(file.path, file);
          if (cut === 0) expect(step.files).toEqual([]);
          state = step.state;
        }
        expect(stateRoot(state)).toEqual(whole.root);
        for (const [path, bytes] of files) {
          expect(Buffer.compare(written.get(path)?.bytes as Uint8Array, bytes)).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('crosses 65,536 entries: three tile levels, roots and restart at 65,535, 65,536 and 65,537', async () => {
    const many = entriesOf(0, 65_540);
    const hashes = many.map(leafHash);
    const log = new MemoryLog();
    log.grow(many.slice(0, 65_534));
    for (let size = 65_535; size <= 65_540; size++) {
      log.state = await restoreLog(log.state.size, log.read, stateRoot(log.state));
      log.grow([many[size - 1] as Uint8Array]);
      expect(stateRoot(log.state)).toEqual(rootOf(hashes.slice(0, size)));
      for (const tile of edgeTiles(size)) expect(log.files.has(tilePath(tile))).toBe(true);
    }
    expect(log.files.get('tile/1/000')).toHaveLength(8192);
    expect(log.files.get('tile/2/000.p/1')).toEqual(rootOf(hashes.slice(0, 65_536)));
    expect(plain(appendEntries(emptyLog(), many).state)).toEqual(plain(log.state));
  });

  it('changes nothing it was given: not the state, not when the caller reuses the entry’s buffer', () => {
    const before = appendEntries(emptyLog(), entries.slice(0, 300)).state;
    const kept = plain(before);
    const buffer = Uint8Array.of(1, 2, 3);
    const step = appendEntries(before, [buffer]);
    buffer.fill(9);
    expect(plain(before)).toEqual(kept);
    expect(step.state.tail.at(-1)).toEqual(Uint8Array.of(1, 2, 3));
    const other = appendEntries(before, [Uint8Array.of(4)]);
    expect(other.root).not.toEqual(step.root);
  });

  it('refuses a batch with one entry too large, as a whole, and names it', () => {
    const state = appendEntries(emptyLog(), entries.slice(0, 10)).state;
    const batch = [entries[0] as Uint8Array, new Uint8Array(65_536)];
    expect(() => appendEntries(state, batch)).toThrow(
      expect.objectContaining({ code: 'entry-too-large', at: { index: 11 } }),
    );
    expect(state.size).toBe(10);
  });

  it('an empty log has the empty root and no files', async () => {
    expect(appendEntries(emptyLog(), [])).toMatchObject({ root: EMPTY_ROOT, files: [], first: 0 });
    expect(await restoreLog(0, async () => undefined, EMPTY_ROOT)).toEqual(emptyLog());
  });

  it('does not go on from files that were changed, are missing, or belong to another root', async () => {
    const log = new MemoryLog(600);
    const root = stateRoot(log.state);
    for (const path of ['tile/0/002.p/88', 'tile/1/000.p/2']) {
      await expect(restoreLog(600, log.tampered(path, 5), root)).rejects.toMatchObject({
        code: 'root-mismatch',
      });
    }
    await expect(restoreLog(600, log.tampered('tile/entries/002.p/88', 9), root)).rejects.toMatchObject({
      code: 'entry-mismatch',
      at: { index: 512, position: 0 },
    });
    await expect(restoreLog(601, log.read, root)).rejects.toMatchObject({ code: 'tile-missing' });
    await expect(restoreLog(600, log.read, EMPTY_ROOT)).rejects.toMatchObject({ code: 'root-mismatch' });
  });
});
