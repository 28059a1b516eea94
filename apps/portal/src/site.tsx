/** What every page of the portal shares: dependencies, the reader's mode, and how a page is answered. */

import type { RecordProof } from '@fadu/kernel/record/index';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { PortalDeps } from './deps.ts';
import { type Crumb, Layout } from './frame.tsx';

/** Everything a page may use. */
export interface Site {
  readonly deps: PortalDeps;
  readonly office: PortalDeps['office'];
  /** Name of the city whose site this is. */
  readonly city: () => string;
  /** Proof of one entry of the log against its latest head, or nothing. */
  readonly proofAt: (index: number) => Promise<RecordProof | null>;
}

/** Head matter of a page. */
export interface PageHead {
  readonly title: string;
  readonly description?: string;
  /** Way from the home page, without the page itself. */
  readonly crumbs?: readonly Crumb[];
  /** Script that makes the page nicer, a name below `/static/`. */
  readonly script?: 'verify.js' | 'suggest.js' | 'officer.js' | 'visit.js' | 'draw.js';
  /** Keep it out of search engines: results, receipts, forms. */
  readonly noindex?: boolean;
  /** May the answer be kept by caches for a short while? Default: yes for GET without a form. */
  readonly fresh?: boolean;
  readonly failed?: boolean;
}

type Status = 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;

export const MODE_COOKIE = 'fadu-mode';
/** Whether the reader asked for the large simple mode. */
export const isLarge = (c: Context): boolean => getCookie(c, MODE_COOKIE) === 'large';

/** Answer with a whole page. */
export function page(site: Site, c: Context, head: PageHead, body: Child, status: Status = 200) {
  c.header('cache-control', head.fresh || status >= 400 ? 'no-store' : 'private, max-age=0, must-revalidate');
  const whole = (
    <Layout
      {...head}
      city={site.city()}
      demo={site.office.demo}
      path={c.req.path}
      here={here(c)}
      large={isLarge(c)}
      base={site.office.baseUrl}
    >
      {body}
    </Layout>
  );
  return c.html(html`<!doctype html>${whole}`, status);
}

/** This page's own address with its query, for the switch of modes. */
function here(c: Context): string {
  const url = new URL(c.req.url);
  url.searchParams.delete('mode');
  return url.pathname + url.search;
}
