import { type Citation, cond, type Law, law } from '@fadu/kernel';
import { discretionOpinion as g27 } from '../../statutes/index.ts';

/** The draft counts as changed from here on. */
const since = ['draft', 'revise', 'reopen'];

/** What must hold on every path of a making procedure, whatever the flow says. */
export const makingLaws = (cites: readonly Citation[]): readonly Law[] => [
  law('R22.2', '有空档、重叠、超出法定幅度或者超出上级基准的，不得公布', cites, {
    kind: 'only-while',
    act: 'publish',
    guard: cond('sound'),
  }),
  law('MK-LEGAL', '合法性审核没有通过的，不得公布；改动后须重新审核', [g27.art('4')], {
    kind: 'precedes',
    first: [{ act: 'legality-review', with: cond('review-lawful') }],
    then: 'publish',
    since,
  }),
  law('MK-APPROVED', '没有批准的，不得公布', [g27.art('4')], {
    kind: 'precedes',
    first: [{ act: 'approve', with: cond('approved') }],
    then: 'publish',
    since,
  }),
  law('MK-APART', '起草人员不得审核自己的草案', [g27.art('4')], {
    kind: 'apart',
    act: 'legality-review',
    from: 'draft',
  }),
  law('MK-APART-REVISED', '修改人员不得审核自己的修改', [g27.art('4')], {
    kind: 'apart',
    act: 'legality-review',
    from: 'revise',
  }),
  law('MK-APART-APPROVE', '审核人员不得批准自己审核的事项', [g27.art('4')], {
    kind: 'apart',
    act: 'approve',
    from: 'legality-review',
  }),
  law('MK-PUBLISHED', '批准的必须公布，或者退回重新审核', cites, {
    kind: 'answered',
    cause: { act: 'approve', with: cond('approved') },
    effect: ['publish', 'reopen'],
  }),
  law('MK-WHOLE', '公布的，审核、批准、公布一步不少', cites, {
    kind: 'ends-with',
    ends: ['published'],
    acts: ['draft', 'legality-review', 'approve', 'publish'],
  }),
];
