import { all, any, cond, done, elapsed, type Fragment, need, not, post } from '@fadu/kernel';
import { localOrganizationLaw as org } from '../../statutes/index.ts';
import { leadClerk, leadHead, ruleCites, settings, task16, timeCites } from './common.ts';
import { dayRule, departments, doBy, resultEntry, resultOf } from './facts.ts';
import * as form from './forms.ts';

/** From the first notice to the written answer. */
export const coordinating: Fragment = {
  acts: {
    'notify-departments': {
      title: '通知各部门提出意见',
      by: leadClerk,
      in: ['coordinating'],
      cites: [task16],
      form: form.notice,
      settles: ['positions-open'],
      outcomes: { asked: { title: '已通知', conds: { 'positions-open': true } } },
      clocks: [{ do: 'start', clock: 'position' }],
    },
    'state-position': {
      title: '提出部门意见',
      by: [post('office-clerk', 'department')],
      in: ['coordinating'],
      cites: [task16],
      repeats: true,
      needs: [need('ASKED', cond('positions-open'), '没有等待提出意见的通知', [task16])],
      form: form.position,
      settles: ['positions-open'],
      clocks: [{ do: 'stop', clock: 'position', when: not(cond('positions-open')) }],
    },
    'hold-meeting': {
      title: '召开协调会',
      by: leadClerk,
      in: ['coordinating'],
      cites: [task16],
      repeats: true,
      needs: [
        need(
          'POSITIONS',
          all(done('notify-departments'), any(not(cond('positions-open')), elapsed('position'))),
          '还有部门没有提出意见，期限也没有届满',
          [task16, ...timeCites.position],
        ),
      ],
      form: form.meeting,
      rules: [
        dayRule('heldOn', '会议日期'),
        {
          code: 'ALL-INVITED',
          field: 'attended',
          cites: [task16],
          say: '冲突的各部门都要参加协调会',
          check: (input, view) => departments(view).every((d) => (input.attended as string[]).includes(d)),
        },
      ],
      clocks: [{ do: 'stop', clock: 'position' }],
    },
    evaluate: {
      title: '评估并提出建议',
      about: '先看上位法，再看特别规定和新规定；都不能解决的由有权机关决定',
      by: leadClerk,
      in: ['coordinating'],
      cites: [task16, ...ruleCites],
      needs: [need('MET', done('hold-meeting'), '还没有召开协调会', [task16])],
      form: form.evaluation,
    },
    conclude: {
      title: '作出协调结果',
      by: leadHead,
      in: ['coordinating'],
      cites: [task16, ...ruleCites],
      needs: [need('EVALUATED', done('evaluate'), '还没有评估报告，不能作出结果', [task16])],
      form: form.conclusion,
      rules: [doBy],
      clocks: [
        { do: 'stop', clock: 'coordination' },
        { do: 'start', clock: 'answer' },
      ],
      numbers: ['conflict-result'],
      papers: ['conflict-result'],
      to: 'answering',
    },
    settle: {
      title: '部门自行协商一致',
      about: '各部门协商一致的，联合作出解释，公开并绑定到各份文件',
      by: leadHead,
      in: ['coordinating'],
      cites: [task16],
      form: form.settlement,
      rules: [
        {
          code: 'ALL-SIGN',
          field: 'signed',
          cites: [task16],
          say: '冲突的各部门都要签字，联合答复才作数',
          check: (input, view) => departments(view).every((d) => (input.signed as string[]).includes(d)),
        },
      ],
      clocks: [
        { do: 'stop', clock: 'coordination' },
        { do: 'stop', clock: 'position' },
        { do: 'start', clock: 'answer' },
      ],
      numbers: ['conflict-result'],
      papers: ['joint-interpretation'],
      to: 'answering',
    },
    escalate: {
      title: '协调不成，上报政府决定',
      by: leadHead,
      in: ['coordinating'],
      cites: [task16, org.art('73')],
      needs: [need('EVALUATED-BEFORE', done('evaluate'), '没有评估报告，不能上报', [task16])],
      form: form.escalation,
      rules: [
        {
          code: 'GOVERNMENT',
          field: 'government',
          cites: [org.art('73')],
          say: '应当上报本级人民政府',
          check: (input, view, env) => {
            const chosen = env.organ(String(input.government));
            return (
              chosen?.kind === 'government' &&
              chosen.region === env.organ(view.bound('desk')[0] ?? '')?.region
            );
          },
        },
      ],
      binds: [{ relation: 'government', from: 'government' }],
      clocks: [
        { do: 'stop', clock: 'coordination' },
        { do: 'start', clock: 'decision' },
      ],
      to: 'escalated',
    },
    'decide-escalated': {
      title: '政府作出决定',
      by: [post('principal-head', 'government')],
      in: ['escalated'],
      cites: [org.art('73'), task16],
      form: form.escalated,
      rules: [doBy],
      clocks: [
        { do: 'stop', clock: 'decision' },
        { do: 'start', clock: 'answer' },
      ],
      numbers: ['conflict-result'],
      papers: ['conflict-result'],
      to: 'answering',
    },
    'answer-applicant': {
      title: '书面答复申请人，结果绑定到文件',
      about: '答复同时把结果登记、公开，并显示在各份文件的页面上',
      by: leadClerk,
      in: ['answering'],
      cites: [task16],
      form: form.answer,
      rules: [dayRule('sentOn', '送出日期')],
      clocks: [{ do: 'stop', clock: 'answer', on: 'sentOn' }],
      papers: ['conflict-answer'],
      publishes: ['document'],
      entries: resultEntry,
      public: true,
      publicBody: (view) => {
        const { outcome, text, how } = resultOf(view);
        return { subject: view.text('apply.subject'), outcome, text, how, departments: departments(view) };
      },
      to: 'answered',
    },
  },
  conditions: {
    'positions-open': {
      title: '有部门还没有提出意见',
      test: {
        fn: (v) => {
          const asked = v.last('notify-departments');
          if (!asked) return false;
          const given = new Set(v.all('state-position').map((a) => a.actor.organ));
          return departments(v).some((d) => !given.has(d));
        },
      },
    },
  },
};

/** Its limits, all of our own setting. */
export const clocks: Fragment = {
  clocks: {
    admissibility: {
      title: '受理审查期限',
      kind: 'duty',
      owedBy: 'desk',
      limit: settings.admissibility,
      lastDay: 'roll',
      cites: timeCites.admissibility,
    },
    position: {
      title: '部门提出意见的期限',
      kind: 'duty',
      owedBy: 'department',
      limit: settings.position,
      lastDay: 'roll',
      cites: timeCites.position,
    },
    coordination: {
      title: '协调期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.coordination,
      lastDay: 'roll',
      cites: timeCites.coordination,
      extension: { limit: settings.extension, times: 1, cites: timeCites.coordination },
      warnBefore: settings.position,
    },
    decision: {
      title: '政府决定的期限',
      kind: 'duty',
      owedBy: 'government',
      limit: settings.decision,
      lastDay: 'roll',
      cites: timeCites.decision,
    },
    answer: {
      title: '书面答复申请人的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.answer,
      lastDay: 'roll',
      cites: timeCites.answer,
    },
  },
};
