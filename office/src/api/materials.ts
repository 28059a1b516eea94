/** Files of a case over HTTP (R24.2): handing in, the list with custody, readings, bytes with ranges, the case file. */
import { SYSTEMS } from '@fadu/plan/index-of-systems';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { caseFile } from '../case-file/index.ts';
import { handIn, holderOf, tooLarge } from '../materials/hand-in.ts';
import { MAX_MATERIAL_BYTES, MEDIA_WORDS } from '../materials/media.ts';
import { listMaterials, openFile, openReading } from '../materials/read.ts';
import { recordStanding, seesStanding } from '../materials/standing.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { visibleCase } from './cases.ts';
import { checkValue, type Identify, jsonBody, signedIn } from './context.ts';

/** Systems of the enforcement chapter. */
const ENFORCEMENT = new Set(SYSTEMS.filter((s) => s.chapter === 'enforcement').map((s) => s.id));

const readingForm = z.strictObject({
  kind: z.enum(['查看', '下载']),
  why: z.string().trim().min(2).max(200),
});

/** The header `Fadu-Material`: what is said of the file, as JSON, percent-encoded. */
function described(c: Context): unknown {
  const header = c.req.header('fadu-material');
  if (!header) throw new Problem(400, 'material', '请求缺少材料的说明（请求头 Fadu-Material）');
  let value: unknown;
  try {
    value = JSON.parse(decodeURIComponent(header));
  } catch {
    throw new Problem(400, 'material', '材料的说明不是有效的JSON（先转成JSON，再做百分号编码）');
  }
  checkValue(value);
  return value;
}

/** The part of a file that is asked for; null where the whole is. @throws Problem 416 */
export function rangeOf(header: string | undefined, size: number): { from: number; to: number } | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!asked || (asked[1] === '' && asked[2] === '')) return null;
  const last = size - 1;
  const from = asked[1] === '' ? Math.max(0, size - Number(asked[2])) : Number(asked[1]);
  const to = asked[1] === '' || asked[2] === '' ? last : Math.min(Number(asked[2]), last);
  if (from > to || from > last) throw new Problem(416, 'range', '要的这一段超出了文件的大小');
  return { from, to };
}

const named = (name: string) => `filename*=UTF-8''${encodeURIComponent(name)}`;

/** Routes below `/api/v1`. */
export function materialRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  /** The case as the person may see it, with the post they act under first. */
  const opened = async (c: Context) => {
    const signed = await signedIn(identify, c);
    const [role, organ] = (c.req.header('fadu-post') ?? '').split('@');
    const under = signed.posts.filter((p) => p.role === role && p.organ === organ);
    const actor = { ...signed, posts: under.length ? under : signed.posts };
    const loaded = await visibleCase(office, actor, c.req.param('id') as string);
    return { actor, loaded, holder: holderOf(loaded, actor) };
  };

  app.get('/cases/:id/materials', async (c) => {
    const { actor, loaded, holder } = await opened(c);
    const items = await listMaterials(office, loaded, holder);
    return c.json({
      items,
      standing: seesStanding(loaded, actor) ? await recordStanding(office, loaded) : null,
      // Where files are part of the work, the page has a place for them.
      offered: items.length > 0 || ENFORCEMENT.has(loaded.procedure.system),
      mayHandIn: !loaded.file.ended,
      accepts: { words: MEDIA_WORDS, most: MAX_MATERIAL_BYTES },
    });
  });

  app.post('/cases/:id/materials', async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > MAX_MATERIAL_BYTES) throw tooLarge();
    const { actor, loaded } = await opened(c);
    const done = await handIn(office, loaded, actor, {
      input: described(c),
      body: c.req.raw.body as ReadableStream<Uint8Array> | null,
      key: c.req.header('idempotency-key') ?? '',
    });
    return c.json(done, done.repeated ? 200 : 201);
  });

  app.post('/cases/:id/materials/:material/readings', async (c) => {
    const { loaded, holder } = await opened(c);
    const parsed = readingForm.safeParse(await jsonBody(c));
    if (!parsed.success) throw new Problem(400, 'input', '请写明是查看还是下载，以及事由（不少于两个字）');
    const material = c.req.param('material');
    const reading = await openReading(office, loaded, holder, material, parsed.data);
    const at = `/api/v1/cases/${encodeURIComponent(loaded.file.id)}/materials/${material}/content?reading=${reading}`;
    return c.json({ reading, url: at }, 201);
  });

  app.get('/cases/:id/materials/:material/content', async (c) => {
    const { loaded, holder } = await opened(c);
    const file = await openFile(
      office,
      loaded,
      holder,
      c.req.param('material'),
      c.req.query('reading') ?? '',
    );
    const range = rangeOf(c.req.header('range'), file.size);
    const { from, to } = range ?? { from: 0, to: file.size - 1 };
    // Nothing in a file that was handed in may act as a page of this site.
    const inline = !file.copy && /^(image|audio|video)\//.test(file.media);
    return new Response(file.bytes(from, to), {
      status: range ? 206 : 200,
      headers: {
        'content-type': file.media,
        'content-length': String(to - from + 1),
        'accept-ranges': 'bytes',
        ...(range && { 'content-range': `bytes ${from}-${to}/${file.size}` }),
        etag: `"${file.sha256}"`,
        'content-disposition': `${inline ? 'inline' : 'attachment'}; ${named(file.name)}`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    });
  });

  app.get('/cases/:id/file.pdf', async (c) => {
    const { actor, loaded, holder } = await opened(c);
    const made = await caseFile(office, loaded, holder, seesStanding(loaded, actor));
    return new Response(new Uint8Array(made.bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; ${named(made.name)}`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    });
  });

  return app;
}
