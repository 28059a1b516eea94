/**
 * `npm run bench -- search --laws DIR`: our search and other engines over the same articles in one run. First the real
 * articles: how good is the ranking on the judged set. Then the same articles repeated under other names up to
 * `--articles`: how good, how fast for one reader and for several, how large, how long to build.
 *
 * Options: `--articles N` (1000000; 0 leaves the large part out), `--seed N` (1), `--peers a,b` (all that can run here;
 * `none`), `--rounds N` each query is timed so often (3), `--readers N` (8), `--on DAY` (today), `--out DIR`
 * (.data/bench/search), `--cache DIR` for compiled peers (.data/bench/peers).
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { multiply } from '@fadu/office/law/search/large.testing';
import { Office } from '@fadu/office/office';
import { migrate } from '@fadu/office/store/migrate';
import { openStore } from '@fadu/office/store/pool';
import { startEmbedded, withDatabase } from '@fadu/office/store/server';
import { fillTestCity } from '@fadu/office/testing/organs';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import pg from 'pg';
import { exportCorpus, importAll, keepInForce } from './corpus.ts';
import type { Engine, Task } from './engine.ts';
import { evaluate, type Known, resolveJudged } from './evaluate.ts';
import { JUDGED, QUERY_KINDS } from './judged.ts';
import { random } from './metrics.ts';
import { fadu } from './ours.ts';
import { groonga } from './peers/groonga.ts';
import { lucene } from './peers/lucene.ts';
import { postgres } from './peers/postgres.ts';
import { sqlite } from './peers/sqlite.ts';
import { tantivy } from './peers/tantivy.ts';
import { losses, type Measured, markdown, type Results, type Stage, table } from './report.ts';
import { qualityChart, speedChart } from './svg.ts';
import { TIMED } from './timing.ts';

/** Peers by the name the command line knows them by. */
const PEERS = ['lucene', 'lucene-cjk', 'tantivy', 'sqlite', 'groonga', 'pg'] as const;
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

/** Build one engine over a corpus, judge it, and time it where `time` says so. */
async function measureEngine(
  engine: Engine,
  at: { corpus: string; folder: string; known: readonly Known[]; relevant: ReturnType<typeof resolveJudged> },
  setting: Setting,
  time: boolean,
): Promise<Measured> {
  mkdirSync(at.folder, { recursive: true });
  const started = performance.now();
  const built = await engine.build(at.corpus, at.folder);
  const buildSeconds = (performance.now() - started) / 1000;
  if (built.docs !== at.known.length)
    throw new Error(`${engine.title} indexed ${built.docs} of ${at.known.length} articles`);
  const load = loadavg()[0] as number;
  const base = { weights: engine.weights, lanes: setting.readers };
  const judged = await engine.measure(at.folder, {
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
    const answers = await engine.measure(at.folder, task);
    const kinds = (order: readonly number[], ms: readonly number[]) =>
      order.map((q, i) => ({ ...(TIMED_ALL[q] as (typeof TIMED_ALL)[number]), ms: ms[i] as number }));
    timed = { single: kinds(task.single, answers.single), readers: kinds(task.readers, answers.readers) };
  }
  return {
    name: engine.name,
    title: engine.title,
    settings: engine.settings,
    weights: engine.weights,
    version: built.version,
    buildSeconds,
    bytes: await engine.size(at.folder),
    load,
    evaluation: evaluate(at.known, at.relevant, judged.results),
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
  const work = mkdtempSync(join(tmpdir(), 'fadu-search-'));
  // A folder of its own: the server may run as another user, who cannot look into ours.
  const data = mkdtempSync(join(tmpdir(), 'fadu-search-pg-'));
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
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    await admin.query('create database fadu');
    await admin.query('create database peer');
    const { rows: pgVersion } = await admin.query<{ server_version: string }>('show server_version');
    await admin.end();
    const ownerUrl = withDatabase(server.url, 'fadu');
    await migrate(ownerUrl, { app: 'bench' });
    const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 });
    closing.push(() => owner.end());
    await fillTestCity(owner);
    const store = openStore(
      withDatabase(ownerUrl, 'fadu', { name: 'fadu_app', password: 'bench' }),
      setting.readers + 2,
    );
    closing.push(() => store.close());
    const office = new Office({
      store,
      procedures: [],
      calendar: chinaCalendar,
      now: () => `${on}T01:00:00.000Z`,
      demo: true,
      baseUrl: 'http://127.0.0.1',
    });

    const peers: Record<(typeof PEERS)[number], () => Engine> = {
      lucene: () => lucene('smartcn', resolve(values.cache)),
      'lucene-cjk': () => lucene('cjk', resolve(values.cache)),
      tantivy: () => tantivy(resolve(values.cache)),
      sqlite,
      groonga,
      pg: () => postgres(withDatabase(server.url, 'peer')),
    };
    let known: readonly Known[] = [];
    const engines: Engine[] = [fadu(office, owner, () => known)];
    const skipped: { title: string; why: string }[] = [];
    for (const name of wanted) {
      const engine = peers[name as (typeof PEERS)[number]]();
      say(`preparing ${engine.title} …`);
      const why = await engine.prepare();
      if (why === null) {
        engines.push(engine);
        if (engine.close) closing.push(() => engine.close?.() ?? Promise.resolve());
      } else {
        skipped.push({ title: engine.title, why });
        say(`  skipped: ${why}`);
      }
    }

    say('importing …');
    const importStart = performance.now();
    const versions = await importAll(office, resolve(values.laws), say);
    await keepInForce(owner, on);
    say(`  ${versions} versions in ${Math.round((performance.now() - importStart) / 1000)} s`);
    const { rows: ids } = await owner.query<{ instrument: string }>(
      'select distinct instrument from fadu.provision',
    );
    const originals = new Set(ids.map((r) => r.instrument));

    const stages: Stage[] = [];
    const results: Results = {
      at: new Date().toISOString(),
      on,
      command: `npm run bench -- search ${argv.join(' ')}`,
      machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
      versions: `Node ${process.version}, PostgreSQL ${pgVersion[0]?.server_version ?? ''}`,
      setting: { ...setting, warmSeconds: 10, judgedLimit: JUDGED_LIMIT, timedLimit: TIMED_LIMIT },
      texts: originals.size,
      stages,
      skipped,
    };
    // Written after every engine, so that a run that is broken off leaves what it has.
    const save = (): void => {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'search.json'), `${JSON.stringify(results, null, 1)}\n`);
      writeFileSync(join(out, 'quality.svg'), qualityChart(stages[0] as Stage));
      const last = stages.at(-1) as Stage;
      if (last.engines.every((e) => e.timed)) writeFileSync(join(out, 'speed.svg'), speedChart(last));
      writeFileSync(join(out, 'search.md'), markdown(results));
      writeFileSync(join(out, 'losses.md'), losses(stages[0] as Stage));
    };
    const stage = async (name: Stage['name'], time: boolean): Promise<void> => {
      const corpus = join(work, `${name}.jsonl`);
      known = await exportCorpus(owner, corpus, originals);
      const relevant = resolveJudged(known);
      say(`${name}: ${known.length} articles`);
      const measured: Measured[] = [];
      stages.push({ name, articles: known.length, engines: measured });
      for (const engine of engines) {
        say(`  ${engine.title} …`);
        const folder = join(work, `${name}-${engine.name}`);
        const m = await measureEngine(engine, { corpus, folder, known, relevant }, setting, time);
        measured.push(m);
        say(
          `    built in ${m.buildSeconds.toFixed(0)} s, nDCG@10 ${m.evaluation.all.ndcg.toFixed(3)} (load ${m.load.toFixed(1)})`,
        );
        rmSync(folder, { recursive: true, force: true });
        save();
      }
      rmSync(corpus, { force: true });
    };
    await stage('real', target === 0);
    if (target > 0) {
      say('multiplying …');
      await multiply(owner, target, { seed: setting.seed });
      await owner.query('vacuum analyze fadu.provision');
      await stage('large', true);
    }

    console.log(table(results));
    console.log(`\nwritten to ${out}`);
  } finally {
    for (const close of closing.reverse()) await close().catch((e) => say(String(e)));
    for (const folder of [work, data]) rmSync(folder, { recursive: true, force: true });
  }
}
