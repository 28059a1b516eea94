/** Sealed fields of a case over HTTP: which there are, who has opened them, and opening one with a reason (R23.3). */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { fieldTitle, openSealed, readingsOf, sealedFields } from '../sealed/sealed.ts';
import { visibleCase } from './cases.ts';
import { type Identify, jsonBody, problemOf, signedIn } from './context.ts';

const opening = z.object({ reason: z.string() });

/** Routes below `/api/v1`. */
export function sealedRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.onError((error) => problemOf(error));

  app.get('/cases/:id/sealed', async (c) => {
    const actor = await signedIn(identify, c);
    const { state, procedure } = await visibleCase(office, actor, c.req.param('id'));
    const owners = state.bindings[procedure.owner] ?? [];
    const items = state.acts.flatMap((a) => {
      const def = procedure.acts[a.act];
      return (def ? sealedFields(def) : [])
        .filter(([field]) => a.input[field] !== undefined)
        .map(([field, role]) => ({
          seq: a.seq,
          field,
          title: def ? fieldTitle(def, field) : field,
          mayOpen: actor.posts.some((p) => p.role === role && owners.includes(p.organ)),
        }));
    });
    const organ = actor.posts.find((p) => owners.includes(p.organ))?.organ;
    const readings = organ ? await readingsOf(office, { as: 'organ', organ }, c.req.param('id')) : [];
    return c.json({ items, readings });
  });

  app.post('/cases/:id/sealed/:seq/:field', async (c) => {
    const actor = await signedIn(identify, c);
    await visibleCase(office, actor, c.req.param('id'));
    if (!/^[1-9]\d{0,8}$/.test(c.req.param('seq'))) throw notFound('这项加密内容');
    const parsed = opening.safeParse(await jsonBody(c));
    if (!parsed.success) throw new Problem(422, 'sealed.reason', '请写明为什么要查看（reason）');
    const text = await openSealed(office, actor, {
      caseId: c.req.param('id'),
      seq: Number(c.req.param('seq')),
      field: c.req.param('field'),
      reason: parsed.data.reason,
    });
    c.header('cache-control', 'no-store');
    return c.json({ text });
  });
  return app;
}
