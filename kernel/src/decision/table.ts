/**
 * A decision table (DMN) as data: inputs with what they may be, rows of FEEL unary tests, outputs as literal values.
 * The cells are the part of FEEL that can be checked exactly: values, comparisons with a number, ranges, lists of these,
 * `not(…)`, and `-` for anything. Tables are evaluated (evaluate.ts) and checked for gaps, overlaps and rows that can
 * never hit (analyse.ts).
 */
import { parseUnaryTests, unaryTest } from 'feelin';

/** A fact or result: text, number, yes or no. */
export type Value = string | number | boolean;

/** How several rows that hit together are read. */
export const HIT_POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'COLLECT'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];

/** One input: a fact and what it may be. */
export interface DecisionInput {
  /** Name of the fact, a FEEL name of letters, digits and `_`. */
  readonly id: string;
  /** What people call it: 货值金额. */
  readonly title: string;
  readonly type: 'number' | 'string' | 'boolean';
  /** Texts that it may be; every text input lists them. */
  readonly values?: readonly string[] | undefined;
  /** Least and greatest number, both included; absent: no bound. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Decimal places that numbers have; absent: any number. Between 1 and 2 nothing lies where it is 0. */
  readonly decimals?: number | undefined;
  /** Unit of numbers, e.g. 元. */
  readonly unit?: string | undefined;
}

/** One output column. */
export interface DecisionOutput {
  readonly id: string;
  readonly title: string;
  readonly type: 'number' | 'string' | 'boolean';
  /** Texts that it may be. */
  readonly values?: readonly string[] | undefined;
  readonly unit?: string | undefined;
}

/** One row: a test for each input, a value for each output. */
export interface DecisionRow {
  /** FEEL unary tests, in the order of the inputs; `-`: anything. */
  readonly when: readonly string[];
  /** Results in the order of the outputs; null: nothing. */
  readonly then: readonly (Value | null)[];
  /** Why, or where it comes from. */
  readonly note?: string | undefined;
}

/** A decision table. */
export interface DecisionTable {
  /** Name of the decision, letters, digits, `-` and `_`. */
  readonly code: string;
  readonly title: string;
  readonly hit: HitPolicy;
  readonly inputs: readonly DecisionInput[];
  readonly outputs: readonly DecisionOutput[];
  readonly rows: readonly DecisionRow[];
}

/** One alternative of a cell. */
export type Alternative =
  | { readonly is: Value }
  | { readonly op: '<' | '<=' | '>' | '>='; readonly n: number }
  | { readonly from: number; readonly to: number; readonly fromOpen: boolean; readonly toOpen: boolean };

/** A cell, understood: anything, one of, none of. */
export type Cell =
  | { readonly any: true }
  | { readonly any: false; readonly not: boolean; readonly of: readonly Alternative[] };

interface Node {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Node[];
}

/** The parser's tree as plain nodes. */
function nodesOf(source: string): Node {
  interface Walked {
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly firstChild: Walked | null;
    readonly nextSibling: Walked | null;
  }
  const read = (at: Walked): Node => {
    const children: Node[] = [];
    for (let child = at.firstChild; child; child = child.nextSibling) children.push(read(child));
    return { name: at.name, text: source.slice(at.from, at.to), children };
  };
  return read(parseUnaryTests(source, {}, undefined).topNode as unknown as Walked);
}

const literal = (node: Node): Value | undefined => {
  switch (node.name) {
    case 'NumericLiteral':
      return /^-?\d+(\.\d+)?$/.test(node.text) ? Number(node.text) : undefined;
    case 'StringLiteral':
      return node.text.includes('\\') ? undefined : node.text.slice(1, -1);
    case 'BooleanLiteral':
      return node.text === 'true';
    default:
      return undefined;
  }
};

function alternative(test: Node): Alternative | undefined {
  const [node] = test.children;
  if (!node || test.children.length !== 1) return undefined;
  const value = literal(node);
  if (value !== undefined) return { is: value };
  const [first, second] = node.children;
  if (node.name !== 'SimplePositiveUnaryTest' || !first) return undefined;
  if (first.name === 'CompareOp' && second) {
    const n = literal(second);
    return ['<', '<=', '>', '>='].includes(first.text) && typeof n === 'number'
      ? { op: first.text as '<', n }
      : undefined;
  }
  if (first.name !== 'Interval') return undefined;
  const [open, low, , high, close] = first.children;
  const from = low && literal(low);
  const to = high && literal(high);
  if (typeof from !== 'number' || typeof to !== 'number' || from > to) return undefined;
  return { from, to, fromOpen: open?.text !== '[', toOpen: close?.text !== ']' };
}

/** A cell's text, understood; undefined where it is more than tables may hold here (see above). */
export function cellOf(source: string): Cell | undefined {
  const root = nodesOf(source.trim());
  const inner = root.children;
  if (inner.length === 1 && inner[0]?.name === 'Wildcard') return { any: true };
  const not = inner[0]?.name === 'not';
  const list = inner.find((n) => n.name === 'PositiveUnaryTests');
  if (!list || inner.length !== (not ? 4 : 1)) return undefined;
  const of: Alternative[] = [];
  for (const child of list.children) {
    const one = child.name === 'PositiveUnaryTest' ? alternative(child) : undefined;
    if (!one) return undefined;
    of.push(one);
  }
  return of.length ? { any: false, not, of } : undefined;
}

/** Whether a value passes a cell's test. The test runs as FEEL. */
export const passes = (cell: string, value: Value): boolean =>
  cell.trim() === '-' || unaryTest(cell, { '?': value }).value === true;

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const CODE = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Type of the values that an alternative compares with. */
const typeOfAlternative = (a: Alternative): string => ('is' in a ? typeof a.is : 'number');

/** Whether a value may be an input's at all. */
export function allowed(input: DecisionInput, value: Value): boolean {
  if (typeof value !== input.type) return false;
  if (typeof value === 'string') return input.values?.includes(value) ?? true;
  if (typeof value !== 'number') return true;
  if (!Number.isFinite(value) || value < (input.min ?? -Infinity) || value > (input.max ?? Infinity))
    return false;
  return input.decimals === undefined || onGrid(value, input.decimals);
}

/** Whether a number has at most so many decimal places. */
export const onGrid = (n: number, decimals: number): boolean => {
  const scaled = n * 10 ** decimals;
  return Math.abs(scaled - Math.round(scaled)) < 1e-6;
};

/** What is wrong with the shape of a table, one sentence each; empty: it can be evaluated and checked. */
export function tableFaults(table: DecisionTable): readonly string[] {
  const out: string[] = [];
  const columns = [...table.inputs, ...table.outputs];
  if (!CODE.test(table.code)) out.push(`表的代码“${table.code}”只能用字母、数字、连字符和下划线`);
  if (table.inputs.length === 0) out.push('至少要有一个条件列');
  if (table.outputs.length === 0) out.push('至少要有一个结果列');
  if (table.rows.length === 0) out.push('至少要有一行');
  for (const c of columns) if (!NAME.test(c.id)) out.push(`列名“${c.id}”只能用字母、数字和下划线`);
  if (new Set(columns.map((c) => c.id)).size !== columns.length) out.push('列名有重复');
  for (const c of columns)
    for (const v of c.values ?? [])
      if (/["\\]/.test(v)) out.push(`“${c.title}”可以填写的内容“${v}”里不能有英文引号和反斜杠`);
  for (const i of table.inputs) {
    if (i.type === 'string' && !i.values?.length) out.push(`条件“${i.title}”没有列出可以填写的内容`);
    if (i.min !== undefined && i.max !== undefined && i.min > i.max)
      out.push(`条件“${i.title}”的下限大于上限`);
  }
  table.rows.forEach((row, r) => {
    const place = `第${r + 1}行`;
    if (row.when.length !== table.inputs.length || row.then.length !== table.outputs.length) {
      out.push(`${place}的格数与列数不一致`);
      return;
    }
    table.inputs.forEach((input, i) => {
      const source = row.when[i] as string;
      const cell = cellOf(source);
      if (!cell) {
        out.push(
          `${place}“${input.title}”的条件“${source}”看不懂：可以写数值、比较、区间、列举、not(…)或者-`,
        );
        return;
      }
      if (cell.any) return;
      for (const a of cell.of) {
        if (typeOfAlternative(a) !== input.type)
          out.push(`${place}“${input.title}”的条件“${source}”与列的类型不一致`);
        else if ('is' in a && !allowed(input, a.is))
          out.push(`${place}“${input.title}”不会是“${String(a.is)}”，请改用列出的内容`);
      }
    });
    table.outputs.forEach((output, o) => {
      const value = row.then[o] as Value | null;
      if (value === null) return;
      if (typeof value === 'string' && /["\\]/.test(value))
        out.push(`${place}“${output.title}”的结果里不能有英文引号和反斜杠`);
      if (typeof value !== output.type) out.push(`${place}“${output.title}”的结果类型不一致`);
      else if (output.values && !output.values.includes(String(value)))
        out.push(`${place}“${output.title}”的结果“${String(value)}”不在可以取的范围里`);
    });
  });
  return out;
}
