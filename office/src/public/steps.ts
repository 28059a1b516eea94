/** How a public case was made: every step with its place in the log, so that each can be proven. */
import type { Instant } from '@fadu/kernel';
import { regionOf } from '../cases/load.ts';
import type { Office } from '../office.ts';
import { publicRows } from './rows.ts';

/** One step, or a run of the same step (comments come in numbers). */
export interface PublicStep {
  readonly act: string;
  readonly title: string;
  readonly at: Instant;
  /** Last of a run. */
  readonly until: Instant;
  readonly times: number;
  /** Organ that acted, empty for the public and the system. */
  readonly organ: string;
  /** Place of the (first) step in the log; null while it waits for the next signed head. */
  readonly index: number | null;
  readonly seq: number;
}

interface Row {
  seq: number;
  body: string;
  index: number | null;
}

/**
 * Steps of a public case, oldest first, read from the leaves of the log (which hold no personal data). Nothing for a
 * case that is not public.
 */
export async function stepsOf(office: Office, caseId: string): Promise<PublicStep[]> {
  const region = regionOf(caseId);
  const [file] = await publicRows<{ procedure: string; seq: number }>(
    office,
    'select procedure, seq from fadu.case_file where region = $1 and id = $2 and public',
    [region, caseId],
  );
  if (!file) return [];
  const rows = await publicRows<Row>(
    office,
    `select n as seq, l.body, e.index from generate_series(1, $2::int) n
     join fadu.leaf l on l.kind = 'act' and l.ref = $1 || '/' || n
     left join fadu.log_entry e on e.leaf = l.id order by n`,
    [caseId, file.seq],
  );
  const procedure = office.procedures.get(file.procedure);
  const out: PublicStep[] = [];
  for (const row of rows) {
    const leaf = JSON.parse(row.body) as { act: string; at: string; organ: string | null };
    const before = out.at(-1);
    const organ = leaf.organ ? office.organName(leaf.organ) : '';
    if (before?.act === leaf.act && before.organ === organ) {
      out[out.length - 1] = { ...before, until: leaf.at, times: before.times + 1 };
      continue;
    }
    out.push({
      act: leaf.act,
      title: procedure?.acts[leaf.act]?.title ?? leaf.act,
      at: leaf.at,
      until: leaf.at,
      times: 1,
      organ,
      index: row.index,
      seq: row.seq,
    });
  }
  return out;
}
