/**
 * What the reviewer answers to each suspect clause (R16.4, invariant N6). Hits are computed from the text, answers name
 * them by id; a later text keeps the answers to clauses whose sentence did not change.
 */
import type { Hit, ScannedArticle } from './model.ts';
import { hitText, scanArticles } from './scan.ts';

/** What a reviewer may find. The first means that the clause may not stay as it is. */
export const CLAUSE_FINDINGS = ['应当删改', '有上位法依据', '不属于所列情形'] as const;
export type ClauseFinding = (typeof CLAUSE_FINDINGS)[number];

/** An answer as recorded. */
export interface ClauseAnswer {
  readonly hit: string;
  readonly finding: ClauseFinding;
  readonly reason: string;
}

/** A text with the answers that were given to it. */
export interface AnsweredText {
  readonly articles: readonly ScannedArticle[];
  readonly answers: readonly ClauseAnswer[];
}

/** Answers of a form's value; nothing when it has none. */
export const answersOf = (value: unknown): readonly ClauseAnswer[] =>
  Array.isArray(value) ? (value as ClauseAnswer[]) : [];

const sameClause = (h: Hit): string => `${h.ruleId}\n${h.sentence}\n${h.quote}`;

/**
 * The latest answer to each hit of `articles`, by hit id: those given to this text, and those of earlier texts whose
 * clause stands here word for word. Oldest first.
 */
export function answersFor(
  articles: readonly ScannedArticle[],
  given: readonly AnsweredText[],
): ReadonlyMap<string, ClauseAnswer> {
  const byClause = new Map<string, ClauseAnswer>();
  for (const { articles: text, answers } of given) {
    if (answers.length === 0) continue;
    const hits = new Map(scanArticles(text).map((h) => [h.id, h]));
    for (const answer of answers) {
      const hit = hits.get(answer.hit);
      if (hit) byClause.set(sameClause(hit), answer);
    }
  }
  const out = new Map<string, ClauseAnswer>();
  for (const hit of scanArticles(articles)) {
    const answer = byClause.get(sameClause(hit));
    if (answer) out.set(hit.id, answer);
  }
  return out;
}

/** Hits of a text that have no answer, and hits that were found unlawful and still stand. */
export function openHits(
  articles: readonly ScannedArticle[],
  given: readonly AnsweredText[],
): { readonly unanswered: readonly Hit[]; readonly unlawful: readonly Hit[] } {
  const hits = scanArticles(articles);
  if (hits.length === 0) return { unanswered: [], unlawful: [] };
  const answers = answersFor(articles, given);
  return {
    unanswered: hits.filter((h) => !answers.has(h.id)),
    unlawful: hits.filter((h) => answers.get(h.id)?.finding === '应当删改'),
  };
}

/** Answers that name no hit of the text. */
export function strayAnswers(
  articles: readonly ScannedArticle[],
  answers: readonly ClauseAnswer[],
): readonly string[] {
  const ids = new Set(scanArticles(articles).map((h) => h.id));
  return answers.filter((a) => !ids.has(a.hit)).map((a) => a.hit);
}

/** The clauses by name, for a refusal: the first few and how many there are. */
export function namedHits(hits: readonly Hit[], articles: readonly ScannedArticle[], most = 5): string {
  const paragraphs = new Map(articles.map((a) => [a.number, a.text.length]));
  const names = hits.slice(0, most).map((h) => hitText(h, paragraphs.get(h.article)));
  return `${names.join('、')}${hits.length > most ? `等${hits.length}处` : ''}`;
}
