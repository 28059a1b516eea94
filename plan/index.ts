import type { Procedure } from '@fadu/kernel';
import { taskTracking } from './leadership/plan-tracking/tracking.ts';
import { disclosureOnApplication } from './oversight/information-disclosure/index.ts';
import { normativeDocument } from './rulemaking/normative-documents/index.ts';

/** Every procedure of the plan that runs, by code. */
export const procedures: readonly Procedure[] = [normativeDocument, disclosureOnApplication, taskTracking];
