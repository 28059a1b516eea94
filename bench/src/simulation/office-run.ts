/**
 * The same people against the real office on a real PostgreSQL: every request goes through `openCase` and `performAct`, and
 * what the database then holds is compared, act by act, with the referee's book and with the kernel told the same answers.
 */
import { createHash } from 'node:crypto';
import { type Random, random } from '@fadu/city/random';
import {
  type Actor,
  type ActRecord,
  type CalendarYear,
  DefinitionError,
  dateOf,
  type Instant,
  type Procedure,
  timeOfDay,
} from '@fadu/kernel';
import { adoptCalendar, CALENDAR_ROLE } from '@fadu/office/calendar/adopt';
import { openCase, type Performed, performAct } from '@fadu/office/cases/perform';
import { runExpiry } from '@fadu/office/jobs/expiry';
import { Office } from '@fadu/office/office';
import { Problem } from '@fadu/office/problem';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore } from '@fadu/office/store/pool';
import { procedures } from '@fadu/plan/index';
import type { Pool } from 'pg';
import { corrected, entered, hostile } from './inputs.ts';
import { readClock } from './naive-time.ts';
import { candidates, knownFor, stranger } from './people.ts';
import { type Fault, Referee } from './referee.ts';
import { frozen, stateText, Tracker } from './tracker.ts';
import { type Mode, variant } from './variants.ts';
import { FIRST_DAY, noticesOf, organs, versionsOf } from './world.ts';

/** Where the office stands: as the server connects, and as the owner, who looks behind its back. */
export interface OfficeDatabase {
  readonly url: string;
  readonly pool: Pool;
}

export interface OfficeRun {
  readonly seed: string;
  readonly cases: number;
  readonly years: number;
  /** Requests that a case gets at most. */
  readonly most?: number;
  readonly progress?: (done: number, of: number) => void;
}

export interface OfficeResult {
  readonly faults: readonly (Fault & { readonly case: string })[];
  readonly counts: Readonly<Record<string, number>>;
  /** Over every request and its outcome; the same for the same seed. */
  readonly digest: string;
  readonly office: Office;
}

interface Live {
  readonly n: number;
  readonly rnd: Random;
  tracker: Tracker;
  readonly until: number;
  asked: number;
  id: string;
  last?: { act: string; input: unknown; actor: Actor; key: string; seq: number };
}

/** Enter the simulated city's regions and organs, each with its database role. */
export async function fillWorld(pool: Pool): Promise<void> {
  await pool.query(
    `insert into fadu.region (code, name, parent) values ('220200', '演示市', null), ('220202', '演示区', '220200')`,
  );
  for (const o of organs) {
    await pool.query(
      'insert into fadu.organ (id, region, name, full_name, kind, mark, demo) values ($1, $2, $3, $4, $5, $6, true)',
      [o.id, o.region, o.name, o.fullName, o.kind, `演${o.name.slice(1, 3)}`],
    );
    await pool.query('select fadu.make_scope($1, $2)', [o.region, o.id]);
  }
  for (const region of ['220200', '220202']) await pool.query('select fadu.make_scope($1, null)', [region]);
}

/** Run against an empty, migrated database. The office is left open for further looks; close its store. */
export async function runOffice(database: OfficeDatabase, options: OfficeRun): Promise<OfficeResult> {
  await fillWorld(database.pool);
  return new OfficeSimulation(database, options).run();
}

class OfficeSimulation {
  private readonly options: OfficeRun;
  private readonly pool: Pool;
  private readonly office: Office;
  private readonly defs: readonly Procedure[];
  private readonly modes = new Map<string, Mode>();
  private readonly live = new Map<string, Live>();
  private readonly ids: string[] = [];
  private readonly faults: (Fault & { case: string })[] = [];
  private readonly counts: Record<string, number> = {};
  private readonly hash = createHash('sha256');
  private now: Instant;

  constructor(database: OfficeDatabase, options: OfficeRun) {
    this.options = options;
    this.pool = database.pool;
    // Some procedures as the city runs them, some without the rules on what is entered, so that people get far.
    // Of each the versions that become law on the way.
    this.defs = procedures.flatMap((p) => {
      const rnd = random(`${options.seed}/office/${p.code}`);
      const mode: Mode = rnd.chance(0.4) ? 'whole' : 'flow';
      this.modes.set(p.code, mode);
      return versionsOf(options.seed, variant(p, mode, rnd), options.years);
    });
    this.now = timeOfDay(FIRST_DAY, '08:00');
    const notices = noticesOf(options.seed, options.years);
    this.office = new Office({
      store: openStore(database.url, 4),
      procedures: this.defs,
      calendar: (notices[0] as (typeof notices)[number]).calendar,
      now: () => this.now,
      demo: true,
      baseUrl: 'http://127.0.0.1:8080',
      sealer: sealer(new Uint8Array(32).fill(5)),
    });
  }

  async run(): Promise<OfficeResult> {
    const { seed, cases, years } = this.options;
    await this.office.refresh();
    const begin = Date.parse(this.now);
    const end = begin + years * 365 * 86_400_000;
    const visits: { at: number; one: Live }[] = [];
    for (let n = 0; n < cases; n++) {
      const rnd = random(`${seed}/office/case/${n}`);
      const { code } = procedures[(n * 7) % procedures.length] as Procedure;
      const procedure = this.office.procedureOn(code, FIRST_DAY) as Procedure;
      const tracker = new Tracker(procedure, `220200-${n}`, this.modes.get(procedure.code) === 'whole');
      const one: Live = { n, rnd, tracker, until: this.options.most ?? 70, asked: 0, id: '' };
      visits.push({ at: begin + Math.floor(rnd.next() * (end - begin) * 0.7), one });
    }
    const notices = noticesOf(seed, years).slice(1);
    let done = 0;
    let day = '';
    for (;;) {
      visits.sort((a, b) => b.at - a.at || b.one.n - a.one.n);
      const next = visits.pop();
      if (!next || next.at >= end) break;
      while (notices[0] && Date.parse(notices[0].at) <= next.at) await this.adopt(notices.shift());
      this.now = new Date(next.at).toISOString();
      if (dateOf(this.now) !== day) {
        day = dateOf(this.now);
        await this.expire();
      }
      const { one } = next;
      const before = this.faults.length;
      await this.visit(one);
      const over = one.tracker.referee.ended && one.rnd.chance(0.7);
      if (this.faults.length > before || over || one.asked >= one.until) {
        this.options.progress?.(++done, cases);
        continue;
      }
      const step = one.rnd.next();
      const gap =
        step < 0.5 ? one.rnd.int(1, 300) : step < 0.9 ? one.rnd.int(1, 9) * 1440 : one.rnd.int(20, 90) * 1440;
      visits.push({ at: next.at + gap * 60_000 + one.rnd.int(0, 999), one });
    }
    for (const one of this.live.values()) await this.look(one, true);
    await this.recount();
    return { faults: this.faults, counts: this.counts, digest: this.hash.digest('hex'), office: this.office };
  }

  private count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  private fault(one: Pick<Live, 'id' | 'n' | 'tracker'>, faults: readonly Fault[]): void {
    for (const f of faults)
      this.faults.push({
        ...f,
        says: `${one.tracker.procedure.code}: ${f.says}`,
        case: `${one.n} ${one.id}`,
      });
  }

  /** A holiday notice is adopted; every open clock is then read in the database and by hand. */
  private async adopt(notice: ReturnType<typeof noticesOf>[number] | undefined): Promise<void> {
    if (!notice) return;
    this.now = notice.at;
    const before = this.office.calendar;
    const year = Object.values(notice.calendar.years).find(
      (y): y is CalendarYear => JSON.stringify(before.years[y.year]) !== JSON.stringify(y),
    );
    if (!year) return;
    const keeper: Actor = {
      kind: 'person',
      person: 'keeper',
      name: '日历员',
      posts: [{ role: CALENDAR_ROLE, organ: 's-office' }],
    };
    const { changed } = await adoptCalendar(this.office, year, keeper);
    this.counts['clocks re-dated'] = (this.counts['clocks re-dated'] ?? 0) + changed;
    this.count('notices');
    for (const one of this.live.values()) await this.look(one, false);
  }

  /** What ran out is carried out by the office's own job; the acts that it made are judged like any other. */
  private async expire(): Promise<void> {
    const done = await runExpiry(this.office);
    if (!done) return;
    for (const one of this.live.values()) {
      const { rows } = await this.pool.query<{ n: number }>(
        'select seq as n from fadu.case_file where id = $1',
        [one.id],
      );
      while (one.tracker.state.seq < (rows[0]?.n ?? 0)) {
        const [record] = await this.records(one.id, one.tracker.state.seq + 1);
        if (record?.actor.kind !== 'system') {
          this.fault(one, [{ kind: 'expiry', says: 'an act appeared that nobody asked for' }]);
          return;
        }
        this.count('expiry: accepted');
        this.accept(one, { act: record.act, actor: { kind: 'system', name: '系统', posts: [] } }, record);
      }
    }
  }

  private async records(id: string, from: number): Promise<ActRecord[]> {
    const { rows } = await this.pool.query(
      'select seq, act, at, actor, input, effects, issued from fadu.act where case_id = $1 and seq >= $2 order by seq',
      [id, from],
    );
    return rows.map(({ issued, at, ...r }) =>
      frozen({ ...r, at: new Date(at).toISOString(), ...(issued && { issued }) }),
    );
  }

  /** Somebody asks for something. */
  private async visit(one: Live): Promise<void> {
    const { rnd } = one;
    const { code } = one.tracker.procedure;
    // A case begins under the law of its day, and keeps it.
    if (one.tracker.state.seq === 0)
      one.tracker = new Tracker(
        this.office.procedureOn(code, dateOf(this.now)) as Procedure,
        `220200-${one.n}`,
        this.modes.get(code) === 'whole',
      );
    const { tracker } = one;
    const roll = rnd.next();
    const at = this.now;
    const { calendar } = this.office;
    const choices = candidates(tracker, rnd, at, calendar);
    const chosen = choices.length ? rnd.pick(choices) : undefined;
    const anyAct = rnd.pick(Object.keys(tracker.procedure.acts));
    const known = (act: string, actor: Actor) => knownFor(tracker, rnd, dateOf(at), act, actor, this.ids);
    const fill = (act: string, actor: Actor) => entered(tracker.procedure.acts[act]?.form, known(act, actor));
    if (tracker.state.seq > 0 && roll < 0.1) {
      const act = chosen?.act ?? anyAct;
      const actor = stranger(tracker.procedure, rnd, act);
      if (actor.kind === 'system') return;
      return this.request(one, 'stranger', act, actor, fill(act, actor)).then(() => {});
    }
    if (tracker.state.seq > 0 && roll < 0.2) {
      const actor = candidates(tracker, rnd, at, calendar, anyAct)[0]?.actor;
      if (!actor || actor.kind === 'system') return;
      return this.request(one, 'out-of-order', anyAct, actor, fill(anyAct, actor)).then(() => {});
    }
    if (one.last && roll < 0.3) return this.again(one);
    if (!chosen || chosen.actor.kind === 'system') return;
    const { act, actor } = chosen;
    const form = tracker.procedure.acts[act]?.form;
    if (roll > 0.92 && tracker.state.seq > 0) {
      await this.request(one, 'hostile', act, actor, hostile(form, fill(act, actor), rnd));
      return;
    }
    let input = fill(act, actor);
    for (let tries = 0; tries < 8; tries++) {
      const said = await this.request(one, tries ? 'correction' : 'forward', act, actor, input);
      if (!said || !form) return;
      input = corrected(form, input, said, known(act, actor));
    }
  }

  /** The same request once more under its key: the first answer comes again, and nothing is written. */
  private async again(one: Live): Promise<void> {
    const { last } = one;
    if (!last) return;
    const before = await this.size();
    const answer = await performAct(this.office, one.id, last).catch((e: unknown) => e);
    this.count('doubled');
    const repeated = answer instanceof Error ? undefined : (answer as Performed);
    if (!repeated?.repeated || repeated.record.seq !== last.seq || (await this.size()) !== before)
      this.fault(one, [
        {
          kind: 'doubled',
          says: `${last.act} sent twice: ${answer instanceof Error ? answer.message : 'acted again'}`,
        },
      ]);
  }

  /** How much is recorded. */
  private async size(): Promise<string> {
    const { rows } = await this.pool.query<{ n: string }>(
      `select concat_ws('/', (select count(*) from fadu.act), (select count(*) from fadu.number), (select count(*) from fadu.entry),
       (select count(*) from fadu.leaf) - (select count(*) from fadu.attempt), (select sum(last) from fadu.number_series)) as n`,
    );
    return rows[0]?.n ?? '';
  }

  /** One request; answers the fields that were refused, or undefined when it was accepted or is over. */
  private async request(
    one: Live,
    meant: string,
    act: string,
    actor: Actor,
    input: unknown,
  ): Promise<readonly string[] | undefined> {
    const key = `s-${this.options.seed}-${one.n}-${++one.asked}`;
    const { tracker } = one;
    const opening = tracker.state.seq === 0;
    const before = await this.size();
    let performed: Performed;
    try {
      performed = opening
        ? await openCase(this.office, tracker.procedure.code, { act, actor, input, key })
        : await performAct(this.office, one.id, { act, actor, input, key });
    } catch (error) {
      this.count(`${meant}: ${error instanceof Problem ? 'refused' : 'threw'}`);
      this.hash.update(`${one.n} ${act} ${this.now} ${error instanceof Problem ? error.code : 'threw'}\n`);
      const excused = !tracker.whole && !(error instanceof Problem);
      if (!(error instanceof Problem)) {
        if (!excused)
          this.fault(one, [{ kind: 'threw', says: `${act} (${meant}): ${String(error).split('\n')[0]}` }]);
      } else if (error.status === 422) {
        const refusals = error.items.map((i) => ({ code: i.code, say: i.detail, cites: [{} as never] }));
        if (!refusals.some((r) => r.code.includes('.law.')))
          this.fault(
            one,
            tracker.referee.refused(
              { act, actor, now: this.now, calendar: this.office.calendar },
              { ok: false, refusals },
            ),
          );
      } else if (![400, 403, 404, 409].includes(error.status))
        this.fault(one, [{ kind: 'status', says: `${act}: ${error.status} ${error.code}` }]);
      if ((await this.size()) !== before)
        this.fault(one, [{ kind: 'changed', says: `${act} (${meant}): refused, yet something was written` }]);
      return error instanceof Problem ? error.items.flatMap((i) => (i.field ? [i.field] : [])) : undefined;
    }
    this.count(`${meant}: accepted`);
    if (opening) {
      one.id = performed.caseId;
      this.rename(one, performed.caseId);
      this.live.set(one.id, one);
      this.ids.push(one.id);
      if (tracker.procedure.version.includes('+')) this.count('opened under a later version');
    }
    const [record] = await this.records(one.id, performed.record.seq);
    if (!record || performed.record.seq !== tracker.state.seq + 1) {
      this.fault(one, [
        {
          kind: 'written',
          says: `${act}: accepted as number ${performed.record.seq}, the database has ${record?.seq}`,
        },
      ]);
      return undefined;
    }
    this.accept(one, { act, actor }, record);
    one.last = { act, input, actor, key, seq: record.seq };
    await this.look(one, false);
    return undefined;
  }

  /** The case has its id from the office: the book and the kernel's state take it. */
  private rename(one: Live, id: string): void {
    const { tracker } = one;
    tracker.state = { ...tracker.state, id };
    (tracker as { referee: Referee }).referee = new Referee(tracker.procedure, id);
  }

  /** An act that the database holds: lawful by the book, the same by the kernel told the same, and the state goes on from it. */
  private accept(one: Live, { act, actor }: { act: string; actor: Actor }, record: ActRecord): void {
    const { tracker } = one;
    const { calendar } = this.office;
    this.hash.update(`${one.n} ${act} ${record.at} accepted ${record.effects.phase}\n`);
    const asked = { act, actor, now: record.at, calendar };
    const faults: Fault[] = [];
    try {
      faults.push(...tracker.referee.accepted(asked, record));
    } catch (error) {
      if (tracker.whole || !(error instanceof DefinitionError))
        faults.push({ kind: 'referee', says: `${act}: ${String(error)}` });
    }
    tracker.take(record);
    faults.push(...tracker.clocks(record.at, calendar));
    this.fault(one, faults);
  }

  /** The case in the database: its acts folded are the state kept, its row and its clocks say what the book says. */
  private async look(one: Live, whole: boolean): Promise<void> {
    const { tracker } = one;
    const faults: Fault[] = [];
    const { referee } = tracker;
    const { rows } = await this.pool.query('select phase, version, seq from fadu.case_file where id = $1', [
      one.id,
    ]);
    const row = rows[0];
    if (row?.phase !== referee.page.phase || row?.seq !== referee.page.entries.length)
      faults.push({
        kind: 'row',
        says: `case_file says ${row?.phase}/${row?.seq}, the book ${referee.page.phase}/${referee.page.entries.length}`,
      });
    if (row?.version !== tracker.procedure.version)
      faults.push({
        kind: 'version',
        says: `the case began under ${tracker.procedure.version}, its row says ${row?.version}`,
      });
    if (whole) {
      const again = tracker.foldOf(await this.records(one.id, 1));
      if (stateText(again) !== stateText(tracker.state))
        faults.push({ kind: 'fold', says: 'the case read back is another one' });
    }
    const clocks = await this.pool.query<{ clock: string; state: string; due: string | null }>(
      'select clock, state, due::text from fadu.clock where case_id = $1',
      [one.id],
    );
    for (const [code, events] of Object.entries(referee.page.clocks)) {
      const def = tracker.procedure.clocks[code];
      const found = clocks.rows.find((r) => r.clock === code);
      if (!def) continue;
      const read = readClock(def, events, this.office.calendar, Date.parse(this.now));
      // What was stopped keeps the day it had; what runs follows the calendar.
      const over = read.state === 'stopped';
      const state = over ? 'stopped' : read.due === undefined ? 'paused' : 'running';
      if (found?.state !== state || (!over && (found.due ?? undefined) !== read.due))
        faults.push({
          kind: 'clock',
          says: `${code}: the database says ${found?.state} ${found?.due}, by hand ${state} ${read.due}`,
        });
    }
    this.fault(one, faults);
  }

  /** Figures of the city counted from its tables and from the book; duties in the record; numbers without gaps. */
  private async recount(): Promise<void> {
    const [first] = this.live.values();
    if (!first) return;
    const wrong = (kind: string, says: string) => this.fault(first, [{ kind, says }]);
    const pages = [...this.live.values()].map((l) => l.tracker);
    const { rows } = await this.pool.query<{ acts: string; cases: string; ended: string }>(
      'select (select count(*) from fadu.act) as acts, count(*) as cases, count(*) filter (where ended is not null) as ended from fadu.case_file',
    );
    const mine = [
      pages.reduce((n, t) => n + t.referee.page.entries.length, 0),
      pages.length,
      pages.filter((t) => t.referee.ended).length,
    ];
    const theirs = [rows[0]?.acts, rows[0]?.cases, rows[0]?.ended].map(Number);
    if (mine.join() !== theirs.join())
      wrong('figures', `acts, cases, ended: ${theirs} in the database, ${mine} in the book`);
    const gaps = await this.pool.query(
      `select s.series, s.organ, s.year, s.last, count(n.n) as n, max(n.n) as top from fadu.number_series s
       left join fadu.number n using (region, series, organ, year) group by s.region, s.series, s.organ, s.year, s.last
       having count(n.n) <> s.last or coalesce(max(n.n), 0) <> s.last`,
    );
    if (gaps.rows.length) wrong('numbers', `a series with gaps: ${JSON.stringify(gaps.rows[0])}`);
    // Every duty is in the record, with the day it is due today.
    for (const one of this.live.values()) {
      for (const [code, events] of Object.entries(one.tracker.referee.page.clocks)) {
        const def = one.tracker.procedure.clocks[code];
        if (def?.kind !== 'duty') continue;
        const read = readClock(def, events, this.office.calendar, Date.parse(this.now));
        const { rows: leaves } = await this.pool.query<{ due: string | null }>(
          `select body::jsonb ->> 'due' as due from fadu.leaf where kind = 'duty' and ref like $1 || '/%/' || $2 order by id desc limit 1`,
          [one.id, code],
        );
        if (leaves.length === 0)
          this.fault(one, [{ kind: 'duty', says: `${code} is a duty, and the record does not know of it` }]);
        else if (read.state === 'elapsed' || read.state === 'running') {
          this.count(read.late ? 'duties that ran out, in the record' : 'duties in the record');
          if (leaves[0]?.due !== read.due)
            this.fault(one, [
              { kind: 'duty', says: `${code} is due on ${read.due}, the record says ${leaves[0]?.due}` },
            ]);
        }
      }
    }
  }
}
