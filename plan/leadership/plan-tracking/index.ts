/**
 * The plan as data: importing the published document, the facts of its 53 tasks, the organs it names, and the
 * identifiers on its papers.
 */
export * from '../../index-of-systems.ts';
export type { ProgressMoment, Reason } from './case-signals.ts';
export * from './chapters.ts';
export { datesIn, type TextPart } from './dates.ts';
export * from './document-numbers.ts';
export * from './facts.ts';
export * from './identifiers.ts';
export { importPlan } from './import.ts';
export * from './marks.ts';
export * from './measures.ts';
export * from './opening.ts';
export * from './organ-index.ts';
export * from './organs.ts';
export * from './plan-model.ts';
export * from './progress.ts';
export * from './regions.ts';
export { renderPlan } from './render.ts';
export * from './rollup.ts';
export { JILIN_2021_2025, type PlanShape } from './shape.ts';
export { taskTracking } from './tracking.ts';
