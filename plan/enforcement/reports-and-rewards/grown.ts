/**
 * The penalty case that a report became: the answer to the informant and the reward follow from it, not from what is
 * typed (R23.3). A case kept in another system is known by its number alone, and taken at its word.
 */
import type { CaseFacts, CaseView, Env, InputRule, Prefill, Question } from '@fadu/kernel';
import { moneyOf, type PenaltyItem } from '../penalty-cases/catalogue.ts';
import { reportMeasures, rewardMeasures, task23 } from './common.ts';

type Input = Readonly<Record<string, unknown>>;

const grown = (view: CaseView): Question & { ask: 'linked' } => ({
  ask: 'linked',
  to: view.state.id,
  procedure: 'penalty-ordinary',
  facts: ['decide-penalty.items'],
});
const cases = (view: CaseView, env: Env): readonly CaseFacts[] =>
  env.answer(grown(view)).filter((c) => !c.hidden);
const numberOf = (c: CaseFacts): string => c.numbers.case ?? c.id;
const filed = (c: CaseFacts): boolean => 'file' in c.done;
const decided = (c: CaseFacts): boolean =>
  ['decide-penalty', 'decide-no-penalty', 'decide-transfer', 'terminate'].some((act) => act in c.done);
/** Yuan that the decision takes in all. */
const money = (c: CaseFacts): number => moneyOf((c.facts['decide-penalty.items'] ?? []) as PenaltyItem[]);
const named = (view: CaseView, env: Env): CaseFacts | undefined => {
  const number = view.get('decide-filing.caseNumber');
  return cases(view, env).find((c) => number === numberOf(c) || number === c.id);
};

/** 立案 is what the penalty case says. */
export const filedRule: InputRule = {
  code: 'CASE-FILED',
  field: 'caseNumber',
  cites: [reportMeasures.art('31'), task23],
  say: '与从本件登记的处罚案件不一致',
  asks: (_input, view) => [grown(view)],
  check: (input: Input, view, env) => {
    const found = cases(view, env);
    if (found.length === 0) return true;
    const done = found.filter(filed);
    if (input.result === '不予立案')
      return done.length === 0 || `从本件登记的处罚案件已经立案（${done.map(numberOf).join('、')}）`;
    if (done.length === 0) return '从本件登记的处罚案件还没有批准立案，批准之后再登记核查结果';
    return (
      done.some((c) => input.caseNumber === numberOf(c) || input.caseNumber === c.id) ||
      `从本件登记的处罚案件是${done.map(numberOf).join('、')}`
    );
  },
};
/** The number of the case that was filed. */
export const filedPrefill: Prefill = {
  asks: (view) => [grown(view)],
  from: (view, env) => {
    const found = cases(view, env).find(filed);
    return found ? { result: '立案', caseNumber: numberOf(found) } : {};
  },
};

/** The result is the case's own: decided, and not more money than the decision takes. */
export const resultRule: InputRule = {
  code: 'CASE-RESULT',
  field: 'collected',
  cites: [rewardMeasures.art('2'), task23],
  say: '与处罚案件的结果不一致',
  asks: (_input, view) => [grown(view)],
  check: (input: Input, view, env) => {
    const found = named(view, env);
    if (!found) return true;
    if (!decided(found)) return `“${found.title}”还没有处理决定，作出决定之后再登记查处结果`;
    const most = money(found);
    return (
      Number(input.collected) <= most ||
      `“${found.title}”决定的罚没款一共${most}元，不能登记${Number(input.collected)}元`
    );
  },
};
/** What was taken in, once it is all paid. */
export const resultPrefill: Prefill = {
  asks: (view) => [grown(view)],
  from: (view, env) => {
    const found = named(view, env);
    return found && decided(found) && !found.conds.includes('fine-due') ? { collected: money(found) } : {};
  },
};
