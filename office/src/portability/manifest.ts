/** The list of what an export holds, and whether a folder is exactly that. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Problem } from '../problem.ts';
import type { Figures } from './figures.ts';
import type { FileDigest } from './sink.ts';

export const FORMAT = 'fadu-city-export';
export const FORMAT_VERSION = 1;

/** What `manifest.json` says. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly formatVersion: number;
  /** When the snapshot was taken. */
  readonly at: string;
  /** Migrations of the database, by name, with the SHA-256 of each. */
  readonly schema: readonly { readonly name: string; readonly sha256: string }[];
  /** The log's name and public key, and what names the key of sealed fields without giving it away. */
  readonly log: { readonly origin: string; readonly vkey: string };
  readonly sealedKey?: string;
  readonly figures: Figures;
  readonly files: readonly FileDigest[];
}

/** An export that cannot be used; the message names the file. */
export const badFolder = (path: string, why: string): Problem =>
  new Problem(422, 'export-changed', `“${path}”${why}，没有导入任何内容`);

async function sha256Of(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

const SAFE = /^(?!.*(^|\/)\.\.?(\/|$))[A-Za-z0-9一-鿿][A-Za-z0-9一-鿿._/-]*$/;

/**
 * Read the manifest and check that every file is there, unchanged, and that there is no other.
 * @throws Problem naming the file
 */
export async function checkFolder(
  folder: string,
  progress: (done: number, of: number) => void = () => {},
): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json')).catch(() => null);
  if (!text) throw badFolder('manifest.json', '读不到，这不是导出的文件夹');
  const sum = await readFile(join(folder, 'manifest.sha256'), 'utf8').catch(() => '');
  if (sum.trim() !== `${createHash('sha256').update(text).digest('hex')}  manifest.json`)
    throw badFolder('manifest.json', '与 manifest.sha256 不符，已被改动或者没有写完');
  const manifest = JSON.parse(text.toString('utf8')) as Manifest;
  if (manifest.format !== FORMAT || manifest.formatVersion !== FORMAT_VERSION)
    throw badFolder('manifest.json', `不是本系统第${FORMAT_VERSION}版的导出格式`);
  const known = new Set(['manifest.json', 'manifest.sha256', ...manifest.files.map((f) => f.path)]);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!known.has(path)) throw badFolder(path, '不在清单里，是后来放进去的');
  }
  let done = 0;
  for (const file of manifest.files) {
    if (!SAFE.test(file.path)) throw badFolder(file.path, '的名称不合规则');
    const found = await stat(join(folder, file.path)).catch(() => null);
    if (!found) throw badFolder(file.path, '不见了');
    const { sha256, bytes } = await sha256Of(join(folder, file.path));
    if (bytes !== file.bytes || sha256 !== file.sha256)
      throw badFolder(file.path, '与清单里的 SHA-256 不符，已被改动');
    progress(++done, manifest.files.length);
  }
  return manifest;
}
