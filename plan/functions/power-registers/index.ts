/** Power and responsibility list and item catalogues (task 4): registers, their adjustment, and changes of law. */
export { powerListAdjustment } from './adjustment/definition.ts';
export { registerBatch } from './batch/definition.ts';
export { lawChangeProcedure } from './law-change/definition.ts';
