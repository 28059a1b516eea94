/** An inspection before anyone goes in: ground, other organs asked along, the head's approval, the notice. */
import {
  cond,
  type Env,
  type Fragment,
  type InputRule,
  need,
  not,
  office,
  post,
  samePerson,
} from '@fadu/kernel';
import { notTwice } from '../../joint-enforcement/results.ts';
import { CAP_EFFECTS, cites } from './common.ts';
import { countOf, countQuestions, objectId } from './counting.ts';
import { classOf, head, type Input, isUnplanned, itemCodes, leadOf, objectOf, unanswered } from './facts.ts';
import * as form from './forms.ts';
import { type About, burdenRules, groundRules, jointRule, methodRule, objectRules } from './grounds.ts';
import { forJoining } from './prefill.ts';

export const officer = [post('enforcement-officer', 'lead')];
export const handler = [post('enforcement-officer', 'lead'), post('inspection-clerk', 'lead')];
export const everyHandler = [
  ...handler,
  post('enforcement-officer', 'partner'),
  post('inspection-clerk', 'partner'),
];
export const everyOfficer = [...officer, post('enforcement-officer', 'partner')];
export const heads = [post('head', 'lead')];

/** The enterprise in the opening form. */
export const aboutInput: About = (input) => ({
  object: String(input.object),
  objectClass: String(input.objectClass),
});
/** The enterprise of the case. */
const aboutCase: About = (_input, view) => ({
  object: objectOf(view),
  objectClass: String(head(view).objectClass),
});

/** What an opening act binds: the organ, and the enterprise by its code. */
export const openingBinds = [
  { relation: 'lead', from: 'actor.organ' },
  // Not among those whom the case concerns: only that other organs find it by the enterprise.
  { relation: 'object', from: (input: Input) => [objectId(String(input.object))] },
  { relation: 'enterprise', from: (input: Input) => (input.rateCode ? [String(input.rateCode)] : []) },
] as const;

const planned = {
  settles: ['unplanned'],
  outcomes: {
    planned: { title: '计划内', conds: { unplanned: false } },
    unplanned: { title: '计划外', conds: { unplanned: true } },
  },
} as const;

/** Beyond the cap a case inspection needs the head's reason, and supervision hears of it (INV-I3). */
const capReason: InputRule = {
  code: 'INV-I3',
  field: 'capReason',
  cites: cites.cap,
  say: '已经达到年度频次上限，写明仍要检查的理由',
  asks: (_input, view, today) => countQuestions(objectOf(view), leadOf(view), today),
  check: (input, view, env: Env) => {
    if (CAP_EFFECTS[classOf(head(view))] !== 'alarm') return true;
    const { times, cap } = countOf(env, {
      ...aboutCase({}, view),
      organ: leadOf(view),
      asked: env.today,
      on: String(head(view).from ?? env.today),
      except: view.state.id,
    });
    return (
      cap === undefined ||
      times < cap ||
      Boolean(input.capReason) ||
      `本机关今年已经检查这家企业${times}次，达到公布的上限${cap}次；个案检查不因此禁止，但要写明理由，并会提醒执法监督机构`
    );
  },
};

/**
 * R20.1: what another organ found and shared is recognised and not looked at again. Of visits by plan alone: a task of a
 * draw must have its result, and what a report or a case says may have changed since.
 */
const foundAlready = notTwice((input) => ({
  partyId: ['年度检查计划', '专项检查方案'].includes(String(input.ground)) ? input.object : undefined,
  items: itemCodes(input),
}));

export const planning: Fragment = {
  acts: {
    propose: {
      title: '提请检查',
      about:
        '写明检查谁、凭什么、检查哪些公布的事项、什么时候、用什么方式；没有根据、没有公布、超过上限、重复的不能提请',
      by: [office('inspection-clerk'), office('enforcement-officer')],
      in: [],
      opens: true,
      cites: [...cites.ground, ...cites.item, ...cites.cap],
      form: form.proposal,
      rules: [
        ...objectRules,
        {
          code: 'PERIOD',
          field: 'to',
          cites: cites.ground,
          say: '检查结束日期不能早于开始日期，开始日期不能早于今天，前后不超过三个月',
          check: (input, _view, env) =>
            String(input.from) >= env.today &&
            String(input.from) <= String(input.to) &&
            Date.parse(String(input.to)) - Date.parse(String(input.from)) <= 92 * 86_400_000,
        },
        {
          code: 'NOT-URGENT',
          field: 'ground',
          cites: cites.urgent,
          say: '紧急危险来不及批准的，办理“紧急检查”，事后补办批准',
          check: (input) => input.ground !== '紧急危险',
        },
        ...groundRules(aboutInput),
        ...burdenRules(aboutInput),
        methodRule,
        jointRule,
        foundAlready,
      ],
      ...planned,
      binds: [...openingBinds],
      to: 'planning',
    },
    invite: {
      title: '邀请联合检查',
      about: '其他机关也要检查这家企业的，邀请它一次进入，各自记录结果',
      by: handler,
      in: ['planning', 'approved'],
      cites: cites.joint,
      repeats: true,
      form: form.invitation,
      rules: [
        {
          code: 'OTHERS',
          field: 'organs',
          cites: cites.joint,
          say: '邀请的应当是其他机关',
          check: (input, view, env) =>
            (input.organs as readonly string[]).every(
              (o) => o !== leadOf(view) && env.organ(o) !== undefined,
            ),
        },
      ],
      binds: [
        {
          relation: 'partner',
          from: (input, view) => [
            ...new Set([...view.bound('partner'), ...((input.organs ?? []) as readonly string[])]),
          ],
        },
      ],
      voids: ['notify'],
      settles: ['invited'],
      outcomes: { invited: { title: '等待答复', conds: { invited: true } } },
    },
    join: {
      title: '参加联合检查',
      about: '由受邀机关负责人批准：写明本机关的根据和事项，人员由本机关派',
      by: [post('head', 'partner')],
      in: ['planning', 'approved'],
      cites: [...cites.joint, ...cites.approval],
      repeats: true,
      form: form.joining,
      prefill: forJoining,
      rules: [...groundRules(aboutCase), ...burdenRules(aboutCase)],
      // The notice names everyone who comes.
      voids: ['notify'],
      settles: ['invited'],
    },
    decline: {
      title: '不参加联合检查',
      by: [post('head', 'partner'), post('inspection-clerk', 'partner')],
      in: ['planning', 'approved'],
      cites: cites.joint,
      repeats: true,
      form: form.reasons,
      settles: ['invited'],
    },
    approve: {
      title: '批准检查',
      about: '每一次检查都由机关负责人批准，投诉举报引起的也一样',
      by: heads,
      in: ['planning'],
      cites: cites.approval,
      needs: [
        need('APART', not(samePerson('propose')), '提请检查的人不能自己批准', cites.approval),
        need('INVITED', not(cond('invited')), '受邀的机关还没有答复', cites.joint),
      ],
      form: form.approval,
      rules: [capReason],
      numbers: ['visit'],
      papers: ['approval-form'],
      to: 'approved',
    },
    'not-approve': {
      title: '不批准检查',
      by: heads,
      in: ['planning'],
      cites: cites.approval,
      form: form.reasons,
      to: 'rejected',
    },
    cancel: {
      title: '取消检查',
      by: handler,
      in: ['planning', 'approved'],
      cites: cites.approval,
      form: form.reasons,
      to: 'cancelled',
    },
    notify: {
      title: '发检查通知书',
      about:
        '通知书写明根据、事项、时间、人员、今年已经检查几次、五个严禁和申请回避、投诉的权利；可以到场出示',
      by: handler,
      in: ['approved'],
      cites: cites.notice,
      needs: [need('INVITED', not(cond('invited')), '受邀的机关还没有答复', cites.joint)],
      form: form.notice,
      rules: [
        {
          code: 'NOTICE-DAY',
          field: 'on',
          cites: cites.notice,
          say: '通知日期不能晚于今天',
          check: (input, _view, env) => String(input.on) <= env.today,
        },
      ],
      // The count that the notice tells.
      asks: (_input, view, today) => countQuestions(objectOf(view), leadOf(view), today),
      binds: [
        {
          relation: 'enterprise',
          from: (input, view) => [
            ...view.bound('enterprise'),
            ...(input.account ? [String(input.account)] : []),
          ],
        },
      ],
      numbers: ['notice'],
      papers: ['notice'],
    },
  },
  conditions: {
    invited: { title: '受邀的机关还没有答复', test: { fn: (v) => unanswered(v).length > 0 } },
    unplanned: { title: '计划外的检查', test: { fn: isUnplanned } },
  },
};
