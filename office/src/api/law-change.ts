/** What a change of law would do, over HTTP, for those who propose and confirm it (R4.2). */
import { parseDate } from '@fadu/kernel';
import { Hono } from 'hono';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { lawImpact } from '../registers/law-impact.ts';
import { type Identify, signedIn } from './context.ts';

/** Roles that propose and confirm changes of law; theirs is the region that is looked at. */
const ROLES = ['law-keeper', 'legality-reviewer'];
/** Articles that one question names at most: as many as the form takes. */
const MOST = 200;

/** Routes below `/api/v1`; mount them before the routes of the registers. */
export function lawChangeRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.get('/registers/law-changes/impact', async (c) => {
    const actor = await signedIn(identify, c);
    const post = actor.posts.find((p) => ROLES.includes(p.role)) ?? actor.posts[0];
    if (!post) throw new Problem(403, 'post', '查看法律变动的影响是工作人员的功能，您没有岗位');
    const instrument = c.req.query('instrument')?.trim().slice(0, 120) ?? '';
    if (instrument.length < 2) throw new Problem(400, 'query', '请用 instrument 写明法律、法规、规章的名称');
    const articles = (c.req.query('articles') ?? '').split(',').filter(Boolean);
    if (articles.length > MOST) throw new Problem(400, 'query', `一次最多${MOST}条，请分次查看`);
    const bad = articles.find((a) => !/^\d{1,4}(-\d{1,2})?$/.test(a));
    if (bad !== undefined)
      throw new Problem(400, 'query', `条号“${bad.slice(0, 20)}”应写数字，第十二条之一写作12-1`);
    const change = c.req.query('change') ?? '废止';
    if (change !== '废止' && change !== '修改')
      throw new Problem(400, 'query', '参数 change 应为废止或者修改');
    const effectiveOn = dayOf(c.req.query('effectiveOn'));
    const region = office.organ(post.organ)?.region ?? '';
    c.header('cache-control', 'no-store');
    return c.json(
      await lawImpact(office, region, post.organ, {
        instrument,
        articles: [...new Set(articles)],
        change,
        effectiveOn,
      }),
    );
  });
  return app;
}

/** The first day of the change. @throws Problem 400 */
function dayOf(text: string | undefined): string {
  try {
    return parseDate(text ?? '');
  } catch (error) {
    throw new Problem(400, 'query', `参数 effectiveOn：${(error as Error).message}`);
  }
}
