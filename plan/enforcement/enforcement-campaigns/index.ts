/** 重点领域专项整治与风险预警 (task 23): campaigns on figures of the record, warnings raised from its signals. */
export { enforcementCampaign } from './campaign.ts';
export type { CampaignEntry } from './campaign-facts.ts';
export { ENFORCEMENT_CAMPAIGNS } from './common.ts';
export { FRESH_DAYS, LEVELS, ruleOf, type SignalRule, signalRules, windowFrom } from './rules.ts';
export {
  lateAfter,
  REPEAT_MONTHS,
  SIGNAL_KINDS,
  type Signal,
  type SignalCase,
  type SignalKind,
  signalActs,
  signalClocks,
  signalKinds,
  signalProcedures,
  signalsOf,
} from './signals.ts';
export { riskWarning } from './warning.ts';
