/** A life event in a test office: its items and its list published, and its people. */

import { filingInput, restaurant, restaurantItems } from '@fadu/plan/functions/one-thing-once/sample.testing';
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { committedItem } from '@fadu/plan/functions/service-items/sample.testing';
import type { TestOffice } from './office.ts';
import { publishBatch } from './registers.ts';

/** Codes of the sample’s items as the register takes them, by the short ones of the sample. */
export const ITEM_CODES = {
  'REG-0001': '220131003000-01',
  'FOOD-0001': '220131004000-01',
  'SIGN-0001': '220131005000-01',
  'INS-0001': '220131006000-01',
} as const;
const codesIn = (text: string): string =>
  Object.entries(ITEM_CODES).reduce((all, [short, code]) => all.replaceAll(short, code), text);

/** The restaurant’s life event with the register’s codes. */
export const bundleSample = () =>
  JSON.parse(codesIn(JSON.stringify(restaurant({ words: ['开饭店', '开小吃店'] })))) as ReturnType<
    typeof restaurant
  >;

/** The one form; `sign`: with the billboard. */
export const bundleInput = (sign = true) => ({
  ...filingInput,
  answers: [{ question: 1, answer: sign ? '要' : '不要' }],
  materials: filingInput.materials.filter((m) => sign || m.name !== '效果图'),
});

/** The sample’s items as full entries; two organs of the test city share them. */
export const bundleItems = (): ServiceItem[] =>
  Object.entries(restaurantItems).map(([short, item]) =>
    committedItem({
      basicCode: ITEM_CODES[short as keyof typeof ITEM_CODES],
      name: item.name,
      organ: item.organ === 't-market' ? 't-market' : 't-ecology',
      kind: item.kind,
      object: item.object,
      needsConsent: item.kind === '行政许可',
      promisedDays: item.promisedDays,
      statutoryDays: item.statutoryDays,
      materials: [...item.materials],
      conditions: ['有固定的经营场所'],
      commitment: '不适用',
      reform: '优化审批服务',
      result: item.name,
      words: [item.name],
    }),
  );

/** Publish the items and the list. */
export async function publishBundle(t: TestOffice, day: string): Promise<void> {
  await publishBatch(t, 'service-item', bundleItems(), day);
  await publishBatch(t, 'service-bundle', [bundleSample()], day);
}
