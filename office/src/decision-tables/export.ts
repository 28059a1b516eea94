/**
 * Decision tables as DMN 1.3 XML with a diagram, for any DMN tool: one decision for each table, its inputs as input
 * data under the same names, cells as FEEL. What DMN has no place for (unit, decimal places) goes into attributes of our
 * own namespace, which other tools pass over and our import reads.
 */
import type { DecisionInput, DecisionOutput, DecisionTable, Value } from '@fadu/kernel';
import { type DmnElement, DmnModdle } from 'dmn-moddle';

/** Namespace of the attributes that DMN has no place for. */
export const FADU_DMN = 'urn:fadu:dmn';

/** A value as a FEEL literal. */
export const feel = (value: Value | null): string =>
  value === null ? 'null' : typeof value === 'string' ? `"${value}"` : String(value);

/** What a column may hold, as FEEL unary tests; undefined: anything. */
function allowedText(c: DecisionInput | DecisionOutput): string | undefined {
  if (c.type === 'string') return c.values?.length ? c.values.map(feel).join(', ') : undefined;
  if (c.type !== 'number' || !('min' in c || 'max' in c)) return undefined;
  const { min, max } = c as DecisionInput;
  if (min !== undefined && max !== undefined) return `[${min}..${max}]`;
  return min !== undefined ? `>= ${min}` : max !== undefined ? `<= ${max}` : undefined;
}

const WIDTH = 180;
const HEIGHT = 60;
const GAP = 40;

/** The tables of one subject as a DMN 1.3 document. The same tables give the same text. */
export async function toDmn(
  subject: { readonly code: string; readonly title: string; readonly about?: string },
  tables: readonly DecisionTable[],
): Promise<string> {
  const moddle = new DmnModdle();
  const make = (type: string, attributes: Record<string, unknown> = {}) => moddle.create(type, attributes);
  const ours = (c: DecisionInput | DecisionOutput) => ({
    ...(c.unit !== undefined && { 'fadu:unit': c.unit }),
    ...('decimals' in c && c.decimals !== undefined && { 'fadu:decimals': String(c.decimals) }),
  });
  const inputs = new Map(tables.flatMap((t) => t.inputs).map((i) => [i.id, i]));
  const dataId = (id: string) => `data_${id}`;
  const data = [...inputs.values()].map((i) =>
    make('dmn:InputData', {
      id: dataId(i.id),
      name: i.id,
      label: i.title,
      variable: make('dmn:InformationItem', { id: `variable_${i.id}`, name: i.id, typeRef: i.type }),
    }),
  );
  const decisions = tables.map((t) => decision(make, t, dataId, ours));
  const place = (element: DmnElement, at: number, row: number) =>
    make('dmndi:DMNShape', {
      id: `shape_${element.id}`,
      dmnElementRef: element,
      bounds: make('dc:Bounds', {
        x: GAP + at * (WIDTH + GAP),
        y: GAP + row * (HEIGHT + 3 * GAP),
        width: WIDTH,
        height: HEIGHT,
      }),
    });
  const middle = (at: number) => GAP + at * (WIDTH + GAP) + WIDTH / 2;
  const edges = tables.flatMap((t, d) =>
    t.inputs.map((input) => {
      const from = [...inputs.keys()].indexOf(input.id);
      const requirements = decisions[d]?.get('informationRequirement') as DmnElement[] | undefined;
      const requirement = requirements?.[t.inputs.indexOf(input)];
      return make('dmndi:DMNEdge', {
        id: `edge_${t.code}_${input.id}`,
        dmnElementRef: requirement,
        waypoint: [
          make('dc:Point', { x: middle(from), y: GAP + HEIGHT + 3 * GAP }),
          make('dc:Point', { x: middle(d), y: GAP + HEIGHT }),
        ],
      });
    }),
  );
  const definitions = make('dmn:Definitions', {
    id: `definitions_${subject.code.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`,
    name: subject.title,
    namespace: `urn:fadu:decision:${subject.code}`,
    exporter: 'Fadu',
    'xmlns:fadu': FADU_DMN,
    ...(subject.about && { description: subject.about }),
    drgElement: [...data, ...decisions],
    dmnDI: make('dmndi:DMNDI', {
      diagrams: [
        make('dmndi:DMNDiagram', {
          id: 'diagram',
          diagramElements: [
            ...decisions.map((d, i) => place(d, i, 0)),
            ...data.map((d, i) => place(d, i, 1)),
            ...edges,
          ],
        }),
      ],
    }),
  });
  return (await moddle.toXML(definitions, { format: true })).xml;
}

function decision(
  make: (type: string, attributes?: Record<string, unknown>) => DmnElement,
  t: DecisionTable,
  dataId: (id: string) => string,
  ours: (c: DecisionInput | DecisionOutput) => Record<string, string>,
): DmnElement {
  const [only] = t.outputs;
  return make('dmn:Decision', {
    id: t.code,
    name: t.title,
    variable: make('dmn:InformationItem', {
      id: `variable_of_${t.code}`,
      name: t.title,
      ...(t.outputs.length === 1 && t.hit !== 'COLLECT' && only && { typeRef: only.type }),
    }),
    informationRequirement: t.inputs.map((i) =>
      make('dmn:InformationRequirement', {
        id: `requires_${t.code}_${i.id}`,
        requiredInput: make('dmn:DMNElementReference', { href: `#${dataId(i.id)}` }),
      }),
    ),
    decisionLogic: make('dmn:DecisionTable', {
      id: `table_${t.code}`,
      hitPolicy: t.hit,
      input: t.inputs.map((i) => {
        const values = allowedText(i);
        return make('dmn:InputClause', {
          id: `input_${t.code}_${i.id}`,
          label: i.title,
          ...ours(i),
          inputExpression: make('dmn:LiteralExpression', {
            id: `expression_${t.code}_${i.id}`,
            typeRef: i.type,
            text: i.id,
          }),
          ...(values && {
            inputValues: make('dmn:UnaryTests', { id: `values_${t.code}_${i.id}`, text: values }),
          }),
        });
      }),
      output: t.outputs.map((o) => {
        const values = allowedText(o);
        return make('dmn:OutputClause', {
          id: `output_${t.code}_${o.id}`,
          label: o.title,
          name: o.id,
          typeRef: o.type,
          ...ours(o),
          ...(values && {
            outputValues: make('dmn:UnaryTests', { id: `results_${t.code}_${o.id}`, text: values }),
          }),
        });
      }),
      rule: t.rows.map((row, r) =>
        make('dmn:DecisionRule', {
          id: `rule_${t.code}_${r + 1}`,
          ...(row.note && { description: row.note }),
          inputEntry: row.when.map((text, i) =>
            make('dmn:UnaryTests', { id: `when_${t.code}_${r + 1}_${i + 1}`, text }),
          ),
          outputEntry: row.then.map((value, i) =>
            make('dmn:LiteralExpression', { id: `then_${t.code}_${r + 1}_${i + 1}`, text: feel(value) }),
          ),
        }),
      ),
    }),
  });
}
