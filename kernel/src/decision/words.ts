/** Cells and stretches of values as people say them: 货值金额5000元以上不满10000元. */
import { type Alternative, cellOf, type DecisionInput, type Value } from './table.ts';

/** A stretch of numbers; absent ends: as far as the input goes. */
export interface Stretch {
  readonly from?: number;
  readonly fromOpen?: boolean;
  readonly to?: number;
  readonly toOpen?: boolean;
}

/** A number as it is written: no exponent, no trailing zeros. */
export const numberText = (n: number): string =>
  Number.isInteger(n) ? String(n) : String(Number(n.toFixed(6)));

/** A stretch in the words of statutes: 以上 and 以下 include the figure, 超过 and 不满 do not. */
export function stretchText(s: Stretch, unit = ''): string {
  const low =
    s.from === undefined
      ? ''
      : s.fromOpen
        ? `超过${numberText(s.from)}${unit}`
        : `${numberText(s.from)}${unit}以上`;
  const high =
    s.to === undefined ? '' : s.toOpen ? `不满${numberText(s.to)}${unit}` : `${numberText(s.to)}${unit}以下`;
  if (s.from !== undefined && s.from === s.to) return `${numberText(s.from)}${unit}`;
  if (!low && !high) return '不限';
  return low && high && s.fromOpen ? `${low}、${high}` : `${low}${high}`;
}

const valueText = (input: DecisionInput, value: Value): string =>
  typeof value === 'boolean'
    ? value
      ? '是'
      : '否'
    : typeof value === 'number'
      ? `${numberText(value)}${input.unit ?? ''}`
      : `“${value}”`;

function alternativeText(input: DecisionInput, a: Alternative): string {
  if ('is' in a) return valueText(input, a.is);
  if ('op' in a) {
    const open = a.op === '<' || a.op === '>';
    // Of whole things nobody says more than none, but one and more.
    if (a.op === '>' && input.decimals === 0) return stretchText({ from: a.n + 1 }, input.unit);
    return stretchText(
      a.op.startsWith('>') ? { from: a.n, fromOpen: open } : { to: a.n, toOpen: open },
      input.unit,
    );
  }
  return stretchText(a, input.unit);
}

/** A cell in words, without the input's name: `[5000..10000)` → 5000元以上不满10000元. */
export function cellText(input: DecisionInput, source: string): string {
  const cell = cellOf(source);
  if (!cell) return source;
  if (cell.any) return '不限';
  const list = cell.of.map((a) => alternativeText(input, a)).join('或者');
  return cell.not ? `不是${list}` : list;
}

/** One input with what it is: 货值金额5000元以上, 已经改正：是, 次数：“初次”或者“两次”. */
export function conditionText(input: DecisionInput, said: string): string {
  return input.type === 'number' ? `${input.title}${said}` : `${input.title}：${said}`;
}

/** Values of an enumeration in words. */
export const valuesText = (input: DecisionInput, values: readonly Value[]): string =>
  values.map((v) => valueText(input, v)).join('或者');
