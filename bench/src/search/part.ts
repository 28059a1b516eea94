/** The search over texts of law as a regression check: ranking and speed beside other engines. `search/main.ts` does the work. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part, Row } from '../part.ts';
import { searchBench } from './main.ts';
import { type Results, spread } from './report.ts';

/** The part. Its own page with all tables is written to `search/` under `--out`. */
export const part: Part = {
  name: 'search',
  title: 'search over articles of law: ranking on the judged set, and 95th percentiles',
  options: {
    laws: {
      default: process.env.FADU_LAWS ?? '',
      what: 'folder with texts of law, as `laws import` takes it',
    },
    articles: {
      default: '1000000',
      all: '0',
      what: 'articles to repeat the real ones up to; 0: the real ones only',
    },
    peers: {
      default: 'lucene,lucene-cjk,tantivy,sqlite,groonga,pg',
      all: 'sqlite,pg',
      what: 'engines beside ours: lucene, lucene-cjk, tantivy, sqlite, groonga, pg; or none',
    },
    rounds: { default: '3', all: '1', what: 'how often each query is timed' },
    readers: { default: '8', what: 'readers at once' },
    on: { default: '', what: 'day as of which the law is searched (today)' },
    keep: { default: '', what: 'folder where databases and indexes stay between runs' },
  },
  needs: [
    {
      name: 'a folder with texts of law',
      without: 'part',
      get: 'Give one with --laws DIR or FADU_LAWS: no text of law comes with the software; the national database of laws and regulations has them.',
      missing: (options) =>
        !options.laws
          ? 'no folder is named'
          : existsSync(options.laws)
            ? null
            : `${options.laws} is not there`,
    },
  ],
  async run(options, run) {
    const out = run.out ?? join(run.folder, 'out');
    const given = (name: string): string[] => (options[name] ? [`--${name}`, options[name]] : []);
    await searchBench([
      ...['laws', 'articles', 'peers', 'rounds', 'readers', 'on', 'keep'].flatMap(given),
      '--seed',
      String(run.seed),
      '--out',
      out,
      '--cache',
      join(run.cache, 'search'),
    ]);
    const results = JSON.parse(readFileSync(join(out, 'search.json'), 'utf8')) as Results;
    const rows = results.stages.flatMap((stage): Row[] => {
      const [ours, ...peers] = stage.engines;
      if (!ours) return [];
      const size = `${stage.articles.toLocaleString('en')} articles`;
      return peers.flatMap((peer): Row[] => [
        {
          what: `nDCG@10, ${size}`,
          ours: { value: ours.evaluation.all.ndcg, unit: '' },
          peer: { name: peer.title, value: peer.evaluation.all.ndcg, unit: '' },
          aim: { at: 'least', ratio: 1 },
        },
        ...(['single', 'readers'] as const).flatMap((mode): Row[] => {
          if (!ours.timed || !peer.timed) return [];
          const [own, other] = [spread(ours.timed[mode]), spread(peer.timed[mode])];
          return [
            {
              what: `95th percentile, ${mode === 'single' ? 'one reader' : `${options.readers} readers`}, ${size}`,
              ours: { value: own.p95, unit: 'ms', note: `median ${own.median.toFixed(1)} ms` },
              peer: {
                name: peer.title,
                value: other.p95,
                unit: 'ms',
                note: `median ${other.median.toFixed(1)} ms`,
              },
              better: 'less',
            },
          ];
        }),
      ]);
    });
    return {
      rows,
      notes: [
        `${results.texts} texts as of ${results.on}; the page search.md beside this one says how each engine was set up, with all tables.`,
        ...results.skipped.map((s) => `${s.title} could not run here: ${s.why.split('\n')[0]}`),
      ],
      versions: Object.fromEntries(
        (results.stages[0]?.engines ?? []).slice(1).map((e) => [e.title, e.version]),
      ),
    };
  },
};
