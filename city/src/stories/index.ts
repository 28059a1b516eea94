/** Every story of the simulated year. */
import type { DateStr } from '@fadu/kernel';
import { disclosureStories } from './disclosure-year.ts';
import { normativeStories } from './normative-year.ts';
import type { Story } from './pen.ts';
import { penaltyStories } from './penalty-year.ts';
import { taskStories } from './tasks.ts';
import type { World } from './world.ts';

/** All stories; `today` places those that are still running. */
export function allStories(world: World, today: DateStr, small = false): Story[] {
  return [
    ...normativeStories(world, today, small),
    ...taskStories(world, today, small),
    ...disclosureStories(world, today, small),
    ...penaltyStories(world, today, small),
  ];
}
