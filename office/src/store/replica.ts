/**
 * Reading for everyone from a copy: a streaming replica of the database may answer what the public site reads. Only what a
 * caller says may be a little behind goes there (`mayLag`), only in transactions of the public's role, and only while the
 * copy is there and no further behind than allowed. In every other case the primary answers, and nobody sees a difference.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Tables } from './tables.ts';

/** Where the copy is, and how far behind it may be. */
export interface ReplicaOptions {
  /** Address of the copy, as the role `fadu_app`. */
  readonly url: string;
  /** How many seconds it may be behind the primary. */
  readonly maxLagSeconds: number;
}

/** Connections of one of the servers. */
export interface Connections {
  readonly pool: pg.Pool;
  readonly db: Kysely<Tables>;
}

const lagging = new AsyncLocalStorage<boolean>();

/** Run work whose readings for everyone may be as far behind as the copy is allowed to be. */
export const mayLag = <T>(work: () => T): T => lagging.run(true, work);

/** How often the copy is held against the primary, in milliseconds. */
const CHECK_MS = 500;
/** A copy that takes longer than this for the question where it stands is away. */
const ANSWER_MS = 2_000;

/**
 * Errors of a copy that say nothing about the query: connection gone or refused, the server going down or starting, the query
 * cancelled because the copy had to go on, or a write, which a copy cannot do.
 */
const NOT_THE_QUERY = /^(08...|57P0[1-5]|53...|25006|40001|E[A-Z]+)$/;
const notTheQuery = (error: unknown): boolean => {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string') return NOT_THE_QUERY.test(code);
  return typeof message === 'string' && /connection|timeout/i.test(message);
};

/** The copy as a server sees it. */
export class Replica {
  private readonly copy: Connections;
  private readonly primary: pg.Pool;
  private readonly maxLagMs: number;
  /** Where the primary stood when, the oldest first; only what the copy has not reached yet, and the last it has. */
  private seen: { readonly at: number; readonly lsn: string }[] = [];
  private timer: NodeJS.Timeout | null = null;
  private checking: Promise<void> | null = null;
  private stopped = false;
  private good = false;
  /** Pieces of work that the copy answered, and that the primary had to answer after it had failed. */
  readonly count = { copy: 0, fellBack: 0 };

  constructor(copy: Connections, primary: pg.Pool, options: ReplicaOptions) {
    this.copy = copy;
    this.primary = primary;
    this.maxLagMs = options.maxLagSeconds * 1000;
    this.next(0);
  }

  /** Whether the copy may answer now. */
  get usable(): boolean {
    return this.good;
  }

  /** Whether this piece of work may be answered by the copy. */
  get wanted(): boolean {
    return this.good && lagging.getStore() === true;
  }

  private next(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.checking = this.check().finally(() => this.next(CHECK_MS));
    }, ms);
    this.timer.unref();
  }

  /**
   * How far behind: the copy has everything up to the last moment at which the primary stood where the copy is now. That asks
   * no clock of either server, and sees a copy that gets nothing any more, which by its own account would not be behind.
   */
  private async check(): Promise<void> {
    const at = performance.now();
    try {
      const { rows } = await this.primary.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn');
      if (rows[0]) this.seen.push({ at, lsn: rows[0].lsn });
    } catch {
      // Away: what it did not write the copy cannot lack. The copy goes on for those who only read.
    }
    try {
      const { rows } = await within(
        ANSWER_MS,
        this.copy.pool.query<{ reached: boolean[] | null; copying: boolean }>(
          `select pg_is_in_recovery() as copying,
             (select array_agg(pg_last_wal_replay_lsn() >= l::pg_lsn order by n)
              from unnest($1::text[]) with ordinality as s (l, n)) as reached`,
          [this.seen.map((s) => s.lsn)],
        ),
      );
      const reached = rows[0]?.reached?.lastIndexOf(true) ?? -1;
      if (reached > 0) this.seen.splice(0, reached);
      const [known] = this.seen;
      const newest = this.seen.at(-1)?.at ?? 0;
      this.good =
        rows[0]?.copying === true &&
        reached >= 0 &&
        known !== undefined &&
        newest - known.at <= this.maxLagMs;
      // A copy that stands still for long: the moments between tell nothing more.
      if (this.seen.length > 1000) this.seen.splice(1, this.seen.length - 500);
    } catch {
      this.good = false;
    }
  }

  /** Work on the copy; on the primary where the copy fails for reasons of its own. @throws what the work throws */
  async read<T>(work: (on: Connections) => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    try {
      const result = await work(this.copy);
      this.count.copy++;
      return result;
    } catch (error) {
      if (!notTheQuery(error)) throw error;
      this.count.fellBack++;
      const { code } = error as { readonly code?: string };
      // One query that was in the way says nothing about the next.
      if (code !== '40001' && code !== '25006') this.good = false;
      return otherwise();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.good = false;
    if (this.timer) clearTimeout(this.timer);
    await this.checking?.catch(() => {});
    await this.copy.db.destroy();
  }
}

/** The answer, unless it takes longer. @throws Error */
function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('timeout')), ms);
    answer.then(done, fail).finally(() => clearTimeout(timer));
  });
}
