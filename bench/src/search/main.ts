/**
 * `npm run bench -- search --laws DIR`: our search and other engines over the same articles in one run. First the real
 * articles: how good is the ranking on the judged set. Then the same articles repeated under other names up to
 * `--articles`: how good, how fast for one reader and for several, how large, how long to build.
 *
 * Options: `--articles N` (1000000; 0 leaves the large part out), `--seed N` (1), `--peers a,b` (all that can run here;
 * `none`), `--rounds N` each query is timed so often (3), `--readers N` (8), `--on DAY` (today), `--out DIR`
 * (.data/bench/search), `--cache DIR` for compiled peers (.data/bench/peers), `--keep DIR` where databases, corpus files
 * and indexes stay, so that a second run over the same articles only measures; what is taken from there is said, and
 * its time to build is that of the run that built it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEmbedded, withDatabase } from '@fadu/office/store/server';
import pg from 'pg';
import { Databases, type Opened, type StageName } from './databases.ts';
import type { Engine, Task } from './engine.ts';
import { evaluate, resolveJudged } from './evaluate.ts';
import { JUDGED, QUERY_KINDS } from './judged.ts';
import { fingerprint, Kept, sourcePrint } from './keep.ts';
import { random } from './metrics.ts';
import { fadu } from './ours.ts';
import { groonga } from './peers/groonga.ts';
import { lucene } from './peers/lucene.ts';
import { postgres } from './peers/postgres.ts';
import { sqlite } from './peers/sqlite.ts';
import { tantivy } from './peers/tantivy.ts';
import { losses, type Measured, markdown, type Results, type Stage, speeds, table } from './report.ts';
import { qualityChart, speedChart } from './svg.ts';
import { TIMED } from './timing.ts';

/** Peers by the name the command line knows them by. */
const PEERS = ['lucene', 'lucene-cjk', 'tantivy', 'sqlite', 'groonga', 'pg'] as const;
const OURS = '../../../office/src/law/search';
/** What makes the index of each engine: with another program an index that is kept is made again. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  fadu: ['build', 'block', 'terms', 'fold', 'numbers', 'lexicon', 'names'].map((f) => `${OURS}/${f}.ts`),
  lucene: ['peers/lucene.ts', 'peers/lucene'],
  'lucene-cjk': ['peers/lucene.ts', 'peers/lucene'],
  tantivy: ['peers/tantivy.ts', 'peers/tantivy'],
  sqlite: ['peers/sqlite.ts', 'peers/sqlite'],
  groonga: ['peers/groonga.ts'],
  pg: ['peers/postgres.ts'],
};
/** Results asked for when a ranking is judged: enough to hold ten originals among their copies. */
const JUDGED_LIMIT = 200;
/** Results asked for when a query is timed: a page. */
const TIMED_LIMIT = 10;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** All timed queries, kind after kind. */
const TIMED_ALL = QUERY_KINDS.flatMap((kind) => TIMED[kind].map((query) => ({ kind, query })));

/** Indexes 0 to n − 1, `rounds` times, each time in another order. */
function shuffled(n: number, rounds: number, seed: number): number[] {
  const next = random(seed);
  return Array.from({ length: rounds }, () => {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    return order;
  }).flat();
}

interface Setting {
  readonly seed: number;
  readonly rounds: number;
  readonly readers: number;
}

/** Build one engine over the articles, or take what is kept of it; judge it, and time it where `time` says so. */
async function measureEngine(
  engine: Engine,
  at: { readonly stage: StageName; readonly opened: Opened; readonly work: string; readonly kept: Kept },
  setting: Setting,
  time: boolean,
): Promise<Measured> {
  const { corpus, known, print: articles } = at.opened;
  const name = `${at.stage}-${engine.name}`;
  const folder = join(at.work, name);
  const here = dirname(fileURLToPath(import.meta.url));
  const sources = (SOURCES[engine.name] ?? []).map((s) => join(here, s));
  const print = fingerprint([articles, sourcePrint(sources)]);
  let made = at.kept.get(name, print);
  const kept = made !== undefined;
  if (!made) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const started = performance.now();
    const built = await engine.build(corpus, folder);
    at.kept.put(name, { ...built, print, seconds: (performance.now() - started) / 1000 });
    made = at.kept.get(name, print) as NonNullable<typeof made>;
  }
  if (made.docs !== known.length)
    throw new Error(`${engine.title} indexed ${made.docs} of ${known.length} articles`);
  const load = loadavg()[0] as number;
  const base = { weights: engine.weights, lanes: setting.readers };
  const judged = await engine.measure(folder, {
    ...base,
    queries: JUDGED.map((j) => j.query),
    limit: JUDGED_LIMIT,
    warmMs: 0,
    single: [],
    readers: [],
  });
  let timed: Measured['timed'] = null;
  if (time) {
    const task: Task = {
      ...base,
      queries: TIMED_ALL.map((t) => t.query),
      limit: TIMED_LIMIT,
      warmMs: 10_000,
      single: shuffled(TIMED_ALL.length, setting.rounds, setting.seed),
      readers: shuffled(TIMED_ALL.length, setting.rounds, setting.seed + 1),
    };
    const answers = await engine.measure(folder, task);
    const kinds = (order: readonly number[], ms: readonly number[]) =>
      order.map((q, i) => ({ ...(TIMED_ALL[q] as (typeof TIMED_ALL)[number]), ms: ms[i] as number }));
    timed = { single: kinds(task.single, answers.single), readers: kinds(task.readers, answers.readers) };
  }
  return {
    name: engine.name,
    title: engine.title,
    settings: engine.settings,
    weights: engine.weights,
    version: made.version,
    buildSeconds: made.seconds,
    kept: kept ? made.at : null,
    bytes: await engine.size(folder),
    load,
    loadAfter: loadavg()[0] as number,
    evaluation: evaluate(known, resolveJudged(known), judged.results),
    timed,
  };
}

/** The whole benchmark. @param argv options after `search` */
export async function searchBench(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      laws: { type: 'string' },
      articles: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      peers: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      readers: { type: 'string', default: '8' },
      on: { type: 'string' },
      out: { type: 'string', default: '.data/bench/search' },
      cache: { type: 'string', default: '.data/bench/peers' },
      keep: { type: 'string' },
    },
  });
  if (!values.laws) throw new RangeError('say where the texts of law are: --laws DIR');
  const wanted = values.peers === 'none' ? [] : (values.peers?.split(',') ?? [...PEERS]);
  const unknown = wanted.filter((p) => !(PEERS as readonly string[]).includes(p));
  if (unknown.length) throw new RangeError(`no peer ${unknown.join(', ')}; one of ${PEERS.join(', ')}`);
  const setting = {
    seed: Number(values.seed),
    rounds: Number(values.rounds),
    readers: Number(values.readers),
  };
  const target = Number(values.articles);
  const on = values.on ?? new Date().toISOString().slice(0, 10);
  const out = resolve(values.out);
  const kept = new Kept(values.keep ? resolve(values.keep) : null);
  const work = kept.folder ?? mkdtempSync(join(tmpdir(), 'fadu-search-'));
  // A folder of its own: the server may run as another user, who cannot look into ours.
  const data = kept.folder ? join(kept.folder, 'pg') : mkdtempSync(join(tmpdir(), 'fadu-search-pg-'));
  const closing: (() => Promise<unknown>)[] = [];
  try {
    say('starting PostgreSQL …');
    const server = await startEmbedded(data, {
      max_connections: '60',
      shared_buffers: '1GB',
      max_wal_size: '8GB',
      checkpoint_timeout: '30min',
    });
    closing.push(() => server.stop());
    const databases = new Databases(
      server,
      work,
      kept,
      {
        laws: resolve(values.laws),
        on,
        seed: setting.seed,
        articles: target,
        readers: setting.readers,
      },
      say,
    );
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    const { rows: pgVersion } = await admin.query<{ server_version: string }>('show server_version');
    await admin.end();

    const makers: Record<(typeof PEERS)[number], () => Engine> = {
      lucene: () => lucene('smartcn', resolve(values.cache)),
      'lucene-cjk': () => lucene('cjk', resolve(values.cache)),
      tantivy: () => tantivy(resolve(values.cache)),
      sqlite,
      groonga,
      pg: () => postgres(withDatabase(server.url, 'peer')),
    };
    if (wanted.includes('pg')) await databases.ensure('peer');
    const peers: Engine[] = [];
    const skipped: { title: string; why: string }[] = [];
    for (const name of wanted) {
      const engine = makers[name as (typeof PEERS)[number]]();
      say(`preparing ${engine.title} …`);
      const why = await engine.prepare();
      if (why === null) {
        peers.push(engine);
        if (engine.close) closing.push(() => engine.close?.() ?? Promise.resolve());
      } else {
        skipped.push({ title: engine.title, why });
        say(`  skipped: ${why}`);
      }
    }

    const stages: Stage[] = [];
    let texts = 0;
    const results = (): Results => ({
      at: new Date().toISOString(),
      on,
      command: `npm run bench -- search ${argv.join(' ')}`,
      machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
      versions: `Node ${process.version}, PostgreSQL ${pgVersion[0]?.server_version ?? ''}`,
      setting: { ...setting, warmSeconds: 10, judgedLimit: JUDGED_LIMIT, timedLimit: TIMED_LIMIT },
      texts,
      stages,
      skipped,
    });
    // Written after every engine, so that a run that is broken off leaves what it has.
    const save = (): void => {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'search.json'), `${JSON.stringify(results(), null, 1)}\n`);
      writeFileSync(join(out, 'quality.svg'), qualityChart(stages[0] as Stage));
      const last = stages.at(-1) as Stage;
      if (last.engines.every((e) => e.timed)) writeFileSync(join(out, 'speed.svg'), speedChart(last));
      writeFileSync(join(out, 'search.md'), markdown(results()));
      writeFileSync(join(out, 'losses.md'), losses(stages[0] as Stage));
    };
    const stage = async (name: StageName, time: boolean): Promise<void> => {
      const opened = await databases.open(name);
      try {
        texts = opened.originals;
        say(`${name}: ${opened.known.length} articles`);
        const measured: Measured[] = [];
        stages.push({ name, articles: opened.known.length, engines: measured });
        for (const engine of [fadu(opened.office, opened.owner, () => opened.known), ...peers]) {
          say(`  ${engine.title} …`);
          const m = await measureEngine(engine, { stage: name, opened, work, kept }, setting, time);
          measured.push(m);
          say(
            `    ${m.kept ? `kept from ${m.kept}` : 'built'} (${m.buildSeconds.toFixed(0)} s), nDCG@10 ${m.evaluation.all.ndcg.toFixed(3)}, load ${m.load.toFixed(1)} to ${m.loadAfter.toFixed(1)}`,
          );
          if (m.timed) say(`    ${speeds(m)}`);
          if (!kept.folder) rmSync(join(work, `${name}-${engine.name}`), { recursive: true, force: true });
          save();
        }
      } finally {
        await opened.close();
      }
    };
    await stage('real', target === 0);
    if (target > 0) await stage('large', true);

    console.log(table(results()));
    console.log(`\nwritten to ${out}`);
  } finally {
    for (const close of closing.reverse()) await close().catch((e) => say(String(e)));
    if (!kept.folder) for (const folder of [work, data]) rmSync(folder, { recursive: true, force: true });
  }
}
