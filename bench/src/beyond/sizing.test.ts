/** The sizing’s arithmetic, and the names that a policy gets on a shard. */
import { describe, expect, test } from 'vitest';
import { onShard } from './distribute.ts';
import { type Costs, PLACES, planOf, sizingTable, USUAL } from './sizing.ts';

const COSTS: Costs = {
  act: { server: 2, database: 4 },
  page: { server: 1, database: 1 },
  list: { both: 10, serverShare: 0.3 },
  diskAct: 2_000,
  walAct: 10_000,
  leavesAct: 1.5,
  leavesPerSecond: 3_000,
  memoryServer: 300,
  memoryConnection: 10,
  connections: 20,
};

describe('sizing', () => {
  test('a place whose figures can be done in the head', () => {
    const a = {
      ...USUAL,
      days: 250,
      hours: 8,
      peak: 2,
      listsPerAct: 1,
      pagesPerAct: 3,
      use: 0.5,
      years: 2,
      copies: 1,
    };
    // 250 · 8 · 3600 seconds of work: one act a second, two at the peak.
    const plan = planOf({ name: 'x', actsPerYear: 7_200_000 }, COSTS, { ...a, filesAct: 1_000 });
    expect(plan).toMatchObject({
      acts: 2,
      lists: 2,
      pages: 6,
      leaves: 3,
      log: 0.001,
      wal: 22_000,
      network: 22_000,
    });
    // Server: 2·2 + 6·1 + 2·3 = 16 ms a second, twice that for the reserve.
    expect(plan.serverCores).toBeCloseTo(0.032);
    expect(plan.databaseCores).toBeCloseTo((2 * 4 + 6 * 1 + 2 * 7) / 1000 / 0.5);
    expect(plan).toMatchObject({ servers: 2, processes: 2, databases: 2 });
    expect(plan.rowsYear).toBeCloseTo(14.4);
    expect(plan.filesYear).toBeCloseTo(7.2);
    expect(plan.kept).toBeCloseTo(43.2);
    expect(plan.memoryConnections).toBeCloseTo((2 * 20 * 10) / 1024);
  });

  test('ten times the acts need ten times the cores, and no less than two servers', () => {
    const [small, large] = [1e6, 1e9].map((actsPerYear) => planOf({ name: 'x', actsPerYear }, COSTS));
    expect((large?.databaseCores ?? 0) / (small?.databaseCores ?? 1)).toBeCloseTo(1000);
    expect(small?.servers).toBe(2);
    // What the disks hold asks for more machines than the processors do.
    expect(large?.databases).toBe(Math.ceil((1e9 * 102_000 * 10) / 30e12) * 3);
    expect(large?.servers).toBe(Math.ceil((large?.serverCores ?? 0) / USUAL.coresServer));
  });

  test('a column a place', () => {
    const table = sizingTable(PLACES.map((p) => planOf(p, COSTS)));
    expect(new Set(table.split('\n').map((line) => line.split('|').length))).toEqual(new Set([6]));
    expect(table).toContain('1,000,000,000 |');
  });
});

test('a policy on a shard asks the shards beside it', () => {
  const shards: Record<string, string> = { act: 'act_102', case_file: 'case_file_101', region: 'region_99' };
  expect(
    onShard(
      '(EXISTS ( SELECT FROM fadu.case_file c WHERE ((c.region = act.region) AND (c.id = act.case_id) AND (fadu.scope_organ() = act.act))))',
      'act',
      (t) => shards[t],
    ),
  ).toBe(
    '(EXISTS ( SELECT FROM fadu."case_file_101" c WHERE ((c.region = act_102.region) AND (c.id = act_102.case_id) AND (fadu.scope_organ() = act_102.act))))',
  );
});
