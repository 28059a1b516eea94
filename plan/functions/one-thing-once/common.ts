/** One thing once (一件事一次办, task 8, R8.1): what its register and its filing share, and what a city sets for itself. */
import { design } from '@fadu/kernel';

/** Register of the life events (一件事清单): each with the items that belong to it and the order among them. */
export const BUNDLES = 'service-bundle';

/** How an item stands to the one before it. */
export const LINKS = ['前项准予才办', '前项有结果就办'] as const;

/** What became of an item of a filing. Only the first two let go on what depends on it. */
export const OUTCOMES = [
  '准予',
  '不需要办理',
  '不予准予',
  '不予受理',
  '不归本机关办理',
  '申请人撤回',
  '视为放弃',
  '前项没有办成，没有开始',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Whether what depends on an item may begin after this outcome. */
export const succeeded = (outcome: Outcome): boolean => outcome === '准予' || outcome === '不需要办理';

export const pathLimit = design('一件事的承诺时限按先后顺序里最长的一条计算，不是各事项时限相加');
export const ownDecision = design(
  '一个事项不予办理的，其他事项照常办理，只有写明以它为前提的才停下；各事项的决定、期限和救济各自独立',
);
