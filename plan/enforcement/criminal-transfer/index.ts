/** Transfer of suspected crimes to the police, and cases that come back without prosecution. */
export { type TransferStanding, transferStanding, transfersOf } from './common.ts';
export { type EarlierPenalty, earlierPenalties } from './effects.ts';
export { reverseTransfer } from './reverse.ts';
export { criminalTransfer } from './transfer.ts';
