/** Rows 4 to 6: investigation with its side paths, end report, case review. */
import {
  all,
  cond,
  daysUnder,
  design,
  dueDateOnly,
  type Fragment,
  formatDate,
  type InputRule,
  need,
  not,
  party,
  post,
  samePerson,
} from '@fadu/kernel';
import {
  penaltyLaw as apl,
  samrPenaltyRules as samr,
  criminalTransferRules as trf,
} from '../../statutes/index.ts';
import { materialsRule } from '../full-process-record/index.ts';
import { currentDiscretion, isOff } from './discretion.ts';
import { currentProposal, dayOf, departsFrom, hearingIsDue, reviewByItself } from './facts.ts';
import * as form from './forms.ts';
import { officerRules } from './officers.ts';
import { forContact, forEndReport, forPreservation } from './prefill.ts';
import { proposalBranches, proposalRules, settledByProposal } from './proposals.ts';
import { clerk, handler, head, officer, sectorLimits, task26 } from './shared.ts';
import { replyRule, sentRule } from './transfer-link.ts';

const fieldOf = (view: { text(path: string): string }) => view.text('register-clue.field');
const P2 = daysUnder(apl.counting, 7);
/** Pack §7.3: P1 goes on when the case comes back. */
const transferPause = design('移送公安机关至答复的期间不计入九十日的办案期限，答复后恢复计算');

const nothingOpen = [
  need('PRESERVED-OPEN', not(cond('preserved-open')), '先行登记保存的物品还没有作出处理决定', [
    apl.art('56'),
  ]),
  need('TEST-OPEN', not(cond('test-open')), '检测检验鉴定还没有结论', [samr.art('64')]),
];
const notSuspended = need('SUSPENDED', not(cond('suspended')), '调查已经中止，恢复之后才能办理', [
  samr.art('46'),
]);

export const investigation: Fragment = {
  acts: {
    contact: {
      title: '调查取证',
      about: '两名以上执法人员出示证件，询问、检查、勘验、抽样或者调取证据，制作笔录',
      by: officer,
      in: ['clue', 'investigation'],
      cites: [apl.art('42'), apl.art('46'), apl.art('55'), apl.art('47')],
      repeats: true,
      needs: [notSuspended],
      form: form.contact,
      prefill: forContact,
      rules: [
        ...officerRules(fieldOf, 'on'),
        {
          code: 'INV-P12',
          field: 'shown',
          cites: [apl.art('55'), apl.art('76')],
          say: '调查、检查时应当主动出示执法证件并记录',
          check: (input) => input.shown === true,
        },
        {
          code: 'CONTACT-DAY',
          field: 'on',
          cites: [apl.art('47')],
          say: '日期不能晚于今天',
          check: (input, _view, env) => String(input.on) <= env.today,
        },
        materialsRule({ code: 'CONTACT-MATERIALS' }),
      ],
      papers: ['contact-record'],
    },
    preserve: {
      title: '先行登记保存',
      about: '证据可能灭失或者以后难以取得，经负责人批准先行登记保存，七个工作日内处理',
      by: officer,
      in: ['investigation'],
      cites: [apl.art('56')],
      repeats: true,
      needs: [
        notSuspended,
        need('PRESERVED-ONCE', not(cond('preserved-open')), '上一次先行登记保存还没有处理', [apl.art('56')]),
      ],
      form: form.preservation,
      prefill: forPreservation,
      rules: [...officerRules(fieldOf), materialsRule({ code: 'PRESERVE-MATERIALS' })],
      settles: ['preserved-open'],
      outcomes: { preserved: { title: '已登记保存', conds: { 'preserved-open': true } } },
      clocks: [{ do: 'restart', clock: 'preservation' }],
      papers: ['preservation-notice'],
    },
    'dispose-preserved': {
      title: '处理登记保存的物品',
      about: '返还、送检、查封扣押、没收或者移送；超过七个工作日措施自动失效，只能返还',
      by: officer,
      in: ['investigation'],
      cites: [apl.art('56')],
      repeats: true,
      needs: [need('PRESERVED', cond('preserved-open'), '没有先行登记保存的物品', [apl.art('56')])],
      form: form.disposal,
      rules: [
        {
          code: 'P2',
          field: 'result',
          cites: [apl.art('56')],
          say: '先行登记保存已经超过七个工作日，措施失效，应当返还',
          check: (input, view, env) => {
            const last = dueDateOnly(dayOf(view, 'preserve') ?? env.today, P2, {
              calendar: env.calendar,
              lastDay: 'keep',
            });
            return (
              env.today <= last ||
              input.result === '返还' ||
              `先行登记保存到${formatDate(last)}已经失效，应当返还`
            );
          },
        },
      ],
      settles: ['preserved-open'],
      outcomes: { disposed: { title: '已处理', conds: { 'preserved-open': false } } },
      clocks: [{ do: 'stop', clock: 'preservation' }],
      papers: ['disposal-notice'],
    },
    'start-test': {
      title: '委托检测检验鉴定',
      by: officer,
      in: ['investigation'],
      cites: [samr.art('64'), apl.art('46')],
      repeats: true,
      needs: [need('TEST-ONE', not(cond('test-open')), '上一次检测检验鉴定还没有结论', [samr.art('64')])],
      form: form.test,
      settles: ['test-open'],
      outcomes: { sent: { title: '已委托', conds: { 'test-open': true } } },
      clocks: [{ do: 'pause', clock: 'decision', when: sectorLimits }],
    },
    'end-test': {
      title: '收到检测检验鉴定结论',
      by: officer,
      in: ['investigation'],
      cites: [samr.art('64'), apl.art('46')],
      repeats: true,
      needs: [need('TEST', cond('test-open'), '没有正在进行的检测检验鉴定', [samr.art('64')])],
      form: form.testResult,
      settles: ['test-open'],
      outcomes: { received: { title: '已收到', conds: { 'test-open': false } } },
      clocks: [
        {
          do: 'resume',
          clock: 'decision',
          when: all(not(cond('suspended')), not(cond('transfer-open'))),
          on: 'endedOn',
        },
      ],
    },
    suspend: {
      title: '中止调查',
      by: head,
      in: ['investigation'],
      cites: [samr.art('46')],
      repeats: true,
      needs: [notSuspended],
      form: form.reason,
      settles: ['suspended'],
      outcomes: { suspended: { title: '已中止', conds: { suspended: true } } },
      clocks: [{ do: 'pause', clock: 'decision', when: sectorLimits }],
      papers: ['suspension-approval'],
    },
    resume: {
      title: '恢复调查',
      by: head,
      in: ['investigation'],
      cites: [samr.art('46')],
      repeats: true,
      needs: [need('RESUME', cond('suspended'), '调查没有中止', [samr.art('46')])],
      form: form.reason,
      settles: ['suspended'],
      outcomes: { resumed: { title: '已恢复', conds: { suspended: false } } },
      clocks: [
        { do: 'resume', clock: 'decision', when: all(not(cond('test-open')), not(cond('transfer-open'))) },
      ],
    },
    'ask-recusal': {
      title: '申请回避',
      about: '当事人认为执法人员与案件有利害关系的可以申请；决定之前不停止调查',
      by: [party('party'), ...handler],
      in: ['investigation'],
      cites: [apl.art('43')],
      repeats: true,
      form: form.recusalRequest,
      settles: ['recusal-open'],
      outcomes: { asked: { title: '已申请', conds: { 'recusal-open': true } } },
    },
    'decide-recusal': {
      title: '决定是否回避',
      by: head,
      in: ['investigation'],
      cites: [apl.art('43')],
      repeats: true,
      needs: [need('RECUSAL', cond('recusal-open'), '没有等待决定的回避申请', [apl.art('43')])],
      form: form.recusalDecision,
      rules: [
        {
          code: 'RECUSAL-TARGET',
          field: 'officer',
          cites: [apl.art('43')],
          say: '没有针对这个人员的、尚未决定的回避申请',
          check: (input, view) => openRecusals(view).includes(String(input.officer)),
        },
      ],
      settles: ['recusal-open'],
    },
    'transfer-police': {
      title: '登记移送公安机关',
      about: '涉嫌犯罪的，在“涉嫌犯罪案件移送”里报告、批准、移送，在这里登记；公安机关决定之前不计办案期限',
      by: [post('principal-head', 'lead'), ...handler],
      in: ['investigation'],
      cites: [apl.art('27'), trf.art('5'), trf.art('11')],
      repeats: true,
      needs: [
        need('TRANSFER-ONE', not(cond('transfer-open')), '上一次移送公安机关还没有答复', [trf.art('8')]),
      ],
      form: form.transferred,
      rules: [sentRule],
      settles: ['transfer-open'],
      outcomes: { sent: { title: '已移送', conds: { 'transfer-open': true } } },
      clocks: [{ do: 'pause', clock: 'decision' }],
    },
    'police-reply': {
      title: '登记公安、检察机关的答复',
      about: '立案的不再罚款；不立案、移回的继续办理，办案期限恢复计算',
      by: handler,
      in: ['investigation'],
      cites: [trf.art('8'), trf.art('10'), transferPause],
      repeats: true,
      form: form.policeReply,
      rules: [replyRule],
      settles: ['transfer-open'],
      outcomes: { replied: { title: '已答复', conds: { 'transfer-open': false } } },
      clocks: [
        { do: 'resume', clock: 'decision', when: all(not(cond('suspended')), not(cond('test-open'))) },
      ],
    },
    terminate: {
      title: '终止调查',
      about: '当事人死亡或者终止、公安机关已经立案等，继续调查没有意义或者没有可能',
      by: head,
      in: ['investigation'],
      cites: [samr.art('47')],
      needs: nothingOpen,
      form: form.reason,
      clocks: [{ do: 'stop', clock: 'decision' }],
      papers: ['termination-approval'],
      to: 'terminated',
    },
    'withdraw-filing': {
      title: '撤销立案',
      about: '立案之后查明没有违法行为或者不应当由本机关立案',
      by: head,
      in: ['investigation'],
      cites: [apl.art('54'), apl.art('57')],
      needs: nothingOpen,
      form: form.reason,
      clocks: [{ do: 'stop', clock: 'decision' }],
      papers: ['withdrawal-approval'],
      to: 'withdrawn',
    },
    'end-report': {
      title: '调查终结报告',
      about: '逐项写明事实、证据、依据、裁量和处理建议；有法定不予、从轻、减轻情形的在这里适用',
      by: officer,
      in: ['investigation'],
      cites: [apl.art('54'), apl.art('57'), task26],
      needs: [
        notSuspended,
        ...nothingOpen,
        need('RECUSAL-OPEN', not(cond('recusal-open')), '回避申请还没有决定', [apl.art('43')]),
        need('TRANSFER-OPEN', not(cond('transfer-open')), '移送公安机关审查还没有答复', [trf.art('8')]),
        need('INVESTIGATED', { op: 'done', act: 'contact' }, '还没有调查取证', [
          apl.art('40'),
          apl.art('54'),
        ]),
      ],
      form: form.proposal,
      prefill: forEndReport,
      rules: proposalRules,
      settles: settledByProposal,
      outcomes: proposalBranches(),
      papers: ['end-report'],
      to: 'case-review',
    },
    'case-review': {
      title: '案件审核',
      about: '办案机构以外的审核人员审核事实、证据、程序和处理建议',
      by: [post('case-reviewer', 'lead')],
      in: ['case-review'],
      cites: [samr.art('50')],
      repeats: true,
      needs: [
        need('CASE-REVIEWER-1', not(samePerson('contact')), '调查人员不能审核自己办理的案件', [
          samr.art('50'),
        ]),
        need('CASE-REVIEWER-2', not(samePerson('end-report')), '调查人员不能审核自己办理的案件', [
          samr.art('50'),
        ]),
      ],
      form: form.caseReview,
      settles: ['case-reviewed'],
      outcomes: {
        agreed: { title: '同意', conds: { 'case-reviewed': true } },
        returned: { title: '退回补充', conds: { 'case-reviewed': false } },
      },
      papers: ['case-review-opinion'],
    },
    'reopen-investigation': {
      title: '退回补充调查',
      about: '事实、证据需要补充的退回调查；此前的告知、听证和审核都要重新来过',
      by: [...head, ...clerk],
      in: ['case-review', 'notice', 'decision'],
      cites: [apl.art('54'), apl.art('57'), apl.art('44')],
      repeats: true,
      form: form.reason,
      settles: ['reexamined'],
      outcomes: { reopened: { title: '已退回', conds: { reexamined: false } } },
      voids: [
        'end-report',
        'case-review',
        'give-notice',
        'renotify',
        'revise-proposal',
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
      to: 'investigation',
    },
  },
  clocks: {
    preservation: {
      title: '先行登记保存期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: P2,
      lastDay: 'keep',
      cites: [apl.art('56'), apl.art('85')],
    },
  },
  conditions: {
    'preserved-open': {
      title: '登记保存的物品尚未处理',
      test: { fn: (v) => (v.last('preserve')?.seq ?? 0) > (v.last('dispose-preserved')?.seq ?? 0) },
    },
    'test-open': {
      title: '检测检验鉴定尚无结论',
      test: { fn: (v) => (v.last('start-test')?.seq ?? 0) > (v.last('end-test')?.seq ?? 0) },
    },
    suspended: {
      title: '调查已经中止',
      test: { fn: (v) => (v.last('suspend')?.seq ?? 0) > (v.last('resume')?.seq ?? 0) },
    },
    'recusal-open': { title: '回避申请尚未决定', test: { fn: (v) => openRecusals(v).length > 0 } },
    'transfer-open': {
      title: '移送公安机关尚无答复',
      test: { fn: (v) => (v.last('transfer-police')?.seq ?? 0) > (v.last('police-reply')?.seq ?? 0) },
    },
    'case-reviewed': { title: '案件审核同意', test: { is: ['case-review.result', '同意'] } },
    punishes: { title: '建议给予处罚', test: { fn: (v) => currentProposal(v)?.outcome === '给予处罚' } },
    'hearing-due': { title: '应当告知听证权利', test: { fn: hearingIsDue } },
    'review-due': {
      title: '决定前应当法制审核',
      test: {
        fn: (v) => {
          const p = currentProposal(v);
          return p?.outcome === '给予处罚' && (reviewByItself(p) || departsFrom(v).length > 0);
        },
      },
    },
    'major-rights': {
      title: '直接关系重大权益，经过听证的应当法制审核',
      test: {
        fn: (v) => {
          const p = currentProposal(v);
          return (
            p?.outcome === '给予处罚' && p.majorRights && !reviewByItself(p) && departsFrom(v).length === 0
          );
        },
      },
    },
    'collective-due': {
      title: '应当集体讨论决定',
      test: {
        fn: (v) => {
          const p = currentProposal(v);
          return p?.outcome === '给予处罚' && (p.collective || departsFrom(v).length > 0);
        },
      },
    },
    'off-benchmark': {
      title: '没有按裁量权基准',
      test: { fn: (v) => isOff(currentDiscretion(v)) },
    },
    departs: { title: '没有适用法定不予、从轻、减轻情形', test: { fn: (v) => departsFrom(v).length > 0 } },
  },
};

/** Officers whose recusal was asked for and not yet decided. */
function openRecusals(view: Parameters<InputRule['check']>[1]): string[] {
  const decided = view.all('decide-recusal');
  return view
    .all('ask-recusal')
    .filter((a) => !decided.some((d) => d.input.officer === a.input.officer && d.seq > a.seq))
    .map((a) => String(a.input.officer));
}
