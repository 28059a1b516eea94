/**
 * The list of all finding rules. A system that comes later writes its rules in its own folder and adds them here.
 * Rules are data: the code is part of each finding's id and must not change.
 */
import { enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { FINE_TARGET } from '../fine-guard.ts';
import { task39 } from '../settings.ts';
import { crossRules } from './across.ts';
import { clockRules } from './clocks.ts';
import { inspectionRules } from './inspections.ts';
import type { AttemptRule, FindingRule } from './model.ts';
import { officerRules } from './officers.ts';
import { stepRules } from './steps.ts';

export * from './across.ts';
export * from './clocks.ts';
export * from './inspections.ts';
export * from './model.ts';
export { certificatesOf, contactsOf } from './officers.ts';
export * from './record.ts';

/** Attempts that were refused and recorded. */
const attemptRules: readonly AttemptRule[] = [
  {
    code: 'QUOTA-ATTEMPT',
    over: 'attempts',
    refused: FINE_TARGET,
    kind: '趋利执法',
    level: '重大',
    title: '试图下达罚没指标',
    cites: [sup.art('12'), task39],
  },
];

/** Every rule, in the order in which they are shown. */
export const findingRules: readonly FindingRule[] = [
  ...clockRules,
  ...stepRules,
  ...officerRules,
  ...inspectionRules,
  ...crossRules,
  ...attemptRules,
];

/** Systems whose cases are looked at. */
export const SUPERVISED_SYSTEMS: readonly string[] = [
  'penalty-cases',
  'compulsion-cases',
  'criminal-transfer',
  'inspections',
  'officers',
];

/** A rule by its code. */
export const ruleByCode = (code: string): FindingRule | undefined =>
  findingRules.find((r) => r.code === code);
