/**
 * Done-when 6 of issue 4: the four charts of a body open in bpmn-js without a warning, and what it shows is, element by
 * element and arrow by arrow, the graph that conformance.test.ts holds against the engine act by act.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BodyChart, bodyBpmn, type ChartBody, definitionHash, toBpmn } from '@fadu/office/charts/index';
import { readChart } from '@fadu/office/charts/reading';
import { FLOW_CHARTS } from '@fadu/plan/enforcement/flow-charts/index';
import { procedures } from '@fadu/plan/index';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';

const VIEWER = (() => {
  if (process.env.FADU_BPMN_JS) return process.env.FADU_BPMN_JS;
  try {
    const root = createRequire(import.meta.url).resolve('bpmn-js/package.json');
    return root.replace(/package\.json$/, 'dist/bpmn-viewer.production.min.js');
  } catch {
    return '';
  }
})();
const there = existsSync(VIEWER);

const body: ChartBody = {
  organ: 't-market',
  name: '演示市市场监督管理局',
  region: '220200',
  phones: ['0432-00000000'],
  items: new Map(),
};
const on = '2026-03-02';

/** Every procedure of the four charts that runs, as the body's file. */
const charts = FLOW_CHARTS.flatMap((def) =>
  def.procedures.flatMap(({ code, title }) => {
    const procedure = procedures.find((p) => p.code === code);
    return procedure ? [[`${def.title}：${title}`, def, procedure] as const] : [];
  }),
);

describe.skipIf(!there)('R24.5 in bpmn-js (skipped where the library is not installed)', () => {
  let browser: Browser;
  let page: Page;
  const said: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    page.on('console', (m) => ['warning', 'error'].includes(m.type()) && said.push(m.text()));
    page.on('pageerror', (e) => said.push(String(e)));
    await page.setContent('<div id="canvas" style="width:1400px;height:960px"></div>');
    await page.addScriptTag({ path: VIEWER });
  }, 60_000);
  afterAll(() => browser?.close());

  test.each(charts)(
    'R24.5 %s opens without warnings, and shows the graph that is held against the engine',
    async (_name, def, procedure) => {
      const chart: BodyChart = {
        def,
        items: [],
        parts: [
          {
            code: procedure.code,
            title: procedure.title,
            runs: true,
            chart: {
              procedure: procedure.code,
              title: procedure.title,
              hash: definitionHash(procedure),
              version: procedure.version,
              lawFrom: procedure.from,
              firstDay: on,
              svg: '',
              bpmn: await toBpmn(procedure),
            },
          },
        ],
      };
      const xml = bodyBpmn(body, chart, chart.parts[0] as never, on) as string;
      const read = await readChart(xml);
      const shown = await page.evaluate(async (text) => {
        type Element = {
          id: string;
          type: string;
          waypoints?: { x: number; y: number }[];
          businessObject: { name?: string; sourceRef?: { id: string }; targetRef?: { id: string } };
        };
        const root = document.querySelector('#canvas') as HTMLElement;
        root.replaceChildren();
        const Viewer = (
          globalThis as unknown as {
            BpmnJS: new (
              o: object,
            ) => { importXML(x: string): Promise<{ warnings: unknown[] }>; get(name: string): unknown };
          }
        ).BpmnJS;
        const viewer = new Viewer({ container: root });
        const { warnings } = await viewer.importXML(text);
        (viewer.get('canvas') as { zoom(how: string): void }).zoom('fit-viewport');
        const all = (viewer.get('elementRegistry') as { getAll(): Element[] }).getAll();
        return {
          warnings: warnings.map(String),
          flows: all
            .filter((e) => e.type === 'bpmn:SequenceFlow')
            .map((e) => ({
              id: e.id,
              from: e.businessObject.sourceRef?.id ?? '',
              to: e.businessObject.targetRef?.id ?? '',
              name: e.businessObject.name ?? '',
              points: e.waypoints?.length ?? 0,
            })),
          nodes: all
            .filter((e) => /Task|Gateway|Event$/.test(e.type) && !/label$/.test(e.id))
            .map((e) => e.id),
          pool: all.find((e) => e.type === 'bpmn:Participant')?.businessObject.name ?? '',
          drawn: root.querySelectorAll('.djs-element').length,
        };
      }, xml);
      expect(shown.warnings).toEqual([]);
      expect(said).toEqual([]);
      expect(shown.pool).toContain(body.name);
      expect([...shown.nodes].sort()).toEqual([...read.nodes.keys()].sort());
      const flat = (f: { id: string; from: string; to: string; name: string }) =>
        `${f.id} ${f.from} ${f.to} ${f.name}`;
      expect(shown.flows.map(flat).sort()).toEqual(read.flows.map(flat).sort());
      for (const f of shown.flows) expect(f.points, f.id).toBeGreaterThanOrEqual(2);
      expect(shown.drawn).toBeGreaterThanOrEqual(read.nodes.size + read.flows.length);
      if (process.env.FADU_PICTURES)
        await page.screenshot({ path: `${process.env.FADU_PICTURES}/bpmn-${procedure.code}.png` });
      // The very graph that office/src/charts/conformance.test.ts holds against the engine.
      const held = await readChart(await toBpmn(procedure));
      expect([[...read.nodes], read.flows]).toEqual([[...held.nodes], held.flows]);
    },
    180_000,
  );

  test('R24.5 each of the four charts has a procedure that runs, or is named as not there', () => {
    const missing = FLOW_CHARTS.filter(
      (c) => !c.procedures.some((p) => procedures.some((x) => x.code === p.code)),
    );
    expect(missing.map((c) => c.kind)).toEqual(['行政许可']);
  });
});
