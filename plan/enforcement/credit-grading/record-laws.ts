/** What holds on every path of a credit record. */
import { any, cond, type Law, law, not } from '@fadu/kernel';
import { cites, removalLimit } from './common.ts';

export const recordLaws: readonly Law[] = [
  law('INV-C1', '没有按目录核对记入的，不得采取措施', [...cites.catalogue], {
    kind: 'precedes',
    first: [{ act: 'enter' }],
    then: 'apply-measure',
  }),
  law('EXPIRES', '没有记入的不发生公示期满', [...cites.shown], {
    kind: 'ends-with',
    ends: ['expired'],
    acts: ['enter'],
  }),
  law('INV-C4', '修复以后公示、共享和措施都已经终止，不得再采取措施', [...cites.ends], {
    kind: 'only-while',
    act: 'apply-measure',
    guard: not(cond('repaired')),
  }),
  law('DISPUTED', '记录有异议还没有核实的，不得新采取措施', [...cites.objection], {
    kind: 'only-while',
    act: 'apply-measure',
    guard: not(any(cond('dispute-open'), cond('upheld'))),
  }),
  law('DISPUTE-ANSWERED', '提出的异议应当答复，记录已经终止的除外', [...cites.objection], {
    kind: 'answered',
    cause: { act: 'dispute' },
    effect: ['answer-dispute', 'remove', 'expire', 'decide-repair'],
  }),
  law('UPHELD', '异议成立的，应当删除记录', [removalLimit], {
    kind: 'answered',
    cause: { act: 'answer-dispute', with: cond('upheld') },
    effect: ['remove', 'expire', 'decide-repair'],
  }),
  law('ACCEPTED', '没有受理的修复申请不得决定', [...cites.repair], {
    kind: 'precedes',
    first: [{ act: 'accept-repair' }],
    then: 'decide-repair',
    since: ['apply-repair', 'register-repair', 'decide-repair'],
  }),
  law('REPAIR-ANSWERED', '修复申请应当有结果，记录已经终止的除外', [...cites.repair], {
    kind: 'answered',
    cause: { act: 'apply-repair' },
    effect: ['decide-repair', 'decline-repair', 'remove', 'expire'],
  }),
  law('APART', '受理修复的人不得自己决定', [...cites.repair], {
    kind: 'apart',
    act: 'decide-repair',
    from: 'accept-repair',
  }),
  law('ENTERED-APART', '报送的人不得自己核对记入', [...cites.catalogue], {
    kind: 'apart',
    act: 'enter',
    from: 'submit',
  }),
];
