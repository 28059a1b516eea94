/** What the pages read while a text is drafted. */
import type { NearCopies } from '@fadu/office/drafting/near';
import type { QuotaState } from '@fadu/plan/rulemaking/normative-documents/quota';
import { queryOptions } from '@tanstack/react-query';
import { get, withQuery } from './http.ts';

/** Length and number of documents against their limits. */
export interface DraftLimitsJson {
  readonly length: number;
  readonly limit: number;
  readonly maker: { readonly id: string; readonly name: string } | null;
  readonly quota: QuotaState | null;
}

/** Published texts that the case's draft repeats. */
export const nearCopiesQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'near-copies'],
    queryFn: ({ signal }) => get<NearCopies>(withQuery('/api/v1/drafting/near-copies', { case: id }), signal),
    staleTime: 60_000,
  });

/** Limits of the case's draft. */
export const limitsQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'limits'],
    queryFn: ({ signal }) => get<DraftLimitsJson>(withQuery('/api/v1/drafting/limits', { case: id }), signal),
    staleTime: 60_000,
  });
