/**
 * The enterprise's rating of an inspection (R24.7): given with the code that it got at the door, to the body that
 * supervises enforcement, and not shown to the organ that inspected, which sees averages only. A bad one is handled.
 */
import {
  type Answered,
  type CaseFacts,
  type CaseView,
  cond,
  design,
  done,
  type Env,
  type Fragment,
  type InputRule,
  law,
  merge,
  need,
  not,
  type Procedure,
  post,
  type Question,
  resident,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import { inspectionOpinion, enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { task24 } from '../common.ts';

type Input = Readonly<Record<string, unknown>>;

/** From a bad rating until it is handled (DESIGN). */
export const HANDLE_LIMIT = workdays(15);
const handleLimit = design('差评15个工作日内核查并答复企业');
/** Scores up to this one are bad (DESIGN). */
export const BAD_SCORE = 2;
/** An organ's average is shown from so many ratings on (DESIGN). */
export const LEAST_RATINGS = 5;

/** What an enterprise may complain of: the prohibitions, in our own words. */
export const RATING_PROBLEMS = [
  '收受礼品礼金或者吃请',
  '转嫁费用或者指定中介',
  '随意要求法定代表人到场',
  '事项没有公布或者重复检查',
  '没有出示证件、通知书或者没有扫码',
  '影响正常经营',
  '态度粗暴',
] as const;

const cites = [inspectionOpinion.art('9'), sup.art('20'), task24];

const rating = z.object({
  code: z
    .string()
    .regex(/^code:[0-9a-f]{64}$/, '请凭检查时得到的评价码评价')
    .meta({
      title: '评价码',
      widget: 'query-code',
      description: '检查人员进入时给企业的，系统只保存它的指纹',
    }),
  lead: z.string().trim().min(1).max(60).meta({ title: '执法监督机构', widget: 'organ' }),
  score: z.int().min(1).max(5).meta({ title: '评分', description: '1分最差，5分最好' }),
  problems: z
    .array(z.enum(RATING_PROBLEMS))
    .max(RATING_PROBLEMS.length)
    .optional()
    .meta({ title: '检查中的问题', description: '有哪些选哪些，没有的不选' }),
  words: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .meta({ title: '补充说明', widget: 'long-text', description: '检查的机关看不到' }),
});

const handling = z.object({
  result: z.enum(['属实', '部分属实', '不属实', '不能核实']).meta({ title: '核查结果' }),
  facts: z.string().trim().min(10).max(2000).meta({ title: '核查情况', widget: 'long-text' }),
  followUp: z
    .enum(['责成改正', '立为监督案件', '移送纪检监察机关', '不需要处理'])
    .meta({ title: '怎样处理' }),
});
const answer = z.object({
  text: z
    .string()
    .trim()
    .min(10)
    .max(1000)
    .meta({ title: '答复企业', widget: 'long-text', description: '企业凭评价码看到' }),
});

const isBad = (view: CaseView): boolean =>
  Number(view.get('rate.score') ?? 5) <= BAD_SCORE ||
  ((view.get('rate.problems') ?? []) as readonly unknown[]).length > 0;

const visitQuestion = (input: Input) =>
  ({ ask: 'linked', to: String(input.code), procedure: 'inspection', facts: [] }) as const satisfies Question;
const ratedQuestion = (input: Input) =>
  ({
    ask: 'linked',
    to: String(input.code),
    procedure: 'inspection-rating',
    facts: [],
  }) as const satisfies Question;
/** The inspection that the code was given at. */
const visitOf = (input: Input, env: Env): CaseFacts | undefined => env.answer(visitQuestion(input))[0];

const rules: readonly InputRule[] = [
  {
    code: 'OWN-CODE',
    field: 'code',
    cites,
    say: '评价凭自己的评价码办理',
    check: (input, _view, env) => env.person === undefined || input.code === env.person,
  },
  {
    code: 'VISIT',
    field: 'code',
    cites,
    say: '没有用这个评价码登记的检查，请核对后再输入',
    asks: (input) => [visitQuestion(input)],
    check: (input, _view, env) => visitOf(input, env) !== undefined,
  },
  {
    code: 'ONCE',
    field: 'code',
    cites,
    say: '这次检查已经评价过，每次检查评价一次',
    asks: (input) => [ratedQuestion(input)],
    check: (input, _view, env) => env.answer(ratedQuestion(input)).length === 0,
  },
  {
    code: 'LEAD',
    field: 'lead',
    cites,
    say: '评价交给司法行政部门，不交给检查的机关',
    asks: (input) => [visitQuestion(input)],
    check: (input, _view, env) => {
      const to = env.organ(String(input.lead));
      const visited = visitOf(input, env)?.owner;
      return to !== undefined && to.id !== visited && /司法|人民政府/.test(to.name);
    },
  },
];

/** The organ that was rated, from the answers recorded with the rating. */
export function ratedOrgan(answered: readonly Answered[]): string {
  const found = answered.find((a) => a.question.ask === 'linked' && a.question.procedure === 'inspection');
  return (found?.answer as readonly CaseFacts[] | undefined)?.[0]?.owner ?? '';
}

const clerk = [post('supervision-clerk', 'lead')];

const parts: Fragment = {
  acts: {
    rate: {
      title: '评价检查',
      about: '企业凭检查时得到的评价码评价；内容交给执法监督机构，检查的机关看不到，只看到平均分',
      by: [resident],
      in: [],
      opens: true,
      cites,
      form: rating,
      rules,
      binds: [
        { relation: 'lead', from: 'lead' },
        { relation: 'enterprise', from: 'actor.person' },
      ],
      settles: ['bad'],
      outcomes: {
        good: { title: '没有问题', conds: { bad: false } },
        bad: { title: '差评，要核查', conds: { bad: true } },
      },
      clocks: [{ do: 'start', clock: 'handling', when: cond('bad') }],
      to: [
        { when: cond('bad'), phase: 'handling' },
        { when: not(cond('bad')), phase: 'filed' },
      ],
    },
    handle: {
      title: '核查差评',
      by: clerk,
      in: ['handling'],
      cites,
      form: handling,
    },
    answer: {
      title: '答复企业',
      by: [post('head', 'lead')],
      in: ['handling'],
      cites,
      needs: [
        need('HANDLED', done('handle'), '差评还没有核查', cites),
        need('APART', not(samePerson('handle')), '核查的人不能自己审定答复', cites),
      ],
      form: answer,
      clocks: [{ do: 'stop', clock: 'handling' }],
      to: 'answered',
    },
  },
  clocks: {
    handling: {
      title: '差评核查期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: HANDLE_LIMIT,
      lastDay: 'roll',
      cites: [...cites, handleLimit],
    },
  },
  conditions: { bad: { title: '差评', test: { fn: isBad } } },
  laws: [
    law('HANDLED', '差评没有核查的，不得答复了事', cites, {
      kind: 'precedes',
      first: [{ act: 'handle' }],
      then: 'answer',
    }),
    law('ANSWERED', '差评应当核查并答复企业', cites, {
      kind: 'answered',
      cause: { act: 'rate', with: cond('bad') },
      effect: ['answer'],
    }),
    law('APART', '核查的人不得自己审定答复', cites, { kind: 'apart', act: 'answer', from: 'handle' }),
  ],
};

/** Rating of an inspection (涉企检查评价), task 24 of the plan. */
export const inspectionRating: Procedure = {
  code: 'inspection-rating',
  title: '涉企检查评价',
  system: 'inspections',
  version: '2026-01-01',
  from: '2024-12-30',
  cites,
  about: '企业对一次检查的评价：凭评价码提交，交给执法监督机构，差评核查并答复；检查的机关只看到平均分。',
  transition: { says: '以前的评价按原来的办法办完。', cites: [task24] },
  relations: { lead: '执法监督机构', enterprise: '企业' },
  roles: { 'supervision-clerk': '执法监督人员', head: '监督机构负责人' },
  phases: {
    handling: { title: '核查差评' },
    filed: { title: '已登记', end: 'done' },
    answered: { title: '已答复', end: 'done' },
  },
  ...merge(parts),
  titleFrom: [],
  owner: 'lead',
  // That there is a rating for a code, and nothing of it: so that it is given once.
  tells: ['rate.lead'],
};
