/** Building the desk: once, and again when its sources are newer than what was built. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DIST = join(HERE, 'dist');
/** What goes into the build: the desk itself and the kernel, whose calendar and proofs run in the browser. */
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', '../../kernel/src', '../tokens.css'];

/** Time of the newest file at or below a path, 0 when there is none. Tests do not count. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (stat.isDirectory()) return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
  return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs;
}

const CACHE = join(HERE, '../../node_modules/.cache');
const LOCK = join(CACHE, 'fadu-desk.lock');
/** A build takes well under this, even on a busy machine; an older lock was left by a process that died. */
const STALE_MS = 300_000;

const current = (): boolean => {
  const built = statSync(join(DIST, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return built > Math.max(...SOURCES.map((source) => newest(join(HERE, source))));
};

/** Take the lock, or false when another process holds it. */
function locked(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const held = statSync(LOCK, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > STALE_MS) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

/**
 * Build the desk into `apps/desk/dist` unless what is there is newer than every source. The new files take the place
 * of the old ones only when all of them are written. Of several processes one builds and the others wait for it.
 */
export async function buildDesk(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  while (!current()) {
    if (!locked()) {
      await new Promise((r) => setTimeout(r, 300));
      continue;
    }
    const fresh = join(CACHE, `fadu-desk-${process.pid}`);
    // Vite keeps what the environment says, and under the test runner that would be React's development build: several
    // times slower, and then left behind for `npm start`.
    const environment = process.env.NODE_ENV;
    try {
      if (current()) return;
      process.env.NODE_ENV = 'production';
      const { build } = await import('vite');
      await build({
        configFile: join(HERE, 'vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: fresh, emptyOutDir: true },
      });
      if (existsSync(DIST)) rmSync(DIST, { recursive: true });
      renameSync(fresh, DIST);
      return;
    } finally {
      if (environment === undefined) delete process.env.NODE_ENV;
      else process.env.NODE_ENV = environment;
      rmSync(fresh, { recursive: true, force: true });
      rmSync(LOCK, { recursive: true, force: true });
    }
  }
}
