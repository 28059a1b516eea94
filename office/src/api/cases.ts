/** Cases over HTTP: open, read, act. */
import { type Actor, dateOf, type Moment } from '@fadu/kernel';
import { type Context, Hono } from 'hono';
import { answerAll } from '../cases/answers.ts';
import { listCases, scopeOf, scopesOf, todo } from '../cases/lists.ts';
import { type LoadedCase, loadCase } from '../cases/load.ts';
import { casesBeside } from '../cases/other-cases.ts';
import { openCase, type Performed, performAct } from '../cases/perform.ts';
import { caseView, prefillQuestions } from '../cases/view.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { type Identify, intQuery, jsonBody, signedIn } from './context.ts';

const momentOf = (office: Office): Moment => ({
  now: office.now(),
  calendar: office.calendar,
  organ: office.organ,
  organsOf: office.organsOf,
});

/** A case as this person may see it: through one of their organs, or because it is about them. */
export async function visibleCase(office: Office, actor: Actor, id: string): Promise<LoadedCase> {
  for (const scope of scopesOf(actor)) {
    if (scope.as === 'public') break;
    const found = await loadCase(office, scope, id).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 404) return null;
      throw error;
    });
    if (found && (scope.as !== 'resident' || found.file.persons.includes(scope.person))) return found;
  }
  throw notFound('这个事项');
}

/** The post a person says they act under (`role@organ`): the others are left aside for this request. */
function asPost(c: Context, actor: Actor): Actor {
  const wanted = c.req.header('fadu-post');
  if (!wanted) return actor;
  const [role, organ] = wanted.split('@');
  const post = actor.posts.find((p) => p.role === role && p.organ === organ);
  if (!post) throw new Problem(403, 'post', '您今天没有这个岗位，请换一个岗位办理');
  return { ...actor, posts: [post] };
}

const keyOf = (c: Context): string => {
  const key = c.req.header('idempotency-key');
  if (!key)
    throw new Problem(400, 'idempotency-key', '请求缺少幂等键（Idempotency-Key），同一次办理请一直用同一个');
  return key;
};

/** An act by its name. @throws Problem 404 for words that every object answers to */
const actNamed = (name: string): string => {
  if (name in {}) throw notFound('这一步');
  return name;
};

const answer = (c: Context, done: Performed, status: 200 | 201) =>
  c.json(
    {
      id: done.caseId,
      seq: done.record.seq,
      act: done.record.act,
      title: done.procedure.acts[done.record.act]?.title ?? done.record.act,
      at: done.record.at,
      phase: { id: done.state.phase, title: done.procedure.phases[done.state.phase]?.title ?? '' },
      ended: done.state.ended ?? null,
      issued: done.record.issued ?? {},
      repeated: done.repeated,
    },
    done.repeated ? 200 : status,
  );

/** Routes below `/api/v1`. */
export function caseRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();

  app.get('/cases', async (c) => {
    const actor = await signedIn(identify, c);
    const state = c.req.query('state');
    return c.json(
      await listCases(office, scopeOf(asPost(c, actor)), {
        procedure: c.req.query('procedure'),
        phase: c.req.query('phase'),
        q: c.req.query('q'),
        state: state === 'open' || state === 'ended' ? state : undefined,
        after: c.req.query('after'),
        limit: intQuery(c, 'limit', 30, 100),
      }),
    );
  });

  app.get('/todo', async (c) =>
    c.json({ items: await todo(office, asPost(c, await signedIn(identify, c))) }),
  );

  app.get('/notices', async (c) => {
    const actor = asPost(c, await signedIn(identify, c));
    const rows = await office.store.within(scopeOf(actor), (tx) =>
      tx.selectFrom('fadu.notice').selectAll().orderBy('id', 'desc').limit(100).execute(),
    );
    return c.json({
      items: rows.map((n) => ({
        id: n.id,
        caseId: n.case_id,
        text: n.text,
        at: n.at,
        read: n.read_at !== null,
      })),
    });
  });

  app.post('/cases/:procedure', async (c) => {
    const actor = asPost(c, await identify(c));
    const done = await openCase(office, c.req.param('procedure'), {
      actor,
      input: await jsonBody(c),
      key: keyOf(c),
      ...(c.req.query('act') && { act: actNamed(c.req.query('act') as string) }),
    });
    return answer(c, done, 201);
  });

  app.get('/cases/:id', async (c) => {
    const actor = asPost(c, await signedIn(identify, c));
    const loaded = await visibleCase(office, actor, c.req.param('id'));
    const at = momentOf(office);
    const asked = prefillQuestions(loaded, actor, dateOf(at.now));
    const organs = actor.posts.map((p) => p.organ).filter((o) => loaded.file.organs.includes(o));
    const answered = asked.length ? await answerAll(office, loaded.file.region, asked, organs) : [];
    const view = caseView(office, loaded, actor, { ...at, ...(answered.length && { answered }) });
    const papers = await office.store.within(scopeOf(actor), (tx) =>
      tx
        .selectFrom('fadu.paper')
        .select(['id', 'seq', 'template', 'title', 'number', 'made_on', 'public'])
        .where('region', '=', loaded.file.region)
        .where('case_id', '=', loaded.file.id)
        .orderBy('seq')
        .execute(),
    );
    const beside = await casesBeside(
      office,
      scopeOf(actor),
      loaded.file.id,
      Object.values(loaded.state.bindings).flat(),
    );
    return c.json({ ...view, papers, beside });
  });

  app.post('/cases/:id/acts/:act', async (c) => {
    const actor = asPost(c, await identify(c));
    const done = await performAct(office, c.req.param('id'), {
      act: actNamed(c.req.param('act')),
      actor,
      input: await jsonBody(c),
      key: keyOf(c),
    });
    return answer(c, done, 200);
  });

  return app;
}
