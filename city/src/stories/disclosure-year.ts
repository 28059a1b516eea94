/** The year's applications for information: how many of each kind, and those that stand open today. */
import { addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION, COUNTIES } from '@fadu/plan/leadership/plan-tracking/index';
import type { ReplyCode } from '@fadu/plan/oversight/information-disclosure/index';
import { disclosureStory } from './disclosure.ts';
import type { Course, DisclosurePlan } from './disclosure-cast.ts';
import type { Story } from './pen.ts';
import type { World } from './world.ts';

/** Organs that answer applications, by region. */
const CITY_AGENCIES = [
  'housing',
  'urban-management',
  'market',
  'public-security',
  'ecology',
  'health',
  'transport',
  'emergency',
  'education',
  'human-resources',
  'civil-affairs',
  'agriculture',
  'commerce',
  'government-office',
] as const;
const COUNTY_AGENCIES = [
  'housing',
  'urban-management',
  'market',
  'agriculture',
  'education',
  'government-office',
] as const;

/** How often each kind comes up in a year. */
const YEAR: readonly (readonly [count: number, code: ReplyCode, course: Course])[] = [
  [34, 'A', 'plain'],
  [6, 'A', 'made-public'],
  [4, 'A', 'review-stops'],
  [3, 'A', 'unreviewed'],
  [2, 'A', 'courier'],
  [6, 'A', 'corrected'],
  [5, 'A', 'extended'],
  [3, 'A', 'third-party-agrees'],
  [2, 'A', 'third-party-overruled'],
  [2, 'A', 'third-party-silent'],
  [2, 'A', 'co-maker'],
  [2, 'A', 'late'],
  [5, 'A', 'by-post'],
  [4, 'A', 'on-the-spot'],
  [7, 'B', 'plain'],
  [3, 'B', 'third-party-objects'],
  [1, 'B', 'referred'],
  [2, 'C1', 'plain'],
  [2, 'C2', 'plain'],
  [1, 'C3', 'plain'],
  [4, 'C4', 'third-party-objects'],
  [3, 'C5', 'plain'],
  [4, 'C6', 'plain'],
  [5, 'C7', 'plain'],
  [4, 'C8', 'plain'],
  [12, 'D1', 'plain'],
  [3, 'D2', 'plain'],
  [2, 'D3', 'plain'],
  [5, 'E1', 'plain'],
  [2, 'E2', 'plain'],
  [2, 'E3', 'plain'],
  [1, 'E4', 'excessive'],
  [1, 'E5', 'plain'],
  [3, 'A', 'correction-abandoned'],
  [1, 'A', 'fee-paid'],
  [1, 'A', 'fee-abandoned'],
  [4, 'A', 'withdrawn'],
];

/** Applications that stand open today: days before today, and what happens to them. */
const RUNNING: readonly (readonly [daysAgo: number, code: ReplyCode, course: Course])[] = [
  [36, 'A', 'forgotten'],
  [24, 'A', 'extended'],
  [22, 'D1', 'late'],
  [12, 'A', 'third-party-agrees'],
  [9, 'A', 'corrected'],
  [5, 'C7', 'late'],
  [4, 'A', 'late'],
  [2, 'B', 'late'],
  [1, 'A', 'plain'],
  [0, 'A', 'plain'],
];

/** All stories of disclosure. */
export function disclosureStories(world: World, today: DateStr, small = false): Story[] {
  const rng = world.rng.fork('disclosure');
  const counties = COUNTIES.map((c) => c.code);
  const place = () => {
    const county = rng.chance(0.3);
    return county
      ? { region: rng.pick(counties), agency: rng.pick(COUNTY_AGENCIES) }
      : { region: CITY_REGION, agency: rng.pick(CITY_AGENCIES) };
  };
  const plans: DisclosurePlan[] = [];
  let n = 0;
  for (const [count, code, course] of YEAR) {
    for (let i = 0; i < (small ? 1 : count); i++) {
      plans.push({ n: ++n, ...place(), start: addDays('2026-01-06', rng.int(0, 250)), code, course });
    }
  }
  for (const [daysAgo, code, course] of RUNNING) {
    plans.push({
      n: ++n,
      region: CITY_REGION,
      agency: rng.pick(CITY_AGENCIES),
      start: addDays(today, -daysAgo),
      code,
      course,
    });
  }
  return plans.map((plan) => disclosureStory(world, plan));
}
