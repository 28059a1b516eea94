/** A record from its submission to the day it is over: checked against the catalogue, shown, disputed, removed, expired. */
import {
  any,
  cond,
  type Fragment,
  months,
  need,
  not,
  office,
  type Performer,
  party,
  post,
  samePerson,
  system,
} from '@fadu/kernel';
import { cites, countWhileDisputed, limits, noPersons, removalLimit } from './common.ts';
import {
  disputeOpen,
  disputeUpheld,
  gravityOf,
  recordChanges,
  standingQuestions,
  submitted,
} from './facts.ts';
import * as form from './forms.ts';
import { catalogueRule, submissionRules } from './rules.ts';

export const keeper: readonly Performer[] = [post('credit-clerk', 'lead')];
export const determiner: readonly Performer[] = [post('case-clerk', 'determiner')];
export const determinerHead: readonly Performer[] = [post('head', 'determiner')];
export const subject: readonly Performer[] = [party('subject')];

/** Clocks that end with the record. */
export const stopAll = (['expiry', 'objection', 'removal', 'acceptance', 'repair'] as const).map(
  (name) => ({ do: 'stop', clock: name }) as const,
);

export const recording: Fragment = {
  acts: {
    submit: {
      title: '报送失信信息',
      about: '作出决定的机关报送；只报目录之内的，程度由案件事实得出，决定书和信用修复告知书已经同时送达',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: [...cites.catalogue, ...cites.notice, noPersons],
      form: form.submission,
      rules: submissionRules,
      settles: ['minor', 'general', 'serious'],
      outcomes: {
        minor: { title: '轻微', conds: { minor: true, general: false, serious: false } },
        general: { title: '一般', conds: { minor: false, general: true, serious: false } },
        serious: { title: '严重', conds: { minor: false, general: false, serious: true } },
      },
      binds: [
        { relation: 'lead', from: 'lead' },
        { relation: 'determiner', from: 'actor.organ' },
        { relation: 'subject', from: 'partyAccount' },
      ],
      to: 'checking',
    },
    enter: {
      title: '核对目录，记入信用记录',
      about: '牵头部门再核对一次目录；记入之日起公示、共享并计入信用分级',
      by: keeper,
      in: ['checking'],
      cites: [...cites.catalogue, cites.grading[0]],
      needs: [need('APART', not(samePerson('submit')), '报送的人不能自己核对记入', [...cites.catalogue])],
      asks: standingQuestions,
      rules: [
        catalogueRule((_input, view) => submitted(view)),
        // The longest time may have passed while it waited.
        ...submissionRules
          .filter((r) => r.code === 'INV-C3')
          .map((r) => ({
            ...r,
            field: undefined as never,
            check: (
              _input: unknown,
              view: Parameters<typeof r.check>[1],
              env: Parameters<typeof r.check>[2],
            ) => r.check(submitted(view), view, env),
          })),
      ],
      clocks: [{ do: 'start', clock: 'expiry', on: { at: (_input, view) => view.text('submit.decidedOn') } }],
      entries: (view, env) => recordChanges(view, env),
      to: 'shown',
    },
    return: {
      title: '退回',
      about: '不在目录之内或者内容不完整的退回，说明理由',
      by: keeper,
      in: ['checking'],
      cites: [...cites.catalogue],
      form: form.reasons,
      to: 'returned',
    },
    dispute: {
      title: '提出异议',
      about: '认为记录有错误、遗漏或者不该记的，可以提出异议，期间记录标注“有异议”',
      by: subject,
      in: ['shown'],
      cites: [...cites.objection, countWhileDisputed],
      repeats: true,
      needs: [
        need('DISPUTED', not(any(cond('dispute-open'), cond('upheld'))), '已经有异议正在处理', [
          ...cites.objection,
        ]),
      ],
      form: form.dispute,
      settles: ['dispute-open', 'upheld'],
      outcomes: { open: { title: '有异议', conds: { 'dispute-open': true, upheld: false } } },
      clocks: [{ do: 'restart', clock: 'objection' }],
    },
    'register-dispute': {
      title: '登记异议',
      about: '窗口、信函、电话提出的异议由工作人员登记，效力相同',
      by: keeper,
      in: ['shown'],
      cites: [...cites.objection, countWhileDisputed],
      repeats: true,
      needs: [
        need('DISPUTED', not(any(cond('dispute-open'), cond('upheld'))), '已经有异议正在处理', [
          ...cites.objection,
        ]),
      ],
      form: form.dispute,
      settles: ['dispute-open', 'upheld'],
      outcomes: { open: { title: '有异议', conds: { 'dispute-open': true, upheld: false } } },
      clocks: [{ do: 'restart', clock: 'objection' }],
    },
    'answer-dispute': {
      title: '答复异议',
      about: '作出决定的机关核实后答复；成立的由它删除记录',
      by: determiner,
      in: ['shown'],
      cites: [...cites.objection],
      repeats: true,
      needs: [need('DISPUTE', cond('dispute-open'), '没有需要答复的异议', [...cites.objection])],
      form: form.disputeAnswer,
      settles: ['dispute-open', 'upheld'],
      outcomes: {
        upheld: { title: '异议成立', conds: { 'dispute-open': false, upheld: true } },
        rejected: { title: '异议不成立', conds: { 'dispute-open': false, upheld: false } },
      },
      clocks: [
        { do: 'stop', clock: 'objection' },
        { do: 'restart', clock: 'removal', when: cond('upheld') },
      ],
    },
    remove: {
      title: '删除记录',
      about: '异议成立、决定被撤销或者登记错误的删除；公示、共享和措施同时终止',
      by: determiner,
      in: ['checking', 'shown', 'repaired'],
      cites: [...cites.ends, removalLimit],
      form: form.removal,
      rules: [
        {
          code: 'GROUND',
          field: 'ground',
          cites: [removalLimit],
          say: '没有成立的异议，请选择实际的情形',
          check: (input, view) => input.ground !== '异议成立' || disputeUpheld(view),
        },
      ],
      asks: standingQuestions,
      clocks: stopAll,
      entries: (view, env) => (view.last('enter') ? recordChanges(view, env, '已删除') : []),
      to: 'removed',
    },
    expire: {
      title: '最长公示期届满',
      about: '到期自动停止公示、共享和措施，不需要申请；没有纠正的按行业规定处理',
      by: [system],
      in: ['shown', 'repaired'],
      cites: [...cites.shown],
      asks: standingQuestions,
      clocks: stopAll,
      entries: (view, env) => recordChanges(view, env, '期满'),
      to: 'expired',
    },
  },
  clocks: {
    expiry: {
      title: '最长公示期',
      kind: 'right',
      owedBy: 'lead',
      limit: [
        { when: cond('minor'), limit: months(3), cites: [...cites.shown] },
        { when: cond('general'), limit: months(12), cites: [...cites.shown] },
        { when: cond('serious'), limit: months(36), cites: [...cites.shown] },
      ],
      lastDay: 'keep',
      cites: [...cites.shown],
      onExpiry: 'expire',
    },
    objection: {
      title: '异议答复期限',
      kind: 'duty',
      owedBy: 'determiner',
      limit: limits.objection,
      lastDay: 'roll',
      cites: [...cites.objection],
    },
    removal: {
      title: '删除记录期限',
      kind: 'duty',
      owedBy: 'determiner',
      limit: limits.removal,
      lastDay: 'roll',
      cites: [removalLimit],
    },
  },
  conditions: {
    minor: { title: '轻微失信', test: { fn: (view) => gravityOf(view) === '轻微' } },
    general: { title: '一般失信', test: { fn: (view) => gravityOf(view) === '一般' } },
    serious: { title: '严重失信', test: { fn: (view) => gravityOf(view) === '严重' } },
    'dispute-open': { title: '异议待答复', test: { fn: disputeOpen } },
    upheld: { title: '异议成立，待删除', test: { fn: disputeUpheld } },
  },
};
