/**
 * The case that a measure serves. It is named once, by the number on its papers; the party and the field come from
 * it, and both cases show each other.
 */
import type { AnswerTo, Binding, CaseFacts, CaseView, Env, InputRule, Question } from '@fadu/kernel';
import { z } from 'zod';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { task24 } from './common.ts';

type Input = Readonly<Record<string, unknown>>;

/** The field in which an act names the penalty case. */
export const penaltyCaseField = z.string().trim().min(4).max(80).meta({
  title: '所办案件的编号',
  description: '处罚案件的立案号、案件来源登记号或者事项编号；当事人的情况从那一件带出',
});

/** Facts of a penalty case that the cases beside it use. */
export const PENALTY_FACTS = [
  'register-clue.title',
  'register-clue.partyName',
  'register-clue.partyKind',
  'register-clue.partyId',
  'register-clue.partyAddress',
  'register-clue.partyAccount',
  'register-clue.conduct',
  'register-clue.sector',
  'register-clue.operator',
  'register-clue.bornOn',
  'register-clue.actOn',
] as const;

/** The question about the penalty case of this number. */
export const penaltyQuestion = (
  name: unknown,
  facts: readonly string[] = PENALTY_FACTS,
): Question & { ask: 'case' } => ({ ask: 'case', case: String(name), facts });

/** Relation under which the penalty case is bound. It is not among the people and organs of a case. */
export const PENALTY_CASE = 'penalty-case';

/** Id of the penalty case that a case beside it serves. */
export const penaltyCaseOf = (view: CaseView): string => view.bound(PENALTY_CASE)[0] ?? '';

/** What an act of the case was told when it asked, to questions of one kind. */
export function told<K extends Question['ask']>(
  view: CaseView,
  act: string,
  ask: K,
): readonly AnswerTo<Extract<Question, { readonly ask: K }>>[] {
  return (view.last(act)?.effects.answered ?? []).flatMap((a) =>
    a.question.ask === ask ? [a.answer as AnswerTo<Extract<Question, { readonly ask: K }>>] : [],
  );
}

/** The penalty case as it stood when the case beside it was opened. `acts`: the acts that open it. */
export const openedOn = (view: CaseView, acts: readonly string[]): CaseFacts | undefined =>
  acts.flatMap((act) => told(view, act, 'case')).find((c) => c?.procedure.startsWith('penalty-')) ??
  undefined;

/** What papers say of the party. */
export interface PartyFacts {
  readonly name: string;
  readonly kind: string;
  readonly id: string;
  readonly address: string;
  /** What the case is about, without 案 at its end. */
  readonly cause: string;
}

/** What was entered, as part of a sentence: without the stop at its end. */
export const clause = (text: unknown): string => String(text ?? '').replace(/[。；，、\s]+$/u, '');

/** The party, from the facts of the penalty case. */
export function partyFrom(found: CaseFacts | undefined): PartyFacts {
  const text = (field: string) => String(found?.facts[`register-clue.${field}`] ?? '');
  return {
    name: text('partyName'),
    kind: text('partyKind'),
    id: text('partyId'),
    address: text('partyAddress'),
    cause: text('title').replace(/案$/u, ''),
  };
}

/** What stands against serving this case; true: nothing. `open`: it must not be closed. */
export function linkFault(found: CaseFacts | null, name: unknown, env: Env, open = true): true | string {
  if (!found)
    return `没有编号是“${String(name)}”的案件，或者它不是本机关办理的；请填写立案号、案件来源登记号，同一号码有几件的填写事项编号`;
  if (!found.procedure.startsWith('penalty-')) return `“${found.title}”不是行政处罚案件`;
  if (env.acting !== undefined && found.owner !== env.acting)
    return `“${found.title}”由${env.organ(found.owner)?.name ?? found.owner}办理，不是本机关的案件`;
  if (open && found.ended) return `“${found.title}”已经办结，不能再为它采取措施`;
  return true;
}

/** The measure must serve an open case of the organ that takes it. */
export const linkRule: InputRule = {
  code: 'CASE',
  field: 'penaltyCase',
  cites: [acl.art('16'), acl.art('23'), task24],
  say: '强制措施应当为正在办理的案件采取',
  asks: (input) => [penaltyQuestion(input.penaltyCase)],
  check: (input, _view, env) =>
    linkFault(env.answer(penaltyQuestion(input.penaltyCase)), input.penaltyCase, env),
};

/**
 * Bind the organ and the penalty case to a case beside it. `facts`: those that its opening act asks for, the same as in
 * the question of its rule. The party is not bound: who is bound sees the case, and nobody is told of a seizure, a
 * freezing or a transfer before it has happened.
 */
export const linkBindings = (facts: readonly string[] = PENALTY_FACTS): readonly Binding[] => {
  const found = (input: Input, env: Env) => env.answer(penaltyQuestion(input.penaltyCase, facts));
  return [
    { relation: 'lead', from: 'actor.organ' },
    {
      relation: PENALTY_CASE,
      from: (input, _view, env) => {
        const id = found(input, env)?.id;
        return id ? [id] : [];
      },
    },
  ];
};

const accountOf = (found: CaseFacts | null | undefined): string[] => {
  const account = found?.facts['register-clue.partyAccount'];
  return account ? [String(account)] : [];
};

/** Bind the party once the measure has been taken. `acts`: those that opened the case. */
export const partyBinding = (acts: readonly string[]): Binding => ({
  relation: 'party',
  from: (_input, view) => accountOf(openedOn(view, acts)),
});

/** Bind the party by the act that opens the case, where that act is the measure itself. */
export const partyBindingAtOnce: Binding = {
  relation: 'party',
  from: (input, _view, env) => accountOf(env.answer(penaltyQuestion(input.penaltyCase))),
};
