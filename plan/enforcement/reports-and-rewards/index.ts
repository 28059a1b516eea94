/** Reports of violations, rewards, and the protection of informants. */
export { GRADES, JOINT_FROM, REWARD_CAP, rewardOf, STANDINGS } from './common.ts';
export { violationReport } from './procedure.ts';
