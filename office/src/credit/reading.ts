/**
 * Public credit facts as the law lets them be shown (R7.4): records in their time and not repaired, the grade with what
 * led to it, measures that run. What is over is never answered; the entry in force of it holds no content any more.
 */
import type { DateStr, EntryFacts } from '@fadu/kernel';
import {
  CREDIT_GRADES,
  CREDIT_MEASURE_USES,
  CREDIT_RECORDS,
} from '@fadu/plan/enforcement/credit-grading/common';
import type { CreditClass, CreditModel } from '@fadu/plan/enforcement/credit-grading/index';
import { creditModelRegister, MODEL_CODE } from '@fadu/plan/enforcement/credit-grading/registers';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';

type Body = EntryFacts['body'];

/** What the database lets the public read of one of these registers (0024), in force on the day. */
const shown = (
  register: string,
  on: DateStr,
  of: { readonly partyId?: string; readonly more?: ReturnType<typeof sql> } = {},
) => sql<{ register: string; code: string; body: Body }>`
  select e.register, e.code, e.body from fadu.shown_entries(${register}, null, ${of.partyId ?? null}) e
  where e.law_from <= ${on}::date and (e.law_to is null or e.law_to >= ${on}::date) and ${of.more ?? sql`true`}`;

/** The version of each entry that is the law on the day, without those that are over. */
const current = (registers: readonly string[], on: DateStr, more = sql`true`) => sql<{
  register: string;
  code: string;
  body: Body;
}>`select e.register, e.code, e.body from fadu.entry e
  where e.register = any(${sql.val([...registers])}::text[]) and e.law_from <= ${on}::date
    and (e.law_to is null or e.law_to >= ${on}::date) and coalesce(e.body ->> 'status', '在用') = '在用' and ${more}
    and not exists (select from fadu.entry l where l.region = e.region and l.register = e.register and l.code = e.code
      and l.version > e.version and l.law_from <= ${on}::date)
  order by e.register, e.code`;

/** The model in force on a day; undefined where none is published. */
export async function creditModel(tx: Tx, on: DateStr): Promise<CreditModel | undefined> {
  const { rows } = await current([creditModelRegister.code], on, sql`e.code = ${MODEL_CODE}`).execute(tx);
  return rows[0]?.body as CreditModel | undefined;
}

/** Class of every graded subject on a day, by credit code. */
export async function gradesOn(tx: Tx, on: DateStr): Promise<ReadonlyMap<string, CreditClass>> {
  const { rows } = await current([CREDIT_GRADES], on).execute(tx);
  return new Map(rows.map((r) => [r.code, r.body.class as CreditClass]));
}

/** One record as everyone may see it. */
export interface ShownRecord {
  readonly code: string;
  readonly title: string;
  readonly source: string;
  readonly gravity: string;
  readonly document: string;
  readonly organ: string;
  readonly decidedOn: DateStr;
  readonly until: DateStr;
  readonly repairFrom: DateStr;
  readonly disputed: boolean;
}

/** One measure that runs. */
export interface ShownMeasure {
  readonly kind: string;
  readonly measure: string;
  readonly content: string;
  readonly implementer: string;
  readonly from: DateStr;
}

/** What everyone may know of a subject's credit. */
export interface PublicCredit {
  readonly partyId: string;
  readonly partyName: string;
  /** Absent: not graded. */
  readonly grade?: {
    readonly class: CreditClass;
    readonly score: number;
    readonly says: string;
    readonly gradedOn: DateStr;
    /** Points that records took off which are not shown to everyone (minor ones). */
    readonly unshown: number;
  };
  readonly records: readonly (ShownRecord & { readonly points?: number })[];
  readonly measures: readonly ShownMeasure[];
}

/** Public credit facts of one subject on the office's day; null where nothing is shown of it. */
export async function publicCredit(
  office: Office,
  partyId: string,
  on: DateStr,
): Promise<PublicCredit | null> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{
      register: string;
      code: string;
      body: Body;
    }>`select * from (${shown(CREDIT_RECORDS, on, { partyId })}
      union all ${shown(CREDIT_GRADES, on, { partyId })} union all ${shown(CREDIT_MEASURE_USES, on, { partyId })}) e
      order by register, code`.execute(tx),
  );
  const of = (register: string) => rows.filter((r) => r.register === register);
  const grade = of(CREDIT_GRADES)[0]?.body;
  const inputs = (grade?.inputs ?? []) as readonly { readonly code: string; readonly points: number }[];
  const records = of(CREDIT_RECORDS).filter((r) => r.body.shown === true);
  const disputed = await disputedAmong(
    office,
    records.map((r) => r.code),
  );
  const codes = new Set(records.map((r) => r.code));
  const first = records[0]?.body ?? grade ?? of(CREDIT_MEASURE_USES)[0]?.body;
  if (!first) return null;
  return {
    partyId,
    partyName: String(first.partyName),
    ...(grade && {
      grade: {
        class: grade.class as CreditClass,
        score: Number(grade.score),
        says: String(grade.says),
        gradedOn: String(grade.gradedOn),
        unshown: inputs.filter((i) => !codes.has(i.code)).reduce((sum, i) => sum + i.points, 0),
      },
    }),
    records: records.map((r) => {
      const b = r.body as unknown as ShownRecord;
      const points = inputs.find((i) => i.code === r.code)?.points;
      return {
        code: r.code,
        title: b.title,
        source: b.source,
        gravity: b.gravity,
        document: b.document,
        organ: b.organ,
        decidedOn: b.decidedOn,
        until: b.until,
        repairFrom: b.repairFrom,
        disputed: disputed.has(r.code),
        ...(points !== undefined && { points }),
      };
    }),
    measures: of(CREDIT_MEASURE_USES).map((r) => r.body as unknown as ShownMeasure),
  };
}

/** Records of these with an objection that waits for its answer: the subject's own act marks it, so the case is asked. */
async function disputedAmong(office: Office, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ id: string }>`select case_id as id from fadu.clock
      where region = any(${sql.val([...new Set(ids.map((i) => i.split('-', 1)[0] ?? ''))])}::text[])
        and case_id = any(${sql.val([...ids])}::text[]) and clock = 'objection' and state <> 'stopped'`.execute(
      tx,
    ),
  );
  return new Set(rows.map((r) => r.id));
}

/** Subjects whose shown records or grade bear these words in their name, at most 50, by name. */
export async function findSubjects(
  office: Office,
  words: string,
  on: DateStr,
): Promise<readonly { readonly partyId: string; readonly partyName: string }[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ register: string; code: string; body: Body }>`
      ${shown(CREDIT_RECORDS, on, { more: sql`e.body ->> 'partyName' ilike ${like} and e.body ->> 'shown' = 'true'` })}
      union all ${shown(CREDIT_GRADES, on, { more: sql`e.body ->> 'partyName' ilike ${like}` })}`.execute(tx),
  );
  const found = new Map(rows.map((r) => [String(r.body.partyId), String(r.body.partyName)]));
  return [...found]
    .map(([partyId, partyName]) => ({ partyId, partyName }))
    .sort((a, b) => a.partyName.localeCompare(b.partyName, 'zh'))
    .slice(0, 50);
}

/** How many subjects each class has on a day. */
export async function classCounts(
  office: Office,
  on: DateStr,
): Promise<Readonly<Record<CreditClass, number>>> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) => shown(CREDIT_GRADES, on).execute(tx));
  const out = { A: 0, B: 0, C: 0, D: 0 };
  for (const r of rows) out[r.body.class as CreditClass]++;
  return out;
}
