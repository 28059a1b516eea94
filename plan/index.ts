import type { Procedure } from '@fadu/kernel';
import {
  compulsionTakeDown,
  compulsoryExecution,
  compulsoryMeasure,
} from './enforcement/compulsion-cases/index.ts';
import { creditGrading, creditRecord } from './enforcement/credit-grading/index.ts';
import { criminalTransfer, reverseTransfer } from './enforcement/criminal-transfer/index.ts';
import { discretionBenchmarkMaking } from './enforcement/discretion-benchmarks/definition.ts';
import { enforcementCampaign, riskWarning } from './enforcement/enforcement-campaigns/index.ts';
import { lenientListMaking } from './enforcement/inclusive-lists/definition.ts';
import { inspection, inspectionRating, randomInspection } from './enforcement/inspections/index.ts';
import {
  caseTransfer,
  clueTransfer,
  resultRecognition,
  resultSharing,
} from './enforcement/joint-enforcement/index.ts';
import { popularisationEvent, popularisationReminder } from './enforcement/law-popularisation/index.ts';
import { officerCertificate } from './enforcement/officers/index.ts';
import { penaltyOrdinary, penaltySimple } from './enforcement/penalty-cases/index.ts';
import { violationReport } from './enforcement/reports-and-rewards/index.ts';
import { typicalCase } from './enforcement/typical-cases/index.ts';
import { enterpriseMatter } from './functions/business-environment/index.ts';
import { chargeReport } from './functions/enterprise-charges/index.ts';
import {
  competitionStockClearing,
  fairCompetitionReview,
  monopolyClue,
} from './functions/fair-competition/index.ts';
import { gridEvent } from './functions/grassroots-grid/index.ts';
import { bundleFiling } from './functions/one-thing-once/index.ts';
import { sandingAssessment } from './functions/organ-functions/index.ts';
import { lawChangeProcedure, powerListAdjustment, registerBatch } from './functions/power-registers/index.ts';
import { certificateChange, investmentProject, serviceApplication } from './functions/service-items/index.ts';
import { serviceRating } from './functions/service-window/rating.ts';
import { windowVisit } from './functions/service-window/visit.ts';
import { townshipDelegation } from './functions/township-delegation/index.ts';
import { taskTracking } from './leadership/plan-tracking/tracking.ts';
import {
  enforcementRating,
  fileReview,
  invitedSupervisors,
  supervisionCase,
  wrongCaseLiability,
} from './oversight/enforcement-supervision/index.ts';
import { disclosureOnApplication } from './oversight/information-disclosure/index.ts';
import { documentReview, normativeDocumentFiling, ruleFiling } from './rulemaking/filing-review/index.ts';
import {
  annualLegislativePlan,
  governmentRule,
  localRegulationDraft,
} from './rulemaking/legislation/index.ts';
import { contactPoint, legislativeSurvey } from './rulemaking/legislative-consultation/index.ts';
import { normativeDocument } from './rulemaking/normative-documents/index.ts';
import { policyConflict } from './rulemaking/policy-conflicts/index.ts';

/** Every procedure of the plan that runs, by code. */
export const procedures: readonly Procedure[] = [
  normativeDocument,
  normativeDocumentFiling,
  documentReview,
  ruleFiling,
  policyConflict,
  penaltyOrdinary,
  penaltySimple,
  compulsoryMeasure,
  compulsoryExecution,
  compulsionTakeDown,
  criminalTransfer,
  reverseTransfer,
  discretionBenchmarkMaking,
  lenientListMaking,
  officerCertificate,
  violationReport,
  enforcementCampaign,
  riskWarning,
  typicalCase,
  popularisationEvent,
  popularisationReminder,
  randomInspection,
  inspection,
  inspectionRating,
  creditRecord,
  creditGrading,
  clueTransfer,
  caseTransfer,
  resultSharing,
  resultRecognition,
  disclosureOnApplication,
  supervisionCase,
  fileReview,
  wrongCaseLiability,
  invitedSupervisors,
  enforcementRating,
  taskTracking,
  powerListAdjustment,
  registerBatch,
  lawChangeProcedure,
  sandingAssessment,
  serviceApplication,
  certificateChange,
  bundleFiling,
  investmentProject,
  serviceRating,
  windowVisit,
  chargeReport,
  enterpriseMatter,
  gridEvent,
  townshipDelegation,
  annualLegislativePlan,
  governmentRule,
  localRegulationDraft,
  contactPoint,
  legislativeSurvey,
  fairCompetitionReview,
  monopolyClue,
  competitionStockClearing,
];
