/** Our search behind the same commands: it answers from the database the articles were imported into. */
import { rankArticles, rebuildLawIndex } from '@fadu/office/law/search/index';
import type { Office } from '@fadu/office/office';
import type { Pool } from 'pg';
import { answer, type Engine } from './engine.ts';
import type { Known } from './evaluate.ts';

const TABLES = ['law_block', 'law_span', 'law_posting'];

/**
 * @param office over the database the articles were imported into; `owner`: its owner's rights, for sizes
 * @param known articles of the corpus, so that what is found can be numbered as the others number it
 */
export function fadu(office: Office, owner: Pool, known: () => readonly Known[]): Engine {
  let numbers: Map<string, number> | undefined;
  return {
    name: 'fadu',
    title: 'Fadu',
    settings: [
      'rankArticles as the public search uses it, as of the day of the run, with its own tables in PostgreSQL',
      'timed from Node.js, with all trips to the database',
    ],
    weights: { title: 1, label: 1, whole: 1 },
    prepare: async () => null,
    async build() {
      numbers = undefined;
      await rebuildLawIndex(office);
      await owner.query(`vacuum (full, analyze) ${TABLES.map((t) => `fadu.${t}`).join(', ')}`);
      return { docs: known().length, version: 'this tree' };
    },
    async size() {
      const { rows } = await owner.query<{ size: string }>(
        `select sum(pg_total_relation_size(('fadu.' || t)::regclass)) as size from unnest($1::text[]) t`,
        [TABLES],
      );
      return Number(rows[0]?.size ?? 0);
    },
    async measure(_folder, task) {
      if (!numbers) {
        numbers = new Map();
        for (const [n, a] of known().entries()) {
          const key = `${a.instrument}#${a.article ?? ''}`;
          if (!numbers.has(key)) numbers.set(key, n);
        }
      }
      const number = numbers;
      return answer(task, async (query) =>
        (await rankArticles(office, query, task.limit)).flatMap(
          (hit) => number.get(`${hit.instrument}#${hit.article ?? ''}`) ?? [],
        ),
      );
    },
  };
}
