/** The articles that all engines index: imported through our own import, exported once, multiplied for the large run. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { importFiles } from '@fadu/office/law/import';
import type { Office } from '@fadu/office/office';
import type { Pool } from 'pg';
import type { Article } from './engine.ts';
import type { Known } from './evaluate.ts';

const READABLE = new Set(['.md', '.txt', '.docx']);

/**
 * Import the texts below a folder. Answers how many versions are stored now.
 * @param keep which files, by their path below the folder; all when left out
 */
export async function importAll(
  office: Office,
  folder: string,
  say: (text: string) => void,
  keep: (below: string) => boolean = () => true,
): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((e) => e.isFile() && READABLE.has(extname(e.name)) && !/^readme\b/iu.test(e.name))
    .map((e) => join(e.parentPath, e.name))
    .sort()
    .filter((path) => keep(relative(folder, path).split(sep).join('/')))
    .map((path) => {
      const below = relative(folder, path).split(sep).join('/');
      return {
        name: below.includes('/') ? below : `${basename(folder)}/${below}`,
        read: () => readFile(path),
      };
    });
  if (files.length === 0) throw new RangeError(`no texts of law in ${folder}`);
  const report = await importFiles(office, files, {
    onProgress: (step, done, of) => {
      if (done === of || done % 500 === 0) say(`  ${step} ${done}/${of}`);
    },
  });
  return report.after.versions;
}

/**
 * Leave only what is the law on the day: one wording of each article. Engines that know nothing of time then have the
 * same articles before them as ours.
 */
export async function keepInForce(owner: Pool, on: string): Promise<void> {
  await owner.query('delete from fadu.provision where law_from > $1::date or law_to < $1::date', [on]);
  // A text in force in two versions at once, where the source does not say when the older one ended: the newer.
  await owner.query(
    `delete from fadu.provision p using
       (select instrument, max(version) as version from fadu.provision group by 1 having count(distinct version) > 1) n
     where p.instrument = n.instrument and p.version < n.version`,
  );
}

/** Id of the original of a copy that is named after a place (云州市行政处罚法), or of itself. */
export function originalId(id: string, originals: ReadonlySet<string>): string | null {
  if (originals.has(id)) return id;
  const rest = id.slice(id.indexOf('市') + 1);
  return originals.has(rest) ? rest : null;
}

interface Row {
  id: string;
  instrument: string;
  version: number;
  ordinal: number;
  title: string;
  article: string | null;
  label: string;
  path: string;
  text: string;
}

/**
 * Write every provision as a line of JSON, in the order in which they were stored: originals first.
 * @param originals ids of the texts that are no copies
 */
export async function exportCorpus(
  owner: Pool,
  file: string,
  originals: ReadonlySet<string>,
): Promise<Known[]> {
  const out = createWriteStream(file);
  const known: Known[] = [];
  const first = new Map<string, number>();
  for (let after = '0'; ; ) {
    const { rows } = await owner.query<Row>(
      `select p.id, p.instrument, p.version, p.ordinal, i.title, p.article, p.label, p.path, p.text
       from fadu.provision p join fadu.instrument i on i.id = p.instrument where p.id > $1 order by p.id limit 20000`,
      [after],
    );
    if (rows.length === 0) break;
    let chunk = '';
    for (const r of rows) {
      const n = known.length;
      const base = originalId(r.instrument, originals);
      const place = `${base} ${r.version} ${r.ordinal}`;
      if (base === r.instrument) first.set(place, n);
      const original = first.get(place);
      if (original === undefined) throw new Error(`${r.instrument} is a copy of nothing`);
      known.push({ instrument: r.instrument, article: r.article, original });
      const title = r.title.replace(/^中华人民共和国/u, '');
      const label = r.article ? `${r.label} 第${r.article.replace('-', '条之')}条` : r.label;
      const article: Article = {
        n,
        instrument: r.instrument,
        article: r.article,
        title,
        label,
        whole: `${title} ${label} ${r.path} ${r.text}`,
        original,
      };
      chunk += `${JSON.stringify(article)}\n`;
    }
    if (!out.write(chunk)) await once(out, 'drain');
    after = (rows.at(-1) as Row).id;
  }
  out.end();
  await once(out, 'finish');
  return known;
}
