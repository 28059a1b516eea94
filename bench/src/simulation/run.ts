/**
 * The simulation: cases of all procedures over some years, in the order of time, with people who may and people who may
 * not, requests that come late, twice, out of order or with bad intent, notices that move holidays and laws that change.
 * Everything random follows from the seed; each case has a source of its own, so that others can be left out.
 */
import { createHash } from 'node:crypto';
import { type Random, random } from '@fadu/city/random';
import {
  type Actor,
  addDays,
  type CaseFacts,
  CaseView,
  dateOf,
  type Instant,
  type Procedure,
  questionsOf,
  SYSTEM,
  timeOfDay,
} from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import { answersTo, type Memory } from './answers.ts';
import { corrected, entered, hostile, type Known } from './inputs.ts';
import { readClock } from './naive-time.ts';
import { candidates, knownFor, stranger } from './people.ts';
import { Queue } from './queue.ts';
import type { Fault } from './referee.ts';
import { type Engine, type Request, Tracker } from './tracker.ts';
import { type Mode, variant } from './variants.ts';
import { calendarAt, FIRST_DAY, type Notice, noticesOf, versionOn, versionsOf } from './world.ts';

/** What a run is given. */
export interface RunOptions {
  readonly seed: string;
  readonly cases: number;
  readonly years: number;
  /** Only these cases, by their numbers; the others are left out. */
  readonly only?: readonly number[];
  /** Only these procedures. */
  readonly procedures?: readonly Procedure[];
  /** Requests that a case gets at most. */
  readonly most?: number;
  /** What is put to the test; the kernel unless a test plants a fault. */
  readonly engine?: Engine;
  /** Stop after so many cases with faults. */
  readonly faultsAtMost?: number;
  readonly progress?: (done: number, of: number) => void;
}

/** A fault with where it was found. */
export interface Found extends Fault {
  readonly case: number;
  readonly procedure: string;
  readonly mode: Mode;
  /** The requests of the case up to the fault. */
  readonly requests: readonly Request[];
  readonly version: string;
}

/** What came of a run. */
export interface RunResult {
  readonly digest: string;
  readonly faults: readonly Found[];
  readonly counts: Readonly<Record<string, number>>;
  /** Acts accepted at least once, as `procedure.act`, by mode. */
  readonly reached: Readonly<Record<Mode, ReadonlySet<string>>>;
  /** Laws that refused at least once, as `procedure.law`. */
  readonly lawsHit: ReadonlySet<string>;
}

interface Live {
  readonly n: number;
  readonly mode: Mode;
  readonly rnd: Random;
  readonly tracker: Tracker;
  readonly requests: Request[];
  /** Clock runs whose expiry was carried out. */
  readonly expired: Set<string>;
  readonly until: number;
  last?: Request;
}

/** The definition under which a case runs; the same for the same seed and number. */
export function definitionFor(
  seed: string,
  n: number,
  versions: readonly Procedure[],
  today: string,
  mode: Mode,
): Procedure {
  return variant(versionOn(versions, today), mode, random(`${seed}/weak/${n}`));
}

/** Run a simulation. Pure: the same options give the same result. */
export function simulate(options: RunOptions): RunResult {
  return new Simulation(options).run();
}

class Simulation {
  private readonly options: RunOptions;
  private readonly notices: readonly Notice[];
  private readonly versions = new Map<string, readonly Procedure[]>();
  private readonly live = new Map<string, Live>();
  private readonly ids: string[] = [];
  private readonly memory: Memory;
  private readonly series = new Map<string, number>();
  private readonly hash = createHash('sha256');
  private readonly counts: Record<string, number> = {};
  private readonly faults: Found[] = [];
  private readonly reached = { whole: new Set<string>(), flow: new Set<string>(), weak: new Set<string>() };
  private readonly lawsHit = new Set<string>();
  /** Kept figures, counted as acts are accepted; recounted at the end. */
  private readonly figures = { ended: 0, acts: 0 };

  constructor(options: RunOptions) {
    this.options = options;
    this.notices = noticesOf(options.seed, options.years);
    this.memory = {
      seed: options.seed,
      years: options.years,
      entries: new Map(),
      case: (id, facts) => this.caseFacts(id, facts),
    };
  }

  run(): RunResult {
    const { seed, cases, years } = this.options;
    const defs = this.options.procedures ?? procedures;
    const end = Date.parse(timeOfDay(addDays(FIRST_DAY, years * 365), '00:00'));
    const begin = Date.parse(timeOfDay(FIRST_DAY, '08:00'));
    for (const p of defs) this.versions.set(p.code, versionsOf(seed, p, years));
    const queue = new Queue();
    const only = this.options.only && new Set(this.options.only);
    for (let n = 0; n < cases; n++) {
      if (only && !only.has(n)) continue;
      const rnd = random(`${seed}/case/${n}`);
      const procedure = defs[n % defs.length] as Procedure;
      const mode: Mode = rnd.chance(0.5) ? 'whole' : rnd.chance(0.6) ? 'flow' : 'weak';
      queue.push(begin + Math.floor(rnd.next() * (end - begin) * 0.95), n, { rnd, procedure, mode });
    }
    let done = 0;
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (next.at >= end) continue;
      if (this.faults.length >= (this.options.faultsAtMost ?? 200)) break;
      const at = new Date(next.at).toISOString();
      const id = `220200-${next.n.toString(16).padStart(24, '0')}`;
      let one = this.live.get(id);
      if (!one) {
        const versions = this.versions.get(next.start.procedure.code) as readonly Procedure[];
        const definition = definitionFor(seed, next.n, versions, dateOf(at), next.start.mode);
        one = {
          n: next.n,
          mode: next.start.mode,
          rnd: next.start.rnd,
          tracker: new Tracker(definition, id, next.start.mode === 'whole', this.options.engine),
          requests: [],
          expired: new Set(),
          until: this.options.most ?? 160,
        };
        this.live.set(id, one);
        this.ids.push(id);
      }
      const wasOver = one.tracker.referee.ended;
      const failed = this.visit(one, at);
      // An end is an end: some cases are asked for more after it.
      if (!failed && !wasOver && one.tracker.referee.ended && one.rnd.chance(0.5)) {
        queue.push(this.nextVisit(one, next.at), next.n, next.start);
        continue;
      }
      if (failed || one.tracker.referee.ended || one.requests.length >= one.until) {
        if (!failed) this.found(one, one.tracker.reread());
        this.count(one.tracker.referee.ended ? 'cases ended' : 'cases left');
        done++;
        if (done % 500 === 0) this.options.progress?.(done, cases);
        // What other cases may ask of it stays; what only a replay needs goes.
        if (!failed) one.requests.length = 0;
        continue;
      }
      queue.push(this.nextVisit(one, next.at), next.n, next.start);
    }
    this.recount(new Date(end).toISOString());
    return {
      digest: this.hash.digest('hex'),
      faults: this.faults,
      counts: this.counts,
      reached: this.reached,
      lawsHit: this.lawsHit,
    };
  }

  private count(what: string, n = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + n;
  }

  /** Keep the faults of a case; true when there are any. */
  private found(one: Live, faults: readonly Fault[]): boolean {
    for (const fault of faults)
      this.faults.push({
        ...fault,
        case: one.n,
        procedure: one.tracker.procedure.code,
        version: one.tracker.procedure.version,
        mode: one.mode,
        requests: [...one.requests],
      });
    return faults.length > 0;
  }

  /** One look at a case: what ran out is carried out, then somebody asks for something. True when a fault was found. */
  private visit(one: Live, at: Instant): boolean {
    const calendar = calendarAt(this.notices, at);
    const { tracker, rnd } = one;
    // Between two looks a notice may have moved days: everything is read anew.
    if (this.found(one, tracker.clocks(at, calendar))) return true;
    for (const [code, def] of Object.entries(tracker.procedure.clocks)) {
      if (!def.onExpiry || tracker.referee.ended) continue;
      const events = tracker.referee.page.clocks[code] ?? [];
      const read = readClock(def, events, calendar, Date.parse(at));
      const start = events.findLast((e) => e.kind === 'start' || e.kind === 'restart');
      const key = `${code}/${start?.at}`;
      if (read.state !== 'elapsed' || one.expired.has(key) || rnd.chance(0.1)) continue;
      one.expired.add(key);
      if (this.request(one, { meant: 'expiry', act: def.onExpiry, input: {}, actor: SYSTEM, at }))
        return true;
    }
    if (tracker.referee.ended) return this.outOfOrder(one, at);
    const roll = rnd.next();
    if (roll < 0.62 || (tracker.state.seq === 0 && roll < 0.8)) return this.forward(one, at);
    if (roll < 0.72 || tracker.state.seq === 0) return this.byStranger(one, at);
    if (roll < 0.82) return this.outOfOrder(one, at);
    if (roll < 0.92) return this.withBadIntent(one, at);
    return this.again(one, at);
  }

  /** What could be entered now by this actor. */
  private known(one: Live, at: Instant, act: string, actor: Actor): Known {
    return knownFor(one.tracker, one.rnd, dateOf(at), act, actor, this.ids);
  }

  /** Somebody who may does something that may be done; what is refused is corrected and sent again. */
  private forward(one: Live, at: Instant): boolean {
    const { tracker, rnd } = one;
    const calendar = calendarAt(this.notices, at);
    const choices = candidates(tracker, rnd, at, calendar);
    const chosen = choices.length ? rnd.pick(choices) : undefined;
    if (!chosen) {
      this.count('waits');
      return this.outOfOrder(one, at);
    }
    const { act, actor } = chosen;
    const form = tracker.procedure.acts[act]?.form;
    const known = this.known(one, at, act, actor);
    let input: Record<string, unknown> = entered(form, known);
    let best = Number.POSITIVE_INFINITY;
    let meant = 'forward';
    const seq = tracker.state.seq;
    let base = input;
    for (let tries = 0; tries < (one.mode === 'whole' ? 14 : 6); tries++) {
      if (this.request(one, { meant, act, input, actor, at }, known)) return true;
      if (tracker.state.seq > seq || !form) return false;
      const { refusals, fields } = this.lastSaid;
      if (refusals <= best) {
        best = refusals;
        base = input;
      }
      input = corrected(form, base, fields, known);
      meant = 'correction';
    }
    return false;
  }

  private lastSaid: { refusals: number; fields: readonly string[] } = { refusals: 0, fields: [] };

  private byStranger(one: Live, at: Instant): boolean {
    const choices = candidates(one.tracker, one.rnd, at, calendarAt(this.notices, at));
    const act = choices.length
      ? one.rnd.pick(choices).act
      : one.rnd.pick(Object.keys(one.tracker.procedure.acts));
    return this.try(one, at, 'stranger', act, stranger(one.tracker.procedure, one.rnd, act));
  }

  private outOfOrder(one: Live, at: Instant): boolean {
    const { rnd } = one;
    const act = rnd.chance(0.02) ? 'no-such-act' : rnd.pick(Object.keys(one.tracker.procedure.acts));
    const fits = candidates(one.tracker, rnd, at, calendarAt(this.notices, at), act)[0]?.actor;
    return this.try(one, at, 'out-of-order', act, fits ?? stranger(one.tracker.procedure, rnd, act));
  }

  private withBadIntent(one: Live, at: Instant): boolean {
    const { rnd, tracker } = one;
    const choices = candidates(tracker, rnd, at, calendarAt(this.notices, at));
    const chosen = choices.length ? rnd.pick(choices) : undefined;
    if (!chosen) return this.outOfOrder(one, at);
    const form = tracker.procedure.acts[chosen.act]?.form;
    const known = this.known(one, at, chosen.act, chosen.actor);
    const input = hostile(form, entered(form, known), rnd);
    return this.request(one, { meant: 'hostile', act: chosen.act, input, actor: chosen.actor, at }, known);
  }

  private again(one: Live, at: Instant): boolean {
    if (!one.last) return this.forward(one, at);
    return this.request(
      one,
      { ...one.last, meant: 'twice', at },
      this.known(one, at, one.last.act, one.last.actor),
    );
  }

  private try(one: Live, at: Instant, meant: string, act: string, actor: Actor): boolean {
    const known = this.known(one, at, act, actor);
    const input = entered(one.tracker.procedure.acts[act]?.form, known);
    return this.request(one, { meant, act, input, actor, at }, known);
  }

  /** Make one request; true when something is not as it should be. */
  private request(one: Live, bare: Request, known?: Known): boolean {
    const { tracker } = one;
    const calendar = calendarAt(this.notices, bare.at);
    let faults: readonly Fault[] = [];
    let request = bare;
    try {
      const asked = known && one.mode === 'whole' ? this.answers(tracker, bare, known) : [];
      request = { ...bare, ...(asked.length && { answered: asked }) };
    } catch (error) {
      faults = [
        { kind: 'threw', says: `${bare.act} (${bare.meant}): asking: ${String(error).split('\n')[0]}` },
      ];
    }
    one.requests.push(request);
    if (this.found(one, faults)) return true;
    const seq = tracker.state.seq;
    const kept = tracker.state;
    const outcome = tracker.ask(request, calendar, (series) => this.number(series, request.at));
    this.count(`${request.meant}: ${outcome.result}`);
    this.lastSaid = { refusals: outcome.codes.length, fields: outcome.fields };
    this.hash.update(
      `${one.n} ${request.act} ${request.at} ${outcome.result} ${outcome.codes} ${tracker.state.phase}\n`,
    );
    for (const code of outcome.codes)
      if (code.includes('.law.')) {
        this.lawsHit.add(code);
        this.count('refused by a law');
      }
    if (outcome.result === 'accepted') {
      one.last = request;
      const record = tracker.state.acts.at(-1);
      this.hash.update(JSON.stringify(record));
      this.reached[one.mode].add(`${tracker.procedure.code}.${request.act}`);
      this.figures.acts++;
      if (tracker.state.ended) this.figures.ended++;
      for (const e of record?.effects.entries ?? []) {
        const key = `${e.register}/${e.code}`;
        const version = (this.memory.entries.get(key)?.version ?? 0) + 1;
        this.memory.entries.set(key, { region: '220200', ...e, version });
        this.count('entries of registers');
      }
    } else if (tracker.state !== kept || tracker.state.seq !== seq)
      return this.found(one, [{ kind: 'changed', says: `${request.act}: refused, yet the case is another` }]);
    return this.found(one, outcome.faults);
  }

  /** What the act asks, answered; as in the office nothing is looked up where the act is out of place. */
  private answers(tracker: Tracker, request: Request, known: Known) {
    const calendar = calendarAt(this.notices, request.at);
    if (tracker.referee.against({ ...request, now: request.at, calendar }).length > 0) return [];
    const questions = questionsOf(tracker.procedure, tracker.state, request.act, request.input, request.at);
    if (questions.length) this.count('questions', questions.length);
    return answersTo(this.memory, questions, known);
  }

  private number(series: string, at: Instant): string {
    const key = `${series}/${at.slice(0, 4)}`;
    const n = (this.series.get(key) ?? 0) + 1;
    this.series.set(key, n);
    return `${series}〔${at.slice(0, 4)}〕${n}号`;
  }

  private caseFacts(id: string, paths: readonly string[]): CaseFacts | null {
    const one = this.live.get(id);
    if (!one || one.tracker.state.seq === 0) return null;
    const { state, procedure } = one.tracker;
    const view = new CaseView(state);
    const done: Record<string, string> = {};
    for (const a of state.acts) if (!state.voided.has(a.seq)) done[a.act] = dateOf(a.at);
    const facts: Record<string, unknown> = {};
    for (const path of paths) if (view.get(path) !== undefined) facts[path] = view.get(path);
    return {
      id,
      procedure: procedure.code,
      title: procedure.title,
      phase: state.phase,
      ...(state.ended && { ended: state.ended }),
      owner: state.bindings[procedure.owner]?.[0] ?? '',
      facts,
      conds: [...state.conds],
      done,
      numbers: {},
    };
  }

  /** When the case is looked at next: soon, after days, after months, or exactly on the edge of a clock's last day. */
  private nextVisit(one: Live, now: number): number {
    const { rnd, tracker } = one;
    const calendar = calendarAt(this.notices, new Date(now).toISOString());
    const minutes = (n: number) => now + n * 60_000;
    if (rnd.chance(0.3)) {
      const dues = Object.entries(tracker.referee.page.clocks).flatMap(([code, events]) => {
        const def = tracker.procedure.clocks[code];
        const read = def && readClock(def, events, calendar, now);
        return read?.state === 'running' && read.dueMs !== undefined && read.dueMs > now ? [read.dueMs] : [];
      });
      if (dues.length) {
        this.count('visits on the edge of a last day');
        return Math.max(now + 1, rnd.pick(dues) + rnd.pick([-1, 0, 1, 1, 60_000]));
      }
    }
    const roll = rnd.next();
    if (roll < 0.45) return minutes(rnd.int(1, 240));
    if (roll < 0.8) return minutes(rnd.int(1, 6) * 1440 + rnd.int(0, 600));
    if (roll < 0.95) return minutes(rnd.int(7, 40) * 1440);
    return minutes(rnd.int(60, 300) * 1440);
  }

  /** Figures kept on the way and counted from the record are the same; every open clock is read once more. */
  private recount(at: Instant): void {
    const calendar = calendarAt(this.notices, at);
    let acts = 0;
    let ended = 0;
    let late = 0;
    let lateByHand = 0;
    for (const one of this.live.values()) {
      const { tracker } = one;
      this.found(one, tracker.clocks(at, calendar));
      acts += tracker.referee.page.entries.length;
      if (tracker.referee.ended) ended++;
      for (const [code, def] of Object.entries(tracker.procedure.clocks)) {
        if (def.kind !== 'duty') continue;
        const events = tracker.referee.page.clocks[code];
        if (events && readClock(def, events, calendar, Date.parse(at)).late) lateByHand++;
        if (tracker.lateOf(code, at, calendar)) late++;
      }
    }
    this.count('duties late at the end', late);
    const same = acts === this.figures.acts && ended === this.figures.ended && late === lateByHand;
    const [first] = this.live.values();
    if (!same && first)
      this.found(first, [
        {
          kind: 'figures',
          says: `kept ${this.figures.acts} acts, ${this.figures.ended} ended, ${late} late; counted ${acts}, ${ended}, ${lateByHand}`,
        },
      ]);
    this.hash.update(JSON.stringify([acts, ended, late]));
  }
}
