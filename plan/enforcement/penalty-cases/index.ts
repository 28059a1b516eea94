/** Administrative penalty cases: the ordinary and the simple procedure, and the pure rules they stand on. */
export * from './application-rules.ts';
export { cashFault } from './cash.ts';
export * from './catalogue.ts';
export {
  type LateFine,
  type LateFineFacts,
  lateFine,
  type Payment,
  type Receivable,
  type Suspension,
} from './money.ts';
export { onSpotFault } from './on-spot.ts';
export { penaltyOrdinary } from './ordinary.ts';
export { hearingThresholds, onSpotCaps } from './settings.ts';
export { penaltySimple } from './simple.ts';
