/** Execution by the court where the organ has no power of its own (articles 53 to 59). */
import {
  all,
  any,
  cond,
  days,
  daysUnder,
  done,
  elapsed,
  type Fragment,
  type InputRule,
  need,
  not,
} from '@fadu/kernel';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { clerk, head } from './common.ts';
import * as form from './execution-forms.ts';
import { NO_STATEMENT } from './execution-urging.ts';
import { PUBLISHED } from './publishing.ts';

const past = (field: string): InputRule => ({
  code: 'COURT-DAY',
  field,
  cites: [acl.art('56'), acl.art('57')],
  say: '日期不能晚于今天',
  check: (input, _view, env) => String(input[field]) <= env.today,
});

export const courtPart: Fragment = {
  acts: {
    'apply-court': {
      title: '申请法院强制执行',
      about: '催告书送达满十个工作日仍不履行，在三个月之内，由负责人签名申请',
      by: head,
      in: ['due'],
      cites: [acl.art('53'), acl.art('54'), acl.art('55')],
      needs: [
        need('NO-POWER', not(cond('own-power')), '本机关有强制执行权，自行执行', [acl.art('13')]),
        need('FINAL', cond('final'), '当事人还可以申请复议或者起诉，不能申请法院强制执行', [acl.art('53')]),
        need('URGED', done('serve-urge'), '没有催告，或者催告书没有送达', [acl.art('54')]),
        need('INV-C5', elapsed('urging'), '催告书送达还没有满十个工作日', [acl.art('54')]),
        need('P9', not(elapsed('court-application')), '申请法院强制执行的三个月期限已过', [acl.art('53')]),
        NO_STATEMENT,
      ],
      form: form.courtApplication,
      settles: ['urgent'],
      clocks: [
        { do: 'stop', clock: 'court-application' },
        { do: 'stop', clock: 'urging' },
        { do: 'start', clock: 'court-accept' },
      ],
      papers: ['court-application'],
      to: 'court',
    },
    'court-accepts': {
      title: '登记法院是否受理',
      by: clerk,
      in: ['court'],
      cites: [acl.art('56')],
      repeats: true,
      needs: [need('NOT-ACCEPTED', not(cond('accepted')), '法院已经受理', [acl.art('56')])],
      form: form.acceptance,
      rules: [past('on')],
      settles: ['accepted'],
      outcomes: {
        accepted: { title: '受理', conds: { accepted: true } },
        refused: { title: '不予受理', conds: { accepted: false } },
      },
      clocks: [
        { do: 'stop', clock: 'court-accept', on: 'on' },
        { do: 'start', clock: 'court-rule', when: cond('accepted'), on: 'on' },
        { do: 'restart', clock: 'objection', when: not(cond('accepted')), on: 'on' },
        { do: 'stop', clock: 'objection', when: cond('accepted') },
        { do: 'stop', clock: 'court-answer', on: 'on' },
      ],
    },
    'court-doubts': {
      title: '登记法院听取意见',
      about: '明显缺乏事实、法律依据或者损害合法权益的，法院裁定前可以听取双方意见，自受理之日起三十日内裁定',
      by: clerk,
      in: ['court'],
      cites: [acl.art('58')],
      needs: [
        need('ACCEPTED', cond('accepted'), '法院还没有受理', [acl.art('56')]),
        need('NOT-RULED', not(done('court-rules')), '法院已经裁定', [acl.art('57')]),
      ],
      form: form.doubts,
      rules: [past('on')],
      settles: ['doubtful'],
      outcomes: { heard: { title: '听取意见', conds: { doubtful: true } } },
      clocks: [
        {
          do: 'restart',
          clock: 'court-rule',
          on: { at: (_input, view) => view.text('court-accepts.on') },
        },
      ],
    },
    'court-rules': {
      title: '登记法院执行裁定',
      by: clerk,
      in: ['court'],
      cites: [acl.art('57'), acl.art('58')],
      repeats: true,
      needs: [need('ACCEPTED', cond('accepted'), '法院还没有受理', [acl.art('56')])],
      form: form.ruling,
      rules: [past('on')],
      settles: ['granted'],
      outcomes: {
        granted: { title: '准予执行', conds: { granted: true } },
        denied: { title: '不予执行', conds: { granted: false } },
      },
      clocks: [
        { do: 'stop', clock: 'court-rule', on: 'on' },
        { do: 'restart', clock: 'objection', when: not(cond('granted')), on: 'on' },
        { do: 'stop', clock: 'objection', when: cond('granted') },
        { do: 'stop', clock: 'court-answer', on: 'on' },
        { do: 'restart', clock: 'court-execute', when: all(cond('granted'), cond('urgent')), on: 'on' },
        { do: 'stop', clock: 'court-execute', when: not(cond('granted')) },
      ],
    },
    object: {
      title: '向上一级法院申请复议',
      about: '对不予受理、不予执行的裁定有异议的，十五日内向上一级法院申请复议',
      by: head,
      in: ['court'],
      cites: [acl.art('56'), acl.art('58')],
      repeats: true,
      needs: [
        need(
          'OBJECTION',
          { op: 'clock', clock: 'objection', is: 'running' },
          '没有不予受理、不予执行的裁定',
          [acl.art('58')],
        ),
        need('OBJECTION-OVER', not(elapsed('objection')), '申请复议的十五日已经届满', [acl.art('58')]),
      ],
      form: form.objection,
      rules: [past('sentOn')],
      clocks: [
        { do: 'stop', clock: 'objection', on: 'sentOn' },
        { do: 'restart', clock: 'court-answer', on: 'sentOn' },
      ],
    },
    'court-result': {
      title: '登记法院执行结果',
      by: clerk,
      in: ['court'],
      cites: [acl.art('57')],
      needs: [need('GRANTED', cond('granted'), '法院还没有准予执行', [acl.art('57')])],
      form: form.courtResult,
      clocks: [
        { do: 'stop', clock: 'court-execute' },
        { do: 'stop', clock: 'court-answer' },
      ],
      settles: ['executed'],
      outcomes: {
        executed: { title: '执行完毕', conds: { executed: true } },
        ended: { title: '终结执行', conds: { executed: false } },
      },
      to: 'closing',
    },
    'court-declined': {
      title: '法院没有准予执行，了结',
      by: head,
      in: ['court'],
      cites: [acl.art('58')],
      needs: [
        PUBLISHED,
        need(
          'COURT-DECLINED',
          any(
            all(done('court-accepts'), not(cond('accepted'))),
            all(done('court-rules'), not(cond('granted'))),
          ),
          '法院没有裁定不予受理、不予执行',
          [acl.art('56'), acl.art('58')],
        ),
      ],
      form: form.note,
      clocks: [
        { do: 'stop', clock: 'court-accept' },
        { do: 'stop', clock: 'court-rule' },
        { do: 'stop', clock: 'objection' },
        { do: 'stop', clock: 'court-answer' },
      ],
      to: 'terminated',
    },
  },
  clocks: {
    'court-accept': {
      title: '法院受理的期限',
      kind: 'duty',
      owedBy: 'court',
      limit: daysUnder(acl.counting, 5),
      lastDay: 'roll',
      cites: [acl.art('56'), acl.art('69')],
    },
    'court-rule': {
      title: '法院裁定的期限',
      kind: 'duty',
      owedBy: 'court',
      limit: [
        { when: cond('doubtful'), limit: daysUnder(acl.counting, 30), cites: [acl.art('58')] },
        { when: not(cond('doubtful')), limit: daysUnder(acl.counting, 7), cites: [acl.art('57')] },
      ],
      lastDay: 'roll',
      cites: [acl.art('57'), acl.art('58')],
    },
    'court-answer': {
      title: '上一级法院答复复议的期限',
      kind: 'duty',
      owedBy: 'court',
      limit: [
        { when: cond('accepted'), limit: daysUnder(acl.counting, 30), cites: [acl.art('58')] },
        { when: not(cond('accepted')), limit: daysUnder(acl.counting, 15), cites: [acl.art('56')] },
      ],
      lastDay: 'roll',
      cites: [acl.art('56'), acl.art('58')],
    },
    'court-execute': {
      title: '紧急情况下法院执行的期限',
      kind: 'duty',
      owedBy: 'court',
      limit: daysUnder(acl.counting, 5),
      lastDay: 'roll',
      cites: [acl.art('59')],
    },
    objection: {
      title: '向上一级法院申请复议的期限',
      kind: 'right',
      owedBy: 'lead',
      limit: days(15),
      lastDay: 'roll',
      cites: [acl.art('56'), acl.art('58')],
    },
  },
  conditions: {
    accepted: { title: '法院已经受理', test: { is: ['court-accepts.result', '受理'] } },
    doubtful: { title: '法院听取意见后裁定', test: { has: 'court-doubts.on' } },
    urgent: { title: '为公共安全申请立即执行', test: { is: ['apply-court.urgent', true] } },
    granted: { title: '法院准予执行', test: { is: ['court-rules.result', '准予执行'] } },
    executed: { title: '法院执行完毕', test: { is: ['court-result.result', '执行完毕'] } },
  },
};
