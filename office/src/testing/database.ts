/** A fresh, migrated database for one test file, on the run's real PostgreSQL server. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { withDatabase } from '../store/server.ts';
import { TEMPLATE, TEST_PASSWORD } from './global-setup.ts';

export interface TestDatabase {
  /** As the owner (superuser): may do anything. */
  readonly ownerUrl: string;
  /** As the server connects: the role `fadu_app`. */
  readonly url: string;
  /** Pool of the owner, for looking behind the engine's back. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Copy the migrated template into a database of its own. */
export async function freshDatabase(): Promise<TestDatabase> {
  const base = inject('databaseUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  // Two files may copy the template at the same moment, which PostgreSQL refuses: take turns.
  await admin.query('select pg_advisory_lock(4022)');
  await admin.query(`create database ${name} template ${TEMPLATE}`);
  await admin.end();
  const ownerUrl = withDatabase(base, name);
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  pool.on('error', () => {});
  return {
    ownerUrl,
    url: withDatabase(base, name, { name: 'fadu_app', password: TEST_PASSWORD }),
    pool,
    close: () => pool.end(),
  };
}
