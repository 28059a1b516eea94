/** How often things happened in enforcement: counted from the signals, never from the cases. */
import { addDays, type DateStr, type Question, type TallyRow } from '@fadu/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../store/pool.ts';

/** Which signals; what is left out is not asked. */
export interface Which {
  readonly from: string;
  readonly to: string;
  readonly regions?: readonly string[] | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly organs?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  readonly place?: string | undefined;
}

const oneOf = (column: RawBuilder<unknown>, values: readonly string[] | undefined) =>
  values === undefined ? sql`true` : sql`${column} = any(${sql.val([...values])}::text[])`;

/** What is asked of events and of their counts alike. */
const asked = (w: Which) => sql`${oneOf(sql`e.region`, w.regions)} and ${oneOf(sql`e.field`, w.fields)}
  and ${oneOf(sql`e.organ`, w.organs)} and ${oneOf(sql`e.kind`, w.kinds)}`;

/**
 * The signals that fit, each with its kind; a penalty that follows another of the same body in the same field is there
 * twice, as 再次违法 as well. Warnings raised are no signals.
 */
export const fitting = (w: Which): RawBuilder<unknown> => sql`
  select e.case_id, e.kind, e.field, e.organ, e.on_day, e.subject_name from fadu.signal_event e
  where e.on_day between ${w.from}::date and ${w.to}::date and e.kind <> 'warning' and ${asked(w)}
    and ${w.subject === undefined ? sql`true` : sql`e.subject = ${w.subject}`}
    and ${w.place === undefined ? sql`true` : sql`e.place = ${w.place}`}`;

/** First day of the month after a day's. */
const nextMonth = (day: string): DateStr =>
  addDays(`${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, 0);

/** Counts that make up the days asked for, each day once: of whole months one count, of the days before and after one each. */
export function counts(w: Which): RawBuilder<unknown> {
  const first = w.from.endsWith('-01') ? w.from : nextMonth(w.from);
  const end = w.to < w.from ? first : `${addDays(w.to, 1).slice(0, 7)}-01`;
  const days = (from: string, to: string) =>
    sql`(e.span = 'day' and e.starts between ${from}::date and ${to}::date)`;
  const stretch =
    first < end
      ? sql`(${days(w.from, addDays(first, -1))} or ${days(end, w.to)}
          or (e.span = 'month' and e.starts >= ${first}::date and e.starts < ${end}::date))`
      : days(w.from, w.to);
  return sql`select e.kind, e.field, e.organ, e.starts, e.n from fadu.signal_count e where ${stretch} and ${asked(w)}`;
}

/** Count them by field, kind and month, always in the same order. */
export async function countSignals(tx: Tx, which: Which): Promise<TallyRow[]> {
  const one = which.subject !== undefined || which.place !== undefined;
  const from = one
    ? sql`(select f.*, f.on_day as starts, 1 as n from (${fitting(which)}) f)`
    : sql`(${counts(which)})`;
  const { rows } = await sql<TallyRow>`
    select s.field, s.kind, to_char(s.starts, 'YYYY-MM') as month, sum(s.n)::int as n from ${from} s
    group by s.field, s.kind, 3 order by s.field collate "C", s.kind collate "C", 3`.execute(tx);
  return rows;
}

/** Answer to `tally`. `regions`: that of the case and those below. */
export const tally = (
  tx: Tx,
  q: Extract<Question, { ask: 'tally' }>,
  regions: readonly string[],
): Promise<TallyRow[]> => countSignals(tx, { ...q, regions });
