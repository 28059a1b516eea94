/** Report by the task force, decision of the principal head, hand-over to the police. */
import { cond, type Fragment, type InputRule, not, office, post, timeOfDay } from '@fadu/kernel';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  criminalTransferRules as trf,
} from '../../statutes/index.ts';
import { linkBindings, linkFault, PENALTY_FACTS, penaltyQuestion } from '../compulsion-cases/link.ts';
import { type Officer, officerQuestions, officersFault } from '../officers/contact.ts';
import { certificateQuestion } from '../officers/facts.ts';
import { handler, ONE_DAY, THREE_DAYS, task22, threeDays, transfersOf } from './common.ts';
import * as form from './forms.ts';
import { holding, measures } from './transfer-shared.ts';

type Input = Readonly<Record<string, unknown>>;

/** Also what was already decided: warnings and closures go on, fines are set off (article 11). */
const FACTS = [...PENALTY_FACTS, 'decide-penalty.items'] as const;
const penalty = (input: Input) => penaltyQuestion(input.penaltyCase, FACTS);

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
