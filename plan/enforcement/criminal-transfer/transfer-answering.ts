/** The police sign, decide and review; the procuratorate supervises; goods handed over, or back to administrative handling. */
import { all, clock, cond, days, elapsed, type Fragment, need, not } from '@fadu/kernel';
import { compulsionLaw as acl, policeClueRules, criminalTransferRules as trf } from '../../statutes/index.ts';
import { handler, police, THREE_DAYS, threeDays } from './common.ts';
import * as form from './forms.ts';
import { dayRule, holding, measures } from './transfer-shared.ts';

/** The three days run and are not over. */
const inTime = all(clock('challenge', 'running'), not(elapsed('challenge')));
const filedClocks = { do: 'start', clock: 'hand-goods', when: cond('filed'), on: 'noticeOn' } as const;
const toFiled = [
  { when: cond('filed'), phase: 'filed' },
  { when: not(cond('filed')), phase: 'declined' },
];
const answers = {
  filed: { title: '立案', conds: { filed: true } },
  declined: { title: '不立案', conds: { filed: false } },
};

export const answering: Fragment = {
  acts: {
    'police-receipt': {
      title: '公安机关回执',
      about: '在移送书回执上签字；不属于本机关管辖的二十四小时内转送并书面告知',
      by: police,
      in: ['handed'],
      cites: [trf.art('7')],
      repeats: true,
      needs: [need('RECEIVED', not(cond('received')), '公安机关已经受理', [trf.art('7')])],
      form: form.receipt,
      rules: [
        dayRule('RECEIPT-DAY', 'on', (_input, view) => view.get('hand-over.on')),
        {
          code: 'PASSED-ON',
          field: 'passedTo',
          cites: [trf.art('7')],
          say: '转送的要写明转送到哪个公安机关',
          check: (input) => input.result === '受理' || Boolean(input.passedTo),
        },
      ],
      settles: ['received'],
      outcomes: {
        received: { title: '受理', conds: { received: true } },
        passed: { title: '已转送', conds: { received: false } },
      },
      clocks: [
        { do: 'stop', clock: 'receipt', when: cond('received') },
        { do: 'restart', clock: 'receipt', when: not(cond('received')) },
        { do: 'start', clock: 'police-decide', when: cond('received'), on: 'on' },
      ],
    },
    'police-extend': {
      title: '公安机关延长审查期限',
      about: '线索需要查证的七日内、重大疑难复杂的三十日内决定（未核实）；期限届满之前延长一次',
      by: police,
      in: ['handed'],
      cites: [policeClueRules.art('1'), trf.art('8')],
      needs: [
        need('RECEIPT', cond('received'), '公安机关还没有签收', [trf.art('7')]),
        need(
          'POLICE-RUNNING',
          all(clock('police-decide', 'running'), not(elapsed('police-decide'))),
          '审查期限没有起算，或者已经届满，不能延长',
          [policeClueRules.art('1'), trf.art('8')],
        ),
      ],
      form: form.clueTime,
      rules: [
        {
          code: 'CLUE-TIME',
          field: 'days',
          cites: [policeClueRules.art('1')],
          say: '延长超过了这种情形允许的期限',
          check: (input) => {
            const most = form.CLUE_GROUNDS[input.ground as keyof typeof form.CLUE_GROUNDS];
            return Number(input.days) <= most || `${String(input.ground)}的，最多再延长${most}日`;
          },
        },
      ],
      clocks: [{ do: 'extend', clock: 'police-decide', byField: 'days' }],
    },
    'police-decision': {
      title: '公安机关审查决定',
      about: '接受移送之日起三日内决定是否立案，书面通知；不予立案的说明理由、退回案卷材料',
      by: police,
      in: ['handed'],
      cites: [trf.art('8')],
      needs: [need('RECEIPT', cond('received'), '公安机关还没有签收', [trf.art('7')])],
      form: form.policeDecision,
      rules: [
        dayRule('DECIDED-DAY', 'decidedOn', (_input, view) => view.get('police-receipt.on')),
        dayRule('NOTICE-DAY', 'noticeOn', (input) => input.decidedOn),
        {
          code: 'DECLINED-WHY',
          field: 'reasons',
          cites: [trf.art('8')],
          say: '不予立案的应当说明理由，退回案卷材料',
          check: (input) => input.result === '立案' || (Boolean(input.reasons) && input.filesBack === true),
        },
      ],
      settles: ['filed'],
      outcomes: answers,
      clocks: [
        { do: 'stop', clock: 'police-decide', on: 'decidedOn' },
        filedClocks,
        { do: 'start', clock: 'challenge', when: not(cond('filed')), on: 'noticeOn' },
      ],
      to: toFiled,
    },
    'request-review': {
      title: '提请公安机关复议',
      about: '认为应当立案的，自接到不予立案通知书之日起三日内提请',
      by: handler,
      in: ['declined'],
      cites: [trf.art('9')],
      needs: [
        need('CHALLENGE', inTime, '提请复议的三日已经届满', [trf.art('9'), threeDays]),
        need(
          'REVIEW-ONCE',
          not({ op: 'done', act: 'review-answer' }),
          '已经复议过，仍有异议的建议检察机关立案监督',
          [trf.art('9')],
        ),
      ],
      form: form.review,
      rules: [dayRule('SENT-DAY', 'sentOn', (_input, view) => view.get('police-decision.noticeOn'))],
      clocks: [
        { do: 'stop', clock: 'challenge', on: 'sentOn' },
        { do: 'start', clock: 'review', on: 'sentOn' },
      ],
      papers: ['review-request'],
      to: 'review',
    },
    'review-answer': {
      title: '公安机关复议决定',
      by: police,
      in: ['review'],
      cites: [trf.art('9')],
      form: form.reviewAnswer,
      rules: [
        dayRule('DECIDED-DAY', 'decidedOn', (_input, view) => view.get('request-review.sentOn')),
        dayRule('NOTICE-DAY', 'noticeOn', (input) => input.decidedOn),
      ],
      settles: ['filed'],
      outcomes: answers,
      clocks: [
        { do: 'stop', clock: 'review', on: 'decidedOn' },
        filedClocks,
        { do: 'restart', clock: 'challenge', when: not(cond('filed')), on: 'noticeOn' },
      ],
      to: toFiled,
    },
    'ask-procuratorate': {
      title: '建议检察机关立案监督',
      about: '对不予立案或者复议决定有异议的，自接到通知之日起三日内建议人民检察院依法进行立案监督',
      by: handler,
      in: ['declined'],
      cites: [trf.art('9')],
      needs: [need('CHALLENGE', inTime, '建议立案监督的三日已经届满', [trf.art('9'), threeDays])],
      form: form.supervision,
      rules: [
        dayRule(
          'SENT-DAY',
          'sentOn',
          (_input, view) => view.get('review-answer.noticeOn') ?? view.get('police-decision.noticeOn'),
        ),
      ],
      clocks: [{ do: 'stop', clock: 'challenge', on: 'sentOn' }],
      papers: ['supervision-request'],
      to: 'procuratorate',
    },
    'procuratorate-answer': {
      title: '登记立案监督的结果',
      by: handler,
      in: ['procuratorate'],
      cites: [trf.art('9')],
      form: form.supervisionAnswer,
      rules: [dayRule('NOTICE-DAY', 'noticeOn', (_input, view) => view.get('ask-procuratorate.sentOn'))],
      settles: ['filed'],
      outcomes: answers,
      clocks: [filedClocks],
      to: toFiled,
    },
    'hand-goods': {
      title: '移交涉案物品和材料',
      about: '自接到立案通知书之日起三日内移交，办结交接手续；查封、扣押的财物同时随案移送',
      by: handler,
      in: ['filed'],
      cites: [trf.art('12'), acl.art('21')],
      form: form.handGoods,
      rules: [
        dayRule(
          'HANDED-DAY',
          'on',
          (_input, view) =>
            view.get('procuratorate-answer.noticeOn') ??
            view.get('review-answer.noticeOn') ??
            view.get('police-decision.noticeOn'),
        ),
        {
          code: 'INV-R4',
          field: 'whole',
          cites: [trf.art('12'), acl.art('21')],
          say: '涉案物品和材料应当全部移交',
          asks: (_input, view) => [measures(view)],
          check: (input, view, env) => {
            if (input.whole !== true) return false;
            const held = holding(env.answer(measures(view)));
            return (
              held.length === 0 ||
              `${held.map((c) => `“${c.title}”`).join('、')}的财物还没有随案移送，请先在那里登记移交`
            );
          },
        },
      ],
      clocks: [{ do: 'stop', clock: 'hand-goods', on: 'on' }],
      papers: ['goods-receipt'],
      to: 'completed',
    },
    'accept-declined': {
      title: '退回行政处理',
      about: '公安机关不立案的，依法作出行政处理；处罚案件的办案期限从登记之日起恢复计算',
      by: handler,
      in: ['declined'],
      cites: [trf.art('10')],
      form: form.accepted,
      clocks: [{ do: 'stop', clock: 'challenge' }],
      to: 'returned',
    },
  },
  clocks: {
    'police-decide': {
      title: '公安机关审查决定的期限',
      kind: 'duty',
      owedBy: 'police',
      limit: THREE_DAYS,
      lastDay: 'keep',
      cites: [trf.art('8'), threeDays],
      extension: { limit: days(27), times: 1, cites: [policeClueRules.art('1')] },
    },
    challenge: {
      title: '提请复议、建议立案监督的期限',
      kind: 'right',
      owedBy: 'lead',
      limit: THREE_DAYS,
      lastDay: 'keep',
      cites: [trf.art('9'), threeDays],
    },
    review: {
      title: '公安机关复议的期限',
      kind: 'duty',
      owedBy: 'police',
      limit: THREE_DAYS,
      lastDay: 'keep',
      cites: [trf.art('9'), threeDays],
    },
    'hand-goods': {
      title: '移交涉案物品和材料的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: THREE_DAYS,
      lastDay: 'keep',
      cites: [trf.art('12'), threeDays],
    },
  },
  conditions: {
    received: { title: '公安机关已经受理', test: { is: ['police-receipt.result', '受理'] } },
    filed: {
      title: '公安机关已经立案',
      test: {
        fn: (v) =>
          v.get('police-decision.result') === '立案' ||
          v.get('review-answer.result') === '立案' ||
          v.get('procuratorate-answer.result') === '公安机关已按通知立案',
      },
    },
  },
};
