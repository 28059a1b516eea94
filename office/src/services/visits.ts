/** The halls as people see them before they come (R8.3): how many wait now, which half hours have places, one's own bookings. */
import { type DateStr, dateOf } from '@fadu/kernel';
import {
  lineKey,
  SLOTS,
  slotKey,
  visitSettings,
  windowVisit,
} from '@fadu/plan/functions/service-window/visit';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** A hall with its line of today. */
export interface HallNow {
  readonly id: string;
  readonly name: string;
  readonly waiting: number;
}

const HOLDS = ['booked', 'waiting', 'called', 'served'];

/** Every hall, with how many wait there now. */
export async function hallsNow(office: Office): Promise<readonly HallNow[]> {
  const today = dateOf(office.now());
  const halls = office.regions.flatMap((r) =>
    office.organsOf(r.code).filter((o) => o.kind === 'service-hall'),
  );
  return office.store.within({ as: 'system' }, async (tx) => {
    const out: HallNow[] = [];
    for (const hall of halls) {
      const { rows } = await sql<{ n: string }>`select count(*) as n from fadu.case_file
        where persons @> array[${lineKey(hall.id, today)}] and procedure = ${windowVisit.code}
          and phase = 'waiting'`.execute(tx);
      out.push({ id: hall.id, name: hall.fullName ?? hall.name, waiting: Number(rows[0]?.n ?? 0) });
    }
    return out;
  });
}

/** Places left in each half hour of a hall's day. */
export async function placesOn(
  office: Office,
  hall: string,
  day: DateStr,
): Promise<readonly { readonly slot: (typeof SLOTS)[number]; readonly left: number }[]> {
  return office.store.within({ as: 'system' }, async (tx) => {
    const out: { slot: (typeof SLOTS)[number]; left: number }[] = [];
    for (const slot of SLOTS) {
      const { rows } = await sql<{ n: string }>`select count(*) as n from fadu.case_file
        where persons @> array[${slotKey(hall, day, slot)}] and procedure = ${windowVisit.code}
          and phase = any(${sql.val(HOLDS)}::text[])`.execute(tx);
      out.push({ slot, left: Math.max(0, visitSettings.perSlot - Number(rows[0]?.n ?? 0)) });
    }
    return out;
  });
}

/** One's own booking that still stands. */
export interface MyVisit {
  readonly id: string;
  readonly hall: string;
  readonly day: DateStr;
  readonly slot: string;
}

/** Bookings of a person that still stand, the next first. */
export async function myVisits(office: Office, person: string): Promise<readonly MyVisit[]> {
  const { rows } = await office.store.within({ as: 'resident', person }, (tx) =>
    sql<{ id: string; input: { hall: string; day: string; slot: string } }>`
      select f.id, a.input from fadu.case_file f
      join fadu.act a on a.region = f.region and a.case_id = f.id and a.act = 'book'
      where f.procedure = ${windowVisit.code} and ${person} = any (f.persons) and f.phase = 'booked'
      order by a.input ->> 'day', a.input ->> 'slot' limit 50`.execute(tx),
  );
  return rows.map(({ id, input }) => ({ id, hall: input.hall, day: input.day, slot: input.slot }));
}
