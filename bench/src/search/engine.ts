/** What the benchmark asks of every engine, ours included: the same commands, the same articles, the same queries. */

/** One article of the export that all engines index; a line of the corpus file. */
export interface Article {
  /** Number of the line, from 0. */
  readonly n: number;
  /** Id of the statute it stands in. */
  readonly instrument: string;
  /** Number in digits (`133-1`); null for text outside articles. */
  readonly article: string | null;
  readonly title: string;
  /** Number as printed, and in digits (`第五十七条 第57条`). */
  readonly label: string;
  /** Title, number, headings and wording together: what the peers rank best by. */
  readonly whole: string;
  /** Number of the article that this one repeats under another name; its own where it is an original. */
  readonly original: number;
}

/** Weights of the three fields of an article. 0 leaves a field out. */
export interface Weights {
  readonly title: number;
  readonly label: number;
  readonly whole: number;
}

/** Queries to answer and to time. */
export interface Task {
  readonly queries: readonly string[];
  /** Results asked for. */
  readonly limit: number;
  readonly weights: Weights;
  /** Queries are run for this long, in milliseconds, before any is timed. */
  readonly warmMs: number;
  /** Readers at once in the second measurement. */
  readonly lanes: number;
  /** Indexes of queries, in the order in which one reader asks them. */
  readonly single: readonly number[];
  /** Indexes of queries, in the order in which the readers take them from one list. */
  readonly readers: readonly number[];
}

/** What an engine answered. */
export interface Answers {
  /** For each query the numbers of the articles found, best first. */
  readonly results: readonly (readonly number[])[];
  /** Milliseconds of each timed query, in the order of the task. */
  readonly single: readonly number[];
  readonly readers: readonly number[];
}

/** An engine under measurement. */
export interface Engine {
  readonly name: string;
  /** As it is called in the report. */
  readonly title: string;
  /** How it was set up, one sentence each, for the report. */
  readonly settings: readonly string[];
  readonly weights: Weights;
  /** Compile, start: what is not the building of the index. Null when it can run, else why it cannot. */
  prepare(): Promise<string | null>;
  /** Build the index over the corpus file in a folder of its own. */
  build(corpus: string, folder: string): Promise<{ docs: number; version: string }>;
  /** Size of the index in bytes. */
  size(folder: string): Promise<number>;
  measure(folder: string, task: Task): Promise<Answers>;
  /** Leave nothing running. */
  close?(): Promise<void>;
}

/**
 * Time a list of queries over one or several lanes that take from the same list. Milliseconds each, in the order of
 * the list.
 */
export async function timed(
  order: readonly number[],
  lanes: number,
  ask: (query: number, lane: number) => Promise<unknown>,
): Promise<number[]> {
  const times = new Array<number>(order.length).fill(0);
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let i = next++; i < order.length; i = next++) {
        const start = performance.now();
        await ask(order[i] as number, lane);
        times[i] = performance.now() - start;
      }
    }),
  );
  return times;
}

/** Answer a task with an engine that is asked query by query from this process. */
export async function answer(
  task: Task,
  ask: (query: string, lane: number) => Promise<readonly number[]>,
): Promise<Answers> {
  const results: (readonly number[])[] = [];
  for (const q of task.queries) results.push(await ask(q, 0));
  const until = performance.now() + task.warmMs;
  for (let i = 0; performance.now() < until; i++)
    await ask(task.queries[i % task.queries.length] as string, 0);
  const one = (q: number, lane: number) => ask(task.queries[q] as string, lane);
  const single = await timed(task.single, 1, one);
  // The connections of all readers are open before they are timed, as those of a running server are.
  if (task.readers.length > 0) await timed([...task.queries.keys()], task.lanes, one);
  return { results, single, readers: await timed(task.readers, task.lanes, one) };
}
