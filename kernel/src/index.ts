/** The kernel: what a procedure, clock, register, paper and indicator is. Pure functions, no I/O. */
export * from './citation.ts';
export * from './decision/index.ts';
export * from './legal-text/model.ts';
export * from './paper.ts';
export * from './procedure/actor.ts';
export * from './procedure/decide.ts';
export * from './procedure/definition.ts';
export * from './procedure/effects.ts';
export * from './procedure/guard.ts';
// The guard of that name; the measure of time passed is `@fadu/kernel/time/elapsed`.
export { elapsed } from './procedure/guard.ts';
export {
  actsOf,
  BROKEN,
  type Event as LawEvent,
  guardsOf,
  type Law,
  type LawRule,
  law,
  type Monitor,
  monitor,
  type Step as LawStep,
} from './procedure/law.ts';
export * from './procedure/question.ts';
export * from './procedure/recorded.ts';
export * from './procedure/standing.ts';
export * from './procedure/state.ts';
export * from './prover/breach.ts';
export * from './prover/model.ts';
export * from './prover/pairs.ts';
export * from './prover/prove.ts';
export * from './register/basis.ts';
export * from './register/check.ts';
export * from './register/definition.ts';
export * from './register/differences.ts';
export * from './register/refs.ts';
export * from './time/index.ts';
