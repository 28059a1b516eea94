/**
 * Hearing enterprises (政企沟通, task 9, R9.2): what is raised at a meeting, in a campaign or by an enterprise itself becomes a
 * tracked matter with an owner, a reply by its day, and a rating; who is not satisfied is heard once more by another.
 */
import {
  clock,
  cond,
  design,
  type Fragment,
  merge,
  need,
  not,
  office,
  type Procedure,
  party,
  planTask,
  post,
  resident,
  law as rule,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import { businessEnvironmentRegulations as obe } from '../../statutes/index.ts';

export const task9 = planTask(9, '开展营商环境专项行动，建立常态化政企沟通机制，听取企业和行业协会商会意见');

/** Values that no source fixes; a city sets its own. */
export const settings = { assign: workdays(2), reply: workdays(10), rate: workdays(10) } as const;
const limits = design('企业诉求2个工作日内交办、10个工作日内答复，答复后10个工作日内可以评价');
const cites = [obe.art('48'), task9];

const long = (title: string, min = 4, max = 3000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });
const line = (title: string, max = 100, min = 2) => z.string().trim().min(min).max(max).meta({ title });

const KINDS = ['审批服务', '要素保障', '融资', '用工', '市场秩序', '执法检查', '政策兑现', '其他'] as const;
const matter = {
  enterprise: line('企业或者商会名称').meta({ title: '企业或者商会名称', personal: true }),
  contact: line('联系人和电话', 60, 4).meta({ title: '联系人和电话', personal: true }),
  kind: z.enum(KINDS).meta({ title: '诉求类别' }),
  title: line('诉求标题', 60, 4),
  facts: long('诉求内容', 6),
};
const raised = z.object({
  lead: line('受理机构', 60, 1).meta({ title: '受理机构', widget: 'organ' }),
  ...matter,
});
const registered = z.object({
  ...matter,
  source: z.enum(['座谈会', '专项行动', '走访', '来电来信']).meta({ title: '来源' }),
  occasion: line('会议或者行动名称', 100, 2),
  raisedOn: z.iso.date().meta({ title: '提出日期' }),
  account: z.string().max(60).optional().meta({ title: '企业在平台的账号', personal: true }),
});
const assigned = z.object({
  owner: line('承办单位', 60, 1).meta({ title: '承办单位', widget: 'organ' }),
  help: z.array(z.string()).max(10).optional().meta({ title: '协办单位', widget: 'organs' }),
  task: long('交办要求', 4, 1000),
});
const returned = z.object({ reasons: long('不属于本单位职责的理由和依据', 10, 1000) });
const reply = z.object({
  result: z.enum(['已经解决', '列入计划解决', '不能解决']).meta({ title: '答复结果' }),
  text: long('答复内容', 10),
  basis: z
    .string()
    .trim()
    .max(500)
    .optional()
    .meta({ title: '依据', description: '不能解决的必填：法律、法规或者政策依据', widget: 'long-text' }),
  planBy: z.iso.date().optional().meta({ title: '计划解决日期', description: '列入计划的必填' }),
});
const planDone = z.object({ text: long('解决情况', 10) });
const rating = z.object({
  grade: z.enum(['满意', '基本满意', '不满意']).meta({ title: '评价' }),
  words: z.string().trim().max(1000).optional().meta({ title: '意见', widget: 'long-text' }),
});

const coordinator = [post('enterprise-coordinator', 'lead')];
const owner = [post('office-clerk', 'owner')];
const ownerHead = [post('head', 'owner')];

const parts: Fragment = {
  acts: {
    raise: {
      title: '提出诉求',
      by: [resident],
      in: [],
      opens: true,
      repeats: true,
      cites,
      form: raised,
      binds: [
        { relation: 'lead', from: 'lead' },
        { relation: 'enterprise', from: 'actor.person' },
      ],
      clocks: [{ do: 'start', clock: 'assignment' }],
      numbers: ['matter'],
      to: 'assigning',
    },
    register: {
      title: '登记会议、行动中提出的诉求',
      by: [office('enterprise-coordinator')],
      in: [],
      opens: true,
      repeats: true,
      cites,
      form: registered,
      rules: [
        {
          code: 'RAISED-ON',
          field: 'raisedOn',
          cites,
          say: '提出日期不能晚于今天',
          check: (input, _view, env) => String(input.raisedOn) <= env.today,
        },
      ],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'enterprise', from: 'account' },
      ],
      clocks: [{ do: 'start', clock: 'assignment', on: 'raisedOn' }],
      numbers: ['matter'],
      to: 'assigning',
    },
    assign: {
      title: '交办',
      about: '确定承办单位和要求，答复期限从交办之日起计算；不满意重新办理的，换一个承办单位或者由负责人承办',
      by: coordinator,
      in: ['assigning'],
      cites,
      repeats: true,
      form: assigned,
      binds: [
        { relation: 'owner', from: 'owner' },
        { relation: 'help', from: 'help' },
      ],
      voids: ['reply', 'rate', 'finish-plan'],
      clocks: [
        { do: 'stop', clock: 'assignment' },
        { do: 'restart', clock: 'reply' },
      ],
      to: 'handling',
    },
    'return-task': {
      title: '退回交办',
      about: '不属于本单位职责的，写明理由退回一次',
      by: owner,
      in: ['handling'],
      cites,
      form: returned,
      clocks: [
        { do: 'stop', clock: 'reply' },
        { do: 'restart', clock: 'assignment' },
      ],
      to: 'assigning',
    },
    reply: {
      title: '答复',
      by: ownerHead,
      in: ['handling'],
      cites,
      form: reply,
      rules: [
        {
          code: 'REPLY-BASIS',
          field: 'basis',
          cites,
          say: '不能解决的要写明法律、法规或者政策依据',
          check: (input) => input.result !== '不能解决' || String(input.basis ?? '').length >= 4,
        },
        {
          code: 'PLAN-BY',
          field: 'planBy',
          cites,
          say: '列入计划的要写明哪一天解决；其他答复不填',
          check: (input, _view, env) =>
            input.result === '列入计划解决' ? String(input.planBy ?? '') > env.today : !input.planBy,
        },
      ],
      settles: ['planned'],
      outcomes: {
        planned: { title: '列入计划', conds: { planned: true } },
        answered: { title: '已经答复', conds: { planned: false } },
      },
      clocks: [
        { do: 'stop', clock: 'reply' },
        { do: 'restart', clock: 'plan', until: 'planBy', when: cond('planned') },
        { do: 'restart', clock: 'rating', when: not(cond('planned')) },
      ],
      papers: ['reply-letter'],
      to: [
        { when: cond('planned'), phase: 'planned' },
        { when: not(cond('planned')), phase: 'rating' },
      ],
    },
    'finish-plan': {
      title: '报告解决情况',
      by: ownerHead,
      in: ['planned'],
      cites,
      form: planDone,
      clocks: [
        { do: 'stop', clock: 'plan' },
        { do: 'restart', clock: 'rating' },
      ],
      to: 'rating',
    },
    rate: {
      title: '评价',
      about: '企业自愿评价；不满意的重新办理一次',
      by: [party('enterprise')],
      in: ['rating'],
      cites,
      form: rating,
      settles: ['dissatisfied'],
      outcomes: {
        content: { title: '满意', conds: { dissatisfied: false } },
        not: { title: '不满意', conds: { dissatisfied: true } },
      },
      clocks: [{ do: 'stop', clock: 'rating' }],
      to: [
        { when: cond('dissatisfied'), phase: 'weighing' },
        { when: not(cond('dissatisfied')), phase: 'closed' },
      ],
    },
    'handle-again': {
      title: '不满意，重新办理',
      by: coordinator,
      in: ['weighing'],
      cites,
      form: z.object({ reasons: long('重新办理的要求', 4, 1000) }),
      settles: ['heard-again'],
      outcomes: { again: { title: '重新办理', conds: { 'heard-again': true } } },
      clocks: [{ do: 'restart', clock: 'assignment' }],
      to: 'assigning',
    },
    'close-heard': {
      title: '重新办理后仍不满意，说明办结',
      about: '已经重新办理过一次的，写明两次办理的情况办结',
      by: coordinator,
      in: ['weighing'],
      cites,
      needs: [need('AGAIN-FIRST', cond('heard-again'), '不满意的应当先重新办理一次', cites)],
      form: z.object({ reasons: long('两次办理的情况和说明', 10) }),
      to: 'closed',
    },
    'close-unrated': {
      title: '没有评价，办结',
      by: [{ kind: 'system' }],
      in: ['rating'],
      cites: [limits],
      needs: [need('RATING-OVER', clock('rating', 'elapsed'), '评价期限还没有届满', [limits])],
      clocks: [{ do: 'stop', clock: 'rating' }],
      to: 'closed',
    },
  },
  clocks: {
    assignment: {
      title: '交办期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.assign,
      lastDay: 'roll',
      cites: [task9, limits],
    },
    reply: {
      title: '答复期限',
      kind: 'duty',
      owedBy: 'owner',
      limit: settings.reply,
      lastDay: 'roll',
      cites: [task9, limits],
      warnBefore: workdays(2),
    },
    plan: {
      title: '计划解决期限',
      kind: 'duty',
      owedBy: 'owner',
      limit: workdays(60),
      lastDay: 'keep',
      cites: [task9],
      warnBefore: workdays(5),
    },
    rating: {
      title: '评价期限',
      kind: 'right',
      owedBy: 'enterprise',
      limit: settings.rate,
      lastDay: 'roll',
      cites: [limits],
      onExpiry: 'close-unrated',
    },
  },
  conditions: {
    planned: { title: '列入计划解决', test: { is: ['reply.result', '列入计划解决'] } },
    'heard-again': { title: '已经重新办理过', test: { has: 'handle-again.reasons' } },
    dissatisfied: { title: '不满意', test: { is: ['rate.grade', '不满意'] } },
  },
  laws: [
    rule('REPLIED', '没有答复的诉求不得办结', cites, {
      kind: 'ends-with',
      ends: ['closed'],
      acts: ['reply'],
    }),
    rule('HEARD-AGAIN', '不满意的没有重新办理，不得办结', cites, {
      kind: 'precedes',
      first: [{ act: 'handle-again' }],
      then: 'close-heard',
    }),
    rule('AGAIN-ONCE', '重新办理一次', cites, { kind: 'at-most', act: 'handle-again', times: 1 }),
    rule('RETURN-ONCE', '退回交办只能一次', cites, { kind: 'at-most', act: 'return-task', times: 1 }),
    rule('RATING-WAITS', '评价期限没有届满，不得以没有评价办结', cites, {
      kind: 'waits',
      act: 'close-unrated',
      clock: 'rating',
    }),
  ],
  papers: {
    'reply-letter': {
      title: '企业诉求答复书',
      kind: '信函',
      issuedBy: 'owner',
      compose: (view) => ({
        title: '企业诉求答复书',
        recipients: view.text('raise.enterprise') || view.text('register.enterprise'),
        blocks: [
          `你单位提出的“${view.text('raise.title') || view.text('register.title')}”，答复如下：`,
          view.text('reply.text'),
          view.text('reply.basis') ? `依据：${view.text('reply.basis')}` : '',
          view.text('reply.planBy') ? `计划于${view.text('reply.planBy')}前解决。` : '',
          '对答复可以在10个工作日内评价；不满意的，由受理机构重新交办一次。',
        ]
          .filter(Boolean)
          .map((text) => ({ kind: 'paragraph', text }) as const),
      }),
    },
  },
};

/** A matter raised by an enterprise or association, from its raising to its rating. */
export const enterpriseMatter: Procedure = {
  code: 'enterprise-matter',
  title: '企业诉求办理',
  system: 'business-environment',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about: '会议、专项行动和企业提出的诉求逐件交办、限期答复、企业评价；不满意的重新办理一次。',
  transition: { says: '以前的诉求按原来的办法办完。', cites: [task9] },
  relations: { lead: '受理机构', owner: '承办单位', help: '协办单位', enterprise: '企业' },
  roles: { 'enterprise-coordinator': '营商环境工作人员', 'office-clerk': '承办人员', head: '承办单位负责人' },
  phases: {
    given: { title: '提出诉求' },
    assigning: { title: '待交办' },
    handling: { title: '办理' },
    planned: { title: '按计划解决' },
    rating: { title: '待评价' },
    weighing: { title: '评价不满意' },
    closed: { title: '办结', end: 'done' },
  },
  ...merge(parts),
  titleFrom: ['raise.title', 'register.title'],
  owner: 'lead',
  series: { matter: { title: '诉求编号', format: '{mark}企诉〔{year}〕{n}号', of: 'lead' } },
};
