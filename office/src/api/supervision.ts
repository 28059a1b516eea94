/** Supervision of enforcement over HTTP: findings for those who supervise and are supervised, figures for everyone. */
import type { Actor } from '@fadu/kernel';
import { Hono } from 'hono';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import type { Scope } from '../store/pool.ts';
import { isSupervisor } from '../supervision/bodies.ts';
import { supervisionFigures } from '../supervision/figures.ts';
import { findingEvidence, listFindings } from '../supervision/findings.ts';
import { type Identify, intQuery, signedIn } from './context.ts';

/** For which of a person's organs findings are read: the one that supervises, else the first. @throws Problem 403 */
function scopeFor(office: Office, actor: Actor): Scope {
  const organs = [...new Set(actor.posts.map((p) => p.organ))];
  const organ = organs.find((o) => isSupervisor(office, o)) ?? organs[0];
  if (!organ) throw new Problem(403, 'no-post', '只有行政机关的工作人员可以查看监督发现的问题');
  return { as: 'organ', organ };
}

/** Routes below `/api/v1`. */
export function supervisionRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.get('/supervision/findings', async (c) => {
    const scope = scopeFor(office, await signedIn(identify, c));
    const state = c.req.query('state');
    if (state !== undefined && state !== 'open' && state !== 'past')
      throw new Problem(400, 'query', '参数 state 只能是 open、past 之一');
    const word = (name: string) => c.req.query(name)?.slice(0, 80) || undefined;
    const list = await listFindings(office, scope, {
      organ: word('organ'),
      kind: word('kind'),
      level: word('level'),
      rule: word('rule'),
      state,
      limit: intQuery(c, 'limit', 50, 200),
      offset: intQuery(c, 'offset', 0, 1_000_000),
    });
    return c.json({ ...list, supervises: scope.as === 'organ' && isSupervisor(office, scope.organ) });
  });
  app.get('/supervision/evidence', async (c) => {
    const scope = scopeFor(office, await signedIn(identify, c));
    return c.json(await findingEvidence(office, scope, (c.req.query('id') ?? '').slice(0, 300)));
  });
  app.get('/supervision/attempts', async (c) => {
    const scope = scopeFor(office, await signedIn(identify, c));
    const items = await office.store.within(scope, (tx) =>
      tx
        .selectFrom('fadu.attempt')
        .select(['organ', 'name', 'role', 'procedure', 'act', 'says', 'at'])
        .orderBy('at', 'desc')
        .limit(200)
        .execute(),
    );
    return c.json({ items: items.map((i) => ({ ...i, organName: office.organName(i.organ) })) });
  });
  app.get('/supervision/figures', async (c) => c.json(await supervisionFigures(office, c.req.query('year'))));
  return app;
}
