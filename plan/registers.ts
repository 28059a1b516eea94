import type { RegisterDef } from '@fadu/kernel';
import { creditRegisters } from './enforcement/credit-grading/registers.ts';
import { discretionBenchmarks } from './enforcement/discretion-benchmarks/register.ts';
import { enforcementItems } from './enforcement/enforcement-items/register.ts';
import { recordingList } from './enforcement/full-process-record/register.ts';
import { lenientLists } from './enforcement/inclusive-lists/register.ts';
import { inspectionRegisters } from './enforcement/inspections/registers.ts';
import { powerDelegations } from './enforcement/joint-enforcement/delegation.ts';
import { equipmentHoldings, equipmentStandards } from './enforcement/officers/equipment.ts';
import { officerCertificates } from './enforcement/officers/register.ts';
import { organFunctions } from './functions/organ-functions/register.ts';
import { catalogueRegisters } from './functions/power-registers/catalogues.ts';
import { powerRegisters } from './functions/power-registers/powers.ts';

/** Every register of the plan whose entries are defined as data, in the order people see them. */
export const registers: readonly RegisterDef[] = [
  ...powerRegisters,
  ...catalogueRegisters,
  enforcementItems,
  discretionBenchmarks,
  lenientLists,
  organFunctions,
  officerCertificates,
  equipmentStandards,
  equipmentHoldings,
  recordingList,
  ...inspectionRegisters,
  ...creditRegisters,
  powerDelegations,
];

const byCode = new Map(registers.map((r) => [r.code, r]));

/** The register with this code; undefined for lists that have no definition (the catalogue of documents). */
export const registerByCode = (code: string): RegisterDef | undefined => byCode.get(code);
