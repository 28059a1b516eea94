/** The text of a rule or regulation on its way, what everyone sees of it, and its entry in the register `rules`. */
import {
  type ActDef,
  type CaseView,
  dateOf,
  type EntryFacts,
  type Env,
  type LegalRef,
  type Question,
  type RegisterChange,
} from '@fadu/kernel';
import { addDays } from '@fadu/kernel/time/date';
import { INSTRUMENT_NAMES, type Instrument } from './common.ts';
import type { PowerRow } from './powers.ts';

/** Register of the city's regulations and rules in force, repealed and not yet in force. */
export const RULES_REGISTER = 'rules';
/** Register of the projects of the annual plans. */
export const PLAN_REGISTER = 'legislative-plan';

/** An article as printed. */
export interface Article {
  readonly number: string;
  readonly text: readonly string[];
}

/** A text with what goes with it. */
export interface DraftText {
  readonly articles: readonly Article[];
  readonly explanation: string;
  readonly basis: readonly { readonly instrument: string; readonly article?: string }[];
  readonly powers: readonly PowerRow[];
}

/** The text as it stands: the latest draft or revision, with the articles of the final text where there is one. */
export function currentText(view: CaseView): DraftText | null {
  const latest = ['draft', 'revise-draft'].flatMap((act) => view.all(act)).sort((a, b) => b.seq - a.seq)[0];
  if (!latest) return null;
  const text = latest.input as unknown as DraftText;
  const final = view.last('finalise');
  return final && final.seq > latest.seq
    ? { ...text, articles: final.input.articles as readonly Article[] }
    : text;
}

/** Numbers of articles whose words differ between two texts, in the order of the new one; those left out last. */
export function changedArticles(before: readonly Article[], after: readonly Article[]): string[] {
  const words = (list: readonly Article[]) => new Map(list.map((a) => [a.number, a.text.join('\n')]));
  const [old, now] = [words(before), words(after)];
  return [
    ...after.filter((a) => old.get(a.number) !== a.text.join('\n')).map((a) => a.number),
    ...before.filter((a) => !now.has(a.number)).map((a) => a.number),
  ];
}

/** What everyone sees while comments are asked for. */
export const consultationBody: NonNullable<ActDef['publicBody']> = (view) => {
  const text = currentText(view);
  return {
    title: view.text('propose.title'),
    articles: text?.articles ?? [],
    explanation: text?.explanation ?? '',
    notice: view.text('open-consultation.notice'),
    contact: view.text('open-consultation.contact'),
    businessRelated: view.get('propose.businessRelated') === true,
  };
};

/** Order number of a rule, or the number of the announcement of a regulation. */
export const numberOf = (view: CaseView): string =>
  view.issued('assign-order', 'order') ?? view.text('announce.number');

const refs = (view: CaseView): readonly LegalRef[] => currentText(view)?.basis ?? [];

/** Questions of the act that writes the entry: how each basis is rightly named, and the rule that is changed. */
export const entryQuestions = (view: CaseView, today: string): Question[] => {
  const target = view.text('propose.target');
  return [
    ...refs(view).map((ref): Question => ({ ask: 'instrument', ref, on: today })),
    ...(target
      ? [{ ask: 'entry', register: RULES_REGISTER, code: target, on: today } satisfies Question]
      : []),
  ];
};

/** The rule that a project amends or repeals, as it stood when asked. */
export const targetOf = (view: CaseView, env: Env): EntryFacts | null => {
  const target = view.text('propose.target');
  return target ? env.answer({ ask: 'entry', register: RULES_REGISTER, code: target, on: env.today }) : null;
};

/** Days and words of a promulgation, from the act that did it. */
export interface Promulgated {
  readonly number: string;
  readonly adoptedOn: string;
  readonly promulgatedOn: string;
  readonly effectiveOn: string;
  /** Amended full text, where the project amends. */
  readonly fullText?: readonly Article[];
  /** Further fields of the body. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * Entries that a promulgation writes: the new rule (or the decision), and with it the new version of the rule that it
 * amends, or the end of the rule that it repeals. Law time of both begins on the effective date.
 */
export function promulgationEntries(
  instrument: Instrument,
  view: CaseView,
  env: Env,
  p: Promulgated,
): RegisterChange[] {
  const text = currentText(view);
  const basis = refs(view).map((ref) => {
    const known = env.answer({ ask: 'instrument', ref, on: env.today });
    return { instrument: known?.id ?? ref.instrument, ...(ref.article && { article: ref.article }) };
  });
  const purpose = view.text('propose.purpose');
  const dates = {
    madeOn: p.adoptedOn,
    publishedOn: p.promulgatedOn,
    promulgatedOn: p.promulgatedOn,
    effectiveOn: p.effectiveOn,
  };
  const own: RegisterChange = {
    register: RULES_REGISTER,
    code: p.number,
    lawFrom: p.effectiveOn,
    body: {
      status: '有效',
      title: view.text('propose.title'),
      kind: purpose === '制定' ? INSTRUMENT_NAMES[instrument] : `${purpose}决定`,
      level: instrument === 'government-rule' ? '市政府规章' : '设区的市地方性法规',
      number: p.number,
      maker: view.bound('maker')[0],
      lead: view.bound('lead')[0],
      drafters: [...view.bound('lead'), ...view.bound('co-drafters')],
      field: view.text('propose.field'),
      plan: view.text('propose.plan'),
      ...dates,
      basis,
      articles: text?.articles ?? [],
      explanation: text?.explanation ?? '',
      expedient: view.get('propose.expedient') === true,
      ...p.more,
    },
  };
  const target = targetOf(view, env);
  if (!target || purpose === '制定') return [own];
  const changed: RegisterChange = {
    register: RULES_REGISTER,
    code: target.code,
    region: target.region,
    lawFrom: p.effectiveOn,
    body:
      purpose === '废止'
        ? { ...target.body, status: '废止', repealedBy: p.number, repealedOn: p.effectiveOn }
        : {
            ...target.body,
            status: '有效',
            articles: p.fullText ?? [],
            amendedBy: p.number,
            amendedOn: p.promulgatedOn,
            versionFrom: p.effectiveOn,
          },
  };
  return [own, changed];
}

/** First lawful day of a rule without a ground for an earlier one: 30 full days must have passed. */
export const firstLawfulDay = (promulgatedOn: string, days: number): string =>
  addDays(promulgatedOn, days + 1);

/** Day of the meeting that passed the text. */
export const adoptedOn = (view: CaseView): string =>
  view.text('deliberate.heldOn') || dateOf(view.last('deliberate')?.at ?? '1970-01-01T00:00:00.000Z');
