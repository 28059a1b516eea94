/**
 * Due dates: a holiday notice re-dates a million open clocks, beside plain SQL that rewrites the same rows; and how many
 * decisions `decide` makes alone.
 */
import { addDays, type DateStr, decide } from '@fadu/kernel';
import { adoptCalendar } from '@fadu/office/calendar/adopt';
import { redateClocks } from '@fadu/office/calendar/redate';
import { loadCase } from '@fadu/office/cases/load';
import { openCase } from '@fadu/office/cases/perform';
import { digestOf } from '@fadu/office/cases/rows';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { approval } from '../acts/procedure.ts';
import { type House, staff, startHouse } from '../house.ts';
import { median } from '../measure.ts';
import { type Outcome, type Part, type Row, type Run, whole } from '../part.ts';
import { limits } from './limits.ts';

/** Day on which the notice comes. */
const TODAY = '2026-04-15T02:00:00.000Z';
/** Cases that are opened one by one, each on another day; the others are copies of them. */
const MODELS = 40;
const OPINION = '材料齐全，依据明确，程序合法，同意。'.repeat(4);
/** What the notice adds to the year, in turn, so that each round changes every clock that these days fall into. */
const DAYS: readonly DateStr[] = ['2026-04-20', '2026-04-21', '2026-04-22'];

/** Open the models, each with three clocks, on days before today. */
async function models(house: House): Promise<void> {
  const clerk = staff('clerk');
  for (let i = 0; i < MODELS; i++)
    await openCase(house.office, limits.code, {
      actor: clerk,
      input: { title: `期限第${i + 1}件` },
      key: `model-${i}-0000`,
      at: `${addDays('2026-03-06', i)}T01:00:00.000Z`,
    });
}

/** Copy them until so many clocks are open. */
async function fill(house: House, clocks: number, say: Run['say']): Promise<number> {
  await models(house);
  const copies = Math.max(0, Math.ceil(clocks / 3 / MODELS) - 1);
  const step = 1000;
  for (let from = 1; from <= copies; from += step) {
    const to = Math.min(copies, from + step - 1);
    await house.owner.query(
      `with made as (
         insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons, bindings, public,
           demo, opened_at, changed_at)
         select region, id || lpad(to_hex(i), 6, '0'), procedure, version, title, phase, ended, seq, owner, organs, persons, bindings,
           public, demo, opened_at, changed_at
         from fadu.case_file, generate_series($1::int, $2::int) i where procedure = '${limits.code}' and length(id) = 31
         returning 1)
       insert into fadu.clock (region, case_id, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at, due, due_at,
         late, provisional, first_due, on_expiry, warn_from, events)
       select region, case_id || lpad(to_hex(i), 6, '0'), clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at,
         due, due_at, late, provisional, first_due, on_expiry, warn_from, events
       from fadu.clock, generate_series($1::int, $2::int) i where procedure = '${limits.code}' and length(case_id) = 31`,
      [from, to],
    );
    say(`${Math.min(clocks, to * MODELS * 3).toLocaleString('en')} clocks …`);
  }
  const { rows } = await house.owner.query<{ n: number }>(
    `select count(*)::int as n from fadu.clock where state = 'running'`,
  );
  return rows[0]?.n ?? 0;
}

async function tidy(house: House): Promise<void> {
  await house.sequencer.flush();
  await house.owner.query('vacuum analyze fadu.clock');
  await house.owner.query('vacuum analyze fadu.leaf');
  await house.owner.query('vacuum analyze fadu.notice');
  await house.owner.query('checkpoint');
}

/** The clocks that every round changes: those that count working days over the days of the notice. */
const CHANGED = `state = 'running' and clock in ('answer', 'decide') and due >= '2026-04-15'`;

/** Milliseconds that one statement takes as the owner. */
async function timed(house: House, statement: string): Promise<{ ms: number; rows: number }> {
  const start = performance.now();
  const { rowCount } = await house.owner.query(statement);
  return { ms: performance.now() - start, rows: rowCount ?? 0 };
}

/** Adopt the year with so many of the days off; answers how long it took, and the most memory meanwhile. */
async function adopt(house: House, off: number, run: Run) {
  const year = chinaCalendar.years[2026];
  if (!year) throw new Error('the calendar ships without 2026');
  let most = process.memoryUsage().rss;
  const before = most;
  const start = performance.now();
  let said = start;
  const adopted = await adoptCalendar(
    house.office,
    {
      ...year,
      notice: `${year.notice}（测速，加${off}天）`,
      rest: [...year.rest, ...DAYS.slice(0, off).map((date) => ({ date, name: '测速假日' }))],
    },
    staff('calendar-keeper', 't-office'),
    (done, of) => {
      most = Math.max(most, process.memoryUsage().rss);
      if (performance.now() - said > 30_000) {
        said = performance.now();
        run.say(`  ${done.toLocaleString('en')} of ${of.toLocaleString('en')}`);
      }
    },
  );
  return { ...adopted, ms: performance.now() - start, grown: most - before };
}

/** How often `work` is done in a second of processor time, over so many milliseconds of it. */
function often(ms: number, work: () => void): number {
  const used = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const start = used();
  let n = 0;
  while (used() - start < ms) {
    for (let i = 0; i < 50; i++) work();
    n += 50;
  }
  return (n * 1000) / (used() - start);
}

/** Decisions in a second of processor time: nothing is read, nothing is written. */
async function deciding(house: House, rounds: number): Promise<Row> {
  const { caseId } = await openCase(house.office, approval.code, {
    actor: staff('clerk'),
    input: { title: '演示事项', reason: OPINION },
    key: 'decide-0000',
  });
  const { state } = await loadCase(house.office, { as: 'system' }, caseId);
  const moment = { now: TODAY, calendar: house.office.calendar, organ: house.office.organ };
  const reviewer = staff('reviewer');
  const once = (): void => {
    const answer = decide(approval, state, 'review', { reviewed: OPINION }, reviewer, moment);
    if (!answer.ok) throw new Error(`refused: ${answer.refusals.map((r) => r.say).join('；')}`);
  };
  const leaf = (): void => {
    digestOf({ ...state.acts[0], case: state.id, salt: 'x'.repeat(32) });
  };
  often(1000, once);
  often(300, leaf);
  const pairs = Array.from({ length: rounds }, () => [often(800, once), often(300, leaf)] as const);
  return {
    what: 'decisions of decide in a second of processor time',
    ours: { value: median(pairs.map((p) => p[0])), unit: '/s' },
    peer: {
      name: 'digests of one act (canonical JSON, SHA-256)',
      value: median(pairs.map((p) => p[1])),
      unit: '/s',
    },
    ratio: median(pairs.map((p) => p[0] / p[1])),
    better: 'more',
  };
}

const s = (ms: number) => ({ value: ms / 1000, unit: 's' });

/** The part. */
export const part: Part = {
  name: 'due-dates',
  title: 'a million open clocks re-dated by a holiday notice; decisions alone',
  options: {
    clocks: { default: '1000000', all: '150000', what: 'open clocks' },
    rounds: { default: '2', all: '1', what: 'rounds of notice and plain SQL in turn' },
  },
  needs: [],
  async run(options, run): Promise<Outcome> {
    const [wanted, rounds] = [whole(options, 'clocks'), whole(options, 'rounds')];
    run.say('starting PostgreSQL (durable: fsync and synchronous_commit on) …');
    const house = await startHouse(run.folder, 4, [approval, limits], () => TODAY);
    try {
      const decisions = await deciding(house, 5);
      run.say('filling …');
      const clocks = await fill(house, wanted, run.say);
      const notices: Awaited<ReturnType<typeof adopt>>[] = [];
      const plain: number[] = [];
      const same: number[] = [];
      const again: number[] = [];
      for (let r = 0; r < rounds; r++) {
        await tidy(house);
        // Days off come and go by turns, so that every round moves the same clocks.
        const notice = await adopt(house, r % 2 ? 0 : DAYS.length, run);
        notices.push(notice);
        await tidy(house);
        const start = performance.now();
        const second = await redateClocks(house.office, TODAY);
        if (second.changed) throw new Error(`re-dating again changed ${second.changed} clocks`);
        again.push(performance.now() - start);
        await tidy(house);
        // Forth and back, so that the clocks are as the notice left them: half of both is one.
        const forth = await timed(
          house,
          `update fadu.clock set due = due + 1, due_at = due_at + interval '1 day', warn_from = warn_from + 1 where ${CHANGED}`,
        );
        await tidy(house);
        const back = await timed(
          house,
          `with moved as (
             update fadu.clock set due = due - 1, due_at = due_at - interval '1 day', warn_from = warn_from - 1 where ${CHANGED}
             returning region, case_id, clock, title, owed_by, owed_organs, started_at, due
           ), leaves as (
             insert into fadu.leaf (region, kind, ref, body)
             select region, 'note', case_id || '/calendar/' || clock, jsonb_build_object('v', 1, 'kind', 'duty', 'region', region,
               'case', case_id, 'seq', 0, 'clock', clock, 'state', 'running', 'owedBy', owed_by, 'organs', owed_organs,
               'since', started_at, 'due', due)::text from moved
           )
           insert into fadu.notice (region, organ, case_id, text, at)
           select region, organ, case_id, '放假安排调整，“' || title || '”的截止日改为' || due, now()
           from moved, unnest(owed_organs) as organ`,
        );
        plain.push((forth.ms * notice.changed) / forth.rows);
        same.push((back.ms * notice.changed) / back.rows);
        run.say(
          `round ${r + 1}: notice ${(notice.ms / 1000).toFixed(1)} s (${notice.changed} of ${notice.looked} changed), again ${((again.at(-1) as number) / 1000).toFixed(1)} s, plain ${(forth.ms / 1000).toFixed(1)} s, plain with leaf and notice ${(back.ms / 1000).toFixed(1)} s`,
        );
      }
      const took = median(notices.map((n) => n.ms));
      const ours = {
        ...s(took),
        note: `${Math.round((notices[0]?.looked ?? 0) / (took / 1000)).toLocaleString('en')} clocks/s, memory +${Math.round(Math.max(...notices.map((n) => n.grown)) / 1e6)} MB at most`,
      };
      const what = `a notice re-dates ${clocks.toLocaleString('en')} open clocks (${(notices[0]?.changed ?? 0).toLocaleString('en')} change)`;
      return {
        rows: [
          {
            what,
            ours,
            peer: {
              name: 'one SQL statement that writes the same clocks, leaves and notices',
              ...s(median(same)),
            },
            ratio: median(notices.map((n, i) => n.ms / (same[i] as number))),
            better: 'less',
          },
          {
            what,
            ours,
            peer: { name: 'one SQL statement that adds a day to the same clocks', ...s(median(plain)) },
            ratio: median(notices.map((n, i) => n.ms / (plain[i] as number))),
            better: 'less',
          },
          {
            what: 'the same again, nothing to change (taken up after a break)',
            ours: s(median(again)),
            peer: { name: 'the notice itself', ...s(took) },
            ratio: median(again.map((a, i) => a / (notices[i]?.ms as number))),
            better: 'less',
          },
          decisions,
        ],
        notes: [
          `The notice: batches of 1,000 clocks, each its own durable transaction; every clock is computed anew from its events and the calendar, every change writes the clock, a leaf of the log and a notice to each organ concerned. One of three clocks of a case counts calendar days and mostly stays. The SQL statements compute nothing (a day more, a day less) and are one transaction.`,
          `${MODELS} cases with three clocks each were opened by the engine, the others are copies of their case and clock rows (re-dating reads nothing else).`,
        ],
        versions: { PostgreSQL: house.postgres },
      };
    } finally {
      await house.close();
    }
  },
};
