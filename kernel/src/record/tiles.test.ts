import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, utf8 } from './bytes.ts';
import type { RecordErrorCode } from './errors.ts';
import { inclusionProof, leafHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
import { entriesOf, entryOf, MemoryLog } from './testkit.ts';
import { hashReader } from './tile-reader.ts';
import {
  checkEntry,
  decodeBundle,
  edgeTiles,
  encodeBundle,
  MAX_ENTRY,
  parseTilePath,
  type Tile,
  tilePath,
  tileWidth,
} from './tiles.ts';

const code = (expected: RecordErrorCode) => expect.objectContaining({ name: 'RecordError', code: expected });

describe('R90.3 tile paths', () => {
  it.each<[Tile, string]>([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 63, index: 999, width: 255 }, 'tile/63/999.p/255'],
    [{ level: 3, index: 1000, width: 1 }, 'tile/3/x001/000.p/1'],
    [{ level: 'entries', index: 273, width: 112 }, 'tile/entries/273.p/112'],
  ])('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it('read back for every tile', () => {
    const tile = fc.record({
      level: fc.oneof(fc.nat({ max: 63 }), fc.constant<'entries'>('entries')),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (one) => {
        expect(parseTilePath(tilePath(one))).toEqual(one);
      }),
    );
  });

  it.each([
    'tile/0/0',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/../000',
    '/tile/0/000',
    'tile/data/000',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/000\n',
    'checkpoint',
    '',
  ])('refuse %j', (path) => {
    expect(() => parseTilePath(path)).toThrow(code('path-malformed'));
  });

  it('are the files that the specification lists for 70,000 and 256 entries', () => {
    expect(edgeTiles(70_000).map(tilePath)).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
    expect([tileWidth(0, 272, 70_000), tileWidth(0, 274, 70_000), tileWidth(1, 0, 70_000)]).toEqual([
      256, 0, 256,
    ]);
    expect(edgeTiles(256).map(tilePath)).toEqual(['tile/1/000.p/1']);
    expect(edgeTiles(0)).toEqual([]);
  });
});

describe('R90.3 entry bundles', () => {
  it('write each length in two bytes, big-endian', () => {
    expect(encodeBundle([utf8('ab'), new Uint8Array(), new Uint8Array(258)]).slice(0, 8)).toEqual(
      Uint8Array.of(0, 2, 97, 98, 0, 0, 1, 2),
    );
  });

  it('read back, and end exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
        const bytes = encodeBundle(entries);
        expect(decodeBundle(bytes, entries.length, 'p').map((e) => [...e])).toEqual(
          entries.map((e) => [...e]),
        );
        expect(() => decodeBundle(concat(bytes, Uint8Array.of(0)), entries.length, 'p')).toThrow(
          code('bundle-malformed'),
        );
        expect(() => decodeBundle(bytes, entries.length + 1, 'p')).toThrow(code('bundle-malformed'));
        if (bytes.length > 0) {
          expect(() => decodeBundle(bytes.slice(0, -1), entries.length, 'p')).toThrow(
            code('bundle-malformed'),
          );
        }
      }),
    );
  });

  it('hold entries of 65,535 bytes and no more, and say which one is too large', () => {
    expect(decodeBundle(encodeBundle([new Uint8Array(MAX_ENTRY)]), 1, 'p')[0]).toHaveLength(MAX_ENTRY);
    const large = new Uint8Array(MAX_ENTRY + 1);
    expect(() => encodeBundle([new Uint8Array(), large], 256)).toThrow('第 257 条存证有 65536 字节');
    expect(() => checkEntry(large, 3)).toThrow(code('entry-too-large'));
    expect(() => encodeBundle(Array.from({ length: 257 }, () => new Uint8Array()))).toThrow(RangeError);
  });
});

describe('R90.3 reading tiles under a root', () => {
  const size = 66_000;
  const log = new MemoryLog(size);
  const leaves = entriesOf(0, size).map(leafHash);
  const root = rootOf(leaves);
  const reader = hashReader({ size, root, readTile: log.read });

  it('gives the entries and proofs that the whole tree gives', async () => {
    for (const index of [0, 255, 256, 511, 65_535, 65_536, 65_999]) {
      expect(await reader.entry(index)).toEqual(entryOf(index));
      const proof = await reader.inclusionProof(index);
      expect(verifyInclusion(index, size, leafHash(entryOf(index)), proof, root)).toBe(true);
    }
    const small = await reader.inclusionProof(300, 777);
    const nodes = (level: number, i: number) => rootOf(leaves.slice(i * 2 ** level, (i + 1) * 2 ** level));
    expect(small).toEqual(inclusionProof(300, 777, nodes));
    for (const from of [0, 1, 255, 256, 257, 40_000, 65_536, 65_999, size]) {
      const old = { size: from, root: await reader.rootAt(from) };
      expect(old.root).toEqual(rootOf(leaves.slice(0, from)));
      expect(verifyConsistency(old, { size, root }, await reader.consistencyProof(from))).toBe(true);
    }
  });

  it('works from the full file where the partial one is gone, and at an earlier size', async () => {
    const files = new Map(log.files);
    const early = hashReader({
      size: 1000,
      root: rootOf(leaves.slice(0, 1000)),
      readTile: async (path) => {
        if (!files.has(path)) throw new Error('ENOENT');
        return files.get(path);
      },
    });
    expect(files.has('tile/0/003.p/232')).toBe(false);
    expect(await early.entry(999)).toEqual(entryOf(999));
    await expect(early.entry(1000)).rejects.toThrow(RangeError);
    await expect(early.inclusionProof(0, 1001)).rejects.toThrow(RangeError);
  });

  it('finds a changed hash in any tile it uses, and names the tile', async () => {
    const paths = ['tile/0/007', 'tile/1/000', 'tile/0/256', 'tile/entries/007'];
    for (const path of paths) {
      const hostile = hashReader({ size, root, readTile: log.tampered(path, 40) });
      const index = path === 'tile/0/256' ? 65_600 : 7 * 256 + 3;
      await expect(hostile.entry(index)).rejects.toMatchObject({
        code: path.includes('entries') ? 'entry-mismatch' : 'tile-mismatch',
        at: { path },
      });
      // A failure is not remembered, nor are other parts of the log lost.
      expect(await hashReader({ size, root, readTile: log.read }).entry(index)).toEqual(entryOf(index));
    }
    for (const path of edgeTiles(size).map(tilePath)) {
      const hostile = hashReader({ size, root, readTile: log.tampered(path, 0) });
      await expect(hostile.node(0, 0)).rejects.toMatchObject({ code: 'root-mismatch' });
    }
  });

  it('says which file is missing or has the wrong length', async () => {
    const without = (gone: string) =>
      hashReader({ size, root, readTile: async (p) => (p === gone ? undefined : log.read(p)) });
    await expect(without('tile/0/003').entry(800)).rejects.toMatchObject({
      code: 'tile-missing',
      at: { path: 'tile/0/003' },
    });
    await expect(without('tile/2/000.p/1').entry(800)).rejects.toMatchObject({
      code: 'tile-missing',
      at: { path: 'tile/2/000.p/1' },
    });
    const short = hashReader({
      size,
      root,
      readTile: async (p) => (p === 'tile/0/003' ? (await log.read(p))?.slice(1) : log.read(p)),
    });
    await expect(short.entry(800)).rejects.toMatchObject({
      code: 'tile-malformed',
      at: { path: 'tile/0/003' },
    });
  });

  it('tries again after a failure, and keeps no more tiles than it may', async () => {
    let broken = true;
    let reads = 0;
    const flaky = hashReader({
      size,
      root,
      keep: 16,
      readTile: async (path) => {
        reads++;
        if (broken) throw new Error('网络中断');
        return log.read(path);
      },
    });
    await expect(flaky.entry(5)).rejects.toThrow('网络中断');
    broken = false;
    expect(await flaky.entry(5)).toEqual(entryOf(5));
    for (let i = 0; i < 40; i++) await flaky.tile(0, i);
    reads = 0;
    await flaky.tile(0, 39);
    expect(reads).toBe(0);
    await flaky.tile(0, 0);
    expect(reads).toBeGreaterThan(0);
  });
});
