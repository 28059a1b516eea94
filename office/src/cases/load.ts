/** Reading cases: rows → state, under the reader's own database role. */
import { type ActRecord, type CaseState, fold, noCase, type Procedure } from '@fadu/kernel';
import type { Office } from '../office.ts';
import { notFound } from '../problem.ts';
import { roleOf, type Scope } from '../store/pool.ts';

export interface CaseFile {
  readonly region: string;
  readonly id: string;
  readonly procedure: string;
  readonly title: string;
  readonly phase: string;
  readonly ended: string | null;
  readonly seq: number;
  readonly owner: string;
  readonly organs: readonly string[];
  readonly persons: readonly string[];
  readonly public: boolean;
  readonly demo: boolean;
  readonly opened_at: string;
  readonly changed_at: string;
}

export interface LoadedCase {
  readonly file: CaseFile;
  readonly procedure: Procedure;
  readonly state: CaseState;
  /** Idempotency key → number of the act. */
  readonly keys: ReadonlyMap<string, number>;
}

/** Region of a case, which its id begins with. */
export const regionOf = (caseId: string): string => caseId.split('-', 1)[0] ?? '';

const iso = (value: string) => new Date(value).toISOString();

/** Load a case as this scope may see it. @throws Problem 404 when there is none or it may not be seen */
export async function loadCase(office: Office, scope: Scope, id: string): Promise<LoadedCase> {
  const { rows } = await office.store.pool.query<{
    file: CaseFile;
    acts: (ActRecord & { idem_key: string })[];
  }>('select file, acts from fadu.case_load($1, $2, $3, $4)', [
    roleOf(scope),
    scope.as === 'resident' ? scope.person : null,
    regionOf(id),
    id,
  ]);
  const row = rows[0];
  const procedure = row && office.procedures.get(row.file.procedure);
  if (!row || !procedure) throw notFound('这个事项');
  const records = row.acts.map(
    ({ idem_key: _, issued, ...a }): ActRecord => ({ ...a, at: iso(a.at), ...(issued && { issued }) }),
  );
  return {
    file: { ...row.file, opened_at: iso(row.file.opened_at), changed_at: iso(row.file.changed_at) },
    procedure,
    state: fold(noCase(id, procedure.code, procedure.version), records),
    keys: new Map(row.acts.map((a) => [a.idem_key, a.seq])),
  };
}
