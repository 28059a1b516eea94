/**
 * Officers at a contact (R25.2, INV-P4): at least two, each with a certificate of the register that is valid on that
 * day, of this organ and this field. The form carries what the certificate says, so that records and papers can be read
 * without the register; the engine asks the register at each act and refuses what differs.
 */
import type { CaseView, DateStr, EntryFacts, InputRule, Question } from '@fadu/kernel';
import { formatDate } from '@fadu/kernel';
import { z } from 'zod';
import { penaltyLaw as apl } from '../../statutes/index.ts';
import { certificateQuestion } from './facts.ts';
import { task25 } from './settings.ts';

/** One officer with the certificate shown. In a form all of it follows from the choice of the certificate. */
export const officerForm = z.object({
  person: z.string().trim().min(1).max(60).meta({ title: '执法人员账号' }),
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
  .meta({ title: '执法人员', description: '不少于两人，从执法证件名录里选', widget: 'officers' });

/** Names with certificate numbers, for papers. */
export const officersText = (officers: readonly Officer[]): string =>
  officers.map((o) => `${o.name}（${o.certificate}）`).join('、');

/** What a contact asks of its officers. */
export interface ContactFacts {
  readonly organs: readonly string[];
  /** Field of enforcement; empty: any. */
  readonly field: string;
  readonly on: DateStr;
  readonly least: number;
  /** The certificate in the register on the day; null: none. */
  readonly entry: (certificate: string) => EntryFacts | null;
}

/** What the register says against one officer, or null. */
function certificateFault(o: Officer, entry: EntryFacts | null, on: DateStr): string | null {
  if (!entry)
    return `行政执法人员证件名录里没有${o.name}的证件“${o.certificate}”在${formatDate(on)}的登记，不能参加执法；证件已经发放的，先登记到名录`;
  const { body } = entry;
  if (body.status === '暂停实施')
    return `${o.name}的执法证件已经暂停（${String(body.reason ?? '未写明原因')}），不能参加执法，请另行安排人员`;
  if (body.status === '取消')
    return `${o.name}的执法证件已经终止（${String(body.reason ?? '未写明原因')}），不能参加执法`;
  const same =
    body.holder === o.person &&
    body.name === o.name &&
    body.organ === o.organ &&
    body.validFrom === o.validFrom &&
    body.validTo === o.validTo &&
    JSON.stringify(body.fields) === JSON.stringify(o.fields);
  return same ? null : `${o.name}的证件信息与名录里的“${o.certificate}”不一致，请从名录里重新选择`;
}

/** What is wrong with the officers at a contact, or null. */
export function officersFault(officers: readonly Officer[], facts: ContactFacts): string | null {
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
    const fault = certificateFault(o, facts.entry(o.certificate), facts.on);
    if (fault) return fault;
  }
  return null;
}

type Input = Readonly<Record<string, unknown>>;

/** The certificates of the officers named in an input, on the day of the contact. */
export const officerQuestions = (input: Input, on: DateStr): readonly Question[] =>
  ((input.officers as readonly Officer[] | undefined) ?? []).map((o) =>
    certificateQuestion(o.certificate, on),
  );

/** INV-P4 (two certified officers at each contact) and who may record it. */
export const contactRules = (o: {
  readonly organs: (view: CaseView) => readonly string[];
  readonly field: (view: CaseView, input: Input) => string;
  /** Input field with the day of the contact; absent: today. */
  readonly on?: string;
  readonly cites?: InputRule['cites'];
}): readonly InputRule[] => {
  const dayOf = (input: Input, today: DateStr) => (o.on ? String(input[o.on]) : today);
  return [
    {
      code: 'INV-P4',
      field: 'officers',
      cites: o.cites ?? [apl.art('42'), apl.art('55'), task25],
      say: '执法人员不得少于两人，且都应当持有当日有效、属于本机关和本领域的执法证件',
      asks: (input, _view, today) => officerQuestions(input, dayOf(input, today)),
      check: (input, view, env) =>
        officersFault(input.officers as Officer[], {
          organs: o.organs(view),
          field: o.field(view, input),
          on: dayOf(input, env.today),
          least: 2,
          entry: (n) => env.answer(certificateQuestion(n, dayOf(input, env.today))),
        }) ?? true,
    },
    {
      code: 'INV-P4-SELF',
      field: 'officers',
      cites: [apl.art('42')],
      say: '登记的人必须是在场的执法人员之一，不能替别人登记',
      check: (input, _view, env) =>
        env.person === undefined || (input.officers as Officer[]).some((x) => x.person === env.person),
    },
  ];
};
