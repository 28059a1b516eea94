/** The verifiable draw: lists, commitment, seed, draw, verification. */
export * from './bundle.ts';
export * from './draw.ts';
export * from './lists.ts';
export * from './model.ts';
export * from './seed.ts';
export * from './verify.ts';
