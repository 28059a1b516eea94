/** The portal's scripts and style sheet, built once at start from their sources. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** A file of the site that is kept in memory. */
export interface StaticFile {
  readonly media: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Strong entity tag, quotes included. */
  readonly etag: string;
}

const made = (media: string, bytes: Uint8Array<ArrayBuffer>): StaticFile => ({
  media,
  bytes,
  etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
});

const text = (media: string, content: string) => made(media, new TextEncoder().encode(content));

/** Bundle the scripts that run in the reader's browser. */
export async function buildScripts(): Promise<Readonly<Record<string, StaticFile>>> {
  const names = ['verify', 'suggest', 'officer', 'visit', 'draw', 'draw-worker'];
  const result = await build({
    entryPoints: names.map((n) => join(here, `client/${n}.ts`)),
    outdir: here,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  });
  return Object.fromEntries(
    names.map((n) => {
      const file = result.outputFiles.find((f) => f.path.endsWith(`${n}.js`));
      if (!file) throw new Error(`esbuild gave no ${n}.js`);
      return [`${n}.js`, made('text/javascript; charset=utf-8', new Uint8Array(file.contents))];
    }),
  );
}

/** The one style sheet: tokens shared by all apps, then the portal's own parts in the order of their names. */
export function styleSheet(): StaticFile {
  const folder = join(here, 'styles');
  const parts = readdirSync(folder)
    .filter((f) => f.endsWith('.css'))
    .sort()
    .map((f) => join(folder, f));
  const css = [join(here, '../../tokens.css'), ...parts].map((f) => readFileSync(f, 'utf8')).join('\n');
  return text('text/css; charset=utf-8', css);
}

/** The site's icon: a small seal. */
export const sealIcon = (): StaticFile =>
  text(
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect x="1" y="1" width="38" height="38" rx="3" fill="#b3261e"/><text x="20" y="29" font-size="25" font-family="serif" font-weight="700" text-anchor="middle" fill="#fff">法</text></svg>',
  );
