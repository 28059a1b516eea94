/** Due dates over HTTP: every answer explains itself. */
import {
  BadDate,
  BadLimit,
  CalendarMissing,
  type CalendarYear,
  citeText,
  dueBy,
  limitText,
  minOpen,
  noticeBefore,
  parseDate,
  parseLimit,
  resolveLimit,
  type Statute,
} from '@fadu/kernel';
import * as statutes from '@fadu/plan/statutes/index';
import { Hono } from 'hono';
import { z } from 'zod';
import { adoptCalendar } from '../calendar/adopt.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { type Identify, jsonBody, signedIn } from './context.ts';

/** Every statute the plan stands on. */
export const ALL_STATUTES: readonly Statute[] = Object.values(statutes).filter(
  (s): s is Statute => typeof s === 'object' && s !== null && 'articles' in s && 'counting' in s,
);

const findStatute = (name: string): Statute | undefined => {
  const plain = name.replace(/[《》]/g, '').replace(/^中华人民共和国/, '');
  return ALL_STATUTES.find((s) => s.title === plain || s.code === plain || s.title.endsWith(plain));
};

export interface DueQuery {
  readonly from: string;
  readonly limit: string;
  readonly statute?: string;
  /** due (default), minimum, or before. */
  readonly kind?: string;
  /** Stretches not counted, `2026-10-19..2026-11-06`, several with commas. */
  readonly exclude?: string;
}

/** Compute a due date and its explanation. @throws Problem 400 with a sentence */
export function dueAnswer(office: Office, q: DueQuery) {
  try {
    const from = parseDate(q.from);
    let limit = parseLimit(q.limit);
    const because = [];
    const statute = q.statute ? findStatute(q.statute) : undefined;
    if (q.statute && !statute) throw new Problem(400, 'statute', `没有收录《${q.statute}》的期间规则`);
    if (statute && limit.unit === 'day') {
      const resolved = resolveLimit(limit.n, statute);
      limit = resolved.limit;
      because.push(resolved.step);
    }
    const exclude = (q.exclude ?? '')
      .split(',')
      .filter(Boolean)
      .map((range) => {
        const [a, b] = range.split('..');
        return { from: parseDate(a ?? ''), to: parseDate(b ?? '') };
      });
    const answer =
      q.kind === 'minimum'
        ? minOpen(from, limit, office.calendar, { exclude })
        : q.kind === 'before'
          ? noticeBefore(from, limit, office.calendar)
          : dueBy(from, limit, {
              calendar: office.calendar,
              exclude,
              ...(because[0] && { because: because[0] }),
            });
    return {
      from,
      limit: limitText(limit),
      unit: limit.unit,
      n: limit.n,
      due: answer.due,
      dueAt: answer.dueAt,
      nominal: answer.nominal,
      provisional: answer.provisional,
      calendar: office.calendar.version,
      statute: statute ? { code: statute.code, title: statute.title } : null,
      explanation: answer.steps.map((s) => s.text),
      steps: answer.steps,
    };
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof BadDate || error instanceof BadLimit || error instanceof RangeError)
      throw new Problem(400, 'time', error.message);
    if (error instanceof CalendarMissing) throw new Problem(422, 'calendar-missing', error.message);
    throw error;
  }
}

/** What a year's notice says. */
const arrangement = z.object({
  notice: z.string().trim().min(1).max(200),
  rest: z.array(z.object({ date: z.string().max(10), name: z.string().max(40) })).max(400),
  worked: z.array(z.string().max(10)).max(400),
});

/** Routes below `/api/v1`. */
export function timeRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.get('/time/due', (c) =>
    c.json(
      dueAnswer(office, {
        from: c.req.query('from') ?? '',
        limit: c.req.query('limit') ?? '',
        statute: c.req.query('statute'),
        kind: c.req.query('kind'),
        exclude: c.req.query('exclude'),
      }),
    ),
  );
  app.get('/time/statutes', (c) =>
    c.json({
      items: ALL_STATUTES.map((s) => ({
        code: s.code,
        title: s.title,
        kind: s.kind,
        number: s.number ?? null,
        inForce: s.inForce,
        until: s.until ?? null,
        counting: s.counting,
        unverified: s.unverified,
        articles: Object.keys(s.articles).map((a) => ({
          article: a,
          text: citeText(s.art(a)),
          says: s.articles[a],
        })),
      })),
    }),
  );
  app.get('/calendar', (c) =>
    c.json({ version: office.calendar.version, years: Object.values(office.calendar.years) }),
  );
  app.post('/calendar/:year', async (c) => {
    const actor = await signedIn(identify, c);
    const written = c.req.param('year');
    if (!/^(19|20|21)\d\d$/.test(written))
      throw new Problem(400, 'calendar', '年度应为四位数的年份，例如 2027');
    const body = arrangement.safeParse(await jsonBody(c));
    if (!body.success) {
      throw new Problem(
        400,
        'calendar',
        '放假安排应写明通知名称（notice）、放假日（rest）和调休上班日（worked），日期写成2026-10-01这样',
      );
    }
    const year: CalendarYear = { year: Number(written), adopted: true, ...body.data };
    return c.json(await adoptCalendar(office, year, actor));
  });
  return app;
}
