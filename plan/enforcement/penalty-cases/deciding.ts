/** Rows 10 to 13: legality review, collective discussion, one of four decisions, service. */
import {
  type ActDef,
  any,
  cond,
  daysUnder,
  design,
  done,
  type Fragment,
  type InputRule,
  implies,
  need,
  not,
  post,
} from '@fadu/kernel';
import { collectiveDeliberation } from '../../fragments/collective-deliberation.ts';
import { delivery } from '../../fragments/delivery.ts';
import { legalityReview } from '../../fragments/legality-review.ts';
import {
  penaltyLaw as apl,
  fineCollectionMeasures,
  discretionOpinion as g27,
  threeSystemsOpinion as g118,
  criminalTransferRules as trf,
} from '../../statutes/index.ts';
import { task22 } from '../discretion-benchmarks/common.ts';
import { type Basis, heavierBy, moneyOf, type PenaltyItem } from './catalogue.ts';
import { decidedInBand } from './discretion.ts';
import { currentProposal, dayOf, isOwing, isPublishable, isUnperformed, notifiedProposal } from './facts.ts';
import * as form from './forms.ts';
import { usesList } from './lenient-uses.ts';
import { notHeavier, partyRights } from './notice.ts';
import { investigators } from './officers.ts';
import { forDecision, forNewProposal, forNoPenalty, forService } from './prefill.ts';
import {
  fineBarRule,
  fines,
  penaltyRules,
  proposalBranches,
  proposalRules,
  settledByProposal,
} from './proposals.ts';
import { limits } from './settings.ts';
import { clerk, handler, head, reviewDue, task24, task26 } from './shared.ts';
import { filedRule, noSubstitute, sentRule } from './transfer-link.ts';

const P5 = daysUnder(apl.counting, 7);
const reviewed = need(
  'INV-P3',
  implies(reviewDue, cond('review-lawful')),
  '属于应当法制审核的案件，没有通过听证之后的法制审核，不得作出决定',
  [apl.art('58'), g118.art('12')],
);

/** Whoever investigated may not review, whether as the one who recorded or as the second officer. */
const notInvestigator: InputRule = {
  code: 'REVIEWER-INVESTIGATOR',
  cites: [apl.art('58'), g118.art('12')],
  say: '参加过本案调查的人员不能审核本案',
  check: (_input, view, env) => env.person === undefined || !investigators(view).includes(env.person),
};

const review = legalityReview({
  title: '法制审核',
  by: [post('legality-reviewer', 'lead')],
  in: ['decision'],
  cites: [apl.art('58'), g118.art('12')],
  apartFrom: ['contact', 'end-report'],
  clock: {
    name: 'legality-review',
    title: '法制审核期限',
    owedBy: 'legality-reviewer',
    limit: limits.legalityReview,
    cites: [design('法制审核期限按7个工作日设定')],
  },
  voids: ['deliberate'],
  paper: 'legality-opinion',
  number: 'legality-opinion',
});
const reviewAct = review.acts?.['legality-review'];

/** The review with what this procedure asks besides: the reviewer's qualification, no investigator in any capacity. */
const legality: Fragment = {
  ...review,
  acts: {
    'legality-review': {
      ...(reviewAct as NonNullable<typeof reviewAct>),
      form: (reviewAct as NonNullable<typeof reviewAct>).form?.extend(form.review.shape) ?? form.review,
      rules: [notInvestigator],
    },
  },
};

const meeting = collectiveDeliberation({
  title: '负责人集体讨论',
  by: clerk,
  in: ['decision'],
  cites: [apl.art('57', { paragraph: 2 })],
  meetings: ['行政机关负责人集体讨论会议'],
  needs: [reviewed],
  paper: 'deliberation-record',
});
const meetingAct = meeting.acts?.deliberate as ActDef;

/** The meeting decides for itself: an earlier approval by the principal head of leaving the benchmark no longer counts. */
const meetingCounts: Fragment = {
  ...meeting,
  acts: {
    ...meeting.acts,
    deliberate: { ...meetingAct, voids: [...(meetingAct.voids ?? []), 'approve-departure'] },
  },
};

const itemsOf = (input: Readonly<Record<string, unknown>>) => input.items as readonly PenaltyItem[];

/** What a decision that is more than words ends in; records of minors and of public security are not shown. */
const punished = (shown: boolean) => {
  const [code, more] = shown ? ['', ''] : ['-unshown', '，不公示'];
  const outcome = (title: string, fine: boolean, other: boolean) => ({
    title: title + more,
    conds: { 'fine-due': fine, 'other-due': other, publishable: shown },
  });
  return {
    [`money${code}`]: outcome('罚没款', true, false),
    [`other${code}`]: outcome('其他种类', false, true),
    [`both${code}`]: outcome('罚没款和其他种类', true, true),
  };
};

export const deciding: readonly Fragment[] = [
  legality,
  meetingCounts,
  {
    acts: {
      'revise-proposal': {
        title: '减轻处理意见',
        about: '采纳陈述、申辩、听证或者审核意见，减轻处罚或者改为不予处罚；加重的应当重新告知',
        by: [...clerk, ...head],
        in: ['decision'],
        cites: [apl.art('45'), apl.art('57')],
        repeats: true,
        needs: [need('PUNISHES', cond('punishes'), '处理意见已经不是给予处罚', [apl.art('57')])],
        form: form.proposal,
        prefill: forNewProposal,
        rules: [
          ...proposalRules,
          notHeavier((input) => input as unknown as form.Proposal),
          {
            code: 'REVISE-FACTS',
            field: 'elements',
            cites: [apl.art('44'), apl.art('62')],
            say: '增加了没有告知的违法事实，应当重新告知',
            check: (input, view) => {
              const told = new Set(notifiedProposal(view)?.elements.map((e) => e.fact));
              return (input.elements as readonly { fact: string }[]).every((e) => told.has(e.fact));
            },
          },
        ],
        settles: settledByProposal.filter((name) => name !== 'hearing-due'),
        outcomes: proposalBranches({}, { none: true, hearing: false }),
        voids: ['legality-review', 'deliberate', 'approve-departure'],
        clocks: [
          { do: 'stop', clock: 'legality-review' },
          { do: 'restart', clock: 'legality-review', when: reviewDue },
        ],
        papers: ['revision'],
      },
      'approve-departure': {
        title: '批准不按裁量权基准',
        about:
          '适用基准显失公平或者客观情况变化的，由主要负责人批准；也可以由负责人集体讨论通过。批准材料附卷',
        by: [post('principal-head', 'lead')],
        in: ['decision'],
        cites: [g27.art('3'), task22],
        repeats: true,
        needs: [
          need('OFF', cond('off-benchmark'), '处理意见没有偏离裁量权基准，不需要批准', [g27.art('3')]),
          need('NOT-MET', not(done('deliberate')), '已经集体讨论的，以集体讨论的结果为准', [g27.art('3')]),
        ],
        form: form.departure,
        settles: ['departure-approved'],
        outcomes: {
          yes: { title: '批准', conds: { 'departure-approved': true } },
          no: { title: '不批准', conds: { 'departure-approved': false } },
        },
        papers: ['departure-approval'],
      },
      'decide-penalty': {
        title: '作出行政处罚决定',
        about: '权利告知、复核、听证、审核、集体讨论都已完成，由负责人决定；不得比告知的更重',
        by: head,
        in: ['decision'],
        cites: [apl.art('57'), apl.art('59'), apl.art('65'), task24],
        needs: [
          need('PUNISHES', cond('punishes'), '处理意见不是给予处罚', [apl.art('57')]),
          ...partyRights,
          reviewed,
          need(
            'R26.1',
            implies(cond('departs'), cond('review-lawful')),
            '没有适用法定不予、从轻、减轻情形的理由，还没有通过法制审核',
            [task26, apl.art('33')],
          ),
          need(
            'R22.1',
            implies(cond('off-benchmark'), any(cond('departure-approved'), cond('deliberation-passed'))),
            '没有按裁量权基准的，要经主要负责人批准或者集体讨论通过',
            [g27.art('3'), task22],
          ),
          need(
            'COLLECTIVE',
            implies(cond('collective-due'), cond('deliberation-passed')),
            '情节复杂或者重大违法行为，没有集体讨论通过，不得作出决定',
            [apl.art('57', { paragraph: 2 })],
          ),
        ],
        form: form.decision,
        prefill: forDecision,
        rules: [
          ...penaltyRules,
          ...noSubstitute(() => true, fines),
          decidedInBand,
          fineBarRule((_input, view) => currentProposal(view)),
          notHeavier(
            (input) => input as unknown as { items: PenaltyItem[]; basis: Basis[] } as form.Proposal,
          ),
          {
            code: 'REVIEWED-ITEMS',
            field: 'items',
            cites: [apl.art('57'), apl.art('58')],
            say: '决定不能比经过审核、讨论的处理意见更重',
            check: (input, view) => {
              const p = currentProposal(view);
              const grown = p ? heavierBy(itemsOf(input), p.items) : [];
              return grown.length === 0 || `决定比经过审核、讨论的处理意见更重：${grown.join('；')}`;
            },
          },
          {
            code: 'BANK',
            field: 'bank',
            cites: [apl.art('67'), fineCollectionMeasures.art('7')],
            say: '有罚款或者没收违法所得的，要写明代收银行或者电子支付系统',
            check: (input) => moneyOf(itemsOf(input)) === 0 || Boolean(input.bank),
          },
        ],
        settles: ['fine-due', 'other-due', 'publishable'],
        outcomes: {
          words: {
            title: '仅警告、通报批评',
            conds: { 'fine-due': false, 'other-due': false, publishable: false },
          },
          ...punished(true),
          ...punished(false),
        },
        clocks: [
          { do: 'stop', clock: 'decision' },
          { do: 'stop', clock: 'legality-review' },
          { do: 'stop', clock: 'statement' },
          { do: 'start', clock: 'service' },
          { do: 'start', clock: 'publication', when: cond('publishable') },
        ],
        papers: ['decision', 'repair-notice'],
        entries: usesList,
        numbers: ['decision'],
        to: 'service',
      },
      'decide-no-penalty': {
        title: '作出不予处罚决定',
        about: '轻微、没有过错、不满十四周岁等依法不予处罚，或者违法事实不能成立；对当事人进行教育',
        by: head,
        in: ['decision'],
        cites: [apl.art('57'), apl.art('33'), apl.art('30'), apl.art('31'), task26],
        needs: [
          need('NO-PENALTY', not(cond('punishes')), '处理意见是给予处罚，改为不予处罚的先减轻处理意见', [
            apl.art('57'),
          ]),
        ],
        form: form.noPenalty,
        prefill: forNoPenalty,
        rules: [
          {
            code: 'NO-PENALTY-PROPOSED',
            field: 'ground',
            cites: [apl.art('57')],
            say: '与处理意见的理由不一致',
            check: (input, view) => {
              const p = currentProposal(view);
              return p?.outcome === '不予处罚' && p.noPenaltyGround === input.ground;
            },
          },
          {
            code: 'GUARDIAN',
            field: 'guardian',
            cites: [apl.art('30'), apl.art('31')],
            say: '因年龄、精神状态不予处罚的，要写明责令监护人管教、看管和治疗的情况',
            check: (input) =>
              !['不满十四周岁', '不能辨认或者控制自己的行为'].includes(String(input.ground)) ||
              Boolean(input.guardian),
          },
        ],
        clocks: [
          { do: 'stop', clock: 'decision' },
          { do: 'stop', clock: 'legality-review' },
          { do: 'stop', clock: 'statement' },
          { do: 'start', clock: 'service' },
        ],
        papers: ['no-penalty-decision', 'education-record'],
        entries: usesList,
        numbers: ['decision'],
        to: 'service',
      },
      'decide-transfer': {
        title: '决定移送司法机关',
        by: head,
        in: ['decision'],
        cites: [apl.art('57'), apl.art('27'), trf.art('5')],
        needs: [need('NO-PENALTY', not(cond('punishes')), '处理意见是给予处罚', [apl.art('57')])],
        form: form.transferred,
        rules: [
          sentRule,
          filedRule,
          {
            code: 'TRANSFER-PROPOSED',
            cites: [apl.art('57')],
            say: '处理意见不是移送司法机关',
            check: (_input, view) => currentProposal(view)?.outcome === '移送司法机关',
          },
        ],
        clocks: [
          { do: 'stop', clock: 'decision' },
          { do: 'stop', clock: 'legality-review' },
          { do: 'stop', clock: 'statement' },
        ],
        to: 'transferred',
      },
      'correct-slip': {
        title: '补正笔误',
        about: '只更正不影响实体的笔误，并送达当事人；改变处罚内容的不能用补正',
        by: clerk,
        in: ['service', 'performance', 'archived'],
        cites: [apl.art('75'), design('不影响实体的笔误以补正通知更正')],
        repeats: true,
        form: form.reason.extend({
          wrong: form.line('原文'),
          right: form.line('更正为'),
          deliveredOn: form.day('送达日期'),
        }),
        rules: [
          {
            code: 'SLIP-DAY',
            field: 'deliveredOn',
            cites: [apl.art('61')],
            say: '送达日期不能晚于今天',
            check: (input, _view, env) => String(input.deliveredOn) <= env.today,
          },
        ],
        papers: ['correction-notice'],
      },
    },
    clocks: {
      service: {
        title: '送达决定书期限',
        kind: 'duty',
        owedBy: 'lead',
        limit: P5,
        lastDay: 'roll',
        cites: [apl.art('61'), apl.art('85')],
      },
    },
    conditions: {
      'departure-approved': {
        title: '主要负责人批准不按裁量权基准',
        test: { is: ['approve-departure.result', '批准'] },
      },
      'fine-due': { title: '还有罚没款没有缴清', test: { fn: isOwing } },
      'other-due': { title: '其他处罚还没有履行', test: { fn: isUnperformed } },
      publishable: { title: '处罚信息应当公示', test: { fn: isPublishable } },
    },
  },
  delivery({
    act: 'serve-decision',
    code: 'DECISION-SERVE',
    paper: '行政处罚决定书',
    on: 'party',
    from: 'lead',
    by: handler,
    in: ['service'],
    cites: [apl.art('61')],
    issuedOn: (view) => dayOf(view, 'decide-penalty', 'decide-no-penalty'),
    stops: ['service'],
    starts: ['reconsideration', 'suit'],
    clocks: [{ do: 'start', clock: 'payment', when: cond('fine-due'), on: 'servedOn' }],
    announceClocks: [{ do: 'stop', clock: 'service', on: 'postedOn' }],
    more: { title: '送达决定书', to: 'performance', prefill: forService },
  }),
];
