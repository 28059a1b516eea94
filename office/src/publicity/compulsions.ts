/**
 * Decisions of compulsion on show (R24.1, R24.10): measures and executions, case by case. What is taken down, withheld or
 * not shown yet is not answered; the register behind it has no list of its own.
 */
import type { DateStr } from '@fadu/kernel';
import {
  COMPULSION_RECORDS,
  type CompulsionRecord,
} from '@fadu/plan/enforcement/enforcement-publicity/common';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import { countsOnShow, type OrganCount, shownPage } from './on-show.ts';

/** Which decisions to list. */
export interface CompulsionFilter {
  /** Words in the name or code of the object, the number of the decision, or the matter. */
  readonly words?: string;
  readonly organ?: string;
  readonly type?: string;
  /** Page from 1; absent: everything. */
  readonly page?: number;
}

/** A decision with the day since when it is on show as it stands, and the step that put it there, for its proof. */
export interface ShownCompulsion extends CompulsionRecord {
  readonly region: string;
  readonly shownOn: DateStr;
  readonly seq: number;
}

export interface CompulsionList {
  readonly total: number;
  readonly items: readonly ShownCompulsion[];
  /** Organs with decisions on show, with their numbers, whatever the filter on organs. */
  readonly organs: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly pages: number;
}

export const COMPULSIONS_PER_PAGE = 30;

interface Row {
  readonly region: string;
  readonly seq: number;
  readonly shown_on: string;
  readonly body: CompulsionRecord;
}

/** Records on show on a day: what the database lets the public read (0026). */
const onShow = (on: DateStr, document?: string) =>
  sql<Row>`select e.region, e.code, e.seq, e.law_from::text as shown_on, e.body
  from fadu.shown_entries(${COMPULSION_RECORDS}, ${document ?? null}) e where e.law_from <= ${on}::date`;

const shown = (r: Row): ShownCompulsion => ({
  ...r.body,
  region: r.region,
  seq: r.seq,
  shownOn: r.shown_on as DateStr,
});

/** Decisions of compulsion on show on a day, the latest first. */
export async function compulsionsOnShow(
  office: Office,
  on: DateStr,
  filter: CompulsionFilter = {},
): Promise<CompulsionList> {
  const like = filter.words ? `%${filter.words.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  const words = like
    ? sql`(body ->> 'party' ilike ${like} or body ->> 'document' ilike ${like} or body ->> 'title' ilike ${like}
        or body ->> 'partyCode' = ${filter.words?.toUpperCase()})`
    : sql`true`;
  const type = filter.type ? sql`body ->> 'type' = ${filter.type}` : sql`true`;
  const organ = filter.organ ? sql`body ->> 'organ' = ${filter.organ}` : sql`true`;
  const limit = filter.page
    ? sql`limit ${COMPULSIONS_PER_PAGE} offset ${(filter.page - 1) * COMPULSIONS_PER_PAGE}`
    : sql``;
  const plain = !filter.words && !filter.type && filter.page !== undefined;
  return office.store.within({ as: 'public' }, async (tx) => {
    const { rows } = plain
      ? await shownPage<Row>(COMPULSION_RECORDS, on, filter, COMPULSIONS_PER_PAGE).execute(tx)
      : await sql<Row>`with k as (${onShow(on)}) select * from k
          where ${words} and ${type} and ${organ}
          order by body ->> 'decidedOn' desc, code desc ${limit}`.execute(tx);
    const counts = plain
      ? await countsOnShow(office, tx, COMPULSION_RECORDS, on)
      : (
          await sql<OrganCount>`with k as (${onShow(on)})
          select body ->> 'organ' as organ, count(*)::int as n from k where ${words} and ${type}
          group by 1 order by 2 desc, 1`.execute(tx)
        ).rows;
    const total = counts
      .filter((c) => !filter.organ || c.organ === filter.organ)
      .reduce((sum, c) => sum + c.n, 0);
    return {
      total,
      items: rows.map(shown),
      organs: counts.map((c) => ({ id: c.organ, name: office.organName(c.organ), count: c.n })),
      pages: Math.max(1, Math.ceil(total / COMPULSIONS_PER_PAGE)),
    };
  });
}

/** One decision on show by its document; null: not on show today. */
export async function compulsionOnShow(
  office: Office,
  document: string,
  on: DateStr,
): Promise<ShownCompulsion | null> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) => onShow(on, document).execute(tx));
  return rows[0] ? shown(rows[0]) : null;
}
