import { cond, type Law, law } from '@fadu/kernel';
import { powerListOpinion } from '../../../statutes/index.ts';
import { task4 } from '../common.ts';

/** What must hold on every path of a batch. */
export const laws: readonly Law[] = [
  law('PB-LEGAL', '合法性审核没有通过的，不得公布', [task4, powerListOpinion.art('1')], {
    kind: 'precedes',
    first: [{ act: 'legality-review', with: cond('review-lawful') }],
    then: 'publish-batch',
    since: ['amend-batch'],
  }),
  law('PB-APART', '提交人员不得审核自己提交的清单', [task4], {
    kind: 'apart',
    act: 'legality-review',
    from: 'submit-batch',
  }),
  law('PB-APART-AMENDED', '修改人员不得审核自己修改的清单', [task4], {
    kind: 'apart',
    act: 'legality-review',
    from: 'amend-batch',
  }),
  law('PB-WHOLE', '公布的清单，提交、审核、公布一步不少', [task4], {
    kind: 'ends-with',
    ends: ['published'],
    acts: ['submit-batch', 'legality-review', 'publish-batch'],
  }),
];
