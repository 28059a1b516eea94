/** What everyone may ask of the office, under the database role of the public. */
export * from './consultations.ts';
export * from './documents.ts';
export * from './legislation.ts';
export * from './papers.ts';
export * from './record.ts';
export { type Page, pageNumber } from './rows.ts';
export * from './search.ts';
export * from './steps.ts';
export { type MarkedPart, markWords, splitWords } from './words.ts';
