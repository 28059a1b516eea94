/** The scan itself: articles in, suspect clauses out. Pure and quick enough to run while someone types. */
import { COMPETITION } from './competition.ts';
import type { ClauseRule, Hit, ScannedArticle } from './model.ts';
import { PROHIBITED } from './prohibited.ts';
import {
  isDefinition,
  namesBasis,
  type Sentence,
  type Subject,
  sentencesOf,
  subjectAt,
  subjectOf,
} from './reading.ts';

/** Every rule, in the order in which hits of one place are shown. */
export const CLAUSE_RULES: readonly ClauseRule[] = [...PROHIBITED, ...COMPETITION];

const BY_ID = new Map(CLAUSE_RULES.map((r) => [r.id, r]));

/** A rule of the table by its id. @throws RangeError when there is none */
export function clauseRule(id: string): ClauseRule {
  const found = BY_ID.get(id);
  if (!found) throw new RangeError(`no clause rule ${id}`);
  return found;
}

const global = new WeakMap<RegExp, RegExp>();
/** The same pattern for every place; matchAll works on a copy, so that nothing is kept between texts. */
function everywhere(pattern: RegExp): RegExp {
  let found = global.get(pattern);
  if (!found) {
    found = new RegExp(pattern.source, 'g');
    global.set(pattern, found);
  }
  return found;
}

interface Found {
  readonly rule: ClauseRule;
  readonly start: number;
  readonly end: number;
}

/** Whether the clause is about those whom the rule protects. */
function fits(rule: ClauseRule, sentence: string, at: number, earlier: Subject): boolean {
  if (rule.about === 'any') return true;
  const subject = subjectAt(sentence, at, earlier);
  if (rule.about === 'organ') return subject === 'organ';
  return rule.about === 'outsider-only' ? subject === 'outsider' : subject !== 'organ';
}

/** What one sentence holds against the rules; each rule speaks at most once per place. */
function inSentence({ text }: Sentence, earlier: Subject, rules: readonly ClauseRule[]): Found[] {
  if (isDefinition(text)) return [];
  const found: Found[] = [];
  for (const rule of rules) {
    if (rule.unless?.some((p) => p.test(text)) || namesBasis(text, rule.basis)) continue;
    const spans: Found[] = [];
    for (const pattern of rule.finds) {
      for (const m of text.matchAll(everywhere(pattern))) {
        const [start, end] = [m.index, m.index + m[0].length];
        if (!fits(rule, text, start, earlier) || rule.unlessAfter?.test(text.slice(0, start))) continue;
        if (rule.unlessUnnamed?.some((p) => p.test(text)) && subjectAt(text, start, earlier) !== 'outsider')
          continue;
        if (spans.every((s) => end <= s.start || start >= s.end)) spans.push({ rule, start, end });
      }
    }
    // Weak rules look at the whole sentence once: three 应当 in one sentence are one duty to answer for.
    found.push(...(rule.weak ? spans.sort((a, b) => a.start - b.start).slice(0, 1) : spans));
  }
  const strong = found.some((f) => !f.rule.weak);
  const bans = found.some((f) => f.rule.id === 'reduces-rights');
  const better = (f: Found) =>
    found.some((o) => f.rule.yieldsTo?.includes(o.rule.id) && o.start < f.end && f.start < o.end);
  return found
    .filter((f) => !better(f))
    .filter((f) => !f.rule.weak || (!strong && !(f.rule.id === 'adds-duty' && bans)))
    .sort((a, b) => a.start - b.start || CLAUSE_RULES.indexOf(a.rule) - CLAUSE_RULES.indexOf(b.rule));
}

/** Everything suspect in one article. */
export function scanArticle(article: ScannedArticle, rules: readonly ClauseRule[] = CLAUSE_RULES): Hit[] {
  const hits: Hit[] = [];
  const counts = new Map<string, number>();
  let earlier: Subject = 'unknown';
  article.text.forEach((paragraph, p) => {
    for (const sentence of sentencesOf(paragraph)) {
      for (const { rule, start, end } of inSentence(sentence, earlier, rules)) {
        const place = `${article.number}-${p + 1}-${rule.id}`;
        const n = (counts.get(place) ?? 0) + 1;
        counts.set(place, n);
        const from = sentence.at + start;
        const quote = paragraph.slice(from, sentence.at + end).replace(/[，、；。]+$/, '');
        hits.push({
          id: `${place}-${n}`,
          ruleId: rule.id,
          article: article.number,
          paragraph: p + 1,
          span: [from, from + quote.length],
          quote,
          sentence: sentence.text.trim(),
          family: rule.family,
          title: rule.title,
          cites: rule.cites,
          says: rule.says,
          question: rule.question,
        });
      }
      earlier = subjectOf(sentence.text, earlier);
    }
  });
  return hits;
}

/** Everything suspect in a text, in its order. Articles of the same number are told apart by their order. */
export function scanArticles(
  articles: readonly ScannedArticle[],
  rules: readonly ClauseRule[] = CLAUSE_RULES,
): Hit[] {
  const seen = new Map<string, number>();
  return articles.flatMap((article) => {
    const n = (seen.get(article.number) ?? 0) + 1;
    seen.set(article.number, n);
    const hits = scanArticle(article, rules);
    return n === 1 ? hits : hits.map((h) => ({ ...h, id: `${h.id}@${n}` }));
  });
}

/** The rules of fair competition alone, for measures that are no normative documents and for the stock. */
export const COMPETITION_RULES: readonly ClauseRule[] = COMPETITION;

/** Where a hit stands, as people write it: 第五条第二款“…”（设定许可或者增加许可条件）. */
export function hitText(hit: Pick<Hit, 'article' | 'paragraph' | 'quote' | 'title'>, paragraphs = 2): string {
  const digits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
  const at = paragraphs > 1 ? `第${digits[hit.paragraph - 1] ?? hit.paragraph}款` : '';
  const quote = hit.quote.length > 24 ? `${hit.quote.slice(0, 24)}……` : hit.quote;
  return `${hit.article}${at}“${quote}”（${hit.title}）`;
}
