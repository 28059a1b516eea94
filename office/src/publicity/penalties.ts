/**
 * Penalties on show (R24.1): only what is published today and not yet over. Taken down or over, nothing of it is answered;
 * the register behind it has no list of its own.
 */
import type { DateStr } from '@fadu/kernel';
import { PENALTY_RECORDS, type PenaltyRecord } from '@fadu/plan/enforcement/enforcement-publicity/common';
import {
  EXCHANGE_COLUMNS,
  EXCHANGE_GAPS,
  exchangeFaults,
  exchangeRow,
} from '@fadu/plan/enforcement/enforcement-publicity/exchange';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import { countsOnShow, type OrganCount, shownPage } from './on-show.ts';

/** Which penalties to list. */
export interface PenaltyFilter {
  /** Words in the name or code of the party, the number of the decision, or the matter. */
  readonly words?: string;
  readonly organ?: string;
  /** Page from 1; absent: everything. */
  readonly page?: number;
}

/** A penalty with the step that put it on show, for its proof. */
export interface ShownPenalty extends PenaltyRecord {
  readonly region: string;
  readonly shownOn: DateStr;
  readonly seq: number;
}

export interface PenaltyList {
  readonly total: number;
  readonly items: readonly ShownPenalty[];
  /** Organs with penalties on show, with their numbers, whatever the filter on organs. */
  readonly organs: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly pages: number;
}

export const PENALTIES_PER_PAGE = 30;

interface Row {
  readonly region: string;
  readonly seq: number;
  readonly shown_on: string;
  readonly body: PenaltyRecord;
}

/** Records on show on a day: what the database lets the public read (0024), within its time. */
const onShow = (
  on: DateStr,
  document?: string,
) => sql<Row>`select e.region, e.code, e.seq, e.law_from::text as shown_on, e.body
  from fadu.shown_entries(${PENALTY_RECORDS}, ${document ?? null}) e
  where e.law_from <= ${on}::date and (e.law_to is null or e.law_to >= ${on}::date)`;

const shown = (r: Row): ShownPenalty => ({
  ...r.body,
  region: r.region,
  seq: r.seq,
  shownOn: r.shown_on as DateStr,
});

/** Penalties on show on a day, the latest first. */
export async function penaltiesOnShow(
  office: Office,
  on: DateStr,
  filter: PenaltyFilter = {},
): Promise<PenaltyList> {
  const like = filter.words ? `%${filter.words.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  const words = like
    ? sql`(body ->> 'party' ilike ${like} or body ->> 'document' ilike ${like} or body ->> 'title' ilike ${like}
        or body ->> 'partyCode' = ${filter.words?.toUpperCase()})`
    : sql`true`;
  const organ = filter.organ ? sql`body ->> 'organ' = ${filter.organ}` : sql`true`;
  const limit = filter.page
    ? sql`limit ${PENALTIES_PER_PAGE} offset ${(filter.page - 1) * PENALTIES_PER_PAGE}`
    : sql``;
  // Without words, and by the page, everything is led to by an index; words are looked for in what is on show.
  const plain = !filter.words && filter.page !== undefined;
  return office.store.within({ as: 'public' }, async (tx) => {
    const { rows } = plain
      ? await shownPage<Row>(PENALTY_RECORDS, on, filter, PENALTIES_PER_PAGE).execute(tx)
      : await sql<Row>`with k as (${onShow(on)}) select * from k where ${words} and ${organ}
          order by body ->> 'decidedOn' desc, code desc ${limit}`.execute(tx);
    const counts = plain
      ? await countsOnShow(office, tx, PENALTY_RECORDS, on)
      : (
          await sql<OrganCount>`with k as (${onShow(on)})
          select body ->> 'organ' as organ, count(*)::int as n from k where ${words} group by 1 order by 2 desc, 1`.execute(
            tx,
          )
        ).rows;
    const total = counts
      .filter((c) => !filter.organ || c.organ === filter.organ)
      .reduce((sum, c) => sum + c.n, 0);
    return {
      total,
      items: rows.map(shown),
      organs: counts.map((c) => ({ id: c.organ, name: office.organName(c.organ), count: c.n })),
      pages: Math.max(1, Math.ceil(total / PENALTIES_PER_PAGE)),
    };
  });
}

/** One penalty on show by the number of its decision; null: not on show today. */
export async function penaltyOnShow(
  office: Office,
  document: string,
  on: DateStr,
): Promise<ShownPenalty | null> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) => onShow(on, document).execute(tx));
  return rows[0] ? shown(rows[0]) : null;
}

/** Rows of the exchange table of the two publicities for these records. */
export const exchangeRows = (office: Office, items: readonly ShownPenalty[]) =>
  items.map((record) => {
    const organ = office.organ(record.organ);
    return exchangeRow(record, {
      name: organ?.fullName ?? office.organName(record.organ),
      ...(organ?.uscc && { code: organ.uscc }),
    });
  });

/** The table of the two publicities with what it lacks. */
export function exchangeTable(office: Office, items: readonly ShownPenalty[]) {
  const rows = exchangeRows(office, items);
  return {
    columns: EXCHANGE_COLUMNS,
    rows,
    /** Columns that stay empty in every row, and why. */
    gaps: EXCHANGE_GAPS,
    /** What a receiving table would refuse, by the number of the decision. */
    faults: rows.flatMap((row, i) =>
      exchangeFaults(row, items[i]?.sector).map((fault) => ({ document: row.CF_WSH ?? '', ...fault })),
    ),
  };
}
