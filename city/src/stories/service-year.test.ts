/** Services told by their stories, and a year of many handlings, all through the engine on a real database. */

import { enterpriseMatter } from '@fadu/plan/functions/business-environment/index';
import { chargeReport } from '@fadu/plan/functions/enterprise-charges/index';
import { gridEvent } from '@fadu/plan/functions/grassroots-grid/index';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { serviceApplication } from '@fadu/plan/functions/service-items/index';
import { serviceRating } from '@fadu/plan/functions/service-window/index';
import { townshipDelegation } from '@fadu/plan/functions/township-delegation/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ToldCity, toldCity } from '../told.testing.ts';
import { COURSE_ENDS } from './service-plans.ts';

const NOW = '2026-11-20T08:00:00.000Z';
const HANDLINGS = 260;
let city: ToldCity;
beforeAll(async () => {
  city = await toldCity(
    [
      registerBatch,
      serviceApplication,
      serviceRating,
      townshipDelegation,
      gridEvent,
      chargeReport,
      enterpriseMatter,
    ],
    NOW,
    HANDLINGS,
  );
}, 300_000);
afterAll(() => city?.close());
const rows = async <T extends object>(sql: string) => (await city.database.pool.query<T>(sql)).rows;

describe('a year of handlings', () => {
  test('R5.2 as many as asked for, in ten organs and more; no act is refused that should not be', async () => {
    const [n] = await rows<{ n: number; organs: number }>(
      `select count(*)::int as n, count(distinct owner)::int as organs
       from fadu.case_file where procedure = 'service-application'`,
    );
    expect(n?.n).toBeGreaterThanOrEqual(HANDLINGS);
    expect(n?.organs).toBeGreaterThanOrEqual(10);
    // Only the spring’s stories try what is refused: an incomplete application cannot be accepted.
    expect(new Set(city.seeded.setting.report?.refusals.map((r) => r.code))).toEqual(
      new Set(['service-application.COMPLETE']),
    );
  });

  test('R5.2 every story told to its end stands where its course ends', async () => {
    const found = await rows<{ story: string; phase: string }>(
      "select split_part(a.idem_key, ':', 2) as story, c.phase from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id where a.seq = 1",
    );
    const phases = new Map(found.map((r) => [r.story, r.phase]));
    const finished = Object.entries(city.seeded.setting.report?.finished ?? {});
    expect(finished.length).toBeGreaterThan(HANDLINGS * 0.9);
    for (const [story, phase] of finished) {
      // Who may still correct may not have run out of time yet.
      const now = phases.get(story);
      if (phase === 'given-up' && now === 'correction') continue;
      expect([story, now]).toEqual([story, phase]);
    }
    expect(new Set(Object.values(COURSE_ENDS)).difference(new Set(phases.values()))).toEqual(new Set());
  });

  test('R8.5 every way of applying is used; R3.1 townships handle what was delegated to them', async () => {
    const ways = await rows<{ way: string; n: number }>(
      `select coalesce(input ->> 'channel', '网上') as way, count(*)::int as n from fadu.act
       where act in ('apply', 'register-application') group by 1`,
    );
    expect(new Set(ways.map((w) => w.way))).toEqual(
      new Set(['网上', '窗口', '乡镇（街道）', '自助终端', '邮寄', '电话']),
    );
    const [towns] = await rows<{ n: number }>(
      `select count(distinct o.id)::int as n from fadu.case_file c join fadu.organ o on o.id = c.owner
       where c.procedure = 'service-application' and o.kind = 'township'`,
    );
    expect(towns?.n).toBe(3);
  });

  test('R8.4 some are rated by those who applied, bad ratings are settled by the hall', async () => {
    const phases = await rows<{ phase: string; n: number }>(
      "select phase, count(*)::int as n from fadu.case_file where procedure = 'service-rating' group by 1",
    );
    const of = (phase: string) => phases.find((p) => p.phase === phase)?.n ?? 0;
    // One in fourteen who could; one rating is told of the usual year.
    expect(of('recorded')).toBeGreaterThan(3);
    expect(of('closed')).toBeGreaterThanOrEqual(4);
    expect(of('excluded')).toBeGreaterThanOrEqual(1);
    expect(of('handling')).toBeGreaterThanOrEqual(1);
  });

  test('R5.2 nearly all are decided within what was promised', async () => {
    const [late] = await rows<{ late: number; all: number }>(
      `select count(*)::int as all, count(*) filter (where late)::int as late
       from fadu.clock where clock = 'promise' and state <> 'running'`,
    );
    expect(late?.all).toBeGreaterThan(HANDLINGS / 2);
    expect((late?.late ?? 1) / (late?.all ?? 1)).toBeLessThan(0.08);
    expect(late?.late).toBeGreaterThan(0);
  });
});

describe('the chapter’s other procedures', () => {
  test.each([
    ['R12.1', 'charge-report', ['explained', 'published', 'received']],
    ['R9.2', 'enterprise-matter', ['closed', 'handling']],
    ['R3.3', 'grid-event', ['closed', 'handling']],
    ['R3.1', 'township-delegation', ['active', 'not-able', 'recalled', 'refused']],
  ])('%s %s has gone every way', async (_req, procedure, phases) => {
    const found = await rows<{ phase: string }>(
      `select distinct phase from fadu.case_file where procedure = '${procedure}' order by 1`,
    );
    expect(found.map((f) => f.phase)).toEqual(phases);
  });
});
