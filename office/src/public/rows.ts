/** Reading for everyone: queries that run under the database role `fadu_public`, whoever asks. */
import type { Office } from '../office.ts';

/** Rows of a query under the public's rights: the pool's connections rest in that role. */
export async function publicRows<T extends object>(
  office: Office,
  text: string,
  params: readonly unknown[] = [],
): Promise<T[]> {
  const { rows } = await office.store.reading(({ pool }) => pool.query<T>(text, [...params]));
  return rows;
}

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** Put a page together. `page` beyond the end is answered with an empty list, not an error. */
export const pageOf = <T>(items: readonly T[], total: number, page: number, per: number): Page<T> => ({
  items,
  total,
  page,
  pages: Math.max(1, Math.ceil(total / per)),
});

/** A page number from an address: a whole number from 1, anything else is 1. */
export const pageNumber = (text: string | undefined): number => {
  const n = Number(text ?? '1');
  return Number.isInteger(n) && n >= 1 && n <= 100_000 ? n : 1;
};
