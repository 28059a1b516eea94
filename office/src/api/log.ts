/** The log as static files, proofs of single leaves, and papers. */
import {
  formatVkey,
  hashReader,
  makeProof,
  openCheckpoint,
  type VerifierKey,
} from '@fadu/kernel/record/index';
import { Hono } from 'hono';
import { scopeOf } from '../cases/lists.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { logReader, readLogFile } from '../record/log-files.ts';
import type { Identify } from './context.ts';

/** Proof that a leaf is in the log, under the newest signed head. @throws Problem 404, 503 when it is not sequenced yet */
export async function leafProof(office: Office, vkey: string, kind: string, ref: string) {
  return office.store.within({ as: 'public' }, async (tx) => {
    const leaf = await tx
      .selectFrom('fadu.leaf')
      .leftJoin('fadu.log_entry', 'fadu.log_entry.leaf', 'fadu.leaf.id')
      .select(['fadu.leaf.body', 'fadu.log_entry.index'])
      .where('kind', '=', kind)
      .where('ref', '=', ref)
      .orderBy('fadu.leaf.id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!leaf) throw notFound('这条记录');
    const head = await tx
      .selectFrom('fadu.checkpoint')
      .select('note')
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (leaf.index === null || !head)
      throw new Problem(503, 'not-sequenced', '这条记录正在写入日志，几秒后再看');
    const { size, root } = openCheckpoint(head.note, { vkey });
    const read = (path: string) => readLogFile(tx, path);
    const inclusion = await hashReader({ size, root, readTile: read }).inclusionProof(leaf.index);
    return makeProof(leaf.index, JSON.parse(leaf.body), inclusion, head.note);
  });
}

/** `/log/…`: checkpoint, tiles, entries, key. */
export function logRoutes(office: Office, key: VerifierKey): Hono {
  const app = new Hono();
  const read = logReader(office.store);
  app.get('/vkey', (c) => c.text(`${formatVkey(key)}\n`));
  app.get('/*', async (c) => {
    const path = c.req.path.replace(/^.*?\/log\//, '');
    const bytes = await read(path).catch(() => undefined);
    if (!bytes) throw notFound('这个日志文件');
    const fixed = path !== 'checkpoint';
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': fixed ? 'application/octet-stream' : 'text/plain; charset=utf-8',
      'cache-control': fixed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'access-control-allow-origin': '*',
    });
  });
  app.all('*', () => {
    throw notFound('这个日志文件');
  });
  return app;
}

/** Routes below `/api/v1`: proofs and papers. */
export function proofRoutes(office: Office, key: VerifierKey, identify: Identify): Hono {
  const app = new Hono();
  const vkey = formatVkey(key);
  const paperOf = async (region: Parameters<typeof scopeOf>[0], id: string) => {
    for (const scope of [{ as: 'public' } as const, scopeOf(region)]) {
      const found = await office.store.within(scope, (tx) =>
        tx.selectFrom('fadu.paper').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      if (found) return { ...found, scope };
    }
    throw notFound('这份文书');
  };

  app.get('/records/:case/:seq/proof', async (c) =>
    c.json(await leafProof(office, vkey, 'act', `${c.req.param('case')}/${c.req.param('seq')}`)),
  );
  app.get('/papers/:id', async (c) => {
    const paper = await paperOf(await identify(c), c.req.param('id'));
    return c.json({
      id: paper.id,
      title: paper.title,
      number: paper.number,
      organ: office.organName(paper.organ),
      madeOn: paper.made_on,
      public: paper.public,
      docx: { sha256: paper.docx, url: `/api/v1/papers/${paper.id}/docx` },
      pdf: { sha256: paper.pdf, url: `/api/v1/papers/${paper.id}/pdf` },
    });
  });
  // A stranger who holds the paper may check it: the leaf has hashes and no words.
  app.get('/papers/:id/proof', async (c) =>
    c.json(await leafProof(office, vkey, 'paper', c.req.param('id'))),
  );
  app.get('/papers/:id/:format{docx|pdf}', async (c) => {
    const paper = await paperOf(await identify(c), c.req.param('id'));
    const format = c.req.param('format') as 'docx' | 'pdf';
    const blob = await office.store.within(paper.scope, (tx) =>
      tx.selectFrom('fadu.blob').selectAll().where('hash', '=', paper[format]).executeTakeFirst(),
    );
    if (!blob) throw notFound('这份文书');
    const name = encodeURIComponent(`${paper.number ?? paper.title}.${format}`);
    return c.body(new Uint8Array(blob.bytes), 200, {
      'content-type': blob.media,
      'content-disposition': `${format === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
      etag: `"${paper[format]}"`,
    });
  });
  return app;
}
