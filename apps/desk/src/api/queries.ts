/** What the pages read, each with its key; everything a post may see is kept under that post. */

import type { Proof } from '@fadu/kernel/prover/prove';
import type { Calendar } from '@fadu/kernel/time/calendar';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, getText, withQuery } from './http.ts';
import type {
  CalendarJson,
  CaseDetail,
  CasePage,
  Definition,
  Guide,
  Me,
  Notice,
  Organs,
  PersonLine,
  ProcedureLine,
  RegisterPage,
  TodoItem,
} from './types.ts';

/** Minutes in milliseconds. */
const minutes = (n: number): number => n * 60_000;
/** What changes only when the law or the office does. */
const settled = { staleTime: minutes(30), gcTime: minutes(120) };

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/api/v1/me', signal),
  staleTime: minutes(1),
  refetchInterval: minutes(5),
});

export const todoQuery = queryOptions({
  queryKey: ['todo'],
  queryFn: ({ signal }) => get<{ items: TodoItem[] }>('/api/v1/todo', signal),
  refetchInterval: minutes(2),
});

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => get<{ items: Notice[] }>('/api/v1/notices', signal),
  refetchInterval: minutes(2),
});

export const organsQuery = queryOptions({
  queryKey: ['organs'],
  queryFn: ({ signal }) => get<Organs>('/api/v1/organs', signal),
  ...settled,
});

export const peopleQuery = (organ: string) =>
  queryOptions({
    queryKey: ['people', organ],
    queryFn: ({ signal }) =>
      get<{ items: PersonLine[] }>(`/api/v1/organs/${encodeURIComponent(organ)}/people`, signal),
    staleTime: minutes(5),
    enabled: organ !== '',
  });

export const proceduresQuery = queryOptions({
  queryKey: ['procedures'],
  queryFn: ({ signal }) => get<{ items: ProcedureLine[] }>('/api/v1/procedures', signal),
  ...settled,
});

const procedurePath = (code: string, rest = '') => `/api/v1/procedures/${encodeURIComponent(code)}${rest}`;

export const definitionQuery = (code: string) =>
  queryOptions({
    queryKey: ['definition', code],
    queryFn: ({ signal }) => get<Definition>(procedurePath(code), signal),
    ...settled,
  });

export const guideQuery = (code: string) =>
  queryOptions({
    queryKey: ['guide', code],
    queryFn: ({ signal }) => get<Guide>(procedurePath(code, '/guide'), signal),
    ...settled,
  });

export const proofQuery = (code: string) =>
  queryOptions({
    queryKey: ['proof', code],
    queryFn: ({ signal }) => get<Proof>(procedurePath(code, '/proof'), signal),
    ...settled,
  });

/** Chart of a procedure, with the state of a case where one is given. */
export const chartQuery = (
  code: string,
  narrow: boolean,
  state: {
    readonly done?: readonly string[];
    readonly may?: readonly string[];
    readonly current?: string;
  } = {},
) => {
  const path = withQuery(procedurePath(code, '/chart.svg'), {
    narrow: narrow ? '1' : undefined,
    done: state.done?.join(','),
    may: state.may?.join(','),
    current: state.current,
  });
  return queryOptions({
    queryKey: ['chart', path],
    queryFn: ({ signal }) => getText(path, signal),
    ...settled,
  });
};

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => get<CaseDetail>(`/api/v1/cases/${encodeURIComponent(id)}`, signal),
    staleTime: 5_000,
  });

/** The filters of the list of cases, as they stand in the address bar. */
export interface CaseSearch {
  readonly q?: string;
  readonly procedure?: string;
  readonly state?: 'open' | 'ended';
}

export const casesQuery = (search: CaseSearch, limit = 40) =>
  infiniteQueryOptions({
    queryKey: ['cases', search, limit],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<CasePage>(withQuery('/api/v1/cases', { ...search, after: pageParam, limit }), signal),
    getNextPageParam: (last) => last.next ?? undefined,
  });

export interface RegisterSearch {
  readonly asOf?: string;
  readonly recordedAsOf?: string;
  readonly status?: string;
  readonly region?: string;
}

export const registerQuery = (register: string, search: RegisterSearch) =>
  queryOptions({
    queryKey: ['register', register, search],
    queryFn: ({ signal }) =>
      get<RegisterPage>(
        withQuery(`/api/v1/registers/${encodeURIComponent(register)}`, { ...search }),
        signal,
      ),
  });

export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: async ({ signal }): Promise<Calendar> => {
    const { version, years } = await get<CalendarJson>('/api/v1/calendar', signal);
    return { version, years: Object.fromEntries(years.map((y) => [y.year, y])) };
  },
  ...settled,
});
