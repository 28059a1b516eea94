/** The four flow charts in public: every body's, drawn from what runs, as files, and as they were on an older day. */
import type { Procedure } from '@fadu/kernel';
import { problemOf } from '@fadu/office/api/context';
import { flowChartRoutes } from '@fadu/office/api/flow-charts';
import {
  bodyCharts,
  type ChartBody,
  chartBodies,
  chartOn,
  definitionHash,
  keepCharts,
  partLine,
  toBpmn,
} from '@fadu/office/charts/index';
import { readChart } from '@fadu/office/charts/reading';
import { Office } from '@fadu/office/office';
import { codeOf, enterText, prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { compulsoryMeasure } from '@fadu/plan/enforcement/compulsion-cases/index';
import { chartedProcedures } from '@fadu/plan/enforcement/flow-charts/index';
import { penaltySimple } from '@fadu/plan/enforcement/penalty-cases/index';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
const item = {
  basicCode: '220219001000',
  name: '对演示行为的处罚',
  organ: 't-market',
  basis: [{ instrument: '演示执法条例', article: '2' }],
  kind: '行政处罚',
  field: '市场监管',
  penalties: ['罚款'],
  level: '市级',
  bodyNature: '法定机关',
};

beforeAll(async () => {
  p = await testPortal({ procedures: [penaltySimple, compulsoryMeasure, registerBatch] });
  await prepareRegisters(p.t);
  await enterText(p.t, {
    title: '演示执法条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  await publishBatch(p.t, 'enforcement-item', [item], '2026-03-02');
  p.t.at('2026-03-02');
  await keepCharts(p.t.office, chartedProcedures());
}, 180_000);
afterAll(() => p?.close());

describe('R24.5 the four flow charts of every body', () => {
  test('R24.5 bodies with items are listed; the four charts name what is there and what is not', async () => {
    const list = await p.page('/flow-charts');
    expect(list).toContain('/flow-charts/t-market');
    expect(list).not.toContain('/flow-charts/t-city');
    const body = await p.page('/flow-charts/t-market');
    for (const title of ['行政许可流程图', '行政处罚流程图', '行政强制流程图', '行政检查流程图'])
      expect(body).toContain(title);
    expect(body).toContain('适用的1个事项');
    expect(body).toContain(encodeURIComponent(codeOf(p.t, 'enforcement-item', item)));
    expect(body.match(/系统里还没有这个程序/g)?.length).toBe(
      chartedProcedures().filter((c) => !p.t.office.procedures.has(c)).length,
    );
    expect(body).toContain('这个机关的清单里没有行政强制事项');
    expect(body).toContain('清单里没有登记监督电话');
    expect((await p.get('/flow-charts/t-city')).status).toBe(404);
    expect((await p.get('/flow-charts/t-market/no-such')).status).toBe(404);
    expect(await p.page('/flow-charts/t-market/licence')).toContain('系统里还没有这个程序');
  });

  test('R24.5 the chart on the page is the drawing of the procedure that runs, with its limits and digest', async () => {
    const html = await p.page('/flow-charts/t-market/penalty');
    for (const act of Object.keys(penaltySimple.acts)) expect(html).toContain(`data-act="${act}"`);
    expect(html).toContain(definitionHash(penaltySimple).slice(0, 16));
    for (const clock of Object.values(penaltySimple.clocks)) expect(html).toContain(`${clock.title}：`);
  });

  test('R24.5 SVG, PDF and BPMN carry the body’s name; the BPMN is the procedure’s own graph', async () => {
    const api = flowChartRoutes(p.t.office);
    api.onError((error) => problemOf(error));
    const get = (file: string) => api.request(`/flow-charts/t-market/${file}`);
    const svg = await (await get('penalty.svg')).text();
    expect(svg).toContain('行政处罚流程图');
    expect(svg).toContain(`定义摘要${definitionHash(penaltySimple).slice(0, 16)}`);
    expect(svg).toContain('普通程序：系统里还没有这个程序');
    const pdf = new Uint8Array(await (await get('compulsion.pdf')).arrayBuffer());
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
    const xml = await (await get('penalty-simple.bpmn')).text();
    expect(xml).toContain(`name="${p.t.office.organName('t-market')}：`);
    const [mine, own] = [await readChart(xml), await readChart(await toBpmn(penaltySimple))];
    expect(mine.warnings).toEqual([]);
    expect([...mine.nodes]).toEqual([...own.nodes]);
    expect(mine.flows).toEqual(own.flows);
    expect((await get('penalty-ordinary.bpmn')).status).toBe(404);
    expect((await get('penalty.exe')).status).toBe(404);
    expect((await api.request('/flow-charts/t-market?asOf=2026-13-01')).status).toBe(400);
    const json = (await (await api.request('/flow-charts/t-market')).json()) as {
      charts: { slug: string }[];
    };
    expect(json.charts.map((c) => c.slug)).toEqual(['licence', 'penalty', 'compulsion', 'inspection']);
  });

  test('R24.5 a day of which no chart was kept: said, and not filled with today’s', async () => {
    const [body] = await chartBodies(p.t.office, '2026-03-02');
    const [, penalty] = await bodyCharts(p.t.office, body as ChartBody, '2026-03-01');
    expect(penalty?.parts.map((x) => [x.code, x.runs, x.chart])).toEqual([
      ['penalty-simple', true, undefined],
      ['penalty-ordinary', false, undefined],
    ]);
    expect(penalty?.parts.map(partLine)).toEqual([
      '简易程序：这一天的流程图没有存档',
      '普通程序：系统里还没有这个程序，没有流程图',
    ]);
  });

  test('R24.5 the procedure changes, the chart with it; the chart of the older day stays, and nobody changes it', async () => {
    const before = definitionHash(penaltySimple);
    const { office } = p.t;
    const [act, def] = Object.entries(penaltySimple.acts)[0] as [string, Procedure['acts'][string]];
    const changed: Procedure = {
      ...penaltySimple,
      version: '2026-06-01',
      from: '2026-06-01',
      acts: { ...penaltySimple.acts, [act]: { ...def, title: '演示新步骤' } },
    };
    p.t.at('2026-06-01');
    const after = new Office({
      store: office.store,
      procedures: [changed, compulsoryMeasure],
      calendar: office.calendar,
      now: () => office.now(),
      demo: true,
      baseUrl: 'http://127.0.0.1',
    } as never);
    await after.refresh();
    expect(await keepCharts(office, ['penalty-simple'])).toEqual([]);
    expect(await keepCharts(after, chartedProcedures())).toEqual(['penalty-simple']);
    expect(await keepCharts(after, chartedProcedures())).toEqual([]);
    const on = (day: string) => chartOn(office, 'penalty-simple', day);
    expect((await on('2026-05-31'))?.hash).toBe(before);
    expect((await on('2026-06-01'))?.hash).toBe(definitionHash(changed));
    expect(await on('2026-03-01')).toBeUndefined();
    const [now, old] = [
      await p.page('/flow-charts/t-market/penalty'),
      await p.page('/flow-charts/t-market/penalty?asOf=2026-05-31'),
    ];
    expect(now).toContain('演示新步骤');
    expect(now).toContain('asOf=2026-03-02');
    expect(old).not.toContain('演示新步骤');
    for (const change of [`update fadu.flow_chart set svg = ''`, 'delete from fadu.flow_chart'])
      await expect(
        office.store.within({ as: 'system' }, (tx) =>
          import('kysely').then(({ sql }) => sql.raw(change).execute(tx)),
        ),
      ).rejects.toThrow(/permission denied/);
  });
});
