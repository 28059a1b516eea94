/**
 * Totals of long public lists. Counting takes as long as there is to count, and readers ask all day: what is long is counted
 * once a minute by each server; what is short is counted each time, so that a new line and its total come together.
 */
import type { Office } from '../office.ts';

/** From here on a list is long, in lines. */
export const LONG = 2_000;
/** How long the total of a long list stands, in milliseconds. */
export const STANDS = 60_000;
/** Lists kept at once, the oldest given up first. */
const LISTS = 32;

const kept = new WeakMap<Office, Map<string, { readonly until: number; readonly value: unknown }>>();

/**
 * The result of `count`, or the last one when that was long and is not a minute old. `key` names the list and its day, not its page; `size` tells how many lines a result stands for.
 */
export async function keptTotal<T>(
  office: Office,
  key: string,
  count: () => Promise<T>,
  size: (counted: T) => number,
): Promise<T> {
  const own = kept.get(office) ?? new Map<string, { readonly until: number; readonly value: unknown }>();
  kept.set(office, own);
  const last = own.get(key);
  if (last && performance.now() < last.until) return last.value as T;
  const value = await count();
  own.delete(key);
  if (size(value) < LONG) return value;
  own.set(key, { until: performance.now() + STANDS, value });
  for (const oldest of own.keys()) if (own.size > LISTS) own.delete(oldest);
  return value;
}
