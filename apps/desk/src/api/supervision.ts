/** What the page of supervision reads: findings, their evidence, attempts, figures. */
import type { SupervisionFigures } from '@fadu/office/supervision/figures';
import type { FindingEvidence, FindingItem, FindingList } from '@fadu/office/supervision/findings';
import { queryOptions } from '@tanstack/react-query';
import { get, withQuery } from './http.ts';

export type { FindingEvidence, FindingItem, FindingList, SupervisionFigures };

/** The filters, as they stand in the address bar. */
export interface FindingSearch {
  readonly organ?: string;
  readonly kind?: string;
  readonly level?: string;
  readonly state?: 'open' | 'past';
  /** Id of the finding whose evidence is open. */
  readonly at?: string;
  readonly page?: string;
}

/** Findings on one page. */
export const PAGE = 50;

/** Findings that the signed-in person may see. */
export const findingsQuery = ({ at: _, page, ...filter }: FindingSearch) =>
  queryOptions({
    queryKey: ['findings', filter, page],
    queryFn: ({ signal }) =>
      get<FindingList & { readonly supervises: boolean }>(
        withQuery('/api/v1/supervision/findings', {
          ...filter,
          limit: String(PAGE),
          offset: String((Number(page ?? 1) - 1) * PAGE),
        }),
        signal,
      ),
  });

/** The evidence behind one finding. */
export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['finding', id],
    queryFn: ({ signal }) => get<FindingEvidence>(withQuery('/api/v1/supervision/evidence', { id }), signal),
  });

/** Figures of the year. */
export const supervisionFiguresQuery = queryOptions({
  queryKey: ['supervision-figures'],
  queryFn: ({ signal }) => get<SupervisionFigures>('/api/v1/supervision/figures', signal),
});

/** Attempts that were refused and recorded. */
export const attemptsQuery = queryOptions({
  queryKey: ['supervision-attempts'],
  queryFn: ({ signal }) =>
    get<{
      readonly items: readonly {
        readonly organName: string;
        readonly name: string;
        readonly says: string;
        readonly at: string;
      }[];
    }>('/api/v1/supervision/attempts', signal),
});
