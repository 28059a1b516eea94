/** The API as one Hono app. What people open (portal, desk) is mounted beside it by the server. */

import type { VerifierKey } from '@fadu/kernel/record/index';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { z } from 'zod';
import { scopesOf } from '../cases/lists.ts';
import { type Guard, guarded } from '../identity/strangers.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { benchmarkRoutes } from './benchmarks.ts';
import { caseRoutes } from './cases.ts';
import { type Identify, problemOf } from './context.ts';
import { coverageRoutes } from './coverage.ts';
import { draftingRoutes } from './drafting.ts';
import { drawRoutes } from './draws.ts';
import { filingRoutes } from './filing.ts';
import { flowChartRoutes } from './flow-charts.ts';
import { inspectionRoutes } from './inspections.ts';
import { lawChangeRoutes } from './law-change.ts';
import { lawRoutes } from './laws.ts';
import { lawAknRoutes } from './laws-akn.ts';
import { logRoutes, proofRoutes } from './log.ts';
import { materialRoutes } from './materials.ts';
import { openapi } from './openapi.ts';
import { partyRoutes } from './parties.ts';
import { peopleRoutes } from './people.ts';
import { planRoutes } from './plan.ts';
import { popularisationRoutes } from './popularisation.ts';
import { type ProofOf, procedureRoutes } from './procedures.ts';
import { publicityRoutes } from './publicity.ts';
import { registerImportRoutes, registerRoutes } from './registers.ts';
import { sealedRoutes } from './sealed.ts';
import { searchRoutes } from './search.ts';
import { serviceRoutes } from './services.ts';
import { signalRoutes } from './signals.ts';
import { supervisionRoutes } from './supervision.ts';
import { timeRoutes } from './time.ts';

// Every message a form gives is Chinese.
z.config(z.locales.zhCN());

export interface ApiDeps {
  readonly office: Office;
  readonly identify: Identify;
  /** Public key of the log. */
  readonly key: VerifierKey;
  readonly proofOf: ProofOf;
  /** Asked before everything that is sent: how often strangers may. */
  readonly guard?: Guard;
}

/** Build the API. */
export function createApi({ office, identify, key, proofOf, guard }: ApiDeps): Hono {
  const app = new Hono();
  app.use(
    '*',
    secureHeaders({
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      strictTransportSecurity: 'max-age=31536000; includeSubDomains',
    }),
  );
  app.onError((error) => problemOf(error));
  // A cookie travels with requests that other sites make: those may read nothing and change nothing.
  app.use('*', async (c, next) => {
    const origin = c.req.header('origin');
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    // What the browser itself says of where a request comes from goes before the origin, which it hides at times (`null`).
    const site = c.req.header('sec-fetch-site');
    const elsewhere = site
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== c.req.header('host'));
    if (changes && elsewhere) {
      throw new Problem(403, 'cross-site', '这个请求来自别的网站，没有办理');
    }
    await next();
  });
  app.use('*', async (c, next) => {
    // No text holds a null, and the database refuses it: it is never meant.
    if (c.req.url.includes('%00'))
      throw new Problem(400, 'characters', '网址里有无法识别的字符（空字符），请删去后再试');
    await next();
  });
  app.use('/api/*', guarded(guard));
  app.get('/healthz', async (c) => {
    await office.store.pool.query('select 1');
    return c.json({ ok: true, now: office.now(), calendar: office.calendar.version });
  });
  const document = openapi(office);
  app.get('/openapi.json', (c) => c.json(document));
  for (const path of ['/healthz', '/openapi.json'])
    app.all(path, () => {
      const answer = problemOf(new Problem(405, 'method', '这个地址只能读取，请用 GET 方法'));
      answer.headers.set('allow', 'GET, HEAD');
      return answer;
    });
  app.route('/log', logRoutes(office, key));
  const v1 = new Hono();
  v1.onError((error) => problemOf(error));
  v1.get('/me', async (c) => {
    const actor = await identify(c);
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in', '请先登录');
    return c.json({
      id: actor.person,
      name: actor.name,
      posts: actor.posts.map((p) => ({
        ...p,
        organName: office.organName(p.organ),
        region: office.organ(p.organ)?.region ?? '',
        roleName: roleName(office, p.role),
      })),
      scopes: scopesOf(actor).length,
      demo: office.demo,
      now: office.now(),
    });
  });
  v1.get('/organs', (c) =>
    c.json({
      regions: office.regions,
      items: office
        .allOrgans()
        .map((o) => ({ id: o.id, name: o.name, fullName: o.fullName, kind: o.kind, region: o.region })),
    }),
  );
  v1.route('/', caseRoutes(office, identify));
  v1.route('/', materialRoutes(office, identify));
  v1.route('/', timeRoutes(office, identify));
  v1.route('/', procedureRoutes(office, proofOf));
  v1.route('/', flowChartRoutes(office));
  v1.route('/', proofRoutes(office, key, identify));
  v1.route('/', lawAknRoutes(office));
  v1.route('/', searchRoutes(office));
  v1.route('/', lawRoutes(office));
  v1.route('/', draftingRoutes(office, identify));
  v1.route('/', drawRoutes(office, identify));
  v1.route('/', inspectionRoutes(office, identify));
  v1.route('/', popularisationRoutes(office, identify));
  v1.route('/', benchmarkRoutes(office, identify));
  v1.route('/', coverageRoutes(office));
  v1.route('/', lawChangeRoutes(office, identify));
  v1.route('/', registerRoutes(office));
  v1.route('/', registerImportRoutes(office, identify));
  v1.route('/', serviceRoutes(office));
  v1.route('/', publicityRoutes(office));
  v1.route('/', filingRoutes(office));
  v1.route('/', supervisionRoutes(office, identify));
  v1.route('/', signalRoutes(office, identify));
  v1.route('/', sealedRoutes(office, identify));
  v1.route('/', partyRoutes(office, identify));
  v1.route('/', planRoutes(office, identify));
  v1.route('/', peopleRoutes(office, identify));
  v1.all('*', () => {
    throw notFound('这个接口');
  });
  app.route('/api/v1', v1);
  return app;
}

/** What a role is called, in the first procedure that has it. */
export function roleName(office: Office, role: string): string {
  for (const p of office.procedures.values()) if (p.roles[role]) return p.roles[role];
  return (
    { 'calendar-keeper': '日历管理人员', 'plan-coordinator': '方案统筹人员', supervisor: '监督人员' }[role] ??
    role
  );
}
