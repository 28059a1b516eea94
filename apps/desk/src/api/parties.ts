/** What the record of a party reads: its cases as far as this organ sees them, credit, visits, shared results. */
import type { PartyCase, PartyGroup, PartyRecord, PartyStep } from '@fadu/office/parties/record';
import { queryOptions } from '@tanstack/react-query';
import { get, withQuery } from './http.ts';

export type { PartyCase, PartyGroup, PartyRecord, PartyStep };

/** The filters, as they stand in the address bar. */
export interface PartySearch {
  readonly q?: string;
  readonly group?: PartyGroup;
}

/** One party's record. */
export const partyQuery = (code: string) =>
  queryOptions({
    queryKey: ['party', code],
    queryFn: ({ signal }) => get<PartyRecord>(`/api/v1/parties/${encodeURIComponent(code)}`, signal),
  });

/** Bodies whose name bears these words, of those that have public credit facts. */
export const partiesQuery = (words: string) =>
  queryOptions({
    queryKey: ['parties', words],
    queryFn: ({ signal }) =>
      get<{ readonly items: readonly { readonly partyId: string; readonly partyName: string }[] }>(
        withQuery('/api/v1/credit', { q: words }),
        signal,
      ),
    enabled: words.length >= 2,
  });
