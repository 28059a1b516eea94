/** How often things happened in enforcement: counted from the signals, never from the cases. */
import type { Question, TallyRow } from '@fadu/kernel';
import { REPEAT_MONTHS } from '@fadu/plan/enforcement/enforcement-campaigns/index';
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

/**
 * The signals that fit, each with its kind; a penalty that follows another of the same body in the same field is there
 * twice, as 再次违法 as well. Warnings raised are no signals.
 */
export function fitting(w: Which): RawBuilder<unknown> {
  const common = sql`e.on_day between ${w.from}::date and ${w.to}::date
    and ${oneOf(sql`e.region`, w.regions)} and ${oneOf(sql`e.field`, w.fields)} and ${oneOf(sql`e.organ`, w.organs)}
    and ${w.subject === undefined ? sql`true` : sql`e.subject = ${w.subject}`}
    and ${w.place === undefined ? sql`true` : sql`e.place = ${w.place}`}`;
  const repeat =
    w.kinds && !w.kinds.includes('repeat')
      ? sql``
      : sql`union all
    select e.case_id, 'repeat' as kind, e.field, e.organ, e.on_day, e.subject_name from fadu.signal_event e
    where ${common} and e.kind = 'penalty' and e.subject is not null
      and exists (select from fadu.signal_event b where b.subject = e.subject and b.kind = 'penalty'
        and b.field = e.field and b.case_id <> e.case_id and b.on_day <= e.on_day
        and b.on_day >= (e.on_day - make_interval(months => ${REPEAT_MONTHS}::int))::date
        and (b.on_day, b.case_id) < (e.on_day, e.case_id))`;
  return sql`select e.case_id, e.kind, e.field, e.organ, e.on_day, e.subject_name from fadu.signal_event e
    where ${common} and e.kind <> 'warning' and ${oneOf(sql`e.kind`, w.kinds)} ${repeat}`;
}

/** Count them by field, kind and month, always in the same order. */
export async function countSignals(tx: Tx, which: Which): Promise<TallyRow[]> {
  const { rows } = await sql<TallyRow>`
    select s.field, s.kind, to_char(s.on_day, 'YYYY-MM') as month, count(*)::int as n from (${fitting(which)}) s
    group by s.field, s.kind, 3 order by s.field collate "C", s.kind collate "C", 3`.execute(tx);
  return rows;
}

/** Answer to `tally`. `regions`: that of the case and those below. */
export const tally = (
  tx: Tx,
  q: Extract<Question, { ask: 'tally' }>,
  regions: readonly string[],
): Promise<TallyRow[]> => countSignals(tx, { ...q, regions });
