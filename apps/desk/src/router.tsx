/** The addresses of the desk. Every filter stands in the address bar, so that a link can be sent. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { withQuery } from './api/http.ts';
import type { PartySearch } from './api/parties.ts';
import type { CaseSearch } from './api/queries.ts';
import type { EntrySearch } from './api/registers.ts';
import { MONTHS, type SignalSearch } from './api/signals.ts';
import type { FindingSearch } from './api/supervision.ts';
import type { CasePrefill } from './case-prefill.ts';
import { DUE_GROUPS, type DueGroup, type TodoFilter } from './due.ts';
import { LIST_ACTS, type ListPrefill } from './list-prefill.ts';
import { type FilingSearch, SHOWS, START_KINDS, type StartKind } from './pages/filing/search.ts';
import { NotFound, RouteFailure } from './pages/not-found.tsx';
import { Waiting } from './parts/states.tsx';
import { Shell } from './shell/shell.tsx';

type Raw = Readonly<Record<string, unknown>>;

const word = (raw: Raw, name: string): string | undefined => {
  const value = raw[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
const oneOf = <T extends string>(raw: Raw, name: string, values: readonly T[]): T | undefined =>
  values.find((v) => v === raw[name]);

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFound,
});

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (raw: Raw): TodoFilter => ({
    q: word(raw, 'q'),
    procedure: word(raw, 'procedure'),
    group: oneOf<DueGroup>(
      raw,
      'group',
      DUE_GROUPS.map((g) => g.id),
    ),
  }),
  component: lazyRouteComponent(() => import('./pages/today.tsx'), 'Today'),
});

const openNew = createRoute({
  getParentRoute: () => root,
  path: '/new',
  component: lazyRouteComponent(() => import('./pages/new-choose.tsx'), 'NewChoose'),
});

const newCase = createRoute({
  getParentRoute: () => root,
  path: '/new/$code',
  validateSearch: (raw: Raw): ListPrefill & CasePrefill => ({
    register: word(raw, 'register'),
    entry: word(raw, 'entry'),
    region: word(raw, 'region'),
    do: oneOf(raw, 'do', LIST_ACTS),
    from: word(raw, 'from'),
    act: word(raw, 'act'),
  }),
  component: lazyRouteComponent(() => import('./pages/new-case.tsx'), 'NewCase'),
});

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: (raw: Raw): CaseSearch => ({
    q: word(raw, 'q'),
    procedure: word(raw, 'procedure'),
    state: oneOf(raw, 'state', ['open', 'ended']),
  }),
  component: lazyRouteComponent(() => import('./pages/cases.tsx'), 'Cases'),
});

export const CASE_TABS = ['text', 'chart'] as const;

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  validateSearch: (raw: Raw): { tab?: (typeof CASE_TABS)[number]; act?: string } => ({
    tab: oneOf(raw, 'tab', CASE_TABS),
    act: word(raw, 'act'),
  }),
  component: lazyRouteComponent(() => import('./pages/case/case.tsx'), 'CasePage'),
});

const notices = createRoute({
  getParentRoute: () => root,
  path: '/notices',
  component: lazyRouteComponent(() => import('./pages/notices.tsx'), 'Notices'),
});

const registers = createRoute({
  getParentRoute: () => root,
  path: '/registers',
  validateSearch: (raw: Raw): { q?: string } => ({ q: word(raw, 'q') }),
  component: lazyRouteComponent(() => import('./pages/registers/list.tsx'), 'RegisterList'),
});

const registerReport = createRoute({
  getParentRoute: () => root,
  path: '/registers/report',
  validateSearch: (raw: Raw): { organ?: string } => ({ organ: word(raw, 'organ') }),
  component: lazyRouteComponent(() => import('./pages/registers/report.tsx'), 'RegisterReport'),
});

const oneRegister = createRoute({
  getParentRoute: () => root,
  path: '/registers/$register',
  validateSearch: (raw: Raw): EntrySearch & { q?: string } => {
    const page = Number(raw.page);
    return {
      asOf: word(raw, 'asOf'),
      recordedAsOf: word(raw, 'recordedAsOf'),
      status: word(raw, 'status'),
      region: word(raw, 'region'),
      organ: word(raw, 'organ'),
      words: word(raw, 'words'),
      q: word(raw, 'q'),
      ...(Number.isInteger(page) && page > 1 && { page }),
    };
  },
  component: lazyRouteComponent(() => import('./pages/registers/register.tsx'), 'RegisterPage'),
});

const registerEntry = createRoute({
  getParentRoute: () => root,
  path: '/registers/$register/entries/$code',
  validateSearch: (raw: Raw): Pick<EntrySearch, 'asOf' | 'recordedAsOf' | 'region'> => ({
    asOf: word(raw, 'asOf'),
    recordedAsOf: word(raw, 'recordedAsOf'),
    region: word(raw, 'region'),
  }),
  component: lazyRouteComponent(() => import('./pages/registers/entry.tsx'), 'EntryPage'),
});

const registerCompare = createRoute({
  getParentRoute: () => root,
  path: '/registers/$register/compare',
  validateSearch: (raw: Raw): { from?: string; to?: string; region?: string } => ({
    from: word(raw, 'from'),
    to: word(raw, 'to'),
    region: word(raw, 'region'),
  }),
  component: lazyRouteComponent(() => import('./pages/registers/compare.tsx'), 'ComparePage'),
});

const registerImport = createRoute({
  getParentRoute: () => root,
  path: '/registers/$register/import',
  component: lazyRouteComponent(() => import('./pages/registers/import.tsx'), 'ImportPage'),
});

const lawChanges = createRoute({
  getParentRoute: () => root,
  path: '/law-changes',
  component: lazyRouteComponent(() => import('./pages/law/changes.tsx'), 'LawChanges'),
});

const proposeChange = createRoute({
  getParentRoute: () => root,
  path: '/law-changes/new',
  validateSearch: (raw: Raw): { instrument?: string; article?: string } => ({
    instrument: word(raw, 'instrument'),
    article: word(raw, 'article'),
  }),
  component: lazyRouteComponent(() => import('./pages/law/propose.tsx'), 'ProposeChange'),
});

const filing = createRoute({
  getParentRoute: () => root,
  path: '/filing',
  validateSearch: (raw: Raw): FilingSearch => ({
    year: word(raw, 'year'),
    maker: word(raw, 'maker'),
    show: oneOf(raw, 'show', SHOWS),
  }),
  component: lazyRouteComponent(() => import('./pages/filing/filing.tsx'), 'FilingPlatform'),
});

const supervisionPage = createRoute({
  getParentRoute: () => root,
  path: '/supervision',
  validateSearch: (raw: Raw): FindingSearch => ({
    organ: word(raw, 'organ'),
    kind: word(raw, 'kind'),
    level: word(raw, 'level'),
    state: oneOf(raw, 'state', ['open', 'past'] as const),
    at: word(raw, 'at'),
    page: word(raw, 'page'),
  }),
  component: lazyRouteComponent(() => import('./pages/supervision/supervision.tsx'), 'SupervisionPage'),
});

const signalsPage = createRoute({
  getParentRoute: () => root,
  path: '/signals',
  validateSearch: (raw: Raw): SignalSearch => ({
    months: oneOf(raw, 'months', MONTHS),
    field: word(raw, 'field'),
    organ: word(raw, 'organ'),
    kind: word(raw, 'kind'),
    page: word(raw, 'page'),
  }),
  component: lazyRouteComponent(() => import('./pages/signals/signals.tsx'), 'SignalsPage'),
});

const inspectionsPage = createRoute({
  getParentRoute: () => root,
  path: '/inspections',
  component: lazyRouteComponent(() => import('./pages/inspections.tsx'), 'InspectionsPage'),
});

const popularisationPage = createRoute({
  getParentRoute: () => root,
  path: '/law-popularisation',
  component: lazyRouteComponent(() => import('./pages/popularisation.tsx'), 'PopularisationPage'),
});

const findParty = createRoute({
  getParentRoute: () => root,
  path: '/parties',
  validateSearch: (raw: Raw): Pick<PartySearch, 'q'> => ({ q: word(raw, 'q') }),
  component: lazyRouteComponent(() => import('./pages/parties/find.tsx'), 'FindParty'),
});

const party = createRoute({
  getParentRoute: () => root,
  path: '/parties/$code',
  validateSearch: (raw: Raw): Pick<PartySearch, 'group'> => ({
    group: oneOf(raw, 'group', PARTY_GROUPS),
  }),
  component: lazyRouteComponent(() => import('./pages/parties/party.tsx'), 'PartyPage'),
});

const startFiling = createRoute({
  getParentRoute: () => root,
  path: '/filing/new',
  validateSearch: (raw: Raw): { kind?: StartKind; number?: string; to?: string; year?: string } => ({
    kind: oneOf(raw, 'kind', START_KINDS),
    number: word(raw, 'number'),
    to: word(raw, 'to'),
    year: word(raw, 'year'),
  }),
  component: lazyRouteComponent(() => import('./pages/filing/start.tsx'), 'StartFiling'),
});

const procedures = createRoute({
  getParentRoute: () => root,
  path: '/procedures',
  component: lazyRouteComponent(() => import('./pages/procedures.tsx'), 'Procedures'),
});

const procedure = createRoute({
  getParentRoute: () => root,
  path: '/procedures/$code',
  validateSearch: (raw: Raw): { tab?: 'chart' | 'proof' } => ({ tab: oneOf(raw, 'tab', ['chart', 'proof']) }),
  component: lazyRouteComponent(() => import('./pages/procedure.tsx'), 'ProcedurePage'),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/calendar',
  validateSearch: (raw: Raw): { year?: number } => {
    const year = Number(raw.year);
    return Number.isInteger(year) && year > 1990 && year < 2100 ? { year } : {};
  },
  component: lazyRouteComponent(() => import('./pages/calendar.tsx'), 'CalendarPage'),
});

const organs = createRoute({
  getParentRoute: () => root,
  path: '/organs',
  validateSearch: (raw: Raw): { q?: string; region?: string; organ?: string } => ({
    q: word(raw, 'q'),
    region: word(raw, 'region'),
    organ: word(raw, 'organ'),
  }),
  component: lazyRouteComponent(() => import('./pages/organs.tsx'), 'OrgansPage'),
});

/** Kinds of cases on a party's record. */
const PARTY_GROUPS = [
  '审批和许可',
  '监督检查',
  '行政处罚',
  '行政强制',
  '移送和协作',
  '信用',
  '其他',
] as const;

const LIGHTS = ['green', 'blue', 'yellow', 'red', 'grey'] as const;

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  validateSearch: (raw: Raw): { light?: (typeof LIGHTS)[number]; by?: 'body' | 'region' } => ({
    light: oneOf(raw, 'light', LIGHTS),
    by: oneOf(raw, 'by', ['body', 'region']),
  }),
  component: lazyRouteComponent(() => import('./pages/plan/plan.tsx'), 'PlanPage'),
});

const task = createRoute({
  getParentRoute: () => root,
  path: '/plan/$number',
  component: lazyRouteComponent(() => import('./pages/plan/task.tsx'), 'TaskPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    today,
    openNew,
    newCase,
    cases,
    oneCase,
    notices,
    registers,
    registerReport,
    oneRegister,
    registerEntry,
    registerCompare,
    registerImport,
    lawChanges,
    proposeChange,
    filing,
    startFiling,
    supervisionPage,
    signalsPage,
    inspectionsPage,
    popularisationPage,
    findParty,
    party,
    procedures,
    procedure,
    calendar,
    organs,
    plan,
    task,
  ]),
  basepath: '/desk',
  context: { client: undefined as unknown as QueryClient },
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => withQuery('', search as Record<string, string>),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Waiting />,
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
