/** Items from the register to the API: in force today, kept in memory until it changes, read as the public; progress in words. */
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { SERVICE_ITEMS, serviceApplication } from '@fadu/plan/functions/service-items/index';
import { committedItem, foodLicence } from '@fadu/plan/functions/service-items/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemOf } from '../api/context.ts';
import { serviceRoutes } from '../api/services.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { prepareRegisters, publishBatch } from '../testing/registers.ts';
import { serviceOn, servicesInForce } from './items.ts';
import { PHASE_WORDS } from './progress.ts';

let t: TestOffice;
const FOOD = '220131001000-01';
const AGENCY = '220131002000-01';

beforeAll(async () => {
  t = await testOffice();
  await prepareRegisters(t);
  await publishBatch(t, SERVICE_ITEMS, [foodLicence()], '2026-03-02');
}, 60_000);
afterAll(() => t?.close());

const get = async (path: string) => {
  const app = serviceRoutes(t.office);
  app.onError((error) => problemOf(error));
  const answer = await app.request(path);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const codes = (body: Record<string, unknown>) => (body.items as { code: string }[]).map((i) => i.code);

describe('R5.1 R42.1 items of the register', () => {
  test('the index is made once, again after the register changed, and again on another day', async () => {
    const first = await servicesInForce(t.office);
    expect(await servicesInForce(t.office)).toBe(first);
    // Another act that is none of the register's: asked anew, kept all the same.
    t.office.written();
    expect(await servicesInForce(t.office)).toBe(first);
    await publishBatch(t, SERVICE_ITEMS, [committedItem({ organ: 't-market' })], '2026-03-03');
    const second = await servicesInForce(t.office);
    expect(second).not.toBe(first);
    expect(second.services.map((s) => s.code).sort()).toEqual([FOOD, AGENCY]);
    t.at('2026-03-04');
    expect(await servicesInForce(t.office)).not.toBe(second);
  });

  test('an item that is not yet the law is not offered, and is told as such by its code', async () => {
    t.at('2026-02-27');
    expect((await servicesInForce(t.office)).services).toEqual([]);
    expect((await serviceOn(t.office, FOOD))?.entry.status).toBe('尚未生效');
    t.at('2026-03-04');
    expect((await serviceOn(t.office, FOOD))?.entry.status).toBe('在用');
    expect(await serviceOn(t.office, '000000')).toBeNull();
  });

  test('the API finds by everyday words, narrows, asks back, and gives the whole guide', async () => {
    const found = await get(`/services?q=${encodeURIComponent('我想开个饭店')}`);
    expect(found.status).toBe(200);
    expect(codes(found.body)[0]).toBe(FOOD);
    expect((found.body.items as Record<string, unknown>[])[0]).toMatchObject({
      organ: { id: 't-market', name: '演示市市场监督管理局' },
      statutoryDays: 20,
      promisedDays: 8,
      visits: 0,
      url: `/services/${FOOD}`,
    });
    expect(codes((await get('/services?for=个人')).body).sort()).toEqual([FOOD, AGENCY]);
    expect(codes((await get('/services?organ=t-city')).body)).toEqual([]);
    const one = await get(`/services/${FOOD}`);
    expect(one.body.status).toBe('在用');
    expect((one.body.item as ServiceItem).materials).toHaveLength(6);
  });

  test('what is asked wrongly is a problem in plain words', async () => {
    expect(await get('/services?for=政府')).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('个人或者企业') },
    });
    expect((await get('/services/none')).status).toBe(404);
  });
});

test('R5.1 R42.1 every phase of the procedure has words for the applicant, and no other', () => {
  expect(Object.keys(PHASE_WORDS).sort()).toEqual(Object.keys(serviceApplication.phases).sort());
  for (const [phase, def] of Object.entries(serviceApplication.phases))
    expect(Boolean(PHASE_WORDS[phase]?.waits), phase).toBe(!def.end);
});
