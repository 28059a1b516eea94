/**
 * Typical cases whose decision fell (R26.3): noted by the system itself, so that the three days to take them down begin
 * though nobody told the justice bureau.
 */
import { SYSTEM } from '@fadu/kernel';
import { typicalCase } from '@fadu/plan/enforcement/typical-cases/index';
import { sql } from 'kysely';
import { performAct } from '../cases/perform.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

/** Note every published typical case whose source was set aside or revoked. Answers how many were noted. */
export async function noteFallen(office: Office, limit = 200): Promise<number> {
  if (!office.procedures.has(typicalCase.code)) return 0;
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ id: string }>`
      select c.id from fadu.case_file c
      join fadu.act n on n.region = c.region and n.case_id = c.id and n.seq = 1
      where c.procedure = ${typicalCase.code} and c.phase = 'shown'
        and not exists (select from fadu.clock k where k.region = c.region and k.case_id = c.id
          and k.clock = 'withdrawal')
        and exists (select from fadu.case_file s where s.phase in ('set-aside', 'annulled')
          and (s.id = n.input ->> 'source' or s.id in (select m.case_id from fadu.number m
            where m.text = n.input ->> 'source')))
      order by c.id limit ${limit}`.execute(tx),
  );
  let noted = 0;
  for (const { id } of rows) {
    try {
      await performAct(office, id, {
        act: 'note-fallen',
        input: {},
        actor: SYSTEM,
        key: `fallen:${id}`,
      });
      noted++;
    } catch (error) {
      // Noted or taken down by somebody meanwhile.
      if (!(error instanceof Problem) || error.status !== 422) throw error;
    }
  }
  return noted;
}
