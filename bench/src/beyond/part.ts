/**
 * Beyond one machine: several servers and a streaming replica on plain PostgreSQL; the schema on a Citus cluster whose address
 * the environment gives; what a province and the country need by what was measured.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Outcome, type Part, type Row, whole } from '../part.ts';
import { onCitus } from './citus.ts';
import { rolesCost } from './roles.ts';
import { type Phase, type Served, severalServers } from './servers.ts';
import { type Costs, PLACES, planOf, sizingTable, USUAL } from './sizing.ts';

/** What an address lacks for being a coordinator with workers, or null. */
async function lacking(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ n: number }>(
      `select (select count(*)::int from pg_dist_node where groupid <> 0 and isactive) as n`,
    );
    return (rows[0]?.n ?? 0) > 0 ? null : 'the coordinator has no workers (citus_add_node)';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

const ms = (phase: Phase): string =>
  `CPU of each: server ${phase.server.toFixed(2)}, PostgreSQL ${phase.primary.toFixed(2)}${phase.copy ? `, copy ${phase.copy.toFixed(2)}` : ''} ms`;
const nameOf = (s: Served): string =>
  `${s.servers} ${s.servers === 1 ? 'server' : 'servers'}${s.copy ? ', copy for strangers' : ''}`;

/** Rows of a run of several servers: each beside one server without a copy. */
function serverRows(served: readonly Served[]): Row[] {
  const [one] = served as [Served];
  return served.flatMap((s): Row[] =>
    (['acts', 'pages'] as const).map((kind) => ({
      what: `${kind === 'acts' ? 'acts' : 'public pages made anew'} a second: ${nameOf(s)}`,
      ours: { value: s[kind].rate, unit: '/s', note: ms(s[kind]) },
      peer: s === one ? null : { name: nameOf(one), value: one[kind].rate, unit: '/s', note: ms(one[kind]) },
      better: 'more',
    })),
  );
}

export const part: Part = {
  name: 'beyond',
  title:
    'beyond one machine: several servers, a replica, a Citus cluster, and the sizing of a province and the country',
  options: {
    servers: {
      default: '1,2,4',
      all: '1,2',
      what: 'server processes on one database, one set after the other; empty: none',
    },
    seconds: { default: '6', all: '3', what: 'seconds of each measurement of acts, of pages' },
    rounds: { default: '4', all: '2', what: 'rounds on the cluster and beside it' },
    citus: {
      default: process.env.FADU_CITUS_URL ?? '',
      what: 'owner’s address of an empty database on a Citus coordinator with workers (FADU_CITUS_URL); empty: left out',
    },
    plain: {
      default: process.env.FADU_PLAIN_URL ?? '',
      what: 'owner’s address of an empty database of the same version without Citus (FADU_PLAIN_URL)',
    },
    roles: {
      default: '100,3000,30000',
      all: '',
      what: 'numbers of database roles (one for each organ) with which taking one is timed, the smallest first; empty: none',
    },
    'disk-act': {
      default: '2700',
      what: 'sizing: bytes of an act in tables and indexes (docs/measured/growth.md)',
    },
    'list-ms': {
      default: '8',
      what: 'sizing: processor time of a list or case page in ms (docs/measured/growth.md)',
    },
    'leaves-act': {
      default: '2.3',
      what: 'sizing: leaves of an act that starts and stops duties (three-step approval, docs/measured/beyond.md)',
    },
    leaves: { default: '4500', what: 'sizing: leaves a second of one sequencer (docs/measured/record.md)' },
  },
  needs: [
    {
      name: 'a Citus cluster',
      without: ['Citus'],
      get: 'Give the owner’s addresses of an empty database on the coordinator (FADU_CITUS_URL) and of one on plain PostgreSQL of the same version (FADU_PLAIN_URL); docs/measured/beyond.md says how the cluster is set up.',
      missing: async (options) => {
        if (!options.citus) return 'FADU_CITUS_URL is not set';
        if (!options.plain) return 'FADU_PLAIN_URL is not set';
        return lacking(options.citus);
      },
    },
  ],
  async run(options, run): Promise<Outcome> {
    const counts = (options.servers ?? '').split(',').filter(Boolean).map(Number);
    if (counts.some((n) => !Number.isSafeInteger(n) || n < 1 || n > 8))
      throw new Error('--servers must be whole numbers from 1 to 8, as 1,2,4');
    const seconds = whole(options, 'seconds');
    const rows: Row[] = [];
    const notes: string[] = [];
    const versions: Record<string, string> = {};
    if (counts.length) {
      chmodSync(run.folder, 0o755);
      const { served, postgres } = await severalServers(run.folder, counts, seconds, run.seed, run.say);
      versions.PostgreSQL = postgres;
      rows.push(...serverRows(served));
      const [one] = served as [Served];
      notes.push(
        `Load: eight lanes in the bench’s own process over HTTP, on the same machine; each set measured twice, forwards and back, the median of both. Three acts a case: registered with a number, shared as an entry of a register, corrected; papers, log, index and jobs run meanwhile and are counted with the acts. Public pages: ${'documents, consultations, penalties, enforcement, legislation, home'}, each address once, so that no page is kept.`,
        `Write-ahead log: ${(one.wal / 1000).toFixed(1)} KB an act; ${one.leaves.toFixed(1)} leaves an act. Memory: ${one.memory.server.toFixed(0)} MB private of a server process, ${one.memory.connection.toFixed(1)} MB of a connection, ${one.memory.connections.toFixed(0)} connections of one server.`,
      );
      const list = Number(options['list-ms']);
      const costs: Costs = {
        act: { server: one.acts.server, database: one.acts.primary },
        page: { server: one.pages.server, database: one.pages.primary },
        list: { both: list, serverShare: 0.4 },
        diskAct: whole(options, 'disk-act'),
        walAct: one.wal,
        leavesAct: Number(options['leaves-act']),
        leavesPerSecond: whole(options, 'leaves'),
        memoryServer: one.memory.server,
        memoryConnection: one.memory.connection,
        connections: one.memory.connections,
      };
      const table = sizingTable(PLACES.map((p) => planOf(p, costs)));
      console.log(`\n${table}\n`);
      if (run.out) {
        mkdirSync(run.out, { recursive: true });
        writeFileSync(join(run.out, 'sizing.md'), `${table}\n`);
        writeFileSync(join(run.out, 'sizing.json'), JSON.stringify({ costs, assumptions: USUAL }, null, 2));
      }
    }
    const numbers = (options.roles ?? '').split(',').filter(Boolean).map(Number);
    if (numbers.some((n) => !Number.isSafeInteger(n) || n < 10))
      throw new Error('--roles must be whole numbers from 10, as 100,3000');
    if (numbers.length) {
      chmodSync(run.folder, 0o755);
      const costs = await rolesCost(join(run.folder, 'roles'), numbers);
      const [few] = costs;
      for (const c of costs)
        rows.push({
          what: `taking an organ’s role for the first time in a connection, ${c.roles.toLocaleString('en')} roles`,
          ours: {
            value: c.first,
            unit: 'ms',
            note: `again ${c.again.toFixed(2)} ms, after another organ was entered ${c.afterGrant.toFixed(2)} ms`,
          },
          peer: c === few || !few ? null : { name: `${few.roles} roles`, value: few.first, unit: 'ms' },
          better: 'less',
        });
    }
    if (options.citus && options.plain && run.has('Citus')) {
      const found = await onCitus(
        options.citus,
        options.plain,
        seconds,
        whole(options, 'rounds'),
        run.seed,
        run.say,
      );
      rows.push(...found.rows);
      notes.push(...found.notes);
      Object.assign(versions, found.versions);
    }
    return { rows, notes, versions };
  },
};
