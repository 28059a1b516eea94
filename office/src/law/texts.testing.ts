/** Texts of law for tests: written out by hand, stored with their provisions as an import stores them. */
import { createHash } from 'node:crypto';
import { readLegalText } from '@fadu/kernel/legal-text/read';
import { nodesOf, wordsOf } from '@fadu/kernel/legal-text/write';
import type { Pool } from 'pg';

export interface TestText {
  readonly id: string;
  readonly title?: string;
  readonly level?: string;
  readonly kind?: string;
  readonly maker?: string;
  readonly docNo?: string;
  readonly origin?: 'import' | 'known';
  readonly aliases?: readonly string[];
  /** Versions in the order of their numbers. */
  readonly versions: readonly {
    readonly effective: string;
    readonly adopted?: string;
    readonly promulgated?: string;
    readonly expires?: string;
    /** The body as plain lines, without the title. */
    readonly body: string;
  }[];
  readonly repealedOn?: string;
}

/** Store texts. `pool`: the owner's. */
export async function putTexts(pool: Pool, ...texts: readonly TestText[]): Promise<void> {
  for (const t of texts) {
    const title = t.title ?? t.id;
    await pool.query(
      `insert into fadu.instrument (id, title, level, kind, maker, doc_no, origin, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, '2026-01-01')`,
      [
        t.id,
        title,
        t.level ?? '法律',
        t.kind ?? 'law',
        t.maker ?? '全国人民代表大会常务委员会',
        t.docNo ?? null,
        t.origin ?? 'import',
      ],
    );
    for (const alias of new Set([title, t.id, ...(t.aliases ?? [])]))
      await pool.query('insert into fadu.instrument_alias values ($1, $2)', [alias, t.id]);
    for (const [i, v] of t.versions.entries()) {
      const source = `${title}\n${v.body}`;
      const { text, lines } = readLegalText(source, 'a.txt');
      await pool.query(
        `insert into fadu.instrument_version (instrument, version, adopted, promulgated, effective, expires, body, sha256,
           source, lines, recorded_at, digest) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '2026-01-01', '-')`,
        [
          t.id,
          i + 1,
          v.adopted ?? null,
          v.promulgated ?? null,
          v.effective,
          v.expires ?? null,
          JSON.stringify(text),
          createHash('sha256').update(`${t.id}${i}${source}`).digest('hex'),
          `${t.id}(${v.effective}).md`,
          lines,
        ],
      );
      let ordinal = 0;
      for (const { node } of nodesOf(text.body))
        if (node.kind === 'article' && node.num)
          await pool.query(
            `insert into fadu.provision (instrument, version, ordinal, eid, article, label, path, text)
             values ($1, $2, $3, $4, $5, $6, '', $7)`,
            [t.id, i + 1, ++ordinal, node.eId, node.num, node.number, wordsOf(node)],
          );
    }
    if (t.repealedOn)
      await pool.query(
        `insert into fadu.instrument_event (instrument, kind, on_day, by_instrument, says, recorded_at)
         values ($1, 'repealed', $2, null, '同时废止', '2026-01-01')`,
        [t.id, t.repealedOn],
      );
  }
}
