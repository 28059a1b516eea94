/** Filing and review (备案审查): of rules, of normative documents, and on the proposal of others. */
export * from './common.ts';
export * from './facts.ts';
export { normativeDocumentFiling } from './filing.ts';
export { SOURCES } from './forms.ts';
export { documentReview } from './proposals.ts';
export * from './recipients.ts';
export * from './rule-filing.ts';
