/** Inspections of enterprises for everyone (R24.7, R7.3): what one was visited for, the lists, the figures, the code. */
import { randomUUID } from 'node:crypto';
import { dateOf } from '@fadu/kernel';
import { packNote } from '@fadu/kernel/record/index';
import { visitCredential, visitStanding } from '@fadu/office/inspections/code';
import { organRatings, ratedVisit, rateVisit } from '@fadu/office/inspections/ratings';
import { enterpriseVisits, visitFigures } from '@fadu/office/inspections/visits';
import { Problem } from '@fadu/office/problem';
import { readCode } from '@fadu/office/sealed/code';
import { checkVisit, visitNote } from '@fadu/plan/enforcement/inspections/visits/credential';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { shortDate } from '../dates.ts';
import type { FieldFault } from '../parts.tsx';
import { qrSvg } from '../qr.ts';
import { page, type Site } from '../site.tsx';
import { Check, Code, Enterprise, Overview } from './inspection-parts.tsx';
import { Rated, type RateEntry, RateForm } from './inspection-rate.tsx';

const CRUMBS = [{ title: '涉企检查', href: '/inspections' }];
const USCC = '[0-9A-Za-z._-]{1,40}';

/** Pages below `/inspections`. */
export function inspectionPages(site: Site): Hono {
  const app = new Hono();
  const { office, deps } = site;
  const today = () => dateOf(office.now());

  app.get('/inspections', async (c) => {
    const code = (c.req.query('code') ?? '').trim().toUpperCase().slice(0, 40);
    if (code && new RegExp(`^${USCC}$`).test(code))
      return c.redirect(`/inspections/enterprises/${encodeURIComponent(code)}`, 303);
    const asked = c.req.query('year') ?? '';
    const now = today().slice(0, 4);
    const year = /^20\d\d$/.test(asked) && asked <= now ? asked : now;
    const [figures, ratings] = await Promise.all([visitFigures(office, year), organRatings(office, year)]);
    return page(
      site,
      c,
      { title: '涉企检查' },
      <Overview figures={figures} ratings={ratings} now={now} wrong={code !== ''} />,
    );
  });

  app.get('/inspections.json', async (c) => {
    const asked = c.req.query('year') ?? '';
    const year = /^20\d\d$/.test(asked) ? asked : today().slice(0, 4);
    return c.json(await visitFigures(office, year));
  });

  app.get(`/inspections/enterprises/:code{${USCC}\\.json}`, async (c) => {
    const found = await enterpriseVisits(office, c.req.param('code').slice(0, -'.json'.length));
    if (!found) return c.json({ title: '没有检查过这家企业的记录', status: 404 }, 404);
    return c.json(found);
  });

  app.get(`/inspections/enterprises/:code{${USCC}}`, async (c) => {
    const code = c.req.param('code');
    const found = await enterpriseVisits(office, code);
    const title = found ? `${found.name}的检查记录` : '没有检查记录';
    return page(
      site,
      c,
      { title, crumbs: CRUMBS, noindex: true, failed: !found },
      <Enterprise code={code} found={found} />,
      found ? 200 : 404,
    );
  });

  // What officers show: only to those whose organ takes part.
  app.get('/inspections/code/:id{[0-9]{6}-[0-9a-z-]{1,60}}', async (c) => {
    const actor = await deps.identify(c);
    const organs = [...new Set(actor.posts.map((p) => p.organ))];
    for (const organ of organs) {
      const visit = await visitCredential(office, organ, c.req.param('id')).catch((error: unknown) => {
        if ((error as { status?: number }).status === 404) return null;
        throw error;
      });
      if (!visit) continue;
      const code = `${office.baseUrl}/inspections/check#${packNote(deps.sign(visitNote.text(visit)))}`;
      const head = { title: '检查码', crumbs: CRUMBS, fresh: true, noindex: true };
      return page(
        site,
        c,
        head,
        <Code visit={visit} svg={qrSvg(code, '检查码')} code={code} asOf={today()} />,
      );
    }
    throw new HTTPException(404);
  });

  const checkHead = { title: '核对检查码', crumbs: CRUMBS, script: 'visit.js' as const };
  app.get('/inspections/check', (c) => page(site, c, checkHead, <Check vkey={deps.vkey} text="" />));

  const checked = async (text: string) => {
    const note = visitNote.unpack(text);
    if (!note) return { why: '看不懂这段内容，请完整粘贴扫码得到的网址' };
    const result = checkVisit(note, deps.vkey, today());
    if (!result.ok) return { why: result.why };
    const standing = await visitStanding(office, result.visit).catch(() => ({
      good: false,
      says: '签名是本市的，但现在查不到这次检查',
    }));
    return { visit: result.visit, inTime: result.inTime, standing };
  };
  const textOf = async (c: { req: { parseBody(): Promise<Record<string, unknown>> } }) =>
    String((await c.req.parseBody()).text ?? '').slice(0, 8000);

  app.post('/inspections/check.json', async (c) => {
    const result = await checked(await textOf(c));
    c.header('cache-control', 'no-store');
    return result.visit
      ? c.json({ good: result.standing.good && result.inTime, says: result.standing.says })
      : c.json({ good: false, says: result.why }, 422);
  });
  app.post('/inspections/check', async (c) => {
    const text = await textOf(c);
    const result = await checked(text);
    const failed = result.visit === undefined;
    const body = result.visit ? (
      <Check
        vkey={deps.vkey}
        text={text}
        said={{
          good: result.standing.good && result.inTime,
          title:
            result.standing.good && result.inTime
              ? '检查码是真的，这次检查经过批准'
              : '签名是真的，但现在不能凭它检查',
          lines: [
            `${result.visit.organs}，检查${result.visit.name}（${result.visit.object}）`,
            `事项：${result.visit.items}`,
            `期间：${shortDate(result.visit.from)}至${shortDate(result.visit.to)}`,
            result.standing.says,
          ],
        }}
      />
    ) : (
      <Check vkey={deps.vkey} text={text} fault={result.why} />
    );
    return page(site, c, { ...checkHead, fresh: true, failed }, body, failed ? 422 : 200);
  });
  // Rating: with the code that the enterprise got at the door.
  const rateHead = { title: '评价检查', crumbs: CRUMBS, fresh: true, noindex: true };
  type Context = Parameters<typeof page>[1];
  const rateForm = (
    c: Context,
    entry: RateEntry,
    faults: readonly FieldFault[],
    status: 200 | 409 | 422 = 200,
  ) =>
    page(
      site,
      c,
      { ...rateHead, failed: faults.length > 0 },
      <RateForm entry={entry} faults={faults} />,
      status,
    );
  app.get('/inspections/rate', (c) => rateForm(c, { form: randomUUID() }, []));
  app.post('/inspections/rate', async (c) => {
    const body = await c.req.parseBody({ all: true });
    const text = (name: string) => String([body[name] ?? ''].flat()[0]).trim();
    const entry: RateEntry = {
      form: /^[0-9a-f-]{36}$/.test(text('form')) ? text('form') : randomUUID(),
      code: text('code').slice(0, 60),
      score: text('score').slice(0, 2),
      words: text('words').slice(0, 1200),
      problems: [body.problems ?? []].flat().map(String).slice(0, 20),
    };
    const code = readCode(entry.code ?? '');
    if (!code)
      return rateForm(c, entry, [{ field: 'code', say: '评价码是16个字母和数字，请核对后再输入' }], 422);
    try {
      await rateVisit(
        office,
        code,
        {
          score: Number(entry.score),
          ...(entry.problems?.length && { problems: entry.problems }),
          ...(entry.words && { words: entry.words }),
        },
        `rating:${entry.form}`,
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Looking again with a code that has rated already shows how far it is.
      const seen = error.items.some((i) => i.code.endsWith('.ONCE')) ? await ratedVisit(office, code) : null;
      if (seen) return page(site, c, rateHead, <Rated visit={seen} again />);
      const faults = error.items.length
        ? error.items.map((i) => ({
            say: i.detail,
            ...(i.field && ['code', 'score', 'problems', 'words'].includes(i.field) && { field: i.field }),
          }))
        : [{ field: 'code', say: error.message }];
      return rateForm(c, entry, faults, 422);
    }
    const seen = await ratedVisit(office, code);
    if (!seen) throw new HTTPException(404);
    return page(site, c, rateHead, <Rated visit={seen} />);
  });
  return app;
}
