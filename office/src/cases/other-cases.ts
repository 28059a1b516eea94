/**
 * Answers to what an act asks of other cases. An organ is told of a case what it may see of it anyway: all that was
 * asked for when it is bound to the case, else only what the case's procedure tells everyone.
 */
import {
  type ActRecord,
  type CaseFacts,
  CaseView,
  dateOf,
  fold,
  noCase,
  type Procedure,
  type Question,
} from '@fadu/kernel';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Scope, Tx } from '../store/pool.ts';

/** Cases that one answer holds at most. */
const MOST = 200;

interface Row {
  readonly region: string;
  readonly id: string;
  readonly procedure: string;
  readonly title: string;
  readonly organs: readonly string[];
}

/** Whether this is the id of a case: it begins with the six digits of its region. */
export const isCaseId = (text: string): boolean => /^\d{6}-[0-9a-zA-Z-]+$/.test(text);

/** Ids of the cases that drew this number, whatever the series. */
async function numbered(tx: Tx, office: Office, text: string): Promise<string[]> {
  const series = [...new Set([...office.procedures.values()].flatMap((p) => Object.keys(p.series ?? {})))];
  const { rows } = await sql<{ id: string }>`
    select distinct case_id as id from fadu.number
    where region = any(${sql.val(office.regions.map((r) => r.code))}::text[])
      and series = any(${sql.val(series)}::text[]) and text = ${text}`.execute(tx);
  return rows.map((r) => r.id);
}

/** The case of this id or number; undefined where there is none, or the number is not of one case alone. */
async function idOf(tx: Tx, office: Office, name: string): Promise<string | undefined> {
  if (isCaseId(name)) return name;
  const ids = await numbered(tx, office, name);
  return ids.length === 1 ? ids[0] : undefined;
}

/** Answer about one case. */
export async function caseFacts(
  tx: Tx,
  office: Office,
  q: Extract<Question, { ask: 'case' }>,
  organs: readonly string[],
): Promise<CaseFacts | null> {
  const id = await idOf(tx, office, q.case);
  if (id === undefined) return null;
  const { rows } = await sql<Row>`
    select region, id, procedure, title, organs from fadu.case_file
    where region = ${id.split('-', 1)[0]} and id = ${id}`.execute(tx);
  const found = await factsOf(tx, office, rows, q.facts, organs);
  // What the procedure tells everyone is told of cases that are bound to something; not to whoever guesses a number.
  return found[0]?.hidden ? null : (found[0] ?? null);
}

/** Answer about the cases of a procedure that are bound to an id. */
export async function linkedCases(
  tx: Tx,
  office: Office,
  q: Extract<Question, { ask: 'linked' }>,
  organs: readonly string[],
): Promise<CaseFacts[]> {
  const to = /号$/.test(q.to) ? await idOf(tx, office, q.to) : q.to;
  if (to === undefined || to === '') return [];
  const { rows } = await sql<Row>`
    select region, id, procedure, title, organs from fadu.case_file
    where (persons @> array[${to}] or organs @> array[${to}]) and procedure = ${q.procedure}
      and (${sql.val(q.in ?? null)}::text[] is null or phase = any(${sql.val(q.in ?? null)}::text[]))
    order by opened_at desc, id limit ${MOST}`.execute(tx);
  // Who asks for what is bound to himself sees it, as he may read it: his own applications.
  return factsOf(tx, office, rows, q.facts, organs, organs.includes(to));
}

/** Fold the cases and keep what may be told. Cases of procedures that are not there any more are left out. */
async function factsOf(
  tx: Tx,
  office: Office,
  cases: readonly Row[],
  paths: readonly string[],
  organs: readonly string[],
  own = false,
): Promise<CaseFacts[]> {
  const told = cases.flatMap((row) => {
    const procedure = office.procedures.get(row.procedure);
    const seen = own || row.organs.some((o) => organs.includes(o));
    return procedure && (seen || procedure.tells) ? [{ row, procedure, seen }] : [];
  });
  if (told.length === 0) return [];
  const { rows } = await sql<ActRecord & { region: string; case_id: string }>`
    select a.region, a.case_id, a.seq, a.act, a.at, a.actor, a.input, a.effects, a.issued
    from fadu.act a
    join unnest(${sql.val(told.map((t) => t.row.region))}::text[], ${sql.val(told.map((t) => t.row.id))}::text[])
      as c (region, id) on a.region = c.region and a.case_id = c.id
    order by a.case_id, a.seq`.execute(tx);
  const acts = Map.groupBy(rows, (r) => r.case_id);
  return told.map(({ row, procedure, seen }) =>
    factsFrom(procedure, row, acts.get(row.id) ?? [], seen ? paths : [], seen),
  );
}

function factsFrom(
  procedure: Procedure,
  row: Row,
  acts: readonly ActRecord[],
  paths: readonly string[],
  seen: boolean,
): CaseFacts {
  const state = fold(
    noCase(row.id, procedure.code, procedure.version),
    acts.map((a) => ({ ...a, at: new Date(a.at).toISOString() })),
  );
  const view = new CaseView(state);
  const tells = procedure.tells ?? [];
  const valueAt = (path: string): [string, unknown][] => {
    const value = view.get(path);
    return value === undefined ? [] : [[path, value]];
  };
  const common = {
    procedure: row.procedure,
    phase: state.phase,
    ...(state.ended && { ended: state.ended }),
    owner: state.bindings[procedure.owner]?.[0] ?? '',
  };
  if (!seen)
    return {
      ...common,
      id: '',
      title: '',
      facts: Object.fromEntries(tells.flatMap(valueAt)),
      conds: [...state.conds].filter((c) => tells.includes(c)),
      done: {},
      numbers: {},
      hidden: true,
    };
  const inForce = state.acts.filter((a) => !state.voided.has(a.seq));
  return {
    ...common,
    id: row.id,
    title: row.title,
    facts: Object.fromEntries(paths.flatMap(valueAt)),
    conds: [...state.conds],
    done: Object.fromEntries(inForce.map((a) => [a.act, dateOf(a.at)])),
    numbers: Object.assign({}, ...inForce.map((a) => a.issued ?? {})),
  };
}

/** A case that stands beside another one: named by it, or naming it. */
export interface LinkedCase {
  readonly id: string;
  readonly title: string;
  readonly procedure: string;
  readonly phase: string;
  readonly ended: string | null;
}

/** The cases bound to a case and those it is bound to, as far as this reader sees them. */
export async function casesBeside(
  office: Office,
  scope: Scope,
  id: string,
  bound: readonly string[],
): Promise<LinkedCase[]> {
  // An array's index cannot serve behind row-level security: ids come first, and are then read as this reader.
  const naming = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file where persons @> array[${id}] limit ${MOST}`.execute(
      tx,
    ),
  );
  const ids = [...new Set([...bound.filter(isCaseId), ...naming.rows.map((r) => r.id)])].filter(
    (o) => o !== id,
  );
  if (ids.length === 0) return [];
  return office.store.within(scope, async (tx) => {
    const { rows } = await sql<LinkedCase>`
      select id, title, procedure, phase, ended from fadu.case_file
      where region = any(${sql.val([...new Set(ids.map((i) => i.split('-', 1)[0] ?? ''))])}::text[])
        and id = any(${sql.val(ids)}::text[])
      order by opened_at, id limit ${MOST}`.execute(tx);
    return rows.map((r) => {
      const procedure = office.procedures.get(r.procedure);
      return {
        id: r.id,
        title: r.title,
        procedure: procedure?.title ?? r.procedure,
        phase: procedure?.phases[r.phase]?.title ?? r.phase,
        ended: r.ended,
      };
    });
  });
}
