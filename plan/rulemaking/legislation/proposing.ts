import { type CaseView, cond, type Fragment, type InputRule, need, office, post } from '@fadu/kernel';
import { legislationLaw, rulemakingRegulations as rules } from '../../statutes/index.ts';
import {
  examiner,
  examinerClerk,
  INSTRUMENT_NAMES,
  type Instrument,
  task13,
  task14,
  task15,
} from './common.ts';
import * as form from './forms.ts';
import { fieldFault } from './powers.ts';
import { PLAN_REGISTER, RULES_REGISTER } from './text.ts';

type Input = Readonly<Record<string, unknown>>;

/** Question whether another law lets a city legislate outside the four fields; none where no law is named. */
export const fieldQuestions = (input: Input, today: string) =>
  input.otherBasis
    ? [
        {
          ask: 'instrument',
          ref: {
            instrument: String(input.otherBasis),
            ...(input.otherBasisArticle ? { article: String(input.otherBasisArticle) } : {}),
          },
          on: today,
        } as const,
      ]
    : [];

/** Field and reservation: refused at the proposal with the limit named (R13.1). */
export const fieldRules: readonly InputRule[] = [
  {
    code: 'FIELD',
    field: 'field',
    cites: [legislationLaw.art('81'), legislationLaw.art('93'), task13],
    say: '不在设区的市的立法领域以内',
    check: (input, _view, env) => {
      const [question] = fieldQuestions(input, env.today);
      const basis = question && env.answer(question);
      return fieldFault(String(input.field), basis);
    },
  },
  {
    code: 'RESERVED',
    field: 'reserved',
    cites: [legislationLaw.art('11'), task13],
    say: '只能制定法律的事项，地方性法规和规章都不得规定',
    check: (input) => input.reserved !== true,
  },
];

/** No 条例 for a rule; a regulation may be called so. */
export const titleRule: InputRule = {
  code: 'R5',
  field: 'title',
  cites: [rules.art('7')],
  say: '规章的名称用“规定”或者“办法”，不得称“条例”',
  check: (input) => !String(input.title).includes('条例') || String(input.title).includes('条例》'),
};

/** Names of the planned project that must fit the case. */
const planQuestion = (input: Input, today: string) =>
  ({ ask: 'entry', register: PLAN_REGISTER, code: String(input.plan), on: today }) as const;
const targetQuestion = (input: Input, today: string) =>
  ({ ask: 'entry', register: RULES_REGISTER, code: String(input.target ?? ''), on: today }) as const;

const assessors = [...examiner, post('drafter', 'lead')];
const assessedOn: InputRule = {
  code: 'ASSESSED-ON',
  field: 'heldOn',
  cites: [task15],
  say: '评估完成日期不能晚于今天',
  check: (input, _view, env) => String(input.heldOn) <= env.today,
};

/** Stage 1: the project is taken up from the annual plan, assessed, and registered or turned down. */
export const proposing = (instrument: Instrument): Fragment => ({
  acts: {
    propose: {
      title: '启动立法项目',
      about: '按照年度计划启动起草，说明必要性、要解决的问题和主要制度，并核对立法权限',
      by: [office('drafter')],
      in: [],
      opens: true,
      cites: [rules.art('10'), rules.art('11'), task13],
      form: form.proposal,
      asks: (input, _view, today) => [
        planQuestion(input, today),
        ...(input.target ? [targetQuestion(input, today)] : []),
        ...fieldQuestions(input, today),
      ],
      rules: [
        ...fieldRules,
        ...(instrument === 'government-rule' ? [titleRule] : []),
        {
          code: 'PLANNED',
          field: 'plan',
          cites: [rules.art('12'), rules.art('13'), task14],
          say: '项目没有列入年度计划',
          check: (input, _view, env) => {
            const entry = env.answer(planQuestion(input, env.today));
            if (!entry)
              return `年度计划里没有编号为“${String(input.plan)}”的项目；需要增加的，先补充论证、调整计划`;
            if (entry.body.status !== '列入计划')
              return `这个项目在年度计划里的状态是“${String(entry.body.status)}”，不能启动`;
            return (
              entry.body.instrument === INSTRUMENT_NAMES[instrument] ||
              `这个项目在年度计划里是${String(entry.body.instrument)}项目`
            );
          },
        },
        {
          code: 'TARGET',
          field: 'target',
          cites: [rules.art('39')],
          say: '修改、废止项目要写明被修改、废止的现行有效的法规规章；制定项目不填',
          check: (input, _view, env) => {
            if (input.purpose === '制定') return !input.target;
            if (!input.target) return false;
            const entry = env.answer(targetQuestion(input, env.today));
            return entry?.body.status === '有效' || `没有编号为“${String(input.target)}”的现行有效的法规规章`;
          },
        },
        {
          code: 'EXPEDIENT',
          field: 'expedient',
          cites: [legislationLaw.art('93')],
          say: '只有规章可以先行制定；地方性法规不填',
          check: (input) => instrument === 'government-rule' || input.expedient !== true,
        },
      ],
      settles: ['enterprises-missing', 'others-missing'],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'maker', from: 'maker' },
        { relation: 'office', from: 'office' },
        { relation: 'examiner', from: 'examiner' },
        { relation: 'regulator', from: 'regulator' },
        { relation: 'co-drafters', from: 'coDrafters' },
      ],
    },
    'pre-assess': {
      title: '记录立法前评估',
      about: '立项以前评估必要性、可行性、成本和可能的影响',
      by: assessors,
      in: ['proposal'],
      cites: [task15],
      repeats: true,
      form: form.preAssessment,
      rules: [assessedOn],
      settles: ['pre-assessed'],
    },
    assess: {
      title: '记录风险评估、第三方评估',
      about: '送审以前应当具备的评估的情况和结论',
      by: assessors,
      in: ['submission'],
      cites: [task15, rules.art('24')],
      repeats: true,
      form: form.assessment,
      rules: [assessedOn],
      settles: ['assessments-missing'],
    },
    register: {
      title: '确认立项，组织起草',
      about: '核对年度计划、权限和立法前评估，明确起草单位',
      by: examinerClerk,
      in: ['proposal'],
      cites: [rules.art('12'), rules.art('14'), task15],
      needs: [need('PRE-ASSESSED', cond('pre-assessed'), '还没有可以推进的立法前评估结论', [task15])],
      to: 'drafting',
    },
    'reject-proposal': {
      title: '不予立项',
      by: examinerClerk,
      in: ['proposal'],
      cites: [rules.art('12')],
      form: form.reason,
      to: 'rejected',
    },
  },
  conditions: {
    'pre-assessed': {
      title: '立法前评估结论可以推进',
      test: { oneOf: ['pre-assess.conclusion', ['可以推进', '完善后推进']] },
    },
    'assessments-missing': {
      title: '法定的风险评估、第三方评估没有齐备',
      // Asked from the end of the consultation on: what is needed is known from the start, what counts is submission.
      test: {
        fn: (v) =>
          v.last('complete-consultation') !== undefined &&
          requiredAssessments(v).some((kind) => !passed(v, kind)),
      },
    },
  },
});

/** Assessments that this project needs before submission, besides the one before it was taken up. */
export function requiredAssessments(view: CaseView): readonly ('风险评估' | '第三方评估')[] {
  return [
    ...(view.get('propose.majorInterest') === true ? (['风险评估'] as const) : []),
    ...(view.get('propose.thirdParty') === true ? (['第三方评估'] as const) : []),
  ];
}

/** The latest assessment of a kind came to a conclusion with which the project may go on. */
function passed(view: CaseView, kind: string): boolean {
  const last = view.all('assess').findLast((a) => a.input.kind === kind);
  return last !== undefined && last.input.conclusion !== '不宜推进';
}
