/** Officers at each contact: two, certified, distinct, not recused. */
import type { CaseView, DateStr, InputRule } from '@fadu/kernel';
import { z } from 'zod';
import { penaltyLaw as apl } from '../../statutes/index.ts';

/** One officer with the certificate shown: as the register of certificates has it on the day. */
export const officerForm = z.object({
  person: z.string().trim().min(1).max(60).meta({ title: '执法人员账号', widget: 'officer' }),
  name: z.string().trim().min(2).max(40).meta({ title: '姓名' }),
  certificate: z.string().trim().min(4, '没有执法证件号，不能签名').max(40).meta({ title: '执法证件号' }),
  organ: z.string().trim().min(1).max(60).meta({ title: '所属机关', widget: 'organ' }),
  fields: z.array(z.string().trim().min(1).max(40)).min(1).meta({ title: '执法领域' }),
  validFrom: z.iso.date().meta({ title: '证件有效期自' }),
  validTo: z.iso.date().meta({ title: '证件有效期至' }),
});
export type Officer = z.infer<typeof officerForm>;

/** The field of a form that holds the officers present. The count is checked by INV-P4, with its article. */
export const officersField = z
  .array(officerForm)
  .max(10)
  .meta({ title: '执法人员', description: '不少于两人，均应持证' });

/** Names with certificate numbers, for papers. */
export const officersText = (officers: readonly Officer[]): string =>
  officers.map((o) => `${o.name}（${o.certificate}）`).join('、');

/** What is wrong with the officers at a contact, or null. */
export function officersFault(
  officers: readonly Officer[],
  facts: {
    readonly organs: readonly string[];
    readonly field: string;
    readonly on: DateStr;
    readonly least: number;
  },
): string | null {
  const people = new Set(officers.map((o) => o.person));
  const certificates = new Set(officers.map((o) => o.certificate));
  if (people.size < facts.least || certificates.size < facts.least)
    return `执法人员不得少于${facts.least}人，且不能是同一人或者同一证件，现有${Math.min(people.size, certificates.size)}人`;
  for (const o of officers) {
    if (o.validFrom > facts.on || o.validTo < facts.on)
      return `${o.name}的执法证件在${facts.on}不在有效期内（${o.validFrom}至${o.validTo}），不能参加执法`;
    if (!facts.organs.includes(o.organ)) return `${o.name}的执法证件不是本机关的，不能参加本案执法`;
    if (facts.field && !o.fields.includes(facts.field))
      return `${o.name}的执法证件不包括“${facts.field}”领域，不能参加本案执法`;
  }
  return null;
}

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
  {
    code: 'INV-P4',
    field: 'officers',
    cites: [apl.art('42'), apl.art('55')],
    say: '执法人员不得少于两人，且都应当持有当日有效、属于本机关和本领域的执法证件',
    check: (input, view, env) =>
      officersFault(input.officers as Officer[], {
        organs: view.bound('lead'),
        field: field(view, input),
        on: on ? String(input[on]) : env.today,
        least: 2,
      }) ?? true,
  },
  {
    code: 'INV-P4-SELF',
    field: 'officers',
    cites: [apl.art('42')],
    say: '登记的人必须是在场的执法人员之一，不能替别人登记',
    check: (input, _view, env) =>
      env.person === undefined || (input.officers as Officer[]).some((o) => o.person === env.person),
  },
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
