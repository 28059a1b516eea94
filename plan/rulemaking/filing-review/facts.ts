/** What the acts of a filing or review case say, read in one place. */
import {
  type CaseView,
  type EntryFacts,
  type Env,
  type Question,
  questionKey,
  type RegisterChange,
} from '@fadu/kernel';
import { EVER, MATERIALS } from './common.ts';

/** Register of published normative documents. */
export const DOCUMENTS = 'normative-documents';
/** Register of filings of documents: one entry a document and recipient. */
export const DOCUMENT_FILINGS = 'document-filings';
/** Register of reviews that did not come from a filing. */
export const DOCUMENT_REVIEWS = 'document-reviews';

type Input = Readonly<Record<string, unknown>>;
export type Entries = Question & { readonly ask: 'entries' };

/** The number as it is printed, whichever brackets were typed. */
export const printed = (number: unknown): string =>
  String(number ?? '')
    .trim()
    .replace(/[[（(〔［](\d{4})[\]）)〕］]/, '〔$1〕');

/** The catalogue's entry of a document on the day it begins to be the law; also where that day is still to come. */
export const documentQuestion = (input: Input): Entries => ({
  ask: 'entries',
  register: DOCUMENTS,
  on: String(input.effectiveOn),
  where: { number: printed(input.document) },
});

/** The same in the regions above, so that a document sent downwards is told where it belongs. */
export const documentAbove = (input: Input): Question & { readonly ask: 'entry' } => ({
  ask: 'entry',
  register: DOCUMENTS,
  code: printed(input.document),
  on: String(input.effectiveOn),
});

/** Both questions that find the named document. */
export const documentQuestions = (input: Input): readonly Question[] => [
  documentQuestion(input),
  documentAbove(input),
];

/** The named document among the answers. */
export function findDocument(answer: Env['answer'], input: Input): EntryFacts | undefined {
  const above = answer(documentAbove(input));
  return documentIn([...answer(documentQuestion(input)), ...(above ? [above] : [])], input);
}

/** The filing of a document with this recipient (or the one outside) that is on record, whenever it was made. */
export const filingsQuestion = (input: Input): Entries => ({
  ask: 'entries',
  register: DOCUMENT_FILINGS,
  on: EVER,
  where: {
    document: printed(input.document),
    ...(input.recipient === undefined ? { outside: true } : { recipient: input.recipient }),
  },
});

/** The named document among the answers: the one that begins on the day entered. */
export const documentIn = (found: readonly EntryFacts[], input: Input): EntryFacts | undefined =>
  found.find((e) => e.body.effectiveOn === input.effectiveOn);

/** What was entered when the case was opened. */
export const openedWith = (view: CaseView): Input => view.state.acts[0]?.input ?? {};

/** Materials of the latest complete handing in. */
export function latestMaterials(view: CaseView): readonly string[] {
  const act = view.last('supplement') ?? view.last('file') ?? view.last('file-outside');
  return (act?.input.materials ?? []) as readonly string[];
}

/** What the latest handing in still lacks. */
export const missingMaterials = (given: readonly string[]): readonly string[] =>
  MATERIALS.filter((m) => !given.includes(m));

/** The document a case is about, as the register had it when the case was opened. */
export function documentOfCase(view: CaseView): EntryFacts | undefined {
  const input = openedWith(view);
  const answered = view.state.acts[0]?.effects.answered ?? [];
  const to = (question: Question) =>
    answered.find((a) => questionKey(a.question) === questionKey(question))?.answer ?? null;
  const above = to(documentAbove(input)) as EntryFacts | null;
  const below = (to(documentQuestion(input)) ?? []) as readonly EntryFacts[];
  return documentIn([...below, ...(above ? [above] : [])], input);
}

/** A change of the document's catalogue entry that a review brings about. */
export interface CatalogueChange {
  readonly status: '有效' | '暂停执行' | '废止';
  readonly from: string;
  readonly how: string;
  readonly text: string;
}

/** Questions to ask before a document's entry is changed: the entry as it was made, and as it stands on that day. */
export const changeQuestions = (view: CaseView, from: unknown): readonly Entries[] => {
  const asked = documentQuestion(openedWith(view));
  return [asked, { ...asked, on: String(from) }];
};

/**
 * The changed entry, with the opinion that led to it. The earlier versions stay readable; a repealed document has no
 * last day, a suspended one keeps that of its validity.
 */
export function changedEntry(view: CaseView, env: Env, change: CatalogueChange): RegisterChange[] {
  const input = openedWith(view);
  const [asMade, onDay] = changeQuestions(view, change.from).map((q) => documentIn(env.answer(q), input));
  const entry = onDay ?? asMade;
  if (!entry) return [];
  return [
    {
      register: DOCUMENTS,
      code: entry.code,
      region: entry.region,
      lawFrom: change.from,
      ...(change.status !== '废止' && entry.lawTo && { lawTo: entry.lawTo }),
      body: {
        ...entry.body,
        status: change.status,
        reason: change.text,
        review: {
          how: change.how,
          on: change.from,
          opinion: view.issued('issue-opinion', 'correction-opinion') ?? null,
          desk: view.bound('desk')[0] ?? null,
          case: view.state.id,
        },
      },
    },
  ];
}
