/** What the page of signals reads: figures by field and month, the cases behind one, open warnings. */
import type { TallyRow } from '@fadu/kernel/procedure/question';
import type { Prominent, SignalCaseItem } from '@fadu/office/signals/signals';
import type { OpenWarning, WarningFigures } from '@fadu/office/signals/warnings';
import { queryOptions } from '@tanstack/react-query';
import { get, withQuery } from './http.ts';

export type { OpenWarning, Prominent, SignalCaseItem, TallyRow, WarningFigures };

/** Lengths of the period, in months. */
export const MONTHS = ['3', '6', '12', '24'] as const;

/** The filters, as they stand in the address bar. */
export interface SignalSearch {
  readonly months?: (typeof MONTHS)[number] | undefined;
  readonly field?: string | undefined;
  readonly organ?: string | undefined;
  /** The figure whose cases are listed. */
  readonly kind?: string | undefined;
  readonly page?: string | undefined;
}

/** Cases on one page. */
export const PAGE = 50;

export interface SignalFigures {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly TallyRow[];
  readonly prominent: readonly Prominent[];
  readonly organs: readonly { readonly id: string; readonly name: string }[];
  /** Code → what it is called, in order. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly supervises: boolean;
  readonly asOf: string | null;
}

interface Period {
  readonly from: string;
  readonly to: string;
}

export const signalsQuery = (period: Period, filter: Pick<SignalSearch, 'organ'>) =>
  queryOptions({
    queryKey: ['signals', period, filter],
    queryFn: ({ signal }) =>
      get<SignalFigures>(withQuery('/api/v1/signals', { ...period, ...filter }), signal),
  });

export const signalCasesQuery = (period: Period, { kind, field, organ, page }: SignalSearch) =>
  queryOptions({
    queryKey: ['signal-cases', period, kind, field, organ, page],
    queryFn: ({ signal }) =>
      get<{ readonly total: number; readonly items: readonly (SignalCaseItem & { organName: string })[] }>(
        withQuery('/api/v1/signals/cases', {
          ...period,
          kind,
          field,
          organ,
          limit: String(PAGE),
          offset: String((Number(page ?? 1) - 1) * PAGE),
        }),
        signal,
      ),
  });

export const warningsQuery = (period: Period) =>
  queryOptions({
    queryKey: ['signal-warnings', period],
    queryFn: ({ signal }) =>
      get<{
        readonly figures: WarningFigures;
        readonly open: readonly (OpenWarning & { readonly organName: string })[];
      }>(withQuery('/api/v1/signals/warnings', { ...period }), signal),
  });
