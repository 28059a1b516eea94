/** The plan over HTTP: importing it, its tasks and how far they are for everyone, opening a task for the coordinator. */
import { type Context, Hono } from 'hono';
import type { Office } from '../office.ts';
import { importPlanText, PLAN_ROLE } from '../plan/import.ts';
import { openPlanTask } from '../plan/open.ts';
import { progressBy } from '../plan/progress.ts';
import { planTasks, taskDetail } from '../plan/tasks.ts';
import { Problem } from '../problem.ts';
import { bodyBytes, type Identify, jsonBody, problemOf, signedIn } from './context.ts';

/** Longest plan document taken, in bytes. */
const MAX_DOCUMENT = 2 * 1024 * 1024;

/** The body as text; a byte order mark and the wrong encoding are left for the importer to judge, line by line. */
async function textBody(c: Context): Promise<string> {
  const type = c.req.header('content-type') ?? '';
  if (!/^text\/plain\b/i.test(type))
    throw new Problem(415, 'content-type', '请以纯文本（text/plain，UTF-8编码）提交方案全文');
  const bytes = await bodyBytes(c, MAX_DOCUMENT, '方案全文不应超过2MB，请检查是否选错了文件');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** A whole number from the path or query. */
function whole(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Problem(400, 'query', `${name} 应为正整数`);
  return Number(text);
}

/** Routes below `/api/v1`. Reading is open to everyone. */
export function planRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.onError((error) => problemOf(error));

  app.post('/plan/import', async (c) => {
    const actor = await signedIn(identify, c);
    const answer = await importPlanText(office, await textBody(c), actor);
    return c.json(answer, answer.repeated ? 200 : 201);
  });

  app.get('/plan/tasks', async (c) =>
    c.json(
      await planTasks(office, {
        region: c.req.query('region'),
        chapter: whole(c.req.query('chapter'), '参数 chapter'),
        body: c.req.query('body'),
        light: c.req.query('light'),
      }),
    ),
  );

  app.get('/plan/tasks/:n', async (c) => {
    const { posts } = await identify(c);
    const coordinates = posts.some((p) => p.role === PLAN_ROLE);
    return c.json(
      await taskDetail(office, whole(c.req.param('n'), '任务序号') ?? 0, c.req.query('region'), coordinates),
    );
  });

  app.get('/plan/progress', async (c) =>
    c.json(await progressBy(office, c.req.query('by') ?? 'chapter', c.req.query('region'))),
  );

  app.post('/plan/tasks/:n/cases', async (c) => {
    const actor = await signedIn(identify, c);
    const key = c.req.header('idempotency-key');
    if (!key)
      throw new Problem(
        400,
        'idempotency-key',
        '请求缺少幂等键（Idempotency-Key），同一次办理请一直用同一个',
      );
    const done = await openPlanTask(office, whole(c.req.param('n'), '任务序号') ?? 0, {
      actor,
      input: await jsonBody(c),
      key,
    });
    return c.json(
      { id: done.caseId, seq: done.record.seq, phase: done.state.phase, repeated: done.repeated },
      done.repeated ? 200 : 201,
    );
  });

  return app;
}
