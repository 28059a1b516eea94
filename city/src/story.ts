/**
 * Telling the stories: day by day in simulated time, every act a real one through the engine, one after the other: what
 * an act is told of other cases and registers, and the numbers it draws, must not depend on which was quicker.
 */
import { addDays, type DateStr, dateOf, type Instant, timeOfDay } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { runExpiry } from '@fadu/office/jobs/expiry';
import type { Office } from '@fadu/office/office';
import { Problem } from '@fadu/office/problem';
import { type Issued, Later, type Script, type Step, type Story, type Told } from './stories/pen.ts';

/** An attempt that the engine refused, as the story meant it to. */
export interface RefusalLog {
  readonly story: string;
  readonly caseId: string;
  readonly at: Instant;
  readonly act: string;
  readonly person: string;
  readonly code: string;
  readonly say: string;
}

/** What telling the stories came to. */
export interface StoryReport {
  readonly cases: number;
  readonly acts: number;
  readonly refusals: readonly RefusalLog[];
  /** Acts that the system did by itself when clocks ran out. */
  readonly expired: number;
  /** Stories that went on to their end before `until`, by id. */
  readonly finished: Readonly<Record<string, string>>;
}

/** How the stories are told. */
export interface TellOptions {
  /** First simulated day. */
  readonly from: DateStr;
  /** Nothing later than this is done. */
  readonly until: Instant;
  /** Moves the office's simulated clock. */
  readonly setNow: (now: Instant) => void;
  /** Story id → highest step that an interrupted telling has on record. */
  readonly done?: ReadonlyMap<string, number>;
  /** Told of each refusal as it happens, with its step, so that it outlives an interruption. */
  readonly onRefusal?: (refusal: RefusalLog, step: number) => Promise<void>;
  readonly onProgress?: (day: DateStr, acts: number) => void;
}

/** A step was refused that should not have been, or accepted that should have been refused. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

/** Idempotency key of a story's step. */
export const stepKey = (story: string, n: number): string => `seed:${story}:${n}`;

interface Teller {
  readonly story: Story;
  readonly script: Script;
  next: Step;
  told: Told;
  n: number;
}

/** Order of telling: by time, then by story, so that every act finds the same city before it whatever machine tells it. */
const comesBefore = (a: Teller, b: Teller): boolean =>
  a.next.at === b.next.at ? a.story.id < b.story.id : a.next.at < b.next.at;

/** Tellers by the order of their next steps: a binary heap. */
class Queue {
  private readonly heap: Teller[] = [];

  constructor(tellers: readonly Teller[]) {
    for (const t of tellers) this.add(t);
  }

  get first(): Teller | undefined {
    return this.heap[0];
  }

  add(teller: Teller): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(teller);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.swap(at, up)) return;
      at = up;
    }
  }

  shift(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      const [a, b] = [heap[left], heap[right]];
      const down = a && b && comesBefore(b, a) ? right : left;
      if (!a || !this.swap(down, at)) return;
      at = down;
    }
  }

  /** Exchange two if the lower comes before the upper. */
  private swap(lower: number, upper: number): boolean {
    const [low, up] = [this.heap[lower], this.heap[upper]] as [Teller, Teller];
    if (!comesBefore(low, up)) return false;
    this.heap[lower] = up;
    this.heap[upper] = low;
    return true;
  }
}

/** Tell all stories from `from` to `until`. @throws StoryError when the engine answers otherwise than the story says */
export async function tellStories(
  office: Office,
  stories: readonly Story[],
  options: TellOptions,
): Promise<StoryReport> {
  const refusals: RefusalLog[] = [];
  const finished: Record<string, string> = {};
  const drawn = new Map<string, Record<string, string>>();
  const issued: Issued = (story) => drawn.get(story) ?? {};
  let acts = 0;
  let cases = 0;
  let expired = 0;
  const tellers = stories.flatMap((story): Teller[] => {
    const script = story.tell();
    const first = script.next();
    const told = { seq: 0, caseId: '' };
    return first.done ? [] : [{ story, script, next: first.value, told, n: 0 }];
  });

  const perform = async (t: Teller): Promise<boolean> => {
    const step = t.next;
    t.n++;
    const recorded = options.done?.get(t.story.id) ?? 0;
    // An attempt that was refused leaves nothing: it is over when a later step of its story is on record.
    const skip = step.refused !== undefined && recorded > t.n;
    const answer = skip ? null : await attempt(office, t, step, issued);
    if (step.refused === undefined) {
      if (answer instanceof Problem || !answer)
        throw new StoryError(
          `${t.story.id} step ${t.n} ${step.act} (${step.at}): ${answer ? JSON.stringify(answer.toJSON()) : 'no answer'}`,
        );
      acts++;
      if (t.told.caseId === '') cases++;
      t.told = { seq: answer.seq, caseId: answer.caseId };
      if (answer.issued) drawn.set(t.story.id, { ...issued(t.story.id), ...answer.issued });
    } else if (answer) {
      if (!(answer instanceof Problem))
        throw new StoryError(
          `${t.story.id} step ${t.n} ${step.act} was accepted and should have been refused as ${step.refused}`,
        );
      const item = answer.items.find((i) => i.code === step.refused);
      if (!item && answer.code !== step.refused)
        throw new StoryError(
          `${t.story.id} step ${t.n} ${step.act}: refused as ${answer.items.map((i) => i.code).join(', ') || answer.code}, not as ${step.refused}`,
        );
      const refusal: RefusalLog = {
        story: t.story.id,
        caseId: t.told.caseId,
        at: step.at,
        act: step.act,
        person: step.by.name,
        code: step.refused,
        say: item?.detail ?? answer.message,
      };
      refusals.push(refusal);
      await options.onRefusal?.(refusal, t.n);
    }
    const following = t.script.next(t.told);
    if (following.done) {
      finished[t.story.id] = t.story.ends;
      return false;
    }
    if (following.value.at < step.at)
      throw new StoryError(
        `${t.story.id} goes back in time at ${following.value.act}: ${following.value.at} after ${step.at}`,
      );
    t.next = following.value;
    return t.next.at <= options.until;
  };

  const waiting = new Queue(tellers.filter((t) => t.next.at <= options.until));
  for (const t of tellers) {
    if (t.next.at <= options.until && dateOf(t.next.at) < options.from)
      throw new StoryError(`${t.story.id} begins on ${dateOf(t.next.at)}, before ${options.from}`);
  }
  const last = dateOf(options.until);
  for (let day = options.from; day <= last; day = addDays(day, 1)) {
    options.setNow(timeOfDay(day, '00:10'));
    expired += await runExpiry(office);
    let told = false;
    for (let t = waiting.first; t && dateOf(t.next.at) === day; t = waiting.first) {
      told = true;
      waiting.shift();
      if (await perform(t)) waiting.add(t);
    }
    if (told) options.onProgress?.(day, acts);
  }
  options.setNow(options.until);
  expired += await runExpiry(office);
  return { cases, acts, refusals: inOrder(refusals), expired, finished };
}

/** Refusals in the order of time. */
export const inOrder = (list: readonly RefusalLog[]): RefusalLog[] =>
  [...list].sort((a, b) => (a.at === b.at ? (a.story < b.story ? -1 : 1) : a.at < b.at ? -1 : 1));

async function attempt(
  office: Office,
  t: Teller,
  step: Step,
  issued: Issued,
): Promise<{ seq: number; caseId: string; issued?: Readonly<Record<string, string>> | undefined } | Problem> {
  // First: what a `Later` enters may follow from what is in place.
  await step.before?.(office);
  const request = {
    act: step.act,
    input: step.input instanceof Later ? step.input.make(issued) : step.input,
    actor: step.by,
    at: step.at,
    key: stepKey(t.story.id, t.n),
  };
  try {
    const done =
      t.told.caseId === ''
        ? await openCase(office, t.story.procedure, request)
        : await performAct(office, t.told.caseId, request);
    return { seq: done.record.seq, caseId: done.caseId, issued: done.record.issued };
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
