/** Plain SQL migrations, applied in order under one lock, each once; a changed file is an error. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations as runJobMigrations } from 'graphile-worker';
import { Client } from 'pg';

const folder = join(fileURLToPath(new URL('.', import.meta.url)), 'migrations');

/** A migration that was applied before has another content now. */
export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged';
}

/** Passwords of the login roles, set on every start so that they can be rotated. */
export interface LoginPasswords {
  readonly app: string;
}

/** Bring the database up to date. `url`: a role that may create roles and schemas. */
export async function migrate(url: string, passwords: LoginPasswords): Promise<string[]> {
  await runJobMigrations({ connectionString: url });
  const client = new Client({ connectionString: url });
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query('select pg_advisory_lock(4021)');
    await client.query(
      'create table if not exists public.fadu_migration (name text primary key, sha256 text not null, at timestamptz not null default now())',
    );
    const known = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from public.fadu_migration',
    );
    const done = new Map(known.rows.map((r) => [r.name, r.sha256]));
    for (const name of readdirSync(folder)
      .filter((f) => f.endsWith('.sql'))
      .sort()) {
      const sql = readFileSync(join(folder, name), 'utf8');
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const before = done.get(name);
      if (before === sha256) continue;
      if (before)
        throw new MigrationChanged(`${name} was applied with another content; write a new migration`);
      await client.query('begin');
      await client.query(sql);
      await client.query('insert into public.fadu_migration (name, sha256) values ($1, $2)', [name, sha256]);
      await client.query('commit');
      applied.push(name);
    }
    // Utility statements take no parameters: the password is quoted by the server itself.
    const quoted = await client.query<{ q: string }>('select quote_literal($1) as q', [passwords.app]);
    await client.query(`alter role fadu_app with login password ${quoted.rows[0]?.q}`);
  } finally {
    await client.end();
  }
  return applied;
}
