/**
 * Sealed fields (R23.3): a form field with `.meta({ sealed: role })` is checked like any other and then leaves the act.
 * The act keeps only that something was sealed and a fingerprint of the ciphertext; the holder of the role in the organ
 * that owns the case opens it with a reason, and each opening is recorded before anything is shown.
 */
import { createHash } from 'node:crypto';
import type { ActDef, Actor, ActRecord, Procedure } from '@fadu/kernel';
import { sql } from 'kysely';
import { loadCase, regionOf } from '../cases/load.ts';

import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

/** A field that was taken out of an act. */
export interface SealedRow {
  readonly field: string;
  readonly organ: string;
  readonly role: string;
  readonly ciphertext: Buffer;
}

/** Fields of a form that are sealed, with the role that may open them. */
export const sealedFields = (
  def: Pick<ActDef, 'form'>,
): readonly (readonly [field: string, role: string])[] =>
  Object.entries(def.form?.shape ?? {}).flatMap(([field, schema]) => {
    const role = (schema as { meta?: () => { sealed?: string } | undefined }).meta?.()?.sealed;
    return role ? [[field, role] as const] : [];
  });

/** What a field is called. */
export const fieldTitle = (def: Pick<ActDef, 'form'>, field: string): string => {
  const schema = def.form?.shape[field] as { meta?: () => { title?: string } | undefined } | undefined;
  return schema?.meta?.()?.title ?? field;
};

const placeOf = (caseId: string, seq: number, field: string): string => `${caseId}/${seq}/${field}`;

/** What stands in the act in place of a sealed text. */
const mark = (ciphertext: Uint8Array): string =>
  `已加密保存（${createHash('sha256').update(ciphertext).digest('hex').slice(0, 16)}）`;

/** Take the sealed fields out of a record. Without any, the record itself. `organ`: owner of the case. */
export function takeOut(
  office: Office,
  procedure: Procedure,
  caseId: string,
  record: ActRecord,
  organ: string | undefined,
): { readonly record: ActRecord; readonly sealed: readonly SealedRow[] } {
  const def = procedure.acts[record.act];
  const fields = def ? sealedFields(def) : [];
  const sealed: SealedRow[] = [];
  const input = { ...record.input };
  for (const [field, role] of fields) {
    const text = input[field];
    if (typeof text !== 'string' || text === '') continue;
    if (!office.sealer || !organ)
      throw new Error(`${procedure.code}.${record.act}.${field} cannot be sealed here`);
    const ciphertext = office.sealer.seal(text, placeOf(caseId, record.seq, field));
    sealed.push({ field, organ, role, ciphertext });
    input[field] = mark(ciphertext);
  }
  return sealed.length ? { record: { ...record, input }, sealed } : { record, sealed };
}

/** One sealed field of a case, as its keeper sees the list. */
export interface SealedPlace {
  readonly seq: number;
  readonly field: string;
  readonly title: string;
}

/** One opening. */
export interface Reading {
  readonly seq: number;
  readonly field: string;
  readonly organ: string;
  readonly person: string;
  readonly reason: string;
  readonly at: string;
}

/** Open a sealed field: recorded first, then shown. @throws Problem 403, 404, 422 */
export async function openSealed(
  office: Office,
  actor: Actor,
  ask: { readonly caseId: string; readonly seq: number; readonly field: string; readonly reason: string },
): Promise<string> {
  const reason = ask.reason.trim();
  if (reason.length < 4)
    throw new Problem(422, 'sealed.reason', '请写明为什么要查看（至少四个字）；查看的人、时间和理由都会记录');
  const region = regionOf(ask.caseId);
  const loaded = await loadCase(office, { as: 'system' }, ask.caseId);
  const record = loaded.state.acts.find((a) => a.seq === ask.seq);
  const def = record && loaded.procedure.acts[record.act];
  const role = def && sealedFields(def).find(([field]) => field === ask.field)?.[1];
  if (!role) throw new Problem(404, 'not-found', '没有这项加密内容');
  const owners = loaded.state.bindings[loaded.procedure.owner] ?? [];
  const post = actor.posts.find((p) => p.role === role && owners.includes(p.organ));
  if (!post || !actor.person)
    throw new Problem(
      403,
      'sealed.keeper',
      `只有办理机关的${loaded.procedure.roles[role] ?? role}可以查看，其他人员都不能查看`,
    );
  const person = actor.person;
  const at = office.now();
  const ciphertext = await office.store.within({ as: 'organ', organ: post.organ }, async (tx) => {
    await sql`insert into fadu.sealed_reading (region, case_id, seq, field, organ, person, reason, at)
      values (${region}, ${ask.caseId}, ${ask.seq}, ${ask.field}, ${post.organ}, ${person}, ${reason}, ${at})`.execute(
      tx,
    );
    const { rows } = await sql<{
      ciphertext: Buffer;
    }>`select ciphertext from fadu.sealed where region = ${region}
      and case_id = ${ask.caseId} and seq = ${ask.seq} and field = ${ask.field}`.execute(tx);
    return rows[0]?.ciphertext;
  });
  if (!ciphertext || !office.sealer) throw new Problem(404, 'not-found', '没有这项加密内容');
  if (!String(record.input[ask.field]).includes(mark(ciphertext)))
    throw new Problem(409, 'sealed.changed', '加密内容与记录的指纹不一致，可能被改动过，请立即报告');
  return office.sealer.open(ciphertext, placeOf(ask.caseId, ask.seq, ask.field));
}

/** Every opening of a case's sealed fields, oldest first: for its keepers, the supervisors, and the one it is about. */
export async function readingsOf(
  office: Office,
  scope: Parameters<Office['store']['within']>[0],
  caseId: string,
): Promise<readonly Reading[]> {
  const { rows } = await office.store.within(scope, (tx) =>
    sql<Reading>`select seq, field, organ, person, reason, at from fadu.sealed_reading
      where region = ${regionOf(caseId)} and case_id = ${caseId} order by id`.execute(tx),
  );
  return rows;
}
