/** SQLite FTS5 with text cut into words by jieba. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../engine.ts';
import { programEngine } from './program.ts';

const program = join(fileURLToPath(new URL('.', import.meta.url)), 'sqlite', 'main.ts');

/**
 * Set up as its documentation advises: words cut before they are stored (FTS5 has no Chinese tokenizer), contentless,
 * weights in the table's rank configuration, ORDER BY rank, `optimize` at the end.
 */
export const sqlite = (): Engine =>
  programEngine({
    name: 'sqlite',
    title: 'SQLite FTS5 jieba',
    settings: [
      'words cut by @node-rs/jieba in search mode, without content (contentless), full detail (bm25 needs it)',
      'bm25() with weights by column as the rank, OR of words, ORDER BY rank LIMIT',
      'optimize after building, memory-mapped, 256 MB page cache a reader',
      'timed inside its own process; readers are worker threads',
    ],
    weights: { title: 1.5, label: 6, whole: 1 },
    compile: async () => undefined,
    command: () => [process.execPath, '--import', 'tsx', '--disable-warning=ExperimentalWarning', program],
  });
