/** A case opened from another one (`/new/<code>?from=<case>`): what the form already holds. */
import { useQuery } from '@tanstack/react-query';
import { caseQuery } from './api/queries.ts';
import type { CaseDetail } from './api/types.ts';
import type { Values } from './schema.ts';

/** What the address says of the case that the new one grows out of. */
export interface CasePrefill {
  /** Id of that case. */
  readonly from?: string;
  /** Opening act, where the procedure has several. */
  readonly act?: string;
}

/** What a form begins with: from a list entry, from another case, or nothing. */
export interface Prefilled {
  readonly pending: boolean;
  readonly error: Error | null;
  /** Empty where nothing is asked. */
  readonly key: string;
  readonly values: Values;
  /** The case it comes from. */
  readonly source?: Pick<CaseDetail, 'id' | 'title'>;
}

/** The values that the other case gives for this procedure; `pending` while it is read. */
export function useCasePrefill(code: string, { from, act }: CasePrefill): Prefilled {
  const found = useQuery({ ...caseQuery(from ?? ''), enabled: from !== undefined });
  if (from === undefined) return { pending: false, error: null, key: '', values: {} };
  const next = found.data?.opens.find((o) => o.procedure === code && (act === undefined || o.act === act));
  return {
    pending: found.isPending,
    error: found.error,
    key: [from, act].filter(Boolean).join('/'),
    values: next?.values ?? {},
    ...(found.data && next && { source: { id: found.data.id, title: found.data.title } }),
  };
}
