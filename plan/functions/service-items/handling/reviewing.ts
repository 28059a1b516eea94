/** Review: substance checked by two, special procedures off the clock, interested people heard, a hearing where it is due. */
import {
  all,
  any,
  type CaseView,
  type ClockEffect,
  clock,
  cond,
  done,
  type Fragment,
  need,
  not,
  party,
  post,
  workdays,
} from '@fadu/kernel';
import { DELIVERY_METHODS } from '../../../fragments/delivery.ts';
import { extension } from '../../../fragments/extension.ts';
import { hearing } from '../../../fragments/hearing.ts';
import { licensingLaw as law } from '../../../statutes/index.ts';
import { itemOf } from './facts.ts';
import * as form from './forms.ts';
import { extensionNotice } from './papers.ts';
import { clerk, inTime, reviewer } from './receiving.ts';

/** All clocks of the decision stand still together. */
const each = (effect: 'pause' | 'resume', when?: ClockEffect['when']): ClockEffect[] =>
  (['decision', 'joint-decision', 'promise'] as const).map(
    (c) => ({ do: effect, clock: c, ...(when && { when }) }) as const,
  );

const toInterested = [post('service-reviewer', 'agency')];
const head = [post('organ-head', 'agency')];

/** Who reviewed: none of them may host the hearing. */
const reviewers = (view: CaseView): readonly string[] =>
  view.all('review').flatMap((a) => (a.actor.person ? [a.actor.person] : []));

const hearingInTime = (input: Readonly<Record<string, unknown>>, view: CaseView): true | string => {
  const offered = view.last('offer-hearing');
  if (!offered) return true;
  return String(input.requestedOn) >= String(offered.input.receivedOn) || '提出日期早于告知听证权利的日期';
};

export const reviewing: Fragment[] = [
  {
    acts: {
      review: {
        title: '审查',
        about: '审查材料；需要核实实质内容的，指派两名以上人员核查；提出准予或者不予的意见',
        by: reviewer,
        in: ['review'],
        cites: [law.art('34'), law.art('38')],
        form: form.review,
        repeats: true,
        rules: [
          {
            code: 'TWO-STAFF',
            field: 'staff',
            cites: [law.art('34')],
            say: '实质核查应当指派两名以上工作人员',
            check: (input) => input.onSite !== true || new Set(input.staff as readonly string[]).size >= 2,
          },
        ],
        needs: [
          need('SPECIAL-OVER', not(cond('special-open')), '特殊程序还没有结束，不能提出审查意见', [
            law.art('45'),
          ]),
        ],
        to: 'decision',
      },
      'begin-special': {
        title: '启动特殊程序并告知所需时间',
        about:
          '依法需要招标、拍卖、检验、检测、检疫、鉴定、专家评审的，书面告知所需时间；没有书面告知的时间照样计算',
        by: reviewer,
        in: ['review'],
        cites: [law.art('45')],
        repeats: true,
        form: form.specialBegins,
        needs: [need('ONE-SPECIAL', not(cond('special-open')), '已有特殊程序没有结束', [law.art('45')])],
        rules: [
          {
            code: 'BY-LAW',
            field: 'type',
            cites: [law.art('45')],
            say: '这个事项的清单里没有这种特殊程序，不能因此不计算时间',
            check: (input, view) => {
              const item = itemOf(view);
              const found = item?.special?.find((s) => s.type === input.type);
              if (!found) return `“${item?.name ?? ''}”的清单里没有“${String(input.type)}”，它的时间照样计算`;
              return (
                Number(input.days) <= found.days ||
                `清单写明“${found.type}”需要${found.days}个工作日，不能更长`
              );
            },
          },
        ],
        settles: ['special-open'],
        outcomes: { begun: { title: '已经启动', conds: { 'special-open': true } } },
        clocks: each('pause'),
        papers: ['time-needed-notice'],
      },
      'end-special': {
        title: '特殊程序结束',
        by: reviewer,
        in: ['review'],
        cites: [law.art('45')],
        repeats: true,
        form: form.specialEnds,
        needs: [need('SPECIAL-OPEN', cond('special-open'), '没有进行中的特殊程序', [law.art('45')])],
        rules: [
          {
            code: 'ENDED-ON',
            field: 'endedOn',
            cites: [law.art('45')],
            say: '完成日期不能晚于今天',
            check: (input, _view, env) => String(input.endedOn) <= env.today,
          },
        ],
        settles: ['special-open'],
        outcomes: { ended: { title: '已经结束', conds: { 'special-open': false } } },
        clocks: each('resume'),
      },
      'tell-interested': {
        title: '告知利害关系人',
        about: '直接关系他人重大利益的，告知利害关系人可以陈述和申辩',
        by: toInterested,
        in: ['review'],
        cites: [law.art('36')],
        repeats: true,
        form: form.interestedTold,
        papers: ['interested-notice'],
      },
      'record-statement': {
        title: '记录陈述和申辩',
        by: reviewer,
        in: ['review', 'decision'],
        cites: [law.art('36')],
        repeats: true,
        form: form.statement,
      },
      'offer-hearing': {
        title: '告知听证权利',
        about: '直接涉及申请人与他人重大利益关系的，决定前告知申请人、利害关系人可以要求听证',
        by: reviewer,
        in: ['review'],
        cites: [law.art('47')],
        form: form.hearingOffered,
        rules: [
          {
            code: 'TOLD-ON',
            field: 'receivedOn',
            cites: [law.art('47')],
            say: '告知日期不能晚于今天',
            check: (input, _view, env) => String(input.receivedOn) <= env.today,
          },
        ],
        clocks: [{ do: 'start', clock: 'hearing-request', on: 'receivedOn' }],
        papers: ['hearing-right-notice'],
      },
    },
    clocks: {
      'hearing-request': {
        title: '申请听证的期限',
        kind: 'right',
        owedBy: 'applicant',
        limit: workdays(5),
        lastDay: 'roll',
        cites: [law.art('47'), law.art('82')],
      },
      'hearing-held': {
        title: '组织听证的期限',
        kind: 'duty',
        owedBy: 'agency',
        limit: workdays(20),
        lastDay: 'roll',
        cites: [law.art('47')],
      },
    },
    conditions: {
      'special-open': {
        title: '特殊程序正在进行',
        test: { fn: (v) => v.all('begin-special').length > v.all('end-special').length },
      },
    },
  },
  hearing({
    askedIn: ['review'],
    phase: 'hearing',
    after: 'review',
    withdrawnTo: 'review',
    party: 'applicant',
    organ: 'agency',
    askedBy: [party('applicant'), ...reviewer, ...clerk],
    setBy: reviewer,
    servedBy: reviewer,
    host: [post('hearing-host', 'agency')],
    cites: {
      ask: [law.art('47')],
      notice: [law.art('48')],
      hold: [law.art('48')],
      minutes: [law.art('48')],
    },
    askNeeds: [
      need(
        'HEARING-OFFERED',
        any(done('offer-hearing'), cond('hearing-due')),
        '还没有告知听证权利，也不是应当听证的事项',
        [law.art('46'), law.art('47')],
      ),
      need('HEARING-IN-TIME', not(clock('hearing-request', 'elapsed')), '告知之日起五个工作日已过', [
        law.art('47'),
      ]),
      need('NO-SPECIAL-NOW', not(cond('special-open')), '其他特殊程序还没有结束', [law.art('45')]),
    ],
    inTime: hearingInTime,
    noticeLimit: workdays(7),
    apartFrom: ['review'],
    investigators: reviewers,
    voids: ['review'],
    askClocks: [
      { do: 'stop', clock: 'hearing-request' },
      { do: 'start', clock: 'hearing-held', on: 'requestedOn' },
      ...each('pause'),
    ],
    endClocks: [{ do: 'stop', clock: 'hearing-held' }, ...each('resume')],
    methods: DELIVERY_METHODS.filter((m) => m !== '公告送达'),
  }),
  extension({
    act: 'extend-decision',
    title: '延长办结期限',
    by: head,
    in: ['review', 'decision'],
    clock: 'decision',
    clockTitle: '法定办结期限',
    cites: [law.art('42')],
    needs: [need('EXTEND-IN-TIME', inTime, '法定期限已经届满，不能再延长', [law.art('42')])],
    code: 'EXTEND',
    paper: { name: 'extension-notice', template: extensionNotice('本机关负责人', 'extend-decision') },
  }),
  extension({
    act: 'extend-joint-decision',
    title: '本级政府负责人批准延长',
    by: [{ kind: 'office', role: 'government-head' }],
    in: ['review', 'decision'],
    clock: 'joint-decision',
    clockTitle: '统一、联合、集中办理的法定期限',
    cites: [law.art('42')],
    needs: [need('EXTEND-JOINT-IN-TIME', inTime, '法定期限已经届满，不能再延长', [law.art('42')])],
    code: 'EXTEND-JOINT',
    paper: {
      name: 'joint-extension-notice',
      template: extensionNotice('本级人民政府负责人', 'extend-joint-decision'),
    },
  }),
];

/** Everything that must be over before the decision. */
export const readyToDecide = all(
  not(cond('special-open')),
  not(clock('hearing-request', 'running')),
  any(not(cond('third-party')), done('tell-interested')),
  any(not(cond('hearing-due')), done('hold-hearing')),
);
