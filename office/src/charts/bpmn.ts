/**
 * A procedure as BPMN 2.0 XML with its diagram, for any BPMN tool: one pool, one lane a phase, a task for each act,
 * gateways, timer events for time limits, link events for steps back, and the sources as documentation.
 *
 * BPMN durations know calendar units only: a limit in working days is written as `workdays(n)` in our own
 * expression language, never as a wrong number of calendar days.
 */
import type { Procedure } from '@fadu/kernel';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { type Bounds, DEADLINE_ROOM, LABEL, layoutParts } from './bpmn-layout.ts';
import { type Part, type PartKind, partId, partsOf } from './bpmn-parts.ts';
import { CONDITION_FORMAT, conditionText } from './conditions.ts';
import { flowOf } from './flow.ts';
import { guardText } from './guard-words.ts';
import type { Length, LimitModel } from './limits.ts';
import { limitWords, tooltip } from './svg-parts.ts';

const ELEMENT: Record<Exclude<PartKind, 'pass'>, string> = {
  'user-task': 'bpmn:UserTask',
  'service-task': 'bpmn:ServiceTask',
  parallel: 'bpmn:ParallelGateway',
  exclusive: 'bpmn:ExclusiveGateway',
  start: 'bpmn:StartEvent',
  end: 'bpmn:EndEvent',
  terminate: 'bpmn:EndEvent',
  throw: 'bpmn:IntermediateThrowEvent',
  catch: 'bpmn:IntermediateCatchEvent',
  timer: 'bpmn:IntermediateCatchEvent',
};

/** Language of limits that ISO 8601 cannot say. */
export const LIMIT_LANGUAGE = 'urn:fadu:limit';

/** Lengths as a BPMN duration: ISO 8601, or our own language for working days, set dates and what facts decide. */
export function durationOf(lengths: readonly Length[]): { body: string; language?: string } {
  const only = lengths.length === 1 ? lengths[0]?.limit : undefined;
  if (only && only.unit !== 'workday') {
    const { n } = only;
    return { body: { day: `P${n}D`, hour: `PT${n}H`, month: `P${n}M`, year: `P${n}Y` }[only.unit] };
  }
  const parts = lengths.map((l) => (l.limit ? `${l.limit.unit}s(${l.limit.n})` : `until(${l.until})`));
  return { body: parts.join(' | '), language: LIMIT_LANGUAGE };
}

/** The BPMN 2.0 XML of a procedure. The same procedure gives the same text. */
export async function toBpmn(procedure: Procedure): Promise<string> {
  const flow = flowOf(procedure);
  const parts = partsOf(procedure, flow);
  const diagram = await layoutParts(flow, parts);
  const moddle = new BpmnModdle();
  const make = (type: string, attributes: Record<string, unknown> = {}) => moddle.create(type, attributes);
  const doc = (text: string) => [make('bpmn:Documentation', { text })];
  const timer = (id: string, l: LimitModel) => {
    const duration = make('bpmn:FormalExpression', durationOf(l.lengths));
    return make('bpmn:TimerEventDefinition', { id: `${id}_timer`, timeDuration: duration });
  };

  const elements = new Map<string, ModdleElement>();
  const planes: ModdleElement[] = [];
  const lanes = new Map(flow.bands.map((b) => [b.phase, [] as ModdleElement[]]));
  /** Names of events: beside those from which the flow goes on, under the others. */
  const label = (element: ModdleElement, b: Bounds) => {
    if (!element.$type.endsWith('Event') || !element.name) return {};
    const beside = /Start|Catch/.test(element.$type);
    const place = beside
      ? { x: b.x + b.width + 6, y: b.y + 4, width: LABEL - 10, height: 28 }
      : { x: b.x + b.width / 2 - LABEL / 2, y: b.y + b.height + 3, width: LABEL, height: 28 };
    return { label: make('bpmndi:BPMNLabel', { bounds: bounds(place) }) };
  };
  const shape = (element: ModdleElement, b: Bounds, more: Record<string, unknown> = {}) =>
    planes.push(
      make('bpmndi:BPMNShape', {
        id: `${element.id}_di`,
        bpmnElement: element,
        bounds: bounds(b),
        ...label(element, b),
        ...more,
      }),
    );
  const bounds = (b: Bounds) =>
    make('dc:Bounds', {
      x: Math.round(b.x),
      y: Math.round(b.y),
      width: Math.round(b.width),
      height: Math.round(b.height),
    });
  const add = (element: ModdleElement, lane: string) => {
    elements.set(element.id, element);
    lanes.get(lane)?.push(element);
    return element;
  };
  const edges: { element: ModdleElement; points: readonly { x: number; y: number }[] }[] = [];
  const connect = (
    id: string,
    from: string,
    to: string,
    name: string | undefined,
    points: readonly { x: number; y: number }[],
  ) => {
    const [sourceRef, targetRef] = [elements.get(from), elements.get(to)];
    if (!sourceRef || !targetRef)
      throw new Error(`${procedure.code}: a flow from ${from} to ${to} has no end`);
    const element = make('bpmn:SequenceFlow', { id, sourceRef, targetRef, ...(name && { name }) });
    (sourceRef.get('outgoing') as ModdleElement[]).push(element);
    (targetRef.get('incoming') as ModdleElement[]).push(element);
    edges.push({ element, points });
  };

  const shapesOf: [ModdleElement, Bounds][] = [];
  for (const part of parts.parts.values()) {
    if (part.kind === 'pass') continue;
    const element = add(elementOf(procedure, part, part.kind, make, doc, timer), part.lane);
    shapesOf.push([element, diagram.shapes.get(part.id) as Bounds]);
  }
  for (const [i, f] of diagram.flows.entries()) connect(`flow_${i + 1}`, f.from, f.to, f.name, f.points);

  // A deadline: the task goes on, and the lateness is told.
  for (const part of parts.parts.values()) {
    const task = elements.get(part.id);
    const at = diagram.shapes.get(part.id);
    if (!task || !at) continue;
    part.deadlines?.forEach((limit, i) => {
      const id = partId('deadline', `${part.act?.id}_${limit.clock}`);
      const event = make('bpmn:BoundaryEvent', {
        id,
        name: limit.lengths.map((x) => (x.until ? '所定日期前' : `${x.text}内`)).join('或者'),
        attachedToRef: task,
        cancelActivity: false,
        documentation: doc(limitWords(limit)),
        eventDefinitions: [timer(id, limit)],
      });
      const late = make('bpmn:EndEvent', { id: `${id}_late`, name: '逾期提醒' });
      add(event, part.lane);
      add(late, part.lane);
      const y = at.y + 6 + i * 56;
      const here = { x: at.x + at.width - 18, y, width: 36, height: 36 };
      const there = { x: at.x + at.width + DEADLINE_ROOM - 50, y, width: 36, height: 36 };
      shapesOf.push([event, here], [late, there]);
      connect(`${id}_flow`, id, `${id}_late`, undefined, [
        { x: here.x + 36, y: y + 18 },
        { x: there.x, y: y + 18 },
      ]);
    });
  }

  const laneElements = flow.bands.map((b) =>
    make('bpmn:Lane', { id: partId('lane', b.phase), name: b.title, flowNodeRef: lanes.get(b.phase) }),
  );
  const process = make('bpmn:Process', {
    id: partId('process', procedure.code),
    name: procedure.title,
    isExecutable: false,
    documentation: doc(
      [
        flow.about,
        `版本：${flow.version}，${flow.from}起适用`,
        `依据：${flow.cites.map((c) => c.text).join('；')}`,
      ].join('\n'),
    ),
    laneSets: [make('bpmn:LaneSet', { id: partId('lanes', procedure.code), lanes: laneElements })],
    flowElements: [...elements.values(), ...edges.map((e) => e.element)],
  });
  const participant = make('bpmn:Participant', {
    id: partId('pool', procedure.code),
    name: procedure.title,
    processRef: process,
  });
  const collaboration = make('bpmn:Collaboration', {
    id: partId('chart', procedure.code),
    participants: [participant],
  });
  shape(participant, diagram.pool, { isHorizontal: true });
  for (const [i, b] of flow.bands.entries()) {
    shape(laneElements[i] as ModdleElement, diagram.lanes.get(b.phase) as Bounds, { isHorizontal: true });
  }
  for (const [element, b] of shapesOf) shape(element, b);
  for (const { element, points } of edges) {
    planes.push(
      make('bpmndi:BPMNEdge', {
        id: `${element.id}_di`,
        bpmnElement: element,
        waypoint: points.map((p) => make('dc:Point', { ...p })),
      }),
    );
  }
  const plane = make('bpmndi:BPMNPlane', {
    id: partId('plane', procedure.code),
    bpmnElement: collaboration,
    planeElement: planes,
  });
  const definitions = make('bpmn:Definitions', {
    id: partId('definitions', procedure.code),
    targetNamespace: `urn:fadu:procedure:${procedure.code}`,
    exporter: 'Fadu',
    rootElements: [collaboration, process],
    diagrams: [make('bpmndi:BPMNDiagram', { id: partId('diagram', procedure.code), plane })],
  });
  return (await moddle.toXML(definitions, { format: true })).xml;
}

type Make = (type: string, attributes?: Record<string, unknown>) => ModdleElement;

function elementOf(
  procedure: Procedure,
  part: Part,
  kind: Exclude<PartKind, 'pass'>,
  make: Make,
  doc: (text: string) => ModdleElement[],
  timer: (id: string, l: LimitModel) => ModdleElement,
): ModdleElement {
  const more: Record<string, unknown> = {};
  if (part.act) {
    more.documentation = doc(tooltip(part.act));
    if (part.condition)
      more.documentation = [
        ...doc(`${tooltip(part.act)}\n还须：${guardText(procedure, part.condition)}`),
        make('bpmn:Documentation', { text: conditionText(part.condition), textFormat: CONDITION_FORMAT }),
      ];
    if (part.act.repeats) more.loopCharacteristics = make('bpmn:StandardLoopCharacteristics');
    if (!part.act.automatic) {
      more.resources = part.act.who.map((who, i) =>
        make('bpmn:PotentialOwner', {
          id: `${part.id}_owner_${i + 1}`,
          name: who,
          resourceAssignmentExpression: make('bpmn:ResourceAssignmentExpression', {
            expression: make('bpmn:FormalExpression', { body: who }),
          }),
        }),
      );
    }
  }
  if (part.limit) more.documentation = doc(limitWords(part.limit));
  if (kind === 'terminate')
    more.eventDefinitions = [make('bpmn:TerminateEventDefinition', { id: `${part.id}_end` })];
  if (kind === 'throw' || kind === 'catch')
    more.eventDefinitions = [make('bpmn:LinkEventDefinition', { id: `${part.id}_link`, name: part.name })];
  if (kind === 'timer' && part.limit) more.eventDefinitions = [timer(part.id, part.limit)];
  return make(ELEMENT[kind], { id: part.id, ...(part.name && { name: part.name }), ...more });
}
