import { cond, type Law, law } from '@fadu/kernel';
import {
  jilinBusinessEnvironmentRegulations as jl,
  organSettingRegulations,
  powerListOpinion,
} from '../../../statutes/index.ts';
import { task4 } from '../common.ts';

/** The proposal counts as changed from here on. */
const since = ['revise', 'reopen'];

/** What must hold on every path of an adjustment, whatever the flow says. */
export const laws: readonly Law[] = [
  law('PL-LEGAL', '合法性审核没有通过的，不得公布；改动后须重新审核', [task4, powerListOpinion.art('1')], {
    kind: 'precedes',
    first: [{ act: 'legality-review', with: cond('review-lawful') }],
    then: 'publish',
    since,
  }),
  law('PL-KEEPER', '清单主管部门没有审核同意的，不得公布', [task4, jl.art('31')], {
    kind: 'precedes',
    first: [{ act: 'keeper-review', with: cond('keeper-agrees') }],
    then: 'publish',
    since,
  }),
  law('PL-STAFFING', '涉及职责分工，机构编制部门没有同意的，不得公布', [organSettingRegulations.art('10')], {
    kind: 'precedes',
    first: [{ act: 'staffing-review', with: cond('staffing-agrees') }],
    then: 'publish',
    since,
    where: cond('duty-question'),
  }),
  law(
    'PL-APPROVE',
    '新增、取消、恢复事项，本级政府没有批准的，不得公布',
    [task4, powerListOpinion.art('4')],
    {
      kind: 'precedes',
      first: [{ act: 'approve', with: cond('approved') }],
      then: 'publish',
      since,
      where: cond('structural'),
    },
  ),
  law('PL-APART', '申请人员不得审核自己的申请', [task4], {
    kind: 'apart',
    act: 'legality-review',
    from: 'apply',
  }),
  law('PL-APART-REVISED', '修改人员不得审核自己的修改', [task4], {
    kind: 'apart',
    act: 'legality-review',
    from: 'revise',
  }),
  law('PL-APART-KEEPER', '依职权提出的人员不得代表清单主管部门审核', [task4], {
    kind: 'apart',
    act: 'keeper-review',
    from: 'propose-ex-officio',
  }),
  law('PL-PUBLISHED', '批准的调整必须公布，或者退回重新审核', [task4, jl.art('30')], {
    kind: 'answered',
    cause: { act: 'approve', with: cond('approved') },
    effect: ['publish', 'reopen'],
  }),
  law('PL-EX-OFFICIO', '依职权提出的调整，实施机关不得撤回', [powerListOpinion.art('5')], {
    kind: 'exclusive',
    acts: ['propose-ex-officio', 'withdraw'],
  }),
  law('PL-WHOLE', '公布的调整，审核、转批、公布一步不少', [task4], {
    kind: 'ends-with',
    ends: ['published'],
    acts: ['keeper-review', 'legality-review', 'submit-approval', 'publish'],
  }),
];
