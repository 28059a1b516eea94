/** Processes of a run: programs that answer lines, and the processor time that a process and its children used. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';

/** Whether a program can be started here. */
export const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Run a program to its end; answers what it wrote. @throws Error with its last words where it fails */
export function finished(command: string, args: readonly string[], cwd?: string): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (d) => {
      out += d;
    });
    child.stderr.on('data', (d) => {
      err = (err + d).slice(-4000);
    });
    child.on('error', (e) => fail(new Error(`${command}: ${e.message}`)));
    child.on('close', (code) =>
      code === 0
        ? done(out)
        : fail(new Error(`${command} ended with ${code}: ${(err || out).trim().slice(-800)}`)),
    );
  });
}

/** A program that answers each line it is sent with one line. */
export class Program {
  readonly pid: number;
  private readonly child: ChildProcess;
  private readonly lines: Interface;
  private readonly said: string[] = [];
  private readonly waiting: { done: (line: string) => void; fail: (error: Error) => void }[] = [];
  private words = '';
  private over: Error | null = null;

  constructor(command: string, args: readonly string[], cwd?: string) {
    this.child = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    this.pid = this.child.pid ?? 0;
    this.lines = createInterface({ input: this.child.stdout as NonNullable<ChildProcess['stdout']> });
    this.lines.on('line', (line) => {
      const next = this.waiting.shift();
      if (next) next.done(line);
      else this.said.push(line);
    });
    this.child.stderr?.on('data', (d) => {
      this.words = (this.words + d).slice(-4000);
    });
    const ended = (why: string): void => {
      this.over = new Error(`${command} ${why}: ${this.words.trim().slice(-1500)}`);
      for (const w of this.waiting.splice(0)) w.fail(this.over);
    };
    this.child.on('error', (e) => ended(e.message));
    this.child.on('close', (code) => ended(`ended with ${code}`));
    this.child.stdin?.on('error', () => {});
  }

  /** The next line it says. @throws Error where it ended */
  next(): Promise<string> {
    const line = this.said.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (this.over) return Promise.reject(this.over);
    return new Promise((done, fail) => this.waiting.push({ done, fail }));
  }

  /** Send a line; answers the line it answers. */
  ask(line: string): Promise<string> {
    this.child.stdin?.write(`${line}\n`);
    return this.next();
  }

  /** End its input and wait until it is gone; killed where it stays. */
  async stop(): Promise<void> {
    if (this.over) return;
    const gone = new Promise<void>((done) => this.child.on('close', () => done()));
    this.child.stdin?.end();
    const kill = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(kill);
  }
}

/** Linux counts processor time in hundredths of a second for programs, whatever the kernel's own ticks are. */
const TICKS = 100;

/**
 * Processor time of a process and its descendants in milliseconds, those that have ended and were waited for included; null
 * where the system has no /proc.
 */
export function cpuOf(pid: number): number | null {
  try {
    const children = new Map<number, number[]>();
    const used = new Map<number, number>();
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const parent = Number(fields[1]);
        children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
        used.set(
          Number(name),
          [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0),
        );
      } catch {
        // Gone in the meantime.
      }
    }
    if (!used.has(pid)) return null;
    const sum = (p: number): number =>
      (used.get(p) ?? 0) + (children.get(p) ?? []).reduce((s, c) => s + sum(c), 0);
    return (sum(pid) * 1000) / TICKS;
  } catch {
    return null;
  }
}

/** Process id of the PostgreSQL server whose data folder this is. */
export const postmasterPid = (folder: string): number =>
  Number(readFileSync(`${folder}/postgres/postmaster.pid`, 'utf8').split('\n')[0]);
