/**
 * What a body decided in a year, for everyone (国办发〔2018〕118号: yearly totals): each total with its list, from one reading
 * of the record. Decisions that are not shown are counted by the reason, never one by one.
 */
import { type ActRecord, CaseView, type DateStr, dateOf, fold, noCase, parseDate } from '@fadu/kernel';
import {
  actsInForce,
  codeOf,
  executionShown,
  measureShown,
} from '@fadu/plan/enforcement/compulsion-cases/index';
import {
  COMPULSION_RECORDS,
  PENALTY_RECORDS,
  REPAIRED,
} from '@fadu/plan/enforcement/enforcement-publicity/common';
import { INSPECTION_VISITS } from '@fadu/plan/enforcement/inspections/index';
import { displayOf, moneyOf } from '@fadu/plan/enforcement/penalty-cases/catalogue';
import { isMinor, isWithheld, penaltyInForce, sectorOf } from '@fadu/plan/enforcement/penalty-cases/facts';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { compulsionsOnShow, type ShownCompulsion } from './compulsions.ts';
import { penaltiesOnShow, type ShownPenalty } from './penalties.ts';

/** Why a penalty is not shown today. */
export const NOT_SHOWN = [
  '等待公示，期限未到',
  '应当公示，逾期没有公示',
  '轻微处罚、警告，原则上不公示',
  '治安管理处罚，依法封存',
  '未成年人的案件，不公示',
  '整件不公开',
  '公示期满，自动停止',
  '信用已经修复，停止公示',
  '已经撤下',
  '决定被撤销',
] as const;
export type NotShown = (typeof NOT_SHOWN)[number];

/** Why a decision of compulsion is not shown today. */
export const COMPULSION_NOT_SHOWN = [
  '等待公示，期限未到',
  '应当公示，逾期没有公示',
  '没有获得批准，不公示',
  '已经撤下',
] as const;

/** A measure or an execution; whom it concerned stands in its public record. */
export interface CompulsionLine {
  /** Number of the decision, or of the case and its step. */
  readonly number: string;
  /** Its public record is on show under this number; absent: `why`. */
  readonly shown?: ShownCompulsion;
  readonly why?: (typeof COMPULSION_NOT_SHOWN)[number];
  readonly on: DateStr;
  readonly what: string;
  /** Where it stands. */
  readonly conclusion: string;
}

/** Measures or executions of a year. */
export interface CompulsionOfYear {
  readonly total: number;
  /** Every decision but those withheld as a whole, the latest first. */
  readonly lines: readonly CompulsionLine[];
  /** Withheld as a whole: counted, never one by one. */
  readonly withheld: number;
  /** Of those shown at all: put on show within twenty working days. */
  readonly inTime: number;
  readonly everShown: number;
}

/** A visit to an enterprise. */
export interface VisitOfYear {
  readonly on: DateStr;
  readonly object: string;
  readonly name: string;
  readonly ground: string;
  /** Absent: not public yet. */
  readonly result?: string;
}

/** A year of a body. */
export interface YearOfBody {
  readonly year: string;
  readonly penalties: {
    readonly total: number;
    readonly onSpot: number;
    /** Of those shown at all: put on show within seven working days. */
    readonly inTime: number;
    readonly everShown: number;
    readonly shown: readonly ShownPenalty[];
    readonly notShown: readonly { readonly why: NotShown; readonly n: number }[];
    /** Withheld as a whole, by ground. */
    readonly withheld: readonly { readonly ground: string; readonly n: number }[];
    /** Sums that decisions of the year fixed, in yuan; no target stands behind them. */
    readonly sums: number;
  };
  readonly noPenalty: number;
  readonly measures: CompulsionOfYear;
  readonly executions: CompulsionOfYear;
  readonly visits: readonly VisitOfYear[];
  /** Contacts in the year in which the certificate was shown and recorded, and all contacts. */
  readonly certificates: { readonly shown: number; readonly contacts: number };
}

interface CaseRow {
  readonly id: string;
  readonly procedure: string;
  readonly phase: string;
}
type ActRow = ActRecord & { readonly case_id: string };

const PENALTY = ['penalty-ordinary', 'penalty-simple'];
const MEASURE = 'compulsory-measure';
const EXECUTION = 'compulsory-execution';

/** Cases of the body that did something in the year, folded. */
async function casesOf(tx: Tx, office: Office, organ: string, year: string) {
  const region = office.organ(organ)?.region ?? '';
  const { rows } = await sql<CaseRow>`
    select c.id, c.procedure, c.phase from fadu.case_file c
    where c.region = ${region} and c.owner = ${organ}
      and c.procedure = any(${sql.val([...PENALTY, MEASURE, EXECUTION])}::text[])
      and exists (select from fadu.act a where a.region = c.region and a.case_id = c.id
        and a.at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz
        and a.at < ${`${Number(year) + 1}-01-01T00:00:00+08:00`}::timestamptz)
    order by c.id`.execute(tx);
  if (rows.length === 0) return [];
  const acts = await sql<ActRow>`
    select a.case_id, a.seq, a.act, a.at, a.actor, a.input, a.effects, a.issued from fadu.act a
    where a.region = ${region} and a.case_id = any(${sql.val(rows.map((r) => r.id))}::text[])
    order by a.case_id, a.seq`.execute(tx);
  const byCase = Map.groupBy(acts.rows, (a) => a.case_id);
  return rows.flatMap((row) => {
    const procedure = office.procedures.get(row.procedure);
    if (!procedure) return [];
    const own = (byCase.get(row.id) ?? []).map((a) => ({ ...a, at: new Date(a.at).toISOString() }));
    const view = new CaseView(fold(noCase(row.id, procedure.code, procedure.version), own));
    return [{ row, view, phase: procedure.phases[row.phase]?.title ?? row.phase }];
  });
}

/** Why a decided penalty is not on show today. `ended`: what its entry in force says. */
function whyNot(
  view: CaseView,
  ended: { readonly why?: unknown } | undefined,
  onSpot: boolean,
  overdue: boolean,
): NotShown {
  const sector = sectorOf(view);
  if (sector === '公安') return '治安管理处罚，依法封存';
  if (isMinor(view)) return '未成年人的案件，不公示';
  if (isWithheld(view)) return '整件不公开';
  if (ended?.why === REPAIRED) return '信用已经修复，停止公示';
  if (view.last('remedy-set-aside') ?? view.last('revoke-decision')) return '决定被撤销';
  if (onSpot || !displayOf(penaltyInForce(view), sector, onSpot).shown) return '轻微处罚、警告，原则上不公示';
  const [shown, down] = [view.last('publish')?.seq ?? 0, view.last('withdraw-publication')?.seq ?? 0];
  if (down > shown) return '已经撤下';
  if (shown > 0) return '公示期满，自动停止';
  return overdue ? '应当公示，逾期没有公示' : '等待公示，期限未到';
}

const count = <K extends string>(keys: readonly K[]): ReadonlyMap<K, number> => {
  const out = new Map<K, number>();
  for (const key of keys) out.set(key, (out.get(key) ?? 0) + 1);
  return out;
};

/** Years as computed, for as long as the cases and records behind them are the same. */
const computed = new WeakMap<
  Office,
  Map<string, { readonly mark: string; readonly year: Promise<YearOfBody> }>
>();

/** Changes with every act on a case of the body and every change of the records. */
async function markOf(office: Office, organ: string, on: DateStr): Promise<string> {
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ mark: string }>`select concat_ws('/', ${on}::text,
      (select count(*) || '/' || coalesce(sum(seq), 0) from fadu.case_file
        where region = ${office.organ(organ)?.region ?? ''} and owner = ${organ}),
      (select count(*) from fadu.entry where register in (${PENALTY_RECORDS}, ${COMPULSION_RECORDS})),
      (select count(*) from fadu.entry where register = ${INSPECTION_VISITS}
        and organ = ${organ})) as mark`.execute(tx),
  );
  return rows[0]?.mark ?? '';
}

/** A body's year. `year`: four digits. `on`: the day whose standing counts. @throws where `year` is none */
export async function yearOfBody(
  office: Office,
  organ: string,
  year: string,
  on: DateStr,
): Promise<YearOfBody> {
  parseDate(`${year}-01-01`);
  const mark = await markOf(office, organ, on);
  const kept = computed.get(office) ?? new Map<string, { mark: string; year: Promise<YearOfBody> }>();
  computed.set(office, kept);
  const key = `${organ}/${year}`;
  const known = kept.get(key);
  if (known?.mark === mark) return known.year;
  const made = compute(office, organ, year, on);
  kept.set(key, { mark, year: made });
  // What failed is tried again.
  made.catch(() => kept.delete(key));
  return made;
}

async function compute(office: Office, organ: string, year: string, on: DateStr): Promise<YearOfBody> {
  const inYear = (at: string): boolean => dateOf(at).startsWith(`${year}-`);
  const shown = (await penaltiesOnShow(office, on, { organ })).items.filter((p) =>
    p.decidedOn.startsWith(`${year}-`),
  );
  const { cases, ended, clocks } = await office.store.within(
    { as: 'system' },
    async (tx) => {
      const found = await casesOf(tx, office, organ, year);
      const ids = found.map((c) => c.row.id);
      const entries = await sql<{ case: string; body: { why?: string } }>`
        select distinct on (region, code) body ->> 'case' as case, body from fadu.entry
        where register = ${PENALTY_RECORDS} and body ->> 'case' = any(${sql.val(ids)}::text[])
        order by region, code, version desc`.execute(tx);
      const runs = await sql<{ case_id: string; late: boolean; overdue: boolean }>`
        select case_id, late, (state <> 'stopped' and due_at < ${office.now()}::timestamptz) as overdue
        from fadu.clock where region = ${office.organ(organ)?.region ?? ''}
          and case_id = any(${sql.val(ids)}::text[]) and clock = 'publication'`.execute(tx);
      return {
        cases: found,
        ended: new Map(entries.rows.map((e) => [e.case, e.body])),
        clocks: new Map(runs.rows.map((r) => [r.case_id, r])),
      };
    },
    { snapshot: true },
  );
  const penalties = cases.filter((c) => {
    const decided = PENALTY.includes(c.row.procedure) ? c.view.last('decide-penalty') : undefined;
    return decided !== undefined && inYear(decided.at);
  });
  const onShow = new Set(shown.map((p) => p.case));
  const hidden = penalties.filter((c) => !onShow.has(c.row.id));
  const why = count(
    hidden.map((c) =>
      whyNot(
        c.view,
        ended.get(c.row.id),
        c.row.procedure === 'penalty-simple',
        clocks.get(c.row.id)?.overdue === true,
      ),
    ),
  );
  const grounds = count(
    hidden
      .filter((c) => sectorOf(c.view) !== '公安' && !isMinor(c.view) && isWithheld(c.view))
      .map((c) => c.view.text('withhold-publication.ground')),
  );
  const published = penalties.filter((c) => c.view.all('publish').length > 0);
  const compulsionShown = new Map(
    (await compulsionsOnShow(office, on, { organ })).items.map((r) => [r.document, r]),
  );
  const compulsion = (procedure: string): CompulsionOfYear => {
    const found = cases
      .filter((c) => c.row.procedure === procedure)
      .flatMap((c) => {
        const clock = clocks.get(c.row.id);
        return compulsionLines(c, clock?.overdue === true, compulsionShown).map((line) => ({
          ...line,
          late: clock?.late === true,
        }));
      })
      .filter((line) => inYear(line.at));
    const published = found.filter((f) => f.everShown);
    return {
      total: found.length,
      withheld: found.filter((f) => f.line === null).length,
      everShown: published.length,
      inTime: published.filter((f) => !f.late).length,
      lines: found.flatMap((f) => f.line ?? []).sort((a, b) => (a.on + a.number < b.on + b.number ? 1 : -1)),
    };
  };
  const contacts = cases.flatMap((c) =>
    c.view.all('contact').filter((a) => String(a.input.on).startsWith(`${year}-`)),
  );
  return {
    year,
    penalties: {
      total: penalties.length,
      onSpot: penalties.filter((c) => c.row.procedure === 'penalty-simple').length,
      everShown: published.length,
      inTime: published.filter((c) => clocks.get(c.row.id)?.late === false).length,
      shown,
      notShown: NOT_SHOWN.flatMap((w) => {
        const n = why.get(w) ?? 0;
        return n ? [{ why: w, n }] : [];
      }),
      withheld: [...grounds].map(([ground, n]) => ({ ground, n })),
      sums: penalties.reduce((sum, c) => sum + moneyOf(penaltyInForce(c.view)), 0),
    },
    noPenalty: cases.filter((c) => {
      const act = c.view.last('decide-no-penalty') ?? c.view.last('no-penalty');
      return act !== undefined && inYear(act.at);
    }).length,
    measures: compulsion(MEASURE),
    executions: compulsion(EXECUTION),
    visits: await visitsOf(office, organ, year),
    certificates: {
      shown: contacts.filter((a) => a.input.shown === true).length,
      contacts: contacts.length,
    },
  };
}

/** A decision of a case, with the moment it was recorded; the line is null where it is withheld as a whole. */
interface DecidedLine {
  readonly at: string;
  readonly line: CompulsionLine | null;
  /** It was put on show, whatever became of it. */
  readonly everShown: boolean;
}

/** Decisions of one case of compulsion, each with its public record, or why there is none. */
function compulsionLines(
  c: { readonly row: CaseRow; readonly view: CaseView; readonly phase: string },
  overdue: boolean,
  shown: ReadonlyMap<string, ShownCompulsion>,
): readonly DecidedLine[] {
  const { view } = c;
  const decided = (c.row.procedure === MEASURE ? measureShown : executionShown).decisions(view);
  const lines = decided.map((d): DecidedLine => {
    const number = codeOf(view, d);
    const record = shown.get(number);
    const at = d.act.at;
    const base = { number, on: d.on, what: d.kind, conclusion: record?.conclusion ?? c.phase };
    if (record) return { at, everShown: true, line: { ...base, shown: record } };
    const after = (name: string) => (view.last(name)?.seq ?? 0) > d.act.seq;
    if (after('publish')) return { at, everShown: true, line: { ...base, why: '已经撤下' } };
    if (after('withhold-publication')) return { at, everShown: false, line: null };
    return {
      at,
      everShown: false,
      line: { ...base, why: overdue ? '应当公示，逾期没有公示' : '等待公示，期限未到' },
    };
  });
  // Taken on the spot and never approved: no decision stands behind it, and nothing is shown; it is counted all the same.
  const closed = ['approve-after', 'approval-missed', 'lift', 'lapse'].some((act) => view.last(act));
  const refused = actsInForce(view, ['act-first'])
    .filter((a) => !decided.some((d) => d.act.seq === a.seq))
    .map(
      (a): DecidedLine => ({
        at: a.at,
        everShown: false,
        line: {
          number: a.issued?.['measure-decision'] ?? codeOf(view, { act: a }),
          on: String(a.input.on),
          what: view.text('act-first.kind'),
          conclusion: c.phase,
          why: closed ? '没有获得批准，不公示' : '等待公示，期限未到',
        },
      }),
    );
  return [...lines, ...refused];
}

/** Visits to enterprises in the year, newest first; the result once it is public. */
async function visitsOf(office: Office, organ: string, year: string): Promise<VisitOfYear[]> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ body: Readonly<Record<string, unknown>> }>`select body from (
      select distinct on (region, code) body from fadu.entry where register = ${INSPECTION_VISITS}
        and organ = ${organ} order by region, code, version desc) e
      where left(body ->> 'on', 4) = ${year} order by body ->> 'on' desc`.execute(tx),
  );
  return rows.map(({ body: b }) => ({
    on: String(b.on),
    object: String(b.object),
    name: String(b.name),
    ground: String(b.ground),
    ...(b.publishedOn !== undefined && b.result !== undefined && { result: String(b.result) }),
  }));
}
