/** Suggestions while someone types: names of texts with the article they are about to name, and titles of everything else. */
import { dateOf } from '@fadu/kernel';
import type { Office } from '../../office.ts';
import { publicRows } from '../../public/rows.ts';
import { bodyTerms, indexTerms, queryVector } from '../../public/words.ts';
import { foldLaw } from './fold.ts';
import { dayOf, memoryOf } from './memory.ts';
import { nameForm } from './names.ts';
import { inChinese } from './numbers.ts';
import { readQuery } from './query.ts';

/** One suggestion. */
export interface Suggestion {
  /** What is shown and searched for. */
  readonly text: string;
  /** What it is: 法律, 市政府规章, 事项, 程序 … */
  readonly kind: string;
  /** The page of the thing itself. */
  readonly url: string;
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  document: '规范性文件',
  consultation: '征求意见',
  procedure: '办事程序',
  task: '方案任务',
  item: '事项',
};
const lawUrl = (id: string, article?: string): string =>
  `/laws/${encodeURIComponent(id)}${article ? `#art_${article}` : ''}`;

/** At most `limit` suggestions for what has been typed so far; none for nothing. */
export async function suggest(office: Office, typed: string, limit = 8): Promise<Suggestion[]> {
  const text = typed.slice(0, 60).trim();
  const form = nameForm(text);
  if (form.length === 0) return [];
  const memory = await memoryOf(office);
  const today = dayOf(dateOf(office.now()));
  const out: Suggestion[] = [];
  const query = readQuery(text, memory.names);
  if (query.cited) {
    for (const nr of query.cited.texts.slice(0, 3)) {
      const named = memory.names.all[nr];
      if (!named) continue;
      const [n, inserted] = query.cited.article.split('-').map(Number) as [number, number | undefined];
      out.push({
        text: `${named.title}第${inChinese(n)}条${inserted ? `之${inChinese(inserted)}` : ''}`,
        kind: named.level,
        url: lawUrl(named.id, query.cited.article),
      });
    }
  }
  for (const nr of memory.names.beginning(form, limit * 3)) {
    const named = memory.names.all[nr];
    if (!named) continue;
    const past = named.repealed <= today;
    out.push({
      text: named.title,
      kind: past ? `${named.level}，已废止` : named.level,
      url: lawUrl(named.id),
    });
  }
  const others = out.length < limit || form.length > 1 ? await titles(office, text, limit) : [];
  // Names of laws first, but a place or two is kept for the rest.
  const kept = Math.max(limit - others.length, Math.ceil(limit * 0.6));
  return [
    ...new Map([...out.slice(0, kept), ...others, ...out.slice(kept)].map((s) => [s.url, s])).values(),
  ].slice(0, limit);
}

/** Titles of documents, procedures, tasks and items that hold the words typed. */
async function titles(office: Office, text: string, limit: number): Promise<Suggestion[]> {
  const folded = foldLaw(text);
  const terms = bodyTerms(folded);
  // The last word may be unfinished: what the index knows of it is enough.
  const known = terms.length ? terms : indexTerms(folded);
  if (known.length === 0) return [];
  const rows = await publicRows<{ kind: string; title: string; url: string }>(
    office,
    `select kind, title, url from (
       select kind, title, url, rank_class from fadu.search_doc where words @@ $1::tsquery limit 200) d
     order by position($2 in title) = 0, rank_class, length(title), title limit $3`,
    [queryVector(known, 't:'), text, limit],
  );
  return rows.map((r) => ({ text: r.title, kind: KIND_WORDS[r.kind] ?? r.kind, url: r.url }));
}
