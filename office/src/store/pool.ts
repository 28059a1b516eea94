/** Connections of the server: one pool that owns nothing and takes a role for each piece of work. */
import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { type Connections, Replica, type ReplicaOptions } from './replica.ts';
import type { Tables } from './tables.ts';

// Dates stay text (`YYYY-MM-DD`), moments become ISO strings, 64-bit counters become numbers (safe below 2^53).
pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (v) =>
  v === 'infinity' ? v : new Date(v).toISOString(),
);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** Whose eyes a query reads with. */
export type Scope =
  | { readonly as: 'public' }
  | { readonly as: 'system' }
  | { readonly as: 'resident'; readonly person: string }
  | { readonly as: 'organ'; readonly organ: string }
  | { readonly as: 'region'; readonly region: string };

/** Database role of a scope. */
export function roleOf(scope: Scope): string {
  switch (scope.as) {
    case 'public':
      return 'fadu_public';
    case 'system':
      return 'fadu_system';
    case 'resident':
      return 'fadu_resident';
    case 'organ':
      return `fadu_organ_${scope.organ.replaceAll('-', '_')}`;
    case 'region':
      return `fadu_region_${scope.region}`;
    default:
      return scope satisfies never;
  }
}

export interface Store {
  readonly pool: pg.Pool;
  readonly db: Db;
  /** Run queries in one transaction under the scope's database role; `snapshot`: all see the same moment. */
  within<T>(
    scope: Scope,
    work: (tx: Tx) => Promise<T>,
    options?: { readonly snapshot?: boolean },
  ): Promise<T>;
  /** Read what everyone may see, on connections that rest in the public's role: the copy's where it may answer. */
  reading<T>(work: (on: Connections) => Promise<T>): Promise<T>;
  /** The copy for the public's readings, where there is one. */
  readonly replica: Replica | null;
  /**
   * What keeps a lateral subselect a step of its own in PostgreSQL's plan: `offset 0`. Nothing on a cluster (Citus), which
   * refuses it there and cuts its steps by region anyway.
   */
  readonly fence: RawBuilder<unknown>;
  close(): Promise<void>;
}

/** A text in SQL, quoted. */
export const quoted = (text: string): string => pg.escapeLiteral(text);

/** Begin a transaction under a database role, in one message to the server. */
export const beginAs = (role: string, person: string, snapshot = false): string =>
  `begin${snapshot ? ' isolation level repeatable read' : ''}; select set_config('role', ${quoted(role)}, true), set_config('fadu.person', ${quoted(person)}, true)`;

/** Queries that begin with this are planned once for each connection: those asked at nearly every act. */
export const KEPT = '/* kept */';

const names = new Map<string, string>();

/** A connection on which the queries marked `KEPT` have names, so that the server keeps their plans. */
class Keeping extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads
  override query(...args: any[]): any {
    const [text, values] = args;
    const given = super.query as (...given: unknown[]) => unknown;
    if (typeof text !== 'string' || !text.startsWith(KEPT) || !Array.isArray(values))
      return given.apply(this, args);
    let name = names.get(text);
    if (!name) {
      name = `kept_${names.size}`;
      names.set(text, name);
    }
    return given.call(this, { name, text, values }, ...args.slice(2));
  }
}

/** How long a piece of work waits for a connection, in milliseconds: then the caller is told that the house is full. */
export const CONNECTION_WAIT_MS = 30_000;

/**
 * A connection that the server drops (restart, failover, a backend killed) must not end the process: neither an idle one nor
 * one in use, whose query fails anyway and says so to whoever asked.
 */
export function survivesDrops(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Connections that rest in the public's role. */
function connect(url: string, max: number, wait: number): Connections {
  const pool = survivesDrops(
    new pg.Pool({
      Client: Keeping,
      connectionString: url,
      max,
      // What people wait for reads few rows: workers, compiled plans and tables of remembered rows (sized by what the planner
      // expects under row-level security, a thousand times too much) cost more to begin than such a query takes.
      options:
        '-c role=fadu_public -c timezone=UTC -c max_parallel_workers_per_gather=0 -c jit=off -c enable_memoize=off',
      connectionTimeoutMillis: wait,
    }),
  );
  return { pool, db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }) };
}

/** Where a copy is away nobody waits for it long, in milliseconds. */
const COPY_WAIT_MS = 2_000;

/**
 * Open the server's pool. `url` must name the role `fadu_app`. `copy`: a streaming replica for what everyone reads; `cluster`:
 * the database is the coordinator of a Citus cluster.
 */
export function openStore(url: string, max = 10, copy?: ReplicaOptions, cluster = false): Store {
  const primary = connect(url, max, CONNECTION_WAIT_MS);
  const replica = copy ? new Replica(connect(copy.url, max, COPY_WAIT_MS), primary.pool, copy) : null;
  const within = <T>(
    db: Db,
    scope: Scope,
    work: (tx: Tx) => Promise<T>,
    options?: { readonly snapshot?: boolean },
  ): Promise<T> =>
    db.connection().execute(async (connection) => {
      const person = scope.as === 'resident' ? scope.person : '';
      try {
        await sql.raw(beginAs(roleOf(scope), person, options?.snapshot)).execute(connection);
        const result = await work(connection as unknown as Tx);
        await sql.raw('commit').execute(connection);
        return result;
      } catch (error) {
        await sql
          .raw('rollback')
          .execute(connection)
          .catch(() => {});
        throw error;
      }
    });
  return {
    ...primary,
    replica,
    fence: sql.raw(cluster ? '' : 'offset 0'),
    within(scope, work, options) {
      const here = () => within(primary.db, scope, work, options);
      if (scope.as !== 'public' || !replica?.wanted) return here();
      return replica.read((on) => within(on.db, scope, work, options), here);
    },
    reading(work) {
      const here = () => work(primary);
      return replica?.wanted ? replica.read(work, here) : here();
    },
    async close() {
      await replica?.stop();
      await primary.db.destroy();
    },
  };
}
