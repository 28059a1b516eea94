/** The city's life events fit the register's rules and its own items (R8.1). */
import { chosen, serviceBundles, waves } from '@fadu/plan/functions/one-thing-once/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { expect, test } from 'vitest';
import { organId } from '../organs.ts';
import { serviceBundleTexts } from './service-bundles.ts';
import { serviceItemTexts } from './service-items.ts';

const all = serviceBundleTexts((key) => organId(CITY_REGION, key));
const items = new Map(serviceItemTexts((key) => organId(CITY_REGION, key)).map((i) => [i.basicCode, i]));

test.each(all.map((b) => [b.name, b] as const))(
  'R8.1 “%s”: several organs or steps, in an order, of items that the city has',
  (_name, b) => {
    expect(serviceBundles.form.safeParse(b).error).toBeUndefined();
    for (const rule of serviceBundles.rules ?? [])
      if (rule.code !== 'ORGAN')
        expect([rule.code, rule.check({ region: CITY_REGION, body: b } as never, {} as never)]).toEqual([
          rule.code,
          true,
        ]);
    for (const m of b.members) expect(items.get(m.item)?.name).toBe(m.name);
    const organs = new Set(b.members.map((m) => items.get(m.item)?.organ));
    expect(organs.size).toBeGreaterThan(1);
    expect(waves(b.members).length).toBeGreaterThan(b.name === '残疾' ? 0 : 1);
    // Who is named beside the applicant is there exactly where an item is done in his name.
    const theirs = b.members.some((m) => {
      const object = items.get(m.item)?.object;
      return object !== '都可以' && object !== b.object;
    });
    expect(Boolean(b.other)).toBe(theirs);
    expect(chosen(b, new Map()).length).toBeGreaterThan(0);
  },
);

test('R8.1 at least eight life events', () => {
  expect(all.length).toBeGreaterThanOrEqual(8);
  expect(new Set(all.map((b) => b.name)).size).toBe(all.length);
});
