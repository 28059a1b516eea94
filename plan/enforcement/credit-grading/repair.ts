/** Repair (信用修复): who determined, repairs; a granted repair ends showing, sharing and measures in one act (INV-C4). */
import {
  all,
  any,
  type CaseView,
  clock,
  cond,
  type Env,
  type Fragment,
  formatDate,
  type InputRule,
  need,
  not,
  post,
  samePerson,
} from '@fadu/kernel';
import { REPAIRED } from '../enforcement-publicity/common.ts';
import { CREDIT_MEASURE_USES, cites, extensionRule, limits } from './common.ts';
import {
  ended,
  type Input,
  isLive,
  penaltyEnded,
  penaltyRestored,
  recordChanges,
  recordRepairFrom,
  recordUntil,
  repairAccepted,
  repaired,
  repairOpen,
  repairQuestions,
  revocationQuestions,
  submitted,
  usesQuestion,
} from './facts.ts';
import * as form from './forms.ts';
import { determiner, determinerHead, keeper, subject } from './record.ts';
import { measureRules, useRule } from './rules.ts';

const applicationRules: readonly InputRule[] = [
  {
    code: 'TOO-EARLY',
    cites: [...cites.shown, ...cites.repair],
    say: '最短公示期还没有届满',
    check: (_input, view, env) => {
      const from = recordRepairFrom(view);
      return env.today >= from || `最短公示期还没有届满，${formatDate(from)}起可以申请修复`;
    },
  },
  {
    code: 'CORRECTED',
    field: 'corrected',
    cites: [...cites.repair],
    say: '纠正失信行为、履行完义务之后才能申请修复',
    check: (input: Input) => input.corrected === true && input.duties === true,
  },
];

const openApplication = {
  needs: [need('PENDING', not(cond('repair-open')), '已经有修复申请正在办理', [...cites.repair])],
  form: form.repair,
  rules: applicationRules,
  settles: ['repair-open', 'accepted'],
  outcomes: { applied: { title: '已申请', conds: { 'repair-open': true, accepted: false } } },
  clocks: [
    { do: 'restart', clock: 'acceptance' },
    { do: 'restart', clock: 'repair' },
  ],
  repeats: true,
  in: ['shown'],
  cites: [...cites.repair],
} as const;

/** The use of a measure that the latest act of this kind named. */
const useCode = (view: CaseView, act: string): string => `${view.state.id}-${String(view.get(`${act}.use`))}`;

const endUse = (view: CaseView, env: Env) => {
  const code = useCode(view, 'end-measure');
  return env
    .answer(usesQuestion(String(submitted(view).partyId), env.today))
    .filter((u) => isLive(u) && u.code === code)
    .map((u) => ended(u, env, '提前终止'));
};

export const repairing: Fragment = {
  acts: {
    'apply-repair': {
      title: '申请信用修复',
      about: '最短公示期届满、已经纠正并履行义务的，作出信用承诺，可以申请；这里和信用中国网站效力相同',
      by: subject,
      ...openApplication,
    },
    'register-repair': {
      title: '登记修复申请',
      about: '窗口收到的、信用中国网站转来的，由工作人员登记，转认定机关',
      by: keeper,
      ...openApplication,
    },
    'accept-repair': {
      title: '受理修复申请',
      by: determiner,
      in: ['shown'],
      cites: [...cites.repair],
      repeats: true,
      needs: [
        need('APPLIED', all(cond('repair-open'), not(cond('accepted'))), '没有等待受理的修复申请', [
          ...cites.repair,
        ]),
      ],
      form: form.acceptance,
      settles: ['accepted'],
      outcomes: { accepted: { title: '已受理', conds: { accepted: true } } },
      clocks: [{ do: 'stop', clock: 'acceptance' }],
    },
    'decline-repair': {
      title: '不予受理',
      about: '书面说明理由',
      by: determiner,
      in: ['shown'],
      cites: [...cites.repair],
      repeats: true,
      needs: [
        need('APPLIED', all(cond('repair-open'), not(cond('accepted'))), '没有等待受理的修复申请', [
          ...cites.repair,
        ]),
      ],
      form: form.reasons,
      settles: ['repair-open'],
      outcomes: { declined: { title: '不予受理', conds: { 'repair-open': false } } },
      clocks: [
        { do: 'stop', clock: 'acceptance' },
        { do: 'stop', clock: 'repair' },
      ],
    },
    'extend-repair': {
      title: '延长修复期限',
      by: determinerHead,
      in: ['shown'],
      cites: [...cites.repair, extensionRule],
      repeats: true,
      needs: [
        need(
          'RUNS',
          all(cond('accepted'), clock('repair', 'running')),
          '没有受理，或者期限已经届满，不能延长',
          [...cites.repair],
        ),
      ],
      form: form.reasons,
      clocks: [{ do: 'extend', clock: 'repair' }],
    },
    'decide-repair': {
      title: '决定是否准予修复',
      about: '准予的，公示、共享和措施在同一时刻终止；作为依据的行政处罚也在同一时刻停止公示',
      by: determinerHead,
      in: ['shown'],
      cites: [...cites.repair, ...cites.ends],
      repeats: true,
      needs: [
        need('ACCEPTED', cond('accepted'), '修复申请还没有受理', [...cites.repair]),
        need('APART', not(samePerson('accept-repair')), '受理的人不能自己决定', [...cites.repair]),
      ],
      form: form.repairDecision,
      rules: [
        {
          code: 'VERIFIED',
          field: 'verified',
          cites: [...cites.repair],
          say: '没有核实纠正和履行情况的，不得准予修复',
          check: (input) => input.result !== '准予修复' || input.verified === true,
        },
      ],
      asks: repairQuestions,
      settles: ['repair-open', 'accepted', 'repaired'],
      outcomes: {
        granted: { title: '准予修复', conds: { 'repair-open': false, accepted: false, repaired: true } },
        refused: { title: '不予修复', conds: { 'repair-open': false, accepted: false, repaired: false } },
      },
      clocks: [
        { do: 'stop', clock: 'repair' },
        { do: 'stop', clock: 'objection', when: cond('repaired') },
        { do: 'stop', clock: 'removal', when: cond('repaired') },
      ],
      entries: (view, env) =>
        repaired(view) ? [...recordChanges(view, env, REPAIRED), ...penaltyEnded(view, env)] : [],
      to: [{ when: cond('repaired'), phase: 'repaired' }],
    },
    'revoke-repair': {
      title: '撤销修复',
      about: '材料虚假、故意不履行承诺的撤销，恢复到最长公示期届满；处理的其他后果没有核实到原文',
      by: determinerHead,
      in: ['repaired'],
      cites: [...cites.repair],
      repeats: true,
      form: form.revocation,
      asks: revocationQuestions,
      settles: ['repaired'],
      outcomes: { revoked: { title: '已撤销修复', conds: { repaired: false } } },
      entries: (view, env) => [...recordChanges(view, env), ...penaltyRestored(view, env)],
      to: 'shown',
    },
    'apply-measure': {
      title: '采取失信惩戒措施',
      about: '只能采取清单里对这类主体、这种程度适用的措施；由实施机关执行',
      by: keeper,
      in: ['shown'],
      cites: [...cites.measures],
      repeats: true,
      needs: [
        need(
          'NO-DISPUTE',
          not(any(cond('dispute-open'), cond('upheld'))),
          '记录有异议，核实以前不得新采取措施',
          [...cites.objection],
        ),
      ],
      form: form.measure,
      rules: measureRules('失信惩戒', submitted),
      binds: [
        {
          relation: 'implementer',
          from: (input, view) => [...new Set([...view.bound('implementer'), String(input.implementer)])],
        },
      ],
      entries: (view, env) => {
        const act = view.last('apply-measure');
        const s = submitted(view);
        return act
          ? [
              {
                register: CREDIT_MEASURE_USES,
                code: `${view.state.id}-${act.seq}`,
                lawFrom: env.today,
                lawTo: recordUntil(view),
                body: {
                  status: '在用',
                  partyId: s.partyId,
                  partyName: s.partyName,
                  kind: '失信惩戒',
                  measure: act.input.measure,
                  content: act.input.content,
                  implementer: act.input.implementer,
                  record: view.state.id,
                  from: env.today,
                },
              },
            ]
          : [];
      },
    },
    'report-measure': {
      title: '登记措施实施情况',
      by: [post('case-clerk', 'implementer')],
      in: ['shown'],
      cites: [...cites.measures],
      repeats: true,
      form: form.measureReport,
      rules: [useRule('apply-measure', 'end-measure', true)],
    },
    'end-measure': {
      title: '提前终止措施',
      by: keeper,
      in: ['shown'],
      cites: [...cites.measures, ...cites.ends],
      repeats: true,
      form: form.measureEnd,
      rules: [useRule('apply-measure', 'end-measure')],
      asks: (_input, view, today) => [usesQuestion(String(submitted(view).partyId), today)],
      entries: endUse,
    },
  },
  clocks: {
    acceptance: {
      title: '决定是否受理修复的期限',
      kind: 'duty',
      owedBy: 'determiner',
      limit: limits.acceptance,
      lastDay: 'roll',
      cites: [...cites.repair],
    },
    repair: {
      title: '修复办结期限',
      kind: 'duty',
      owedBy: 'determiner',
      limit: limits.repair,
      lastDay: 'roll',
      cites: [...cites.repair],
      extension: { limit: limits.repairExtension, times: 1, cites: [extensionRule] },
    },
  },
  conditions: {
    'repair-open': { title: '修复申请待办', test: { fn: repairOpen } },
    accepted: { title: '修复申请已受理', test: { fn: repairAccepted } },
    repaired: { title: '已修复', test: { fn: repaired } },
  },
};
