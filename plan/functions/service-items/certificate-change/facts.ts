/** Facts of a certificate's change: the certificate as it stood when it was begun, and what it becomes. */
import {
  addDays,
  addMonths,
  type CaseView,
  type DateStr,
  dateOf,
  type EntryFacts,
  type Question,
  type RegisterChange,
  recordedAnswer,
} from '@fadu/kernel';
import { CERTIFICATES } from '../common.ts';

type Input = Readonly<Record<string, unknown>>;
const OPENINGS = ['apply', 'register-application', 'propose'] as const;

const opening = (view: CaseView) => OPENINGS.map((act) => view.last(act)).find(Boolean);
/** What was asked for or proposed. */
export const openingOf = (view: CaseView): Input => opening(view)?.input ?? {};

export const certificateQuestion = (code: unknown, on: DateStr) =>
  ({ ask: 'entry', register: CERTIFICATES, code: String(code ?? ''), on }) as const satisfies Question;

/** The certificate as the register held it on the day the case began. */
export function certificateOf(view: CaseView): EntryFacts | undefined {
  const record = opening(view);
  if (!record) return undefined;
  const q = certificateQuestion(record.input.certificate, dateOf(record.at));
  return (recordedAnswer(record, q) as EntryFacts | null | undefined) ?? undefined;
}

/** The day on which a request came. */
export function receivedOn(view: CaseView): DateStr | undefined {
  const record = opening(view);
  return record && ((record.input.receivedOn as DateStr | undefined) ?? dateOf(record.at));
}

/** Days before the end of its validity by which renewal is asked for (licensing law, article 50; calendar days, in the holder's favour). */
export const RENEW_DAYS = 30;
/** Whether a renewal was asked for in time. */
export function inTime(view: CaseView): boolean {
  const validTo = certificateOf(view)?.body.validTo as DateStr | undefined;
  const on = receivedOn(view);
  return (
    openingOf(view).want === '延续' &&
    validTo !== undefined &&
    on !== undefined &&
    on <= addDays(validTo, -RENEW_DAYS)
  );
}

const monthOf = (date: DateStr): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** The end of a renewal by silence: as long again as it was valid. */
export function renewedTo(body: Readonly<Record<string, unknown>>): DateStr {
  const [from, to] = [body.validFrom as DateStr, body.validTo as DateStr];
  return addMonths(to, Math.max(1, monthOf(to) - monthOf(from)));
}

/** The certificate with these fields changed, from a day on. */
export function changed(
  view: CaseView,
  lawFrom: DateStr,
  more: Readonly<Record<string, unknown>>,
): readonly RegisterChange[] {
  const entry = certificateOf(view);
  return entry
    ? [
        {
          register: CERTIFICATES,
          code: entry.code,
          region: entry.region,
          lawFrom,
          body: { ...entry.body, ...more },
        },
      ]
    : [];
}

/** The day of the act that was just done. */
export const today = (view: CaseView): DateStr => dateOf(view.state.acts.at(-1)?.at ?? '');
