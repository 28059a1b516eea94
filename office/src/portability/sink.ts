/** Where an export goes: a folder, or nowhere, when only the digests are wanted. Either way each file is hashed as it is written. */
import { createHash } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** One file of an export. */
export interface FileDigest {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Lines, for NDJSON. */
  readonly rows?: number;
}

/** A file that is being written, piece by piece. */
export interface OpenFile {
  write(text: string): Promise<void>;
  end(): Promise<FileDigest>;
}

export interface Sink {
  /** A whole file at once. */
  put(path: string, bytes: Uint8Array | string): Promise<FileDigest>;
  /** A file of lines, as long as it may be. */
  lines(path: string): Promise<OpenFile>;
}

const digestOf = (path: string, bytes: Uint8Array): FileDigest => ({
  path,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Only digests: what the files would be. */
export const hashSink: Sink = {
  put: async (path, bytes) => digestOf(path, Buffer.from(bytes as string)),
  async lines(path) {
    const hash = createHash('sha256');
    let bytes = 0;
    let rows = 0;
    return {
      async write(text) {
        hash.update(text);
        bytes += Buffer.byteLength(text);
        rows += text.split('\n').length - 1;
      },
      end: async () => ({ path, bytes, sha256: hash.digest('hex'), rows }),
    };
  },
};

/** A folder on disk. */
export function folderSink(folder: string): Sink {
  const made = new Set<string>();
  const place = async (path: string): Promise<string> => {
    const to = join(folder, path);
    const dir = dirname(to);
    if (!made.has(dir)) {
      await mkdir(dir, { recursive: true });
      made.add(dir);
    }
    return to;
  };
  return {
    async put(path, given) {
      const bytes = Buffer.from(given as string);
      await writeFile(await place(path), bytes);
      return digestOf(path, bytes);
    },
    async lines(path) {
      const file = await open(await place(path), 'w');
      const counted = await hashSink.lines(path);
      return {
        async write(text) {
          await counted.write(text);
          await file.appendFile(text);
        },
        async end() {
          await file.sync();
          await file.close();
          return counted.end();
        },
      };
    },
  };
}
