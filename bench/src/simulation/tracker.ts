/** One case in the kernel and in the referee's book at once: every request goes to both, and what they say is compared. */
import {
  type Actor,
  type ActRecord,
  type Answered,
  type Calendar,
  type CaseState,
  clockDue,
  clockOf,
  clockSpec,
  DefinitionError,
  decide,
  fold,
  type Instant,
  type Moment,
  noCase,
  type Procedure,
  strictForm,
} from '@fadu/kernel';
import { readClock } from './naive-time.ts';
import { type Asked, type Fault, fitting, Referee } from './referee.ts';
import { organ, organsOf } from './world.ts';

/** What is put to the test: the kernel, or in a test one with a fault planted in it. */
export interface Engine {
  readonly decide: typeof decide;
  readonly clockOf: typeof clockOf;
  readonly clockDue: typeof clockDue;
  readonly fold: typeof fold;
}
export const KERNEL: Engine = { decide, clockOf, clockDue, fold };

/** One request, with everything needed to make it again. */
export interface Request {
  /** What the simulation meant by it: forward, stranger, out-of-order, hostile, twice, expiry, correction. */
  readonly meant: string;
  readonly act: string;
  readonly input: unknown;
  readonly actor: Actor;
  readonly at: Instant;
  readonly answered?: readonly Answered[];
}

/** How a request ended. */
export interface Outcome {
  readonly result: 'accepted' | 'refused' | 'threw';
  readonly codes: readonly string[];
  readonly fields: readonly string[];
  readonly faults: readonly Fault[];
}

/** Nobody may change what is handed in: an attempt throws. */
export function frozen<T>(value: T, seen = new Set<object>()): T {
  if (typeof value !== 'object' || value === null || seen.has(value)) return value;
  seen.add(value);
  if (value instanceof Set || value instanceof Map) return value;
  for (const part of Object.values(value)) frozen(part, seen);
  return Object.freeze(value);
}

/** A state as text, the same for the same state: how states are compared. */
export function stateText(state: CaseState): string {
  const sort = (value: unknown): unknown =>
    value instanceof Set
      ? [...value].sort()
      : Array.isArray(value)
        ? value.map(sort)
        : value && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .filter(([, v]) => v !== undefined)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([k, v]) => [k, sort(v)]),
            )
          : value;
  return JSON.stringify(sort(state));
}

/** What a fault of a thrown error says: its kind and first line. */
const thrown = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);

/** A case under both eyes. */
export class Tracker {
  readonly procedure: Procedure;
  readonly referee: Referee;
  /** The definition is whole: nothing was taken out of it, so no error may come out of it. */
  readonly whole: boolean;
  private readonly engine: Engine;
  state: CaseState;

  constructor(procedure: Procedure, id: string, whole: boolean, engine: Engine = KERNEL) {
    this.engine = engine;
    this.procedure = procedure;
    this.referee = new Referee(procedure, id);
    this.whole = whole;
    this.state = noCase(id, procedure.code, procedure.version);
  }

  /** Make a request of both and compare. `numbers` draws a number of a series. */
  ask(request: Request, calendar: Calendar, number: (series: string) => string): Outcome {
    const { act, actor, at, input } = request;
    const asked: Asked = { act, actor, now: at, calendar };
    const moment: Moment = {
      now: at,
      calendar,
      organ,
      organsOf,
      ...(request.answered?.length && { answered: request.answered }),
    };
    const before = this.state;
    let decision: ReturnType<typeof decide>;
    try {
      decision = this.engine.decide(this.procedure, before, act, frozen(input), actor, moment);
    } catch (error) {
      const says = `${act} (${request.meant}): ${thrown(error)}`;
      // What was taken out of a weakened definition may be missed; in a whole one nothing may throw.
      const excused = !this.whole && !(error instanceof RangeError && /stack/.test(error.message));
      return {
        result: 'threw',
        codes: [error instanceof DefinitionError ? 'definition' : (error as Error).name],
        fields: [],
        faults: excused ? [] : [{ kind: 'threw', says }],
      };
    }
    if (!decision.ok) {
      const codes = decision.refusals.map((r) => r.code);
      const laws = codes.filter((c) => c.startsWith(`${this.procedure.code}.law.`));
      let faults: Fault[];
      try {
        faults = laws.length === 0 ? this.referee.refused(asked, decision) : this.byLaw(asked, input, laws);
      } catch (error) {
        faults = this.whole ? [{ kind: 'referee', says: `${act}: ${thrown(error)}` }] : [];
      }
      const fields = decision.refusals.flatMap((r) => (r.field ? [r.field] : []));
      return { result: 'refused', codes, fields, faults };
    }
    const issued = decision.record.effects.numbers.length
      ? Object.fromEntries(decision.record.effects.numbers.map((s) => [s, number(s)]))
      : undefined;
    const record = frozen({ ...decision.record, ...(issued && { issued }) });
    const faults: Fault[] = [];
    try {
      faults.push(...this.referee.accepted(asked, record));
    } catch (error) {
      faults.push({ kind: 'referee', says: `${act}: ${thrown(error)}` });
    }
    this.state = this.engine.fold(before, [record]);
    faults.push(...this.clocks(at, calendar));
    return { result: 'accepted', codes: [], fields: [], faults };
  }

  /** Go on from an act that is recorded already. */
  take(record: ActRecord): void {
    this.state = this.engine.fold(this.state, [record]);
  }

  /** The state that these acts leave. */
  foldOf(records: readonly ActRecord[]): CaseState {
    return this.engine.fold(noCase(this.state.id, this.procedure.code, this.procedure.version), records);
  }

  private byLaw(asked: Asked, input: unknown, laws: readonly string[]): Fault[] {
    const def = this.procedure.acts[asked.act];
    const parsed = def?.form
      ? strictForm(def.form).safeParse(input ?? {})
      : { success: true as const, data: {} };
    if (!def || !parsed.success)
      return [{ kind: 'law', says: `${asked.act}: a law judged input that does not fit the form` }];
    const post = fitting(def, this.referee.page, asked.actor)?.post;
    const { actor } = asked;
    const record = {
      input: parsed.data as Record<string, unknown>,
      actor: {
        kind: actor.kind,
        name: actor.name,
        ...(actor.person && { person: actor.person }),
        ...(post && { role: post.role, organ: post.organ }),
      },
      effects: { binds: {} } as never,
    };
    const prefix = `${this.procedure.code}.law.`;
    return this.referee.refusedByLaw(
      asked,
      record,
      laws.map((c) => c.slice(prefix.length)),
    );
  }

  /** Every clock read both ways at a moment, and again at the edges of its last day. */
  clocks(at: Instant, calendar: Calendar): Fault[] {
    const faults: Fault[] = [];
    const now = Date.parse(at);
    for (const [code, events] of Object.entries(this.state.clocks)) {
      const def = this.procedure.clocks[code];
      if (!def) continue;
      const mine = readClock(def, this.referee.page.clocks[code] ?? [], calendar, now);
      const edges = mine.dueMs === undefined || mine.state === 'stopped' ? [] : [mine.dueMs, mine.dueMs + 1];
      for (const ms of [now, ...edges.filter((e) => e > now)]) {
        const moment = { now: new Date(ms).toISOString(), calendar };
        const theirs = this.engine.clockOf(this.procedure, this.state, code, moment);
        const read = ms === now ? mine : readClock(def, this.referee.page.clocks[code] ?? [], calendar, ms);
        const state = theirs.state === 'expired' ? 'elapsed' : theirs.state;
        if (state !== read.state || theirs.due !== read.due || theirs.late !== read.late)
          faults.push({
            kind: 'due',
            says: `${code} at ${moment.now}: ${state} ${theirs.due} ${theirs.late ? 'late' : ''}, by hand ${read.state} ${read.due} ${read.late ? 'late' : ''}; events ${JSON.stringify(events)}`,
          });
      }
      const fast = this.engine.clockDue(clockSpec(this.procedure, code), events, calendar);
      if (fast?.due !== mine.due)
        faults.push({ kind: 'due', says: `${code}: fast ${fast?.due}, by hand ${mine.due}` });
    }
    return faults;
  }

  /** Whether a duty is late, as the kernel reads it. */
  lateOf(code: string, at: Instant, calendar: Calendar): boolean {
    return (
      this.state.clocks[code] !== undefined &&
      this.engine.clockOf(this.procedure, this.state, code, { now: at, calendar }).late
    );
  }

  /** The case written out, read back and folded is the state kept. */
  reread(): Fault[] {
    const text = JSON.stringify(this.state.acts);
    const again = this.engine.fold(
      noCase(this.state.id, this.procedure.code, this.procedure.version),
      JSON.parse(text),
    );
    return stateText(again) === stateText(this.state)
      ? []
      : [{ kind: 'fold', says: 'the case read back is another one' }];
  }
}
