/** Residents and enterprises rate a contact with enforcement (社会评价, R39.2): screened, answered, counted. */
import {
  cond,
  design,
  done,
  type Law,
  law,
  need,
  type Performer,
  type Procedure,
  post,
  resident,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import { enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { day, line, long, organ } from '../fields.ts';
import { task39 } from '../settings.ts';

const cites = [sup.art('20'), task39];
const ANSWER = workdays(10);
const answerSays = design('收到评价后10个工作日内筛查并答复');

/** What is rated, one to five. */
export const ASPECTS = {
  shown: '亮证和说明来意',
  polite: '用语文明',
  lawful: '程序规范',
  fair: '处理公正',
  light: '没有加重负担',
} as const;
export type Aspect = keyof typeof ASPECTS;

const stars = Object.fromEntries(
  Object.entries(ASPECTS).map(([k, title]) => [
    k,
    z
      .int()
      .min(1)
      .max(5)
      .meta({ title: `${title}（1到5分）` }),
  ]),
);
const clerk: Performer[] = [post('supervision-clerk', 'supervisor')];

const laws: readonly Law[] = [
  law('SCREENED', '没有筛查的，不得答复', cites, {
    kind: 'precedes',
    first: [{ act: 'screen' }],
    then: 'reply',
  }),
  law('REFERRED', '反映违法的，没有移交核实不得答复了结', cites, {
    kind: 'precedes',
    first: [{ act: 'refer' }],
    then: 'reply',
    where: cond('to-verify'),
  }),
];

/** One rating. */
export const enforcementRating: Procedure = {
  code: 'enforcement-rating',
  title: '行政执法社会评价',
  system: 'enforcement-supervision',
  version: '2026-02-01',
  from: '2026-01-01',
  cites,
  about: '企业和群众对一次执法作出评价；监督机构筛查，反映违法的转监督核实，答复评价人；得分按机关公布。',
  transition: { says: '以前收到的评价，按本程序答复。', cites: [task39] },
  relations: { supervisor: '行政执法监督机构', rater: '评价人' },
  roles: { 'supervision-clerk': '行政执法监督人员' },
  phases: {
    received: { title: '待筛查' },
    screened: { title: '待答复' },
    answered: { title: '已答复', end: 'done' },
  },
  acts: {
    rate: {
      title: '评价执法',
      by: [resident],
      in: [],
      opens: true,
      cites,
      form: z.object({
        supervisor: organ('行政执法监督机构'),
        organ: organ('被评价的执法机关'),
        on: day('执法日期'),
        place: line('地点'),
        certificate: line('执法人员证件号', 4, 40).optional().meta({ title: '执法人员证件号' }),
        ...stars,
        words: z.string().trim().max(2000).optional().meta({ title: '意见', widget: 'long-text' }),
      }),
      rules: [
        {
          code: 'DAY',
          field: 'on',
          cites,
          say: '执法日期不能晚于今天',
          check: (input, _view, env) => String(input.on) <= env.today,
        },
        {
          code: 'ORGAN',
          field: 'organ',
          cites,
          say: '名录里没有这个机关，请重新选择',
          check: (input, _view, env) => env.organ(String(input.organ)) !== undefined,
        },
      ],
      binds: [
        { relation: 'supervisor', from: 'supervisor' },
        { relation: 'rater', from: 'actor.person' },
      ],
      clocks: [{ do: 'start', clock: 'answer' }],
      to: 'received',
    },
    screen: {
      title: '筛查',
      by: clerk,
      in: ['received'],
      cites,
      form: z.object({ result: z.enum(['一般评价', '反映违法，转监督核实']).meta({ title: '筛查结果' }) }),
      settles: ['to-verify'],
      to: 'screened',
    },
    refer: {
      title: '转监督核实',
      by: clerk,
      in: ['screened'],
      cites,
      needs: [need('TO-VERIFY', cond('to-verify'), '筛查结果不是反映违法', cites)],
      form: z.object({ supervision: line('监督事项编号', 4, 80) }),
    },
    reply: {
      title: '答复评价人',
      by: clerk,
      in: ['screened'],
      cites,
      needs: [
        need('SCREENED', done('screen'), '还没有筛查', cites),
        need(
          'REFERRED',
          { op: 'any', of: [{ op: 'not', of: cond('to-verify') }, done('refer')] },
          '反映违法的，先转监督核实',
          cites,
        ),
      ],
      form: z.object({ text: long('答复') }),
      clocks: [{ do: 'stop', clock: 'answer' }],
      to: 'answered',
    },
  },
  clocks: {
    answer: {
      title: '答复评价的期限',
      kind: 'duty',
      owedBy: 'supervisor',
      limit: ANSWER,
      lastDay: 'roll',
      cites: [answerSays],
    },
  },
  conditions: {
    'to-verify': { title: '反映违法', test: { is: ['screen.result', '反映违法，转监督核实'] } },
  },
  laws,
  papers: {},
  titleFrom: 'rate.place',
  owner: 'supervisor',
};
