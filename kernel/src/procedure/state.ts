/** State of a case: always the fold of its recorded acts. Nothing here reads the definition. */
import type { Instant, Limit } from '../time/limit.ts';
import type { InstrumentEvent, RegisterChange } from './effects.ts';
import type { Answered } from './question.ts';

/** Who acted, as recorded with the act. */
export interface ActorRecord {
  readonly kind: 'person' | 'anonymous' | 'system';
  /** Account id; absent for anonymous and system. */
  readonly person?: string;
  readonly name: string;
  /** The post acted under. */
  readonly role?: string;
  readonly organ?: string;
}

/** A clock event as recorded: the length that applied is kept with it, so that a change of law never re-dates the past. */
export interface ClockEventRecord {
  readonly clock: string;
  readonly kind: 'start' | 'stop' | 'pause' | 'resume' | 'extend' | 'restart';
  readonly limit?: Limit;
  /** When it happened in law, where that is an earlier day than the recording. */
  readonly at?: Instant;
}

/** Everything an accepted act does, recorded with it: folding needs no code. */
export interface Effects {
  readonly phase: string;
  /** Set when the phase reached is an end. */
  readonly ended?: 'done' | 'stopped';
  /** Numbers (`seq`) of the acts that lost their force. */
  readonly voids: readonly number[];
  readonly clocks: readonly ClockEventRecord[];
  /** Relation → ids, replacing what was bound. */
  readonly binds: Readonly<Record<string, readonly string[]>>;
  /** Names of all conditions that hold after the act. */
  readonly conds: readonly string[];
  /** Where the laws' monitors stand after the act; a law that is not named stands at its start. */
  readonly watch: Readonly<Record<string, number>>;
  readonly papers: readonly string[];
  readonly numbers: readonly string[];
  readonly publishes: readonly string[];
  readonly entries: readonly RegisterChange[];
  /** What happened to texts of law; absent where nothing did. */
  readonly instrumentEvents?: readonly InstrumentEvent[];
  /** What the act asked and was told before the decision; absent when it asked nothing. */
  readonly answered?: readonly Answered[];
}

export interface ActRecord {
  readonly seq: number;
  readonly act: string;
  readonly at: Instant;
  readonly actor: ActorRecord;
  readonly input: Readonly<Record<string, unknown>>;
  readonly effects: Effects;
  /** Numbers drawn in the same transaction: series → number as printed. */
  readonly issued?: Readonly<Record<string, string>>;
}

export interface ClockEventAt extends ClockEventRecord {
  readonly at: Instant;
  readonly act: string;
}

export interface CaseState {
  readonly id: string;
  readonly procedure: string;
  readonly version: string;
  readonly phase: string;
  readonly ended?: 'done' | 'stopped';
  /** Number of acts folded so far. */
  readonly seq: number;
  readonly acts: readonly ActRecord[];
  /** Numbers of acts that are no longer in force. */
  readonly voided: ReadonlySet<number>;
  readonly bindings: Readonly<Record<string, readonly string[]>>;
  readonly clocks: Readonly<Record<string, readonly ClockEventAt[]>>;
  readonly conds: ReadonlySet<string>;
  readonly watch: Readonly<Record<string, number>>;
}

/** A case before its opening act. */
export const noCase = (id: string, procedure: string, version: string): CaseState => ({
  id,
  procedure,
  version,
  phase: '',
  seq: 0,
  acts: [],
  voided: new Set(),
  bindings: {},
  clocks: {},
  conds: new Set(),
  watch: {},
});

/** Add one recorded act to a state. */
export function apply(state: CaseState, record: ActRecord): CaseState {
  const { effects } = record;
  const clocks: Record<string, readonly ClockEventAt[]> = { ...state.clocks };
  for (const event of effects.clocks) {
    clocks[event.clock] = [
      ...(clocks[event.clock] ?? []),
      { ...event, at: event.at ?? record.at, act: record.act },
    ];
  }
  return {
    ...state,
    phase: effects.phase,
    ended: effects.ended,
    seq: record.seq,
    acts: [...state.acts, record],
    voided: effects.voids.length ? new Set([...state.voided, ...effects.voids]) : state.voided,
    bindings: { ...state.bindings, ...effects.binds },
    clocks,
    conds: new Set(effects.conds),
    watch: effects.watch,
  };
}

/** Fold a case from its recorded acts, in order. */
export const fold = (start: CaseState, records: readonly ActRecord[]): CaseState =>
  records.reduce(apply, start);

/** Reading a case's facts: what was entered by the acts in force. */
export class CaseView {
  readonly state: CaseState;
  constructor(state: CaseState) {
    this.state = state;
  }

  /** Acts of this kind in force, oldest first. */
  all(act: string): readonly ActRecord[] {
    return this.state.acts.filter((a) => a.act === act && !this.state.voided.has(a.seq));
  }

  /** The latest act of this kind in force. */
  last(act: string): ActRecord | undefined {
    return this.all(act).at(-1);
  }

  /** The value at `act.field` (deeper with more dots) of the latest act in force. */
  get(path: string): unknown {
    const [act = '', ...fields] = path.split('.');
    let value: unknown = this.last(act)?.input;
    for (const field of fields) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as Record<string, unknown>)[field];
    }
    return value;
  }

  /** The same, as text; empty when there is none. */
  text(path: string): string {
    const value = this.get(path);
    return value === undefined || value === null ? '' : String(value);
  }

  /** A number drawn by an act: `number('assign-number', 'document')`. */
  issued(act: string, series: string): string | undefined {
    return this.last(act)?.issued?.[series];
  }

  /** Ids bound to the case under a relation. */
  bound(relation: string): readonly string[] {
    return this.state.bindings[relation] ?? [];
  }
}
