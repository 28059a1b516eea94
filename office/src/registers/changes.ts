/** Changes of law on record, as everyone may see them: what fell, what is under review, and how long there is left. */
import type { DateStr } from '@fadu/kernel';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** An entry that a change of law concerns. */
export interface ChangedItem {
  readonly region: string;
  readonly register: string;
  readonly registerTitle: string;
  readonly code: string;
  readonly name: string;
  readonly organ: string;
  /** It had no other basis and was taken down. */
  readonly fallen: boolean;
}

/** One recorded change of law. */
export interface RecordedChange {
  readonly caseId: string;
  readonly recordedAt: string;
  readonly instrument: string;
  readonly articles: readonly string[];
  readonly change: '废止' | '修改';
  readonly effectiveOn: DateStr;
  readonly by: string;
  readonly says: string;
  readonly count: number;
  readonly affected: readonly ChangedItem[];
  /** Last day for the organs' reports; null where nothing is affected. */
  readonly due: DateStr | null;
  /** Still open, done in time, done late, or overdue. */
  readonly standing: '无需调整' | '调整中' | '已逾期' | '已办结' | '逾期办结';
}

/** The latest changes first, at most 200; those that concern one register where it is named. */
export async function recordedChanges(office: Office, register?: string): Promise<readonly RecordedChange[]> {
  const now = office.now();
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{
      case_id: string;
      at: string;
      body: Omit<RecordedChange, 'caseId' | 'recordedAt' | 'due' | 'standing'>;
      due: string | null;
      state: string | null;
      late: boolean | null;
      overdue: boolean | null;
    }>`
      select p.case_id, p.at, p.body, k.due, k.state, k.late,
        (k.state = 'running' and k.due_at < ${now}::timestamptz) as overdue
      from fadu.public_act p
      join fadu.case_file c on c.region = p.region and c.id = p.case_id and c.procedure = 'law-change'
      left join fadu.clock k on k.region = p.region and k.case_id = p.case_id and k.clock = 'adjustment'
      where p.act = 'record-change' ${
        register ? sql`and p.body -> 'affected' @> ${JSON.stringify([{ register }])}::jsonb` : sql``
      }
      order by p.at desc limit 200`.execute(tx),
  );
  return rows.map((r) => ({
    ...r.body,
    caseId: r.case_id,
    recordedAt: new Date(r.at).toISOString(),
    due: r.due,
    standing:
      r.state === null
        ? '无需调整'
        : r.state === 'stopped'
          ? r.late
            ? '逾期办结'
            : '已办结'
          : r.overdue
            ? '已逾期'
            : '调整中',
  }));
}
