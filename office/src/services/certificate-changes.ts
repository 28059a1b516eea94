/** A certificate's renewal, change or end, as its holder sees it. */
import { CaseView, clockOf, type DateStr, options } from '@fadu/kernel';
import { certificateChange } from '@fadu/plan/functions/service-items/index';
import { sql } from 'kysely';
import { type LoadedCase, loadCase } from '../cases/load.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

/** How one stands. */
export interface MyChange {
  readonly id: string;
  readonly number: string;
  readonly certificate: string;
  /** 延续, 变更, 注销; or what the organ means to do: 撤回, 撤销. */
  readonly want: string;
  /** Begun by the organ, not by the holder. */
  readonly byOrgan: boolean;
  readonly organ: string;
  readonly phase: string;
  readonly title: string;
  readonly ended: boolean;
  readonly openedAt: string;
  /** The limit that runs, with its last day. */
  readonly limit: { readonly title: string; readonly due: DateStr } | undefined;
  /** Acts that are open to the holder now. */
  readonly may: readonly string[];
}

const OPENINGS = ['apply', 'register-application', 'propose'];

function mine(office: Office, { state, procedure, file }: LoadedCase, person: string): MyChange {
  const view = new CaseView(state);
  const opening = OPENINGS.map((act) => view.last(act)).find(Boolean);
  const at = {
    now: office.now(),
    calendar: office.calendar,
    organ: office.organ,
    organsOf: office.organsOf,
  };
  const limit = Object.entries(procedure.clocks)
    .map(([code, def]) => ({ title: def.title, clock: clockOf(procedure, state, code, at) }))
    .find(({ clock }) => clock.state === 'running');
  return {
    id: file.id,
    number: opening?.issued?.application ?? '',
    certificate: String(opening?.input.certificate ?? ''),
    want: String(opening?.input.want ?? ''),
    byOrgan: opening?.act === 'propose',
    organ: office.organName(view.bound('agency')[0] ?? ''),
    phase: state.phase,
    title: procedure.phases[state.phase]?.title ?? state.phase,
    ended: Boolean(state.ended),
    openedAt: file.opened_at,
    limit: limit?.clock.due ? { title: limit.title, due: limit.clock.due } : undefined,
    may: options(procedure, state, { kind: 'person', person, name: '', posts: [] }, at)
      .filter((o) => o.may)
      .map((o) => o.act),
  };
}

/** One of this person; null where there is none that is his. */
export async function myChange(office: Office, person: string, id: string): Promise<MyChange | null> {
  const loaded = await loadCase(office, { as: 'resident', person }, id).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  });
  return loaded?.procedure.code === certificateChange.code && loaded.file.persons.includes(person)
    ? mine(office, loaded, person)
    : null;
}

/** Those of a person, newest first, at most fifty. */
export async function myChanges(office: Office, person: string): Promise<readonly MyChange[]> {
  const scope = { as: 'resident', person } as const;
  const { rows } = await office.store.within(scope, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where procedure = ${certificateChange.code} and ${person} = any (persons)
      order by opened_at desc, id limit 50`.execute(tx),
  );
  return Promise.all(rows.map(async (r) => mine(office, await loadCase(office, scope, r.id), person)));
}
