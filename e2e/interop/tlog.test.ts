import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  addSignatures,
  appendEntries,
  canonicalBytes,
  cosigner,
  emptyLog,
  formatTlogProof,
  formatVkey,
  hashReader,
  type LogState,
  makeProof,
  noteSigner,
  signCheckpoint,
  stateRoot,
  verifyLog,
} from '@fadu/kernel/record/index';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SIZE = 70_000;
const module = join(dirname(fileURLToPath(import.meta.url)), 'tlog');
const home = mkdtempSync(join(tmpdir(), 'fadu-tlog-'));
const logDir = join(home, 'log');
const program = join(home, process.platform === 'win32' ? 'tlogcheck.exe' : 'tlogcheck');

/** Why the Go program cannot be had on this machine; nothing when it was built. A program that does not compile throws. */
function buildGo(): string | undefined {
  if (spawnSync('go', ['version']).status !== 0) return 'go is not on this machine';
  const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: module, encoding: 'utf8' });
  if (built.status === 0) return undefined;
  if (/dial tcp|no such host|connection refused|i\/o timeout|requires go >= /.test(built.stderr)) {
    return `go cannot fetch its modules or is too old: ${built.stderr.trim().split('\n').at(-1)}`;
  }
  throw new Error(`the Go program does not build:\n${built.stderr}`);
}
const missing = buildGo();

const signer = noteSigner('log.city.example/record', new Uint8Array(32).fill(42));
const vkey = formatVkey(signer.key);
const witness = cosigner('witness.example/justice-bureau', new Uint8Array(32).fill(43), 1_790_000_000);

const write = (path: string, content: Uint8Array | string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};
const head = (state: LogState) =>
  signCheckpoint({ origin: signer.key.name, size: state.size, root: stateRoot(state) }, [signer]);
const entry = (i: number) =>
  canonicalBytes({ act: i % 3 === 0 ? '受理' : '送达', case: `2026-${i}`, seq: i });

/** Run the Go program over the log; its exit code and what it said. */
function check(where: string, ...more: string[]): { code: number | null; said: string } {
  const run = spawnSync(program, ['-log', where, '-vkey', vkey, ...more], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: run.status, said: run.stdout + run.stderr };
}

/** Flip one bit of a file while something runs, then put it back. */
function tampered<T>(path: string, at: number, during: () => T): T {
  const file = join(logDir, path);
  const whole = readFileSync(file);
  const changed = Buffer.from(whole);
  changed[at] = (changed[at] ?? 0) ^ 1;
  writeFileSync(file, changed);
  try {
    return during();
  } finally {
    writeFileSync(file, whole);
  }
}

afterAll(() => rmSync(home, { recursive: true, force: true }));

const title = `R90.3 libraries we did not write verify our log${missing ? ` (skipped: ${missing})` : ''}`;
describe.skipIf(missing !== undefined)(title, () => {
  let checkpoint = '';

  beforeAll(async () => {
    let state = emptyLog();
    // Appended in uneven batches, as a server would; a head is kept at each.
    for (const size of [1, 255, 256, 257, 1000, 65_535, 65_536, 65_537, SIZE]) {
      const entries = Array.from({ length: size - state.size }, (_, i) => entry(state.size + i));
      const step = appendEntries(state, entries);
      for (const { path, bytes } of step.files) write(join(logDir, path), bytes);
      state = step.state;
      write(join(home, 'older', String(size)), head(state));
    }
    checkpoint = addSignatures(head(state), [witness]);
    write(join(logDir, 'checkpoint'), checkpoint);
    const reader = hashReader({
      size: SIZE,
      root: stateRoot(state),
      readTile: async (path) => readFileSync(join(logDir, path)),
    });
    for (const index of [0, 1, 255, 256, 4711, 65_535, 65_536, SIZE - 1]) {
      const inclusion = await reader.inclusionProof(index);
      const proof = { index, inclusion, checkpoint, extra: entry(index) };
      write(join(home, 'proofs', `${index}.tlog-proof`), formatTlogProof(proof));
      const json = makeProof(index, entry(index), inclusion, checkpoint);
      write(join(home, 'proofs', `${index}.json`), JSON.stringify(json));
    }
  });

  it(`checkpoint, cosignature, ${SIZE} entries, all tiles, inclusion, consistency, and proofs we wrote`, () => {
    const { code, said } = check(
      logDir,
      '-older',
      join(home, 'older'),
      '-proofs',
      join(home, 'proofs'),
      '-witnesses',
      formatVkey(witness.key),
    );
    expect(said.split('\n').filter((line) => !line.startsWith('ok   '))).toEqual(['']);
    expect(said).toContain(`size ${SIZE} root `);
    // 274 bundles, 274 + 2 + 1 tiles, and the checkpoint.
    expect(said).toContain('fsck): 552 files');
    expect(said).toContain('65 entries proven');
    expect(said).toContain('9 earlier heads');
    expect(said).toContain('8 text, 8 JSON');
    expect(said).toContain('1 cosigned');
    expect(code).toBe(0);
  });

  it('over HTTP too', async () => {
    const server = createServer((request, response) => {
      try {
        response.end(readFileSync(join(logDir, new URL(request.url ?? '/', 'http://log').pathname)));
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const run = spawn(program, ['-log', `http://127.0.0.1:${port}/`, '-vkey', vkey, '-samples', '5']);
    let said = '';
    run.stdout.on('data', (part) => {
      said += part;
    });
    const code = await new Promise((done) => run.on('close', done));
    server.close();
    expect(said).toContain('fsck): 552 files');
    expect(code).toBe(0);
  });

  it.each([
    ['an entry', 'tile/entries/100', 700],
    ['an entry of the last bundle', 'tile/entries/273.p/112', 30],
    ['a leaf hash', 'tile/0/200', 0],
    ['a hash of the middle level', 'tile/1/000', 4000],
    ['a hash on the edge', 'tile/2/000.p/1', 31],
    ['the checkpoint', 'checkpoint', 30],
  ])('and find one flipped bit in %s, as ours does', async (_, path, at) => {
    const both = tampered(path, at, () => check(logDir, '-older', join(home, 'older')));
    expect(both.said).toContain('FAIL ');
    expect(both.code).toBe(1);
    const ours = await verifyLog({
      vkey,
      readCheckpoint: async () => tampered(path, at, () => readFileSync(join(logDir, 'checkpoint'))),
      readTile: async (file) => tampered(path, at, () => readFileSync(join(logDir, file))),
    });
    expect(ours).toMatchObject(path === 'checkpoint' ? { ok: false } : { ok: false, at: { path } });
  });

  it('and refuse a head of another history, a proof for another entry, and another key', () => {
    const other = appendEntries(emptyLog(), [entry(1), entry(0)]).state;
    write(join(home, 'forked', 'head'), head(other));
    const forked = check(logDir, '-older', join(home, 'forked'));
    expect(forked.said).toMatch(/FAIL consistency .*head/);
    expect(forked.code).toBe(1);

    const proof = readFileSync(join(home, 'proofs', '4711.tlog-proof'), 'utf8');
    write(join(home, 'wrong', 'a.tlog-proof'), proof.replace('index 4711', 'index 4712'));
    const wrong = check(logDir, '-proofs', join(home, 'wrong'));
    expect(wrong.said).toMatch(/FAIL proofs .*a\.tlog-proof/);
    expect(wrong.code).toBe(1);

    const stranger = formatVkey(noteSigner(signer.key.name, new Uint8Array(32)).key);
    const unknown = spawnSync(program, ['-log', logDir, '-vkey', stranger], { encoding: 'utf8' });
    expect(unknown.stdout).toMatch(/^FAIL checkpoint/);
    expect(unknown.status).toBe(1);
  });
});
