/** `build CORPUS FOLDER` and `measure FOLDER TASK OUT` for SQLite FTS5; readers are worker threads. */
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import type { Article, Task, Weights } from '../../engine.ts';

const jieba = Jieba.withDict(dict);
const WORD = /[\p{L}\p{N}]/u;
const words = (text: string): string[] => jieba.cutForSearch(text, true).filter((w) => WORD.test(w));
const file = (folder: string): string => join(folder, 'articles.db');

async function build(corpus: string, folder: string): Promise<void> {
  const db = new DatabaseSync(file(folder));
  db.exec(
    'pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -524288; pragma page_size = 4096',
  );
  db.exec(`create virtual table a using fts5 (title, label, whole, content = '',
    tokenize = "unicode61 remove_diacritics 0")`);
  const put = db.prepare('insert into a (rowid, title, label, whole) values (?, ?, ?, ?)');
  db.exec('begin');
  let docs = 0;
  for await (const line of createInterface({ input: createReadStream(corpus) })) {
    const a = JSON.parse(line) as Article;
    put.run(a.n + 1, ...[a.title, a.label, a.whole].map((t) => words(t).join(' ')));
    docs++;
  }
  db.exec('commit');
  db.exec("insert into a (a) values ('optimize')");
  const row = db.prepare('select sqlite_version() as v').get() as { v: string };
  db.close();
  console.log(JSON.stringify({ docs, version: row.v }));
}

/** A reader: a connection of its own, as SQLite wants it for each thread. */
function reader(folder: string, weights: Weights): (query: string, limit: number) => number[] {
  const db = new DatabaseSync(file(folder), { readOnly: true });
  db.exec('pragma mmap_size = 8589934592; pragma cache_size = -262144; pragma query_only = on');
  const { title, label, whole } = weights;
  const ask: StatementSync = db.prepare(
    `select rowid as n from a where a match ? and rank match 'bm25(${title}, ${label}, ${whole})' order by rank limit ?`,
  );
  return (query, limit) => {
    const any = [...new Set(words(query))].map((w) => `"${w.replaceAll('"', '""')}"`).join(' OR ');
    return any ? (ask.all(any, limit) as { n: number }[]).map((row) => row.n - 1) : [];
  };
}

interface Shared {
  readonly folder: string;
  readonly task: Task;
  readonly order: readonly number[];
  readonly next: SharedArrayBuffer;
}

/** One worker thread: takes queries from the common list until it is empty. */
function lane(shared: Shared): { i: number; ms: number }[] {
  const { folder, task, order } = shared;
  const ask = reader(folder, task.weights);
  const next = new Int32Array(shared.next);
  // Every reader has opened its pages once before any is timed.
  ask(task.queries[0] as string, task.limit);
  Atomics.add(next, 1, 1);
  while (Atomics.load(next, 1) < task.lanes) Atomics.wait(next, 2, 0, 5);
  const out: { i: number; ms: number }[] = [];
  for (let i = Atomics.add(next, 0, 1); i < order.length; i = Atomics.add(next, 0, 1)) {
    const start = performance.now();
    ask(task.queries[order[i] as number] as string, task.limit);
    out.push({ i, ms: performance.now() - start });
  }
  return out;
}

async function measure(folder: string, taskFile: string, out: string): Promise<void> {
  const task = JSON.parse(readFileSync(taskFile, 'utf8')) as Task;
  const ask = reader(folder, task.weights);
  const results = task.queries.map((q) => ask(q, task.limit));
  const until = performance.now() + task.warmMs;
  for (let i = 0; performance.now() < until; i++)
    ask(task.queries[i % task.queries.length] as string, task.limit);
  const single = task.single.map((q) => {
    const start = performance.now();
    ask(task.queries[q] as string, task.limit);
    return performance.now() - start;
  });
  const readers = new Array<number>(task.readers.length).fill(0);
  if (readers.length) {
    const next = new SharedArrayBuffer(12);
    const shared: Shared = { folder, task, order: task.readers, next };
    await Promise.all(
      Array.from(
        { length: task.lanes },
        () =>
          new Promise<void>((done, fail) => {
            const worker = new Worker(new URL(import.meta.url), { workerData: shared });
            worker.on('message', (times: { i: number; ms: number }[]) => {
              for (const t of times) readers[t.i] = t.ms;
            });
            worker.on('error', fail);
            worker.on('exit', () => done());
          }),
      ),
    );
  }
  writeFileSync(out, JSON.stringify({ results, single, readers }));
}

if (!isMainThread) {
  parentPort?.postMessage(lane(workerData as Shared));
} else {
  const [verb, a, b, c] = process.argv.slice(2) as [string, string, string, string];
  await (verb === 'build' ? build(a, b) : measure(a, b, c));
}
