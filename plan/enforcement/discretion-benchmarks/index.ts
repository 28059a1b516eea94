/** Discretion benchmarks: decision tables from facts to tier and band, checked before they are published. */
export * from './bands.ts';
export * from './check.ts';
export * from './common.ts';
export * from './compute.ts';
export { contentOf, discretionBenchmarkMaking, linesOf } from './definition.ts';
export { type Benchmark, benchmark, benchmarkOf, decisionTable, type Range } from './forms.ts';
export * from './register.ts';
