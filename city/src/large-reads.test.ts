/** Lists and figures that are led to by indexes show what a plain query over everything says. */
import { listCases, todo } from '@fadu/office/cases/lists';
import { actsOfYear } from '@fadu/office/cases/tally';
import { listConsultations } from '@fadu/office/public/index';
import { penaltiesOnShow } from '@fadu/office/publicity/penalties';
import { type TestOffice, testOffice } from '@fadu/office/testing/office';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulk } from './large.ts';

let t: TestOffice;
const DAY = '2023-02-01';

beforeAll(async () => {
  t = await testOffice({ start: DAY });
  await bulk(t.database.pool, { cases: 600, seed: 3, mix: 'city', open: 80 });
  await t.database.pool.query('analyze');
}, 180_000);
afterAll(() => t?.close());

const plain = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await t.database.pool.query<T>(sql, values)).rows;

describe('an organ’s list of cases', () => {
  for (const state of [undefined, 'open', 'ended'] as const)
    test(`${state ?? 'all'}: page after page, every case of the organ once, the newest change first`, async () => {
      const expected = await plain<{ id: string }>(
        `select id from fadu.case_file where organs @> array['t-city'] ${
          state ? `and ended is ${state === 'open' ? '' : 'not'} null` : ''
        } order by changed_at desc, id desc`,
      );
      expect(expected.length).toBeGreaterThan(20);
      const seen: string[] = [];
      for (let after: string | null = null, n = 0; n < 50; n++) {
        const page: Awaited<ReturnType<typeof listCases>> = await listCases(
          t.office,
          { as: 'organ', organ: 't-city' },
          { ...(state && { state }), ...(after && { after }), limit: 17 },
        );
        seen.push(...page.items.map((i) => i.id));
        after = page.next;
        if (!after) break;
      }
      expect(seen).toEqual(expected.map((r) => r.id));
    });

  test('narrowed by procedure and by words of the title', async () => {
    const scope = { as: 'organ', organ: 't-city' } as const;
    const { items } = await listCases(t.office, scope, { procedure: 'normative-document', limit: 100 });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((i) => i.procedure.code === 'normative-document')).toBe(true);
    const [one] = items;
    const named = await listCases(t.office, scope, { q: one?.title ?? '' });
    expect(named.items.map((i) => i.id)).toContain(one?.id);
    expect((await listCases(t.office, scope, { q: '100%_没有' })).items).toEqual([]);
  });
});

test('R90.6 the to-do list: every open duty that the organ owes or waits for, and of no other organ', async () => {
  for (const organ of ['t-city', 't-market', 't-office']) {
    const expected = await plain<{ at: string }>(
      `select k.case_id || '/' || k.clock as at from fadu.clock k
       join fadu.case_file c on c.region = k.region and c.id = k.case_id
       where k.state in ('running', 'paused') and k.kind = 'duty' and c.ended is null and c.organs @> array[$1]
         and (k.owed_organs @> array[$1] or k.owner = $1) order by k.due_at, 1`,
      [organ],
    );
    expect(expected.length).toBeGreaterThan(3);
    const items = await todo(t.office, t.staff('head', organ));
    expect(items.map((i) => `${i.caseId}/${i.clock}`).sort()).toEqual(expected.map((r) => r.at).sort());
    expect(items.map((i) => i.due)).toEqual([...items.map((i) => i.due)].sort());
  }
});

test('R24.1 penalties on show: the page, the total and the organs agree with the records in their time', async () => {
  // On show is what still was when the record last went on.
  const [{ now } = { now: '' }] = await plain<{ now: string }>('select fadu.recorded_day()::text as now');
  const shown = await plain<{ code: string; organ: string }>(
    `select code, body ->> 'organ' as organ from fadu.entry where register = 'penalty-record' and law_from <= $1 and law_to >= $1
     order by body ->> 'decidedOn' desc, code desc`,
    [now],
  );
  expect(shown.length).toBeGreaterThan(0);
  const list = await penaltiesOnShow(t.office, now, { page: 1 });
  expect(list.items.map((i) => i.document)).toEqual(shown.slice(0, 30).map((r) => r.code));
  expect(list.total).toBe(shown.length);
  expect(list.organs.reduce((n, o) => n + o.count, 0)).toBe(shown.length);
  const [first] = list.organs;
  const ofOne = await penaltiesOnShow(t.office, now, { page: 1, organ: first?.id ?? '' });
  expect(ofOne.total).toBe(first?.count);
  expect(ofOne.items.every((i) => i.organ === first?.id)).toBe(true);
});

test('consultations: the open and the closed ones are all there are', async () => {
  const [{ n } = { n: 0 }] = await plain<{ n: number }>(
    `select count(distinct case_id)::int as n from fadu.public_act where act = 'open-consultation'`,
  );
  const open = await listConsultations(t.office, { state: 'open' });
  const closed = await listConsultations(t.office, { state: 'closed' });
  expect(n).toBeGreaterThan(5);
  expect(open.total + closed.total).toBe(n);
  const opened = closed.items.map((i) => i.openedAt);
  expect(opened).toEqual([...opened].sort().reverse());
  expect([...open.items, ...closed.items].every((i) => i.openedAt)).toBe(true);
});

test('acts of a year: kept days and the days that go on are the acts there are, asked once or again', async () => {
  const procedures = ['penalty-ordinary', 'penalty-simple'];
  const [{ n } = { n: 0 }] = await plain<{ n: number }>(
    `select count(*)::int as n from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id
     where c.procedure = any($1) and a.at >= '2022-01-01' and a.at < '2023-01-01'`,
    [procedures],
  );
  expect(n).toBeGreaterThan(100);
  // In the middle of the year, on its second of January, and when it is over: the same acts.
  for (const day of ['2022-06-15', '2022-01-02', DAY, DAY]) {
    t.at(day);
    expect(await actsOfYear(t.office, procedures, 2022), day).toBe(n);
  }
  const kept = await plain<{ day: string }>('select max(day)::text as day from fadu.act_day');
  expect(kept[0]?.day).toBe('2022-12-31');
  expect(await actsOfYear(t.office, [...procedures, 'compulsory-measure'], 2022)).toBe(n);
});
