/** The year's penalties: how many of each kind, where, and those that stand open today. */
import { addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION, COUNTIES } from '@fadu/plan/leadership/plan-tracking/index';
import { type Story, startFor } from './pen.ts';
import { penaltyStory } from './penalty.ts';
import type { PenaltyCourse } from './penalty-cast.ts';
import { type SimpleCourse, simpleStory } from './penalty-simple.ts';
import type { World } from './world.ts';

/** The organ of whose cases most is told in each region. */
const LEAD: Readonly<Record<string, string>> = {
  [CITY_REGION]: 'market',
  '220202': 'urban-management',
  '220203': 'market',
  '220204': 'urban-management',
  '220211': 'market',
  '220221': 'market',
  '220281': 'urban-management',
  '220282': 'market',
  '220283': 'urban-management',
  '220284': 'market',
};

const YEAR: readonly (readonly [count: number, course: PenaltyCourse, last: number])[] = [
  // How many, how, and the last day of the year (counted from 6 January) on which such a case begins.
  [18, 'plain', 260],
  [7, 'statement', 250],
  [4, 'waived', 250],
  [4, 'hearing', 200],
  [1, 'hearing-withdrawn', 200],
  [8, 'no-penalty', 260],
  [3, 'lenient-after-refusal', 250],
  [6, 'not-filed', 280],
  [3, 'suspended', 200],
  [4, 'preserved', 220],
  [2, 'sent-back', 220],
  [1, 'review-unlawful', 160],
  [2, 'alone', 240],
  [2, 'hasty', 240],
  [2, 'heavier', 240],
  [2, 'late-publication', 240],
  [3, 'instalments', 120],
  [2, 'late-fine', 220],
  [2, 'reconsidered', 150],
  [1, 'court', 4],
];
const SIMPLE: readonly (readonly [count: number, course: SimpleCourse])[] = [
  [12, 'bank'],
  [5, 'cash'],
  [6, 'warning'],
  [1, 'spoilt'],
  [5, 'no-penalty'],
  [3, 'over-cap'],
  [3, 'said'],
];
/** Open today: how far, and how many days ago that was. */
const RUNNING: readonly (readonly [course: PenaltyCourse, act: string, daysAgo: number])[] = [
  ['plain', 'register-clue', 2],
  ['plain', 'file', 6],
  ['suspended', 'suspend', 8],
  ['plain', 'end-report', 1],
  ['statement', 'serve-notice', 1],
  ['hearing', 'request-hearing', 4],
  ['plain', 'serve-decision', 5],
  ['late-publication', 'serve-decision', 11],
  ['plain', 'decide-penalty', 1],
  ['late-fine', 'serve-decision', 22],
  ['instalments', 'decide-deferral', 20],
  ['preserved', 'preserve', 3],
];

/** All stories of penalties. */
export function penaltyStories(world: World, today: DateStr, small = false): Story[] {
  const rng = world.rng.fork('penalty');
  const place = (course = '') => {
    const region = rng.chance(0.55) ? CITY_REGION : rng.pick(COUNTIES).code;
    const lead = LEAD[region] as string;
    // City management imposes no fine so great that a hearing must be offered.
    return course.startsWith('hearing') && lead !== 'market'
      ? { region: CITY_REGION, lead: 'market' }
      : { region, lead };
  };
  const out: Story[] = [];
  let n = 0;
  for (const [count, course, last] of YEAR) {
    for (let i = 0; i < (small ? 1 : count); i++) {
      out.push(
        penaltyStory(world, {
          n: ++n,
          ...place(course),
          start: addDays('2026-01-06', rng.int(0, last)),
          course,
        }),
      );
    }
  }
  for (const [course, act, daysAgo] of RUNNING) {
    const plan = { n: ++n, region: CITY_REGION, lead: LEAD[CITY_REGION] as string, course };
    const start = startFor(
      (from) => penaltyStory(world, { ...plan, start: from }).tell(),
      act,
      addDays(today, -daysAgo),
      45,
    );
    out.push(penaltyStory(world, { ...plan, start }));
  }
  let m = 0;
  for (const [count, course] of SIMPLE) {
    for (let i = 0; i < (small ? 1 : count); i++) {
      out.push(
        simpleStory(world, { n: ++m, ...place(), start: addDays('2026-01-06', rng.int(0, 290)), course }),
      );
    }
  }
  return out;
}
