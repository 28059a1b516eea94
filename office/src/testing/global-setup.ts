/** One embedded PostgreSQL server for the whole test run, with a migrated template that each test file copies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../store/migrate.ts';
import { startEmbedded, withDatabase } from '../store/server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Maintenance URL of the test server; empty until a test asks for a database. */
    databaseUrl: string;
  }
}

export const TEMPLATE = 'fadu_template';
export const TEST_PASSWORD = 'test';

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'fadu-test-'));
  const server = await startEmbedded(folder, { fsync: 'off', max_connections: '300' });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  await migrate(withDatabase(server.url, TEMPLATE), { app: TEST_PASSWORD });
  project.provide('databaseUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
