import type { RegisterDef } from '@fadu/kernel';
import { CREDIT_GRADES, CREDIT_MEASURE_USES, CREDIT_RECORDS } from './enforcement/credit-grading/common.ts';
import { creditRegisters } from './enforcement/credit-grading/registers.ts';
import { discretionBenchmarks } from './enforcement/discretion-benchmarks/register.ts';
import { ENFORCEMENT_CAMPAIGNS } from './enforcement/enforcement-campaigns/common.ts';
import { enforcementItems } from './enforcement/enforcement-items/register.ts';
import { COMPULSION_RECORDS, PENALTY_RECORDS } from './enforcement/enforcement-publicity/common.ts';
import { recordingList } from './enforcement/full-process-record/register.ts';
import { lenientLists } from './enforcement/inclusive-lists/register.ts';
import { inspectionRegisters } from './enforcement/inspections/registers.ts';
import { powerDelegations } from './enforcement/joint-enforcement/delegation.ts';
import { DECLINED_RESULTS, SHARED_RESULTS } from './enforcement/joint-enforcement/results.ts';
import { explanationDuties } from './enforcement/law-popularisation/register.ts';
import { equipmentHoldings, equipmentStandards } from './enforcement/officers/equipment.ts';
import { officerCertificates } from './enforcement/officers/register.ts';
import { TYPICAL_CASES } from './enforcement/typical-cases/common.ts';
import { accessLists } from './functions/market-negative-list/index.ts';
import { serviceBundles } from './functions/one-thing-once/register.ts';
import { organFunctions } from './functions/organ-functions/register.ts';
import { catalogueRegisters } from './functions/power-registers/catalogues.ts';
import { powerRegisters } from './functions/power-registers/powers.ts';
import { CERTIFICATES } from './functions/service-items/common.ts';
import { serviceItems } from './functions/service-items/register.ts';
import { townshipPowers } from './functions/township-delegation/index.ts';

/** Every register of the plan whose entries are defined as data, in the order people see them. */
export const registers: readonly RegisterDef[] = [
  ...powerRegisters,
  ...catalogueRegisters,
  serviceItems,
  serviceBundles,
  ...accessLists,
  townshipPowers,
  enforcementItems,
  discretionBenchmarks,
  lenientLists,
  organFunctions,
  officerCertificates,
  equipmentStandards,
  equipmentHoldings,
  recordingList,
  explanationDuties,
  ...inspectionRegisters,
  ...creditRegisters,
  powerDelegations,
];

/**
 * Lists that acts ask but nobody reads as a list, by no page, search or API: what a body's credit records say may be shown
 * only in its time, and results of inspections may hold what a business keeps to itself.
 */
export const unpublishedRegisters: readonly string[] = [
  CREDIT_RECORDS,
  CREDIT_GRADES,
  CREDIT_MEASURE_USES,
  SHARED_RESULTS,
  DECLINED_RESULTS,
  PENALTY_RECORDS,
  COMPULSION_RECORDS,
  TYPICAL_CASES,
  ENFORCEMENT_CAMPAIGNS,
  CERTIFICATES,
];

const byCode = new Map(registers.map((r) => [r.code, r]));

/** The register with this code; undefined for lists that have no definition (the catalogue of documents). */
export const registerByCode = (code: string): RegisterDef | undefined => byCode.get(code);
