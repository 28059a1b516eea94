/** The portal: the public site, rendered on the server, readable without script. */
import { readableForms } from '@fadu/office/api/forms';
import { guarded, TooMany } from '@fadu/office/identity/index';
import { databaseAway, Problem } from '@fadu/office/problem';
import { prover } from '@fadu/office/public/index';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import type { Child, FC } from 'hono/jsx';
import type { PortalDeps } from './deps.ts';
import { MAX_SENT } from './files.ts';
import { Layout } from './frame.tsx';
import { keptPages, takesGzip, zippedOf } from './kept.ts';
import { aboutPages } from './pages/about.tsx';
import { benchmarkPages } from './pages/benchmarks.tsx';
import { campaignPages } from './pages/campaigns.tsx';
import { certificatePages } from './pages/certificates.tsx';
import { competitionPages } from './pages/competition.tsx';
import { compulsionPages } from './pages/compulsions.tsx';
import { consultationPages } from './pages/consultations.tsx';
import { creditPages } from './pages/credit.tsx';
import { documentPages } from './pages/documents.tsx';
import { drawPages } from './pages/draws.tsx';
import { enforcementPages } from './pages/enforcement.tsx';
import { equipmentPages } from './pages/equipment.tsx';
import { showError } from './pages/errors.tsx';
import { feeds } from './pages/feeds.ts';
import { filingPages } from './pages/filing.tsx';
import { flowChartPages } from './pages/flow-charts.tsx';
import { homePages } from './pages/home.tsx';
import { inspectionPages } from './pages/inspections.tsx';
import { lawPages } from './pages/law.tsx';
import { popularisationPages } from './pages/law-popularisation.tsx';
import { lawSearchPages } from './pages/law-search.tsx';
import { mayEnterPages } from './pages/may-enter.tsx';
import { officerPages } from './pages/officers.tsx';
import { oneThingPages } from './pages/one-thing.tsx';
import { organFunctionPages } from './pages/organ-functions.tsx';
import { penaltyPages } from './pages/penalties.tsx';
import { planPages } from './pages/plan.tsx';
import { procedurePages } from './pages/procedures.tsx';
import { projectPages } from './pages/projects.tsx';
import { recordPages } from './pages/records.tsx';
import { registerPages } from './pages/registers.tsx';
import { reportPages } from './pages/reports.tsx';
import { searchPages } from './pages/search.tsx';
import { servicePages } from './pages/services.tsx';
import { visitPages } from './pages/services-visit.tsx';
import { supervisionPages } from './pages/supervision.tsx';
import { timePages } from './pages/time.tsx';
import { typicalCasePages } from './pages/typical-cases.tsx';
import { MAX_FILE, verifyPages } from './pages/verify.tsx';
import { buildScripts, type StaticFile, sealIcon, styleSheet } from './scripts.ts';
import { MODE_COOKIE, type Site } from './site.tsx';

export * from './deps.ts';
export { planSource } from './plan-source.ts';
export { buildScripts, type StaticFile, styleSheet } from './scripts.ts';
export { MODE_COOKIE } from './site.tsx';

/** What every answer of the portal carries: no foreign content, no framing, no guessing of types. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** Pages whose forms bring files. */
const WITH_FILES = /^\/(?:verify|services\/[^/]+\/apply|services\/mine\/[^/]+\/(?:correct|add))$/;

const YEAR = 365 * 24 * 3600;

/** The name of the city whose site this is: its first region. */
const cityOf = (deps: PortalDeps) => () =>
  deps.office.regions.find((r) => r.parent === null)?.name ?? deps.office.regions[0]?.name ?? '';

/** The frame of the portal for pages made elsewhere, such as sign-in: title and content set into header and footer. */
export function portalFrame(
  deps: Pick<PortalDeps, 'office'>,
): FC<{ title: string; failed?: boolean; request: Request; children?: Child }> {
  const city = cityOf(deps as PortalDeps);
  return ({ request, ...p }) => {
    const { pathname, search } = new URL(request.url);
    const large = new RegExp(`(?:^|;)\\s*${MODE_COOKIE}=large\\s*(?:;|$)`).test(
      request.headers.get('cookie') ?? '',
    );
    return (
      <Layout
        {...p}
        narrow
        noindex
        city={city()}
        demo={deps.office.demo}
        path=""
        // These pages are not the portal's: one of its own keeps the choice and sends the reader back.
        here={`/about?back=${encodeURIComponent(request.method === 'GET' ? `${pathname}${search}` : pathname)}`}
        large={large}
        base={deps.office.baseUrl}
      />
    );
  };
}

/** The public site. */
export function portal(deps: PortalDeps): Hono {
  const { office } = deps;
  const site: Site = { deps, office, city: cityOf(deps), proofAt: prover(deps.vkey, deps.log) };
  const app = new Hono();

  app.use('*', async (c, next) => {
    await next();
    // A page that brings its own (sign-in set into this frame) keeps it.
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      if (!c.res.headers.has(name)) c.header(name, value);
  });
  app.use('*', (c, next) => {
    // No text holds a null, and the database refuses it: it is never meant.
    if (c.req.url.includes('%00')) throw new HTTPException(400);
    return next();
  });
  app.use('*', compress());
  app.use('*', guarded(deps.guard));
  app.use('*', modes);
  app.use('*', keptPages(office, deps.keepPages ?? 0));
  const ownOrigin = new URL(office.baseUrl).origin;
  const sameOrigin = csrf({
    origin: (origin, c) => origin === ownOrigin || origin === new URL(c.req.url).origin,
  });
  const tooLarge = (max: number) =>
    bodyLimit({
      maxSize: max,
      onError: () => {
        throw new HTTPException(413);
      },
    });
  // Whatever is sent: by a form of this site, no larger than forms are, and readable.
  // What the sign-in pages took and have no page for is read already: it only gets its 404.
  const unread =
    (check: MiddlewareHandler): MiddlewareHandler =>
    (c, next) =>
      c.req.raw.bodyUsed || c.req.raw.body?.locked ? next() : check(c, next);
  const fileSize = tooLarge(Math.max(MAX_FILE, MAX_SENT) + 64 * 1024);
  const formSize = tooLarge(64 * 1024);
  app.use('*', sameOrigin);
  app.use(
    '*',
    unread((c, next) => (WITH_FILES.test(c.req.path) ? fileSize : formSize)(c, next)),
  );
  app.use('*', unread(readableForms));

  statics(app);
  for (const pages of [
    homePages,
    searchPages,
    consultationPages,
    competitionPages,
    creditPages,
    documentPages,
    filingPages,
    lawSearchPages,
    lawPages,
    benchmarkPages,
    registerPages,
    organFunctionPages,
    procedurePages,
    flowChartPages,
    penaltyPages,
    compulsionPages,
    enforcementPages,
    planPages,
    verifyPages,
    drawPages,
    inspectionPages,
    equipmentPages,
    mayEnterPages,
    certificatePages,
    officerPages,
    reportPages,
    visitPages,
    servicePages,
    oneThingPages,
    projectPages,
    supervisionPages,
    timePages,
    typicalCasePages,
    campaignPages,
    popularisationPages,
    recordPages,
    aboutPages,
    feeds,
  ]) {
    app.route('/', pages(site));
  }

  app.notFound((c) => showError(site, c, 404));
  app.onError((error, c) => {
    if (error instanceof TooMany) c.header('retry-after', String(error.retryAfter));
    if (error instanceof Problem) return showError(site, c, error.status, error.message);
    if (error instanceof HTTPException) return showError(site, c, error.status);
    const away = databaseAway(error);
    if (away) {
      c.header('retry-after', '5');
      return showError(site, c, away.status, away.message);
    }
    console.error(`portal: ${c.req.method} ${c.req.path} failed:`, error);
    return showError(site, c, 500);
  });
  return app;
}

/**
 * `?mode=large` and `?mode=normal` are remembered in a cookie and leave the address again. `&back=`: a page of this site that
 * is none of the portal's, such as sign-in, to return to.
 */
async function modes(c: Context, next: () => Promise<void>) {
  const mode = c.req.query('mode');
  if (c.req.method !== 'GET' || (mode !== 'large' && mode !== 'normal')) return next();
  setCookie(c, MODE_COOKIE, mode, { path: '/', maxAge: YEAR, httpOnly: true, sameSite: 'Lax' });
  const url = new URL(c.req.url);
  const back = url.searchParams.get('back');
  const to = back?.startsWith('/') && URL.canParse(back, url.origin) ? new URL(back, url.origin) : url;
  to.searchParams.delete('back');
  to.searchParams.delete('mode');
  // Only path and query go back, so that no other site can be led to.
  return c.redirect(`${to.pathname.replace(/^\/+/, '/')}${to.search}`, 303);
}

/** Style sheet, icon and scripts, built once. */
function statics(app: Hono): void {
  const scripts = buildScripts();
  // A failed build is shown by the request for it, not by the end of the process.
  scripts.catch((error: unknown) => console.error('portal: scripts could not be built:', error));
  const fixed: Record<string, StaticFile> = { 'fadu.css': styleSheet(), 'seal.svg': sealIcon() };
  app.get('/static/:name', async (c) => {
    const name = c.req.param('name');
    const file = fixed[name] ?? (name.endsWith('.js') ? (await scripts)[name] : undefined);
    if (!file) return c.notFound();
    c.header('etag', file.etag);
    c.header('cache-control', 'public, max-age=300, stale-while-revalidate=86400');
    // A tag that a compressing proxy made weak is the same tag.
    if (c.req.header('if-none-match')?.replace(/^W\//, '') === file.etag) return c.body(null, 304);
    c.header('content-type', file.media);
    if (!takesGzip(c)) return c.body(file.bytes);
    // Compressed once, not for each reader.
    const zipped = await zippedOf(file);
    c.header('content-encoding', 'gzip');
    c.header('vary', 'Accept-Encoding');
    c.header('etag', `W/${file.etag}`);
    return c.body(zipped);
  });
  app.get('/favicon.ico', (c) => c.redirect('/static/seal.svg', 301));
}
