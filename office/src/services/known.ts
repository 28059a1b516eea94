/**
 * What the platform already knows of an applicant, so that it is not asked for twice (R6.2, 在线政务服务规定 7): how he described
 * himself in his own last application, with the day it was made. Shown with its source, and his to change.
 */
import { CaseView, type DateStr, dateOf } from '@fadu/kernel';
import { serviceApplication } from '@fadu/plan/functions/service-items/index';
import { sql } from 'kysely';
import { loadCase } from '../cases/load.ts';
import type { Office } from '../office.ts';

/** Who somebody said he is. */
export interface KnownApplicant {
  readonly name: string;
  readonly identity: string;
  readonly contact: string;
  readonly address?: string;
  /** Day of the application it stands in. */
  readonly on: DateStr;
}

/** Applications of a person that are looked through, newest first. */
const LOOKED = 10;

/** How this person described himself (or the body he acts for) last; null where he never did by this kind of applicant. */
export async function knownApplicant(
  office: Office,
  person: string,
  type: '自然人' | '法人和其他组织',
): Promise<KnownApplicant | null> {
  const scope = { as: 'resident', person } as const;
  const { rows } = await office.store.within(scope, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where procedure = ${serviceApplication.code} and ${person} = any (persons)
      order by opened_at desc, id limit ${LOOKED}`.execute(tx),
  );
  for (const { id } of rows) {
    const { state } = await loadCase(office, scope, id);
    // Only what he wrote himself: what a window entered for him may be somebody else's words.
    const own = new CaseView(state).last('apply');
    const { name, identity, contact, address, applicantType, proxy } = own?.input ?? {};
    if (!own || applicantType !== type || proxy) continue;
    return {
      name: String(name),
      identity: String(identity),
      contact: String(contact),
      ...(typeof address === 'string' && { address }),
      on: dateOf(own.at),
    };
  }
  return null;
}
