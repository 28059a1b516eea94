/** A clue goes from organ to organ or region to region (R20.1): accepted, returned or escalated in time, its result fed back. */
import {
  any,
  type CaseView,
  clock,
  cond,
  daysBetween,
  design,
  elapsed,
  type Fragment,
  type InputRule,
  type Law,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
  type Question,
} from '@fadu/kernel';
import { linkFault, penaltyQuestion } from '../compulsion-cases/link.ts';
import { table, text } from '../penalty-cases/paper-parts.ts';
import {
  cites,
  designationLimit,
  limits,
  receiptLimit,
  receiverRule,
  resultLimit,
  superiorRule,
  task20,
} from './common.ts';
import * as form from './forms.ts';

const sender = [post('case-clerk', 'sender')];
const senderHead = [post('head', 'sender')];
const receiver = [post('case-clerk', 'receiver')];
const receiverHead = [post('head', 'receiver')];
const current = (view: CaseView): string => view.bound('receiver')[0] ?? '';
const own = (input: Readonly<Record<string, unknown>>): Question & { ask: 'case' } =>
  penaltyQuestion(input.caseNumber, []);

const resultByRule: InputRule = {
  code: 'RESULT-BY',
  field: 'resultBy',
  cites: [resultLimit],
  say: `反馈期限应当在今天之后，最长${limits.longestResult.n}日`,
  check: (input, _view, env) =>
    String(input.resultBy) > env.today &&
    daysBetween(env.today, String(input.resultBy)) <= limits.longestResult.n,
};

const parts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions'>> = {
  acts: {
    send: {
      title: '移送线索',
      about: '发现属于别的机关、别的地区的违法线索，先固定证据，写明反馈期限，移送过去',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: [...cites.clue, ...cites.place],
      form: form.clue,
      rules: [
        receiverRule,
        {
          code: 'FIXED',
          field: 'fixed',
          cites: [...cites.clue],
          say: '移送之前先固定证据',
          check: (input) => input.fixed === true,
        },
        {
          code: 'FOUND-DAY',
          field: 'foundOn',
          cites: [...cites.clue],
          say: '发现日期不能晚于今天',
          check: (input, _view, env) => String(input.foundOn) <= env.today,
        },
        resultByRule,
      ],
      binds: [
        { relation: 'sender', from: 'actor.organ' },
        { relation: 'receiver', from: 'receiver' },
      ],
      numbers: ['clue'],
      papers: ['clue-letter'],
      clocks: [
        { do: 'start', clock: 'receipt' },
        { do: 'start', clock: 'result', until: 'resultBy' },
      ],
      to: 'sent',
    },
    accept: {
      title: '接收线索',
      by: receiver,
      in: ['sent'],
      cites: [...cites.clue, receiptLimit],
      form: form.acceptance,
      clocks: [{ do: 'stop', clock: 'receipt' }],
      to: 'handling',
    },
    'return-clue': {
      title: '退回线索',
      about: '不属于本机关管辖的，说明理由退回；上级指定过的不得退回',
      by: receiverHead,
      in: ['sent'],
      cites: [...cites.place, receiptLimit],
      repeats: true,
      needs: [
        need('DESIGNATED', not(cond('designated')), '上级已经指定由本机关办理，不得退回', [...cites.dispute]),
      ],
      form: form.returned,
      settles: ['sent-back'],
      outcomes: { back: { title: '退回', conds: { 'sent-back': true } } },
      clocks: [
        { do: 'stop', clock: 'receipt' },
        { do: 'stop', clock: 'result' },
      ],
      to: 'returned',
    },
    escalate: {
      title: '报请共同的上级',
      about: '被退回有不同意见、逾期不答复或者不反馈的，报请共同的上级政府指定',
      by: senderHead,
      in: ['sent', 'returned', 'handling'],
      cites: [...cites.dispute, task20],
      needs: [
        need(
          'GROUNDS',
          any(cond('sent-back'), elapsed('receipt'), elapsed('result')),
          '没有被退回，对方也没有逾期，不需要报请上级',
          [...cites.dispute, receiptLimit],
        ),
      ],
      form: form.escalation,
      rules: [
        superiorRule((view) => [view.bound('sender')[0] ?? '', current(view)]),
        {
          code: 'GROUND',
          field: 'ground',
          cites: [...cites.dispute],
          say: '报请的情形与记录不符',
          check: (input, view) => (input.ground === '被退回') === (view.last('return-clue') !== undefined),
        },
      ],
      binds: [{ relation: 'superior', from: 'superior' }],
      clocks: [
        { do: 'stop', clock: 'receipt' },
        { do: 'stop', clock: 'result' },
        { do: 'restart', clock: 'designation' },
      ],
      to: 'escalated',
    },
    designate: {
      title: '指定办理机关',
      by: [post('principal-head', 'superior')],
      in: ['escalated'],
      cites: [...cites.dispute, designationLimit],
      repeats: true,
      form: form.clueDesignation,
      rules: [
        resultByRule,
        {
          code: 'ORGAN',
          field: 'organ',
          cites: [...cites.dispute],
          say: '请选择行政执法机关',
          check: (input, _view, env) =>
            env.organ(String(input.organ)) !== undefined && input.organ !== env.acting,
        },
      ],
      binds: [
        { relation: 'earlier', from: (_input, view) => view.bound('receiver') },
        { relation: 'receiver', from: 'organ' },
      ],
      settles: ['designated', 'sent-back'],
      outcomes: { designated: { title: '已指定', conds: { designated: true, 'sent-back': false } } },
      voids: ['accept', 'return-clue', 'escalate'],
      clocks: [
        { do: 'stop', clock: 'designation' },
        { do: 'restart', clock: 'receipt' },
        { do: 'restart', clock: 'result', until: 'resultBy' },
      ],
      to: 'sent',
    },
    'report-result': {
      title: '反馈结果',
      by: receiver,
      in: ['handling'],
      cites: [...cites.clue, resultLimit],
      form: form.clueResult,
      rules: [
        {
          code: 'CASE',
          field: 'caseNumber',
          cites: [task20],
          say: '已立案的填写本机关的处罚案件编号，其他结果不填',
          asks: (input) => (input.caseNumber ? [own(input)] : []),
          check: (input, _view, env) => {
            if ((input.result === '已立案') !== Boolean(input.caseNumber)) return false;
            return !input.caseNumber || linkFault(env.answer(own(input)), input.caseNumber, env, false);
          },
        },
      ],
      clocks: [{ do: 'stop', clock: 'result' }],
      to: 'answered',
    },
    close: {
      title: '收到结果，办结',
      by: sender,
      in: ['answered'],
      cites: [...cites.clue],
      to: 'closed',
    },
    'take-back': {
      title: '收回线索，自行办理',
      about: '退回的理由成立的收回，由本机关办理或者另行移送',
      by: senderHead,
      in: ['sent', 'returned'],
      cites: [...cites.clue],
      form: form.reasons,
      needs: [need('DESIGNATED', not(cond('designated')), '上级已经指定，不能收回', [...cites.dispute])],
      clocks: [
        { do: 'stop', clock: 'receipt' },
        { do: 'stop', clock: 'result' },
      ],
      to: 'taken-back',
    },
  },
  clocks: {
    receipt: {
      title: '接收或者退回线索的期限',
      kind: 'duty',
      owedBy: 'receiver',
      limit: limits.receipt,
      lastDay: 'roll',
      cites: [receiptLimit],
    },
    result: {
      title: '反馈线索结果的期限',
      kind: 'duty',
      owedBy: 'receiver',
      limit: limits.longestResult,
      lastDay: 'roll',
      cites: [resultLimit],
    },
    designation: {
      title: '指定办理机关的期限',
      kind: 'duty',
      owedBy: 'superior',
      limit: limits.designation,
      lastDay: 'roll',
      cites: [designationLimit],
    },
  },
  conditions: {
    'sent-back': {
      title: '线索被退回',
      test: { fn: (view) => view.last('return-clue') !== undefined },
    },
    designated: { title: '上级已经指定', test: { fn: (view) => view.last('designate') !== undefined } },
  },
};

const laws: readonly Law[] = [
  law('ANSWERED', '移送的线索必须接收、退回、由上级指定，或者由移送机关收回', [...cites.clue], {
    kind: 'answered',
    cause: { act: 'send' },
    effect: ['accept', 'return-clue', 'designate', 'take-back'],
  }),
  law('FED-BACK', '没有反馈结果的线索不得办结', [...cites.clue, resultLimit], {
    kind: 'ends-with',
    ends: ['closed'],
    acts: ['report-result'],
  }),
  law('ACCEPTED', '没有接收的线索不得反馈结果', [...cites.clue], {
    kind: 'precedes',
    first: [{ act: 'accept' }],
    then: 'report-result',
    since: ['send', 'designate'],
  }),
  law('NO-RETURN', '上级指定的线索不得退回', [...cites.dispute], {
    kind: 'only-while',
    act: 'return-clue',
    guard: not(cond('designated')),
  }),
  law('ASKED', '没有报请的，上级不作指定', [...cites.dispute], {
    kind: 'precedes',
    first: [{ act: 'escalate' }],
    then: 'designate',
  }),
  law('NOT-EARLY', '对方没有逾期也没有退回的，不得报请上级', [...cites.dispute, receiptLimit], {
    kind: 'only-while',
    act: 'escalate',
    guard: any(cond('sent-back'), clock('receipt', 'elapsed'), clock('result', 'elapsed')),
  }),
];

/** A clue sent from organ to organ (违法线索移送), task 20 of the plan; pack of enforcement, section 7.2. */
export const clueTransfer: Procedure = {
  code: 'clue-transfer',
  title: '违法线索移送',
  system: 'joint-enforcement',
  version: '2026-02-01',
  from: '2021-07-15',
  cites: [...cites.clue],
  about:
    '一个机关发现属于别的机关、别的地区的违法线索：固定证据移送，对方按时接收或者说明理由退回，争议报请共同的上级指定，结果反馈给移送的机关。',
  transition: { says: '以前移送的线索按移送时写明的期限反馈。', cites: [design('以前移送的按移送时的约定')] },
  relations: { sender: '移送机关', receiver: '接收机关', earlier: '先前的接收机关', superior: '共同的上级' },
  roles: { 'case-clerk': '经办人', head: '机关负责人', 'principal-head': '上级主要负责人' },
  phases: {
    sent: { title: '待接收' },
    handling: { title: '办理中' },
    returned: { title: '被退回' },
    escalated: { title: '上级指定中' },
    answered: { title: '已反馈，待办结' },
    closed: { title: '办结', end: 'done' },
    'taken-back': { title: '收回', end: 'stopped' },
  },
  ...parts,
  laws,
  papers: {
    'clue-letter': {
      title: '违法线索移送函',
      kind: '信函',
      issuedBy: 'sender',
      series: 'clue',
      compose: (view, context) => ({
        title: '违法线索移送函',
        recipients: `${context.organName(view.text('send.receiver'))}：`,
        blocks: [
          ...text(
            `现将“${view.text('send.title')}”的线索移送你单位办理。请在五个工作日内告知是否接收，在下列期限内反馈结果。`,
          ),
          table([
            ['涉及的单位或者个人', view.text('send.partyName')],
            ['地点', view.text('send.place')],
            ['发现日期', view.text('send.foundOn')],
            ['发现的情况', view.text('send.facts')],
            ['移送的理由', view.text('send.basis')],
            ['证据清单', ((view.get('send.evidence') ?? []) as readonly string[]).join('；')],
            ['反馈期限', view.text('send.resultBy')],
          ]),
        ],
      }),
    },
  },
  titleFrom: 'send.title',
  owner: 'sender',
  series: { clue: { title: '线索移送文号', format: '{mark}线移〔{year}〕{n}号', of: 'sender' } },
};
