/** Runs before every test file: tells the counters which test is running, and hands on what they counted. */
import { afterEach, beforeEach } from 'vitest';

/** Ids of mutants that were reached: while loading or between tests, and by test. */
export interface Coverage {
  readonly loading: number[];
  readonly byTest: Record<string, number[]>;
}
/** What the counting texts write to: `seen[id]` is the turn in which a place was last reached. */
interface Counters {
  turn: number;
  readonly seen: number[];
  list: number[];
}

const reached: Coverage = { loading: [], byTest: {} };
const counters: Counters = { turn: 1, seen: [], list: reached.loading };
(globalThis as { __reached__?: Counters }).__reached__ = counters;

beforeEach(({ task }) => {
  counters.turn++;
  counters.list = reached.byTest[task.id] ??= [];
});
afterEach(({ task }) => {
  counters.turn++;
  counters.list = reached.loading;
  (task.file.meta as { reached?: Coverage }).reached = reached;
});
