/** Filing and review over HTTP: rates per body and year with the list behind them, and how one document stands. */
import { Hono } from 'hono';
import { type FilingFilter, type FilingState, filingRates, filingYears } from '../filing/rates.ts';
import { conflictResults, conflictsOf, documentFiling } from '../filing/standing.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';

const STATES: readonly FilingState[] = ['on-time', 'late', 'missing', 'open'];

/** A filter from an address's query. @throws Problem 400 for a year or a state that is none */
export function filingFilter(query: (name: string) => string | undefined): FilingFilter {
  const year = query('year');
  if (year !== undefined && !/^(19|20)\d\d$/.test(year))
    throw new Problem(400, 'query', '参数 year 应为四位数的年份，例如 2026');
  const wanted = query('state');
  const state = STATES.find((s) => s === wanted);
  if (wanted !== undefined && !state)
    throw new Problem(400, 'query', `参数 state 只能是 ${STATES.join('、')} 之一`);
  const maker = query('maker')?.slice(0, 80);
  const region = query('region')?.slice(0, 12);
  return {
    ...(year && { year }),
    ...(state && { state }),
    ...(maker && { maker }),
    ...(region && { region }),
  };
}

/** Routes below `/api/v1`. Open to everyone: registers are public. */
export function filingRoutes(office: Office): Hono {
  const app = new Hono();
  app.get('/filing/rates', async (c) =>
    c.json(
      await filingRates(
        office,
        filingFilter((n) => c.req.query(n)),
      ),
    ),
  );
  app.get('/filing/years', async (c) => c.json({ items: await filingYears(office) }));
  app.get('/filing/documents/:number', async (c) => {
    const number = c.req.param('number').slice(0, 100);
    const found = await documentFiling(office, number);
    if (!found) throw notFound('这份文件');
    return c.json({ ...found, conflicts: await conflictsOf(office, found.number) });
  });
  app.get('/filing/conflicts', async (c) => c.json({ items: await conflictResults(office) }));
  return app;
}
