/** Supervision of enforcement (行政执法监督平台), task 39: findings from the record, the supervision case, no quotas over fines. */
export * from './fine-guard.ts';
export { supervisionCase } from './supervision-case/index.ts';
