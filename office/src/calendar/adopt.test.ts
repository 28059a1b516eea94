/** Adopting a holiday notice over many open clocks: whole, once, and taken up again where it broke off. */
import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJobs } from '../jobs/worker.ts';
import { Office } from '../office.ts';
import { verifyAll } from '../record/verify.ts';
import { document } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { adoptCalendar } from './adopt.ts';
import { followNotices, redateClocks } from './redate.ts';

let t: TestOffice;
const CLOCK = 'legality-review';
/** More than two batches, and one more. */
const COPIES = 2001;

beforeAll(async () => {
  t = await testOffice();
  const id = await document(t, 'review');
  // Copies of one open clock under cases of other names: re-dating reads nothing but the clock.
  await t.database.pool.query(
    `insert into fadu.clock (region, case_id, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at, due, due_at,
       late, provisional, first_due, on_expiry, warn_from, warned, events)
     select region, case_id || '-' || i, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at, due, due_at,
       late, provisional, first_due, on_expiry, warn_from, true, events
     from fadu.clock, generate_series(1, $3::int) i where case_id = $1 and clock = $2`,
    [id, CLOCK, COPIES],
  );
}, 120_000);
afterAll(() => t?.close());

/** The arrangement of 2026 with further days off. */
const withRest = (...days: string[]) => {
  const year = chinaCalendar.years[2026];
  if (!year) throw new Error('no 2026');
  return {
    ...year,
    notice: `${year.notice}；演示：${days.join('、')}放假`,
    rest: [...year.rest, ...days.map((date) => ({ date, name: '演示假日' }))],
  };
};
const dues = async () =>
  (
    await t.database.pool.query<{ due: string; n: number }>(
      `select due::text, count(*)::int as n from fadu.clock where state = 'running' and clock = $1 group by 1 order by 1`,
      [CLOCK],
    )
  ).rows;
const count = async (from: string): Promise<number> =>
  (await t.database.pool.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n ?? 0;
const REDATED = `fadu.leaf where kind = 'duty' and ref like '%/calendar/${CLOCK}'`;
const NOTICES = `fadu.notice where text like '放假安排调整，%'`;

describe('R90.2 a holiday notice re-dates open clocks', () => {
  test('the day of warning moves with the last day, and what was warned of too early is warned of again', async () => {
    // Fifteen days from the start and warned of three working days before the end; the row as an earlier calendar left it.
    await t.database.pool.query(
      `insert into fadu.clock (region, case_id, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at, due, due_at,
         late, provisional, first_due, warn_from, warned, events)
       select region, case_id || '-w', 'filing', procedure, '报送备案期限', 'duty', state, owed_by, owed_organs, owner, started_at,
         '2026-04-13', '2026-04-13T15:59:59.999Z', false, false, '2026-04-13', '2026-04-08', true, events
       from fadu.clock where clock = $1 and state = 'running' order by case_id limit 1`,
      [CLOCK],
    );
    await redateClocks(t.office, t.office.now());
    const { rows } = await t.database.pool.query(
      `select due::text, warn_from::text, warned from fadu.clock where case_id like '%-w'`,
    );
    expect(rows).toEqual([{ due: '2026-04-24', warn_from: '2026-04-21', warned: false }]);
    await t.database.pool.query(`delete from fadu.clock where case_id like '%-w'`);
    await t.database.pool.query(`delete from fadu.notice where text like '%报送备案期限%'`);
  });

  test('all of them over several batches, each with its leaf and notice; the answer names the first', async () => {
    expect(await dues()).toEqual([{ due: '2026-04-24', n: COPIES + 1 }]);
    const seen: [number, number][] = [];
    const adopted = await adoptCalendar(
      t.office,
      withRest('2026-04-20', '2026-04-21', '2026-04-22'),
      t.staff('calendar-keeper', 't-office'),
      (done, of) => seen.push([done, of]),
    );
    expect(adopted.changed).toBe(COPIES + 1);
    expect(adopted.redated).toHaveLength(500);
    expect(adopted.redated[0]).toMatchObject({ clock: CLOCK, from: '2026-04-24', to: '2026-04-29' });
    expect(seen.at(-1)).toEqual([adopted.looked, adopted.looked]);
    expect(seen.length).toBeGreaterThan(2);
    expect(await dues()).toEqual([{ due: '2026-04-29', n: COPIES + 1 }]);
    expect(await count(REDATED)).toBe(COPIES + 1);
    expect(await count(NOTICES)).toBe(COPIES + 1);
  });

  test('again: nothing changes, no second leaf, no second notice', async () => {
    const second = await redateClocks(t.office, t.office.now());
    expect(second).toMatchObject({ changed: 0, first: [] });
    expect(second.looked).toBeGreaterThan(COPIES);
    expect(await count(REDATED)).toBe(COPIES + 1);
    expect(await count(NOTICES)).toBe(COPIES + 1);
  });

  test('a run that broke off is taken up by the worker of another server, which reads the notice itself', async () => {
    // As it is when the server ends after the first batches: the notice is adopted, half of the clocks have the old day.
    await t.database.pool.query(
      `update fadu.clock set due = '2026-04-24', due_at = '2026-04-24T15:59:59.999Z' where clock = $1 and state = 'running' and case_id like '%1'`,
      [CLOCK],
    );
    const broken = (await dues()).find((d) => d.due === '2026-04-24')?.n ?? 0;
    expect(broken).toBeGreaterThan(100);
    const other = new Office({
      store: t.office.store,
      procedures: [...t.office.procedures.values()],
      calendar: chinaCalendar,
      now: t.office.now,
      demo: true,
      baseUrl: 'http://127.0.0.1',
    });
    const jobs = await startJobs(other, t.database.pool, async () => {});
    try {
      await expect.poll(dues, { timeout: 20_000 }).toEqual([{ due: '2026-04-29', n: COPIES + 1 }]);
    } finally {
      await jobs.stop();
    }
    expect(await count(REDATED)).toBe(COPIES + 1 + broken);
  });
});

describe('R90.2 a server that did not adopt the notice itself', () => {
  test('learns of it, and re-dates what it dated by the calendar before', async () => {
    const own = await testOffice();
    try {
      const other = new Office({
        store: own.office.store,
        procedures: [...own.office.procedures.values()],
        calendar: chinaCalendar,
        now: own.office.now,
        demo: true,
        baseUrl: 'http://127.0.0.1',
      });
      await other.refresh();
      expect(await followNotices(other)).toBe(false);
      await adoptCalendar(
        own.office,
        withRest('2026-04-20', '2026-04-21', '2026-04-22'),
        own.staff('calendar-keeper', 't-office'),
      );
      // An act on the other server, which has not heard of the notice.
      const id = await document({ ...own, office: other }, 'review');
      const due = async () =>
        (
          await own.database.pool.query<{ due: string }>(
            'select due::text from fadu.clock where case_id = $1 and clock = $2',
            [id, CLOCK],
          )
        ).rows[0]?.due;
      expect(await due()).toBe('2026-04-24');
      expect(await followNotices(other)).toBe(true);
      expect(await due()).toBe('2026-04-29');
      expect(await followNotices(other)).toBe(false);
    } finally {
      await own.close();
    }
  });
});

describe('R90.3 the record verifies after a notice was adopted', () => {
  test('limits that ended before it keep the day they had; one that is changed by hand is still found', async () => {
    const own = await testOffice();
    try {
      // Its legality review is done: that limit would end later under the new notice, but it has ended.
      const ended = await document(own, 'reviewed');
      await document(own, 'review');
      await adoptCalendar(
        own.office,
        withRest('2026-04-20', '2026-04-21', '2026-04-22'),
        own.staff('calendar-keeper', 't-office'),
      );
      await own.sequencer.flush();
      const vkey = formatVkey(noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key);
      expect((await verifyAll(own.office, { vkey })).findings).toEqual([]);
      await own.database.pool.query(`update fadu.clock set due = due + 1 where case_id = $1 and clock = $2`, [
        ended,
        CLOCK,
      ]);
      expect((await verifyAll(own.office, { vkey })).findings).toMatchObject([
        { table: 'clock', row: `${ended}/${CLOCK}` },
      ]);
    } finally {
      await own.close();
    }
  });
});
