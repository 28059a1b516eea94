/** What machines read: robots.txt, sitemap.xml. */
import { listConsultations, listDocuments } from '@fadu/office/public/index';
import { TASK_COUNT } from '@fadu/plan/index-of-systems';
import { Hono } from 'hono';
import type { Site } from '../site.tsx';

const PAGES = [
  '/',
  '/documents',
  '/consultations',
  '/procedures',
  '/plan',
  '/verify',
  '/time',
  '/records',
  '/about',
];
/** A sitemap holds at most this many addresses. */
const SITEMAP_LIMIT = 20_000;

const xmlText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function feeds(site: Site): Hono {
  const app = new Hono();
  const base = site.office.baseUrl;

  app.get('/robots.txt', (c) =>
    c.text(
      `User-agent: *\nDisallow: /search\nDisallow: /records/\nDisallow: /v/\nDisallow: /account\nDisallow: /sign-in\nSitemap: ${base}/sitemap.xml\n`,
    ),
  );

  app.get('/sitemap.xml', async (c) => {
    const [documents, open, closed] = await Promise.all([
      listDocuments(site.office, {}, SITEMAP_LIMIT),
      listConsultations(site.office, { state: 'open' }, SITEMAP_LIMIT),
      listConsultations(site.office, { state: 'closed' }, SITEMAP_LIMIT),
    ]);
    const urls = [
      ...PAGES,
      ...[...site.office.procedures.keys()].map((code) => `/procedures/${code}`),
      ...Array.from({ length: TASK_COUNT }, (_, i) => `/plan/tasks/${i + 1}`),
      ...documents.items.map((d) => `/documents/${encodeURIComponent(d.number)}`),
      ...[...open.items, ...closed.items].map((x) => `/consultations/${x.caseId}`),
    ];
    c.header('content-type', 'application/xml; charset=utf-8');
    return c.body(
      `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls
        .map((u) => `<url><loc>${xmlText(base + u)}</loc></url>`)
        .join('\n')}\n</urlset>\n`,
    );
  });

  return app;
}
