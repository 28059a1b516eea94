/** The server under test, seen from outside: started, killed, started again on the same port. */
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@fadu/office/store/server';
import type { ServeOptions } from './serve.ts';
import { ORIGIN, type World } from './world.ts';

const SERVE = fileURLToPath(new URL('./serve.ts', import.meta.url));

/** One server process after another on one port. */
export class FaultServer {
  readonly port: number;
  private readonly world: World;
  private child: ChildProcess | null = null;
  /** What the server wrote to its error output, the last of it. */
  errors = '';
  /** Deaths that nobody ordered: what the process said last. */
  readonly deaths: string[] = [];
  private ordered = false;
  private readonly read: ServeOptions['read'];

  private constructor(world: World, port: number, read: ServeOptions['read']) {
    this.world = world;
    this.port = port;
    this.read = read;
  }

  /** A server for a world, not started. `read`: a copy of the database for what strangers read. */
  static async for(world: World, read?: ServeOptions['read']): Promise<FaultServer> {
    return new FaultServer(world, await freePort(), read);
  }

  /** Process id, 0 while it does not run. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get running(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Start the process; does not wait until it serves. */
  launch(): void {
    const options: ServeOptions = {
      folder: this.world.folder,
      databaseUrl: this.world.prepared.ownerUrl,
      port: this.port,
      origin: ORIGIN,
      ...(this.read && { read: this.read }),
    };
    this.ordered = false;
    const child = fork(SERVE, [], {
      execArgv: ['--import', 'tsx', '--disable-warning=ExperimentalWarning'],
      env: { ...process.env, FADU_FAULT_SERVER: JSON.stringify(options) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (chunk) => {
      this.errors = (this.errors + String(chunk)).slice(-20_000);
    });
    child.on('error', () => {});
    child.on('exit', (code, signal) => {
      if (this.child === child && !this.ordered)
        this.deaths.push(`exit ${code ?? signal}: ${this.errors.slice(-1500)}`);
    });
    this.child = child;
  }

  /** Start, and again where the process dies of itself, until it answers. Milliseconds that it took. */
  async start(seconds = 120): Promise<number> {
    const began = performance.now();
    if (!this.running) this.launch();
    for (;;) {
      const answered = await fetch(`${this.url}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
        async (r) => r.ok && ((await r.json()) as { ok: boolean }).ok,
        () => false,
      );
      if (answered) return performance.now() - began;
      if (performance.now() - began > seconds * 1000)
        throw new Error(`the server does not answer:\n${this.errors.slice(-3000)}`);
      // Whoever keeps a server running (systemd, Kubernetes) starts it again.
      if (!this.running) {
        await wait(200);
        this.launch();
      }
      await wait(50);
    }
  }

  /** Move the server's clock by so many milliseconds from the machine's. */
  async moveClock(offset: number): Promise<void> {
    const { child } = this;
    if (!child) return;
    const heard = new Promise<void>((done) => {
      const listen = (message: { readonly offset?: number }) => {
        if (message.offset !== offset) return;
        child.off('message', listen);
        done();
      };
      child.on('message', listen);
    });
    child.send({ offset });
    await heard;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.ordered = true;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill(signal);
    await gone;
  }

  /** kill -9. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Stop as an operator does; by force after `seconds`. */
  async stop(seconds = 20): Promise<void> {
    const forced = setTimeout(() => this.child?.kill('SIGKILL'), seconds * 1000);
    await this.end('SIGTERM');
    clearTimeout(forced);
  }
}
