/** Supervision of enforcement (行政执法监督平台), task 39: findings from the record, the supervision case, no quotas over fines. */
export { fileReview } from './file-review/index.ts';
export * from './fine-guard.ts';
export { invitedSupervisors } from './invited-supervisors/index.ts';
export { enforcementRating } from './rating/index.ts';
export { supervisionCase } from './supervision-case/index.ts';
export { wrongCaseLiability } from './wrong-case/index.ts';
