import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { signCheckpoint } from './checkpoint.ts';
import { addSignatures, cosigner, formatVkey } from './note.ts';
import { entriesOf, entryOf, MemoryLog, testSigner, testVkey } from './testkit.ts';
import type { ReadFile } from './tile-reader.ts';
import { edgeTiles, tilePath } from './tiles.ts';
import { type VerifyLogOptions, verifyLog } from './verify-log.ts';

const verify = (log: MemoryLog, readTile: ReadFile = log.read, more: Partial<VerifyLogOptions> = {}) =>
  verifyLog({ readCheckpoint: async () => log.checkpoint, readTile, vkey: testVkey, ...more });

/** Files that belong to the log at its present size. */
function liveFiles(log: MemoryLog, size: number): string[] {
  const edge = new Set([
    ...edgeTiles(size).map(tilePath),
    ...(size % 256 ? [tilePath({ level: 'entries', index: Math.floor(size / 256), width: size % 256 })] : []),
  ]);
  return [...log.files.keys()].filter((path) => !path.includes('.p/') || edge.has(path)).sort();
}

describe('R90.3 a whole log', () => {
  it.each([0, 1, 2, 255, 256, 257, 511, 512, 513, 1500])('of %i entries verifies', async (size) => {
    const steps: number[] = [];
    const result = await verify(new MemoryLog(size), undefined, {
      ahead: 2,
      onProgress: (n) => steps.push(n),
    });
    expect(result).toMatchObject({ ok: true, size, bundles: Math.ceil(size / 256) });
    expect(steps.at(-1)).toBe(size);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  it('names the file when any bit of any file is flipped, and the entry when it can', async () => {
    const log = new MemoryLog(600);
    const paths = liveFiles(log, 600);
    expect(paths).toEqual([
      'tile/0/000',
      'tile/0/001',
      'tile/0/002.p/88',
      'tile/1/000.p/2',
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/002.p/88',
    ]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), fc.nat({ max: 7 }), async (path, where, bit) => {
        const at = where % (log.files.get(path)?.length ?? 1);
        const result = await verify(log, log.tampered(path, at, 1 << bit));
        if (result.ok) throw new Error(`a flipped bit in ${path} at ${at} was not found`);
        expect(result.at.path).toBe(path);
        if (path.startsWith('tile/entries')) {
          expect(['entry-mismatch', 'bundle-malformed']).toContain(result.code);
        } else {
          expect(result.code).toBe('tile-mismatch');
          expect(result.at.position).toBe(Math.floor(at / 32));
        }
        expect(result.reason).toMatch(/\p{Script=Han}.*。$/u);
      }),
      { numRuns: 300 },
    );
  });

  it('names the very entry that was rewritten, and counts what was good before it', async () => {
    const log = new MemoryLog(600);
    let at = 0;
    for (let i = 256; i < 300; i++) at += 2 + entryOf(i).length;
    const result = await verify(log, log.tampered('tile/entries/001', at + 2));
    expect(result).toMatchObject({
      ok: false,
      code: 'entry-mismatch',
      at: { path: 'tile/entries/001', index: 300, position: 44 },
      checked: 256,
    });
  });

  it('finds a rewritten entry even when the tile above it was rewritten to match', async () => {
    const log = new MemoryLog(600);
    const forged = new MemoryLog();
    forged.grow([...entriesOf(0, 299), utf8('伪造'), ...entriesOf(300, 600)]);
    const mixed =
      (...swapped: string[]): ReadFile =>
      async (path) =>
        (swapped.includes(path) ? forged : log).files.get(path);
    expect(await verify(log, mixed('tile/entries/001'))).toMatchObject({
      code: 'entry-mismatch',
      at: { index: 299 },
    });
    expect(await verify(log, mixed('tile/entries/001', 'tile/0/001'))).toMatchObject({
      code: 'tile-mismatch',
      at: { path: 'tile/0/001', index: 256 },
    });
    expect(await verify(log, forged.read)).toMatchObject({ code: 'root-mismatch' });
    expect(await verify(log, mixed('tile/0/001'))).toMatchObject({
      code: 'tile-mismatch',
      at: { path: 'tile/0/001', index: 299, position: 43 },
    });
  });

  it('does not call the entries right when both an entry and the right edge were changed', async () => {
    const log = new MemoryLog(600);
    const edge = log.tampered('tile/1/000.p/2', 3);
    const entry = log.tampered('tile/entries/000', 5);
    const both: ReadFile = (path) => (path.startsWith('tile/entries') ? entry(path) : edge(path));
    expect(await verify(log, both)).toMatchObject({
      ok: false,
      code: 'root-mismatch',
      at: { path: 'checkpoint' },
    });
  });

  it('of three tile levels verifies, and a wrong hash in the middle level is named', async () => {
    const log = new MemoryLog(66_000);
    expect(await verify(log)).toMatchObject({ ok: true, size: 66_000, tiles: 258 + 2 + 1, bundles: 258 });
    expect(await verify(log, log.tampered('tile/1/000', 5 * 32 + 1))).toMatchObject({
      ok: false,
      code: 'tile-mismatch',
      at: { path: 'tile/1/000', position: 5, index: 5 * 256 },
    });
  });

  it('names a missing file, a file cut short, and a missing or unreadable checkpoint', async () => {
    const log = new MemoryLog(600);
    for (const gone of liveFiles(log, 600)) {
      const result = await verify(log, async (path) => (path === gone ? undefined : log.read(path)));
      expect(result).toMatchObject({ ok: false, code: 'tile-missing', at: { path: gone } });
      const cut = await verify(log, async (path) =>
        path === gone ? (await log.read(path))?.slice(0, -1) : log.read(path),
      );
      expect(cut).toMatchObject({ ok: false, at: { path: gone } });
    }
    const none = await verify(log, log.read, { readCheckpoint: () => Promise.reject(new Error('404')) });
    expect(none).toMatchObject({ code: 'tile-missing', at: { path: 'checkpoint' } });
    const binary = await verify(log, log.read, { readCheckpoint: async () => Uint8Array.of(0xff) });
    expect(binary).toMatchObject({ code: 'encoding-malformed' });
  });

  it('refuses a head with another signature, and does not hide defects of its own readers’ callers', async () => {
    const log = new MemoryLog(5);
    const signature = (note: string) => note.replace(/(— \S+ .{20})./, (_, start: string) => `${start}_`);
    expect(
      await verify(log, log.read, { readCheckpoint: async () => signature(log.checkpoint) }),
    ).toMatchObject({
      ok: false,
      code: 'note-malformed',
    });
    const thrown = verify(log, log.read, {
      onProgress: () => {
        throw new TypeError('mine');
      },
    });
    await expect(thrown).rejects.toThrow(TypeError);
  });
});

describe('R90.3 a log against an earlier head', () => {
  const log = new MemoryLog();
  const heads = new Map<number, string>();
  for (const size of [0, 1, 255, 256, 300, 512, 600]) {
    log.grow(entriesOf(log.state.size, size));
    heads.set(size, log.checkpoint);
  }

  it.each([...heads.keys()])('has grown from %i', async (size) => {
    const result = await verify(log, log.read, { from: heads.get(size) });
    expect(result).toMatchObject({ ok: true, from: { size } });
  });

  it('cannot rewrite what came before, even with the log’s own key', async () => {
    const forged = new MemoryLog();
    forged.grow([utf8('改写'), ...entriesOf(1, 600)]);
    expect(await verify(forged)).toMatchObject({ ok: true });
    for (const size of [1, 255, 256, 300, 512, 600]) {
      expect(await verify(forged, forged.read, { from: heads.get(size) })).toMatchObject({
        ok: false,
        code: 'log-forked',
      });
    }
  });

  it('cannot lose its last entries', async () => {
    const shorter = new MemoryLog(599);
    expect(await verify(shorter, shorter.read, { from: heads.get(600) })).toMatchObject({
      ok: false,
      code: 'log-shrunk',
      at: { index: 599 },
    });
  });

  it('checks the earlier head’s signature, but not that witnesses had signed it by then', async () => {
    const witness = cosigner('witness.example', new Uint8Array(32).fill(3), 1_790_000_000);
    const policy = { witnesses: [formatVkey(witness.key)], quorum: 1, from: heads.get(300) };
    const readCheckpoint = async () => addSignatures(log.checkpoint, [witness]);
    expect(await verify(log, log.read, { ...policy, readCheckpoint })).toMatchObject({ ok: true });
    const changed = heads.get(300)?.replace('\n300\n', '\n301\n');
    const result = await verify(log, log.read, { from: changed });
    expect(result).toMatchObject({ ok: false, code: 'signature-invalid' });
    expect(result.ok ? '' : result.reason).toContain('先前');
  });
});

describe('R90.3 in the reader’s browser', () => {
  it('the same code, bundled, verifies a proof and a log with nothing but what every browser has', async () => {
    const bundled = await build({
      entryPoints: [new URL('./index.ts', import.meta.url).pathname],
      bundle: true,
      format: 'iife',
      globalName: 'record',
      platform: 'browser',
      write: false,
    });
    const log = new MemoryLog(300);
    const context = createContext({
      TextEncoder,
      TextDecoder,
      atob,
      btoa,
      Uint8Array,
      DataView,
      log,
      testVkey,
    });
    runInContext(bundled.outputFiles[0]?.text ?? '', context);
    const result = (await runInContext(
      `record.verifyLog({ readCheckpoint: async () => log.checkpoint, readTile: log.read, vkey: testVkey })`,
      context,
    )) as { ok: boolean; size: number };
    expect(result).toMatchObject({ ok: true, size: 300 });
    const wrong = (await runInContext(
      `record.verifyLog({ readCheckpoint: async () => log.checkpoint, readTile: log.tampered('tile/0/000', 3), vkey: testVkey })`,
      context,
    )) as { ok: boolean; at: object };
    expect(wrong).toMatchObject({ ok: false, at: { path: 'tile/0/000', position: 0 } });
  });

  it('a head signed for another size does not verify with these tiles', async () => {
    const log = new MemoryLog(300);
    const head = { origin: testSigner.key.name, size: 299, root: new Uint8Array(32) };
    const readCheckpoint = async () => signCheckpoint(head, [testSigner]);
    expect(await verify(log, log.read, { readCheckpoint })).toMatchObject({ ok: false });
  });
});
