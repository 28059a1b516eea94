/** Publicity of enforcement over HTTP (R24.1, R90.8): penalties on show, the table of the two publicities, bodies, years. */
import { dateOf } from '@fadu/kernel';
import { Hono } from 'hono';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { pageNumber } from '../public/index.ts';
import { bodyPublicity, publicBodies } from '../publicity/bodies.ts';
import { compulsionOnShow, compulsionsOnShow } from '../publicity/compulsions.ts';
import { exchangeTable, penaltiesOnShow, penaltyOnShow } from '../publicity/penalties.ts';
import { yearOfBody } from '../publicity/year.ts';

/** Everything here is for everyone; what is over, repaired or withheld is not in it. */
export function publicityRoutes(office: Office): Hono {
  const app = new Hono();
  const today = () => dateOf(office.now());
  const text = (value: string | undefined) => value?.trim().slice(0, 60) || undefined;

  app.get('/publicity/penalties', async (c) => {
    const [words, organ] = [text(c.req.query('q')), text(c.req.query('organ'))];
    const page = pageNumber(c.req.query('page'));
    const list = await penaltiesOnShow(office, today(), {
      ...(words && { words }),
      ...(organ && { organ }),
      page,
    });
    return c.json({ asOf: today(), page, ...list });
  });
  app.get('/publicity/penalties/:document', async (c) => {
    const found = await penaltyOnShow(office, c.req.param('document'), today());
    if (!found) throw notFound('今天公示中的这份处罚决定');
    return c.json(found);
  });
  app.get('/publicity/compulsions', async (c) => {
    const [words, organ, type] = ['q', 'organ', 'type'].map((name) => text(c.req.query(name)));
    const page = pageNumber(c.req.query('page'));
    const list = await compulsionsOnShow(office, today(), {
      ...(words && { words }),
      ...(organ && { organ }),
      ...(type && { type }),
      page,
    });
    return c.json({ asOf: today(), page, ...list });
  });
  app.get('/publicity/compulsions/:document', async (c) => {
    const found = await compulsionOnShow(office, c.req.param('document'), today());
    if (!found) throw notFound('公示中的这份行政强制决定');
    return c.json(found);
  });
  app.get('/publicity/exchange', async (c) => {
    const { items } = await penaltiesOnShow(office, today());
    return c.json({ asOf: today(), ...exchangeTable(office, items) });
  });
  app.get('/publicity/bodies', async (c) =>
    c.json({ asOf: today(), items: await publicBodies(office, today()) }),
  );
  app.get('/publicity/bodies/:organ', async (c) => {
    const found = await bodyPublicity(office, c.req.param('organ'), today());
    if (!found) throw notFound('这个执法机关');
    const { charts, ...rest } = found;
    return c.json({
      asOf: today(),
      ...rest,
      charts: charts.map((chart) => ({
        kind: chart.def.kind,
        title: chart.def.title,
        items: chart.items.length,
        parts: chart.parts.map((p) => ({
          procedure: p.code,
          title: p.title,
          since: p.since,
        })),
      })),
    });
  });
  app.get('/publicity/bodies/:organ/:year', async (c) => {
    const { organ, year } = c.req.param();
    if (!/^20\d\d$/.test(year)) throw new Problem(400, 'query', '年份写四位数字，如2026');
    if (!(await bodyPublicity(office, organ, today()))) throw notFound('这个执法机关');
    return c.json({ asOf: today(), ...(await yearOfBody(office, organ, year, today())) });
  });
  return app;
}
