/** Typical cases (典型案例与以案释法, R26.3): nominated, checked, redacted, voted on, published, taken down. */
export { EFFECT, SOURCES, TYPICAL_CASES, type TypicalCase } from './common.ts';
export { typicalCase } from './procedure.ts';
