/** 行政执法公示: what of enforcement everyone may read, with what must be hidden hidden, and taken down in time (R24.1). */
export {
  COMPULSION_RECORDS,
  type CompulsionRecord,
  type Gravity,
  PENALTY_RECORDS,
  type PenaltyRecord,
  REPAIRED,
} from './common.ts';
export { EXCHANGE_COLUMNS, EXCHANGE_GAPS, exchangeFaults, exchangeRow } from './exchange.ts';
export { type Hidden, MINOR, mask, type Person, publicName, TAKEN_OUT } from './mask.ts';
export { type FormsOf, type Named, namedIn, nameIn } from './persons.ts';
