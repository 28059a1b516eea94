/** A handling belongs to the region of the organ that its item names, wherever it is asked for (R5.1). */
import type { Actor } from '@fadu/kernel';
import { SERVICE_ITEMS } from '@fadu/plan/functions/service-items/index';
import { foodLicence } from '@fadu/plan/functions/service-items/sample.testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { listPeople, prepareRegisters, publishBatch } from '../testing/registers.ts';
import { application, prepareServices } from '../testing/services.ts';

let t: TestOffice;
const COUNTY = '220133001000-01';
const resident: Actor = { kind: 'person', person: 'r-1', name: '某人', posts: [] };

beforeAll(async () => {
  t = await testOffice();
  await prepareRegisters(t);
  await prepareServices(t, '2026-03-02');
  const { countyKeeper, countyReviewer } = listPeople(t);
  await publishBatch(
    t,
    SERVICE_ITEMS,
    [
      foodLicence({
        basicCode: COUNTY,
        name: '县区的许可',
        organ: 't-county-city',
        level: '县级',
        words: ['县里办'],
      }),
    ],
    '2026-03-02',
    { keeper: countyKeeper, reviewer: countyReviewer, reviewerOrgan: 't-county-justice' },
  );
}, 60_000);
afterAll(() => t?.close());

const apply = (item: string, region?: string) =>
  openCase(t.office, 'service-application', {
    act: 'apply',
    actor: resident,
    key: key(),
    input: { ...application, item },
    ...(region && { region }),
  });

test('R5.1 a county’s item opens in the county, and is not known to whoever asks in the city', async () => {
  const done = await apply(COUNTY, '220202');
  expect(done.caseId).toMatch(/^220202-/);
  expect(done.state.bindings.agency).toEqual(['t-county-city']);
  await expect(apply(COUNTY)).rejects.toMatchObject({ message: expect.stringContaining('清单里没有') });
});

test('R5.1 R8.3 the city’s item asked for in the county opens in the city, once however often it is sent', async () => {
  const done = await apply(application.item, '220202');
  expect(done.caseId).toMatch(/^220200-/);
  const clerk = t.staff('window-clerk', 't-county-office');
  const request = {
    act: 'register-application',
    actor: clerk,
    key: key(),
    input: { ...application, channel: '窗口', receivedOn: '2026-03-02' },
  };
  const first = await openCase(t.office, 'service-application', request);
  const again = await openCase(t.office, 'service-application', request);
  expect(first.caseId).toMatch(/^220200-/);
  expect([again.caseId, again.repeated]).toEqual([first.caseId, true]);
  expect(first.state.bindings.window).toEqual(['t-county-office']);
});
