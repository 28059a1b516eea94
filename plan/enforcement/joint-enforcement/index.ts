/** Joint enforcement: clues and cases that go from organ to organ, shared results, powers delegated to townships. */
export { caseTransfer } from './case-transfer.ts';
export { clueTransfer } from './clue-transfer.ts';
export { commonSuperior, isTownship } from './common.ts';
export {
  delegationFault,
  delegationRule,
  delegationsQuestion,
  powerDelegations,
} from './delegation.ts';
export { DECLINED_RESULTS, notTwice, resultRecognition, resultSharing, SHARED_RESULTS } from './results.ts';
