import type { Procedure } from '@fadu/kernel';
import { penaltyOrdinary, penaltySimple } from './enforcement/penalty-cases/index.ts';
import { taskTracking } from './leadership/plan-tracking/tracking.ts';
import { disclosureOnApplication } from './oversight/information-disclosure/index.ts';
import { normativeDocument } from './rulemaking/normative-documents/index.ts';

/** Every procedure of the plan that runs, by code. */
export const procedures: readonly Procedure[] = [
  normativeDocument,
  penaltyOrdinary,
  penaltySimple,
  disclosureOnApplication,
  taskTracking,
];
