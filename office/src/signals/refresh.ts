/**
 * Reading signals from the record (R23.1): each case that has more acts than when it was last read is read again, and its
 * signals take the place of those before. Figures then come from the signals alone.
 */
import { addDays, dateOf } from '@fadu/kernel';
import {
  lateAfter,
  REPEAT_MONTHS,
  signalActs,
  signalClocks,
  signalProcedures,
  signalsOf,
} from '@fadu/plan/enforcement/enforcement-campaigns/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { supervisionOf } from '../supervision/bodies.ts';

/** Cases read and written at a time. */
const BATCH = 250;
/** Changes when what is read from a case changes: then every case is read anew. */
const READING = '3';
/** Only one reader writes at a time. */
const LOCK = 4023;
const STATE_KEY = 'signals.read';

/** What a signal that came or went counts for. */
interface Touched {
  readonly subject: string | null;
  readonly organ: string;
  readonly on_day: string;
}

interface CaseRow {
  readonly region: string;
  readonly id: string;
  readonly procedure: string;
  readonly owner: string;
  readonly seq: number;
  readonly acts: readonly {
    readonly act: string;
    readonly at: string;
    readonly input: Record<string, unknown>;
  }[];
  readonly clocks: readonly {
    readonly clock: string;
    readonly due: string | null;
    readonly state: string;
    readonly late: boolean;
  }[];
}

/** Bring the signals up to date. Answers how many cases were read. */
export async function refreshSignals(office: Office): Promise<number> {
  const now = office.now();
  const today = dateOf(now);
  const due = await office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select c.id from fadu.case_file c
      left join fadu.signal_scan s on s.region = c.region and s.case_id = c.id
      where c.procedure = any(${sql.val([...signalProcedures])}::text[])
        and (s.case_id is null or s.seq < c.seq or s.reading <> ${READING} or s.again <= ${today}::date)
      order by c.id`.execute(tx);
    return rows.map((r) => r.id);
  });
  for (let i = 0; i < due.length; i += BATCH)
    await office.store.within({ as: 'system' }, (tx) =>
      readBatch(office, tx, due.slice(i, i + BATCH), today),
    );
  await office.store.within({ as: 'system' }, (tx) =>
    sql`insert into fadu.setting (key, value) values (${STATE_KEY}, ${JSON.stringify({ at: now })}::jsonb)
      on conflict (key) do update set value = excluded.value`.execute(tx),
  );
  return due.length;
}

/** When the signals were last brought up to date; undefined: never. */
export async function lastRefresh(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('fadu.setting')
    .select('value')
    .where('key', '=', STATE_KEY)
    .executeTakeFirst();
  return (row?.value as { at?: string } | undefined)?.at;
}

/** Find repeats and count anew what was touched; everything when nothing is named. The system's transaction. */
export const countAgain = (
  tx: Tx,
  touched?: {
    readonly subjects: readonly string[];
    readonly organs: readonly string[];
    readonly days: readonly string[];
  },
): Promise<unknown> =>
  touched
    ? sql`select fadu.signals_count(${REPEAT_MONTHS}, ${sql.val([...touched.subjects])}::text[],
        ${sql.val([...touched.organs])}::text[], ${sql.val([...touched.days])}::date[])`.execute(tx)
    : sql`select fadu.signals_count(${REPEAT_MONTHS}, null, null, null)`.execute(tx);

async function readBatch(office: Office, tx: Tx, ids: readonly string[], today: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
  const { rows } = await sql<CaseRow>`
    select c.region, c.id, c.procedure, c.owner, c.seq,
      coalesce((select json_agg(json_build_object('act', a.act, 'at', a.at, 'input', a.input) order by a.seq)
        from fadu.act a where a.region = c.region and a.case_id = c.id and a.act = any(${sql.val([...signalActs])}::text[])
          and not exists (select from fadu.act v where v.region = a.region and v.case_id = a.case_id and v.seq > a.seq
            and v.effects -> 'voids' @> to_jsonb(a.seq))), '[]'::json) as acts,
      coalesce((select json_agg(json_build_object('clock', k.clock, 'due', k.due, 'state', k.state, 'late', k.late))
        from fadu.clock k where k.region = c.region and k.case_id = c.id
          and k.clock = any(${sql.val([...signalClocks])}::text[])), '[]'::json) as clocks
    from fadu.case_file c where c.id = any(${sql.val([...ids])}::text[])`.execute(tx);
  const events: (Touched & Record<string, unknown>)[] = [];
  const scans: Record<string, unknown>[] = [];
  for (const c of rows) {
    const late = c.clocks.flatMap((k) =>
      k.due && (k.state === 'running' || k.state === 'paused' || k.late)
        ? [[k.clock, lateAfter(k.due)] as const]
        : [],
    );
    const found = signalsOf({
      procedure: c.procedure,
      owner: c.owner,
      acts: c.acts.map((a) => ({ ...a, at: new Date(a.at).toISOString() })),
      lateFrom: Object.fromEntries(late),
      organName: office.organName,
    });
    const supervisor = supervisionOf(office, c.owner)?.supervisor ?? '';
    for (const [n, s] of found.entries())
      events.push({
        region: c.region,
        case_id: c.id,
        n,
        kind: s.kind,
        field: s.field,
        organ: c.owner,
        supervisor,
        on_day: s.on,
        subject: s.subject ?? null,
        subject_name: s.subjectName ?? null,
        place: s.place ?? null,
        mark: s.mark ?? null,
      });
    // A limit may be re-dated without an act (the calendar of a year): looked at again when it is over.
    const next = c.clocks.flatMap((k) => (k.state === 'running' && k.due && k.due >= today ? [k.due] : []));
    const first = next.sort()[0];
    scans.push({ region: c.region, case_id: c.id, seq: c.seq, again: first ? addDays(first, 1) : null });
  }
  const read = rows.map((c) => c.id);
  const gone = await sql<Touched>`delete from fadu.signal_event where (region, case_id) in (
    select r.region, r.case_id from jsonb_to_recordset(${JSON.stringify(scans)}::jsonb) as r (region text, case_id text))
    and case_id = any(${sql.val(read)}::text[]) returning subject, organ, on_day`.execute(tx);
  await sql`insert into fadu.signal_event (region, case_id, n, kind, field, organ, supervisor, on_day, subject,
      subject_name, place, mark)
    select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r (region text, case_id text, n int, kind text,
      field text, organ text, supervisor text, on_day date, subject text, subject_name text, place text, mark text)`.execute(
    tx,
  );
  await sql`insert into fadu.signal_scan (region, case_id, seq, again, reading)
    select r.region, r.case_id, r.seq, r.again, ${READING}
    from jsonb_to_recordset(${JSON.stringify(scans)}::jsonb) as r (region text, case_id text, seq int, again date)
    on conflict (region, case_id) do update set seq = excluded.seq, again = excluded.again,
      reading = excluded.reading`.execute(tx);
  const touched = [...gone.rows, ...events];
  const days = [...new Map(touched.map((t) => [`${t.organ} ${t.on_day}`, t])).values()];
  await countAgain(tx, {
    subjects: [...new Set(touched.flatMap((t) => t.subject ?? []))],
    organs: days.map((d) => d.organ),
    days: days.map((d) => d.on_day),
  });
}
