/** Procedures over HTTP: definition as data, proof, charts. */
import type { Procedure, Proof } from '@fadu/kernel';
import { Hono } from 'hono';
import { definitionJson, guideOf, toBpmn, toSvg } from '../charts/index.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';

/** Proof of a procedure; computed once per process, off the main thread. */
export type ProofOf = (code: string) => Promise<Proof>;

/** Routes below `/api/v1`. */
export function procedureRoutes(office: Office, proofOf: ProofOf): Hono {
  const app = new Hono();
  const find = (code: string): Procedure => {
    const found = office.procedures.get(code);
    if (!found) throw notFound('这个程序');
    return found;
  };
  app.get('/procedures', (c) =>
    c.json({
      items: [...office.procedures.values()].map((p) => ({
        code: p.code,
        title: p.title,
        system: p.system,
        version: p.version,
        from: p.from,
        about: p.about,
        phases: Object.keys(p.phases).length,
        acts: Object.keys(p.acts).length,
        laws: p.laws.length,
      })),
    }),
  );
  app.get('/procedures/:code', (c) => c.json(definitionJson(find(c.req.param('code')))));
  app.get('/procedures/:code/guide', (c) => c.json(guideOf(find(c.req.param('code')))));
  app.get('/procedures/:code/proof', async (c) => c.json(await proofOf(find(c.req.param('code')).code)));
  app.get('/procedures/:code/chart.svg', async (c) => {
    const list = (name: string) => c.req.query(name)?.split(',').filter(Boolean);
    const svg = await toSvg(find(c.req.param('code')), {
      narrow: c.req.query('narrow') === '1',
      ...(list('done') && { done: list('done') }),
      ...(list('may') && { may: list('may') }),
      ...(c.req.query('current') && { current: c.req.query('current') }),
    }).catch((error: unknown) => {
      throw new Problem(400, 'query', `流程图没有画成：${(error as Error).message}`);
    });
    return c.body(svg, 200, { 'content-type': 'image/svg+xml; charset=utf-8' });
  });
  app.get('/procedures/:code/chart.bpmn', async (c) =>
    c.body(await toBpmn(find(c.req.param('code'))), 200, {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="${find(c.req.param('code')).code}.bpmn"`,
    }),
  );
  return app;
}
