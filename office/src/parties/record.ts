/**
 * One record of a party (R22.3): approvals, inspections, penalties, compulsion, transfers and credit of one body in one
 * time line. What is found is read again under each of the reader's own organs, so that the database decides what is shown;
 * of what an organ does not see, not even the number is told.
 */
import { type Actor, dateOf } from '@fadu/kernel';
import { DECLINED_RESULTS, SHARED_RESULTS } from '@fadu/plan/enforcement/joint-enforcement/index';
import { checkUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { sql } from 'kysely';
import { type PublicCredit, publicCredit } from '../credit/reading.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

/** Headings under which cases stand, in the order of the page. */
export const PARTY_GROUPS = [
  '审批和许可',
  '监督检查',
  '行政处罚',
  '行政强制',
  '移送和协作',
  '信用',
  '其他',
] as const;
export type PartyGroup = (typeof PARTY_GROUPS)[number];

/** System of the plan → heading. */
const GROUP_OF: Readonly<Record<string, PartyGroup>> = {
  'service-items': '审批和许可',
  'licence-separation': '审批和许可',
  'notify-and-commit': '审批和许可',
  inspections: '监督检查',
  'penalty-cases': '行政处罚',
  'compulsion-cases': '行政强制',
  'criminal-transfer': '移送和协作',
  'joint-enforcement': '移送和协作',
  'credit-grading': '信用',
};
/** Systems whose cases are approvals; none of them runs yet where no procedure has such a system. */
const APPROVALS = Object.entries(GROUP_OF).flatMap(([system, g]) => (g === '审批和许可' ? [system] : []));

/** One case of the party that the reader may see. */
export interface PartyCase {
  readonly id: string;
  readonly title: string;
  readonly group: PartyGroup;
  readonly procedure: string;
  readonly phase: string;
  readonly ended: string | null;
  readonly owner: string;
  readonly openedAt: string;
}

/** One step of the time line. */
export interface PartyStep {
  readonly at: string;
  readonly caseId: string;
  /** Number of the act on its case. */
  readonly seq: number;
  readonly caseTitle: string;
  readonly group: PartyGroup;
  readonly act: string;
  readonly organ: string;
}

/** A visit by a random draw, as its public task says. */
export interface PartyVisit {
  readonly draw: string;
  readonly no: number;
  readonly status: string;
  readonly organs: readonly string[];
  readonly results: readonly { readonly organ: string; readonly on: string; readonly result: string }[];
}

/** A result that organs share. */
export interface PartyResult {
  readonly number: string;
  readonly title: string;
  readonly finder: string;
  readonly doneOn: string;
  readonly validUntil: string;
  readonly result: string;
  /** Organs that did not recognise it. */
  readonly declinedBy: readonly string[];
}

export interface PartyRecord {
  readonly code: string;
  /** As the latest of what is shown names it; empty where nothing is shown. */
  readonly name: string;
  /** Address, kind and state in the directory of objects of inspection; absent: not listed. */
  readonly directory?: {
    readonly kind: string;
    readonly class: string;
    readonly address: string;
    readonly state: string;
  };
  readonly credit: PublicCredit | null;
  readonly cases: readonly PartyCase[];
  readonly timeline: readonly PartyStep[];
  /** More steps than are shown. */
  readonly more: boolean;
  readonly visits: readonly PartyVisit[];
  readonly results: readonly PartyResult[];
  /** Whether any procedure of approvals runs here: else the page says that approvals are not connected. */
  readonly approvals: boolean;
}

/** Steps that one answer holds at most, newest first, and cases. */
const MOST = 300;
const MOST_CASES = 400;

interface CaseRow {
  readonly id: string;
  readonly title: string;
  readonly procedure: string;
  readonly phase: string;
  readonly ended: string | null;
  readonly owner: string;
  readonly opened_at: string;
}

/** Ids of the cases that were opened on this credit code, and of those bound to them. */
async function idsOf(office: Office, code: string): Promise<string[]> {
  return office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select case_id as id from fadu.act where seq = 1 and input ? 'partyId' and input ->> 'partyId' = ${code}
      union select case_id from fadu.act where seq = 1 and input ? 'object' and input ->> 'object' = ${code}
      limit ${MOST_CASES}`.execute(tx);
    const own = rows.map((r) => r.id);
    if (own.length === 0) return [];
    const beside = await sql<{ id: string }>`select id from fadu.case_file
      where persons && ${sql.val(own)}::text[] limit ${MOST_CASES}`.execute(tx);
    return [...new Set([...own, ...beside.rows.map((r) => r.id)])];
  });
}

/** The record of a body. @throws Problem 422 for what is no credit code, 403 for who holds no post */
export async function partyRecord(office: Office, actor: Actor, text: string): Promise<PartyRecord> {
  const read = checkUscc(text, { demo: office.demo ? 'accept' : 'refuse' });
  if (!read.ok)
    throw new Problem(422, 'party-code', `${read.message}个人的情况不在这里汇集，请到有关案件里查看。`);
  const organs = [...new Set(actor.posts.map((p) => p.organ))];
  if (organs.length === 0) throw new Problem(403, 'no-post', '只有行政机关的工作人员可以查看');
  const { code } = read;
  const today = dateOf(office.now());
  const ids = await idsOf(office, code);
  const regions = [...new Set(ids.map((i) => i.split('-', 1)[0] ?? ''))];
  const cases = new Map<string, CaseRow>();
  const steps = new Map<
    string,
    { caseId: string; seq: number; act: string; at: string; organ: string | null }
  >();
  for (const organ of ids.length ? organs : [])
    await office.store.within({ as: 'organ', organ }, async (tx) => {
      const found = await sql<CaseRow>`
        select id, title, procedure, phase, ended, owner, opened_at from fadu.case_file
        where region = any(${sql.val(regions)}::text[]) and id = any(${sql.val(ids)}::text[])`.execute(tx);
      for (const row of found.rows) cases.set(row.id, row);
      const seen = found.rows.map((r) => r.id);
      const acts = await sql<{ caseId: string; seq: number; act: string; at: string; organ: string | null }>`
        select case_id as "caseId", seq, act, at, actor ->> 'organ' as organ from fadu.act
        where region = any(${sql.val(regions)}::text[]) and case_id = any(${sql.val(seen)}::text[])
        order by at desc, case_id, seq desc limit ${MOST + 1}`.execute(tx);
      for (const a of acts.rows) steps.set(`${a.caseId} ${a.seq}`, a);
    });
  const groupOf = (procedure: string): PartyGroup =>
    GROUP_OF[office.procedures.get(procedure)?.system ?? ''] ?? '其他';
  const shown = [...cases.values()].sort((a, b) => (a.opened_at < b.opened_at ? 1 : -1));
  const entries = await entriesOf(office, code, today);
  const credit = await publicCredit(office, code, today);
  const ordered = [...steps.values()].sort((a, b) =>
    a.at === b.at ? b.seq - a.seq : Date.parse(b.at) - Date.parse(a.at),
  );
  const object = entries.objects[0]?.body;
  return {
    code,
    name: String(object?.name ?? credit?.partyName ?? entries.results[0]?.body.partyName ?? ''),
    ...(object && {
      directory: {
        kind: String(object.kind),
        class: String(object.class),
        address: String(object.address),
        state: String(object.state),
      },
    }),
    credit,
    cases: shown.map((r) => ({
      id: r.id,
      title: r.title,
      group: groupOf(r.procedure),
      procedure: office.procedures.get(r.procedure)?.title ?? r.procedure,
      phase: office.procedures.get(r.procedure)?.phases[r.phase]?.title ?? r.phase,
      ended: r.ended,
      owner: office.organName(r.owner),
      openedAt: new Date(r.opened_at).toISOString(),
    })),
    timeline: ordered.slice(0, MOST).map((s) => {
      const of = cases.get(s.caseId) as CaseRow;
      return {
        at: new Date(s.at).toISOString(),
        caseId: s.caseId,
        seq: s.seq,
        caseTitle: of.title,
        group: groupOf(of.procedure),
        act: office.procedures.get(of.procedure)?.acts[s.act]?.title ?? s.act,
        organ: s.organ ? office.organName(s.organ) : '',
      };
    }),
    more: ordered.length > MOST,
    visits: entries.tasks.map((e) => ({
      draw: String(e.body.draw),
      no: Number(e.body.no),
      status: String(e.body.status),
      organs: ((e.body.organs ?? []) as readonly string[]).map((o) => office.organName(o)),
      results: (
        (e.body.results ?? []) as readonly { organ: string; inspectedOn: string; result: string }[]
      ).map((r) => ({ organ: office.organName(r.organ), on: r.inspectedOn, result: r.result })),
    })),
    results: entries.results.map(({ body }) => ({
      number: String(body.number),
      title: String(body.title),
      finder: office.organName(String(body.finder)),
      doneOn: String(body.doneOn),
      validUntil: String(body.validUntil),
      result: String(body.result),
      declinedBy: entries.declined
        .filter((d) => d.body.shared === body.number)
        .map((d) => office.organName(String(d.body.organ))),
    })),
    approvals: [...office.procedures.values()].some((p) => APPROVALS.includes(p.system)),
  };
}

interface Entry {
  readonly register: string;
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Entries of registers about the party that are the law today. For organs only: results shared between them are not public. */
async function entriesOf(office: Office, code: string, on: string) {
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<Entry>`select e.register, e.code, e.body from fadu.entry e
      where ((e.register = 'inspection-object' and e.code = ${code})
        or (e.register = 'inspection-task' and e.body @> ${JSON.stringify({ object: code })}::jsonb)
        or (e.register = any(${sql.val([SHARED_RESULTS, DECLINED_RESULTS])}::text[]) and e.body ? 'partyId'
          and e.body ->> 'partyId' = ${code}))
        and e.law_from <= ${on}::date and (e.law_to is null or e.law_to >= ${on}::date)
        and coalesce(e.body ->> 'status', '') <> '取消'
        and not exists (select from fadu.entry l where l.region = e.region and l.register = e.register
          and l.code = e.code and l.version > e.version and l.law_from <= ${on}::date)
      order by e.register, e.code desc limit 400`.execute(tx),
  );
  const of = (register: string) => rows.filter((r) => r.register === register);
  return {
    objects: of('inspection-object'),
    tasks: of('inspection-task'),
    results: of(SHARED_RESULTS),
    declined: of(DECLINED_RESULTS),
  };
}
