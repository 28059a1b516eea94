/**
 * Decision tables out of DMN XML of any tool. What our tables cannot hold (other expressions than tables, cells beyond
 * the part of FEEL that can be checked, computed outputs) is refused by name, never read as something else.
 */
import {
  type DecisionInput,
  type DecisionOutput,
  type DecisionTable,
  HIT_POLICIES,
  type HitPolicy,
  tableFaults,
  type Value,
} from '@fadu/kernel';
import { type DmnElement, DmnModdle } from 'dmn-moddle';
import { Problem } from '../problem.ts';

/** Bytes that a DMN file holds at most. */
const MOST = 1024 * 1024;

const TYPES: Readonly<Record<string, DecisionInput['type']>> = {
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
  string: 'string',
  boolean: 'boolean',
};

const refuse = (say: string): Problem => new Problem(422, 'dmn', say);
const list = (element: DmnElement, name: string): readonly DmnElement[] =>
  (element.get(name) as DmnElement[] | undefined) ?? [];
const textOf = (element: unknown): string => String((element as DmnElement | undefined)?.text ?? '').trim();

/** Texts of a list of FEEL string literals. */
const literals = (source: string): string[] =>
  [...source.matchAll(/"([^"\\]*)"/g)].map((m) => m[1] as string);

const ourAttribute = (element: DmnElement, name: string): string | undefined =>
  element.$attrs[`fadu:${name}`];

function bounds(source: string): Pick<DecisionInput, 'min' | 'max'> {
  const both = /^\[\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*\]$/.exec(source);
  if (both) return { min: Number(both[1]), max: Number(both[2]) };
  const one = /^(>=|<=)\s*(-?[\d.]+)$/.exec(source);
  if (!one) return {};
  return one[1] === '>=' ? { min: Number(one[2]) } : { max: Number(one[2]) };
}

function literalOf(source: string, place: string): Value | null {
  if (source === '' || source === 'null' || source === '-') return null;
  if (source === 'true' || source === 'false') return source === 'true';
  if (/^-?\d+(\.\d+)?$/.test(source)) return Number(source);
  const text = /^"([^"\\]*)"$/.exec(source);
  if (text) return text[1] as string;
  throw refuse(`${place}的结果“${source}”不是文字、数值或者是否，本系统的裁量表不接受计算式`);
}

function tableOf(decision: DmnElement, logic: DmnElement): DecisionTable {
  const title = String(decision.name ?? decision.id ?? '').trim();
  const place = `“${title}”`;
  const hit = String(logic.hitPolicy ?? 'UNIQUE');
  if (!HIT_POLICIES.includes(hit as HitPolicy))
    throw refuse(`${place}的命中方式${hit}不能导入，只能是${HIT_POLICIES.join('、')}`);
  if (logic.aggregation) throw refuse(`${place}使用了汇总计算，不能导入`);
  const inputs = list(logic, 'input').map((clause): DecisionInput => {
    const expression = clause.inputExpression as DmnElement | undefined;
    const id = textOf(expression);
    const name = String(clause.label ?? id);
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(id))
      throw refuse(`${place}的条件列“${name}”是计算式“${id}”，不能导入；请改为一个事实的名称`);
    const allowed = textOf(clause.inputValues);
    const type = TYPES[String(expression?.typeRef ?? '')];
    if (!type) throw refuse(`${place}的条件列“${name}”没有写明类型，或者类型不是数值、文字、是否`);
    const decimals = ourAttribute(clause, 'decimals');
    const unit = ourAttribute(clause, 'unit');
    return {
      id,
      title: name,
      type,
      ...(type === 'string' && { values: literals(allowed) }),
      ...(type === 'number' && bounds(allowed)),
      ...(decimals !== undefined && { decimals: Number(decimals) }),
      ...(unit !== undefined && { unit }),
    };
  });
  const outputs = list(logic, 'output').map((clause, i): DecisionOutput => {
    const id = String(clause.name ?? `result${i + 1}`);
    const type = TYPES[String(clause.typeRef ?? 'string')];
    if (!type) throw refuse(`${place}的结果列“${String(clause.label ?? id)}”的类型不能导入`);
    const values = literals(textOf(clause.outputValues));
    const unit = ourAttribute(clause, 'unit');
    return {
      id,
      title: String(clause.label ?? id),
      type,
      ...(values.length > 0 && { values }),
      ...(unit !== undefined && { unit }),
    };
  });
  const rows = list(logic, 'rule').map((rule, r) => ({
    when: list(rule, 'inputEntry').map((e) => textOf(e) || '-'),
    then: list(rule, 'outputEntry').map((e) => literalOf(textOf(e), `${place}第${r + 1}行`)),
    ...(rule.description !== undefined && { note: String(rule.description) }),
  }));
  const table = { code: String(decision.id ?? 'table'), title, hit: hit as HitPolicy, inputs, outputs, rows };
  const faults = tableFaults(table);
  if (faults.length) throw refuse(`${place}不能导入：${faults.slice(0, 8).join('；')}`);
  return table;
}

/**
 * The decision tables of a DMN document, in its order. Decisions without a table are refused.
 * @throws Problem 413, 422 with what cannot be read
 */
export async function tablesFromDmn(xml: string): Promise<readonly DecisionTable[]> {
  if (xml.length > MOST) throw new Problem(413, 'too-large', 'DMN文件超过1 MB，请拆分');
  let root: DmnElement;
  try {
    ({ rootElement: root } = await new DmnModdle().fromXML(xml));
  } catch {
    throw refuse('这不是DMN 1.3的文件：请用建模工具另存为DMN 1.3格式');
  }
  if (root.$type !== 'dmn:Definitions') throw refuse('这不是DMN 1.3的文件：没有定义');
  const decisions = list(root, 'drgElement').filter((e) => e.$type === 'dmn:Decision');
  if (decisions.length === 0) throw refuse('文件里没有决策');
  return decisions.map((d) => {
    const logic = d.get('decisionLogic') as DmnElement | undefined;
    if (logic?.$type !== 'dmn:DecisionTable') throw refuse(`“${String(d.name ?? d.id)}”不是决策表，不能导入`);
    return tableOf(d, logic);
  });
}
