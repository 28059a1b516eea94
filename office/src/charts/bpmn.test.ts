/** BPMN of every procedure of the plan: valid, whole and connected. */
import { days, hours, months, type Procedure, workdays, years } from '@fadu/kernel';
import { procedures } from '@fadu/plan';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { durationOf, LIMIT_LANGUAGE, toBpmn } from './bpmn.ts';

const list = (e: ModdleElement, name: string) => (e.get(name) as ModdleElement[] | undefined) ?? [];
const one = (e: ModdleElement, name: string) => e.get(name) as ModdleElement;

async function read(procedure: Procedure) {
  const xml = await toBpmn(procedure);
  const { rootElement, warnings, elementsById } = await new BpmnModdle().fromXML(xml);
  const process = list(rootElement, 'rootElements').find((e) => e.$type === 'bpmn:Process') as ModdleElement;
  const elements = list(process, 'flowElements');
  const flows = elements.filter((e) => e.$type === 'bpmn:SequenceFlow');
  const nodes = elements.filter((e) => e.$type !== 'bpmn:SequenceFlow');
  return { xml, rootElement, warnings, elementsById, process, flows, nodes };
}

describe.each(procedures.map((p) => [p.title, p] as const))('%s', (_title, procedure) => {
  it('R90.1 parses again without warnings, each act a task exactly once', async () => {
    const { warnings, nodes } = await read(procedure);
    expect(warnings).toEqual([]);
    const tasks = nodes.filter((n) => n.$type.endsWith('Task'));
    expect(tasks.map((t) => t.id).sort()).toEqual(
      Object.keys(procedure.acts)
        .map((a) => `act_${a}`)
        .sort(),
    );
    for (const t of tasks) {
      const def = procedure.acts[t.id.slice(4)];
      expect(t.name).toBe(def?.title);
      expect(t.$type).toBe(def?.by.every((p) => p.kind === 'system') ? 'bpmn:ServiceTask' : 'bpmn:UserTask');
    }
  });

  it('connects existing nodes, listed at both ends', async () => {
    const { flows, nodes } = await read(procedure);
    const ids = new Set(nodes);
    for (const f of flows) {
      const [from, to] = [one(f, 'sourceRef'), one(f, 'targetRef')];
      expect(ids.has(from) && ids.has(to), f.id).toBe(true);
      expect(list(from, 'outgoing')).toContain(f);
      expect(list(to, 'incoming')).toContain(f);
    }
  });

  it('has a source for every node and a way on from every node that is not an end', async () => {
    const { nodes } = await read(procedure);
    const links = (type: string) =>
      nodes
        .filter((n) => n.$type === type)
        .flatMap((n) =>
          list(n, 'eventDefinitions')
            .filter((d) => d.$type === 'bpmn:LinkEventDefinition')
            .map((d) => d.name as string),
        );
    const thrown = links('bpmn:IntermediateThrowEvent');
    const caught = links('bpmn:IntermediateCatchEvent');
    expect([...new Set(thrown)].sort()).toEqual([...caught].sort());
    for (const n of nodes) {
      const isLink = list(n, 'eventDefinitions').some((d) => d.$type === 'bpmn:LinkEventDefinition');
      const starts =
        n.$type === 'bpmn:StartEvent' ||
        n.$type === 'bpmn:BoundaryEvent' ||
        (isLink && n.$type === 'bpmn:IntermediateCatchEvent');
      const stops = n.$type === 'bpmn:EndEvent' || (isLink && n.$type === 'bpmn:IntermediateThrowEvent');
      expect(list(n, 'incoming').length > 0 || starts, `into ${n.id}`).toBe(true);
      expect(list(n, 'outgoing').length > 0 || stops, `out of ${n.id}`).toBe(true);
    }
  });

  it('puts every node into one lane, and draws every node, flow and lane', async () => {
    const { rootElement, process, nodes, flows } = await read(procedure);
    const lanes = list(list(process, 'laneSets')[0] as ModdleElement, 'lanes');
    const placed = lanes.flatMap((l) => list(l, 'flowNodeRef').map((n) => n.id));
    expect(placed.sort()).toEqual(nodes.map((n) => n.id).sort());
    const plane = one(list(rootElement, 'diagrams')[0] as ModdleElement, 'plane');
    const shown = new Set(list(plane, 'planeElement').map((e) => one(e, 'bpmnElement').id));
    for (const e of [...nodes, ...flows, ...lanes]) expect(shown.has(e.id), e.id).toBe(true);
    for (const e of list(plane, 'planeElement')) {
      if (e.$type !== 'bpmndi:BPMNEdge') continue;
      const points = list(e, 'waypoint');
      expect(points.length, e.id).toBeGreaterThanOrEqual(2);
      for (const p of points) expect(Number.isFinite(p.x) && Number.isFinite(p.y), e.id).toBe(true);
    }
  });

  it('says the sources in the documentation of every task', async () => {
    const { nodes } = await read(procedure);
    for (const t of nodes.filter((n) => n.$type.endsWith('Task'))) {
      const text = list(t, 'documentation')
        .map((d) => String(d.text))
        .join('');
      for (const c of procedure.acts[t.id.slice(4)]?.cites ?? []) expect(text, t.id).toContain(c.title);
    }
  });
});

describe('durations', () => {
  const one = (limit: Parameters<typeof durationOf>[0][number]['limit']) =>
    durationOf([{ text: '', ...(limit && { limit }) }]);
  it('R90.2 are ISO 8601 for calendar units and never for working days', () => {
    expect(one(days(30))).toEqual({ body: 'P30D' });
    expect(one(hours(24))).toEqual({ body: 'PT24H' });
    expect(one(months(3))).toEqual({ body: 'P3M' });
    expect(one(years(5))).toEqual({ body: 'P5Y' });
    expect(one(workdays(20))).toEqual({ body: 'workdays(20)', language: LIMIT_LANGUAGE });
    expect(
      durationOf([
        { text: '', limit: days(30) },
        { text: '', limit: workdays(15) },
      ]).body,
    ).toBe('days(30) | workdays(15)');
    expect(durationOf([{ text: '', until: 'expiresOn' }]).body).toBe('until(expiresOn)');
  });
});

describe('行政规范性文件 in BPMN', () => {
  it('has a deadline that does not stop the task, and timers that wait', async () => {
    const procedure = procedures.find((p) => p.code === 'normative-document') as Procedure;
    const { elementsById } = await read(procedure);
    const deadline = elementsById.deadline_publish_publish as ModdleElement;
    expect(deadline.$type).toBe('bpmn:BoundaryEvent');
    expect(deadline.cancelActivity).toBe(false);
    expect(one(deadline, 'attachedToRef').id).toBe('act_publish');
    const wait = elementsById['wait_close-consultation'] as ModdleElement;
    expect(wait.name).toBe('满30日或者满15个工作日');
    expect(one(list(wait, 'outgoing')[0] as ModdleElement, 'targetRef').id).toBe('act_close-consultation');
  });
});
