/** Texts of law over HTTP: list, one text as of any day, its versions, one article with its links and what it carries. */
import { dateOf, parseDate } from '@fadu/kernel';
import { type Context, Hono } from 'hono';
import { carriedByArticle, carries } from '../law/carries.ts';
import { compareLaw } from '../law/compare.ts';
import { findLaw, LAW_STATUSES, type LawView, listLaws, readLaw } from '../law/reading.ts';
import { articleNode, articleNumbers, linksWithin } from '../law/reading-articles.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { intQuery } from './context.ts';

/** A day from the query, today where none is given. @throws Problem 400 */
function dayQuery(c: Context, name: string): string | undefined {
  const day = c.req.query(name);
  if (day === undefined || day === '') return undefined;
  try {
    parseDate(day);
  } catch (error) {
    throw new Problem(400, 'query', `参数 ${name}：${(error as Error).message}`);
  }
  return day;
}

/** Routes below `/api/v1`. */
export function lawRoutes(office: Office): Hono {
  const app = new Hono();
  const open = async (c: Context): Promise<LawView> => {
    const name = c.req.param('id') ?? '';
    const version = intQuery(c, 'version', 0, 10_000);
    const on = dayQuery(c, 'on');
    const id = (await findLaw(office, name)) ?? name;
    const view = await readLaw(office, id, { ...(on && { on }), ...(version && { version }) });
    if (!view) throw notFound(version ? '这个法律文本的这个版本' : '这个法律文本');
    return view;
  };
  const head = ({ text: _, links: __, ...rest }: LawView) => rest;

  app.get('/laws', async (c) => {
    const status = c.req.query('status');
    if (status && !LAW_STATUSES.some((s) => s === status))
      throw new Problem(400, 'query', `参数 status 应为${LAW_STATUSES.join('、')}之一`);
    const on = dayQuery(c, 'on');
    return c.json(
      await listLaws(office, {
        ...(c.req.query('level') && { level: c.req.query('level') as string }),
        ...(status && { status: status as (typeof LAW_STATUSES)[number] }),
        ...(c.req.query('q') && { words: c.req.query('q') as string }),
        ...(c.req.query('maker') && { maker: c.req.query('maker') as string }),
        ...(on && { on }),
        page: Math.max(1, intQuery(c, 'page', 1, 100_000)),
        perPage: Math.max(1, intQuery(c, 'limit', 50, 500)),
      }),
    );
  });

  app.get('/laws/:id', async (c, next) => {
    // The search of laws has its own routes below this one.
    if (['search', 'suggest'].includes(c.req.param('id'))) return next();
    const view = await open(c);
    return c.json({ ...view, links: Object.fromEntries(view.links) });
  });

  app.get('/laws/:id/versions', async (c) => {
    const view = await open(c);
    return c.json({ id: view.id, title: view.title, items: view.history, events: view.events });
  });

  app.get('/laws/:id/compare', async (c) => {
    const name = c.req.param('id');
    const [from, to] = [intQuery(c, 'from', 0, 10_000), intQuery(c, 'to', 0, 10_000)];
    if (!from || !to) throw new Problem(400, 'query', '请用 from 和 to 写明要比较的两个版本号');
    const id = (await findLaw(office, name)) ?? name;
    const compared = await compareLaw(office, id, from, to, dateOf(office.now()));
    if (!compared) throw notFound('这个法律文本，或者其中一个版本');
    return c.json(compared);
  });

  app.get('/laws/:id/articles', async (c) => {
    const view = await open(c);
    const numbers = articleNumbers(view.text);
    const held = await carriedByArticle(office, view.id, {
      on: view.on,
      version: view.shown.version,
      articles: numbers,
    });
    return c.json({
      ...head(view),
      items: numbers.map((article) => ({
        article,
        number: articleNode(view.text, article)?.number,
        carried: held.get(article)?.total ?? 0,
      })),
    });
  });

  app.get('/laws/:id/articles/:article', async (c) => {
    const view = await open(c);
    const asked = c.req.param('article');
    const article = asked === 'all' ? null : asked;
    if (article !== null && !/^\d{1,4}(-\d{1,3})?$/.test(article))
      throw new Problem(400, 'query', '条的编号应为数字，如 57；第十二条之一写作 12-1；引用全文的写作 all');
    const node = article === null ? undefined : articleNode(view.text, article);
    if (article !== null && !node && view.complete) throw notFound('这个法律文本的这一条');
    return c.json({
      ...head(view),
      article,
      node: node ?? null,
      links: node ? linksWithin(view, node) : [],
      events: view.events.filter((e) => article === null || e.articles.includes(article)),
      carries: await carries(office, view.id, article, view.on, {
        version: view.shown.version,
        limit: Math.max(1, intQuery(c, 'limit', 200, 5_000)),
      }),
    });
  });
  return app;
}
