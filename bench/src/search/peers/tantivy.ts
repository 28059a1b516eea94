/** tantivy with tantivy-jieba. */
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import { programEngine, run, workshop } from './program.ts';

/**
 * Set up as its documentation advises: a tokenizer of the library tantivy-jieba in search mode, a writer with a large
 * buffer, one segment for an index that does not change, top documents by score (block-max WAND over pure unions).
 */
export function tantivy(cache: string): Engine {
  let program = '';
  return programEngine({
    name: 'tantivy',
    title: 'tantivy jieba',
    settings: [
      'tantivy-jieba in search mode (long words with the words in them), lower case',
      'BM25, OR of words over three fields, frequencies without positions',
      '1 GB buffer, merged to one segment, release build with link-time optimization',
      'timed inside its own process, without any trip between processes',
    ],
    weights: { title: 0.5, label: 3, whole: 1 },
    async compile() {
      const folder = workshop('tantivy', cache);
      await run('cargo', ['build', '--release', '--locked'], folder);
      program = join(folder, 'target', 'release', 'tantivy-peer');
    },
    command: () => [program],
  });
}
