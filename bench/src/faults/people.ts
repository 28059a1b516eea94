/** Who acts in the runs of fault: a handful of posts in the small test city. */

/** User name, role, organ. */
export const STAFF = [
  ['edu.justice', 'law-educator', 't-justice'],
  ['head.justice', 'head', 't-justice'],
  ['edu.city', 'law-educator', 't-city'],
  ['edu.ecology', 'law-educator', 't-ecology'],
  ['edu.market', 'law-educator', 't-market'],
  ['plan.one', 'legislation-planner', 't-justice'],
  ['plan.two', 'legislation-planner', 't-justice'],
  ['plan.three', 'legislation-planner', 't-justice'],
  ['clerk.market', 'case-clerk', 't-market'],
  ['clerk2.market', 'case-clerk', 't-market'],
  ['head.market', 'head', 't-market'],
  ['clerk.ecology', 'case-clerk', 't-ecology'],
  ['head.ecology', 'head', 't-ecology'],
  ['drafter.city', 'drafter', 't-city'],
  ['drafter2.city', 'drafter', 't-city'],
  ['clerk.office', 'office-clerk', 't-office'],
] as const;

/** A user name of the runs. */
export type User = (typeof STAFF)[number][0];

/** One password for all of them. */
export const PASSWORD = 'fault-run-2026';

/** Id of the person behind a user name. */
export const personOf = (user: string): string => `p-${user}`;
