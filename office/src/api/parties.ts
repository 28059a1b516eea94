/** The record of a party over HTTP, for staff; public credit facts and closed lists for everyone. */
import { dateOf } from '@fadu/kernel';
import { Hono } from 'hono';
import { findSubjects, publicCredit } from '../credit/reading.ts';
import type { Office } from '../office.ts';
import { partyRecord } from '../parties/record.ts';
import { notFound } from '../problem.ts';
import { type Identify, signedIn } from './context.ts';

/** Routes below `/api/v1`. */
export function partyRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.get('/parties/:code', async (c) => {
    const actor = await signedIn(identify, c);
    c.header('cache-control', 'no-store');
    return c.json(await partyRecord(office, actor, c.req.param('code')));
  });
  app.get('/credit', async (c) => {
    const words = (c.req.query('q') ?? '').trim().slice(0, 60);
    return c.json({
      items: words.length < 2 ? [] : await findSubjects(office, words, dateOf(office.now())),
    });
  });
  app.get('/credit/:code', async (c) => {
    const found = await publicCredit(office, c.req.param('code'), dateOf(office.now()));
    if (!found) throw notFound('可以公示的信用信息');
    c.header('cache-control', 'no-store');
    return c.json({ ...found, validAt: office.now() });
  });
  return app;
}
