/** Groonga with pairs of characters, as it is set up by default for Chinese. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createReadStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { type Article, answer, type Engine } from '../engine.ts';
import { folderSize, run } from './program.ts';

/** One groonga process on a database, asked line by line. */
class Session {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: ((line: string) => void)[] = [];
  private failed = '';

  constructor(args: readonly string[]) {
    this.child = spawn('groonga', args);
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.(line));
    this.child.stderr.on('data', (d) => {
      this.failed = (this.failed + d).slice(-800);
    });
    this.child.on('close', () => {
      for (const done of this.waiting.splice(0))
        done(`[[-1,0,0,${JSON.stringify(this.failed || 'groonga ended')}]]`);
    });
  }

  async ask(command: string): Promise<unknown> {
    const line = await new Promise<string>((done) => {
      this.waiting.push(done);
      this.child.stdin.write(`${command}\n`);
    });
    const [head, body] = JSON.parse(line) as [[number, number, number, string?], unknown];
    if (head[0] !== 0) throw new Error(`groonga: ${head[3] ?? head[0]} (${command.slice(0, 120)})`);
    return body;
  }

  close(): Promise<void> {
    return new Promise((done) => {
      if (this.child.exitCode !== null) return done();
      this.child.on('close', () => done());
      this.child.stdin.end();
    });
  }
}

const FIELDS = ['title', 'label', 'whole'] as const;
const WORD = /[\p{L}\p{N}]/u;

/** TokenBigram, index built after loading (the documented fast way), tf-idf by field, any word of the query may match. */
export function groonga(): Engine {
  let jieba: Jieba | undefined;
  const words = (text: string): string[] => {
    jieba ??= Jieba.withDict(dict);
    const all = [...new Set(jieba.cut(text.normalize('NFKC'), true).filter((w) => WORD.test(w)))];
    const long = all.filter((w) => w.length > 1);
    return long.length ? long : all;
  };
  const file = (folder: string) => join(folder, 'articles.grn');
  return {
    name: 'groonga',
    title: 'Groonga pairs',
    settings: [
      'TokenBigram, NormalizerAuto, index with positions built after loading',
      'query cut into words by @node-rs/jieba (Groonga reads unspaced text as one phrase), OR, scorer_tf_idf by field',
      'timed from Node.js, with the pipe to its process; one process a reader',
    ],
    weights: { title: 1.5, label: 9, whole: 1 },
    async prepare() {
      try {
        await run('groonga', ['--version']);
        return null;
      } catch (e) {
        return (e as Error).message;
      }
    },
    async build(corpus, folder) {
      mkdirSync(folder, { recursive: true });
      const db = new Session(['-n', file(folder)]);
      let docs = 0;
      try {
        await db.ask('table_create Articles TABLE_NO_KEY');
        for (const f of FIELDS) await db.ask(`column_create Articles ${f} COLUMN_SCALAR Text`);
        let batch: string[] = [];
        const flush = async () => {
          await db.ask(
            `load --table Articles --values '${`[${batch.join(',')}]`.replace(/[\\']/gu, '\\$&')}'`,
          );
          batch = [];
        };
        for await (const line of createInterface({ input: createReadStream(corpus) })) {
          const { title, label, whole } = JSON.parse(line) as Article;
          batch.push(JSON.stringify({ title, label, whole }));
          docs++;
          if (batch.length === 500) await flush();
        }
        if (batch.length) await flush();
        await db.ask(
          'table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto',
        );
        for (const f of FIELDS)
          await db.ask(`column_create Terms ${f} COLUMN_INDEX|WITH_POSITION Articles ${f}`);
      } finally {
        await db.close();
      }
      const version = (await run('groonga', ['--version'])).match(/Groonga (\S+)/u)?.[1] ?? '';
      return { docs, version };
    },
    size: async (folder) => folderSize(folder),
    async measure(folder, task) {
      const sessions = Array.from({ length: task.lanes }, () => new Session([file(folder)]));
      const columns = FIELDS.map((f) => `scorer_tf_idf(${f}) * ${Math.round(task.weights[f] * 10)}`).join(
        ' || ',
      );
      try {
        return await answer(task, async (query, lane) => {
          const any = words(query).join(' OR ');
          if (!any) return [];
          const body = (await (sessions[lane] as Session).ask(
            `select Articles --match_columns '${columns}' --query '${any.replace(/[\\'"]/gu, ' ')}' --output_columns _id --sort_keys -_score --limit ${task.limit} --cache no`,
          )) as [[unknown, unknown, ...[number][]]];
          return (body[0].slice(2) as [number][]).map(([id]) => id - 1);
        });
      } finally {
        for (const s of sessions) await s.close();
      }
    },
  };
}
