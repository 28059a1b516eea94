/** A chart's BPMN text as nodes and arrows, and nothing else of it. */
import type { Guard } from '@fadu/kernel';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { CONDITION_FORMAT, conditionFrom } from './conditions.ts';

export type ChartNodeKind =
  | 'task'
  | 'exclusive'
  | 'parallel'
  | 'start'
  | 'end'
  | 'throw'
  | 'catch'
  | 'timer'
  | 'boundary';

/** One element of a chart. */
export interface ChartNode {
  readonly id: string;
  readonly kind: ChartNodeKind;
  readonly name: string;
  /** Phase of its lane; `across` for the shared steps. */
  readonly lane: string;
  /** Act of a task. */
  readonly act?: string;
  /** A task that may happen again. */
  readonly loop: boolean;
  /** Name of a link event. */
  readonly link?: string;
  /** What must have happened, or not, beyond what the arrows say. */
  readonly condition?: Guard;
  /** What a timer waits for, in words. */
  readonly waits?: string;
}

/** One arrow. */
export interface ChartFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

/** A chart as read. */
export interface Chart {
  readonly process: string;
  readonly nodes: ReadonlyMap<string, ChartNode>;
  readonly flows: readonly ChartFlow[];
  /** Phases in the order of the lanes. */
  readonly lanes: readonly string[];
  /** What the reader of the file warned of. */
  readonly warnings: readonly string[];
}

const list = (e: ModdleElement, name: string) => (e.get(name) as ModdleElement[] | undefined) ?? [];

function kindOf(e: ModdleElement): ChartNodeKind {
  const has = (type: string) => list(e, 'eventDefinitions').some((d) => d.$type === `bpmn:${type}`);
  switch (e.$type) {
    case 'bpmn:UserTask':
    case 'bpmn:ServiceTask':
      return 'task';
    case 'bpmn:ExclusiveGateway':
      return 'exclusive';
    case 'bpmn:ParallelGateway':
      return 'parallel';
    case 'bpmn:StartEvent':
      return 'start';
    case 'bpmn:EndEvent':
      return 'end';
    case 'bpmn:BoundaryEvent':
      return 'boundary';
    case 'bpmn:IntermediateThrowEvent':
      return 'throw';
    case 'bpmn:IntermediateCatchEvent':
      return has('TimerEventDefinition') ? 'timer' : 'catch';
    default:
      throw new Error(`the chart has an element of a kind that nobody draws: ${e.$type}`);
  }
}

/** Read the BPMN text of a chart. */
export async function readChart(xml: string): Promise<Chart> {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
  const process = list(rootElement, 'rootElements').find((e) => e.$type === 'bpmn:Process') as ModdleElement;
  const lanes = list(list(process, 'laneSets')[0] as ModdleElement, 'lanes');
  const laneOf = new Map(
    lanes.flatMap((l) => list(l, 'flowNodeRef').map((n) => [n.id, l.id.replace(/^lane_/, '')] as const)),
  );
  const nodes = new Map<string, ChartNode>();
  const flows: ChartFlow[] = [];
  for (const e of list(process, 'flowElements')) {
    const name = String(e.name ?? '');
    if (e.$type === 'bpmn:SequenceFlow') {
      const end = (side: string) => (e.get(side) as ModdleElement).id;
      flows.push({ id: e.id, from: end('sourceRef'), to: end('targetRef'), name });
      continue;
    }
    const kind = kindOf(e);
    const docs = list(e, 'documentation');
    const stated = docs.find((d) => d.textFormat === CONDITION_FORMAT);
    const link = list(e, 'eventDefinitions').find((d) => d.$type === 'bpmn:LinkEventDefinition');
    nodes.set(e.id, {
      id: e.id,
      kind,
      name,
      lane: laneOf.get(e.id) ?? '',
      loop: e.get('loopCharacteristics') !== undefined,
      ...(kind === 'task' && { act: e.id.replace(/^act_/, '') }),
      ...(stated && { condition: conditionFrom(String(stated.text)) }),
      ...(link && { link: String(link.name) }),
      ...(kind === 'timer' && { waits: docs.map((d) => String(d.text)).join('\n') }),
    });
  }
  return {
    process: process.id.replace(/^process_/, ''),
    nodes,
    flows,
    lanes: lanes.map((l) => l.id.replace(/^lane_/, '')),
    warnings: warnings.map((w) => w.message),
  };
}
