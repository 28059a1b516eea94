/** What the handling of files stands on, for refusals. */
import type { Citation } from '@fadu/kernel';
import { threeSystemsOpinion as g118, penaltyLaw } from '@fadu/plan/statutes/index';

/** Recording of the whole process: the opinion on the three systems, and article 47 of the penalty law. */
export const recordingRule: { readonly cites: readonly Citation[] } = {
  cites: [penaltyLaw.art('47'), g118.art('8')],
};
