/** How a task ends: closure after verification, not applicable with approval, carried into the next plan. */
import {
  cond,
  design,
  done,
  elapsed,
  type Fragment,
  implies,
  need,
  not,
  post,
  samePerson,
} from '@fadu/kernel';
import { noFineTarget } from '../../oversight/enforcement-supervision/fine-guard.ts';
import * as form from './forms.ts';
import { reportsSettled } from './reporting.ts';
import { practice, settings, task49 } from './settings.ts';

const coordinator = [post('plan-coordinator', 'coordinator')];
const verifier = [post('plan-coordinator', 'coordinator'), post('plan-coordinator', 'superior')];

const answered = need('SUPERVISION-ANSWERED', not(cond('supervision-open')), '还有督办单没有答复', [
  practice,
]);
const rectified = need('RECTIFIED', not(cond('rectification-open')), '还有整改没有验收', [practice]);
const stopReporting = (['report', 'resubmit'] as const).map((clock) => ({ do: 'stop', clock }) as const);

/** Closure, the ways out, and the end of the plan. */
export const closing: Fragment = {
  acts: {
    'apply-closure': {
      title: '申请销号',
      about: '全部节点都有经认可的证据，督办和整改都已了结，牵头单位负责人申请销号',
      by: [post('head', 'lead')],
      in: ['tracking'],
      cites: [task49, practice],
      needs: [
        need('REPORT-VERIFIED', done('verify-report'), '没有核验通过的报告', [practice]),
        need('REPORTS-SETTLED', reportsSettled, '还有报告没有核验、没有重报，或者证据没有认定', [practice]),
        need('MILESTONES', cond('milestones-proved'), '还有节点或者目标没有经认可的证据', [task49, practice]),
        answered,
        rectified,
        need(
          'CONTINUOUS',
          implies(cond('continuous'), elapsed('plan-period')),
          '持续推进和每年开展的任务，方案期满之前只能保持，不能销号',
          [practice],
        ),
      ],
      form: form.closure,
      to: 'closing',
      clocks: [...stopReporting, { do: 'start', clock: 'closure-check' }],
    },
    'verify-closure': {
      title: '核验销号',
      about: '申请人以外的核验人核对证据后销号',
      by: verifier,
      in: ['closing'],
      cites: [task49, practice],
      public: true,
      needs: [
        need('CLOSURE-APART', not(samePerson('apply-closure')), '申请销号的人不能核验自己的申请', [practice]),
        need('CLOSURE-REPORTER', not(samePerson('report')), '报送人不能核验销号', [practice]),
      ],
      form: form.opinion,
      to: 'closed',
      clocks: [{ do: 'stop', clock: 'closure-check' }],
    },
    'refuse-closure': {
      title: '不予销号',
      by: verifier,
      in: ['closing'],
      cites: [task49, practice],
      repeats: true,
      needs: [
        need('CLOSURE-APART', not(samePerson('apply-closure')), '申请人不能处理自己的申请', [practice]),
      ],
      form: form.reason,
      voids: ['apply-closure'],
      to: 'tracking',
      clocks: [
        { do: 'stop', clock: 'closure-check' },
        { do: 'start', clock: 'report' },
      ],
    },
    reopen: {
      title: '重新打开',
      about: '销号后发现没有真正完成的，重新打开；原来的销号留在记录里，缺的列为新节点',
      by: verifier,
      in: ['closed'],
      cites: [task49, practice],
      public: true,
      repeats: true,
      form: form.reopen,
      rules: [noFineTarget('milestones', 'reason')],
      voids: ['apply-closure', 'verify-closure'],
      settles: ['milestones-proved'],
      outcomes: { reopened: { title: '重新打开', conds: { 'milestones-proved': false } } },
      to: 'tracking',
      clocks: [{ do: 'start', clock: 'report' }],
    },
    archive: {
      title: '期满归档',
      by: coordinator,
      in: ['closed'],
      cites: [task49, practice],
      needs: [need('PLAN-ENDED', elapsed('plan-period'), '方案还没有期满', [task49])],
      to: 'archived',
    },
    'mark-not-applicable': {
      title: '申报本地不适用',
      about: '县（市）区没有相应职能或者对象的，说明理由报上级统筹部门批准',
      by: coordinator,
      in: ['tracking'],
      cites: [design('县（市）区标记不适用须经上级统筹部门批准')],
      needs: [
        need('ADOPTED', cond('adopted'), '不是承接上级的任务，不能标记不适用', [practice]),
        answered,
        rectified,
      ],
      form: form.reason,
      to: 'not-applicable-pending',
      clocks: stopReporting,
    },
    'approve-not-applicable': {
      title: '批准不适用',
      by: [post('plan-coordinator', 'superior')],
      in: ['not-applicable-pending'],
      cites: [design('县（市）区标记不适用须经上级统筹部门批准')],
      public: true,
      needs: [
        need('APPROVER-APART', not(samePerson('mark-not-applicable')), '申报人不能批准自己的申报', [
          practice,
        ]),
      ],
      form: form.opinion,
      to: 'not-applicable',
    },
    'refuse-not-applicable': {
      title: '不批准不适用',
      by: [post('plan-coordinator', 'superior')],
      in: ['not-applicable-pending'],
      cites: [design('县（市）区标记不适用须经上级统筹部门批准')],
      repeats: true,
      form: form.reason,
      voids: ['mark-not-applicable'],
      to: 'tracking',
      clocks: [
        { do: 'start', clock: 'report' },
        { do: 'start', clock: 'resubmit', when: cond('resubmission-open') },
      ],
    },
    'carry-over': {
      title: '转入下一方案',
      about: '方案期满仍未完成的，写明原因，连同未了的整改转入下一方案',
      by: coordinator,
      in: ['tracking'],
      cites: [task49, practice],
      public: true,
      needs: [need('PLAN-ENDED', elapsed('plan-period'), '方案还没有期满', [task49]), answered],
      form: form.carryOver,
      to: 'carried-over',
      clocks: [...stopReporting, { do: 'stop', clock: 'rectification' }],
    },
  },
  clocks: {
    'closure-check': {
      title: '销号核验期限',
      kind: 'duty',
      owedBy: 'coordinator',
      limit: settings.closureCheck,
      lastDay: 'roll',
      cites: [design('销号申请应在20个工作日内核验')],
    },
  },
};
