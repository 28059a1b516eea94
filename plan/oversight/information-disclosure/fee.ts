/**
 * The information processing fee (信息处理费): pure arithmetic over the tiers of 国办函〔2020〕109号. Amounts are
 * whole yuan. A fee exists only where numbers or frequency clearly exceed reason; below the first tier it is zero.
 */
import type { Citation } from '@fadu/kernel';
import { disclosureFeeRules as fees } from '../../statutes/index.ts';

/** The two ways to charge; one application is charged by one of them. */
export const FEE_MODES = ['按件计收', '按量计收'] as const;
export type FeeMode = (typeof FEE_MODES)[number];

/** One stretch of units at one price. */
export interface FeeTier {
  /** First and last unit of the tier, counted from 1. */
  readonly from: number;
  readonly to: number;
  /** How many units of the case fall into it. */
  readonly units: number;
  /** Yuan for one unit. */
  readonly each: number;
  readonly amount: number;
}

/** A fee that explains itself. */
export interface Fee {
  readonly mode: FeeMode;
  /** Yuan. */
  readonly amount: number;
  readonly tiers: readonly FeeTier[];
  readonly cites: readonly Citation[];
}

const whole = (n: number, what: string): number => {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`${what}必须是不小于0的整数，不是${n}`);
  return n;
};

/** Price of the n-th item of one applicant in one calendar month: 10 free, 20 at 100, then 100 more each ten. */
const itemPrice = (n: number): { from: number; to: number; each: number } => {
  if (n <= 10) return { from: 1, to: 10, each: 0 };
  if (n <= 30) return { from: 11, to: 30, each: 100 };
  const step = Math.floor((n - 31) / 10);
  return { from: 31 + step * 10, to: 40 + step * 10, each: 200 + step * 100 };
};

/** Price of the n-th page of one application. */
const pagePrice = (n: number): { from: number; to: number; each: number } => {
  if (n <= 30) return { from: 1, to: 30, each: 0 };
  if (n <= 100) return { from: 31, to: 100, each: 10 };
  if (n <= 200) return { from: 101, to: 200, each: 20 };
  return { from: 201, to: Number.POSITIVE_INFINITY, each: 40 };
};

function tiers(from: number, to: number, price: typeof itemPrice): FeeTier[] {
  const out: FeeTier[] = [];
  for (let n = from; n <= to; ) {
    const tier = price(n);
    const last = Math.min(to, tier.to);
    const units = last - n + 1;
    out.push({ from: n, to: last, units, each: tier.each, amount: units * tier.each });
    n = last + 1;
  }
  return out;
}

const fee = (mode: FeeMode, list: readonly FeeTier[], cites: readonly Citation[]): Fee => ({
  mode,
  amount: list.reduce((sum, t) => sum + t.amount, 0),
  tiers: list,
  cites,
});

/**
 * Fee by item: `items` of this application after `earlier` items of the same applicant in the same calendar month.
 * @throws RangeError for anything but whole numbers.
 */
export function feeByItem(items: number, earlier = 0): Fee {
  whole(items, '件数');
  whole(earlier, '本月已申请件数');
  return fee('按件计收', tiers(earlier + 1, earlier + items, itemPrice), [fees.art('4')]);
}

/** Fee by volume: single sides up to A4 of this one application; other applications are not added. @throws RangeError */
export function feeByPage(pages: number): Fee {
  whole(pages, '页数');
  return fee('按量计收', tiers(1, pages, pagePrice), [fees.art('5')]);
}

/** The fee as one sentence: 第31至40件每件200元、10件，计2000元；…；合计5500元. */
export function feeText({ mode, tiers: list, amount }: Fee): string {
  const unit = mode === '按件计收' ? '件' : '页';
  const parts = list.map((t) => {
    const which = t.from === t.to ? `第${t.from}${unit}` : `第${t.from}至${t.to}${unit}`;
    return t.each === 0
      ? `${which}不收费`
      : `${which}，每${unit}${t.each}元，${t.units}${unit}计${t.amount}元`;
  });
  return `${parts.join('；')}；合计${amount}元`;
}
