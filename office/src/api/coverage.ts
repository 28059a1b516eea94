/** Two bodies with one item, overlaps and gaps of functions, over HTTP (R1.3, R20.2). */
import { dateOf, parseDate } from '@fadu/kernel';
import { Hono } from 'hono';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { organCoverage } from '../registers/coverage.ts';

/** `GET /organ-functions/coverage?asOf=&region=`: figures with the entries behind them, for everyone. */
export function coverageRoutes(office: Office): Hono {
  const app = new Hono();
  app.get('/organ-functions/coverage', async (c) => {
    const asked = c.req.query('asOf');
    let on = dateOf(office.now());
    if (asked) {
      try {
        on = parseDate(asked);
      } catch (error) {
        throw new Problem(400, 'query', (error as Error).message);
      }
    }
    const region = c.req.query('region');
    if (region && !office.regions.some((r) => r.code === region))
      throw new Problem(400, 'query', `没有编码为“${region}”的地区，请核对参数 region`);
    return c.json(await organCoverage(office, on, region));
  });
  return app;
}
