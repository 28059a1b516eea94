/** Inspections: registers, the year's plan, the random draw, and visits to enterprises. */

export { INSPECTION_TASKS, RANDOM_DRAWS, randomInspection } from './random/index.ts';
export { inspectionRating } from './rating/index.ts';
export { inspectionRegisters } from './registers.ts';
export { INSPECTION_VISITS, inspection } from './visits/index.ts';
