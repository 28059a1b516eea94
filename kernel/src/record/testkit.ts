/** For tests: a log in memory, written file by file as a server would. */
import { appendEntries, emptyLog, type LogState } from './builder.ts';
import { utf8 } from './bytes.ts';
import { signCheckpoint } from './checkpoint.ts';
import { formatVkey, type NoteSigner, noteSigner } from './note.ts';
import type { ReadFile } from './tile-reader.ts';

/** A small entry, different for each number and of different length. */
export const entryOf = (i: number): Uint8Array => utf8(`第${i}条${'。'.repeat(i % 7)}`);

/** Entries `from` up to but not including `to`. */
export const entriesOf = (from: number, to: number): Uint8Array[] =>
  Array.from({ length: to - from }, (_, i) => entryOf(from + i));

/** A fixed key. */
export const testSigner: NoteSigner = noteSigner('log.city.example/record', new Uint8Array(32).fill(7));
export const testVkey = formatVkey(testSigner.key);

/** A log in memory. */
export class MemoryLog {
  readonly files = new Map<string, Uint8Array>();
  state: LogState = emptyLog();
  checkpoint = '';

  constructor(size = 0) {
    this.grow(entriesOf(0, size));
  }

  /** Append, write the files, sign. */
  grow(entries: readonly Uint8Array[]): void {
    const done = appendEntries(this.state, entries);
    for (const { path, bytes } of done.files) this.files.set(path, bytes);
    this.state = done.state;
    this.checkpoint = signCheckpoint(
      { origin: testSigner.key.name, size: done.state.size, root: done.root },
      [testSigner],
    );
  }

  /** Reader over the files as they are now. */
  readonly read: ReadFile = async (path) => this.files.get(path);

  /** The same log with one byte changed: exclusive-or with `mask`. */
  tampered(path: string, at: number, mask = 1): ReadFile {
    return async (asked) => {
      const bytes = this.files.get(asked);
      if (asked !== path || !bytes) return bytes;
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ mask;
      return copy;
    };
  }
}

/** A copy with one bit flipped. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  const at = Math.floor(bit / 8);
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}
