/**
 * The migrated schema, spread over a Citus cluster by region. Everything that the product's SQL says stays as it is but for
 * what Citus cannot do, which is changed here and nowhere else:
 *
 * - *Policies.* Citus refuses policies with subqueries on a distributed table, and nearly all of ours have one. The same
 *   policies are therefore made on the shards, with the tables' names replaced by those of the shards beside them: PostgreSQL
 *   on the worker enforces them as it does on one machine. The distributed table itself has a policy that is true only on the
 *   coordinator, where no rows are: a shard that Citus makes later (moved, split) shows nothing until this has run again.
 * - *Roles.* Citus opens a connection to a worker under the role of the moment: every role logs in there (only from the
 *   coordinator: pg_hba.conf), and one transaction cannot write to one shard under two roles. The functions that write and
 *   read an act stay under the caller's role throughout; the policies of 0001 allow that.
 * - *Triggers.* Refused on distributed tables: what they did at the entry of a register is done by the function that writes it.
 */
import pg from 'pg';
import { CLUSTER, WRITTEN_AGAINST } from './cluster.ts';
import { BY_REGION, EVERYWHERE, WITH_COORDINATOR } from './tables.ts';

/** A policy as the catalogue has it. */
interface Policy {
  readonly tablename: string;
  readonly policyname: string;
  readonly permissive: string;
  readonly roles: string[];
  readonly cmd: string;
  readonly qual: string | null;
  readonly with_check: string | null;
}

/** A shard, and where it is. */
interface Shard {
  readonly table: string;
  readonly id: string;
  readonly min: string | null;
  readonly host: string;
  readonly port: number;
}

/** What was done, and what Citus refused: statement and its words. */
export interface Distributed {
  readonly byRegion: readonly string[];
  readonly everywhere: readonly string[];
  readonly refused: readonly { readonly statement: string; readonly says: string }[];
  readonly policies: number;
  readonly shards: number;
}

const ident = pg.escapeIdentifier;
const literal = pg.escapeLiteral;

/** Names of the tables in a policy's text, replaced. `own`: the table that the policy is on, by which it names its columns. */
export function onShard(text: string, own: string, shardOf: (table: string) => string | undefined): string {
  return text
    .replace(
      /\bfadu\.(\w+)\b(?!\s*\()/g,
      (whole, table: string) => (shardOf(table) && `fadu.${ident(shardOf(table) as string)}`) ?? whole,
    )
    .replace(new RegExp(`(?<![\\w."])${own}\\.(?=\\w)`, 'g'), `${shardOf(own) ?? own}.`);
}

/** A policy as a statement on another table than the one it was made on. */
function policyOn(p: Policy, table: string, shardOf: (table: string) => string | undefined): string {
  const says = (text: string) => onShard(text, p.tablename, shardOf);
  return [
    `create policy ${ident(p.policyname)} on fadu.${ident(table)}`,
    `as ${p.permissive} for ${p.cmd} to ${p.roles.map((r) => (r === 'public' ? 'public' : ident(r))).join(', ')}`,
    p.qual === null ? '' : `using (${says(p.qual)})`,
    p.with_check === null ? '' : `with check (${says(p.with_check)})`,
  ].join(' ');
}

/** Every table of the schema has its place, or the schema is not known here any more. @throws Error that names them */
async function placed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'fadu'::regnamespace and relkind = 'r'
       and relname !~ '_\\d{6,}$'`,
  );
  const known = new Set<string>([...BY_REGION, ...EVERYWHERE, ...Object.keys(WITH_COORDINATOR)]);
  const unknown = rows.map((r) => r.name).filter((n) => !known.has(n));
  if (unknown.length)
    throw new Error(`no place is named for: ${unknown.join(', ')} (bench/src/beyond/tables.ts)`);
}

/** Several statements on one node, in one transaction, by way of the coordinator. */
async function onNode(
  client: pg.Client,
  host: string,
  port: number,
  statements: readonly string[],
): Promise<void> {
  if (statements.length === 0) return;
  // Shards are Citus's own: it asks to be told that they are meant.
  const body = [
    `perform set_config('citus.enable_manual_changes_to_shards', 'on', true)`,
    `perform set_config('citus.enable_ddl_propagation', 'off', true)`,
    ...statements.map((s) => `execute ${literal(s)}`),
  ].join(';\n');
  const { rows } = await client.query<{ success: boolean; result: string }>(
    'select * from master_run_on_worker(array[$1::text], array[$2::int], array[$3::text], false)',
    [host, port, `do ${literal(`begin\n${body};\nend`)}`],
  );
  if (!rows[0]?.success) throw new Error(`${host}:${port}: ${rows[0]?.result}`);
}

/** The functions are those that the cluster's were written against. @throws Error that names one that a migration changed */
async function asWritten(client: pg.Client): Promise<void> {
  for (const [name, digest] of Object.entries(WRITTEN_AGAINST)) {
    const { rows } = await client.query<{ md5: string }>(
      `select md5(p.prosrc) as md5 from pg_proc p where p.pronamespace = 'fadu'::regnamespace and p.proname = $1`,
      [name],
    );
    if (rows[0]?.md5 !== digest)
      throw new Error(
        `a migration changed fadu.${name} (now ${rows[0]?.md5}): bench/src/beyond/cluster.ts must follow it`,
      );
  }
}

/** Spread a migrated schema. `client`: the owner on the coordinator. Safe to repeat: shards that came since get their policies. */
export async function distribute(client: pg.Client, shards = 8): Promise<Distributed> {
  await placed(client);
  const refused: { statement: string; says: string }[] = [];
  await client.query(`create table if not exists public.fadu_cluster_policy (
    tablename text, policyname text, permissive text, roles text[], cmd text, qual text, with_check text,
    primary key (tablename, policyname))`);
  const { rows: already } = await client.query<{ name: string }>(
    `select c.relname as name from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
      where c.relnamespace = 'fadu'::regnamespace`,
  );
  const spread = new Set(already.map((r) => r.name));

  if (!spread.has('case_file')) {
    await asWritten(client);
    // What Citus would refuse, and what it must not carry to the workers.
    await client.query(
      `insert into public.fadu_cluster_policy
        select tablename, policyname, permissive, roles, cmd, qual, with_check from pg_policies
        where schemaname = 'fadu' and tablename = any ($1)`,
      [BY_REGION],
    );
    await client.query(`create or replace function fadu.at_coordinator() returns boolean language sql stable
      security definer set search_path = pg_catalog as $$ select groupid = 0 from pg_dist_local_group $$`);
    await client.query('grant execute on function fadu.at_coordinator to public');
    const { rows: keys } = await client.query<{ name: string; on: string; to: string; def: string }>(
      `select conname as name, conrelid::regclass::text as "on", confrelid::regclass::text as "to",
          pg_get_constraintdef(oid) as def from pg_constraint
        where contype = 'f' and connamespace = 'fadu'::regnamespace`,
    );
    const bare = (name: string) => name.replace(/^fadu\./, '').replaceAll('"', '');
    const place = (name: string) =>
      (BY_REGION as readonly string[]).includes(bare(name))
        ? 'region'
        : (EVERYWHERE as readonly string[]).includes(bare(name))
          ? 'all'
          : 'one';
    const again: string[] = [];
    for (const k of keys) {
      const [from, to] = [place(k.on), place(k.to)];
      if ((from === to && from !== 'region') || (from === 'region' && to === 'all')) continue;
      await client.query(`alter table ${k.on} drop constraint ${ident(k.name)}`);
      // Between tables of one region the key comes back once both are spread.
      if (from === 'region' && to === 'region') {
        again.push(`alter table ${k.on} add constraint ${ident(k.name)} ${k.def}`);
        continue;
      }
      refused.push({
        statement: `foreign key ${k.name} of ${k.on} to ${k.to}`,
        says: 'a distributed table cannot refer to one of the coordinator, nor the other way round: dropped',
      });
    }
    const { rows: triggers } = await client.query<{ name: string; on: string }>(
      `select tgname as name, relname as on from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where not tgisinternal and c.relnamespace = 'fadu'::regnamespace and relname = any ($1)`,
      [BY_REGION],
    );
    for (const t of triggers) {
      await client.query(`drop trigger ${ident(t.name)} on fadu.${ident(t.on)}`);
      refused.push({
        statement: `trigger ${t.name} on fadu.${t.on}`,
        says: 'triggers are not supported on distributed tables: dropped, done by the writing function',
      });
    }
    for (const table of BY_REGION) {
      const { rows } = await client.query<{ name: string }>(
        `select policyname as name from pg_policies where schemaname = 'fadu' and tablename = $1`,
        [table],
      );
      for (const p of rows) await client.query(`drop policy ${ident(p.name)} on fadu.${ident(table)}`);
    }
    // References first, so that keys to them are carried along.
    for (const table of EVERYWHERE)
      await client.query('select create_reference_table($1)', [`fadu.${table}`]);
    for (const table of BY_REGION) {
      await client.query(
        table === BY_REGION[0]
          ? `select create_distributed_table($1, 'region', shard_count := ${shards})`
          : `select create_distributed_table($1, 'region', colocate_with := 'fadu.${BY_REGION[0]}')`,
        [`fadu.${table}`],
      );
      await client.query(
        `create policy at_coordinator on fadu.${ident(table)} using (fadu.at_coordinator()) with check (fadu.at_coordinator())`,
      );
    }
    for (const statement of again) await client.query(statement);
    await client.query(CLUSTER);
    // Small questions of many roles: one connection to a worker for each, kept for the next (Citus documentation, “Connection
    // management”; its defaults are for few large questions).
    const { rows: name } = await client.query<{ name: string }>('select current_database() as name');
    for (const setting of [
      'citus.max_adaptive_executor_pool_size = 1',
      'citus.max_cached_conns_per_worker = 8',
    ])
      await client.query(`alter database ${ident(name[0]?.name ?? '')} set ${setting}`);
  }

  // ------------------------------------------------- on every shard what the table itself had
  const { rows: all } = await client.query<Shard>(
    `select c.relname as table, s.shardid::text as id, s.shardminvalue as min, n.nodename as host, n.nodeport as port
      from pg_dist_shard s join pg_class c on c.oid = s.logicalrelid
      join pg_dist_placement p on p.shardid = s.shardid join pg_dist_node n on n.groupid = p.groupid
      where c.relnamespace = 'fadu'::regnamespace order by s.shardid`,
  );
  const { rows: policies } = await client.query<Policy>(
    'select * from public.fadu_cluster_policy order by 1, 2',
  );
  const { rows: columns } = await client.query<{
    table: string;
    right: string;
    columns: string[];
    to: string;
  }>(
    `select c.relname as table, x.privilege_type as right, array_agg(a.attname::text) as columns, x.grantee::regrole::text as to
      from pg_attribute a join pg_class c on c.oid = a.attrelid cross join lateral aclexplode(a.attacl) x
      where c.relnamespace = 'fadu'::regnamespace and c.relname = any ($1) and x.grantee <> 0 group by 1, 2, 4`,
    [BY_REGION],
  );
  const nodes = new Map(all.map((s) => [`${s.host}:${s.port}`, s]));
  const everywhere = new Map(all.filter((s) => s.min === null).map((s) => [s.table, `${s.table}_${s.id}`]));
  let made = 0;
  for (const { host, port } of nodes.values()) {
    const statements: string[] = [];
    // What the shards' policies ask for is asked of the copy on this node, without Citus in between.
    const scope = (what: string) =>
      `create or replace function fadu.scope_${what}() returns text language sql stable set search_path = pg_catalog as ${literal(
        `select ${what} from fadu.${everywhere.get('db_scope')} where role = current_user`,
      )}`;
    statements.push(scope('region'), scope('organ'));
    const { rows: here } = await client.query<{ result: string }>(
      `select result from master_run_on_worker(array[$1::text], array[$2::int], array[$3::text], false)`,
      [
        host,
        port,
        `select coalesce(json_agg(tablename || '/' || policyname), '[]')::text from pg_policies where schemaname = 'fadu'`,
      ],
    );
    const there = new Set(JSON.parse(here[0]?.result ?? '[]') as string[]);
    const mine = all.filter((s) => s.host === host && s.port === port);
    for (const shard of mine.filter((s) => s.min !== null)) {
      const table = `${shard.table}_${shard.id}`;
      const beside = new Map(
        mine.filter((s) => s.min === shard.min && s.min !== null).map((s) => [s.table, `${s.table}_${s.id}`]),
      );
      // Citus carries rights on tables to the shards, not those on columns.
      for (const g of columns.filter((q) => q.table === shard.table))
        statements.push(
          `grant ${g.right} (${g.columns.map(ident).join(', ')}) on fadu.${ident(table)} to ${ident(g.to)}`,
        );
      for (const p of policies.filter((q) => q.tablename === shard.table)) {
        if (there.has(`${table}/${p.policyname}`)) continue;
        statements.push(policyOn(p, table, (name) => beside.get(name) ?? everywhere.get(name)));
        made++;
      }
      if (there.has(`${table}/at_coordinator`))
        statements.push(`drop policy at_coordinator on fadu.${ident(table)}`);
    }
    await onNode(client, host, port, statements);
  }
  return {
    byRegion: BY_REGION,
    everywhere: EVERYWHERE,
    refused,
    policies: made,
    shards: all.filter((s) => s.min !== null).length,
  };
}

/**
 * The roles log in on the workers, where Citus connects under them. On the coordinator they do not: the application takes them
 * after it has logged in as its own. Run again when organs come.
 */
export async function letRolesIn(client: pg.Client): Promise<number> {
  const { rows: roles } = await client.query<{ name: string }>(
    `select rolname as name from pg_roles where rolname ~ '^fadu_' order by 1`,
  );
  const { rows: nodes } = await client.query<{ host: string; port: number }>(
    `select nodename as host, nodeport as port from pg_dist_node where groupid <> 0 and noderole = 'primary'`,
  );
  for (const { host, port } of nodes)
    await onNode(
      client,
      host,
      port,
      roles.map((r) => `alter role ${ident(r.name)} login`),
    );
  return roles.length;
}
