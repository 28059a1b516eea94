/** Leaves of the log for texts of law: they concern all regions. */
import { canonicalJson } from '@fadu/kernel/record/index';
import { plain } from '../cases/rows.ts';
import type { Tx } from '../store/pool.ts';

const NATION = '000000';

/** Enter a leaf; it gets its place in the log from the sequencer. */
export async function enterLeaf(
  tx: Tx,
  kind: 'law' | 'law-event',
  ref: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx
    .insertInto('fadu.leaf')
    .values({
      region: NATION,
      kind,
      ref,
      body: canonicalJson(plain({ v: 1, kind, region: NATION, ...body })),
    })
    .execute();
}
