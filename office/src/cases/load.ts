/** Reading cases: rows → state, under the reader's own database role. */
import { type ActRecord, apply, type CaseState, fold, noCase, type Procedure } from '@fadu/kernel';
import type { Office } from '../office.ts';
import { notFound } from '../problem.ts';
import { roleOf, type Scope } from '../store/pool.ts';
import { plain } from './rows.ts';

export interface CaseFile {
  readonly region: string;
  readonly id: string;
  readonly procedure: string;
  /** Version of the procedure that the case began under and follows to its end. */
  readonly version: string;
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
  const known = office.known.get(id);
  const found = await read(office, scope, id, known?.state.seq ?? 0);
  const procedure = found && office.procedureOf(found.file.procedure, found.file.version);
  if (!found || !procedure) throw notFound('这个事项');
  const fits = known?.procedure === procedure && found.file.seq === known.state.seq + found.acts.length;
  if (known && !fits) {
    office.known.drop(id);
    return loadCase(office, scope, id);
  }
  const before = known?.state ?? noCase(id, procedure.code, procedure.version);
  const state = found.acts.length ? fold(before, found.acts.map(recordOf)) : before;
  const keys = new Map([...(known?.keys ?? []), ...found.acts.map((a) => [a.idem_key, a.seq] as const)]);
  office.known.put(id, { procedure, state, keys, public: found.file.public });
  return {
    file: { ...found.file, opened_at: iso(found.file.opened_at), changed_at: iso(found.file.changed_at) },
    procedure,
    state,
    keys,
  };
}

/** Keep a case as it stands after an act that was written: as it would be read. Answers its state. */
export function keepWritten(
  office: Office,
  procedure: Procedure,
  before: CaseState,
  record: ActRecord,
  key: string,
  isPublic: boolean,
): CaseState {
  const state = apply(before, frozen(plain(record)));
  const known = before.seq === 0 ? undefined : office.known.get(state.id);
  // Only what was known up to this act can be gone on with.
  if (before.seq === 0 || known?.state === before)
    office.known.put(state.id, {
      procedure,
      state,
      keys: new Map([...(known?.keys ?? []), [key, record.seq]]),
      public: isPublic,
    });
  return state;
}

type Row = ActRecord & { readonly idem_key: string };

/** One value for all who read the case: nobody may change it. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

const recordOf = ({ idem_key: _, issued, ...a }: Row): ActRecord =>
  frozen({ ...a, at: iso(a.at), ...(issued && { issued }) });

/** The file of a case and its acts after one; null where this scope does not see it. */
async function read(
  office: Office,
  scope: Scope,
  id: string,
  after: number,
): Promise<{ readonly file: CaseFile; readonly acts: readonly Row[] } | null> {
  const { rows } = await office.store.pool.query<{ file: CaseFile; acts: readonly Row[] }>({
    name: 'case_read',
    text: 'select file, acts from fadu.case_read($1, $2, $3, $4, $5)',
    values: [roleOf(scope), scope.as === 'resident' ? scope.person : null, regionOf(id), id, after],
  });
  return rows[0] ?? null;
}
