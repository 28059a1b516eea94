/**
 * What a folder that is kept between runs holds already: databases, corpus files and indexes, each with a fingerprint of
 * what it was made from. What is not there, or was made from something else, is made (again).
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Something that was made, and how long it took, in seconds. */
export interface Made {
  readonly print: string;
  readonly seconds: number;
  readonly docs: number;
  readonly version: string;
  /** When, as an ISO moment. */
  readonly at: string;
}

/** Short fingerprint of anything that can be written as JSON. */
export const fingerprint = (of: unknown): string =>
  createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16);

/** Fingerprint of the files below the folders, or of files: their paths and what is in them. */
export function sourcePrint(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((e) => e.isFile())
          .map((e) => join(e.parentPath, e.name))
          .sort()
      : [path];
    for (const file of files) hash.update(file.slice(path.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Fingerprint of a folder of texts by names and sizes: fast, for folders that only ever gain or lose whole texts. */
export const folderPrint = (folder: string): string =>
  fingerprint(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name))
      .sort()
      .map((path) => [path.slice(folder.length), statSync(path).size]),
  );

/** The list of what is kept, in `kept.json` of the folder; without a folder nothing is kept. */
export class Kept {
  readonly folder: string | null;
  private readonly made: Record<string, Made>;

  constructor(folder: string | null) {
    this.folder = folder;
    if (folder) mkdirSync(folder, { recursive: true });
    const file = folder && join(folder, 'kept.json');
    this.made =
      file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Made>) : {};
  }

  /** What was made under the name from the same things, if it is there. */
  get(name: string, print: string): Made | undefined {
    const found = this.made[name];
    return found?.print === print ? found : undefined;
  }

  /** It is made, whole: written at once, so that a run that is broken off later can go on from here. */
  put(name: string, made: Omit<Made, 'at'>): void {
    this.made[name] = { ...made, at: new Date().toISOString() };
    this.write();
  }

  /** It is not there any more. */
  drop(name: string): void {
    delete this.made[name];
    this.write();
  }

  private write(): void {
    if (!this.folder) return;
    const file = join(this.folder, 'kept.json');
    writeFileSync(`${file}.new`, `${JSON.stringify(this.made, null, 1)}\n`);
    renameSync(`${file}.new`, file);
  }
}
