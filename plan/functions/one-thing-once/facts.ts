/** Facts of a filing, read from its case: the life event as it stood then, the items of this person's case, how each stands. */
import {
  type CaseFacts,
  type CaseView,
  type DateStr,
  dateOf,
  type EntryFacts,
  type NamedFacts,
  type Question,
  recordedAnswer,
} from '@fadu/kernel';
import { SERVICE_ITEMS } from '../service-items/common.ts';
import { type Bundle, type BundleMember, ITEM_FIELDS, type MemberItem } from './bundle-forms.ts';
import { BUNDLES, type Outcome } from './common.ts';
import { type Answers, chosen, longestWay, type Standing } from './graph.ts';

type Input = Readonly<Record<string, unknown>>;

/** The two ways in which a filing begins. */
export const FILINGS = ['file', 'register-filing'] as const;

const opening = (view: CaseView) => FILINGS.map((act) => view.last(act)).find(Boolean);

/** The one form as it was filled in. */
export const filingOf = (view: CaseView): Input => opening(view)?.input ?? {};

/** The question for a life event with the items it names. */
export const bundleQuestion = (code: unknown, on: DateStr) =>
  ({
    ask: 'named',
    register: BUNDLES,
    code: String(code ?? ''),
    on,
    list: 'members',
    by: 'item',
    of: SERVICE_ITEMS,
    keep: ITEM_FIELDS,
  }) as const satisfies Question;

/** The life event as it stood when the filing came, with its items. */
export function factsOf(view: CaseView): NamedFacts | undefined {
  const record = opening(view);
  if (!record) return undefined;
  return (
    (recordedAnswer(record, bundleQuestion(record.input.bundle, dateOf(record.at))) as
      | NamedFacts
      | null
      | undefined) ?? undefined
  );
}
export const bundleOf = (view: CaseView): Bundle | undefined =>
  factsOf(view)?.entry.body as unknown as Bundle | undefined;

/** Answers of a filing by the number of the question. */
export const answersIn = (input: Input): Answers =>
  new Map(
    ((input.answers as readonly { question: number; answer: string }[] | undefined) ?? []).map((a) => [
      a.question,
      a.answer,
    ]),
  );

/** The items of this person's case. */
export function membersOf(view: CaseView): readonly BundleMember[] {
  const bundle = bundleOf(view);
  return bundle ? chosen(bundle, answersIn(filingOf(view))) : [];
}

/** An item by its code, as the list had it. */
export const itemIn = (facts: NamedFacts | undefined, code: string): MemberItem | undefined =>
  facts?.named.find((e: EntryFacts) => e.code === code)?.body as unknown as MemberItem | undefined;

/** Working days of the longest way through, by what each organ promises; at least one. */
export function promiseDays(facts: NamedFacts | undefined, members: readonly BundleMember[]): number {
  return Math.max(
    1,
    longestWay(members, (code) => itemIn(facts, code)?.promisedDays ?? 0),
  );
}

/** How each item stands that has begun, ended or been left. */
export function standingOf(view: CaseView): ReadonlyMap<string, Standing> {
  const out = new Map<string, Standing>();
  for (const a of view.all('begin-member')) out.set(String(a.input.item), 'under-way');
  for (const a of view.all('record-result')) out.set(String(a.input.item), a.input.result as Outcome);
  for (const a of view.all('skip-member')) out.set(String(a.input.item), '前项没有办成，没有开始');
  return out;
}

/** The application that was opened for an item. */
export const handlingOf = (view: CaseView, item: string): string | undefined => {
  const found = view.all('begin-member').find((a) => a.input.item === item);
  return found ? String(found.input.handling) : undefined;
};

/** The question for an application of this filing. */
export const handlingQuestion = (handling: unknown) =>
  ({
    ask: 'case',
    case: String(handling ?? ''),
    facts: ['apply-in-bundle.bundle', 'apply-in-bundle.item'],
  }) as const satisfies Question;

/** What an application came to; undefined while it is open. A decision counts when it is made, before it is delivered. */
export function outcomeOf(facts: Pick<CaseFacts, 'phase' | 'done'>): Outcome | undefined {
  const byPhase: Readonly<Record<string, Outcome>> = {
    'not-required': '不需要办理',
    'not-competent': '不归本机关办理',
    refused: '不予受理',
    withdrawn: '申请人撤回',
    'given-up': '视为放弃',
    denied: '不予准予',
    revoked: '不予准予',
  };
  const ended = byPhase[facts.phase];
  if (ended) return ended;
  if ('deny' in facts.done) return '不予准予';
  return ['grant', 'grant-at-once', 'grant-by-commitment'].some((act) => act in facts.done)
    ? '准予'
    : undefined;
}
