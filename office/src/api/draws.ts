/** Committed lists and draws over HTTP (R7.1, R7.2). */
import type { Actor } from '@fadu/kernel';
import { LIST_KINDS, type ListKind } from '@fadu/kernel/draw/index';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { listFromFile, objectsFromRegister, officersFromRegister } from '../draws/compile.ts';
import { type Committer, listBytes, MAX_LIST_BYTES, ownLists } from '../draws/lists.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { drawList, drawRecord, publicList, publishedRound } from '../public/draws.ts';
import { bodyBytes, type Identify, jsonBody, signedIn } from './context.ts';

const fromRegister = z.object({
  kind: z.enum(['objects', 'officers']),
  title: z.string().trim().min(2).max(80),
  classes: z.array(z.string().trim().min(1).max(40)).max(50).optional(),
  cap: z.int().min(1).max(365).optional(),
  field: z.string().trim().max(40).optional(),
});

/** Whoever plans inspections for an organ commits its lists. */
function committer(c: Context, actor: Actor): Committer {
  const wanted = c.req.header('fadu-post');
  const post = actor.posts.find(
    (p) => p.role === 'inspection-clerk' && (!wanted || wanted === `${p.role}@${p.organ}`),
  );
  if (!post || !actor.person) throw new Problem(403, 'who', '清单由检查计划人员提交，您没有这个岗位');
  return { organ: post.organ, person: actor.person };
}

const tsv = (hash: string) => ({
  'content-type': 'text/tab-separated-values; charset=utf-8',
  'content-disposition': `attachment; filename="${hash.slice(0, 16)}.tsv"`,
  // Content that is named by its own hash never changes.
  'cache-control': 'public, max-age=31536000, immutable',
});

/** Routes below `/api/v1`. */
export function drawRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();

  app.get('/committed-lists', async (c) =>
    c.json({ items: await ownLists(office, committer(c, await signedIn(identify, c)).organ) }),
  );

  app.post('/committed-lists', async (c) => {
    const who = committer(c, await signedIn(identify, c));
    const kind = c.req.query('kind') as ListKind;
    if (!LIST_KINDS.includes(kind))
      throw new Problem(400, 'query', `参数 kind 应为 ${LIST_KINDS.join('、')}`);
    const bytes = await bodyBytes(c, MAX_LIST_BYTES, '文件超过200 MB，请分成几批抽取');
    if (bytes.length === 0) throw new Problem(400, 'file', '没有收到文件，请选择文件后再上传');
    const name = c.req.query('name') ?? '清单.csv';
    const title = (c.req.query('title') ?? name).slice(0, 80);
    return c.json(await listFromFile(office, who, kind, title, { name, bytes }), 201);
  });

  app.post('/committed-lists/from-register', async (c) => {
    const who = committer(c, await signedIn(identify, c));
    const parsed = fromRegister.safeParse(await jsonBody(c));
    if (!parsed.success)
      throw new Problem(422, 'input', '请写明清单种类（objects 或者 officers）、名称和检查对象类别');
    const { kind, title, classes, cap, field } = parsed.data;
    const made =
      kind === 'objects'
        ? await objectsFromRegister(office, who, { title, classes: classes ?? [], ...(cap && { cap }) })
        : await officersFromRegister(office, who, { title, ...(field && { field }) });
    return c.json(made, 201);
  });

  app.get('/committed-lists/:hash', async (c) => {
    const hash = c.req.param('hash');
    let bytes = await publicList(office, hash);
    if (!bytes) {
      const actor = await identify(c);
      for (const organ of new Set(actor.posts.map((p) => p.organ)))
        bytes ??= (await office.store.within({ as: 'organ', organ }, (tx) => listBytes(tx, hash))) ?? null;
    }
    if (!bytes) throw notFound('这份清单');
    return c.body(new Uint8Array(bytes), 200, tsv(hash));
  });

  app.get('/draws', async (c) => c.json({ items: await drawList(office) }));

  app.get('/draws/:id', async (c) => {
    const record = await drawRecord(office, c.req.param('id'));
    if (!record) throw notFound('这次抽取');
    return c.json(record);
  });

  app.get('/draws/:id/:round', async (c) => {
    const record = await drawRecord(office, c.req.param('id'));
    const draw = record && publishedRound(record, Number(c.req.param('round')));
    if (!draw) throw notFound('这一轮抽取');
    return c.json(draw);
  });

  return app;
}
