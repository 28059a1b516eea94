/** The plan as the API tells it: its tasks, how far they are, and the sums by chapter, body and region. */
import type { progressBy } from '@fadu/office/plan/progress';
import type { planTasks, taskDetail } from '@fadu/office/plan/tasks';
import { queryOptions } from '@tanstack/react-query';
import { get, withQuery } from './http.ts';

export type PlanPage = Awaited<ReturnType<typeof planTasks>>;
export type PlanLine = PlanPage['items'][number];
export type PlanTaskDetail = Awaited<ReturnType<typeof taskDetail>>;
export type PlanProgress = Awaited<ReturnType<typeof progressBy>>;
export type Light = PlanLine['light']['colour'];
export type PlanRef = PlanLine['links']['records'][number];

/** Every light, worst first, with its word and its sign, so that colour never stands alone. */
export const LIGHTS: readonly { readonly light: Light; readonly word: string; readonly sign: string }[] = [
  { light: 'red', word: '滞后', sign: '●' },
  { light: 'yellow', word: '预警', sign: '◐' },
  { light: 'green', word: '正常', sign: '✓' },
  { light: 'blue', word: '已销号', sign: '■' },
  { light: 'grey', word: '未启动', sign: '○' },
];

/** The sign of a light. */
export const signOf = (light: Light): string => LIGHTS.find((l) => l.light === light)?.sign ?? '○';

export const planTasksQuery = (filter: {
  readonly region?: string;
  readonly light?: Light;
  readonly body?: string;
}) =>
  queryOptions({
    queryKey: ['plan', filter],
    queryFn: ({ signal }) => get<PlanPage>(withQuery('/api/v1/plan/tasks', { ...filter }), signal),
    staleTime: 30_000,
  });

export const planTaskQuery = (number: string, region?: string) =>
  queryOptions({
    queryKey: ['plan-task', number, region],
    queryFn: ({ signal }) =>
      get<PlanTaskDetail>(withQuery(`/api/v1/plan/tasks/${encodeURIComponent(number)}`, { region }), signal),
  });

export const planProgressQuery = (by: PlanProgress['by'], region?: string) =>
  queryOptions({
    queryKey: ['plan-progress', by, region],
    queryFn: ({ signal }) => get<PlanProgress>(withQuery('/api/v1/plan/progress', { by, region }), signal),
    staleTime: 30_000,
  });
