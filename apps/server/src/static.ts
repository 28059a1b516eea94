/** Built files of the desk and other static files, from folders on disk. */
import { createReadStream, type Stats, statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  json: 'application/json',
  map: 'application/json',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json',
};

/** What stands under a name, if it is one that a file can have. */
function statOf(full: string): Stats | undefined {
  try {
    return statSync(full, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}

/** A file below `folder`, or null; a path that leaves the folder is no file. */
export function serveFile(c: Context, folder: string, path: string): Response | null {
  let plain: string;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // Not a name that anything has.
    return null;
  }
  const full = normalize(join(folder, plain));
  if (!full.startsWith(folder + sep) || plain.includes('\0')) return null;
  const stat = statOf(full);
  if (!stat?.isFile()) return null;
  const ending = full.slice(full.lastIndexOf('.') + 1);
  const etag = `"${stat.size.toString(36)}-${Math.floor(stat.mtimeMs).toString(36)}"`;
  const hashed = /\/assets\//.test(full);
  const headers = {
    'content-type': TYPES[ending] ?? 'application/octet-stream',
    'content-length': String(stat.size),
    etag,
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } });
  return new Response(Readable.toWeb(createReadStream(full)) as ReadableStream, { headers });
}
