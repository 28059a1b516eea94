/** Bands of a range: stretches of the law's own range that belong to tiers. */
import { settings } from './common.ts';
import type { Range } from './forms.ts';

/** A stretch of sums (or multiples, or percents), each end included unless it says open. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly fromOpen: boolean;
  readonly toOpen: boolean;
}

/** Rounded so that 5000 + 0.3 × 45000 is 18500 and not a hair beside it. */
export const exact = (n: number): number => Math.round(n * 1e6) / 1e6;

/**
 * The rule of thumb for a range: lighter the lowest share, heavier the highest, general between, mitigated below the
 * law's least (SAMR guidance, 30 % 未核实). Without a lower end the span begins at 0, and nothing lies below it.
 */
export function thirds(
  range: Pick<Range, 'min' | 'max'>,
  share: number = settings.share,
): Readonly<Record<'从轻' | '一般' | '从重', Band>> & { readonly 减轻?: Band } {
  const min = range.min ?? 0;
  const span = range.max - min;
  const low = exact(min + share * span);
  const high = exact(range.max - share * span);
  return {
    ...(min > 0 && { 减轻: { from: 0, to: min, fromOpen: true, toOpen: true } }),
    从轻: { from: min, to: low, fromOpen: min === 0, toOpen: false },
    一般: { from: low, to: high, fromOpen: true, toOpen: true },
    从重: { from: high, to: range.max, fromOpen: false, toOpen: false },
  };
}

/** Whether a figure lies in a band. */
export const inBand = (n: number, b: Band): boolean =>
  (b.fromOpen ? n > b.from : n >= b.from) && (b.toOpen ? n < b.to : n <= b.to);

/** Whether one band lies wholly within another. */
export const within = (b: Band, outer: Band): boolean =>
  (b.from > outer.from || (b.from === outer.from && (b.fromOpen || !outer.fromOpen))) &&
  (b.to < outer.to || (b.to === outer.to && (b.toOpen || !outer.toOpen)));

/** The law's range as a band; without a lower end it begins above 0, because a fine of 0 is none. */
export const bandOfRange = (r: Pick<Range, 'min' | 'max'>): Band => ({
  from: r.min ?? 0,
  to: r.max,
  fromOpen: (r.min ?? 0) === 0,
  toOpen: false,
});
