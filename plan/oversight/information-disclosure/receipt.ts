import {
  type ClockEffect,
  cond,
  dateOf,
  days,
  design,
  type Fragment,
  type Guard,
  not,
  office,
  party,
  planTask,
  post,
  resident,
  workdays,
} from '@fadu/kernel';
import { disclosureRegulations as dis } from '../../statutes/index.ts';
import * as form from './forms.ts';

export const task40 = planTask(40, '严格执行政府信息公开条例，提升依申请公开办理质量');

export const clerk = [post('disclosure-clerk', 'agency')];
export const head = [post('disclosure-head', 'agency')];
export const applicant = [party('applicant')];

/** Phases in which a case may still be withdrawn or pass to a successor. */
export const BEFORE_REPLY = ['submitted', 'handling', 'correction', 'reasons', 'payment'] as const;
/** Clocks that a case may leave behind when it closes without a signed reply. */
const CLOCKS = [
  'receipt-confirmation',
  'answer',
  'correction-notice',
  'correction',
  'third-party-answer',
  'co-maker-answer',
  'reasons',
  'payment',
];
/** Stop whatever still runs. */
export const stopAll = (): ClockEffect[] => CLOCKS.map((clock) => ({ do: 'stop', clock }) as const);

/** Values that no source fixes; a city sets its own. */
export const settings = {
  /** Time to confirm an application that came online or by fax. */
  confirmOnline: workdays(2),
  /** Shortest time a correction notice leaves. */
  shortestCorrection: workdays(5),
  /** Shortest time for stating reasons under art. 35. */
  shortestReasons: workdays(5),
} as const;

const received = (on: string, when?: Guard): ClockEffect[] => [
  { do: 'start', clock: 'answer', on, ...(when && { when }) },
  { do: 'start', clock: 'correction-notice', on, ...(when && { when }) },
];

/** Receipt by every way of art. 31, withdrawal, and succession of the organ. */
export const receiving: Fragment = {
  acts: {
    'apply-online': {
      title: '网上提交申请',
      about: '写明姓名和联系方式、所需信息、希望的形式；不需要说明用途和理由',
      by: [resident],
      in: [],
      opens: true,
      repeats: true,
      cites: [dis.art('27'), dis.art('29'), task40],
      form: form.onlineApplication,
      rules: [
        {
          code: 'AGENCY',
          field: 'agency',
          cites: [dis.art('27')],
          say: '只能向地方各级人民政府、对外以自己名义履行职责的部门和派出机构、法律法规授权的组织申请',
          check: (input, _view, env) =>
            ['government', 'department', 'township', 'dispatched', 'authorised'].includes(
              env.organ(String(input.agency))?.kind ?? '',
            ),
        },
      ],
      settles: ['needs-confirmation', 'plain-letter'],
      outcomes: { online: { title: '网上', conds: { 'needs-confirmation': true, 'plain-letter': false } } },
      binds: [
        { relation: 'applicant', from: 'actor.person' },
        { relation: 'agency', from: 'agency' },
      ],
      clocks: [{ do: 'start', clock: 'receipt-confirmation' }],
      numbers: ['application'],
      to: 'submitted',
    },
    register: {
      title: '登记收到的申请',
      about: '当面、口头、邮寄、信函、传真的申请由工作机构登记；口头申请代为填写并读给申请人听',
      by: [office('disclosure-clerk')],
      in: [],
      opens: true,
      repeats: true,
      cites: [dis.art('29'), dis.art('31'), dis.art('45'), task40],
      form: form.registration,
      rules: [
        {
          code: 'ARRIVED',
          field: 'arrivedOn',
          cites: [dis.art('31')],
          say: '提交、签收或者到达日期不能晚于今天',
          check: (input, _view, env) => String(input.arrivedOn) <= env.today,
        },
        {
          code: 'ORAL',
          field: 'readBack',
          cites: [dis.art('29')],
          say: '口头申请要写明书写有困难的情况，代为填写后读给申请人听并经其确认',
          check: (input) =>
            input.channel !== '口头申请' ||
            (input.readBack === true && String(input.oralWhy ?? '').length >= 2),
        },
      ],
      settles: ['needs-confirmation', 'plain-letter'],
      outcomes: {
        dated: {
          title: '当面提交或者签收，当日即为收到之日',
          conds: { 'needs-confirmation': false, 'plain-letter': false },
        },
        fax: { title: '传真，待双方确认', conds: { 'needs-confirmation': true, 'plain-letter': false } },
        letter: {
          title: '平常信函，当日与申请人确认',
          conds: { 'needs-confirmation': true, 'plain-letter': true },
        },
      },
      binds: [
        { relation: 'applicant', from: 'account' },
        { relation: 'agency', from: 'actor.organ' },
      ],
      clocks: [
        { do: 'start', clock: 'receipt-confirmation', on: 'arrivedOn', when: cond('needs-confirmation') },
        ...received('arrivedOn', not(cond('needs-confirmation'))),
      ],
      numbers: ['application'],
      to: [
        { when: cond('needs-confirmation'), phase: 'submitted' },
        { when: not(cond('needs-confirmation')), phase: 'handling' },
      ],
    },
    'confirm-receipt': {
      title: '与申请人确认收到',
      about: '双方确认之日为收到申请之日',
      by: clerk,
      in: ['submitted'],
      cites: [dis.art('31')],
      form: form.confirmation,
      clocks: [{ do: 'stop', clock: 'receipt-confirmation', on: 'confirmedOn' }, ...received('confirmedOn')],
      rules: [
        {
          code: 'CONFIRMED',
          field: 'confirmedOn',
          cites: [dis.art('31')],
          say: '确认日期不能早于申请提交或者到达的日期，也不能晚于今天',
          check: (input, view, env) => {
            const opened =
              view.last('register')?.input.arrivedOn ?? dateOf(view.last('apply-online')?.at ?? env.now);
            return String(input.confirmedOn) >= String(opened) && String(input.confirmedOn) <= env.today;
          },
        },
      ],
      to: 'handling',
    },
    withdraw: {
      title: '撤回申请',
      about: '答复之前申请人随时可以撤回，不需要理由',
      by: applicant,
      in: BEFORE_REPLY,
      cites: [dis.art('45'), design('申请人撤回的，按“其他处理”办结')],
      form: form.withdrawal,
      clocks: stopAll(),
      papers: ['withdrawal-note'],
      to: 'withdrawn',
    },
    'register-withdrawal': {
      title: '登记申请人书面撤回',
      by: clerk,
      in: BEFORE_REPLY,
      cites: [dis.art('45'), design('申请人撤回的，按“其他处理”办结')],
      form: form.withdrawalOnPaper,
      rules: [
        {
          code: 'WITHDRAWN',
          field: 'receivedOn',
          cites: [dis.art('45')],
          say: '收到撤回材料的日期不能晚于今天',
          check: (input, _view, env) => String(input.receivedOn) <= env.today,
        },
      ],
      clocks: stopAll(),
      papers: ['withdrawal-note'],
      to: 'withdrawn',
    },
    'pass-to-successor': {
      title: '移交承接职权的机关',
      about: '机构调整后由承接职权的机关继续办理，期限继续计算',
      by: head,
      in: [...BEFORE_REPLY, 'delivering'],
      cites: [dis.art('10'), design('机构调整的，由承接职权的机关继续办理，期限不重新计算')],
      repeats: true,
      form: form.succession,
      binds: [{ relation: 'agency', from: 'successor' }],
    },
  },
  clocks: {
    'receipt-confirmation': {
      title: '与申请人确认收到的期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: [
        { when: cond('plain-letter'), limit: days(0), cites: [dis.art('31')] },
        {
          when: not(cond('plain-letter')),
          limit: settings.confirmOnline,
          cites: [design('网上和传真申请的确认期限按2个工作日设定')],
        },
      ],
      lastDay: 'keep',
      cites: [dis.art('31'), design('网上和传真申请的确认期限按2个工作日设定')],
    },
    answer: {
      title: '答复期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(20),
      lastDay: 'roll',
      cites: [dis.art('33', { paragraph: 2 })],
      extension: { limit: workdays(20), times: 1, cites: [dis.art('33', { paragraph: 2 })] },
      warnBefore: workdays(5),
    },
  },
  conditions: {
    'needs-confirmation': {
      title: '收到之日须经双方确认',
      test: {
        fn: (v) =>
          v.last('apply-online') !== undefined || form.CONFIRMED_CHANNELS.includes(v.get('register.channel')),
      },
    },
    'plain-letter': { title: '以平常信函提交', test: { is: ['register.channel', '平常信函'] } },
  },
};
