/** What every story is told with. */
import type { Calendar } from '@fadu/kernel';
import type { People } from '../people.ts';
import type { Random } from '../random.ts';

/** The people, the calendar that their acts follow, and a source of draws. */
export interface World {
  readonly people: People;
  readonly calendar: Calendar;
  readonly rng: Random;
  /** Whether cases of a procedure are told at all; a small city may leave some out. Default: all. */
  readonly tells?: (procedure: string) => boolean;
  /** A year of many cases: the lists and officers of all fields are needed. */
  readonly wide?: boolean;
}
