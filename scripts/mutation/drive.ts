/** Tries the changes: first the tests that reach each place are found, then each change meets them, nearest first. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changed, type Mutant } from './mutants.ts';
import type { Answer, Order } from './runner.ts';
import { distance } from './scope.ts';

export type Status = 'killed' | 'types' | 'survived' | 'no coverage' | 'timeout' | 'no program';
export interface Outcome extends Mutant {
  readonly status: Status;
  /** The test that saw the change; `met`: test files it met; `left`: tests not tried for want of time. */
  readonly by?: string;
  readonly met: number;
  readonly left: number;
  readonly ms: number;
}

/** A runner in its own process, begun again when it had to be ended. */
export class Runner {
  private child: ChildProcess | null = null;
  constructor(private readonly root: string) {}

  private async start(): Promise<ChildProcess> {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([k]) => !/^(VITEST|NODE_OPTIONS|TEST$|VITE_|TINYPOOL)/.test(k)),
    );
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=3072', '--import', 'tsx', join(this.root, 'scripts/mutation/runner.ts')],
      { cwd: this.root, env: { ...env, NODE_ENV: 'test' }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-2000);
    });
    await new Promise<void>((done, fail) => {
      child.once('message', () => done());
      child.once('exit', (code) => fail(new Error(`mutation: the test runner ended with ${code}\n${words}`)));
    });
    child.removeAllListeners('exit');
    return child;
  }

  /** What the tests say, or why there is no answer within `limit` milliseconds. */
  async ask(order: Order, limit: number): Promise<Answer | 'timeout' | 'crash'> {
    this.child ??= await this.start();
    const child = this.child;
    const answer = await new Promise<Answer | 'timeout' | 'crash'>((done) => {
      const clock = setTimeout(() => done('timeout'), limit);
      const end = (value: Answer | 'crash') => {
        clearTimeout(clock);
        child.removeAllListeners('message');
        child.removeAllListeners('exit');
        done(value);
      };
      child.once('message', (message) => end(message as Answer));
      child.once('exit', () => end('crash'));
      child.send(order);
    });
    if (typeof answer === 'string') {
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      this.child = null;
    }
    return answer;
  }

  async close(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child) return;
    await new Promise<void>((done) => {
      const clock = setTimeout(() => child.kill('SIGKILL'), 5000);
      child.once('exit', () => {
        clearTimeout(clock);
        done();
      });
      child.send('end');
    });
  }
}

/** Where a mutant is reached: the tests of a file that reach it, all of them where it is reached while loading. Milliseconds. */
export interface Reach {
  readonly file: string;
  readonly tests: readonly { readonly id: string; readonly ms: number }[];
  readonly whole: boolean;
}
export interface Measured {
  readonly reach: ReadonlyMap<string, readonly Reach[]>;
  /** Test files left out: too slow for the limits, or failing while they are measured. */
  readonly leftOut: readonly { readonly file: string; readonly why: string }[];
  readonly tests: number;
}

/** What loading one more test file takes, in milliseconds; part of what a change is let to cost. */
const LOAD = 100;
/** How long a change may take beyond what the tests took without it: this many times, and so many milliseconds more. */
const SLACK = [3, 8000] as const;

/** Runs every test file once over texts that count. `each` and `whole` are limits in milliseconds. */
export async function measure(
  runner: Runner,
  texts: ReadonlyMap<string, string>,
  tests: readonly string[],
  limits: { readonly each: number; readonly whole: number },
  say: (line: string) => void,
): Promise<Measured> {
  const reach = new Map<string, Reach[]>();
  const leftOut: { file: string; why: string }[] = [];
  const begun = performance.now();
  let count = 0;
  for (const file of tests) {
    if (performance.now() - begun > limits.whole) {
      leftOut.push({ file, why: 'no time left' });
      continue;
    }
    const answer = await runner.ask(
      { texts: Object.fromEntries(texts), tests: [{ file }], measure: true },
      limits.each,
    );
    if (typeof answer === 'string' || answer.failed.length) {
      leftOut.push({ file, why: typeof answer === 'string' ? answer : (answer.failed[0] as string) });
      continue;
    }
    count += answer.passed;
    const whole = answer.tests.reduce((sum, t) => sum + t.ms, 0);
    const loaded = new Set(answer.reached?.loading.map(String));
    const put = (id: string, value: Reach) => reach.set(id, [...(reach.get(id) ?? []), value]);
    for (const id of loaded) put(id, { file, tests: answer.tests, whole: true });
    const byMutant = new Map<string, { id: string; ms: number }[]>();
    for (const test of answer.tests)
      for (const id of (answer.reached?.byTest[test.id] ?? []).map(String))
        if (!loaded.has(id)) byMutant.set(id, [...(byMutant.get(id) ?? []), test]);
    for (const [id, list] of byMutant) put(id, { file, tests: list, whole: false });
    say(`measured ${file}: ${answer.passed} tests, ${Math.round(whole)} ms`);
  }
  return { reach, leftOut, tests: count };
}

/** What one change meets: files, with the ids of tests where not all of a file run; and what that is expected to take. */
export interface Chosen {
  readonly tests: Order['tests'];
  readonly ms: number;
  /** Tests that reach it and were left for want of time. */
  readonly left: number;
}

/** The tests of one change, nearest first and quickest first among equals, as far as `budget` milliseconds go. */
export function chosen(mutant: Pick<Mutant, 'file'>, reach: readonly Reach[], budget: number): Chosen {
  const time = (r: Reach) => r.tests.reduce((sum, t) => sum + t.ms, 0);
  const order = [...reach].sort(
    (a, b) => distance(mutant.file, a.file) - distance(mutant.file, b.file) || time(a) - time(b),
  );
  const tests: Order['tests'][number][] = [];
  let ms = 0;
  let left = 0;
  for (const r of order) {
    const take: string[] = [];
    if (ms + LOAD > budget && tests.length) {
      left += r.tests.length;
      continue;
    }
    ms += LOAD;
    for (const t of [...r.tests].sort((a, b) => a.ms - b.ms)) {
      if (ms + t.ms > budget && take.length + tests.length) break;
      take.push(t.id);
      ms += t.ms;
    }
    left += r.tests.length - take.length;
    tests.push(r.whole && take.length === r.tests.length ? { file: r.file } : { file: r.file, ids: take });
  }
  return { tests, ms, left };
}

/** Tries each mutant against the tests that reach it; `until` stops the whole run (milliseconds of `performance.now`). */
export async function attempt(
  root: string,
  runner: Runner,
  mutants: readonly Mutant[],
  measured: Measured,
  options: { readonly budget: number; readonly until?: number },
  say: (outcome: Outcome, done: number) => void,
): Promise<Outcome[]> {
  const texts = new Map<string, string>();
  const out: Outcome[] = [];
  for (const mutant of mutants) {
    if (options.until !== undefined && performance.now() > options.until) break;
    const begun = performance.now();
    const text = texts.get(mutant.file) ?? readFileSync(join(root, mutant.file), 'utf8');
    texts.set(mutant.file, text);
    const choice = chosen(mutant, measured.reach.get(mutant.id) ?? [], options.budget);
    const result = await one(runner, mutant, changed(text, mutant), choice);
    const outcome = {
      ...mutant,
      ...result,
      met: choice.tests.length,
      left: choice.left,
      ms: Math.round(performance.now() - begun),
    };
    out.push(outcome);
    say(outcome, out.length);
  }
  return out;
}

async function one(
  runner: Runner,
  mutant: Mutant,
  text: string | null,
  choice: Chosen,
): Promise<Pick<Outcome, 'status' | 'by'>> {
  if (text === null) return { status: 'no program' };
  if (!choice.tests.length) return { status: 'no coverage' };
  const order = (tests: Order['tests']) => ({ texts: { [mutant.file]: text }, tests, measure: false });
  const limit = choice.ms * SLACK[0] + SLACK[1];
  let answer = await runner.ask(order(choice.tests), limit);
  // A change of data may give the tests other names: then none is found by its id, and whole files run.
  if (typeof answer !== 'string' && !answer.failed.length && !answer.passed)
    answer = await runner.ask(order(choice.tests.map(({ file }) => ({ file }))), limit * 3);
  if (answer === 'timeout') return { status: 'timeout' };
  if (answer === 'crash') return { status: 'killed', by: 'the test process broke down' };
  if (answer.failed.length) return { status: 'killed', by: answer.failed[0] as string };
  return { status: 'survived' };
}
