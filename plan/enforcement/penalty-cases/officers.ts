/** Officers of a penalty case: those at a contact (`../officers`), those who stepped aside, all who investigated. */
import type { CaseView, InputRule } from '@fadu/kernel';
import { penaltyLaw as apl } from '../../statutes/index.ts';
import { contactRules, type Officer } from '../officers/contact.ts';

export {
  type Officer,
  officerQuestions,
  officersFault,
  officersField,
  officersText,
} from '../officers/contact.ts';

/** Officers who must step aside by a decision in force. */
export const recusedOfficers = (view: CaseView): string[] =>
  view
    .all('decide-recusal')
    .filter((a) => a.input.result === '回避')
    .map((a) => String(a.input.officer));

/** Every officer who has taken part in the investigation. */
export const investigators = (view: CaseView): string[] => [
  ...new Set(
    ['file', 'contact', 'end-report', 'record-on-spot']
      .flatMap((act) => view.all(act))
      .flatMap((a) => [
        ...(a.actor.person ? [a.actor.person] : []),
        ...((a.input.officers as readonly Officer[] | undefined) ?? []).map((o) => o.person),
      ]),
  ),
];

/** INV-P4 (two certified officers at each contact) and what follows from it. `on`: field with the day of the contact. */
export const officerRules = (
  field: (view: CaseView, input: Readonly<Record<string, unknown>>) => string,
  on?: string,
): InputRule[] => [
  ...contactRules({ organs: (view) => view.bound('lead'), field, ...(on && { on }) }),
  {
    code: 'RECUSED',
    field: 'officers',
    cites: [apl.art('43')],
    say: '已经决定回避的人员不得再参加本案',
    check: (input, view) => {
      const out = recusedOfficers(view);
      return !(input.officers as Officer[]).some((o) => out.includes(o.person));
    },
  },
];
