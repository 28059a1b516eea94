/** A folded case as rules see it. Pure. */
import {
  type Calendar,
  type CaseState,
  CaseView,
  type ClockEvent,
  clockDue,
  clockSpec,
  dateOf,
  foldClock,
  type Instant,
  type OrganFacts,
  type Procedure,
} from '@fadu/kernel';
import type { CaseRecord, ClockRunFacts } from './model.ts';

/** What the office supplies beside the case. */
export interface Around {
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly organ: (id: string) => OrganFacts | undefined;
  readonly certificate: CaseRecord['certificate'];
}

/** Split a clock's events into runs: each start or restart begins one, and ends the one before. */
function segments(events: readonly ClockEvent[]): ClockEvent[][] {
  const out: ClockEvent[][] = [];
  for (const event of events) {
    const last = out.at(-1);
    const idle = last === undefined || last.at(-1)?.kind === 'stop';
    const begins = event.kind === 'restart' || (event.kind === 'start' && idle);
    if (begins && last && !idle) last.push({ ...event, kind: 'stop' });
    if (begins) out.push([event]);
    else last?.push(event);
  }
  return out;
}

function runOf(
  procedure: Procedure,
  clock: string,
  events: readonly ClockEvent[],
  run: number,
  { now, calendar }: Pick<Around, 'now' | 'calendar'>,
): ClockRunFacts {
  const spec = clockSpec(procedure, clock);
  const { stoppedAt } = foldClock(spec, events);
  const end = clockDue(spec, events, calendar);
  const past = (at: Instant) => end !== undefined && Date.parse(at) > Date.parse(end.dueAt);
  const late = past(stoppedAt ?? now);
  return {
    run,
    state: stoppedAt ? 'stopped' : end === undefined ? 'paused' : late ? 'expired' : 'running',
    late,
    ...(end && { due: end.due }),
    ...(stoppedAt && { stoppedAt }),
  };
}

/** Make the record that rules read. */
export function caseRecord(procedure: Procedure, state: CaseState, around: Around): CaseRecord {
  const view = new CaseView(state);
  const known = new Map<string, readonly ClockRunFacts[]>();
  return {
    view,
    procedure,
    owner: view.bound(procedure.owner)[0] ?? '',
    today: dateOf(around.now),
    now: around.now,
    calendar: around.calendar,
    organ: around.organ,
    certificate: around.certificate,
    runs: (clock) => {
      const before = known.get(clock);
      if (before) return before;
      const events = (state.clocks[clock] ?? []) as readonly ClockEvent[];
      const made = procedure.clocks[clock]
        ? segments(events).map((s, i) => runOf(procedure, clock, s, i + 1, around))
        : [];
      known.set(clock, made);
      return made;
    },
  };
}
