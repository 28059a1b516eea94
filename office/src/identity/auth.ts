/** Sign-in for the whole house. better-auth carries it; this is how it is set up and how its tables are made. */
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { Kysely, PostgresDialect } from 'kysely';
import pg, { type Pool, type PoolClient } from 'pg';
import { authOptions } from './options.ts';
import { AUTH_SCHEMA, type AuthSettings, type ResolvedSettings, resolveSettings } from './settings.ts';

function build(settings: ResolvedSettings) {
  return betterAuth({
    ...authOptions(settings),
    database: {
      dialect: new PostgresDialect({ pool: settings.pool }),
      type: 'postgres',
      schemaName: AUTH_SCHEMA,
    },
  });
}

/** Sign-in as set up for one city. */
export interface Auth {
  /** The library. Calls to its `api` pass by limits and origin checks: requests of people go through `authRoutes`. */
  readonly library: ReturnType<typeof build>;
  readonly settings: ResolvedSettings;
}

/**
 * The library compares moments with `new Date()`, and a text is never before a Date: where the process reads moments as
 * texts (store/pool.ts does, for all its connections), no session would ever end. The pool's own connections read Dates.
 */
function readDates(pool: Pool): void {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text));
  // What only looks like a pool opens no connections.
  if (pool.options) pool.options.types = types;
}

/**
 * Set up sign-in. Touches no database until the first request, and expects `migrateAuth` to have run by then.
 * Throws, naming the setting, when a city could not safely start with what it is given.
 */
export function createAuth(settings: AuthSettings): Auth {
  const resolved = resolveSettings(settings);
  readDates(resolved.pool);
  return { library: build(resolved), settings: resolved };
}

/** A pool of one: everything Kysely does runs on `client`, whose life stays with the caller. */
function poolOfOne(client: PoolClient) {
  const borrowed = new Proxy(client, {
    get(target, name) {
      if (name === 'release') return () => {};
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { connect: async () => borrowed, end: async () => {} };
}

/**
 * Make or complete the tables of schema `auth`, in one transaction; a second run, or two at once, changes nothing.
 * `role` is the database role the server works under: it may read and write these tables, not alter them.
 */
export async function migrateAuth(pool: Pool, role?: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('fadu.auth.migrate'))");
    // Tables do not depend on the settings, so any valid ones will do.
    const settings = resolveSettings({
      pool,
      baseURL: 'http://localhost',
      secret: 'only tables are made with these options',
      production: false,
    });
    const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: poolOfOne(client) }) });
    const migrations = await getMigrations({
      ...authOptions(settings),
      database: { db, type: 'postgres', schemaName: AUTH_SCHEMA },
    });
    await migrations.runMigrations();
    if (role) {
      const name = client.escapeIdentifier(role);
      await client.query(`grant usage on schema ${AUTH_SCHEMA} to ${name}`);
      await client.query(
        `grant select, insert, update, delete on all tables in schema ${AUTH_SCHEMA} to ${name}`,
      );
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Delete sessions and half-finished sign-ins that ended before `now`; the daily housekeeping job calls it. The
 * library deletes one only when its cookie comes back, which most never do. Returns how many sessions went.
 */
export async function pruneAuth(pool: Pool, now: Date): Promise<number> {
  await pool.query(`delete from ${AUTH_SCHEMA}.verification where "expiresAt" < $1`, [now]);
  const done = await pool.query(`delete from ${AUTH_SCHEMA}.session where "expiresAt" < $1`, [now]);
  return done.rowCount ?? 0;
}
