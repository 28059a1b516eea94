/** PostgreSQL as most people would use it: a tsvector of jieba words, a GIN index, ts_rank. The baseline. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { survivesDrops } from '@fadu/office/store/pool';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import pg from 'pg';
import type { Article, Engine } from '../engine.ts';
import { answer } from '../engine.ts';

const WORD = /[\p{L}\p{N}]/u;
/** A query that takes longer is given up, in milliseconds; its time counts in full. */
export const PATIENCE = 5_000;

/** Results that are enough. */
const PAGE = 10;

/**
 * All words must match; when fewer articles do than a page holds, any word may. Title and number have weight A,
 * everything else D, as the manual does it; words keep their positions.
 * @param url database for the tables of the baseline alone, with the right to create them
 */
export function postgres(url: string): Engine {
  let jieba: Jieba | undefined;
  const words = (text: string): string[] => {
    jieba ??= Jieba.withDict(dict);
    return jieba.cutForSearch(text, true).filter((w) => WORD.test(w));
  };
  const pools = new Map<string, pg.Pool>();
  const pool = (max: number): pg.Pool => {
    const key = String(max);
    const found =
      pools.get(key) ??
      survivesDrops(new pg.Pool({ connectionString: url, max, statement_timeout: PATIENCE }));
    pools.set(key, found);
    return found;
  };
  const table = (folder: string): string =>
    `peer_${folder
      .replace(/[^a-z0-9]/giu, '_')
      .slice(-40)
      .toLowerCase()}`;
  const quoted = (w: string): string => `'${w.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
  return {
    name: 'pg',
    title: 'PostgreSQL ts_rank',
    settings: [
      'words cut by @node-rs/jieba in search mode, tsvector with positions, GIN index, ts_rank with weights',
      'all words must match; when fewer than ten articles do, any word may',
      `same server as ours; a query is given up after ${PATIENCE / 1000} s`,
      'timed from Node.js, with the trip to the database',
    ],
    weights: { title: 1, label: 1, whole: 0.1 },
    prepare: async () => null,
    async build(corpus, folder) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        const t = table(folder);
        // What a run that was broken off left of it.
        await client.query(`drop table if exists ${t}`);
        await client.query(`create table ${t} (n int primary key, v tsvector not null)`);
        let batch: { n: number; head: string; whole: string }[] = [];
        let docs = 0;
        const flush = async () => {
          await client.query(
            `insert into ${t} select x.n, setweight(to_tsvector('simple', x.head), 'A') || to_tsvector('simple', x.whole)
             from jsonb_to_recordset($1::jsonb) as x (n int, head text, whole text)`,
            [JSON.stringify(batch)],
          );
          docs += batch.length;
          batch = [];
        };
        for await (const line of createInterface({ input: createReadStream(corpus) })) {
          const a = JSON.parse(line) as Article;
          batch.push({
            n: a.n,
            head: words(`${a.title} ${a.label}`).join(' '),
            whole: words(a.whole).join(' '),
          });
          if (batch.length === 2_000) await flush();
        }
        if (batch.length) await flush();
        await client.query("set maintenance_work_mem = '1GB'");
        await client.query(`create index on ${t} using gin (v)`);
        await client.query(`vacuum analyze ${t}`);
        const { rows } = await client.query<{ server_version: string }>('show server_version');
        return { docs, version: rows[0]?.server_version ?? '' };
      } finally {
        await client.end();
      }
    },
    async size(folder) {
      const { rows } = await pool(1).query<{ size: string }>(
        `select pg_total_relation_size('${table(folder)}') as size`,
      );
      return Number(rows[0]?.size ?? 0);
    },
    async measure(folder, task) {
      const t = table(folder);
      const lanes = pool(task.lanes);
      const { title, whole } = task.weights;
      const ask = async (query: string): Promise<number[]> => {
        const terms = [...new Set(words(query).map((w) => w.toLowerCase()))].map(quoted);
        if (terms.length === 0) return [];
        try {
          for (const joint of terms.length > 1 ? [' & ', ' | '] : [' & ']) {
            const { rows } = await lanes.query<{ n: number }>({
              name: t,
              text: `select n from ${t}, to_tsquery('simple', $1) q where v @@ q
                order by ts_rank('{${whole},${whole},${whole},${title}}', v, q, 1) desc, n limit $2`,
              values: [terms.join(joint), task.limit],
            });
            if (rows.length >= Math.min(PAGE, task.limit) || joint === ' | ' || terms.length === 1)
              return rows.map((r) => r.n);
          }
          return [];
        } catch (e) {
          // Given up: the time counts, nothing was found.
          if ((e as { code?: string }).code === '57014') return [];
          throw e;
        }
      };
      return answer(task, ask);
    },
    async close() {
      for (const p of pools.values()) await p.end();
      pools.clear();
    },
  };
}
