/** Inspections of enterprises over HTTP: an enterprise's visits and the year's figures for everyone, joint visits for organs. */
import { type Actor, dateOf } from '@fadu/kernel';
import { type Context, Hono } from 'hono';
import { jointProposals, ownVisits } from '../inspections/joint.ts';
import { enterpriseVisits, visitFigures } from '../inspections/visits.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { type Identify, signedIn } from './context.ts';

/** Roles that plan, approve and carry out inspections. */
const ROLES: readonly string[] = ['inspection-clerk', 'enforcement-officer', 'head'];

/** The organ under whose post somebody asks. @throws Problem 403 */
function organOf(c: Context, actor: Actor): string {
  const wanted = c.req.header('fadu-post');
  const posts = actor.posts.filter((p) => ROLES.includes(p.role));
  const post = posts.find((p) => wanted === `${p.role}@${p.organ}`) ?? posts[0];
  if (!post) throw new Problem(403, 'who', '联合检查建议给检查计划人员、执法人员和机关负责人看');
  return post.organ;
}

/** Routes below `/api/v1`. */
export function inspectionRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.get('/inspections/joint', async (c) => {
    const organ = organOf(c, await signedIn(identify, c));
    return c.json({ organ, items: await jointProposals(office, organ), own: await ownVisits(office, organ) });
  });
  app.get('/inspections/figures', async (c) => {
    const year = c.req.query('year') ?? dateOf(office.now()).slice(0, 4);
    if (!/^20\d\d$/.test(year)) throw new Problem(400, 'query', '参数 year 是四位年份，如 2026');
    return c.json(await visitFigures(office, year));
  });
  app.get('/inspections/enterprises/:code', async (c) => {
    const found = await enterpriseVisits(office, c.req.param('code').slice(0, 40));
    if (!found) throw notFound('这家企业的检查记录');
    return c.json(found);
  });
  return app;
}
