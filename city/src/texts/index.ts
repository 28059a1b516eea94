/** All invented drafts. */
import { COUNTY_TEXTS } from './county.ts';
import { LIVING } from './living.ts';
import { SAFETY } from './safety.ts';
import { STREETS } from './streets.ts';
import { WORK } from './work.ts';

export { COUNTY_STAND_IN, COUNTY_TEXTS } from './county.ts';
export * from './model.ts';

/** Drafts of the city, in the order of their files. */
export const CITY_TEXTS = [...STREETS, ...LIVING, ...WORK, ...SAFETY] as const;

const EVERY = [...CITY_TEXTS, ...COUNTY_TEXTS];

/** The draft with this key. @throws RangeError when there is none */
export function textByKey(key: string) {
  const found = EVERY.find((t) => t.key === key);
  if (!found) throw new RangeError(`no draft has the key ${key}`);
  return found;
}
