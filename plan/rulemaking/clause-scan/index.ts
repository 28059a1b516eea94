/** Clause scan: suspect clauses of a draft, and the reviewer's answers to them. */
export * from './answer-form.ts';
export * from './answers.ts';
export * from './model.ts';
export { CLAUSE_RULES, COMPETITION_RULES, clauseRule, hitText, scanArticle, scanArticles } from './scan.ts';
