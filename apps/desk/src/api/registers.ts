/** Registers, their entries and imports, as the API answers them. */
import type { RegisterColumn } from '@fadu/kernel/register/definition';
import type { RecordedChange } from '@fadu/office/registers/changes';
import type { RegisterFigures } from '@fadu/office/registers/figures';
import type { ImportCheck, ImportFault } from '@fadu/office/registers/import';
import type { DayChange, EntryList, EntryVersion, ListedEntry } from '@fadu/office/registers/list';
import type { ShownBasis } from '@fadu/office/registers/standing';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Schema } from '../schema.ts';
import { ApiProblem, get, request, withQuery } from './http.ts';
import type { Cite } from './types.ts';

export type {
  DayChange,
  EntryVersion,
  ImportFault,
  ListedEntry,
  RecordedChange,
  RegisterColumn,
  RegisterFigures,
  ShownBasis,
};

/** A register in the list of all. */
export interface RegisterLine {
  readonly code: string;
  readonly title: string;
  readonly group: string;
  readonly about: string;
  readonly keeper: { readonly role: string; readonly title: string };
  readonly live: number;
  readonly suspended: number;
  readonly changedAt: string | null;
}

/** A list that a procedure keeps by itself. */
export interface OtherRegister {
  readonly code: string;
  readonly live: number;
  readonly changedAt: string | null;
}

/** What an entry of a register holds, and by which rules it is checked. */
export interface RegisterDefinition {
  readonly code: string;
  readonly title: string;
  readonly group: string;
  readonly about: string;
  readonly keeper: { readonly role: string; readonly title: string };
  readonly columns: readonly RegisterColumn[];
  readonly form: Schema;
  readonly itemCode: string;
  readonly codeRule: string;
  readonly basisRule: {
    readonly sources: readonly string[];
    readonly cites: readonly { readonly text: string; readonly standing: string }[];
  } | null;
  readonly rules: readonly {
    readonly code: string;
    readonly say: string;
    readonly cites: readonly string[];
  }[];
}

/** One page of a register. */
export interface DefinedPage extends EntryList {
  readonly register: string;
  readonly asOf: string;
  readonly recordedAsOf: string | null;
  readonly count: number;
}

/** One entry on a day, whether its bases stand, and all its versions. */
export interface EntryDetail {
  readonly register: string;
  readonly asOf: string;
  readonly recordedAsOf: string | null;
  readonly entry: EntryVersion;
  readonly bases: readonly (Omit<ShownBasis, 'cites'> & { readonly cites: readonly Cite[] })[];
  readonly history: readonly EntryVersion[];
}

/** Filters of a register as they stand in the address bar. */
export interface EntrySearch {
  readonly asOf?: string;
  readonly recordedAsOf?: string;
  readonly status?: string;
  readonly region?: string;
  readonly organ?: string;
  readonly words?: string;
  readonly page?: number;
}

const at = (register: string, rest = '') => `/api/v1/registers/${encodeURIComponent(register)}${rest}`;
const minutes = (n: number): number => n * 60_000;

export const allRegistersQuery = queryOptions({
  queryKey: ['registers'],
  queryFn: ({ signal }) =>
    get<{ registers: RegisterLine[]; others: OtherRegister[] }>('/api/v1/registers', signal),
  staleTime: minutes(1),
});

export const registerDefinitionQuery = (register: string) =>
  queryOptions({
    queryKey: ['definition', 'register', register],
    queryFn: ({ signal }) =>
      get<RegisterDefinition>(`/api/v1/registers/definitions/${encodeURIComponent(register)}`, signal),
    staleTime: minutes(30),
    enabled: register !== '',
  });

export const entriesQuery = (register: string, { page = 1, ...search }: EntrySearch) =>
  queryOptions({
    queryKey: ['register', register, 'list', search, page],
    queryFn: ({ signal }) => get<DefinedPage>(withQuery(at(register), { ...search, page }), signal),
    placeholderData: keepPreviousData,
    enabled: register !== '',
  });

/** Open data of the same list. */
export const openDataPath = (register: string, search: EntrySearch, format: 'csv' | 'jsonld'): string => {
  const { page: _, ...filters } = search;
  return withQuery(at(register), { ...filters, format });
};

export const entryQuery = (
  register: string,
  code: string,
  search: Pick<EntrySearch, 'region' | 'asOf' | 'recordedAsOf'> = {},
) =>
  queryOptions({
    queryKey: ['register', register, 'entry', code, search],
    queryFn: ({ signal }) =>
      get<EntryDetail>(
        withQuery(at(register, `/entries/${encodeURIComponent(code)}`), { ...search }),
        signal,
      ),
    enabled: register !== '' && code !== '',
  });

export const compareQuery = (register: string, from: string, to: string, region?: string) =>
  queryOptions({
    queryKey: ['register', register, 'compare', from, to, region],
    queryFn: ({ signal }) =>
      get<{ items: DayChange[] }>(withQuery(at(register, '/compare'), { from, to, region }), signal),
    enabled: from !== '' && to !== '',
  });

export const figuresQuery = queryOptions({
  queryKey: ['register', 'figures'],
  queryFn: ({ signal }) => get<RegisterFigures>('/api/v1/registers/figures', signal),
});

export const lawChangesQuery = queryOptions({
  queryKey: ['register', 'law-changes'],
  queryFn: ({ signal }) => get<{ items: RecordedChange[] }>('/api/v1/registers/law-changes', signal),
});

export const templatePath = (register: string): string => at(register, '/template.xlsx');

/** What a table came to. */
export interface ImportSummary extends Omit<ImportCheck, 'good'> {
  readonly good: number;
  /** Of a submission: the case that was opened; null: nothing was to be entered. */
  readonly case?: { readonly id: string; readonly repeated: boolean } | null;
  /** Of `mode=rows`: what can be entered. */
  readonly entries?: readonly { readonly code: string; readonly body: Record<string, unknown> }[];
}

/** How far the server is with a table. */
export interface ImportStep {
  readonly step: string;
  readonly done: number;
  readonly of: number;
}

type Words = Readonly<Record<string, string | undefined>>;

const importPath = (register: string, file: File, mode: string, words: Words = {}) =>
  withQuery(at(register, '/import'), { name: file.name, mode, ...words });

/** Send a table; what the server says of its progress goes to `told`. @throws ApiProblem */
export async function importTable(
  register: string,
  file: File,
  mode: 'check' | 'submit' | 'rows',
  told: (step: ImportStep) => void,
  words: Words = {},
  signal?: AbortSignal,
): Promise<ImportSummary> {
  const answer = await request(importPath(register, file, mode, words), {
    method: 'POST',
    headers: { accept: 'application/x-ndjson', 'content-type': 'application/octet-stream' },
    body: file,
    ...(signal && { signal }),
  });
  let result: ImportSummary | null = null;
  const take = (line: string) => {
    if (line.trim() === '') return;
    const said = JSON.parse(line) as
      | ImportStep
      | { readonly result: ImportSummary }
      | { readonly problem: ConstructorParameters<typeof ApiProblem>[0] };
    if ('problem' in said) throw new ApiProblem(said.problem);
    if ('result' in said) result = said.result;
    else told(said);
  };
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  }
  take(rest);
  if (!result)
    throw new ApiProblem({
      status: 0,
      title: '没有收到结果',
      detail: '连接中断，没有收到核对结果；再试一次，同一份表格不会重复登记。',
    });
  return result;
}

/** The sheet of the rows that need correcting, as a file. @throws ApiProblem */
export async function errorSheetOf(register: string, file: File): Promise<Blob> {
  const answer = await request(importPath(register, file, 'errors'), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  return answer.blob();
}
