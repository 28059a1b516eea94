/** Rows 7 to 9: advance notice, statement and defence, hearing; and a new notice when the proposal grows. */
import {
  cond,
  daysUnder,
  design,
  done,
  dueDateOnly,
  type Fragment,
  formatDate,
  type InputRule,
  implies,
  need,
  not,
  party,
  post,
} from '@fadu/kernel';
import { DELIVERY_METHODS, delivery, servedOn } from '../../fragments/delivery.ts';
import { hearing } from '../../fragments/hearing.ts';
import { penaltyLaw as apl, samrPenaltyRules as samr } from '../../statutes/index.ts';
import { heavierBy } from './catalogue.ts';
import { basisKeys, hearingIsDue, noticeMadeOn, notifiedProposal } from './facts.ts';
import * as form from './forms.ts';
import { openStatements } from './notice-facts.ts';
import { investigators } from './officers.ts';
import { forNewProposal, forReexamination, forService } from './prefill.ts';
import { proposalBranches, proposalRules, settledByProposal } from './proposals.ts';
import { limits } from './settings.ts';
import { clerk, handler, head, heard, reviewDue, sectorLimits, task24 } from './shared.ts';

const P3 = daysUnder(apl.counting, 5);
const P4 = daysUnder(apl.counting, 7);

/** INV-P5: not heavier than notified, on no new fact and no new basis. For lighter revisions and for the decision. */
export const notHeavier = (
  proposed: (input: Readonly<Record<string, unknown>>) => Pick<form.Proposal, 'items' | 'basis'>,
): InputRule => ({
  code: 'INV-P5',
  field: 'items',
  cites: [
    apl.art('45'),
    apl.art('44'),
    apl.art('62'),
    design('事实、依据改变或者拟处罚加重的，重新告知并重新计算陈述申辩期限'),
  ],
  say: '比告知的处罚更重，应当重新告知',
  check: (input, view) => {
    const notified = notifiedProposal(view);
    if (!notified) return '还没有告知';
    const now = proposed(input);
    const grown = heavierBy(now.items, notified.items);
    const added = basisKeys(now.basis).filter((key) => !basisKeys(notified.basis).includes(key));
    if (grown.length)
      return `比告知的处罚更重：${grown.join('；')}。不得因陈述、申辩、听证加重处罚；有新的事实的应当重新告知`;
    return added.length === 0 || `增加了没有告知的依据：${added.join('；')}，应当重新告知`;
  },
});

const served = need('SERVED', done('serve-notice'), '告知书还没有依法送达', [apl.art('44'), apl.art('62')]);
const P1 = need(
  'INV-P1',
  heard,
  '告知书没有送达，或者陈述申辩（听证申请）期限没有届满，当事人也没有放弃，不得作出处罚决定',
  [apl.art('44'), apl.art('45'), apl.art('62'), task24],
);
const P1_OPEN = need('INV-P1-OPEN', not(cond('statement-open')), '当事人的陈述、申辩还没有复核', [
  apl.art('45'),
  task24,
]);

/** What must be settled before a penalty is decided, as far as the party's rights go. */
export const partyRights = [P1, P1_OPEN];

export const notice: readonly Fragment[] = [
  {
    acts: {
      'give-notice': {
        title: '拟处罚告知',
        about: '告知拟作出的处罚、事实、理由、依据和陈述、申辩、听证的权利；应当告知听证的自动写入听证权利',
        by: [...clerk, ...head],
        in: ['case-review'],
        cites: [apl.art('44'), apl.art('63'), task24],
        needs: [
          need('PUNISHES', cond('punishes'), '处理建议不是给予处罚，不需要告知', [apl.art('44')]),
          need('CASE-REVIEW', implies(sectorLimits, cond('case-reviewed')), '案件审核人员还没有同意', [
            samr.art('50'),
          ]),
        ],
        papers: ['notice'],
        numbers: ['notice'],
        to: 'notice',
      },
      renotify: {
        title: '重新告知',
        about: '事实、依据改变或者拟处罚加重的，重新告知；期限重新计算，此前的听证和审核不再有效',
        by: [...clerk, ...head],
        in: ['notice', 'decision'],
        cites: [
          apl.art('44'),
          apl.art('62'),
          design('事实、依据改变或者拟处罚加重的，重新告知并重新计算陈述申辩期限'),
        ],
        repeats: true,
        form: form.proposal,
        prefill: forNewProposal,
        rules: [
          ...proposalRules,
          {
            code: 'RENOTIFY-PENALTY',
            field: 'outcome',
            cites: [apl.art('44')],
            say: '重新告知的应当是给予处罚的建议',
            check: (input) => input.outcome === '给予处罚',
          },
        ],
        settles: [...settledByProposal, 'reexamined'],
        outcomes: proposalBranches({ reexamined: false }, { none: false, hearing: true }),
        voids: [
          'give-notice',
          'serve-notice',
          'waive-rights',
          'hold-hearing',
          'legality-review',
          'deliberate',
          'approve-departure',
        ],
        clocks: [
          { do: 'stop', clock: 'statement' },
          { do: 'stop', clock: 'serve-notice-period' },
          { do: 'stop', clock: 'legality-review' },
          { do: 'resume', clock: 'decision' },
        ],
        papers: ['notice'],
        numbers: ['notice'],
        to: 'notice',
      },
      'state-defence': {
        title: '陈述、申辩',
        about: '当事人可以口头或者书面提出事实、理由和证据；在决定作出之前都应当听取',
        by: [party('party'), ...handler],
        in: ['notice', 'hearing', 'decision'],
        cites: [apl.art('45'), task24],
        repeats: true,
        needs: [served],
        form: form.statement,
        settles: ['statement-open', 'reexamined'],
        outcomes: { received: { title: '已收到', conds: { 'statement-open': true, reexamined: false } } },
      },
      're-examine': {
        title: '复核陈述、申辩',
        about: '对提出的事实、理由和证据逐项复核；成立的采纳，不得因陈述、申辩加重处罚',
        by: handler,
        in: ['notice', 'hearing', 'decision'],
        cites: [apl.art('45'), task24],
        repeats: true,
        needs: [need('STATEMENT', cond('statement-open'), '没有等待复核的陈述、申辩', [apl.art('45')])],
        form: form.reexamination,
        prefill: forReexamination,
        rules: [
          {
            code: 'STATEMENT-TARGET',
            field: 'statement',
            cites: [apl.art('45')],
            say: '没有这个编号的陈述、申辩，或者它已经复核',
            check: (input, view) => openStatements(view).includes(Number(input.statement)),
          },
        ],
        settles: ['statement-open', 'reexamined'],
        outcomes: {
          done: { title: '全部复核', conds: { 'statement-open': false, reexamined: true } },
          more: { title: '还有未复核的', conds: { 'statement-open': true, reexamined: false } },
        },
        papers: ['reexamination'],
      },
      'waive-rights': {
        title: '登记当事人放弃权利',
        about: '当事人签字明确放弃陈述、申辩；应当告知听证的，还要明确放弃听证，才能不等期限届满',
        by: [party('party'), ...handler],
        in: ['notice'],
        cites: [apl.art('62'), apl.art('64')],
        needs: [served],
        form: form.waiver,
        rules: [
          {
            code: 'WAIVER-SCOPE',
            field: 'scope',
            cites: [apl.art('63'), apl.art('64')],
            say: '本案应当告知听证权利，当事人没有明确放弃听证的，要等申请期限届满',
            check: (input, view) => !hearingIsDue(view) || input.scope === '陈述、申辩和听证',
          },
          {
            code: 'WAIVER-DAY',
            field: 'signedOn',
            cites: [apl.art('62')],
            say: '放弃权利的签字日期不能早于告知书送达之日，也不能晚于今天',
            check: (input, view, env) =>
              String(input.signedOn) >= (servedOn(view, 'serve-notice') ?? '9999') &&
              String(input.signedOn) <= env.today,
          },
        ],
        settles: ['waived'],
        outcomes: { waived: { title: '已放弃', conds: { waived: true } } },
        papers: ['waiver'],
      },
      'submit-no-penalty': {
        title: '提请决定（不给予处罚）',
        about: '建议不予处罚或者移送司法机关的，不需要告知，直接提请决定',
        by: clerk,
        in: ['case-review'],
        cites: [apl.art('57')],
        repeats: true,
        needs: [
          need('NO-PENALTY', not(cond('punishes')), '处理建议是给予处罚，应当先告知', [apl.art('44')]),
          need('CASE-REVIEW', implies(sectorLimits, cond('case-reviewed')), '案件审核人员还没有同意', [
            samr.art('50'),
          ]),
        ],
        to: 'decision',
      },
      'submit-decision': {
        title: '提请决定',
        about: '当事人的权利已经保障，转入法制审核、集体讨论和决定',
        by: clerk,
        in: ['notice'],
        cites: [apl.art('57'), apl.art('58')],
        repeats: true,
        needs: partyRights,
        clocks: [{ do: 'restart', clock: 'legality-review', when: reviewDue }],
        to: 'decision',
      },
    },
    clocks: {
      statement: {
        title: '陈述申辩（听证申请）期限',
        kind: 'right',
        owedBy: 'party',
        limit: [
          { when: cond('hearing-due'), limit: P3, cites: [apl.art('64'), apl.art('85')] },
          {
            when: not(cond('hearing-due')),
            limit: limits.statement,
            cites: [samr.art('57'), design('陈述申辩期限按5个工作日设定')],
          },
        ],
        lastDay: 'roll',
        cites: [apl.art('64'), samr.art('57'), design('不需要告知听证的，陈述申辩期限按5个工作日设定')],
      },
    },
    conditions: {
      'statement-open': { title: '陈述、申辩尚未复核', test: { fn: (v) => openStatements(v).length > 0 } },
      reexamined: {
        title: '告知之后的陈述、申辩都已复核',
        test: {
          fn: (v) => {
            const since = Math.max(v.last('renotify')?.seq ?? 0, v.last('reopen-investigation')?.seq ?? 0);
            return openStatements(v).length === 0 && v.all('re-examine').some((a) => a.seq > since);
          },
        },
      },
      waived: { title: '当事人明确放弃权利', test: { has: 'waive-rights.scope' } },
    },
  },
  delivery({
    act: 'serve-notice',
    code: 'NOTICE-SERVE',
    paper: '行政处罚告知书',
    on: 'party',
    from: 'lead',
    by: handler,
    in: ['notice'],
    cites: [apl.art('44'), apl.art('61')],
    issuedOn: noticeMadeOn,
    more: { prefill: forService },
    starts: ['statement'],
    clocks: [{ do: 'resume', clock: 'decision' }],
    announceClocks: [{ do: 'pause', clock: 'decision', when: sectorLimits, on: 'postedOn' }],
  }),
  hearing({
    askedIn: ['notice', 'decision'],
    phase: 'hearing',
    after: 'decision',
    withdrawnTo: 'notice',
    party: 'party',
    organ: 'lead',
    askedBy: [party('party'), ...handler],
    setBy: clerk,
    servedBy: handler,
    host: [post('hearing-host', 'lead')],
    cites: {
      ask: [apl.art('63'), apl.art('64', { item: 1 })],
      notice: [apl.art('64', { item: 2 })],
      hold: [apl.art('64'), task24],
      minutes: [apl.art('65')],
    },
    askNeeds: [
      served,
      need('HEARING-DUE', cond('hearing-due'), '拟作出的处罚没有达到应当告知听证的标准，可以提出陈述、申辩', [
        apl.art('63'),
      ]),
      need('HEARING-ONCE', not(cond('hearing-held')), '对这次告知已经举行过听证', [apl.art('64')]),
    ],
    inTime: (input, view, env) => {
      const from = servedOn(view, 'serve-notice');
      if (!from) return '告知书还没有送达';
      if (String(input.requestedOn) < from) return '提出日期不能早于告知书送达之日';
      const last = dueDateOnly(from, P3, { calendar: env.calendar, lastDay: 'roll' });
      return (
        String(input.requestedOn) <= last ||
        Boolean(input.forceMajeure) ||
        `申请听证的期限到${formatDate(last)}届满，没有不可抗力的不再受理`
      );
    },
    noticeLimit: P4,
    apartFrom: ['contact', 'end-report'],
    investigators,
    voids: ['legality-review', 'deliberate'],
    askClocks: [
      { do: 'pause', clock: 'decision', when: sectorLimits },
      { do: 'stop', clock: 'legality-review' },
    ],
    endClocks: [{ do: 'resume', clock: 'decision' }],
    heldClocks: [{ do: 'restart', clock: 'legality-review', when: reviewDue }],
    methods: DELIVERY_METHODS.filter((m) => m !== '公告送达'),
  }),
];
