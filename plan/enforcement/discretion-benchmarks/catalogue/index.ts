/** Sixteen benchmarks in the structure of published ones, as drafts a city can begin with. */
export * from './build.ts';
export * from './market.ts';
export * from './others.ts';
