/** Pages and figures of the records on show, each from its index (migration 0030). */
import type { DateStr } from '@fadu/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Office } from '../office.ts';
import { keptTotal } from '../public/totals.ts';
import type { Tx } from '../store/pool.ts';

/** How many records of an organ are on show. */
export interface OrganCount {
  readonly organ: string;
  readonly n: number;
}

/** One page of a register's records on show on a day, the newest decision first; of one organ, or all. */
export const shownPage = <T>(
  register: string,
  on: DateStr,
  filter: { readonly organ?: string; readonly page?: number },
  per: number,
): RawBuilder<T> => sql<T>`select e.region, e.code, e.seq, e.law_from::text as shown_on, e.body
  from fadu.shown_page(${register}, ${on}::date, ${filter.organ || null}, ${per}, ${((filter.page ?? 1) - 1) * per}) e`;

/** Organs with records of a register on show on a day, the most first; of long lists as of the last minute. */
export const countsOnShow = (
  office: Office,
  tx: Tx,
  register: string,
  on: DateStr,
): Promise<readonly OrganCount[]> =>
  keptTotal(
    office,
    `${register}/${on}`,
    async () =>
      (await sql<OrganCount>`select organ, n from fadu.shown_counts(${register}, ${on}::date)`.execute(tx))
        .rows,
    (counts) => counts.reduce((sum, c) => sum + c.n, 0),
  );
