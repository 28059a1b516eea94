/** Names that the procedures of transfer to and from criminal justice share. */
import { type CaseFacts, days, design, hours, planTask, post, type Question } from '@fadu/kernel';
import { criminalTransferRules as trf } from '../../statutes/index.ts';

export const task22 = planTask(
  22,
  '行政执法与刑事司法衔接：涉嫌犯罪的必须移送，不得以罚代刑，移送、退回、监督全程留痕',
);

export const TRANSFER_CODE = 'criminal-transfer';
export const REVERSE_CODE = 'reverse-transfer';

export const officer = [post('enforcement-officer', 'lead')];
export const handler = [post('case-clerk', 'lead'), post('enforcement-officer', 'lead')];
/** The police act themselves where they use the platform; else the organ records their paper. */
export const police = [post('police-clerk', 'police'), ...handler];

/** Three days: the rules have no working-day clause, so calendar days. */
export const THREE_DAYS = days(3);
export const ONE_DAY = hours(24);
export const threeDays = design('移送规定的“三日”没有工作日条款，按自然日计算，最后一日是节假日的不顺延');

/** The transfers of a penalty case. */
export const transfersOf = (penaltyCase: string): Question & { ask: 'linked' } => ({
  ask: 'linked',
  to: penaltyCase,
  procedure: TRANSFER_CODE,
  facts: [],
});

/** How a transfer stands, as the penalty case needs to know it. */
export type TransferStanding = 'none' | 'pending' | 'filed' | 'returned';

/** Of all transfers of a case the one that counts: one that is filed, else one still open, else one that came back. */
export function transferStanding(found: readonly CaseFacts[]): TransferStanding {
  if (found.some((c) => c.phase === 'filed' || c.phase === 'completed')) return 'filed';
  if (found.some((c) => !c.ended)) return 'pending';
  return found.some((c) => c.phase === 'returned') ? 'returned' : 'none';
}

export const trfCites = [trf.art('5'), trf.art('11'), task22];
