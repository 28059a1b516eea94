/** A text of law as Akoma Ntoso over HTTP (R43.2). */
import { dateOf } from '@fadu/kernel';
import { Hono } from 'hono';
import { aknVersion } from '../law/akn-export.ts';
import { resolveInstrument } from '../law/resolve.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { intQuery } from './context.ts';

/** Routes below `/api/v1`. */
export function lawAknRoutes(office: Office): Hono {
  const app = new Hono();
  app.get('/laws/:id/akn', async (c) => {
    const name = c.req.param('id');
    const version = intQuery(c, 'version', 0, 10_000);
    const { id, origin } = await office.store.within({ as: 'public' }, async (tx) => {
      const found = await resolveInstrument(tx, name, dateOf(office.now()));
      const row =
        found === null
          ? undefined
          : await tx
              .selectFrom('fadu.instrument')
              .select('origin')
              .where('id', '=', found)
              .executeTakeFirst();
      return { id: found, origin: row?.origin };
    });
    if (id === null) throw notFound('这个法律文本');
    if (origin === 'known')
      throw new Problem(
        404,
        'summary-only',
        '系统只收录了这部法规所依据条款的摘要，没有全文可以导出；导入全文以后再试',
      );
    const xml = await aknVersion(office, id, version || undefined);
    if (xml === null) throw notFound('这个法律文本的这个版本');
    return c.body(xml, 200, {
      'content-type': 'application/akn+xml; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${id}.xml`)}`,
    });
  });
  return app;
}
