/**
 * Charts that draw the main ways but not every order that the engine accepts: any of several reviewers going on alone,
 * branches that never leave things as they are. A test holds every other chart against the engine, act by act, and
 * strikes a name from this list as soon as its chart is exact.
 */
export const ROUGH_CHARTS: ReadonlySet<string> = new Set([
  'disclosure-on-application',
  'document-review',
  'fair-competition-review',
  'government-rule',
  'grid-event',
  'local-regulation-draft',
  'monopoly-clue',
  'normative-document',
  'policy-conflict',
  'power-list-adjustment',
  'register-batch',
  'risk-warning',
  'supervision-case',
  'task-tracking',
  'violation-report',
]);
