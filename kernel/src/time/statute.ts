/** What a number of days means in a statute, and limits written as text. */
import { citeText, type Statute } from '../citation.ts';
import { days, daysUnder, hours, type Limit, limitText, months, workdays, years } from './limit.ts';
import type { Step } from './words.ts';

/** A limit with the reason why it has its unit, to be handed to `dueBy` as `because`. */
export interface ResolvedLimit {
  readonly limit: Limit<'workday'> | Limit<'day'>;
  readonly step: Pick<Step, 'kind' | 'text'> & { readonly kind: 'unit' };
}

/** What 「n日」 means in a statute: working days or calendar days, and by which article. */
export function resolveLimit(n: number, statute: Statute): ResolvedLimit {
  const { counting } = statute;
  const limit = daysUnder(counting, n);
  const where = citeText({
    source: statute.code,
    title: statute.title,
    ...(counting.article === undefined ? {} : { article: counting.article }),
    says: '期间的计算',
    standing:
      statute.unverified.includes('*') || statute.unverified.includes(counting.article ?? '*')
        ? 'unverified'
        : 'verified',
  });
  const text = ((): string => {
    if (limit.unit === 'workday') return `依据${where}，“${n}日”是指工作日，按${limitText(limit)}计算。`;
    if (counting.workdaysFor?.length)
      return `依据${where}，只有${counting.workdaysFor.map((d) => `${d}日`).join('、')}是指工作日，“${n}日”按自然日计算。`;
    if (counting.workdaysUpTo !== undefined)
      return `依据${where}，${counting.workdaysUpTo}日以内是指工作日，“${n}日”按自然日计算。`;
    return `${where}没有规定以工作日计算，“${n}日”按自然日计算。`;
  })();
  return { limit, step: { kind: 'unit', text } };
}

/** A text that should be a limit and is not. */
export class BadLimit extends Error {
  override readonly name = 'BadLimit';
  readonly code = 'time.bad-limit';
  readonly value: unknown;
  constructor(value: unknown) {
    super(
      `“${String(value)}”不是有效的期限；应写明数量和单位，如“20个工作日”“60日”“3个月”“1年”“24小时”或20workday、60day、3month、1year、24hour`,
    );
    this.value = value;
  }
}

const UNITS: readonly (readonly [RegExp, (n: number) => Limit])[] = [
  [/^(?:个)?工作日$|^workdays?$/, workdays],
  [/^[日天]$|^days?$/, days],
  [/^(?:个)?小时$|^hours?$/, hours],
  [/^个月$|^months?$/, months],
  [/^年$|^years?$/, years],
];

const NUMERALS = '零一二三四五六七八九';

/** A number below 1000 in Chinese numerals, as statutes write it; NaN when it is not one. */
function numeral(text: string): number {
  const m =
    /^(?:([一二两三四五六七八九])百)?(零)?(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(
      text,
    );
  if (!m || text === '') return Number.NaN;
  const digit = (c: string | undefined) => (c === undefined ? 0 : c === '两' ? 2 : NUMERALS.indexOf(c));
  return digit(m[1]) * 100 + (m[4] ? (m[3] ? digit(m[3]) : 1) * 10 : 0) + digit(m[5]);
}

/**
 * A limit written as text: `20workday`, `5day`, `3month`, `24hour`, `20个工作日`, `5日`, `六十日`.
 * Spaces are allowed. The unit must be written; a bare number is refused.
 * @throws BadLimit
 */
export function parseLimit(text: string): Limit {
  const m =
    typeof text === 'string'
      ? /^(\d{1,5}|[零一二两三四五六七八九十百]+)(\D+)$/.exec(text.replace(/\s+/g, ''))
      : null;
  if (!m?.[1] || !m[2]) throw new BadLimit(text);
  const n = /^\d/.test(m[1]) ? Number(m[1]) : numeral(m[1]);
  const unit = m[2];
  const make = UNITS.find(([shape]) => shape.test(unit))?.[1];
  if (!make || Number.isNaN(n)) throw new BadLimit(text);
  return make(n);
}
