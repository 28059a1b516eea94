/** What a certificate's case says, through the acts in force. */
import { type CaseView, type DateStr, dateOf, type Question, type RegisterChange } from '@fadu/kernel';
import { type CertificateEntry, officerCertificates } from './register.ts';
import { PASS_MARK, TRAINING_HOURS } from './settings.ts';

/** Hours of training recorded for a year. */
export const hoursOf = (view: CaseView, year: number): number =>
  view
    .all('record-training')
    .filter((a) => a.input.year === year)
    .reduce((sum, a) => sum + Number(a.input.hours), 0);

/** Whether the hours of a year are enough (task 52). */
export const hoursMet = (view: CaseView, year: number): boolean => hoursOf(view, year) >= TRAINING_HOURS;

/** The latest exam is passed. */
export const examPassed = (view: CaseView): boolean =>
  Number(view.last('record-exam')?.input.score ?? -1) >= PASS_MARK;

/** Years whose yearly check failed and has not been made good. */
export const failedYears = (view: CaseView): number[] => {
  const results = new Map(view.all('annual-check').map((a) => [Number(a.input.year), a.input.result]));
  return [...results].filter(([, result]) => result === '不合格').map(([year]) => year);
};

const dayOf = (at: string | undefined): DateStr => (at ? dateOf(at) : '');

/** First and last day of the certificate as last issued or renewed. */
const validityOf = (view: CaseView): { from: DateStr; to: DateStr } => ({
  from: dayOf(view.last('issue')?.at),
  to: String((view.last('renew') ?? view.last('issue'))?.input.validTo ?? ''),
});

/** The last day of the certificate; empty before issue. */
export const lastDay = (view: CaseView): DateStr => validityOf(view).to;

/** The register's entry from a day on. `status`: 在用 while it may be used. */
export function entryFrom(
  view: CaseView,
  on: DateStr,
  status: CertificateEntry['status'],
  reason?: string,
): readonly RegisterChange[] {
  const { from, to } = validityOf(view);
  const applied = view.last('apply')?.input ?? {};
  const amended = view.last('amend')?.input;
  const body: CertificateEntry = {
    number: view.text('issue.number'),
    name: String(amended?.name ?? applied.name),
    organ: view.bound('unit')[0] ?? '',
    fields: (amended?.fields ?? applied.fields) as string[],
    validFrom: from,
    validTo: to,
    holder: String(applied.holder),
    status,
    ...(reason && { reason }),
  };
  return [
    {
      register: officerCertificates.code,
      code: body.number,
      lawFrom: on,
      ...(status === '在用' && { lawTo: to }),
      body,
    },
  ];
}

/** The certificates that the case's person has in the case's organ on a day (INV-O4). */
export const ofPerson = (view: CaseView, on: DateStr) =>
  ({
    ask: 'entries',
    register: officerCertificates.code,
    on,
    where: { holder: view.text('apply.holder'), organ: view.bound('unit')[0] ?? '' },
  }) as const satisfies Question;

/** One certificate on a day. */
export const certificateQuestion = (number: string, on: DateStr) =>
  ({ ask: 'entry', register: officerCertificates.code, code: number, on }) as const satisfies Question;
