/** Registers over HTTP: the list as it stood on any day, in law time and in record time (R90.4). */
import { dateOf, parseDate } from '@fadu/kernel';
import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

export interface RegisterQuery {
  readonly register: string;
  /** Day whose law is asked for. */
  readonly asOf: string;
  /** Moment up to which the record is read. */
  readonly recordedAsOf: string;
  readonly region?: string;
}

/** Entries with the version that was known then, and whether each is the law on the day asked for. */
export async function registerAsOf(office: Office, q: RegisterQuery) {
  const rows = await office.store.within({ as: 'public' }, (tx) => {
    let query = tx
      .selectFrom('fadu.entry')
      .selectAll()
      .distinctOn(['region', 'register', 'code'])
      .where('register', '=', q.register)
      .where('recorded_at', '<=', q.recordedAsOf)
      // A later version counts from the day it is the law; before that the earlier one still stands.
      .where((e) => e.or([e('law_from', '<=', q.asOf), e('version', '=', 1)]))
      .orderBy('region')
      .orderBy('register')
      .orderBy('code')
      .orderBy('version', 'desc');
    if (q.region) query = query.where('region', '=', q.region);
    return query.execute();
  });
  return rows
    .map((r) => {
      const status =
        r.law_from > q.asOf
          ? '尚未生效'
          : r.law_to !== null && r.law_to < q.asOf
            ? '失效'
            : String(r.body.status ?? '有效');
      return {
        region: r.region,
        code: r.code,
        version: r.version,
        lawFrom: r.law_from,
        lawTo: r.law_to,
        recordedAt: r.recorded_at,
        caseId: r.case_id,
        seq: r.seq,
        status,
        body: r.body,
      };
    })
    .sort((a, b) => (String(a.body.publishedOn) < String(b.body.publishedOn) ? 1 : -1));
}

/** Names of the registers that have entries. */
async function registers(office: Office): Promise<string[]> {
  const found = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ register: string }>`select distinct register from fadu.entry`.execute(tx),
  );
  return found.rows.map((r) => r.register);
}

const csvCell = (value: unknown): string => {
  // A leading formula sign must not run in a spreadsheet.
  const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Routes below `/api/v1`. */
export function registerRoutes(office: Office): Hono {
  const app = new Hono();
  app.get('/registers', async (c) => c.json({ items: await registers(office) }));
  app.get('/registers/:register', async (c) => {
    const today = dateOf(office.now());
    const asOf = c.req.query('asOf') ?? today;
    const recorded = c.req.query('recordedAsOf');
    try {
      parseDate(asOf);
      if (recorded) parseDate(recorded);
    } catch (error) {
      throw new Problem(400, 'query', (error as Error).message);
    }
    let items = await registerAsOf(office, {
      register: c.req.param('register'),
      asOf,
      recordedAsOf: recorded ? `${recorded}T15:59:59.999Z` : office.now(),
      region: c.req.query('region'),
    });
    const status = c.req.query('status');
    const maker = c.req.query('maker');
    if (status) items = items.filter((i) => i.status === status);
    if (maker) items = items.filter((i) => i.body.maker === maker);
    if (c.req.query('format') === 'csv') {
      const head = ['文号', '名称', '状态', '制定机关', '公布日期', '施行日期', '有效期至', '索引号'];
      const lines = items.map((i) =>
        [
          i.code,
          i.body.title,
          i.status,
          office.organName(String(i.body.maker ?? '')),
          i.body.publishedOn,
          i.body.effectiveOn,
          i.body.expiresOn,
          i.body.index,
        ]
          .map(csvCell)
          .join(','),
      );
      return c.body(`\uFEFF${[head.join(','), ...lines].join('\r\n')}\r\n`, 200, {
        'content-type': 'text/csv; charset=utf-8',
      });
    }
    return c.json({
      register: c.req.param('register'),
      asOf,
      recordedAsOf: recorded ?? null,
      count: items.length,
      items,
    });
  });
  return app;
}
