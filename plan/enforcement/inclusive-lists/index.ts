/** The four lenient lists: what is spared under which conditions, tested against the facts of a case. */
export { lenientListMaking } from './definition.ts';
export * from './forms.ts';
export * from './match.ts';
export * from './register.ts';
