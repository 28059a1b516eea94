/** Report, decision, hand-over; receipt, decision and review by the police; goods, or back to administrative handling. */
import {
  all,
  type CaseFacts,
  type CaseView,
  clock,
  cond,
  elapsed,
  type Fragment,
  formatDate,
  type InputRule,
  need,
  not,
  office,
  post,
  type Question,
  timeOfDay,
} from '@fadu/kernel';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  criminalTransferRules as trf,
} from '../../statutes/index.ts';
import {
  linkBindings,
  linkFault,
  PENALTY_FACTS,
  penaltyCaseOf,
  penaltyQuestion,
} from '../compulsion-cases/link.ts';
import { type Officer, officerQuestions, officersFault } from '../officers/contact.ts';
import { certificateQuestion } from '../officers/facts.ts';
import { handler, ONE_DAY, police, THREE_DAYS, task22, threeDays, transfersOf } from './common.ts';
import * as form from './forms.ts';

type Input = Readonly<Record<string, unknown>>;

/** Also what was already decided: warnings and closures go on, fines are set off (article 11). */
const FACTS = [...PENALTY_FACTS, 'decide-penalty.items'] as const;
const penalty = (input: Input) => penaltyQuestion(input.penaltyCase, FACTS);

/** Measures that still hold things of the penalty case. */
const measures = (view: CaseView): Question & { ask: 'linked' } => ({
  ask: 'linked',
  to: penaltyCaseOf(view),
  procedure: 'compulsory-measure',
  facts: [],
});
const holding = (found: readonly CaseFacts[]) => found.filter((c) => c.conds.includes('in-force'));

/** The bindings of a case beside a penalty case, by the question that this procedure asks. */
const bindings = linkBindings(FACTS);

const reportRules: readonly InputRule[] = [
  {
    code: 'CASE',
    field: 'penaltyCase',
    cites: [trf.art('3'), task22],
    say: '移送的应当是本机关查处的案件',
    asks: (input) => [penalty(input)],
    check: (input, _view, env) => linkFault(env.answer(penalty(input)), input.penaltyCase, env, false),
  },
  {
    code: 'ONE',
    field: 'penaltyCase',
    cites: [trf.art('5')],
    say: '这一案件已经有一件移送正在办理',
    asks: (input) => [transfersOf(String(input.penaltyCase))],
    check: (input, _view, env) => {
      const open = env.answer(transfersOf(String(input.penaltyCase))).find((c) => !c.ended);
      return !open || `这一案件已经在“${open.title}”移送，请在那一件里办理`;
    },
  },
  {
    code: 'TASK-FORCE',
    field: 'officers',
    cites: [trf.art('5'), apl.art('42')],
    say: '应当由两名以上行政执法人员组成专案组核实',
    asks: (input, _view, today) => officerQuestions(input, today),
    check: (input, _view, env) =>
      officersFault(input.officers as Officer[], {
        organs: env.acting ? [env.acting] : [],
        field: '',
        on: env.today,
        least: 2,
        entry: (n) => env.answer(certificateQuestion(n, env.today)),
      }) ?? true,
  },
  {
    code: 'THRESHOLD',
    field: 'meets',
    cites: [trf.art('3')],
    say: '没有达到移送标准；知识产权领域有犯罪合理嫌疑的，没有达到标准也应当移送',
    check: (input) => input.meets === true || input.ip === true,
  },
  {
    code: 'REPORT-DAY',
    field: 'reportedOn',
    cites: [trf.art('5')],
    say: '报送日期不能晚于今天',
    check: (input, _view, env) => String(input.reportedOn) <= env.today,
  },
];

const reported = { do: 'stop', clock: 'decide' } as const;
const approvedThen = [reported, { do: 'start', clock: 'hand-over', when: cond('approved') }] as const;
const toApproved = [
  { when: cond('approved'), phase: 'approved' },
  { when: not(cond('approved')), phase: 'not-transferred' },
];
const decisions = {
  approved: { title: '批准移送', conds: { approved: true } },
  refused: { title: '不批准移送', conds: { approved: false } },
};

/** A day in the past, not before another. */
const dayRule = (
  code: string,
  field: string,
  after?: (input: Input, view: CaseView) => unknown,
): InputRule => ({
  code,
  field,
  cites: [trf.art('8'), trf.art('9')],
  say: '日期不对',
  check: (input, view, env) => {
    const on = String(input[field]);
    const from = after?.(input, view);
    if (on > env.today) return `${formatDate(on)}还没有到`;
    return !from || on >= String(from) || `${formatDate(on)}早于${formatDate(String(from))}`;
  },
});

const moment = (input: Input) => timeOfDay(String(input.on), String(input.time));

export const sending: Fragment = {
  acts: {
    report: {
      title: '提出移送的书面报告',
      about: '发现涉嫌犯罪的，立即由两名以上执法人员组成专案组核实，向正职负责人提出书面报告',
      by: [office('enforcement-officer')],
      in: [],
      opens: true,
      cites: [trf.art('3'), trf.art('5'), apl.art('27'), task22],
      form: form.report,
      rules: reportRules,
      binds: bindings,
      clocks: [{ do: 'start', clock: 'decide', on: 'reportedOn' }],
      papers: ['transfer-report'],
    },
    decide: {
      title: '正职负责人决定',
      about: '自接到报告之日起三日内决定；不批准的，理由记录在案',
      by: [post('principal-head', 'lead')],
      in: ['reported'],
      cites: [trf.art('5')],
      form: form.decision,
      settles: ['approved'],
      outcomes: decisions,
      clocks: approvedThen,
      papers: ['transfer-approval'],
      to: toApproved,
    },
    'decide-presiding': {
      title: '主持工作的负责人决定',
      about: '正职负责人空缺或者不能履职，由主持工作的负责人决定；其他副职决定无效',
      by: [post('head', 'lead')],
      in: ['reported'],
      cites: [trf.art('5')],
      form: form.presidingDecision,
      rules: [
        {
          code: 'PRESIDING',
          field: 'presiding',
          cites: [trf.art('5')],
          say: '应当由正职负责人决定；副职不主持工作的，决定无效',
          check: (input) => input.presiding === true,
        },
      ],
      settles: ['approved'],
      outcomes: decisions,
      clocks: approvedThen,
      papers: ['transfer-approval'],
      to: toApproved,
    },
    'hand-over': {
      title: '移送公安机关',
      about: '批准后二十四小时内移送，逐项列明材料和涉案物品',
      by: handler,
      in: ['approved'],
      cites: [trf.art('5'), trf.art('6'), trf.art('4')],
      form: form.handOver,
      rules: [
        {
          code: 'INV-R4',
          field: 'papers',
          cites: [trf.art('6')],
          say: '移送材料不齐全',
          check: (input) => {
            const papers = input.papers as readonly string[];
            const missing = form.TRANSFER_PAPERS.slice(0, 3).filter((p) => !papers.includes(p));
            if (missing.length) return `移送材料不齐全，还缺：${missing.join('、')}`;
            return (
              papers.includes('检验报告或者鉴定结论') ||
              Boolean(input.noTest) ||
              '没有检验报告、鉴定结论的，写明原因'
            );
          },
        },
        {
          code: 'INV-R4-THINGS',
          field: 'things',
          cites: [trf.art('4'), trf.art('6'), acl.art('21')],
          say: '涉案物品清单应当如实填写',
          asks: (_input, view) => [measures(view)],
          check: (input, view, env) => {
            const n = (input.things as readonly unknown[]).length;
            const held = holding(env.answer(measures(view)));
            if (n === 0 && held.length)
              return `本案还有查封、扣押、冻结的财物（${held.map((c) => c.title).join('、')}），清单不能是空的`;
            return n > 0 !== (input.noThings === true) || '没有涉案物品的勾选“没有”，有的逐项填写清单';
          },
        },
        {
          code: 'POLICE',
          field: 'police',
          cites: [trf.art('5')],
          say: '机关名录里没有这个公安机关，请核对全称',
          check: (input, _view, env) => env.organ(String(input.police)) !== undefined,
        },
      ],
      binds: [{ relation: 'police', from: 'police' }],
      clocks: [
        { do: 'stop', clock: 'hand-over', on: { at: moment } },
        { do: 'start', clock: 'receipt', on: { at: moment } },
      ],
      papers: ['transfer-letter', 'goods-list'],
      numbers: ['transfer'],
      to: 'handed',
    },
  },
  clocks: {
    decide: {
      title: '决定是否移送的期限',
      kind: 'duty',
      owedBy: 'principal-head',
      limit: THREE_DAYS,
      lastDay: 'keep',
      cites: [trf.art('5'), threeDays],
    },
    'hand-over': {
      title: '移送公安机关的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: ONE_DAY,
      lastDay: 'keep',
      cites: [trf.art('5')],
    },
    receipt: {
      title: '公安机关签收或者转送的期限',
      kind: 'duty',
      owedBy: 'police',
      limit: ONE_DAY,
      lastDay: 'keep',
      cites: [trf.art('7')],
    },
  },
  conditions: {
    approved: {
      title: '已经批准移送',
      test: {
        fn: (v) => v.get('decide.result') === '批准移送' || v.get('decide-presiding.result') === '批准移送',
      },
    },
  },
};

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
