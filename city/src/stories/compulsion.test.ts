/** The year's measures and transfers go as they are told, and supervision sees the late ones. */
import { Office } from '@fadu/office/office';
import { compulsionsOnShow } from '@fadu/office/publicity/compulsions';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { scanFindings } from '@fadu/office/supervision/scan';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { officerCertificate } from '@fadu/plan/enforcement/officers/index';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { random } from '../random.ts';
import { seedCity } from '../seed.ts';
import { type StoryReport, tellStories } from '../story.ts';
import { compulsionStories } from './compulsion.ts';
import { executionStories } from './execution.ts';
import type { Story } from './pen.ts';

const NOW = '2026-11-20T08:00:00.000Z';
let database: TestDatabase;
let store: Store;
let office: Office;
let now = NOW;
let stories: Story[];
let report: StoryReport;

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  const sealed = sealer(new Uint8Array(32).fill(3));
  const seeded = await seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now: NOW,
    size: 'small',
    procedures: [registerBatch, officerCertificate],
    sealer: sealed,
  });
  office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => now,
    demo: true,
    baseUrl: 'http://127.0.0.1',
    sealer: sealed,
  });
  await office.refresh();
  const world = {
    people: seeded.people,
    calendar: office.calendar,
    rng: random('fadu').fork('stories'),
  };
  stories = [...compulsionStories(world), ...executionStories(world)];
  report = await tellStories(office, stories, {
    from: '2026-01-05',
    until: NOW,
    setNow: (at) => {
      now = at;
    },
  });
  now = NOW;
}, 600_000);
afterAll(async () => {
  await store?.close();
  await database?.close();
});

/** Phase in which the case of a story stands. */
const phaseOf = async (story: string) =>
  (
    await database.pool.query<{ phase: string }>(
      `select c.phase from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id
       where a.seq = 1 and split_part(a.idem_key, ':', 2) = $1`,
      [story],
    )
  ).rows[0]?.phase;

test('R24.10 R22.4 every measure and transfer of the year ends as told; forbidden things were refused', async () => {
  for (const story of stories.filter((s) => /^(c[mted]|rt)-/.test(s.id) || s.about === 'police'))
    expect([story.id, await phaseOf(story.id)]).toEqual([story.id, story.ends]);
  expect(report.refusals.map((r) => r.code)).toEqual(
    expect.arrayContaining([
      'compulsory-measure.NECESSITY',
      'phase',
      'compulsory-execution.INV-C4',
      'compulsory-execution.INV-C5',
      'compulsory-execution.REMEDIAL',
    ]),
  );
  expect(report.expired).toBeGreaterThanOrEqual(2);
});

test('R24.1 R24.10 every measure and execution of the year that was decided is on show, under its party or masked', async () => {
  const shown = await compulsionsOnShow(office, '2026-11-20');
  const measures = shown.items.filter((r) => r.type === '行政强制措施');
  const told = stories.filter((s) => s.id.startsWith('cm-') && s.about !== 'urgent-missed');
  // One was revoked on review and taken down.
  expect(measures).toHaveLength(told.length - 1);
  expect(shown.items.filter((r) => r.type === '行政强制执行').map((r) => r.conclusion)).toEqual([
    '已经执行',
    '已经执行',
  ]);
  for (const r of measures) {
    if (r.partyKind === '公民') expect(r.party).toMatch(/某$/);
    expect(r.conclusion).toMatch(/返还/);
  }
});

test('R24.10 R22.4 INV-C1 INV-R2 supervision reads from the record which were late, and only those', async () => {
  await scanFindings(office);
  const { rows } = await database.pool.query<{ rule: string; story: string }>(
    `select distinct f.rule, split_part(a.idem_key, ':', 2) as story from fadu.finding f
     join fadu.act a on a.case_id = f.case_id and a.seq = 1
     where split_part(a.idem_key, ':', 2) ~ '^(c[mte]|rt)-' order by 2, 1`,
  );
  const lapsed = stories.find((s) => s.about === 'lapsed')?.id;
  const missed = stories.find((s) => s.about === 'urgent-missed')?.id;
  const late = stories.find((s) => s.about === 'late')?.id;
  const answer = stories.find((s) => s.about === 'late-answer')?.id;
  expect([...new Set(rows.map((r) => r.story))].sort()).toEqual([lapsed, missed, late, answer].sort());
  expect(rows.filter((r) => r.story === lapsed).map((r) => r.rule)).toEqual(
    expect.arrayContaining(['MEASURE-OVER', 'LATE-RETURN', 'LATE-COMPULSION-SHOWN']),
  );
  expect(rows.filter((r) => r.story === late).map((r) => r.rule)).toContain('LATE-TRANSFER');
});
