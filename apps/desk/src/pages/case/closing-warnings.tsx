/** What closing warns of: records that are missing, documents that were not made. Shown where the closing act is filled in. */
import { useQuery } from '@tanstack/react-query';
import { materialsQuery } from '../../api/materials.ts';
import type { Field } from '../../schema.ts';

/** Nothing for an act that does not close, and where nothing is missing. */
export function ClosingWarnings(props: { readonly caseId: string; readonly fields: readonly Field[] }) {
  const closes = props.fields.some((f) => f.name === 'unrecorded');
  const found = useQuery({ ...materialsQuery(props.caseId), enabled: closes });
  const warnings = found.data?.standing?.warnings ?? [];
  if (!closes || warnings.length === 0) return null;
  return (
    <div className="note" role="status">
      <h3>结案前请核对</h3>
      <ul>
        {warnings.map((w) => (
          <li key={w}>{w}</li>
        ))}
      </ul>
    </div>
  );
}
