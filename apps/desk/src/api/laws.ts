/** Texts of law, what a change of law does, and filings: what these pages read. */
import type { FilingRates } from '@fadu/office/filing/rates';
import type { DocumentFiling } from '@fadu/office/filing/standing';
import type { LawList, LawView } from '@fadu/office/law/reading';
import type { LawResults } from '@fadu/office/law/search/groups';
import type { RecordedChange } from '@fadu/office/registers/changes';
import type { LawImpact } from '@fadu/office/registers/law-impact';
import { queryOptions } from '@tanstack/react-query';
import { get, withQuery } from './http.ts';

export type { FilingDuty, FilingFigures, FilingRates, FilingState } from '@fadu/office/filing/rates';
export type { LawLine } from '@fadu/office/law/reading';
export type { ChangedItem, RecordedChange } from '@fadu/office/registers/changes';
export type { ImpactItem, LawImpact } from '@fadu/office/registers/law-impact';

/** Milliseconds for which texts of law are taken as read. */
const FRESH = 5 * 60_000;

/** Texts whose name, other name or number holds the words. */
export const lawsQuery = (words: string, limit = 8) =>
  queryOptions({
    queryKey: ['laws', words, limit],
    queryFn: ({ signal }) => get<LawList>(withQuery('/api/v1/laws', { q: words, limit }), signal),
    staleTime: FRESH,
  });

/** The head of a text and the numbers of its articles, with how much of the platform each carries. */
export type LawArticles = Omit<LawView, 'text' | 'links'> & {
  readonly items: readonly { readonly article: string; readonly number?: string; readonly carried: number }[];
};

/** A text by any of its names, as of a day. */
export const lawArticlesQuery = (name: string, on?: string) =>
  queryOptions({
    queryKey: ['law-articles', name, on ?? ''],
    queryFn: ({ signal }) =>
      get<LawArticles>(withQuery(`/api/v1/laws/${encodeURIComponent(name)}/articles`, { on }), signal),
    staleTime: FRESH,
    retry: false,
  });

interface TextNode {
  readonly text?: string;
  readonly children?: readonly TextNode[];
}

/** One article of a text. */
export interface LawArticle {
  readonly title: string;
  readonly complete: boolean;
  readonly node: (TextNode & { readonly number?: string }) | null;
  readonly events: readonly {
    readonly kind: string;
    readonly articles: readonly string[];
    readonly on: string;
  }[];
}

export const lawArticleQuery = (name: string, article: string) =>
  queryOptions({
    queryKey: ['law-article', name, article],
    queryFn: ({ signal }) =>
      get<LawArticle>(
        withQuery(`/api/v1/laws/${encodeURIComponent(name)}/articles/${encodeURIComponent(article)}`, {
          limit: 1,
        }),
        signal,
      ),
    staleTime: FRESH,
    retry: false,
  });

/** The words of an article or of a part of it, one after the other. */
export const wordsOf = (node: TextNode | null): string =>
  node ? [node.text ?? '', ...(node.children ?? []).map(wordsOf)].join('') : '';

/** Articles and texts for what was typed: 第五十七条 行政处罚法, words, a number. */
export const lawSearchQuery = (words: string, perPage = 4) =>
  queryOptions({
    queryKey: ['law-search', words, perPage],
    queryFn: ({ signal }) => get<LawResults>(withQuery('/api/v1/laws/search', { q: words, perPage }), signal),
    staleTime: FRESH,
  });

/** A change of law as far as it is filled in. */
export interface ChangeAsked {
  readonly instrument: string;
  readonly articles: readonly string[];
  readonly change: string;
  readonly effectiveOn: string;
}

/** What a change would do if it were recorded today. */
export const impactQuery = (change: ChangeAsked) =>
  queryOptions({
    queryKey: ['law-impact', change],
    queryFn: ({ signal }) =>
      get<LawImpact>(
        withQuery('/api/v1/registers/law-changes/impact', {
          ...change,
          articles: change.articles.join(','),
        }),
        signal,
      ),
    retry: false,
  });

/** Changes of law on record, the latest first. */
export const lawChangesQuery = queryOptions({
  queryKey: ['law-changes'],
  queryFn: ({ signal }) => get<{ items: readonly RecordedChange[] }>('/api/v1/registers/law-changes', signal),
});

/** Address of the public page of a text, at one of its articles where one is named. */
export const lawPage = (name: string, article?: string): string =>
  `/laws/${encodeURIComponent(name)}${article ? `#art_${article}` : ''}`;

/** Filing of the documents and rules of a year. */
export const filingRatesQuery = (search: { readonly year?: string; readonly maker?: string }) =>
  queryOptions({
    queryKey: ['filing-rates', search],
    queryFn: ({ signal }) => get<FilingRates>(withQuery('/api/v1/filing/rates', { ...search }), signal),
  });

export const filingYearsQuery = queryOptions({
  queryKey: ['filing-years'],
  queryFn: ({ signal }) => get<{ items: readonly string[] }>('/api/v1/filing/years', signal),
  staleTime: FRESH,
});

/** With whom a published document must be filed, and what a filing of it says of it. */
export const documentFilingQuery = (number: string) =>
  queryOptions({
    queryKey: ['document-filing', number],
    queryFn: ({ signal }) =>
      get<DocumentFiling>(`/api/v1/filing/documents/${encodeURIComponent(number)}`, signal),
    retry: false,
  });
