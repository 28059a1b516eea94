/** The results as a table for the terminal and as a page. */
import { median, percentile } from '../measure.ts';
import type { Weights } from './engine.ts';
import { byChance, type Evaluation } from './evaluate.ts';
import { JUDGED, QUERY_KINDS, type QueryKind } from './judged.ts';

/** One timed query. */
export interface Timing {
  readonly query: string;
  readonly kind: QueryKind;
  readonly ms: number;
}

/** One engine over one corpus. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly settings: readonly string[];
  readonly weights: Weights;
  readonly version: string;
  readonly buildSeconds: number;
  /** Moment at which the index was built, where it was kept from an earlier run. */
  readonly kept: string | null;
  readonly bytes: number;
  /** Load of the machine when its measurement began. */
  readonly load: number;
  /** The same when it ended. */
  readonly loadAfter: number;
  readonly evaluation: Evaluation;
  readonly timed: { readonly single: readonly Timing[]; readonly readers: readonly Timing[] } | null;
}

/** All engines over one corpus; the first engine is ours. */
export interface Stage {
  readonly name: 'real' | 'large';
  readonly articles: number;
  readonly engines: readonly Measured[];
}

/** A run. */
export interface Results {
  readonly at: string;
  /** Day as of which the law was searched. */
  readonly on: string;
  readonly command: string;
  readonly machine: string;
  readonly versions: string;
  readonly setting: {
    readonly seed: number;
    readonly rounds: number;
    readonly readers: number;
    readonly warmSeconds: number;
    readonly judgedLimit: number;
    readonly timedLimit: number;
  };
  readonly texts: number;
  readonly stages: readonly Stage[];
  readonly skipped: readonly { readonly title: string; readonly why: string }[];
}

/** Milliseconds as people read them. */
export const ms = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Median and 95th percentile of the timings of a kind, or of all. */
export function spread(timings: readonly Timing[], kind?: QueryKind): { median: number; p95: number } {
  const values = timings.filter((t) => !kind || t.kind === kind).map((t) => t.ms);
  return { median: median(values), p95: percentile(values, 95) };
}

/**
 * 95th percentile over the queries of the best round of each: what the engine needs when nothing else has the machine.
 */
export function bestOf(timings: readonly Timing[]): number {
  const best = new Map<string, number>();
  for (const t of timings) best.set(t.query, Math.min(t.ms, best.get(t.query) ?? Number.POSITIVE_INFINITY));
  return percentile([...best.values()], 95);
}

const mega = (bytes: number): string => (bytes / 1e6).toFixed(0);
const three = (value: number): string => value.toFixed(3);

type Rows = readonly (readonly string[])[];

function qualityRows(stage: Stage, seed: number): Rows {
  const ours = stage.engines[0] as Measured;
  return [
    [
      'engine',
      'nDCG@10',
      'recall@10',
      'MRR',
      'held out nDCG@10',
      'words only nDCG@10',
      ...QUERY_KINDS.map((k) => `nDCG@10 ${k}`),
      'beside ours',
      'by chance',
    ],
    ...stage.engines.map((e) => [
      e.title,
      three(e.evaluation.all.ndcg),
      three(e.evaluation.all.recall),
      three(e.evaluation.all.mrr),
      three(e.evaluation.heldOut.ndcg),
      three(e.evaluation.words.ndcg),
      ...QUERY_KINDS.map((k) => three(e.evaluation.kinds[k].ndcg)),
      (e.evaluation.all.ndcg / ours.evaluation.all.ndcg).toFixed(2),
      e === ours ? '' : byChance(ours.evaluation, e.evaluation, seed).toFixed(4),
    ]),
  ];
}

function speedRows(stage: Stage, mode: 'single' | 'readers'): Rows {
  const of = (e: Measured, kind?: QueryKind) => spread(e.timed?.[mode] ?? [], kind);
  const ours = of(stage.engines[0] as Measured).p95;
  return [
    [
      'engine',
      ...QUERY_KINDS.flatMap((k) => [`${k} median`, `${k} p95`]),
      'all median',
      'all p95',
      'best-round p95',
      'p95 beside ours',
    ],
    ...stage.engines.map((e) => {
      const all = of(e);
      return [
        e.title,
        ...QUERY_KINDS.flatMap((k) => [ms(of(e, k).median), ms(of(e, k).p95)]),
        ms(all.median),
        ms(all.p95),
        ms(bestOf(e.timed?.[mode] ?? [])),
        (all.p95 / ours).toFixed(2),
      ];
    }),
  ];
}

/** Speed of one engine in one line. */
export function speeds(engine: Measured): string {
  const of = (mode: 'single' | 'readers') => {
    const { median, p95 } = spread(engine.timed?.[mode] ?? []);
    return `median ${ms(median)} ms, p95 ${ms(p95)} ms`;
  };
  return `one reader ${of('single')}; several ${of('readers')}`;
}

/** What matters most of each engine, with the ratio to ours in the same run. */
function summaryRows(stage: Stage): Rows {
  const [ours] = stage.engines as [Measured];
  const modes = ['single', 'readers'] as const;
  return [
    [
      'engine',
      'nDCG@10',
      ...modes.flatMap((m) => {
        const who = m === 'single' ? 'one' : 'several';
        return [`${who} median`, 'beside ours', `${who} p95`, 'beside ours'];
      }),
      'load',
    ],
    ...stage.engines.map((e) => [
      e.title,
      three(e.evaluation.all.ndcg),
      ...modes.flatMap((m) => {
        const [is, own] = [spread(e.timed?.[m] ?? []), spread(ours.timed?.[m] ?? [])];
        return [
          ms(is.median),
          (is.median / own.median).toFixed(2),
          ms(is.p95),
          (is.p95 / own.p95).toFixed(2),
        ];
      }),
      `${e.load.toFixed(1)} to ${e.loadAfter.toFixed(1)}`,
    ]),
  ];
}

const sizeRows = (stage: Stage): Rows => [
  ['engine', 'index MB', 'build s', 'version', 'load', 'index kept from'],
  ...stage.engines.map((e) => [
    e.title,
    mega(e.bytes),
    e.buildSeconds.toFixed(0),
    e.version,
    `${e.load.toFixed(1)} to ${e.loadAfter.toFixed(1)}`,
    e.kept?.slice(0, 16).replace('T', ' ') ?? '',
  ]),
];

const asText = (rows: Rows): string => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((r) => (r[i] ?? '').length)));
  return rows
    .map((r) =>
      r.map((c, i) => (i ? c.padStart(widths[i] as number) : c.padEnd(widths[i] as number))).join('  '),
    )
    .join('\n');
};

const asMarkdown = (rows: Rows): string =>
  rows
    .flatMap((r, i) => {
      const line = `| ${r.join(' | ')} |`;
      return i ? [line] : [line, `|${r.map((_, c) => (c ? ' ---: ' : ' --- ')).join('|')}|`];
    })
    .join('\n');

const stageName = (stage: Stage): string =>
  stage.name === 'real'
    ? `${stage.articles} real articles`
    : `${stage.articles} articles (the real ones repeated)`;

/** The tables of a run. */
function sections(results: Results): { title: string; rows: Rows }[] {
  return results.stages.flatMap((stage) => [
    {
      title: `Ranking on the judged set, ${stageName(stage)}`,
      rows: qualityRows(stage, results.setting.seed),
    },
    ...(stage.engines[0]?.timed
      ? [
          {
            title: `In short, milliseconds, ${stageName(stage)}; several: ${results.setting.readers} readers at once`,
            rows: summaryRows(stage),
          },
          { title: `Milliseconds, one reader, ${stageName(stage)}`, rows: speedRows(stage, 'single') },
          {
            title: `Milliseconds, ${results.setting.readers} readers at once, ${stageName(stage)}`,
            rows: speedRows(stage, 'readers'),
          },
        ]
      : []),
    { title: `Index, ${stageName(stage)}`, rows: sizeRows(stage) },
  ]);
}

/** For the terminal. */
export function table(results: Results): string {
  return [
    ...sections(results).map((s) => `${s.title}\n${asText(s.rows)}`),
    ...results.skipped.map((s) => `skipped ${s.title}: ${s.why}`),
  ].join('\n\n');
}

/** As a page, with the two charts beside it. */
export function markdown(results: Results): string {
  const { setting } = results;
  const engines = results.stages[0]?.engines ?? [];
  return `# Search: ours and others in one run

\`${results.command}\`, ${results.at.slice(0, 16).replace('T', ' ')} UTC, ${results.machine}; ${results.versions}; seed ${setting.seed}.

${results.texts} texts as of ${results.on}, one wording of each article. ${JUDGED.length} judged queries with
${JUDGED.reduce((n, j) => n + j.relevant.length, 0)} judged articles; ${JUDGED.filter((j) => j.heldOut).length} of the queries are held out: the findings by which our engine is
improved never show them (the set itself is in the tree). Weights of the fields of the peers were chosen on the whole set, to their favour.
A copy of an article counts as its original, and each original once. Timed: 60 queries, ${setting.rounds} rounds in random order after
${setting.warmSeconds} s of warming up, first ${setting.timedLimit} results; ${setting.readers} readers take from one list, their connections open beforehand. Peers that run in their own process are
timed inside it; ours and PostgreSQL are timed with all trips to the database. Beside ours: the figure divided by ours. By chance: how likely
so large a difference in nDCG is when there is none (randomization test). Best-round p95: of each query only its best round.

![nDCG@10 by kind of query](quality.svg)

![95th percentile by kind of query](speed.svg)

${sections(results)
  .map((s) => `## ${s.title}\n\n${asMarkdown(s.rows)}`)
  .join('\n\n')}

## How each was set up

${engines
  .map(
    (e) =>
      `- **${e.title}** ${e.version}: ${e.settings.join('; ')}${e.name === 'fadu' ? '' : `; weights title ${e.weights.title}, number ${e.weights.label}, whole ${e.weights.whole}`}.`,
  )
  .join('\n')}
${results.skipped.map((s) => `- ${s.title} could not run here: ${s.why.split('\n')[0]}`).join('\n')}
`;
}

/** Queries (not held out) on which a peer ranked better than we did: where to improve. */
export function losses(stage: Stage): string {
  const [ours, ...peers] = stage.engines as [Measured, ...Measured[]];
  const rows = JUDGED.flatMap((j, i) => {
    if (j.heldOut) return [];
    const mine = ours.evaluation.ndcg[i] as number;
    const better = peers
      .map((p) => ({ title: p.title, ndcg: p.evaluation.ndcg[i] as number }))
      .filter((p) => p.ndcg > mine + 0.001)
      .sort((a, b) => b.ndcg - a.ndcg);
    if (mine > 0.999 || (better.length === 0 && mine > 0)) return [];
    return [
      [
        j.id,
        j.query,
        three(mine),
        better.map((b) => `${b.title} ${three(b.ndcg)}`).join(', ') || 'nobody finds it',
        (ours.evaluation.first[i] ?? []).join(', '),
        j.relevant.map((r) => `${r.title} ${r.article}${r.grade === 1 ? ' (1)' : ''}`).join(', '),
      ],
    ];
  });
  return `# Queries on which others ranked better (held-out queries are not shown)\n\n${asMarkdown([['id', 'query', 'ours', 'better', 'ours found first', 'relevant'], ...rows])}\n`;
}
