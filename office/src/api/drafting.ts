/** Help while drafting, over HTTP: near copies, suspect clauses, the year's number of documents, the length (R16.4, R16.8). */
import { CaseView, citeText, dateOf } from '@fadu/kernel';
import { type ScannedArticle, scanArticles } from '@fadu/plan/rulemaking/clause-scan/index';
import { lengthLimit, lengthOf, quotaOf } from '@fadu/plan/rulemaking/normative-documents/quota';
import { Hono } from 'hono';
import { z } from 'zod';
import { nearArticles, nearCopies } from '../drafting/near.ts';
import { quotaLines } from '../drafting/quota.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { visibleCase } from './cases.ts';
import { type Identify, jsonBody, problemOf, signedIn } from './context.ts';

const draftForm = z.object({
  articles: z
    .array(z.object({ number: z.string().max(40), text: z.array(z.string().max(4000)).max(60) }))
    .min(1)
    .max(300),
});

/** The draft as it stands: the latest text entered in the case. */
function textOf(view: CaseView): readonly ScannedArticle[] {
  const latest = view.state.acts.findLast(
    (a) => !view.state.voided.has(a.seq) && Array.isArray(a.input.articles),
  );
  return (latest?.input.articles ?? []) as readonly ScannedArticle[];
}

const clauses = (articles: readonly ScannedArticle[]) =>
  scanArticles(articles).map(({ cites, ...hit }) => ({ ...hit, cites: cites.map(citeText) }));

/** Routes below `/api/v1`. */
export function draftingRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.onError((error) => problemOf(error));

  const ofCase = async (c: Parameters<Identify>[0]) => {
    const actor = await signedIn(identify, c);
    const id = c.req.query('case');
    if (!id) throw new Problem(400, 'query', '缺少参数 case：要看哪一个事项的草案');
    const loaded = await visibleCase(office, actor, id);
    return { id, view: new CaseView(loaded.state), region: loaded.file.region };
  };

  app.get('/drafting/near-copies', async (c) => {
    const { id, view } = await ofCase(c);
    return c.json(await nearCopies(office, nearArticles(textOf(view)), id));
  });

  app.post('/drafting/near-copies', async (c) => {
    const actor = await signedIn(identify, c);
    if (actor.posts.length === 0) throw new Problem(403, 'post', '比对草案是工作人员的功能');
    const parsed = draftForm.safeParse(await jsonBody(c));
    if (!parsed.success) throw new Problem(422, 'input', '草案条文的格式不对：应为条号和各款文字，最多300条');
    return c.json(await nearCopies(office, nearArticles(parsed.data.articles)));
  });

  app.get('/drafting/clauses', async (c) => {
    const { view } = await ofCase(c);
    return c.json({ items: clauses(textOf(view)) });
  });

  app.get('/drafting/limits', async (c) => {
    const { view } = await ofCase(c);
    const maker = view.bound('maker')[0];
    const line = maker ? (await quotaLines(office, { maker }))[0] : undefined;
    const articles = textOf(view);
    return c.json({
      length: lengthOf(articles),
      limit: lengthLimit(view.get('propose.singleTask') === true),
      maker: maker ? { id: maker, name: office.organName(maker) } : null,
      quota: maker ? (line?.state ?? quotaOf({}, dateOf(office.now()))) : null,
    });
  });

  app.get('/drafting/quota', async (c) => {
    const region = c.req.query('region');
    return c.json({ items: await quotaLines(office, region ? { region } : {}) });
  });

  return app;
}
