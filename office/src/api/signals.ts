/** Signals, warnings and campaigns over HTTP. */
import { type Actor, addMonths, dateOf } from '@fadu/kernel';
import { SIGNAL_KINDS, signalKinds } from '@fadu/plan/enforcement/enforcement-campaigns/index';
import { FIELDS } from '@fadu/plan/enforcement/enforcement-items/forms';
import { Hono } from 'hono';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { campaignsOnShow } from '../signals/campaigns.ts';
import { lastRefresh } from '../signals/refresh.ts';
import { type SignalFilter, signalCases, signals } from '../signals/signals.ts';
import { warnings } from '../signals/warnings.ts';
import type { Scope } from '../store/pool.ts';
import { isSupervisor } from '../supervision/bodies.ts';
import { type Identify, intQuery, signedIn } from './context.ts';

/** For which of a person's organs signals are read: the one that supervises, else the first. @throws Problem 403 */
function scopeFor(office: Office, actor: Actor): Scope & { as: 'organ' } {
  const organs = [...new Set(actor.posts.map((p) => p.organ))];
  const organ = organs.find((o) => isSupervisor(office, o)) ?? organs[0];
  if (!organ) throw new Problem(403, 'no-post', '只有行政机关的工作人员可以查看执法信号和风险预警');
  return { as: 'organ', organ };
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The period and what of it: by default the month of now and the eleven before it. @throws Problem 400 */
function filterOf(office: Office, query: (name: string) => string | undefined): SignalFilter {
  const today = dateOf(office.now());
  const day = (name: string, otherwise: string) => {
    const value = query(name);
    if (value === undefined || value === '') return otherwise;
    if (!DAY.test(value) || Number.isNaN(Date.parse(value)))
      throw new Problem(400, 'query', `参数 ${name} 写成2026-01-31这样的日期`);
    return value;
  };
  const from = day('from', addMonths(`${today.slice(0, 7)}-01`, -11));
  const to = day('to', today);
  if (from > to) throw new Problem(400, 'query', '参数 from 不能晚于 to');
  if (from < addMonths(to, -60)) throw new Problem(400, 'query', '一次最多看五年');
  const field = query('field');
  if (field && !FIELDS.some((f) => f === field)) throw new Problem(400, 'query', '没有这个执法领域');
  const organ = query('organ')?.slice(0, 60);
  return { from, to, ...(field && { field }), ...(organ && { organ }) };
}

/** Routes below `/api/v1`. */
export function signalRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.get('/signals', async (c) => {
    const scope = scopeFor(office, await signedIn(identify, c));
    const filter = filterOf(office, (name) => c.req.query(name));
    const found = await office.store.within(scope, (tx) => signals(tx, filter), { snapshot: true });
    const asOf = await office.store.within({ as: 'system' }, lastRefresh);
    return c.json({
      ...found,
      organs: found.organs.map((id) => ({ id, name: office.organName(id) })),
      kinds: SIGNAL_KINDS,
      fields: FIELDS,
      supervises: isSupervisor(office, scope.organ),
      asOf: asOf ?? null,
    });
  });
  app.get('/signals/cases', async (c) => {
    const scope = scopeFor(office, await signedIn(identify, c));
    const kind = c.req.query('kind') ?? '';
    if (!signalKinds.some((k) => k === kind))
      throw new Problem(400, 'query', `参数 kind 只能是 ${signalKinds.join('、')} 之一`);
    const filter = filterOf(office, (name) => c.req.query(name));
    const paging = { limit: intQuery(c, 'limit', 50, 200), offset: intQuery(c, 'offset', 0, 1_000_000) };
    const found = await office.store.within(scope, (tx) => signalCases(tx, { ...filter, ...paging, kind }), {
      snapshot: true,
    });
    return c.json({
      total: found.total,
      items: found.items.map((i) => ({ ...i, organName: office.organName(i.organ) })),
    });
  });
  app.get('/signals/warnings', async (c) => {
    const scope = scopeFor(office, await signedIn(identify, c));
    const { from, to } = filterOf(office, (name) => c.req.query(name));
    const found = await office.store.within(scope, (tx) => warnings(tx, { from, to, now: office.now() }), {
      snapshot: true,
    });
    const phases = office.procedures.get('risk-warning')?.phases;
    return c.json({
      figures: found.figures,
      open: found.open.map((w) => ({
        ...w,
        organName: office.organName(w.organ),
        phase: phases?.[w.phase]?.title ?? w.phase,
      })),
    });
  });
  app.get('/campaigns', async (c) => {
    const field = c.req.query('field')?.slice(0, 20);
    const items = await campaignsOnShow(office, { field: field || undefined });
    return c.json({ items: items.map((i) => ({ ...i, leadName: office.organName(i.lead) })) });
  });
  app.get('/campaigns/:code', async (c) => {
    const [found] = await campaignsOnShow(office, { code: c.req.param('code').slice(0, 100) });
    if (!found) throw notFound('这次专项整治');
    return c.json({ ...found, leadName: office.organName(found.lead) });
  });
  return app;
}
