/** Writing a story: a cursor in simulated time that keeps office hours, and the steps it yields. */
import {
  type Actor,
  addDays,
  type Calendar,
  type DateStr,
  dateOf,
  dayKind,
  type Instant,
  timeOfDay,
} from '@fadu/kernel';
import type { Office } from '@fadu/office/office';
import type { Random } from '../random.ts';

/** Numbers that a story has drawn so far: series → number as printed. */
export type Issued = (story: string) => Readonly<Record<string, string>>;

/** What is entered where it follows from numbers that other stories have drawn; asked when the step is due. */
export class Later {
  readonly make: (issued: Issued) => unknown;
  constructor(make: (issued: Issued) => unknown) {
    this.make = make;
  }
}

/** One act to be performed through the engine. */
export interface Step {
  readonly at: Instant;
  readonly act: string;
  readonly by: Actor;
  /** What is entered; a `Later` is asked when the step is due. */
  readonly input: unknown;
  /** Code of the refusal that must come; the story goes on as if the step had not been tried. */
  readonly refused?: string;
  /** What must be in place outside of any case, such as a committed list; done again on a second telling, to no effect. */
  readonly before?: (office: Office) => Promise<void>;
}

/** What the engine answered to the last step that was accepted. */
export interface Told {
  /** Number of that act on its case's time line. */
  readonly seq: number;
  readonly caseId: string;
}

/** A story's steps, in order of time. It must follow from its own draws and what it is told, nothing else. */
export type Script = Generator<Step, void, Told>;

/** A part of a script that answers with the last step's report. */
export type Part<T = Told> = Generator<Step, T, Told>;

/** One case from its opening on. */
export interface Story {
  /** Part of the idempotency keys, so never changed; visible ASCII. */
  readonly id: string;
  readonly procedure: string;
  readonly region: string;
  /** What it is meant to show, for the report of the seeding. */
  readonly about: string;
  /** Phase in which it ends once all of it has been told, and clocks that it leaves running have run out. */
  readonly ends: string;
  readonly tell: () => Script;
}

const OPENS = 8 * 60 + 40;
const CLOSES = 17 * 60 + 10;

/** Cursor in time with the draws of one story. */
export class Pen {
  readonly rng: Random;
  private readonly calendar: Calendar;
  private date: DateStr;
  private minute: number;
  private last: Instant;

  constructor(calendar: Calendar, rng: Random, start: DateStr) {
    this.calendar = calendar;
    this.rng = rng;
    this.date = start;
    this.minute = OPENS + rng.int(0, 80);
    this.toWorkday();
    this.last = clockTime(this.date, this.minute);
  }

  /** The day the cursor stands on. */
  get today(): DateStr {
    return this.date;
  }

  private works(date: DateStr): boolean {
    return dayKind(this.calendar, date).working;
  }

  private toWorkday(): void {
    while (!this.works(this.date)) this.go(1);
  }

  private go(days: number): void {
    this.date = addDays(this.date, days);
    this.minute = OPENS + this.rng.int(0, 80);
  }

  /** Go on by this many working days. */
  workdays(n: number): this {
    for (let left = n; left > 0; ) {
      this.go(1);
      if (this.works(this.date)) left--;
    }
    return this;
  }

  /** Go on by this many calendar days, then to the next working day. */
  days(n: number): this {
    if (n > 0) this.go(n);
    this.toWorkday();
    return this;
  }

  /** The day that is this many working days on; the cursor stays. */
  ahead(n: number): DateStr {
    let day = this.date;
    for (let left = n; left > 0; ) {
      day = addDays(day, 1);
      if (this.works(day)) left--;
    }
    return day;
  }

  /** Go to a day (never back), then to the next working day. */
  to(date: DateStr): this {
    if (date > this.date) {
      this.date = date;
      this.minute = OPENS + this.rng.int(0, 80);
    }
    this.toWorkday();
    return this;
  }

  /** The next moment in office hours. */
  at(): Instant {
    if (this.minute > CLOSES) this.workdays(1);
    const instant = clockTime(this.date, this.minute);
    this.minute += this.rng.int(4, 35);
    this.last = instant;
    return instant;
  }

  /** Do an act at the same moment as the last one in office hours: it draws nothing, so that the rest stays as it was. */
  *beside(by: Actor, act: string, input: unknown = {}): Part {
    return yield { at: this.last, act, by, input };
  }

  /** Do an act in office hours. */
  *do(by: Actor, act: string, input: unknown = {}): Part {
    return yield { at: this.at(), act, by, input };
  }

  /** Try an act that must be refused under this code. */
  *tryTo(refused: string, by: Actor, act: string, input: unknown = {}): Part {
    return yield { at: this.at(), act, by, input, refused };
  }

  /** Someone outside acts on any day, until late in the evening; the cursor moves to that day. */
  *outside(by: Actor, act: string, input: unknown, daysLater = 0): Part {
    if (daysLater > 0) {
      this.date = addDays(this.date, daysLater);
      this.minute = this.rng.int(7 * 60, 20 * 60);
    }
    const instant = clockTime(this.date, Math.min(this.minute, 22 * 60 + 50));
    this.minute += this.rng.int(4, 35);
    return yield { at: instant, act, by, input };
  }

  /** Return to office hours: the same day if it is one, else the next working day. */
  office(): this {
    if (!this.works(this.date) || this.minute > CLOSES) this.workdays(1);
    else if (this.minute < OPENS) this.minute = OPENS + this.rng.int(0, 60);
    return this;
  }
}

function clockTime(date: DateStr, minute: number): Instant {
  const two = (n: number) => String(n).padStart(2, '0');
  return timeOfDay(date, `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
}

/**
 * The date a story would reach an act on, without performing anything; undefined when it never does.
 * Used to place stories relative to a day: scripts depend on nothing but their draws.
 */
export function dateOfAct(script: Script, act: string): DateStr | undefined {
  let told: Told = { seq: 0, caseId: 'dry-run' };
  for (let next = script.next(); !next.done; next = script.next(told)) {
    if (next.value.act === act && !next.value.refused) return dateOf(next.value.at);
    if (!next.value.refused) told = { ...told, seq: told.seq + 1 };
  }
  return undefined;
}

/** First day for a story such that its act falls on `target`, or on the last possible day before it. */
export function startFor(
  make: (start: DateStr) => Script,
  act: string,
  target: DateStr,
  guess = 60,
): DateStr {
  let start = addDays(target, -guess);
  const reach = (from: DateStr) => {
    const on = dateOfAct(make(from), act);
    if (on === undefined) throw new RangeError(`the story never does ${act}`);
    return on;
  };
  for (let tries = 0; tries < 12; tries++) {
    const on = reach(start);
    if (on === target) return start;
    const off = Math.round((Date.parse(target) - Date.parse(on)) / 86_400_000);
    const moved = addDays(start, off);
    if (moved === start) break;
    start = moved;
  }
  // Weekends and holidays make some days unreachable: of the starts around, the one that comes nearest before it.
  let best: { start: DateStr; on: DateStr } | undefined;
  for (let shift = 12; shift >= -24; shift--) {
    const candidate = addDays(start, shift);
    const on = reach(candidate);
    if (on <= target && (!best || on > best.on)) best = { start: candidate, on };
  }
  if (!best) throw new RangeError(`no start brings ${act} before ${target}`);
  return best.start;
}

/** How a title tells one invented case from the others: 演示第7件, never the story's own name. */
export const numbered = (story: string): string => `演示第${Number(story.split('-').at(-1))}件`;
