/** What figures of law popularisation lead to (R27.1): a published event, and steps in cases for who may see them. */
import type { DateStr } from '@fadu/kernel';
import { EXPLAIN_ACT, popularisationEvent } from '@fadu/plan/enforcement/law-popularisation/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Scope } from '../store/pool.ts';
import { type EventLine, yearOf } from './figures.ts';

type EventBody = Omit<EventLine, 'id' | 'organ' | 'organName' | 'publishedAt'>;

/** One published event; null: there is none with this id. */
export async function publishedEvent(office: Office, id: string): Promise<EventLine | null> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ case_id: string; owner: string; at: string; body: EventBody }>`
      select a.case_id, c.owner, a.at, a.body from fadu.public_act a
      join fadu.case_file c on c.region = a.region and c.id = a.case_id
      where c.procedure = ${popularisationEvent.code} and a.act = 'publish-event' and a.case_id = ${id}`.execute(
      tx,
    ),
  );
  const r = rows[0];
  return r
    ? {
        ...r.body,
        id: r.case_id,
        organ: r.owner,
        organName: office.organName(r.owner),
        publishedAt: r.at,
      }
    : null;
}

/** One step that a figure is counted from, for who may see its case. */
export interface EvidenceLine {
  readonly kind: '释法说理' | '合规指导书';
  readonly caseId: string;
  readonly title: string;
  readonly seq: number;
  readonly on: DateStr;
  readonly manner: string;
  readonly organName: string;
}

/** The steps behind a body’s figures of a year that `scope` may see, the latest first, at most 500. */
export async function popularisationEvidence(
  office: Office,
  scope: Scope,
  organ: string,
  wanted?: string,
): Promise<readonly EvidenceLine[]> {
  const year = yearOf(office, wanted);
  const { rows } = await office.store.within(scope, (tx) =>
    sql<{ act: string; case_id: string; title: string; seq: number; on: DateStr; manner: string | null }>`
      select a.act, a.case_id, c.title, a.seq, coalesce(a.input ->> 'on', a.input ->> 'deliveredOn') as "on",
        a.input ->> 'manner' as manner from fadu.act a
      join fadu.case_file c on c.region = a.region and c.id = a.case_id
      where c.owner = ${organ} and a.act in (${EXPLAIN_ACT}, 'issue-guidance')
        and coalesce(a.input ->> 'on', a.input ->> 'deliveredOn') like ${`${year}-%`}
      order by 5 desc, a.case_id, a.seq limit 500`.execute(tx),
  );
  return rows.map((r) => ({
    kind: r.act === EXPLAIN_ACT ? '释法说理' : '合规指导书',
    caseId: r.case_id,
    title: r.title,
    seq: r.seq,
    on: r.on,
    manner: r.manner ?? '',
    organName: office.organName(organ),
  }));
}
