import {
  any,
  clock,
  cond,
  design,
  done,
  dueDateOnly,
  type Fragment,
  type Guard,
  type InputRule,
  need,
  not,
  party,
  post,
  workdays,
} from '@fadu/kernel';
import { correction } from '../../fragments/correction.ts';
import { extension } from '../../fragments/extension.ts';
import { writtenConsultation } from '../../fragments/third-party.ts';
import { disclosureRegulations as dis, disclosureFeeRules as fees } from '../../statutes/index.ts';
import { feeOf } from './facts.ts';
import * as form from './forms.ts';
import * as letters from './letters.ts';
import { applicant, clerk, head, settings } from './receipt.ts';

/** Someone outside is being asked. */
export const consulting: Guard = any(cond('third-party-open'), cond('co-maker-open'), cond('referral-open'));
const quiet = need('CONSULT-DONE', not(consulting), '征求意见还没有结果，不能办理这一步', [
  dis.art('33', { paragraph: 3 }),
]);
const inTime = (code: string, say: string, article: '33' | '35' | '42') =>
  need(code, not(clock('answer', 'elapsed')), say, [dis.art(article)]);
/** A new fact makes an earlier draft of the reply void. */
const redraft = ['draft-reply', 'review-disclosure'];

/** Art. 30. */
export const correcting = correction({
  by: clerk,
  party: applicant,
  owedBy: 'applicant',
  in: ['handling'],
  phases: { waiting: 'correction', back: 'handling', abandoned: 'abandoned' },
  cites: [dis.art('30')],
  needs: [quiet],
  answer: 'answer',
  notice: { limit: workdays(7), owedBy: 'agency' },
  shortest: { limit: settings.shortestCorrection, cites: [design('补正期限最短5个工作日')] },
  lateCites: [design('逾期告知补正的，原答复期限继续计算')],
  stops: ['answer'],
  papers: { notice: letters.correctionNotice, abandoned: letters.correctionAbandoned },
});

/** Art. 33(2). */
export const extending = extension({
  act: 'extend-answer',
  title: '同意延长答复期限并告知申请人',
  by: head,
  in: ['handling'],
  clock: 'answer',
  clockTitle: '答复期限',
  cites: [dis.art('33', { paragraph: 2 })],
  code: 'O4',
  paper: { name: 'extension-notice', template: letters.extensionNotice },
});

const consultation = {
  by: clerk,
  in: ['handling'],
  limit: workdays(15),
  pauses: 'answer',
  pauseCites: [dis.art('33', { paragraph: 3 })],
  holds: ['sign-reply'],
  voids: redraft,
} as const;

/** Art. 32: the third party; silence is not consent. */
export const askingThirdParty = writtenConsultation({
  ...consultation,
  name: 'third-party',
  who: '第三方',
  relation: 'third-party',
  are: 'people',
  answeredBy: [party('third-party')],
  cites: [dis.art('32')],
  silence: 'decide',
  others: [cond('co-maker-open'), cond('referral-open')],
  code: 'THIRD',
  letter: letters.thirdPartyLetter,
  impossible: true,
});

/** Art. 34: organs that made the information together; silence is consent. */
export const askingCoMakers = writtenConsultation({
  ...consultation,
  name: 'co-maker',
  who: '共同制作机关',
  relation: 'co-maker',
  are: 'organs',
  answeredBy: [post('disclosure-clerk', 'co-maker')],
  cites: [dis.art('34')],
  silence: 'consent',
  others: [cond('third-party-open'), cond('referral-open')],
  code: 'COMAKER',
  letter: letters.coMakerLetter,
});

/** Art. 17(3): doubt is settled by the competent authority; that time does not count either (art. 33(3)). */
export const referring: Fragment = {
  acts: {
    'refer-doubt': {
      title: '报有关主管部门确定',
      about: '不能确定是否可以公开的，报有关主管部门或者保密行政管理部门确定',
      by: clerk,
      in: ['handling'],
      cites: [dis.art('17', { paragraph: 3 }), dis.art('33', { paragraph: 3 })],
      repeats: true,
      needs: [need('REFERRAL-NOT-OPEN', not(cond('referral-open')), '上一次报送还没有结果', [dis.art('17')])],
      form: form.referral,
      settles: ['referral-open'],
      outcomes: { sent: { title: '已报送', conds: { 'referral-open': true } } },
      voids: redraft,
      clocks: [{ do: 'pause', clock: 'answer', on: 'sentOn' }],
      papers: ['referral-letter'],
    },
    'referral-answer': {
      title: '登记主管部门的意见',
      by: clerk,
      in: ['handling'],
      cites: [dis.art('17', { paragraph: 3 })],
      repeats: true,
      needs: [need('REFERRAL-OPEN', cond('referral-open'), '没有等待确定的问题', [dis.art('17')])],
      form: form.referralAnswer,
      settles: ['referral-open'],
      outcomes: { answered: { title: '已确定', conds: { 'referral-open': false } } },
      clocks: [
        {
          do: 'resume',
          clock: 'answer',
          on: 'receivedOn',
          when: not(any(cond('third-party-open'), cond('co-maker-open'))),
        },
      ],
    },
  },
  conditions: {
    'referral-open': {
      title: '主管部门尚未确定',
      test: { fn: (v) => (v.last('refer-doubt')?.seq ?? 0) > (v.last('referral-answer')?.seq ?? 0) },
    },
  },
  papers: { 'referral-letter': letters.referralLetter },
};

const reasonable: InputRule = {
  code: 'REASONS-TIME',
  field: 'answerBy',
  cites: [dis.art('35'), design('说明理由的时间最短5个工作日')],
  say: '说明理由的时间太短',
  check: (input, _view, env) => {
    const earliest = dueDateOnly(env.today, settings.shortestReasons, { calendar: env.calendar });
    return String(input.answerBy) >= earliest || `说明理由的截止日期最早为${earliest}`;
  },
};
const stated = {
  in: ['reasons'],
  cites: [dis.art('35')],
  repeats: true,
  needs: [need('REASONS-ONCE', not(cond('reasons-stated')), '理由已经说明', [dis.art('35')])],
  settles: ['reasons-stated'],
  outcomes: { stated: { title: '已说明', conds: { 'reasons-stated': true } } },
} as const;

/** Art. 35: excessive number or frequency; the only step in which reasons are asked. */
export const excessive: Fragment = {
  acts: {
    'ask-reasons': {
      title: '要求说明申请理由',
      about: '只有数量、频次明显超过合理范围时才可以要求；答复期限继续计算',
      by: clerk,
      in: ['handling'],
      cites: [dis.art('35')],
      needs: [quiet],
      form: form.reasonsAsked,
      rules: [reasonable],
      voids: redraft,
      clocks: [{ do: 'start', clock: 'reasons', until: 'answerBy' }],
      papers: ['reasons-letter'],
      to: 'reasons',
    },
    'state-reasons': {
      ...stated,
      title: '说明申请理由',
      by: applicant,
      form: form.reasonsStated,
      clocks: [{ do: 'stop', clock: 'reasons' }],
    },
    'register-reasons': {
      ...stated,
      title: '登记申请人的书面说明',
      by: clerk,
      form: form.reasonsOnPaper,
      clocks: [{ do: 'stop', clock: 'reasons', on: 'receivedOn' }],
    },
    'judge-reasons': {
      title: '认定理由是否合理',
      by: head,
      in: ['reasons'],
      cites: [dis.art('35')],
      needs: [
        need(
          'REASONS-HEARD',
          any(cond('reasons-stated'), clock('reasons', 'elapsed')),
          '申请人还没有说明理由，说明的时间也没有届满',
          [dis.art('35')],
        ),
      ],
      form: form.reasonsJudged,
      settles: ['reasons-unreasonable'],
      clocks: [{ do: 'stop', clock: 'reasons' }],
      to: 'handling',
    },
    'delay-answer': {
      title: '确定延迟答复的期限并告知申请人',
      about: '理由合理但无法按期答复的，确定合理期限',
      by: head,
      in: ['handling'],
      cites: [dis.art('35')],
      needs: [
        need('DELAY-JUDGED', done('judge-reasons'), '没有要求申请人说明理由并作出认定，不能延迟答复', [
          dis.art('35'),
        ]),
        need(
          'DELAY-REASONABLE',
          not(cond('reasons-unreasonable')),
          '理由不合理的，告知不予处理，不是延迟答复',
          [dis.art('35')],
        ),
        inTime('DELAY-IN-TIME', '答复期限已经届满，不能再延迟', '35'),
        quiet,
      ],
      form: form.delay,
      rules: [
        {
          code: 'DELAY-BY',
          field: 'answerBy',
          cites: [dis.art('35')],
          say: '延迟答复的截止日期应当晚于今天',
          check: (input, _view, env) => String(input.answerBy) > env.today,
        },
      ],
      clocks: [{ do: 'restart', clock: 'answer', until: 'answerBy' }],
      papers: ['delay-notice'],
    },
  },
  clocks: {
    reasons: {
      title: '说明理由的期限',
      kind: 'right',
      owedBy: 'applicant',
      limit: settings.shortestReasons,
      lastDay: 'roll',
      cites: [dis.art('35'), design('说明理由的时间最短5个工作日')],
    },
  },
  conditions: {
    'reasons-stated': {
      title: '申请人已经说明理由',
      test: { fn: (v) => Boolean(v.last('state-reasons') ?? v.last('register-reasons')) },
    },
    'reasons-unreasonable': { title: '理由不合理', test: { is: ['judge-reasons.conclusion', '不合理'] } },
  },
  papers: { 'reasons-letter': letters.reasonsLetter, 'delay-notice': letters.delayNotice },
};

/** Art. 42 and 国办函〔2020〕109号. */
export const charging: Fragment = {
  acts: {
    'fee-notice': {
      title: '发出收费通知',
      about: '数量、频次明显超过合理范围的，可以收取信息处理费；按件、按量选用一种',
      by: clerk,
      in: ['handling'],
      cites: [dis.art('42'), fees.art('3'), fees.art('6')],
      needs: [inTime('FEE-IN-TIME', '收费通知要在答复期限内发出，期限已经届满', '42'), quiet],
      form: form.feeNotice,
      rules: [
        {
          code: 'FEE-MODE',
          field: 'mode',
          cites: [fees.art('3'), fees.art('4'), fees.art('5')],
          say: '按件计收填件数和本月此前已申请的件数，按量计收填页数，两种标准不能同时用',
          check: (input) =>
            input.mode === '按件计收'
              ? input.items !== undefined && input.earlier !== undefined && input.pages === undefined
              : input.pages !== undefined && input.items === undefined && input.earlier === undefined,
        },
        {
          code: 'FEE-ZERO',
          field: 'mode',
          cites: [fees.art('4'), fees.art('5')],
          say: '没有超过收费的起点，不收费',
          check: (input) => feeOf(input).amount > 0,
        },
      ],
      clocks: [{ do: 'stop', clock: 'answer' }],
      papers: ['fee-notice'],
      to: 'payment',
    },
    'fee-notice-received': {
      title: '登记申请人收到收费通知',
      by: clerk,
      in: ['payment'],
      cites: [fees.art('6')],
      form: form.received,
      repeats: true,
      needs: [need('FEE-RECEIVED-ONCE', clock('payment', 'idle'), '已经登记收到收费通知', [fees.art('6')])],
      clocks: [{ do: 'start', clock: 'payment', on: 'receivedOn' }],
    },
    'record-payment': {
      title: '登记缴费',
      about: '答复期限从完成缴费的次日起重新计算',
      by: clerk,
      in: ['payment'],
      cites: [fees.art('6'), fees.art('7')],
      form: form.payment,
      repeats: true,
      rules: [
        {
          code: 'FEE-AMOUNT',
          field: 'amount',
          cites: [fees.art('6')],
          say: '缴纳金额与收费通知不一致',
          check: (input, view) => {
            const due = feeOf(view.last('fee-notice')?.input ?? {}).amount;
            return input.amount === due || `收费通知的金额是${due}元`;
          },
        },
      ],
      clocks: [
        { do: 'stop', clock: 'payment', on: 'paidOn' },
        { do: 'restart', clock: 'answer', on: 'paidOn' },
      ],
      to: 'handling',
    },
    'abandon-payment': {
      title: '逾期不缴费，视为放弃',
      by: [{ kind: 'system' }],
      in: ['payment'],
      cites: [fees.art('6')],
      needs: [need('PAYMENT-OVER', clock('payment', 'elapsed'), '缴费期限还没有届满', [fees.art('6')])],
      clocks: [{ do: 'stop', clock: 'payment' }],
      papers: ['fee-abandoned'],
      to: 'abandoned',
    },
  },
  clocks: {
    payment: {
      title: '缴费期限',
      kind: 'right',
      owedBy: 'applicant',
      limit: workdays(20),
      lastDay: 'roll',
      cites: [fees.art('6')],
      onExpiry: 'abandon-payment',
    },
  },
  papers: { 'fee-notice': letters.feeNotice, 'fee-abandoned': letters.feeAbandoned },
};
