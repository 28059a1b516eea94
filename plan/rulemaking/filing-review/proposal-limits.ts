/** Limits, conditions and laws of a review on someone's proposal. */
import {
  any,
  type CaseView,
  cond,
  days,
  daysUnder,
  design,
  type Fragment,
  type Law,
  law,
  not,
} from '@fadu/kernel';
import { litigationInterpretation as litRules, reconsiderationLaw as rec } from '../../statutes/index.ts';
import { reviewCites, settings, task36 } from './common.ts';
import type * as form from './forms.ts';

/** How long a citizen waits for an answer: our own setting. */
export const citizenTime = design('审查建议的答复期限按60日设定');
/** Where a review came from; empty for a citizen's proposal. */
export const source = (view: CaseView) => view.text('receive-suggestion.source');
const isSource = (name: form.Source) => ({ is: ['receive-suggestion.source', name] as const });

/** Clocks and conditions. */
export const proposalLimits: Fragment = {
  clocks: {
    admission: {
      title: '决定是否受理的期限',
      kind: 'duty',
      owedBy: 'desk',
      limit: settings.admission,
      lastDay: 'roll',
      cites: [design('审查建议的受理期限按5个工作日设定')],
    },
    reply: {
      title: '答复期限',
      kind: 'duty',
      owedBy: 'desk',
      limit: [
        { when: cond('own-power'), limit: days(30), cites: [rec.art('56'), rec.art('57')] },
        { when: cond('forwarded-here'), limit: days(60), cites: [rec.art('60')] },
        { when: cond('from-court'), limit: settings.citizenReply, cites: [citizenTime] },
        {
          when: not(any(cond('own-power'), cond('forwarded-here'), cond('from-court'))),
          limit: settings.citizenReply,
          cites: [citizenTime],
        },
      ],
      lastDay: 'roll',
      cites: [rec.art('60'), citizenTime],
      warnBefore: days(7),
    },
    'court-answer': {
      title: '书面答复人民法院的期限',
      kind: 'duty',
      owedBy: 'filer',
      limit: days(60),
      lastDay: 'roll',
      cites: [litRules.art('149')],
      warnBefore: days(10),
    },
    'notify-maker': {
      title: '通知制定机关答复的期限',
      kind: 'duty',
      owedBy: 'desk',
      limit: daysUnder({ workdaysFor: [3, 5, 7, 10], article: '88' }, 3),
      lastDay: 'roll',
      cites: [rec.art('58'), rec.art('88')],
    },
    'maker-answer': {
      title: '制定机关书面答复的期限',
      kind: 'duty',
      owedBy: 'filer',
      limit: daysUnder({ workdaysFor: [3, 5, 7, 10], article: '88' }, 10),
      lastDay: 'roll',
      cites: [rec.art('58'), rec.art('88')],
      survives: true,
    },
    forward: {
      title: '转送期限',
      kind: 'duty',
      owedBy: 'desk',
      limit: daysUnder({ workdaysFor: [3, 5, 7, 10], article: '88' }, 7),
      lastDay: 'roll',
      cites: [rec.art('56'), rec.art('88')],
    },
    'forward-reply': {
      title: '接受转送的机关回复的期限',
      kind: 'right',
      owedBy: 'desk',
      limit: days(60),
      lastDay: 'roll',
      cites: [rec.art('60')],
    },
  },
  conditions: {
    citizen: {
      title: '公众提出',
      test: { fn: (v) => v.last('propose-review') !== undefined },
    },
    'from-court': { title: '人民法院的司法建议', test: isSource('人民法院司法建议') },
    'forwarded-here': { title: '行政复议机关转送', test: isSource('行政复议机关转送') },
    'own-power': {
      title: '本机关行政复议附带审查，有权处理',
      test: {
        fn: (v) => source(v) === '本机关行政复议附带审查' && v.get('receive-suggestion.competent') === true,
      },
    },
    'not-competent': {
      title: '无权处理，需要转送',
      test: {
        fn: (v) => source(v) === '本机关行政复议附带审查' && v.get('receive-suggestion.competent') === false,
      },
    },
    'has-proposer': {
      title: '有提出建议的一方',
      test: {
        fn: (v) =>
          v.last('propose-review') !== undefined ||
          (v.last('receive-suggestion') !== undefined && source(v) !== '依职权审查'),
      },
    },
  },
};

/** What must hold on every path. */
export const laws: readonly Law[] = [
  law('ADMITTED', '公众的审查建议没有受理的，不得下审查结论', reviewCites, {
    kind: 'precedes',
    first: [{ act: 'admit-proposal' }],
    then: 'conclude-pass',
    where: cond('citizen'),
  }),
  law('ADMITTED-OPINION', '公众的审查建议没有受理的，不得提出审查意见', reviewCites, {
    kind: 'precedes',
    first: [{ act: 'admit-proposal' }],
    then: 'issue-opinion',
    where: cond('citizen'),
  }),
  ...(['conclude-pass', 'issue-opinion'] as const).map((then) =>
    law(
      `MAKER-HEARD-${then.toUpperCase()}`,
      '行政复议附带审查没有通知制定机关答复的，不得下结论',
      [rec.art('58')],
      {
        kind: 'precedes',
        first: [{ act: 'notify-maker' }],
        then,
        where: cond('own-power'),
      },
    ),
  ),
  law('REPLY', '审查建议必须答复提出的一方', [rec.art('60'), task36], {
    kind: 'answered',
    cause: { act: 'propose-review' },
    effect: ['send-reply', 'decline-proposal', 'withdraw-proposal'],
  }),
  law('REPLY-ORGAN', '法院、复议机关、督查机构的建议必须答复或者转送', [rec.art('60'), litRules.art('149')], {
    kind: 'answered',
    cause: { act: 'receive-suggestion', with: cond('has-proposer') },
    effect: ['send-reply', 'record-forward-reply'],
  }),
  law('COURT', '司法建议没有书面答复人民法院的，不得办结', [litRules.art('149')], {
    kind: 'answered',
    cause: { act: 'receive-suggestion', with: cond('from-court') },
    effect: ['answer-court'],
  }),
  law('FORWARD', '无权处理的，不得自行审查', [rec.art('56'), rec.art('57')], {
    kind: 'only-while',
    act: 'conclude-pass',
    guard: not(cond('not-competent')),
  }),
];
