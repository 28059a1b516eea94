/** Administrative compulsion: measures over property, and the execution of decisions. */

export { compulsoryExecution, executionShown } from './execution.ts';
export { compulsoryMeasure, measureShown } from './measure.ts';
export { actsInForce, codeOf, type ShownDecision, type ShownOptions } from './shown.ts';
export { compulsionTakeDown } from './take-down.ts';
export { lastUrgingDay, untimely } from './when.ts';
