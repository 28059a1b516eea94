/** Law popularisation over HTTP (R27.1): figures and what they are counted from for everyone, cases for who may see them. */
import { Hono } from 'hono';
import type { Office } from '../office.ts';
import { popularisationEvidence } from '../popularisation/evidence.ts';
import { bodyPopularisation, popularisationFigures } from '../popularisation/figures.ts';
import { notFound, Problem } from '../problem.ts';
import { type Identify, signedIn } from './context.ts';

/** Routes below `/api/v1`. */
export function popularisationRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.get('/law-popularisation', async (c) =>
    c.json(await popularisationFigures(office, c.req.query('year'))),
  );
  app.get('/law-popularisation/:organ', async (c) => {
    const found = await bodyPopularisation(office, c.req.param('organ').slice(0, 60), c.req.query('year'));
    if (!found) throw notFound('这个机关的普法情况');
    return c.json(found);
  });
  app.get('/law-popularisation/:organ/evidence', async (c) => {
    const actor = await signedIn(identify, c);
    const organ = c.req.param('organ').slice(0, 60);
    const mine = [...new Set(actor.posts.map((p) => p.organ))];
    if (mine.length === 0)
      throw new Problem(403, 'no-post', '只有行政机关的工作人员可以查看案件里的普法记录');
    const scope = { as: 'organ', organ: mine.find((o) => o === organ) ?? (mine[0] as string) } as const;
    return c.json({ items: await popularisationEvidence(office, scope, organ, c.req.query('year')) });
  });
  return app;
}
