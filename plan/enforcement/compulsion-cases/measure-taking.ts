/** Application, approval, and the measure itself: after approval, or first where it is urgent. */
import {
  any,
  cond,
  done,
  elapsed,
  type Fragment,
  formatDate,
  type InputRule,
  need,
  not,
  office,
  system,
  timeOfDay,
} from '@fadu/kernel';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { caseItem, itemQuestion } from '../enforcement-items/case-item.ts';
import { contactRules, type Officer, officerQuestions, officersFault } from '../officers/contact.ts';
import { certificateQuestion } from '../officers/facts.ts';
import { dayOf } from '../penalty-cases/facts.ts';
import { head, missingOf, officer, task24, unapprovedRule } from './common.ts';
import { exemptFields, exemptRule } from './exempt.ts';
import * as form from './forms.ts';
import { linkBindings, linkRule, partyBinding, partyBindingAtOnce } from './link.ts';
import { accountRules, lawOnly, thingIds, thingRules } from './things.ts';

type Input = Readonly<Record<string, unknown>>;

const field = (view: { text(path: string): string }, input: Input) =>
  String(input.field ?? view.text('apply.field'));

const officerCites = [acl.art('17'), acl.art('18', { item: 2 }), acl.art('22')];

/** Two certified officers on the day of the measure (article 18, item 2; article 17, paragraph 3). */
const officers = contactRules({
  organs: (view) => view.bound('lead'),
  field,
  on: 'on',
  cites: officerCites,
});
/** The same where the act itself opens the case: officers of the organ of the one who records it. */
const firstOfficers: readonly InputRule[] = [
  {
    code: 'INV-P4',
    field: 'officers',
    cites: officerCites,
    say: '执法人员不得少于两人，且都应当持有当日有效、属于本机关和本领域的执法证件',
    asks: (input) => officerQuestions(input, String(input.on)),
    check: (input, _view, env) =>
      officersFault(input.officers as Officer[], {
        organs: env.acting ? [env.acting] : [],
        field: String(input.field),
        on: String(input.on),
        least: 2,
        entry: (n) => env.answer(certificateQuestion(n, String(input.on))),
      }) ?? true,
  },
  ...officers.filter((rule) => rule.code === 'INV-P4-SELF'),
];

const SHOWN: InputRule = {
  code: 'SHOWN',
  field: 'shown',
  cites: [acl.art('18', { item: 3 })],
  say: '实施时应当出示执法身份证件',
  check: (input) => input.shown === true,
};

/** Article 18, items 4 to 9, articles 24 and 26. */
const spotRules: readonly InputRule[] = [
  SHOWN,
  {
    code: 'TOLD',
    field: 'told',
    cites: [acl.art('18', { item: 5 })],
    say: '应当当场告知理由、依据、权利和救济途径',
    check: (input) => input.told === true,
  },
  {
    code: 'WITNESS',
    field: 'witness',
    cites: [acl.art('18', { item: 9 })],
    say: '当事人不到场的，应当邀请见证人到场，并在笔录上签名',
    check: (input) =>
      input.presence === '当事人到场'
        ? input.signed !== '见证人和执法人员已签名'
          ? true
          : '当事人到场的，笔录由当事人签名；拒绝签名的在笔录中注明'
        : Boolean(input.witness) && input.signed === '见证人和执法人员已签名',
  },
  {
    code: 'HANDED',
    field: 'handedOver',
    cites: [acl.art('24')],
    say: '决定书和清单应当当场交付，清单一式二份',
    check: (input) => {
      const missing = missingOf(input, { handedOver: '当场交付决定书和清单', twoCopies: '清单一式二份' });
      return missing.length === 0 || `还没有做到：${missing.join('、')}`;
    },
  },
  {
    code: 'CUSTODY',
    field: 'custody',
    cites: [acl.art('26')],
    say: '保管、检验的费用由行政机关承担，不得向当事人收取',
    check: (input) => input.free === true,
  },
];

/** Only what is sealed in place may be left with a third person. */
const custodyRule = (kindOf: (input: Input, view: { text(path: string): string }) => string): InputRule => ({
  code: 'CUSTODY-THIRD',
  field: 'custody',
  cites: [acl.art('26', { paragraph: 2 })],
  say: '只有查封的可以委托第三人保管，扣押的由本机关保管',
  check: (input, view) => input.custody !== '委托第三人保管' || kindOf(input, view) === '查封',
});

const dayRule: InputRule = {
  code: 'DAY',
  field: 'on',
  cites: [acl.art('18', { item: 1 })],
  say: '实施日期不对',
  check: (input, view, env) => {
    const on = String(input.on);
    const approved = dayOf(view, 'approve');
    if (on > env.today) return `实施日期${formatDate(on)}还没有到`;
    return (
      approved === undefined ||
      on >= approved ||
      `${formatDate(on)}还没有批准（${formatDate(approved)}批准），没有批准不得实施`
    );
  },
};

/** R24.4 and INV-C3: an item of compulsion in force, of this organ, that is not held by entrustment. */
const item = caseItem(
  '行政强制',
  (_view, env) => env.acting,
  (input, today) => String(input.on ?? today),
);
const itemRules: readonly InputRule[] = [
  ...item.rules.map((rule) => ({ ...rule, asks: item.asks, cites: [acl.art('17'), acl.art('22'), task24] })),
  {
    code: 'INV-C3',
    field: 'item',
    cites: [acl.art('17'), acl.art('29')],
    say: '行政强制措施权不得委托，受委托的组织不能实施',
    asks: item.asks,
    check: (input, _view, env) =>
      env.answer(itemQuestion(input, String(input.on ?? env.today)))?.entry.body.bodyNature !== '受委托组织',
  },
];

const moment = (input: Input) => timeOfDay(String(input.on), String(input.time));

export const taking: Fragment = {
  acts: {
    apply: {
      title: '申请采取强制措施',
      about: '写明为哪一件案件、凭清单里的哪一项、对什么采取什么措施，以及非强制手段为什么不够',
      by: [office('enforcement-officer')],
      in: [],
      opens: true,
      cites: [acl.art('16'), acl.art('18', { item: 1 }), task24],
      form: form.application.extend(exemptFields),
      rules: [
        linkRule,
        ...itemRules,
        exemptRule,
        {
          code: 'FREEZE-LAW',
          field: 'item',
          cites: [acl.art('9'), acl.art('10'), acl.art('29')],
          say: '冻结存款、汇款只能依据法律；这个事项没有现行有效的法律依据',
          asks: item.asks,
          check: (input, _view, env) => input.kind !== '冻结' || lawOnly(env, itemQuestion(input, env.today)),
        },
      ],
      binds: linkBindings(),
      papers: ['measure-application'],
    },
    approve: {
      title: '审批强制措施',
      about: '实施之前由机关负责人决定；没有批准的不得实施',
      by: head,
      in: ['proposed'],
      cites: [acl.art('18', { item: 1 })],
      form: form.approval,
      settles: ['approved'],
      outcomes: {
        approved: { title: '批准', conds: { approved: true } },
        refused: { title: '不批准', conds: { approved: false } },
      },
      papers: ['measure-approval'],
      to: [
        { when: cond('approved'), phase: 'approved' },
        { when: not(cond('approved')), phase: 'refused' },
      ],
    },
    cancel: {
      title: '不再实施',
      about: '批准之后情况变化，不需要采取措施',
      by: [...head, ...officer],
      in: ['approved'],
      cites: [acl.art('16')],
      form: form.lifting.pick({ reason: true }),
      to: 'cancelled',
    },
    implement: {
      title: '实施查封、扣押',
      about: '两名以上执法人员出示证件，当场告知、听取意见、制作笔录，交付决定书和一式二份的清单',
      by: officer,
      in: ['approved'],
      cites: [acl.art('18'), acl.art('23'), acl.art('24'), acl.art('25'), acl.art('26')],
      form: form.taking,
      rules: [
        ...officers,
        {
          code: 'KIND',
          cites: [acl.art('30')],
          say: '批准的是冻结，应当办理“冻结存款、汇款”',
          check: (_input, view) => view.text('apply.kind') !== '冻结',
        },
        dayRule,
        ...spotRules,
        custodyRule((_input, view) => view.text('apply.kind')),
        ...thingRules,
      ],
      settles: ['in-force'],
      outcomes: { taken: { title: '已实施', conds: { 'in-force': true } } },
      binds: [partyBinding(['apply']), { relation: 'thing', from: (input) => thingIds(input) }],
      clocks: [
        { do: 'start', clock: 'measure', on: 'on' },
        { do: 'start', clock: 'publication', on: 'on' },
      ],
      papers: ['measure-decision', 'thing-list', 'scene-record'],
      numbers: ['measure-decision'],
      to: 'active',
    },
    freeze: {
      title: '冻结存款、汇款',
      about: '向金融机构交付冻结通知书，登记冻结之日；决定书三个工作日内交付当事人',
      by: officer,
      in: ['approved'],
      cites: [acl.art('29'), acl.art('30'), acl.art('31'), acl.art('32')],
      form: form.freezing,
      rules: [
        ...officers,
        {
          code: 'KIND',
          cites: [acl.art('30')],
          say: '批准的不是冻结，应当办理“实施查封、扣押”',
          check: (_input, view) => view.text('apply.kind') === '冻结',
        },
        dayRule,
        SHOWN,
        ...accountRules,
      ],
      settles: ['in-force'],
      outcomes: { frozen: { title: '已冻结', conds: { 'in-force': true } } },
      binds: [partyBinding(['apply']), { relation: 'thing', from: (input) => thingIds(input) }],
      clocks: [
        { do: 'start', clock: 'measure', on: 'on' },
        { do: 'start', clock: 'serve-freeze', on: 'on' },
        { do: 'start', clock: 'publication', on: 'on' },
      ],
      papers: ['freeze-decision', 'freeze-notice'],
      numbers: ['measure-decision'],
      to: 'active',
    },
    'act-first': {
      title: '情况紧急，当场查封、扣押',
      about: '来不及先报批的，当场实施，从实施时起二十四小时内报告并补办批准，夜间和节假日不停算',
      by: [office('enforcement-officer')],
      in: [],
      opens: true,
      cites: [acl.art('19'), acl.art('18'), acl.art('23'), acl.art('24')],
      form: form.urgentTaking.extend(exemptFields),
      rules: [
        linkRule,
        ...itemRules,
        exemptRule,
        ...firstOfficers,
        dayRule,
        ...spotRules,
        custodyRule((input) => String(input.kind)),
        ...thingRules,
      ],
      settles: ['in-force'],
      outcomes: { taken: { title: '已实施，待补批', conds: { 'in-force': true } } },
      binds: [...linkBindings(), partyBindingAtOnce, { relation: 'thing', from: (input) => thingIds(input) }],
      clocks: [
        { do: 'start', clock: 'measure', on: 'on' },
        { do: 'start', clock: 'approval', on: { at: moment } },
      ],
      papers: ['measure-decision', 'thing-list', 'scene-record'],
      numbers: ['measure-decision'],
      to: 'urgent',
    },
    'approve-after': {
      title: '补办批准',
      about: '负责人认为不应当采取的，立即解除；超过二十四小时的不能再补批',
      by: head,
      in: ['urgent'],
      cites: [acl.art('19')],
      needs: [
        need('C3', not(elapsed('approval')), '从实施时起已经超过二十四小时，不能再补批，应当立即解除', [
          acl.art('19'),
          unapprovedRule,
        ]),
      ],
      form: form.approval,
      settles: ['confirmed', 'in-force'],
      outcomes: {
        confirmed: { title: '批准', conds: { confirmed: true, 'in-force': true } },
        denied: { title: '不批准，立即解除', conds: { confirmed: false, 'in-force': false } },
      },
      clocks: [
        { do: 'stop', clock: 'approval' },
        { do: 'stop', clock: 'measure', when: not(cond('confirmed')) },
        { do: 'start', clock: 'return', when: not(cond('confirmed')) },
        { do: 'start', clock: 'publication', when: cond('confirmed') },
      ],
      papers: ['measure-approval'],
      to: [
        { when: cond('confirmed'), phase: 'active' },
        { when: not(cond('confirmed')), phase: 'returning' },
      ],
    },
    'approval-missed': {
      title: '二十四小时内没有补办批准',
      about: '系统登记：措施没有获得批准，应当立即解除并返还',
      by: [system],
      in: ['urgent'],
      cites: [acl.art('19'), unapprovedRule],
      needs: [need('APPROVAL-OVER', elapsed('approval'), '补办批准的期限还没有届满', [acl.art('19')])],
      settles: ['in-force'],
      outcomes: { missed: { title: '没有获得批准', conds: { 'in-force': false } } },
      clocks: [
        { do: 'start', clock: 'return', on: { lastDayOf: 'approval' } },
        { do: 'stop', clock: 'approval' },
        { do: 'stop', clock: 'measure' },
      ],
      papers: ['lapse-notice'],
      to: 'returning',
    },
  },
  conditions: {
    approved: { title: '已经批准', test: { is: ['approve.result', '批准'] } },
    confirmed: { title: '已经补办批准', test: { is: ['approve-after.result', '批准'] } },
    'in-force': {
      title: '措施有效',
      test: {
        fn: (v) => {
          const over = ['lift', 'lapse', 'approval-missed', 'dispose', 'hand-to-police'];
          const taken = ['implement', 'freeze', 'act-first'].some((act) => v.last(act));
          const denied = v.get('approve-after.result') === '不批准';
          return taken && !denied && !over.some((act) => v.last(act));
        },
      },
    },
  },
};

/** The measure was taken, one way or the other. */
export const TAKEN = any(done('implement'), done('freeze'), done('act-first'));
