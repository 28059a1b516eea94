/** R39.1: the planted faults of the year are all found, and nothing else among the lawful cases. */
import { Office } from '@fadu/office/office';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { openSupervisions } from '@fadu/office/supervision/open';
import { scanFindings } from '@fadu/office/supervision/scan';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { discretionBenchmarkMaking } from '@fadu/plan/enforcement/discretion-benchmarks/definition';
import { lenientListMaking } from '@fadu/plan/enforcement/inclusive-lists/definition';
import { officerCertificate } from '@fadu/plan/enforcement/officers/index';
import { penaltyOrdinary, penaltySimple } from '@fadu/plan/enforcement/penalty-cases/index';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { taskTracking } from '@fadu/plan/leadership/plan-tracking/tracking';
import { supervisionCase } from '@fadu/plan/oversight/enforcement-supervision/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { random } from '../random.ts';
import { seedCity } from '../seed.ts';
import { tellStories } from '../story.ts';
import { penaltyStories } from './penalty-year.ts';
import { type Faults, faultStories } from './supervision.ts';

const NOW = '2026-11-20T08:00:00.000Z';
/** Faults planted here; the demonstration city plants as many. */
const SIZE = 300;
let database: TestDatabase;
let store: Store;
let office: Office;
let faults: Faults;
let now = NOW;
/** Faults that the ordinary stories of the year carry on purpose: story → rule. */
const OF_THE_YEAR: Readonly<Record<string, string>> = { 'late-publication': 'LATE-PUBLICATION' };

const findings = async () =>
  (
    await database.pool.query<{
      rule: string;
      case_id: string | null;
      says: string;
      organ: string;
      supervisor: string;
      about: string;
    }>(
      `select f.rule, f.case_id, f.says, f.organ, f.supervisor,
         coalesce((select split_part(a.idem_key, ':', 2) from fadu.act a where a.case_id = f.case_id and a.seq = 1), '') as about
       from fadu.finding f where f.gone_on is null order by f.id`,
    )
  ).rows;

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  const procedures = [
    registerBatch,
    officerCertificate,
    penaltyOrdinary,
    penaltySimple,
    taskTracking,
    supervisionCase,
  ];
  const seeded = await seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now: NOW,
    size: 'small',
    procedures: [registerBatch, officerCertificate, discretionBenchmarkMaking, lenientListMaking],
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
  faults = faultStories(world, '2026-11-20', SIZE);
  // The lawful year beside it; transfers to the police run through a procedure of their own and are not told here.
  const lawful = penaltyStories(world, '2026-11-20').filter((s) => s.about !== 'police');
  await tellStories(office, [...lawful, ...faults.stories], {
    from: '2025-08-25',
    until: NOW,
    setNow: (at) => {
      now = at;
    },
  });
  now = NOW;
}, 900_000);
afterAll(async () => {
  await store?.close();
  await database?.close();
});

test('R39.1 300 planted faults of more than twenty kinds: all found, no false finding among the lawful cases', async () => {
  const scan = await scanFindings(office);
  const found = await findings();
  const key = (f: { rule: string; caseId?: string | null }) => `${f.rule} ${f.caseId ?? '-'}`;
  const wanted = new Set(faults.planted.map(key));
  const got = new Set(found.map((f) => key({ rule: f.rule, caseId: f.case_id })));
  expect(wanted.size).toBeGreaterThanOrEqual(300);
  expect(new Set(faults.planted.map((p) => p.rule)).size).toBeGreaterThan(20);
  expect([...wanted].filter((k) => !got.has(k))).toEqual([]);
  const { rows: courses } = await database.pool.query<{ id: string; n: number }>(
    `select case_id as id, count(*)::int as n from fadu.act group by 1`,
  );
  expect(courses.length).toBeGreaterThan(350);
  const extra = found.filter(
    (f) =>
      !wanted.has(key({ rule: f.rule, caseId: f.case_id })) && !Object.values(OF_THE_YEAR).includes(f.rule),
  );
  expect(extra.map((f) => `${f.about} ${f.rule}: ${f.says}`)).toEqual([]);

  const again = await scanFindings(office);
  expect([again.found, again.gone]).toEqual([0, 0]);
  expect(again.cases).toBeLessThan(scan.cases);
}, 300_000);

test('R39.1 each finding becomes part of a supervision case, one for each organ and kind, at the level of the organ', async () => {
  const { opened } = await openSupervisions(office);
  expect(opened.length).toBeGreaterThan(20);
  const { rows } = await database.pool.query<{ waiting: number; groups: number }>(
    `select count(*) filter (where supervision is null)::int as waiting,
       count(distinct (organ, kind))::int as groups from fadu.finding where gone_on is null`,
  );
  expect(rows[0]).toEqual({ waiting: 0, groups: opened.length });
  const { rows: levels } = await database.pool.query<{ ok: boolean }>(
    `select bool_and(split_part(f.supervisor, '-', 2) in ('justice', 'government')) as ok from fadu.finding f`,
  );
  expect(levels[0]?.ok).toBe(true);
  expect((await openSupervisions(office)).opened).toEqual([]);
});
