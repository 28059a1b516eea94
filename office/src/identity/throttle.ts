/**
 * Failed attempts counted per account. The library limits per network address only, which a guesser with many
 * addresses walks around. The counters live in the library's own table `rateLimit`, so they hold over all servers.
 *
 * The price: someone who keeps guessing at a name keeps its owner out for the window. We accept it for passwords of
 * ten characters and more, and keep the window short; the unified identity service stays open meanwhile.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { AUTH_SCHEMA, type Limit } from './settings.ts';

/** Whether an attempt may go on, and after how many seconds it may when it may not. */
export interface Attempt {
  readonly allowed: boolean;
  /** Seconds. */
  readonly retryAfter: number;
}

/** Name of a counter; what was typed is hashed, so that a password typed into the wrong field is not kept. */
export function throttleKey(purpose: 'password' | 'code', who: string): string {
  return `account|${purpose}|${createHash('sha256').update(who).digest('hex')}`;
}

/**
 * Count one attempt in one statement, so that attempts made at the same moment cannot all pass. The window starts
 * with the last attempt that was let through: refused attempts do not lengthen it.
 */
export async function countAttempt(pool: Pool, key: string, limit: Limit, now: number): Promise<Attempt> {
  const windowMs = limit.window * 1000;
  const { rows } = await pool.query<{ count: number; lastRequest: string }>(
    `insert into ${AUTH_SCHEMA}."rateLimit" as r (id, key, count, "lastRequest") values ($1, $2, 1, $3)
     on conflict (key) do update set
       count = case when $3 - r."lastRequest" >= $4 then 1 else least(r.count + 1, $5 + 1) end,
       "lastRequest" = case when $3 - r."lastRequest" >= $4 or r.count < $5 then $3 else r."lastRequest" end
     returning count, "lastRequest"`,
    [randomUUID(), key, now, windowMs, limit.max],
  );
  const row = rows[0];
  if (!row) throw new Error('counting an attempt returned no row');
  return {
    allowed: row.count <= limit.max,
    retryAfter: Math.max(1, Math.ceil((Number(row.lastRequest) + windowMs - now) / 1000)),
  };
}

/**
 * Count one use in a window that begins with the first use and ends by itself, whether or not uses go on: for what is
 * lawful and steady, where a window that each use renews would never end. `first`: this use began the window.
 */
export async function countInWindow(
  pool: Pool,
  key: string,
  limit: Limit,
  now: number,
): Promise<Attempt & { readonly first: boolean }> {
  const windowMs = limit.window * 1000;
  const { rows } = await pool.query<{ count: number; lastRequest: string }>(
    `insert into ${AUTH_SCHEMA}."rateLimit" as r (id, key, count, "lastRequest") values ($1, $2, 1, $3)
     on conflict (key) do update set
       count = case when $3 - r."lastRequest" >= $4 then 1 else least(r.count + 1, $5 + 1) end,
       "lastRequest" = case when $3 - r."lastRequest" >= $4 then $3 else r."lastRequest" end
     returning count, "lastRequest"`,
    [randomUUID(), key, now, windowMs, limit.max],
  );
  const row = rows[0];
  if (!row) throw new Error('counting a use returned no row');
  return {
    allowed: row.count <= limit.max,
    retryAfter: Math.max(1, Math.ceil((Number(row.lastRequest) + windowMs - now) / 1000)),
    first: row.count === 1,
  };
}

/** Forget windows of this kind that ended long before: an address that came once is not kept. */
export async function forgetWindows(pool: Pool, kind: string, before: number): Promise<void> {
  await pool.query(
    `delete from ${AUTH_SCHEMA}."rateLimit" where starts_with(key, $1) and "lastRequest" < $2`,
    [kind, before],
  );
}

/** Forget the failed attempts: the right password or code was given. */
export async function clearAttempts(pool: Pool, key: string): Promise<void> {
  await pool.query(`delete from ${AUTH_SCHEMA}."rateLimit" where key = $1`, [key]);
}
