/** Search over HTTP: texts of law, everything else, suggestions. */
import { parseDate } from '@fadu/kernel';
import { type Context, Hono } from 'hono';
import { LAW_STATUSES } from '../law/reading.ts';
import {
  LAW_TOPICS,
  type LawSearchOptions,
  type StatusChoice,
  searchLaws,
  suggest,
} from '../law/search/index.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { SEARCH_KINDS, search } from '../public/index.ts';
import { intQuery } from './context.ts';

/** A day from the query. @throws Problem 400 */
function dayQuery(c: Context, name: string): string | undefined {
  const text = c.req.query(name);
  if (!text) return undefined;
  try {
    return parseDate(text);
  } catch (error) {
    throw new Problem(400, 'query', `参数 ${name}：${(error as Error).message}`);
  }
}

function oneOf<T extends string>(c: Context, name: string, values: readonly T[]): T | undefined {
  const text = c.req.query(name);
  if (!text) return undefined;
  const found = values.find((v) => v === text);
  if (!found) throw new Problem(400, 'query', `参数 ${name} 应为${values.join('、')}之一`);
  return found;
}

/** Choice among texts of law from the query. @throws Problem 400 */
export function lawOptions(c: Context): LawSearchOptions {
  const text = (name: string) => c.req.query(name)?.trim().slice(0, 60) || undefined;
  const options = {
    on: dayQuery(c, 'on'),
    level: text('level'),
    status: oneOf<StatusChoice>(c, 'status', [...LAW_STATUSES, '全部']),
    organ: text('organ'),
    topic: oneOf(c, 'topic', LAW_TOPICS),
    from: dayQuery(c, 'from'),
    to: dayQuery(c, 'to'),
  };
  return Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined));
}

/** Routes below `/api/v1`; mount them before the routes of one text. */
export function searchRoutes(office: Office): Hono {
  const app = new Hono();
  app.get('/laws/search', async (c) =>
    c.json(
      await searchLaws(office, c.req.query('q') ?? '', {
        ...lawOptions(c),
        page: Math.max(1, intQuery(c, 'page', 1, 10_000)),
        perPage: Math.max(1, intQuery(c, 'perPage', 10, 50)),
      }),
    ),
  );
  app.get('/suggest', async (c) => {
    c.header('cache-control', 'private, max-age=60');
    return c.json({ items: await suggest(office, c.req.query('q') ?? '', intQuery(c, 'limit', 8, 20)) });
  });
  app.get('/search', async (c) => {
    const kind = SEARCH_KINDS.find((k) => k === c.req.query('kind'));
    const q = c.req.query('q') ?? '';
    const page = Math.max(1, intQuery(c, 'page', 1, 10_000));
    const { on, organ, from, to } = lawOptions(c);
    const chosen = {
      ...(on && { on }),
      ...(organ && { organ }),
      ...(from && { from }),
      ...(to && { to }),
      page,
    };
    const [others, laws] = await Promise.all([
      search(office, q, { ...(kind && { kind }), ...chosen }),
      kind ? null : searchLaws(office, q, { ...chosen, perPage: 5 }),
    ]);
    return c.json({ ...others, ...(laws && { laws }) });
  });
  return app;
}
