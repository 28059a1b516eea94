/** Administrative compulsion: measures over property, and the execution of decisions. */

export { compulsoryExecution } from './execution.ts';
export { compulsoryMeasure } from './measure.ts';
export { lastUrgingDay, untimely } from './when.ts';
