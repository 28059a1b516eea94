/** Service items: their list, and their handling end to end. */
export { certificateChange } from './certificate-change/index.ts';
export * from './common.ts';
export { disguiseSigns, type Sign } from './disguise.ts';
export { fromApplicant, mayCommit } from './handling/facts.ts';
export { serviceApplication } from './handling/index.ts';
export type { Material, ServiceItem } from './item-forms.ts';
export { investmentProject } from './project/index.ts';
export { serviceItems } from './register.ts';
