/** Suspect clauses where they stand: marks in the text, and the rule of each in a note beside it. */

import { citeText } from '@fadu/kernel/citation';
import { answersFor, answersOf, type ClauseAnswer } from '@fadu/plan/rulemaking/clause-scan/answers';
import type { Hit, ScannedArticle } from '@fadu/plan/rulemaking/clause-scan/model';
import { CLAUSE_RULES, COMPETITION_RULES, scanArticles } from '@fadu/plan/rulemaking/clause-scan/scan';
import { useMemo } from 'react';
import type { TimelineEntry } from '../api/types.ts';

/** Which rules look at the texts of a procedure; null where none do. */
export type ClauseScan = 'all' | 'competition' | null;

/** The scan that belongs to a procedure: a law may do what a document may not. */
export const scanOf = (procedure: string): ClauseScan =>
  procedure === 'normative-document' ? 'all' : procedure === 'fair-competition-review' ? 'competition' : null;

/** Hits of a text under a scan. */
export const hitsOf = (articles: readonly ScannedArticle[], scan: ClauseScan): readonly Hit[] =>
  scan === null ? [] : scanArticles(articles, scan === 'competition' ? COMPETITION_RULES : CLAUSE_RULES);

/** The same, computed again only when the text changes. */
export const useHits = (articles: readonly ScannedArticle[], scan: ClauseScan): readonly Hit[] =>
  useMemo(() => hitsOf(articles, scan), [articles, scan]);

const enteredOf = (entry: TimelineEntry, field: string): unknown =>
  entry.entered.find((e) => e.field === field)?.value;

/** Answers that reviewers gave in this case, to the clauses of this text that still stand word for word. */
export function useAnswers(
  articles: readonly ScannedArticle[],
  timeline: readonly TimelineEntry[],
): ReadonlyMap<string, ClauseAnswer> {
  return useMemo(() => {
    const given: { articles: readonly ScannedArticle[]; answers: readonly ClauseAnswer[] }[] = [];
    let text: readonly ScannedArticle[] = [];
    for (const entry of timeline) {
      if (entry.voided) continue;
      const own = enteredOf(entry, 'articles');
      if (Array.isArray(own)) text = own as ScannedArticle[];
      const answers = answersOf(enteredOf(entry, 'answers')).filter((a) => 'finding' in a);
      if (answers.length) given.push({ articles: text, answers });
    }
    return answersFor(articles, given);
  }, [articles, timeline]);
}

/** Number of a hit's note, shown at the mark. */
export const noteNumbers = (hits: readonly Hit[]): ReadonlyMap<string, number> =>
  new Map(hits.map((h, i) => [h.id, i + 1]));

/** Number of the first hit of the same rule, where it is an earlier one. */
export const sameAs = (hits: readonly Hit[], hit: Hit): number | undefined => {
  const first = hits.findIndex((h) => h.ruleId === hit.ruleId);
  return first < hits.indexOf(hit) ? first + 1 : undefined;
};

/** A paragraph with its suspect words marked; marks that overlap run into one. */
export function MarkedText({
  text,
  hits,
  numbers,
}: {
  readonly text: string;
  readonly hits: readonly Hit[];
  readonly numbers: ReadonlyMap<string, number>;
}) {
  const out: React.ReactNode[] = [];
  let at = 0;
  const sorted = [...hits].sort((a, b) => a.span[0] - b.span[0]);
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i] as Hit;
    const group = [first];
    let end = first.span[1];
    for (i++; i < sorted.length && (sorted[i] as Hit).span[0] < end; i++) {
      group.push(sorted[i] as Hit);
      end = Math.max(end, (sorted[i] as Hit).span[1]);
    }
    const from = Math.max(at, first.span[0]);
    if (from > at) out.push(text.slice(at, from));
    out.push(
      <mark key={first.id} className="clause-mark" title={group.map((h) => h.title).join('；')}>
        {text.slice(from, end)}
        {group.map((h) => (
          <sup key={h.id}>{numbers.get(h.id)}</sup>
        ))}
      </mark>,
    );
    at = end;
  }
  out.push(text.slice(at));
  return <>{out}</>;
}

/** One note: the rule, why it is suspect, where that stands, and the answer if there is one. */
export function ClauseNote({
  hit,
  number,
  sameAs,
  answer,
}: {
  readonly hit: Hit;
  readonly number: number;
  /** Number of an earlier note that says the same. */
  readonly sameAs?: number;
  readonly answer?: ClauseAnswer;
}) {
  return (
    <li className={answer && answer.finding !== '应当删改' ? 'clause-note answered' : 'clause-note'}>
      <p className="clause-title">
        <span className="clause-number">{number}</span>
        {hit.title}
      </p>
      {sameAs ? (
        <p className="quiet">同第 {sameAs} 处。</p>
      ) : (
        <>
          <p>{hit.says}</p>
          <p className="quiet">{hit.cites.map(citeText).join('；')}</p>
        </>
      )}
      {answer ? (
        <p>
          <span className={answer.finding === '应当删改' ? 'tag late' : 'tag done'}>{answer.finding}</span>{' '}
          {answer.reason}
        </p>
      ) : null}
    </li>
  );
}

/** Short notes under an article that is being written. */
export function ArticleNotes({
  article,
  scan,
}: {
  readonly article: ScannedArticle;
  readonly scan: ClauseScan;
}) {
  const articles = useMemo(() => [article], [article]);
  const hits = useHits(articles, scan);
  if (hits.length === 0) return null;
  return (
    <ul className="article-notes" aria-label={`${article.number}里要答复的条款`}>
      {hits.map((h) => (
        <li key={h.id}>
          <span className="tag soon">{h.title}</span> <q>{h.quote}</q>
          <span className="quiet">　{h.says}</span>
        </li>
      ))}
    </ul>
  );
}
