/** What the page of law popularisation reads: a body's figures, and the steps in cases that they are counted from. */
import type { EvidenceLine } from '@fadu/office/popularisation/evidence';
import type { BodyDetail, BodyFigures, PopularisationFigures } from '@fadu/office/popularisation/figures';
import { queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';

export type { BodyDetail, BodyFigures, EvidenceLine };

const at = (organ: string, rest = '') => `/api/v1/law-popularisation/${encodeURIComponent(organ)}${rest}`;

/** Figures of a body in a year; an error 404 where it neither enforces nor explains. */
export const popularisationQuery = (organ: string, year: string) =>
  queryOptions({
    queryKey: ['law-popularisation', organ, year],
    queryFn: ({ signal }) => get<BodyDetail>(`${at(organ)}?year=${year}`, signal),
    enabled: organ !== '',
    retry: false,
  });

/** Explanations and letters of guidance with their cases, as far as the reader may see them. */
export const evidenceQuery = (organ: string, year: string) =>
  queryOptions({
    queryKey: ['law-popularisation', organ, year, 'evidence'],
    queryFn: ({ signal }) =>
      get<{ readonly items: readonly EvidenceLine[] }>(`${at(organ, '/evidence')}?year=${year}`, signal),
    enabled: organ !== '',
  });

/** Figures of every body in a year, for who reminds them. */
export const bodiesQuery = (year: string, enabled: boolean) =>
  queryOptions({
    queryKey: ['law-popularisation', 'all', year],
    queryFn: ({ signal }) => get<PopularisationFigures>(`/api/v1/law-popularisation?year=${year}`, signal),
    enabled,
  });
