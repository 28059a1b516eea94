/** Service items over HTTP: found by what people say, and each with its whole guide (R5.1, R42.1). */
import { SERVICE_ITEMS } from '@fadu/plan/functions/service-items/index';
import { type Context, Hono } from 'hono';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { AUDIENCES, type Service, type ServiceFilter } from '../services/find.ts';
import { serviceOn, servicesInForce } from '../services/items.ts';

/** An item in a list. Days are working days; 0 is at once. */
const line = (s: Service) => ({
  code: s.code,
  region: s.region,
  name: s.item.name,
  kind: s.item.kind,
  object: s.item.object,
  organ: { id: s.item.organ, name: s.organ },
  statutoryDays: s.item.statutoryDays,
  promisedDays: s.item.promisedDays,
  visits: s.item.visits,
  channels: s.item.channels,
  url: `/services/${encodeURIComponent(s.code)}`,
});

function filterOf(c: Context): ServiceFilter {
  const asked = c.req.query('for');
  const audience = AUDIENCES.find((a) => a === asked);
  if (asked && !audience) throw new Problem(400, 'query', `参数 for 应为${AUDIENCES.join('或者')}`);
  const [kind, organ, region] = ['kind', 'organ', 'region'].map((n) => c.req.query(n));
  return {
    ...(audience && { for: audience }),
    ...(kind && { kind }),
    ...(organ && { organ }),
    ...(region && { region }),
  };
}

/** Routes below `/api/v1`. */
export function serviceRoutes(office: Office): Hono {
  const app = new Hono();
  app.get('/services', async (c) => {
    const filter = filterOf(c);
    const q = (c.req.query('q') ?? '').trim();
    const index = await servicesInForce(office);
    if (!q) {
      const items = index.list(filter).map(line);
      return c.json({ q, total: items.length, items, asks: [] });
    }
    const { hits, asks } = index.find(q, filter);
    return c.json({
      q,
      total: hits.length,
      items: hits.map((h) => line(h.service)),
      asks: asks.map((a) => ({
        question: a.question,
        answers: a.answers.map(({ text, service, say }) => ({
          text,
          ...(service && { item: line(service) }),
          ...(say && { say }),
        })),
      })),
    });
  });

  app.get('/services/:code', async (c) => {
    const found = await serviceOn(office, c.req.param('code').slice(0, 100), c.req.query('region'));
    if (!found) throw notFound('这个办理事项');
    const { entry, item } = found;
    return c.json({
      code: entry.code,
      region: entry.region,
      status: entry.status,
      lawFrom: entry.lawFrom,
      version: entry.version,
      organ: { id: item.organ, name: office.organName(item.organ) },
      item,
      register: `/api/v1/registers/${SERVICE_ITEMS}`,
      procedure: '/api/v1/procedures/service-application',
    });
  });
  return app;
}
