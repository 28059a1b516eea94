/** What acts are told of the files of their case. */
import type { MaterialFacts } from '@fadu/kernel';
import type { Tx } from '../store/pool.ts';

/** Region of a case, which its id begins with. */
const regionOf = (caseId: string): string => caseId.split('-', 1)[0] ?? '';

/** Files of a case in the order of handing in. Of a case that none of these organs takes part in, none. */
export async function materialFacts(
  tx: Tx,
  caseId: string,
  organs: readonly string[],
): Promise<MaterialFacts[]> {
  const rows = await tx
    .selectFrom('fadu.material as m')
    .innerJoin('fadu.case_file as c', (j) =>
      j.onRef('c.region', '=', 'm.region').onRef('c.id', '=', 'm.case_id'),
    )
    .select([
      'm.id',
      'm.kind',
      'm.name',
      'm.seq',
      'm.sha256',
      'm.captured_at',
      'm.handed_at',
      'm.continuous',
      'm.gaps',
      'c.organs',
    ])
    .where('m.region', '=', regionOf(caseId))
    .where('m.case_id', '=', caseId)
    .orderBy('m.handed_at')
    .orderBy('m.id')
    .execute();
  return rows
    .filter((r) => r.organs.some((o) => organs.includes(o)))
    .map((r) => ({
      id: r.id,
      kind: r.kind,
      name: r.name,
      ...(r.seq !== null && { seq: r.seq }),
      sha256: r.sha256,
      capturedAt: r.captured_at,
      handedAt: r.handed_at,
      continuous: r.continuous,
      gaps: r.gaps,
    }));
}
