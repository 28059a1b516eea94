/** Organs that an act binds to a case must be organs that exist: a case bound to none could never go on. */
import type { ActDef, ActRecord, Procedure, Refusal } from '@fadu/kernel';

/** Relations under which a case is bound to organs: its owner's, and those under whose posts acts are done. */
const organRelations = (procedure: Procedure): ReadonlySet<string> =>
  new Set([
    procedure.owner,
    ...Object.values(procedure.acts).flatMap((def) =>
      def.by.flatMap((by) => (by.kind === 'post' ? [by.of] : [])),
    ),
  ]);

/** What is wrong with the organs that this act binds, each with the field it came from. */
export function unknownOrgans(
  procedure: Procedure,
  def: ActDef,
  record: ActRecord,
  exists: (organ: string) => boolean,
): Refusal[] {
  const bound = Object.entries(record.effects.binds);
  if (bound.length === 0) return [];
  const relations = organRelations(procedure);
  return bound
    .filter(([relation]) => relations.has(relation))
    .flatMap(([relation, ids]) => {
      const from = def.binds?.find((b) => b.relation === relation)?.from;
      const field = typeof from === 'string' && !from.startsWith('actor.') ? from : undefined;
      return ids
        .filter((id) => !exists(id))
        .map((id) => ({
          code: 'input',
          say: `机构名录里没有“${id.slice(0, 60)}”这个机关，请从名录里选`,
          cites: procedure.cites,
          ...(field && { field }),
        }));
    });
}
