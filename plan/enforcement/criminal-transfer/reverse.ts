/**
 * Back from criminal justice (反向衔接): the procuratorate does not prosecute and asks for a penalty; the organ files,
 * decides and answers in writing (pack §7.4; the two months are 未核实).
 */
import {
  design,
  type Fragment,
  formatDate,
  type Law,
  law,
  months,
  office,
  type Procedure,
  planTask,
  workdays,
} from '@fadu/kernel';
import {
  penaltyLaw as apl,
  reverseTransferGuide as guide,
  criminalTransferRules as trf,
} from '../../statutes/index.ts';
import { clerk, head } from '../compulsion-cases/common.ts';
import { linkFault, PENALTY_CASE, penaltyQuestion } from '../compulsion-cases/link.ts';
import { limitationEnds } from '../penalty-cases/application-rules.ts';
import { printed, table, text } from '../penalty-cases/paper-parts.ts';
import { REVERSE_CODE, task22 } from './common.ts';
import * as form from './forms.ts';

const ANSWER = months(2);
const task22back = planTask(22, '行刑双向衔接：不起诉案件需要给予行政处罚的，应当处理并书面答复检察机关');
const rolled = design('答复检察机关的两个月没有核实到原文，可以配置；最后一日是休息日的顺延');
const handled = (input: Readonly<Record<string, unknown>>) => penaltyQuestion(input.handled, []);
const named = (input: Readonly<Record<string, unknown>>) => penaltyQuestion(input.penaltyCase, []);

const parts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions' | 'papers'>> = {
  acts: {
    'register-opinion': {
      title: '登记检察意见',
      about: '不起诉后需要给予行政处罚的，检察机关提出检察意见，自收到之日起计算答复期限',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: [guide.art('13'), trf.art('13'), task22back],
      form: form.opinion,
      rules: [
        {
          code: 'OPINION-DAY',
          field: 'receivedOn',
          cites: [guide.art('13')],
          say: '日期的先后应当是：行为终了、发现、不起诉、收到意见，都不能晚于今天',
          check: (input, _view, env) =>
            String(input.actEndedOn) <= String(input.notProsecutedOn) &&
            String(input.discoveredOn) <= String(input.notProsecutedOn) &&
            String(input.notProsecutedOn) <= String(input.receivedOn) &&
            String(input.receivedOn) <= env.today,
        },
        {
          code: 'CASE',
          field: 'penaltyCase',
          cites: [task22],
          say: '没有这一处罚案件',
          asks: (input) => (input.penaltyCase ? [named(input)] : []),
          check: (input, _view, env) =>
            !input.penaltyCase || linkFault(env.answer(named(input)), input.penaltyCase, env, false),
        },
      ],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        {
          relation: PENALTY_CASE,
          from: (input, _view, env) => {
            const id = input.penaltyCase ? env.answer(named(input))?.id : undefined;
            return id ? [id] : [];
          },
        },
      ],
      clocks: [{ do: 'start', clock: 'answer', on: 'receivedOn' }],
    },
    withdrawn: {
      title: '检察机关撤回意见',
      about: '不起诉决定被撤销、提起公诉的，检察机关撤回检察意见，本机关不再处理',
      by: clerk,
      in: ['received', 'handling'],
      cites: [apl.art('27'), trf.art('11')],
      form: form.opinionWithdrawn,
      rules: [
        {
          code: 'WITHDRAWN-DAY',
          field: 'on',
          cites: [guide.art('13')],
          say: '日期不能晚于今天',
          check: (input, _view, env) => String(input.on) <= env.today,
        },
      ],
      clocks: [{ do: 'stop', clock: 'answer', on: 'on' }],
      to: 'withdrawn',
    },
    'decide-handling': {
      title: '决定如何处理',
      about: '立案处理的写明处罚案件；追究时效以任何机关首次发现之日判断',
      by: head,
      in: ['received'],
      cites: [apl.art('27'), apl.art('36'), trf.art('13')],
      form: form.reverseDecision,
      prefill: { from: (view) => ({ handled: view.get('register-opinion.penaltyCase') }) },
      rules: [
        {
          code: 'HANDLED',
          field: 'handled',
          cites: [apl.art('54'), task22],
          say: '立案处理的，应当写明本机关的处罚案件',
          asks: (input) => (input.handled ? [handled(input)] : []),
          check: (input, _view, env) => {
            if (input.result === '不予立案') return true;
            if (!input.handled) return false;
            return linkFault(env.answer(handled(input)), input.handled, env, false);
          },
        },
        {
          code: 'LIMITATION',
          field: 'result',
          cites: [apl.art('36')],
          say: '没有超过追究时效的，不能以超过时效为由不予立案；超过的不能立案',
          check: (input, view) => {
            const ends = limitationEnds({
              sector: '一般',
              actEndedOn: view.text('register-opinion.actEndedOn'),
              graveHarm: view.get('register-opinion.graveHarm') === true,
            });
            const found = view.text('register-opinion.discoveredOn');
            return (
              input.result === '不予立案' ||
              found <= ends ||
              `追究时效到${formatDate(ends)}届满，${formatDate(found)}才首次发现，不能再给予处罚`
            );
          },
        },
      ],
      settles: ['filed'],
      outcomes: {
        filed: { title: '立案处理', conds: { filed: true } },
        declined: { title: '不予立案', conds: { filed: false } },
      },
      binds: [
        {
          relation: PENALTY_CASE,
          from: (input, view, env) => {
            const id = input.handled ? env.answer(handled(input))?.id : undefined;
            return id ? [id] : view.bound(PENALTY_CASE);
          },
        },
      ],
      to: 'handling',
    },
    answer: {
      title: '书面答复检察机关',
      about: '收到检察意见之日起两个月内，把处理结果书面告知检察机关',
      by: clerk,
      in: ['handling'],
      cites: [guide.art('13'), task22back],
      form: form.reverseAnswer,
      rules: [
        {
          code: 'ANSWER-DAY',
          field: 'sentOn',
          cites: [guide.art('13')],
          say: '答复日期不能晚于今天，也不能早于收到意见之日',
          check: (input, view, env) =>
            String(input.sentOn) <= env.today &&
            String(input.sentOn) >= view.text('register-opinion.receivedOn'),
        },
      ],
      clocks: [{ do: 'stop', clock: 'answer', on: 'sentOn' }],
      papers: ['reverse-answer'],
      to: 'answered',
    },
  },
  clocks: {
    answer: {
      title: '答复检察意见的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: ANSWER,
      lastDay: 'roll',
      cites: [guide.art('13'), rolled],
      warnBefore: workdays(5),
    },
  },
  conditions: {
    filed: {
      title: '决定立案处理',
      test: { oneOf: ['decide-handling.result', ['立案处理', '在原案中处理']] },
    },
  },
  papers: {
    'reverse-answer': {
      title: '检察意见处理情况答复函',
      kind: '信函',
      issuedBy: 'lead',
      compose: (view) => ({
        title: '检察意见处理情况答复函',
        recipients: `${view.text('register-opinion.procuratorate')}：`,
        blocks: [
          ...text(
            `你院检察意见书（${view.text('register-opinion.document')}）于${printed(view.get('register-opinion.receivedOn'))}收悉。现将${view.text('register-opinion.partyName')}${view.text('register-opinion.title')}的处理情况答复如下。`,
          ),
          table([
            ['处理决定', view.text('decide-handling.result')],
            ['处罚案件', view.text('decide-handling.handled')],
            ['理由', view.text('decide-handling.reason')],
            ['处理结果', view.text('answer.result')],
          ]),
        ],
      }),
    },
  },
};

const laws: readonly Law[] = [
  law('ANSWERED', '检察意见必须书面答复，检察机关撤回的除外', [guide.art('13'), task22back], {
    kind: 'answered',
    cause: { act: 'register-opinion' },
    effect: ['answer', 'withdrawn'],
  }),
  law('HANDLED-FIRST', '没有决定如何处理的，不得答复', [guide.art('13')], {
    kind: 'precedes',
    first: [{ act: 'decide-handling' }],
    then: 'answer',
  }),
  law('WITHDRAWN', '检察机关撤回意见的，不得再答复了结', [apl.art('27'), trf.art('11')], {
    kind: 'exclusive',
    acts: ['answer', 'withdrawn'],
  }),
];

/** Reverse transfer, task 22 of the plan; pack §7.4. */
export const reverseTransfer: Procedure = {
  code: REVERSE_CODE,
  title: '不起诉案件反向衔接',
  system: 'criminal-transfer',
  version: '2020-08-07',
  from: '2020-08-07',
  cites: [guide.art('13'), trf.art('13'), apl.art('27'), task22back],
  about: '检察机关决定不起诉、认为需要给予行政处罚的，登记检察意见，决定立案或者不立案，在期限内书面答复。',
  relations: { lead: '行政执法机关' },
  roles: { 'case-clerk': '办案机构经办人', head: '机关负责人' },
  phases: {
    received: { title: '收到检察意见' },
    handling: { title: '处理中，待答复' },
    answered: { title: '已答复', end: 'done' },
    withdrawn: { title: '检察意见撤回', end: 'stopped' },
  },
  ...parts,
  laws,
  titleFrom: 'register-opinion.title',
  owner: 'lead',
};
