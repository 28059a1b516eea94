/** Time as the law counts it: dates, the working calendar, limits, clocks. Pure; what time it is is an argument. */
export * from './calendar.ts';
export * from './clock.ts';
export * from './count.ts';
export {
  addDays,
  addMonths,
  BadDate,
  dateOf,
  daysBetween,
  endOfDay,
  formatDate,
  formatInstant,
  formatRange,
  isInstant,
  parseDate,
  startOfDay,
  timeOfDay,
  weekday,
  yearOf,
} from './date.ts';
export * from './elapsed.ts';
export * from './limit.ts';
export { type Exclusion, MixedUnits, NoDueDate } from './span.ts';
export * from './statute.ts';
export type { LastDay, LastDayPause } from './walk.ts';
export type { Step, StepKind } from './words.ts';
