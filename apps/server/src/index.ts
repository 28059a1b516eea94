/** The server: database, office, log, jobs, sign-in, API and what people open, put together and started. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Actor, Instant } from '@fadu/kernel';
import { createApi } from '@fadu/office/api/app';
import type { Identify } from '@fadu/office/api/context';
import { actorOf } from '@fadu/office/cases/actor';
import { keepCharts } from '@fadu/office/charts/index';
import {
  type Auth,
  type AuthSettings,
  authRoutes,
  createAuth,
  currentAccount,
  identityPages,
  migrateAuth,
  strangersGuard,
} from '@fadu/office/identity/index';
import { startJobs } from '@fadu/office/jobs/worker';
import { syncKnown } from '@fadu/office/law/known';
import { startLawIndexer } from '@fadu/office/law/search/index';
import { Office } from '@fadu/office/office';
import { proofOf } from '@fadu/office/proofs/index';
import { indexAll, indexCase } from '@fadu/office/public/index';
import { logSigner } from '@fadu/office/record/key';
import { type Sequencer, startSequencer } from '@fadu/office/record/sequencer';
import { loadSealer } from '@fadu/office/sealed/sealer';
import { migrate } from '@fadu/office/store/migrate';
import { CONNECTION_WAIT_MS, openStore, survivesDrops } from '@fadu/office/store/pool';
import { type DatabaseServer, startEmbedded, withDatabase } from '@fadu/office/store/server';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { chartedProcedures } from '@fadu/plan/enforcement/flow-charts/index';
import { procedures } from '@fadu/plan/index';
import { portal, portalFrame, SECURITY_HEADERS } from '@fadu/portal';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import { portalDeps } from './portal-deps.ts';
import { readsFromCopy } from './reads.ts';
import { serveFile } from './static.ts';

export interface ServerOptions {
  /** Data folder: keys, secret, the embedded database. */
  readonly folder: string;
  /** A database that is there already; the role must be able to create roles and schemas. */
  readonly databaseUrl?: string;
  /** A streaming replica that answers what strangers read: its address (host and port), and how far behind it may be. */
  readonly read?: { readonly url: string; readonly maxLagSeconds?: number };
  readonly port: number;
  readonly host: string;
  readonly demo: boolean;
  /** Public address; default `http://host:port`. */
  readonly baseUrl?: string;
  /** Name of the log, e.g. `fadu.example/220200`. */
  readonly origin?: string;
  readonly now?: () => Instant;
  /** Prove every procedure at the start, before someone asks (default); else when a page first shows its proof. */
  readonly proveAhead?: boolean;
  /** Reverse proxies that append to `X-Forwarded-For`, and how often people may try and send. */
  readonly trustedProxies?: AuthSettings['trustedProxies'];
  readonly limits?: AuthSettings['limits'];
  /** A line above the sign-in form. */
  readonly signInNotice?: string;
}

/** A database that is ready: migrated, with the secrets of this installation. */
export interface Prepared {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly secret: string;
  stop(): Promise<void>;
}

/** A secret of this installation, made once and kept in the data folder. */
function secretOf(folder: string, name: string): string {
  const path = join(folder, name);
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

/** Start or reach the database and bring it up to date. */
export async function prepare(options: Pick<ServerOptions, 'folder' | 'databaseUrl'>): Promise<Prepared> {
  mkdirSync(options.folder, { recursive: true });
  let embedded: DatabaseServer | null = null;
  let ownerUrl = options.databaseUrl;
  if (!ownerUrl) {
    embedded = await startEmbedded(options.folder, { max_connections: '100' });
    const admin = new pg.Client({ connectionString: embedded.url });
    await admin.connect();
    const { rowCount } = await admin.query("select 1 from pg_database where datname = 'fadu'");
    if (!rowCount) await admin.query('create database fadu');
    await admin.end();
    ownerUrl = withDatabase(embedded.url, 'fadu');
  }
  const password = secretOf(options.folder, 'app.password');
  await migrate(ownerUrl, { app: password });
  const database = new URL(ownerUrl).pathname.slice(1);
  const appUrl = withDatabase(ownerUrl, database, { name: 'fadu_app', password });
  // The statute objects of the code are texts of law too, known by our summaries.
  const store = openStore(appUrl, 1);
  await syncKnown({ store, now: () => new Date().toISOString() }).finally(() => store.close());
  return {
    ownerUrl,
    appUrl,
    secret: secretOf(options.folder, 'session.secret'),
    stop: async () => embedded?.stop(),
  };
}

export interface Running {
  readonly url: string;
  readonly office: Office;
  readonly auth: Auth;
  readonly sequencer: Sequencer;
  readonly ownerUrl: string;
  readonly app: Hono;
  /** The public site, which answers what `app` has no route for. */
  readonly site: Hono;
  stop(): Promise<void>;
}

/** The desk's component library writes its styles into the page; papers are shown from memory. */
const DESK_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'self' blob:; frame-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const DESK = join(fileURLToPath(new URL('.', import.meta.url)), '../../desk/dist');

/** How far behind a copy may be unless the city says otherwise. */
const MAX_LAG_SECONDS = 5;

/** The copy's address with the primary's database and credentials. */
function readUrl(appUrl: string, address: string): string {
  const [out, copy] = [new URL(appUrl), new URL(address)];
  out.hostname = copy.hostname;
  out.port = copy.port;
  out.search = copy.search;
  return out.toString();
}

/** Start everything on a prepared database. */
export async function startServer(options: ServerOptions, prepared: Prepared): Promise<Running> {
  const baseUrl = options.baseUrl ?? `http://${options.host}:${options.port}`;
  const maxLagSeconds = options.read?.maxLagSeconds ?? MAX_LAG_SECONDS;
  const copy = options.read && { url: readUrl(prepared.appUrl, options.read.url), maxLagSeconds };
  const store = openStore(prepared.appUrl, 10, copy);
  const ownerPool = survivesDrops(new pg.Pool({ connectionString: prepared.ownerUrl, max: 6 }));
  await migrateAuth(ownerPool, 'fadu_app');
  const authPool = survivesDrops(
    new pg.Pool({
      connectionString: prepared.appUrl,
      max: 5,
      connectionTimeoutMillis: CONNECTION_WAIT_MS,
    }),
  );
  const auth = createAuth({
    pool: authPool,
    baseURL: baseUrl,
    secret: prepared.secret,
    production: !options.demo,
    ...(options.trustedProxies && { trustedProxies: options.trustedProxies }),
    ...(options.limits && { limits: options.limits }),
  });
  const office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: options.now ?? (() => new Date().toISOString()),
    demo: options.demo,
    baseUrl,
    sealer: loadSealer(join(options.folder, 'keys')),
  });
  await office.refresh();
  const signer = logSigner(
    join(options.folder, 'keys'),
    options.origin ?? (options.demo ? 'demo.fadu/220200' : 'fadu/city'),
  );
  const sequencer = startSequencer(store, signer);
  office.onWritten(() => sequencer.wake());
  // Limits, API and pages ask of one request who is asking: looked up once.
  const asked = new WeakMap<Request, Promise<Actor>>();
  const identify: Identify = (c) => {
    let actor = asked.get(c.req.raw);
    if (!actor) {
      actor = currentAccount(auth, c.req.raw.headers).then((account) => actorOf(office, account));
      asked.set(c.req.raw, actor);
    }
    return actor;
  };
  const jobs = await startJobs(office, ownerPool, (id) => indexCase(office, id));
  const lawIndexer = startLawIndexer(office);

  const guard = strangersGuard(auth, identify);
  const app = new Hono();
  // For all that brings no policy of its own: files, errors, what sign-in's library answers.
  app.use('*', async (c, next) => {
    await next();
    // A viewer of papers is a page of the browser's own, to which a policy of ours would apply.
    const paper = c.res.headers.get('content-type')?.startsWith('application/pdf');
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      if (!c.res.headers.has(name) && !(paper && name === 'content-security-policy')) c.header(name, value);
  });
  if (copy) app.use('*', readsFromCopy(maxLagSeconds, baseUrl.startsWith('https:')));
  app.route('/api/auth', authRoutes(auth));
  app.route('/', createApi({ office, identify, key: signer.key, proofOf, guard }));
  app.route(
    '/',
    identityPages(auth, {
      frame: portalFrame({ office }),
      staffHome: '/desk/',
      ...(options.signInNotice && { notice: options.signInNotice }),
    }),
  );
  app.get('/desk/*', (c) => {
    const path = c.req.path.slice('/desk'.length);
    // A page of the desk is the desk itself; a file that is not there (an older build's) is not.
    const found =
      serveFile(c, DESK, path) ?? (/\.\w+$/.test(path) ? null : serveFile(c, DESK, '/index.html'));
    if (!found && existsSync(DESK)) return c.text('没有这个文件，请刷新页面。', 404);
    if (!found) return c.text('工作台还没有构建，请重新启动。', 503);
    found.headers.set('content-security-policy', DESK_POLICY);
    return found;
  });
  app.get('/desk', (c) => c.redirect('/desk/'));

  const site = portal({ ...portalDeps(office, identify, signer), guard });
  // Everything else is the public site, its own pages for what is missing or failed included.
  app.all('*', (c) => site.fetch(c.req.raw, c.env));
  // Proofs take seconds: have them ready before someone asks.
  if (options.proveAhead !== false)
    for (const code of office.procedures.keys()) proofOf(code).catch(() => {});
  const indexing = indexAll(office).catch(() => 0);
  // Charts of the procedures as they run from today on, beside those of earlier days.
  const charting = keepCharts(office, chartedProcedures()).catch((error: unknown) => {
    console.error('server: flow charts could not be kept:', error);
  });

  const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host });
  await new Promise<void>((done, fail) => {
    server.once('listening', done);
    server.once('error', fail);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://${options.host}:${port}`,
    office,
    auth,
    sequencer,
    ownerUrl: prepared.ownerUrl,
    app,
    site,
    async stop() {
      await indexing;
      await charting;
      await new Promise((done) => server.close(done));
      await jobs.stop();
      await lawIndexer.stop();
      await sequencer.stop();
      await store.close();
      await authPool.end();
      await ownerPool.end();
    },
  };
}
