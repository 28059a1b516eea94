/**
 * A window may not refuse (窗口无否决权, R8.2): what it cannot accept goes up in three steps, each with its time and its written
 * answer. Only the organ's head may refuse, in writing; only the organ's representative may say that no licence is needed or
 * that another organ has the power, and names it (licensing law, article 32).
 */
import { cond, type Fragment, need, not, post, law as rule } from '@fadu/kernel';
import { jilinBusinessEnvironmentRegulations as jl, licensingLaw as law } from '../../statutes/index.ts';
import { escalationLimits, settings, task8 } from '../service-items/common.ts';
import * as form from '../service-items/handling/forms.ts';
import { clerk, stopAll } from '../service-items/handling/receiving.ts';

const noRefusal = [jl.art('32'), task8];
const representative = [post('chief-rep', 'agency')];
const head = [post('organ-head', 'agency')];
const accept = { title: '可以受理', conds: { 'must-accept': true } } as const;

/** Escalation in three steps, and the written refusals that only its answers can bring. */
export const escalating: Fragment = {
  acts: {
    escalate: {
      title: '上报办不了的问题',
      about: '窗口不得拒绝；受理不了的，写明原因上报首席代表，并告诉申请人什么时候答复',
      by: clerk,
      in: ['received'],
      cites: noRefusal,
      needs: [need('ASK-ONCE', not(cond('must-accept')), '已经答复可以受理，应当受理', noRefusal)],
      form: form.question,
      clocks: [{ do: 'start', clock: 'first-step' }],
      to: 'asked-1',
    },
    'answer-first-step': {
      title: '首席代表答复',
      by: representative,
      in: ['asked-1'],
      cites: noRefusal,
      form: form.firstAnswer,
      settles: ['must-accept'],
      outcomes: { accept, up: { title: '报大厅管理机构协调', conds: { 'must-accept': false } } },
      clocks: [
        { do: 'stop', clock: 'first-step' },
        { do: 'start', clock: 'second-step', when: not(cond('must-accept')) },
      ],
      to: [
        { when: cond('must-accept'), phase: 'received' },
        { when: not(cond('must-accept')), phase: 'asked-2' },
      ],
    },
    'say-not-required': {
      title: '告知不需要取得许可',
      about: '依法不需要取得许可的，即时书面告知，说明理由',
      by: representative,
      in: ['asked-1'],
      cites: [law.art('32'), ...noRefusal],
      form: form.notRequired,
      clocks: stopAll(),
      papers: ['not-required-notice'],
      to: 'not-required',
    },
    'say-not-competent': {
      title: '决定不予受理并告知有权机关',
      about: '不属于本机关职权的，即时书面决定，写明向哪个机关申请、到哪里办',
      by: representative,
      in: ['asked-1'],
      cites: [law.art('32'), ...noRefusal],
      form: form.notCompetent,
      rules: [
        {
          code: 'OTHER-ORGAN',
          field: 'competent',
          cites: [law.art('32')],
          say: '有权机关不能是本机关',
          check: (input, view, env) =>
            env.organ(String(input.competent)) === undefined
              ? '有权机关不在机关名录里，请重新选择'
              : !view.bound('agency').includes(String(input.competent)),
        },
      ],
      clocks: stopAll(),
      numbers: ['refusal'],
      papers: ['not-competent-decision'],
      to: 'not-competent',
    },
    'answer-second-step': {
      title: '大厅管理机构答复',
      by: [post('hall-manager', 'window')],
      in: ['asked-2'],
      cites: noRefusal,
      form: form.secondAnswer,
      settles: ['must-accept'],
      outcomes: { accept, up: { title: '报部门负责人决定', conds: { 'must-accept': false } } },
      clocks: [
        { do: 'stop', clock: 'second-step' },
        { do: 'start', clock: 'third-step', when: not(cond('must-accept')) },
      ],
      to: [
        { when: cond('must-accept'), phase: 'received' },
        { when: not(cond('must-accept')), phase: 'asked-3' },
      ],
    },
    'answer-third-step': {
      title: '部门负责人决定受理',
      by: head,
      in: ['asked-3'],
      cites: noRefusal,
      form: form.thirdAnswer,
      settles: ['must-accept'],
      outcomes: { accept },
      clocks: [{ do: 'stop', clock: 'third-step' }],
      to: 'received',
    },
    'refuse-acceptance': {
      title: '部门负责人决定不予受理',
      about: '出具加盖专用印章、注明日期的书面决定，写明理由、依据和救济途径',
      by: head,
      in: ['asked-3'],
      cites: [law.art('32'), ...noRefusal],
      form: form.refusal,
      clocks: stopAll(),
      numbers: ['refusal'],
      papers: ['refusal-decision'],
      to: 'refused',
    },
  },
  clocks: {
    'first-step': {
      title: '首席代表答复的期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: settings.firstStep,
      lastDay: 'roll',
      cites: [task8, escalationLimits],
    },
    'second-step': {
      title: '大厅管理机构答复的期限',
      kind: 'duty',
      owedBy: 'window',
      limit: settings.secondStep,
      lastDay: 'roll',
      cites: [task8, escalationLimits],
    },
    'third-step': {
      title: '部门负责人决定的期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: settings.thirdStep,
      lastDay: 'roll',
      cites: [task8, escalationLimits],
    },
  },
  laws: [
    rule('NO-VETO', '没有大厅管理机构协调，不得不予受理', noRefusal, {
      kind: 'precedes',
      first: [{ act: 'answer-second-step' }],
      then: 'refuse-acceptance',
    }),
    rule('NO-VETO-SECOND', '没有首席代表的书面答复，不得由大厅管理机构答复', noRefusal, {
      kind: 'precedes',
      first: [{ act: 'answer-first-step' }],
      then: 'answer-second-step',
    }),
    ...(['say-not-required', 'say-not-competent', 'answer-first-step'] as const).map((then) =>
      rule(`NO-VETO-${then.toUpperCase()}`, '没有窗口写明原因的上报，不得答复不受理', noRefusal, {
        kind: 'precedes',
        first: [{ act: 'escalate' }],
        then,
      }),
    ),
    rule('REFUSED-WHOLE', '不予受理的，三级上报一步不少', noRefusal, {
      kind: 'ends-with',
      ends: ['refused'],
      acts: ['escalate', 'answer-first-step', 'answer-second-step', 'refuse-acceptance'],
    }),
    rule('ANSWERED-ACCEPT', '答复可以受理的，不得再不予受理', noRefusal, {
      kind: 'only-while',
      act: 'refuse-acceptance',
      guard: not(cond('must-accept')),
    }),
  ],
};
