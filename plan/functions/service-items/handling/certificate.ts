/** The certificate that a grant brings about. */
import { addMonths, type CaseView, type DateStr, dateOf, type RegisterChange } from '@fadu/kernel';
import { CERTIFICATES } from '../common.ts';
import { applicantName, applicationOf, itemOf } from './facts.ts';

/**
 * What handing over enters into the register of certificates: it is valid from the decision on, under the number of the decision.
 * Nothing for a denial.
 */
export function certificateEntered(view: CaseView): readonly RegisterChange[] {
  const item = itemOf(view);
  const act = ['grant', 'grant-at-once', 'grant-by-commitment'].map((a) => view.last(a)).find(Boolean);
  const number = act?.issued?.decision;
  if (!item || !act || !number) return [];
  const from = ((act.input.validFrom as DateStr | undefined) ?? dateOf(act.at)) as DateStr;
  const a = applicationOf(view);
  return [
    {
      register: CERTIFICATES,
      code: number,
      lawFrom: from,
      body: {
        basicCode: number,
        name: item.result,
        item: String(a.item),
        itemName: item.name,
        organ: item.organ,
        holder: applicantName(view),
        holderType: String(a.applicantType),
        holderId: String(a.identity),
        validFrom: from,
        ...(item.validMonths && { validTo: addMonths(from, item.validMonths) }),
        status: '正常',
        byCommitment: a.commitment === true,
      },
    },
  ];
}
