/** What reports and rewards stand on, and what no confirmed source fixes. */
import { design, planTask, workdays } from '@fadu/kernel';

export { reportMeasures, rewardMeasures } from '../../statutes/index.ts';

export const task23 = planTask(
  23,
  '畅通投诉举报渠道，落实举报奖励，严格保护举报人；对群众反映强烈的突出问题开展整治',
);

/** Limits. */
export const limits = {
  verification: workdays(15),
  extension: workdays(15),
  tell: workdays(5),
} as const;

/** Reward by grade: share of what was collected, and the least (yuan). */
export const GRADES = {
  一级: { percent: 5, floor: 5000, says: '提供了详细事实、线索或者直接证据，查实的事实与举报一致' },
  二级: { percent: 3, floor: 3000, says: '提供了线索和部分证据，查实的事实与举报基本一致' },
  三级: { percent: 1, floor: 1000, says: '提供了线索，查实的事实与举报部分一致' },
} as const;
export type Grade = keyof typeof GRADES;
/** The most for one case, and from which sum on the finance organ decides along (yuan). */
export const REWARD_CAP = 1_000_000;
export const JOINT_FROM = 500_000;

/** Who reports, in relation to what is reported. */
export const STANDINGS = ['无利害关系', '单位内部人员', '受害人或者其代理人', '同行经营者'] as const;

/** Why a reward is not given. */
export const EXCLUSIONS = [
  '监管人员或者有报告义务',
  '受害人或者其代理人',
  '违法行为人',
  '有偿举报',
  '匿名且无法联系',
  '不是首先举报',
] as const;

export const secrecy = design(
  '举报人姓名、联系方式加密单独保管，只有举报保密员填写理由后可以查看，每次查看都有记录',
);
export const firstReporter = design('同一违法行为奖励首先举报的人（未核实）');

/** Reward in yuan: the share of what was fined and confiscated, not under the floor, not over the cap; half-up to fen. */
export function rewardOf(grade: Grade, collected: number): number {
  const { percent, floor } = GRADES[grade];
  const share = Math.round(collected * percent) / 100;
  return Math.min(REWARD_CAP, Math.max(floor, share));
}
