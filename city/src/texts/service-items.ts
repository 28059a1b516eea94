/**
 * Service items of the demonstration city (政务服务事项实施清单). Names and bases follow the national lists and the law;
 * materials, promises and the words in which people ask are invented from everyday practice.
 */
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { BUSINESS_ITEMS } from './service-items-business.ts';
import { LIFE_ITEMS } from './service-items-life.ts';
import { entryOf, ITEM_ORGANS, type ItemText, itemCode } from './service-items-model.ts';

export { ITEM_ORGANS };

/** Every item as the city writes it. */
export const ITEM_TEXTS: readonly ItemText[] = [...BUSINESS_ITEMS, ...LIFE_ITEMS];

/** Code of the city's item of this name. @throws RangeError when there is none */
export function serviceItemCode(name: string): string {
  const found = ITEM_TEXTS.find((t) => t.name === name);
  if (!found) throw new RangeError(`the city has no service item “${name}”`);
  return itemCode(found);
}

/** The items as entries of the register `service-item`. `organOf`: id of an organ by its key. */
export const serviceItemTexts = (organOf: (key: string) => string): readonly ServiceItem[] =>
  ITEM_TEXTS.map((t) => entryOf(t, organOf, serviceItemCode));
