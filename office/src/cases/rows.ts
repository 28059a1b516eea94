/** From an accepted act to the rows that are written with it. Pure. */
import { createHash } from 'node:crypto';
import {
  type Accepted,
  type ActDef,
  type ActRecord,
  type CaseState,
  CaseView,
  clockDue,
  clockOf,
  clockSpec,
  envOf,
  type Moment,
  type Procedure,
  titleOf,
} from '@fadu/kernel';
import { canonicalJson } from '@fadu/kernel/record/index';

export interface ClockRow {
  readonly clock: string;
  readonly title: string;
  readonly kind: string;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly owed_by: string;
  readonly owed_organs: readonly string[];
  readonly started_at: string;
  readonly due: string | null;
  readonly due_at: string | null;
  readonly stopped_at: string | null;
  readonly late: boolean;
  readonly provisional: boolean;
  readonly on_expiry: string | null;
  readonly warn_from: string | null;
  readonly events: readonly unknown[];
}

/** One leaf of the log before it has a place: what kind, what it speaks of, its canonical text. */
export interface LeafRow {
  readonly kind: string;
  readonly ref: string;
  readonly body: string;
}

/** JSON as it comes back from the database: no undefined, no functions. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** SHA-256 of a value's canonical JSON, in hex. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(plain(value)))
    .digest('hex');

/** Whether people are bound under a relation, not organs: somebody acts in this procedure as that party. */
const ofPeople = (procedure: Procedure, relation: string): boolean => {
  const all = Object.values(procedure.acts).flatMap((act) => act.by);
  return (
    all.some((by) => by.kind === 'party' && by.relation === relation) &&
    !all.some((by) => by.kind === 'post' && by.of === relation)
  );
};

/**
 * Organs that owe a clock's act: those bound under the relation, or in which the role is held for this case. None where
 * people owe it: who they are is nobody's business but the case's, and the log that holds its duties is public.
 */
function owedOrgans(procedure: Procedure, state: CaseState, owedBy: string): readonly string[] {
  if (ofPeople(procedure, owedBy)) return [];
  if (state.bindings[owedBy]) return state.bindings[owedBy];
  const relations = new Set<string>();
  for (const act of Object.values(procedure.acts)) {
    for (const by of act.by) if (by.kind === 'post' && by.role === owedBy) relations.add(by.of);
  }
  const organs = [...relations].flatMap((r) => state.bindings[r] ?? []);
  return organs.length ? organs : (state.bindings[procedure.owner] ?? []);
}

/** Rows of the clocks that this act touched. */
export function clockRows(
  procedure: Procedure,
  state: CaseState,
  touched: Iterable<string>,
  at: Moment,
): ClockRow[] {
  return [...new Set(touched)].map((code) => {
    const def = procedure.clocks[code];
    if (!def) throw new Error(`${procedure.code} has no clock ${code}`);
    const now = clockOf(procedure, state, code, at);
    const due = clockDue(clockSpec(procedure, code), state.clocks[code] ?? [], at.calendar);
    const stopped = now.stoppedAt !== undefined;
    return {
      clock: code,
      title: def.title,
      kind: def.kind,
      state: stopped ? 'stopped' : now.state === 'paused' ? 'paused' : 'running',
      owed_by: def.owedBy,
      owed_organs: owedOrgans(procedure, state, def.owedBy),
      started_at: now.startedAt as string,
      due: due?.due ?? null,
      due_at: due?.dueAt ?? null,
      stopped_at: now.stoppedAt ?? null,
      late: now.late,
      provisional: now.provisional,
      on_expiry: def.onExpiry ?? null,
      warn_from: now.warnFrom ?? null,
      events: state.clocks[code] ?? [],
    };
  });
}

/** Digest of an act as recorded: everything in its row, bound to its case by the salt. */
export const actDigest = (
  region: string,
  caseId: string,
  record: ActRecord,
  salt: string,
  key: string,
): string => digestOf({ ...record, region, case: caseId, salt, key });

/** The row of a case, computed from its state. */
export function caseRow(procedure: Procedure, state: CaseState, isOrgan: (id: string) => boolean) {
  // Sorted: the database does not keep the order of a record's keys.
  const bound = [...new Set(Object.values(state.bindings).flat())].sort();
  return {
    id: state.id,
    procedure: procedure.code,
    version: procedure.version,
    title: titleOf(procedure, new CaseView(state)) || procedure.title,
    phase: state.phase,
    ended: state.ended ?? null,
    owner: state.bindings[procedure.owner]?.[0] ?? '',
    organs: bound.filter(isOrgan),
    persons: bound.filter((id) => !isOrgan(id)),
    bindings: state.bindings,
  };
}

/** Rows of the register entries that an act made. */
export const entryRows = (record: ActRecord) =>
  record.effects.entries.map((e) => ({
    register: e.register,
    code: e.code,
    ...(e.region && { region: e.region }),
    law_from: e.lawFrom,
    law_to: e.lawTo ?? null,
    body: e.body,
    ...(e.region && { region: e.region }),
  }));

/** The input without the fields its form marks as personal. */
export function withoutPersonal(
  def: ActDef,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => {
      const field = def.form?.shape[name] as { meta?: () => { personal?: boolean } | undefined } | undefined;
      return !field?.meta?.()?.personal;
    }),
  );
}

/** What everyone may see of this act, or null. */
export function publicAct(procedure: Procedure, accepted: Accepted, at: Moment) {
  const def = procedure.acts[accepted.record.act] as ActDef;
  if (!def.public) return null;
  const body = def.publicBody
    ? def.publicBody(new CaseView(accepted.state), envOf(at))
    : withoutPersonal(def, accepted.record.input);
  return { title: def.title, organ: accepted.record.actor.organ ?? null, body };
}

/** Leaf of an act: who (organ), what, when, and the digest of all that was recorded. No personal data. */
export const actLeaf = (
  region: string,
  caseId: string,
  record: Accepted['record'],
  digest: string,
): LeafRow => ({
  kind: 'act',
  ref: `${caseId}/${record.seq}`,
  body: canonicalJson(
    plain({
      v: 1,
      kind: 'act',
      region,
      case: caseId,
      seq: record.seq,
      act: record.act,
      at: record.at,
      organ: record.actor.organ ?? null,
      digest,
    }),
  ),
});

/** Leaf of what an act said to everyone: the digest of its public body, so that nothing else can be shown later. */
export const saidLeaf = (
  region: string,
  caseId: string,
  record: Pick<ActRecord, 'seq' | 'act' | 'at'>,
  body: Readonly<Record<string, unknown>>,
): LeafRow => ({
  kind: 'said',
  ref: `${caseId}/${record.seq}`,
  body: canonicalJson(
    plain({
      v: 1,
      kind: 'said',
      region,
      case: caseId,
      seq: record.seq,
      act: record.act,
      at: record.at,
      digest: digestOf(body),
    }),
  ),
});

/** Leaf of a duty: it enters the log when it arises or is re-dated, so that silence leaves a gap that can be shown. */
export const dutyLeaf = (region: string, caseId: string, seq: number, clock: ClockRow): LeafRow => ({
  kind: 'duty',
  ref: `${caseId}/${seq}/${clock.clock}`,
  body: canonicalJson(
    plain({
      v: 1,
      kind: 'duty',
      region,
      case: caseId,
      seq,
      clock: clock.clock,
      state: clock.state,
      owedBy: clock.owed_by,
      organs: clock.owed_organs,
      since: clock.started_at,
      due: clock.due,
    }),
  ),
});
