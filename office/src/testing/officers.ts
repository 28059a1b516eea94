/** Certified officers for tests: the certificate is issued by its own procedure, as in a city. */
import type { Actor } from '@fadu/kernel';
import type { Officer } from '@fadu/plan/enforcement/officers/index';
import { openCase, performAct } from '../cases/perform.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';

export interface Certified {
  readonly officer: Officer;
  /** The certificate's case. */
  readonly caseId: string;
}

/** Issue a certificate today. */
export async function certify(
  t: TestOffice,
  holder: Actor,
  organ: string,
  more: { readonly fields?: readonly string[]; readonly validTo?: string; readonly number?: string } = {},
): Promise<Certified> {
  const clerk = t.staff('case-clerk', organ);
  const keeper = t.staff('certificate-clerk', 't-justice');
  const fields = [...(more.fields ?? ['市场监管'])];
  const today = t.office.now().slice(0, 10);
  const year = Number(today.slice(0, 4));
  const { caseId } = await openCase(t.office, 'officer-certificate', {
    actor: clerk,
    key: key(),
    input: {
      name: holder.name,
      holder: holder.person,
      staffKind: '在编在职人员',
      post: '执法岗',
      fields,
      issuer: 't-justice',
    },
  });
  const act = (name: string, actor: Actor, input: unknown) =>
    performAct(t.office, caseId, { act: name, actor, input, key: key() });
  await act('record-training', clerk, { year, hours: 60, content: '行政处罚法专题', endedOn: today });
  await act('record-exam', keeper, { session: `${year}年第一场`, heldOn: today, score: 80 });
  await act('submit', clerk, { opinion: '符合条件' });
  const number = more.number ?? `演示证-${holder.person}`;
  const validTo = more.validTo ?? `${year + 4}-12-31`;
  await act('issue', keeper, { number, validTo });
  return {
    caseId,
    officer: {
      person: String(holder.person),
      name: holder.name,
      certificate: number,
      organ,
      fields,
      validFrom: today,
      validTo,
    },
  };
}
