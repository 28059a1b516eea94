import { cond, type Law, law } from '@fadu/kernel';
import { localOrganizationLaw as org } from '../../statutes/index.ts';
import { task16 } from './common.ts';

const results = [{ act: 'conclude' }, { act: 'settle' }, { act: 'decide-escalated' }];

/** What must hold on every path of a coordination. */
export const laws: readonly Law[] = [
  law('ADMITTED', '没有受理的申请，不得确定牵头部门', [task16], {
    kind: 'precedes',
    first: [{ act: 'examine-application', with: cond('admissible') }],
    then: 'name-lead',
  }),
  law('EVALUATED', '没有评估报告，不得作出协调结果', [task16], {
    kind: 'precedes',
    first: [{ act: 'evaluate' }],
    then: 'conclude',
  }),
  law('EVALUATED-ESCALATE', '没有评估报告，不得上报', [task16], {
    kind: 'precedes',
    first: [{ act: 'evaluate' }],
    then: 'escalate',
  }),
  law('MEETING', '没有召开协调会，不得评估', [task16], {
    kind: 'precedes',
    first: [{ act: 'hold-meeting' }],
    then: 'evaluate',
  }),
  law('HEARD', '没有通知各部门提出意见，不得召开协调会', [task16], {
    kind: 'precedes',
    first: [{ act: 'notify-departments' }],
    then: 'hold-meeting',
  }),
  law('RESULT', '没有结果，不得答复办结', [task16], {
    kind: 'precedes',
    first: results,
    then: 'answer-applicant',
  }),
  ...(['conclude', 'settle', 'decide-escalated'] as const).map((act) =>
    law(`ANSWER-${act.toUpperCase()}`, '有结果的，必须书面答复申请人并绑定到文件', [task16], {
      kind: 'answered',
      cause: { act },
      effect: ['answer-applicant'],
    }),
  ),
  law('ESCALATED', '上报的，政府没有决定不得办结', [org.art('73')], {
    kind: 'answered',
    cause: { act: 'escalate' },
    effect: ['decide-escalated'],
  }),
  law('WHOLE', '办结的协调，受理审查、确定牵头部门、答复一步不少', [task16], {
    kind: 'ends-with',
    ends: ['answered'],
    acts: ['examine-application', 'name-lead', 'answer-applicant'],
  }),
];
