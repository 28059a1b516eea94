/**
 * The nightly look over the record (R39.1): every case of enforcement that has changed since the last look, and every
 * one in which time alone may have changed something, is read and put before all rules. What is found is kept under an
 * id that follows from rule, case and place, so that the same fault is the same finding tomorrow; what the record no
 * longer shows is marked as gone, never deleted.
 */
import { type ActRecord, addDays, dateOf, fold, noCase } from '@fadu/kernel';
import {
  type CaseRule,
  type CrossRule,
  caseRecord,
  certificatesOf,
  type FindingRule,
  findingRules,
  type Hit,
  type MarkedCase,
  type Marks,
  marksOf,
  SUPERVISED_SYSTEMS,
} from '@fadu/plan/oversight/enforcement-supervision/findings/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { supervisionOf } from './bodies.ts';
import { type Certificates, readCertificates } from './certificates.ts';

/** Cases read and written at a time. */
const BATCH = 250;
/** Changes when what the rules find changes without a new code: then every case is looked at again. */
const RULES_VERSION = 1;

/** What a look came to. */
export interface ScanReport {
  /** Cases read. */
  readonly cases: number;
  /** Findings that were not there before. */
  readonly found: number;
  /** Findings that the record no longer shows. */
  readonly gone: number;
  readonly milliseconds: number;
}

/** A finding as written. */
interface Row {
  region: string;
  id: string;
  rule: string;
  kind: string;
  level: string;
  organ: string;
  supervisor: string;
  vertical: boolean;
  case_id: string | null;
  act: number | null;
  clock: string | null;
  says: string;
  since: string;
  open: boolean;
  found_on: string;
}

interface CaseRow {
  region: string;
  id: string;
  procedure: string;
  version: string;
  seq: number;
  owner: string;
  title: string;
  acts: ActRecord[];
}

/** Options of a look. */
export interface ScanOptions {
  readonly rules?: readonly FindingRule[];
  /** Look at every case anew. */
  readonly whole?: boolean;
}

const STATE_KEY = 'supervision.scan';

/** Look over the record as of the office's now. */
export async function scanFindings(office: Office, options: ScanOptions = {}): Promise<ScanReport> {
  const began = performance.now();
  const rules = options.rules ?? findingRules;
  const label = `${RULES_VERSION}:${rules.map((r) => r.code).join(',')}`;
  const now = office.now();
  const today = dateOf(now);
  const supervised = [...office.procedures.values()].filter((p) => SUPERVISED_SYSTEMS.includes(p.system));
  const certificates = await office.store.within({ as: 'system' }, readCertificates);
  const due = await dueCases(office, {
    procedures: supervised.map((p) => p.code),
    label,
    today,
    certificates,
    whole: options.whole ?? false,
  });
  let found = 0;
  let gone = 0;
  for (let i = 0; i < due.length; i += BATCH) {
    const ids = due.slice(i, i + BATCH);
    const counts = await office.store.within({ as: 'system' }, (tx) =>
      lookAt(office, tx, ids, { rules, label, certificates }),
    );
    found += counts.found;
    gone += counts.gone;
  }
  const across = await office.store.within({ as: 'system' }, async (tx) => {
    const counts = await lookAcross(office, tx, rules);
    await sql`insert into fadu.setting (key, value) values (${STATE_KEY}, ${JSON.stringify({ at: now })}::jsonb)
      on conflict (key) do update set value = excluded.value`.execute(tx);
    return counts;
  });
  return {
    cases: due.length,
    found: found + across.found,
    gone: gone + across.gone,
    milliseconds: Math.round(performance.now() - began),
  };
}

/** When the record was last looked over; undefined: never. */
export async function lastScan(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('fadu.setting')
    .select('value')
    .where('key', '=', STATE_KEY)
    .executeTakeFirst();
  return (row?.value as { at?: string } | undefined)?.at;
}

async function dueCases(
  office: Office,
  o: {
    readonly procedures: readonly string[];
    readonly label: string;
    readonly today: string;
    readonly certificates: Certificates;
    readonly whole: boolean;
  },
): Promise<string[]> {
  return office.store.within({ as: 'system' }, async (tx) => {
    const since = await lastScan(tx);
    // What was recorded while the last look was under way is looked at again: better twice than never.
    const changed = since
      ? o.certificates.changedSince(new Date(Date.parse(since) - 86_400_000).toISOString())
      : [];
    const { rows } = await sql<{ id: string }>`
      select c.id from fadu.case_file c
      left join fadu.finding_scan s on s.region = c.region and s.case_id = c.id
      where c.procedure = any(${sql.val([...o.procedures])}::text[])
        and (${o.whole} or s.case_id is null or s.seq < c.seq or s.rules <> ${o.label} or s.again <= ${o.today}::date
          or s.certificates && ${sql.val(changed)}::text[])
      order by c.id`.execute(tx);
    return rows.map((r) => r.id);
  });
}

async function readCases(tx: Tx, ids: readonly string[]): Promise<CaseRow[]> {
  // What an act was told when it asked is not read: no rule looks at it, and it is most of the bytes.
  const { rows } = await sql<CaseRow>`
    select c.region, c.id, c.procedure, c.version, c.seq, c.owner, c.title,
      (select json_agg(json_build_object('seq', a.seq, 'act', a.act, 'at', a.at, 'actor', a.actor, 'input', a.input,
        'effects', a.effects - 'answered') order by a.seq) from fadu.act a
        where a.region = c.region and a.case_id = c.id) as acts
    from fadu.case_file c where c.id = any(${sql.val([...ids])}::text[])`.execute(tx);
  return rows;
}

interface Look {
  readonly rules: readonly FindingRule[];
  readonly label: string;
  readonly certificates: Certificates;
}

/** Put some cases before the rules over one case. */
async function lookAt(office: Office, tx: Tx, ids: readonly string[], look: Look) {
  const today = dateOf(office.now());
  const caseRules = look.rules.filter((r): r is CaseRule => r.over === 'case');
  const rows: Row[] = [];
  const scans: Record<string, unknown>[] = [];
  for (const c of await readCases(tx, ids)) {
    const procedure = office.procedures.get(c.procedure);
    if (!procedure) continue;
    const acts = (c.acts ?? []).map((a) => ({ ...a, at: new Date(a.at).toISOString() }));
    const state = fold(noCase(c.id, c.procedure, c.version), acts);
    const record = caseRecord(procedure, state, {
      now: office.now(),
      calendar: office.calendar,
      organ: office.organ,
      certificate: (number, on) => look.certificates.on(number, on),
    });
    for (const rule of caseRules) {
      if (rule.procedures && !rule.procedures.includes(procedure.code)) continue;
      for (const hit of rule.find(record)) {
        const row = rowOf(office, rule, hit, c.id, record.owner, today);
        if (row) rows.push(row);
      }
    }
    const running = Object.keys(state.clocks).some((k) => record.runs(k).at(-1)?.state !== 'stopped');
    const marks = marksOf(record);
    scans.push({
      region: c.region,
      case_id: c.id,
      seq: c.seq,
      again: state.ended && !running ? null : addDays(today, 1),
      rules: look.label,
      certificates: certificatesOf(record),
      marks: { ...marks, ...(state.conds.has('remedy-open') && { remedy: true }) },
    });
  }
  await sql`insert into fadu.finding_scan (region, case_id, seq, again, rules, certificates, marks)
    select r.region, r.case_id, r.seq, r.again, r.rules, array(select jsonb_array_elements_text(r.certificates)), r.marks
    from jsonb_to_recordset(${JSON.stringify(scans)}::jsonb) as r (region text, case_id text, seq int, again date,
      rules text, certificates jsonb, marks jsonb)
    on conflict (region, case_id) do update set seq = excluded.seq, again = excluded.again, rules = excluded.rules,
      certificates = excluded.certificates, marks = excluded.marks`.execute(tx);
  const found = await upsert(tx, rows);
  const codes = caseRules.map((r) => r.code);
  const gone = await sql`update fadu.finding set gone_on = ${today}::date, open = false
    where case_id = any(${sql.val([...ids])}::text[]) and rule = any(${sql.val(codes)}::text[]) and gone_on is null
      and not id = any(${sql.val(rows.map((r) => r.id))}::text[])`.execute(tx);
  return { found, gone: Number(gone.numAffectedRows ?? 0) };
}

/** Rules over many cases, and over attempts. */
async function lookAcross(office: Office, tx: Tx, rules: readonly FindingRule[]) {
  const today = dateOf(office.now());
  const cross = rules.filter((r): r is CrossRule => r.over === 'cases');
  const marked = await sql<{ caseId: string; title: string; owner: string; marks: Marks }>`
    select c.id as "caseId", c.title, c.owner, s.marks from fadu.finding_scan s
    join fadu.case_file c on c.region = s.region and c.id = s.case_id
    where s.marks ?| array['fine', 'visits'] order by c.id`.execute(tx);
  const cases = marked.rows.map(({ marks, ...c }): MarkedCase => ({ ...c, ...marks }));
  const rows: Row[] = [];
  for (const rule of cross)
    for (const hit of rule.find(cases, today)) {
      const row = rowOf(office, rule, hit, hit.caseId, hit.organ ?? '', today);
      if (row) rows.push(row);
    }
  const attempts = rules.filter((r) => r.over === 'attempts');
  for (const rule of attempts) {
    const tried = await tx.selectFrom('fadu.attempt').selectAll().where('rule', '=', rule.refused).execute();
    for (const a of tried) {
      const hit: Hit = {
        key: `${a.region}/${a.id}`,
        organ: a.organ,
        since: dateOf(new Date(a.at).toISOString()),
        open: false,
        says: `${a.name}：${a.says}`,
      };
      const row = rowOf(office, rule, hit, undefined, a.organ, today);
      if (row) rows.push(row);
    }
  }
  const found = await upsert(tx, rows);
  const codes = [...cross, ...attempts].map((r) => r.code);
  const gone = await sql`update fadu.finding set gone_on = ${today}::date, open = false
    where rule = any(${sql.val(codes)}::text[]) and gone_on is null
      and not id = any(${sql.val(rows.map((r) => r.id))}::text[])`.execute(tx);
  return { found, gone: Number(gone.numAffectedRows ?? 0) };
}

function rowOf(
  office: Office,
  rule: FindingRule,
  hit: Hit,
  caseId: string | undefined,
  owner: string,
  today: string,
): Row | null {
  const organ = hit.organ ?? owner;
  const region = office.organ(organ)?.region;
  const over = supervisionOf(office, organ);
  if (!region || !over) return null;
  return {
    region,
    id: `${rule.code}/${caseId ?? '-'}/${hit.key}`,
    rule: rule.code,
    kind: rule.kind,
    level: rule.level,
    organ,
    ...over,
    case_id: caseId ?? null,
    act: hit.act ?? null,
    clock: hit.clock ?? null,
    says: hit.says,
    since: hit.since,
    open: hit.open,
    found_on: today,
  };
}

/** Write findings; answers how many are new or came back. */
async function upsert(tx: Tx, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { rows: written } = await sql<{ fresh: boolean }>`
    insert into fadu.finding as f (region, id, rule, kind, level, organ, supervisor, vertical, case_id, act, clock, says,
      since, open, found_on)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (region text, id text, rule text, kind text,
      level text, organ text, supervisor text, vertical boolean, case_id text, act int, clock text, says text,
      since date, open boolean, found_on date)
    on conflict (region, id) do update set says = excluded.says, open = excluded.open, since = excluded.since,
      gone_on = null, level = excluded.level, kind = excluded.kind, supervisor = excluded.supervisor
    where (f.says, f.open, f.since, f.level, f.kind, f.supervisor) is distinct from
      (excluded.says, excluded.open, excluded.since, excluded.level, excluded.kind, excluded.supervisor)
      or f.gone_on is not null
    returning (xmax = 0) as fresh`.execute(tx);
  return written.filter((w) => w.fresh).length;
}
