/** The demonstration city: organs, people, a simulated year, and the large city for benchmarks. */
export { DEMO_PASSWORD, GUIDE, makeAccounts } from './accounts.ts';
export { type BulkOptions, type BulkResult, bulk } from './large.ts';
export { CITY_ORGANS, type CityOrgan, organId } from './organs.ts';
export { makePeople, type People, type Resident, type Staff } from './people.ts';
export { DEFAULT_SEED, type Random, random } from './random.ts';
export {
  type CitySetting,
  citySetting,
  NotEmpty,
  type SeedOptions,
  type SeedProgress,
  type SeedResult,
  seedCity,
} from './seed.ts';
export { type RefusalLog, StoryError, type StoryReport } from './story.ts';
