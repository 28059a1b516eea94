/** Findings as others ask for them: how each stands, lists with filters, the evidence behind one. */
import type { FindingFacts } from '@fadu/kernel';
import type { Tx } from '../store/pool.ts';

/** How these findings stand; one that the record no longer shows is not open. */
export async function findingFacts(tx: Tx, ids: readonly string[]): Promise<FindingFacts[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('fadu.finding')
    .select(['id', 'open', 'says'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
}
