/** The city's random inspections, told through the engine; the drawn verifies from what is published (R7.1, R7.2, R7.3). */
import { verifyDraw } from '@fadu/kernel/draw/index';
import { drawList, drawRecord, publicList, publishedRound } from '@fadu/office/public/draws';
import { randomInspection } from '@fadu/plan/enforcement/inspections/index';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ToldCity, toldCity } from '../told.testing.ts';

const NOW = '2026-11-20T08:00:00.000Z';
const procedures = [registerBatch, randomInspection];
let city: ToldCity;
let seeded: ToldCity['seeded'];
let office: ToldCity['office'];
beforeAll(async () => {
  city = await toldCity(procedures, NOW);
  ({ seeded, office } = city);
}, 300_000);
afterAll(() => city?.close());

test('R7.2 both draws of the year verify from what is published, the second with its reason', async () => {
  const draws = await drawList(office);
  expect(draws.map((d) => [d.status, d.drawn]).sort()).toEqual([
    ['已办结', draws[0]?.drawn],
    ['已取消', null],
    ['检查中', draws[0]?.drawn],
  ]);
  expect(draws[0]?.drawn ?? draws[1]?.drawn).toBeGreaterThan(5);
  for (const line of draws.filter((d) => d.drawn !== null)) {
    const record = await drawRecord(office, line.id);
    const draw = record && publishedRound(record, 1);
    if (!draw) throw new Error(`${line.number} is not published`);
    const { checks } = await verifyDraw(draw, async (h) => (await publicList(office, h)) as Uint8Array);
    expect(checks.filter((c) => !c.ok)).toEqual([]);
    expect(draw.others).toHaveLength(1);
  }
});

test('R7.2 R7.3 what was tried and refused: frozen too late, another number, drawn twice, closed with nothing followed up', () => {
  const codes = seeded.setting.report?.refusals.filter((r) => r.story.startsWith('rd-')).map((r) => r.code);
  expect([...new Set(codes)].sort()).toEqual(
    ['FOLLOWED', 'FROZEN-AHEAD', 'REPEAT', 'SAME-VALUE']
      .map((c) => `random-inspection.${c}`)
      .concat('phase')
      .sort(),
  );
});

test('R7.3 every published result names its last day and was in time; what was found has its follow-up', async () => {
  const [closed] = (await drawList(office)).filter((d) => d.status === '已办结');
  const record = await drawRecord(office, closed?.id ?? '');
  const results = record?.tasks.flatMap((t) => t.results) ?? [];
  expect(results).toHaveLength(3 * (closed?.drawn ?? 0));
  expect(results.filter((r) => r.late)).toEqual([]);
  expect(results.filter((r) => r.followUp).map((r) => r.followUp?.kind)).toEqual(['责令改正已复查']);
});
