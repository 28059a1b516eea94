/** The city's year of inspections, told through the engine: every course ends where it should, and supervision finds what went wrong. */

import { jointProposals } from '@fadu/office/inspections/joint';
import { organRatings } from '@fadu/office/inspections/ratings';
import { enterpriseVisits, visitFigures } from '@fadu/office/inspections/visits';
import { Office } from '@fadu/office/office';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { scanFindings } from '@fadu/office/supervision/scan';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { inspection, inspectionRating } from '@fadu/plan/enforcement/inspections/index';
import { officerCertificate } from '@fadu/plan/enforcement/officers/index';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { CITY_REGION, demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organId } from '../organs.ts';
import { random } from '../random.ts';
import { seedCity } from '../seed.ts';
import { tellStories } from '../story.ts';
import { inspectionStories } from './inspections.ts';

const NOW = '2026-11-20T08:00:00.000Z';
const procedures = [registerBatch, officerCertificate, inspection, inspectionRating];
let database: TestDatabase;
let store: Store;
let office: Office;
let now = NOW;
let stories: ReturnType<typeof inspectionStories>;

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  // Officers only: the year itself is told whole below.
  const seeded = await seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now: NOW,
    size: 'small',
    procedures: [officerCertificate],
    sealer: sealer(new Uint8Array(32).fill(3)),
  });
  office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => now,
    demo: true,
    baseUrl: 'http://127.0.0.1',
    sealer: sealer(new Uint8Array(32).fill(3)),
  });
  await office.refresh();
  const world = { people: seeded.people, calendar: office.calendar, rng: random('fadu').fork('stories') };
  stories = inspectionStories(world, '2026-11-20');
  await tellStories(office, stories, {
    from: '2026-01-01',
    until: NOW,
    setNow: (at) => {
      now = at;
    },
  });
  now = NOW;
}, 300_000);
afterAll(async () => {
  await store?.close();
  await database?.close();
});

test('R24.7 R7.3 every course of the year ends where it should', async () => {
  const { rows } = await database.pool.query<{ story: string; phase: string }>(
    `select split_part(a.idem_key, ':', 2) as story, c.phase from fadu.act a
     join fadu.case_file c on c.id = a.case_id where a.seq = 1 and c.procedure like 'inspection%'`,
  );
  const phases = new Map(rows.map((r) => [r.story, r.phase]));
  const told = stories.filter((s) => s.procedure.startsWith('inspection'));
  expect(told.length).toBeGreaterThan(20);
  for (const s of told) expect([s.id, phases.get(s.id)]).toEqual([s.id, s.ends]);
});

test('R39.1 supervision finds what went wrong and what is beyond the cap, and nothing in the lawful ones', async () => {
  await scanFindings(office);
  const { rows } = await database.pool.query<{ rule: string; story: string }>(
    `select f.rule, split_part(a.idem_key, ':', 2) as story from fadu.finding f
     join fadu.act a on a.case_id = f.case_id and a.seq = 1 where f.gone_on is null and f.case_id in
       (select id from fadu.case_file where procedure = 'inspection') order by 1, 2`,
  );
  expect(rows.map((r) => `${r.rule} ${r.story.replace(/^iv-\d+-/, '')}`)).toEqual([
    'LATE-VISIT-RESULT late',
    'OVER-CAP capped',
    'OVER-CAP over-cap',
    'VISIT-NO-CODE no-code',
    'VISIT-NO-GROUND no-danger',
    'VISIT-NO-RESULT no-record',
  ]);
});

test('R24.7 the pages show the city’s visits, and two organs that are due are told to go together', async () => {
  const figures = await visitFigures(office, '2026');
  expect(figures.visits).toBeGreaterThan(20);
  expect(figures.overCap).toBe(2);
  expect(figures.joint).toBe(6);
  const ratings = await organRatings(office, '2026');
  expect(ratings.find((r) => r.organ === organId(CITY_REGION, 'market'))).toMatchObject({ bad: 2 });
  const own = await enterpriseVisits(office, demoUscc(41_001, CITY_REGION));
  expect(own?.counts[0]).toMatchObject({ times: 4, cap: 2 });
  const market = await jointProposals(office, organId(CITY_REGION, 'market'));
  expect(market).toHaveLength(1);
  expect(market[0]?.due.map((d) => d.organ)).toEqual([
    organId(CITY_REGION, 'market'),
    organId(CITY_REGION, 'ecology'),
  ]);
});
