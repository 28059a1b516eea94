/** R39.1 the years that the figures of supervision offer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { supervisionFigures } from './figures.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice();
  t.at('2026-03-02');
});
afterAll(() => t?.close());

test('R39.1 figures offer the years of findings that stand, each once, the newest first', async () => {
  expect((await supervisionFigures(t.office)).years).toEqual(['2026']);
  for (const [id, since, gone] of [
    ['a', '2024-01-01', null],
    ['b', '2024-12-31', null],
    ['c', '2022-07-01', null],
    ['d', '2023-05-05', '2023-06-01'],
    ['e', '2026-01-05', null],
  ])
    await t.database.pool.query(
      `insert into fadu.finding (region, id, rule, kind, level, organ, supervisor, says, since, open, found_on, gone_on)
        values ('220200', $1, 'r', 'k', 'l', 't-market', 't-justice', 's', $2, true, $2, $3)`,
      [id, since, gone],
    );
  expect((await supervisionFigures(t.office)).years).toEqual(['2026', '2024', '2022']);
});
