/**
 * A penalty case and what it grew out of (a report, a check on the spot) are two cases that know each other. Nothing of
 * the informant goes along: the report's own words stay in the report (R23.3).
 */
import type { Binding, Env, InputRule, Question } from '@fadu/kernel';
import { penaltyLaw as apl } from '../../statutes/index.ts';
import { task24 } from './shared.ts';

type Input = Readonly<Record<string, unknown>>;

const SOURCES: readonly string[] = ['violation-report', 'penalty-simple', 'inspection'];
const sourceQuestion = (input: Input): Question & { ask: 'case' } => ({
  ask: 'case',
  case: String(input.sourceCase),
  facts: [],
});
const sourceOf = (input: Input, env: Env) => (input.sourceCase ? env.answer(sourceQuestion(input)) : null);

/** What is named as the source is a report, an inspection or a check of the same organ that still waits for its case. */
export const sourceRule: InputRule = {
  code: 'SOURCE-CASE',
  field: 'sourceCase',
  cites: [apl.art('54'), task24],
  say: '来源事项不对',
  asks: (input) => (input.sourceCase ? [sourceQuestion(input)] : []),
  check: (input, _view, env) => {
    if (!input.sourceCase) return true;
    const found = sourceOf(input, env);
    if (!found || (env.acting !== undefined && found.owner !== env.acting))
      return `没有编号是“${String(input.sourceCase)}”、由本机关办理的事项；不是从系统里的事项来的不用填写`;
    if (!SOURCES.includes(found.procedure)) return `“${found.title}”不是举报、检查或者当场查处的事项`;
    return !found.ended || found.phase === 'ordinary' || `“${found.title}”已经办结，不能再作为案件来源`;
  },
};

/** Relation under which the source is bound. It is not among the people and organs of a case. */
export const SOURCE_CASE = 'source-case';

/** Both cases show each other. */
export const sourceBinding: Binding = {
  relation: SOURCE_CASE,
  from: (input, _view, env) => {
    const id = sourceOf(input, env)?.id;
    return id ? [id] : [];
  },
};
