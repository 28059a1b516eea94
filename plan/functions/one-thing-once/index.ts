/** One thing once: the list of life events, and the filing that fans out over several organs and comes back as one result. */
export type { Bundle, BundleMember, MemberItem } from './bundle-forms.ts';
export * from './common.ts';
export * from './facts.ts';
export { bundleFiling } from './filing.ts';
export * from './graph.ts';
export { serviceBundles } from './register.ts';
