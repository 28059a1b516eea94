/** The four flow charts of every enforcing body over HTTP: which there are, and each as SVG, PDF and BPMN 2.0. */
import { dateOf, parseDate } from '@fadu/kernel';
import { type Context, Hono } from 'hono';
import {
  type BodyChart,
  bodyBpmn,
  bodyCharts,
  bodySvg,
  type ChartBody,
  chartBodies,
  chartDays,
  svgToPdf,
} from '../charts/index.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';

const MEDIA: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  pdf: 'application/pdf',
  bpmn: 'application/xml; charset=utf-8',
};

/** Routes below `/api/v1`. */
export function flowChartRoutes(office: Office): Hono {
  const app = new Hono();
  const dayOf = (c: Context): string => {
    const asked = c.req.query('asOf');
    if (!asked) return dateOf(office.now());
    try {
      return parseDate(asked);
    } catch {
      throw new Problem(400, 'query', `“${asked}”不是日期，请写成2026-03-02这样`);
    }
  };
  const bodyOf = async (c: Context): Promise<{ on: string; body: ChartBody; charts: BodyChart[] }> => {
    const on = dayOf(c);
    const body = (await chartBodies(office, on)).find((b) => b.organ === c.req.param('organ'));
    if (!body) throw notFound('这个机关的流程图');
    return { on, body, charts: await bodyCharts(office, body, on) };
  };

  app.get('/flow-charts', async (c) => {
    const on = dayOf(c);
    const bodies = await chartBodies(office, on);
    return c.json({
      on,
      items: bodies.map((b) => ({
        organ: b.organ,
        name: b.name,
        region: b.region,
        items: Object.fromEntries([...b.items].map(([kind, list]) => [kind, list.length])),
      })),
    });
  });

  app.get('/flow-charts/:organ', async (c) => {
    const { on, body, charts } = await bodyOf(c);
    return c.json({
      on,
      organ: body.organ,
      name: body.name,
      region: body.region,
      phones: body.phones,
      charts: await Promise.all(
        charts.map(async ({ def, items, parts }) => ({
          kind: def.kind,
          slug: def.slug,
          title: def.title,
          cites: def.cites,
          items,
          procedures: await Promise.all(
            parts.map(async ({ code, title, runs, chart }) => ({
              code,
              title,
              runs,
              drawn: chart !== undefined,
              ...(chart && {
                version: chart.version,
                lawFrom: chart.lawFrom,
                firstDay: chart.firstDay,
                hash: chart.hash,
              }),
              days: await chartDays(office, code),
            })),
          ),
        })),
      ),
    });
  });

  app.get('/flow-charts/:organ/:file', async (c) => {
    const [, name, form] = /^([a-z0-9-]+)\.(svg|pdf|bpmn)$/.exec(c.req.param('file')) ?? [];
    if (!name || !form) throw notFound('这个文件');
    const { on, body, charts } = await bodyOf(c);
    const chart = charts.find((x) =>
      form === 'bpmn' ? x.parts.some((p) => p.code === name) : x.def.slug === name,
    );
    if (!chart) throw notFound('这张流程图');
    const title = `${body.name}${chart.def.title}`;
    const headers = {
      'content-type': MEDIA[form] as string,
      'content-disposition': `${form === 'svg' ? 'inline' : 'attachment'}; filename="${name}.${form}"; filename*=UTF-8''${encodeURIComponent(`${title}.${form}`)}`,
    };
    if (form === 'bpmn') {
      const xml = bodyBpmn(body, chart, chart.parts.find((p) => p.code === name) as never, on);
      if (!xml) throw notFound('这个程序的流程图');
      return c.body(xml, 200, headers);
    }
    const svg = bodySvg(body, chart, on, office.demo);
    if (form === 'svg') return c.body(svg, 200, headers);
    const pdf = await svgToPdf(svg, { title, at: new Date(`${on}T00:00:00+08:00`) });
    return c.body(pdf.slice().buffer as ArrayBuffer, 200, headers);
  });
  return app;
}
