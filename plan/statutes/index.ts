export * from './business-environment-regulations.ts';
export * from './disclosure-regulations.ts';
export * from './fair-competition-review-regulations.ts';
export * from './local-organization-law.ts';
export * from './normative-document-opinions.ts';
export * from './oversight-law.ts';
