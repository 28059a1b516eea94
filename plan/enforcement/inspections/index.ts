/** Inspections: registers, the year's plan, and the random draw. */

export { INSPECTION_TASKS, RANDOM_DRAWS, randomInspection } from './random/index.ts';
export { inspectionRegisters } from './registers.ts';
