/** Every story of the simulated year. */
import type { DateStr } from '@fadu/kernel';
import { benchmarkStories } from './benchmarks.ts';
import { campaignStories } from './campaigns.ts';
import { competitionStories } from './competition.ts';
import { compulsionStories } from './compulsion.ts';
import { creditStories } from './credit.ts';
import { disclosureStories } from './disclosure-year.ts';
import { drawStories } from './draws.ts';
import { enforcementItemStories } from './enforcement-items.ts';
import { enterpriseStories } from './enterprises.ts';
import { executionStories } from './execution.ts';
import { filingStories } from './filing-year.ts';
import { inspectionStories } from './inspections.ts';
import { jointStories } from './joint.ts';
import { popularisationStories } from './law-popularisation.ts';
import { legislationStories } from './legislation-year.ts';
import { normativeStories } from './normative-year.ts';
import { officerStories } from './officers.ts';
import { organFunctionStories } from './organ-functions.ts';
import type { Story } from './pen.ts';
import { penaltyStories } from './penalty-year.ts';
import { publicityStories } from './publicity.ts';
import { registerStories } from './registers.ts';
import { reportStories } from './reports.ts';
import { moreServiceStories } from './service-more.ts';
import { serviceYear } from './service-year.ts';
import { serviceStories } from './services.ts';
import { faultStories, type Planted } from './supervision.ts';
import { taskStories } from './tasks.ts';
import { townshipStories } from './townships.ts';
import { typicalCaseStories } from './typical-cases.ts';
import { delegationStories, wideYear } from './wide-year.ts';
import type { World } from './world.ts';

/** Faults planted among the lawful cases of a full year, for supervision to find. */
export const PLANTED_FAULTS = 300;

/** What is planted in a full year. */
export const plantedFaults = (world: World, today: DateStr): readonly Planted[] =>
  faultStories(world, today, PLANTED_FAULTS).planted;

/** Procedures whose cases count as enforcement. */
const ENFORCING: readonly string[] = [
  'penalty-ordinary',
  'penalty-simple',
  'compulsory-measure',
  'compulsory-execution',
  'inspection',
  'random-inspection',
  'criminal-transfer',
  'reverse-transfer',
  'case-transfer',
  'violation-report',
];

/**
 * All stories; `today` places those that are still running. `cases`: of enforcement, `handlings`: of service items, at
 * least; more are told to reach them.
 */
export function allStories(world: World, today: DateStr, small = false, cases = 0, handlings = 0): Story[] {
  const usual = usualStories({ ...world, wide: cases > 0 }, today, small);
  const left = (many: number, procedures: readonly string[]) =>
    Math.max(0, many - usual.filter((s) => procedures.includes(s.procedure)).length);
  return [
    ...usual,
    ...(cases > 0 ? [...delegationStories(world), ...wideYear(world, today, left(cases, ENFORCING))] : []),
    ...(handlings > 0 ? serviceYear(world, today, left(handlings, ['service-application'])) : []),
  ];
}

function usualStories(world: World, today: DateStr, small: boolean): Story[] {
  const normative = normativeStories(world, today, small);
  return [
    ...normative,
    ...filingStories(world, today, normative),
    ...legislationStories(world, today, small),
    ...taskStories(world, today, small),
    ...disclosureStories(world, today, small),
    ...competitionStories(world, today),
    ...enforcementItemStories(world),
    ...benchmarkStories(world),
    ...officerStories(world),
    ...drawStories(world),
    ...inspectionStories(world, today, small),
    ...organFunctionStories(world),
    ...penaltyStories(world, today, small),
    ...compulsionStories(world, small),
    ...executionStories(world, small),
    ...registerStories(world, today, small),
    ...creditStories(world, today, small),
    ...serviceStories(world, today),
    ...moreServiceStories(world, today),
    ...townshipStories(world, today),
    ...enterpriseStories(world, today),
    ...publicityStories(world),
    ...jointStories(world, today),
    ...(small ? [] : faultStories(world, today, PLANTED_FAULTS).stories),
    ...reportStories(world, today, small),
    ...campaignStories(world, today),
    ...popularisationStories(world, today, small),
    ...typicalCaseStories(world, small),
  ];
}
