/** Benchmarks and lenient lists of a case, and what a benchmark gives for facts, as the API answers them. */
import type { DecisionInput, DecisionTable, Value } from '@fadu/kernel/decision/table';
import type { Advice } from '@fadu/plan/enforcement/discretion-benchmarks/compute';
import { queryOptions } from '@tanstack/react-query';
import { get, request } from './http.ts';

/** One benchmark that the case may be measured by. */
export interface CaseBenchmark {
  readonly code: string;
  readonly name: string;
  readonly violation: string;
  readonly lawFrom: string;
  readonly facts: readonly (DecisionInput & { readonly evidence: boolean })[];
  readonly ranges: readonly { readonly id: string; readonly title: string }[];
}

/** One entry of the lenient lists for the case's item. */
export interface CaseListItem {
  readonly code: string;
  readonly list: string;
  readonly name: string;
  readonly facts: readonly DecisionInput[];
  readonly conditions: readonly string[];
  readonly proof: readonly string[];
  readonly measures: readonly string[];
}

export interface CaseBenchmarks {
  readonly item: string;
  readonly actOn: string;
  readonly benchmarks: readonly CaseBenchmark[];
  readonly lists: readonly CaseListItem[];
}

/** An earlier case beside this one. */
export interface SimilarCase {
  readonly id: string;
  readonly title: string;
  readonly decidedOn: string;
  readonly outcome: string;
  readonly tier?: string;
  readonly fine: number;
  readonly alike: number;
}

export const caseBenchmarksQuery = (id: string) =>
  queryOptions({
    queryKey: ['case-benchmarks', id],
    queryFn: ({ signal }) =>
      get<CaseBenchmarks>(`/api/v1/cases/${encodeURIComponent(id)}/benchmarks`, signal),
    enabled: id !== '',
  });

export const similarCasesQuery = (id: string) =>
  queryOptions({
    queryKey: ['similar-cases', id],
    queryFn: ({ signal }) =>
      get<{ items: readonly SimilarCase[] }>(`/api/v1/cases/${encodeURIComponent(id)}/similar`, signal),
    enabled: id !== '',
  });

type Facts = Readonly<Record<string, Value>>;

const posted = async <T>(path: string, body: BodyInit, type: string): Promise<T> => {
  const answer = await request(path, {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  });
  return (await answer.json()) as T;
};

/** What a benchmark of the day of the act gives for these facts. */
export const adviceQuery = (code: string, asOf: string, facts: Facts, mustMitigate: boolean) =>
  queryOptions({
    queryKey: ['advice', code, asOf, facts, mustMitigate],
    queryFn: () =>
      posted<{ advice: Advice }>(
        `/api/v1/benchmarks/${encodeURIComponent(code)}/evaluate?asOf=${asOf}`,
        JSON.stringify({ facts, gates: { mustNot: false, mayNot: false, mustMitigate } }),
        'application/json',
      ).then((r) => r.advice),
    enabled: code !== '',
    retry: false,
  });

/** The tables of a DMN file. @throws ApiProblem with what cannot be read */
export const readDmn = (xml: string): Promise<readonly DecisionTable[]> =>
  posted<{ tables: readonly DecisionTable[] }>('/api/v1/benchmarks/dmn', xml, 'application/xml').then(
    (r) => r.tables,
  );
