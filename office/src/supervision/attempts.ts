/** Attempts at what the law forbids even to try: refused, and recorded with the person though nothing else is written. */
import type { Actor, Instant, Procedure, Refusal } from '@fadu/kernel';
import { canonicalJson } from '@fadu/kernel/record/index';
import type { Office } from '../office.ts';
import { supervisionOf } from './bodies.ts';

/** What was tried, by whom. */
export interface Tried {
  readonly act: string;
  readonly actor: Actor;
  readonly key: string;
}

/**
 * Record the refusals that are recorded (`InputRule.recorded`), each once by its request's key, in a transaction of its
 * own: with a leaf in the log, so that nobody can later say it was not tried.
 */
export async function recordAttempt(
  office: Office,
  procedure: Procedure,
  { act, actor, key }: Tried,
  refusals: readonly Refusal[],
  at: Instant,
): Promise<void> {
  const def = procedure.acts[act];
  const rules = (def?.rules ?? []).filter(
    (r) => r.recorded && refusals.some((x) => x.code === `${procedure.code}.${r.code}`),
  );
  if (!def || rules.length === 0) return;
  const roles = def.by.flatMap((by) => (by.kind === 'office' || by.kind === 'post' ? [by.role] : []));
  const post = actor.posts.find((p) => roles.includes(p.role)) ?? actor.posts[0];
  const organ = post?.organ ?? '';
  const region = office.organ(organ)?.region ?? office.regions[0]?.code ?? '000000';
  const supervisor = supervisionOf(office, organ)?.supervisor ?? '';
  await office.store.within({ as: 'system' }, async (tx) => {
    for (const rule of rules) {
      const says = refusals.find((x) => x.code === `${procedure.code}.${rule.code}`)?.say ?? rule.say;
      const row = await tx
        .insertInto('fadu.attempt')
        .values({
          region,
          organ,
          supervisor,
          person: actor.person ?? null,
          name: actor.name,
          role: post?.role ?? null,
          procedure: procedure.code,
          act,
          rule: rule.code,
          says,
          at,
          idem_key: key,
        })
        .onConflict((c) => c.columns(['region', 'idem_key', 'rule']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!row) continue;
      const ref = `attempt/${region}/${row.id}`;
      await tx
        .insertInto('fadu.leaf')
        .values({
          region,
          kind: 'attempt',
          ref,
          body: canonicalJson({
            v: 1,
            kind: 'attempt',
            region,
            id: row.id,
            procedure: procedure.code,
            act,
            rule: rule.code,
            organ,
            at,
          }),
        } as never)
        .execute();
    }
  });
  office.written();
}
