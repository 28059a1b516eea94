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

/**
 * Build the desk into `apps/desk/dist` unless what is there is newer than every source. The new files take the place
 * of the old ones only when all of them are written.
 */
export async function buildDesk(): Promise<void> {
  const built = statSync(join(DIST, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > Math.max(...SOURCES.map((source) => newest(join(HERE, source))))) return;
  const { build } = await import('vite');
  const cache = join(HERE, '../../node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const fresh = join(cache, `fadu-desk-${process.pid}`);
  try {
    await build({
      configFile: join(HERE, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: fresh, emptyOutDir: true },
    });
    if (existsSync(DIST)) rmSync(DIST, { recursive: true });
    renameSync(fresh, DIST);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
