import { expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { keptTotal, LONG } from './totals.ts';

test('a long list is counted once a minute, a short one each time, each office for itself', async () => {
  const office = {} as Office;
  let lines = LONG - 1;
  let counted = 0;
  const total = (of = office, key = 'penalties') =>
    keptTotal(
      of,
      key,
      async () => {
        counted++;
        return lines;
      },
      (n) => n,
    );
  expect(await total()).toBe(LONG - 1);
  lines = LONG;
  expect(await total()).toBe(LONG);
  lines = LONG + 1;
  expect(await total()).toBe(LONG);
  expect(counted).toBe(2);
  expect(await total(office, 'consultations')).toBe(LONG + 1);
  expect(await total({} as Office)).toBe(LONG + 1);
  // Few lists are kept: after many others the first is counted again.
  for (let i = 0; i < 40; i++) await total(office, `day ${i}`);
  expect(await total()).toBe(LONG + 1);
});
