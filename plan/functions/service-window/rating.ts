/**
 * Good-bad rating of services (好差评, R8.4): every decided handling may be rated once by its applicant, freely; a bad rating is
 * handled by the hall, not by the organ rated: the rater is called, the matter is put right, the rater is called back.
 */
import {
  any,
  type CaseFacts,
  type CaseView,
  cond,
  design,
  done,
  type Env,
  type Fragment,
  type InputRule,
  need,
  not,
  type Procedure,
  post,
  type Question,
  resident,
  law as rule,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import {
  jilinBusinessEnvironmentRegulations as jl,
  serviceRatingOpinion as opinion,
} from '../../statutes/index.ts';
import { task8 } from '../service-items/common.ts';

type Input = Readonly<Record<string, unknown>>;

/** The five grades, the best first; the last two are bad. */
export const GRADES = ['非常满意', '满意', '基本满意', '不满意', '非常不满意'] as const;
export type Grade = (typeof GRADES)[number];
export const isBad = (grade: unknown): boolean => grade === '不满意' || grade === '非常不满意';

/** Values that no confirmed source fixes; a city sets its own. */
export const settings = { contact: workdays(1), handle: workdays(15) } as const;
const contactLimit = design('实名差评1个工作日内联系评价人');
const handleLimit = design('差评一般15个工作日内整改');

const cites = [opinion.art('1'), jl.art('51'), task8];
const handled = [opinion.art('2'), jl.art('51'), task8];

const long = (title: string, min = 4, max = 2000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });

const rating = z.object({
  handling: z.string().trim().min(3).max(60).meta({ title: '办件', description: '已经办结的申请' }),
  rater: z.string().trim().min(1).max(60).meta({ title: '评价人账号', widget: 'none', personal: true }),
  lead: z.string().trim().min(1).max(60).meta({ title: '处理机构', widget: 'organ' }),
  grade: z.enum(GRADES).meta({ title: '评价' }),
  named: z.boolean().meta({ title: '愿意接受回访', description: '不选的不联系您，差评照样处理' }),
  words: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .meta({ title: '说说情况', widget: 'long-text', personal: true }),
});
const contacted = z.object({
  result: z.enum(['已经联系上', '三次没有联系上']).meta({ title: '联系结果' }),
  says: long('评价人反映的情况'),
});
const settled = z.object({
  way: z
    .enum(['当场改正', '限期整改完成', '没有法律政策依据，已解释', '经核实不属实'])
    .meta({ title: '处理结果' }),
  facts: long('核实情况', 10),
  change: long('改了什么', 2),
});
const calledBack = z.object({
  again: z.enum(['满意', '基本满意', '不满意', '没有联系上']).meta({ title: '回访评价' }),
  note: z.string().trim().max(500).optional().meta({ title: '说明' }),
});
const exclusion = z.object({
  reasons: long('评价有误或者恶意的事实和理由', 10),
});
const reviewed = z.object({
  result: z.enum(['不计入', '照常计入']).meta({ title: '复核结果' }),
  reasons: long('理由', 10),
});

const ownQuestion = (input: Input) =>
  ({
    ask: 'linked',
    to: String(input.rater),
    procedure: 'service-application',
    facts: [],
  }) as const satisfies Question;
const ratedQuestion = (input: Input) =>
  ({
    ask: 'linked',
    to: String(input.rater),
    procedure: 'service-rating',
    facts: ['rate.handling'],
  }) as const satisfies Question;
const handlingOf = (input: Input, env: Env): CaseFacts | undefined =>
  env.answer(ownQuestion(input)).find((c) => c.id === input.handling);

const rules: readonly InputRule[] = [
  {
    code: 'OWN',
    field: 'rater',
    cites,
    say: '只能评价自己的办件',
    check: (input, _view, env) => input.rater === env.person,
  },
  {
    code: 'DECIDED',
    field: 'handling',
    cites,
    say: '没有找到您的这个办件，或者还没有办结',
    asks: (input) => [ownQuestion(input)],
    check: (input, _view, env) => handlingOf(input, env)?.ended !== undefined,
  },
  {
    code: 'ONCE',
    field: 'handling',
    cites,
    say: '这个办件已经评价过，一件只能评价一次',
    asks: (input) => [ratedQuestion(input)],
    check: (input, _view, env) =>
      !env.answer(ratedQuestion(input)).some((c) => c.facts['rate.handling'] === input.handling),
  },
  {
    code: 'NOT-THE-RATED',
    field: 'lead',
    cites,
    say: '评价交给政务大厅，不交给被评价的机关',
    asks: (input) => [ownQuestion(input)],
    check: (input, _view, env) => {
      const lead = env.organ(String(input.lead));
      return lead?.kind === 'service-hall' && lead.id !== handlingOf(input, env)?.owner;
    },
  },
];

const manager = [post('hall-manager', 'lead')];
const handler = [post('rating-clerk', 'lead')];

const parts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions' | 'laws'>> = {
  acts: {
    rate: {
      title: '评价',
      about: '自愿评价，一件一次；差评由政务大厅核实处理，被评价的机关不能自己处理',
      by: [resident],
      in: [],
      opens: true,
      repeats: true,
      cites,
      form: rating,
      rules,
      binds: [
        { relation: 'lead', from: 'lead' },
        { relation: 'rater', from: 'actor.person' },
      ],
      settles: ['bad', 'named'],
      clocks: [
        { do: 'start', clock: 'contact', when: cond('bad') },
        { do: 'start', clock: 'handling', when: cond('bad') },
      ],
      to: [
        { when: not(cond('bad')), phase: 'recorded' },
        { when: cond('bad'), phase: 'handling' },
      ],
    },
    contact: {
      title: '联系评价人',
      about: '实名的差评一个工作日内联系，问清情况；不得要求修改评价',
      by: handler,
      in: ['handling'],
      cites: handled,
      needs: [need('NAMED', cond('named'), '评价人没有留下联系意愿，不得联系', [opinion.art('1')])],
      form: contacted,
      clocks: [{ do: 'stop', clock: 'contact' }],
    },
    'skip-contact': {
      title: '评价人不愿回访，直接核实',
      by: handler,
      in: ['handling'],
      cites: handled,
      needs: [need('NOT-NAMED', not(cond('named')), '评价人愿意回访，应当联系', handled)],
      clocks: [{ do: 'stop', clock: 'contact' }],
    },
    settle: {
      title: '核实并处理',
      by: handler,
      in: ['handling'],
      cites: handled,
      needs: [need('CONTACTED', any(done('contact'), done('skip-contact')), '还没有联系评价人', handled)],
      form: settled,
      clocks: [{ do: 'stop', clock: 'handling' }],
      to: 'calling-back',
    },
    'ask-exclusion': {
      title: '申诉：评价有误或者恶意',
      about: '提出事实和理由，由另一人复核；复核前照常计入',
      by: handler,
      in: ['handling'],
      cites: handled,
      form: exclusion,
      to: 'reviewing',
    },
    'review-exclusion': {
      title: '复核申诉',
      by: manager,
      in: ['reviewing'],
      cites: handled,
      needs: [need('REVIEW-APART', not(samePerson('ask-exclusion')), '提出申诉的人不能自己复核', handled)],
      form: reviewed,
      settles: ['excluded'],
      outcomes: {
        out: { title: '不计入', conds: { excluded: true } },
        in: { title: '照常计入', conds: { excluded: false } },
      },
      clocks: [
        { do: 'stop', clock: 'contact', when: cond('excluded') },
        { do: 'stop', clock: 'handling', when: cond('excluded') },
      ],
      to: [
        { when: cond('excluded'), phase: 'excluded' },
        { when: not(cond('excluded')), phase: 'handling' },
      ],
    },
    'call-back': {
      title: '回访',
      about: '处理后回访评价人，再问一次满意不满意；不愿回访的登记后办结',
      by: manager,
      in: ['calling-back'],
      cites: handled,
      needs: [need('CALL-APART', not(samePerson('settle')), '处理的人不能自己回访', handled)],
      form: calledBack,
      to: 'closed',
    },
  },
  clocks: {
    contact: {
      title: '联系评价人的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.contact,
      lastDay: 'roll',
      cites: [opinion.art('2'), contactLimit],
    },
    handling: {
      title: '差评处理期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.handle,
      lastDay: 'roll',
      cites: [opinion.art('2'), handleLimit],
      warnBefore: workdays(3),
    },
  },
  conditions: {
    bad: { title: '差评', test: { fn: (v: CaseView) => isBad(v.get('rate.grade')) } },
    named: { title: '愿意接受回访', test: { is: ['rate.named', true] } },
    excluded: { title: '复核后不计入', test: { is: ['review-exclusion.result', '不计入'] } },
  },
  laws: [
    rule('BAD-HANDLED', '差评应当核实处理并回访才能办结', handled, {
      kind: 'ends-with',
      ends: ['closed'],
      acts: ['settle', 'call-back'],
    }),
    rule('EXCLUDED-REVIEWED', '没有经过复核的评价不得不计入', handled, {
      kind: 'ends-with',
      ends: ['excluded'],
      acts: ['ask-exclusion', 'review-exclusion'],
    }),
    rule('CALL-APART', '处理的人不得自己回访', handled, { kind: 'apart', act: 'call-back', from: 'settle' }),
    rule('REVIEW-APART', '提出申诉的人不得自己复核', handled, {
      kind: 'apart',
      act: 'review-exclusion',
      from: 'ask-exclusion',
    }),
    rule('NO-CALL', '评价人没有留下联系意愿的，不得联系', [opinion.art('1')], {
      kind: 'only-while',
      act: 'contact',
      guard: cond('named'),
    }),
  ],
};

/** Rating of a service and what follows a bad one, task 8. */
export const serviceRating: Procedure = {
  code: 'service-rating',
  title: '政务服务好差评',
  system: 'service-window',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about:
    '办结的申请由申请人自愿评价，一件一次；差评由政务大厅联系、核实、整改、回访，被评价的机关不能自己处理。',
  transition: { says: '以前的评价按原来的办法办完。', cites: [task8] },
  relations: { lead: '政务大厅', rater: '评价人' },
  roles: { 'rating-clerk': '好差评处理人员', 'hall-manager': '大厅管理人员' },
  phases: {
    given: { title: '提交评价' },
    handling: { title: '处理差评' },
    reviewing: { title: '复核申诉' },
    'calling-back': { title: '待回访' },
    recorded: { title: '已登记', end: 'done' },
    closed: { title: '已回访办结', end: 'done' },
    excluded: { title: '复核后不计入', end: 'done' },
  },
  ...parts,
  papers: {},
  titleFrom: ['rate.grade'],
  owner: 'lead',
  tells: ['rate.handling'],
};

/** Ratings of a time, for the figures. */
export interface RatedHandlings {
  /** Handlings that could be rated. */
  readonly rateable: number;
  /** Grades that applicants gave themselves; what was excluded after review is not among them. */
  readonly given: Readonly<Partial<Record<Grade, number>>>;
}

/** The figures of GB/T 39735 that say something: silence is never praise. Shares of one; null where nothing can be divided. */
export function ratingFigures({ rateable, given }: RatedHandlings) {
  const count = (bad: boolean) =>
    GRADES.reduce((sum, g) => sum + (isBad(g) === bad ? (given[g] ?? 0) : 0), 0);
  const [good, bad] = [count(false), count(true)];
  const share = (n: number, of: number) => (of > 0 ? n / of : null);
  return {
    good,
    bad,
    /** 主动评价好评率. */
    activeGoodRate: share(good, good + bad),
    /** 未评率. */
    unratedRate: share(rateable - good - bad, rateable),
  };
}
