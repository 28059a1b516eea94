/** Apache Lucene 9 with its analyser for simplified Chinese, and with its analyser of CJK character pairs. */
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import { programEngine, run, workshop } from './program.ts';

/**
 * Set up as its documentation advises: one writer with several threads and a large buffer, one segment for an index
 * that does not change, BM25, any word may match, top hits only (blocks that cannot reach them are skipped).
 */
export function lucene(analyzer: 'smartcn' | 'cjk', cache: string): Engine {
  let classes = '';
  return programEngine({
    name: analyzer === 'smartcn' ? 'lucene' : 'lucene-cjk',
    title: analyzer === 'smartcn' ? 'Lucene smartcn' : 'Lucene CJK pairs',
    settings: [
      analyzer === 'smartcn'
        ? 'SmartChineseAnalyzer (hidden Markov model)'
        : 'CJKAnalyzer (pairs of characters)',
      'BM25Similarity, OR of words over three fields, top hits with block-max skipping',
      '512 MB buffer, as many writing threads as processors, merged to one segment, memory-mapped',
      'timed inside its own process, without any trip between processes',
    ],
    weights: analyzer === 'smartcn' ? { title: 0.3, label: 2, whole: 1 } : { title: 0.6, label: 4, whole: 1 },
    async compile() {
      const folder = workshop('lucene', cache);
      await run('java', ['-version']);
      await run(
        'mvn',
        ['-q', '-B', 'package', 'dependency:copy-dependencies', '-DoutputDirectory=target/lib'],
        folder,
      );
      const parts = [join(folder, 'target', 'lucene-peer.jar'), join(folder, 'target', 'lib', '*')];
      classes = parts.join(process.platform === 'win32' ? ';' : ':');
    },
    command: () => [
      'java',
      '-Xms1g',
      '-Xmx4g',
      `-Danalyzer=${analyzer}`,
      '-cp',
      classes,
      'fadu.bench.LucenePeer',
    ],
  });
}
