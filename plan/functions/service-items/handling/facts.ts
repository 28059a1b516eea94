/** Facts of a handling, read from its case: the application, the item as it stood then, the day of receipt. */
import {
  type CaseView,
  type DateStr,
  dateOf,
  type ItemFacts,
  type Limit,
  type Question,
  recordedAnswer,
  workdays,
} from '@fadu/kernel';
import { SERVICE_ITEMS, TOWNSHIP_POWERS } from '../common.ts';
import type { Material, ServiceItem } from '../item-forms.ts';

type Input = Readonly<Record<string, unknown>>;

/** The ways in which a handling begins. */
export const OPENINGS = ['apply', 'register-application', 'apply-in-bundle'] as const;

/** Acts that decide. */
export const DECISIONS = ['grant', 'deny', 'grant-at-once', 'grant-by-commitment'] as const;

/** The act that opened the case. */
export const opening = (view: CaseView) => OPENINGS.map((act) => view.last(act)).find(Boolean);

/** What was applied for and by whom, whichever way it came. */
export const applicationOf = (view: CaseView): Input => opening(view)?.input ?? {};

/** The question that names the item of an application. */
export const itemQuestion = (code: unknown, on: DateStr) =>
  ({ ask: 'item', register: SERVICE_ITEMS, code: String(code ?? ''), on }) as const satisfies Question;

/** The question for the townships that hold an item by delegation. */
export const delegationQuestion = (code: unknown, on: DateStr) =>
  ({
    ask: 'entries',
    register: TOWNSHIP_POWERS,
    on,
    where: { item: String(code ?? '') },
  }) as const satisfies Question;

/** The item as it stood when the application came; undefined where it was not found. */
export function itemOf(view: CaseView): ServiceItem | undefined {
  const record = opening(view);
  if (!record) return undefined;
  const found = recordedAnswer(record, itemQuestion(record.input.item, dateOf(record.at)));
  return (found as ItemFacts | null | undefined)?.entry.body as ServiceItem | undefined;
}

/** The item's materials. */
export const materialsOf = (view: CaseView): readonly Material[] => itemOf(view)?.materials ?? [];

/** Whether people must hand a material in themselves: what is shared or known is fetched. */
export const fromApplicant = (m: Material): boolean => m.source === '申请人';

/**
 * Whether a written commitment may stand in for a material: a proof that the list of proofs names, or, where the
 * whole item is handled by informed commitment, a material that may follow later.
 */
export const mayCommit = (m: Material, byCommitment: boolean): boolean =>
  m.proof !== undefined || (byCommitment && m.need === '可容缺');

/** The day on which the materials counted from reached the organ: those of the correction where one was asked for. */
export function receivedOn(view: CaseView): DateStr | undefined {
  const registered = view.last('register-correction');
  const submitted = view.last('submit-correction');
  if (registered) return String(registered.input.receivedOn);
  if (submitted) return dateOf(submitted.at);
  return firstReceivedOn(view);
}

/** The day on which the application first reached the organ. */
export function firstReceivedOn(view: CaseView): DateStr | undefined {
  const record = opening(view);
  if (!record) return undefined;
  return record.act === 'apply' ? dateOf(record.at) : String(record.input.receivedOn);
}

/** The item's statutory length; the law's own where the list does not say. */
export const statutoryLength = (view: CaseView): Limit | undefined => {
  const n = itemOf(view)?.statutoryDays;
  return n === undefined ? undefined : workdays(n);
};
/** The promised length. */
export const promisedLength = (view: CaseView): Limit | undefined => {
  const n = itemOf(view)?.promisedDays;
  return n === undefined ? undefined : workdays(n);
};
/** How long after the decision a commitment is checked. */
export const checkLength = (view: CaseView): Limit | undefined => {
  const n = itemOf(view)?.checkDays;
  return n === undefined ? undefined : workdays(n);
};

/** What the applicant is called. */
export const applicantName = (view: CaseView): string => String(applicationOf(view).name ?? '');
/** What the item is called. */
export const itemName = (view: CaseView): string =>
  itemOf(view)?.name ?? String(applicationOf(view).item ?? '');
/** The organ's own name for what was granted. */
export const resultName = (view: CaseView): string => itemOf(view)?.result ?? '办理结果';
