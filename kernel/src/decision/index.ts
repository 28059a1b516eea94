/** Decision tables: as data, evaluated, and checked exactly. */
export * from './analyse.ts';
export * from './evaluate.ts';
export * from './table.ts';
export * from './words.ts';
