/** Whether rights hold in the cluster: rows of one organ under another's role, by the coordinator and on the workers themselves. */
import { withDatabase } from '@fadu/office/store/server';
import pg from 'pg';
import type { BeyondCity } from './city.ts';

/** Tables whose rows follow a case, with the column that names it. */
const FOLLOW = [
  ['case_file', 'id'],
  ['act', 'case_id'],
  ['clock', 'case_id'],
  ['number', 'case_id'],
] as const;

const roleOf = (organ: string): string => `fadu_organ_${organ.replaceAll('-', '_')}`;

/** What was looked at, and what was wrong. */
export interface RightsFound {
  readonly looks: number;
  readonly wrong: readonly string[];
}

async function under<T>(owner: pg.Pool, role: string, work: (c: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(`set local role ${pg.escapeIdentifier(role)}`);
    return await work(client);
  } finally {
    await client.query('rollback').catch(() => {});
    client.release();
  }
}

/** A statement that must be refused. Answers null where it was, else what it did. */
async function refused(
  owner: pg.Pool,
  role: string,
  statement: string,
  values: unknown[],
): Promise<string | null> {
  return under(owner, role, async (c) => {
    try {
      const { rowCount } = await c.query(statement, values);
      return rowCount ? `${rowCount} rows` : null;
    } catch (error) {
      const { code } = error as { code?: string };
      return code === '42501'
        ? null
        : `${code ?? ''} ${error instanceof Error ? error.message : String(error)}`;
    }
  });
}

/**
 * Look under every organ's role at every table that follows a case, and hold it against what the superuser sees; try to write
 * where one may not; ask the shards on the workers under the role, past the coordinator.
 */
export async function checkRights(city: BeyondCity, ownerUrl: string): Promise<RightsFound> {
  const wrong: string[] = [];
  let looks = 0;
  const { rows: organs } = await city.owner.query<{ id: string }>('select id from fadu.organ order by id');
  const { rows: cases } = await city.owner.query<{
    id: string;
    region: string;
    owner: string;
    organs: string[];
  }>('select id, region, owner, organs from fadu.case_file');
  const ofCase = new Map(cases.map((c) => [c.id, c]));
  for (const [table, key] of FOLLOW) {
    const { rows } = await city.owner.query<{ id: string; n: number }>(
      `select ${key} as id, count(*)::int as n from fadu.${table} group by 1`,
    );
    for (const { id: organ } of organs) {
      looks++;
      const due = rows
        .filter((r) => ofCase.get(r.id)?.organs.includes(organ))
        .reduce((sum, r) => sum + r.n, 0);
      const sees = await under(city.owner, roleOf(organ), async (c) => {
        const found = await c.query<{ id: string; n: number }>(
          `select ${key} as id, count(*)::int as n from fadu.${table} group by 1`,
        );
        for (const r of found.rows)
          if (!ofCase.get(r.id)?.organs.includes(organ)) wrong.push(`${organ} sees ${table} of ${r.id}`);
        return found.rows.reduce((sum, r) => sum + r.n, 0);
      });
      if (sees !== due) wrong.push(`${organ} sees ${sees} rows of ${table}, not ${due}`);
    }
  }
  // Writing into another's case.
  const [other] = organs.filter((o) => !cases[0]?.organs.includes(o.id));
  const victim = cases[0];
  if (victim && other) {
    const tries: [string, string, unknown[]][] = [
      [
        'change a case',
        'update fadu.case_file set title = $2 where region = $3 and id = $1',
        [victim.id, 'x', victim.region],
      ],
      [
        'act in another’s name',
        `insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, salt, digest, idem_key)
          values ($2, $1, 999, 'x', now(), $3, '{}', '{}', 's', 'd', 'rights-check-1')`,
        [victim.id, victim.region, { kind: 'person', organ: victim.owner }],
      ],
      [
        'take away acts',
        'delete from fadu.act where region = $2 and case_id = $1',
        [victim.id, victim.region],
      ],
      [
        'change acts',
        `update fadu.act set act = 'x' where region = $2 and case_id = $1`,
        [victim.id, victim.region],
      ],
    ];
    for (const [what, statement, values] of tries) {
      looks++;
      const did = await refused(city.owner, roleOf(other.id), statement, values);
      if (did !== null) wrong.push(`${other.id} may ${what}: ${did}`);
    }
  }
  looks++;
  const strangers = await under(city.owner, 'fadu_public', (c) =>
    c.query<{ n: number }>('select count(*)::int as n from fadu.case_file where not public'),
  );
  if (strangers.rows[0]?.n !== 0)
    wrong.push(`strangers see ${strangers.rows[0]?.n} cases that are not public`);
  // Past the coordinator: the worker, the shard, the role that Citus itself logs in with.
  const { rows: shards } = await city.owner.query<{ host: string; port: number; shard: string }>(
    `select n.nodename as host, n.nodeport as port, 'case_file_' || s.shardid as shard from pg_dist_shard s
      join pg_dist_placement p using (shardid) join pg_dist_node n on n.groupid = p.groupid
      where s.logicalrelid = 'fadu.case_file'::regclass`,
  );
  for (const { host, port, shard } of shards)
    for (const { id: organ } of organs.slice(0, 4)) {
      looks++;
      const at = new URL(
        withDatabase(ownerUrl, new URL(ownerUrl).pathname.slice(1), { name: roleOf(organ), password: '' }),
      );
      at.hostname = host;
      at.port = String(port);
      const client = new pg.Client({ connectionString: at.toString() });
      await client.connect();
      try {
        const { rows } = await client.query<{ id: string }>(
          `select id from fadu.${pg.escapeIdentifier(shard)}`,
        );
        for (const r of rows)
          if (!ofCase.get(r.id)?.organs.includes(organ))
            wrong.push(`${organ} sees ${r.id} in ${shard} on the worker`);
      } finally {
        await client.end();
      }
    }
  return { looks, wrong };
}
