/** How many documents each body made, year by year, and how long a draft is against its limit (R16.8). */

import { dateOf } from '@fadu/kernel';
import { type QuotaState, quotaOf } from '@fadu/plan/rulemaking/normative-documents/quota';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** One body with its documents by year, and where it stands this year. */
export interface QuotaLine {
  readonly maker: string;
  readonly name: string;
  readonly region: string;
  readonly years: Readonly<Record<string, number>>;
  readonly state: QuotaState;
}

/**
 * Documents published by each body and year, from the catalogue; the figure and the list behind it are one query.
 * @param filter one region, one maker, or neither for all
 */
export async function quotaLines(
  office: Office,
  filter: { readonly region?: string; readonly maker?: string } = {},
): Promise<QuotaLine[]> {
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ maker: string; region: string; year: string; n: number }>`
      select body ->> 'maker' as maker, region, left(body ->> 'publishedOn', 4) as year, count(distinct code)::int as n
      from fadu.entry
      where register = 'normative-documents' and body ->> 'publishedOn' ~ '^[0-9]{4}-'
        and (${filter.region ?? null}::text is null or region = ${filter.region ?? null})
        and (${filter.maker ?? null}::text is null or body ->> 'maker' = ${filter.maker ?? null})
      group by 1, 2, 3 order by 2, 1, 3`.execute(tx),
  );
  const today = dateOf(office.now());
  const byMaker = new Map<string, { region: string; years: Record<string, number> }>();
  for (const r of rows) {
    const line = byMaker.get(r.maker) ?? { region: r.region, years: {} };
    line.years[r.year] = r.n;
    byMaker.set(r.maker, line);
  }
  return [...byMaker].map(([maker, { region, years }]) => ({
    maker,
    name: office.organName(maker),
    region,
    years,
    state: quotaOf(years, today),
  }));
}
