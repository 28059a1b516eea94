/** An office for the plan's tests: the plan's own organs, their people, and the API around it. */
import { type Actor, ANONYMOUS, type Procedure } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import { ORGANS } from '@fadu/plan/leadership/plan-tracking/index';
import { disclosureOnApplication } from '@fadu/plan/oversight/information-disclosure/index';
import { Hono } from 'hono';
import { caseRoutes } from '../api/cases.ts';
import { problemOf } from '../api/context.ts';
import { planRoutes } from '../api/plan.ts';
import { notFound, type ProblemDocument } from '../problem.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';

/** Organs that act in these tests besides the general ones. */
const COUNTY = [['c-lgo', '220202', '昌邑区委依法治区办', 'party']] as const;
const ACTING = ['jl-rule-of-law-office', 'jl-justice', 'jl-government-office', 'jl-market'];

/** The office with its API. */
export interface PlanOffice extends TestOffice {
  readonly people: Record<string, Actor>;
  /** A request as one of `people`, or anonymous without a name. */
  request<T = ProblemDocument>(
    path: string,
    options?: { as?: string; method?: string; body?: unknown; text?: string; type?: string; key?: string },
  ): Promise<{ status: number; body: T }>;
  /** An act over the API that must be accepted; answers its number on the time line. */
  act(id: string, act: string, as: string, input?: object): Promise<number>;
  /** Rows of a table. */
  count(table: string): Promise<number>;
}

/** Open a fresh office with the plan's organs. */
export async function planOffice(start: string): Promise<PlanOffice> {
  const all = new Map<string, Procedure>([...procedures, disclosureOnApplication].map((p) => [p.code, p]));
  const t = await testOffice({ start, procedures: [...all.values()] });
  const organs = [...ORGANS.map((o) => [o.id, o.region, o.name, o.kind] as const), ...COUNTY];
  for (const [id, region, name, kind] of organs)
    await t.database.pool.query(
      'insert into fadu.organ (id, region, name, full_name, kind, mark, uscc, demo) values ($1, $2, $3, $3, $4, $3, null, true)',
      [id, region, name, kind],
    );
  for (const id of ACTING) await t.database.pool.query('select fadu.make_scope($1, $2)', ['220200', id]);
  await t.database.pool.query('select fadu.make_scope($1, $2)', ['220202', 'c-lgo']);
  await t.office.refresh();
  const people: Record<string, Actor> = {
    coordinator: t.staff('plan-coordinator', 'jl-rule-of-law-office', 'lgo1'),
    verifier: t.staff('plan-coordinator', 'jl-rule-of-law-office', 'lgo2'),
    reporter: t.staff('plan-reporter', 'jl-justice', 'justice1'),
    head: t.staff('head', 'jl-justice', 'justice2'),
    county: t.staff('plan-coordinator', 'c-lgo', 'clgo1'),
    countyReporter: t.staff('plan-reporter', 't-county-justice', 'cjustice1'),
    countyHead: t.staff('head', 't-county-justice', 'cjustice2'),
    outsider: t.staff('drafter', 't-city', 'city1'),
    clerk: t.staff('disclosure-clerk', 't-city', 'dis1'),
    disclosureHead: t.staff('disclosure-head', 't-city', 'dis2'),
  };
  const identify = async (c: { req: { header(name: string): string | undefined } }) =>
    people[c.req.header('x-test-person') ?? ''] ?? ANONYMOUS;
  const app = new Hono();
  app.route('/api/v1', caseRoutes(t.office, identify));
  app.route('/api/v1', planRoutes(t.office, identify));
  app.onError((error) => problemOf(error));
  app.notFound(() => problemOf(notFound('这个地址')));
  let n = 0;
  const request = async <T = ProblemDocument>(
    path: string,
    o: Parameters<PlanOffice['request']>[1] = {},
  ): Promise<{ status: number; body: T }> => {
    const hasBody = o.body !== undefined || o.text !== undefined;
    const response = await app.request(`/api/v1${path}`, {
      method: o.method ?? (hasBody ? 'POST' : 'GET'),
      headers: {
        ...(o.as && { 'x-test-person': o.as }),
        'idempotency-key': o.key ?? `plan-test-${++n}-0000`,
        ...(hasBody && {
          'content-type': o.type ?? (o.text !== undefined ? 'text/plain; charset=utf-8' : 'application/json'),
        }),
      },
      ...(hasBody && { body: o.text ?? JSON.stringify(o.body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  return {
    ...t,
    people,
    request,
    async act(id, act, as, input = {}) {
      const { status, body } = await request<{ seq: number }>(`/cases/${id}/acts/${act}`, {
        as,
        body: input,
      });
      if (status !== 200) throw new Error(`${act}: ${status} ${JSON.stringify(body)}`);
      return Number(body.seq);
    },
    async count(table) {
      const { rows } = await t.database.pool.query(`select count(*)::int as n from fadu.${table}`);
      return rows[0].n;
    },
  };
}
