/** How a duty stands against its days of a year: which event met which day. Pure. */
import type { DateStr } from '@fadu/kernel';

/** A published event under the duty. */
export interface HeldEvent {
  /** Id of its case. */
  readonly id: string;
  readonly heldOn: DateStr;
}

/** One day of a year by which the duty was to be done. */
export interface DueState {
  readonly day: DateStr;
  /** `met`: an event in time; `late`: one after the day; `missed`: the day is over and none; `open`: the day is to come. */
  readonly state: 'met' | 'late' | 'missed' | 'open';
  /** Event that answers the day. */
  readonly event?: string;
}

/**
 * The days of a year with what answers each: events in the order of time, one for one day (DESIGN: an event counts once,
 * for the earliest day that none has answered). `today`: days up to it that nothing answers are missed. `from`: first day
 * on which the duty was in the list; days before it are not due.
 */
export function dutyStanding(
  dueDays: readonly string[],
  events: readonly HeldEvent[],
  year: string,
  today: DateStr,
  from: DateStr,
): DueState[] {
  const left = events
    .filter((e) => e.heldOn.startsWith(`${year}-`))
    .sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : a.id < b.id ? -1 : 1));
  return dueDays
    .map((d) => `${year}-${d}`)
    .filter((day) => day >= from)
    .sort()
    .map((day): DueState => {
      const event = left.shift();
      if (event) return { day, state: event.heldOn <= day ? 'met' : 'late', event: event.id };
      return { day, state: day < today ? 'missed' : 'open' };
    });
}
